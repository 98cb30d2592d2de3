"""Which figures of which rows stand in a printed text: how one comes from a page of paper back to the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.tracing.arithmetic import Traced, traced_text
from zonetracker.words.wording import one_line

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a row, and what is printed of it."""

    row: ProgressRow
    figure: Traced
    text: str


def figures_of(rows: Iterable[ProgressRow], progress: Progress) -> list[Printed]:
    """All figures of these rows."""
    listed = [(row, one, traced_text(one, row, progress)) for row in rows for one in Traced]
    return [Printed(*each) for each in listed if each[2]]


def printed_in(text: str, progress: Progress) -> list[Printed]:
    """The figures of the rows that a text names, as far as they stand in it, in the order of the names."""
    whole = "".join(text.split())
    places = {row.target.id: whole.find("".join(one_line(row.indicator.name).split())) for row in progress.rows}
    named = sorted((row for row in progress.rows if places[row.target.id] >= 0), key=lambda row: places[row.target.id])
    return [one for one in figures_of(named, progress) if _bare(one.text) in whole]


def printed_at(text: str, place: int, progress: Progress) -> list[Printed]:
    """What the figure at a place of a text may be, that of the row named last before it first; [] for no figure."""
    number = next((found[0] for found in _NUMBER.finditer(text) if found.start() <= place <= found.end()), "")
    if not number:
        return []
    before = text[:place]
    same = [one for one in printed_in(text, progress) if _bare(one.text) == number.lstrip("-")]
    return sorted(same, key=lambda one: -before.rfind(one_line(one.row.indicator.name)))


def _bare(text: str) -> str:
    """A figure without its sign, its bound and its marks: in running text a fall is told in words."""
    number = _NUMBER.search(text)
    return "".join(text.split()) if number is None else number[0].lstrip("-")
