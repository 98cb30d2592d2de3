"""The checks at the gate: what an operation is about to write, seen against the workbook as it stands.

Only what a write changes is checked, so that an old row with a bad figure can still get a new responsible unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import KEEP, ActualEntry
from zonetracker.model.checking import limits
from zonetracker.model.checking.checks import (
    check_actual,
    check_bare_level,
    check_parts,
    check_period_units,
    check_reached_parts,
    check_target,
)
from zonetracker.model.checking.findings import Finding, Severity, worst
from zonetracker.model.checking.task_checks import day_ahead
from zonetracker.model.facts import Actual, Indicator, PeriodTarget, Target
from zonetracker.model.measure import row_unit
from zonetracker.services.ledger.closed import ClosedMonths, Month, Query, to_open, today
from zonetracker.services.ledger.kept import sound
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.records import to_actual, to_indicator, to_target
from zonetracker.storage.task_records import to_period_target
from zonetracker.support.errors import Refusal
from zonetracker.words.findings import say_asked, say_finding

_ALSO = "；"
_Key = tuple[int, int, int]


class Facts:
    """The workbook's facts, each read when it is first asked for; `put` shows an actual as it is about to be."""

    def __init__(self, query: Query, fresh: Mapping[int, Indicator] | None = None) -> None:
        """`fresh` are indicators that are not in the workbook yet, by the numbers that entries have for them."""
        self._query = query
        self.closed = ClosedMonths(query)
        self._indicators: dict[int, Indicator] = dict(fresh or {})
        self._targets: dict[tuple[int, int], Target | None] = {}
        self._years: dict[tuple[int, int], dict[int, Actual]] = {}

    def indicator(self, indicator_id: int) -> Indicator:
        """One indicator; KeyError for an unknown id."""
        if indicator_id not in self._indicators:
            rows = self._query("SELECT * FROM indicator WHERE id = ?", (indicator_id,))
            if not rows:
                raise KeyError(indicator_id)
            self._indicators[indicator_id] = to_indicator(rows[0])
        return self._indicators[indicator_id]

    def target(self, target_id: int | None) -> Target | None:
        """One target, or None."""
        rows = self._query("SELECT * FROM target WHERE id = ?", (target_id,)) if target_id is not None else []
        return to_target(rows[0]) if rows else None

    def target_of(self, indicator_id: int, year: int) -> Target | None:
        """The first target of an indicator in a year."""
        key = (indicator_id, year)
        if key not in self._targets:
            rows = self._query(
                "SELECT * FROM target WHERE indicator_id = ? AND year = ? ORDER BY position, id LIMIT 1", key
            )
            self._targets[key] = to_target(rows[0]) if rows else None
        return self._targets[key]

    def parts_of(self, target_id: int) -> Sequence[Target]:
        """The 其中 rows of a target."""
        return [to_target(row) for row in self._query("SELECT * FROM target WHERE parent_id = ?", (target_id,))]

    def periods_of(self, target_id: int) -> Sequence[PeriodTarget]:
        """What a target asks for in parts of its year."""
        rows = self._query("SELECT * FROM period_target WHERE target_id = ? ORDER BY to_month", (target_id,))
        return sound(rows, to_period_target)

    def actual(self, indicator_id: int, year: int, month: int) -> Actual | None:
        """The actual of a month."""
        return self._year(indicator_id, year).get(month)

    def put(self, key: _Key, actual: Actual | None) -> None:
        """Show a month as it is about to be."""
        months = self._year(*key[:2])
        months.pop(key[2], None)
        if actual is not None:
            months[key[2]] = actual

    def _year(self, indicator_id: int, year: int) -> dict[int, Actual]:
        key = (indicator_id, year)
        if key not in self._years:
            rows = self._query("SELECT * FROM actual WHERE indicator_id = ? AND year = ?", key) if indicator_id else []
            self._years[key] = {one.month: one for one in map(to_actual, rows)}
        return self._years[key]


