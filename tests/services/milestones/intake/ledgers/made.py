"""How the ledgers of offices are made into files: a sheet is rows of cells, `UP` and `LEFT` go on a merged cell."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl

UP = "↑"
LEFT = "←"
DONE = "done"
"""Done, and nobody knows when."""
HERE = Path(__file__).parent
Cell = str | int | float | datetime.date | None
Sheet = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Said:
    """What a row says, as a person reads it: fields as texts, nodes as plan and done, whether it is a part of `whole`.

    `asked` where it is not to be entered without a question.
    """

    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    whole: str = ""
    asked: bool = False


@dataclass(frozen=True)
class Office:
    """A ledger: its file, the sheets in it, what each column of its first table holds, and its rows.

    `hidden` are rows of the first sheet that are hidden, from 1; sheets in `away` are hidden.
    """

    file: str
    sheets: Mapping[str, Sheet]
    columns: Sequence[str]
    rows: Sequence[Said]
    year: int = 2023
    month: int = 9
    hidden: Sequence[int] = ()
    away: Sequence[str] = ()
    above: Sequence[str] = ()

    def data(self) -> bytes:
        """The file; what LibreOffice made of an .xls lies beside."""
        if self.file.endswith(".xls"):
            return (HERE / self.file).read_bytes()
        made = {"xlsx": self.workbook, "docx": self._document, "csv": self._separated}
        return made[self.file.rsplit(".", 1)[1]]()

    def workbook(self) -> bytes:
        """The file as .xlsx."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in self.sheets.items():
            sheet = book.create_sheet(title)
            for row, cells in enumerate(rows, 1):
                for column, cell in enumerate(cells, 1):
                    if cell not in (UP, LEFT):
                        sheet.cell(row, column, cell)
                    if isinstance(cell, datetime.date):
                        sheet.cell(row, column).number_format = "yyyy/m/d"
            for top, left, bottom, right in _merged(rows):
                sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
            sheet.sheet_state = "hidden" if title in self.away else "visible"
        first = book.worksheets[0]
        for row in self.hidden:
            first.row_dimensions[row].hidden = True
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _document(self) -> bytes:
        document = docx.Document()
        for line in self.above:
            document.add_paragraph(line)
        for rows in self.sheets.values():
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell not in (UP, LEFT, None):
                        table.cell(row, column).text = str(cell)
            for top, left, bottom, right in _merged(rows):
                table.cell(top, left).merge(table.cell(bottom, right))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def _separated(self) -> bytes:
        out = io.StringIO()
        csv.writer(out).writerows(next(iter(self.sheets.values())))
        return out.getvalue().encode("gb18030")


def _merged(rows: Sheet) -> list[tuple[int, int, int, int]]:
    """The merged areas: each begins with a cell that says something."""

    def marked(row: int, column: int) -> Cell:
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    found = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell in (UP, LEFT):
                continue
            right, bottom = column, row
            while marked(row, right + 1) == LEFT:
                right += 1
            while marked(bottom + 1, column) == UP:
                bottom += 1
            if (right, bottom) != (column, row):
                found.append((row, column, bottom, right))
    return found
