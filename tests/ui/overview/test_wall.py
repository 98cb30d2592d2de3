"""The wall with keys pressed and tiles drawn along: its order and size are kept in the workbook and undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import children, clerk
from tests.ui.made_up_book import ROWS
from zonetracker.services.overview.wall import WallSize, wall_choice
from zonetracker.ui.overview.gauge_wall import GaugeTile, GaugeWall
from zonetracker.ui.overview.page import OverviewPage

MOVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FIRST = [row[0] for row in ROWS[:8]]


def gauges(page: OverviewPage) -> GaugeWall:
    return known(page.wall).gauges


def names(page: OverviewPage) -> list[str]:
    return [known(tile.reading).name for tile in gauges(page).tiles]


def focused(page: OverviewPage) -> str:
    return next(known(tile.reading).name for tile in gauges(page).tiles if tile.hasFocus())


def press(page: OverviewPage, qtbot: QtBot, place: int, key: Qt.Key, held: Qt.KeyboardModifier = MOVE) -> None:
    tile = gauges(page).tiles[place]
    tile.setFocus()
    qtbot.keyClick(tile, key, held)


def test_ctrl_shift_and_an_arrow_move_a_gauge_and_the_keyboard_goes_along(page: OverviewPage, qtbot: QtBot) -> None:
    press(page, qtbot, 0, Qt.Key.Key_Right)
    assert names(page)[:3] == [FIRST[1], FIRST[0], FIRST[2]] and focused(page) == FIRST[0]
    press(page, qtbot, 1, Qt.Key.Key_Left)
    assert names(page) == FIRST and focused(page) == FIRST[0]
    page.desk.undo()
    assert names(page)[:2] == [FIRST[1], FIRST[0]]
    page.desk.undo()
    assert names(page) == FIRST and wall_choice(page.desk.ledger).order == ()


def test_up_and_down_move_by_a_row_and_nothing_moves_beyond_the_ends(page: OverviewPage, qtbot: QtBot) -> None:
    columns = sum(tile.y() == gauges(page).tiles[0].y() for tile in gauges(page).tiles)
    press(page, qtbot, 0, Qt.Key.Key_Down)
    assert names(page).index(FIRST[0]) == columns
    press(page, qtbot, columns, Qt.Key.Key_Up)
    assert names(page) == FIRST
    before = page.desk.ledger.can_undo
    press(page, qtbot, 0, Qt.Key.Key_Up)
    press(page, qtbot, 0, Qt.Key.Key_Left)
    press(page, qtbot, 7, Qt.Key.Key_Right)
    assert names(page) == FIRST and page.desk.ledger.can_undo == before


def drag(qtbot: QtBot, tile: GaugeTile, to: QPoint) -> None:
    middle = tile.rect().center()
    qtbot.mousePress(tile, Qt.MouseButton.LeftButton, pos=middle)
    for place in (middle + QPoint(15, 0), to):
        qtbot.mouseMove(tile, place)


def test_a_gauge_is_drawn_to_the_place_of_another(page: OverviewPage, qtbot: QtBot) -> None:
    first, third = gauges(page).tiles[0], gauges(page).tiles[2]
    there = first.mapFromGlobal(third.mapToGlobal(third.rect().center()))
    drag(qtbot, first, there)
    assert third.aimed and not first.aimed
    qtbot.mouseRelease(first, Qt.MouseButton.LeftButton, pos=there)
    assert names(page)[:3] == [FIRST[1], FIRST[2], FIRST[0]]
    assert not any(tile.aimed for tile in gauges(page).tiles)
    before = names(page)
    outside = QPoint(first.width() // 2, -400)
    drag(qtbot, first, outside)
    qtbot.mouseRelease(first, Qt.MouseButton.LeftButton, pos=outside)
    assert names(page) == before


def test_a_click_alone_moves_nothing(page: OverviewPage, qtbot: QtBot) -> None:
    before = page.desk.ledger.can_undo
    qtbot.mouseClick(gauges(page).tiles[1], Qt.MouseButton.LeftButton)
    assert names(page) == FIRST and page.desk.ledger.can_undo == before


def test_two_sizes_by_key_and_by_button(page: OverviewPage, qtbot: QtBot) -> None:
    wall, button = gauges(page), known(page.wall).size_button
    large = wall.tiles[0].width()
    assert button.text() == "小图"
    press(page, qtbot, 0, Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier)
    assert wall.tiles[0].width() < large and wall.tiles[0].hasFocus() and button.text() == "大图"
    assert wall.tiles[0].height() / wall.tiles[0].width() < 1
    assert wall_choice(page.desk.ledger).size is WallSize.SMALL
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wall.tiles[0].width() == large and wall.tiles[0].height() > large
    page.desk.undo()
    assert wall.size_shown is WallSize.SMALL


def test_a_larger_wall_stays_with_its_order(page: OverviewPage, qtbot: QtBot) -> None:
    press(page, qtbot, 0, Qt.Key.Key_Right)
    moved = names(page)
    press(page, qtbot, 0, Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier)
    assert names(page) == moved


def test_ctrl_c_copies_a_gauge_and_ctrl_shift_c_the_wall(
    page: OverviewPage, qtbot: QtBot, copied: Callable[[Callable[[], object]], QImage]
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    one = copied(lambda: press(page, qtbot, 1, Qt.Key.Key_C, control))
    wall = copied(lambda: press(page, qtbot, 1, Qt.Key.Key_C, MOVE))
    assert wall.width() > 2 * one.width() and one.height() > one.width()
    assert one.pixelColor(0, 0).name() == "#ffffff"


def gauge_menu(page: OverviewPage) -> dict[str, QAction]:
    wall = gauges(page)
    wall.menu_wanted.emit(wall.tiles[0].target_id, QPoint(0, 0))
    menu = next(one for one in children(page, QMenu) if one.isVisible())
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}


def test_the_menu_of_a_gauge_offers_order_and_pictures(page: OverviewPage, qtbot: QtBot, tmp_path: Path) -> None:
    actions = gauge_menu(page)
    assert list(actions) == [
        "关注这个指标",
        "这个数从哪里来",
        "看目标和出处",
        "往前移",
        "往后移",
        "复制这张仪表图",
        "这张仪表图存为图片…",
        "复制整面仪表墙",
        "整面仪表墙存为图片…",
    ]
    path = tmp_path / "墙.svg"
    clerk(page).answers = [str(path)]
    actions["整面仪表墙存为图片…"].trigger()
    qtbot.waitUntil(path.exists)
    assert path.read_bytes().startswith(b"<?xml")
    gauge_menu(page)["往后移"].trigger()
    assert names(page)[:2] == [FIRST[1], FIRST[0]]


def test_of_a_book_that_is_only_read_nothing_is_moved(
    page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.desk.ledger), "read_only", property(lambda _: True))
    page.refresh(None)
    press(page, qtbot, 0, Qt.Key.Key_Right)
    press(page, qtbot, 0, Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier)
    assert names(page) == FIRST and gauges(page).size_shown is WallSize.LARGE
    assert not known(page.wall).size_button.isEnabled()
