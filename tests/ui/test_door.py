"""The door as the pages show it: every operation that a page offers, by the keys that a clerk presses.

The same operations as in tests/services/ledger/test_door.py: what is hard is told and nothing is written; what is soft
is asked and written with words only; what nobody typed stays as it is. A front is an operation and the place on a page
where it is done. Where a case can't arise it stands in a table of its own, and why it can't is asserted.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import zonetracker
from tests.known import known
from tests.services.ledger.test_door import ABSENT as LEDGER_ABSENT
from tests.services.ledger.test_door import HARD as LEDGER_HARD
from tests.services.ledger.test_door import PART, RATE, REASON, SEVENTY, TAKES_NO_VALUE, WHOLE, fill, too_long
from tests.services.ledger.test_door import SOFT as LEDGER_SOFT
from tests.services.ledger.test_operations import NOT_OPERATIONS, public_writes
from tests.services.made_reports import content
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.extraction.reading import read_pasted
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking.limits import YEARS
from zonetracker.model.facts import ReviewStatus, Span, Stated
from zonetracker.model.frame import Frame
from zonetracker.services.importing import ReadReport
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import rules_of
from zonetracker.services.review import alike
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.outputs.page import SHEET
from zonetracker.ui.report.board import ReviewBoard
from zonetracker.ui.settings.page import INDICATORS
from zonetracker.ui.targets.columns import SHARED

YEAR, MONTH = 2023, 9
LONG = "名" * 301
LONG_UNIT = "单" * 31
ODD = "云岭\u202e区"
UNUSED = "路演场次"
BOUNDED = 4
"""A target of 9.0亿元以上."""
Act = Callable[[Hand], None]

NO_PAGE = {"reopen_rows"}
"""Operations that no page offers: a row is opened again by Ctrl+Z."""
OFFERED = public_writes() - NOT_OPERATIONS - NO_PAGE


# ---- what a hand does


def targets_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("targets").table, row, column, text)


def two_targets(column: str, text: str) -> Act:
    def act(hand: Hand) -> None:
        table = hand.go("targets").table
        table.go_to(WHOLE, table.records.column_of(column))
        hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        hand.here(table, text)

    return act


def targets_form(press: Act, **texts: str) -> Act:
    def act(hand: Hand) -> None:
        hand.go("targets", WHOLE)
        press(hand)
        hand.fill(**texts)

    return act


def properties(hand: Hand) -> None:
    hand.press(hand.window.page().table, Qt.Key.Key_Return)


def adjusting(hand: Hand) -> None:
    hand.go("targets", BOUNDED)
    hand.press(hand.window.page().table, Qt.Key.Key_T, control=True)


def new_target(hand: Hand) -> None:
    hand.click(hand.window.page().add)


def inside_the_one_above(hand: Hand) -> None:
    """70亿元 to be part of the 9.0亿元 above it."""
    hand.go("targets", next(one.id for one in hand.ledger.targets(YEAR) if one.stated == SEVENTY))
    hand.press(hand.window.page().table, Qt.Key.Key_BracketRight, control=True)


def month_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("actuals").table, row, column, text)


def growth_cell(row: int, month: int, text: str) -> Act:
    def act(hand: Hand) -> None:
        page = hand.go("actuals")
        page.growths.setChecked(True)
        hand.cell(page.table, row, f"growth:{month}", text)

    return act


def paste(row: int, column: str, text: str) -> Act:
    def act(hand: Hand) -> None:
        table = hand.go("actuals").table
        table.go_to(row, table.records.column_of(column))
        QGuiApplication.clipboard().setText(text)
        hand.press(table, Qt.Key.Key_V, control=True)

    return act


def milestone_cell(column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("milestones").table, 1, column, text)


def new_milestone(**texts: str) -> Act:
    def act(hand: Hand) -> None:
        hand.click(hand.go("milestones").add)
        hand.fill(**texts)

    return act


def review_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("report", row).board.table, row, column, text)


def confirm(row: int) -> Act:
    def act(hand: Hand) -> None:
        board = hand.go("report", row).board
        hand.press(board.table, Qt.Key.Key_Return)

    return act


def new_row(**texts: str) -> Act:
    def act(hand: Hand) -> None:
        board = hand.go("report", 1).board
        start = board.report.text.index("大桥通车")
        board.source.select(Span(start, start + 4))
        hand.press(board.source, Qt.Key.Key_R, control=True)
        hand.fill(**texts)

    return act


def indicators(hand: Hand) -> Any:
    page = hand.go("settings")
    page.tabs.setCurrentIndex(INDICATORS)
    return page.indicators


def indicator_cell(column: str, text: str) -> Act:
    return lambda hand: hand.cell(indicators(hand).table, 1, column, text)


def new_indicator(name: str) -> Act:
    def act(hand: Hand) -> None:
        hand.click(indicators(hand).add)
        hand.fill(指标名称=name)

    return act


def rules_line(name: str, text: str) -> Act:
    def act(hand: Hand) -> None:
        rules = hand.go("settings").rules
        hand.line(rules.words["late"] if name == "word" else getattr(rules, name), text)

    return act


def addressee(text: str) -> Act:
    def act(hand: Hand) -> None:
        page = hand.go("outputs")
        hand.qtbot.waitUntil(lambda: page.summary.composed is not None)
        hand.line(page.summary.addressee, text)
        hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)

    return act


def problem(text: str) -> Act:
    return lambda hand: hand.cell(hand.go("overview", WHOLE).table, WHOLE, "reason", text)


def written_sheet(name: str) -> Act:
    """The sheet as a file of this name, kept in the workbook."""

    def act(hand: Hand) -> None:
        page = hand.go("outputs")
        page.tabs.setCurrentIndex(SHEET)
        path = hand.ledger.path.with_name(name)
        hand.window.ask.answers = [str(path)]
        hand.click(page.sheet.export)
        hand.qtbot.waitUntil(lambda: path.exists() and not hand.window.desk.tasks.busy)

    return act


def copied(figures: int) -> Act:
    def act(hand: Hand) -> None:
        hand.ledger.add_target(WHOLE, YEAR + 1, SEVENTY)
        hand.window.desk.choose_period(YEAR + 1, 1)
        hand.window.ask.answers = [figures]
        hand.click(hand.go("targets").copy)

    return act


def sheet_of(hand: Hand, text: str) -> SheetDialog:
    hand.window.desk.choose_period(YEAR, 6)
    page = hand.go("actuals")
    place = hand.ledger.path.with_name("月报.csv")
    place.write_text(text, encoding="utf-8")
    page.take_sheets([place])
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, SheetDialog))
    dialog = hand.form
    assert isinstance(dialog, SheetDialog)
    return dialog


def sheet(text: str) -> Act:
    return lambda hand: hand.click(sheet_of(hand, text).answer)


# ---- the table

HARD: dict[str, tuple[Act, str]] = {
    "add_row: form": (new_row(名称=LONG, 数值和单位="3亿元"), "最多 300 个"),
    "add_row: no figure": (new_row(名称="大桥合龙"), "数值和增速至少填一个"),
    "edit_row: cell": (review_cell(1, "name", LONG), "最多 300 个"),
    "edit_row: no name": (review_cell(1, "name", ""), "名称不能空着"),
    "edit_row: confirmed": (review_cell(2, "value", "9-1"), "区间上限 1 小于下限 9"),
    "confirm_rows: Enter": (confirm(1), "区间上限 60 小于下限 80"),
    "add_indicator: form": (new_indicator(LONG), "最多 300 个"),
    "add_indicator: no name": (new_indicator(" "), "名称不能空着"),
    "edit_indicator: cell": (indicator_cell("unit", LONG_UNIT), "最多 30 个"),
    "edit_indicator: list": (targets_cell(WHOLE, "name", LONG), "最多 300 个"),
    "edit_indicator: form": (targets_form(properties, 常用单位=LONG_UNIT), "最多 30 个"),
    "add_target: form": (targets_form(new_target, 指标名称="外贸出口", 年度目标="80-60亿元"), "上限 60 小于下限 80"),
    "edit_target: cell": (targets_cell(WHOLE, "value", "80-60"), "区间上限 60 小于下限 80"),
    "edit_target: unit alone": (targets_cell(RATE, "unit", "万元"), "有单位而没有数值"),
    "edit_targets: cells": (two_targets("weight", "-1"), "权重不能小于零"),
    "adjust_target: reason": (targets_form(adjusting, 调整为="70亿元", 依据文件="云政发3号", 原因="7"), "不是原因"),
    "adjust_target: paper": (targets_form(adjusting, 调整为="70亿元", 原因=REASON), "依据文件要写上"),
    "adjust_target: same": (targets_form(adjusting, 依据文件="云政发3号", 原因=REASON), "和现在的一样"),
    "add_milestone: form": (new_milestone(事项=LONG, 责任单位="建设局"), "最多 300 个"),
    "edit_milestone: cell": (milestone_cell("name", ""), "名称不能空着"),
    "set_actuals: cell": (month_cell(WHOLE, "value:9", "5人"), "不能比较"),
    "set_actuals: growth": (growth_cell(WHOLE, 9, "1000000"), "太大"),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "5人"), "不能比较"),
    "set_actuals: paste": (paste(WHOLE, "value:9", "5人"), "不能比较"),
    "file_problem: cell": (problem("。。。"), "不是原因"),
    "set_settings: zone": (rules_line("zone", ODD), "不能显示的字符"),
    "set_settings: no zone": (rules_line("zone", " "), "名称不能空着"),
    "set_settings: rules": (rules_line("name", " "), "名称不能空着"),
    "set_settings: edge": (rules_line("late", "101"), "0 到 100 之间"),
    "set_settings: word": (rules_line("word", "达到序时"), "不能和别的档相同"),
    "set_settings: summary": (addressee(ODD), "不能显示的字符"),
    "keep_issued: file": (written_sheet("表\u202e.xlsx"), "没有在工作簿里留存"),
}
NOT_HARD = {
    "import_report": "of a report only the rows beyond a limit stay out, which is told",
    "edit_rows": "the offer to change rows alike comes after the same change was taken for one of them",
    "copy_targets": "the window's years are all years that a workbook may be about",
    "keep_sheet_mapping": "the dialog of a sheet keeps it under one name of its own",
    "date_report": "the question for a date takes nothing that is none, see tests/ui/report/test_date_bar",
}

SOFT: dict[str, tuple[Act, str]] = {
    "edit_row: confirmed": (review_cell(2, "value", "9.5家"), "不是整数"),
    "confirm_rows: Enter": (confirm(3), "其中项 12 大于总数 9.0"),
    "add_target: form": (targets_form(new_target, 指标名称="瞪羚企业", 年度目标="9.5家"), "不是整数"),
    "edit_target: cell": (targets_cell(PART, "value", "70"), "其中项 70 大于总数 60"),
    "edit_target: 其中": (inside_the_one_above, "其中项 70 大于总数 9.0"),
    "set_actuals: cell": (month_cell(WHOLE, "value:9", "29"), "比 6 月的 30 小"),
    "set_actuals: growth": (growth_cell(RATE, 8, "8"), "8 月本来没有数"),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "40"), "比 11 月的 50 小"),
    "set_actuals: paste": (paste(WHOLE, "value:9", "29"), "比 6 月的 30 小"),
}
NOT_SOFT = {
    "import_report": "what a report says is a proposal until it is confirmed",
    "add_row": "a row is a proposal until it is confirmed",
    "edit_rows": "rows that are changed alike are proposals: none of them is confirmed",
    "add_indicator": "nothing of it is soft",
    "edit_indicator": "nothing of it is soft",
    "edit_targets": "what is typed for many at once has no figure in it that a soft check is about",
    "copy_targets": "what is copied had its answer in its own year",
    "adjust_target": "the reason of the adjustment is the answer; what it answered is told",
    "add_milestone": "nothing of it is soft",
    "edit_milestone": "nothing of it is soft",
    "file_problem": "nothing of it is soft",
    "set_settings": "nothing of it is soft",
    "keep_sheet_mapping": "nothing of it is soft",
    "keep_issued": "nothing of it is soft",
    "date_report": "only a figure that becomes another fact is asked about, see tests/ui/report/test_date_bar",
}

ABSENT: dict[str, tuple[Act, set[str]]] = {
    "add_row: form": (new_row(名称="大桥合龙", 数值和单位="3亿元"), set()),
    "edit_row: cell": (review_cell(1, "deadline", "2023-06"), {"review_row.deadline", "review_row.edited"}),
    "edit_row: confirmed": (review_cell(2, "value", "9.5"), {"review_row.value", "review_row.edited", "target.value"}),
    "add_indicator: form": (new_indicator("瞪羚企业"), set()),
    "edit_indicator: cell": (indicator_cell("category", "经济"), {"indicator.category", "indicator.from_row"}),
    "edit_indicator: list": (
        targets_cell(WHOLE, "name", "固投"),
        {"indicator.name", "indicator.aliases", "indicator.from_row"},
    ),
    "edit_indicator: form": (targets_form(properties, 类别="经济"), {"indicator.category", "indicator.from_row"}),
    "add_target: form": (targets_form(new_target, 指标名称="瞪羚企业"), set()),
    "edit_target: cell": (targets_cell(WHOLE, "responsible", "发改局"), {"target.responsible"}),
    "edit_target: figure": (targets_cell(BOUNDED, "value", "9.5"), {"target.value"}),
    "edit_targets: cells": (two_targets("responsible", "发改局"), {"target.responsible"}),
    "copy_targets: blank": (copied(0), set()),
    "adjust_target: form": (
        targets_form(adjusting, **{"增速%": "6", "依据文件": "云政发3号", "原因": REASON}),
        {"target.growth", "target.growth_bound"},
    ),
    "add_milestone: form": (new_milestone(事项="道路贯通"), set()),
    "edit_milestone: cell": (milestone_cell("note", "已验收"), {"milestone.note"}),
    "set_actuals: cell": (month_cell(WHOLE, "value:3", "16"), {"actual.value", "actual.origin"}),
    "set_actuals: growth": (growth_cell(WHOLE, 6, "6"), {"actual.growth", "actual.origin"}),
    "set_actuals: baseline": (targets_cell(WHOLE, "baseline", "56"), {"actual.value", "actual.origin"}),
    "set_actuals: paste": (paste(WHOLE, "value:3", "16"), {"actual.value", "actual.origin"}),
    "set_actuals: sheet": (sheet("指标名称,同比增长\n固定资产投资,3.5\n"), {"actual.growth", "actual.origin"}),
    "file_problem: cell": (problem("土地手续未办完"), set()),
    "set_settings: zone": (rules_line("zone", "南岭区"), {"setting.value"}),
    "keep_issued: file": (written_sheet("表.xlsx"), set()),
}
NOT_ABSENT = {
    "import_report": "it adds a report and its rows, and changes nothing",
    "confirm_rows": "it takes rows as they stand",
    "edit_rows": "see the offer to change rows alike",
    "keep_sheet_mapping": "see the names of a second sheet",
    "date_report": "a date is all that it takes, see tests/services/ledger/test_redating",
}


# ---- the cases


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    fill(open_window.desk.ledger)
    open_window.desk.ledger.add_indicator(UNUSED)
    open_window.desk.ledger.set_actuals([ActualEntry(WHOLE, YEAR - 1, 11, Decimal(50), "亿元")])
    open_window.desk.choose_period(YEAR, MONTH)
    return Hand(open_window, qtbot)


@pytest.fixture
def reached(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operations that the pages ask the door for, in order."""
    asked: list[str] = []

    def watched(name: str, made: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            asked.append(name)
            return made(*given, **named)

        return call

    for name in public_writes():
        monkeypatch.setattr(Ledger, name, watched(name, getattr(Ledger, name)))
    return asked


def operation(front: str) -> str:
    return front.partition(":")[0]


@pytest.mark.parametrize("front", sorted(HARD))
def test_what_is_hard_is_told_and_not_kept(hand: Hand, reached: list[str], front: str) -> None:
    act, said = HARD[front]
    before = content(hand.ledger)
    act(hand)
    assert content(hand.ledger) == before
    assert reached[-1] == operation(front)
    assert said in hand.said() and hand.question is None
    assert hand.stood is None or hand.stands()
    if hand.typed:
        assert hand.form is not None and hand.still_typed() == hand.typed


@pytest.mark.parametrize("front", sorted(SOFT))
def test_what_is_soft_is_asked_and_kept_with_words_only(hand: Hand, reached: list[str], front: str) -> None:
    act, said = SOFT[front]
    if act is inside_the_one_above:
        large = hand.ledger.add_target("重大项目投资", YEAR, SEVENTY).ids["target"][0]
        hand.ledger.move_targets([large, RATE])
    before = content(hand.ledger)
    act(hand)
    assert content(hand.ledger) == before
    for text in ("", "3", REASON):
        assert hand.question is not None and content(hand.ledger) == before
        assert said in hand.asked()
        hand.answer(text)
    assert reached[-1] == operation(front) and hand.question is None and hand.form is None
    assert content(hand.ledger) != before
    latest = hand.ledger.history(limit=1)[0]
    assert latest.name == operation(front)


@pytest.mark.parametrize("front", sorted(ABSENT))
def test_what_nobody_typed_stays(hand: Hand, reached: list[str], front: str) -> None:
    act, touched = ABSENT[front]
    before = content(hand.ledger)
    act(hand)
    after = content(hand.ledger)
    assert hand.question is None and hand.form is None
    assert operation(front) in reached and after != before
    assert differing(before, after) == touched


def test_a_question_that_is_left_leads_back_to_the_form(hand: Hand) -> None:
    before = content(hand.ledger)
    targets_form(new_target, 指标名称="瞪羚企业", 年度目标="9.5家")(hand)
    question = hand.question
    assert question is not None
    hand.click(question.cancel)
    assert content(hand.ledger) == before and hand.question is None
    assert hand.still_typed() == hand.typed
    hand.fill(年度目标="9家")
    assert hand.form is None and hand.ledger.targets(YEAR)[-1].stated.value == 9


def differing(before: dict[str, list[dict[str, object]]], after: dict[str, list[dict[str, object]]]) -> set[str]:
    """The columns in which a row that stood before is another one; none of those rows has gone."""
    found = set()
    for table, rows in before.items():
        now = {row["id"]: row for row in after[table]}
        for row in rows:
            found |= {f"{table}.{column}" for column, value in row.items() if now[row["id"]][column] != value}
    return found


# ---- where a case can't arise


def fronts(table: Iterable[str]) -> set[str]:
    return {operation(front) for front in table}


def test_every_operation_stands_here_with_every_case() -> None:
    assert LEDGER_HARD.keys() | TAKES_NO_VALUE == OFFERED | NO_PAGE
    for arises, not_so in ((HARD, NOT_HARD), (SOFT, NOT_SOFT), (ABSENT, NOT_ABSENT)):
        assert fronts(arises) | not_so.keys() | TAKES_NO_VALUE - NO_PAGE == OFFERED
        assert not fronts(arises) & (not_so.keys() | TAKES_NO_VALUE)
    assert fronts(AT_ONCE) == TAKES_NO_VALUE - NO_PAGE
    assert LEDGER_ABSENT.keys() <= fronts(ABSENT) | {"edit_rows"}
    assert LEDGER_SOFT.keys() <= fronts(SOFT) | {"edit_rows", "edit_targets"}


def test_what_no_page_offers_is_called_by_none() -> None:
    rooms = [Path(zonetracker.__file__).parent / room for room in ("ui", "services")]
    text = "\n".join(
        module.read_text(encoding="utf-8")
        for room in rooms
        for module in room.rglob("*.py")
        if "ledger" not in module.relative_to(room).parts
    )
    called = {name for name in public_writes() if re.search(rf"ledger\.{name}\(", text)}
    assert called - NOT_OPERATIONS == OFFERED


@pytest.mark.parametrize("name", sorted(TAKES_NO_VALUE))
def test_what_takes_no_value_takes_ids_only(name: str) -> None:
    taken = [one.annotation for one in inspect.signature(getattr(Ledger, name)).parameters.values()][1:]
    assert set(taken) <= {"int", "Sequence[int]"}


@pytest.mark.parametrize(
    "name", sorted(NOT_SOFT.keys() - {"edit_rows", "edit_targets", "adjust_target", "date_report"})
)
def test_what_has_nothing_soft_takes_no_reason(name: str) -> None:
    assert "reason" not in inspect.signature(getattr(Ledger, name)).parameters


def test_many_targets_at_once_take_nothing_that_a_soft_check_is_about() -> None:
    assert not SHARED & ({field.name for field in fields(Stated)} | {"stated", "parent_id"})


def test_the_reason_of_an_adjustment_answers_and_what_it_answered_is_told(hand: Hand) -> None:
    hand.go("targets", PART)
    hand.press(hand.window.page().table, Qt.Key.Key_T, control=True)
    hand.fill(调整为="70亿元", 依据文件="云政发3号", 原因=REASON)
    assert hand.ledger.target(PART).stated.value == 70 and hand.question is None and hand.form is None
    assert "其中项 70 大于总数 60" in hand.said()


def board_of(hand: Hand) -> ReviewBoard:
    board: ReviewBoard = hand.go("report", 1).board
    return board


def test_rows_changed_alike_are_proposals_and_keep_what_was_not_typed(hand: Hand, reached: list[str]) -> None:
    board = board_of(hand)
    hand.cell(board.table, 1, "year", "3000")
    assert not board.alike.isVisible()
    rows = hand.ledger.rows(1)
    assert all(
        rows[one - 1].status is not ReviewStatus.CONFIRMED
        for row in rows
        for field in ("year", "kind", "name", "value", "unit", "growth")
        for one in alike(rows, row, field)
    )
    hand.cell(board.table, 1, "year", "2024")
    assert board.alike.isVisible()
    before = content(hand.ledger)
    hand.press(board.table, Qt.Key.Key_D, control=True)
    assert reached[-1] == "edit_rows"
    assert differing(before, content(hand.ledger)) == {"review_row.year", "review_row.edited"}
    assert [row.candidate.year for row in hand.ledger.rows(1)] == [2024, 2023, 2024, 2022, 2024]


def test_of_many_rows_those_that_cannot_be_stay_and_are_told(hand: Hand) -> None:
    table = board_of(hand).table
    table.selectAll()
    hand.press(table, Qt.Key.Key_Return)
    assert "外贸出口：区间上限 60 小于下限 80" in hand.window.message.label.text()
    assert "设备投资：其中项 12 大于总数 9.0" in hand.asked()
    hand.answer(REASON)
    status = [row.status for row in hand.ledger.rows(1)]
    assert status == [ReviewStatus.OPEN, *[ReviewStatus.CONFIRMED] * 4] and table.record().id == 1


def test_of_a_pasted_block_only_what_is_asked_about_waits(hand: Hand) -> None:
    page = hand.go("actuals")
    page.table.go_to(WHOLE, page.model.column_of("value:7"))
    columns = [column.key for column in page.model.columns]
    start = columns.index("value:7")
    wanted = {"value:7": "35", "value:8": "34", "value:9": "5人"}
    last = max(columns.index(key) for key in wanted)
    QGuiApplication.clipboard().setText("\t".join(wanted.get(key, "") for key in columns[start : last + 1]))
    hand.press(page.table, Qt.Key.Key_V, control=True)
    assert "不能比较" in hand.window.message.label.text() and "34 比 7 月的 35 小" in hand.asked()
    assert [month_of(hand, month) for month in (7, 8, 9)] == [35, None, None]
    hand.answer(REASON)
    assert [month_of(hand, month) for month in (7, 8, 9)] == [35, 34, None]


def month_of(hand: Hand, month: int) -> Decimal | None:
    found = hand.ledger.actual(WHOLE, YEAR, month)
    return None if found is None else found.value


def test_clearing_a_cell_leaves_the_other_half_of_the_month(hand: Hand, reached: list[str]) -> None:
    page = hand.go("actuals")
    page.table.go_to(WHOLE, page.model.column_of("value:3"))
    hand.press(page.table, Qt.Key.Key_Delete)
    kept = known(hand.ledger.actual(WHOLE, YEAR, 3))
    assert (kept.value, kept.growth) == (None, 5) and reached[-1] == "set_actuals"


def test_a_sheet_tells_what_is_hard_asks_what_is_soft_and_remembers_names(hand: Hand, reached: list[str]) -> None:
    dialog = sheet_of(hand, "指标名称,累计\n固定资产投资,5人\n")
    assert not dialog.answer.isEnabled() and "不能比较" in dialog.detail.text()
    dialog.reject()
    hand.ledger.keep_sheet_mapping("报表.csv", {"names": {"names": {"固投": WHOLE}}})
    dialog = sheet_of(hand, "指标名称,累计\n固定资产投资,14\n工业口投资,6\n")
    dialog.table.entered.emit(next(row for row in dialog.plan.rows if row.name == "固定资产投资"))
    dialog.table.entered.emit(next(row for row in dialog.plan.rows if row.name == "工业口投资"))
    before = content(hand.ledger)
    for reason in ("", "3"):
        dialog.reason.setText(reason)
        hand.click(dialog.answer)
        assert dialog.isVisible() and dialog.trouble.text() and content(hand.ledger) == before
    dialog.reason.setText(REASON)
    hand.click(dialog.answer)
    assert month_of(hand, 6) == 14 and reached[-1] == "set_actuals"
    assert hand.ledger.sheet_mappings()["names"]["names"] == {"固投": WHOLE, "工业口投资": PART}


def test_of_a_report_what_is_beyond_a_limit_stays_out_and_is_told(
    hand: Hand, reached: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = too_long()
    read = ReadReport("第二份", made.text.encode(), read_pasted(made.text), tuple(made.candidates), Frame(2023, 2022))

    def reading(*_: object) -> Any:
        yield from ()
        return read

    monkeypatch.setattr("zonetracker.ui.report.importing.read_paste", reading)
    before = content(hand.ledger)
    hand.go("report").imports.take_text(made.text)
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy and len(hand.ledger.reports()) == 2)
    assert reached[-1] == "import_report"
    assert [row.candidate.name for row in hand.ledger.rows(2)] == ["乙项"]
    hand.qtbot.waitUntil(lambda: "没有收入：甲项：数字太长" in hand.said())
    assert differing(before, content(hand.ledger)) == set()
    hand.window.page().imports.take_text(made.text)
    hand.qtbot.waitUntil(lambda: "没有重复导入" in hand.said())


def test_a_copied_list_leaves_what_stands_in_the_year(hand: Hand, reached: list[str]) -> None:
    period = hand.window.period.year
    assert {period.minimum(), period.maximum()} <= set(YEARS)
    copied(0)(hand)
    assert reached[-1] == "copy_targets" and "复制了 3 项" in hand.said()
    assert [one.stated.value for one in hand.ledger.targets(YEAR + 1)] == [70, None, None, None]


def test_one_rule_of_the_assessment_leaves_the_others(hand: Hand) -> None:
    rules_line("word", "落后")(hand)
    rules_line("late", "20")(hand)
    rules = rules_of(hand.ledger)
    assert (rules.words["late"], rules.words["done"], rules.late) == ("落后", "已完成", -20)


# ---- what takes no value is done at once


def key_on(page: str, table: Callable[[Any], Any], row: int, key: Qt.Key) -> Act:
    def act(hand: Hand) -> None:
        shown = table(hand.go(page))
        shown.go_to(row, 1)
        hand.press(shown, key)

    return act


def remove_report(hand: Hand) -> None:
    hand.window.ask.answers = [0]
    hand.click(hand.go("report").remove)


def remove_indicator(hand: Hand) -> None:
    table = indicators(hand).table
    table.go_to(known(hand.ledger.find_indicator(UNUSED)).id)
    hand.window.ask.answers = [0]
    hand.press(table, Qt.Key.Key_Delete)


def move_down(hand: Hand) -> None:
    table = hand.go("targets", WHOLE).table
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


AT_ONCE: dict[str, Act] = {
    "remove_report": remove_report,
    "reject_rows": key_on("report", lambda page: page.board.table, 4, Qt.Key.Key_Delete),
    "skip_rows": key_on("report", lambda page: page.board.table, 4, Qt.Key.Key_Space),
    "remove_indicators": remove_indicator,
    "move_targets": move_down,
    "remove_targets": key_on("targets", lambda page: page.table, PART, Qt.Key.Key_Delete),
    "remove_milestones": key_on("milestones", lambda page: page.table, 1, Qt.Key.Key_Delete),
}


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_what_takes_no_value_is_done_without_a_question(hand: Hand, reached: list[str], name: str) -> None:
    before = content(hand.ledger)
    AT_ONCE[name](hand)
    assert reached[-1] == name and hand.question is None and content(hand.ledger) != before
