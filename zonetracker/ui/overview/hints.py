"""What is due today and tomorrow, in a line of counts that lead to it; where nothing is, there is no line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from zonetracker.services.overview.hints import DueHint, FilingHint, due_hints, filing_hints
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.words.duties.reporting import due_hint, filing_hint, listed_units


class HintLine(QWidget):
    """A button for each thing that is due, today's first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a narrow window stays narrow
        self._line.addStretch(1)
        self.hide()

    def refresh(self) -> None:
        """Say what is due as it stands."""
        ledger, today = self._desk.ledger, self._desk.today()
        for old in self.buttons:
            old.deleteLater()
        self.buttons = []
        for due in due_hints(ledger, today):
            names = listed_units([one.name for one in due.milestones])
            self._add(due_hint(due.day == today, due.year, len(due.milestones), today), names, partial(self._show, due))
        for filing in filing_hints(ledger, today):
            told = filing_hint(filing.day == today, filing.tasks)
            names = tr("{month}月的：{units}", month=filing.month, units=listed_units(filing.units))
            self._add(told, names, partial(self._ask, filing))
        self.setVisible(bool(self.buttons))

    def _add(self, words: str, tip: str, slot: Callable[[], object]) -> None:
        button = QPushButton(words)
        button.setProperty("flat", True)
        button.setToolTip(tip)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: slot())
        self._line.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _show(self, due: DueHint) -> None:
        self._desk.choose_period(due.year, due.month)
        self._desk.go("milestones", due.day)

    def _ask(self, filing: FilingHint) -> None:
        self._desk.choose_period(filing.year, filing.month)
        self._desk.go("units", "reporting")
