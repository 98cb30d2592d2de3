"""Which further sheets go into the workbook that is exported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from zonetracker.model.issuing import ExtraSheet
from zonetracker.words.issuing import extra_word


class ExtraSheets(QWidget):
    """A check mark a sheet; `chosen` comes when one was set or taken away by hand."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.boxes = {sheet: QCheckBox(extra_word(sheet)) for sheet in ExtraSheet}
        for box in self.boxes.values():
            box.clicked.connect(lambda _: self.chosen.emit())
            column.addWidget(box)

    def show_sheets(self, sheets: tuple[ExtraSheet, ...]) -> None:
        """Mark these."""
        for sheet, box in self.boxes.items():
            box.setChecked(sheet in sheets)

    def sheets(self) -> tuple[ExtraSheet, ...]:
        """Those that are marked."""
        return tuple(sheet for sheet, box in self.boxes.items() if box.isChecked())
