"""Tables on a page, from the rules drawn on it: full grids, and tables with only a few level or upright rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from zonetracker.extraction.reading.builder import Placed, join_lines
from zonetracker.extraction.reading.pages.lines import Glyph, LaidPage, PageLine, RuledLine

_NEAR = 40
_LEAST_WIDTH = 800
_LEAST_ROWS = 3
_WIDE_GAP_PERCENT = 120


@dataclass(frozen=True, slots=True)
class Region:
    """A table's place on its page, the edges of its columns from left to right, and its cells."""

    page: int
    top: int
    bottom: int
    across: tuple[int, ...]
    cells: tuple[Placed, ...]

    def goes_on(self, other: Region) -> bool:
        """Whether `other`, next after it, is its continuation on the following page: the same columns."""
        if other.page != self.page + 1 or len(self.across) != len(other.across):
            return False
        return all(abs(mine - its) <= _NEAR for mine, its in zip(self.across, other.across, strict=True))

    def with_rows_of(self, other: Region) -> Region:
        """Both as one table; a head that the second page repeats stands only once."""
        own, its = _by_row(self.cells), _by_row(other.cells)
        skipped = 1 if own and its and [cell.text for cell in own[0]] == [cell.text for cell in its[0]] else 0
        shift = max(cell.row + cell.rows for cell in self.cells) - skipped
        more = [replace(cell, row=cell.row + shift) for cell in other.cells if cell.row >= skipped]
        return replace(self, page=other.page, cells=(*self.cells, *more))


