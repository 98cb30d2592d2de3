"""A growth as offices write it: 增长8%, 下降3.5%, 持平; the one reader of the words before its figure."""

from __future__ import annotations

import re
import unicodedata

_SAME = frozenset({"持平", "平", "与上年持平"})
_RISES = re.compile(r"^(?:同比)?(?:增长|上升|上涨|提高|增|升|↑)")
_FALLS = re.compile(r"^(?:同比)?(?:负增长|下降|减少|降低|回落|降|减|↓|△|▲|▼)")


def fall_and_figure(text: str) -> tuple[bool, str]:
    """Whether the words before a growth make it a fall, and the figure after them: `下降3.5%` is a fall of `3.5%`."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _SAME:
        return False, "0"
    falls = _FALLS.match(plain)
    return falls is not None, plain[falls.end() :] if falls else _RISES.sub("", plain)
