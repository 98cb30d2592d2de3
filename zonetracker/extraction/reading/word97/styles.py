"""The styles of paragraphs of a Word 97 file, as the reader of Word takes them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lxml import etree

from zonetracker.extraction.reading.word97.sprms import ParagraphTraits, paragraph_traits
from zonetracker.extraction.reading.word97.tree import under

_PARAGRAPH = 1
_NONE = 0xFFF
_TITLE = 62
_CONTENTS = 19
_BODY_TEXT = 9


def styles_root(data: bytes) -> etree._Element:
    """The styles by their numbers; a built-in one has its English name, whatever its file calls it."""
    root = etree.Element("styles")
    for number, base, name, traits in _styles(data):
        style = under(root, "style", type="paragraph", styleId=number)
        if number == 0:
            style.set("default", "1")
        under(style, "name", name)
        if base not in (_NONE, number):
            under(style, "basedOn", base)
        add_traits(under(style, "pPr"), traits)
    return root


def add_traits(properties: etree._Element, traits: ParagraphTraits) -> None:
    """Say of a paragraph or style which list and outline it is of."""
    if traits.outline is not None:
        under(properties, "outlineLvl", min(traits.outline, _BODY_TEXT))
    if traits.list_use is not None or traits.level is not None:
        listed = under(properties, "numPr")
        if traits.level is not None:
            under(listed, "ilvl", traits.level)
        if traits.list_use is not None:
            under(listed, "numId", traits.list_use)


def _styles(data: bytes) -> Iterator[tuple[int, int, str, ParagraphTraits]]:
    """The number, base, name and traits of each style of paragraphs."""
    if len(data) < 6:
        return
    head, count, fixed = struct.unpack_from("<HHH", data)
    at = 2 + head
    for number in range(count):
        size = int.from_bytes(data[at : at + 2], "little")
        style = data[at + 2 : at + 2 + size]
        at += 2 + size
        if len(style) >= fixed + 2 and fixed >= 6:
            built_in, kind, more = struct.unpack_from("<HHH", style)
            if kind & 0xF == _PARAGRAPH:
                name, behind = _name(style, fixed)
                yield number, kind >> 4, _known_name(built_in & _NONE) or name, _traits(style, behind, more & 0xF)


def _name(style: bytes, at: int) -> tuple[str, int]:
    size = int.from_bytes(style[at : at + 2], "little") * 2
    return style[at + 2 : at + 2 + size].decode("utf-16-le", "replace"), at + 4 + size


def _known_name(built_in: int) -> str:
    if 1 <= built_in <= 9:
        return f"heading {built_in}"
    if _CONTENTS <= built_in < _CONTENTS + 9:
        return f"toc {built_in - _CONTENTS + 1}"
    return "title" if built_in == _TITLE else ""


def _traits(style: bytes, at: int, kinds: int) -> ParagraphTraits:
    """What a style says of its paragraphs: the first of its lists of changes."""
    at += at & 1
    size = int.from_bytes(style[at : at + 2], "little") if kinds else 0
    return paragraph_traits(0, style[at + 4 : at + 2 + size])
