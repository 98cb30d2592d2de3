"""How a month stands before it is closed and after: what is to be filled in yet, which edition, what it corrects."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.bookkeeping import Closing
from zonetracker.model.closing.corrections import Correction
from zonetracker.services.actuals_grid import grid_rows
from zonetracker.services.ledger import Ledger


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month as a whole: its latest closing, the targets whose figure is missing, and the edition with what it tells.

    `edition` is the one that is closed, or the next one that is being made.
    """

    closing: Closing | None
    edition: int
    missing: tuple[str, ...]
    corrections: tuple[Correction, ...]
    may_close: bool


def month_state(ledger: Ledger, year: int, month: int) -> MonthState:
    """How a month stands."""
    missing = [row.indicator.name for row in grid_rows(ledger, year) if row.target is not None and row.due(month)]
    published = ledger.published(year, month)
    return MonthState(
        ledger.closing(year, month),
        published.edition,
        tuple(missing),
        tuple(ledger.corrections(year, published)),
        ledger.may_close(year, month),
    )
