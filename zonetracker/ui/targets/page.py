"""目标: the confirmed list of a year, 其中 rows under their parent, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Adjustment, BaseRevision, Changed
from zonetracker.model.changes import ActualEntry, IndicatorChange, PeriodTargetEntry, TargetChange
from zonetracker.model.facts import Actual, Indicator, PeriodTarget, Stated, Target
from zonetracker.model.outlook import Bearing
from zonetracker.model.progress import numbered
from zonetracker.model.standing import second_tier
from zonetracker.services.arranging import Arrangement, arranged
from zonetracker.services.bookkeeping.cells import actual_steps, period_steps, target_steps
from zonetracker.services.bookkeeping.years import outcome_words
from zonetracker.services.overview import adjustments_by_target, nearest_year, places_of, progress_of
from zonetracker.services.target_checks import findings_of
from zonetracker.services.units.roster import offered_units, units_by_text
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.remade import Remade
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.wide.chosen import ChosenColumns
from zonetracker.ui.parts.wide.staying import StayingColumns
from zonetracker.ui.targets.base_form import BaseForm
from zonetracker.ui.targets.columns import OUTCOME, SHARED, TIERS, Reader, Said, TargetRow, target_columns
from zonetracker.ui.targets.detail import TargetDetail
from zonetracker.ui.targets.filters import FilterBar
from zonetracker.ui.targets.forms import AdjustForm, IndicatorForm, SplitForm, TargetForm
from zonetracker.ui.targets.pasting import Pasted, read_block
from zonetracker.ui.targets.periods import PERIOD_KEYS
from zonetracker.ui.targets.shaping import RowOrder
from zonetracker.words.findings import say_asked
from zonetracker.words.issuing import year_closing_words
from zonetracker.words.standing import class_counts
from zonetracker.words.wording import bare_name

_TOLD = 15
_LOW, _LOWEST = 20, 17
"""With fewer lines than these, in letters of any size, the rows come first."""

if TYPE_CHECKING:
    from zonetracker.ui.targets.lists import TargetLists

_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})


class TargetsPage(Page):
    """The list of the chosen year. `show_item` takes the id of a target."""

    key = "targets"
    tables = frozenset(
        {"target", "indicator", "actual", "target_adjustment", "setting", "closing", "department", "period_target"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("目标"))
        self._made = Remade(_row)
        self._all: list[TargetRow] = []
        self._units_of = units_by_text(desk.ledger)
        self._order: Callable[[TargetRow], object] | None = None
        self._downwards = False
        self._searching = False
        self._folded: set[int] = set()
        columns = target_columns(
            self._take, lambda: offered_units(desk.ledger), self._fold_sign, lambda: places_of(desk.ledger)
        )
        self.model = RecordTableModel(columns, key=_id_of)
        self.model.period = lambda: tr("{year}年", year=desk.year)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("目标清单"))
        self.table.arrange_by(self._sort)
        self.table.current.connect(self._show_detail)
        self.table.entered.connect(lambda _: self._edit_indicator())
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(tr("这一格的改动记录"), self.show_history, CELL_HISTORY_KEY),
            source_command(desk, self._source_row),
            TableCommand(tr("指标属性"), self._edit_indicator, "Enter", self._writable),
            TableCommand(tr("调整目标…"), self._ask_adjust, "Ctrl+T", self._writable),
            TableCommand(tr("基数核定…"), self._ask_base, "Ctrl+B", self._writable),
            TableCommand(tr("合并所选"), lambda: self.rows.merge(), "Ctrl+M", self._writable),
            TableCommand(tr("拆分…"), self._ask_split, "Ctrl+Shift+M", self._writable),
            TableCommand(tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", self._writable),
        ]
        self.table.pasted.connect(lambda _, column, block: self._paste(column, block))
        self.table.sign_pressed.connect(lambda row, _: self._fold(row))
        self.chosen = ChosenColumns(self.table, desk.settings, "targets.columns", ("number", "name"))
        self.staying = StayingColumns(self.table, 2)
        self.rows = RowOrder(desk, self.table, lambda: self._all, lambda: self._order is not None)
        self.detail = TargetDetail(self._see_source, self._ask_base)
        self._build_head()
        self._build_body()
        for key, slot in (
            ("Alt+Up", lambda: self.rows.move(-1)),
            ("Alt+Down", lambda: self.rows.move(1)),
            ("Ctrl+]", lambda: self.rows.nest(True)),
            ("Ctrl+[", lambda: self.rows.nest(False)),
            ("Ctrl+-", lambda: self._fold(self.table.record())),
            ("Ctrl+Shift+Up", self._fold_all),
            ("Ctrl+M", self.rows.merge),
            ("Ctrl+Shift+M", self._ask_split),
            ("Ctrl+T", self._ask_adjust),
            ("Ctrl+B", self._ask_base),
            (CELL_HISTORY_KEY, self.show_history),
            ("F5", self._ask_send),
        ):
            self.add_key(key, slot)

    def _build_head(self) -> None:
        self.filters = FilterBar()
        self.search = self.filters.search
        self.search.searches(self.table.sorting)
        self.search.textChanged.connect(self._follow_search)
        self.filters.changed.connect(self._arrange)
        self.chosen.opens_from(self.filters.columns)
        self.properties = self.add_button(tr("指标属性"), self._edit_indicator, tip="Enter")
        self.adjust = self.add_button(tr("调整…"), self._ask_adjust, tip=tr("Ctrl+T　调整目标"))
        self.lists = self.add_button(tr("清单"), lambda: None, tip=tr("导出、读回目标任务分解表，从上年复制"))
        menu = QMenu(self.lists)
        self.send = menu.addAction(tr("导出目标任务分解表…\tF5"), self._ask_send)
        self.read = menu.addAction(tr("读回分解表，或读入自己的清单…\tCtrl+Shift+I"), self._ask_read)
        self.copy = menu.addAction(tr("从上年复制…"), self._ask_copy)
        self.lists.setMenu(menu)
        self.add = self.add_button(tr("新增目标"), self._ask_new, main=True, drawing="add")

    def _build_body(self) -> None:
        listed = QWidget()
        self._listed = QVBoxLayout(listed)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.addWidget(self.filters)
        self._listed.addWidget(self.table, 1)
        self._listed.addWidget(self.detail)
        review = QPushButton(tr("去核对报告"))
        review.setProperty("main", True)
        review.clicked.connect(lambda: self.desk.go("report"))
        self.other_year = QPushButton()
        self.other_year.clicked.connect(lambda: self._see_other_year())
        copying = QPushButton(tr("从上年复制清单"))
        copying.clicked.connect(lambda: self._ask_copy())
        self.empty = EmptyState(
            tr("这一年还没有目标"),
            tr("在报告页确认“目标”一类的行，就会列到这里；也可以复制上一年的清单，或自己新增。"),
            [review, self.other_year, copying],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(listed)
        self.pile.addWidget(self.empty)
        self.body.addWidget(self.pile, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the rows come first."""
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().height()
        low, lowest = lines < _LOW, lines < _LOWEST
        self.body.setContentsMargins(20, 6 if low else 14, 20, 6 if low else 12)
        self.body.setSpacing(6 if low else 10)
        self._listed.setSpacing(4 if low else 8)
        self.table.set_dense(low)
        self.detail.give_way(low, lowest)

    # ---- following the workbook

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        if touched is None or "department" in touched:
            self._units_of = units_by_text(self.desk.ledger)
        self._all = self._rows()
        writable = not self.desk.ledger.read_only
        self.model.read_only = not writable
        for part in (self.properties, self.adjust, self.detail.base, self.read, self.copy, self.add):
            part.setEnabled(writable)
        self.empty.title.setText(tr("{year} 年还没有目标", year=self.desk.year))
        self.pile.setCurrentIndex(0 if self._all else 1)
        other = nearest_year(self.desk.ledger, self.desk.year)
        self.other_year.setVisible(other is not None)
        self.other_year.setText(tr("看 {year} 年的目标", year=other or ""))
        self.filters.count(self._all, self._units_of)
        tiers = any(row.second is not None for row in self._all)
        ended = any(row.outcome for row in self._all)
        self.chosen.leave_out((*(() if tiers else TIERS), *(() if ended else (OUTCOME,))))
        self._arrange(anew=touched is None)

    def _arrange(self, anew: bool = True) -> None:
        """Show what is wanted of the list, in the order that is wanted; the place one was at stays where it can."""
        keeps = self.filters.keeps()
        folded = frozenset[int]() if self._searching else frozenset(self._folded)
        by = Arrangement(self._order, self._downwards, keeps, folded)
        rows = arranged(self._all, _depth, _id_of, by)
        here, cell = self.table.record(), self.table.currentIndex()
        place, column = max(0, cell.row()), cell.column() if cell.isValid() else None
        self.model.show_records(rows, anew=anew)
        if rows and not (here is not None and self.table.go_to(here.target.id, column)):
            self.table.go_to(rows[min(place, len(rows) - 1)].target.id, column)
        self._show_detail(self.table.record())
        words = [tr("{year} 年 · 共 {all} 项", year=self.desk.year, all=len(self._all))]
        if keeps is not None:
            words.append(tr("筛选出 {count} 项", count=sum(map(keeps, self._all))))
        words += self._closed_words()
        self.line.setText(" · ".join(words))

    def _closed_words(self) -> list[str]:
        """What the year's targets came to, where its list is closed."""
        ledger, year = self.desk.ledger, self.desk.year
        said = year_closing_words(ledger.closing(year, None))
        if not said:
            return []
        progress = progress_of(ledger, year, 12)
        return [said, class_counts(progress.rows, progress)]

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._order = None
        if column >= 0:
            sorted_by = self.model.columns[column]
            self._order = sorted_by.order or sorted_by.text
        self._downwards = order is Qt.SortOrder.DescendingOrder
        self._arrange(anew=False)

    def _follow_search(self, text: str) -> None:
        if self._searching is not bool(text):
            self._searching = bool(text)
            if self._folded:
                self._arrange(anew=False)

    # ---- parts put away

    def _fold_sign(self, row: TargetRow) -> str:
        if not row.parts:
            return ""
        return "next" if row.target.id in self._folded else "down"

    def _fold(self, row: TargetRow | None) -> None:
        """Put the parts of a whole away, or bring them back; from a part, those beside it too."""
        if row is None:
            return
        whole = row.target.id if row.parts else row.target.parent_id
        if whole is None:
            return
        self._folded ^= {whole}
        self._arrange()
        self.table.go_to(whole)

    def _fold_all(self) -> None:
        """Put the parts of all wholes away; where all are, bring them back."""
        wholes = {row.target.id for row in self._all if row.parts}
        self._folded = set() if wholes <= self._folded else wholes
        self._arrange()

    def _rows(self) -> list[TargetRow]:
        ledger, year = self.desk.ledger, self.desk.year
        indicators = {indicator.id: indicator for indicator in ledger.indicators()}
        baselines = {actual.indicator_id: actual for actual in ledger.actuals_of_month(year - 1, 12)}
        month = self.desk.month
        actuals = {actual.indicator_id: actual for actual in ledger.actuals_of_month(year, month)}
        before = {actual.indicator_id: actual for actual in ledger.actuals_of_month(year - 1, month)}
        targets = ledger.targets(year)
        parts: dict[int, list[Target]] = {}
        for target in targets:
            if target.parent_id is not None:
                parts.setdefault(target.parent_id, []).append(target)
        adjusted, revisions = adjustments_by_target(ledger), ledger.revisions(year - 1)
        outcomes = outcome_words(ledger, year)
        periods: dict[int, list[PeriodTarget]] = {}
        for period in ledger.period_targets():
            periods.setdefault(period.target_id, []).append(period)
        wanted = []
        for said, depth, target in numbered(targets):
            inside = tuple(parts.get(target.id, ()))
            one = target.indicator_id
            changed = tuple(adjusted.get(target.id, ()))
            base, revised = baselines.get(one), revisions.get(one)
            bearing = Bearing(actuals.get(one), base, before.get(one))
            outcome = outcomes.get(target.id, "")
            facts = (said, depth, target, indicators[one], base, inside, changed, revised, month, bearing, outcome)
            wanted.append((target.id, (*facts, tuple(periods.get(target.id, ())))))
        return self._made(wanted)

    def takes(self, paths: Sequence[Path]) -> bool:
        """A table that is dropped here is a list of targets."""
        own = len(paths) == 1 and paths[0].suffix.casefold() in _TABLES and not self.desk.ledger.read_only
        if own:
            self._lists().take(paths[0])
        return own

    def import_here(self) -> bool:
        """Ctrl+Shift+I."""
        self._ask_read()
        return True

    def show_item(self, item: object) -> None:
        """Go to a target by its id, in its year."""
        if isinstance(item, int):
            self.desk.choose_period(self.desk.ledger.target(item).year, self.desk.month)
            self._fetch(item)

    def _fetch(self, target_id: int) -> None:
        """Go to a target, whatever is filtered or put away."""
        if not self.table.go_to(target_id, 1):
            self.filters.clear()
            self._folded.clear()
            self._arrange()
            self.table.go_to(target_id, 1)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, *self.filters.areas(), self.detail.base, self.detail.link, self.add]

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def help_text(self) -> str:
        """F1."""
        return tr(
            "目标：一年的目标任务分解表。每一格都可以直接改，改完就已存好。\n\n"
            "F2 或双击  改这一格　Tab  下一格\n"
            "选中多行再改责任单位、权重、时限等，选中的行一起改\n"
            "责任单位：写几个字或拼音首字母就列出登记的单位，↑↓ 选，Enter 填入；"
            "只有一个对得上的，Enter 就填它；再加一个单位，接着写“、”\n"
            "Ctrl+V  粘贴从 Excel 或 WPS 复制的一块（如一列责任单位），从所在的格子起往下填；空格子不动原数\n"
            "　　　　连“指标名称”一起复制、从名称栏粘贴，就按名称找行，次序不同也不怕\n"
            "一季度、上半年、前三季度目标  自1月起累计，数和增速写在一格（18，6.5%）；按季看时按它评价，空着的按序时\n"
            "Enter  指标属性（别名、方向、性质、出数月份、进度曲线）\n"
            "Ctrl+H  这一格的改动记录：谁、什么时候，改前和改后\n"
            "Ctrl+T  调整目标（写明依据和原因，新旧两个数都留着）\n"
            "Ctrl+B  基数核定（上年实绩由统计局重新核定：写明依据和原因，先看增速、核对、推算数怎样变）\n"
            "F5  导出目标任务分解表（Excel），在表里成批修改、增加、移动各行\n"
            "Ctrl+Shift+I  读回分解表，或读入自己的清单（Excel、WPS、Word、CSV），先列出改动再填入\n"
            "Alt+↑ / Alt+↓  移动次序，选中的几行一起移动\n"
            "Ctrl+-  收起或展开“其中”项（也可点名称前的箭头）　Ctrl+Shift+↑  全部收起或展开\n"
            "单击表头  排序（名称按拼音，“其中”项跟着总数），第三次单击恢复原来的次序\n"
            "“栏目…”或右键单击表头  选择显示哪些栏；拖动表头边线改宽度\n"
            "Ctrl+]  设为上一项的“其中”项　Ctrl+[  取消\n"
            "Ctrl+M  把选中的几行并入最上面一行（数字不矛盾才行，实绩、原句和名称都归过去）\n"
            "Ctrl+Shift+M  把这一行拆成两行\n"
            "Del  删除（Ctrl+Z 撤销）\n"
            "Ctrl+Shift+Y  年终结账：按12月的数定各项完成没有，清单带到下一年；再按一次可重新打开\n"
            "数值可以连单位和口径一起写：80亿元以上、10-15家。\n"
            "“核对”一栏按 上年实绩×(1+增速) 与目标比较，相差超过 0.2 个百分点时提示。"
        )

    def _see_other_year(self) -> None:
        year = nearest_year(self.desk.ledger, self.desk.year)
        if year is not None:
            self.desk.choose_period(year, self.desk.month)

    def _show_detail(self, row: TargetRow | None) -> None:
        self.detail.show_row(row)

    def _source_row(self) -> int | None:
        row: TargetRow | None = self.table.record()
        return None if row is None else row.target.row_id

    def _see_source(self, row: TargetRow) -> None:
        if row.target.row_id is not None:
            self.desk.go("report", row.target.row_id)

    def show_history(self) -> None:
        """Ctrl+H: what became of the cell, of the baseline in its column, of the whole target in that of its name."""
        row, index = self.table.record(), self.table.currentIndex()
        if row is None:
            return
        ledger, year, column = self.desk.ledger, row.target.year, self.model.columns[index.column()]
        if column.key == "baseline":
            cell = tr("{name} {year}年1-12月", name=row.indicator.name, year=year - 1)
            steps = actual_steps(ledger, row.indicator.id, year - 1, 12)
        elif column.key in PERIOD_KEYS:
            cell = tr("{name} {year}年{column}", name=row.indicator.name, year=year, column=column.title)
            steps = period_steps(ledger, row.target.id, PERIOD_KEYS[column.key])
        else:
            cell = tr("{name} {year}年目标", name=row.indicator.name, year=year)
            steps = target_steps(ledger, row.indicator.id, year, column.key)
        show_cell_history(self.desk, cell, steps)

    # ---- editing in place

    def _take(self, row: TargetRow, reader: Reader, text: str) -> bool:
        try:
            return self._keep(row, reader(row, text))
        except Refusal as refusal:
            self.desk.tell(str(refusal), "trouble")
            return False

    def _keep(self, row: TargetRow, said: Said) -> bool:
        ledger = self.desk.ledger
        if isinstance(said, ActualEntry):
            return self.desk.enter(lambda reason: ledger.set_actuals([said], reason=reason)) is not None
        if isinstance(said, IndicatorChange):
            return self.desk.write(lambda: ledger.edit_indicator(row.indicator.id, said)) is not None
        if isinstance(said, PeriodTargetEntry):
            return self.desk.enter(lambda reason: ledger.set_period_targets([said], reason)) is not None
        chosen = [one.target.id for one in self.table.chosen()]
        if said.said <= SHARED and len(chosen) > 1 and row.target.id in chosen:
            return self.desk.enter(lambda reason: ledger.edit_targets(chosen, said, reason)) is not None
        return self.desk.enter(lambda reason: ledger.edit_target(row.target.id, said, reason)) is not None

    def _paste(self, column: int, block: list[list[str]]) -> None:
        """A block from Excel or WPS, from the cell one is on."""
        if not self._writable():
            return
        rows = self.table.records_below()
        columns = [
            one for at, one in enumerate(self.model.columns) if at >= column and not self.table.isColumnHidden(at)
        ]
        pasted = read_block(rows, columns, block, self._named)
        edits, ledger = pasted.edits, self.desk.ledger
        if not edits.count:
            self._tell_pasted(pasted, (), 0)
            return
        done: list[Changed] = []

        def fill(reason: str) -> Changed:
            done.append(ledger.fill_targets(edits, reason))
            return done[-1]

        with self.table.typing_cells((row, self.model.column_of(column.key), text) for row, column, text in pasted.put):
            self.desk.enter(fill, lambda _: self.table.setFocus())
        asked = done[0].asked if done else ()
        if done or pasted.left:
            self._tell_pasted(pasted, [say_asked([one]) for one in asked if one.stopped], len(asked))

    def _named(self, name: str) -> TargetRow | None:
        """The row of the list that a name from elsewhere means."""
        found = self.desk.ledger.find_indicator(bare_name(name))
        return next((row for row in self._all if found is not None and row.indicator.id == found.id), None)

    def _tell_pasted(self, pasted: Pasted, stopped: Sequence[str], waiting: int) -> None:
        left, count = [*pasted.left, *stopped], pasted.cells - waiting
        if not left:
            if count:
                self.desk.tell(tr("已粘贴 {count} 格，可用 Ctrl+Z 一步撤销。", count=count))
            return
        more = left[:_TOLD] + ([tr("……共 {count} 处", count=len(left))] if len(left) > _TOLD else [])
        self.desk.ask.tell(tr("粘贴了 {count} 格，有 {left} 处没有填：", count=count, left=len(left)), "\n".join(more))

    # ---- commands

    def _writable(self) -> bool:
        return not self.desk.ledger.read_only

    def _remove(self, rows: list[TargetRow]) -> None:
        if rows and self._writable():
            ids = [row.target.id for row in rows]
            said = tr("已删除 {count} 项目标，可用 Ctrl+Z 撤销。", count=len(ids))
            self.desk.carry_out(
                lambda reason: self.desk.ledger.remove_targets(ids, reason), lambda _: self.desk.tell(said)
            )

    def _lists(self) -> TargetLists:
        from zonetracker.ui.targets.lists import TargetLists  # what reads tables is heavy and seldom wanted

        return TargetLists(self.desk, self)

    def _ask_send(self) -> None:
        self._lists().ask_send()

    def _ask_read(self) -> None:
        self._lists().ask_read()

    def _ask_new(self) -> None:
        ledger = self.desk.ledger
        year = self.desk.year
        known = [indicator.name for indicator in ledger.indicators()]
        form = TargetForm(self.window(), year, known, offered_units(ledger))

        def add(filled: tuple[str, Stated, TargetChange], reason: str) -> Changed:
            name, stated, more = filled
            return ledger.add_target(name, year, stated, more, reason)

        def go(changed: Changed) -> None:
            if changed.ids.get("target"):
                self._fetch(changed.ids["target"][0])

        self.desk.fill(form, form.filled, add, go)

    def _ask_adjust(self) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        form = AdjustForm(self.window(), row.indicator.name, row.target.stated, self.desk.month)
        ledger = self.desk.ledger
        self.desk.fill(form, form.filled, lambda filled, _: ledger.adjust_target(row.target.id, *filled))

    def _ask_split(self) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        ledger = self.desk.ledger
        known = [indicator.name for indicator in ledger.indicators()]
        form = SplitForm(self.window(), row.indicator.name, row.target.stated, known)

        def split(filled: tuple[Stated, str, Stated, bool], reason: str) -> Changed:
            return ledger.split_target(row.target.id, *filled, reason=reason)

        self.desk.fill(form, form.filled, split)

    def _ask_base(self) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        ledger = self.desk.ledger
        form = BaseForm(self.window(), ledger, row)
        self.desk.fill(form, form.filled, lambda filled, _: ledger.revise_base(*filled))

    def _edit_indicator(self) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        form, ledger = IndicatorForm(self.window(), row.indicator), self.desk.ledger
        self.desk.fill(form, form.change, lambda change, _: ledger.edit_indicator(row.indicator.id, change))

    def _ask_copy(self) -> None:
        ledger, year = self.desk.ledger, self.desk.year
        there = [known for known in ledger.target_years() if known < year]
        if not there:
            self.desk.tell(tr("{year} 年以前没有目标清单可以复制。", year=year), "look")
            return
        before = there[-1]

        def copy(answer: int) -> None:
            changed = self.desk.write(lambda: ledger.copy_targets(before, year, figures=answer == 1))
            if changed is not None:
                count = len(changed.ids.get("target", ()))
                self.desk.tell(tr("从 {before} 年复制了 {count} 项。", before=before, count=count))

        self.desk.ask.choose(
            tr("把 {before} 年的目标清单复制到 {year} 年？", before=before, year=year),
            [tr("只复制清单，数字留空"), tr("连数字一起复制")],
            copy,
            tr("{year} 年已有的指标不会动。", year=year),
        )


def _row(
    number: str,
    depth: int,
    target: Target,
    indicator: Indicator,
    baseline: Actual | None,
    parts: tuple[Target, ...],
    adjustments: tuple[Adjustment, ...],
    revision: BaseRevision | None,
    month: int,
    bearing: Bearing,
    outcome: str,
    periods: tuple[PeriodTarget, ...],
) -> TargetRow:
    findings = findings_of(target, baseline, parts)
    second = second_tier(target, indicator, month, bearing)
    return TargetRow(
        number,
        depth,
        target,
        indicator,
        baseline,
        findings,
        adjustments,
        revision,
        len(parts),
        second,
        outcome,
        periods,
    )


def _depth(row: TargetRow) -> int:
    return row.depth


def _id_of(row: TargetRow) -> int:
    return row.target.id
