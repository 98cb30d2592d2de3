"""What a reader is, and which there are: every module in a room of `formats`, each with a READER."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.bundles.kinds import kind_of
from zonetracker.extraction.reading.probe import Probe, look
from zonetracker.extraction.reading.refusals import refusal, refuse_large
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.support.errors import RefusalCode


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


def format_of(data: bytes, name: str) -> Format:
    """The reader of a file; raises Refusal for what none can read, and for a bundle, of which one is to be chosen."""
    refuse_large(data, name)
    if kind_of(data, name) is not None:
        raise refusal(RefusalCode.READ_BUNDLE, name)
    probe = look(data, name)
    for candidate in readers():
        if candidate.claims(probe):
            return candidate
    raise refusal(RefusalCode.READ_UNKNOWN, name)
