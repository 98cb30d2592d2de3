"""The Excel sheet: which columns in which order, grouping and paper, the rows as they will stand, and the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from zonetracker.model.issuing import DEFAULT_COLUMNS, PAPERS, SIGNS, Group, IssuedKind, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.paper.fonts import paper_fonts_missing
from zonetracker.paper.marks import PaperPage
from zonetracker.paper.sheet import compose_sheet, print_sheet
from zonetracker.services.issuing import (
    Issue,
    background_of,
    issue_sheet,
    issue_year_end,
    keep_choices,
    paper_advice,
    sheet_options,
)
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import file_name
from zonetracker.ui.outputs.extra_sheets import ExtraSheets
from zonetracker.ui.outputs.form import OutputForm, date_of, date_trouble
from zonetracker.ui.outputs.printing import PAPER, PrintOrder, ask_print
from zonetracker.ui.outputs.sheet_preview import preview_columns, preview_items
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.saving import Saving, output_of
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.unsaved.lines import StoredLines
from zonetracker.words.issuing import column_head, group_word

_KEY = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """The columns with check marks; the space bar shows or hides one, Ctrl+↑ and Ctrl+↓ move it."""

    move_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("列"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setMinimumHeight(150)
        self.setSpacing(1)

    def show_columns(self, shown: tuple[SheetColumn, ...], month: int) -> None:
        """Show all columns, those of `shown` first and checked."""
        here = self.currentItem().data(_KEY) if self.currentItem() else None
        self.blockSignals(True)
        self.clear()
        for column in (*shown, *(column for column in SheetColumn if column not in shown)):
            item = QListWidgetItem(column_head(column, month))
            item.setData(_KEY, str(column))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if column in shown else Qt.CheckState.Unchecked)
            self.addItem(item)
            if str(column) == here:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def shown(self) -> tuple[SheetColumn, ...]:
        """The checked columns in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(SheetColumn(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+↑ and Ctrl+↓ move a column."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_wanted.emit(step)
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> bool:
        """Move the current column up or down; False at an end."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return False
        self.blockSignals(True)
        self.insertItem(row + step, self.takeItem(row))
        self.setCurrentRow(row + step)
        self.blockSignals(False)
        return True


class SheetTab(QWidget):
    """Choices at the left, kept in the workbook; at the right the rows as the sheet will show them."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        self._progress: Progress | None = None
        self.together: Callable[[PrintOrder], object] = lambda _: None
        self._options = SheetOptions()
        self.form = OutputForm()
        self.group = QComboBox()
        self.group.addItems([group_word(group) for group in Group])
        self.paper = QComboBox()
        self.paper.addItems([tr("{paper} 横向", paper=paper) for paper in PAPERS])
        self.form.form.addRow(plain_label(tr("分组")), self.group)
        self.form.form.addRow(plain_label(tr("纸张")), self.paper)
        self.extra = ExtraSheets()
        self.form.form.addRow(plain_label(tr("另附")), self.extra)
        self.extra.chosen.connect(self._keep)
        self.counts = QCheckBox(tr("各组和表下按评价计数"))
        self.rates = QCheckBox(tr("有控制数的比率也算完成情况"))
        self.rates.setToolTip(tr("如失业率控制在4.3%以内、实际4.17%：控制数除以实际，103.1%；不选则空着"))
        self.advice = plain_label("", tone="trouble")
        self.advice.setWordWrap(True)
        self.form.column.addWidget(self.advice)
        for box in (self.counts, self.rates):
            self.form.column.addWidget(box)
            box.clicked.connect(lambda _: self._keep())
        self.group.activated.connect(lambda _: self._keep())
        self.paper.activated.connect(lambda _: self._keep())
        self.columns = ColumnList()
        self._add_columns()
        self.year_end = QPushButton(tr("年终完成情况表…"))
        self.year_end.setToolTip(tr("原定和执行的目标、全年完成、完成没有，与上年并列，并按责任单位统计"))
        self.year_end.clicked.connect(self.save_year_end)
        self.form.column.addWidget(self.year_end)
        self.form.begin_form()
        labels = (tr("填报单位"), tr("填表人"), tr("审核人"), tr("负责人"))
        self.names = {key: self.form.add_line(label, self._keep) for key, label in zip(SIGNS, labels, strict=True)}
        self._lines = StoredLines(desk, tr("完成情况表"), self._show_again)
        for label, field in zip(labels, self.names.values(), strict=True):
            self._lines.add(field, label)
        self.issued_on = self.form.add_line(tr("填报日期"), self._check_date, tr("如 2023-10-08，可空"))
        self.cut_off = self.form.add_line(tr("数据截止"), lambda: None, tr("不填为本月底"))
        self.keep = QCheckBox(tr("在工作簿里留存一份原样"))
        self.keep.setChecked(True)
        self.form.add_foot(self.keep)
        (self.export,) = self.form.add_buttons((tr("导出 Excel…"), self.save, True))
        self.printing, self.export_pdf = self.form.add_buttons(
            (tr("打印…"), self.print, False), (tr("存为 PDF…"), self.save_pdf, False)
        )
        self.model = RecordTableModel((), key=lambda row: row.target.id)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("完成情况表预览"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form)
        row.addWidget(self.table, 1)

    def _add_columns(self) -> None:
        self.columns.itemChanged.connect(lambda _: self._keep())
        self.columns.move_wanted.connect(self.move_column)
        self.columns.model().rowsMoved.connect(lambda *_: self._keep())
        up, down, usual = QPushButton(tr("上移")), QPushButton(tr("下移")), QPushButton(tr("恢复默认"))
        up.clicked.connect(lambda: self.move_column(-1))
        down.clicked.connect(lambda: self.move_column(1))
        usual.clicked.connect(self._usual)
        up.setToolTip(tr("Ctrl+↑"))
        down.setToolTip(tr("Ctrl+↓"))
        buttons = QHBoxLayout()
        for button in (up, down, usual):
            buttons.addWidget(button)
        self.form.column.addWidget(plain_label(tr("列（空格显示或隐藏，Ctrl+↑↓ 调整顺序）"), tone="muted"))
        self.form.column.addWidget(self.columns, 1)
        self.form.column.addLayout(buttons)

    # ---- showing

    def show_progress(self, progress: Progress) -> None:
        """Show the rows of this month by the choices that the workbook keeps."""
        before = self._progress
        if before is not None and (before.year, before.month) != (progress.year, progress.month):
            self.issued_on.clear()
            self.cut_off.clear()
        self._progress = progress
        if not self._desk.ledger.read_only or before is None:
            self._options = sheet_options(self._desk.ledger)
        self.keep.setVisible(not self._desk.ledger.read_only)
        self.year_end.setVisible(progress.year_end)
        self.group.setCurrentIndex(list(Group).index(self._options.group))
        self.paper.setCurrentIndex(PAPERS.index(self._options.paper))
        self.extra.show_sheets(self._options.extra)
        self.counts.setChecked(self._options.counts)
        self.rates.setChecked(self._options.rate_completion)
        self.columns.show_columns(self._options.columns, progress.month)
        self.names["issuer"].setPlaceholderText(progress.zone)
        for key, field in self.names.items():
            field.setText(str(getattr(self._options, key)))
        self._lines.show()
        self._show_rows()

    def _show_rows(self) -> None:
        assert self._progress is not None
        advice = paper_advice(self._progress, self._options)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.model.show_records([])
        self.model.show_columns(preview_columns(self._progress, self._options))
        self.model.show_records(preview_items(self._progress, self._options.group))

    # ---- choosing

    def chosen(self) -> SheetOptions:
        """What the fields say now."""
        said = {key: field.text().strip() for key, field in self.names.items()}
        return SheetOptions(
            columns=self.columns.shown() or self._options.columns,
            group=list(Group)[self.group.currentIndex()],
            paper=PAPERS[self.paper.currentIndex()],
            extra=self.extra.sheets(),
            counts=self.counts.isChecked(),
            rate_completion=self.rates.isChecked(),
            issuer=said["issuer"],
            filled_by=said["filled_by"],
            checked_by=said["checked_by"],
            headed_by=said["headed_by"],
        )

    def _keep(self) -> None:
        if not self.columns.shown():
            self._desk.tell(tr("至少要留一列。"), "trouble")
            if self._progress is not None:
                self.columns.show_columns(self._options.columns, self._progress.month)
            return
        chosen, ledger = self.chosen(), self._desk.ledger
        if chosen == self._options:
            return
        said = {one.name: getattr(chosen, one.name) for one in fields(chosen)}
        said = {name: value for name, value in said.items() if value != getattr(self._options, name)}
        if self._desk.ledger.read_only:
            self._options = chosen
            self._show_rows()
            return
        with self._lines.typing(*(field for key, field in self.names.items() if key in said)):
            kept = self._desk.write(lambda: keep_choices(ledger, replace(sheet_options(ledger), **said)))
        if kept is None:
            self._show_again()

    def _show_again(self) -> None:
        if self._progress is not None:
            self.show_progress(self._progress)

    def move_column(self, step: int) -> None:
        """Move the current column."""
        if self.columns.move_current(step):
            self._keep()

    def _usual(self) -> None:
        if self._progress is not None:
            self.columns.show_columns(DEFAULT_COLUMNS, self._progress.month)
            self._keep()

    def _check_date(self) -> None:
        trouble = date_trouble(self.issued_on)
        if trouble:
            self._desk.tell(trouble, "trouble")

    # ---- out

    def final(self) -> SheetOptions | None:
        """What the fields say, with what belongs to one issue alone; None where a date is none, which is told."""
        trouble = date_trouble(self.issued_on)
        if trouble:
            self._desk.tell(trouble, "trouble")
            return None
        return replace(self.chosen(), issued_on=date_of(self.issued_on), cut_off=self.cut_off.text().strip())

    def _issue(self) -> Issue | None:
        progress, options = self._progress, self.final()
        if progress is None or options is None:
            return None
        return issue_sheet(progress, options, PAPER, background_of(self._desk.ledger, progress, options))

    def save(self, ending: str = "xlsx") -> None:
        """Write the sheet where the clerk says."""
        issue = self._issue()
        if issue is not None:
            self._saving.ask(output_of(issue, ending), keep=self.keep.isChecked())

    def save_year_end(self) -> None:
        """Write the closing list of the year where the clerk says."""
        progress, options = self._progress, self.final()
        if progress is not None and options is not None:
            before = progress_of(self._desk.ledger, progress.year - 1, progress.month)
            issue = issue_year_end(progress, before, options)
            self._saving.ask(output_of(issue, "xlsx"), keep=self.keep.isChecked())

    def save_pdf(self) -> None:
        """The printed pages as a PDF."""
        self.save("pdf")

    def print(self) -> None:
        """Choose a printer and pages, then print."""
        options = self.final()
        if options is not None:
            told = "\n".join(paper_fonts_missing())
            ask_print(self._desk, IssuedKind.SHEET, self._ordered, large=options.paper == "A3", told=told)

    def _ordered(self, order: PrintOrder) -> None:
        if len(order.parts) > 1:
            self.together(order)
        else:
            self.print_to(order.printer, order.pages, glued=order.glued)

    def print_to(
        self, printer: QPrinter, chosen: str = "", then: Callable[[], object] | None = None, *, glued: bool = False
    ) -> None:
        """Compose in a thread, then print all or some pages, on large paper or on leaves that are glued."""
        progress, options, issue = self._progress, self.final(), self._issue()
        if progress is None or options is None or issue is None:
            return

        def done(pages: list[PaperPage]) -> None:
            try:
                count = print_sheet(pages, issue.title, options.paper, printer, glued=glued, chosen=chosen)
            except Refusal as refusal:
                self._desk.tell(str(refusal), "trouble")
                return
            said = tr("已送去打印，共 {count} 页", count=count)
            if self.keep.isChecked():
                self._saving.keep(issue, f"{file_name(issue.title)}.pdf", issue.makers["pdf"](), said)
            else:
                self._desk.tell(said)
            if then is not None:
                then()

        self._desk.run(_composing(progress, options, glued=glued), tr("正在排版"), done)


def _composing(progress: Progress, options: SheetOptions, *, glued: bool) -> Job[list[PaperPage]]:
    yield Step(0, 0, tr("正在排版…"))
    return compose_sheet(progress, options, glued=glued)
