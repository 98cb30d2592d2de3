"""What sheets that have come back would do to a month, over all files; and how that is entered as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import ActualEntry
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.model.facts import Department, TaskKind
from zonetracker.services.fillin.files import ReturnedSheet
from zonetracker.services.fillin.known import KnownMonth
from zonetracker.services.fillin.lines import lines_of
from zonetracker.services.fillin.model import Filed, FiledPart, ReturnedFile, ReturnLine, ReturnPlan
from zonetracker.services.fillin.reading import Returned, reading_job
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish

_FIELDS = frozenset({"progress", "problem", "next_step", "value"})
"""What tells the parts of one filing apart."""
SOURCE = "部门自报"
"""Whose figures they are; one of seeds/sources.csv."""


def plan(ledger: Ledger, returned: Sequence[Returned], year: int, month: int) -> ReturnPlan:
    """What the files would change in a month; nothing is accepted yet of what waits."""
    return finish(_planned(KnownMonth(ledger, year, month), returned))


def returns_job(ledger: Ledger, paths: Sequence[Path], year: int, month: int) -> Job[ReturnPlan]:
    """Read files and plan them; the workbook is asked now, and not by the thread that runs the job."""
    known = KnownMonth(ledger, year, month)

    def job() -> Job[ReturnPlan]:
        returned = yield from reading_job(paths)
        return (yield from _planned(known, returned))

    return job()


def _planned(known: KnownMonth, returned: Sequence[Returned]) -> Job[ReturnPlan]:
    files, lines = list[ReturnedFile](), list[ReturnLine]()
    for done, one in enumerate(returned):
        yield Step(done, len(returned), tr("正在核对 {name}", name=one.name))
        file = ReturnedSheet(known, one)
        files.append(file.told())
        lines += lines_of(file, known)
    apart = tuple(_apart(lines))
    return ReturnPlan(known.year, known.month, tuple(files), apart, tuple(_missing(known, files, apart)))


def apply(ledger: Ledger, planned: ReturnPlan, reason: str = "") -> Changed:
    """Enter what is sure or accepted as one operation; with nothing to enter nothing is written."""
    returns = planned.returns
    if not returns.count:
        return Changed(0, "enter_returns")
    entries = tuple(replace(one, source=tr(SOURCE)) for one in returns.entries)
    return ledger.enter_returns(replace(returns, entries=entries), reason)


def _apart(lines: Sequence[ReturnLine]) -> Iterator[ReturnLine]:
    """The lines with what two of them say of one thing: the same is entered once, different figures are asked."""
    said: dict[object, list[ReturnLine]] = {}
    for line in lines:
        if line.filed is not None:
            said.setdefault(_thing(line.filed), []).append(line)
    for line in lines:
        others = [] if line.filed is None else [one for one in said[_thing(line.filed)] if one is not line]
        different = next((one for one in others if one.after != line.after), None)
        if different is not None and line.state is not ReturnState.STOPPED:
            told = tr("另一处写的是 {said}（{place}）", said=different.after, place=different.place)
            yield replace(line, state=ReturnState.ASKED, why=(*line.why, told))
        elif others and said[_thing(line.filed)][0] is not line:
            yield replace(line, state=ReturnState.SAME)
        else:
            yield line


def _thing(filed: Filed | None) -> object:
    if isinstance(filed, ActualEntry):
        return ActualEntry, filed.indicator_id
    if isinstance(filed, FiledPart):
        return FiledPart, filed.task, filed.number, filed.change.said & _FIELDS
    return type(filed), getattr(filed, "number", None)


def _missing(known: KnownMonth, files: Sequence[ReturnedFile], lines: Sequence[ReturnLine]) -> Iterator[Department]:
    """The units that were to send something of which nothing has come back, and nothing stands."""
    back = {one.unit for one in files if not one.stopped}
    time = (known.year, known.month)
    standing = {one.indicator_id for one in known.known_year.actuals if (one.year, one.month) == time}
    figures = standing | {line.filed.indicator_id for line in lines if isinstance(line.filed, ActualEntry)}
    parts = {(line.filed.task, line.filed.number) for line in lines if isinstance(line.filed, FiledPart)}
    items = {number for task, number in known.filings.keys() | parts if task is TaskKind.MILESTONE}
    for sheet in known.sheets.values():
        come = any(row.row.indicator.id in figures for row in sheet.rows)
        come = come or any(item.id in items for item in sheet.milestones)
        if sheet.department.name not in back and not come:
            yield sheet.department
