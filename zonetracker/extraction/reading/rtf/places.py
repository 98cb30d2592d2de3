"""Where the text of an RTF group goes: each kind of group takes the words and the text within it for itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from zonetracker.extraction.reading.ordinals import form_of_code
from zonetracker.extraction.reading.rtf.letters import RtfFont, page_way

_BULLET = 23
_MOST_STYLES = 4096


class ParagraphForm(NamedTuple):
    """What the words of a paragraph say of it: its style, outline level, list with level, and how deep in tables."""

    style: int = 0
    outline: int | None = None
    list_id: int = 0
    list_level: int = 0
    depth: int = 0


class Destination:
    """A group that is of no interest but for the groups within it."""

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take a word as it stands in a paragraph of that form, in deleted text or not."""

    def text(self, said: str) -> None:
        """Take text that is neither hidden nor deleted."""

    def strike(self) -> None:
        """Learn that there was deleted text."""

    def close(self) -> None:
        """The group ends."""


@dataclass(slots=True)
class Twofold(Destination):
    """A group that says the same twice; the second, in Unicode, goes to where the whole stands."""

    around: Destination


@dataclass(slots=True)
class Collected(Destination):
    """A short text that is handed on when its group ends."""

    hand_on: Callable[[str], None]
    _pieces: list[str] = field(default_factory=list)

    def text(self, said: str) -> None:
        """Keep it."""
        self._pieces.append(said)

    def close(self) -> None:
        """Hand it on."""
        self.hand_on("".join(self._pieces))


class WrittenNumber(Collected):
    """The number of a paragraph as its program wrote it; a picture from a symbol font is none."""


@dataclass(slots=True)
class PaperDay(Destination):
    """The day of a file's properties, as `iso` when it is whole."""

    _parts: dict[str, int] = field(default_factory=dict)

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take year, month or day."""
        if name in ("yr", "mo", "dy") and number is not None:
            self._parts[name] = number

    @property
    def iso(self) -> str:
        """The day as 2023-07-18, "" where there is none."""
        year, month, day = (self._parts.get(one, 0) for one in ("yr", "mo", "dy"))
        whole = 1000 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31
        return f"{year:04d}-{month:02d}-{day:02d}" if whole else ""


@dataclass(slots=True)
class FontTable(Destination):
    """The fonts by number; `named` is the one that is being described."""

    fonts: dict[int, RtfFont] = field(default_factory=dict)
    named: RtfFont = field(default_factory=RtfFont)

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take number, character set or code page."""
        if name == "f":
            self.named = self.fonts[number or 0] = RtfFont()
        elif name == "fcharset":
            self.named.set_charset(number or 0)
        elif name == "cpg" and number:
            self.named.way = page_way(number)

    def text(self, said: str) -> None:
        """Take the name."""
        self.named.name += said.rstrip(";")


