"""What the responsible units file for a month: reasons for being behind, and a whole month's returns."""

from __future__ import annotations

from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Returns
from zonetracker.model.checking import limits
from zonetracker.model.facts import Filing, TaskKind
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Facts, Gate, enter, refuse
from zonetracker.services.ledger.plan import put_actual
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import milestone_findings
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import filing_columns, milestone_columns
from zonetracker.storage.values import id_of


class FilingOperations(LedgerReads):
    """Operations on what the units file. Each is one step of undo; each may raise Refusal."""

    def file_problem(self, target_id: int, month: int, problem: str) -> Changed:
        """What the responsible unit gives as the reason for being behind in a month; an empty text takes it back."""
        target, problem = self.target(target_id), problem.strip()
        refuse(limits.month_beyond(month), limits.reason_beyond(problem, "problem") if problem else None)
        name = self.indicator(target.indicator_id).name
        with self._database.operation("file_problem", title=name, year=target.year, month=month) as recorder:
            _put_problem(recorder, Filing(0, TaskKind.TARGET, target_id, target.year, month, problem))
        return recorder.changed

    def enter_returns(self, returned: Returns, reason: str = "") -> Changed:
        """What the units have filled in for a month, as one operation: figures, reasons and milestones done.

        Figures pass the gate as in `set_actuals`; what a check asks about waits in Changed.asked without a `reason`.
        """
        refuse(limits.year_beyond(returned.year), limits.month_beyond(returned.month))
        gate = Gate(reason)
        done = {one: self.milestone(one) for one in returned.done}
        after = {one: replace(milestone, done_on=returned.done[one]) for one, milestone in done.items()}
        refuse(*(found for one in done for found in milestone_findings(done[one], after[one])))
        refuse(*(limits.reason_beyond(text, "problem") for text in returned.problems.values()))
        words = {"year": returned.year, "month": returned.month, "count": returned.count}
        with self._database.operation("enter_returns", **words, **gate.words) as recorder:
            for one in enter(Facts(recorder.query), returned.entries, gate).values():
                put_actual(recorder, one.before, one.after)
            for (task, number), problem in returned.problems.items():
                _put_problem(recorder, Filing(0, task, number, returned.year, returned.month, problem.strip()))
            for number, milestone in after.items():
                recorder.update("milestone", number, milestone_columns(milestone))
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, returned.count)


def _put_problem(recorder: Recorder, filing: Filing) -> None:
    """Insert, change or (an empty text) take back what was filed."""
    known = recorder.query(
        "SELECT id FROM filing WHERE task = ? AND task_id = ? AND year = ? AND month = ?",
        (filing.task.value, filing.task_id, filing.year, filing.month),
    )
    if known and filing.problem:
        recorder.update("filing", id_of(known[0]), filing_columns(filing))
    elif known:
        recorder.delete("filing", id_of(known[0]))
    elif filing.problem:
        recorder.insert("filing", filing_columns(filing))
