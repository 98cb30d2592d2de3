"""A clerk without a mouse: presses keys where the keyboard is, counts them, and reads what the window shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from tests.known import known
from tests.ui.conftest import children
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.tasks import ProgressPanel
from zonetracker.ui.window.main_window import MainWindow

_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clerk's work: the keys pressed in it, the letters of texts and names typed, and how long it took."""

    name: str
    keys: int
    letters: int
    seconds: float


class Clerk:
    """Presses keys where the keyboard is; `keys` and `letters` count them, `stretches` are the parts of the work."""

    def __init__(self, home: Path, today: Callable[[], date] = date.today) -> None:
        self._settings = LocalSettings(home / "settings.json")
        self._today = today
        self._opened: list[MainWindow] = []
        self.keys = self.letters = 0
        self.stretches: list[Stretch] = []
        self.window = self.start()

    def start(self) -> MainWindow:
        """The program is started."""
        self.window = MainWindow(self._settings, today=self._today)
        self._opened.append(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        return self.window

    def leave(self) -> None:
        """All windows go."""
        for window in self._opened:
            window.close()
            window.deleteLater()

    @contextmanager
    def stretch(self, name: str) -> Iterator[None]:
        """What is pressed meanwhile is counted as a part of the work."""
        keys, letters, began = self.keys, self.letters, time.monotonic()
        yield
        self.stretches.append(Stretch(name, self.keys - keys, self.letters - letters, time.monotonic() - began))

    def focus(self) -> QWidget:
        """Where a key goes."""
        top = self.dialog() or self.window
        if QApplication.activeWindow() is not top:
            top.activateWindow()
            QApplication.processEvents()
        focus = QApplication.focusWidget()
        return focus if focus is not None and (focus is top or top.isAncestorOf(focus)) else top

    def dialog(self) -> QWidget | None:
        """The question that is open."""
        return QApplication.activeModalWidget()

    def key(self, *sequences: str) -> None:
        """Press keys, as "Ctrl+I"."""
        for sequence in sequences:
            self._let_work_end()
            one: Any = QKeySequence(sequence)  # the stubs do not know that it holds combinations
            self.keys += 1
            QTest.keyClick(self.focus(), one[0].key(), one[0].keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type, Chinese as an input method gives it."""
        self.letters += len(text)
        self._let_work_end()
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focus(), event)
        QApplication.processEvents()

    def file(self, path: Path) -> None:
        """Answer the file question: its path is pasted into the line for the name."""
        self.until(self._asks_for_name)
        dialog = self.dialog()
        self.hold(str(path))
        self.key("Ctrl+V", "Return")
        assert dialog is not self.dialog()
        self.idle()

    def hold(self, text: str) -> None:
        """Put a text on the clipboard, as another program does."""
        QGuiApplication.clipboard().setText(text)

    def until(self, said: Callable[[], object]) -> None:
        """Wait for what long work brings."""
        began = time.monotonic()
        while not said():
            assert time.monotonic() - began < _PATIENCE, f"what is waited for does not come: {self._seen()}"
            QTest.qWait(5)

    def _let_work_end(self) -> None:
        """Nobody types at a bar of progress: it would swallow the keys."""
        self.until(lambda: not isinstance(self.dialog(), ProgressPanel))

    def _asks_for_name(self) -> bool:
        """Whether the file question waits, its proposal chosen: on a busy machine long work shows itself first."""
        line = self.focus()
        if not isinstance(self.dialog(), QFileDialog) or not isinstance(line, QLineEdit):
            return False
        line.selectAll()  # the system's own question does that; Qt's leaves it out now and then
        return True

    def _seen(self) -> str:
        """What a wait that ends in vain has before its eyes."""
        window, dialog = self.window, self.dialog()
        asked = "" if dialog is None else f"{type(dialog).__name__} {self.asked()!r}"
        return f"said {self.said()!r}, asked {asked}, busy {window.tasks.busy}, on {type(window.page()).__name__}"

    def idle(self) -> None:
        """Wait for the work in threads."""
        QTest.qWait(20)
        self.until(lambda: not self.window.tasks.busy)

    def tab_to(self, words: str) -> None:
        """Tab on to the button with these words."""
        for _ in range(60):
            text = getattr(self.focus(), "text", str)
            if callable(text) and words in str(text()):
                return
            self.key("Tab")
        raise AssertionError(f"no Tab leads to {words}")

    def tab_on(self, table: RecordTable, column: str) -> None:
        """Tab on in a table to a column."""
        for _ in table.records.columns:
            if table.currentIndex().column() == table.records.column_of(column):
                return
            self.key("Tab")
        raise AssertionError(f"no Tab leads to {column}")

    def page(self, number: int) -> Any:
        """Ctrl and a number."""
        self.key(f"Ctrl+{number}")
        self.idle()
        return self.shown()

    def shown(self) -> Any:
        """The page on which the clerk is, whichever that is."""
        return known(self.window.page())

    def desk(self) -> Desk:
        """The desk over the open workbook."""
        return known(self.window.desk)

    def names(self, file: str) -> bool:
        """Whether the sentence above the page names a file."""
        return f"“{file}”" in self.said()

    def said(self) -> str:
        """The sentence above the page."""
        return self.window.message.label.text() if self.window.message.isVisible() else ""

    def asked(self) -> str:
        """The words of the open question."""
        dialog = self.dialog()
        return "" if dialog is None else "\n".join(label.text() for label in children(dialog, QLabel))

    def new_workbook(self, path: Path) -> None:
        """Ctrl+N, the zone, the place."""
        self.key("Ctrl+N")
        self.type("云溪经济开发区")
        self.key("Return")
        self.file(path)

    def import_report(self, path: Path, text: str) -> None:
        """Ctrl+I of a text file."""
        path.write_text(text, encoding="utf-8")
        self.key("Ctrl+I")
        self.file(path)
        self.until(lambda: path.name in self.said())


def cells(table: RecordTable, *keys: str) -> list[tuple[str, ...]]:
    """What stands in these columns, headings left out."""
    model, places = table.records, [table.records.column_of(key) for key in keys]
    rows = [row for row in range(model.rowCount()) if not model.is_heading(row)]
    return [tuple(str(model.index(row, place).data()) for place in places) for row in rows]


def pairs(table: RecordTable, key: str, value: str) -> dict[str, str]:
    """What stands in one column, by another."""
    return {row[0]: row[1] for row in cells(table, key, value)}
