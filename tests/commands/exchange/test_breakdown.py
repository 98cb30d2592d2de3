"""The verb targets: the list of a year out and back, with what waits told and answered by the call."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.services.breakdown.conftest import COLUMNS, FIRST
from zonetracker.__main__ import main
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Stated
from zonetracker.outputs.breakdown.columns import BreakdownColumn
from zonetracker.services.ledger import Ledger
from zonetracker.words.typed import read_number

DONE, COULD_NOT, WRONG_CALL = 0, 1, 2


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        for name, value in (("地区生产总值", "80"), ("固定资产投资", "60"), ("工业投资", "25")):
            ledger.add_target(name, 2023, Stated(read_number(value), unit="亿元"))
        ledger.edit_target(3, TargetChange(parent_id=2))
    return path


@pytest.fixture
def listed(book: Path, tmp_path: Path) -> Path:
    path = tmp_path / "分解表.xlsx"
    assert main(["targets", str(book), "--year", "2023", "--to", str(path)]) == DONE
    return path


def fill(path: Path, *cells: tuple[int, BreakdownColumn, object]) -> None:
    book = openpyxl.load_workbook(path)
    for row, column, value in cells:
        book.worksheets[0].cell(FIRST + row - 1, COLUMNS.index(column) + 1).value = value
    book.save(path)


def call(book: Path, path: Path, *words: str) -> int:
    return main(["targets", str(book), str(path), "--year", "2023", *words])


def figures(book: Path) -> list[str]:
    with Ledger.open(book) as ledger:
        return [str(one.stated.value) for one in ledger.targets(2023)]


def test_unchanged_it_does_nothing(book: Path, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(book) as ledger:
        before = ledger.revision
    assert call(book, listed) == DONE
    assert "已读入 2023 年目标 0 处，3 项没有变" in capsys.readouterr().out
    with Ledger.open(book) as ledger:
        assert ledger.revision == before


def test_the_plan_writes_nothing(book: Path, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(listed, (1, BreakdownColumn.RESPONSIBLE, "发改局"), (2, BreakdownColumn.LEVEL, 66))
    capsys.readouterr()
    assert call(book, listed, "--plan") == DONE
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["state"], one["entered"], one["after"]) for one in told] == [
        ("changed", True, "发改局"),
        ("restated", False, "66亿元"),
    ]
    assert figures(book) == ["80", "60", "25"]


def test_a_changed_figure_needs_the_word_for_it(book: Path, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(listed, (1, BreakdownColumn.WEIGHT, 5), (2, BreakdownColumn.LEVEL, 66))
    assert call(book, listed) == COULD_NOT
    assert "--correct（更正）或 --adjust" in capsys.readouterr().err and figures(book) == ["80", "60", "25"]
    assert call(book, listed, "--adjust", "云政发3号", "--from", "7") == COULD_NOT
    assert "原因要用文字写明" in capsys.readouterr().err
    assert call(book, listed, "--adjust", "云政发3号", "--from", "7", "--reason", "上级调整任务") == DONE
    with Ledger.open(book) as ledger:
        assert [one.paper for one in ledger.adjustments(2)] == ["云政发3号"]
    fill(listed, (1, BreakdownColumn.LEVEL, 82))
    assert call(book, listed, "--correct") == DONE and figures(book) == ["82", "66", "25"]


def test_what_is_asked_is_accepted_by_name_or_reason(
    book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(listed, (3, BreakdownColumn.LEVEL, 61))
    assert call(book, listed, "--correct") == COULD_NOT
    assert "其中项 61 大于总数 60" in capsys.readouterr().err
    assert call(book, listed, "--correct", "--accept", "没有这项") == COULD_NOT
    assert "没有待核对的“没有这项”" in capsys.readouterr().err
    assert call(book, listed, "--correct", "--reason", "口径不同") == DONE and figures(book) == ["80", "60", "61"]


def test_what_the_list_lacks_is_removed_by_name_only(
    book: Path, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = openpyxl.load_workbook(listed)
    sheet.worksheets[0].delete_rows(FIRST)
    sheet.save(listed)
    assert call(book, listed, "--accept", "all") == DONE
    assert "1 项没有动：地区生产总值" in capsys.readouterr().out and len(figures(book)) == 3
    assert call(book, listed, "--remove", "工业投资") == COULD_NOT
    assert "没有删除" in capsys.readouterr().err
    assert call(book, listed, "--remove", "地区生产总值") == DONE and figures(book) == ["60", "25"]
    assert main(["undo", str(book)]) == DONE and figures(book) == ["80", "60", "25"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "二者写一个"),
        (["清单.xlsx", "--to", "出.xlsx"], "二者写一个"),
        (["清单.xlsx", "--adjust", "云政发3号"], "--adjust 和 --from 要一起写"),
        (["清单.xlsx", "--correct", "--adjust", "云政发3号", "--from", "7"], "不能和"),
        (["清单.xlsx", "--adjust", "云政发3号", "--from", "13"], "不是月份"),
        (["--to", "出.pdf"], "扩展名应为 .xlsx"),
    ],
)
def test_a_wrong_call_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["targets", "台账.zt", *words, "--year", "2023"])
    assert ended.value.code == WRONG_CALL and said in capsys.readouterr().err


def test_a_file_that_is_no_list_is_one_sentence(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "通知.txt").write_text("请准时参加会议。", encoding="utf-8")
    assert call(book, tmp_path / "通知.txt") == COULD_NOT
    assert "没有找到2023年的目标清单" in capsys.readouterr().err
    assert main(["targets", str(book), "--year", "2025", "--to", str(tmp_path / "空.xlsx")]) == COULD_NOT
    assert "2025年还没有目标" in capsys.readouterr().err and not (tmp_path / "空.xlsx").exists()


def test_all_takes_no_row_without_a_goal_for_it_may_be_a_heading(book: Path, tmp_path: Path) -> None:
    own = openpyxl.Workbook()
    for row in (
        ["序号", "指标名称", "计量单位", "年度目标"],
        ["一", "民生事业", "项", None],
        [1, "民生实事", "件", 12],
    ):
        own.active.append(row)
    own.save(tmp_path / "清单.xlsx")
    assert call(book, tmp_path / "清单.xlsx", "--accept", "all") == COULD_NOT
    assert figures(book) == ["80", "60", "25", "12"]
    assert call(book, tmp_path / "清单.xlsx", "--accept", "民生事业") == DONE
    assert figures(book) == ["80", "60", "25", "None", "12"]
