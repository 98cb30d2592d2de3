"""A target that was adjusted within its year is seen wherever the target is: sign, old value, month and paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated
from zonetracker.ui.outputs.page import SHEET
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.targets.base_form import BaseForm

TOLD = "自7月起由60亿元调整为55亿元（云政发3号）"


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    ledger = open_window.desk.ledger
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元"))
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, month, Decimal(4 * month), "亿元") for month in (6, 9)])
    ledger.adjust_target(1, Stated(Decimal(55), unit="亿元"), 7, "云政发3号", "上级核减")
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def seen(table: RecordTable, row: int, column: str) -> tuple[str, str, bool]:
    """What a cell says, its tip, and whether a sign stands before it."""
    place = table.records.row_of(row)
    assert place is not None
    index = table.records.index(place, table.records.column_of(column))
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
    return str(index.data()), tip, index.data(Qt.ItemDataRole.DecorationRole) is not None


@pytest.mark.parametrize(
    ("page", "column", "text"),
    [("targets", "value", "55"), ("actuals", "target", "55"), ("overview", "target", "55亿元")],
)
def test_sign_and_tip_stand_in_the_cell_of_the_target(hand: Hand, page: str, column: str, text: str) -> None:
    table = hand.go(page).table
    if page == "overview":
        hand.window.page()._choose_filter("all")
    said, tip, signed = seen(table, 1, column)
    assert (said, signed) == (text, True) and TOLD in tip
    assert seen(table, 2, column)[1:] == ("", False)


def test_the_row_below_tells_it_too(hand: Hand) -> None:
    targets = hand.go("targets", 1)
    assert f"目标{TOLD}；上级核减" in targets.detail.text.text()
    actuals = hand.go("actuals")
    actuals.table.go_to(1, actuals.model.column_of("value:9"))
    assert f"目标{TOLD}" in actuals.detail.before.text()


def test_the_sheet_shows_it_from_its_month_on(hand: Hand) -> None:
    page = hand.go("outputs")
    page.tabs.setCurrentIndex(SHEET)
    table = page.sheet.table
    said, tip, signed = seen(table, 1, "target")
    assert (said, signed) == ("55", True) and TOLD in tip
    assert seen(table, 1, "note")[0] == "原目标60亿元，7月起调整为55亿元（云政发3号）"
    hand.window.desk.choose_period(2023, 6)
    said, tip, signed = seen(table, 1, "target")
    assert (said, tip, signed) == ("60", "", False) and seen(table, 1, "note")[0] == ""


def test_a_revised_base_tells_what_it_changes_before_it_is_written_and_is_seen_after(hand: Hand) -> None:
    hand.ledger.set_actuals(
        [ActualEntry(1, 2021, 12, Decimal(50), "亿元"), ActualEntry(1, 2022, 12, Decimal(52), "亿元")]
    )
    page = hand.go("targets", 1)
    hand.press(page.table, Qt.Key.Key_B, control=True)
    form = known(hand.form)
    assert isinstance(form, BaseForm)
    hand.qtbot.keyClicks(form.value, "53")
    assert form.effects.text() == "2022年同比：由 4.00% 变为 6.00%"
    hand.fill(依据文件="统计函〔2023〕8号", 原因="经济普查后核定")
    said, tip, signed = seen(page.table, 1, "baseline")
    told = "由52亿元核定为53亿元（统计函〔2023〕8号；经济普查后核定）"
    assert (said, signed) == ("53", True) and told in tip
    assert f"上年实绩{told}" in page.detail.text.text()
    hand.window.desk.undo()
    assert seen(page.table, 1, "baseline") == ("52", "", False)
