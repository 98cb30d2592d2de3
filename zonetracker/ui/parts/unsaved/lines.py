"""Lines of a page that are stored when they are left: what could not be stored stays in its line, marked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtWidgets import QLineEdit

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.unsaved.waiting import TypedText


class StoredLines:
    """The lines of one page; `reload` shows them as the workbook has them, and calls `show` at its end."""

    def __init__(self, desk: Desk, place: str, reload: Callable[[], object]) -> None:
        self._desk, self._place, self._reload = desk, place, reload
        self._lines: dict[QLineEdit, str] = {}
        self._marked: set[QLineEdit] = set()
        desk.unsaved.changed.connect(self._follow)

    def add(self, line: QLineEdit, words: str) -> None:
        """A line, and the words that stand beside it."""
        self._lines[line] = words

    def typing(self, *lines: QLineEdit) -> AbstractContextManager[None]:
        """What is written meanwhile was typed into these."""
        return self._desk.typing(
            *(TypedText(f"{self._place} {self._lines[one]}", one.text().strip(), id(one)) for one in lines)
        )

    def show(self) -> None:
        """Put back what waits to be stored, marked; take the mark from the others."""
        unsaved = self._desk.unsaved
        for line in self._lines:
            text = unsaved.text_at(id(line))
            if text is not None:
                line.setText(text)
                self._mark(line, tr("还没有存上（Ctrl+S 再试）：{why}", why=unsaved.why_at(id(line))))
            elif line in self._marked:
                self._mark(line, "")

    def _mark(self, line: QLineEdit, told: str) -> None:
        (self._marked.add if told else self._marked.discard)(line)
        line.setProperty("unsaved", bool(told))
        line.setAccessibleDescription(told)
        line.style().unpolish(line)
        line.style().polish(line)

    def _follow(self) -> None:
        """One that is stored or given up shows what the workbook has."""
        if any(self._desk.unsaved.text_at(id(line)) is None for line in self._marked):
            self._reload()
        else:
            self.show()
