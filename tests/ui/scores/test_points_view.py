"""积分 by keys: the ledger of a unit, points by hand, an entry waived and counted again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Cycle, PointsKind
from zonetracker.model.points.rules import READY
from zonetracker.services.scores.points import keep_points_rules
from zonetracker.ui.scores.points_view import POINTS, PointsView
from zonetracker.ui.units.page import UnitsPage


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    """Looked at on 20 October: one unit has been in time once and is overdue at two month ends, another has nothing."""
    ledger = open_window.desk.ledger
    ledger.add_departments(["建设局", "招商局"])
    own = MilestoneChange(responsible="建设局", cycle=Cycle.NEVER, deadline="2023-08-15")
    ledger.add_milestone("污水管网", 2023, own)
    ledger.add_milestone("孵化楼竣工", 2023, own)
    ledger.edit_milestone(2, MilestoneChange(done_on="2023-08-10"))
    open_window.desk.today = lambda: date(2023, 10, 20)
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def view(hand: Hand) -> PointsView:
    if hand.ledger.setting("points_rules") is None:
        keep_points_rules(hand.ledger, READY[0])
    page = hand.go("units", POINTS)
    assert isinstance(page, UnitsPage)
    found = page.views.currentWidget()
    assert isinstance(found, PointsView) and found.currentIndex() == 0
    return found


def totals(found: PointsView) -> list[list[str]]:
    model = found.totals.records
    return [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]


def lines(found: PointsView) -> list[tuple[str, ...]]:
    model = found.table.records
    keys = ("day", "name", "points", "running", "source")
    return [tuple(model.index(row, model.column_of(key)).data() for key in keys) for row in range(model.rowCount())]


DONE = ("2023-08-10", "8月按期办结：孵化楼竣工", "+1.00", "101.00", "自动")
AUGUST = ("2023-08-31", "8月逾期未办结：污水管网", "-1.00", "100.00", "自动")
SEPTEMBER = ("2023-09-30", "9月逾期未办结：污水管网", "-1.00", "99.00", "自动")


def test_without_rules_the_page_says_how_to_choose_them(hand: Hand) -> None:
    page = hand.go("units", POINTS)
    found = page.views.currentWidget()
    assert found.currentIndex() == 1 and "还没有选积分规则" in found.empty.title.text() and found.choose.hasFocus()
    hand.press(found.choose, Qt.Key.Key_Return)
    settings = known(hand.window.page())
    assert settings.key == "settings"


def test_units_have_their_totals_and_the_chosen_one_its_ledger(hand: Hand) -> None:
    found = view(hand)
    assert found.totals.hasFocus()
    assert totals(found) == [
        ["全部单位", "", "", "", ""],
        ["建设局", "99.00", "1.00", "-2.00", ""],
        ["招商局", "100.00", "0.00", "0.00", ""],
    ]
    assert lines(found) == [DONE, AUGUST, SEPTEMBER]
    assert known(hand.window.page()).line.text() == "2023年1—9月 · 加减分 · 3 条"
    hand.press(found.totals, Qt.Key.Key_Down)
    hand.press(found.totals, Qt.Key.Key_Down)
    assert lines(found) == [] and found.named.text() == ""
    hand.window.desk.choose_period(2023, 8)
    hand.press(found.totals, Qt.Key.Key_Up)
    assert lines(found) == [DONE, AUGUST]


def test_del_waives_an_entry_for_a_reason_and_again_lets_it_count(hand: Hand) -> None:
    found = view(hand)
    hand.press(found.totals, Qt.Key.Key_Return)
    assert found.table.hasFocus()
    found.table.go_to("overdue/milestone/1/2023-08")
    hand.press(found.table, Qt.Key.Key_Delete)
    hand.fill(免责原因="1")
    assert hand.form is not None and "不是原因" in hand.said() and hand.ledger.points(2023) == []
    hand.fill(免责原因="汛期停工，已报备")
    (kept,) = hand.ledger.points(2023)
    assert (kept.kind, kept.entry, kept.reason) == (
        PointsKind.WAIVER,
        "overdue/milestone/1/2023-08",
        "汛期停工，已报备",
    )
    struck = (*AUGUST[:3], "101.00", "免责")
    assert lines(found) == [DONE, struck, (*SEPTEMBER[:3], "100.00", "自动")]
    model = found.table.records
    assert model.index(1, model.column_of("name")).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert totals(found)[1] == ["建设局", "100.00", "1.00", "-1.00", "1"]
    assert hand.window.focusWidget() is found.table and "汛期停工" in found.named.text()
    hand.press(found.table, Qt.Key.Key_Delete)
    assert hand.ledger.points(2023) == [] and lines(found) == [DONE, AUGUST, SEPTEMBER]


def test_ins_enters_points_f2_changes_and_del_removes_them(hand: Hand) -> None:
    found = view(hand)
    hand.press(found.totals, Qt.Key.Key_Down)
    hand.press(found.totals, Qt.Key.Key_Insert)
    hand.fill(事由="通报批评", 加减="减分", 分值="2.5", 日期="2023-09-04", 依据文号="云督5号")
    taken = ("2023-09-04", "通报批评", "-2.50", "97.50", "手工")
    assert lines(found) == [DONE, AUGUST, taken, (*SEPTEMBER[:3], "96.50", "自动")]
    assert hand.window.focusWidget() is found.table and found.table.record().given is not None
    hand.press(found.table, Qt.Key.Key_F2)
    hand.fill(分值="3")
    assert totals(found)[1] == ["建设局", "96.00", "1.00", "-5.00", ""]
    hand.press(found.table, Qt.Key.Key_Delete)
    assert hand.ledger.points(2023) == [] and hand.question is None


def test_a_matter_of_the_rules_fills_in_its_points_and_a_missing_paper_is_asked_for(hand: Hand) -> None:
    found = view(hand)
    hand.press(found.totals, Qt.Key.Key_Insert)
    form = known(hand.form)
    matter = form.matter  # type: ignore[attr-defined]
    matter.setCurrentIndex(matter.findText("通报批评"))
    matter.activated.emit(matter.currentIndex())
    hand.fill(日期="2023-09-04")
    assert hand.question is not None and "文号" in hand.asked()
    hand.answer("电话通知，没有文件")
    (kept,) = hand.ledger.points(2023)
    assert (kept.kind, str(kept.amount), kept.reason, kept.department_id) == (PointsKind.DEDUCTION, "2", "通报批评", 1)


def test_an_automatic_entry_is_not_changed_and_enter_goes_to_its_task(hand: Hand) -> None:
    found = view(hand)
    hand.press(found.totals, Qt.Key.Key_D, control=True)
    hand.press(found.table, Qt.Key.Key_F2)
    assert hand.form is None and "按 Del 免责" in hand.said()
    hand.press(found.table, Qt.Key.Key_Return)
    assert known(hand.window.page()).key == "milestones"
