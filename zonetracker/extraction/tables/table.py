"""Candidates from a document's tables: one for each figure of a row, its growth beside it, 其中 rows with parents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.extraction.tables.cells import Figure, figures, is_masked, is_relative, same_width
from zonetracker.extraction.tables.families import ColumnFamily, Level, Row
from zonetracker.extraction.tables.heads import (
    is_time,
    known_unit,
    read_columns,
    unit_in,
    unit_of_caption,
    year_in,
)
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.extraction.tables.names import (
    is_growth,
    is_growth_word,
    subject_of,
    told_apart,
    whole_name,
    with_measure,
)
from zonetracker.lexicon.letters import simplified
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Candidate, FactType, Kind, Span, Stated
from zonetracker.words.months import months_in_head


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the text around says where a table does not: the year, target or actual, and the heading above."""

    year: int | None
    kind: Kind
    section: str = ""


_CAPTION_REACH = 160
_NOTICE = re.compile("(?:单位|日期|时间|部门|制表)[:：]")
_MARKER = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩])\s*")
_OF_WHICH = re.compile(r"^(?:其中|#|＃|在总计中|按.{1,8}分)\s*[:：]?\s*")
_TABLE_NUMBER = re.compile(r"^(?:附?表)\s*[\d一二三四五六七八九十]*[-\d]*\s*[:：]?")
_FIRST = re.compile(r"[(（]?[1一①][)）、.．]?(?!\d)")


def table_candidates(document: Document, context: TableContext | Callable[[int], TableContext]) -> list[Candidate]:
    """The candidates of all tables, in reading order, with ids t1r2c3 (table, row, column) unique in the document.

    `context` is what holds for all tables, or says what holds at a place. A table that goes on without heads of its own
    (on the next page) takes those of the table before it.
    """
    found: list[Candidate] = []
    before: tuple[HeadedColumn, ...] = ()
    for number, table in enumerate(document.tables, 1):
        here = context if isinstance(context, TableContext) else context(table.span.start)
        reading = _Reading(document, table, here, number)
        columns = reading.columns(before)
        found.extend(reading.candidates(columns))
        before = columns
    return found


