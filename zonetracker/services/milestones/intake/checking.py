"""What the checks of the ledger say of a row before it is entered: it waits for a reason, or can't be entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.model.changes import MilestoneEntry
from zonetracker.model.checking.findings import Finding, FindingCode, Severity, soft, worst
from zonetracker.model.checking.task_checks import check_filing, check_milestone, check_nodes
from zonetracker.model.facts import Milestone, Node
from zonetracker.model.milestones.templates import NodeTemplate, follow_all, planned, with_steps
from zonetracker.model.planning import LineState
from zonetracker.services.milestones.intake.known import KnownMilestones
from zonetracker.services.milestones.intake.model import IntakeLine
from zonetracker.words.findings import say_finding


def checked(line: IntakeLine, stands: Milestone | None, known: KnownMilestones) -> IntakeLine:
    """A line with what the gate will ask of it."""
    if line.entry is None:
        return line
    found = _findings(line.entry, stands, known)
    weight = worst(found)
    if weight not in (Severity.HARD, Severity.SOFT):
        return line
    why = (*line.why, *dict.fromkeys(say_finding(one) for one in found if one.severity is weight))
    if weight is Severity.HARD:
        return replace(line, state=LineState.STOPPED, entry=None, why=why)
    return replace(line, state=LineState.ASKED, soft=True, why=why)


def _findings(entry: MilestoneEntry, stands: Milestone | None, known: KnownMilestones) -> list[Finding]:
    """What is found of a row as it would stand, and was not found of what stands."""
    today = known.period.today
    before = stands or Milestone(0, known.period.year, "")
    after = entry.change.on(before)
    stood = tuple(known.nodes.get(before.id, {}).values()) if stands is not None else ()
    template = known.templates.get(after.template, ())
    never = {one.name: one.never_before for one in template if one.never_before}
    found = [] if stands is None else check_milestone(before, today) + check_nodes(stood, never, today)
    nodes, by_hand = _nodes(entry, stands, stood, template, known)
    new = check_milestone(after, today) + check_nodes(nodes, never, today) + by_hand
    if entry.filing.said:
        filing = known.filing(before.id)
        others = [one for one in known.filings.get(before.id, ()) if one.month != filing.month]
        new += check_filing(entry.filing.on(filing), after, others)
    return [one for one in new if one not in found]


def _nodes(
    entry: MilestoneEntry,
    stands: Milestone | None,
    stood: Sequence[Node],
    template: NodeTemplate,
    known: KnownMilestones,
) -> tuple[Sequence[Node], list[Finding]]:
    """The nodes as the row and its template leave them, and which of those dated by hand would follow."""
    names = {node.name for node in stood}
    changed = [entry.nodes[node.name].on(node) if node.name in entry.nodes else node for node in stood]
    changed += [change.on(Node(0, 0, 0, name)) for name, change in entry.nodes.items() if name not in names]
    after = entry.change.on(stands or Milestone(0, known.period.year, ""))
    fresh = stands is None or stands.template != after.template
    if not template:
        return changed, []
    nodes = with_steps(template, changed) if fresh else tuple(changed)
    said = [name for name, change in entry.nodes.items() if "planned" in change.said]
    followed = None if fresh or stands is None else (stands, stood)
    planning = planned(template, followed, (after, nodes), said, known.holidays)
    by_hand = [
        soft(FindingCode.PLAN_BY_HAND, "planned", node=node.name, planned=node.planned or "", day=day)
        for node, day in planning.by_hand
    ]
    return follow_all(planning), by_hand
