"""What stands on a page of paper: lines of text and thin rules, placed in points from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from zonetracker.paper.fonts import Face

MM = 72 / 25.4
MIDDLE = 0.38
"""How far below the middle of a line its baseline lies, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """One line of text on paper: the left end of its baseline in points, and how it is set."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    set_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin black line in points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class PaperPage:
    """What stands on one page."""

    number: int
    runs: list[TextRun] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
