"""The gauges as a picture or on paper: the pinned ones or all. Importing this module loads matplotlib."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from zonetracker.drawing.dial import GaugeReading, gauge_reading
from zonetracker.drawing.gauge import draw_gauges
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.paper.gauges import COLUMNS, PER_PAGE, print_gauges
from zonetracker.services.issuing import gauge_rows, gauges_heading, issue_gauges
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.outputs.form import OutputForm
from zonetracker.ui.outputs.printing import ask_printer
from zonetracker.ui.parts.canvas import Canvas
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.saving import Saving, output_of


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page of gauges, on white in a dark window too: so it is saved and printed."""

    readings: tuple[GaugeReading, ...]
    heading: str

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole figure."""
        columns = min(COLUMNS, max(1, len(self.readings)))
        draw_gauges(figure, self.readings, columns, LIGHT, self.heading)


class GaugesTab(QWidget):
    """Shows a page of gauges as they will be printed."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        self._progress: Progress | None = None
        self._page = 0
        self.form = OutputForm()
        self.pinned, self.all = QRadioButton(), QRadioButton()
        which = QButtonGroup(self)
        for button in (self.pinned, self.all):
            which.addButton(button)
            button.toggled.connect(lambda on: self._show(0) if on else None)
            self.form.column.addWidget(button)
        hint = tr("在总览页的仪表或清单上按 P，选定要关注的指标。")
        self.form.column.addWidget(plain_label(hint, wrap=True, tone="muted"))
        self.form.column.addStretch()
        self.keep = QCheckBox(tr("在工作簿里留存一份原样"))
        self.keep.setChecked(True)
        self.form.add_foot(self.keep)
        self.form.add_buttons((tr("存为图片…"), self.save, True), (tr("打印…"), self.print, False))
        self.canvas = Canvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.before, self.after = QPushButton(tr("上一页")), QPushButton(tr("下一页"))
        self.before.clicked.connect(lambda: self._show(self._page - 1))
        self.after.clicked.connect(lambda: self._show(self._page + 1))
        self.place = plain_label(tone="muted")
        turn = QHBoxLayout()
        turn.addWidget(self.place, 1)
        turn.addWidget(self.before)
        turn.addWidget(self.after)
        right = QVBoxLayout()
        right.addWidget(self.canvas, 1)
        right.addLayout(turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form)
        row.addLayout(right, 1)

    def show_progress(self, progress: Progress) -> None:
        """Show the gauges of this month."""
        first = self._progress is None
        self._progress = progress
        rows = gauge_rows(progress, all_rows=True)
        pinned = sum(row.indicator.pinned for row in rows)
        self.pinned.setText(tr("关注的指标（{count}项）", count=pinned))
        self.all.setText(tr("全部指标（{count}项）", count=len(rows)))
        self.pinned.setEnabled(pinned > 0)
        self.keep.setVisible(not self._desk.ledger.read_only)
        if first or (self.pinned.isChecked() and not pinned):
            (self.pinned if pinned else self.all).setChecked(True)
        self._show(self._page)

    def rows(self) -> list[ProgressRow]:
        """What is drawn."""
        return gauge_rows(self._progress, all_rows=not self.pinned.isChecked()) if self._progress else []

    def heading(self) -> str:
        """The line above the gauges."""
        return gauges_heading(self._progress) if self._progress else ""

    def _show(self, page: int) -> None:
        if self._progress is None:
            return
        rows = self.rows()
        count = max(1, -(-len(rows) // PER_PAGE))
        self._page = min(max(page, 0), count - 1)
        part = rows[self._page * PER_PAGE : (self._page + 1) * PER_PAGE]
        readings = [gauge_reading(row, self._progress) for row in part]
        self.canvas.show_drawing(PageDrawing(tuple(readings), self.heading()))
        self.place.setText(tr("第 {now} 页，共 {count} 页", now=self._page + 1, count=count))
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page < count - 1)

    def save(self) -> None:
        """Write a picture where the clerk says."""
        if self._progress is not None:
            issue = issue_gauges(self._progress, self.rows())
            self._saving.ask(output_of(issue), keep=self.keep.isChecked())

    def print(self) -> None:
        """Choose a printer and print."""
        ask_printer(self.window(), self.print_to, landscape=True)

    def print_to(self, printer: QPrinter) -> None:
        """Print all pages of gauges."""
        if self._progress is None:
            return
        readings = [gauge_reading(row, self._progress) for row in self.rows()]
        try:
            count = print_gauges(readings, self.heading(), printer)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
        else:
            self._desk.tell(tr("已送去打印，共 {count} 页", count=count))
