"""Importing a report and saying of each row whether it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Candidate
from zonetracker.services.ledger_reads import LedgerReads

OnConflict = Literal["ask", "keep", "replace", "both"]


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
        raise NotImplementedError

    def remove_report(self, report_id: int) -> Changed:
        """Take a report out with its rows and what they made."""
        raise NotImplementedError

    def add_row(self, report_id: int, candidate: Candidate) -> Changed:
        """A row that extraction missed; its id within the document is made unique, its quote must equal the text."""
        raise NotImplementedError

    def edit_row(self, row_id: int, **fields: object) -> Changed:
        """Correct a row: any field of Candidate or Stated by name. What a confirmed row made follows."""
        raise NotImplementedError

    def edit_rows(self, row_ids: Sequence[int], **fields: object) -> Changed:
        """The same correction for several rows, as one operation."""
        raise NotImplementedError

    def confirm_rows(
        self,
        row_ids: Sequence[int],
        indicator_of: Mapping[int, int] | None = None,
        on_conflict: OnConflict = "ask",
    ) -> Changed:
        """Confirm rows and make of each its Target, Actual or Milestone, or nothing (masked, repeated, no year).

        `indicator_of` maps a row id to the indicator that the clerk chose. Where a fact with other figures stands:
        "ask" leaves the row open and lists it in Changed.conflicts; "keep" confirms the row and leaves the fact;
        "replace" puts the row's figures there; "both" makes a second target (for an actual the same as "keep").
        """
        raise NotImplementedError

    def reject_rows(self, row_ids: Sequence[int]) -> Changed:
        """The rows do not hold; what they made goes."""
        raise NotImplementedError

    def skip_rows(self, row_ids: Sequence[int]) -> Changed:
        """Leave the rows for later; what they made goes."""
        raise NotImplementedError

    def reopen_rows(self, row_ids: Sequence[int]) -> Changed:
        """Back to open; what they made goes."""
        raise NotImplementedError
