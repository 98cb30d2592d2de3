"""设置›事项和报送: days, levels and days off are stored when left; each list is followed as the office settles it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children, clerk
from zonetracker.model.facts import Cycle
from zonetracker.model.milestones.checklists import SETTING, checklists_of
from zonetracker.ui.settings.following import FollowingTab
from zonetracker.ui.settings.page import FOLLOWING, SettingsPage


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> SettingsPage:
    open_window.go("settings")
    shown: SettingsPage = open_window.page()
    shown.tabs.setCurrentIndex(FOLLOWING)
    qtbot.waitUntil(lambda: shown.following.isVisible())
    return shown


@pytest.fixture
def tab(page: SettingsPage) -> FollowingTab:
    return page.following


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    field.insert(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_usual_values_are_shown(tab: FollowingTab) -> None:
    assert [field.text() for field in tab.days.values()] == ["7", "0", "1", "30", "5"]
    assert tab.levels.text() == "1、10、30" and not tab.working_day.isChecked()
    assert [one.name for one in tab.model.records()][:2] == ["民生实事", "督查事项"]


def test_days_are_kept_and_an_empty_field_is_usual_again(tab: FollowingTab, page: SettingsPage, qtbot: QtBot) -> None:
    typed(qtbot, tab.days["late_after"], "60")
    assert page.desk.ledger.setting("late_after") == 60
    typed(qtbot, tab.days["late_after"], "")
    assert page.desk.ledger.setting("late_after") is None and tab.days["late_after"].text() == "30"


@pytest.mark.parametrize("text", ["-1", "2.5", "很久", "99999"])
def test_a_number_of_days_that_can_not_be_is_told(
    tab: FollowingTab, page: SettingsPage, qtbot: QtBot, text: str, open_window: ClerkWindow
) -> None:
    typed(qtbot, tab.days["soon"], text)
    assert page.desk.ledger.setting("soon") is None and tab.days["soon"].text() == "7"
    assert open_window.message.label.text()


def test_the_levels_have_to_rise(tab: FollowingTab, page: SettingsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    typed(qtbot, tab.levels, "5、20、40")
    assert page.desk.ledger.setting("supervise_levels") == [5, 20, 40]
    for wrong in ("20、5、40", "1、2", "1、2.5、3"):
        typed(qtbot, tab.levels, wrong)
        assert page.desk.ledger.setting("supervise_levels") == [5, 20, 40] and tab.levels.text() == "5、20、40"
        assert open_window.message.label.text()


def test_days_off_are_kept_and_a_bad_line_is_named(
    tab: FollowingTab, page: SettingsPage, open_window: ClerkWindow
) -> None:
    tab.holidays.setPlainText("2026-05-01..2026-05-05 休\n2026-05-09 班")
    tab.holidays.document().setModified(True)
    tab._follow_holidays()
    tab.keep_holidays.click()
    kept = page.desk.ledger.setting("holidays")
    assert kept == "2026-05-01..2026-05-05 休\n2026-05-09 班"
    tab.holidays.setPlainText("2026-05-01 休\n五一放假")
    tab.holidays.document().setModified(True)
    tab._follow_holidays()
    tab.keep_holidays.click()
    assert page.desk.ledger.setting("holidays") == kept and "第 2 行" in open_window.message.label.text()
    assert tab.holidays.toPlainText().endswith("五一放假")


def test_a_list_is_followed_as_the_office_settles_it(tab: FollowingTab, page: SettingsPage, qtbot: QtBot) -> None:
    tab.table.go_to("民生实事", tab.model.column_of("cycle"))
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    words = next(box for box in children(tab.table.viewport(), QComboBox) if box.isVisible())
    words.setCurrentText("每季")
    words.activated.emit(words.currentIndex())
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    lists = checklists_of(page.desk.ledger.setting(SETTING))
    assert lists["民生实事"].cycle is Cycle.QUARTER and lists["民生实事"].signoff
    tab.table.go_to("民生实事")
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert page.desk.ledger.setting(SETTING) is None


def test_a_list_of_its_own_is_added_and_taken_away(tab: FollowingTab, page: SettingsPage, qtbot: QtBot) -> None:
    clerk(page).answers = ["书记交办"]
    qtbot.keyClick(tab.table, Qt.Key.Key_Insert)
    assert [one.name for one in tab.model.records()][-1] == "书记交办"
    tab.table.go_to("书记交办")
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert "书记交办" not in [one.name for one in tab.model.records()]
