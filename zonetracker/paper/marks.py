"""What stands on a page of paper: lines of text and thin rules, placed in points from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from zonetracker.outputs.summary.setting import PAGE_HEIGHT, PAGE_WIDTH
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
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin black line in points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class PaperPage:
    """What stands on one page; one that lies `landscape` among upright ones is turned on paper."""

    number: int
    runs: list[TextRun] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page of A4 in points."""
        return (PAGE_HEIGHT, PAGE_WIDTH) if self.landscape else (PAGE_WIDTH, PAGE_HEIGHT)
