"""From the millimetres of an OFD page and the matrices of its objects to tenths of a point from its top left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from zonetracker.extraction.reading.pages.lines import WIDE_FROM, Box

_TENTHS_A_MILLIMETRE = 720 / 25.4
_FARTHEST = 1_000_000.0
_ABOVE, _BELOW = 0.88, 0.12
"""How far a character reaches over and under its base line, in its size."""

_NARROW = 0.5
_BROAD = 0.85
_BROADER = frozenset("MWmw@%&")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the points of an object lie on its page: a matrix as in CTM, with the corner of its boundary in it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, own: Mapping[str, str]) -> Placement:
        """That of an object with these attributes which stands in what is placed so."""
        left, top, *_ = [*numbers(own.get("Boundary")), 0.0, 0.0]
        matrix = numbers(own.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        e, f = e + left, f + top
        return Placement(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
        )

    def point(self, x: float, y: float) -> tuple[int, int]:
        """A point of the object on the page."""
        return _tenths(self.a * x + self.c * y + self.e), _tenths(self.b * x + self.d * y + self.f)

    def points(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The same for points that are written as numbers, two a point."""
        return [self.point(_number(x), _number(y)) for x, y in zip(words[::2], words[1::2], strict=False)]

    @property
    def mirrored(self) -> bool:
        """Whether it shows things as in a mirror."""
        return self.a * self.d - self.b * self.c < 0

    def square(self) -> Box:
        """The box on the page of the unit square, which is where a picture lies."""
        corners = [self.point(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        lefts, tops = [one for one, _ in corners], [one for _, one in corners]
        return min(lefts), min(tops), max(lefts), max(tops)

    def quarter_turns(self) -> int:
        """How many quarter turns to the right set upright what runs to the right in it; -1 where it lies aslant."""
        if not (math.isfinite(self.a) and math.isfinite(self.b)):
            return -1
        tens = -round(math.atan2(self.b, self.a) * 36 / math.tau) % 36
        return tens // 9 if tens % 9 == 0 else -1


@dataclass(frozen=True, slots=True)
class PlacedSign:
    """A character of a text object: its box on the page and the quarter turns that set it upright, -1 if none does."""

    text: str
    box: Box
    turns: int


@dataclass(slots=True)
class TextLayout:
    """Goes along the characters of one text object with these attributes, from one text code to the next."""

    placement: Placement
    own: Mapping[str, str]
    x: float = 0.0
    y: float = 0.0

    def signs(self, text: str, code: Mapping[str, str]) -> Iterator[PlacedSign]:
        """The characters of a text code with these attributes, each where it stands."""
        size = abs(_first(self.own.get("Size"), 0.0))
        broad = size * abs(_first(self.own.get("HScale"), 1.0))
        towards = _quarters(self.own.get("ReadDirection"))
        turn = _quarters(self.own.get("CharDirection"))
        turns = self.placement.quarter_turns()
        x, y = _first(code.get("X"), self.x), _first(code.get("Y"), self.y)
        self.x, self.y = x, y
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        for index, sign in enumerate(text):
            width = broad * _width(sign)
            dx, dy = _step(index, across, down, towards, width, size)
            if sign < WIDE_FROM and not dy and 0 < dx <= broad:
                width = dx
            box = self._box(x, y, width, size, turn)
            yield PlacedSign(sign, box, -1 if turns < 0 else (turns - turn) % 4)
            x, y = x + dx, y + dy

    def _box(self, x: float, y: float, width: float, size: float, turn: int) -> Box:
        """The box on the page of a character at (x, y), which is turned about that point."""
        left, top, right, bottom = 0.0, -_ABOVE * size, width, _BELOW * size
        for _ in range(turn):
            left, top, right, bottom = -bottom, left, -top, right
        corners = [self.placement.point(x + across, y + down) for across in (left, right) for down in (top, bottom)]
        lefts, tops = [one for one, _ in corners], [one for _, one in corners]
        return min(lefts), min(tops), max(lefts), max(tops)


def _step(
    index: int, across: list[float], down: list[float], towards: int, width: float, size: float
) -> tuple[float, float]:
    """From a character to the next: as the file says, else along the direction of reading by its width."""
    dx = across[index] if index < len(across) else None
    dy = down[index] if index < len(down) else None
    if dx is None and dy is None:
        return ((width, 0.0), (0.0, size), (-width, 0.0), (0.0, -size))[towards]
    return dx or 0.0, dy or 0.0


def _width(sign: str) -> float:
    """About how wide a character is, in its size."""
    if sign >= WIDE_FROM:
        return 1.0
    return _BROAD if sign in _BROADER else _NARROW


def millimetres(text: str | None) -> Box | None:
    """A rectangle "x y width height" as a box in tenths of a point; None for what is none."""
    found = numbers(text)
    if len(found) != 4 or found[2] <= 0 or found[3] <= 0:
        return None
    left, top, width, height = found
    return _tenths(left), _tenths(top), _tenths(left + width), _tenths(top + height)


def numbers(text: str | None, most: int = 6) -> list[float]:
    """The numbers of an attribute, what is none as 0."""
    return [_number(one) for one in (text or "").replace(",", " ").split(None, most)[:most]]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if -_FARTHEST < value < _FARTHEST else 0.0


def _first(text: str | None, default: float) -> float:
    return default if text is None else _number(text)


def _steps(text: str | None, most: int) -> list[float]:
    """A list of steps, "g 3 2.5" for three of 2.5; no more than there are characters."""
    return list(islice(_written_steps((text or "").split(None, 3 * most)), most))


def _written_steps(words: list[str]) -> Iterator[float]:
    left = iter(words)
    for word in left:
        if word != "g":
            yield _number(word)
            continue
        count, step = int(_number(next(left, "0"))), _number(next(left, "0"))
        for _ in range(count):
            yield step


def _quarters(text: str | None) -> int:
    return round(_first(text, 0.0) / 90) % 4


def _tenths(millimetre: float) -> int:
    return round(millimetre * _TENTHS_A_MILLIMETRE) if -_FARTHEST < millimetre < _FARTHEST else 0
