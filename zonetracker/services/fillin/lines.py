"""What each row of a sheet that has come back says: figures by the one reader of tables, reasons and dates beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zonetracker.extraction.reading.sheets.grid import address, is_error, is_formula
from zonetracker.extraction.tables.entries import is_blank
from zonetracker.model.changes import FilingChange
from zonetracker.model.checking.findings import Severity, worst
from zonetracker.model.checking.limits import TEXT, in_short, reason_beyond, text_beyond
from zonetracker.model.checking.task_checks import check_filing
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.model.facts import Actual, Filing, Milestone, Target, TaskKind
from zonetracker.model.planning import Decision
from zonetracker.outputs.fillin.columns import WORDS, FillInColumn
from zonetracker.services.fillin.files import ReturnedSheet, SheetTable
from zonetracker.services.fillin.known import KnownMonth
from zonetracker.services.fillin.model import Filed, FiledDone, FiledPart, ReturnLine
from zonetracker.services.sheets.model import Choices, PlanRow
from zonetracker.services.sheets.planning import SheetPlanner
from zonetracker.services.sheets.telling import why as why_asked
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.findings import say_finding
from zonetracker.words.typed import exact, read_deadline, read_level
from zonetracker.words.wording import figure, one_line

_OF_ITEMS = (FillInColumn.INVESTED, FillInColumn.DONE_ON)
_FIELDS: Mapping[FillInColumn, tuple[str, Callable[[], str]]] = {
    FillInColumn.PROGRESS: ("progress", lambda: tr("进展")),
    FillInColumn.PROBLEM: ("problem", lambda: tr("原因")),
    FillInColumn.NEXT_STEP: ("next_step", lambda: tr("下步措施")),
}
"""The field of a filing that a column of words fills, and what it is called."""


def lines_of(file: ReturnedSheet, known: KnownMonth) -> list[ReturnLine]:
    """All that a file says; nothing where it is stopped."""
    if file.stop:
        return []
    reading = _Reading(file, known)
    return [*reading.figures(), *reading.beside()]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a cell of words says beside what stands; `wrong` is why it can't be entered, `doubt` why it is asked."""

    column: FillInColumn
    what: str
    before: str
    after: str
    filed: Filed | None
    wrong: str = ""
    doubt: str = ""