class Gate:
    """Lets through what holds, or what is soft and has a reason; keeps the rest in `asked`.

    `reopening` are the closed months into which something passed, with the reason for each.
    """

    def __init__(self, reason: str = "") -> None:
        self.reason = reason.strip()
        self.asked: list[Asked] = []
        self.noted: list[Asked] = []
        self.reopening: dict[Month, str] = {}
        refuse(limits.reason_beyond(self.reason) if self.reason else None)

    @property
    def words(self) -> dict[str, object]:
        """The reason as the operation keeps it."""
        return {"reason": self.reason} if self.reason else {}

    def passes(self, thing: Asked, reason: str = "") -> bool:
        """Whether a thing may be written; `reason` is its own answer, beside the one for all."""
        if not self.lets(thing, reason):
            self.asked.append(thing)
            return False
        if thing.findings:
            self.noted.append(thing)
        self.reopening |= dict.fromkeys(to_open(thing), reason or self.reason)
        return True

    def lets(self, thing: Asked, reason: str = "") -> bool:
        """Whether a thing would pass; nothing is kept of it."""
        severity = worst(thing.findings)
        return severity is not Severity.HARD and (severity is not Severity.SOFT or bool(reason or self.reason))

    def told(self, changed: Changed, things: int) -> Changed:
        """What was done with what waits; where the one thing of a write was stopped, a Refusal."""
        if things == 1 and self.asked and self.asked[0].stopped:
            stopped = self.asked[0]
            first = next(one for one in stopped.findings if one.severity is Severity.HARD)
            raise Refusal(first.code, say_asked([replace(stopped, findings=(first,))]))
        return replace(changed, asked=tuple(self.asked), noted=tuple(self.noted))


def refuse(*findings: Finding | None) -> None:
    """Raise the first finding as a Refusal."""
    for finding in findings:
        if finding is not None:
            raise Refusal(finding.code, say_finding(finding) + "。")


# ---- actuals


@dataclass(frozen=True, slots=True)
class Entering:
    """One month's actual before and after an entry."""

    before: Actual | None
    after: Actual | None
    reason: str
    unit_said: bool


def enter(
    facts: Facts,
    entries: Iterable[ActualEntry],
    gate: Gate,
    noted: Callable[[int, int], str | None] = lambda *_: None,
) -> dict[_Key, Entering]:
    """What the entries leave, of those that pass the gate; each is seen with those of the months before it.

    Of a new figure that says nothing of when it was reported, `noted` gives the day by its year and month.
    """
    together: dict[_Key, Entering] = {}
    for entry in entries:
        refuse(limits.year_beyond(entry.year), limits.month_beyond(entry.month))
        key = (entry.indicator_id, entry.year, entry.month)
        target, standing = facts.target_of(*key[:2]), facts.actual(*key)
        usual = row_unit(target, facts.indicator(entry.indicator_id))
        after = entered(entry, standing, usual, noted(entry.year, entry.month))
        first = together[key].before if key in together else standing
        said = entry.unit is not KEEP or entry.value is KEEP or isinstance(entry.growth, Decimal)
        together[key] = Entering(first, after, entry.reason, said)
        facts.put(key, after)
    for key in together:
        facts.put(key, None)
    passed: dict[_Key, Entering] = {}
    for key, one in sorted(together.items(), key=lambda item: item[0][1:]):
        facts.put(key, one.after)
        indicator = facts.indicator(key[0])
        findings = actual_findings(facts, indicator, one) + facts.closed.actual_findings(one.before, one.after)
        findings += _reported_ahead(one)
        thing = Asked("actual", indicator.id, indicator.name, findings, key[1], key[2])
        if not gate.passes(thing, one.reason):
            facts.put(key, one.before)
            continue
        if one.after is not None and not one.reason and worst(findings) is Severity.SOFT:
            one = replace(one, after=replace(one.after, reason=gate.reason))
        passed[key] = one
    return passed


def _reported_ahead(one: Entering) -> tuple[Finding, ...]:
    if one.after is None or (one.before and one.before.reported_on == one.after.reported_on):
        return ()
    found = day_ahead(one.after.reported_on, today(), "reported_on")
    return () if found is None else (found,)


def would_ask(facts: Facts, entries: Iterable[ActualEntry]) -> tuple[Asked, ...]:
    """What the gate would ask about and note of these entries."""
    gate = Gate()
    enter(facts, entries, gate)
    return (*gate.asked, *gate.noted)


