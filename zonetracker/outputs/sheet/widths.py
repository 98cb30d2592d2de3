"""How wide the columns of a printed table are and how large its letters: one computation for Excel and for paper.

Letters are measured in ems without any font, a little wider than the usual fonts set them, so that what is reckoned
here fits whichever of them a PC has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from zonetracker.words.wording import columns_of

LEAST_POINTS = 8.0
"""No text of a printed table is smaller than this; where it would have to be, larger paper is proposed."""
MARGIN = 34.0
"""Left and right of the table, in points (12 mm)."""
PAD = 5.0
"""What a cell keeps free beside its text, both sides together."""

_PAPER = {"A4": (842.0, 595.0), "A3": (1191.0, 842.0)}
_SIZES = {"A4": (9.0, 8.5, LEAST_POINTS), "A3": (10.5, 10.0, 9.5, 9.0, 8.5, LEAST_POINTS)}
_NARROW, _CAPITAL = 0.6, 0.75
_HEAD_LINES, _SHORT_HEAD = 3, 4.0
_WORDS_LEAST, _GOAL_LEAST, _FIGURE_MOST = 5.0, 6.0, 14.0
_USUAL = 0.9
_EASE = 1.08
_NARROWER, _NARROW_PAD = 0.93, 4.0
"""Excel sets columns a little narrower than others do, see `layout`; lines are counted as they break there."""
_DATE = re.compile(r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:（[^（）]{2}）)?)(?:（[^（）]*）)?")
"""A cell that is a date, which is not broken, also with a word in brackets; more than a word may be."""
_FIGURE = re.compile(r"(?:下降|增长)?-?\d")
_CLOSING = frozenset("，。、；：？！）】》〉」』〕］｝”’％‰℃…—～·,.;:?!)]}%")
_OPENING = frozenset("（【《〈「『〔［｛“‘([{")


def room_of(paper: str) -> float:
    """How wide a table can be on landscape paper, in points."""
    return _PAPER[paper][0] - 2 * MARGIN


def _in_two(head: str) -> str:
    """The head of a column with its unit in a line of its own: 与序时进度差 over (百分点)."""
    name, bracket, unit = head.partition("(")
    return f"{name}\n({unit}" if bracket else head


@lru_cache(maxsize=65536)
def ems(text: str) -> float:
    """The width of a line of text in sizes of its letters."""
    if text.isascii():
        return _NARROW * len(text) + (_CAPITAL - _NARROW) * sum(letter.isupper() or letter in "%@mw" for letter in text)
    return sum(1.0 if columns_of(letter) == 2 else ems(letter) if letter.isascii() else _NARROW for letter in text)


def lines_in(text: str, room: float) -> int:
    """In how many lines a text stands in a cell with so many ems of room."""
    return sum(_lines(part, room) for part in text.split("\n"))


def _lines(text: str, room: float) -> int:
    if ems(text) <= room:
        return 1
    lines, taken = 1, 0.0
    for piece in _pieces(text):
        wide = ems(piece)
        if taken + wide <= room:
            taken += wide
        elif wide <= room:
            lines, taken = lines + 1, wide
        else:
            over = taken + wide
            lines, taken = lines + int(over // room), over % room
    return lines


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[str, ...]:
    """What stays on one line: a word or figure of Latin letters, a letter with the marks that cling to it."""
    held: list[str] = []
    for letter in text:
        if held and (letter in _CLOSING or held[-1][-1] in _OPENING or _one_word(held[-1][-1], letter)):
            held[-1] += letter
        else:
            held.append(letter)
    return tuple(held)


def _one_word(before: str, letter: str) -> bool:
    return before.isascii() and letter.isascii() and " " not in (before, letter)


@dataclass(slots=True)
class ColumnText:
    """What a column has to hold, in ems: its head, its widest figure, and each of its texts.

    `least`: so much is wanted whatever stands in it. `goal`: the texts stand among figures, in two lines at most.
    """

    head: str
    figures: bool = False
    least: float = 0.0
    figure: float = 0.0
    texts: list[float] = field(default_factory=list)

    def add(self, text: str, *, figure: bool = False) -> None:
        """Count with a text of the column; a `figure` is never broken."""
        if figure:
            self.figure = max(self.figure, ems(text))
        elif text:
            self.texts.append(max(map(ems, text.split("\n"))))
            if date := _DATE.fullmatch(text):
                self.least = max(self.least, ems(date[1]))


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a table is set: the size of its letters in points, and the width of each column in points."""

    size: float
    widths: tuple[float, ...]

    @property
    def readable(self) -> bool:
        """Whether the letters are as large as they have to be."""
        return self.size >= LEAST_POINTS

    def head(self, index: int, text: str) -> str:
        """The head of a column as it stands there: in one line where that fits, else with its unit below it."""
        return text if ems(text) <= self._room(index) else _in_two(text)

    def lines(self, index: int, text: str) -> int:
        """In how many lines a text stands in a column at most, whichever program shows it."""
        return lines_in(text, self._room(index))

    def _room(self, index: int) -> float:
        return max(1.0, (self.widths[index] * _NARROWER - _NARROW_PAD) / self.size)


