"""The facts of a table as they stand: read once, then only those rows anew that the history says were touched.

A fact is frozen, so one that was not touched stays the very same object: who shows it can tell by `is` that nothing
of it changed. A damaged row is no fact: here it is left out, and `damaged` of the room tells of it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zonetracker.lexicon.naming import NameIndex
from zonetracker.model.facts import Indicator, Milestone, Target
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import Database
from zonetracker.storage.records import to_indicator, to_target
from zonetracker.storage.task_records import to_milestone
from zonetracker.storage.values import Damaged, id_of
from zonetracker.support.errors import Refusal

if TYPE_CHECKING:
    from zonetracker.lexicon.matching import Matcher

Fact = TypeVar("Fact", bound=Any)
Made = TypeVar("Made")
Part = tuple[Value, ...]
_MANY = 400


class KeptTable(Generic[Fact]):
    """One table in parts: a part is all rows with the same values in `columns`, and is read when first asked for."""

    def __init__(
        self, name: str, columns: tuple[str, ...], fact: Callable[[Row], Fact], order: Callable[[Fact], Any]
    ) -> None:
        """`fact` makes a fact of a row; `order` is what the facts of a part are sorted by, no two of them alike."""
        self.name = name
        self.columns = columns
        self.order = order
        self.fact = fact
        self._parts: dict[Part, list[Fact]] = {}
        self._known: dict[int, tuple[Part, Fact]] = {}
        self.left_out: set[int] = set()
        """The ids of the damaged rows that were met."""

    def read(self, database: Database, values: Part) -> list[Fact]:
        """The facts with these values in the first columns, straight from the file, in order."""
        return sorted(sound(self._rows(database, values), self.fact, self.left_out), key=self.order)

    def part(self, database: Database, part: Part) -> tuple[Fact, ...]:
        """The facts of a part in order."""
        if part not in self._parts:
            self.load(database, part, (part,))
        return tuple(self._parts[part])

    def load(self, database: Database, values: Part, parts: Iterable[Part]) -> None:
        """Read what has these values in the first columns, all of which is in `parts`; those known already stay."""
        wanted: dict[Part, list[Fact]] = {part: [] for part in parts if part not in self._parts}
        if wanted:
            for row in self._rows(database, values):
                part = self._part(row)
                if part in wanted and (fact := self._keep(row, part)) is not None:
                    wanted[part].append(fact)
            for found in wanted.values():
                found.sort(key=self.order)
            self._parts |= wanted

    def one(self, row_id: int) -> Fact | None:
        """A fact that was read already."""
        known = self._known.get(row_id)
        return known[1] if known else None

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._parts.clear()
        self._known.clear()
        self.left_out.clear()

    def renew(self, database: Database, ids: Collection[int]) -> None:
        """Follow a change of these rows."""
        if len(ids) > _MANY:
            self.forget()
        elif self._parts:
            for one in ids:
                self._drop(one)
            for row in database.rows(self.name, ids):
                part = self._part(row)
                if part in self._parts and (fact := self._keep(row, part)) is not None:
                    insort(self._parts[part], fact, key=self.order)

    def _keep(self, row: Row, part: Part) -> Fact | None:
        try:
            fact = self.fact(row)
        except Damaged:
            self.left_out.add(id_of(row))
            return None
        self._known[fact.id] = (part, fact)
        return fact

    def _drop(self, row_id: int) -> None:
        self.left_out.discard(row_id)
        part, fact = self._known.pop(row_id, ((), None))
        if fact is not None:
            held = self._parts[part]
            del held[bisect_left(held, self.order(fact), key=self.order)]

    def _rows(self, database: Database, values: Part) -> list[Row]:
        where = " AND ".join(f"{column} = ?" for column in self.columns[: len(values)]) or "1"
        return database.query(f"SELECT * FROM {self.name} WHERE {where}", values)

    def _part(self, row: Row) -> Part:
        return tuple(row[column] for column in self.columns)


def sound(rows: Iterable[Row], fact: Callable[[Row], Made], but: Collection[int] = ()) -> list[Made]:
    """The facts of those rows that are not damaged; none of the rows `but`."""
    found = []
    for row in rows:
        if id_of(row) not in but:
            with suppress(Damaged):
                found.append(fact(row))
    return found


class OfIndicators(KeptTable[Fact]):
    """A table of which each row is about an indicator; one without a sound indicator can't be shown either."""

    def __init__(
        self,
        indicators: IndicatorTable,
        name: str,
        columns: tuple[str, ...],
        fact: Callable[[Row], Fact],
        order: Callable[[Fact], Any],
    ) -> None:
        super().__init__(name, columns, fact, order)
        self.indicators = indicators

    def load(self, database: Database, values: Part, parts: Iterable[Part]) -> None:
        """Read what has these values in the first columns; those known already stay."""
        self.indicators.part(database, ())
        super().load(database, values, parts)

    def _keep(self, row: Row, part: Part) -> Fact | None:
        if self.indicators.one(int(row["indicator_id"] or 0)) is None:
            self.left_out.add(id_of(row))
            return None
        return super()._keep(row, part)


