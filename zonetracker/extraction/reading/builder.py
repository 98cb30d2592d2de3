"""Builds a Document: one paragraph a line, one table row a line, and the spans of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zonetracker.extraction.document import Block, BlockKind, Cell, Document, Table
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.pages.lines import Glyph
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.model.facts import Span
from zonetracker.support.errors import RefusalCode

_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0x7F, 0xAD, 0xFEFF))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTER = re.compile("[A-Za-z]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\u2028\u2029]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—%％]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A table cell before it has a place in the text."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    source: tuple[Glyph, ...] = ()


@dataclass(slots=True)
class Builder:
    """Collects paragraphs and tables in reading order; raises Refusal when there is too much of them.

    `sources` are the places of what was added with the characters of a page of which it was made.
    """

    name: str
    _lines: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0
    sources: list[tuple[Span, tuple[Glyph, ...]]] = field(default_factory=list)

    def paragraph(
        self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, source: tuple[Glyph, ...] = ()
    ) -> None:
        """Add a paragraph; inner line ends part it, and nothing is added for blank text."""
        for line in _LINE_END.split(clean(text)):
            line = line.strip()
            if line:
                start = self._add(line)
                span = Span(start, start + len(line))
                self._blocks.append(Block(kind, span, level))
                self._note(span, source)

    def table(self, cells: Sequence[Placed]) -> None:
        """Add a table; one without any text is left out."""
        shown = [_tidy(cell) for cell in cells]
        if not any(cell.text for cell in shown):
            return
        height = max(cell.row + cell.rows for cell in shown)
        width = max(cell.column + cell.columns for cell in shown)
        self._cells += height * width
        if self._cells > limits.TABLE_CELLS:
            raise refusal(RefusalCode.READ_TOO_LONG, self.name)
        rows: list[list[Placed]] = [[] for _ in range(height)]
        for cell in sorted(shown, key=lambda cell: (cell.row, cell.column)):
            rows[cell.row].append(cell)
        start = self._length
        placed = [cell for row in rows for cell in self._row(row, width)]
        span = Span(start, self._length - 1)
        self._tables.append(Table(span, tuple(placed)))
        self._blocks.append(Block(BlockKind.TABLE, span))

    def _row(self, cells: list[Placed], width: int) -> list[Cell]:
        line = ""
        column = 0
        placed: list[Cell] = []
        for cell in cells:
            line += "\t" * (cell.column - column)
            column = max(column, cell.column)
            start = self._length + len(line)
            span = Span(start, start + len(cell.text))
            placed.append(Cell(cell.row, cell.column, span, cell.rows, cell.columns))
            self._note(span, cell.source)
            line += cell.text
        line += "\t" * (width - 1 - column)
        self._add(line)
        return placed

    def _note(self, span: Span, source: tuple[Glyph, ...]) -> None:
        if source:
            self.sources.append((span, source))

    def _add(self, line: str) -> int:
        start = self._length
        self._lines.append(line)
        self._length += len(line) + 1
        if self._length > limits.TEXT_CHARACTERS:
            raise refusal(RefusalCode.READ_TOO_LONG, self.name)
        return start

    def document(
        self,
        media: str,
        *,
        title: str = "",
        date: str | None = None,
        encoding: str = "utf-8",
        warnings: Sequence[str] = (),
        named: str = "",
    ) -> Document:
        """All that was added, as a Document; `named` is a title that only the file's properties give."""
        text = "".join(line + "\n" for line in self._lines)
        blocks = tuple(self._blocks)
        said = tuple(dict.fromkeys(warnings))
        tables, shown = tuple(self._tables), clean(title).strip()
        return Document(text, blocks, tables, shown, date, media, encoding, said, clean(named).strip())


def clean(text: str) -> str:
    """Without characters that no reader sees: controls, soft hyphens, byte-order marks, halves of surrogates."""
    return _SURROGATES.sub("\ufffd", text).translate(_UNSEEN)


def raised(text: str) -> str:
    """Text that is set above the line, its digits as the signs for that: 10⁴ is no 104."""
    return text.translate(_RAISED)


def join_lines(lines: Sequence[str]) -> str:
    """The lines of a wrapped paragraph as one: a blank stands between two words of letters only."""
    joined = ""
    for line in (one.strip() for one in lines):
        if _LETTER.match(joined[-1:]) and _LETTER.match(line[:1]):
            joined += " "
        joined += line
    return joined


def _one_line(text: str) -> str:
    """The paragraphs of a cell as one line: parted by a blank, but not within a run of Chinese."""
    joined = ""
    for line in (one.strip() for one in _LINE_END.split(clean(text).replace("\t", " "))):
        if joined and line and not (_WIDE.match(joined[-1]) and _WIDE.match(line[0])):
            joined += " "
        joined += line
    return joined


def _tidy(cell: Placed) -> Placed:
    return replace(cell, text=_one_line(cell.text))


def plain_blocks(text: str, name: str) -> tuple[Block, ...]:
    """A paragraph for each line of plain text that is not blank."""
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if len(line) > limits.LINE_CHARACTERS:
            raise refusal(RefusalCode.READ_LINE_TOO_LONG, name)
        seen = line.strip()
        if seen:
            first = start + line.index(seen[0])
            blocks.append(Block(BlockKind.PARAGRAPH, Span(first, first + len(seen))))
        start += len(line) + 1
    return tuple(blocks)


def pasted(text: str) -> Document:
    """Text from the clipboard as a document."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise refusal(RefusalCode.READ_NO_TEXT)
    plain = _SURROGATES.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return Document(plain, plain_blocks(plain, ""))
