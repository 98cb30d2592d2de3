"""Candidates from a document's tables: one for each figure of a row, its growth beside it, 其中 rows with parents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.extraction.reading.sheets.grid import grids_of
from zonetracker.extraction.tables.cells import figures, is_masked, is_relative
from zonetracker.extraction.tables.entries import panel_rows
from zonetracker.extraction.tables.families import Row
from zonetracker.extraction.tables.model import ColumnRole, Place, ReadTable, TableFigure
from zonetracker.extraction.tables.names import subject_of, told_apart, whole_name, with_measure
from zonetracker.extraction.tables.reader import read_tables
from zonetracker.extraction.tables.regions import GridView
from zonetracker.extraction.tables.sides import deadline_in, responsible_in
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Candidate, FactType, Kind, Span, Stated

_OF_TABLE, _OF_CAPTION, _OF_GROWTH = Decimal("0.93"), Decimal("0.91"), Decimal("0.92")
_OF_INDEX, _WITHOUT_UNIT, _DOUBTED = Decimal("0.9"), Decimal("0.6"), Decimal("0.7")
_WEAK = Decimal("0.85")
_COMPOSED = Decimal("0.08")


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the text around says where a table does not: the year, target or actual, and the heading above.

    `places` are the names by which the document calls its own place.
    """

    year: int | None
    kind: Kind
    section: str = ""
    places: tuple[str, ...] = ()


def table_candidates(document: Document, context: TableContext | Callable[[int], TableContext]) -> list[Candidate]:
    """The candidates of all tables, in reading order, with ids t1r2c3 (table, row, column) unique in the document.

    `context` is what holds for all tables, or says what holds at a place.
    """
    found: list[Candidate] = []
    grids = grids_of(document)
    sheets: dict[int, GridView] = {}
    for table in read_tables(grids):
        sheet = sheets.get(table.grid)
        if sheet is None:
            sheets = {table.grid: (sheet := GridView(grids[table.grid]))}
        placed = document.tables[table.grid]
        here = context if isinstance(context, TableContext) else context(placed.span.start)
        found.extend(_TableRows(document, placed, sheet, table, here).candidates())
    return found


