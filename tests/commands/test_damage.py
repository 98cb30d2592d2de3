"""Damaged rows on the command line: told beside what is made without them, named by check, in the way of 签发."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger

SAID = "有3行数据已损坏，未列入。"


@pytest.fixture
def damaged(tmp_path: Path, qapp: QApplication) -> Path:
    """A workbook with two bad rows, and one that stands on the first."""
    path = book(tmp_path)
    with Ledger.open(path) as ledger, ledger._database.operation("forged") as recorder:
        recorder.update("target", 1, {"value": "NaN"})
        recorder.update("actual", 1, {"value": "9" * 4301})
        recorder.insert(
            "target_adjustment",
            {"target_id": 1, "from_month": 5, "before": "{}", "after": "{}", "paper": "云政发", "reason": "调整"},
        )
    return path


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(list(words))
    said = capsys.readouterr()
    return status, said.out, said.err


MONTH_WORD = f"{YEAR}-{MONTH:02}"


def test_status_and_every_output_say_how_many_rows_are_left_out(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = call(capsys, "status", str(damaged), "--month", MONTH_WORD, "--format", "json")
    assert status == 0 and SAID in err
    names = [row["indicator"] for row in json.loads(out)]
    assert len(names) == 12 and "地区生产总值" not in names
    for verb, file in (("sheet", "表.xlsx"), ("summary", "通报.docx"), ("gauges", "图.png")):
        status, _, err = call(capsys, verb, str(damaged), "--month", MONTH_WORD, str(tmp_path / file))
        assert status == 0 and SAID in err and (tmp_path / file).stat().st_size


def test_check_names_each(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "check", str(damaged))
    assert (status, out) == (1, "")
    assert [line.partition("（")[0] for line in err.splitlines()] == ["目标第1号", "实绩第1号", "目标调整第1号"]
    assert all("已损坏，未列入：" in line for line in err.splitlines())


def test_no_month_is_given_out_while_rows_are_damaged(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("issue", str(damaged), "--month", MONTH_WORD, "--reason", "核对无误", "--to", str(tmp_path / "出"))
    status, _, err = call(capsys, *words)
    assert status == 1 and "有 3 行数据已损坏，没有列入；请先恢复备份，或移除已损坏的数据" in err
    with Ledger.open(damaged) as ledger:
        assert ledger.closing(YEAR, MONTH) is None
        ledger.remove_damaged()
    assert call(capsys, *words)[0] == 0


def test_what_is_exported_are_the_sound_rows_and_they_come_back(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = call(capsys, "export", str(damaged), "--format", "json", "--to", str(tmp_path / "全部.json"))
    assert status == 0 and SAID in err
    assert call(capsys, "new", str(tmp_path / "新.zt"), "--from", str(tmp_path / "全部.json"))[0] == 0
    assert call(capsys, "check", str(tmp_path / "新.zt"))[0] == 0
