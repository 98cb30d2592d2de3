"""The menu of a table: what can be done with the cell one is on, each with its key; the page adds lines of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk


@dataclass(frozen=True, slots=True)
class TableCommand:
    """A line of a table's menu; `key` is the key that does the same, which the page or the table knows already."""

    title: str
    slot: Callable[[], object]
    key: str = ""
    fits: Callable[[], bool] = lambda: True


def table_menu(parent: QWidget, groups: Sequence[Sequence[TableCommand]]) -> QMenu:
    """A menu of these lines in groups; what does not fit now is grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in filter(None, groups):
        menu.addSeparator()
        for command in group:
            action = menu.addAction(f"{command.title}\t{command.key}" if command.key else command.title)
            action.setEnabled(command.fits())
            action.triggered.connect(lambda _=False, slot=command.slot: slot())
    return menu


def history_command(desk: Desk, table: str, row_id: Callable[[], int | None]) -> TableCommand:
    """What became of the whole row, which `table` of the workbook keeps, on the page 记录."""
    return TableCommand(
        tr("这一行的改动记录"), lambda: desk.go("history", (table, row_id())), fits=lambda: row_id() is not None
    )


def source_command(desk: Desk, row_id: Callable[[], int | None], key: str = "") -> TableCommand:
    """The sentence of the report that the row comes from."""
    return TableCommand(
        tr("来自哪里：看报告原文"), lambda: desk.go("report", row_id()), key, fits=lambda: row_id() is not None
    )
