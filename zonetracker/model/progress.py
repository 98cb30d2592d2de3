"""The table that every output shows: targets in order, each with its figures and its standing in one month.

Status, sheet, summary, gauges and overview all read this one table, so a figure cannot differ between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.closing.corrections import Correction
from zonetracker.model.facts import Actual, Department, Indicator, Milestone, PeriodTarget, Stated, Target
from zonetracker.model.milestones.records import MilestoneRecord, StateOptions
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import IN_YEAR, YEAR_END, Bearing, Grade, Standing, judge, row_unit
from zonetracker.support.remade import Remade

ActualKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class QuarterFacts:
    """Of a month that is looked at as the end of a quarter: the period target, and the cumulative figures three months
    before, of this year and of the last.
    """

    period: PeriodTarget | None = None
    before: Actual | None = None
    last_before: Actual | None = None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One row of the sheet. `number` is empty for an 其中 row, whose `depth` is 1 or more; values are in `unit`.

    `problem` is the reason for being behind that the responsible unit filed for the month; `asked` is empty but in
    quarter mode.
    """

    number: str
    depth: int
    target: Target
    indicator: Indicator
    unit: str
    standing: Standing
    actual: Actual | None
    baseline: Actual | None
    last_year: Actual | None
    problem: str = ""
    asked: QuarterFacts = QuarterFacts()

    @property
    def actual_value(self) -> Decimal | None:
        """The cumulative actual in the row's unit: as written where it was written so, else converted exactly."""
        return figure_in_unit(self.actual, self.unit)

    @property
    def expected(self) -> bool:
        """Whether the actual is only expected (预计) and no final figure yet."""
        return self.actual is not None and self.actual.expected

    @property
    def baseline_value(self) -> Decimal | None:
        """Last year's full-year actual in the row's unit."""
        return figure_in_unit(self.baseline, self.unit)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that is known of a year up to one month; percentages are shown with `places` decimals.

    `edition` counts how often the month is given out, `corrections` are what that changes of what was given out before,
    `changed_since` what was changed after a closed month was given out and shows in its figures, `closed_on` (ISO) the
    day on which it was closed, empty where it is open; `adjustments` are those of the year's targets, by target.
    `quarter` says that the month is looked at as the end of a quarter (quarter mode), judged by its period targets.
    `today` is the day on which it is looked at, None where the month is over; only milestones ask, and for `records`,
    what was done about each by its id, and `state_options`, the office's own days.
    """

    zone: str
    year: int
    month: int
    rows: tuple[ProgressRow, ...]
    milestones: tuple[Milestone, ...]
    rules: RuleSet
    places: int = 1
    quarter: bool = False
    departments: tuple[Department, ...] = ()
    edition: int = 1
    corrections: tuple[Correction, ...] = ()
    changed_since: tuple[Correction, ...] = ()
    closed_on: str = ""
    adjustments: Mapping[int, Sequence[Adjustment]] = field(default_factory=dict)
    today: date | None = None
    records: Mapping[int, MilestoneRecord] = field(default_factory=dict)
    state_options: StateOptions = field(default_factory=StateOptions)

    def adjusted(self, row: ProgressRow) -> list[Adjustment]:
        """How the target of a row was changed by this month, oldest first."""
        return [one for one in self.adjustments.get(row.target.id, ()) if one.from_month <= self.month]

    @property
    def year_end(self) -> bool:
        """Whether the year is over, so that targets are met or missed."""
        return self.month == 12

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The assessments that there are in this month, best first; every row has one of them."""
        if self.year_end:
            return YEAR_END
        return IN_YEAR if self.rules.ahead is not None else tuple(each for each in IN_YEAR if each is not Grade.AHEAD)

    def word(self, grade: Grade) -> str:
        """The office's word for an assessment, in legends and counts; what a row shows is `word_of` it."""
        return self.rules.words[grade.name.lower()]

    def word_of(self, row: ProgressRow) -> str:
        """The office's word for how a row stands: that of its assessment, or that of a figure not to be exceeded."""
        control = row.standing.control
        return self.word(row.standing.grade) if control is None else self.rules.words[control.value]

    def colour(self, grade: Grade) -> str:
        """The colour of an assessment's light, #rrggbb."""
        return self.rules.colours[grade.name.lower()]

    def percent(self, number: Fraction | None) -> Decimal | None:
        """A percentage or a gap as it is shown everywhere."""
        return None if number is None else shown(number, self.places)

    def count(self, grade: Grade) -> int:
        """How many targets have this assessment."""
        return sum(row.standing.grade is grade for row in self.rows)


