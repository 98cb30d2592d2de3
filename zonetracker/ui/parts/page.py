"""What a page is: one widget that shows the workbook for a period and follows what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.support.errors import Refusal
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.search_field import SearchField

Tables = frozenset[str]


class Page(QWidget):
    """A page of the window. It is told of every change and period, and reads the workbook only while it is seen: what
    it missed it makes up for when it comes to the front.

    Subclasses build their widgets into `self.body` and implement `refresh`.
    """

    key = ""
    tables: Tables = frozenset()
    """The tables whose changes matter here; empty for all."""
    of_period = True
    """Whether what is shown depends on the chosen year and month."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self._missed: Tables | None = None
        self._period_missed = False
        self.title = plain_label(title, name="pageTitle")
        self.line = ShortLabel(tone="muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(12)
        head.addWidget(self.line)
        head.addStretch(1)
        head.addLayout(self.buttons)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 14, 20, 12)
        self.body.setSpacing(10)
        self.body.addLayout(head)

    def follow(self, changed: Changed | None) -> None:
        """The workbook changed (None: in any way): show it now where this page is seen, else when it next is."""
        if changed is None or not self.tables or self.tables & changed.tables:
            missed = self._missed
            self._missed = None if changed is None or missed is None else missed | changed.tables
            self._make_up()

    def follow_period(self) -> None:
        """Another year or month was chosen: the same for that."""
        self._period_missed = self.of_period
        self._make_up()

    def _make_up(self) -> None:
        if not self.isVisible():
            return
        missed, period = self._missed, self._period_missed
        self._missed, self._period_missed = frozenset(), False
        try:
            if period:
                self.show_period(self.desk.year, self.desk.month)
            elif missed is None or missed:
                self.refresh(missed)
        except Refusal as refusal:
            self._missed, self._period_missed = missed, period  # to be made up for when it can be read again
            self.desk.tell(str(refusal), "trouble")

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the page comes to the front."""
        super().showEvent(event)
        self._make_up()

    def refresh(self, touched: Tables | None) -> None:
        """Show the workbook as it stands; `touched` are the tables that were written since, None means anything may be.

        What was not written is the same objects as before, so what is made of it may stay.
        """
        raise NotImplementedError

    def show_period(self, year: int, month: int) -> None:
        """Show another year or month as everything stands there; `desk.year` and `desk.month` say the same."""
        self.refresh(None)

    def show_item(self, item: object) -> None:
        """Go to one thing on this page; what it may be is the page's own matter."""

    def takes(self, paths: Sequence[Path]) -> bool:
        """Whether files that were dropped on this page are its own to take, and are taken."""
        return False

    def import_here(self) -> bool:
        """Ask for the files that come in on this page (Ctrl+Shift+I); False where none do."""
        return False

    def print_here(self) -> bool:
        """Print what this page shows on paper (Ctrl+P); False where it shows none."""
        return False

    def trace_here(self) -> bool:
        """Show where the figure that one is on comes from (F8); False where the page has none."""
        return False

    def issue_here(self) -> None:
        """Check the month and give it out (F9)."""

    def export_here(self) -> None:
        """Write the file that this page is for (Ctrl+Shift+S)."""

    def help_text(self) -> str:
        """What F1 shows: what the page is for and its keys, as plain text."""
        return ""

    def add_key(self, key: str, slot: Callable[[], object]) -> None:
        """A key that works anywhere on this page."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: slot())

    def start_search(self) -> None:
        """Ctrl+F."""

    def end_search(self) -> None:
        """Esc among the rows that were found: all are listed again."""
        fields: Iterable[SearchField] = self.findChildren(SearchField)
        for field in fields:
            if field.isVisible() and field.text():
                field.end_search()

    def areas(self) -> list[QWidget]:
        """Where F6 goes on this page, in order."""
        return []

    def take_focus(self) -> None:
        """The keyboard goes to the first area; on an empty page to what starts it, for a line of text takes Ctrl+Z."""
        empty: Iterable[EmptyState] = self.findChildren(EmptyState)
        starts = [button for state in empty for button in state.buttons]
        there = [area for area in (*starts, *self.areas()) if area.isVisible() and area.isEnabled()]
        first = next((area for area in there if not isinstance(area, QLineEdit)), next(iter(there), None))
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def unanswered(self) -> int:
        """How many typed figures wait on this page for a reason."""
        return 0

    def give_up_questions(self) -> None:
        """What waits for a reason is not entered."""

    def leave(self) -> None:
        """The page is about to be hidden or the workbook closed: remember the place."""

    def add_button(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        main: bool = False,
        tip: str = "",
        flat: bool = False,
        drawing: str = "",
    ) -> QPushButton:
        """A button at the right of the title."""
        button = QPushButton(text)
        button.setProperty("main", main)
        button.setProperty("flat", flat)
        if drawing:
            button.setIcon(icon(drawing, "on_accent" if main else "accent" if flat else "text"))
            button.setIconSize(QSize(20, 16))  # a little air before the words
        button.setToolTip(tip)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: slot())
        self.buttons.addWidget(button)
        return button


class EmptyState(QWidget):
    """What stands where there is nothing yet: what this is, and the button that starts it."""

    def __init__(self, title: str, sentence: str, buttons: list[QPushButton] | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        self.title = plain_label(title, name="emptyTitle")
        self.sentence = plain_label(sentence, wrap=True, tone="muted")
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        self.buttons = tuple(buttons or ())
        row = QHBoxLayout()
        row.addStretch()
        for button in self.buttons:
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch()
        layout.addSpacing(6)
        layout.addLayout(row)
        layout.addStretch(3)
