"""总览 with keys pressed and cells read: lights, filter, gauges, pins, reasons, what is still to be filled in."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, type_into
from tests.ui.made_up_book import MONTH, ROWS, YEAR, book, cells
from zonetracker.drawing.dial import GaugeReading, gauge_reading
from zonetracker.drawing.palette import LIGHT
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import YEAR_END
from zonetracker.services.overview import progress_of
from zonetracker.ui.overview import wall as overview_wall
from zonetracker.ui.overview.columns import readable
from zonetracker.ui.overview.page import OverviewPage
from zonetracker.ui.parts.theme import shade
from zonetracker.words.standing import outlook_words


def lights(page: OverviewPage) -> dict[str, int]:
    return {card.light.word: card.light.count for card in page.cards.cards}


def test_lights_add_up_and_say_what_the_sheet_says(page: OverviewPage) -> None:
    progress = progress_of(page.desk.ledger, YEAR, MONTH)
    shown = lights(page)
    assert shown.pop("全部目标") == len(ROWS) == sum(shown.values())
    assert shown == {progress.word(grade): progress.count(grade) for grade in progress.grades}
    assert shown["滞后"] == 3


def test_those_behind_are_listed_worst_first_with_unit_and_reason(page: OverviewPage) -> None:
    rows = cells(page.table)
    assert [row["grade"] for row in rows] == ["滞后"] * 3 + ["略滞后"] * 2
    found = next(row for row in rows if row["name"] == "进出口总额")
    assert (found["responsible"], found["reason"]) == ("商务局", "外需订单减少")
    assert (found["completion"], found["gap"], found["target"]) == ("62.0", "-13.0", "9000万美元以上")
    assert "未说明原因" in page.list.title.text()


def test_a_reason_is_typed_into_the_list_and_keeps_the_figure(page: OverviewPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    indicator = known(ledger.find_indicator("技术合同成交额"))
    before = ledger.actual(indicator.id, YEAR, MONTH)
    target = next(row.target.id for row in page.model.records() if row.indicator.id == indicator.id)
    page.table.go_to(target)
    type_into(qtbot, page.table, "两份合同跨年结算")
    after = known(ledger.actual(indicator.id, YEAR, MONTH))
    assert after == before
    assert [one.problem for one in ledger.filings(YEAR, MONTH) if one.task_id == target] == ["两份合同跨年结算"]
    assert "其中2项未说明原因" in page.list.title.text()
    assert next(row for row in cells(page.table) if row["name"] == "技术合同成交额")["reason"] == "两份合同跨年结算"


def test_a_card_filters_by_mouse_and_by_key(page: OverviewPage, qtbot: QtBot) -> None:
    done = next(card for card in page.cards.cards if card.light.word == "已完成")
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert [row["name"] for row in cells(page.table)] == ["城镇新增就业"]
    everything = page.cards.cards[0]
    everything.setFocus()
    qtbot.keyClick(everything, Qt.Key.Key_Return)
    assert len(cells(page.table)) == len(ROWS) and not done.isChecked()
    qtbot.keyClick(everything, Qt.Key.Key_Space)
    assert len(cells(page.table)) == 5


def test_search_narrows_the_list(page: OverviewPage) -> None:
    page.start_search()
    page.list.search.insert("商务局")
    assert [row["name"] for row in cells(page.table)] == ["进出口总额"]


def test_the_first_gauges_are_drawn_until_some_are_pinned(page: OverviewPage, qtbot: QtBot) -> None:
    names = [known(tile.reading).name for tile in known(page.wall).gauges.tiles]
    assert names == [row[0] for row in ROWS[:8]]
    third = known(page.wall).gauges.tiles[2]
    third.setFocus()
    qtbot.keyClick(third, Qt.Key.Key_P)
    assert [known(tile.reading).name for tile in known(page.wall).gauges.tiles] == ["固定资产投资"]
    page.table.setFocus()
    page.table.go_to(page.model.records()[0].target.id)
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    assert [known(tile.reading).name for tile in known(page.wall).gauges.tiles] == [
        "规模以上工业增加值",
        "固定资产投资",
    ]
    page.desk.undo()
    page.desk.undo()
    assert len(known(page.wall).gauges.tiles) == 8


def test_arrows_walk_the_wall_and_enter_shows_the_course(page: OverviewPage, qtbot: QtBot) -> None:
    tiles = known(page.wall).gauges.tiles
    tiles[0].setFocus()
    qtbot.keyClick(tiles[0], Qt.Key.Key_Right)
    assert tiles[1].hasFocus()
    qtbot.keyClick(tiles[1], Qt.Key.Key_Left)
    assert tiles[0].hasFocus()
    tiles[3].setFocus()
    qtbot.keyClick(tiles[3], Qt.Key.Key_Return)
    assert "一般公共预算收入" in known(page.course).title.text()


def test_the_trend_is_this_year_last_year_and_the_pace(page: OverviewPage) -> None:
    page.table.go_to(next(row.target.id for row in page.model.records() if row.indicator.name == "进出口总额"))

    figure = Figure()
    known(known(page.course).canvas.drawing).draw(figure, LIGHT)
    drawn: dict[object, Any] = {line.get_label(): line for axes in figure.axes for line in axes.get_lines()}
    assert list(drawn["序时进度"].get_ydata())[8] == pytest.approx(6750)
    assert list(drawn["本年"].get_xdata()) == list(range(1, 10))
    assert drawn["本年"].get_ydata()[-1] == pytest.approx(5580)
    assert len(drawn["上年"].get_xdata()) == 12


def test_what_is_to_be_filled_counts_down(page: OverviewPage) -> None:
    assert "1 项" in page.fill.text() and page.fill.isVisible()
    ledger = page.desk.ledger
    indicator = known(ledger.find_indicator("新建标准厂房"))
    entry = ActualEntry(indicator.id, YEAR, MONTH, Decimal(15), "万平方米")
    page.desk.write(lambda: ledger.set_actuals([entry]))
    assert not page.fill.isVisible()


def test_a_change_while_hidden_is_shown_on_return(page: OverviewPage) -> None:
    window, ledger = page.window(), page.desk.ledger
    assert isinstance(window, ClerkWindow)
    window.go("history")
    target = next(one for one in ledger.targets(YEAR) if one.responsible == "人社局")
    page.desk.write(lambda: ledger.edit_target(target.id, TargetChange(value=Decimal(9000))))
    assert lights(page)["已完成"] == 1
    window.go("overview")
    assert lights(page)["已完成"] == 0


def test_empty_states_say_what_to_do(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.go("overview")
    page = open_window.page()
    assert page.pile.currentWidget() is page.empty and not page.other_year.isVisible()
    open_window.desk.write(
        lambda: open_window.desk.ledger.add_target("用电量", 2024, Stated(value=Decimal(5), unit="亿千瓦时"))
    )
    open_window.desk.choose_period(2023, 5)
    assert page.other_year.text() == "看2024年"
    qtbot.mouseClick(page.other_year, Qt.MouseButton.LeftButton)
    assert (open_window.desk.year, page.pile.currentIndex()) == (2024, 0)
    assert "还没有实绩" in page.line.text()
    qtbot.mouseClick(page.cards.cards[0], Qt.MouseButton.LeftButton)
    assert [row["name"] for row in cells(page.table)] == ["用电量"]


def test_hostile_names_stay_text(open_window: ClerkWindow) -> None:
    name = "<b>投资</b>$x$ &amp;"
    desk = open_window.desk
    desk.choose_period(2024, 3)
    desk.write(lambda: desk.ledger.add_target(name, 2024, Stated(value=Decimal(5), unit="亿元")))
    open_window.go("overview")
    page = open_window.page()
    page.show_item(desk.ledger.targets(2024)[0].id)
    assert cells(page.table)[0]["name"] == name
    assert name in known(page.course).title.text()
    assert known(page.course).title.textFormat() is Qt.TextFormat.PlainText
    open_window.grab()


def test_of_many_rows_only_the_pinned_ones_are_drawn(
    window: ClerkWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[ProgressRow] = []

    def reading(row: ProgressRow, progress: Progress) -> GaugeReading:
        drawn.append(row)
        return gauge_reading(row, progress)

    monkeypatch.setattr(overview_wall, "gauge_reading", reading)
    assert window.open_workbook(book(tmp_path, rows=400))
    window.desk.choose_period(YEAR, MONTH)
    window.go("overview")
    assert len(drawn) == 8
    assert lights(window.page())["全部目标"] == 400


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_gauges_and_list_are_whole_in_a_low_window_too(
    window: ClerkWindow, page: OverviewPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.wait(50)
    wall = known(page.wall).gauges
    first = wall.tiles[0]
    assert first.height() <= wall.viewport().height()
    below = [tile.geometry() for tile in wall.tiles[1:]]
    assert not any(first.geometry().intersects(other) for other in below)
    bottom = page.table.mapTo(page, page.table.rect().bottomLeft()).y()
    assert bottom < page.height()
    assert page.table.rowHeight(0) < page.table.viewport().height()
    assert {card.low for card in page.cards.cards} == {size[1] == 540}


def test_a_line_that_does_not_fit_ends_in_dots_and_is_whole_in_its_tip(page: OverviewPage, qtbot: QtBot) -> None:
    page.line.setText("累计数都已填齐" * 40)
    page.grab()
    assert page.line.shown().endswith("…")
    assert page.line.toolTip() == "累计数都已填齐" * 40


def test_light_colours_can_be_read_as_text(dressed: QApplication) -> None:
    for colour in ("#d99a00", "#ffff00", "#b5bac2", "#2e8b3d"):
        one, paper = QColor(readable(colour)), shade("paper")
        parts = [
            0.2126 * c.redF() ** 2.2 + 0.7152 * c.greenF() ** 2.2 + 0.0722 * c.blueF() ** 2.2 for c in (one, paper)
        ]
        assert (max(parts) + 0.05) / (min(parts) + 0.05) > 4.2


def test_in_december_the_lights_are_those_of_the_years_end(page: OverviewPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    next(card for card in page.cards.cards if card.light.word == "略滞后").click()
    numbers = [known(ledger.find_indicator(name)).id for name in ("技术合同成交额", "进出口总额")]
    goals = {one.indicator_id: known(one.stated.value) for one in ledger.targets(YEAR) if one.stated.value is not None}
    figures = [goals[numbers[0]] + 1, goals[numbers[1]] - 1]
    for number, value in zip(numbers, figures, strict=True):
        ledger.set_actuals([ActualEntry(number, YEAR, 12, value)], reason="年报数据")
    page.desk.choose_period(YEAR, 12)
    progress = progress_of(ledger, YEAR, 12)
    assert list(lights(page)) == ["全部目标", "超额完成", "完成", "未完成", "暂无数据", "本月无数"]
    assert lights(page)["未完成"] == 1 == lights(page)["超额完成"]
    assert page.list.title.text().startswith("未完成的目标：1项")
    assert [(row["name"], row["grade"]) for row in cells(page.table)] == [("进出口总额", "未完成")]
    assert {progress.word(grade) for grade in YEAR_END} == set(lights(page)) - {"全部目标"}
    page.desk.choose_period(YEAR, MONTH)
    assert len(lights(page)) == len(known(page.progress).grades) + 1


def test_below_the_course_stands_where_the_year_goes(page: OverviewPage, qtbot: QtBot) -> None:
    found = next(row for row in page.model.records() if row.indicator.name == "进出口总额")
    page.table.go_to(found.target.id)
    assert known(page.course).ahead.text() == outlook_words(found, MONTH) != ""
    assert (
        known(page.course).ahead.text().startswith("照1-9月进度，全年约")
        and "余下3个月平均每月要" in known(page.course).ahead.text()
    )
    assert known(page.course).ahead.isVisible() and not known(page.course).ahead_short.isVisible()
    page.window().resize(911, 512)
    qtbot.waitUntil(known(page.course).ahead_short.isVisible)
    assert (
        not known(page.course).ahead.isVisible()
        and known(page.course).ahead_short.text() == known(page.course).ahead.text()
    )
    known(page.wall).gauges.chosen.emit(next(row.target.id for row in known(page.progress).rows if row is not found))
    assert known(page.course).ahead.text() != outlook_words(found, MONTH)


def test_a_figure_that_is_only_expected_says_so_in_the_list(page: OverviewPage) -> None:
    ledger = page.desk.ledger
    number = known(ledger.find_indicator("进出口总额")).id
    page.desk.write(lambda: ledger.set_actuals([ActualEntry(number, YEAR, MONTH, source="海关（预计）")]))
    assert next(row for row in cells(page.table) if row["name"] == "进出口总额")["actual"].endswith("（预计）")


def test_in_the_lowest_window_the_list_has_the_room_and_the_cards_their_counts(
    window: ClerkWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    window.resize(683, 384)
    qtbot.wait(50)
    assert not known(page.wall).isVisible()
    assert page.table.viewport().height() // page.table.rowHeight(0) >= 3
    done = page.cards.cards[1]
    assert done.toolTip() == done.light.word
    for card in page.cards.cards:
        assert card.width() >= card.sizeHint().width()
    window.resize(1366, 768)
    qtbot.wait(50)
    assert known(page.wall).isVisible() and done.toolTip() == ""


def test_a_window_that_opens_has_its_keyboard_on_the_cards(page: OverviewPage) -> None:
    assert page.cards.cards[0].hasFocus()
