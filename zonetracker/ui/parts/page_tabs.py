"""A page that shows one of several views at a time: each is read when it is seen, and brings its buttons and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page, Tables


@dataclass(frozen=True, slots=True)
class PageTab:
    """One view of a page: `key` is what `show_item` is told, `show` reads the workbook and gives the line beside the
    title, `areas` is where F6 goes.

    `tools` are those of the page's buttons that are seen with it alone, `keys` what works while it is seen; `help` is
    its part of what F1 shows.
    """

    key: str
    title: str
    widget: QWidget
    show: Callable[[], str]
    areas: Callable[[], Sequence[QWidget]]
    tools: tuple[QWidget, ...] = ()
    keys: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    tables: Tables = frozenset()
    help: str = ""


_LINE = 160
"""Room for the words beside the title, and for the margins."""
_GAP = 8
MakeTab = Callable[[Desk, Page], PageTab]
"""Makes a view for a page, whose buttons it may add to."""


class TabbedPage(Page):
    """Subclasses give the views in order by `set_tabs`, once."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._told: dict[int, str] = {}
        self._listed: tuple[PageTab, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(tr("看什么"))
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.buttons.addWidget(self.tabs)
        self._below, self._row = False, QHBoxLayout()
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self.views = QStackedWidget()

    def set_tabs(self, listed: Iterable[PageTab]) -> None:
        """Show these views, the first at first."""
        self._listed = tuple(listed)
        self.tables = frozenset().union(*(tab.tables for tab in self._listed))
        for tab in self._listed:
            self.views.addWidget(tab.widget)
            self.tabs.addTab(tab.title)
        self.body.addWidget(self.views, 1)
        for key in dict.fromkeys(key for tab in self._listed for key in tab.keys):
            self.add_key(key, self._pressed(key))
        self.add_key("Ctrl+Tab", lambda: self._turn(1))
        self.add_key("Ctrl+Shift+Tab", lambda: self._turn(-1))
        self._place_tabs()
        self._show_tab()

    def _pressed(self, key: str) -> Callable[[], object]:
        return lambda: self.tab.keys.get(key, lambda: None)()

    @property
    def tab(self) -> PageTab:
        """The view that is seen."""
        return self._listed[self.tabs.currentIndex()]

    def go_to_tab(self, key: str) -> None:
        """Show the view with this key; the first for any other word."""
        keys = [tab.key for tab in self._listed]
        self.tabs.setCurrentIndex(keys.index(key) if key in keys else 0)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self._listed))
        self.take_focus()

    def _show_tab(self) -> None:
        """Only the tab that is seen is read, and once as long as nothing changes."""
        if not self._listed:
            return
        seen = self.tabs.currentIndex()
        self.views.setCurrentIndex(seen)
        for tab in self._listed:
            for tool in tab.tools:
                tool.setVisible(tool in self.tab.tools)
        if self.isVisible():
            self._fill(seen)

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        self._told.clear()
        self._fill(self.tabs.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a window too narrow for tabs and buttons the tabs have a line of their own."""
        super().resizeEvent(event)
        self._place_tabs()

    def _place_tabs(self) -> None:
        tools = max((sum(_room(tool) for tool in tab.tools) for tab in self._listed), default=0)
        below = self.title.sizeHint().width() + _LINE + _room(self.tabs) + tools > self.width()
        if below != self._below:
            self._below = below
            old, new = (self.buttons, self._row) if below else (self._row, self.buttons)
            old.removeWidget(self.tabs)
            new.insertWidget(0, self.tabs)

    def _fill(self, seen: int) -> None:
        """Read the workbook for a tab; `_told` is what the line beside the title says of those that were read."""
        if seen not in self._told:
            self._told[seen] = self._listed[seen].show()
        self.line.setText(self._told[seen])

    def areas(self) -> list[QWidget]:
        """F6."""
        return [*self.tab.areas(), self.tabs]

    def help_text(self) -> str:
        """F1."""
        return "\n\n".join(tab.help for tab in self._listed if tab.help)


def _room(widget: QWidget) -> int:
    return widget.sizeHint().width() + _GAP
