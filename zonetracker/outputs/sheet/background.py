"""What stands behind a sheet besides its month: the sentences of its targets, the months before, the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zonetracker.model.facts import Stated
from zonetracker.model.progress import Progress


@dataclass(frozen=True, slots=True)
class StatedAt:
    """What a report states of a target, in the report's own unit, and where: its title and the paragraph, from 1."""

    stated: Stated
    report: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Background:
    """`readings` by target, of those that came out of a report; `months` up to the sheet's, where it shows them."""

    readings: Mapping[int, StatedAt] = field(default_factory=dict)
    months: tuple[Progress, ...] = ()