class _TableRows:
    """One table being made rows of a report: where each text stands in the document, and what holds around it."""

    def __init__(
        self, document: Document, placed: Table, sheet: GridView, table: ReadTable, context: TableContext
    ) -> None:
        self.document, self.sheet, self.table, self.context = document, sheet, table, context
        self.cells = {(cell.row, cell.column): cell for cell in placed.cells}
        self.lines: dict[int, list[Cell]] = {}
        for cell in placed.cells:
            self.lines.setdefault(cell.row, []).append(cell)
        self.caption = "\n".join(table.title)
        self.latest: dict[int | None, int] = {}
        self.totals = self.placed = False
        self.regions = {column.whose for column in table.columns if column.whose}

    def candidates(self) -> Iterator[Candidate]:
        panels = list(panel_rows(self.sheet, self.table))
        for row, figure in chain.from_iterable(panels):
            if figure.months and figure.kind is not Kind.TARGET and not row.when:
                self.latest[figure.year] = max(figure.months[1], self.latest.get(figure.year, 0))
            self.placed = self.placed or self._is_place(figure.whose)
            self.totals = self.totals or row.label in head_words("total")
        for panel in panels:
            rows: dict[int, Row] = {}
            made: dict[int, list[Candidate]] = {}
            parents: dict[int, int] = {}
            for row, figure in panel:
                rows[row.number] = row
                made.setdefault(row.number, []).extend(self._fact(row, figure))
                if figure.parent is not None:
                    parents[row.number] = figure.parent
            yield from self._named(list(rows.values()), made, parents)

    def _fact(self, row: Row, figure: TableFigure) -> Iterator[Candidate]:
        place = figure.value_at or figure.growth_at
        cell = self.cells.get(place) if place else None
        if cell is None or place is None:
            return
        reasons, confidence = self._unit(figure)
        weak = self._weak(row, figure)
        if figure.doubts or weak:
            confidence = min(confidence, _DOUBTED if figure.doubts else _WEAK)
        kind, year, period = self._time(row, figure)
        drawn = Candidate(
            id=f"t{self.table.grid + 1}r{row.number + 1}c{place[1] + 1}",
            kind=kind,
            type=FactType.QUANTITY,
            year=year,
            period=period,
            name=self._name(figure),
            deadline=self._deadline(row, kind, year) if period == "annual" else None,
            responsible=self._responsible(row) if kind is Kind.TARGET else "",
            stated=figure.stated,
            span=cell.span,
            quote_span=cell.span,
            quote=figure.value or figure.growth,
            section=self.context.section,
            confidence=confidence,
            reasons=("from_table", *reasons, *weak, *(str(doubt) for doubt in figure.doubts)),
        )
        span = self._span(figure)
        if span is not None and figure.stated != Stated():
            yield self._placed(drawn, figure, span)
        elif is_masked(figure.value or figure.growth):
            yield self._placed(replace(drawn, masked=True, stated=Stated()), figure, cell.span)
        elif is_relative(figure.value) and kind is Kind.TARGET:
            yield self._placed(replace(drawn, type=FactType.RELATIVE, stated=Stated()), figure, cell.span)

    def _weak(self, row: Row, figure: TableFigure) -> tuple[str, ...]:
        """What makes a row of a table less than sure that was read without a doubt."""
        found = []
        if figure.kind is Kind.TARGET and figure.months and figure.months != (1, 12):
            return ("table_part_of_year",)
        if figure.months and figure.months[0] != 1:
            found.append("table_own_months")
        if figure.months and figure.months[1] < self.latest.get(figure.year, 0):
            found.append("table_earlier")
        grouped = self.totals and row.label not in head_words("total") and figure.bare != row.label
        if grouped or self._is_others(figure):
            found.append("table_group")
        return tuple(found)

    def _span(self, figure: TableFigure) -> Span | None:
        """Where the main figure stands: the first of the value's cell, else the first of the growth's."""
        for place, text in ((figure.value_at, figure.value), (figure.growth_at, figure.growth)):
            cell = self.cells.get(place) if place else None
            found = figures(text)
            if cell is not None and found:
                raw = self.document.text[cell.span.start : cell.span.end]
                start = cell.span.start + len(raw) - len(raw.lstrip()) + found[0].start
                return Span(start, start + found[0].end - found[0].start)
        return None

    def _name(self, figure: TableFigure) -> str:
        if figure.whose in head_words("place") and not self.table.turned and not self.placed:
            return with_measure(figure.bare, figure.whose)
        return figure.whose + figure.bare if self._is_others(figure) else figure.bare

    def _is_others(self, figure: TableFigure) -> bool:
        """Whether a figure is of one of several regions that the table tells apart, and not of the own place."""
        alone = self.regions == {figure.whose} and not self.table.turned
        return not alone and not self._is_own(figure.whose)

    def _is_own(self, region: str) -> bool:
        """Whether a region is the document's own place, also by a shorter name; 全区 where no row is named so."""
        if region in ("", self.table.whose) or self._is_place(region):
            return True
        return region in head_words("region") and not self.placed

    def _is_place(self, region: str) -> bool:
        return any(region and (region.endswith(one) or one.endswith(region)) for one in self.context.places)

    def _unit(self, figure: TableFigure) -> tuple[tuple[str, ...], Decimal]:
        if figure.stated.value is None:
            return (), _OF_GROWTH
        if figure.stated.unit is None:
            heads = [one.head for one in self.table.columns if figure.value_at and one.index == figure.value_at[1]]
            named = "".join((figure.said, *heads))
            return ((), _OF_INDEX) if "指数" in named else (("unit_missing",), _WITHOUT_UNIT)
        return (("table_unit_from_caption",), _OF_CAPTION) if figure.unit_over else ((), _OF_TABLE)

    def _time(self, row: Row, figure: TableFigure) -> tuple[Kind, int | None, str]:
        year = figure.year
        if year is None and self.context.year is not None:
            year = self.context.year - (1 if figure.previous else 0)
        kind = figure.kind or (self.context.kind if year == self.context.year and not row.when else Kind.ACTUAL)
        months = figure.months
        of_year = kind is Kind.TARGET and figure.kind is None
        if of_year or months is None or months == (1, 12) or year is None:
            return kind, year, "annual"
        return kind, year, f"{year}-{months[0]:02}..{year}-{months[1]:02}"

    def _deadline(self, row: Row, kind: Kind, year: int | None) -> str | None:
        """The date that 完成时限 sets for the target of a row."""
        column = next((one for one in self.table.columns if one.role is ColumnRole.DEADLINE), None)
        if column is None or kind is not Kind.TARGET:
            return None
        return deadline_in(self.sheet.text(row.number, column.index), year)

    def _responsible(self, row: Row) -> str:
        """Who answers for the target of a row."""
        columns = [one for one in self.table.columns if one.role is ColumnRole.RESPONSIBLE]
        return responsible_in([(one.head, self.sheet.text(row.number, one.index)) for one in columns])

    def _placed(self, candidate: Candidate, figure: TableFigure, span: Span) -> Candidate:
        """The candidate with its figure's span, quoting its row from the label to the last figure it uses."""
        places: list[Place] = [place for place in (figure.value_at, figure.growth_at) if place]
        used = [cell.span for place in places if (cell := self.cells.get(place))]
        line = [cell.span for cell in self.lines.get(figure.row, ()) if self._text(cell).strip()]
        start = min([span.start, *(one.start for one in (*line, *used))])
        whole = Span(start, max([span.end, *(one.end for one in used)]))
        return replace(candidate, span=span, quote_span=whole, quote=self.document.text[whole.start : whole.end])

    def _text(self, cell: Cell) -> str:
        return self.document.text[cell.span.start : cell.span.end]

    def _named(
        self, rows: Sequence[Row], made: Mapping[int, list[Candidate]], parents: Mapping[int, int]
    ) -> list[Candidate]:
        labels = {row.number: row.label for row in rows}
        subject = "" if self.table.turned else subject_of(self.caption)
        named: dict[str, Candidate] = {}
        long: dict[str, str] = {}
        for row in rows:
            whole = parents.get(row.number, -1)
            above = labels.get(whole, "")
            for candidate in made[row.number]:
                name = whole_name(candidate.name, above, subject)
                composed = name != candidate.name
                part_of = next((c.id for c in made.get(whole, []) if _column_of(c) == _column_of(candidate)), None)
                named[candidate.id] = replace(
                    candidate,
                    name=name,
                    parent=named[part_of].name if part_of in named else None,
                    confidence=candidate.confidence - (_COMPOSED if composed else 0),
                    reasons=(*candidate.reasons, "table_name_composed") if composed else candidate.reasons,
                )
                long[candidate.id] = candidate.name + above if above and above not in candidate.name else ""
        return told_apart(list(named.values()), long)


def _column_of(candidate: Candidate) -> str:
    return candidate.id.rpartition("c")[2]