class TargetTable(OfIndicators[Target]):
    """The targets of each year; one whose whole is not there stands by itself, and a circle of parts is damaged."""

    def __init__(self, indicators: IndicatorTable) -> None:
        super().__init__(indicators, "target", ("year",), to_target, lambda one: (one.position, one.id))

    def load(self, database: Database, values: Part, parts: Iterable[Part]) -> None:
        """Read what has these values in the first columns; those known already stay."""
        before = set(self._parts)
        super().load(database, values, parts)
        for part in self._parts.keys() - before:
            self._settle(part)

    def renew(self, database: Database, ids: Collection[int]) -> None:
        """Follow a change of these rows; where one of them is not as a program of ours would leave it, read anew."""
        super().renew(database, ids)
        touched = {self._known[one][0] for one in ids if one in self._known}
        if any(self._unsettled(part) for part in touched):
            self.forget()

    def _unsettled(self, part: Part) -> bool:
        kept = self._parts[part]
        there = {one.id for one in kept}
        return any(one.parent_id not in there for one in kept if one.parent_id is not None) or bool(in_circles(kept))

    def _settle(self, part: Part) -> None:
        kept = self._parts[part]
        for number in in_circles(kept):
            self._drop(number)
            self.left_out.add(number)
        there = {one.id for one in kept}
        for place, one in enumerate(kept):
            if one.parent_id is not None and one.parent_id not in there:
                kept[place] = replace(one, parent_id=None)
                self._known[one.id] = (part, kept[place])


class MilestoneTable(KeptTable[Milestone]):
    """The milestones of each year; a part of what is not there, of another year or a part itself stands by itself."""

    def __init__(self) -> None:
        super().__init__("milestone", ("year",), to_milestone, lambda one: (one.position, one.id))
        self._settled = False

    def load(self, database: Database, values: Part, parts: Iterable[Part]) -> None:
        """Read what has these values in the first columns; those known already stay."""
        before = set(self._parts)
        super().load(database, values, parts)
        for part in self._parts.keys() - before:
            self._settle(part)

    def read(self, database: Database, values: Part) -> list[Milestone]:
        """The milestones with these values in the first columns, straight from the file, in order."""
        return settled(super().read(database, values))

    def renew(self, database: Database, ids: Collection[int]) -> None:
        """Follow a change of these rows; where a part stands by itself, or is to, read anew."""
        super().renew(database, ids)
        touched = {self._known[one][0] for one in ids if one in self._known}
        if self._settled or any(astray(self._parts[part]) for part in touched):
            self.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        super().forget()
        self._settled = False

    def _settle(self, part: Part) -> None:
        kept = self._parts[part]
        for place, one in enumerate(settled(kept)):
            if one is not kept[place]:
                kept[place] = one
                self._known[one.id] = (part, one)
                self._settled = True


def settled(milestones: Sequence[Milestone]) -> list[Milestone]:
    """These milestones, those that are parts of nothing as ones that stand by themselves."""
    alone = astray(milestones)
    return [replace(one, whole_id=None) if one.id in alone else one for one in milestones]


def astray(milestones: Collection[Milestone]) -> set[int]:
    """The ids of parts whose whole is not there, of another year, or a part itself, as in a circle."""
    wholes = {(one.id, one.year) for one in milestones if one.whole_id is None}
    return {one.id for one in milestones if one.whole_id is not None and (one.whole_id, one.year) not in wholes}


