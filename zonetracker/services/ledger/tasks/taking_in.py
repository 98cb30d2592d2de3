"""What a list of an office brings of many milestones: new ones, what changed, their nodes, what is filed on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Acting, FilingEntry, MilestoneEntries, MilestoneEntry
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.facts import ActionKind, Milestone, TaskKind
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Gate, refuse
from zonetracker.services.ledger.plan import put_mappings
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.filings import FilingWriter
from zonetracker.services.ledger.tasks.milestones import place_behind
from zonetracker.services.ledger.tasks.signing import Signer
from zonetracker.services.ledger.tasks.writing import MilestoneDraft, MilestoneWriter
from zonetracker.storage.history import Recorder
from zonetracker.support.i18n import tr


class TakingInOperations(LedgerReads):
    """The entering of whole lists of milestones. It is one step of undo; it may raise Refusal."""

    def enter_milestones(self, entries: MilestoneEntries, reason: str = "") -> Changed:
        """Enter what a list brings, as one operation; the ids of new milestones are in the order of their rows.

        A row that a check asks about waits in Changed.asked with all that it brings, while the others are entered. What
        a list says is done is passed where it needs sign-off, whether that was applied for here or not.
        """
        refuse(limits.year_beyond(entries.year), limits.month_beyond(entries.month))
        gate = Gate(reason)
        words = {"title": entries.title, "year": entries.year, "month": entries.month, "count": len(entries.rows)}
        with self._database.operation("enter_milestones", **words, **gate.words) as recorder:
            taking = _Taking(self, recorder, gate, entries)
            for place in sorted(range(len(entries.rows)), key=lambda place: entries.rows[place].whole is not None):
                taking.put(place)
            put_mappings(recorder, entries.mappings)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(entries.rows))


class _Taking:
    """The rows of a list, one after the other; a part comes behind its whole."""

    def __init__(self, ledger: LedgerReads, recorder: Recorder, gate: Gate, entries: MilestoneEntries) -> None:
        known = [row.milestone_id for row in entries.rows if row.milestone_id]
        self._recorder = recorder
        self._entries = entries
        self._writer = MilestoneWriter(ledger, recorder, gate)
        self._signer = Signer(recorder, self._writer, known)
        self._filings = FilingWriter(recorder, gate, [self._filing(row) for row in entries.rows if row.milestone_id])
        self._drafts = {draft.after.id: draft for draft in self._writer.drafts(known)}
        self._behind = place_behind(recorder, entries.year)
        self._ids: dict[int, int] = {}
        """The ids of the milestones that were entered, by the places of their rows."""

    def put(self, place: int) -> None:
        """Enter one row with all that it brings where that passes the gate."""
        row = self._entries.rows[place]
        draft = self._draft(row, place)
        found = list[Finding]()
        if row.whole is not None and row.whole not in self._ids:
            found.append(hard(FindingCode.WHOLE_WAITS, "whole_id"))
        filed = None
        if row.filing.said:
            filed = self._filings.look(self._filing(row), draft.after, row.origin or self._entries.title)
            found += filed.findings
        number = self._enter(row, draft, found)
        if number is not None:
            self._ids[place] = number
            if filed is not None:
                self._filings.write(filed.of_task(number))

    def _enter(self, row: MilestoneEntry, draft: MilestoneDraft, found: Sequence[Finding]) -> int | None:
        """The id of the milestone, or None where it waits."""
        before, done = draft.before, row.change.done_on
        if before is None or not before.signoff or before.done_on or not isinstance(done, str):
            return self._writer.put(draft, found, reason=row.reason)
        words = tr("据“{title}”", title=self._entries.title)
        open_yet = draft.with_milestone(replace(draft.after, done_on=None))
        acting = Acting(ActionKind.PASS, words=words, done_on=done)
        return before.id if self._signer.act(open_yet, acting, row.reason, unasked=True, more=found) else None

    def _draft(self, row: MilestoneEntry, place: int) -> MilestoneDraft:
        """A milestone as it stands or a new one, as its row leaves it."""
        draft = self._drafts.get(row.milestone_id)
        if draft is None:
            source = row.origin or self._entries.title
            fresh = Milestone(0, self._entries.year, "", position=self._behind + place, source=source)
            draft = MilestoneDraft(None, (), fresh, ())
        after = row.change.on(draft.after)
        if row.whole in self._ids:
            after = replace(after, whole_id=self._ids[row.whole])
        return draft.with_milestone(after, row.change.said).with_changes(row.nodes)

    def _filing(self, row: MilestoneEntry) -> FilingEntry:
        return FilingEntry(TaskKind.MILESTONE, row.milestone_id, self._entries.year, self._entries.month, row.filing)
