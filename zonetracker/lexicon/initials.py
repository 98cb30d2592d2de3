"""Names found by the first letters of how they are spoken: dqsczz finds 地区生产总值.

Every character may be typed by the first letter of any of its readings, so that nobody has to know which one is meant.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

_WITHOUT_PHRASES = "PYPINYIN_NO_PHRASES"
_PARTED = "\x00"


@cache
def _readings() -> Mapping[int, str]:
    """The readings of characters, parted by commas; the dictionary of phrases, slow to load, stays out."""
    os.environ.setdefault(_WITHOUT_PHRASES, "true")
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


@lru_cache(maxsize=8192)
def letters_of(character: str) -> str:
    """The first letters with which a character may be spoken; itself where it is no Chinese one."""
    said = _readings().get(ord(character), "")
    firsts = (unicodedata.normalize("NFD", reading)[0] for reading in said.split(",") if reading)
    return "".join(dict.fromkeys(firsts)) or character


@lru_cache(maxsize=8192)
def spoken(character: str) -> str:
    """How a character is spoken, in plain letters with its tone behind them; itself where it is no Chinese one."""
    first = _readings().get(ord(character), "").partition(",")[0]
    parts = unicodedata.normalize("NFD", first)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return f"{plain} {parts}" if first else character


def finds(query: str, name: str) -> bool:
    """Whether a name contains what was typed, as characters, as first letters, or as a mix of both."""
    return found_at(query, name) is not None


def found_at(query: str, name: str) -> int | None:
    """As `finds`, and whether the name begins so: 0 where it does, more where it only contains it, None where not."""
    found = _sought(query).search(_spelled(name))
    return None if found is None else found.start()


@lru_cache(maxsize=64)
def _sought(query: str) -> re.Pattern[str]:
    """What was typed as a pattern over `_spelled` names: one of its groups for each character."""
    wanted = "".join(unicodedata.normalize("NFKC", query).lower().split())
    groups = _PARTED.join(f"[^{_PARTED}]*{re.escape(typed)}[^{_PARTED}]*" for typed in wanted)
    return re.compile(f"(?:^|{_PARTED}){groups}(?:{_PARTED}|$)" if groups else "")


@lru_cache(maxsize=32768)
def _spelled(name: str) -> str:
    """A name as groups: each of its characters with the letters that it may be typed by."""
    own = unicodedata.normalize("NFKC", name).lower()
    return _PARTED.join(character + letters_of(character) for character in own)
