"""A file that may be a list of targets: refused, or planned for a year and entered as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zonetracker.extraction.tables.reader import tables_job
from zonetracker.model.bookkeeping import Changed
from zonetracker.outputs.breakdown.columns import KIND
from zonetracker.outputs.marking import marking_of
from zonetracker.services.breakdown.drafting import Drafting
from zonetracker.services.breakdown.known import KnownList
from zonetracker.services.breakdown.lines import lines_of
from zonetracker.services.breakdown.model import ListChoices, ListPlan
from zonetracker.services.breakdown.rows import rows_in
from zonetracker.services.breakdown.tables import ListTable, list_tables
from zonetracker.services.importing import load_file
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.model import SheetRead
from zonetracker.services.sheets.regions import WhoseFigures, whose_figures
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, finish
from zonetracker.words.wording import one_line

_NO_CHOICES = ListChoices()


class ListPlanner:
    """Plans a file again and again as a clerk names what its rows mean; refuses one that is no list of the year."""

    def __init__(self, known: KnownList, read: SheetRead) -> None:
        self.known, self.read, self.year = known, read, known.year.year
        self.marking = marking_of(read.grids)
        self._refuse_other()
        found = list_tables(read, self.year, self.marking)
        self.tables = [one for one in found if one.is_list and one.year in (None, self.year)]
        if not self.tables:
            raise self._no_list(found)
        self.told = tuple(self._notes(found))
        self.rows = tuple(rows_in(read, self.tables, self.marking, self._doubt))

    def plan(self, choices: ListChoices = _NO_CHOICES) -> Job[ListPlan]:
        """What the list would do, with what a clerk said of its names."""
        drafting = Drafting(self.known, self.rows, choices)
        drafts = yield from drafting.drafted()
        lines = tuple(lines_of(self.known, drafts))
        told = {line.row for line in lines}
        same = {draft.target.id for at, draft in enumerate(drafts) if draft.target is not None and at not in told}
        rows = tuple(map(drafting.planned_row, drafts))
        return ListPlan(self.read.name, self.year, rows, lines, self.told, len(same), names=self._to_remember(choices))

    def _to_remember(self, choices: ListChoices) -> dict[str, int] | None:
        """All names that are remembered, where a clerk has told one."""
        return {**self.known.remembered, **choices.names} if choices.names else None

    def _doubt(self, listed: ListTable) -> str:
        """Why nothing of a table is entered unasked; "" where nothing speaks against it."""
        whose = listed.table.whose
        if whose_figures(whose, self.known.year.zone) is not WhoseFigures.OTHER:
            return ""
        return tr("表题写的是“{said}”，看不出是不是本区的目标", said=one_line(whose))

    def _refuse_other(self) -> None:
        """Refuse a file that this program wrote for another purpose, workbook or year."""
        marking = self.marking
        if marking is None:
            return
        if marking.kind != KIND:
            words = tr("这不是目标任务分解表，没有读入；填报表请在“单位”页读回。")
            raise Refusal(RefusalCode.LIST_FOREIGN, words)
        if marking.file_id != self.known.file_id:
            raise Refusal(RefusalCode.LIST_FOREIGN, tr("这是另一个工作簿导出的目标任务分解表，没有读入。"))
        if marking.year != self.year:
            raise self._other_year(marking.year)

    def _other_year(self, said: int) -> Refusal:
        words = tr("这是{said}年的目标，现在读的是{wanted}年；请换到{said}年再读。", said=said, wanted=self.year)
        return Refusal(RefusalCode.LIST_OTHER_YEAR, words)

    def _no_list(self, found: Sequence[ListTable]) -> Refusal:
        other = next((one.year for one in found if one.is_list and one.year is not None), None)
        if other is not None:
            return self._other_year(other)
        several = next((one.several for one in found if one.several), ())
        if several:
            words = tr(
                "有几列都像年度目标：{heads}；请把要用的那一列的表头改成“年度目标”再读。", heads="、".join(several)
            )
        else:
            words = tr(
                "“{name}”里没有找到{year}年的目标清单（要有“指标名称”“年度目标”这样的表头），请核对；"
                "一句一句写的目标请在“报告”页导入。",
                name=self.read.name,
                year=self.year,
            )
        return Refusal(RefusalCode.LIST_NONE, words)

    def _notes(self, found: Sequence[ListTable]) -> Iterator[str]:
        """What is told of the file as a whole."""
        if self.marking is None:
            yield tr("表里没有导出时的标记，各行按名称对照。")
        left = tuple(dict.fromkeys(head for one in self.tables for head in one.left))
        if left:
            yield tr("没有用的列：{heads}。", heads="、".join(left))
        others = {one.year for one in found if one.is_list} - {None, self.year}
        if others:
            yield tr("{years}年的表没有用。", years="、".join(str(one) for one in others))
        for one in {one.table.grid for one in self.tables}:
            yield from self.read.grids[one].warnings


def read_list(data: bytes, name: str) -> Job[SheetRead]:
    """Read a file that may be a list of targets in the fence; raises Refusal for what can't be read."""
    grids, tables = yield from tables_job(data, name)
    return SheetRead(name, grids, tables)


def plan_list(ledger: Ledger, read: SheetRead, year: int, choices: ListChoices = _NO_CHOICES) -> ListPlan:
    """What a list would do in a year, at once; nothing is written."""
    return finish(ListPlanner(KnownList(ledger, year), read).plan(choices))


def planned_again(ledger: Ledger, planner: ListPlanner, planned: ListPlan, choices: ListChoices) -> ListPlan:
    """What is left of a plan after a part of it was entered, with the same answers."""
    left = finish(ListPlanner(KnownList(ledger, planned.year), planner.read).plan(choices))
    return replace(left, flipped=planned.flipped, restating=planned.restating)


def open_list(ledger: Ledger, path: Path, year: int) -> Job[tuple[ListPlanner, ListPlan]]:
    """Read a file and plan it; the workbook is asked now, and not by the thread that runs the job."""
    known = KnownList(ledger, year)

    def job() -> Job[tuple[ListPlanner, ListPlan]]:
        read = yield from read_list(load_file(path), path.name)
        planner = ListPlanner(known, read)
        planned = yield from planner.plan()
        return planner, planned

    return job()


def apply(ledger: Ledger, planned: ListPlan, reason: str = "") -> Changed:
    """Enter what is sure or was answered as one operation; with nothing to enter nothing is written."""
    breakdown = planned.breakdown
    return ledger.enter_breakdown(breakdown, reason) if breakdown.count else Changed(0, "enter_breakdown")
