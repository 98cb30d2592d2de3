"""The rules of the trade for milestones, their nodes and what is filed on them; see checks.py for those of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.checking.checks import JUMP
from zonetracker.model.checking.findings import Finding, FindingCode, hard, soft
from zonetracker.model.checking.limits import MOST_NODES
from zonetracker.model.dates import before, come_by
from zonetracker.model.facts import Filing, Milestone, Node
from zonetracker.model.units import currency_of, in_decimals, same_dimension, scale

_EARLIEST = 2000
"""Before this year nothing was assigned that is followed here."""


def day_ahead(day: str | None, today: str, field: str) -> Finding | None:
    """A date of what was done that has not come yet; a month may have begun, of a year that runs the month is asked."""
    if not day or come_by(day, date.fromisoformat(today)):
        return None
    return hard(FindingCode.YEAR_RUNNING if day == today[:4] else FindingCode.DAY_AHEAD, field, day=day)


def check_milestone(milestone: Milestone, today: str) -> list[Finding]:
    """Whether a milestone's dates and sums go together."""
    received, deadline, done = milestone.received_on, milestone.deadline, milestone.done_on
    found = [day_ahead(done, today, "done_on"), day_ahead(received, today, "received_on")]
    if received and int(received[:4]) < _EARLIEST:
        found.append(hard(FindingCode.RECEIVED_EARLY, "received_on", day=received, earliest=str(_EARLIEST)))
    if received and deadline and before(deadline, received):
        found.append(hard(FindingCode.RECEIVED_LATE, "received_on", day=received, deadline=deadline))
    if received and done and before(done, received):
        found.append(hard(FindingCode.MOVE_BACKWARDS, "done_on", day=done, before=received))
    return [one for one in found if one is not None] + _check_money(milestone)


def _check_money(one: Milestone) -> list[Finding]:
    unit, whole = one.money_unit, one.investment
    wrong = check_money_unit(unit) if unit or one.project else None
    if wrong is not None:
        return [wrong]
    if whole is None:
        return []
    sums = (
        (one.fixed_assets, FindingCode.PART_EXCEEDS, "fixed_assets", "part"),
        (one.spent_before, FindingCode.SPENT_EXCEEDS, "spent_before", "value"),
        (one.year_plan, FindingCode.PLAN_EXCEEDS, "year_plan", "value"),
    )
    return [
        soft(code, field, **{name: str(value), "whole": str(whole)})
        for value, code, field, name in sums
        if value is not None and value > whole
    ]


def check_money_unit(unit: str | None, field: str = "money_unit") -> Finding | None:
    """A unit of sums that is missing or measures something else."""
    if not unit:
        return hard(FindingCode.MONEY_UNITLESS, field)
    return None if currency_of(unit) else hard(FindingCode.MONEY_UNIT, field, unit=unit)


# ---- nodes


def check_nodes(nodes: Sequence[Node], never_before: Mapping[str, str], today: str) -> list[Finding]:
    """Whether the nodes of one milestone, in their order, go together; `never_before` names what each can't precede."""
    if len(nodes) > MOST_NODES:
        return [hard(FindingCode.NODES_MANY, "node", count=str(len(nodes)), most=str(MOST_NODES))]
    names = [node.name for node in nodes]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        return [hard(FindingCode.NODE_TWICE, "name", name=twice)]
    ahead = (day_ahead(node.done_on, today, "done_on") for node in nodes)
    found = [one for one in ahead if one is not None]
    planned = [(node.name, node.planned) for node in nodes if node.planned]
    done = [(node.name, node.done_on) for node in nodes if node.done_on]
    return found + _check_order(planned, "planned", never_before) + _check_order(done, "done_on", never_before)


def _check_order(dated: Sequence[tuple[str, str]], field: str, never_before: Mapping[str, str]) -> list[Finding]:
    """What of dated nodes, in their order, runs backwards."""
    days = dict(dated)
    found = []
    for at, (name, day) in enumerate(dated):
        ground = never_before.get(name, "")
        if ground in days and before(day, days[ground]):
            said = {"later": name, "day": day, "earlier": ground, "before": days[ground]}
            found.append(hard(FindingCode.NODE_TOO_EARLY, field, **said))
            continue
        other = next(((one, then) for one, then in reversed(dated[:at]) if before(day, then)), None)
        if other is not None:
            said = {"later": name, "day": day, "earlier": other[0], "before": other[1]}
            found.append(soft(FindingCode.NODES_BACKWARDS, field, **said))
    return found


# ---- filings


def check_filing(filing: Filing, milestone: Milestone, others: Sequence[Filing]) -> list[Finding]:
    """Whether the sum that is filed on a project goes with the project and with its other months."""
    if filing.value is None:
        return []
    unit = filing.unit
    wrong = check_money_unit(unit, "unit")
    if wrong is not None:
        return [wrong]
    if not same_dimension(unit, milestone.money_unit):
        return [hard(FindingCode.UNIT_DIFFERS, "unit", unit=unit or "", wanted=milestone.money_unit or "")]
    return _check_size(filing, milestone) + _check_course(filing, others)


def _check_size(filing: Filing, one: Milestone) -> list[Finding]:
    assert filing.value is not None
    value = _in_units(filing.value, filing.unit, one.money_unit)
    spent = value + Fraction(one.spent_before or 0)
    found = []
    if one.investment is not None and spent > Fraction(one.investment):
        said = {"value": str(in_decimals(spent)), "whole": str(one.investment)}
        found.append(soft(FindingCode.SPENT_EXCEEDS, "value", **said))
    if one.year_plan and value > JUMP * Fraction(one.year_plan):
        said = {"value": str(in_decimals(value)), "yardstick": str(one.year_plan)}
        found.append(soft(FindingCode.JUMP, "value", **said))
    return found


def _check_course(filing: Filing, others: Sequence[Filing]) -> list[Finding]:
    """Sums are cumulated since January: none is smaller than that of a month before it."""
    assert filing.value is not None
    sums = sorted((one for one in others if one.value is not None), key=lambda one: one.month)
    earlier = next((one for one in reversed(sums) if one.month < filing.month), None)
    later = next((one for one in sums if one.month > filing.month), None)
    found = []
    for other, code, sign in (
        (earlier, FindingCode.CUMULATIVE_FALLS, 1),
        (later, FindingCode.CUMULATIVE_ABOVE_LATER, -1),
    ):
        if other is None or other.value is None:
            continue
        if sign * _in_units(filing.value, filing.unit, other.unit) < sign * Fraction(other.value):
            said = {"value": str(filing.value), "before": str(other.value), "month": str(other.month)}
            found.append(soft(code, "value", **said))
    return found


def _in_units(value: Decimal, unit: str | None, wanted: str | None) -> Fraction:
    """A sum in another unit of money; as it is where the other's unit is not known."""
    scaled = scale(value, unit, wanted)
    return Fraction(value) if scaled is None else scaled
