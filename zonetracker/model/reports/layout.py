"""Where the words of a scanned report stand on its pages, and which characters are doubtful: the layout (版面)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zonetracker.model.facts import Span

_MOST_PAGES, _WIDEST = 10_000, 100_000
_MOST_SPANS = 500_000
"""Of a book that comes from anywhere: numbers with which nothing overflows, and what is gone over in a moment."""


@dataclass(frozen=True, slots=True)
class PrintBox:
    """A rectangle of a page picture, in its points; the origin is its top left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Print:
    """A run of the text as it stands on a page: its place in the text and its box; one line of print at most."""

    span: Span
    box: PrintBox


@dataclass(frozen=True, slots=True)
class PagePrints:
    """A page: its number in the file (from 1), the size of its picture, and its prints in the order of the text.

    `turned` is by how many quarter turns to the right the page of the file was turned to be read.
    """

    number: int
    width: int
    height: int
    prints: tuple[Print, ...]
    turned: int = 0


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell of a table of a scan: its top left place in the grid, how far it is merged, its place in the text."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ScanLayout:
    """The pages of a report that was read from pictures, and the places of the text that may have been misread.

    `tables` and `titles` are what the text alone no longer shows: a kept scan is read again from them.
    """

    pages: tuple[PagePrints, ...] = ()
    doubtful: tuple[Span, ...] = ()
    tables: tuple[tuple[LaidCell, ...], ...] = ()
    titles: tuple[Span, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every place of the text that it speaks of."""
        yield from (one.span for page in self.pages for one in page.prints)
        yield from self.doubtful
        yield from (one.span for table in self.tables for one in table)
        yield from self.titles

    def places(self, span: Span) -> Iterator[tuple[PagePrints, PrintBox]]:
        """The boxes that the characters of a place cover: of a print covered in part, that share of its width."""
        for page in self.pages:
            for print_ in page.prints:
                start, end = max(span.start, print_.span.start), min(span.end, print_.span.end)
                if start < end:
                    yield page, _share(print_, start, end)

    @property
    def lost(self) -> bool:
        """Whether nothing is known of where the words stand."""
        return not self.pages

    def fits(self, length: int) -> bool:
        """Whether this can be the layout of a text of so many characters."""
        spans = list(self.spans())
        return (
            not self.lost
            and len(spans) <= _MOST_SPANS
            and all(span.end <= length for span in spans)
            and len({page.number for page in self.pages}) == len(self.pages)
            and all(_possible(page) for page in self.pages)
            and all(_in_a_table(cell) for table in self.tables for cell in table)
        )

    def doubts(self, span: Span) -> bool:
        """Whether a character of a place may have been misread."""
        return any(one.start < span.end and span.start < one.end for one in self.doubtful)


def _share(print_: Print, start: int, end: int) -> PrintBox:
    box, size = print_.box, print_.span.end - print_.span.start
    left = box.width * (start - print_.span.start) // size
    right = box.width * (end - print_.span.start) // size
    return PrintBox(box.left + left, box.top, max(right - left, 1), box.height)


def _possible(page: PagePrints) -> bool:
    boxes = [one.box for one in page.prints]
    measures = (page.width, page.height, *(one for box in boxes for one in (box.width, box.height)))
    corners = [one for box in boxes for one in (box.left, box.top)]
    return (
        1 <= page.number <= _MOST_PAGES
        and 0 <= page.turned <= 3
        and all(1 <= one <= _WIDEST for one in measures)
        and all(-_WIDEST <= one <= _WIDEST for one in corners)
    )


def _in_a_table(cell: LaidCell) -> bool:
    return max(cell.row + cell.rows, cell.column + cell.columns) <= _WIDEST


def lost_layout(length: int) -> ScanLayout:
    """What is left of a layout that can't be read: any of its characters may have been misread."""
    return ScanLayout((), (Span(0, length),))


def layout_data(layout: ScanLayout) -> dict[str, Any]:
    """A layout as plain values."""
    pages = [
        {
            "number": page.number,
            "size": [page.width, page.height],
            "turned": page.turned,
            "prints": [
                [one.span.start, one.span.end, one.box.left, one.box.top, one.box.width, one.box.height]
                for one in page.prints
            ],
        }
        for page in layout.pages
    ]
    return {
        "pages": pages,
        "doubtful": [[one.start, one.end] for one in layout.doubtful],
        "tables": [
            [[one.row, one.column, one.span.start, one.span.end, one.rows, one.columns] for one in table]
            for table in layout.tables
        ],
        "titles": [[one.start, one.end] for one in layout.titles],
    }


def layout_from_data(data: Mapping[str, Any]) -> ScanLayout:
    """The layout of which `layout_data` gave these values; raises ValueError and its like for what is none."""
    pages = tuple(
        PagePrints(
            int(page["number"]),
            int(page["size"][0]),
            int(page["size"][1]),
            tuple(_print(one) for one in page["prints"]),
            int(page["turned"]),
        )
        for page in data["pages"]
    )
    doubtful, titles = (tuple(_span(start, end) for start, end in data[part]) for part in ("doubtful", "titles"))
    tables = tuple(tuple(_cell(one) for one in table) for table in data["tables"])
    return ScanLayout(pages, doubtful, tables, titles)


def _print(said: list[int]) -> Print:
    start, end, left, top, width, height = map(int, said)
    if start == end:
        raise ValueError("a print without a character")
    return Print(_span(start, end), PrintBox(left, top, width, height))


def _cell(said: list[int]) -> LaidCell:
    row, column, start, end, rows, columns = map(int, said)
    if min(row, column) < 0 or min(rows, columns) < 1:
        raise ValueError("no place in a table")
    return LaidCell(row, column, _span(start, end), rows, columns)


def _span(start: int, end: int) -> Span:
    if not 0 <= start <= end:
        raise ValueError("no place")
    return Span(start, end)
