"""A sheet cut into tables: where the heads of each are, its rows, and the lines over and under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile

from zonetracker.extraction.reading.sheets.grid import Grid, is_error, is_formula
from zonetracker.extraction.tables.cells import figures, is_masked, is_relative
from zonetracker.extraction.tables.headtext import (
    DAY,
    DOTTED,
    is_head_word,
    is_region,
    is_time,
    known_unit,
    plain,
    region_of,
    unit_in,
    year_in,
)
from zonetracker.extraction.tables.model import Place
from zonetracker.extraction.tables.names import is_indicator
from zonetracker.lexicon.letters import simplified

_NOTICE = re.compile(
    "(?:单位|日期|时间|部门|制表|填报|报送|编制|负责人|联系人|电话)[^:：]{0,6}[:：]|^[（(]?(?:单位|日期|时间)[:：]"
)
_NOTE = re.compile(r"^[（(]?(?:注|说明|备注|数据来源|资料来源|填表|制表|审核|单位负责人)[\d\s]*[）)]?[:：.、]?")
_NO_WORD = re.compile(r"(?:19|20)\d\d|[-—–/…]+")
SIGNED = re.compile("^(?:单位)?(?:填报|填表|制表|审核|复核|统计|负责|联系|经办|编制|报送|打印|报出)[^:：]{0,6}[:：]")
_COUNTED = re.compile(r"[甲乙丙丁戊]|[(（]?\d{1,2}[)）]?")
_MOST_MERGED = 200_000
_DEEPEST_HEAD = 5
_MOST_TITLES = 8
_LONGEST_NOTE_HEAD = 5
_MARGIN_ROWS = 60
_DASHES = frozenset({"-", "—", "——", "–", "/", "…"})


class _RowKind(Enum):
    BLANK = "blank"
    LINE = "line"
    WORDS = "words"
    BODY = "body"
    NUMBERING = "numbering"


class GridView:
    """A grid as it is looked at: simplified letters, and every place of a merged area has the text of its first."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = tuple(tuple(text if text.isascii() else simplified(text) for text in row) for row in grid.rows)
        self.height = len(self.rows)
        self._origins = self._merged()
        self.width = max((len(row) for row in self.rows), default=0)
        self.width = max([self.width, *(column + 1 for _, column in self._origins)])
        self.merged_rows = {row for row, column in self._origins if self._origins[row, column][1] != column}

    def _merged(self) -> dict[Place, Place]:
        found: dict[Place, Place] = {}
        for top, left, bottom, right in self.grid.merges:
            if len(found) + (bottom - top + 1) * (right - left + 1) > _MOST_MERGED:
                break
            places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            found.update((place, (top, left)) for place in places)
        return found

    def origin(self, row: int, column: int) -> Place:
        """The place whose text is shown here: that of the merged area's first cell."""
        return self._origins.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """The text that is shown at a place."""
        row, column = self._origins.get((row, column), (row, column))
        cells = self.rows[row] if 0 <= row < self.height else ()
        return cells[column] if 0 <= column < len(cells) else ""

    def filled(self, row: int) -> list[tuple[Place, str]]:
        """The texts of a row with the place that each comes from, every merged area once."""
        if not self._origins:
            return [((row, column), text) for column, text in enumerate(self.rows[row]) if text.strip()]
        shown = {self.origin(row, column): None for column in range(self.width)}
        return [(place, text) for place in shown if (text := self.text(*place)).strip()]


@dataclass(slots=True)
class SheetArea:
    """One table of a sheet: its `heads` and `body` rows, the lines over it (`title`) and under it (`notes`).

    `below` is the first row under the heads, and under the one that numbers its columns.
    """

    heads: list[int]
    body: list[int]
    below: int
    title: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def areas_of(sheet: GridView, vacant: Container[int] = ()) -> list[SheetArea]:
    """The tables of a sheet from top to bottom; rows that are `vacant` count as those of a table without figures."""
    return _Cutting(sheet, vacant).areas_of()


def vacant_rows(sheet: GridView) -> frozenset[int]:
    """The rows below heads that have a name and await their figures, as in a form that is to be filled in."""
    return frozenset(_Cutting(sheet).vacant_rows())


