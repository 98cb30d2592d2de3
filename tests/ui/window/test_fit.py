"""The window on small screens: it opens inside them, and its main buttons stay inside it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.ui.window.fit import SMALLEST, fitted, kept_place, limit, place

LAPTOP_150 = QRect(0, 0, 911, 472)
"""1366×768 at 150 %, above a taskbar."""
SMALL_SCREENS = [LAPTOP_150, QRect(0, 0, 1024, 560), QRect(1920, 40, 1024, 600), QRect(0, 0, 640, 360)]

sizes = st.integers(1, 4000)
places = st.integers(-4000, 4000)
rectangles = st.builds(QRect, places, places, sizes, sizes)


class Window(QMainWindow):
    """A window on a screen of the test's choice."""

    seen = LAPTOP_150

    def screen(self) -> object:  # type: ignore[override]
        return SimpleNamespace(availableGeometry=lambda: self.seen)


@given(rectangles, rectangles)
def test_what_is_fitted_lies_in_the_room_and_is_cut_only_where_it_must(wanted: QRect, room: QRect) -> None:
    found = fitted(wanted, room)
    assert room.contains(found)
    assert found.width() == min(wanted.width(), room.width()) and found.height() == min(wanted.height(), room.height())
    if room.contains(wanted):
        assert found == wanted


@pytest.mark.parametrize("screen", SMALL_SCREENS)
def test_the_first_start_lies_inside_the_screen(dressed: QApplication, qtbot: QtBot, screen: QRect) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.seen = screen
    place(window, "")
    assert screen.contains(window.geometry())
    assert window.geometry().top() > screen.top(), "room for the title"
    assert window.minimumSize() == SMALLEST.boundedTo(window.minimumSize())


def test_a_place_on_a_screen_that_is_gone_is_fitted_to_this_one(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "screenAt", lambda _: None)
    large, small = Window(), Window()
    for window in (large, small):
        qtbot.addWidget(window)
    large.seen = QRect(0, 0, 3840, 2160)
    large.setGeometry(2000, 900, 1600, 1100)
    place(small, kept_place(large))
    assert LAPTOP_150.contains(small.geometry())


def test_a_place_on_a_second_screen_stays_there(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = SimpleNamespace(availableGeometry=lambda: QRect(0, 480, 800, 320))
    monkeypatch.setattr(QGuiApplication, "screenAt", lambda _: second)
    former, later = Window(), Window()
    for window in (former, later):
        qtbot.addWidget(window)
    former.setGeometry(300, 530, 300, 200)
    place(later, kept_place(former))
    assert later.geometry().topLeft() == former.geometry().topLeft()


def test_a_word_that_is_no_place_is_the_usual_one(dressed: QApplication, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    place(window, "6ZmI")
    assert LAPTOP_150.contains(window.geometry()) and window.width() > 800


def test_a_smaller_screen_lets_the_window_be_smaller(dressed: QApplication, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.seen = QRect(0, 0, 1920, 1080)
    limit(window)
    assert window.minimumSize() == SMALLEST
    window.seen = QRect(0, 0, 640, 360)
    limit(window)
    assert window.minimumWidth() < 640 and window.minimumHeight() < 360


def test_on_a_laptop_at_150_percent_every_main_button_is_whole(
    window: ClerkWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.resize(LAPTOP_150.width() - 16, LAPTOP_150.height() - 40)
    whole = window.rect()
    for button in window.welcome.buttons:
        assert whole.contains(QRect(button.mapTo(window, button.rect().topLeft()), button.size())), button.text()
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    for entry in window.entries:
        window.go(entry.key)
        QApplication.processEvents()
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.property("main"):
                seen = button.visibleRegion().boundingRect()
                assert seen.size() == button.size(), (entry.key, button.text())
                assert whole.contains(QRect(button.mapTo(window, button.rect().topLeft()), button.size()))


def test_a_long_name_of_a_file_ends_in_dots_before_the_month(open_window: ClerkWindow) -> None:
    bar = open_window.period
    bar.file.setText("云溪高新区年度目标责任书跟踪台账" * 8)
    QApplication.processEvents()
    assert bar.file.shown().endswith("…")
    assert bar.file.geometry().right() < bar.word.x()