def period_asked(row: ProgressRow, progress: Progress) -> Stated | None:
    """What a period target asks for by now: nothing at a year's end, where the target itself is asked for."""
    period = row.asked.period
    return None if period is None or progress.year_end else period.stated


def in_order(targets: Iterable[Target]) -> list[tuple[Target, int]]:
    """Targets by position, each followed by its parts (其中), with their depth."""
    listed = sorted(targets, key=attrgetter("position", "id"))
    known = {target.id for target in listed}
    children: dict[int | None, list[Target]] = defaultdict(list)
    for target in listed:
        parent = target.parent_id if target.parent_id in known and target.parent_id != target.id else None
        children[parent].append(target)
    ordered: list[tuple[Target, int]] = []
    pending = [(target, 0) for target in reversed(children[None])]
    while pending:
        target, depth = pending.pop()
        ordered.append((target, depth))
        if target.id in children:
            pending.extend((part, depth + 1) for part in reversed(children[target.id]))
    seen = {target.id for target, _ in ordered}
    return ordered + [(target, 0) for target in listed if target.id not in seen]


def numbered(targets: Iterable[Target]) -> Iterator[tuple[str, int, Target]]:
    """Targets in order with their numbers, none for parts, and their depths."""
    number = 0
    for target, depth in in_order(targets):
        number += depth == 0
        yield str(number) if depth == 0 else "", depth, target


def progress(
    zone: str,
    year: int,
    month: int,
    targets: Sequence[Target],
    indicators: Mapping[int, Indicator],
    actuals: Mapping[ActualKey, Actual],
    milestones: Sequence[Milestone],
    rules: RuleSet,
    places: int = 1,
    problems: Mapping[int, str] | None = None,
    again: Remade[ProgressRow] | None = None,
    periods: Mapping[int, PeriodTarget] | None = None,
) -> Progress:
    """The table for months 1..`month` of `year`; `actuals` are keyed by indicator, year and month.

    `targets` may hold those of the year before as well, to compare with the same month of last year. `problems` are the
    reasons filed for the month, by target. `again` keeps the rows of the last call over `progress_row`: one of which no
    fact changed is not judged again. `periods` are the period targets of the month by target, of a quarter alone.
    """
    last_targets = {target.indicator_id: target for target in targets if target.year == year - 1}
    wanted = []
    for said, depth, target in numbered(target for target in targets if target.year == year):
        indicator = indicators[target.indicator_id]
        facts = (
            said,
            depth,
            target,
            indicator,
            actuals.get((indicator.id, year, month)),
            actuals.get((indicator.id, year - 1, 12)),
            actuals.get((indicator.id, year - 1, month)),
            last_targets.get(indicator.id),
            month,
            rules,
            (problems or {}).get(target.id, ""),
            *(
                ()
                if periods is None
                else (periods.get(target.id), *_three_months_before(actuals, indicator, year, month))
            ),
        )
        wanted.append((target.id, facts))
    due = tuple(milestone for milestone in milestones if milestone.year == year)
    rows = again if again is not None else Remade(progress_row)
    return Progress(zone, year, month, tuple(rows(wanted)), due, rules, places, periods is not None)


def _three_months_before(
    actuals: Mapping[ActualKey, Actual], indicator: Indicator, year: int, month: int
) -> tuple[Actual | None, Actual | None]:
    now, last = (actuals.get((indicator.id, one, month - 3)) for one in (year, year - 1))
    return now, last


def progress_row(
    number: str,
    depth: int,
    target: Target,
    indicator: Indicator,
    actual: Actual | None,
    baseline: Actual | None,
    last_year: Actual | None,
    last_target: Target | None,
    month: int,
    rules: RuleSet,
    problem: str = "",
    period: PeriodTarget | None = None,
    before: Actual | None = None,
    last_before: Actual | None = None,
) -> ProgressRow:
    """One target with its figures, judged; by `period` in quarter mode."""
    bearing = Bearing(actual=actual, baseline=baseline, last_year=last_year, last_target=last_target)
    return ProgressRow(
        number=number,
        depth=depth,
        target=target,
        indicator=indicator,
        unit=row_unit(target, indicator) or (actual.unit if actual else None) or "",
        standing=judge(target, indicator, month, bearing, rules, None if period is None else period.stated),
        actual=actual,
        baseline=baseline,
        last_year=last_year,
        problem=problem,
        asked=QuarterFacts(period, before, last_before),
    )
