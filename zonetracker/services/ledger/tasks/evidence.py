"""What proves that a task or one of its nodes was done: a file that is kept byte for byte, or the number of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import FindingCode, hard
from zonetracker.model.checking.task_checks import day_ahead
from zonetracker.model.facts import Evidence, TaskKind
from zonetracker.services.ledger.closed import today
from zonetracker.services.ledger.entering import refuse
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.task_records import evidence_columns


class EvidenceOperations(LedgerReads):
    """Operations on evidence. Each is one step of undo; each may raise Refusal."""

    def add_evidence(
        self,
        task: TaskKind,
        task_id: int,
        name: str,
        data: bytes | None = None,
        paper_no: str = "",
        note: str = "",
        node_id: int | None = None,
        added_on: str | None = None,
    ) -> Changed:
        """Evidence of a task, or of one node of a milestone: a file, or (`data` None) a paper by its number alone.

        `added_on` is the day on which it came (None: today). The bytes stay in the workbook also once it is removed.
        """
        title, now = self._name_of(task, task_id), today()
        if node_id is not None and (task, self.node(node_id).milestone_id) != (TaskKind.MILESTONE, task_id):
            raise KeyError(f"node {node_id} is none of this task")
        made = Evidence(
            0,
            task,
            task_id,
            name.strip(),
            added_on or now,
            node_id,
            paper_no=paper_no.strip(),
            note=note.strip(),
        )
        if data is None:
            unsaid = None if made.paper_no else hard(FindingCode.EVIDENCE_NOTHING, "paper_no")
        else:
            unsaid = limits.evidence_beyond(made.name, len(data))
        refuse(*beyond(None, made), day_ahead(made.added_on, now, "added_on"), unsaid)
        with self._database.operation("add_evidence", title=title, name=made.name) as recorder:
            columns = evidence_columns(made)
            recorder.insert("evidence", columns if data is None else columns | {"sha256": recorder.keep(data)})
        return recorder.changed

    def remove_evidence(self, evidence_ids: Sequence[int]) -> Changed:
        """Say that something proves nothing any more; the bytes of its file stay in the workbook."""
        known = {one.id: one for one in self.evidence()}
        gone = [known[one] for one in dict.fromkeys(evidence_ids)]
        words: dict[str, object] = {"count": len(gone)}
        if len(gone) == 1:
            words |= {"as": "one", "title": self._name_of(gone[0].task, gone[0].task_id), "name": gone[0].name}
        with self._database.operation("remove_evidence", **words) as recorder:
            for one in gone:
                recorder.delete("evidence", one.id)
        return recorder.changed

    def _name_of(self, task: TaskKind, task_id: int) -> str:
        if task is TaskKind.MILESTONE:
            return self.milestone(task_id).name
        return self.indicator(self.target(task_id).indicator_id).name
