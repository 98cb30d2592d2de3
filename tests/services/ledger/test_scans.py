"""The layout of a scan is kept with its report, goes and comes with it, and is never believed further than it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.services.made_reports import MadeReport, content, one_line_a_print, target
from tests.services.openforms.books import exported, made_of, stands
from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import ScanLayout, layout_data, lost_layout
from zonetracker.services.importing import kept_source
from zonetracker.services.ledger import Ledger
from zonetracker.services.openforms import new_from_job
from zonetracker.storage.history import Recorder
from zonetracker.support.job import finish

Change = Callable[[dict[str, Any]], object]


def scan() -> MadeReport:
    return MadeReport([target("工业投资", "12.50"), target("税收收入", "5")], scanned=True)


def test_a_layout_is_kept_and_undo_takes_it_along(ledger: Ledger) -> None:
    made = scan()
    made.keep(ledger)
    kept = content(ledger)
    assert ledger.report(1).layout == one_line_a_print(made.text)
    ledger.undo()
    assert not ledger.reports()
    ledger.redo()
    assert content(ledger) == kept and ledger.report(1).layout == one_line_a_print(made.text)


def test_a_report_with_a_text_of_its_own_has_none(ledger: Ledger) -> None:
    MadeReport([target("工业投资", "12.50")]).keep(ledger)
    assert ledger.report(1).layout is None


def test_a_kept_scan_is_read_again_with_its_layout(ledger: Ledger) -> None:
    made = scan()
    made.keep(ledger)
    source = kept_source(ledger.report(1), ledger.original(1))
    assert (source.kept, source.layout) == (made.text, one_line_a_print(made.text))


def test_a_layout_of_another_text_is_not_taken(ledger: Ledger) -> None:
    made, beyond = scan(), one_line_a_print("字" * 10_000)
    with pytest.raises(ValueError):
        ledger.import_report("图.png", "image/png", b"png", made.text, "", 2023, made.candidates, layout=beyond)
    assert not ledger.reports()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "扫描.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        scan().keep(ledger)
    return path


def other_layout(data: bytes) -> Callable[[Recorder], object]:
    return lambda recorder: recorder.update("report", 1, {"layout_sha256": recorder.keep(data)})


def told(change: Change) -> bytes:
    data: dict[str, Any] = layout_data(one_line_a_print(scan().text))
    change(data)
    return json.dumps(data).encode()


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no text": b"\xff\xfe\x80",
    "no JSON": b"{",
    "deep JSON": b"[" * 100_000,
    "a list": b"[]",
    "no page": json.dumps(layout_data(ScanLayout())).encode(),
    "a part missing": told(lambda data: data.pop("doubtful")),
    "a span beyond the text": told(lambda data: data["pages"][0]["prints"][0].__setitem__(1, 10**6)),
    "a doubt beyond the text": told(lambda data: data.update(doubtful=[[0, 10**9]])),
    "a span backwards": told(lambda data: data["pages"][0]["prints"][0].__setitem__(0, 500)),
    "a box of words": told(lambda data: data["pages"][0]["prints"][0].__setitem__(2, "左")),
    "a box beyond counting": told(lambda data: data["pages"][0]["prints"][0].__setitem__(2, 10**30)),
    "a page of no size": told(lambda data: data["pages"][0].update(size=[0, 5])),
    "a size that is no number": told(lambda data: data["pages"][0].update(size=[float("inf"), 5])),
    "one page twice": told(lambda data: data["pages"].append(data["pages"][0])),
    "many doubts": told(lambda data: data.update(doubtful=[[0, 1]] * 600_000)),
    "longer than any": b" " * 17_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_layout_that_no_program_wrote_is_lost_and_the_report_stands(book: Path, data: bytes) -> None:
    with Ledger.open(book) as ledger:
        with ledger._database.operation("forged") as recorder:
            other_layout(data)(recorder)
        report = ledger.report(1)
        assert report.layout == lost_layout(len(report.text))
        assert report.layout.doubts(Span(0, 1)) and len(ledger.rows(1)) == 2 and not ledger.damaged()
        assert ledger.check() == ["扫描报告“云岭高新区年度报告.txt”的版面已损坏，看不到原页图片，各行请对照原件。"]


def test_a_layout_that_is_gone_is_lost_here_and_in_what_is_exported(book: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TRIGGER content_is_never_deleted")
        connection.execute("DELETE FROM content WHERE sha256 IN (SELECT layout_sha256 FROM report)")
        connection.execute(
            "CREATE TRIGGER content_is_never_deleted BEFORE DELETE ON content\n"
            "BEGIN SELECT RAISE (ABORT, 'content is append-only'); END"
        )
        connection.commit()
    with Ledger.open(book) as ledger:
        lost = lost_layout(len(ledger.report(1).text))
        assert ledger.report(1).layout == lost and not ledger.damaged()
    source = exported(book, tmp_path / "全部.json")
    finish(new_from_job(source, tmp_path / "新.zt"))
    with Ledger.open(tmp_path / "新.zt") as again:
        assert again.report(1).layout == lost and len(again.rows(1)) == 2


@pytest.mark.parametrize("ending", ["json", "zip", "xlsx"])
def test_a_layout_goes_out_and_comes_back(book: Path, tmp_path: Path, ending: str) -> None:
    source = exported(book, tmp_path / f"全部.{ending}")
    assert made_of(source, tmp_path / "新.zt") == stands(book)
    with Ledger.open(tmp_path / "新.zt") as again:
        assert again.report(1).layout == one_line_a_print(scan().text)
