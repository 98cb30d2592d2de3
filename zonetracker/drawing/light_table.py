"""A table of lights as a picture, before it is drawn: texts, lights with sign and word, and bars of counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zonetracker.drawing.filed import Leaf
from zonetracker.drawing.palette import Palette
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

A4 = (11.69, 8.27)
ROW, HEAD, MARGIN, NOTE = 0.235, 0.62, 0.45, 0.2
"""Inches: a row, the room of the heading, the margin around, a line of notes."""


@dataclass(frozen=True, slots=True)
class LitCell:
    """A light: its sign, its word and its colour (#rrggbb); a `quiet` one says that there is nothing to judge."""

    sign: str
    word: str
    colour: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class BarCell:
    """A bar of parts, each so many in a colour; `whole` is what the full width of the column stands for."""

    parts: tuple[tuple[int, str], ...]
    whole: int


PictureCell = str | LitCell | BarCell


@dataclass(frozen=True, slots=True)
class PictureColumn:
    """A column of a table that is drawn; `share` is its part of the width."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class LightTable:
    """A table with a heading above and notes below, as one picture or as pages."""

    heading: str
    columns: tuple[PictureColumn, ...]
    rows: tuple[tuple[PictureCell, ...], ...]
    notes: tuple[str, ...] = ()
    place: str = ""

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole figure. This loads matplotlib."""
        from zonetracker.drawing.light_chart import draw_light_table

        draw_light_table(figure, self, palette)


def one_leaf(table: LightTable) -> Leaf:
    """The whole table on one leaf, as high as its rows need."""
    return Leaf(table, A4[0], 2 * MARGIN + HEAD + ROW * (len(table.rows) + 1) + NOTE * (len(table.notes) + 1))


def pages(table: LightTable) -> list[Leaf]:
    """The table on pages of A4 across, its head and its notes on each."""
    room = A4[1] - 2 * MARGIN - HEAD - NOTE * (len(table.notes) + 1)
    most = int(room / ROW) - 1
    parts: Sequence[int] = range(0, max(1, len(table.rows)), most)
    return [
        Leaf(
            replace(
                table,
                rows=table.rows[start : start + most],
                place=tr("第{now}页，共{count}页", now=number, count=len(parts)) if len(parts) > 1 else "",
            ),
            *A4,
        )
        for number, start in enumerate(parts, 1)
    ]
