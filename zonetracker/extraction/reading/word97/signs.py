"""Signs that a Word 97 file keeps by their places in a font: those of the font Symbol, and characters of others."""

from __future__ import annotations

import re

from zonetracker.extraction.reading.word.symbols import SYMBOL_SIGNS, is_symbol_font
from zonetracker.extraction.reading.word97.sprms import LetterTraits

_NAME_AT = 39
_PLACED = re.compile("[\uf000-\uf0ff]")
_STANDS_FOR_SIGN = "("
_ONLY_IN_FONT = range(0xD800, 0xF900)
_AS_IN_ANY_FONT = range(0x20, 0x40)


def symbol_fonts(data: bytes) -> frozenset[int]:
    """The numbers of the fonts that are the font Symbol."""
    found: set[int] = set()
    at, number = 4, 0
    while at < len(data):
        name = data[at + 1 + _NAME_AT : at + 1 + data[at]].decode("utf-16-le", "replace").partition("\x00")[0]
        if is_symbol_font(name):
            found.add(number)
        at, number = at + 1 + data[at], number + 1
    return frozenset(found)


def with_signs(text: str, traits: LetterTraits, symbols: frozenset[int]) -> str:
    """Text of those traits with the characters that its signs are, none for pictures."""
    in_symbol = traits.font in symbols
    if traits.symbol is not None:
        sign = _of_symbol(traits.symbol) if in_symbol else _of_any(traits.symbol)
        return text.replace(_STANDS_FOR_SIGN, sign)
    return _PLACED.sub(lambda found: _of_symbol(ord(found[0])) if in_symbol else "", text)


def _of_symbol(code: int) -> str:
    place = code & 0xFF
    return SYMBOL_SIGNS.get(place, chr(place) if place in _AS_IN_ANY_FONT else "")


def _of_any(code: int) -> str:
    return chr(code) if code >= 0x20 and code not in _ONLY_IN_FONT else ""
