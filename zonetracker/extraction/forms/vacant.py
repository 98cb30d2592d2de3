"""The cells of a sheet that await a figure: each gets a stand-in, so that the reader of tables says what it would be.

The reader tells of figures alone, so an empty form says nothing to it. With a stand-in in every cell that may be meant
it reads the form as it will be once it is filled in, by the very rules by which the filled form would be read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zonetracker.extraction.reading.sheets.grid import Grid, Place
from zonetracker.extraction.tables.entries import is_blank
from zonetracker.extraction.tables.heads import SAMPLE, read_columns
from zonetracker.extraction.tables.headtext import MARKER, is_ditto, plain, says
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.extraction.tables.names import is_indicator
from zonetracker.extraction.tables.regions import GridView, SheetArea, areas_of, spread, vacant_rows

STAND_IN = "7.3"
"""No year, no number of a row, no part of one: nothing that a reader could take for something else than a figure."""
_SIDE = frozenset({ColumnRole.NAME, ColumnRole.GROUP, ColumnRole.WHOSE, ColumnRole.ORDINAL})
_NOT_ASKED = _SIDE | {ColumnRole.UNIT, ColumnRole.NOTE, ColumnRole.RESPONSIBLE}


def with_stand_ins(grid: Grid, is_free: Callable[[Place], bool] = lambda _: True) -> tuple[Grid, frozenset[Place]]:
    """The sheet with a stand-in in each cell that awaits a figure, and where those are: in cells that are free."""
    if grid.hidden:
        return grid, frozenset()
    sheet = GridView(grid)
    vacant = vacant_rows(sheet)
    found = frozenset(
        place for area in areas_of(sheet, vacant) for place in _Area(sheet, area).blanks() if is_free(place)
    )
    return replace(grid, rows=_with_texts(grid, found)), found


class _Area:
    """One table of a form."""

    def __init__(self, sheet: GridView, area: SheetArea) -> None:
        self.sheet, self.area = sheet, area
        heads = list(spread(sheet, area.heads)) if area.heads else [()] * sheet.width
        body = [[sheet.text(row, column) for column in range(sheet.width)] for row in area.body[:SAMPLE]]
        self.columns = read_columns(heads, body, sheet.grid.hidden_columns)
        self.sides = {column.index for column in self.columns if column.role in _SIDE}
        self.units = [column.index for column in self.columns if column.role is ColumnRole.UNIT]
        united = sum(map(self._has_unit, area.body))
        self.most_have_units = bool(self.units) and united * 2 > len(area.body)

    def blanks(self) -> Iterator[Place]:
        asked = [column for column in self.columns if _may_be_asked(column)]
        for row in self.area.body:
            if row not in self.sheet.grid.hidden_rows and self._names_itself(row) and not self._is_group(row):
                yield from self._blanks_in(row, asked)

    def _blanks_in(self, row: int, asked: Sequence[HeadedColumn]) -> Iterator[Place]:
        for column in asked:
            place = row, column.index
            if not column.hidden and self.sheet.origin(*place) == place and not self.sheet.text(*place).strip():
                yield place

    def _names_itself(self, row: int) -> bool:
        """Whether something at the side stands in this very row and is not shown in it from one above."""
        return any(self.sheet.origin(row, at)[0] == row and self.sheet.text(row, at).strip() for at in self.sides)

    def _is_group(self, row: int) -> bool:
        """Whether a row has a name alone that heads those below it: 一、财政, or one without a unit among others."""
        beside = [at for at in range(self.sheet.width) if at not in self.sides and self.sheet.text(row, at).strip()]
        if any(not is_blank(self.sheet.text(row, at).strip()) for at in beside):
            return False
        names = [plain(text) for at in sorted(self.sides) if (text := self.sheet.text(row, at)).strip()]
        bare = MARKER.sub("", names[-1]) if names else ""
        if is_indicator(bare):
            return False
        return (self.most_have_units and not self._has_unit(row)) or (bool(names) and bare != names[-1])

    def _has_unit(self, row: int) -> bool:
        said = [self.sheet.text(row, at).strip() for at in self.units]
        return any(is_ditto(text) or not is_blank(text) for text in said)


def _may_be_asked(column: HeadedColumn) -> bool:
    """Whether a column may want figures: none at the side, and none for words (存在问题, 下步措施)."""
    for_words = not column.reasons and says(column.head, "prose")
    return bool(column.head) and column.role not in _NOT_ASKED and not for_words


def _with_texts(grid: Grid, places: frozenset[Place]) -> tuple[tuple[str, ...], ...]:
    rows = [list(row) for row in grid.rows]
    for row, column in places:
        line = rows[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = STAND_IN
    return tuple(map(tuple, rows))
