"""Names found by the first letters of how they are spoken: dqsczz finds 地区生产总值.

The common characters of GB 2312 stand in the order of their sound, so that a place in it tells the first letter.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

_FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = tuple(int.from_bytes(first.encode("gb2312"), "big") for first in _FIRSTS)
_END = 0xD7FA
_BOTH = {"长": "z", "重": "c", "行": "h", "调": "t", "率": "s", "传": "z", "单": "s", "会": "k", "省": "x", "校": "j"}
"""Characters that are also spoken otherwise, and the first letter of that."""


@lru_cache(maxsize=8192)
def letters_of(character: str) -> str:
    """The first letters with which a character may be spoken; itself where it is no Chinese one or a rare one."""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return character
    if not _STARTS[0] <= code < _END:
        return character
    return _LETTERS[bisect_right(_STARTS, code) - 1] + _BOTH.get(character, "")


def finds(query: str, name: str) -> bool:
    """Whether a name contains what was typed, as characters, as first letters, or as a mix of both."""
    wanted = "".join(unicodedata.normalize("NFKC", query).lower().split())
    own = unicodedata.normalize("NFKC", name).lower()
    starts = range(len(own) - len(wanted) + 1)
    return any(all(_is(typed, own[at + place]) for place, typed in enumerate(wanted)) for at in starts)


def _is(typed: str, character: str) -> bool:
    return typed == character or typed in letters_of(character)
