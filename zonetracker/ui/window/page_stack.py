"""The pages of one workbook: made when first shown, and told of everything from then on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page
from zonetracker.ui.window.pages import PageEntry


class PageStack(QStackedWidget):
    """Shows one page, or `resting` where no workbook is open."""

    def __init__(self, entries: Sequence[PageEntry], resting: QWidget) -> None:
        super().__init__()
        self._entries = {entry.key: entry for entry in entries}
        self._resting = resting
        self._desk: Desk | None = None
        self._pages: dict[str, Page] = {}
        self.addWidget(resting)

    def open(self, desk: Desk) -> None:
        """Follow a workbook."""
        self._desk = desk
        desk.changed.connect(self._follow)
        desk.period_changed.connect(self._follow_period)

    def clear(self) -> None:
        """Let all pages go, each with a chance to remember its place."""
        for page in self._pages.values():
            page.leave()
        self.setCurrentWidget(self._resting)  # first: else the next page is shown, and begins to read what is closing
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._desk = None

    def refresh_all(self) -> None:
        """Show everything anew, as after a change of colours."""
        for page in self._pages.values():
            page.follow(None)

    def unanswered(self) -> int:
        """How many typed figures still wait for a reason."""
        return sum(page.unanswered() for page in self._pages.values())

    def give_up_questions(self) -> None:
        """What waits for a reason is not entered."""
        for page in self._pages.values():
            page.give_up_questions()

    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, key: str) -> Page:
        """Bring a page to the front."""
        assert self._desk is not None
        before = self.page()
        if key not in self._pages:
            made = self._entries[key].make(self._desk)
            self._pages[key] = made
            self.addWidget(made)
        page = self._pages[key]
        if before is not None and before is not page:
            before.leave()
        self.setCurrentWidget(page)
        return page

    def _follow_period(self, year: int, month: int) -> None:
        for page in self._pages.values():
            page.follow_period()

    def _follow(self, changed: Changed) -> None:
        for page in list(self._pages.values()):
            page.follow(changed)
