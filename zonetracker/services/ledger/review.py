"""Importing a report and saying of each row whether it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import Redating, RowChange
from zonetracker.model.checking import limits
from zonetracker.model.facts import Candidate, ReviewRow, ReviewStatus
from zonetracker.model.reports.frame import Frame, Written
from zonetracker.model.reports.layout import ScanLayout
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Gate, refuse
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.rows.confirming import Confirming, OnConflict
from zonetracker.services.ledger.rows.redating import RedatingPlan, part_years, plan_redating
from zonetracker.services.ledger.within import candidate_findings, new_row_findings, written_beyond
from zonetracker.storage.connection import Value
from zonetracker.storage.files import now
from zonetracker.storage.history import Recorder, sha256
from zonetracker.storage.records import candidate_columns, dating_columns, layout_bytes, to_review_row
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_ROWS_OF = "SELECT * FROM review_row WHERE report_id = ? ORDER BY position, id"


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
        *,
        frame: Frame | None = None,
        written: Written | None = None,
        layout: ScanLayout | None = None,
        origin: str = "",
    ) -> Changed:
        """Keep a report and its rows; Changed.ids["report"][0] is its id.

        `frame` is what was read of its time, `written` the date that was said with the import, `layout` that of a scan,
        `origin` the name of the mail or archive that enclosed it.
        The same bytes twice are refused ("report.twice"); the same `operation_key` again (a retry after a crash)
        gives the operation that was made then.
        """
        earlier = self._imported(data, operation_key)
        if earlier is not None:
            return earlier
        _check_quotes(text, candidates)
        refuse(limits.year_beyond(year), written_beyond(written))
        gate = Gate()
        kept = [
            one for one in candidates if gate.passes(Asked("review_row", 0, one.name, candidate_findings(None, one)))
        ]
        enclosed = {"as": "enclosed", "origin": origin} if origin else {}
        with self._database.operation("import_report", title=title or name, count=len(kept), **enclosed) as recorder:
            report_id = recorder.insert(
                "report",
                {
                    "name": name,
                    "media": media,
                    "sha256": recorder.keep(data),
                    "text_sha256": recorder.keep(_encoded(text)),
                    "title": title,
                    **dating_columns(year, frame, written),
                    "layout_sha256": None if layout is None else recorder.keep(layout_bytes(layout, len(text))),
                    "imported_at": now(),
                    "operation_key": operation_key,
                },
            )
            for position, candidate in enumerate(kept):
                recorder.insert("review_row", _new_row(report_id, position, candidate, edited=False))
        return gate.told(recorder.changed, len(candidates) + 1)

    def remove_report(self, report_id: int, reason: str = "") -> Changed:
        """Take a report out with its rows and what they made; all of it waits where one row asks for a `reason`."""
        report = self.report(report_id)
        gate = Gate(reason)
        words = {"title": report.title or report.name, **gate.words}
        with self._database.operation("remove_report", **words) as recorder:
            work = Confirming(recorder, self.names, gate)
            rows = [to_review_row(row) for row in recorder.query(_ROWS_OF, (report_id,))]
            if not [row for row in rows if not work.may_unmake(row)]:
                for row in rows:
                    work.unmake(row)
                    work.forget(row.id)
                    recorder.delete("review_row", row.id)
                recorder.delete("report", report_id)
                reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(rows))

    def would_date(self, report_id: int, redating: Redating) -> RedatingPlan:
        """What date_report would change of a report's rows, without changing anything."""
        return plan_redating(self._database.query, self.rows(report_id), redating)

    def date_report(self, report_id: int, redating: Redating, reason: str = "") -> Changed:
        """Settle when a report was written: what that changes of its rows is changed, what a clerk corrected stays.

        Rows under review become as they are read now; confirmed ones do so with what they made where
        `redating.confirmed` says so, but for those of which a clerk has changed what they made. Where another figure
        stands in the new place, the row is open again and listed in Changed.conflicts; `reason` answers a soft check.
        """
        report = self.report(report_id)
        _check_quotes(report.text, redating.after)
        refuse(limits.year_beyond(redating.year), written_beyond(redating.written))
        gate = Gate(reason)
        words = {"title": report.title or report.name, **_date_words(redating.written), **gate.words}
        with self._database.operation("date_report", **words) as recorder:
            rows = [to_review_row(row) for row in recorder.query(_ROWS_OF, (report_id,))]
            plan = plan_redating(recorder.query, rows, redating)
            recorder.update("report", report_id, dating_columns(redating.year, redating.frame, redating.written))
            work = Confirming(recorder, self.names, gate)
            _redate(recorder, work, gate, {row.id: row for row in rows}, plan, redating.confirmed)
            part_years(recorder)
            _bring(recorder, report_id, rows, plan.fresh)
            reopen(recorder, gate.reopening)
        return gate.told(replace(recorder.changed, conflicts=tuple(work.conflicts)), len(plan.changed) + 1)

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
        names: Mapping[int, str] | None = None,
    ) -> Changed:
        """Confirm rows and make of each its Target, Actual or Milestone, or nothing (masked, repeated, no year).

        `indicator_of` maps a row id to the indicator that the clerk chose. Where a fact with other figures stands:
        "ask" leaves the row open and lists it in Changed.conflicts; "keep" confirms the row and leaves the fact;
        "replace" puts the row's figures there, "stretch" makes them the upper of its two tiers. To keep both,
        `names` gives a row the second name under which it stands beside the other. A row of which a check asks stays
        as it is and is listed in Changed.asked; `reason` answers all that is soft.
        """
        gate = Gate(reason)
        with self._database.operation("confirm_rows", **self._words_of_rows(row_ids), **gate.words) as recorder:
            work = Confirming(recorder, self.names, gate)
            for row in _rows(recorder, row_ids):
                if row.status is not ReviewStatus.CONFIRMED:
                    own = _named(row, (names or {}).get(row.id), on_conflict == "stretch")
                    done = work.confirm(own, on_conflict, (indicator_of or {}).get(row.id))
                    if done and own is not row:
                        recorder.update("review_row", row.id, {**candidate_columns(own.candidate), "edited": 1})
            reopen(recorder, gate.reopening)
            gate.noted = [one for one in gate.noted if _has_figure(recorder, one.row_id)]
        return gate.told(replace(recorder.changed, conflicts=tuple(work.conflicts)), len(set(row_ids)))

    def reject_rows(self, row_ids: Sequence[int], reason: str = "") -> Changed:
        """The rows do not hold; what they made goes, with a `reason` also from a closed month."""
        return self._turn("reject_rows", row_ids, ReviewStatus.REJECTED, reason)

    def skip_rows(self, row_ids: Sequence[int], reason: str = "") -> Changed:
        """Leave the rows for later; what they made goes, with a `reason` also from a closed month."""
        return self._turn("skip_rows", row_ids, ReviewStatus.SKIPPED, reason)

    def reopen_rows(self, row_ids: Sequence[int], reason: str = "") -> Changed:
        """Back to open; what they made goes, with a `reason` also from a closed month."""
        return self._turn("reopen_rows", row_ids, ReviewStatus.OPEN, reason)

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
            reopen(recorder, gate.reopening)
        return gate.told(replace(recorder.changed, conflicts=tuple(work.conflicts)), len(set(row_ids)))

    def _words_of_rows(self, row_ids: Sequence[int]) -> dict[str, object]:
        words: dict[str, object] = {"count": len(set(row_ids))}
        if words["count"] == 1:
            words |= {"as": "one", "title": self.row(row_ids[0]).candidate.name}
        return words

    def _turn(self, name: str, row_ids: Sequence[int], status: ReviewStatus, reason: str) -> Changed:
        gate = Gate(reason)
        with self._database.operation(name, **self._words_of_rows(row_ids), **gate.words) as recorder:
            work = Confirming(recorder, self.names, gate)
            for row in _rows(recorder, row_ids):
                if work.may_unmake(row):
                    work.unmake(row)
                    recorder.update("review_row", row.id, {"status": status.value})
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(set(row_ids)))


