"""实绩: a grid of indicators and months, cumulative; typed, pasted from Excel or WPS, or read from a bureau's sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.changes import KEEP, ActualEntry, Keep
from zonetracker.services.actuals_grid import (
    ActualsGrid,
    GridRow,
    found_rows,
    growth_entry,
    merged,
    source_entry,
    value_entry,
)
from zonetracker.services.bookkeeping.cells import actual_steps
from zonetracker.services.bundles import Chosen, OpenedBundle, or_bundle
from zonetracker.services.importing import file_patterns, load_file
from zonetracker.services.overview import places_of, row_of
from zonetracker.services.sheets import OpenedSheet, is_blank, open_sheet, read_actuals, read_enclosed_actuals
from zonetracker.services.sources import sources_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.remade import Remade
from zonetracker.ui.actuals.cell_detail import CellDetail
from zonetracker.ui.actuals.columns import (
    Enter,
    GridEditing,
    GridShape,
    column_words,
    grid_columns,
    longest_figures,
    month_of,
    row_title,
)
from zonetracker.ui.actuals.grid_table import ActualsTable
from zonetracker.ui.actuals.pasting import LaidBlock, lay_block
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.actuals.soft_bar import SoftBar
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.bookkeeping.closing import ClosingButton
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.plans.enclosures_dialog import ask_which
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.words.issuing import closing_words
from zonetracker.words.sources import expected_of, without_expected
from zonetracker.words.standing import outlook_words
from zonetracker.words.typed import exact, read_level, read_rate
from zonetracker.words.wording import bare_name, months

_LOW, _NARROW = 19, 600
"""With fewer lines than that, in letters of any size, or so few pixels across, the grid gets the room."""
_TOLD = 15
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
        self._columns_for: tuple[int, GridShape, tuple[str, ...]] | None = None
        self._shape = GridShape(desk.month, 0, frozenset())
        self._brought = self._low = False
        self._held: set[int] = set()
        self._led: tuple[int, str] | None = None
        self._period = (desk.year, desk.month)
        self.model = RecordTableModel([], key=lambda row: row.indicator.id, row_title=row_title)
        self.model.period = lambda: tr("{year}年", year=desk.year)
        self.model.column_words = column_words
        self.table = ActualsTable(self.model, desk)
        self.table.pasted.connect(self._paste)
        self.table.removed.connect(lambda _: self._clear())
        self.table.commands = [
            TableCommand(tr("这一格的改动记录"), self.show_history, CELL_HISTORY_KEY),
            source_command(desk, self._source_row),
            TableCommand(tr("清空所选"), self._clear, "Del", lambda: not desk.ledger.read_only),
        ]
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self.detail = CellDetail()
        desk.unsaved.changed.connect(self._show_detail)
        self.bar = SoftBar()
        self.bar.obey_escape_in(self.table)
        self.bar.reason.passed_on.connect(self.table.take_key)
        self.bar.asking.connect(lambda: self.below.setCurrentWidget(self.bar))
        self.bar.put.connect(lambda: QTimer.singleShot(0, self, self._go_to_question))
        self.bar.emptied.connect(self._answered)
        self._build_head()
        self._build_body()

    def _build_head(self) -> None:
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setToolTip(tr("指标或责任单位，也可按拼音首字母"))
        self.search.setMaximumWidth(180)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._choose_rows())
        self.search.begun.connect(lambda: found_rows(self.rows, "-"))  # how names are spoken is read before the letters
        self.search.leads_to(self.table)
        self.buttons.addWidget(self.search)
        self.waiting = self._switch(tr("只看待填"), "Ctrl+E", self._choose_rows)
        self.growths = self._switch(tr("各月增速"), "Ctrl+G", lambda: self.refresh(None))
        self.closing = ClosingButton(self.desk)
        self.buttons.addWidget(self.closing)
        self.importing = self.add_button(
            tr("导入报表…"), self._ask_sheet, main=True, tip=tr("部门报来的 Excel、WPS、CSV 等表格"), drawing="import"
        )
        self.add_key("Ctrl+D", self._fill_down)
        self.add_key(CELL_HISTORY_KEY, self.show_history)

    def _switch(self, text: str, key: str, slot: Callable[[], object]) -> QPushButton:
        switch = QPushButton(text)
        switch.setCheckable(True)
        switch.setToolTip(key)
        switch.toggled.connect(lambda _: slot())
        self.buttons.addWidget(switch)
        self.add_key(key, switch.toggle)
        return switch

    def _build_body(self) -> None:
        self.below = QStackedWidget()
        self.below.addWidget(self.detail)
        self.below.addWidget(self.bar)
        self.below.currentChanged.connect(lambda _: self._share_below())
        self.below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.below)
        review = QPushButton(tr("去核对报告"))
        review.setProperty("main", True)
        review.clicked.connect(lambda: self.desk.go("report"))
        targets = QPushButton(tr("去目标页"))
        targets.clicked.connect(lambda: self.desk.go("targets"))
        empty = EmptyState(
            tr("这一年还没有可填的指标"),
            tr("先在报告页确认目标，或在目标页新增，这里就会按目标的次序列出来，逐月填累计数。"),
            [review, targets],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(listed)
        self.pile.addWidget(empty)
        self.body.addWidget(self.pile, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the grid gets the room, in a narrow one the title line; what goes has a key or a tip."""
        super().resizeEvent(event)
        low = self._low = self.height() < _LOW * self.fontMetrics().height()
        self.body.setContentsMargins(20, 6 if low else 14, 20, 6 if low else 12)
        self.body.setSpacing(6 if low else 10)
        self.table.set_dense(low)
        self.detail.be_low(low)
        self.bar.be_low(low)
        self._share_below()
        self.growths.setVisible(self.width() >= _NARROW)

    def _share_below(self) -> None:
        """Detail and question are of one height, so that the grid stands still; in a low window each has its own."""
        for part in (self.detail, self.bar):
            away = self._low and part is not self.below.currentWidget()
            policy = QSizePolicy.Policy.Ignored if away else QSizePolicy.Policy.Preferred
            part.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    # ---- following the workbook

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook; the place in the grid stays."""
        desk = self.desk
        self.rows = self._grid.rows(desk.year)
        self.model.read_only = desk.ledger.read_only
        self.importing.setEnabled(not desk.ledger.read_only)
        self.pile.setCurrentIndex(0 if self.rows else 1)
        here = self._here()
        self._shape = self._shaped()
        self._show_columns()
        self._list(here, anew=touched is None)
        self.closing.follow()

    def _list(self, here: tuple[int, str] | None, *, anew: bool) -> None:
        self.model.show_records(self._wanted(), anew=anew)
        self._go_back(here)
        self.line.setText(" · ".join(self._told()) if self.rows else "")
        self._show_detail()

    def _told(self) -> Iterator[str]:
        """What stands beside the title: what is to be filled in, what the month before still owes, the closing."""
        month, shape = self.desk.month, self._shape
        due, owed = sum(shape.waits(row, month) for row in self.rows), sum(map(shape.owes, self.rows))
        words = tr("{month}月还有 {count} 项待填", month=month, count=due) if due else tr("本月已填齐")
        yield words + (tr("，{month}月还欠 {count} 项", month=shape.before, count=owed) if owed else "")
        if not self.model.rowCount():
            yield tr("没有要列出的行")
        if stands := closing_words(self.desk.ledger.closing(self.desk.year, month)):
            yield stands

    def _shaped(self) -> GridShape:
        """A month before in which nothing was entered owes nothing; its growth is shown where a target is one alone."""
        month = self.desk.month
        before = month - 1 if any(month - 1 in row.actuals for row in self.rows) else 0
        growths = {month, *(range(1, 13) if self.growths.isChecked() else ())}
        if before and any(row.asks_growth for row in self.rows):
            growths.add(before)
        return GridShape(month, before, frozenset(growths))

    def _wanted(self) -> list[GridRow]:
        """The rows to show. What was filled in since 只看待填 was pressed stays: it is seen, and nothing jumps."""
        rows = found_rows(self.rows, self.search.text())
        if self.waiting.isChecked():
            rows = [row for row in rows if row.indicator.id in self._held or self._shape.is_open(row)]
            self._held |= {row.indicator.id for row in rows}
        return rows

    def _choose_rows(self) -> None:
        self._held.clear()
        self._list(self._here(), anew=False)

    def _show_columns(self) -> None:
        desk = self.desk
        lengths = self._lengths((row.indicator.id, (row,)) for row in self.rows)
        sources = sources_of(desk.ledger)
        value, growth, source = map(self._entering, (self._value, self._growth, self._source))
        columns = grid_columns(lengths, self._shape, GridEditing(value, growth, source, sources))
        shown = (desk.year, self._shape, sources)
        if shown != self._columns_for:
            self._columns_for = shown
            self.model.show_columns(columns)
        elif [one.width for one in columns] != [one.width for one in self.model.columns]:
            self.table.show_widths(columns)

    def _here(self) -> tuple[int, str] | None:
        row, index = self.table.record(), self.table.currentIndex()
        return None if row is None else (row.indicator.id, self.model.columns[index.column()].key)

    def _go_back(self, here: tuple[int, str] | None) -> None:
        keys = [column.key for column in self.model.columns]
        if here is not None and here[1] in keys and self.table.go_to(here[0], keys.index(here[1])):
            return
        if here is None or not self.table.lead_to(here[0], self.desk.month):
            self._go_to_waiting()

    def _go_to_waiting(self) -> None:
        """To the first cell of the month that is to be filled in, where there is none to the first row."""
        rows = self.model.records()
        waiting = (row for row in rows if self._shape.waits(row, self.desk.month))
        row = next(waiting, next(iter(rows), None))
        if row is not None:
            self.table.lead_to(row.indicator.id, self.desk.month)
            self._led = self._here()

    def show_period(self, year: int, month: int) -> None:
        """Go to the column of the month; a later month begins with what is to be filled in, and so does an earlier one
        where nobody has gone elsewhere since.
        """
        later = (year, month) > self._period or (self._led is not None and self._here() == self._led)
        self._period = year, month
        self._held.clear()
        self.refresh(None)
        if later:
            self._go_to_waiting()
        self._bring_month(month)

    def _bring_month(self, month: int) -> None:
        row = self.table.record()
        if row is not None:
            self.table.scrollTo(self.table.currentIndex().siblingAtColumn(self.model.column_of(f"growth:{month}")))
            self.table.lead_to(row.indicator.id, month)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now is it known how many months fit; the first time the chosen one is brought with its growth."""
        super().showEvent(event)
        if not self._brought:
            self._brought = True
            QTimer.singleShot(0, self, lambda: self._bring_month(self.desk.month))

    def show_item(self, item: object) -> None:
        """Go to an actual by its id, to the cell of an indicator in a month (its id, year, month), or take sheets."""
        if isinstance(item, list):
            self.take_sheets([path for path in item if isinstance(path, Path)])
        elif isinstance(item, int):
            actual = self.desk.ledger.find_actual(item)
            if actual is not None:
                self.desk.choose_period(actual.year, actual.month)
                self.table.go_to(actual.indicator_id, self.model.column_of(f"value:{actual.month}"))
        elif isinstance(item, tuple):
            number, year, month = item
            self.desk.choose_period(year, month)
            self.table.go_to(number, self.model.column_of(f"{self._part_asked(number)}:{month}"))

    def _part_asked(self, number: int) -> str:
        """Which half of a month its target asks of an indicator."""
        place = self.model.row_of(number)
        row: GridRow | None = None if place is None else self.model.record(place)
        return "growth" if row is not None and row.asks_growth else "value"

    def areas(self) -> list[QWidget]:
        """F6."""
        asked = [self.bar.reason] if self.bar.waiting else []
        return [self.table, *asked, self.search, self.waiting, self.growths, self.closing, self.importing]

    def unanswered(self) -> int:
        """The questions below the grid."""
        return self.bar.waiting

    def give_up_questions(self) -> None:
        """All of them."""
        self.bar.give_up_all()

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def help_text(self) -> str:
        """F1."""
        return tr(
            "实绩：每个指标逐月的累计数（1—N月）；比率、存量、排名填当时的数。\n\n"
            "直接输入  改这一格，Enter 到下一行（只有增速目标的到同比一格），Tab 到右边一格\n"
            "F2  在原数上改　Del  清空所选\n"
            "Ctrl+V  粘贴从 Excel 或 WPS 复制的一块，从所在的格子起往下填　Ctrl+C  复制\n"
            "　　　　连“指标名称”一起复制（名称在最左边），就按名称找行，次序不同也不怕\n"
            "可以连单位一起写：5200万元 填进亿元的行，显示为 0.52\n"
            "同比：下降写 -3.5 或 下降3.5；括号里的是按上年同月算出的，仅供参考\n"
            "Ctrl+E  只看待填（本月该填的、上月还欠的）　Ctrl+F  查找，也可按拼音首字母　Ctrl+G  各月增速\n"
            "来源：F2 后用 ↑↓ 选，或直接写；Ctrl+D  照上面一格往下填\n"
            "预计数：写“预计 80”或来源选预计；在这里、表和通报里都标明，填入正式数后不再标\n"
            "Ctrl+H  这一格的改动记录：谁、什么时候、从哪张表，改前和改后\n"
            "Ctrl+Shift+I  导入部门报表\n"
            "Ctrl+J  本月结账：这个月的数报出以后，再改要写明原因，随即重新打开\n"
            "Ctrl+Shift+J  重新打开本月；再结账就是第2版，表和通报的说明里写明改了什么\n"
            "单位对不上的不能填；累计数变小、超过参照数三倍等，在下方写明原因，Enter 才填入，Esc 或 Ctrl+Z 保持原数；"
            "不急着写的接着填数就行，F6 回到下方再写。写了原因的格子右上角有小三角，停在上面可看。\n"
            "“—”表示这个月本来就没有数，“待填”表示该有而还没有。"
        )

    def _show_detail(self) -> None:
        row, index = self.table.record(), self.table.currentIndex()
        place = month_of(self.model.columns[index.column()]) if row is not None else None
        month = place[1] if place else self.desk.month
        waiting = self.model.waiting_text(row, self.model.columns[index.column()]) if row is not None else None
        self.detail.show_cell(row, month, self._ahead(row, month), waiting)

    def _ahead(self, row: GridRow | None, month: int) -> str:
        """Where the year of a row goes, seen from its latest figure up to the cell's month."""
        if row is None or row.target is None:
            return ""
        seen_from = max((at for at in row.actuals if at <= month), default=month)
        ledger = self.desk.ledger
        try:
            return outlook_words(row_of(ledger, row.target, seen_from), seen_from, places_of(ledger))
        except Refusal as refusal:
            if not refusal.of_storage:
                raise
            return ""  # the disk is away: whoever types on is told of it there

    def show_history(self) -> None:
        """Ctrl+H: what became of the cell; beside the months, of the chosen month's figure."""
        row, index = self.table.record(), self.table.currentIndex()
        if row is not None:
            part, month = month_of(self.model.columns[index.column()]) or ("", self.desk.month)
            cell = tr("{name} {year}年{months}", name=row.indicator.name, year=row.year, months=months(month))
            steps = actual_steps(self.desk.ledger, row.indicator.id, row.year, month, part)
            show_cell_history(self.desk, cell, steps)

    def _source_row(self) -> int | None:
        """The row of a report from which the figure one is on comes, where it comes from one."""
        row, index = self.table.record(), self.table.currentIndex()
        place = month_of(self.model.columns[index.column()]) if row is not None else None
        actual = row.actuals.get(place[1]) if row is not None and place is not None else None
        return None if actual is None else actual.row_id

    # ---- entering

    def _entering(self, said: Saying) -> Enter:
        return lambda row, month, text: self._try(lambda: [said(row, month, text)])

    def _saying(self, kind: str) -> Saying:
        """What makes an entry of a text in a column of that kind."""
        return {"value": self._value, "growth": self._growth, "source": self._source}[kind]

    def _value(self, row: GridRow, month: int, text: str) -> ActualEntry:
        typed, source = self._without_expected(row, month, text)
        if not typed and source is not KEEP and row.value(month) is not None:
            return source_entry(row, month, source)
        read = exact(read_level(typed or text))
        return value_entry(row, month, read.value, read.unit, tr("手工填写"), source)

    def _growth(self, row: GridRow, month: int, text: str) -> ActualEntry:
        typed, source = self._without_expected(row, month, text)
        read = exact(read_rate(typed or text))
        return growth_entry(row, month, read.value, tr("手工填写"), source)

    @staticmethod
    def _without_expected(row: GridRow, month: int, text: str) -> tuple[str, str | Keep]:
        """A figure as typed, and its source where 预计 was typed with it."""
        typed, expected = without_expected(text)
        actual = row.actuals.get(month)
        return typed, expected_of(actual.source if actual is not None else "") if expected else KEEP

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
        asking = self.bar.typed(frozenset((one.indicator_id, one.year, one.month) for one in entries))
        changed = self.desk.enter(lambda reason: ledger.set_actuals(entries, reason=reason), beside=asking)
        return changed is not None and not changed.asked

    def _go_to_question(self) -> None:
        """Once the cell's editor is closed; whoever types in the next one already is left alone."""
        if self.bar.waiting and self.table.state() is not QAbstractItemView.State.EditingState:
            self.bar.reason.setFocus()

    def _answered(self) -> None:
        """No question is open any more: the detail is back, and the keyboard in the grid if it was in the line."""
        if self.bar.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
        self.below.setCurrentWidget(self.detail)

    def _paste(self, row: int, column: int, block: list[list[str]]) -> None:
        if self.desk.ledger.read_only:
            return
        laid = lay_block(block, [self.model.record(row + down) for down in range(len(block))], self._named)
        cells = [
            (record, at, text)
            for record, line in laid.lines
            for at, text in enumerate(line, column)
            if record is not None and at < len(self.model.columns)
        ]
        with self.table.typing_cells(cells):
            self._try(lambda: self._pasted(column, laid))
        if laid.left:
            more = "\n".join(laid.left[:_TOLD] + ((tr("……"),) if len(laid.left) > _TOLD else ()))
            self.desk.ask.tell(tr("粘贴的内容里有 {count} 行没有对上：", count=len(laid.left)), more)

    def _named(self, name: str) -> GridRow | None:
        """The row of the grid that a name from elsewhere means."""
        found = self.desk.ledger.find_indicator(bare_name(name))
        return next((row for row in self.rows if found is not None and row.indicator.id == found.id), None)

    def _pasted(self, column: int, laid: LaidBlock) -> list[ActualEntry]:
        entries = []
        for record, line in laid.lines:
            for at, text in enumerate(line, column):
                place = month_of(self.model.columns[at]) if at < len(self.model.columns) else None
                if record is None or place is None:
                    raise Refusal(RefusalCode.PASTE_OUTSIDE, tr("粘贴的内容超出了可填的格子，请从月份的格子开始粘贴。"))
                entries.append(self._saying(place[0])(record, place[1], "" if is_blank(text) else text))
        return merged(entries)

    def _clear(self) -> None:
        if self.desk.ledger.read_only:
            return
        entries, cells = [], []
        for index in self.table.selectedIndexes():
            record, place = self.model.record(index.row()), month_of(self.model.columns[index.column()])
            if record is not None and place is not None and place[1] in record.actuals:
                entries.append(self._saying(place[0])(record, place[1], ""))
                cells.append((record, index.column(), ""))
        if entries:
            with self.table.typing_cells(cells):
                self._enter(merged(entries))

    def _fill_down(self) -> None:
        """Ctrl+D: the source of the topmost chosen cell to those below it; of one cell, that of the row above."""
        chosen = sorted((index.column(), index.row()) for index in self.table.selectedIndexes())
        cells = [(at, row) for at, row in chosen if self.model.columns[at].key.startswith("source")]
        if not cells or self.desk.ledger.read_only:
            self.desk.tell(tr("先选中“来源”一列里的几格（Shift+↓），再按 Ctrl+D，照第一格往下填。"), "look")
            return
        column, top = cells[0][0], cells[0][1] - (len(cells) == 1)
        above, month = self.model.record(top), self._shape.month
        source = self.model.columns[column].text(above) if above is not None else ""
        rows = [self.model.record(row) for _, row in cells if row != top]
        rows = [row for row in rows if month in row.actuals]
        if rows:
            with self.table.typing_cells([(row, column, source) for row in rows]):
                self._enter([source_entry(row, month, source) for row in rows])

    # ---- sheets

    def import_here(self) -> bool:
        """Ctrl+Shift+I."""
        self._ask_sheet()
        return True

    def _ask_sheet(self) -> None:
        if self.desk.ledger.read_only:
            return
        self.desk.ask.open_files(
            tr("导入部门报表"),
            tr("表格 ({patterns});;所有文件 (*)", patterns=file_patterns()),
            self.desk.settings.text("sheet_folder"),
            lambda paths: self.take_sheets([Path(path) for path in paths]),
        )

    def take_sheets(self, waiting: Sequence[Path | Chosen]) -> None:
        """Read sheets, of a mail or an archive those that are chosen, each to its own before/after list."""
        if not waiting:
            return
        first, rest = waiting[0], waiting[1:]
        desk = self.desk
        try:
            job = self._opening(first)
        except Refusal as refusal:
            desk.tell(str(refusal), "trouble")
            return

        def opened(found: OpenedSheet | OpenedBundle) -> None:
            if isinstance(found, OpenedBundle):
                ask_which(desk, found, lambda chosen: self.take_sheets([*chosen, *rest]))
            else:
                self._show_sheet(found, rest)

        desk.run(job, tr("正在读取“{name}”", name=first.name), opened)

    def _opening(self, one: Path | Chosen) -> Job[OpenedSheet | OpenedBundle]:
        desk = self.desk
        if isinstance(one, Chosen):
            return open_sheet(desk.ledger, read_enclosed_actuals(one), desk.year, desk.month)
        desk.settings.keep("sheet_folder", str(one.parent))
        data = load_file(one)
        job = open_sheet(desk.ledger, read_actuals(data, one.name), desk.year, desk.month)
        return or_bundle(job, data, one.name)

    def _show_sheet(self, opened: OpenedSheet, rest: Sequence[Path | Chosen]) -> None:
        dialog = SheetDialog(self.window(), self.desk, opened)
        dialog.finished.connect(lambda _: self.take_sheets(rest))
        self.desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), lambda _: dialog.entered())
