"""Names that a foreign file gives: in whatever letters, with folders and signs that nobody sees; short again here."""

from __future__ import annotations

import re
import unicodedata

from zonetracker.extraction.reading.decoding import likeness, way_of

_MOST = 120
_LONGEST_SUFFIX = 10
_LONGEST_PATH = 1000
_APART = 25
_SEPARATOR = re.compile(r"[/\\]+")


def letters_of(raw: bytes, declared: str | None = None) -> str:
    """The text of a few words in the way that `likely_way` says; what is none in any has � in it."""
    way = likely_way(raw, declared)
    return raw.decode(way or way_of(declared) or "gb18030", "replace")


def likely_way(raw: bytes, declared: str | None = None) -> str | None:
    """How a few words are to be read: what is valid UTF-8 is that, else the way that reads most like Chinese."""
    said = way_of(declared)
    alike: dict[str, int] = {}
    for way in dict.fromkeys(("utf-8", said or "utf-8", "gb18030", "cp950")):
        try:
            text = raw.decode(way)
        except (UnicodeError, LookupError):
            continue
        if way == "utf-8":
            return way
        alike[way] = likeness(text)
    near = [way for way, much in alike.items() if max(alike.values()) - much < _APART]
    return said if said in near else next(iter(near), None)


def parted(path: str) -> tuple[str, str]:
    """The folders of a path, and the name at its end; steps upwards, drives and signs that nobody sees are left out."""
    shown = [_seen(part) for part in _SEPARATOR.split(path[-_LONGEST_PATH:])]
    kept = [part for part in shown if part.strip(". ")]
    return ("/".join(kept[:-1])[-_MOST:], kept[-1]) if kept else ("", "")


def short(name: str) -> str:
    """A name of no more than a line, its suffix kept."""
    if len(name) <= _MOST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return name[: _MOST - 1] + "…"
    return f"{stem[: _MOST - len(suffix) - 2]}….{suffix}"


def numbered(name: str, number: int) -> str:
    """The name of the second, third … file of one name."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX:
        return f"{name}（{number}）"
    return f"{stem}（{number}）.{suffix}"


def _seen(part: str) -> str:
    """Without controls, marks of direction and halves of surrogates."""
    return "".join(one for one in part if unicodedata.category(one)[0] != "C").strip()