class _Reading:
    """The rows of one file, each known again by key and name."""

    def __init__(self, file: ReturnedSheet, known: KnownMonth) -> None:
        self.file, self.known = file, known
        self.unit = file.unit.name if file.unit is not None else ""
        self.tables = {table.grid: table for table in file.tables}

    # ---- figures

    def figures(self) -> Iterator[ReturnLine]:
        """The lines of the figures, as the plan of a bureau's sheet sees them."""
        assert self.file.read is not None
        renamed = {said: target.indicator_id for said, target in self._renamed()}
        planner = SheetPlanner(self.known.known_year, self.file.read)
        tables = self.file.read.tables
        of_targets = {grid: table for grid, table in self.tables.items() if table.task is TaskKind.TARGET}
        planned = finish(planner.plan(self.known.month, Choices(names=renamed)))
        for row in planned.rows:
            at = tables[row.offer.table].grid
            if at in of_targets:
                yield self._figure(row, of_targets[at])
        seen = {(tables[offer.table].grid, offer.figure.row) for offer in planned.offers}
        for table in of_targets.values():
            for number in self._rows(table):
                if (table.grid, number) not in seen:
                    yield from self._unread(table, number)

    def _unread(self, table: SheetTable, row: int) -> Iterator[ReturnLine]:
        """What stands where figures belong and is none for the reader of tables; silence would lose it."""
        for column in (FillInColumn.VALUE, FillInColumn.GROWTH):
            text = table.text(self.file.grids, row, column)
            if text and not is_blank(text):
                wrong = tr("“{text}”看不出是多少", text=in_short(one_line(text)))
                yield self._line(table, row, _Words(column, tr("完成数"), "", one_line(text), None, wrong))

    def _renamed(self) -> Iterator[tuple[str, Target]]:
        """Names that no indicator has, in rows whose key tells which target was sent in them."""
        for table in self.file.tables:
            for row in self._rows(table):
                said = table.text(self.file.grids, row, table.named_by)
                sent = self._sent(table, row)
                if isinstance(sent, Target) and said and self.known.names.find(said) is None:
                    yield said, sent

    def _figure(self, row: PlanRow, table: SheetTable) -> ReturnLine:
        number = row.offer.figure.row
        why = [why_asked(row)] if row.doubts or row.findings or row.indicator is None else []
        asked = self._doubts(table, number)
        state = _state(row)
        if asked and state is not ReturnState.STOPPED:
            state = ReturnState.ASKED
        line = ReturnLine(
            place=f"{self.file.name} {row.place}",
            unit=self.unit,
            name=row.indicator.name if row.indicator is not None else row.name,
            what=tr("完成数"),
            before=_actual_words(row.before),
            after=_said(row),
            state=state,
            filed=None if row.entry is None else replace(row.entry, origin=self._origin(row)),
            why=tuple(one for one in (*asked, *why) if one),
            needs_reason=worst(row.findings) is Severity.SOFT,
            doubted=bool(asked or row.doubts),
        )
        return line if line.filed is not None else replace(line, state=ReturnState.STOPPED)

    def _origin(self, row: PlanRow) -> str:
        return self._told_by(f"{self.file.name} {row.place}")

    def _from(self, table: SheetTable, row: int, column: FillInColumn) -> str:
        return self._told_by(self._place(table, row, column))

    def _place(self, table: SheetTable, row: int, column: FillInColumn) -> str:
        name = self.file.grids[table.grid].name
        return f"{self.file.name} {name}!{address(row, table.columns[column])}"

    def _told_by(self, place: str) -> str:
        filler = self.file.filled_by
        return tr("{place}（填报人：{name}）", place=place, name=filler) if filler else place

    # ---- reasons, and milestones done

    def beside(self) -> Iterator[ReturnLine]:
        """The lines of what stands in words beside the figures."""
        for table in self.file.tables:
            for row in self._rows(table):
                said = {column: table.text(self.file.grids, row, column) for column in (*WORDS, *_OF_ITEMS)}
                if FillInColumn.ITEM in table.columns and said[FillInColumn.INVESTED]:
                    yield self._line(table, row, self._sum(table, row, said[FillInColumn.INVESTED]))
                for column in WORDS:
                    if said[column]:
                        yield self._line(table, row, self._words(table, row, column, said[column]))
                if FillInColumn.ITEM in table.columns and said[FillInColumn.DONE_ON]:
                    yield self._line(table, row, self._done(table, row, said[FillInColumn.DONE_ON]))

    def _words(self, table: SheetTable, row: int, column: FillInColumn, text: str) -> _Words:
        task, meant = table.task, self._meant(table, row)
        stands = None if meant is None else self.known.filings.get((task, meant.id))
        name, what = _FIELDS[column]
        before = "" if stands is None else str(getattr(stands, name))
        if is_error(text):
            told = tr("格子里是出错的公式（{text}），请单位直接写字", text=in_short(text))
            return _Words(column, what(), before, text, None, told)
        doubt = tr("以“=”开头，可能是没有算出的公式，请核对") if is_formula(text) else ""
        wrong = reason_beyond(text, name) if column is FillInColumn.PROBLEM else text_beyond(text, name, TEXT)
        parts: dict[str, Any] = {name: text, "origin": self._from(table, row, column)}
        change = FilingChange(**parts)
        filed = None if meant is None or wrong is not None else FiledPart(task, meant.id, change)
        return _Words(column, what(), before, text, filed, "" if wrong is None else say_finding(wrong), doubt)

    def _sum(self, table: SheetTable, row: int, text: str) -> _Words:
        """What a project has spent since January, where the cell says no unit in that of its row, else in its own."""
        meant, column = self._meant(table, row), FillInColumn.INVESTED
        stands = None if meant is None else self.known.filings.get((table.task, meant.id))
        before = "" if stands is None or stands.value is None else figure(stands.value) + (stands.unit or "")
        what = tr("累计投资")
        try:
            typed = exact(read_level(text))
        except Refusal as refusal:
            return _Words(column, what, before, one_line(text), None, str(refusal))
        if not isinstance(meant, Milestone) or typed.value is None:
            return _Words(column, what, before, one_line(text), None)
        if typed.value < 0:
            told = tr("累计投资不能小于0，表中是“{text}”", text=in_short(one_line(text)))
            return _Words(column, what, before, one_line(text), None, told)
        beside = table.text(self.file.grids, row, FillInColumn.UNIT)
        unit = typed.unit or beside or meant.money_unit
        changed = beside and not typed.unit and beside != meant.money_unit
        words = tr("计量单位一栏是“{unit}”，台账里是{own}", unit=in_short(one_line(beside)), own=meant.money_unit or "")
        after = figure(typed.value) + (unit or "")
        filing = Filing(0, table.task, meant.id, self.known.year, self.known.month, value=typed.value, unit=unit)
        found = check_filing(filing, meant, ())
        if worst(found) is Severity.HARD:
            return _Words(column, what, before, after, None, say_finding(found[0]))
        change = FilingChange(value=typed.value, unit=unit, origin=self._from(table, row, column))
        filed = FiledPart(table.task, meant.id, change)
        return _Words(column, what, before, after, filed, doubt=words if changed else "")

    def _done(self, table: SheetTable, row: int, text: str) -> _Words:
        meant = self._meant(table, row)
        before = meant.done_on or "" if isinstance(meant, Milestone) else ""
        try:
            date = read_deadline(text) or ""
        except Refusal as refusal:
            return _Words(FillInColumn.DONE_ON, tr("办结日期"), before, text, None, str(refusal))
        filed = None if meant is None else FiledDone(meant.id, date)
        return _Words(FillInColumn.DONE_ON, tr("办结日期"), before, date, filed)

    def _line(self, table: SheetTable, row: int, said: _Words) -> ReturnLine:
        asked = [one for one in (*self._doubts(table, row), said.doubt) if one]
        if said.filed is None:
            state = ReturnState.STOPPED
        elif said.before == said.after:
            state = ReturnState.SAME
        elif asked:
            state = ReturnState.ASKED
        else:
            state = ReturnState.CONFLICT if said.before else ReturnState.NEW
        return ReturnLine(
            place=self._place(table, row, said.column),
            unit=self.unit,
            name=one_line(table.text(self.file.grids, row, table.named_by)),
            what=said.what,
            before=said.before,
            after=said.after,
            state=state,
            filed=said.filed,
            why=tuple(one for one in (said.wrong, *asked) if one),
        )

    # ---- which row is which

    def _rows(self, table: SheetTable) -> Iterator[int]:
        """The rows with a name; words with a colon beside open cells are not of the table."""
        for row in range(table.head + 1, len(self.file.grids[table.grid].rows)):
            said = table.text(self.file.grids, row, table.named_by)
            if said and not said.endswith(("：", ":")):
                yield row

    def _sent(self, table: SheetTable, row: int) -> Target | Milestone | None:
        """What was sent in a row, by its key."""
        return self.known.by_key.get(self.file.key(table, row))

    def _named(self, table: SheetTable, row: int) -> Target | Milestone | None:
        """What the name in a row means."""
        said = table.text(self.file.grids, row, table.named_by)
        return self.known.target_named(said) if table.task is TaskKind.TARGET else self.known.milestone_named(said)

    def _meant(self, table: SheetTable, row: int) -> Target | Milestone | None:
        """The name goes before the key, which is only believed where the name is unknown, and then asked about."""
        return self._named(table, row) or self._sent(table, row)

    def _doubts(self, table: SheetTable, row: int) -> list[str]:
        """What speaks against a row being what it seems."""
        sent, named = self._sent(table, row), self._named(table, row)
        said = one_line(table.text(self.file.grids, row, table.named_by))
        found = [self.file.swapped]
        if self.file.marking is not None and sent is None:
            found.append(tr("发出的表里没有这一行"))
        elif sent is not None and named is None:
            found.append(tr("名称由“{sent}”改成了“{said}”", sent=self.known.name_of(sent), said=said))
        elif sent is not None and named is not None and named.id != sent.id:
            found.append(tr("这一行发出时是“{sent}”，现在写的是“{said}”", sent=self.known.name_of(sent), said=said))
        meant = named or sent
        owner = None if meant is None else self.known.owner_of(meant)
        if meant is not None and self.file.unit is not None and owner != self.file.unit:
            found.append(tr("现在不由“{unit}”牵头", unit=one_line(self.unit)))
        return [one for one in found if one]


