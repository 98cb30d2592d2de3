"""由项目统计: what the projects of a year that reached a node give for an indicator, and which projects these are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.facts import Actual, Derivation, Derived, Filing, Indicator, Milestone, Nature, Node
from zonetracker.model.milestones.projects import PROJECT_UNIT, is_project, project_actual
from zonetracker.model.milestones.stages import node_named, reached_by, reached_within
from zonetracker.model.milestones.states import as_of
from zonetracker.model.outlook import in_unit
from zonetracker.model.units import counted as counts_things
from zonetracker.model.units import scale

_LEAST_UNIT = "亿元"
ORIGIN = "项目台账"
"""With which the origin of a figure begins that came from projects."""
_ALSO = "；"
"""Between the origins of a level and a growth that were entered apart; which of both is whose nobody knows."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What projects give for an indicator in a month: `value` in `unit`, None where the two do not fit.

    `names` are the projects counted. `undated` reached the node on a day that nobody noted, so that nobody knows in
    which year; of the `unknown` a sum that is asked for is missing. Neither is counted.
    """

    value: Fraction | None
    unit: str | None
    names: tuple[str, ...]
    undated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class ProposalState(StrEnum):
    """What a proposed figure is beside the one that stands in its month.

    ONLY_SHOWN: money of projects is never the figure of an indicator, statistics count by rules of their own; or the
    indicator's unit is none in which it could be told.
    """

    NEW = "new"
    SAME = "same"
    OUTDATED = "outdated"
    DIFFERS = "differs"
    ONLY_SHOWN = "only_shown"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that projects give for a month of an indicator; `stands` is the one that is entered there.

    One that itself came from the projects is OUTDATED where they give another now, and may be renewed; a typed one
    DIFFERS and stays, and so does one beside a typed growth.
    """

    indicator: Indicator
    year: int
    month: int
    tally: Tally
    stands: Actual | None

    @property
    def state(self) -> ProposalState:
        """What it is beside the figure that stands."""
        derive, stands = self.indicator.derive, self.stands
        if self.tally.value is None or (derive is not None and derive.what is Derived.SPENT):
            return ProposalState.ONLY_SHOWN
        if stands is None or stands.value is None:
            return ProposalState.NEW
        if in_unit(stands, self.tally.unit) == self.tally.value:
            return ProposalState.SAME
        derived = stands.origin.startswith(ORIGIN) and _ALSO not in stands.origin
        return ProposalState.OUTDATED if derived else ProposalState.DIFFERS

    @property
    def acceptable(self) -> bool:
        """Whether it can be entered."""
        return self.state in (ProposalState.NEW, ProposalState.OUTDATED)


def tally(
    indicator: Indicator,
    derivation: Derivation,
    unit: str | None,
    milestones: Sequence[Milestone],
    nodes: Mapping[int, Sequence[Node]],
    filings: Mapping[int, Filing],
    year: int,
    month: int,
) -> Tally:
    """What the projects of `year` give after `month` months, in `unit`.

    Of a flow those count that reached the node in the year, of a level all that have reached it by then. A part is in
    its whole where that counts itself. `filings` are those of the month, by project.
    """
    reached: dict[int, Milestone] = {}
    undated, unknown = [], []
    flows = indicator.nature is Nature.FLOW
    for milestone in filter(is_project, milestones):
        node = node_named(nodes.get(milestone.id, ()), derivation.node)
        if node is None or not node.done or not _of_kind(milestone, derivation):
            continue
        if flows and node.done_on is None:
            undated.append(milestone.name)
        elif _counts(node, year, month, flows=flows):
            reached[milestone.id] = milestone
    large = {}
    for number, milestone in reached.items():
        enough = _large_enough(milestone, derivation)
        if enough is None:
            unknown.append(milestone.name)
        elif enough:
            large[number] = milestone
    wholes = {number for number, one in large.items() if one.whole_id is None}
    counted = [one for one in large.values() if one.whole_id not in wholes]
    value, without = _value(counted, derivation.what, filings, unit)
    names = tuple(one.name for one in counted if one.id not in without)
    unsummed = (one.name for one in counted if one.id in without)
    return Tally(value, unit, names, tuple(undated), (*unknown, *unsummed))


def _counts(node: Node, year: int, month: int, *, flows: bool) -> bool:
    return reached_within(node, year, month) if flows else reached_by(node, as_of(year, month))


def _of_kind(milestone: Milestone, derivation: Derivation) -> bool:
    asked = ((derivation.industry, milestone.industry), (derivation.checklist, milestone.checklist))
    return all(wanted in ("", own) for wanted, own in asked)


def _large_enough(milestone: Milestone, derivation: Derivation) -> bool | None:
    """Whether its sums are no smaller than asked; None where one is not known."""
    asked = (
        (derivation.least_investment, milestone.investment),
        (derivation.least_fixed_assets, milestone.fixed_assets),
    )
    for least, own in asked:
        if least is None:
            continue
        known = _scaled(own, milestone.money_unit, _LEAST_UNIT)
        if known is None:
            return None
        if known < least:
            return False
    return True


def _scaled(sum_: Decimal | None, own: str | None, unit: str | None) -> Fraction | None:
    return None if sum_ is None else scale(sum_, own or PROJECT_UNIT, unit)


def _value(
    counted: Sequence[Milestone], what: Derived, filings: Mapping[int, Filing], unit: str | None
) -> tuple[Fraction | None, set[int]]:
    """The number of projects or a sum over them, and the ids of those of which that sum is not known."""
    if what is Derived.COUNT:
        return Fraction(len(counted)) if unit is None or counts_things(unit) else None, set()
    if scale(Decimal(1), PROJECT_UNIT, unit) is None or unit is None:
        return None, set()

    def spent(milestone: Milestone) -> Fraction | None:
        actual = project_actual(milestone, filings.get(milestone.id))
        return None if actual is None or actual.value is None else scale(actual.value, actual.unit, unit)

    sums: Mapping[Derived, Callable[[Milestone], Fraction | None]] = {
        Derived.INVESTMENT: lambda one: _scaled(one.investment, one.money_unit, unit),
        Derived.FIXED_ASSETS: lambda one: _scaled(one.fixed_assets, one.money_unit, unit),
        Derived.SPENT: spent,
    }
    found = [(one.id, sums[what](one)) for one in counted]
    known = [sum_ for _, sum_ in found if sum_ is not None]
    return sum(known, Fraction(0)), {number for number, sum_ in found if sum_ is None}
