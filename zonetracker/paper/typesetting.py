"""Lines of Chinese text: where they may break, how wide they are, and how far their letters stand apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from threading import get_ident

from PySide6.QtGui import QFontMetricsF, QTextLayout

from zonetracker.paper.fonts import UNITS, Face, paper_font
from zonetracker.words.wording import stretches

CLOSING = frozenset("，。、；：？！）】》〉」』〕］｝”’％‰℃…—～·,.;:?!)]}%")
OPENING = frozenset("（【《〈「『〔［｛“‘([{")
_JOINED = frozenset("0123456789.,%‰+-−/:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SIMPLE = re.compile(r"[ -~¡-¬®-ÿ‐-‧‰-⁞₠-⿿　-〩〰-ゖ゛-ㇿ㈀-鿿！-￮]*")
"""Text in which each letter has one glyph, whatever stands beside it."""
_LEFTWARD = frozenset({"R", "AL", "AN"})
_PLACES = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)
_ATTACHED = frozenset({"Mn", "Me", "Mc", "Cf"})


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of text: its width in points when each letter takes `set_width` times its own width.

    `apart` is what stands free between a Chinese letter and a Latin letter or figure beside it.
    """

    text: str
    width: float
    set_width: float = 1.0
    apart: float = 0.0


@lru_cache(maxsize=64)
def _metrics(face: Face, points: float, thread: int) -> QFontMetricsF:
    return QFontMetricsF(paper_font(face, points))


@lru_cache(maxsize=65536)
def letter_width(letter: str, face: Face, points: float) -> float:
    """The advance of one letter (with what is attached to it) in points."""
    return _metrics(face, points, get_ident()).horizontalAdvance(letter) / UNITS


def text_width(text: str, face: Face, points: float) -> float:
    """The natural width of `text` in points, letter by letter."""
    return sum(letter_width(letter, face, points) for letter in letters(text))


def _apart(text: str, apart: float) -> float:
    return (len(stretches(text)) - 1) * apart if apart else 0.0


def letters(text: str) -> list[str]:
    """The text in letters as a reader sees them: a combining mark belongs to the letter before it."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        if found and unicodedata.category(character) in _ATTACHED:
            found[-1] += character
        else:
            found.append(character)
    return found


def painted_letters(text: str, face: Face, points: float) -> list[str]:
    """What each glyph stands for when `text` is painted: a letter, several that share one, or one mark of a letter."""
    if _SIMPLE.fullmatch(text):
        return list(text)
    layout = QTextLayout(text, paper_font(face, points))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    leftward = any(unicodedata.bidirectional(letter) in _LEFTWARD for letter in text)
    placed = [
        (position.x() if leftward else place, place)
        for run in layout.glyphRuns(-1, -1, _PLACES)
        for position, place in zip(run.positions(), run.stringIndexes(), strict=True)
    ]
    places = [place for _, place in sorted(placed, key=itemgetter(0))]
    return list(_said(text.encode("utf-16-le", "surrogatepass"), places))


def _said(text: bytes, places: list[int]) -> Iterator[str]:
    """The text of each glyph; the marks of one letter are dealt out among its glyphs, the last takes what is left."""
    starts = sorted({*places, len(text) // 2})
    ends = dict(pairwise(starts))
    shared = Counter(places)
    given: dict[int, int] = Counter()
    for place in places:
        cluster = text[2 * place : 2 * ends[place]].decode("utf-16-le", "surrogatepass")
        number, given[place] = given[place], given[place] + 1
        yield cluster[number:] if given[place] == shared[place] else cluster[number : number + 1]


def atoms(text: str) -> Iterator[list[str]]:
    """Stretches that stay on one line: a figure with its sign and unit, a letter with the marks that cling to it."""
    held: list[str] = []
    for letter in letters(text):
        if held and not _clings(held[-1], letter):
            yield held
            held = []
        held.append(letter)
    if held:
        yield held


def _clings(before: str, letter: str) -> bool:
    if letter == " " or before == " ":
        return False
    if before in OPENING or letter in CLOSING:
        return True
    return before in _JOINED and letter in _JOINED


def break_lines(
    text: str,
    face: Face,
    points: float,
    width: float,
    *,
    indent: float = 0.0,
    set_width: float = 1.0,
    apart: float = 0.0,
) -> list[SetLine]:
    """`text` in lines of at most `width` points, the first one shorter by `indent`; all but the last are filled out.

    No line starts with a closing mark or ends with an opening one, unless nothing else fits. Chinese letters stand
    `apart` from Latin letters and figures beside them.
    """
    lines: list[SetLine] = []
    room = width - indent
    held: list[str] = []
    taken = 0.0
    for atom in _fitting(text, face, points, (width - indent) / set_width):
        wide = _width(atom, face, points) * set_width
        wide += _apart(held[-1] + atom[0], apart) if held else 0.0
        if held and taken + wide > room + 0.01:
            line = _filled(held, face, points, set_width, room, apart)
            wide -= _apart(held[-1] + atom[0], apart)
            held, taken = [], 0.0
            if line.text:  # blanks alone make no line
                lines.append(line)
                room = width
            if atom == [" "]:
                continue
        held += atom
        taken += wide
    last = "".join(held).rstrip(" ")
    wide = text_width(last, face, points) * set_width + _apart(last, apart)
    return [*lines, SetLine(last, wide, set_width, apart)]


def _width(held: list[str], face: Face, points: float) -> float:
    return sum(letter_width(letter, face, points) for letter in held)


def _fitting(text: str, face: Face, points: float, width: float) -> Iterator[list[str]]:
    """Atoms, those wider than the narrowest line cut up."""
    for atom in atoms(text):
        if _width(atom, face, points) <= width:
            yield atom
        else:
            yield from ([letter] for letter in atom)


def _filled(held: list[str], face: Face, points: float, set_width: float, room: float, apart: float) -> SetLine:
    """A line set a little wider so that it ends where the others end; one that is far too short stays as it is."""
    text = "".join(held).rstrip(" ")
    natural, free = text_width(text, face, points), _apart(text, apart)
    if natural and room - 4 * points <= natural * set_width + free < room:
        return SetLine(text, room, (room - free) / natural, apart)
    return SetLine(text, natural * set_width + free, set_width, apart)
