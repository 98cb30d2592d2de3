"""基数核定: last year's figure as the bureau has settled it since, with its paper; the old one stays in the history."""

from __future__ import annotations

from dataclasses import replace

from zonetracker.model.bookkeeping import Asked, BaseRevision, Changed
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Actual
from zonetracker.model.measure import row_unit
from zonetracker.services.ledger.entering import Entering, Facts, Gate, actual_findings, entered, refuse
from zonetracker.services.ledger.plan import put_actual
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import revision_findings
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import words_of
from zonetracker.storage.history import row_of
from zonetracker.storage.records import to_actual

_REVISIONS = (
    "SELECT change.before, change.after, operation.words"
    " FROM operation JOIN change ON change.operation_id = operation.id"
    " WHERE operation.name = 'revise_base' AND change.table_name = 'actual' ORDER BY change.id"
)


class RevisingOperations(LedgerReads):
    """Operations on bases. Each is one step of undo; each may raise Refusal."""

    def revise_base(self, entry: ActualEntry, paper: str, reason: str) -> Changed:
        """The figure of a whole year (its month 12) as it was settled by `paper`; a closed December stays closed.

        What it reached was given out as it was; the next edition of this year tells the change with paper and reason.
        """
        facts, indicator = Facts(self._database.query), self.indicator(entry.indicator_id)
        before = facts.actual(entry.indicator_id, entry.year, entry.month)
        usual = row_unit(facts.target_of(entry.indicator_id, entry.year), indicator)
        after = entered(replace(entry, origin=paper.strip(), reason=reason.strip()), before, usual)
        refuse(*revision_findings(before, after, paper, reason))
        gate = Gate(reason)
        findings = actual_findings(facts, indicator, Entering(before, after, gate.reason, unit_said=True))
        if not gate.passes(Asked("actual", indicator.id, indicator.name, findings, entry.year, entry.month)):
            return gate.told(Changed(0, "revise_base"), 1)
        words = {"title": indicator.name, "year": entry.year, "paper": paper.strip(), "reason": gate.reason}
        with self._database.operation("revise_base", **words) as recorder:
            put_actual(recorder, before, after)
        return gate.told(recorder.changed, 1)

    def revisions(self, year: int) -> dict[int, BaseRevision]:
        """The bases of a year that were revised and stand so, by indicator."""
        found: dict[int, BaseRevision] = {}
        standing = {one.indicator_id: one for one in self.actuals_of_month(year, 12)}
        for revision in map(_revision, self._query(_REVISIONS)):
            if standing.get(revision.after.indicator_id) == revision.after:
                found[revision.after.indicator_id] = revision
        return found


def _revision(row: Row) -> BaseRevision:
    before, after = (None if row[side] is None else _recorded(row[side]) for side in ("before", "after"))
    assert after is not None
    words = words_of(row["words"])
    return BaseRevision(before, after, str(words["paper"]), str(words["reason"]))


def _recorded(record: Value) -> Actual:
    return to_actual(row_of("actual", str(record)))
