"""A superior's form to its tables as they will read once it is filled in, in a fenced child process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from zonetracker.extraction.forms.sheetxml import Place, SheetXml
from zonetracker.extraction.forms.vacant import with_stand_ins
from zonetracker.extraction.reading import read_grids, refuse_large
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.probe import look
from zonetracker.extraction.reading.refusals import answer_of_child, refusal
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.sheetparts import Workbook, main_part
from zonetracker.extraction.tables.model import ReadTable
from zonetracker.extraction.tables.reader import read_tables
from zonetracker.extraction.tables.wire import tables_from_json, tables_to_json
from zonetracker.support.errors import RefusalCode
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

CellAt = tuple[int, int, int]
"""Grid, row and column, from 0."""
_PARTED = b"\n"


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form with stand-ins in its `blanks`, the cells that await a figure, each with the code of its number format.

    Of the cells that are filled already, `worked_out` are those by formulas.
    """

    name: str
    grids: tuple[Grid, ...]
    tables: tuple[ReadTable, ...]
    blanks: Mapping[CellAt, str]
    worked_out: frozenset[CellAt]

    def text(self, cell: CellAt) -> str:
        """What stands in a cell as the form came; "" for none."""
        at, row, column = cell
        return "" if cell in self.blanks else self.grids[at].text(row, column)


def form_job(data: bytes, name: str) -> Job[FormRead]:
    """Read a form in a fenced child process; closing the job stops it. Raises Refusal for whatever is none."""
    refuse_large(data, name)
    answer = yield from fenced_job(f"{__name__}:{form_payload.__name__}", data, arguments={"name": name})
    with answer_of_child(name):
        return form_from_json(answer, name)


def form_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `form_job`."""
    name = arguments["name"]
    if main_part(look(payload, name).parts) is None:
        read_grids(payload, name)
        raise refusal(RefusalCode.FORM_FORMAT, name)
    with Archive(payload, name) as archive:
        return _FormReading(archive, name).told()


class _FormReading:
    def __init__(self, archive: Archive, name: str) -> None:
        self.archive, self.name = archive, name
        self.book = Workbook(archive, name)
        self.parts = {sheet: part for sheet, part, _ in self.book.sheets}
        self.grids: list[Grid] = []
        self.blanks: list[tuple[CellAt, str]] = []
        self.worked_out: list[CellAt] = []

    def told(self) -> bytes:
        for at, grid in enumerate(self.book.grids()):
            self._take(at, grid, SheetXml(self.archive.part(self.parts[grid.name]) or b"", self.name))
        tables = read_tables(self.grids, self.name)
        said = json.dumps([self.blanks, self.worked_out], ensure_ascii=False).encode()
        return said + _PARTED + tables_to_json(self.grids, tables)

    def _take(self, at: int, grid: Grid, cells: SheetXml) -> None:
        formulas = cells.formulas
        self.worked_out += ((at, *place) for place in sorted(formulas))
        filled, blanks = with_stand_ins(grid, lambda place: place not in formulas and self._is_free(cells, place))
        self.grids.append(filled)
        self.blanks += (((at, *place), self.book.codes.get(cells.style(*place), "")) for place in sorted(blanks))

    def _is_free(self, cells: SheetXml, place: Place) -> bool:
        """Whether a clerk could type into a cell: a protected sheet has few that are not locked."""
        return not cells.is_protected or cells.style(*place) in self.book.unlocked


def form_from_json(data: bytes, name: str) -> FormRead:
    """What `form_payload` returned."""
    said, _, tables = data.partition(_PARTED)
    blanks, worked_out = json.loads(said)
    return FormRead(
        name,
        *tables_from_json(tables),
        {(at[0], at[1], at[2]): code for at, code in blanks},
        frozenset((at[0], at[1], at[2]) for at in worked_out),
    )
