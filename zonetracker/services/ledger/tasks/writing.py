"""How milestones with their nodes are written, one or many: seen as a whole at the gate, then only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zonetracker.model.bookkeeping import Asked
from zonetracker.model.changes import NodeChange
from zonetracker.model.checking.findings import Finding, FindingCode, Severity, hard, hint, soft, worst
from zonetracker.model.checking.task_checks import check_milestone, check_nodes
from zonetracker.model.duties.workdays import office_holidays
from zonetracker.model.facts import Action, ActionKind, Milestone, Node
from zonetracker.model.milestones.signoff import SignOff, way_to_sign_off
from zonetracker.model.milestones.templates import (
    SETTING,
    NodeTemplate,
    follow_all,
    planned,
    templates_of,
    with_steps,
)
from zonetracker.services.ledger.closed import today
from zonetracker.services.ledger.entering import Gate
from zonetracker.services.ledger.kept import sound
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.action_log import ActionLog
from zonetracker.services.ledger.tasks.given_out import GivenOut
from zonetracker.services.ledger.tasks.taking_away import remove_node
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import milestone_columns, node_columns, to_milestone, to_node
from zonetracker.words.milestones.acting import action_word

_HELD = {
    SignOff.CANCELLED: (ActionKind.CANCEL, ActionKind.REOPEN),
    SignOff.SUSPENDED: (ActionKind.SUSPEND, ActionKind.RESUME),
}
"""By what a milestone is held up, and what has to be done before it can be done."""


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone with its nodes in their order, as it stands and as a write is to leave it.

    `said` are the names of the nodes whose plans the write says itself, and "deadline" where it says that.
    """

    before: Milestone | None
    stood: tuple[Node, ...]
    after: Milestone
    nodes: tuple[Node, ...]
    said: frozenset[str] = frozenset()

    def with_milestone(self, after: Milestone, said: Iterable[str] = ()) -> MilestoneDraft:
        """This draft with another milestone; `said` are the fields that a change speaks of."""
        return replace(self, after=after, said=self.said | ({"deadline"} & set(said)))

    def with_nodes(self, nodes: Iterable[Node], planned: Iterable[str] = ()) -> MilestoneDraft:
        """This draft with other nodes; `planned` are the names of those whose plans were said."""
        return replace(self, nodes=tuple(nodes), said=self.said | set(planned))

    def with_changes(self, changes: Mapping[str, NodeChange]) -> MilestoneDraft:
        """This draft with nodes changed by their names; those that are not there come behind the others."""
        names = {node.name for node in self.nodes}
        known = [changes[node.name].on(node) if node.name in changes else node for node in self.nodes]
        fresh = [change.on(Node(0, 0, 0, name)) for name, change in changes.items() if name not in names]
        said = [name for name, change in changes.items() if "planned" in change.said]
        return self.with_nodes((*known, *fresh), said)


