"""The lines of all pages as paragraphs: without page furniture, wrapped lines joined, also over a page's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading.builder import Builder, join_lines
from zonetracker.extraction.reading.pages.columns import fits, gutters, in_reading_order, uprights_apart
from zonetracker.extraction.reading.pages.lines import LaidPage, PageLine
from zonetracker.extraction.reading.pages.tables import Region, find_tables, segments

_PAGE_NUMBER = re.compile(
    r"[-—–―_·.\s]*第?\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*页?\s*(?:[/,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–―_·.\s]*"
)
_SENTENCE_END = re.compile(r"[。！？；：.!?;:][”’」』）)]*$")
_EDGE_LINES = 3
_FURNITURE_LENGTH = 30
_ROUGHLY = 60


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on most lines, and the size of its type."""

    left: int
    right: int
    size: int


def flow(sheets: Sequence[LaidPage], builder: Builder) -> str:
    """Write the paragraphs and tables of all pages; returns the title, "" where none stands out."""
    furniture = _furniture(sheets)
    parts = list(_parts(sheets, furniture))
    margins = _margins([part for part in parts if isinstance(part, PageLine)])
    title = _title(parts, margins)
    held: list[PageLine] = []
    for part in _whole_tables(parts):
        if isinstance(part, PageLine) and held and _continues(held[-1], part, margins):
            held.append(part)
            continue
        _emit(held, builder, title)
        held = [part] if isinstance(part, PageLine) else []
        if isinstance(part, Region):
            builder.table(part.cells)
    _emit(held, builder, title)
    return title


def _whole_tables(parts: Sequence[PageLine | Region]) -> Iterator[PageLine | Region]:
    """The same parts, a table and its continuation on the next page as one."""
    table: Region | None = None
    for part in parts:
        if isinstance(part, Region) and table is not None and table.goes_on(part):
            table = table.with_rows_of(part)
            continue
        if table is not None:
            yield table
        table = part if isinstance(part, Region) else None
        if table is None:
            yield part
    if table is not None:
        yield table


def _emit(lines: list[PageLine], builder: Builder, title: str) -> None:
    if lines:
        text = join_lines([line.text for line in lines])
        kind = BlockKind.TITLE if title and title in text else BlockKind.PARAGRAPH
        builder.paragraph(text, kind, source=tuple(glyph for line in lines for glyph in line.glyphs))


def _parts(sheets: Sequence[LaidPage], furniture: set[PageLine]) -> Iterator[PageLine | Region]:
    """Lines and tables in reading order; a last page too short to show its columns has those of the page before."""
    columns: tuple[int, ...] = ()
    for sheet in sheets:
        tables = find_tables(sheet)
        lines = [line for line in sheet.lines if line not in furniture]
        if not tables:
            lines = uprights_apart(lines)
            columns = gutters(lines) or (columns if fits(lines, columns) else ())
            yield from in_reading_order(lines, columns)
            continue
        for line in lines:
            while tables and tables[0].bottom <= line.middle_height:
                yield tables.pop(0)
            if not (tables and tables[0].top <= line.middle_height):
                yield line
        yield from tables


def _furniture(sheets: Sequence[LaidPage]) -> set[PageLine]:
    """Page numbers, and lines at the edge of many pages with the same words at the same height."""
    seen = Counter(_likeness(line) for sheet in sheets for edge in _edges(sheet) for line in edge)
    often = max(3, len(sheets) // 3)
    found: set[PageLine] = set()
    for sheet in sheets:
        for edge in _edges(sheet):
            for line in edge:
                if not (_is_repeated(line, seen[_likeness(line)] >= often) or _is_page_number(line, sheets)):
                    break
                found.add(line)
    return found


def _is_repeated(line: PageLine, often: bool) -> bool:
    return often and len(line.glyphs) <= _FURNITURE_LENGTH and not _SENTENCE_END.search(line.text)


def _edges(sheet: LaidPage) -> tuple[tuple[PageLine, ...], tuple[PageLine, ...]]:
    """The lines at the head and at the foot of a page, from the edge inwards."""
    return sheet.lines[:_EDGE_LINES], sheet.lines[: -_EDGE_LINES - 1 : -1]


def _likeness(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", "".join(line.text.split())), line.top // _ROUGHLY


def _is_page_number(line: PageLine, sheets: Sequence[LaidPage]) -> bool:
    """A number alone on the first or last line; on a single page only between dashes."""
    lines = sheets[line.page].lines
    outermost = line is lines[0] or line is lines[-1]
    said = line.text
    return outermost and bool(_PAGE_NUMBER.fullmatch(said)) and (len(sheets) > 1 or not said.strip().isdigit())


def _margins(lines: list[PageLine]) -> Margins:
    """Margins by the lines that carry the most text."""
    full = sorted(lines, key=lambda line: len(line.glyphs), reverse=True)[: max(len(lines) // 2, 1)]
    if not full:
        return Margins(0, 0, 1)
    sizes = Counter(line.size // 5 * 5 for line in full)
    size = max(sizes.most_common(1)[0][0], 1)
    lefts = sorted(line.left for line in full)
    rights = sorted(line.right for line in full)
    return Margins(lefts[len(lefts) // 10], rights[len(rights) * 6 // 10], size)


def _continues(before: PageLine, line: PageLine, margins: Margins) -> bool:
    """Whether `line` goes on with the paragraph of `before`."""
    em = max(before.size, margins.size)
    if abs(before.height - line.height) * 4 > max(before.height, line.height):
        return False
    if len(segments(before)) > 1 and len(segments(line)) > 1:
        return False
    if line.left > margins.left + em or before.left > margins.left + 4 * em:
        return False
    if before.page == line.page and line.top - before.bottom > 2 * em:
        return False
    if before.right >= margins.right - 2 * em:
        return True
    broad = (before.right - margins.left) * 10 >= (margins.right - margins.left) * 6
    return broad and not _SENTENCE_END.search(before.text)


def _title(parts: Sequence[PageLine | Region], margins: Margins) -> str:
    """The largest line at the head of the first page, where it is clearly larger than running text."""
    head = [part for part in parts[:12] if isinstance(part, PageLine) and part.page == 0]
    largest = max(head, key=lambda line: line.size, default=None)
    if largest is None or largest.size * 10 < margins.size * 12 or len(largest.glyphs) < 4:
        return ""
    return largest.text
