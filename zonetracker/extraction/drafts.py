"""A row while it is being read: what the stages fill in before it becomes a Candidate."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from zonetracker.model.facts import Bound, FactType, Kind


@dataclass(slots=True)
class Draft:
    """A row at flat start..end (the figure), its quote at quote_start..quote_end.

    `subject` is the name without what this clause alone says of it (净增, 年均增速): later clauses carry it on.
    `aside` marks a remark on the level before it (its rank, its share): a growth that follows belongs to that level.
    `share` is how many of a hundred figures at such a place have this kind and year, by the second opinion.
    """

    start: int
    end: int
    quote_start: int
    quote_end: int
    name: str
    subject: str
    kind: Kind = Kind.ACTUAL
    type: FactType = FactType.QUANTITY
    year: int | None = None
    period: str = "annual"
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_kind: str = ""
    bound: Bound | None = None
    growth: Decimal | None = None
    growth_high: Decimal | None = None
    growth_bound: Bound | None = None
    masked: bool = False
    stretch: bool = False
    change: bool = False
    aside: bool = False
    deadline: str | None = None
    parent: Draft | None = None
    first: Draft | None = None
    section: str = ""
    reasons: list[str] = field(default_factory=list)
    id: str = ""
    share: int | None = None
    confidence: Decimal = Decimal(0)

    def doubt(self, code: str) -> None:
        """Note once what makes this row less than sure."""
        if code not in self.reasons:
            self.reasons.append(code)
