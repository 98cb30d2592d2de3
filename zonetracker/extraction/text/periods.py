"""The year, the kind and the months that a stretch of text speaks of, and how that was known."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.facts import Kind


@dataclass(frozen=True, slots=True)
class Period:
    """The standing assumption about a line: what it reports, for which year, and how that was known."""

    kind: Kind
    year: int | None
    months: tuple[int, int] | None = None
    several: bool = False
    why: str = ""

    five_years: bool = False

    @property
    def plan_review(self) -> bool:
        """Whether the part looks back over a five-year plan."""
        return self.several or self.five_years
