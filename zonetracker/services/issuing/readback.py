"""What stands in files that were made: the cells of a sheet, the paragraphs and tables of a document, a PDF's text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

Cell = str | Decimal
"""What a cell holds: its text, "" where it is empty, or its number, that of a formula as it was saved."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document's paragraphs and tables (rows of cells), each kind in its order."""

    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def text(self) -> str:
        """All of it."""
        cells = (cell for table in self.tables for row in table for cell in row)
        return "\n".join((*self.paragraphs, *cells))


def sheet_cells(data: bytes) -> list[list[Cell]]:
    """The rows of the first sheet of an .xlsx."""
    from openpyxl import load_workbook  # a start does without it

    book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    try:
        return [[_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()


def _cell(value: object) -> Cell:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(repr(value)) if not isinstance(value, Decimal) else value
    return "" if value is None else str(value)


def document_text(data: bytes) -> ReadText:
    """What stands in a .docx, without the heads and feet of its pages."""
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(data)).element.body

    def text(element: object) -> str:
        return "".join(part.text or "" for part in element.iter(qn("w:t")))  # type: ignore[attr-defined]

    def tables() -> Iterator[tuple[tuple[str, ...], ...]]:
        for table in body.iter(qn("w:tbl")):
            yield tuple(tuple(map(text, row.iter(qn("w:tc")))) for row in table.iter(qn("w:tr")))

    return ReadText(tuple(map(text, body.iterchildren(qn("w:p")))), tuple(tables()))


def pdf_text(data: bytes) -> str:
    """All text of a PDF, page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
