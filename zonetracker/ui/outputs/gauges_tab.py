"""The gauges as a picture or on paper: the pinned ones or all, as dials or strips. Importing this loads matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zonetracker.drawing.dial import Followed, gauge_reading
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.drawing.wall import WallPage, pages_of
from zonetracker.model.issuing import GaugeForm, GaugeOptions
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.paper.gauges import print_gauges
from zonetracker.services.issuing import gauge_options, gauge_rows, gauges_heading, issue_gauges, keep_choices
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.outputs.form import OutputForm
from zonetracker.ui.outputs.printing import ask_printer
from zonetracker.ui.parts.bookkeeping.tracing import trace_figure
from zonetracker.ui.parts.canvas import Canvas
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.saving import Saving, output_of

_LEAST = 0.7
"""A page is shown whole where its letters are still read, and never smaller than so much of its size."""
_PIXELS = 100 / 72
"""Of a point at full size."""
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page of gauges, on white in a dark window too: so it is saved and printed."""

    page: WallPage

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole figure."""
        self.page.draw(figure, LIGHT)


class PageView(QScrollArea):
    """One page as it is printed: whole where that can be read, else to be scrolled; PgUp and PgDn turn.

    `pointed` tells the place on the page of a gauge that was double-clicked.
    """

    turned = Signal(int)
    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page: WallPage | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(tr("仪表图预览"))
        self.setWidget(self.canvas)

    def show_page(self, page: WallPage | None) -> None:
        """Show this page from its top."""
        if page == self._page:
            return
        self._page = page
        self.canvas.setVisible(page is not None)
        if page is not None:
            self._fit(page)
            self.canvas.show_drawing(PageDrawing(page))
            self.verticalScrollBar().setValue(0)

    def _fit(self, page: WallPage) -> None:
        room, full = self.maximumViewportSize(), page.width * _PIXELS
        whole = min(room.width(), room.height() * page.width / page.height)
        bar = self.verticalScrollBar().sizeHint().width()
        width = whole if whole >= _LEAST * full else max(_LEAST * full, min(room.width() - bar, full))
        self.canvas.setFixedSize(int(width), int(width * page.height / page.width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size for the page."""
        super().resizeEvent(event)
        if self._page is not None:
            self._fit(self._page)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: which gauge is meant."""
        page = self._page
        where = self.canvas.mapFrom(self.viewport(), event.position())
        place = (
            None
            if page is None
            else page.at(*(part * page.width / self.canvas.width() for part in (where.x(), where.y())))
        )
        if place is not None:
            self.pointed.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: pages by PgUp and PgDn, the rest scrolls."""
        step = _TURNS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)


