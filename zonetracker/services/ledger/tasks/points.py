"""What a person decides for or against a department in a month: points, entered, changed and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import PointsChange
from zonetracker.model.checking.findings import Finding, FindingCode, hard, soft
from zonetracker.model.checking.points_checks import check_points
from zonetracker.model.facts import Department, Milestone, Points, PointsKind, Stated, TaskKind
from zonetracker.model.scoring.rules import SETTING as SCORE_SET
from zonetracker.model.scoring.rules import RuleKind, ScoreUse, score_sets_from_data
from zonetracker.services.ledger.closed import ClosedMonths, reopen, today
from zonetracker.services.ledger.entering import Gate
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.connection import Row
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import to_target
from zonetracker.storage.task_records import points_columns, to_department, to_milestone, to_points
from zonetracker.words.scores.points import points_title


class PointsOperations(LedgerReads):
    """Operations on points. Each is one step of undo; each may raise Refusal.

    What a check asks about waits in Changed.asked while the rest is done; `reason` answers all that is soft, and points
    of a closed month open that again.
    """

    def add_points(self, entries: Sequence[Points], reason: str = "") -> Changed:
        """Give departments points, take some, or note a veto, a waiver, a claim; the ids of `entries` say nothing."""
        gate = Gate(reason)
        words: dict[str, object] = {"count": len(entries)}
        if len(entries) == 1:
            words |= {"as": "one", **self._told(entries[0])}
        with self._database.operation("add_points", **words, **gate.words) as recorder:
            writer = PointsWriter(self, recorder, gate)
            for entry in entries:
                writer.put(None, entry)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(entries))

    def edit_points(self, points_id: int, change: PointsChange, reason: str = "") -> Changed:
        """Change fields of points. KeyError for an unknown id."""
        gate = Gate(reason)
        before = to_points(self._one("SELECT * FROM points WHERE id = ?", points_id))
        with self._database.operation("edit_points", **self._told(before), **gate.words) as recorder:
            PointsWriter(self, recorder, gate).put(before, change.on(before))
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, 1)

    def remove_points(self, points_ids: Sequence[int], reason: str = "") -> Changed:
        """Take points back, as if they had never been given. KeyError for an unknown id."""
        gate = Gate(reason)
        ids = list(dict.fromkeys(points_ids))
        words: dict[str, object] = {"count": len(ids)}
        if len(ids) == 1:
            words |= {"as": "one", **self._told(to_points(self._one("SELECT * FROM points WHERE id = ?", ids[0])))}
        with self._database.operation("remove_points", **words, **gate.words) as recorder:
            writer = PointsWriter(self, recorder, gate)
            rows = recorder.rows("points", ids)
            if len(rows) < len(ids):
                raise KeyError(points_ids)
            for before in map(to_points, rows):
                writer.remove(before)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(ids))

    def _told(self, points: Points) -> dict[str, object]:
        title = self.department(points.department_id).name
        return {"title": title, "year": points.year, "month": points.month, "what": points_title(points)}


class PointsWriter:
    """Writes points within one operation."""

    def __init__(self, ledger: LedgerReads, recorder: Recorder, gate: Gate) -> None:
        self._ledger = ledger
        self._recorder = recorder
        self._gate = gate
        self._closed = ClosedMonths(recorder.query)
        self._today = today()
        self._departments: dict[int, Department] = {}

    def put(self, before: Points | None, after: Points) -> None:
        """Write points where they pass the gate; `before` is how they stand, None for new ones."""
        after = replace(after, part=after.part.strip(), reason=after.reason.strip(), paper_no=after.paper_no.strip())
        if after == before or not self._passes(before, after, self._found(before, after)):
            return
        if before is None:
            self._recorder.insert("points", points_columns(after))
        else:
            self._recorder.update("points", before.id, points_columns(after))

    def remove(self, before: Points) -> None:
        """Take points back where that passes the gate."""
        if self._passes(before, before, self._asks(before)):
            self._recorder.delete("points", before.id)

    def _passes(self, before: Points | None, after: Points, found: Sequence[Finding]) -> bool:
        title = f"{self._department(after.department_id).name} {points_title(after)}"
        number = 0 if before is None else before.id
        return self._gate.passes(Asked("points", number, title, tuple(found), after.year, after.month))

    def _found(self, before: Points | None, after: Points) -> list[Finding]:
        found = beyond(before, after)
        if found:
            return found
        was = [] if before is None else self._check(before)
        found = [one for one in self._check(after) if one not in was]
        if before is None or (before.task, before.task_id, before.kind) != (after.task, after.task_id, after.kind):
            found += self._computed(after)
        if before is None or before.entry != after.entry:
            found += self._waived(after)
        asked = {one: None for points in (before, after) if points is not None for one in self._asks(points)}
        return [*found, *asked]

    def _check(self, points: Points) -> list[Finding]:
        return check_points(points, self._department(points.department_id), self._today)

    def _asks(self, points: Points) -> list[Finding]:
        if self._closed.standing(points.year, points.month) is None:
            return []
        told = {"year": str(points.year), "month": str(points.month)}
        return [soft(FindingCode.MONTH_CLOSED, "month", **told)]

    def _computed(self, points: Points) -> list[Finding]:
        """A mark typed over a score that falls out of figures or dates. KeyError for an unknown task."""
        if points.task is None:
            return []
        row = self._recorder.get(points.task.value, points.task_id or 0)
        if row is None:
            raise KeyError(points.task_id)
        if points.kind is not PointsKind.GIVEN or not self._scored(points, row):
            return []
        return [hard(FindingCode.SCORE_COMPUTED, "amount")]

    def _scored(self, points: Points, row: Row) -> bool:
        """Whether the office's rules work out the score of a task in any case, so that it has no mark by hand."""
        score_set = score_sets_from_data(self._ledger.setting(SCORE_SET)).of(points.month)
        task = to_milestone(row) if points.task is TaskKind.MILESTONE else to_target(row)
        named = score_set.rule(task.score_rule)
        if named is not None:
            return named.kind is not RuleKind.MANUAL
        if isinstance(task, Milestone):
            uses = {ScoreUse.MILESTONE}
        else:
            uses = {ScoreUse.WORDS} if task.stated == Stated() else {*ScoreUse} - {ScoreUse.WORDS, ScoreUse.MILESTONE}
        return all(score_set.rule_for(use).kind is not RuleKind.MANUAL for use in uses)

    def _waived(self, points: Points) -> list[Finding]:
        if not points.entry:
            return []
        same = self._recorder.query("SELECT id FROM points WHERE entry = ? LIMIT 1", (points.entry,))
        return [hard(FindingCode.WAIVED_ALREADY, "entry")] if same else []

    def _department(self, department_id: int) -> Department:
        if department_id not in self._departments:
            row = self._recorder.get("department", department_id)
            if row is None:
                raise KeyError(department_id)
            self._departments[department_id] = to_department(row)
        return self._departments[department_id]
