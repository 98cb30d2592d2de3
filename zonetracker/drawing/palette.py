"""The colours of a drawing that do not depend on what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb: what it stands on, its letters, its quiet letters, and the part of a scale not reached."""

    paper: str
    ink: str
    faint: str
    track: str


LIGHT = Palette(paper="#ffffff", ink="#22262e", faint="#6b7280", track="#e3e6eb")
DARK = Palette(paper="#1f2229", ink="#eceff4", faint="#a3abb8", track="#3a3f4b")
