"""The original beside the rows: the text of a report, and of a scan the picture of its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.facts import Report, Span
from zonetracker.model.reports.layout import ScanLayout
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.report.pictures.pane import PagePane
from zonetracker.ui.report.source_view import MOST_LINES, SourceView

_WIDTHS = "report_picture_widths"
_FIRST = [260, 360]
_WANTED = {False: ("report_picture", True), True: ("report_picture_narrow", False)}
"""Where it is kept whether the picture is wanted: in a wide board, and in a narrow one, where it replaces the text."""


class OriginalSide(QSplitter):
    """Text and picture side by side; a report that was not read from pictures has no picture here."""

    place_clicked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self.narrow = False
        self.source = SourceView()
        self.source.place_clicked.connect(self.place_clicked)
        self.legend = ShortLabel(tone="muted")
        self.pane = PagePane(desk)
        self.pane.place_clicked.connect(self.place_clicked)
        self._text = QWidget()
        layout = QVBoxLayout(self._text)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.source, 1)
        layout.addWidget(self.legend)
        self.addWidget(self._text)
        self.addWidget(self.pane)
        self.setHandleWidth(8)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.arrange(narrow=False)

    @property
    def has_pages(self) -> bool:
        """Whether the report was read from pictures whose places are known."""
        report = self.pane.report
        return report is not None and report.layout is not None and not report.layout.lost

    @property
    def pictured(self) -> bool:
        """Whether the picture is shown."""
        key, first = _WANTED[self.narrow]
        return self.has_pages and self._desk.settings.value(key, first) is not False

    def show_report(self, report: Report | None) -> None:
        """Follow the board to a report; its text is shown by whoever has its marks."""
        self.pane.show_report(report)
        layout = report.layout if report is not None else None
        if layout is None or not layout.lost:
            self.source.show_doubts(layout.doubtful if layout is not None else ())
        said = _legend(layout)
        if report is not None and self.source.partly:
            said.append(tr("原文很长，只显示前后共{count}行；选别的行或查找，就翻到那里", count=MOST_LINES))
        self.legend.setVisible(bool(said))
        self.legend.setText("；".join(said))
        self.arrange(narrow=self.narrow)

    def show_row(self, quote: Span, figure: Span) -> None:
        """Light up a row in the text, and on its page."""
        self.source.show_row(quote, figure)
        self.pane.show_place(figure, quote)

    def show_nothing(self) -> None:
        """No row is chosen."""
        self.source.show_nothing()
        self.pane.show_nothing()

    def want_picture(self, wanted: bool) -> None:
        """Show the picture, or put it away, from now on."""
        self._desk.settings.keep(_WANTED[self.narrow][0], wanted)
        self.arrange(narrow=self.narrow)

    def arrange(self, *, narrow: bool) -> None:
        """What is shown in a board of this width."""
        self.narrow = narrow
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self._text.setVisible(not (self.pictured and narrow))
        self.pane.setVisible(self.pictured)
        if held and focus is not None and not focus.isVisible():
            next(area for area in self.areas() if area.isVisible()).setFocus()
        kept = self._desk.settings.value(_WIDTHS)
        self.setSizes(kept if isinstance(kept, list) and len(kept) == 2 else _FIRST)

    def keep_widths(self) -> None:
        """Remember how wide text and picture are."""
        if self.pane.isVisible() and self._text.isVisible():
            self._desk.settings.keep(_WIDTHS, self.sizes())

    def areas(self) -> list[QWidget]:
        """Where F6 goes here."""
        return [self.source, self.pane.area()]


def _legend(layout: ScanLayout | None) -> list[str]:
    """What is to be known of the text of a scan."""
    if layout is None:
        return []
    return [tr("这份扫描件的版面已损坏，每个字都请对照原件") if layout.lost else tr("点线：可能认错的字")]