class _Cutting:
    def __init__(self, sheet: GridView, vacant: Container[int] = ()) -> None:
        self.sheet, self.vacant = sheet, vacant
        filled = (sheet.filled(row) for row in range(min(sheet.height, _MARGIN_ROWS)))
        self.left = min((texts[0][0][1] for texts in filled if len(texts) > 1), default=0)
        self.kinds = [self._kind(row) for row in range(sheet.height)]

    def _kind(self, row: int) -> _RowKind:
        filled = self.sheet.filled(row)
        if not filled:
            return _RowKind.BLANK
        if row in self.vacant:
            return _RowKind.BODY
        if len(filled) == 1:
            (place, text) = filled[0]
            alone = place[1] <= self.left or place[0] != row
            return _RowKind.LINE if alone or _is_notice([text], self.sheet.width) else _RowKind.WORDS
        texts = [text.strip() for _, text in filled]
        if all(_COUNTED.fullmatch(text) for text in texts) and _count_up(texts):
            return _RowKind.NUMBERING
        if is_head_word(texts[0]) and all(DOTTED.fullmatch(text) for text in texts[1:]):
            return _RowKind.WORDS
        stated = any(_states(text) for text in texts)
        named = stated and any(not figures(text) and not known_unit(text) for text in texts)
        if stated and named:
            return _RowKind.BODY
        return _RowKind.LINE if _is_notice(texts, self.sheet.width) else _RowKind.WORDS

    def vacant_rows(self) -> set[int]:
        """Rows of words below heads; lines right over the next heads are its title."""
        found: set[int] = set()
        heads: set[int] = set()
        for row in range(self.sheet.height):
            if self._heads_columns(row, heads):
                found -= set(self._titles_over(row))
                heads.add(row)
            elif heads and self._awaits_figures(row):
                found.add(row)
        return found

    def _heads_columns(self, row: int, heads: Collection[int]) -> bool:
        """Whether a row is one of heads, by its words or by a head above that reaches into it."""
        filled = self.sheet.filled(row)
        if self._is_of_heads(row) or any(place[0] < row and place[0] in heads for place, _ in filled):
            return True
        if not heads and self._mostly_head_words(filled):
            return True
        (_, first), *others = filled or [((0, 0), "")]
        told = [_names_a_column(text) for _, text in others]
        over_names = is_head_word(first) or is_region(plain(first))
        return over_names and bool(told) and all(told) and self.kinds[row] is _RowKind.WORDS

    def _titles_over(self, row: int) -> Iterator[int]:
        """The lines right over heads: those down from the last blank row, else the last one alone."""
        above = row - 1
        while above > 0 and self.kinds[above] is _RowKind.BLANK:
            above -= 1
        lines = list(takewhile(self._may_be_title, range(above, 0, -1)))
        parted = bool(lines) and self.kinds[lines[-1] - 1] is _RowKind.BLANK
        yield from lines if parted else lines[:1]

    def _may_be_title(self, row: int) -> bool:
        """Whether a row is a line, and not only the name of an indicator."""
        named = unit_in(plain("".join(text for _, text in self.sheet.filled(row))))[0]
        return self.kinds[row] is _RowKind.LINE and not is_indicator(named)

    def _awaits_figures(self, row: int) -> bool:
        if self.kinds[row] not in (_RowKind.WORDS, _RowKind.LINE):
            return False
        filled = self.sheet.filled(row)
        texts = [text.strip() for _, text in filled]
        if _is_notice(texts, self.sheet.width) or _NOTE.match(texts[0]):
            return False
        return not self._is_merged_line(row) and any(not known_unit(plain(text)) for text in texts)

    def _is_merged_line(self, row: int) -> bool:
        """Whether one text reaches over half of the sheet."""
        if row not in self.sheet.merged_rows:
            return False
        places = Counter(self.sheet.origin(row, at) for at in range(self.sheet.width))
        return any(places[place] > 1 and places[place] * 2 >= self.sheet.width for place, _ in self.sheet.filled(row))

    def areas_of(self) -> list[SheetArea]:
        found: list[SheetArea] = []
        start = 0
        while (first := self._first_body(start)) is not None:
            heads = self._heads(first, start)
            top = heads[0] if heads else first
            end = self._end(first, heads)
            title, notes, left = self._over(top, start)
            if found:
                found[-1].notes += left
            found.append(self._area(heads, range(heads[-1] + 1 if heads else first, end), title))
            found[-1].notes[:0] = notes
            start = end
        if found:
            found[-1].notes += [self._line(row) for row in range(start, self.sheet.height) if self._line(row)]
        return found

    def _area(self, heads: list[int], below: range, title: list[str]) -> SheetArea:
        known = {self._said(row) for row in heads}
        body = [row for row in below if self._is_body(row, known)]
        notes: list[str] = []
        while body and self.kinds[body[-1]] is _RowKind.LINE:
            notes.insert(0, self._line(body.pop()))
        numbered = below.start < self.sheet.height and self.kinds[below.start] is _RowKind.NUMBERING
        return SheetArea(heads, body, below.start + 1 if numbered else below.start, title, notes)

    def _is_body(self, row: int, heads: Container[tuple[str, ...]]) -> bool:
        """Whether a row below the heads is one of the table: not empty, and no heads that a new page repeats."""
        kind = self.kinds[row]
        if kind in (_RowKind.BLANK, _RowKind.NUMBERING):
            return False
        return kind is not _RowKind.WORDS or self._said(row) not in heads

    def _first_body(self, start: int) -> int | None:
        return next((row for row in range(start, self.sheet.height) if self.kinds[row] is _RowKind.BODY), None)

    def _heads(self, first: int, start: int) -> list[int]:
        """The rows of heads above the first row of figures: what stands between is a group or empty."""
        row = first - 1
        while row >= start and not self._may_be_head(row, start):
            row -= 1
        found: list[int] = []
        while row >= start and len(found) < _DEEPEST_HEAD and self.kinds[row] is _RowKind.WORDS:
            if found and not self._goes_on(row, found[0]):
                break
            found.insert(0, row)
            row -= 1
        return found

    def _may_be_head(self, row: int, start: int) -> bool:
        """Whether a row of words is one of heads, and no row whose figures can't be read below the heads."""
        if self.kinds[row] is not _RowKind.WORDS or self._is_row_of_years(row):
            return False
        texts = [plain(text) for _, text in self.sheet.filled(row)]
        told = any(is_head_word(text) and not known_unit(text) for text in texts) or all(map(known_unit, texts))
        return told or not any(
            self.kinds[above] is _RowKind.WORDS and self._is_head(above) for above in range(start, row)
        )

    def _goes_on(self, upper: int, lower: int) -> bool:
        """Whether a row of words is a head over the heads below it, and no line of its own kind."""
        (place, above), (corner, below) = self.sheet.filled(upper)[0], self.sheet.filled(lower)[0]
        if place != corner and place[1] == corner[1] <= self.left:
            over = self.sheet.filled(upper)
            owned = len(over) > 1 and all(region_of(text) for _, text in over)
            merged = upper in self.sheet.merged_rows and plain(above) != plain(below)
            return owned or merged or is_head_word(above)
        return len(self.sheet.filled(upper)) > 1 or is_head_word(above) or is_indicator(unit_in(plain(above))[0])

    def _is_row_of_years(self, row: int) -> bool:
        """Whether a row under the heads has only dashes, or figures that look like years: 税收 | 亿元 | 2015."""
        (place, name), *others = self.sheet.filled(row)
        if place[1] > self.left or is_head_word(name) or not others:
            return False
        return all(_NO_WORD.fullmatch(text.strip()) or known_unit(plain(text)) for _, text in others)

    def _over(self, top: int, start: int) -> tuple[list[str], list[str], list[str]]:
        """The lines right over a table, the notes among them, and the lines that still belong to the table before."""
        rows = [row for row in range(start, top) if self.kinds[row] is _RowKind.LINE or not self._is_of_heads(row)]
        lines = [line for row in rows if (line := self._line(row))]
        cut = max((at for at, line in enumerate(lines, 1) if _NOTE.match(line)), default=0) if start else 0
        title = [line for line in lines[cut:] if not _NOTE.match(line)]
        notes = [line for line in lines[cut:] if _NOTE.match(line)]
        return title[-_MOST_TITLES:], notes, lines[:cut]

    def _line(self, row: int) -> str:
        return " ".join(dict.fromkeys(text.strip() for _, text in self.sheet.filled(row)))

    def _end(self, first: int, heads: Sequence[int]) -> int:
        """The row after the table's last: where the lines over the next heads begin, or the sheet ends.

        The same heads again without a line over them are those of a new page.
        """
        known = {self._said(row) for row in heads}
        for row in range(first + 1, self.sheet.height):
            if self.kinds[row] is not _RowKind.WORDS or not self._is_head(row):
                continue
            start = self._back_over_lines(row, first)
            titled = any(self.kinds[line] is _RowKind.LINE for line in range(start, row))
            if titled or self._said(row) not in known:
                return start
        return self.sheet.height

    def _said(self, row: int) -> tuple[str, ...]:
        return tuple(plain(text) for _, text in self.sheet.filled(row))

    def _is_head(self, row: int) -> bool:
        """Whether most of a row's words are words of heads, and rows with figures follow."""
        near = range(row + 1, min(row + 2 + _DEEPEST_HEAD, self.sheet.height))
        return self._is_of_heads(row) and any(self.kinds[below] is _RowKind.BODY for below in near)

    def _is_of_heads(self, row: int) -> bool:
        filled = self.sheet.filled(row)
        if not filled:
            return False
        if filled[0][0][1] <= self.left and not is_head_word(filled[0][1]):
            return False
        return self._mostly_head_words(filled)

    def _mostly_head_words(self, filled: Sequence[tuple[Place, str]]) -> bool:
        texts = [text for _, text in filled if text.strip() not in _DASHES]
        known = sum(is_head_word(text) and known_unit(plain(text)) is None for text in texts)
        return known >= 2 and known * 2 >= len(texts)

    def _back_over_lines(self, row: int, first: int) -> int:
        while row - 1 > first and self.kinds[row - 1] in (_RowKind.LINE, _RowKind.BLANK):
            row -= 1
        return row