class GaugesTab(QWidget):
    """Shows a page of gauges as they will be printed."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        self._progress: Progress | None = None
        self.pages: tuple[WallPage, ...] = ()
        self._place = 0
        self.form = OutputForm()
        self.pinned, self.all = QRadioButton(), QRadioButton()
        self._choice((self.pinned, self.all), QVBoxLayout(), self._show_first)
        self.dials, self.strips = QRadioButton(tr("仪表")), QRadioButton(tr("条形"))
        self.dials.setToolTip(tr("一页12个"))
        self.strips.setToolTip(tr("一项一行，一页40项"))
        self._choice((self.dials, self.strips), QHBoxLayout(), lambda: None)
        hint = tr("在总览页的仪表或清单上按 P，选定要关注的指标。")
        self.form.column.addWidget(plain_label(hint, wrap=True, tone="muted"))
        for button, form in ((self.dials, GaugeForm.DIALS), (self.strips, GaugeForm.STRIPS)):
            button.clicked.connect(lambda _=False, form=form: self._choose(form))
        self.form.column.addStretch()
        self.keep = QCheckBox(tr("在工作簿里留存一份原样"))
        self.keep.setChecked(True)
        self.form.add_foot(self.keep)
        self.form.add_buttons((tr("存为图片…"), self.save, True), (tr("打印…"), self.print, False))
        self.view = PageView()
        self.view.turned.connect(lambda step: self._show(self._place + step))
        self.view.pointed.connect(self._trace)
        self.before, self.after = QPushButton(tr("上一页")), QPushButton(tr("下一页"))
        self.before.clicked.connect(lambda: self._show(self._place - 1))
        self.after.clicked.connect(lambda: self._show(self._place + 1))
        self.place = plain_label(tone="muted")
        turn = QHBoxLayout()
        turn.addWidget(self.place, 1)
        turn.addWidget(self.before)
        turn.addWidget(self.after)
        right = QVBoxLayout()
        right.addWidget(self.view, 1)
        right.addLayout(turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form)
        row.addLayout(right, 1)

    def _choice(
        self, buttons: tuple[QRadioButton, QRadioButton], place: QBoxLayout, then: Callable[[], object]
    ) -> None:
        together = QButtonGroup(self)
        place.setSpacing(10)
        self.form.column.addLayout(place)
        for button in buttons:
            together.addButton(button)
            button.toggled.connect(lambda on: then() if on else None)
            place.addWidget(button)

    def show_progress(self, progress: Progress) -> None:
        """Show the gauges of this month."""
        first = self._progress is None
        self._progress = progress
        rows = gauge_rows(progress, all_rows=True)
        pinned = sum(row.indicator.pinned for row in progress.rows)
        self.pinned.setText(tr("关注的指标（{count}项）", count=pinned))
        self.all.setText(tr("全部指标和事项（{count}项）", count=len(rows)))
        self.pinned.setEnabled(pinned > 0)
        self.keep.setVisible(not self._desk.ledger.read_only)
        for button in (self.dials, self.strips):
            button.setEnabled(not self._desk.ledger.read_only)
        if first or (self.pinned.isChecked() and not pinned):
            (self.pinned if pinned else self.all).setChecked(True)
        self._lay_out()

    def rows(self) -> list[Followed]:
        """What is drawn."""
        return gauge_rows(self._progress, all_rows=not self.pinned.isChecked()) if self._progress else []

    def heading(self) -> str:
        """The line above the gauges."""
        return gauges_heading(self._progress) if self._progress else ""

    def options(self) -> GaugeOptions:
        """What the workbook keeps."""
        return gauge_options(self._desk.ledger)

    def _choose(self, form: GaugeForm) -> None:
        if self.options().form_for(len(self.rows())) is not form:
            self._desk.write(lambda: keep_choices(self._desk.ledger, GaugeOptions(form)))

    def _show_first(self) -> None:
        self._place = 0
        self._lay_out()

    def _lay_out(self) -> None:
        if self._progress is None:
            return
        rows = self.rows()
        form = self.options().form_for(len(rows))
        (self.dials if form is GaugeForm.DIALS else self.strips).setChecked(True)
        readings = [gauge_reading(row, self._progress) for row in rows]
        self.pages = pages_of(readings, form, self.heading())
        self._show(self._place)

    def _show(self, place: int) -> None:
        count = len(self.pages)
        self._place = min(max(place, 0), max(0, count - 1))
        self.view.show_page(self.pages[self._place] if count else None)
        self.place.setText(tr("第 {now} 页，共 {count} 页", now=self._place + 1, count=max(1, count)))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < count - 1)

    def _trace(self, place: int) -> None:
        """Where the figures of a gauge on this page are from; a milestone has none."""
        before = sum(len(page.readings) for page in self.pages[: self._place])
        row = self.rows()[before + place]
        if isinstance(row, ProgressRow):
            trace_figure(self._desk, self._progress, row)

    def save(self) -> None:
        """Write a picture where the clerk says."""
        if self._progress is not None:
            issue = issue_gauges(self._progress, self.rows(), options=self.options())
            self._saving.ask(output_of(issue), keep=self.keep.isChecked())

    def print(self) -> None:
        """Choose a printer and print."""
        landscape = bool(self.pages) and self.pages[0].form is GaugeForm.DIALS
        ask_printer(self.window(), self.print_to, landscape=landscape)

    def print_to(self, printer: QPrinter) -> None:
        """Print all pages of gauges."""
        try:
            count = print_gauges(self.pages, printer)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
        else:
            self._desk.tell(tr("已送去打印，共 {count} 页", count=count))
