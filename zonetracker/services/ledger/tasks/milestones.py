"""Milestones as a clerk keeps them by hand."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Milestone
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Gate
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.taking_away import remove_milestones
from zonetracker.services.ledger.tasks.writing import MilestoneDraft, MilestoneWriter
from zonetracker.storage.history import Recorder

_NO_CHANGE = MilestoneChange()


class MilestoneOperations(LedgerReads):
    """Operations on milestones. Each is one step of undo; each may raise Refusal.

    What a check asks about waits in Changed.asked while the rest is written; `reason` answers all that is soft.
    """

    def add_milestone(self, name: str, year: int, more: MilestoneChange = _NO_CHANGE, reason: str = "") -> Changed:
        """A milestone with any field of Milestone; its id is Changed.ids["milestone"][0]."""
        gate = Gate(reason)
        with self._database.operation("add_milestone", title=name, **gate.words) as recorder:
            fresh = Milestone(0, year, name, position=place_behind(recorder, year), source=self._typist())
            draft = MilestoneDraft(None, (), fresh, ()).with_milestone(more.on(fresh), more.said)
            MilestoneWriter(self, recorder, gate).put(draft)
        return gate.told(recorder.changed, 1)

    def edit_milestone(self, milestone_id: int, change: MilestoneChange, reason: str = "") -> Changed:
        """Change what is said of a milestone; with another template it gets the nodes of that."""
        title = self.milestone(milestone_id).name
        return self._change_milestones("edit_milestone", [milestone_id], change, reason, title=title)

    def edit_milestones(self, milestone_ids: Sequence[int], change: MilestoneChange, reason: str = "") -> Changed:
        """The same change for several milestones (a unit, a list), as one operation."""
        return self._change_milestones("edit_milestones", milestone_ids, change, reason, count=len(set(milestone_ids)))

    def _change_milestones(
        self, name: str, milestone_ids: Sequence[int], change: MilestoneChange, reason: str, **words: object
    ) -> Changed:
        gate = Gate(reason)
        with self._database.operation(name, **words, **gate.words) as recorder:
            writer = MilestoneWriter(self, recorder, gate)
            for draft in writer.drafts(milestone_ids):
                writer.put(draft.with_milestone(change.on(draft.after), change.said))
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(set(milestone_ids)))

    def move_milestones(self, milestone_ids: Sequence[int]) -> Changed:
        """Put these milestones of one year into this order; those that are not named keep their places among all."""
        if len(set(milestone_ids)) != len(milestone_ids):
            raise ValueError("a milestone twice in one order")
        year = self.milestone(milestone_ids[0]).year if milestone_ids else 0
        places = {one.id: one.position for one in self.milestones(year)}
        if not set(milestone_ids) <= places.keys():
            raise KeyError(f"milestones that are not of {year}")
        moved, moving = iter(milestone_ids), set(milestone_ids)
        wanted = [next(moved) if one in moving else one for one in places]
        with self._database.operation("move_milestones", count=len(milestone_ids)) as recorder:
            for position, one in enumerate(wanted):
                if places[one] != position:
                    recorder.update("milestone", one, {"position": position})
        return recorder.changed

    def remove_milestones(self, milestone_ids: Sequence[int]) -> Changed:
        """Remove milestones with their nodes, filings, actions and evidence; their parts stand for themselves."""
        words: dict[str, object] = {"count": len(set(milestone_ids))}
        if words["count"] == 1:
            words |= {"as": "one", "title": self.milestone(milestone_ids[0]).name}
        with self._database.operation("remove_milestones", **words) as recorder:
            remove_milestones(recorder, sorted(set(milestone_ids)))
        return recorder.changed


def place_behind(recorder: Recorder, year: int) -> int:
    """The position behind all milestones of a year."""
    last = recorder.query("SELECT max(position) AS position FROM milestone WHERE year = ?", (year,))[0]["position"]
    return last + 1 if isinstance(last, int) else 0