class _Reading:
    """One table being read: its grid of texts with merged cells filled, and where each text stands."""

    def __init__(self, document: Document, table: Table, context: TableContext, number: int) -> None:
        self.document, self.table, self.context, self.number = document, table, context, number
        height = max((cell.row + cell.rows for cell in table.cells), default=0)
        width = max((cell.column + cell.columns for cell in table.cells), default=0)
        self.grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in table.cells:
            for row in range(cell.row, min(cell.row + cell.rows, height)):
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    self.grid[row][column] = cell
        self.width = width
        self.first = self._first_body_row()
        self.caption = self._caption()

    def text(self, cell: Cell | None) -> str:
        return simplified(self.document.text[cell.span.start : cell.span.end]) if cell else ""

    def _across(self, row: Sequence[Cell | None]) -> str:
        """The text of a row that is one cell over the whole width (a title, a group), else nothing."""
        texts = {id(cell): self.text(cell).strip() for cell in row if cell and self.text(cell).strip()}
        wide = next((cell for cell in row if cell and id(cell) in texts), None)
        alone = len(texts) == 1 and wide is not None and wide.columns > 1 and wide.columns * 2 > self.width
        return next(iter(texts.values())) if alone else ""

    def _is_body(self, row: Sequence[Cell | None]) -> bool:
        texts = [self.text(cell).strip() for cell in row]
        if self._across(row):
            return False
        stated = [t for t in texts if (figures(t) and year_in(t) is None) or is_masked(t) or is_relative(t)]
        named = any(t and not figures(t) and not known_unit(t) for t in texts)
        return bool(stated) and named

    def _first_body_row(self) -> int:
        return next((n for n, row in enumerate(self.grid) if self._is_body(row)), len(self.grid))

    def _caption(self) -> str:
        """What stands over the table: the lines before it and title rows inside it."""
        start = self.table.span.start
        above = simplified(self.document.text[max(0, start - _CAPTION_REACH) : start]).rstrip().split("\n")
        lines = [line.strip() for line in above[-3:]]
        kept = [line for n, line in enumerate(lines) if _is_caption(line, last=n == len(lines) - 1)]
        inside = [title for row in self.grid[: self.first] if (title := self._across(row) or self._remark(row))]
        return "\n".join(kept + inside)

    def _remark(self, row: Sequence[Cell | None]) -> str:
        """The texts of a row between title and heads that only says who fills the sheet in, and in which unit."""
        texts = [text for cell in dict.fromkeys(row) if (text := self.text(cell).strip())]
        return " ".join(texts) if len(texts) * 2 <= self.width and any(_NOTICE.search(t) for t in texts) else ""

    def columns(self, before: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
        heads = ["" for _ in range(self.width)]
        for row in self.grid[: self.first]:
            if self._across(row) or self._remark(row):
                continue
            for index, cell in enumerate(row):
                text = re.sub(r"\s", "", self.text(cell))
                if text and not heads[index].endswith(text):
                    heads[index] += text
        if not any(heads) and len(before) == self.width:
            return before
        body = [[self.text(cell) for cell in row] for row in self.grid[self.first :]]
        return read_columns(heads, body, self.caption)

    def candidates(self, columns: Sequence[HeadedColumn]) -> list[Candidate]:
        labels = [column.index for column in columns if column.role is ColumnRole.NAME]
        found: list[Candidate] = []
        for at, index in enumerate(labels):
            end = labels[at + 1] if at + 1 < len(labels) else len(columns)
            found.extend(self._block(columns[index if at else 0 : end], columns[index]))
        return found

    def _block(self, columns: Sequence[HeadedColumn], label: HeadedColumn) -> list[Candidate]:
        """The candidates of the columns from one column of names to the next."""
        rows = list(self._rows(columns, label))
        made: dict[int, list[Candidate]] = {}
        for row in rows:
            made[row.number] = list(self._of_row(row, columns))
        headed = any(column.measure for column in columns)
        levels = {number: _first_value(found) for number, found in made.items()}
        return list(self._named(rows, made, ColumnFamily(rows, levels, headed=headed).parents))

    def _rows(self, columns: Sequence[HeadedColumn], label: HeadedColumn) -> Iterator[Row]:
        unit_column = next((column for column in columns if column.role is ColumnRole.UNIT), None)
        group = next((column for column in reversed(columns) if column.role is ColumnRole.GROUP), None)
        for number in range(self.first, len(self.grid)):
            grid_row = self.grid[number]
            raw = self.text(grid_row[label.index])
            if not raw.strip() or not self._is_body(grid_row):
                continue
            bare, unit = unit_in(re.sub(r"\s", "", same_width(raw)))
            if group and (bare in head_words("generic") or is_growth_word(bare)):
                above = re.sub(r"\s", "", same_width(self.text(grid_row[group.index])))
                bare = above + bare if is_growth_word(bare) else above
            if unit_column and (said := known_unit(self.text(grid_row[unit_column.index]))):
                unit = said
            of_which = _OF_WHICH.match(bare)
            name = _MARKER.sub("", _OF_WHICH.sub("", _MARKER.sub("", bare)))
            of_total = of_which is not None and "总计" in of_which[0]
            first = _FIRST.match(bare) is not None
            when = bare if is_time(bare) else ""
            yield Row(number, name or bare, of_which is not None, of_total, first, _depth(raw), unit, when)

    def _of_row(self, row: Row, columns: Sequence[HeadedColumn]) -> Iterator[Candidate]:
        growths = {
            column.partner: column
            for column in columns
            if column.role is ColumnRole.GROWTH and column.partner is not None
        }
        for column in columns:
            if column.role is ColumnRole.VALUE:
                yield from self._fact(row, column, growths.get(column.index))
            elif column.role is ColumnRole.GROWTH and column.partner is None:
                yield from self._fact(row, None, column)

    def _fact(self, row: Row, value: HeadedColumn | None, growth: HeadedColumn | None) -> Iterator[Candidate]:
        said = self._figures(row, value) if value else ()
        grown = self._figures(row, growth) if growth else ()
        column = value or growth
        if column is None or (row.when and not column.measure):
            return
        cell = self.grid[row.number][column.index]
        if cell is None:
            return
        text = self.text(cell)
        reasons, confidence, unit = self._unit(row, value)
        stated = _stated(row, said, grown, unit)
        if stated.value is None:
            reasons, confidence = (), Decimal("0.92")
        kind, year, period = self._time(column, row.when)
        plain = Candidate(
            id=f"t{self.number}r{row.number + 1}c{column.index + 1}",
            kind=kind,
            type=FactType.QUANTITY,
            year=year,
            period=period,
            name=column.measure if row.when else with_measure(row.label, value.measure if value else ""),
            stated=stated,
            span=cell.span,
            quote_span=cell.span,
            quote=text,
            section=self.context.section,
            confidence=confidence,
            reasons=("from_table", *reasons),
        )
        main = said[0] if said else None
        if main:
            yield self._placed(
                plain, row, Span(cell.span.start + main.start, cell.span.start + main.end), growth if grown else None
            )
        elif grown and growth and (place := self.grid[row.number][growth.index]):
            yield self._placed(
                plain, row, Span(place.span.start + grown[0].start, place.span.start + grown[0].end), growth
            )
        elif is_masked(text):
            yield self._placed(replace(plain, masked=True, stated=Stated()), row, cell.span, None)
        elif is_relative(text) and kind is Kind.TARGET:
            yield self._placed(replace(plain, type=FactType.RELATIVE, stated=Stated()), row, cell.span, None)

    def _figures(self, row: Row, column: HeadedColumn) -> tuple[Figure, ...]:
        return figures(self.text(self.grid[row.number][column.index]))

    def _unit(self, row: Row, value: HeadedColumn | None) -> tuple[tuple[str, ...], Decimal, str | None]:
        if value is None:
            return (), Decimal("0.92"), None
        if row.unit or value.unit:
            return (), Decimal("0.93"), row.unit or value.unit
        over = unit_of_caption(self.caption)
        if over:
            return ("table_unit_from_caption",), Decimal("0.91"), over
        if "指数" in value.head or "指数" in row.label:
            return (), Decimal("0.9"), None
        return ("unit_missing",), Decimal("0.6"), None

    def _time(self, column: HeadedColumn, when: str) -> tuple[Kind, int | None, str]:
        standing = year_in(self.caption) or self.context.year
        year = column.year or year_in(when) or standing
        if column.previous and column.year is None and year is not None:
            year -= 1
        kind = column.kind or (self.context.kind if year == self.context.year and not when else Kind.ACTUAL)
        said = column.months or months_in_head(when)
        of_caption = kind is Kind.ACTUAL and not column.previous and not when
        months = said or (months_in_head(self.caption) if of_caption else None)
        if kind is Kind.TARGET or months is None or months == (1, 12) or year is None:
            return kind, year, "annual"
        return kind, year, f"{year}-{months[0]:02}..{year}-{months[1]:02}"

    def _placed(self, candidate: Candidate, row: Row, span: Span, growth: HeadedColumn | None) -> Candidate:
        """The candidate with its figure's span, quoting its row from the label to the last figure it uses."""
        line = [cell for cell in self.grid[row.number] if cell and cell.row == row.number]
        ends = [span.end]
        if growth and (cell := self.grid[row.number][growth.index]):
            ends.append(cell.span.end)
        start = min([span.start, *(cell.span.start for cell in line if self.text(cell).strip())])
        whole = Span(start, max(ends))
        return replace(candidate, span=span, quote_span=whole, quote=self.document.text[whole.start : whole.end])

    def _named(
        self, rows: Sequence[Row], made: Mapping[int, list[Candidate]], parents: Mapping[int, int]
    ) -> list[Candidate]:
        labels = {row.number: row.label for row in rows}
        subject = subject_of(self.caption)
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
                    confidence=candidate.confidence - (Decimal("0.08") if composed else 0),
                    reasons=(*candidate.reasons, "table_name_composed") if composed else candidate.reasons,
                )
                long[candidate.id] = candidate.name + above if above and above not in candidate.name else ""
        return told_apart(list(named.values()), long)


def _column_of(candidate: Candidate) -> str:
    return candidate.id.rpartition("c")[2]


def _is_caption(line: str, *, last: bool) -> bool:
    return (
        "单位" in line
        or _TABLE_NUMBER.match(line) is not None
        or (last and 4 <= len(line) <= 50 and line[-1] not in "。；;，,")
    )


def _depth(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" \u3000\u00a0"))


def _stated(row: Row, said: Sequence[Figure], grown: Sequence[Figure], unit: str | None) -> Stated:
    level = next((figure for figure in said if not figure.change), None)
    change = next((figure for figure in said if figure.change), None) or (grown[0] if grown else None)
    written = level.unit if level and level.unit else unit
    if level and written == "%" and change is None and is_growth(row.label):
        level, change = None, level
    return Stated(
        value=level.low if level else None,
        value_high=level.high if level else None,
        unit=written if level else None,
        bound=level.bound if level else None,
        growth=change.low if change else None,
        growth_high=change.high if change else None,
        growth_bound=change.bound if change else None,
    )


def _first_value(found: Sequence[Candidate]) -> Level | None:
    first = next((c.stated for c in found if c.stated.value is not None), None)
    return (first.value, first.unit) if first and first.value is not None else None
