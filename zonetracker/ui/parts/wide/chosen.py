"""Which columns of a table are shown and how wide they are, as this PC keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from zonetracker.support.i18n import tr
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.table.view import RecordTable


class ChosenColumns:
    """Lets a clerk choose the columns of a table and draw them wider; `fixed` are always shown.

    `idle` says of a column that nothing stands in it: it is left out as long as that is so.
    """

    def __init__(self, table: RecordTable, settings: LocalSettings, key: str, fixed: Collection[str]) -> None:
        self._table = table
        self._settings = settings
        self._hidden_key, self._widths_key = f"{key}.hidden", f"{key}.widths"
        self._fixed = frozenset(fixed)
        self._idle: frozenset[str] = frozenset()
        known = {column.key for column in table.records.columns}
        self._hidden = (set(settings.texts(self._hidden_key)) & known) - self._fixed
        table.widths = _widths(settings.value(self._widths_key), known)
        table.widened.connect(lambda *_: settings.keep(self._widths_key, dict(table.widths)))
        table.lay_out()
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self.menu().popup(header.mapToGlobal(place)))
        self._show()

    def leave_out(self, idle: Collection[str]) -> None:
        """These columns are empty now, and no others."""
        if self._idle != frozenset(idle):
            self._idle = frozenset(idle)
            self._show()

    def opens_from(self, button: QPushButton) -> None:
        """A button that opens the choice."""
        button.clicked.connect(lambda: self.menu().popup(button.mapToGlobal(QPoint(0, button.height()))))

    def menu(self) -> QMenu:
        """One line a column, and one for all as they were."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._table.records.columns:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in self._hidden)
            action.setEnabled(column.key not in self._fixed)
            action.toggled.connect(self._choosing(column.key))
        menu.addSeparator()
        menu.addAction(tr("恢复原来的栏和宽度")).triggered.connect(lambda: self.restore())
        return menu

    def restore(self) -> None:
        """All columns, each as wide as it was meant to be."""
        self._table.widths.clear()
        self._settings.keep(self._widths_key, None)
        self._keep(set())
        self._table.lay_out()

    def _choosing(self, key: str) -> Callable[[bool], None]:
        return lambda shown: self._keep(self._hidden - {key} if shown else self._hidden | {key})

    def _keep(self, hidden: set[str]) -> None:
        self._hidden = hidden
        self._settings.keep(self._hidden_key, sorted(hidden) or None)
        self._show()

    def _show(self) -> None:
        for column in self._table.records.columns:
            self._table.hide_field(column.key, column.key in self._hidden | self._idle)


def _widths(kept: object, known: Collection[str]) -> dict[str, int]:
    """Widths as they were kept; what a hand has put into the file otherwise is nothing."""
    held = kept if isinstance(kept, dict) else {}
    return {
        key: width for key, width in held.items() if key in known and isinstance(width, int) and 20 <= width <= 2000
    }
