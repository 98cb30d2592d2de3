"""The overview of the made-up book, open in a window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.ui.overview.page import OverviewPage


@pytest.fixture
def page(window: ClerkWindow, tmp_path: Path) -> OverviewPage:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    window.go("overview")
    shown: OverviewPage = window.page()
    return shown


@pytest.fixture
def copied(page: OverviewPage, qtbot: QtBot) -> Callable[[Callable[[], object]], QImage]:
    """What lies on the clipboard after something was done that copies a picture."""

    def after(act: Callable[[], object]) -> QImage:
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        act()
        qtbot.waitUntil(lambda: not clipboard.image().isNull())
        return clipboard.image()

    return after
