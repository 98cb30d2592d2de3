"""The page 输出 over a made-up workbook, and how a file is saved from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, clerk
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.ui.outputs.page import OutputsPage


@pytest.fixture
def page(window: ClerkWindow, tmp_path: Path, qtbot: QtBot) -> OutputsPage:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    window.go("outputs")
    qtbot.waitUntil(lambda: window.page().summary.composed is not None)
    shown: OutputsPage = window.page()
    return shown


def save(page: OutputsPage, qtbot: QtBot, button: QWidget | Callable[[], object], path: Path) -> bytes:
    """Press a button, name the file, wait until it is there and the job is over."""
    clerk(page).answers.append(str(path))
    if isinstance(button, QWidget):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        button()
    qtbot.waitUntil(lambda: path.exists() and not page.desk.tasks.busy)
    return path.read_bytes()


def pdf_text(data: bytes) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
