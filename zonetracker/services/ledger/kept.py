"""The facts of a table as they stand: read once, then only those rows anew that the history says were touched.

A fact is frozen, so one that was not touched stays the very same object: who shows it can tell by `is` that nothing
of it changed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zonetracker.lexicon.naming import NameIndex
from zonetracker.model.facts import Indicator
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import Database
from zonetracker.storage.records import to_indicator

if TYPE_CHECKING:
    from zonetracker.lexicon.matching import Matcher

Fact = TypeVar("Fact", bound=Any)
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

    def read(self, database: Database, values: Part) -> list[Fact]:
        """The facts with these values in the first columns, straight from the file, in order."""
        return sorted((self.fact(row) for row in self._rows(database, values)), key=self.order)

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
                if part in wanted:
                    wanted[part].append(self._keep(row, part))
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

    def renew(self, database: Database, ids: Collection[int]) -> None:
        """Follow a change of these rows."""
        if len(ids) > _MANY:
            self.forget()
        elif self._parts:
            for one in ids:
                self._drop(one)
            for row in database.rows(self.name, ids):
                part = self._part(row)
                if part in self._parts:
                    insort(self._parts[part], self._keep(row, part), key=self.order)

    def _keep(self, row: Row, part: Part) -> Fact:
        fact = self.fact(row)
        self._known[fact.id] = (part, fact)
        return fact

    def _drop(self, row_id: int) -> None:
        part, fact = self._known.pop(row_id, ((), None))
        if fact is not None:
            held = self._parts[part]
            del held[bisect_left(held, self.order(fact), key=self.order)]

    def _rows(self, database: Database, values: Part) -> list[Row]:
        where = " AND ".join(f"{column} = ?" for column in self.columns[: len(values)]) or "1"
        return database.query(f"SELECT * FROM {self.name} WHERE {where}", values)

    def _part(self, row: Row) -> Part:
        return tuple(row[column] for column in self.columns)


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

    def _keep(self, row: Row, part: Part) -> Indicator:
        last = max(self._known, default=0) if self._matcher is not None else 0
        indicator = super()._keep(row, part)
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
        revision = self._database.revision
        if self._revision is not None and revision != self._revision:
            for name, ids in self._database.touched_since(self._revision).items():
                if name in self._tables:
                    self._tables[name].renew(self._database, ids)
        self._revision = revision
        return True

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
