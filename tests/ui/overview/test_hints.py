"""总览: what is due today and tomorrow stands below the title, leads to its list, and is gone where nothing is due."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from zonetracker.model.changes import MilestoneChange, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.ui.milestones.page import MilestonesPage
from zonetracker.ui.overview.page import OverviewPage
from zonetracker.ui.units.page import REPORTING, UnitsPage


@pytest.fixture
def page(open_window: ClerkWindow) -> OverviewPage:
    desk = open_window.desk
    desk.today = lambda: date(2023, 5, 8)
    desk.choose_period(2023, 3)
    open_window.go("overview")
    shown: OverviewPage = open_window.page()
    return shown


def told(page: OverviewPage) -> list[str]:
    return [button.text() for button in page.hints.buttons]


def add(page: OverviewPage, name: str, deadline: str) -> int:
    ledger = page.desk.ledger
    changed = page.desk.write(lambda: ledger.add_milestone(name, 2023, MilestoneChange(deadline=deadline)))
    assert changed is not None
    return changed.ids["milestone"][0]


def test_a_count_leads_to_the_list_of_what_is_due(page: OverviewPage, open_window: ClerkWindow, qtbot: QtBot) -> None:
    assert told(page) == [] and page.hints.isHidden()
    for name, deadline in (("绿道贯通", "2023-05-08"), ("管网改造", "2023-05-09"), ("校车更新", "2023-05-09")):
        add(page, name, deadline)
    add(page, "下月的", "2023-06")
    assert told(page) == ["今天到期 1 项", "明天到期 2 项"] and page.hints.isVisible()
    assert page.hints.buttons[1].toolTip() == "管网改造、校车更新"
    page.hints.buttons[1].setFocus()
    qtbot.keyClick(page.hints.buttons[1], Qt.Key.Key_Space)
    milestones: MilestonesPage = open_window.page()
    assert isinstance(milestones, MilestonesPage) and (page.desk.year, page.desk.month) == (2023, 5)
    assert [row.milestone.name for row in milestones.model.records()] == ["管网改造", "校车更新"]
    bar = milestones.list.bar
    assert bar.tomorrow.isChecked() and bar.tomorrow.text() == "明天到期 2" and bar.today.text() == "今天到期 1"
    bar.today.click()
    assert [row.milestone.name for row in milestones.model.records()] == ["绿道贯通"] and not bar.tomorrow.isChecked()
    bar.today.click()
    assert len(milestones.model.records()) >= 4


def test_what_is_done_leaves_the_line(page: OverviewPage) -> None:
    number = add(page, "绿道贯通", "2023-05-08")
    assert told(page) == ["今天到期 1 项"]
    ledger = page.desk.ledger
    page.desk.write(lambda: ledger.edit_milestone(number, MilestoneChange(done_on="2023-05-05")))
    assert told(page) == [] and page.hints.isHidden()
    page.desk.undo()
    assert told(page) == ["今天到期 1 项"]


def test_what_units_are_to_report_leads_to_the_month_of_it(page: OverviewPage, open_window: ClerkWindow) -> None:
    ledger = page.desk.ledger
    ledger.add_departments(["招商局"])
    target = ledger.add_target("实到外资", 2023, Stated(Decimal(9000), unit="万美元")).ids["target"][0]
    ledger.edit_target(target, TargetChange(responsible="招商局"))
    page.desk.write(lambda: ledger.set_settings(due_day=9))
    assert told(page) == ["明天要报 1 项"] and page.hints.buttons[0].toolTip() == "4月的：招商局"
    page.hints.buttons[0].click()
    units: UnitsPage = open_window.page()
    assert isinstance(units, UnitsPage) and units.tabs.currentIndex() == REPORTING
    assert (page.desk.year, page.desk.month) == (2023, 4)


def test_the_line_makes_no_window_wider(page: OverviewPage, open_window: ClerkWindow) -> None:
    before = page.minimumSizeHint().width()
    add(page, "绿道贯通", "2023-05-08")
    add(page, "管网改造", "2023-05-09")
    QApplication.processEvents()
    assert page.minimumSizeHint().width() == before
