"""A document as the readers give it: one text, and where its blocks and table cells lie in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import ScanLayout


class BlockKind(StrEnum):
    """What a stretch of text is, as far as its format says so; plain text has paragraphs only."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table; `level` is a heading's depth (1 is the highest), else 0."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its top left place in the grid, how far it is merged, and its text's place in the document."""

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document; `span` holds all its cells, one line of text a row, cells parted by tabs."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What was read. For .txt the text is the decoded file without its byte-order mark, line ends as \\n.

    `title` is the one the page shows. Only the file says `named` (its name without the suffix, a title among its
    properties) and `date` (ISO, from its properties). `written` is the year and month (0 where unknown) that the clerk
    has settled. `warnings` are Chinese sentences for the clerk (an encoding guessed, a picture page without text).
    `layout` is where its words stand on the pictures from which it was read; None where it has a text of its own.
    `laid_over` says that its text is what another program recognised and laid over the pictures, unseen.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str = ""
    date: str | None = None
    media: str = "text/plain"
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    named: str = ""
    written: tuple[int, int] | None = None
    layout: ScanLayout | None = None
    laid_over: bool = False
