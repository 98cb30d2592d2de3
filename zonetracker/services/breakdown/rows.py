"""The rows of a list of targets: each with the texts of its cells, what its figures state, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.entries import is_blank, stated_rows
from zonetracker.extraction.tables.families import Row
from zonetracker.extraction.tables.model import HeadedColumn, TableFigure
from zonetracker.extraction.tables.regions import GridView
from zonetracker.extraction.tables.sides import responsible_in, rows_of
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.planning import FigureDoubt, doubted
from zonetracker.outputs.breakdown.columns import BreakdownColumn, digest, sent_in
from zonetracker.outputs.marking import Imprint
from zonetracker.services.breakdown.tables import ListTable
from zonetracker.services.sheets.model import SheetRead
from zonetracker.words.findings import say_doubt

_OF_WHICH = re.compile(r"^\s*其中\s*[:：]?\s*")
_BAND_TAIL = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list: `name` as it stands without 其中, `names` all ways to understand it, the likeliest first.

    `fresh` is what a new indicator of it would be called. `texts` are its cells that say something, `level` and
    `stretch` what the reader of tables makes of the figures there. `whole` is the place, among all rows, of the one
    that it is a part of; `sent` the target that went out in it, and `digests` what its cells held then. `doubt` is why
    nothing of it is entered unasked.
    """

    place: str
    name: str
    names: tuple[str, ...]
    fresh: str
    texts: Mapping[BreakdownColumn, str]
    level: TableFigure | None = None
    stretch: TableFigure | None = None
    unit: str | None = None
    over: str = ""
    whole: int | None = None
    sent: int = 0
    digests: Mapping[BreakdownColumn, str] = field(default_factory=dict)
    doubt: str = ""

    def as_of_another(self) -> ListedRow:
        """The row where it means another target than it was sent for: all it says is new, but names are not shared."""
        column = BreakdownColumn.ALIASES
        sent = digest(self.texts.get(column, "")) == self.digests.get(column)
        texts = {one: text for one, text in self.texts.items() if not (sent and one is column)}
        return replace(self, texts=texts, digests={})


def rows_in(
    read: SheetRead, tables: Sequence[ListTable], marking: Imprint | None, doubt: Callable[[ListTable], str]
) -> Iterator[ListedRow]:
    """The rows of all lists of a file in their order, without those that only sum others up.

    `doubt` says why nothing of a list is entered unasked.
    """
    start = 0
    for one in tables:
        reading = _ListReading(read, one, marking, doubt(one))
        found = list(reading.rows(start))
        yield from found
        start += len(found)


class _ListReading:
    """One list being read row by row."""

    def __init__(self, read: SheetRead, listed: ListTable, marking: Imprint | None, doubt: str) -> None:
        self.doubt = doubt
        self.listed, self.table = listed, listed.table
        self.grid = read.grids[self.table.grid]
        self.sheet = GridView(self.grid)
        self.file, self.marking = read.name, marking
        self.figures: dict[tuple[int, int], TableFigure] = {}
        for _, figure in stated_rows(self.sheet, self.table):
            for place in (figure.value_at, figure.growth_at):
                column = None if place is None else place[1]
                if column is not None:
                    self.figures[figure.row, column] = figure

    def rows(self, start: int) -> Iterator[ListedRow]:
        """The rows, the first of which has the place `start` among all."""
        places: dict[int, int] = {}
        above: int | None = None
        for row in self._named():
            yield self._row(row, places, above)
            places[row.number] = start + len(places)
            above = above if row.of_which else places[row.number]

    def _named(self) -> list[Row]:
        """The rows that have a name; one that was sent is a target whatever its name is like, a sum or a rank."""
        named = {row.number: row for row in rows_of(self.sheet, self.table, self.table.columns)}
        sent = {number for number in range(self.table.heads[1] + 1, self.table.area[2] + 1) if self._key(number)}
        for number in sent - named.keys():
            name = self._name(number)
            named[number] = Row(number, name, False, False, False, 0, None, said=name)
        kept = (row for row in named.values() if row.number in sent or row.label not in head_words("total"))
        return sorted(kept, key=lambda row: row.number)

    def _key(self, number: int) -> str:
        return "" if self.marking is None else self.marking.keys.get((self.table.grid, number), "")

    def _name(self, number: int) -> str:
        """A name as it stands, in whatever letters, without 其中 before it."""
        column = self.listed.one(BreakdownColumn.NAME)
        return "" if column is None else _OF_WHICH.sub("", self._text(number, column)).strip()

    def _row(self, row: Row, places: Mapping[int, int], above: int | None) -> ListedRow:
        figure = self._figure(row, BreakdownColumn.LEVEL) or self._figure(row, BreakdownColumn.GROWTH)
        name = self._name(row.number) or row.label
        sent, digests = sent_in(self._key(row.number))
        composed = row.label if figure is None else figure.name
        names = (composed, name, row.label) if row.of_which else (name, row.label, composed)
        part = None if figure is None or figure.parent is None else places.get(figure.parent)
        return ListedRow(
            place=self._place(row),
            name=name,
            names=tuple(dict.fromkeys(names)),
            fresh=composed,
            texts=dict(self._texts(row)),
            level=figure,
            stretch=self._figure(row, BreakdownColumn.STRETCH),
            unit=row.unit,
            over=_BAND_TAIL.sub("", row.over) or row.over,
            whole=above if part is None and row.of_which else part,
            sent=sent,
            digests=digests,
            doubt=self.doubt or self._hidden(row.number),
        )

    def _hidden(self, number: int) -> str:
        """That an office's row is hidden; in a list that was sent rows are hidden by filters."""
        hidden = self.marking is None and number in self.grid.hidden_rows
        return say_doubt(doubted(FigureDoubt.HIDDEN)) if hidden else ""

    def _place(self, row: Row) -> str:
        column = self.listed.one(BreakdownColumn.NAME)
        sheet = "" if not self.table.sheet or self.table.sheet == self.file else f"{self.table.sheet}!"
        return sheet + address(row.number, 0 if column is None else column.index)

    def _figure(self, row: Row, column: BreakdownColumn) -> TableFigure | None:
        held = self.listed.one(column)
        if held is None:
            return None
        return self.figures.get((row.number, self.sheet.origin(row.number, held.index)[1]))

    def _texts(self, row: Row) -> Iterator[tuple[BreakdownColumn, str]]:
        for column, held in self.listed.columns.items():
            if column is BreakdownColumn.RESPONSIBLE:
                text = responsible_in([(one.head, self._text(row.number, one)) for one in held])
            else:
                text = self._text(row.number, held[0])
            if text and not is_blank(text):
                yield column, text

    def _text(self, number: int, column: HeadedColumn) -> str:
        """What a cell shows; one that is merged down holds for every row of it."""
        return self.grid.text(*self.sheet.origin(number, column.index)).strip()
