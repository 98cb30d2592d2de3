"""Importing a report and saying of each row whether it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import RowChange
from zonetracker.model.checking import limits
from zonetracker.model.facts import Candidate, ReviewRow, ReviewStatus
from zonetracker.services.ledger.confirming import Confirming, OnConflict
from zonetracker.services.ledger.entering import Gate, candidate_findings, new_row_findings, refuse
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.storage.connection import Value
from zonetracker.storage.files import now
from zonetracker.storage.history import Recorder, sha256
from zonetracker.storage.records import candidate_columns, to_review_row
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


class ReviewOperations(LedgerReads):
    """Operations on reports and their rows. Each is one step of undo; each may raise Refusal."""

    def import_report(
        self,
        name: str,
        media: str,
        data: bytes,
        text: str,
        title: str,
        year: int | None,
        candidates: Sequence[Candidate],
        operation_key: str | None = None,
    ) -> Changed:
        """Keep a report and its rows; Changed.ids["report"][0] is its id.

        The same bytes twice are refused ("report.twice"); the same `operation_key` again (a retry after a crash)
        gives the operation that was made then.
        """
        earlier = self._imported(data, operation_key)
        if earlier is not None:
            return earlier
        _check_quotes(text, candidates)
        refuse(limits.year_beyond(year))
        gate = Gate()
        kept = [
            one for one in candidates if gate.passes(Asked("review_row", 0, one.name, candidate_findings(None, one)))
        ]
        self.snapshot()
        with self._database.operation("import_report", title=title or name, count=len(kept)) as recorder:
            report_id = recorder.insert(
                "report",
                {
                    "name": name,
                    "media": media,
                    "sha256": recorder.keep(data),
                    "text_sha256": recorder.keep(_encoded(text)),
                    "title": title,
                    "year": year,
                    "imported_at": now(),
                    "operation_key": operation_key,
                },
            )
            for position, candidate in enumerate(kept):
                recorder.insert("review_row", _new_row(report_id, position, candidate, edited=False))
        return gate.told(recorder.changed, len(candidates) + 1)

    def remove_report(self, report_id: int) -> Changed:
        """Take a report out with its rows and what they made."""
        report = self.report(report_id)
        with self._database.operation("remove_report", title=report.title or report.name) as recorder:
            work = Confirming(recorder, self.names)
            for row in recorder.query("SELECT id FROM review_row WHERE report_id = ? ORDER BY id", (report_id,)):
                row_id = int(row["id"] or 0)
                work.unmake(row_id)
                work.forget(row_id)
                recorder.delete("review_row", row_id)
            recorder.delete("report", report_id)
        return recorder.changed

    def add_row(self, report_id: int, candidate: Candidate) -> Changed:
        """A row that extraction missed; its id within the document is made unique, its quote must equal the text."""
        report = self.report(report_id)
        refuse(*new_row_findings(candidate))
        with self._database.operation("add_row", title=candidate.name) as recorder:
            rows = recorder.query("SELECT key, position, span_start FROM review_row WHERE report_id = ?", (report_id,))
            keys = {str(row["key"]) for row in rows}
            own = replace(candidate, id=_unused(candidate.id, keys))
            _check_quotes(report.text, [own])
            before = [row for row in rows if int(row["span_start"] or 0) <= own.span.start]
            position = max((int(row["position"] or 0) for row in before), default=0)
            recorder.insert("review_row", _new_row(report_id, position, own, edited=True))
        return recorder.changed

    def edit_row(self, row_id: int, change: RowChange, reason: str = "") -> Changed:
        """Correct a row. What a confirmed row made follows, so that it is checked; `reason` answers a soft check."""
        return self._edit("edit_row", [row_id], change, reason, title=self.row(row_id).candidate.name)

    def edit_rows(self, row_ids: Sequence[int], change: RowChange, reason: str = "") -> Changed:
        """The same correction for several rows, as one operation."""
        return self._edit("edit_rows", row_ids, change, reason, count=len(set(row_ids)))

    def confirm_rows(
        self,
        row_ids: Sequence[int],
        indicator_of: Mapping[int, int] | None = None,
        on_conflict: OnConflict = "ask",
        reason: str = "",
    ) -> Changed:
        """Confirm rows and make of each its Target, Actual or Milestone, or nothing (masked, repeated, no year).

        `indicator_of` maps a row id to the indicator that the clerk chose. Where a fact with other figures stands:
        "ask" leaves the row open and lists it in Changed.conflicts; "keep" confirms the row and leaves the fact;
        "replace" puts the row's figures there; "both" makes a second target (for an actual the same as "keep").
        A row of which a check asks stays as it is and is listed in Changed.asked; `reason` answers all that is soft.
        """
        gate = Gate(reason)
        with self._database.operation("confirm_rows", **self._words_of_rows(row_ids), **gate.words) as recorder:
            work = Confirming(recorder, self.names, gate)
            for row in _rows(recorder, row_ids):
                if row.status is not ReviewStatus.CONFIRMED:
                    work.confirm(row, on_conflict, (indicator_of or {}).get(row.id))
        return gate.told(replace(recorder.changed, conflicts=tuple(work.conflicts)), len(set(row_ids)))

    def reject_rows(self, row_ids: Sequence[int]) -> Changed:
        """The rows do not hold; what they made goes."""
        return self._turn("reject_rows", row_ids, ReviewStatus.REJECTED)

    def skip_rows(self, row_ids: Sequence[int]) -> Changed:
        """Leave the rows for later; what they made goes."""
        return self._turn("skip_rows", row_ids, ReviewStatus.SKIPPED)

    def reopen_rows(self, row_ids: Sequence[int]) -> Changed:
        """Back to open; what they made goes."""
        return self._turn("reopen_rows", row_ids, ReviewStatus.OPEN)

    def _imported(self, data: bytes, operation_key: str | None) -> Changed | None:
        """The operation of the same import made before; Refusal where the same bytes came by another."""
        rows = self._query("SELECT id, name, imported_at, operation_key FROM report WHERE sha256 = ?", sha256(data))
        if not rows:
            return None
        if operation_key is None or rows[0]["operation_key"] != operation_key:
            raise Refusal(
                RefusalCode.REPORT_TWICE,
                tr(
                    "这份文件已于{date}以“{name}”导入过，没有重复导入；请在“报告”中查看它，或先删除再导入。",
                    date=str(rows[0]["imported_at"])[:10],
                    name=rows[0]["name"],
                ),
            )
        number = self.history(table="report", row_id=int(rows[0]["id"] or 0))[-1].id
        ids: dict[str, list[int]] = {}
        for change in self.changes(number):
            ids.setdefault(change.table, []).append(change.row_id)
        return Changed(number, "import_report", frozenset(ids), {table: tuple(own) for table, own in ids.items()})

    def _edit(self, name: str, row_ids: Sequence[int], change: RowChange, reason: str, **words: object) -> Changed:
        gate = Gate(reason)
        with self._database.operation(name, **words, **gate.words) as recorder:
            work = Confirming(recorder, self.names, gate)
            for row in _rows(recorder, row_ids):
                candidate = change.on(row.candidate)
                if candidate == row.candidate:
                    continue
                if {"span", "quote_span", "quote"} & change.said:
                    _check_quotes(self.report(row.report_id).text, [candidate])
                if not _may_be(work, gate, row, candidate):
                    continue
                recorder.update("review_row", row.id, {**candidate_columns(candidate), "edited": 1})
                if candidate.name != row.candidate.name:
                    _learn(recorder, row.id, candidate.name)
                if row.status is ReviewStatus.CONFIRMED:
                    work.follow(row, replace(row, candidate=candidate))
        return gate.told(replace(recorder.changed, conflicts=tuple(work.conflicts)), len(set(row_ids)))

    def _words_of_rows(self, row_ids: Sequence[int]) -> dict[str, object]:
        words: dict[str, object] = {"count": len(set(row_ids))}
        if words["count"] == 1:
            words |= {"as": "one", "title": self.row(row_ids[0]).candidate.name}
        return words

    def _turn(self, name: str, row_ids: Sequence[int], status: ReviewStatus) -> Changed:
        with self._database.operation(name, **self._words_of_rows(row_ids)) as recorder:
            work = Confirming(recorder, self.names)
            for row in _rows(recorder, row_ids):
                work.unmake(row.id)
                recorder.update("review_row", row.id, {"status": status.value})
        return recorder.changed


def _rows(recorder: Recorder, row_ids: Sequence[int]) -> list[ReviewRow]:
    """These rows, each once, in the order of their places; KeyError for an unknown id."""
    found = [to_review_row(row) for row in recorder.rows("review_row", set(row_ids))]
    if missing := set(row_ids) - {row.id for row in found}:
        raise KeyError(min(missing))
    return sorted(found, key=lambda row: (row.report_id, row.position, row.id))


def _may_be(work: Confirming, gate: Gate, row: ReviewRow, candidate: Candidate) -> bool:
    """Whether a row may become so: a proposal within its limits, a confirmed one also by what it makes."""
    after = replace(row, candidate=candidate)
    if row.status is ReviewStatus.CONFIRMED:
        return work.passes(after, row)
    return gate.passes(Asked("review_row", row.id, candidate.name, candidate_findings(row.candidate, candidate)))


def _new_row(report_id: int, position: int, candidate: Candidate, edited: bool) -> dict[str, Value]:
    return {
        "report_id": report_id,
        "position": position,
        "status": ReviewStatus.OPEN.value,
        "edited": int(edited),
        "raw_name": candidate.name,
        **candidate_columns(candidate),
    }


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refusal(
            RefusalCode.REPORT_TEXT, tr("这份文件的文字含有无法保存的字符；请用 Word 或 WPS 另存一次再导入。")
        ) from None


def _check_quotes(text: str, candidates: Sequence[Candidate]) -> None:
    """Rule 3: a quote equals the text at its span, and ids are unique within the document."""
    if len({candidate.id for candidate in candidates}) != len(candidates):
        raise ValueError("two candidates with one id")
    for candidate in candidates:
        if text[candidate.quote_span.start : candidate.quote_span.end] != candidate.quote:
            raise ValueError(f"the quote of {candidate.id} is not the text at its span")


def _unused(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted or "own"
    while free in taken:
        number += 1
        free = f"{wanted or 'own'}-{number}"
    return free


def _learn(recorder: Recorder, row_id: int, name: str) -> None:
    """A name corrected once is right in the next report; corrected back, it is forgotten."""
    raw = str(recorder.query("SELECT raw_name FROM review_row WHERE id = ?", (row_id,))[0]["raw_name"])
    known = recorder.query("SELECT id FROM learned_name WHERE raw = ?", (raw,))
    if known and name == raw:
        recorder.delete("learned_name", int(known[0]["id"] or 0))
    elif known:
        recorder.update("learned_name", int(known[0]["id"] or 0), {"corrected": name})
    elif name != raw:
        recorder.insert("learned_name", {"raw": raw, "corrected": name})
