"""实绩: a grid of indicators and months, cumulative; typed, pasted from Excel or WPS, or read from a bureau's sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.changes import ActualEntry
from zonetracker.model.rounding import shown
from zonetracker.services.actuals_grid import (
    ActualsGrid,
    GridRow,
    growth_entry,
    merged,
    source_entry,
    value_entry,
)
from zonetracker.services.bookkeeping.cells import actual_steps
from zonetracker.services.importing import file_patterns, load_file
from zonetracker.services.sheets import OpenedSheet, is_blank, open_sheet, read_actuals
from zonetracker.services.sources import sources_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.remade import Remade
from zonetracker.ui.actuals.columns import Enter, GridEditing, grid_columns, longest_figures, month_of, row_title
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.bookkeeping.closing import ClosingButton
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel
from zonetracker.words.issuing import closing_words
from zonetracker.words.typed import exact, read_level, read_rate
from zonetracker.words.wording import figure, months, one_line

Saying = Callable[[GridRow, int, str], ActualEntry]


class ActualsPage(Page):
    """The grid of the chosen year. `show_item` takes the id of an actual or a list of sheet paths."""

    key = "actuals"
    tables = frozenset({"target", "indicator", "actual", "setting", "closing"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("实绩"))
        self.rows: list[GridRow] = []
        self._grid = ActualsGrid(desk.ledger)
        self._lengths = Remade(longest_figures)
        self._columns_for: tuple[int, int, bool, tuple[str, ...]] | None = None
        self._brought = False
        self.model = RecordTableModel([], key=lambda row: row.indicator.id, row_title=row_title)
        self.table = RecordTable(self.model, cells=True)
        self.table.setAccessibleName(tr("实绩，指标和月份"))
        self.table.pasted.connect(self._paste)
        self.table.removed.connect(lambda _: self._clear())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self.detail = CellDetail()
        self.growths = QPushButton(tr("各月增速"))
        self.growths.setCheckable(True)
        self.growths.toggled.connect(lambda _: self.refresh(None))
        self.buttons.addWidget(self.growths)
        self.closing = ClosingButton(desk)
        self.buttons.addWidget(self.closing)
        self.importing = self.add_button(
            tr("导入报表…"), self._ask_sheet, main=True, tip=tr("部门报来的 Excel、WPS、CSV 等表格"), drawing="import"
        )
        self.add_key("Ctrl+Shift+I", self._ask_sheet)
        self.add_key(CELL_HISTORY_KEY, self.show_history)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        review = QPushButton(tr("去核对报告"))
        review.setProperty("main", True)
        review.clicked.connect(lambda: desk.go("report"))
        targets = QPushButton(tr("去目标页"))
        targets.clicked.connect(lambda: desk.go("targets"))
        empty = EmptyState(
            tr("这一年还没有可填的指标"),
            tr("先在报告页确认目标，或在目标页新增，这里就会按目标的次序列出来，逐月填累计数。"),
            [review, targets],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(listed)
        self.pile.addWidget(empty)
        self.body.addWidget(self.pile, 1)

    # ---- following the workbook

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook; the place in the grid stays."""
        desk = self.desk
        self.rows = self._grid.rows(desk.year)
        self.model.read_only = desk.ledger.read_only
        self.importing.setEnabled(not desk.ledger.read_only)
        self.pile.setCurrentIndex(0 if self.rows else 1)
        here = self._here()
        self._show_columns()
        self.model.show_records(self.rows, anew=touched is None)
        self._go_back(here)
        due = sum(row.due(desk.month) for row in self.rows if row.target is not None)
        words = tr("{month}月还有 {count} 项待填", month=desk.month, count=due) if due else tr("本月已填齐")
        stands = closing_words(desk.ledger.closing(desk.year, desk.month))
        self.line.setText(" · ".join(part for part in (words, stands) if part) if self.rows else "")
        self.closing.follow()
        self._show_detail()

    def _show_columns(self) -> None:
        desk = self.desk
        lengths = self._lengths((row.indicator.id, (row,)) for row in self.rows)
        sources = sources_of(desk.ledger)
        value, growth, source = map(self._entering, (self._value, self._growth, self._source))
        editing = GridEditing(value, growth, source, sources)
        columns = grid_columns(lengths, desk.month, self.growths.isChecked(), editing)
        shape = (desk.year, desk.month, self.growths.isChecked(), sources)
        same = shape == self._columns_for and [one.width for one in columns] == [
            one.width for one in self.model.columns
        ]
        if not same:
            self._columns_for = shape
            self.model.show_columns(columns)

    def _here(self) -> tuple[int, str] | None:
        row, index = self.table.record(), self.table.currentIndex()
        return None if row is None else (row.indicator.id, self.model.columns[index.column()].key)

    def _go_back(self, here: tuple[int, str] | None) -> None:
        if not self.rows:
            return
        indicator, key = here or (self.rows[0].indicator.id, "")
        keys = [column.key for column in self.model.columns]
        column = keys.index(key if key in keys else f"value:{self.desk.month}")
        if not self.table.go_to(indicator, column):
            self.table.go_to(self.rows[0].indicator.id, column)

    def show_period(self, year: int, month: int) -> None:
        """Go to the column of the month."""
        self.refresh(None)
        self._bring_month(month)

    def _bring_month(self, month: int) -> None:
        row = self.table.record()
        if row is not None:
            self.table.scrollTo(self.table.currentIndex().siblingAtColumn(self.model.column_of(f"growth:{month}")))
            self.table.go_to(row.indicator.id, self.model.column_of(f"value:{month}"))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now is it known how many months fit; the first time the chosen one is brought with its growth."""
        super().showEvent(event)
        if not self._brought:
            self._brought = True
            QTimer.singleShot(0, self, lambda: self._bring_month(self.desk.month))

    def show_item(self, item: object) -> None:
        """Go to an actual, or take sheets."""
        if isinstance(item, list):
            self.take_sheets([path for path in item if isinstance(path, Path)])
        elif isinstance(item, int):
            actual = self.desk.ledger.find_actual(item)
            if actual is not None:
                self.desk.choose_period(actual.year, actual.month)
                self.table.go_to(actual.indicator_id, self.model.column_of(f"value:{actual.month}"))

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, self.growths, self.closing, self.importing]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "实绩：每个指标逐月的累计数（1—N月）；比率、存量、排名填当时的数。\n\n"
            "直接输入  改这一格，Enter 到下一行，Tab 到右边一格\n"
            "F2  在原数上改　Del  清空所选\n"
            "Ctrl+V  粘贴从 Excel 或 WPS 复制的一块　Ctrl+C  复制\n"
            "可以连单位一起写：5200万元 填进亿元的行，显示为 0.52\n"
            "同比：下降写 -3.5 或 下降3.5；括号里的是按上年同月算出的，仅供参考\n"
            "来源：F2 后用 ↑↓ 选，或直接写；预计数会在表和通报里标明，填入正式数后不再标\n"
            "Ctrl+H  这一格的改动记录：谁、什么时候、从哪张表，改前和改后\n"
            "Ctrl+Shift+I  导入部门报表\n"
            "Ctrl+J  本月结账：这个月的数报出以后，再改要写明原因，随即重新打开\n"
            "Ctrl+Shift+J  重新打开本月；再结账就是第2版，表和通报的说明里写明改了什么\n"
            "单位对不上的不能填；累计数变小、超过参照数三倍等，要写明原因才存。\n"
            "“—”表示这个月本来就没有数，“待填”表示该有而还没有。"
        )

    def _show_detail(self) -> None:
        row, index = self.table.record(), self.table.currentIndex()
        place = month_of(self.model.columns[index.column()]) if row is not None else None
        self.detail.show_cell(row, place[1] if place else self.desk.month)

    def show_history(self) -> None:
        """Ctrl+H: what became of the cell; beside the months, of the chosen month's figure."""
        row, index = self.table.record(), self.table.currentIndex()
        if row is not None:
            part, month = month_of(self.model.columns[index.column()]) or ("", self.desk.month)
            cell = tr("{name} {year}年{months}", name=row.indicator.name, year=row.year, months=months(month))
            steps = actual_steps(self.desk.ledger, row.indicator.id, row.year, month, part)
            show_cell_history(self.desk, cell, steps)

    # ---- entering

    def _entering(self, said: Saying) -> Enter:
        return lambda row, month, text: self._try(lambda: [said(row, month, text)])

    def _saying(self, kind: str) -> Saying:
        """What makes an entry of a text in a column of that kind."""
        return {"value": self._value, "growth": self._growth, "source": self._source}[kind]

    def _value(self, row: GridRow, month: int, text: str) -> ActualEntry:
        typed = exact(read_level(text))
        return value_entry(row, month, typed.value, typed.unit, tr("手工填写"))

    def _growth(self, row: GridRow, month: int, text: str) -> ActualEntry:
        typed = exact(read_rate(text))
        return growth_entry(row, month, typed.value, tr("手工填写"))

    def _source(self, row: GridRow, month: int, text: str) -> ActualEntry:
        return source_entry(row, month, text.strip())

    def _try(self, reading: Callable[[], list[ActualEntry]]) -> bool:
        try:
            return self._enter(reading())
        except Refusal as refusal:
            self.desk.tell(str(refusal), "trouble")
            return False

    def _enter(self, entries: list[ActualEntry]) -> bool:
        ledger = self.desk.ledger
        changed = self.desk.enter(
            lambda reason: ledger.set_actuals(entries, reason=reason), lambda _: self.table.setFocus()
        )
        return changed is not None and not changed.asked

    def _paste(self, row: int, column: int, block: list[list[str]]) -> None:
        if not self.desk.ledger.read_only:
            self._try(lambda: self._pasted(row, column, block))

    def _pasted(self, row: int, column: int, block: list[list[str]]) -> list[ActualEntry]:
        entries = []
        for down, line in enumerate(block):
            record = self.model.record(row + down)
            for right, text in enumerate(line):
                at = column + right
                place = month_of(self.model.columns[at]) if at < len(self.model.columns) else None
                if record is None or place is None:
                    raise Refusal(RefusalCode.PASTE_OUTSIDE, tr("粘贴的内容超出了可填的格子，请从月份的格子开始粘贴。"))
                entries.append(self._saying(place[0])(record, place[1], "" if is_blank(text) else text))
        return merged(entries)

    def _clear(self) -> None:
        if self.desk.ledger.read_only:
            return
        entries = []
        for index in self.table.selectedIndexes():
            record, place = self.model.record(index.row()), month_of(self.model.columns[index.column()])
            if record is not None and place is not None and place[1] in record.actuals:
                entries.append(self._saying(place[0])(record, place[1], ""))
        if entries:
            self._enter(merged(entries))

    # ---- sheets

    def _ask_sheet(self) -> None:
        if self.desk.ledger.read_only:
            return
        self.desk.ask.open_files(
            tr("导入部门报表"),
            tr("表格 ({patterns});;所有文件 (*)", patterns=file_patterns()),
            self.desk.settings.text("sheet_folder"),
            lambda paths: self.take_sheets([Path(path) for path in paths]),
        )

    def take_sheets(self, paths: list[Path]) -> None:
        """Read sheets, each to its own before/after list."""
        if not paths:
            return
        path, rest = paths[0], paths[1:]
        self.desk.settings.keep("sheet_folder", str(path.parent))
        try:
            data = load_file(path)
        except Refusal as refusal:
            self.desk.tell(str(refusal), "trouble")
            return
        desk = self.desk
        desk.run(
            open_sheet(desk.ledger, read_actuals(data, path.name), desk.year, desk.month),
            tr("正在读取“{name}”", name=path.name),
            lambda opened: self._show_sheet(opened, rest),
        )

    def _show_sheet(self, opened: OpenedSheet, rest: list[Path]) -> None:
        dialog = SheetDialog(self.window(), self.desk, opened)
        dialog.finished.connect(lambda _: self.take_sheets(rest))
        self.desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), lambda _: dialog.entered())


