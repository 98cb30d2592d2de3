"""How a year stands at its end: what each target has come to, and where a new report says another figure."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.bookkeeping import Closing
from zonetracker.model.facts import Kind, Stated
from zonetracker.model.progress import Progress
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.plan import to_copy
from zonetracker.services.overview import progress_of
from zonetracker.services.review import marked_rows


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of a report, still to be settled, that says another figure for the year than the ledger has."""

    row_id: int
    name: str
    report: Stated
    ledger: Stated


@dataclass(frozen=True, slots=True)
class YearState:
    """A year as a whole: its latest closing, its list as it stands after twelve months, what differs, what goes on.

    `carried` is how many targets the next year does not have yet.
    """

    closing: Closing | None
    progress: Progress
    differences: tuple[Difference, ...]
    carried: int


def year_state(ledger: Ledger, year: int) -> YearState:
    """How a year stands."""
    return YearState(
        ledger.closing(year, None),
        progress_of(ledger, year, 12),
        tuple(_differences(ledger, year)),
        len(to_copy(ledger.targets(year), ledger.targets(year + 1))),
    )


def outcome_words(ledger: Ledger, year: int) -> dict[int, str]:
    """What each target of a closed year has come to (完成, 未完成…), by its id; nothing of a year that is open."""
    if not ledger.closed(year, None):
        return {}
    progress = progress_of(ledger, year, 12)
    return {row.target.id: progress.word_of(row) for row in progress.rows}


def _differences(ledger: Ledger, year: int) -> list[Difference]:
    """What the reports say of the year and of nothing else is asked: their figures of whole years."""
    return [
        Difference(marked.id, marked.row.candidate.name, marked.row.candidate.stated, marked.stands)
        for report in ledger.reports()
        for marked in marked_rows(ledger, report.id)
        if marked.stands is not None and (marked.row.candidate.kind, marked.row.candidate.year) == (Kind.ACTUAL, year)
    ]
