"""The verb points: rules chosen, totals and lines listed, points entered, entries waived, the ledger written."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Cycle
from zonetracker.services.ledger import Ledger

MONTH = ["--month", "2023-09"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        ledger.add_departments(["建设局", "招商局"])
        own = MilestoneChange(responsible="建设局", cycle=Cycle.NEVER, deadline="2023-08-15")
        ledger.add_milestone("污水管网", 2023, own)
    return place


def call(book: Path, *words: str) -> int:
    return main(["points", str(book), *MONTH, *words])


def test_rules_are_chosen_before_points_are_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(book) == 1
    assert "还没有选积分规则" in capsys.readouterr().err
    assert call(book, "--rules", "十分制") == 1
    assert "可选的有：加减分、只减分、按项目体量、off" in capsys.readouterr().err
    assert call(book, "--rules", "加减分") == 0 and call(book) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert lines == [
        ["责任单位", "积分", "加分", "减分", "条数", "免责"],
        ["建设局", "98.00", "0.00", "-2.00", "2", "0"],
        ["招商局", "100.00", "0.00", "0.00", "0", "0"],
    ]
    assert call(book, "--rules", "off") == 0 and call(book) == 1


def test_points_are_entered_for_a_matter_and_a_missing_paper_is_asked_for(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(book, "--rules", "加减分")
    added = ["--add", "-1.5", "--unit", "建设局", "--for", "通报批评", "--on", "2023-09-04"]
    assert call(book, *added) == 1
    assert "没有写依据文号" in capsys.readouterr().err
    assert call(book, *added, "--reason", "电话通知") == 0
    assert call(book, "--add", "2", "--for", "上级表彰") == 1 and "--unit" in capsys.readouterr().err
    assert call(book, "--unit", "建设局") == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "通报批评" in line)
    assert line.split() == ["2023-09-04", "通报批评", "-1.50", "97.50", "手工"]


def test_an_entry_is_waived_by_its_key(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(book, "--rules", "加减分")
    capsys.readouterr()
    assert call(book, "--format", "json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["key"], first["counted"], second["running"]) == ("overdue/milestone/1/2023-08", "-1", "98")
    assert call(book, "--waive", "overdue/milestone/9/2023-08", "--reason", "汛期停工") == 1
    assert "没有代号是" in capsys.readouterr().err
    assert call(book, "--waive", first["key"]) == 1 and "原因" in capsys.readouterr().err
    assert call(book, "--waive", first["key"], "--reason", "汛期停工") == 0
    capsys.readouterr()
    call(book, "--format", "json")
    first, second = json.loads(capsys.readouterr().out)
    assert (first["waived"], first["counted"], second["running"]) == (True, "0", "99")


def test_the_ledger_is_written_and_kept(book: Path, tmp_path: Path) -> None:
    call(book, "--rules", "加减分")
    path = tmp_path / "积分.xlsx"
    assert call(book, "--to", str(path), "--keep", "--issuer", "考核办", "--date", "2023-10-20") == 0
    sheet = openpyxl.load_workbook(path, data_only=True).active
    assert sheet is not None and "考核办" in str(sheet["A2"].value)
    with Ledger.open(book) as ledger:
        assert [(one.kind, one.file_name) for one in ledger.issued()] == [("points", "积分.xlsx")]
