"""The colours of a drawing that do not depend on what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

TINT, QUIET = 0.3, 0.1
"""How much of a light's colour lies under its sign and word; the second where there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb: what it stands on, its letters, its quiet letters, and the part of a scale not reached."""

    paper: str
    ink: str
    faint: str
    track: str


LIGHT = Palette(paper="#ffffff", ink="#22262e", faint="#6b7280", track="#e3e6eb")
DARK = Palette(paper="#1f2229", ink="#eceff4", faint="#a3abb8", track="#3a3f4b")


@lru_cache(maxsize=64)
def mixed(colour: str, paper: str, share: float) -> str:
    """So much of a colour on paper, all #rrggbb."""
    places = (1, 3, 5)
    pairs = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in places]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)
