"""What targets ask for in parts of their year (一季度目标): set, cleared, taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import KEEP, PeriodTargetEntry
from zonetracker.model.checking import limits
from zonetracker.model.checking.checks import check_period
from zonetracker.model.checking.findings import Finding, FindingCode, soft
from zonetracker.model.facts import PeriodTarget, Stated, Target
from zonetracker.model.measure import row_unit
from zonetracker.services.figures import agree, joined
from zonetracker.services.ledger.closed import ClosedMonths
from zonetracker.services.ledger.entering import Facts, Gate, refuse
from zonetracker.services.ledger.kept import sound
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import period_target_columns, to_period_target

_Periods = dict[int, PeriodTarget]


class PeriodOperations(LedgerReads):
    """Operations on targets of a part of the year. Each is one step of undo; each may raise Refusal."""

    def set_period_targets(self, entries: Sequence[PeriodTargetEntry], reason: str = "") -> Changed:
        """Set or clear what targets ask for from January to a month, as one operation.

        What is left without figures is removed. What a check asks about waits in Changed.asked while the rest is
        written; `reason` answers all that is soft.
        """
        refuse(*(limits.month_beyond(one.to_month) for one in entries))
        gate, words = Gate(reason), self._words_of_periods(entries)
        with self._database.operation("set_period_targets", **words, **gate.words) as recorder:
            set_periods(recorder, Facts(recorder.query), gate, entries)
        return gate.told(recorder.changed, len(entries))

    def _words_of_periods(self, entries: Sequence[PeriodTargetEntry]) -> dict[str, object]:
        if len(entries) != 1:
            return {"count": len(entries)}
        target = self.target(entries[0].target_id)
        title = self.indicator(target.indicator_id).name
        return {"count": 1, "as": "one", "title": title, "year": target.year, "month": entries[0].to_month}


def set_periods(recorder: Recorder, facts: Facts, gate: Gate, entries: Sequence[PeriodTargetEntry]) -> None:
    """Write what passes the gate of what targets are to ask for."""
    for target_id, asked in _by_target(entries).items():
        _set_periods(recorder, facts, gate, _target(facts, target_id), asked)


def _by_target(entries: Sequence[PeriodTargetEntry]) -> dict[int, list[PeriodTargetEntry]]:
    found: dict[int, list[PeriodTargetEntry]] = {}
    for one in entries:
        found.setdefault(one.target_id, []).append(one)
    return found


def _target(facts: Facts, target_id: int) -> Target:
    target = facts.target(target_id)
    if target is None:
        raise KeyError(target_id)
    return target


def _set_periods(
    recorder: Recorder, facts: Facts, gate: Gate, target: Target, entries: Sequence[PeriodTargetEntry]
) -> None:
    """Each is seen beside the others as they are to stand; one that waits leaves its month as it was."""
    indicator, stood = facts.indicator(target.indicator_id), periods_of(recorder, target.id)
    left = dict(stood)
    for entry in entries:
        _put(left, entry.to_month, _entered(entry, left.get(entry.to_month), row_unit(target, indicator)))
    for month in sorted({one.to_month for one in entries}):
        before, after = stood.get(month), left.get(month)
        findings: list[Finding] = []
        if after is not None and after != before:
            findings += beyond(before, after) + beyond(before.stated if before else None, after.stated)
            others = [one for at, one in left.items() if at != month]
            findings += [] if findings else check_period(after, target, indicator, others)
            if before is not None:
                was = check_period(before, target, indicator, [one for at, one in stood.items() if at != month])
                findings = [one for one in findings if one not in was]
        findings += issued_findings(facts.closed, target.year, month, before, after)
        if gate.passes(Asked("target", target.id, indicator.name, tuple(findings), target.year, month)):
            _write(recorder, before, after)
        else:
            _put(left, month, before)


def _entered(entry: PeriodTargetEntry, before: PeriodTarget | None, usual: str | None) -> PeriodTarget | None:
    """What an entry leaves for its month; None where no figure is left."""
    period = entry.change.on(before or PeriodTarget(0, entry.target_id, entry.to_month, Stated()))
    stated = period.stated
    if stated.value is None and stated.growth is None:
        return None
    if stated.value is None:
        stated = replace(stated, value_high=None, unit=None, bound=None)
    elif entry.change.unit is KEEP and stated.unit is None:
        stated = replace(stated, unit=usual)
    if stated.growth is None:
        stated = replace(stated, growth_high=None, growth_bound=None)
    return replace(period, stated=stated)


def _put(periods: _Periods, month: int, period: PeriodTarget | None) -> None:
    periods.pop(month, None)
    if period is not None:
        periods[month] = period


def issued_findings(
    closed: ClosedMonths, year: int, month: int, before: PeriodTarget | None, after: PeriodTarget | None
) -> tuple[Finding, ...]:
    """A finding where the figures of a period change after they, or a later month, were given out."""
    if (before.stated if before else None) == (after.stated if after else None):
        return ()
    last = closed.last_month(year)
    return (soft(FindingCode.TARGET_ISSUED, "value", month=str(last)),) if last >= month else ()


def _write(recorder: Recorder, before: PeriodTarget | None, after: PeriodTarget | None) -> None:
    if after is None:
        if before is not None:
            recorder.delete("period_target", before.id)
    elif before is None:
        recorder.insert("period_target", period_target_columns(after))
    elif after != before:
        recorder.update("period_target", before.id, period_target_columns(after))


# ---- with their targets


def periods_of(recorder: Recorder, target_id: int) -> _Periods:
    """What a target asks for in parts of its year, by the last month."""
    rows = recorder.query("SELECT * FROM period_target WHERE target_id = ? ORDER BY to_month", (target_id,))
    return {one.to_month: one for one in map(to_period_target, rows)}


def together(first: _Periods, other: _Periods) -> _Periods | None:
    """What two targets ask for in parts of their year, as one; None where they part."""
    both = {month: (first[month].stated, other[month].stated) for month in first.keys() & other.keys()}
    if not all(agree(*pair) for pair in both.values()):
        return None
    return other | first | {month: replace(first[month], stated=joined(*pair)) for month, pair in both.items()}


def take_over_periods(recorder: Recorder, first: int, other: int) -> None:
    """A target that stands for another asks for what that did, where it says nothing itself."""
    own, others = periods_of(recorder, first), periods_of(recorder, other)
    for month, period in (together(own, others) or own).items():
        if month in own:
            _write(recorder, own[month], period)
        else:
            recorder.update("period_target", period.id, {"target_id": first})
    for month in own.keys() & others.keys():
        recorder.delete("period_target", others[month].id)


def copy_periods(recorder: Recorder, copied: Mapping[int, int]) -> None:
    """What targets ask for in parts of their year, for their copies."""
    rows = recorder.query("SELECT * FROM period_target ORDER BY target_id, to_month", ())
    for period in sound(rows, to_period_target):
        if period.target_id in copied:
            fresh = replace(period, target_id=copied[period.target_id], note="")
            recorder.insert("period_target", period_target_columns(fresh))
