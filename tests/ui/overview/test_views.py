"""What falls due, the comparison and the months, with keys pressed and cells read."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children, clerk
from tests.ui.made_up_book import MONTH, ROWS, YEAR, cells
from zonetracker.model.changes import ActualEntry, MilestoneChange
from zonetracker.services.overview import progress_of
from zonetracker.ui.overview.comparison import ComparisonView
from zonetracker.ui.overview.months import MonthsView
from zonetracker.ui.overview.page import OverviewPage, OverviewTab
from zonetracker.ui.parts.bookkeeping.cell_history import CellHistory

SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def turn(page: OverviewPage, qtbot: QtBot, to: OverviewTab) -> None:
    for _ in range((to - page.tabs.currentIndex()) % len(OverviewTab)):
        qtbot.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy)
    assert page.tabs.currentIndex() == to


def comparison(page: OverviewPage, qtbot: QtBot) -> ComparisonView:
    turn(page, qtbot, OverviewTab.COMPARED)
    return known(page.comparison)


def months(page: OverviewPage, qtbot: QtBot) -> MonthsView:
    turn(page, qtbot, OverviewTab.MONTHS)
    return known(page.months)


# ---- what falls due


def add_milestones(page: OverviewPage) -> dict[str, int]:
    desk, made = page.desk, {}
    for name, deadline in (("开工", "2023-08"), ("竣工", "2023-09"), ("获批", "2023-10-15"), ("年底的", "2023-12")):
        change = MilestoneChange(deadline=deadline, responsible="建设局")
        made[name] = desk.ledger.add_milestone(name, YEAR, change).ids["milestone"][0]
    page.refresh(None)
    return made


def test_what_falls_due_stands_in_three_parts_and_is_counted_in_its_tab(page: OverviewPage, qtbot: QtBot) -> None:
    assert page.tabs.tabText(OverviewTab.DUE) == "到期事项" and page.due.currentIndex() == 1
    add_milestones(page)
    assert page.tabs.tabText(OverviewTab.DUE) == "到期事项 3"
    turn(page, qtbot, OverviewTab.DUE)
    rows = cells(page.due.table)
    assert [row.get("", row.get("name")) for row in rows] == [
        "已逾期：1项",
        "开工",
        "本月到期：1项",
        "竣工",
        "今后30天内到期：1项",
        "获批",
    ]
    assert rows[1]["state"] == "逾期" and rows[1]["days"] == "逾期30天" and rows[1]["responsible"] == "建设局"


def test_enter_goes_to_the_milestone_and_what_is_done_is_gone(
    window: ClerkWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    made = add_milestones(page)
    turn(page, qtbot, OverviewTab.DUE)
    qtbot.keyClick(page.due.table, Qt.Key.Key_Return)
    assert window.page().key == "milestones" and window.page().table.record().milestone.id == made["开工"]
    page.desk.write(lambda: page.desk.ledger.edit_milestone(made["开工"], MilestoneChange(done_on="2023-09-01")))
    window.go("overview")
    assert page.tabs.tabText(OverviewTab.DUE) == "到期事项 2"
    window.desk.choose_period(YEAR, 7)
    assert page.tabs.tabText(OverviewTab.DUE) == "到期事项"


# ---- compared


def test_units_are_compared_worst_first_and_add_up_to_the_lights(page: OverviewPage, qtbot: QtBot) -> None:
    view = comparison(page, qtbot)
    progress = progress_of(page.desk.ledger, YEAR, MONTH)
    rows = cells(view.table)
    assert view.table.hasFocus()
    assert sum(int(row["all"]) for row in rows) == len(ROWS)
    for grade in progress.grades:
        assert sum(int(row[grade.name] or 0) for row in rows) == progress.count(grade)
    shares = [float(row["lagging"]) for row in rows if row["lagging"]]
    assert shares == sorted(shares, reverse=True) and shares[0] > 0
    fund = next(row for row in rows if row["name"] == "财政金融局")
    assert (fund["bar"], fund["lagging"], fund["mean"]) == ("达到序时1项", "0.0", "79.0")
    assert "算术平均" in view.note.text()


def test_by_section_and_back_is_kept_on_this_pc(page: OverviewPage, qtbot: QtBot) -> None:
    view = comparison(page, qtbot)
    sections = next(button for button in view.choices.values() if button.text() == "按报告的部分")
    qtbot.mouseClick(sections, Qt.MouseButton.LeftButton)
    assert [(row["name"], row["all"]) for row in cells(view.table)] == [("主要指标", str(len(ROWS)))]
    assert ComparisonView(page.desk, page.pictures).by is view.by


def test_enter_on_a_unit_lists_its_targets_until_a_card_is_pressed(page: OverviewPage, qtbot: QtBot) -> None:
    view = comparison(page, qtbot)
    view.table.go_to("商务局")
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == OverviewTab.NOW and page.table.hasFocus()
    assert {row["name"] for row in cells(page.table)} == {"社会消费品零售总额", "进出口总额"}
    assert page.list.title.text().startswith("商务局的目标：2项")
    assert page.table.record().indicator.name in known(page.course).title.text()
    qtbot.mouseClick(page.cards.cards[0], Qt.MouseButton.LeftButton)
    assert len(cells(page.table)) == len(ROWS)


def test_in_december_the_columns_are_those_of_the_years_end(page: OverviewPage, qtbot: QtBot) -> None:
    view = comparison(page, qtbot)
    page.desk.choose_period(YEAR, 12)
    titles = [column.title for column in view.model.columns]
    assert "未完成" in titles and "略滞后" not in titles
    page.desk.choose_period(YEAR, MONTH)
    assert "略滞后" in [column.title for column in view.model.columns]


# ---- months


def test_the_months_say_what_each_months_list_says(page: OverviewPage, qtbot: QtBot) -> None:
    view = months(page, qtbot)
    rows = cells(view.table)
    assert len(rows) == len(ROWS) and list(rows[0]) == [str(month) for month in range(1, MONTH + 1)]
    for month in (1, 6, MONTH):
        progress = progress_of(page.desk.ledger, YEAR, month)
        assert [row[str(month)] for row in rows] == [progress.word_of(row) for row in progress.rows]


def test_keys_walk_the_cells_and_enter_goes_to_the_figure(
    window: ClerkWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    view = months(page, qtbot)
    assert view.table.hasFocus() and view.table.currentIndex().column() == MONTH - 1
    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    shown = window.page()
    assert shown.key == "actuals" and window.desk.month == MONTH - 1
    assert shown.table.record().indicator.name == ROWS[2][0]
    assert shown.model.columns[shown.table.currentIndex().column()].key == f"value:{MONTH - 1}"


def test_the_history_is_that_of_the_months_figure(page: OverviewPage, qtbot: QtBot) -> None:
    view = months(page, qtbot)
    view.table.go_to(view.model.records()[3].target.id, 4)
    qtbot.keyClick(view.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    shown = children(page.window(), CellHistory)
    assert len(shown) == 1 and f"{ROWS[3][0]} {YEAR}年1-5月" in shown[0].windowTitle()


def test_of_a_growth_alone_enter_goes_to_the_growth(window: ClerkWindow, page: OverviewPage, qtbot: QtBot) -> None:
    view = months(page, qtbot)
    row = next(one for one in view.model.records() if one.indicator.name == "规模以上工业增加值")
    view.table.go_to(row.target.id, 2)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    shown = window.page()
    assert shown.model.columns[shown.table.currentIndex().column()].key == "growth:3"


def test_a_card_filters_the_months_and_a_search_finds(page: OverviewPage, qtbot: QtBot) -> None:
    view = months(page, qtbot)
    late = next(card for card in page.cards.cards if card.light.word == "滞后")
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert page.tabs.currentIndex() == OverviewTab.MONTHS
    assert [row[str(MONTH)] for row in cells(view.table)] == ["滞后"] * 3
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    assert len(cells(view.table)) == len(ROWS)
    page.start_search()
    assert view.search.hasFocus()


def test_a_figure_that_changes_is_shown_in_its_month_only(page: OverviewPage, qtbot: QtBot) -> None:
    view = months(page, qtbot)
    number = known(page.desk.ledger.find_indicator("城镇新增就业")).id
    place = next(at for at, one in enumerate(view.model.records()) if one.indicator.id == number)
    before = cells(view.table)
    page.desk.write(lambda: page.desk.ledger.set_actuals([ActualEntry(number, YEAR, 2, Decimal(1))], reason="更正"))
    qtbot.waitUntil(lambda: cells(view.table) != before)
    after = cells(view.table)
    changed = [(at, key) for at, row in enumerate(after) for key in row if row[key] != before[at][key]]
    assert changed == [(place, "2")]


# ---- pictures


@pytest.mark.parametrize("tab", [OverviewTab.COMPARED, OverviewTab.MONTHS])
def test_the_view_is_copied_as_a_picture_and_saved(
    page: OverviewPage,
    qtbot: QtBot,
    tmp_path: Path,
    copied: Callable[[Callable[[], object]], QImage],
    tab: OverviewTab,
) -> None:
    turn(page, qtbot, tab)
    assert copied(lambda: qtbot.keyClick(page, Qt.Key.Key_C, SHIFT_CONTROL)).width() > 1000
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    for ending, start in starts.items():
        path = tmp_path / f"{tab.name}.{ending}"
        clerk(page).answers = [str(path)]
        page.pictures_button.click()
        menu = next(one for one in children(page, QMenu) if one.isVisible())
        next(action for action in menu.actions() if action.text().endswith("存为图片…")).trigger()
        menu.close()
        qtbot.waitUntil(path.exists)
        qtbot.waitUntil(lambda: not page.desk.tasks.busy)
        assert path.read_bytes().startswith(start)


def test_the_course_is_copied_where_the_keyboard_is_on_it(
    page: OverviewPage, qtbot: QtBot, copied: Callable[[Callable[[], object]], QImage]
) -> None:
    canvas = known(page.course).canvas
    canvas.setFocus()
    one = copied(lambda: qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier))
    other = copied(lambda: qtbot.keyClick(canvas, Qt.Key.Key_C, SHIFT_CONTROL))
    assert one == other and one.width() > one.height()


# ---- the window gives way


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (683, 384)])
@pytest.mark.parametrize("tab", list(OverviewTab))
def test_every_view_is_whole_in_a_low_window(
    window: ClerkWindow, page: OverviewPage, qtbot: QtBot, tab: OverviewTab, size: tuple[int, int]
) -> None:
    add_milestones(page)
    window.resize(*size)
    turn(page, qtbot, tab)
    qtbot.wait(50)
    tables = [page.table, page.due.table, *(view.table for view in (page.comparison, page.months) if view is not None)]
    table = next(one for one in tables if one.isVisible())
    bottom = table.mapTo(page, table.rect().bottomLeft()).y()
    assert bottom < page.height()
    beside_gauges = known(page.wall).isVisible() and size[1] < 768
    assert table.viewport().height() // table.rowHeight(0) >= (2 if beside_gauges else 4)
    right = page.tabs.mapTo(page, page.tabs.rect().topRight()).x()
    assert right < page.width() and page.tabs.width() >= page.tabs.sizeHint().width()