def _by_row(cells: tuple[Placed, ...]) -> list[list[Placed]]:
    rows: dict[int, list[Placed]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def find_tables(sheet: LaidPage) -> list[Region]:
    """The tables of a page from top to bottom, none within another."""
    regions: list[Region] = []
    for group in _groups(sheet.rules):
        region = _region(group, sheet.lines)
        if region is not None and not any(region.top < one.bottom and one.top < region.bottom for one in regions):
            regions.append(region)
    free = [line for line in sheet.lines if not any(one.top <= line.middle_height <= one.bottom for one in regions)]
    regions += [region for run in _runs(free) if (region := _unruled(run)) is not None]
    return sorted(regions, key=lambda region: region.top)


def _runs(lines: list[PageLine]) -> list[list[PageLine]]:
    """Lines one below the other that wide gaps part into columns, three or more."""
    runs: list[list[PageLine]] = [[]]
    for line in lines:
        last = runs[-1][-1] if runs[-1] else None
        near = last is None or line.top - last.bottom <= 2 * last.height
        if len(segments(line)) < 2 or not near:
            runs.append([])
        if len(segments(line)) > 1:
            runs[-1].append(line)
    return [run for run in runs if len(run) >= _LEAST_ROWS]


def _unruled(lines: list[PageLine]) -> Region | None:
    """A table without any rule: columns parted by white over all its lines, most of them with figures."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    across = _cuts(_white_columns(lines), left, right)
    behind = [glyph for line in lines[1:] for glyph in line.glyphs if len(across) > 2 and glyph.left >= across[1]]
    if sum(1 for glyph in behind if glyph.text.isdigit()) * 3 < len(behind) or not behind:
        return None
    top, bottom = lines[0].top, lines[-1].bottom + 1
    cells = _Lattice(across, [top, bottom], [], lines).cells()
    return Region(lines[0].page, top, bottom, tuple(across), tuple(cells)) if _is_table(cells) else None


def _groups(rules: tuple[RuledLine, ...]) -> list[list[RuledLine]]:
    """Rules that touch one another, the groups that reach over the most first."""
    groups: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule] + [other for group in touched for other in group]
        groups = [group for group in groups if not any(group is one for one in touched)] + [merged]
    groups += _level_pairs([group[0] for group in groups if len(group) == 1 and group[0].level])
    return sorted((group for group in groups if len(group) > 1), key=_reach, reverse=True)


def _touch(one: RuledLine, other: RuledLine) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.top - _NEAR <= other.bottom
        and other.top - _NEAR <= one.bottom
    )


def _level_pairs(rules: list[RuledLine]) -> list[list[RuledLine]]:
    """Lone level rules of the same ends: three of them are head, body and foot of a table without upright rules."""
    groups: list[list[RuledLine]] = []
    for rule in rules:
        same = [
            group
            for group in groups
            if abs(group[0].left - rule.left) < _NEAR and abs(group[0].right - rule.right) < _NEAR and len(group) < 3
        ]
        if same:
            same[-1].append(rule)
        else:
            groups.append([rule])
    return [group for group in groups if len(group) == 3]


def _reach(group: list[RuledLine]) -> int:
    return max(rule.bottom for rule in group) - min(rule.top for rule in group)


def _region(group: list[RuledLine], lines: tuple[PageLine, ...]) -> Region | None:
    left, right = min(rule.left for rule in group), max(rule.right for rule in group)
    top, bottom = min(rule.top for rule in group), max(rule.bottom for rule in group)
    inside = [_part(line, left, right) for line in lines if top <= (line.top + line.bottom) // 2 <= bottom]
    inside = [line for line in inside if line is not None]
    if right - left < _LEAST_WIDTH or not inside:
        return None
    shown = [line for line in inside if line is not None]
    across = _cuts([(rule.left + rule.right) // 2 for rule in group if not rule.level], left, right)
    if len(across) <= 2:
        across = _cuts(_white_columns(shown), left, right)
    down = _cuts([(rule.top + rule.bottom) // 2 for rule in group if rule.level], top, bottom)
    if len(across) <= 2:
        return None
    cells = _Lattice(across, down, group, shown).cells()
    return Region(lines[0].page, top, bottom, tuple(across), tuple(cells)) if _is_table(cells) else None


def _part(line: PageLine, left: int, right: int) -> PageLine | None:
    """The glyphs of a line between two uprights."""
    glyphs = tuple(glyph for glyph in line.glyphs if left - _NEAR <= (glyph.left + glyph.right) // 2 <= right + _NEAR)
    return PageLine(glyphs, line.page) if glyphs else None


def _cuts(places: list[int], first: int, last: int) -> list[int]:
    """The edges `first` and `last` and the places between them, those close together as one."""
    cuts = [first]
    for place in sorted(places):
        if place - cuts[-1] > _NEAR and last - place > _NEAR:
            cuts.append(place)
    return [*cuts, last]


def _white_columns(lines: list[PageLine]) -> list[int]:
    """Where white columns part the text of most lines: the columns of a table without upright rules."""
    parted = [segments(line) for line in lines]
    most = max(len(runs) for runs in parted)
    if most < 2:
        return []
    spans = sorted(span for runs in parted if len(runs) * 2 > most for span in runs)
    cuts: list[int] = []
    reach = spans[0][1]
    for start, end in spans:
        if start > reach:
            cuts.append((start + reach) // 2)
        reach = max(reach, end)
    return cuts


def segments(line: PageLine) -> list[tuple[int, int]]:
    """The runs of a line that wide gaps part, as (left, right)."""
    runs: list[tuple[int, int]] = []
    gap = line.size * _WIDE_GAP_PERCENT // 100
    for glyph in line.glyphs:
        if runs and glyph.left - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], max(runs[-1][1], glyph.right))
        else:
            runs.append((glyph.left, glyph.right))
    return runs


def _is_table(cells: list[Placed]) -> bool:
    """At least two rows and two columns with text; a frame around running text is none."""
    filled = [cell for cell in cells if cell.text]
    return len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1


class _Lattice:
    """Text laid into columns between uprights and rows between levels, or row by row of text where levels are few."""

    def __init__(self, across: list[int], down: list[int], rules: list[RuledLine], lines: list[PageLine]) -> None:
        self._across = across
        self._uprights = [rule for rule in rules if not rule.level]
        self._levels = [rule for rule in rules if rule.level]
        self._open = not self._uprights
        self._rows = self._bands(down, lines)

    def _bands(self, down: list[int], lines: list[PageLine]) -> list[tuple[int, int, list[PageLine]]]:
        """(top, bottom, lines) of each row."""
        bands = [
            (top, bottom, [line for line in lines if top <= (line.top + line.bottom) // 2 < bottom])
            for top, bottom in pairwise(down)
        ]
        bands = [band for band in bands if band[1] - band[0] > _NEAR]
        full = sum(1 for band in bands if self._starts(band[2]) < 2) * 3 >= len(bands) * 2 and len(bands) > 3
        rows: list[tuple[int, int, list[PageLine]]] = []
        for top, bottom, inside in bands:
            if full or self._starts(inside) < 2:
                rows.append((top, bottom, inside))
            else:
                rows.extend((line.top, line.bottom, [line]) for line in inside)
        return rows

    def _starts(self, lines: list[PageLine]) -> int:
        """How many lines have text in two columns or more, and so look like rows of their own."""
        return sum(1 for line in lines if len({self._column(glyph) for glyph in line.glyphs}) > 1)

    def _column(self, glyph: Glyph) -> int:
        middle = (glyph.left + glyph.right) // 2
        return max(sum(1 for cut in self._across if cut <= middle) - 1, 0)

    def cells(self) -> list[Placed]:
        """All cells, merged where no rule parts them."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self._rows)):
            for column in range(len(self._across) - 1):
                owners[row, column] = self._owner(row, column, owners)
        return [
            self._cell(owner, [place for place, other in owners.items() if other == owner])
            for owner in dict.fromkeys(owners.values())
        ]

    def _owner(self, row: int, column: int, owners: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
        if column and not self._open and not self._upright_between(row, column):
            return owners[row, column - 1]
        if row and not self._level_between(row, column) and owners[row - 1, column][1] == column:
            return owners[row - 1, column]
        return row, column

    def _upright_between(self, row: int, column: int) -> bool:
        place = self._across[column]
        top, bottom, _ = self._rows[row]
        middle = (top + bottom) // 2
        return any(
            abs((rule.left + rule.right) // 2 - place) <= _NEAR and rule.top - _NEAR <= middle <= rule.bottom + _NEAR
            for rule in self._uprights
        )

    def _level_between(self, row: int, column: int) -> bool:
        """Whether a rule, or the white between two rows of text, parts a cell from the one above it."""
        above, below = self._rows[row - 1], self._rows[row]
        if above[1] != below[0]:
            return True
        middle = (self._across[column] + self._across[column + 1]) // 2
        return any(
            abs((rule.top + rule.bottom) // 2 - below[0]) <= _NEAR and rule.left - _NEAR <= middle <= rule.right + _NEAR
            for rule in self._levels
        )

    def _cell(self, owner: tuple[int, int], places: list[tuple[int, int]]) -> Placed:
        rows, columns = [row for row, _ in places], [column for _, column in places]
        parts: list[PageLine] = []
        inside = [line for row in sorted(set(rows)) for line in self._rows[row][2]]
        for line in sorted(inside, key=lambda line: line.top):
            glyphs = tuple(glyph for glyph in line.glyphs if min(columns) <= self._column(glyph) <= max(columns))
            if glyphs:
                parts.append(PageLine(glyphs, line.page))
        text = _wrapped(parts, self._across[max(columns) + 1])
        source = tuple(glyph for part in parts for glyph in part.glyphs)
        return Placed(owner[0], owner[1], text, max(rows) - owner[0] + 1, max(columns) - owner[1] + 1, source)


def _wrapped(parts: list[PageLine], right: int) -> str:
    """The lines of a cell as one; figures on lines apart, or on lines that were not full, are figures of their own."""
    written = ""
    before: PageLine | None = None
    for part in parts:
        figures = written[-1:].isdigit() and part.glyphs[0].text.isdigit()
        if before is not None and figures and _stand_apart(before, part, right):
            written += " " + part.text
        else:
            written = join_lines([written, part.text])
        before = part
    return written


def _stand_apart(before: PageLine, part: PageLine, right: int) -> bool:
    return part.top - before.bottom > before.height or right - before.right > before.size
