"""The lists of a Word 97 file, as the reader of Word takes its numbering."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.ordinals import form_of_code
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.word97.information import TablePart, WordHead
from zonetracker.extraction.reading.word97.tree import under
from zonetracker.support.errors import RefusalCode

_LIST_BYTES, _LEVEL_BYTES, _USE_BYTES = 28, 28, 16
_LEVELS = 9
_MOST_USES = 0x7FE
_NO_STYLE = 0xFFF
_SIMPLE = 1
_STARTS, _FORMS = 0x10, 0x20


@dataclass(frozen=True, slots=True)
class OldLevel:
    """A level of a list: where it starts, the number of its form, and its text with %1 for the first level's number."""

    start: int
    form: int
    legal: bool
    restarts: bool
    text: str


def numbering_root(head: WordHead, table: bytes, name: str) -> etree._Element:
    """The lists, and their uses by the numbers that paragraphs name; raises struct.error or IndexError if broken."""
    root = etree.Element("numbering")
    _add_lists(root, head, table, name)
    _add_uses(root, head, table)
    return root


def _add_lists(root: etree._Element, head: WordHead, table: bytes, name: str) -> None:
    start, size = head.place(TablePart.LISTS)
    if not size:
        return
    (count,) = struct.unpack_from("<H", table, start)
    if count > limits.OLD_WORD_LISTS:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    at = start + 2 + count * _LIST_BYTES
    for index in range(count):
        identity, _, *styles, flags, _ = struct.unpack_from("<ii9HBB", table, start + 2 + index * _LIST_BYTES)
        scheme = under(root, "abstractNum", abstractNumId=identity)
        for number in range(1 if flags & _SIMPLE else _LEVELS):
            level, at = _level(table, at)
            element = _add_level(scheme, number, level)
            if styles[number] != _NO_STYLE:
                under(element, "pStyle", styles[number])


def _add_uses(root: etree._Element, head: WordHead, table: bytes) -> None:
    start, size = head.place(TablePart.LIST_USES)
    if not size:
        return
    (count,) = struct.unpack_from("<I", table, start)
    at = start + 4 + count * _USE_BYTES
    for index in range(min(count, _MOST_USES)):
        identity, _, _, overrides = struct.unpack_from("<iIIB", table, start + 4 + index * _USE_BYTES)
        use = under(root, "num", numId=index + 1)
        under(use, "abstractNumId", identity)
        at += 4
        for _ in range(overrides):
            at = _add_override(use, table, at)


def _add_override(use: etree._Element, table: bytes, at: int) -> int:
    start, flags = struct.unpack_from("<iI", table, at)
    number = flags & 0xF
    override = under(use, "lvlOverride", ilvl=number)
    if flags & _FORMS:
        level, at = _level(table, at + 8)
        _add_level(override, number, level)
        start = level.start
    else:
        at += 8
    if flags & _STARTS:
        under(override, "startOverride", start)
    return at


def _level(table: bytes, at: int) -> tuple[OldLevel, int]:
    """The level that begins there, and where the next begins."""
    start, form, flags = struct.unpack_from("<iBB", table, at)
    places = tuple(table[at + 6 : at + 15])
    traits = table[at + 24] + table[at + 25]
    at += _LEVEL_BYTES + traits
    (size,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + size * 2].decode("utf-16-le", "replace")
    written = "".join(
        f"%{ord(sign) + 1}" if ord(sign) < _LEVELS and index + 1 in places else sign for index, sign in enumerate(text)
    )
    return OldLevel(start, form, bool(flags & 4), not flags & 8, written), at + 2 + size * 2


def _add_level(parent: etree._Element, number: int, level: OldLevel) -> etree._Element:
    element = under(parent, "lvl", ilvl=number)
    under(element, "start", level.start)
    under(element, "numFmt", form_of_code(level.form))
    under(element, "lvlText", level.text)
    if level.legal:
        under(element, "isLgl")
    if not level.restarts:
        under(element, "lvlRestart", 0)
    return element