def in_circles(targets: Collection[Target]) -> set[int]:
    """The ids of targets that are a part of themselves, over however many others."""
    above = {one.id: one.parent_id for one in targets if one.parent_id is not None}
    ended: set[int] = set()
    circles: set[int] = set()
    for start in above:
        way: list[int] = []
        at: int | None = start
        while at is not None and at in above and at not in ended and at not in way:
            way.append(at)
            at = above[at]
        if at in way:
            circles.update(way[way.index(at) :])
        ended.update(way)
    return circles


class IndicatorTable(KeptTable[Indicator]):
    """The indicators, what they are called, and what a name may mean; the indices go on with the table."""

    def __init__(self) -> None:
        super().__init__("indicator", (), to_indicator, lambda one: one.id)
        self._names: NameIndex | None = None
        self._matcher: Matcher | None = None

    def names(self, database: Database) -> NameIndex:
        """The index of names, made when first asked for; whoever changes it copies it."""
        if self._names is None:
            self._names = NameIndex(self.part(database, ()))
        return self._names

    def matcher(self, database: Database) -> Matcher:
        """What proposes indicators for a name, made when first asked for."""
        if self._matcher is None:
            from zonetracker.lexicon.matching import Matcher  # rapidfuzz: not for every page that knows a name

            self._matcher = Matcher(self.part(database, ()))
        return self._matcher

    def forget(self) -> None:
        """Read everything anew when next asked."""
        super().forget()
        self._names = self._matcher = None

    def _keep(self, row: Row, part: Part) -> Indicator | None:
        last = max(self._known, default=0) if self._matcher is not None else 0
        indicator = super()._keep(row, part)
        if indicator is None:
            return None
        if self._names is not None:
            self._names.put(indicator)
        if self._matcher is not None and indicator.id > last:
            self._matcher.add(indicator)
        else:
            self._matcher = None
        return indicator

    def _drop(self, row_id: int) -> None:
        super()._drop(row_id)
        if self._names is not None and row_id in self._names:
            self._names.drop(row_id)
            self._matcher = None


class Kept:
    """Tables kept in step with the file: whoever wrote last, its history tells what to read anew."""

    def __init__(self, database: Database, tables: Iterable[KeptTable[Any]]) -> None:
        self._database = database
        self._tables = {table.name: table for table in tables}
        self._revision: int | None = None

    def fresh(self) -> bool:
        """Bring the tables in step; False inside an operation that has written, which may yet be taken back."""
        if self._database.writing:
            return False
        try:
            revision = self._database.revision
        except Refusal as refusal:
            if self._revision is None or not refusal.of_storage:
                raise
            return True  # the file can't be reached now: what was seen last stays on the screen
        if self._revision is not None and revision != self._revision:
            touched = self._database.touched_since(self._revision)
            for name, table in self._tables.items():
                if name in touched:
                    table.renew(self._database, touched[name])
            if "indicator" in touched or any(table.left_out for table in self._tables.values()):
                self._look_again()
        self._revision = revision
        return True

    def _look_again(self) -> None:
        """What was left out may stand again, and what stood may have lost its indicator: read those tables anew."""
        odd = [
            table
            for table in self._tables.values()
            if table.left_out or (isinstance(table, OfIndicators) and table.indicators.left_out)
        ]
        for table in odd:
            table.forget()

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._revision = None
        for table in self._tables.values():
            table.forget()

    def part(self, table: KeptTable[Fact], *part: Value) -> list[Fact]:
        """The facts of a part of a table in order."""
        return list(table.part(self._database, part)) if self.fresh() else table.read(self._database, part)

    def parts(self, table: KeptTable[Fact], values: Part, parts: Collection[Part]) -> list[Fact]:
        """The facts of several parts, one after another: all that has `values` in the first columns, read at once."""
        if not self.fresh():
            found = {part: table.read(self._database, part) for part in parts}
            return [fact for part in parts for fact in found[part]]
        table.load(self._database, values, parts)
        return [fact for part in parts for fact in table.part(self._database, part)]

    def one(self, table: KeptTable[Fact], row_id: int) -> Fact | None:
        """A fact, if it was read already and stands."""
        return table.one(row_id) if self.fresh() else None
