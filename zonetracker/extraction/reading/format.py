"""What a reader is, and which there are: every module in a room of `formats`, each with a READER."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheets.grid import Grid


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `claims` looks at the content only, readers of lower `rank` are asked first.

    `read` takes the bytes and the name for sentences; it raises Refusal for what it knows, any other exception means
    a damaged file. `grids` gives the sheets of what is a spreadsheet, under the same rules.
    """

    media: str
    label: Callable[[], str]
    suffixes: tuple[str, ...]
    rank: int
    claims: Callable[[Probe], bool]
    read: Callable[[bytes, str], Document]
    grids: Callable[[bytes, str], tuple[Grid, ...]] | None = None


@cache
def readers() -> tuple[Format, ...]:
    """All readers, in the order in which they are asked."""
    from zonetracker.extraction.reading import formats as folder

    names = (one.name for one in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}.") if not one.ispkg)
    found: list[Format] = [importlib.import_module(name).READER for name in names]
    return tuple(sorted(found, key=lambda one: one.rank))
