"""目标: the confirmed list of a year, 其中 rows under their parent, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Adjustment, BaseRevision, Changed
from zonetracker.model.changes import KEEP, ActualEntry, IndicatorChange, TargetChange
from zonetracker.model.facts import Actual, Indicator, Stated, Target
from zonetracker.model.progress import numbered
from zonetracker.services.bookkeeping.cells import actual_steps, target_steps
from zonetracker.services.departments import offered_units
from zonetracker.services.overview import adjustments_by_target, nearest_year, progress_of
from zonetracker.services.target_checks import findings_of
from zonetracker.support.i18n import tr
from zonetracker.support.remade import Remade
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel
from zonetracker.ui.targets.base_form import BaseForm
from zonetracker.ui.targets.columns import SHARED, Takers, TargetRow, target_columns
from zonetracker.ui.targets.forms import AdjustForm, IndicatorForm, TargetForm
from zonetracker.words.findings import say_finding
from zonetracker.words.issuing import year_closing_words
from zonetracker.words.standing import class_counts
from zonetracker.words.typed import exact, read_level
from zonetracker.words.wording import adjustment_words, goal_words, one_line, revision_words

if TYPE_CHECKING:
    from zonetracker.ui.targets.lists import TargetLists

_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})


class TargetsPage(Page):
    """The list of the chosen year. `show_item` takes the id of a target."""

    key = "targets"
    tables = frozenset({"target", "indicator", "actual", "target_adjustment", "setting", "closing"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("目标"))
        takers = Takers(
            self._keep, self._rename, self._keep_baseline, lambda refusal: desk.tell(str(refusal), "trouble")
        )
        self._made = Remade(_row)
        columns = target_columns(takers, lambda: offered_units(desk.ledger))
        self.model = RecordTableModel(columns, key=lambda row: row.target.id)
        self.table = RecordTable(self.model, sortable=True)
        self.table.setAccessibleName(tr("目标清单"))
        self.table.current.connect(self._show_detail)
        self.table.entered.connect(lambda _: self._edit_indicator())
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(tr("这一格的改动记录"), self.show_history, CELL_HISTORY_KEY),
            source_command(desk, self._source_row),
            TableCommand(tr("指标属性"), self._edit_indicator, "Enter", self._writable),
            TableCommand(tr("调整目标…"), self._ask_adjust, "Ctrl+T", self._writable),
            TableCommand(tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", self._writable),
        ]
        self.detail = TargetDetail(self._see_source, self._ask_base)
        self._build_head()
        self._build_body()
        for key, slot in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Ctrl+]", lambda: self._nest(True)),
            ("Ctrl+[", lambda: self._nest(False)),
            ("Ctrl+T", self._ask_adjust),
            ("Ctrl+B", self._ask_base),
            (CELL_HISTORY_KEY, self.show_history),
            ("F5", self._ask_send),
        ):
            self.add_key(key, slot)

    def _build_head(self) -> None:
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(200)
        self.search.setClearButtonEnabled(True)
        self.search.searches(self.table.sorting)
        self.buttons.addWidget(self.search)
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
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
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

    # ---- following the workbook

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        rows = self._rows()
        writable = not self.desk.ledger.read_only
        self.model.read_only = not writable
        for part in (self.properties, self.adjust, self.detail.base, self.read, self.copy, self.add):
            part.setEnabled(writable)
        self.empty.title.setText(tr("{year} 年还没有目标", year=self.desk.year))
        self.pile.setCurrentIndex(0 if rows else 1)
        other = nearest_year(self.desk.ledger, self.desk.year)
        self.other_year.setVisible(other is not None)
        self.other_year.setText(tr("看 {year} 年的目标", year=other or ""))
        here = self.table.record()
        self.model.show_records(rows, anew=touched is None)
        if rows and not (here is not None and self.table.go_to(here.target.id)):
            self.table.go_to(rows[0].target.id, 1)
        self._show_detail(self.table.record())
        self._count(rows)

    def _count(self, rows: list[TargetRow]) -> None:
        unassigned = sum(not row.target.responsible for row in rows)
        wrong = sum(bool(row.findings) for row in rows)
        words = [tr("{year} 年 · 共 {all} 项", year=self.desk.year, all=len(rows))]
        if unassigned:
            words.append(tr("{count} 项没有责任单位", count=unassigned))
        if wrong:
            words.append(tr("{count} 项核对不符", count=wrong))
        ledger = self.desk.ledger
        if said := year_closing_words(ledger.closing(self.desk.year, None)):
            progress = progress_of(ledger, self.desk.year, 12)
            words += [said, class_counts(progress.rows, progress)]
        self.line.setText(" · ".join(words))

    def _rows(self) -> list[TargetRow]:
        ledger, year = self.desk.ledger, self.desk.year
        indicators = {indicator.id: indicator for indicator in ledger.indicators()}
        baselines = {actual.indicator_id: actual for actual in ledger.actuals_of_month(year - 1, 12)}
        targets = ledger.targets(year)
        parts: dict[int, list[Target]] = {}
        for target in targets:
            if target.parent_id is not None:
                parts.setdefault(target.parent_id, []).append(target)
        adjusted, revisions = adjustments_by_target(ledger), ledger.revisions(year - 1)
        wanted = []
        for said, depth, target in numbered(targets):
            inside = tuple(parts.get(target.id, ()))
            one = target.indicator_id
            changed = tuple(adjusted.get(target.id, ()))
            base, revised = baselines.get(one), revisions.get(one)
            facts = (said, depth, target, indicators[one], base, inside, changed, revised)
            wanted.append((target.id, facts))
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
            self.search.clear()
            self.table.go_to(item, 1)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, self.search, self.detail.base, self.detail.link, self.add]

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
            "Enter  指标属性（别名、方向、性质、出数月份、进度曲线）\n"
            "Ctrl+H  这一格的改动记录：谁、什么时候，改前和改后\n"
            "Ctrl+T  调整目标（写明依据和原因，新旧两个数都留着）\n"
            "Ctrl+B  基数核定（上年实绩由统计局重新核定：写明依据和原因，先看增速、核对、推算数怎样变）\n"
            "F5  导出目标任务分解表（Excel），在表里成批修改、增加、移动各行\n"
            "Ctrl+Shift+I  读回分解表，或读入自己的清单（Excel、WPS、Word、CSV），先列出改动再填入\n"
            "Alt+↑ / Alt+↓  移动次序\n"
            "Ctrl+]  设为上一项的“其中”项　Ctrl+[  取消\n"
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
        else:
            cell = tr("{name} {year}年目标", name=row.indicator.name, year=year)
            steps = target_steps(ledger, row.indicator.id, year, column.key)
        show_cell_history(self.desk, cell, steps)

    # ---- editing in place

    def _keep(self, row: TargetRow, change: TargetChange) -> bool:
        ledger = self.desk.ledger
        chosen = [one.target.id for one in self.table.chosen()]
        together = change.said <= SHARED and len(chosen) > 1 and row.target.id in chosen
        if together:
            return self.desk.enter(lambda reason: ledger.edit_targets(chosen, change, reason)) is not None
        return self.desk.enter(lambda reason: ledger.edit_target(row.target.id, change, reason)) is not None

    def _rename(self, row: TargetRow, name: str) -> bool:
        return (
            self.desk.write(lambda: self.desk.ledger.edit_indicator(row.indicator.id, IndicatorChange(name=name)))
            is not None
        )

    def _keep_baseline(self, row: TargetRow, text: str) -> bool:
        typed = exact(read_level(text))
        unit = typed.unit or row.unit or KEEP
        entry = ActualEntry(row.indicator.id, self.desk.year - 1, 12, typed.value, unit, origin=tr("手工填写"))
        return self.desk.enter(lambda reason: self.desk.ledger.set_actuals([entry], reason=reason)) is not None

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

    def _move(self, step: int) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        level = [one.target for one in self.model.records() if one.target.parent_id == row.target.parent_id]
        at = next(place for place, target in enumerate(level) if target.id == row.target.id)
        if 0 <= at + step < len(level):
            level[at], level[at + step] = level[at + step], level[at]
            self.desk.write(lambda: self.desk.ledger.move_targets([target.id for target in level]))

    def _nest(self, inside: bool) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        records = self.model.records()
        at = next(place for place, one in enumerate(records) if one.target.id == row.target.id)
        if inside:
            above = next((one for one in reversed(records[:at]) if one.depth <= row.depth), None)
            parent = above.target.id if above is not None and above.depth == row.depth else row.target.parent_id
        else:
            above = next((one for one in records if one.target.id == row.target.parent_id), None)
            parent = above.target.parent_id if above is not None else None
        if parent != row.target.parent_id:
            change, ledger = TargetChange(parent_id=parent), self.desk.ledger
            self.desk.enter(lambda reason: ledger.edit_target(row.target.id, change, reason))

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
                self.table.go_to(changed.ids["target"][0], 1)

        self.desk.fill(form, form.filled, add, go)

    def _ask_adjust(self) -> None:
        row = self.table.record()
        if row is None or not self._writable():
            return
        form = AdjustForm(self.window(), row.indicator.name, row.target.stated, self.desk.month)
        ledger = self.desk.ledger
        self.desk.fill(form, form.filled, lambda filled, _: ledger.adjust_target(row.target.id, *filled))

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
) -> TargetRow:
    findings = findings_of(target, baseline, parts)
    return TargetRow(number, depth, target, indicator, baseline, findings, adjustments, revision)


class TargetDetail(QFrame):
    """Below the list: where a target comes from, what the checks say, how it was adjusted."""

    def __init__(self, see_source: Callable[[TargetRow], None], ask_base: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._row: TargetRow | None = None
        self.head = plain_label()
        self.text = plain_label(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.link = QPushButton(tr("看原文"))
        self.link.setProperty("flat", True)
        self._see_source = see_source
        self.link.clicked.connect(lambda: self._follow())
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        self.base = QPushButton(tr("基数核定…"))
        self.base.setProperty("flat", True)
        self.base.setToolTip(tr("Ctrl+B：上年实绩由统计局重新核定，写明依据和原因"))
        self.base.clicked.connect(lambda: ask_base())
        top.addWidget(self.base)
        top.addWidget(self.link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.text)
        self.setMinimumHeight(88)

    def _follow(self) -> None:
        if self._row is not None:
            self._see_source(self._row)

    def show_row(self, row: TargetRow | None) -> None:
        """Show one target."""
        self._row = row
        self.link.setVisible(row is not None and row.target.row_id is not None)
        if row is None:
            self.head.setText("")
            self.text.setText("")
            return
        target = row.target
        goal = goal_words(target.stated, target.stated.unit or "", target.wording)
        self.head.setText(f"{row.indicator.name} · {goal or tr('（还没有数字）')}")
        lines = [one_line(target.quote)[:160]] if target.quote else []
        lines += ["· " + say_finding(finding) for finding in row.findings]
        lines += [
            tr("· 目标{adjusted}；{reason}", adjusted=adjustment_words(one), reason=one.reason)
            for one in row.adjustments
        ]
        if row.revision is not None:
            lines.append(tr("· 上年实绩{revised}", revised=revision_words(row.revision)))
        if not target.quote:
            lines.append(tr("来源：{source}", source=target.source or tr("手工填写")))
        self.text.setText("\n".join(lines))
