"""由项目统计: figures of indicators proposed from the projects of a year; a clerk accepts them, none is overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking.limits import LINE
from zonetracker.model.facts import Actual, Derived, Filing, Indicator, Node, TaskKind
from zonetracker.model.milestones.derivations import Tally, tally
from zonetracker.model.outlook import in_unit
from zonetracker.model.standing import row_unit
from zonetracker.model.units import in_decimals
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr

ORIGIN = "项目台账"


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
    DIFFERS and stays.
    """

    indicator: Indicator
    year: int
    month: int
    tally: Tally
    stands: Actual | None
    state: ProposalState

    @property
    def acceptable(self) -> bool:
        """Whether it can be entered."""
        return self.state in (ProposalState.NEW, ProposalState.OUTDATED)


def proposals_of(ledger: Ledger, year: int, month: int) -> list[Proposal]:
    """What the projects of a year give for its first `month` months, indicator by indicator, in one pass."""
    derived = [one for one in ledger.indicators() if one.derive is not None]
    if not derived:
        return []
    targets = {target.indicator_id: target for target in ledger.targets(year)}
    milestones, nodes = ledger.milestones(year), nodes_by_milestone(ledger.nodes())
    filings: dict[int, dict[int, Filing]] = defaultdict(dict)
    for filing in ledger.filings_of(year):
        if filing.task is TaskKind.MILESTONE:
            filings[filing.month][filing.task_id] = filing
    stands = {(one.indicator_id, one.month): one for one in ledger.actuals(year)}
    found = []
    for indicator in derived:
        assert indicator.derive is not None
        unit = row_unit(targets.get(indicator.id), indicator)
        for one in (at for at in indicator.months if at <= month):
            told = tally(indicator, indicator.derive, unit, milestones, nodes, filings[one], year, one)
            entered = stands.get((indicator.id, one))
            shown = indicator.derive.what is Derived.SPENT or told.value is None
            state = ProposalState.ONLY_SHOWN if shown else _beside(told, entered)
            found.append(Proposal(indicator, year, one, told, entered, state))
    return found


def _beside(told: Tally, entered: Actual | None) -> ProposalState:
    if entered is None or entered.value is None:
        return ProposalState.NEW
    if in_unit(entered, told.unit) == told.value:
        return ProposalState.SAME
    return ProposalState.OUTDATED if entered.origin.startswith(ORIGIN) else ProposalState.DIFFERS


def nodes_by_milestone(nodes: Iterable[Node]) -> Mapping[int, Sequence[Node]]:
    """The nodes of each milestone, in their order."""
    found: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.milestone_id].append(node)
    return found


def accept_proposals(ledger: Ledger, proposals: Iterable[Proposal], reason: str = "") -> Changed:
    """Enter what is acceptable of these as one step; what a check asks about waits in Changed.asked."""
    entries = [_entry(one) for one in proposals if one.acceptable]
    return ledger.set_actuals(entries, reason=reason)


def _entry(one: Proposal) -> ActualEntry:
    assert one.tally.value is not None
    figure, told = in_decimals(one.tally.value), one.tally
    return ActualEntry(one.indicator.id, one.year, one.month, figure, told.unit, origin=_origin(told))


def _origin(told: Tally) -> str:
    """Where the figure comes from: the names of the projects behind it, as many as there is room for."""
    listed, said = [], ORIGIN
    for name in told.names:
        listed.append(name)
        longer = tr("{origin}：{names}", origin=ORIGIN, names="、".join(listed))
        if len(listed) < len(told.names):
            longer += tr("等{count}个", count=len(told.names))
        if len(longer) > LINE:
            break
        said = longer
    return said
