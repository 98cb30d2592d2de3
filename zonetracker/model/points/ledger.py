"""积分台账: automatic entries and what was entered by hand, by date, with caps, waivers and the running total."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from operator import itemgetter

from zonetracker.model.facts import Department, Points, PointsAccount, PointsKind
from zonetracker.model.points.entries import PointsEntry
from zonetracker.model.points.rules import PointsRule, PointsRules

_EXACT = Context(prec=60)
"""More digits than any sum of points has."""


@dataclass(frozen=True, slots=True)
class PointsLine:
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
        return self._source.day

    @property
    def month(self) -> int:
        """The month in which it counts."""
        return self._source.month

    @property
    def _source(self) -> PointsEntry | Points:
        source = self.entry or self.given
        assert source is not None
        return source

    @property
    def key(self) -> str | int:
        """What tells it from the others: the key of its entry, or the id of what was given."""
        source = self._source
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
    with localcontext(_EXACT):
        drafts = [_automatic(entry, waivers) for entry in entries]
        drafts += _by_hand(given, departments)
        drafts.sort(key=itemgetter(0))
        counting = _RunningPoints(rules)
        lines = tuple(counting.line(*draft[1:]) for draft in drafts)
        totals = tuple(counting.totals(departments, f"{year}-{month:02}"))
    return PointsLedger(year, month, rules, lines, totals)


_SIGNS = {PointsKind.BONUS: 1, PointsKind.DEDUCTION: -1}
_Order = tuple[int, str, int, int, int]
_Draft = tuple[_Order, Department, Decimal, PointsEntry | None, Points | None, Points | None]


def _automatic(entry: PointsEntry, waivers: Mapping[str, Points]) -> _Draft:
    department = entry.department
    order = (entry.month, entry.day, department.position, 0, entry.task_id)
    return order, department, entry.points, entry, None, waivers.get(entry.key) if waivers else None


def _by_hand(given: Iterable[Points], departments: Iterable[Department]) -> Iterator[_Draft]:
    known = {one.id: one for one in departments}
    for one in given:
        if one.kind in _SIGNS and one.department_id in known:
            department = known[one.department_id]
            order = (one.month, one.day, department.position, 1, one.id)
            yield order, department, (one.amount or Decimal(0)) * _SIGNS[one.kind], None, one, None


class _RunningPoints:
    """What counts of each line, first come first served as far as a cap reaches, and what it comes to."""

    def __init__(self, rules: PointsRules) -> None:
        self._base = rules.base
        self._used: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
        self._added: dict[int, Decimal] = defaultdict(Decimal)
        self._taken: dict[int, Decimal] = defaultdict(Decimal)
        self._lines: Counter[int] = Counter()
        self._waived: Counter[int] = Counter()

    def line(
        self,
        department: Department,
        points: Decimal,
        entry: PointsEntry | None,
        given: Points | None,
        waiver: Points | None,
    ) -> PointsLine:
        number, counted = department.id, points
        self._lines[number] += 1
        if waiver is not None:
            counted = Decimal(0)
            self._waived[number] += 1
        elif entry is not None and entry.rule.cap is not None:
            counted = self._within(entry.rule, entry.rule.cap, number, points)
        (self._added if counted > 0 else self._taken)[number] += counted
        running = self._base + self._added[number] + self._taken[number]
        return PointsLine(department, points, counted, running, entry, given, waiver)

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
