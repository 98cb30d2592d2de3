"""A page that does its reading when it is seen: while hidden it only remembers that something changed."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from zonetracker.model.bookkeeping import Changed
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page


class DeferredPage(Page):
    """Subclasses implement `reload`, which is called when the page is shown and something is new."""

    tables: frozenset[str] = frozenset()
    """The tables whose changes matter here; empty for all."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._stale = True

    def reload(self) -> None:
        """Read the workbook and show it."""
        raise NotImplementedError

    def refresh(self, changed: Changed | None) -> None:
        """Reload now where this page is seen, else when it next is."""
        if changed is not None and self.tables and not self.tables & changed.tables:
            return
        self._stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the page comes to the front."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        self.reload()
