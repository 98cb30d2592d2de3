"""What the menus do with the work itself: in and out of the page that it belongs to, finding, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.bookkeeping.closing import close_month, close_year, reopen_month
from zonetracker.ui.parts.page import Page
from zonetracker.ui.window.everywhere.finding import FindEverywhere

if TYPE_CHECKING:
    from zonetracker.ui.window.main_window import MainWindow


class WorkCommands:
    """Commands of the menus, by their keys, for the page that `window` shows."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def import_sheet(self) -> None:
        """Ctrl+Shift+I: what comes in on this page, else a bureau's sheet."""
        page = self._window.page()
        if page is None or not page.import_here():
            self._shown("actuals").import_here()

    def print_here(self) -> None:
        """Ctrl+P: what this page shows on paper, else the month's summary."""
        page = self._window.page()
        if page is None or not page.print_here():
            self._shown("outputs", "summary").print_here()

    def export_sheet(self) -> None:
        """Ctrl+Shift+S: the sheet of the month as a workbook."""
        self._shown("outputs", "sheet").export_here()

    def export_summary(self) -> None:
        """Ctrl+Shift+B: the summary of the month as a document."""
        self._shown("outputs", "summary").export_here()

    def _shown(self, key: str, item: object = None) -> Page:
        self._window.go(key, item)
        page = self._window.page()
        assert page is not None
        return page

    def find_everywhere(self) -> None:
        """Ctrl+K."""
        if self._window.desk is not None:
            self._window.ask.form(FindEverywhere(self._window.desk), lambda: None)

    def find_here(self) -> None:
        """Ctrl+F."""
        page = self._window.page()
        if page is not None:
            page.start_search()

    def trace_here(self) -> None:
        """F8: the page knows where the figure that one is on comes from."""
        page, desk = self._window.page(), self._window.desk
        if page is not None and desk is not None and not page.trace_here():
            desk.tell(tr("请先在总览、完成情况表、通报或仪表图里选中一个数。"), "look")

    def issue_month(self) -> None:
        """F9: the month as a whole, on the page 输出."""
        self._shown("outputs").issue_here()

    def close_month(self) -> None:
        """Ctrl+J."""
        if self._window.desk is not None:
            close_month(self._window.desk)

    def reopen_month(self) -> None:
        """Ctrl+Shift+J."""
        if self._window.desk is not None:
            reopen_month(self._window.desk)

    def close_year(self) -> None:
        """Ctrl+Shift+Y."""
        if self._window.desk is not None:
            close_year(self._window.desk)
