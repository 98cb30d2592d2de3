"""设置›积分: a ready set is chosen, its rules are changed in place; what can't be is told and nothing kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children
from tests.ui.hand import Hand
from zonetracker.model.points.rules import READY, PointsEvent, PointsPer, PointsRules
from zonetracker.services.scores.points import keep_points_rules, rules_of_points
from zonetracker.ui.settings.page import POINTS, SettingsPage
from zonetracker.ui.settings.points import PointsTab


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    return Hand(open_window, qtbot)


@pytest.fixture
def tab(hand: Hand) -> PointsTab:
    page = hand.go("settings", "points")
    assert isinstance(page, SettingsPage) and page.tabs.currentIndex() == POINTS
    hand.qtbot.waitUntil(page.points.isVisible)
    return page.points


def kept(hand: Hand) -> PointsRules:
    return known(rules_of_points(hand.ledger))


def taken(hand: Hand, tab: PointsTab, name: str) -> None:
    tab.set_.setCurrentIndex(tab.set_.findText(name))
    hand.click(tab.take)


def row(tab: PointsTab, event: PointsEvent) -> int:
    return next(int(place) for place, rule in tab.table.records.records() if rule.event is event)


def choose(hand: Hand, tab: PointsTab, place: int, column: str, word: str) -> None:
    """F2 on a cell of words to choose from, one of them."""
    table = tab.table
    table.go_to(place, table.records.column_of(column))
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = next(one for one in children(table.viewport(), QComboBox) if one.isVisible())
    editor.setCurrentText(word)
    editor.activated.emit(editor.currentIndex())
    if editor.isVisible():
        hand.qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_without_a_set_there_is_nothing_to_change(hand: Hand, tab: PointsTab) -> None:
    assert tab.set_.currentText() == "不计积分" and not tab.table.isEnabled() and not tab.name.isEnabled()
    assert rules_of_points(hand.ledger) is None


@pytest.mark.parametrize("ready", READY, ids=lambda rules: rules.name)
def test_a_ready_set_is_taken_and_given_up(hand: Hand, tab: PointsTab, ready: PointsRules) -> None:
    taken(hand, tab, ready.name)
    assert kept(hand) == ready and tab.name.text() == ready.name and tab.table.isEnabled()
    assert [rule for _, rule in tab.table.records.records()] == list(ready.rules)
    taken(hand, tab, "不计积分")
    assert rules_of_points(hand.ledger) is None and tab.table.records.records() == []


def test_rules_are_changed_in_their_cells(hand: Hand, tab: PointsTab) -> None:
    taken(hand, tab, "加减分")
    overdue = row(tab, PointsEvent.OVERDUE)
    hand.cell(tab.table, overdue, "points", "-1.5")
    choose(hand, tab, overdue, "per", "每项一次")
    hand.cell(tab.table, overdue, "cap", "6")
    hand.cell(tab.table, overdue, "series", "镇街")
    rule = kept(hand).rules[overdue]
    assert (rule.points, rule.per, rule.cap, rule.series) == (Decimal("-1.5"), PointsPer.EACH, 6, "镇街")
    hand.line(tab.base, "60")
    assert kept(hand).base == 60 and tab.set_.currentText() == "加减分"


def test_what_cannot_be_is_told_and_the_rules_stay(hand: Hand, tab: PointsTab) -> None:
    taken(hand, tab, "按项目体量")
    before = kept(hand)
    size = row(tab, PointsEvent.SIZE)
    for column, text, said in (
        ("steps", "大项目20分", "看不出是哪一档"),
        ("steps", "0:3、50000:10", "从大到小"),
        ("cap", "-1", "不能小于零"),
    ):
        hand.cell(tab.table, size, column, text)
        assert said in hand.said() and kept(hand) == before
        hand.give_up()
    choose(hand, tab, size, "event", "完成年度计划投资")
    assert kept(hand) == before
    hand.line(tab.base, "很多")
    assert kept(hand) == before and tab.base.text() == "0"


def test_ins_adds_a_rule_and_del_removes_it(hand: Hand, tab: PointsTab) -> None:
    taken(hand, tab, "只减分")
    count = len(kept(hand).rules)
    hand.press(tab.table, Qt.Key.Key_Insert)
    assert len(kept(hand).rules) == count + 1 and tab.table.record()[0] == count
    choose(hand, tab, count, "event", "节点完成")
    hand.cell(tab.table, count, "name", "主体封顶")
    assert (kept(hand).rules[-1].event, kept(hand).rules[-1].name) == (PointsEvent.NODE, "主体封顶")
    tab.table.go_to(count)
    hand.press(tab.table, Qt.Key.Key_Delete)
    assert len(kept(hand).rules) == count


def test_rules_of_the_offices_own_are_not_replaced_unasked(hand: Hand, tab: PointsTab) -> None:
    own = PointsRules("本区办法", Decimal(60))
    hand.window.desk.write(lambda: keep_points_rules(hand.ledger, own))
    asked: list[str] = []
    hand.window.desk.ask.choose = lambda question, *_: asked.append(question)  # type: ignore[method-assign]
    taken(hand, tab, "加减分")
    assert kept(hand) == own and "要换掉吗" in asked[0]