class CellDetail(QFrame):
    """Below the grid: the cell's month, the same month of last year, the last twelve figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.head = plain_label()
        self.before = plain_label(tone="muted", wrap=True)
        self.values = plain_label(tone="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(3)
        for label in (self.head, self.before, self.values):
            layout.addWidget(label)
        self.setMinimumHeight(86)

    def show_cell(self, row: GridRow | None, month: int) -> None:
        """Show one cell."""
        if row is None:
            for label in (self.head, self.before, self.values):
                label.setText("")
            return
        self.head.setText(" · ".join([one_line(row.indicator.name), *_cell_words(row, month)]))
        self.before.setText(" · ".join(_around(row, month)))
        latest = "　".join(f"{year}-{at:02} {figure(value)}" for year, at, value in row.latest_values(month))
        self.values.setText(tr("最近 12 次：{values}", values=latest or tr("还没有数")))


def _cell_words(row: GridRow, month: int) -> list[str]:
    value = row.value(month)
    if value is None:
        by_nature = tr("本月无数") if month not in row.indicator.months else tr("还没有填")
        return [f"{months(month)} {by_nature}"]
    words = [f"{months(month)} {figure(value)}{row.unit}"]
    added = row.of_month(month)
    if added is not None and added[0]:
        span = tr("{month}月", month=month) if added[0] == month - 1 else f"{added[0] + 1}-{month}月"
        words.append(tr("其中{months} {value}{unit}", months=span, value=figure(added[1]), unit=row.unit))
    if (growth := row.growth(month)) is not None:
        words.append(tr("同比 {rate}%", rate=figure(growth)))
    return words


def _around(row: GridRow, month: int) -> list[str]:
    last = row.last_value(month)
    words = [
        tr("上年同月 {value}{unit}", value=figure(last), unit=row.unit) if last is not None else tr("上年同月没有数")
    ]
    worked_out = row.growth_worked_out(month)
    if worked_out is not None:
        words.append(tr("按上年同月算，同比 {rate}%", rate=shown(worked_out, 1)))
    actual = row.actuals.get(month)
    if actual is not None and actual.source:
        words.append(tr("来源：{source}", source=one_line(actual.source)))
    if actual is not None and actual.origin:
        words.append(tr("来自 {origin}", origin=one_line(actual.origin)))
    if actual is not None and actual.reason:
        words.append(tr("原因：{reason}", reason=one_line(actual.reason)))
    return words