def measured(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: frozenset[int]) -> list[ColumnText]:
    """The columns of a table that is at hand as texts."""
    columns = [ColumnText(head, index in numeric) for index, head in enumerate(heads)]
    for row in rows:
        for index, text in enumerate(row):
            columns[index].add(text, figure=index in numeric and is_figure(text))
    return columns


def is_figure(text: str) -> bool:
    """Whether a text of a column of figures is one, however its bound is said (80以上, 下降3%左右)."""
    return _FIGURE.match(text) is not None


def fit(columns: Sequence[ColumnText], paper: str) -> Fitting:
    """The largest letters with which the columns fit on `paper`, and how wide each column is then.

    Where they fit with none that can be read, the letters are as small as it takes: a figure is never cut.
    """
    return fit_into(columns, room_of(paper), _SIZES[paper])


def fit_into(columns: Sequence[ColumnText], room: float, sizes: Sequence[float]) -> Fitting:
    """The same for any width and any choice of sizes, the largest first."""
    if not columns:
        return Fitting(sizes[0], ())
    least = [_least(column) for column in columns]
    for size in sizes:
        if sum(_points(one, size) for one in least) <= room:
            return Fitting(size, tuple(_shared(columns, least, size, room)))
    size = (room - PAD * len(least)) / (sum(least) * _EASE)
    if size > 1:
        return Fitting(size, tuple(_points(one, size) for one in least))
    return Fitting(1.0, tuple(one * room / sum(least) for one in least))


def _points(ems_wide: float, size: float) -> float:
    return ems_wide * _EASE * size + PAD


def _least(column: ColumnText) -> float:
    """A figure is never cut; a head stands in three lines, a text in lines of a few letters."""
    longest = max(column.texts, default=0.0)
    words = min(longest / 2 + 0.5, _GOAL_LEAST) if column.figures and longest > 3 else min(longest, _WORDS_LEAST)
    return max(_head_least(column.head), min(column.figure, _FIGURE_MOST), words, column.least, 1.0)


@lru_cache(maxsize=1024)
def _head_least(head: str) -> float:
    told = head if ems(head) <= _SHORT_HEAD else _in_two(head)
    whole = max(map(ems, told.split("\n")))
    room = whole if whole <= _SHORT_HEAD else 2.0
    while lines_in(told, room) > _HEAD_LINES and room < whole:
        room += 0.2
    return min(room, 2 * _WORDS_LEAST)


def _shared(columns: Sequence[ColumnText], least: Sequence[float], size: float, room: float) -> list[float]:
    """What is left goes to texts: first until most stand in one line, then until all do; then to all columns alike."""
    widths = [_points(one, size) for one in least]
    for wanted in (_usual, _longest):
        goals = [max(width, _points(wanted(column), size)) for column, width in zip(columns, widths, strict=True)]
        lacking = [goal - width for goal, width in zip(goals, widths, strict=True)]
        spare = room - sum(widths)
        if sum(lacking) > spare:
            shares = [(lack * len(column.texts)) ** 0.5 for lack, column in zip(lacking, columns, strict=True)]
            return _given(widths, lacking, shares, spare)
        widths = goals
    return [width * room / sum(widths) for width in widths]


def _given(widths: Sequence[float], lacking: Sequence[float], shares: Sequence[float], spare: float) -> list[float]:
    """`spare` shared out, most to where many texts lack much; what one does not need goes to the others."""
    given = [0.0] * len(widths)
    open_ = {index for index, lack in enumerate(lacking) if lack > 0}
    while open_ and spare > 0.01:
        whole = sum(shares[index] for index in open_)
        each = {index: min(lacking[index] - given[index], spare * shares[index] / whole) for index in open_}
        for index, more in each.items():
            given[index] += more
        spare -= sum(each.values())
        open_ = {index for index in open_ if lacking[index] - given[index] > 0.01}
    return [width + more for width, more in zip(widths, given, strict=True)]


def _usual(column: ColumnText) -> float:
    texts = sorted(column.texts)
    return texts[int(len(texts) * _USUAL)] if texts else 0.0


def _longest(column: ColumnText) -> float:
    return max(column.texts, default=0.0)
