"""The nodes of milestones, and the templates that they follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import NodeChange
from zonetracker.model.facts import Node
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Gate
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.writing import MilestoneDraft, MilestoneWriter


class NodeOperations(LedgerReads):
    """Operations on nodes. Each is one step of undo; each may raise Refusal.

    What a check asks about waits in Changed.asked; `reason` answers all that is soft.
    """

    def add_nodes(
        self, milestone_id: int, nodes: Sequence[NodeChange], place: int | None = None, reason: str = ""
    ) -> Changed:
        """Nodes with any field of Node, from a `place` in the order of the milestone's nodes on; None: behind all."""

        def added(draft: MilestoneDraft) -> MilestoneDraft:
            at = len(draft.nodes) if place is None else place
            fresh = [change.on(Node(0, milestone_id, 0, "")) for change in nodes]
            said = [node.name for node, change in zip(fresh, nodes, strict=True) if "planned" in change.said]
            return draft.with_nodes((*draft.nodes[:at], *fresh, *draft.nodes[at:]), said)

        words: dict[str, object] = {"count": len(nodes), "title": self.milestone(milestone_id).name}
        if len(nodes) == 1 and isinstance(nodes[0].name, str):
            words |= {"as": "one", "name": nodes[0].name}
        return self._redraft("add_nodes", [milestone_id], added, reason, words)

    def edit_node(self, node_id: int, change: NodeChange, reason: str = "") -> Changed:
        """Change fields of a node; plans that count from its date follow."""
        node = self.node(node_id)
        after = change.on(node)

        def edited(draft: MilestoneDraft) -> MilestoneDraft:
            nodes = [after if one.id == node_id else one for one in draft.nodes]
            return draft.with_nodes(nodes, [after.name] if "planned" in change.said else ())

        words = {"title": self.milestone(node.milestone_id).name, "name": node.name}
        return self._redraft("edit_node", [node.milestone_id], edited, reason, words)

    def move_nodes(self, node_ids: Sequence[int], reason: str = "") -> Changed:
        """Put these nodes of one milestone into this order; its others keep their places among all."""
        if len(set(node_ids)) != len(node_ids):
            raise ValueError("a node twice in one order")
        whose = list({self.node(one).milestone_id for one in node_ids})
        if len(whose) != 1:
            raise KeyError("nodes of several milestones")

        def moved(draft: MilestoneDraft) -> MilestoneDraft:
            known = {node.id: node for node in draft.nodes}
            order = iter(node_ids)
            return draft.with_nodes(known[next(order)] if one in node_ids else known[one] for one in known)

        words = {"count": len(node_ids), "title": self.milestone(whose[0]).name}
        return self._redraft("move_nodes", whose, moved, reason, words)

    def remove_nodes(self, node_ids: Sequence[int], reason: str = "") -> Changed:
        """Remove nodes; what proved one proves its milestone."""
        gone = {one: self.node(one) for one in node_ids}
        whose = sorted({node.milestone_id for node in gone.values()})

        def without(draft: MilestoneDraft) -> MilestoneDraft:
            return draft.with_nodes(node for node in draft.nodes if node.id not in gone)

        words: dict[str, object] = {"count": len(gone)}
        if len(gone) == 1:
            words |= {"as": "one", "title": self.milestone(whose[0]).name, "name": gone[node_ids[0]].name}
        return self._redraft("remove_nodes", whose, without, reason, words)

    def apply_template(self, milestone_ids: Sequence[int], template: str, reason: str = "") -> Changed:
        """Give milestones the nodes of a template that they lack, with their plans; what stands there stays."""

        def applied(draft: MilestoneDraft) -> MilestoneDraft:
            return draft.with_milestone(replace(draft.after, template=template))

        words = {"count": len(set(milestone_ids)), "title": template}
        return self._redraft("apply_template", milestone_ids, applied, reason, words, anew=True)

    def _redraft(
        self,
        name: str,
        milestone_ids: Sequence[int],
        redrafted: Callable[[MilestoneDraft], MilestoneDraft],
        reason: str,
        words: Mapping[str, object],
        *,
        anew: bool = False,
    ) -> Changed:
        gate = Gate(reason)
        with self._database.operation(name, **words, **gate.words) as recorder:
            writer = MilestoneWriter(self, recorder, gate)
            for draft in writer.drafts(milestone_ids):
                writer.put(redrafted(draft), anew=anew)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(set(milestone_ids)))
