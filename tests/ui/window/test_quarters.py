"""A quarter in the period picker: chosen, gone on from, remembered; the overview says what it is judged by."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, level
from zonetracker.model.changes import ActualEntry, PeriodTargetChange, PeriodTargetEntry
from zonetracker.model.quarters import PeriodView
from zonetracker.model.standing import Grade

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def quarterly(open_window: ClerkWindow) -> ClerkWindow:
    ledger = open_window.desk.ledger
    ledger.add_target("到位资金", 2023, level("76.8", "亿元"))
    ledger.add_target("外来投资", 2023, level("40", "亿元"))
    ledger.set_period_targets([PeriodTargetEntry(1, 3, PeriodTargetChange(value=Decimal(18)))])
    levels = {(2022, 3): "16", (2022, 6): "36", (2023, 3): "17.2", (2023, 6): "41.0"}
    ledger.set_actuals([ActualEntry(1, *when, Decimal(value), "亿元") for when, value in levels.items()])
    open_window.desk.choose_period(2023, 3)
    open_window.go("overview")
    return open_window


def choose(window: ClerkWindow, words: str) -> None:
    window.period.month.setCurrentText(words)


def cells(window: ClerkWindow) -> dict[str, str]:
    """The row of the first target as the list of all shows it, what is hidden left out."""
    page = window.page()
    page.list.choose("all")
    table, model = page.table, page.model
    return {
        column.title: column.text(model.record(0))
        for at, column in enumerate(model.columns)
        if not table.isColumnHidden(at)
    }


def test_the_picker_offers_months_quarters_and_single_quarters(quarterly: ClerkWindow) -> None:
    combo = quarterly.period.month
    words = [combo.itemText(at) for at in range(combo.count())]
    assert words[:2] == ["1月", "1—2月"] and words[12:] == [
        *("一季度", "上半年", "前三季度", "全年"),
        *("一季度（当季）", "二季度（当季）", "三季度（当季）", "四季度（当季）"),
    ]


def test_a_month_as_a_quarter_is_judged_by_its_own_target(quarterly: ClerkWindow) -> None:
    page = quarterly.page()
    assert page.line.text() == "2023年1-3月" and "阶段目标" not in cells(quarterly)
    assert page.progress.rows[0].standing.grade is Grade.BEHIND
    choose(quarterly, "一季度")
    desk = quarterly.desk
    assert (desk.month, desk.view, desk.quarter) == (3, PeriodView.QUARTER, True)
    assert page.line.text() == "2023年一季度 · 合计2项：完成一季度目标0项，未完成1项，无数据1项"
    row = cells(quarterly)
    assert (row["阶段目标"], row["完成阶段%"], row["完成%"], row["序时差"]) == ("18亿元", "95.6", "22.4", "-1.0")
    assert "当季" not in row
    choose(quarterly, "二季度（当季）")
    row = cells(quarterly)
    assert (row["阶段目标"], row["当季"]) == ("38.4亿元（序时）", "23.8亿元")
    assert page.line.text().startswith("2023年二季度（当季） · ")
    choose(quarterly, "1—6月")
    assert "阶段目标" not in cells(quarterly) and not desk.quarter


def test_quarters_go_on_by_quarters_over_the_turn_of_the_year(quarterly: ClerkWindow, qtbot: QtBot) -> None:
    choose(quarterly, "一季度")
    qtbot.keyClick(quarterly, Qt.Key.Key_Right, ALT)
    assert quarterly.period.month.currentText() == "上半年"
    for _ in range(2):
        qtbot.keyClick(quarterly, Qt.Key.Key_Left, ALT)
    assert (quarterly.desk.year, quarterly.period.month.currentText()) == (2022, "全年")


def test_f11_turns_from_month_to_quarter_to_that_alone_and_back(quarterly: ClerkWindow, qtbot: QtBot) -> None:
    quarterly.desk.choose_period(2023, 5)
    seen = []
    for _ in range(3):
        qtbot.keyClick(quarterly, Qt.Key.Key_F11)
        seen.append(quarterly.period.month.currentText())
    assert seen == ["上半年", "二季度（当季）", "1—6月"]


def test_another_month_is_looked_at_as_itself_and_the_view_is_remembered(quarterly: ClerkWindow) -> None:
    choose(quarterly, "上半年")
    desk, ledger = quarterly.desk, quarterly.desk.ledger
    assert quarterly._first_period(ledger) == (2023, 6, PeriodView.QUARTER)
    desk.choose_period(2023, 9)
    assert desk.view is PeriodView.QUARTER
    desk.choose_period(2023, 8)
    assert desk.view is PeriodView.MONTH and quarterly.period.month.currentText() == "1—8月"
    quarterly.settings.keep(f"period:{ledger.path}", [2023, 6, "decade"])
    assert quarterly._first_period(ledger) == (2023, 6, PeriodView.MONTH)
    quarterly.settings.keep(f"period:{ledger.path}", [2023, 5, "quarter"])
    year, month, view = quarterly._first_period(ledger)
    desk.choose_period(year, month, view)
    assert desk.view is PeriodView.MONTH
