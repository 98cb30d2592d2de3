"""The verb projects: the list, both sheets, and figures counted from projects, entered by one undoable step."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.services.milestones.made_projects import PROJECTS, fill
from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry, IndicatorChange
from zonetracker.model.facts import Derivation, Stated
from zonetracker.services.ledger import Ledger

DONE, COULD_NOT, WRONG_CALL = 0, 1, 2


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        fill(ledger)
        ledger.add_target("新开工项目", 2023, Stated(Decimal(20), unit="个"))
        (one,) = ledger.indicators()
        ledger.edit_indicator(one.id, IndicatorChange(derive=Derivation("开工", least_investment=Decimal(1))))
    return path


def call(book: Path, *words: str) -> int:
    return main(["projects", str(book), "--month", "2023-09", *words])


def test_the_projects_of_a_month_are_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(book) == DONE
    listed = capsys.readouterr().out
    assert "云岭精工装备产业园" in listed and "63.0" in listed and "合计为有年度计划的6个项目" in listed
    assert call(book, "--format", "json") == DONE
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(PROJECTS)
    assert (rows[0]["completion"], rows[0]["gap"], rows[0]["grade"], rows[0]["stage"]) == (
        "63.0",
        "-12.0",
        "late",
        "入库",
    )


@pytest.mark.usefixtures("qapp")
def test_both_sheets_are_written_and_kept_once(book: Path, tmp_path: Path) -> None:
    table, stages = tmp_path / "进展.xlsx", tmp_path / "阶段.xlsx"
    for _ in range(2):
        assert call(book, "--to", str(table), "--stages", str(stages), "--keep", "--date", "2023-10-09") == DONE
    assert openpyxl.load_workbook(table).worksheets[0].title == "重点项目进展情况"
    assert openpyxl.load_workbook(stages).worksheets[0]["A3"].value == "责任单位"
    with Ledger.open(book) as ledger:
        assert sorted(one.kind for one in ledger.issued()) == ["projects", "stages"]
    paper = tmp_path / "进展.pdf"
    assert call(book, "--to", str(paper)) == DONE and paper.read_bytes().startswith(b"%PDF")
    assert call(book, "--stages", str(stages), "--by", "category", "--cohort", "2023") == DONE
    sheet = openpyxl.load_workbook(stages).worksheets[0]
    told = [row[0].value for row in sheet.iter_rows()]
    assert told[2:6] == ["类别", "工业", "环保", "未分类"]
    assert any("2023年签约的项目" in str(line) for line in told)


def test_counts_are_shown_then_entered_and_taken_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(book, "--derive", "--format", "json") == DONE
    last = json.loads(capsys.readouterr().out)[-1]
    assert (last["value"], last["state"], len(last["projects"])) == ("3", "new", 3)
    with Ledger.open(book) as ledger:
        assert ledger.actuals(2023) == []
        ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(9), "个")])
    assert call(book, "--accept") == COULD_NOT
    said = capsys.readouterr()
    assert "已填入 8 个月的数" in said.out
    assert "“新开工项目”1-9月填的是9个，由项目统计为3个，没有改动" in said.err
    with Ledger.open(book) as ledger:
        assert [int(one.value or 0) for one in ledger.actuals(2023)] == [0, 0, 1, 3, 3, 3, 3, 3, 9]
        ledger.undo()
        assert len(ledger.actuals(2023)) == 1
    assert call(book, "--derive") == DONE
    assert "与填的数不同" in capsys.readouterr().out


def test_without_projects_or_derivations_one_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "空.zt"
    Ledger.create(path, "云岭高新区").close()
    assert call(path) == DONE and "2023年还没有项目" in capsys.readouterr().err
    assert call(path, "--accept") == DONE and "没有由项目统计的指标" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        call(path, "--to", "表.docx")
    assert stopped.value.code == WRONG_CALL


def test_figures_and_files_are_two_calls(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for way in ("--derive", "--accept"):
        with pytest.raises(SystemExit) as stopped:
            call(book, way, "--to", str(tmp_path / "表.xlsx"))
        assert stopped.value.code == WRONG_CALL and "不能和 --to" in capsys.readouterr().err
