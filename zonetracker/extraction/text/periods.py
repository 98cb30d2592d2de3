"""The year, the kind and the months that a stretch of text speaks of, and how that was known."""

from __future__ import annotations

from typing import NamedTuple

from zonetracker.model.facts import Kind


class Period(NamedTuple):
    """The standing assumption about a line: what it reports, for which year, and how that was known.

    `by_then` where it wants goals met by that year (到2027年具体目标:).
    """

    kind: Kind
    year: int | None
    months: tuple[int, int] | None = None
    several: bool = False
    why: str = ""

    five_years: bool = False
    by_then: bool = False

    @property
    def plan_review(self) -> bool:
        """Whether the part looks back over a five-year plan."""
        return self.several or self.five_years

    def wanted_by(self, year: int, now: int | None) -> str | None:
        """The deadline of a goal of `year` that names none of its own, in a document of `now`."""
        held = self.by_then and self.year == year and lies_ahead(now, year, by_then=True)
        return str(year) if held else None


def lies_ahead(now: int | None, year: int, *, by_then: bool) -> bool:
    """Whether a year is a deadline: `by_then` (到2025年) any after that of the document, which may be unknown."""
    return by_then if now is None else year > now + (not by_then)
