"""A workbook that another PC holds, on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from zonetracker.__main__ import main
from zonetracker.services.ledger import Holder, Ledger
from zonetracker.support.whereabouts import CarefulPlace, PlaceKind


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    path = tmp_path / "云岭.zt"
    Ledger.create(path, "云岭高新区").close()
    return path


@pytest.fixture
def held(book: Path) -> Path:
    holder = Holder("王五", "PC2", 4711, "1:2", "2026-11-29T08:10:00+08:00", "ab" * 8)
    book.with_name("云岭.zt.lock").write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")
    return book


def test_a_verb_that_writes_says_who_has_it_and_how_to_take_over(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", str(held), "--register", "财政局"]) == 1
    said = capsys.readouterr().err
    assert "王五" in said and "PC2" in said and "2026-11-29 08:10" in said
    assert f"zonetracker takeover {held} --from PC2" in said


def test_it_is_taken_over_only_by_the_name_of_the_pc(held: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["takeover", str(held)], ["takeover", str(held), "--from", "PC3"]):
        assert main(call) == 1
        said = capsys.readouterr().err
        assert "王五" in said and "--from PC2" in said and "关闭" in said
    assert Ledger.held_by(held) is not None
    assert main(["takeover", str(held), "--from", "PC2"]) == 0
    assert "已从王五" in capsys.readouterr().out
    assert Ledger.held_by(held) is None
    assert main(["units", str(held), "--register", "财政局"]) == 0


def test_where_nobody_has_it_there_is_nothing_to_take(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["takeover", str(book)]) == 0 and "不用接管" in capsys.readouterr().out
    assert main(["takeover", str(book.with_name("无.zt"))]) == 1 and "找不到" in capsys.readouterr().err


def test_who_has_it_open_here_closes_it_himself(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(book) as ledger:
        assert ledger.writer is not None
        assert main(["takeover", str(book), "--from", ledger.writer.host]) == 1
        assert "请在那里关闭" in capsys.readouterr().err
        ledger.set_settings(places=2)


def test_check_says_of_a_place_that_it_asks_for_care(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", str(book)]) == 0 and capsys.readouterr().err == ""
    place = CarefulPlace(PlaceKind.CLOUD, "坚果云")
    monkeypatch.setattr("zonetracker.commands.verbs.careful_place", lambda _: place)
    assert main(["check", str(book)]) == 0
    assert "坚果云" in capsys.readouterr().err
