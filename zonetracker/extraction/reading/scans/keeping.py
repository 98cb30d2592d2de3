"""What of a recognised document is kept in its layout, so that it is read again without recognising it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from zonetracker.extraction.document import Block, BlockKind, Cell, Document, Table
from zonetracker.extraction.reading.builder import plain_blocks
from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import LaidCell, ScanLayout


def with_layout(document: Document, layout: ScanLayout) -> Document:
    """A document with the layout of its pages, which also keeps its tables and titles."""
    tables = tuple(
        tuple(LaidCell(cell.row, cell.column, cell.span, cell.rows, cell.columns) for cell in table.cells)
        for table in document.tables
    )
    titles = tuple(block.span for block in document.blocks if block.kind is BlockKind.TITLE)
    return replace(document, layout=replace(layout, tables=tables, titles=titles))


def kept_scan(text: str, title: str, name: str, layout: ScanLayout) -> Document:
    """The document of a kept scan: its rows are those that it had when it was recognised."""
    tables = tuple(_table(text, cells) for cells in layout.tables if cells)
    blocks = [block for block in plain_blocks(text, name) if not any(_within(block.span, one.span) for one in tables)]
    shown = [_titled(block, layout.titles) for block in blocks]
    shown += (Block(BlockKind.TABLE, table.span) for table in tables)
    ordered = tuple(sorted(shown, key=lambda block: block.span.start))
    return Document(text, ordered, tables, title, named=PurePath(name).stem, layout=layout)


def _titled(block: Block, titles: tuple[Span, ...]) -> Block:
    return replace(block, kind=BlockKind.TITLE) if block.span in titles else block


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _table(text: str, cells: tuple[LaidCell, ...]) -> Table:
    """A table over the lines in which its cells stand."""
    first, last = min(cell.span.start for cell in cells), max(cell.span.end for cell in cells)
    end = text.find("\n", last)
    span = Span(text.rfind("\n", 0, first) + 1, end if end >= 0 else len(text))
    return Table(span, tuple(Cell(one.row, one.column, one.span, one.rows, one.columns) for one in cells))
