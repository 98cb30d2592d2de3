"""Every dialog on a small laptop at 200 %: it fits or scrolls, its first field has the keyboard, Esc leaves."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children
from tests.ui.everywhere.dialogs import DIALOGS
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.ui.parts.bookkeeping.cell_history import CellHistory
from zonetracker.ui.parts.dialogs import FormDialog, room_for
from zonetracker.ui.report.row_form import RowForm
from zonetracker.ui.window.bars import HelpWindow
from zonetracker.ui.window.everywhere.finding import FindEverywhere

LAPTOP_200 = QRect(0, 0, 683, 384)
_SHEETS = {"EnclosuresDialog", "ListDialog", "ReturnsDialog", "SheetDialog", "SuperiorDialog", "LinesDialog"}
_SHEETS |= {"IntakeDialog", "ColumnsDialog"}
"""Those that need a file: their own tests show that they fit."""


@pytest.fixture
def small(window: ClerkWindow, tmp_path: Path, dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> ClerkWindow:
    screen = SimpleNamespace(availableGeometry=lambda: LAPTOP_200)
    for kind in (FormDialog, FindEverywhere, HelpWindow, CellHistory):
        monkeypatch.setattr(kind, "screen", lambda _: screen, raising=False)
    window.resize(LAPTOP_200.size())
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    window.go("actuals")
    return window


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_a_small_screen(small: ClerkWindow, qtbot: QtBot, name: str) -> None:
    dialog = DIALOGS[name](small)
    dialog.open()
    for _ in range(3):
        QApplication.processEvents()
    room = room_for(dialog)
    assert dialog.width() <= room.width() and dialog.height() <= room.height(), dialog.size()
    assert dialog.windowTitle().strip()
    buttons = [one for one in children(dialog, QPushButton) if one.isVisible()]
    assert all("(&" in one.text() for one in buttons), [one.text() for one in buttons]
    for button in buttons:
        assert button.visibleRegion().boundingRect().size() == button.size(), button.text()
    focused = dialog.focusWidget()
    assert isinstance(focused, QWidget) and focused.isVisible()
    if isinstance(dialog, FormDialog):
        assert focused not in (dialog.answer, dialog.cancel)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_no_form_is_left_out(small: ClerkWindow) -> None:
    def below(kind: type[QWidget]) -> set[type[QWidget]]:
        return {kind} | {one for child in kind.__subclasses__() for one in below(child)}

    shown: set[type[QWidget]] = {type(make(small)) for make in DIALOGS.values()}
    left_out = {one.__name__ for one in below(FormDialog) - shown - {FormDialog, RowForm}}
    assert left_out <= _SHEETS
