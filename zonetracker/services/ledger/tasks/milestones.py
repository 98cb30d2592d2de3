"""Milestones as a clerk keeps them by hand."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Milestone
from zonetracker.services.ledger.entering import refuse
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import milestone_findings
from zonetracker.storage.task_records import milestone_columns
from zonetracker.storage.values import id_of

_NO_CHANGE = MilestoneChange()


class MilestoneOperations(LedgerReads):
    """Operations on milestones. Each is one step of undo; each may raise Refusal."""

    def add_milestone(self, name: str, year: int, more: MilestoneChange = _NO_CHANGE) -> Changed:
        """A milestone with any field of Milestone; its id is Changed.ids["milestone"][0]."""
        fresh = more.on(Milestone(id=0, year=year, name=name, source=self._typist()))
        refuse(*milestone_findings(None, fresh))
        with self._database.operation("add_milestone", title=name) as recorder:
            recorder.insert("milestone", milestone_columns(fresh))
        return recorder.changed

    def edit_milestone(self, milestone_id: int, change: MilestoneChange) -> Changed:
        """Change what is said of a milestone."""
        milestone = self.milestone(milestone_id)
        after = change.on(milestone)
        refuse(*milestone_findings(milestone, after))
        with self._database.operation("edit_milestone", title=milestone.name) as recorder:
            recorder.update("milestone", milestone_id, milestone_columns(after))
        return recorder.changed

    def remove_milestones(self, milestone_ids: Sequence[int]) -> Changed:
        """Remove milestones."""
        words: dict[str, object] = {"count": len(set(milestone_ids))}
        if words["count"] == 1:
            words |= {"as": "one", "title": self.milestone(milestone_ids[0]).name}
        with self._database.operation("remove_milestones", **words) as recorder:
            for milestone_id in sorted(set(milestone_ids)):
                for link in recorder.query("SELECT id FROM made WHERE milestone_id = ?", (milestone_id,)):
                    recorder.update("made", id_of(link), {"milestone_id": None})
                recorder.delete("milestone", milestone_id)
        return recorder.changed
