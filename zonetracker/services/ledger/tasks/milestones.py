"""Milestones as a clerk keeps them by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

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
        """Change what is said of a milestone; a new template brings its nodes, a new year takes its parts along."""
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
            wanted, along = dict.fromkeys(milestone_ids), 0
            for family in _families(writer, wanted, change):
                if writer.put_together(family):
                    along += sum(draft.after.id not in wanted for draft in family)
            if along:
                recorder.words |= {"as": "whole", "parts": along}
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(wanted))

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


def _families(
    writer: MilestoneWriter, wanted: Collection[int], change: MilestoneChange
) -> Iterator[list[MilestoneDraft]]:
    """The milestones as a change leaves them; with one that it moves to another year go its parts, wanted or not."""
    whole_of = writer.parts_of(wanted) if "year" in change.said else {}
    year_alone = MilestoneChange(year=change.year)
    drafts, parts = dict[int, MilestoneDraft](), defaultdict[int, list[int]](list)
    for draft in writer.drafts([*wanted, *whole_of]):
        own = change if draft.after.id in wanted else year_alone
        drafts[draft.after.id] = draft.with_milestone(own.on(draft.after), own.said)
    for part, whole in whole_of.items():
        parts[whole].append(part)
    for number in sorted(drafts, key=whole_of.__contains__):
        family = [drafts.pop(one) for one in (number, *parts[number]) if one in drafts]
        if family:
            yield family


def place_behind(recorder: Recorder, year: int) -> int:
    """The position behind all milestones of a year."""
    last = recorder.query("SELECT max(position) AS position FROM milestone WHERE year = ?", (year,))[0]["position"]
    return last + 1 if isinstance(last, int) else 0
