"""Slides as text: titles as headings, the rest from top to bottom and from left to right, what is not read told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.support.i18n import tr

Place = tuple[int, int, int, int]
"""Left, top, right and bottom of a shape, in any unit that its slide shares."""


@dataclass(frozen=True, slots=True)
class SlidePiece:
    """A shape: its lines, or the cells of its table, or the shapes of its group; `heads` for the title of the slide."""

    place: Place
    lines: tuple[str, ...] = ()
    cells: tuple[Placed, ...] = ()
    inside: tuple[SlidePiece, ...] = ()
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """What a slide shows, and what it holds that is not read.

    `opens` for one with a title and a subtitle, `noted` where its speaker has notes, `pictured` for pictures, `embeds`
    for charts and other objects, `hides` for shapes that are not shown.
    """

    number: int
    pieces: tuple[SlidePiece, ...] = ()
    hidden: bool = False
    opens: bool = False
    noted: bool = False
    pictured: bool = False
    embeds: bool = False
    hides: bool = False
    broken: bool = False


def write_slides(slides: Sequence[Slide], builder: Builder) -> str:
    """Write what the slides show; returns the title of all, "" where the first has none with a subtitle."""
    title = ""
    shown = [slide for slide in slides if not slide.hidden]
    for slide in shown:
        for piece in _in_order(slide.pieces):
            for line in piece.lines:
                if piece.heads and slide.opens and slide is shown[0]:
                    title = title or " ".join(line.split())
                    builder.paragraph(line, BlockKind.TITLE)
                elif piece.heads:
                    builder.paragraph(line, BlockKind.HEADING, 1)
                else:
                    builder.paragraph(line)
            _write_table(piece.cells, builder)
    return title


def _write_table(cells: Sequence[Placed], builder: Builder) -> None:
    if max((cell.column + cell.columns for cell in cells), default=0) > 1:
        builder.table(cells)
        return
    for cell in cells:
        builder.paragraph(cell.text)


def _in_order(pieces: Sequence[SlidePiece]) -> Iterator[SlidePiece]:
    """The title first, then rows of shapes that stand side by side; a group is read as a whole."""
    heads = [piece for piece in pieces if piece.heads]
    rest = sorted((piece for piece in pieces if not piece.heads), key=lambda piece: (piece.place[1], piece.place[0]))
    rows: list[list[SlidePiece]] = []
    for piece in rest:
        if rows and _beside(rows[-1][0].place, piece.place):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for piece in (*heads, *(one for row in rows for one in sorted(row, key=lambda one: one.place[0]))):
        yield piece
        yield from _in_order(piece.inside)


def _beside(one: Place, other: Place) -> bool:
    """Whether two shapes stand on one level: they share half the height of the lower one, and no width."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    low = min(one[3] - one[1], other[3] - other[1])
    return shared * 2 > low and (one[2] <= other[0] or other[2] <= one[0])


def told_of(slides: Sequence[Slide]) -> Iterator[str]:
    """What was left out, a sentence for each kind."""
    empty = [slide for slide in slides if slide.pictured and not slide.hidden and not slide.pieces]
    for found, sentence in (
        ([slide for slide in slides if slide.broken], tr("第 {pages} 张幻灯片已损坏，没有读取，请对照原文核对。")),
        ([slide for slide in slides if slide.hidden], tr("第 {pages} 张幻灯片是隐藏的，没有读取。")),
        ([slide for slide in slides if slide.hides], tr("第 {pages} 张幻灯片有隐藏的内容，没有读取。")),
        (empty, tr("第 {pages} 张幻灯片是图片，没有文字，没有读取。")),
        ([slide for slide in slides if slide.embeds], tr("第 {pages} 张幻灯片的图表和嵌入的对象没有读取。")),
        ([slide for slide in slides if slide.noted], tr("第 {pages} 张幻灯片的备注没有读取。")),
    ):
        if found:
            yield sentence.format(pages="、".join(str(slide.number) for slide in found))
