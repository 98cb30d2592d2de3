"""Text as a sheet: by what its values are parted, and the rows that come of it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import islice

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.sheets.gathering import GatheredSheet
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.support.errors import RefusalCode

_TOLD = re.compile(r"\s*sep=(.)\s*(?:\r\n?|\n)", re.IGNORECASE)
_MARKS = ("\t", ",", ";", "|", "\uff0c", "\uff1b")
_FRAMES = re.compile("[│┃║|｜]")
_RULE = re.compile(r"[\s─━┄┅┈┉═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛+|｜:\-–—=]+")
_GAP = re.compile(r"\t|[ \u3000]{2,}")
_FORMULA_TEXT = re.compile(r'="(.*)"')
_HEAD_OF_NUMBER = re.compile(r"[-+]?\d{1,3}")
_REST_OF_NUMBER = re.compile(r"\d{3}(?:\.\d+)?%?")
_SAMPLE_ROWS = 400

_Way = Callable[[str], Iterator[list[str]]]


def text_grid(text: str, name: str, warnings: Sequence[str] = ()) -> tuple[Grid, ...]:
    """The one sheet that text with separated values is, named as its file; none where there is no text."""
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    told = _TOLD.match(text)
    ways = [_by_mark(told[1])] if told else [*map(_by_mark, _MARKS), _by_frames, _by_gaps]
    body = text[told.end() :] if told else text
    try:
        way = max(ways, key=lambda one: _likeness(list(islice(one(body), _SAMPLE_ROWS))))
        rows = list(islice(way(body), limits.SHEET_ROWS + 1))
    except csv.Error as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
    sheet = GatheredSheet(name)
    for at, row in enumerate(_whole_numbers(rows)):
        sheet.row(at, enumerate(_plain(cell) for cell in row))
    grid = sheet.grid()
    return () if grid is None else (replace(grid, warnings=tuple(warnings)),)


def _by_mark(mark: str) -> _Way:
    return lambda text: csv.reader(StringIO(text, newline=""), delimiter=mark)


def _by_frames(text: str) -> Iterator[list[str]]:
    """Rows whose cells stand between drawn lines."""
    for line in text.splitlines():
        if not _RULE.fullmatch(line):
            cells = _FRAMES.split(line)
            yield cells[1:-1] if len(cells) > 2 and not cells[0].strip() and not cells[-1].strip() else cells


def _by_gaps(text: str) -> Iterator[list[str]]:
    """Rows whose cells stand apart by some blanks."""
    return (_GAP.split(line.strip(" \u3000")) for line in text.splitlines())


def _likeness(rows: list[list[str]]) -> tuple[int, int]:
    """How many rows have the number of cells, two or more, that most rows with several have; and that number."""
    counted = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in counted.items()), default=(0, 0))


def _whole_numbers(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows, with numbers put together again that a comma between thousands has parted (1,234.5)."""
    _, width = _likeness(rows)
    for row in rows:
        over = len(row) - width
        if width and over > 0 and "".join(row[width:]).strip():
            yield _joined(row, over)
        else:
            yield row


def _joined(row: list[str], over: int) -> list[str]:
    """The row with as many places joined as it has cells too many; where that is not plain, the rest in one cell."""
    places = [
        at
        for at in range(1, len(row))
        if _HEAD_OF_NUMBER.fullmatch(row[at - 1].strip()) and _REST_OF_NUMBER.fullmatch(row[at].strip())
    ]
    if not places:
        return row
    if len(places) != over:
        first = places[0] - 1
        return [*row[:first], ",".join(row[first:])]
    joined = row[:1]
    for at in range(1, len(row)):
        if at in places:
            joined[-1] += row[at].strip()
        else:
            joined.append(row[at])
    return joined


def _plain(cell: str) -> str:
    """A cell without blanks around it, and without the sign by which a program keeps a text from becoming a number."""
    cell = cell.strip(" \t\r\n\x00\ufeff\xa0\u200b")
    kept = _FORMULA_TEXT.fullmatch(cell)
    return kept[1].replace('""', '"') if kept else cell
