"""A file that may be a ledger of items or projects: refused, or planned for a month and entered as one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zonetracker.extraction.tables.reader import tables_job
from zonetracker.lexicon.item_heads import item_words
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.checking.limits import in_short
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.services.importing import load_file
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake.amounts import read_amount
from zonetracker.services.milestones.intake.checking import checked
from zonetracker.services.milestones.intake.fields import RowSaid, row_said
from zonetracker.services.milestones.intake.known import KnownMilestones
from zonetracker.services.milestones.intake.lines import RowPlan, line_of, missing_line
from zonetracker.services.milestones.intake.matching import (
    MeantMilestone,
    MilestoneIndex,
    code_key,
    name_key,
    other_unit,
)
from zonetracker.services.milestones.intake.memory import remembered_names, remembered_roles, to_keep
from zonetracker.services.milestones.intake.model import IntakeChoices, IntakeLine, IntakePlan
from zonetracker.services.milestones.intake.rows import LedgerRows, TotalRow, rows_of, total_of
from zonetracker.services.milestones.intake.tables import LedgerTable, ledger_tables
from zonetracker.services.sheets.model import SheetRead
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, gathered
from zonetracker.words.milestones.roles import role_word
from zonetracker.words.wording import figure, one_line

Role = MilestoneRole
_NO_CHOICES = IntakeChoices()
_SHOWN = 8


class IntakePlanner:
    """Plans a file again and again as a clerk says what its columns and rows mean; refuses one that is no ledger."""

    def __init__(self, known: KnownMilestones, read: SheetRead) -> None:
        self.known, self.read, self.period = known, read, known.period
        self.found = ledger_tables(read.grids, read.name, self.period.year, self.period.month)
        if not self.found:
            raise self._none()
        self.names = remembered_names(known.mappings, known.by_id)

    def tables(self, choices: IntakeChoices = _NO_CHOICES) -> list[LedgerTable]:
        """The ledgers of the file with their columns as remembered, and as a clerk reads them."""
        return [self._table(at, table, choices) for at, table in enumerate(self.found)]

    def _table(self, at: int, table: LedgerTable, choices: IntakeChoices) -> LedgerTable:
        roles = remembered_roles(self.known.mappings, table)
        roles |= {index: role for (number, index), role in choices.roles.items() if number == at}
        columns = []
        for one in table.columns:
            role = roles.get(one.index, one.role)
            columns.append(replace(one, role=role, node=one.node or (one.heads[-1] if one.heads else "")))
        chosen = any(one.role is Role.SUM and one.index in roles for one in columns)
        return replace(table, columns=tuple(columns), unclear=table.unclear and not chosen)

    def plan(self, choices: IntakeChoices = _NO_CHOICES) -> Job[IntakePlan]:
        """What the ledger would do, with what a clerk said of it."""
        tables = self.tables(choices)
        rows = rows_of(tables)
        if not rows.rows and any(table.named for table in tables):
            raise self._none()
        index = MilestoneIndex(self.known.milestones, self.names)
        plans = yield from gathered(self._plans(rows, tables, index, choices), tr("正在对照事项"), len(rows.rows))
        self._tell_twins(plans)
        checklist = self._checklist(tables) if choices.checklist is None else choices.checklist
        lists = [
            checklist if choices.checklist is not None else self._checklist([table]) or checklist for table in tables
        ]
        lines = yield from gathered(self._lines(plans, lists), tr("正在核对"), len(plans))
        shown = [line for line in lines if line is not None]
        names = {**self.names, **self._named(choices, plans)}
        return IntakePlan(
            self.read.name,
            self.period.year,
            self.period.month,
            tuple(tables),
            (*shown, *self._missing(plans, checklist)),
            tuple(self._told(tables, rows)),
            len(lines) - len(shown),
            checklist,
            to_keep(dict(enumerate(tables)), choices.roles, names if names != self.names else {}),
        )

    # ---- rows

    def _plans(
        self, rows: LedgerRows, tables: Sequence[LedgerTable], index: MilestoneIndex, choices: IntakeChoices
    ) -> Iterator[RowPlan]:
        plans: list[RowPlan] = []
        for row in rows.rows:
            table = tables[row.table]
            whole = None if row.whole is None else plans[row.whole]
            first = row_said(row, table, self.period, None, choices.done.get(row.key))
            meant = self._meant(row.key, row.name, first, index, whole, choices)
            stands = meant.milestone
            said = first if stands is None else row_said(row, table, self.period, stands, choices.done.get(row.key))
            plan = RowPlan(row, said, meant)
            if whole is not None:
                above = whole.meant.milestone
                plan.whole, plan.whole_id = ("", above.id) if above is not None else (whole.row.key, None)
            plan.asked += filter(None, [meant.asked, *self._other_time(table, said.filing.said)])
            plans.append(plan)
            yield plan

    def _meant(
        self,
        key: str,
        name: str,
        said: RowSaid,
        index: MilestoneIndex,
        whole: RowPlan | None,
        choices: IntakeChoices,
    ) -> MeantMilestone:
        if key in choices.meant:
            return MeantMilestone(self.known.by_id.get(choices.meant[key]))
        change = said.change
        whole_id = whole.meant.milestone.id if whole is not None and whole.meant.milestone is not None else None
        code = change.code if isinstance(change.code, str) else ""
        responsible = change.responsible if isinstance(change.responsible, str) else ""
        meant = MeantMilestone() if whole is not None and whole.new else index.meant(name, code, responsible, whole_id)
        if whole is None or meant.milestone is not None or meant.likely:
            return meant
        alone = index.meant(name, code, responsible, None).milestone
        if alone is None:
            return meant
        words = tr("台账里的“{name}”不是子项目，按另一项新增", name=one_line(alone.name))
        return MeantMilestone(None, (alone,), words)

    def _other_time(self, table: LedgerTable, filed: frozenset[str]) -> Iterator[str]:
        if table.year is not None and table.year != self.period.year:
            yield tr("表题或表头写的是{said}年，现在读的是{wanted}年", said=table.year, wanted=self.period.year)
        months = dict.fromkeys((table.month, table.summed if "value" in filed else None))
        if table.told is not None and "progress" in filed and not table.told[0] <= self.period.month <= table.told[1]:
            months[table.told[1]] = None
        for month in months if filed else ():
            if month is not None and month != self.period.month:
                words = tr("表题或表头写的是{said}月，进展和累计会记到{wanted}月", said=month, wanted=self.period.month)
                yield words

    def _tell_twins(self, plans: Sequence[RowPlan]) -> None:
        """Rows that mean one milestone, or that are new by the same name, are asked."""
        groups: dict[object, list[RowPlan]] = defaultdict(list)
        for plan in plans:
            milestone = plan.meant.milestone
            key = milestone.id if milestone is not None else (plan.whole, plan.whole_id, name_key(plan.row.name))
            groups[key].append(plan)
        for group in groups.values():
            if len(group) > 1:
                self._ask_twins(group)
        codes: dict[str, list[RowPlan]] = defaultdict(list)
        for plan in plans:
            if isinstance(plan.said.change.code, str) and plan.row.whole is None:
                codes[code_key(plan.said.change.code)].append(plan)
        for group in codes.values():
            if len({name_key(plan.row.name) for plan in group}) > 1:
                self._ask_codes(group)

    def _ask_codes(self, group: Sequence[RowPlan]) -> None:
        for plan in group:
            others = "、".join(one.row.place for one in group if one is not plan)
            plan.asked.append(tr("编号与 {others} 相同，名称不同，请核对", others=in_short(others)))

    def _ask_twins(self, group: Sequence[RowPlan]) -> None:
        for plan in group:
            others = "、".join(one.row.place for one in group if one is not plan)
            differ = any(
                other_unit(str(plan.said.change.responsible), str(one.said.change.responsible))
                for one in group
                if one is not plan and "responsible" in one.said.change.said & plan.said.change.said
            )
            if differ and plan.new:
                plan.asked.append(tr("与 {others} 同名，责任单位不同，按两项新增", others=in_short(others)))
            else:
                plan.asked.append(tr("与 {others} 重复，只照填一行", others=in_short(others)))

    def _lines(self, plans: Iterable[RowPlan], lists: Sequence[str]) -> Iterator[IntakeLine | None]:
        for plan in plans:
            line = line_of(plan, self.known, lists[plan.row.table])
            yield line if line is None else checked(line, plan.meant.milestone, self.known)

    # ---- the file as a whole

    def _checklist(self, tables: Sequence[LedgerTable]) -> str:
        """The list that a ledger is, by its title; projects are known by their money."""
        said = "".join(line for table in tables for line in (*table.title, table.sheet, self.read.name))
        named = next((name for name in item_words("listed") if name in said), "")
        named = named or next((name for name in item_words("listed") if name[:2] in said and "重点" not in name), "")
        money = any(column.role.of_money for table in tables for column in table.columns)
        return named or (item_words("listed_project")[0] if money else "")

    def _missing(self, plans: Sequence[RowPlan], checklist: str) -> Iterator[IntakeLine]:
        met = {one.meant.milestone.id for one in plans if one.meant.milestone is not None}
        asked = {one.id for plan in plans if plan.meant.milestone is None for one in plan.meant.likely}
        lists = {self.known.by_id[one].checklist for one in met} | {checklist}
        for one in self.known.milestones:
            if one.checklist and one.checklist in lists and one.id not in met | asked and one.whole_id is None:
                yield missing_line(one)

    def _named(self, choices: IntakeChoices, plans: Sequence[RowPlan]) -> dict[str, int]:
        """The names that a clerk gave a milestone that stands."""
        by_key = {plan.row.key: plan.row.name for plan in plans}
        return {by_key[key]: one for key, one in choices.meant.items() if one and key in by_key}

    def _told(self, tables: Sequence[LedgerTable], rows: LedgerRows) -> Iterator[str]:
        nameless = [one_line(table.sheet) or tr("第一张表") for table in tables if not table.named]
        if nameless:
            yield tr("{sheets}：没有认出名称列，请在“列”里选定。", sheets="、".join(nameless))
        hidden = sum(row.hidden for row in rows.rows)
        if hidden:
            yield tr("有 {count} 行在表里是隐藏的，也读了。", count=hidden)
        concealed = dict.fromkeys(head for table in tables for head in _concealed(table))
        if concealed:
            yield tr("隐藏的列也读了：{heads}。", heads="、".join(in_short(one_line(head)) for head in concealed))
        away = [one_line(grid.name) for grid in self.read.grids if grid.hidden]
        if away:
            yield tr("隐藏的工作表没有读：{names}。", names="、".join(away))
        for total in rows.totals:
            yield from self._compare(total, tables[total.table], rows)
        left = [one.heads[-1] for table in tables for one in table.columns if one.role is Role.NOTHING and one.heads]
        if left:
            shown = "、".join(in_short(one_line(head)) for head in dict.fromkeys(left[:_SHOWN]))
            yield tr("没有用的列：{heads}。", heads=shown)
        for grid in self.read.grids:
            yield from grid.warnings

    def _compare(self, total: TotalRow, table: LedgerTable, rows: LedgerRows) -> Iterator[str]:
        """What a row of sums says beside the sum of its rows."""
        columns = {one.index: one for one in table.columns}
        if not total.rows:
            return
        for index, text in total.sums.items():
            column = columns[index]
            unit = column.unit or table.unit
            said = read_amount(text, column.head, unit)
            if said.value is None or any(index in rows.rows[at].shared for at in total.rows):
                continue
            summed = total_of(total, rows.rows, column, unit, said.unit)
            if said.value != summed:
                yield tr(
                    "{place} {said}：{what}写的是 {stated}，各行相加是 {summed}，请核对原表。",
                    place=total.place,
                    said=total.said,
                    what=role_word(column.role),
                    stated=figure(said.value),
                    summed=figure(summed),
                )

    def _none(self) -> Refusal:
        words = tr(
            "“{name}”里没有找到事项或项目的台账（要有“项目名称”或“事项”和“责任单位”“时限”“总投资”这样的表头），请核对。",
            name=one_line(self.read.name),
        )
        return Refusal(RefusalCode.INTAKE_NONE, words)


def _concealed(table: LedgerTable) -> Iterator[str]:
    """The heads of columns that hold something and are hidden in the file."""
    for one in table.columns:
        if one.index in table.view.grid.hidden_columns and one.role is not Role.NOTHING and one.heads:
            yield one.heads[-1]


def read_ledger(data: bytes, name: str) -> Job[SheetRead]:
    """Read a file that may be a ledger in the fence; raises Refusal for what can't be read."""
    grids, tables = yield from tables_job(data, name)
    return SheetRead(name, grids, tables)


def open_intake(ledger: Ledger, path: Path, year: int, month: int, today: str) -> Job[tuple[IntakePlanner, IntakePlan]]:
    """Read a file and plan it; the workbook is asked now, and not by the thread that runs the job."""
    known = KnownMilestones(ledger, year, month, today)

    def job() -> Job[tuple[IntakePlanner, IntakePlan]]:
        read = yield from read_ledger(load_file(path), path.name)
        planner = IntakePlanner(known, read)
        planned = yield from planner.plan()
        return planner, planned

    return job()


def apply(ledger: Ledger, planned: IntakePlan, reason: str = "") -> Changed:
    """Enter what is sure or was answered as one operation; with nothing to enter nothing is written.

    `reason` answers what is soft.
    """
    entries = planned.entries()
    return ledger.enter_milestones(entries, reason) if entries.rows else Changed(0, "enter_milestones")