def _date_words(written: Written) -> dict[str, object]:
    year, month = written
    return {"as": "month", "year": year, "month": month} if month else {"year": year}


def _redate(
    recorder: Recorder,
    work: Confirming,
    gate: Gate,
    rows: Mapping[int, ReviewRow],
    plan: RedatingPlan,
    confirmed: bool,
) -> None:
    """Write the rows as they become; those in the ledger come last, in the order in which they can move."""
    for row_id in plan.gone:
        work.forget(row_id)
        recorder.delete("review_row", row_id)
    for row_id in (*sorted(plan.changed.keys() - set(plan.confirmed)), *(plan.confirmed if confirmed else ())):
        row, candidate = rows[row_id], plan.changed[row_id]
        moves = row_id in plan.confirmed
        after = replace(row, candidate=candidate)
        if not (work.passes(after, row) if moves else _within(gate, row, candidate)):
            continue
        raw = {} if row.edited else {"raw_name": candidate.name}
        recorder.update("review_row", row_id, {**candidate_columns(candidate), **raw})
        if moves:
            work.follow(row, after)


def _bring(recorder: Recorder, report_id: int, rows: Sequence[ReviewRow], fresh: Sequence[Candidate]) -> None:
    """Rows that are new, each behind the row before it in the text."""
    for candidate in fresh:
        before = [row.position for row in rows if row.candidate.span.start <= candidate.span.start]
        recorder.insert("review_row", _new_row(report_id, max(before, default=0), candidate, edited=False))


def _has_figure(recorder: Recorder, row_id: int) -> bool:
    """Whether what a row says stands somewhere: not where another figure was there, and stays."""
    made = recorder.query("SELECT target_id, actual_id, milestone_id FROM made WHERE row_id = ?", (row_id,))
    return any(value is not None for one in made for value in one.values())


def _rows(recorder: Recorder, row_ids: Sequence[int]) -> list[ReviewRow]:
    """These rows, each once, in the order of their places; KeyError for an unknown id."""
    found = [to_review_row(row) for row in recorder.rows("review_row", set(row_ids))]
    if missing := set(row_ids) - {row.id for row in found}:
        raise KeyError(min(missing))
    return sorted(found, key=lambda row: (row.report_id, row.position, row.id))


def _named(row: ReviewRow, name: str | None, stretch: bool) -> ReviewRow:
    """A row under the second name that a clerk gives it, or as the upper of two tiers."""
    candidate = row.candidate
    said = replace(candidate, name=name or candidate.name, stretch=stretch or candidate.stretch)
    return row if said == candidate else replace(row, candidate=said)


def _may_be(work: Confirming, gate: Gate, row: ReviewRow, candidate: Candidate) -> bool:
    """Whether a row may become so: a proposal within its limits, a confirmed one also by what it makes."""
    if row.status is ReviewStatus.CONFIRMED:
        return work.passes(replace(row, candidate=candidate), row)
    return _within(gate, row, candidate)


def _within(gate: Gate, row: ReviewRow, candidate: Candidate) -> bool:
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