def _is_notice(texts: Sequence[str], width: int) -> bool:
    """Whether a row only says who fills the sheet in, when, and in which unit."""
    if SIGNED.match(texts[0]):
        return True
    few = len(texts) * 2 <= width or len(texts) == 1
    said = any(
        _NOTICE.search(text) or DAY.search(text) or (_NOTE.match(text) and len(text) > _LONGEST_NOTE_HEAD)
        for text in texts
    )
    return few and (
        said or (all(known_unit(plain(text).strip("()")) for text in texts) and len(texts) == 1 and width > 2)
    )


def _names_a_column(text: str) -> bool:
    """Whether a text may stand over a column: a word of heads, an indicator or a region, and no unit."""
    bare = plain(text)
    return known_unit(bare) is None and (is_head_word(text) or is_region(bare) or is_indicator(unit_in(bare)[0]))


def _states(text: str) -> bool:
    if is_error(text) or is_formula(text):
        return True
    if text.isascii() and not any(character.isdigit() or character == "*" for character in text):
        return False
    if is_time(text):
        return False
    return (bool(figures(text)) and ("." in text or year_in(text) is None)) or is_masked(text) or is_relative(text)


def _count_up(texts: Sequence[str]) -> bool:
    """Whether a row only numbers its columns: 甲, 乙, 1, 2, 3."""
    numbers = [int(text.strip("()（）")) for text in texts if text.strip("()（）").isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def spread(sheet: GridView, heads: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """For each column the heads over it from top to bottom.

    Where a row has no merged cells, a head reaches over the empty cells on its right as long as something stands below.
    """
    rows = [[plain(sheet.text(row, column)) for column in range(sheet.width)] for row in heads]
    for at in range(len(rows) - 1):
        if heads[at] in sheet.merged_rows:
            continue
        over = ""
        for column, text in enumerate(rows[at]):
            below = any(line[column] for line in rows[at + 1 :])
            if text or not below:
                over = text if below else ""
            elif over:
                rows[at][column] = over
    for column in range(sheet.width):
        yield tuple(dict.fromkeys(row[column] for row in rows if row[column]))