@dataclass(slots=True)
class StyleSheet(Destination):
    """The paragraph styles, as `root` in the form of Word's own files."""

    root: etree._Element = field(default_factory=lambda: etree.Element("styles"))
    _said: dict[str, int | None] = field(default_factory=dict)
    _name: str = ""
    _count: int = 0

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take the number of the style, that of the one below it, and its outline level."""
        if name in ("s", "cs", "ts", "ds", "sbasedon", "outlinelevel"):
            self._said[name] = number

    def text(self, said: str) -> None:
        """Take the name, which ends the style with a semicolon."""
        head, ended, rest = said.partition(";")
        self._name += head
        if ended:
            self._add()
            self._said, self._name = {}, rest

    def _add(self) -> None:
        if self._said.keys() & {"cs", "ts", "ds"} or self._count >= _MOST_STYLES:
            return
        identity = self._said.get("s") or 0
        self._count += 1
        element = etree.SubElement(self.root, "style", type="paragraph", styleId=str(identity))
        if identity == 0:
            element.set("default", "1")
        etree.SubElement(element, "name", val=plain(self._name).strip())
        below = self._said.get("sbasedon")
        if below is not None and below != identity:
            etree.SubElement(element, "basedOn", val=str(below))
        outline = self._said.get("outlinelevel")
        if outline is not None:
            etree.SubElement(etree.SubElement(element, "pPr"), "outlineLvl", val=str(outline))


@dataclass(slots=True)
class _ListLevel:
    code: int = 0
    start: int = 1
    legal: bool = False
    goes_on: bool = False
    text: str = ""

    def word(self, name: str, number: int | None) -> None:
        if name in ("levelnfc", "levelnfcn"):
            self.code = number or 0
        elif name == "levelstartat":
            self.start = number or 0
        elif name == "levellegal":
            self.legal = number != 0
        elif name == "levelnorestart":
            self.goes_on = number != 0

    def element(self, index: int) -> etree._Element:
        one = etree.Element("lvl", ilvl=str(index))
        etree.SubElement(one, "start", val=str(self.start))
        etree.SubElement(one, "numFmt", val=form_of_code(self.code))
        places = "".join(f"%{ord(sign) + 1}" if sign < "\t" else sign for sign in self.text[1:].removesuffix(";"))
        etree.SubElement(one, "lvlText", val=plain(places))
        if self.legal:
            etree.SubElement(one, "isLgl")
        if self.goes_on:
            etree.SubElement(one, "lvlRestart", val="0")
        return one


@dataclass(slots=True)
class ListLevels(Destination):
    """The lists by their own number, level by level; and by the number that paragraphs call them by."""

    _levels: dict[int, list[_ListLevel]] = field(default_factory=dict)
    _open: list[_ListLevel] = field(default_factory=list)

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take what is said of the list and of its level."""
        if name == "list":
            self._open = []
        elif name == "listlevel":
            self._open.append(_ListLevel())
        elif name == "listid":
            self._levels[number or 0] = self._open
        elif self._open:
            self._open[-1].word(name, number)

    def set_text(self, said: str) -> None:
        """Take the text of the level: its length, then letters with the levels' numbers as characters below nine."""
        if self._open:
            self._open[-1].text = said

    def is_bullet(self, list_id: int, level: int) -> bool:
        """Whether that level of the list has a sign instead of a number."""
        levels = self._levels.get(list_id, [])
        return 0 <= level < len(levels) and levels[level].code == _BULLET

    def schemes(self) -> list[etree._Element]:
        """Each list as Word's own files have it."""
        found: list[etree._Element] = []
        for identity, levels in self._levels.items():
            scheme = etree.Element("abstractNum", abstractNumId=str(identity))
            scheme.extend([level.element(index) for index, level in enumerate(levels)])
            found.append(scheme)
        return found


@dataclass(slots=True)
class ListCalls(Destination):
    """The numbers by which paragraphs call the lists, with those levels that begin anew."""

    lists: dict[int, int] = field(default_factory=dict)
    _starts: dict[int, dict[int, int]] = field(default_factory=dict)
    _list: int = 0
    _level: int = -1
    _open: dict[int, int] = field(default_factory=dict)

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take list, levels and number."""
        if name == "listoverride":
            self._level, self._open = -1, {}
        elif name == "listid":
            self._list = number or 0
        elif name == "lfolevel":
            self._level += 1
        elif name == "levelstartat" and self._level >= 0:
            self._open[self._level] = number or 0
        elif name == "ls" and number:
            self.lists[number], self._starts[number] = self._list, self._open

    def calls(self) -> list[etree._Element]:
        """Each as Word's own files have it."""
        found: list[etree._Element] = []
        for identity, list_id in self.lists.items():
            call = etree.Element("num", numId=str(identity))
            etree.SubElement(call, "abstractNumId", val=str(list_id))
            for level, start in self._starts[identity].items():
                etree.SubElement(
                    etree.SubElement(call, "lvlOverride", ilvl=str(level)), "startOverride", val=str(start)
                )
            found.append(call)
        return found


_HALVES = re.compile("[\ud800-\udfff]")
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def plain(text: str) -> str:
    """Text as XML can hold it: halves of a character joined, and without controls."""
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_UNFIT)