class MilestoneWriter:
    """Writes milestones with their nodes within one operation."""

    def __init__(self, ledger: LedgerReads, recorder: Recorder, gate: Gate) -> None:
        self.today = today()
        self._recorder = recorder
        self._gate = gate
        self._templates = templates_of(ledger.setting(SETTING))
        self._holidays = office_holidays(ledger.setting("holidays"))
        self._given_out = GivenOut(recorder)
        self._log = ActionLog(recorder, ())
        self._moving: dict[int, int] = {}
        """The years to which milestones go together."""

    def drafts(self, milestone_ids: Sequence[int]) -> list[MilestoneDraft]:
        """Milestones as they stand, each once, in this order. KeyError for an unknown id."""
        ids = list(dict.fromkeys(milestone_ids))
        self._log = ActionLog(self._recorder, ids)
        found = {one.id: one for one in map(to_milestone, self._recorder.rows("milestone", ids))}
        nodes: dict[int, list[Node]] = {one: [] for one in ids}
        for node in self._nodes(ids):
            nodes[node.milestone_id].append(node)
        return [MilestoneDraft(found[one], tuple(nodes[one]), found[one], tuple(nodes[one])) for one in ids]

    def _nodes(self, milestone_ids: Sequence[int]) -> list[Node]:
        wanted = set(milestone_ids)
        where, values = ("milestone_id = ?", tuple(wanted)) if len(wanted) == 1 else ("1", ())
        rows = self._recorder.query(f"SELECT * FROM node WHERE {where} ORDER BY milestone_id, position, id", values)
        return sound([row for row in rows if row["milestone_id"] in wanted], to_node)

    def put(
        self,
        draft: MilestoneDraft,
        more: Sequence[Finding] = (),
        *,
        reason: str = "",
        signed: bool = False,
        anew: bool = False,
    ) -> int | None:
        """Write a draft where it passes the gate; the milestone's id, or None.

        `more` is what was found besides, `reason` answers what is soft of it alone. `signed`: its sign-off is what
        changes. `anew`: the nodes that its template lacks are made, though it is the same template.
        """
        settled, thing = self._look(draft, more, signed=signed, anew=anew)
        return self._write(settled) if self._gate.passes(thing, reason) else None

    def put_together(self, drafts: Sequence[MilestoneDraft]) -> bool:
        """Write drafts where all of them pass the gate, else none: a project and its parts that go to another year."""
        self._moving = {draft.after.id: draft.after.year for draft in drafts}
        looked = [self._look(draft) for draft in drafts]
        waiting = [thing for _, thing in looked if not self._gate.lets(thing)]
        for thing in waiting or [thing for _, thing in looked]:
            self._gate.passes(thing)
        for settled, _ in () if waiting else looked:
            self._write(settled)
        self._moving = {}
        return not waiting

    def parts_of(self, milestone_ids: Collection[int]) -> dict[int, int]:
        """The parts of these milestones, each with its whole."""
        return {one: above for one, (above, _) in self._parts.items() if above is not None and above in milestone_ids}

    def _look(
        self, draft: MilestoneDraft, more: Sequence[Finding] = (), *, signed: bool = False, anew: bool = False
    ) -> tuple[MilestoneDraft, Asked]:
        """A draft as it is to be written, and what the checks say of it."""
        settled, found = draft, _beyond(draft)
        if not found:
            settled, found = self._settled(draft, anew)
            found += [] if worst(found) is Severity.HARD else self._checked(settled)
        if draft.before is not None:
            found = [*([] if signed else self._done_by_hand(draft.before, settled.after)), *found]
            found += self._given_out_before(draft.before, settled)
        after = settled.after
        return settled, Asked("milestone", after.id, after.name, (*more, *found), after.year)

    def given_out(
        self, before: Milestone, actions: Sequence[Action], after: Milestone, action: Action | None = None
    ) -> list[Finding]:
        """One finding for each closed month in which a milestone stands otherwise after a write, and an action."""
        if not self._given_out.any or (action is None and before.done_on == after.done_on):
            return []
        told = actions if action is None else sorted((*actions, action), key=lambda one: one.day)
        return self._given_out.changed(before, actions, after, told)

    def _given_out_before(self, before: Milestone, draft: MilestoneDraft) -> list[Finding]:
        """What of a draft changes nodes or plans that closed months gave out."""
        if not self._given_out.any:
            return []
        plans = self._given_out.plans(before, draft.stood, draft.after, draft.nodes, draft.said)
        return [*plans, *self._given_out.nodes(before.year, draft.stood, draft.nodes)]

    def _done_by_hand(self, before: Milestone, after: Milestone) -> list[Finding]:
        """What stops that it is said when a milestone was done, or asks about it, where no sign-off says so."""
        if before.done_on == after.done_on:
            return []
        if before.signoff:
            return [hard(FindingCode.SIGN_OFF_FIRST, "done_on")]
        actions = self._log.of(before.id)
        held = _HELD.get(way_to_sign_off(actions)) if after.done_on else None
        if held is not None:
            by, first = map(action_word, held)
            return [hard(FindingCode.NOT_GOING_ON, "done_on", state=by, move=first)]
        return self.given_out(before, actions, replace(after, deadline=before.deadline))

    def _settled(self, draft: MilestoneDraft, anew: bool) -> tuple[MilestoneDraft, list[Finding]]:
        """A draft whose nodes and plans follow their template, and what that asks."""
        name = draft.after.template
        fresh = anew or draft.before is None or draft.before.template != name
        template = self._templates.get(name, ())
        if not template:
            unknown = hard(FindingCode.TEMPLATE_UNKNOWN, "template", template=name)
            return draft, [unknown] if name and fresh else []
        nodes = with_steps(template, draft.nodes) if fresh else draft.nodes
        stood = None if fresh or draft.before is None else (draft.before, draft.stood)
        planning = planned(template, stood, (draft.after, nodes), draft.said, self._holidays)
        by_hand = [
            soft(FindingCode.PLAN_BY_HAND, "planned", node=node.name, planned=node.planned or "", day=day)
            for node, day in planning.by_hand
        ]
        years = [hint(FindingCode.YEAR_UNTABLED, "planned", year=str(year)) for year in sorted(planning.unknown_years)]
        settled = replace(draft, after=planning.milestone, nodes=follow_all(planning))
        return settled, [*by_hand, *years]

    def _checked(self, draft: MilestoneDraft) -> list[Finding]:
        """What the limits and the rules say of what a draft changes."""
        before, after = draft.before, draft.after
        found = _beyond(draft)
        if found:
            return found
        never = _never_before(self._templates.get(after.template, ()))
        was = (
            [] if before is None else check_milestone(before, self.today) + check_nodes(draft.stood, never, self.today)
        )
        new = check_milestone(after, self.today) + check_nodes(draft.nodes, never, self.today)
        return [one for one in new if one not in was] + self._check_whole(before, after)

    def _check_whole(self, before: Milestone | None, after: Milestone) -> list[Finding]:
        """A part hangs below a project of its year that is no part, and has none itself."""
        if before is not None and (before.whole_id, before.year) == (after.whole_id, after.year):
            return []
        whole = None if after.whole_id is None else self._recorder.get("milestone", after.whole_id)
        below = [] if before is None else self.parts_of([after.id])
        astray = any(self._moving.get(one, self._parts[one][1]) != after.year for one in below)
        if after.whole_id is not None:
            year = None if whole is None else self._moving.get(after.whole_id, whole["year"])
            alone = whole is not None and whole["whole_id"] is None and year == after.year
            astray = astray or bool(below) or not alone or after.whole_id == after.id
        return [hard(FindingCode.WHOLE_WRONG, "whole_id")] if astray else []

    @cached_property
    def _parts(self) -> dict[int, tuple[int | None, int]]:
        """The whole and the year of every part."""
        rows = self._recorder.query("SELECT * FROM milestone WHERE whole_id IS NOT NULL", ())
        return {one.id: (one.whole_id, one.year) for one in sound(rows, to_milestone)}

    def _write(self, draft: MilestoneDraft) -> int:
        number, recorder = draft.after.id, self._recorder
        if draft.before is None:
            number = recorder.insert("milestone", milestone_columns(draft.after))
        elif draft.after != draft.before:
            recorder.update("milestone", number, milestone_columns(draft.after))
        if number in self._parts or draft.after.whole_id is not None:
            self._parts[number] = (draft.after.whole_id, draft.after.year)
        left = {node.id for node in draft.nodes}
        for node in draft.stood:
            if node.id not in left:
                remove_node(recorder, node.id)
        for position, node in enumerate(draft.nodes):
            columns = node_columns(replace(node, milestone_id=number, position=position))
            if node.id:
                recorder.update("node", node.id, columns)
            else:
                recorder.insert("node", columns)
        return number


def _beyond(draft: MilestoneDraft) -> list[Finding]:
    """What lies beyond its limit of what a draft changes."""
    stood = {node.id: node for node in draft.stood}
    nodes = [one for node in draft.nodes for one in beyond(stood.get(node.id), node)]
    return beyond(draft.before, draft.after) + nodes


def _never_before(template: NodeTemplate) -> dict[str, str]:
    return {pattern.name: pattern.never_before for pattern in template if pattern.never_before}