def entered(entry: ActualEntry, standing: Actual | None, usual: str | None, noted: str | None = None) -> Actual | None:
    """A month's actual as an entry leaves it; None where no figure is left. `usual` is the unit of the row.

    A figure that comes to another one which stays has its origin named beside that one's.
    """
    before = standing or Actual(0, entry.indicator_id, entry.year, entry.month, reported_on=noted)
    value = before.value if entry.value is KEEP else entry.value
    growth = before.growth if entry.growth is KEEP else entry.growth
    if value is None and growth is None:
        return None
    unit = _unit(entry, before, usual) if value is not None else None
    level = _spelled(value, unit) == _spelled(before.value, before.unit)
    rate = _spelled(growth, None) == _spelled(before.growth, None)
    source = _source(entry, before)
    reported_on = before.reported_on if entry.reported_on is KEEP else entry.reported_on
    if level and rate and before.row_id is not None:
        return replace(before, source=source, reported_on=reported_on)
    stays = (level and value is not None) or (rate and growth is not None)
    return Actual(
        id=before.id,
        indicator_id=entry.indicator_id,
        year=entry.year,
        month=entry.month,
        value=value,
        unit=unit,
        growth=growth,
        origin=_origins(before.origin, entry.origin) if stays and level != rate else entry.origin or before.origin,
        reason=entry.reason or (before.reason if level else ""),
        source=source,
        reported_on=reported_on,
    )


def _source(entry: ActualEntry, before: Actual) -> str:
    """Whose the figure is: as said, else as it stands; what was expected is so no more when its figure is entered."""
    if entry.source is not KEEP:
        return entry.source
    again = entry.growth if before.value is None else entry.value
    return "" if before.expected and again is not KEEP else before.source


def _unit(entry: ActualEntry, before: Actual, usual: str | None) -> str | None:
    if entry.unit is not KEEP:
        return entry.unit
    return before.unit if entry.value is KEEP else usual or before.unit


def _spelled(figure: object, unit: str | None) -> tuple[str, str | None]:
    return str(figure), unit


def _origins(before: str, now: str) -> str:
    first = before.rpartition(_ALSO)[2]
    return first + _ALSO + now if first and now and first != now else now or before


def actual_findings(facts: Facts, indicator: Indicator, one: Entering) -> tuple[Finding, ...]:
    """What the checks say of an actual that is about to stand in its month."""
    before, after = one.before, one.after
    if after is None or after == before:
        return ()
    found = beyond(before, after)
    if found:
        return tuple(found)
    year = [facts.actual(after.indicator_id, after.year, month) for month in range(1, 13)]
    earlier = [other for other in year if other is not None and other.month < after.month]
    later = [other for other in year if other is not None and other.month > after.month]
    last_year = facts.actual(after.indicator_id, after.year - 1, after.month)
    target = facts.target_of(after.indicator_id, after.year)
    found = check_actual(after, indicator, target, earlier, last_year, later)
    if not one.unit_said:
        others = [*earlier, *later, *([last_year] if last_year else [])]
        found += check_bare_level(after, target, others)
    found += _among_parts(facts, after, target)
    level = before is None or (before.value, before.unit) != (after.value, after.unit)
    untouched = frozenset(() if level else ("value", "unit")) | frozenset(() if before is None else ("month",))
    if not level and before is not None and before.growth == after.growth:
        untouched |= {"growth"}
    return tuple(finding for finding in found if finding.field not in untouched)


def _among_parts(facts: Facts, after: Actual, target: Target | None) -> list[Finding]:
    if target is None:
        return []
    found: list[Finding] = []
    whole = facts.target(target.parent_id)
    reached = facts.actual(whole.indicator_id, after.year, after.month) if whole else None
    if reached is not None:
        found += check_reached_parts(reached, [after])
    parts = [facts.actual(part.indicator_id, after.year, after.month) for part in facts.parts_of(target.id)]
    return found + check_reached_parts(after, [part for part in parts if part is not None])


# ---- targets


def target_findings(
    facts: Facts, before: Target | None, after: Target, parts: Sequence[Target] | None = None
) -> tuple[Finding, ...]:
    """What the checks say of a target that is about to be; `parts` where its 其中 rows do not hang below it yet."""
    found = beyond(before, after)
    found += beyond(before.stated if before else None, after.stated)
    if found or (before is not None and (before.stated, before.parent_id) == (after.stated, after.parent_id)):
        return tuple(found)
    baseline = facts.actual(after.indicator_id, after.year - 1, 12)
    periods = facts.periods_of(after.id) if before is not None else ()

    def said_of(target: Target) -> list[Finding]:
        whole = facts.target(target.parent_id)
        inside = facts.parts_of(target.id) if parts is None else parts
        above = check_parts(whole, [target]) if whole is not None else []
        units = check_period_units(target, facts.indicator(target.indicator_id), periods) if periods else []
        return [*units, *check_target(target, baseline), *above, *check_parts(target, inside)]

    holds = before is not None and not beyond(None, before.stated)
    stood = said_of(before) if before is not None and holds else []
    return tuple(finding for finding in said_of(after) if finding not in stood)