def _state(row: PlanRow) -> ReturnState:
    """How a figure stands, by what a bureau's sheet would do with it."""
    if row.decision is Decision.SAME:
        return ReturnState.SAME
    if row.stopped or row.decision in (Decision.UNKNOWN, Decision.LEFT):
        return ReturnState.STOPPED
    if row.decision is Decision.ASKED:
        return ReturnState.ASKED
    if row.decision is Decision.NEW or row.before is None:
        return ReturnState.NEW
    return ReturnState.CONFLICT if _contradicts(row.before, row.after) else ReturnState.ADDED


def _contradicts(before: Actual, after: Actual | None) -> bool:
    """Whether a figure that stands becomes another one; one that was blank until now contradicts nothing."""
    if after is None:
        return True
    level = before.value is not None and (before.value, before.unit) != (after.value, after.unit)
    return level or (before.growth is not None and before.growth != after.growth)


def _said(row: PlanRow) -> str:
    if row.entry is None or row.after is None:
        return in_short(one_line(row.offer.figure.value or row.offer.figure.growth))
    return _actual_words(row.after)


def _actual_words(actual: Actual | None) -> str:
    if actual is None:
        return ""
    level = "" if actual.value is None else figure(actual.value) + (actual.unit or "")
    growth = "" if actual.growth is None else tr("同比 {rate}%", rate=figure(actual.growth))
    return "，".join(one for one in (level, growth) if one)
