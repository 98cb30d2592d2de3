"""由项目统计: figures of indicators proposed from the projects of a year; a clerk accepts them, none is overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking.limits import LINE
from zonetracker.model.facts import ActionKind, Filing, Milestone, Node, TaskKind
from zonetracker.model.milestones.derivations import ORIGIN, Proposal, Tally, tally
from zonetracker.model.milestones.records import MilestoneRecord, records_of
from zonetracker.model.milestones.states import MilestoneState, as_of, milestone_standing
from zonetracker.model.standing import row_unit
from zonetracker.model.units import in_decimals
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr


def proposals_of(ledger: Ledger, year: int, month: int) -> list[Proposal]:
    """What the projects of a year give for its first `month` months, indicator by indicator, in one pass."""
    derived = [one for one in ledger.indicators() if one.derive is not None]
    if not derived:
        return []
    targets = {target.indicator_id: target for target in ledger.targets(year)}
    milestones, nodes = ledger.milestones(year), nodes_by_milestone(ledger.nodes())
    actions = ledger.actions()
    stopped = {one.subject_id for one in actions if one.kind is ActionKind.CANCEL}
    records = records_of((one for one in actions if one.subject_id in stopped), ())
    going_on = {one: _going_on(milestones, records, as_of(year, one)) for one in range(1, month + 1)}
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
            told = tally(indicator, indicator.derive, unit, going_on[one], nodes, filings[one], year, one)
            entered = stands.get((indicator.id, one))
            found.append(Proposal(indicator, year, one, told, entered))
    return found


def _going_on(milestones: Iterable[Milestone], records: Mapping[int, MilestoneRecord], day: date) -> list[Milestone]:
    """Those that were not cancelled by a day; what is done stays so."""
    return [
        one
        for one in milestones
        if one.id not in records or milestone_standing(one, day, records[one.id]).state is not MilestoneState.CANCELLED
    ]


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
