"""积分台账: automatic entries and what was entered by hand, by date, with caps, waivers and the running total."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from operator import attrgetter
from typing import NamedTuple

from zonetracker.model.facts import Department, Points, PointsAccount, PointsKind
from zonetracker.model.points.entries import PointsEntry
from zonetracker.model.points.rules import PointsRule, PointsRules

_EXACT = Context(prec=60)
"""More digits than any sum of points has."""


class PointsLine(NamedTuple):
    """One line: either an automatic `entry`, or what was `given` by hand. `points` is what it is worth by itself,
    `counted` what of it counts beside caps and waivers, `running` its department's total after it.

    A waived entry keeps its points, and none of them count.
    """

    department: Department
    points: Decimal
    counted: Decimal
    running: Decimal
    entry: PointsEntry | None = None
    given: Points | None = None
    waiver: Points | None = None

    @property
    def day(self) -> str:
        """The day by which it stands in the ledger (ISO)."""
        return self.source.day

    @property
    def month(self) -> int:
        """The month in which it counts."""
        return self.source.month

    @property
    def source(self) -> PointsEntry | Points:
        """What it comes of."""
        source = self.entry or self.given
        assert source is not None
        return source

    @property
    def key(self) -> str | int:
        """What tells it from the others: the key of its entry, or the id of what was given."""
        source = self.source
        return source.key if isinstance(source, PointsEntry) else source.id

    @property
    def capped(self) -> bool:
        """Whether a cap keeps some of its points from counting."""
        return self.waiver is None and self.counted != self.points


@dataclass(frozen=True, slots=True)
class PointsTotal:
    """A department's points: `added` and `taken` (below zero) are what counts of its `lines`, `total` is all with the
    base; `waived` are the lines that don't count.
    """

    department: Department
    base: Decimal
    added: Decimal
    taken: Decimal
    total: Decimal
    lines: int
    waived: int


@dataclass(frozen=True, slots=True)
class PointsLedger:
    """The lines of a year's months 1..`month` by date, and the departments' totals in their order."""

    year: int
    month: int
    rules: PointsRules
    lines: tuple[PointsLine, ...]
    totals: tuple[PointsTotal, ...]

    def of(self, department_id: int) -> list[PointsLine]:
        """The lines of one department."""
        return [line for line in self.lines if line.department.id == department_id]


def points_ledger(
    year: int,
    month: int,
    rules: PointsRules,
    entries: Iterable[PointsEntry],
    points: Iterable[Points],
    departments: Sequence[Department],
) -> PointsLedger:
    """The ledger after `month` months; `points` are those of the year, of any account and kind."""
    given = [one for one in points if one.account is PointsAccount.LEDGER and one.month <= month]
    waivers = {one.entry: one for one in given if one.kind is PointsKind.WAIVER}
    known = {one.id: one for one in departments}
    listed: list[_Source] = [*entries]
    listed += [one for one in given if one.kind in _SIGNS and one.department_id in known]
    _sort(listed, known)
    with localcontext(_EXACT):
        running = _RunningPoints(rules, known, waivers)
        lines = tuple(map(running.line, listed))
        totals = tuple(running.totals(departments, f"{year}-{month:02}"))
    return PointsLedger(year, month, rules, lines, totals)


_SIGNS = {PointsKind.BONUS: 1, PointsKind.DEDUCTION: -1}
_Source = PointsEntry | Points


def _sort(listed: list[_Source], departments: Mapping[int, Department]) -> None:
    """By month and day, on a day by department, what was entered by hand last.

    One pass for each key, the least first: a year of a large office has so many entries that a tuple for each tells.
    """
    listed.sort(key=lambda one: one.task_id if isinstance(one, PointsEntry) else one.id)
    listed.sort(key=lambda one: isinstance(one, Points))
    listed.sort(key=lambda one: _department(one, departments).position)
    listed.sort(key=attrgetter("day"))
    listed.sort(key=attrgetter("month"))


def _department(one: _Source, departments: Mapping[int, Department]) -> Department:
    return one.department if isinstance(one, PointsEntry) else departments[one.department_id]


class _RunningPoints:
    """What counts of each line, first come first served as far as a cap reaches, and what it comes to."""

    def __init__(
        self, rules: PointsRules, departments: Mapping[int, Department], waivers: Mapping[str, Points]
    ) -> None:
        self._base, self._departments, self._waivers = rules.base, departments, waivers
        self._used: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
        self._added: dict[int, Decimal] = defaultdict(Decimal)
        self._taken: dict[int, Decimal] = defaultdict(Decimal)
        self._lines: Counter[int] = Counter()
        self._waived: Counter[int] = Counter()

    def line(self, one: _Source) -> PointsLine:
        """The next line."""
        department = _department(one, self._departments)
        if isinstance(one, PointsEntry):
            waiver = self._waivers.get(one.key) if self._waivers else None
            counted = self._counted(one, waiver)
            running = self._count(department.id, counted)
            return PointsLine(department, one.points, counted, running, entry=one, waiver=waiver)
        points = (one.amount or Decimal(0)) * _SIGNS[one.kind]
        return PointsLine(department, points, points, self._count(department.id, points), given=one)

    def _count(self, number: int, counted: Decimal) -> Decimal:
        """A department's total with one more line."""
        self._lines[number] += 1
        (self._added if counted > 0 else self._taken)[number] += counted
        return self._base + self._added[number] + self._taken[number]

    def _counted(self, entry: PointsEntry, waiver: Points | None) -> Decimal:
        if waiver is not None:
            self._waived[entry.department.id] += 1
            return Decimal(0)
        cap = entry.rule.cap
        return entry.points if cap is None else self._within(entry.rule, cap, entry.department.id, entry.points)

    def _within(self, rule: PointsRule, cap: Decimal, number: int, points: Decimal) -> Decimal:
        group = (number, rule.together or rule.code)
        counted = min(abs(points), max(cap - self._used[group], Decimal(0)))
        self._used[group] += counted
        return counted.copy_sign(points) if counted else Decimal(0)

    def totals(self, departments: Iterable[Department], month: str) -> Iterator[PointsTotal]:
        """One for each department that takes part in the month, and for those that have a line."""
        for one in departments:
            number = one.id
            if self._lines[number] or one.retired_from is None or one.retired_from > month:
                added, taken = self._added[number], self._taken[number]
                total = self._base + added + taken
                yield PointsTotal(one, self._base, added, taken, total, self._lines[number], self._waived[number])
