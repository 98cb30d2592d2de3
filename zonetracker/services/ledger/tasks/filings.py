"""What the responsible units file for a month: progress, reasons and sums of one task or many, and whole returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import KEEP, FilingChange, FilingEntry, Returns
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard, soft
from zonetracker.model.checking.task_checks import check_filing, day_ahead
from zonetracker.model.facts import Filing, Milestone, TaskKind
from zonetracker.services.ledger.closed import noted_today, reopen, today
from zonetracker.services.ledger.entering import Facts, Gate, enter, refuse
from zonetracker.services.ledger.plan import put_actual
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.signing import Signer
from zonetracker.services.ledger.tasks.writing import MilestoneWriter
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import to_target
from zonetracker.storage.task_records import filing_columns, to_filing, to_milestone
from zonetracker.support.i18n import tr
from zonetracker.words.wording import date_words

_Key = tuple[TaskKind, int, int]
_FEW = 20
"""So many tasks are asked for one by one; of more the whole year is read at once."""


class FilingOperations(LedgerReads):
    """Operations on what the units file. Each is one step of undo; each may raise Refusal.

    What a check asks about waits in Changed.asked while the rest is entered; `reason` answers all that is soft.
    """

    def file(self, entries: Sequence[FilingEntry], reason: str = "") -> Changed:
        """What is filed on tasks for a month; where nothing is left of a filing it is taken back.

        A new one is noted as reported today where no day is said, unless its month is long over. A sum of a closed
        month opens that again, and so does a change of words that stood there.
        """
        gate = Gate(reason)
        words: dict[str, object] = {"count": len(entries)}
        if len(entries) == 1:
            (entry,) = entries
            only_why = entry.change.said == {"problem"}
            said = {"title": self._task_name(entry), "year": entry.year, "month": entry.month}
            words |= {"as": "problem" if only_why else "one", **said}
        with self._database.operation("file", **words, **gate.words) as recorder:
            writer = FilingWriter(recorder, gate, entries)
            for entry in entries:
                writer.put(entry)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(entries))

    def _task_name(self, entry: FilingEntry) -> str:
        if entry.task is TaskKind.MILESTONE:
            return self.milestone(entry.task_id).name
        return self.indicator(self.target(entry.task_id).indicator_id).name

    def enter_returns(self, returned: Returns, reason: str = "") -> Changed:
        """What the units have filled in for a month, as one operation: figures, what they file, and milestones done.

        Where a milestone needs sign-off, that it is done is what its unit applies for.
        """
        refuse(limits.year_beyond(returned.year), limits.month_beyond(returned.month))
        gate = Gate(reason)
        words = {"year": returned.year, "month": returned.month, "count": returned.count}
        with self._database.operation("enter_returns", **words, **gate.words) as recorder:
            for one in enter(Facts(recorder.query), returned.entries, gate, lambda *_: today()).values():
                put_actual(recorder, one.before, one.after)
            filed = [
                FilingEntry(task, number, returned.year, returned.month, change)
                for (task, number), change in returned.filings.items()
            ]
            writer = FilingWriter(recorder, gate, filed, lambda *_: today())
            for entry in filed:
                writer.put(entry)
            self._put_done(recorder, gate, returned)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, returned.count)

    def _put_done(self, recorder: Recorder, gate: Gate, returned: Returns) -> None:
        writer = MilestoneWriter(self, recorder, gate)
        signer = Signer(recorder, writer, returned.done)
        for draft in writer.drafts(list(returned.done)):
            done = returned.done[draft.after.id]
            if draft.after.signoff:
                signer.apply(draft, done, tr("报回的办结日期：{day}", day=date_words(done)))
            else:
                writer.put(draft.with_milestone(replace(draft.after, done_on=done)))


@dataclass(frozen=True, slots=True)
class FilingDraft:
    """What was filed for a month before and after a write, and what the checks say of that."""

    before: Filing | None
    after: Filing
    findings: tuple[Finding, ...]

    def of_task(self, task_id: int) -> FilingDraft:
        """The same of a task that has its id only now."""
        return replace(self, after=replace(self.after, task_id=task_id))


class FilingWriter:
    """Writes what is filed within one operation; what stands of these tasks is read at once."""

    def __init__(
        self,
        recorder: Recorder,
        gate: Gate,
        entries: Iterable[FilingEntry],
        noted: Callable[[int, int], str | None] = noted_today,
    ) -> None:
        """`noted` gives the day on which what is new came, by its year and month, where that is not said."""
        self._noted = noted
        self._recorder = recorder
        self._gate = gate
        self._facts = Facts(recorder.query)
        self._today = today()
        self._stood: dict[_Key, dict[int, Filing]] = {}
        keys = list(dict.fromkeys((one.task, one.task_id, one.year) for one in entries))
        recorder.rows("milestone", [number for task, number, _ in keys if task is TaskKind.MILESTONE])
        few = len(keys) <= _FEW
        where = "task = ? AND task_id = ? AND year = ?" if few else "year = ?"
        wanted = {(task.value, number, year) for task, number, year in keys}
        for values in wanted if few else {(year,) for _, _, year in keys}:
            for row in recorder.query(f"SELECT * FROM filing WHERE {where}", values):
                if (row["task"], row["task_id"], row["year"]) in wanted:
                    filing = to_filing(row)
                    self._stood.setdefault((filing.task, filing.task_id, filing.year), {})[filing.month] = filing

    def put(self, entry: FilingEntry) -> None:
        """Write what is filed on one task where it passes the gate. KeyError for an unknown task."""
        row = self._recorder.get(entry.task.value, entry.task_id)
        if row is None:
            raise KeyError(entry.task_id)
        milestone = to_milestone(row) if entry.task is TaskKind.MILESTONE else None
        title = milestone.name if milestone else self._facts.indicator(to_target(row).indicator_id).name
        draft = self.look(entry, milestone)
        if self._gate.passes(Asked("filing", entry.task_id, title, draft.findings, entry.year, entry.month)):
            self.write(draft)

    def look(self, entry: FilingEntry, milestone: Milestone | None, origin: str = "") -> FilingDraft:
        """What is filed on one task, and what the checks say of it; what is new of it comes from `origin`."""
        standing = self._stood.get((entry.task, entry.task_id, entry.year), {})
        before = standing.get(entry.month)
        after = self._filed(entry.change, before or _blank(entry), milestone, new=before is None)
        if origin and entry.change.origin is KEEP and after != before:
            after = replace(after, origin=origin)
        others = [one for one in standing.values() if one.month != entry.month]
        return FilingDraft(before, after, self._found(before, after, milestone, others))

    def write(self, draft: FilingDraft) -> None:
        """Write what is filed; where it says nothing any more it goes."""
        before, after = draft.before, draft.after
        key, number = (after.task, after.task_id, after.year), after.id
        standing = self._stood.setdefault(key, {})
        if not _says_something(after):
            if before is not None:
                self._recorder.delete("filing", before.id)
                del standing[before.month]
            return
        if before is None:
            number = self._recorder.insert("filing", filing_columns(after))
        else:
            self._recorder.update("filing", number, filing_columns(after))
        standing[after.month] = replace(after, id=number)

    def _filed(self, change: FilingChange, before: Filing, milestone: Milestone | None, *, new: bool) -> Filing:
        """A filing as a change leaves it: a sum without its unit is in the project's, a new one has its day noted."""
        after = change.on(before)
        after = replace(
            after, problem=after.problem.strip(), progress=after.progress.strip(), next_step=after.next_step.strip()
        )
        if after.value is None:
            after = replace(after, unit=None)
        elif change.unit is KEEP and change.value is not KEEP and milestone is not None:
            after = replace(after, unit=milestone.money_unit or before.unit)
        unsaid = new and change.reported_on is KEEP
        return replace(after, reported_on=self._noted(after.year, after.month)) if unsaid else after

    def _found(
        self, before: Filing | None, after: Filing, milestone: Milestone | None, others: Sequence[Filing]
    ) -> tuple[Finding, ...]:
        said = after.problem if before is None or before.problem != after.problem else ""
        found = [limits.year_beyond(after.year), limits.month_beyond(after.month), *beyond(before, after)]
        found.append(limits.reason_beyond(said, "problem") if said else None)
        found.append(day_ahead(after.reported_on, self._today, "reported_on"))
        hindered = tuple(one for one in found if one is not None)
        if hindered:
            return hindered
        summed = _sum_of(before) != _sum_of(after)
        if summed and milestone is None:
            return (hard(FindingCode.SUM_ELSEWHERE, "value"),)
        asked = list[Finding]()
        if summed and milestone is not None:
            was = [] if before is None else check_filing(before, milestone, others)
            asked = [one for one in check_filing(after, milestone, others) if one not in was]
        given_out = summed or (before is not None and _reworded(before, after))
        if given_out and self._facts.closed.standing(after.year, after.month) is not None:
            asked.append(soft(FindingCode.MONTH_CLOSED, "month", year=str(after.year), month=str(after.month)))
        return tuple(asked)


def _blank(entry: FilingEntry) -> Filing:
    return Filing(0, entry.task, entry.task_id, entry.year, entry.month)


def _sum_of(filing: Filing | None) -> tuple[str, str | None] | None:
    """The sum that is filed; how it was spelled counts, as it is printed so."""
    return None if filing is None or filing.value is None else (str(filing.value), filing.unit)


def _reworded(before: Filing, after: Filing) -> bool:
    """Whether words that stood are others now, or gone; what comes to them later changes nothing that stood."""
    words = ((before.problem, after.problem), (before.progress, after.progress), (before.next_step, after.next_step))
    return any(was and was != becomes for was, becomes in words)


def _says_something(filing: Filing) -> bool:
    return bool(filing.problem or filing.progress or filing.next_step) or filing.value is not None
