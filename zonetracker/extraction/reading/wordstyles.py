"""What a Word file keeps beside its text: styles with their outline levels, and the numbering of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from zonetracker.extraction.reading.ordinals import ordinal
from zonetracker.extraction.reading.safexml import attribute, local
from zonetracker.extraction.reading.safexml import child as child

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_CHAIN = 20
_LEVELS = 9


def value(element: etree._Element | None, *path: str) -> str | None:
    """The `val` attribute of the descendant along `path`."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def is_on(element: etree._Element | None) -> bool:
    """Whether an element that switches something on is there and does not say the opposite."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def number(text: str | None, default: int) -> int:
    """A whole number as XML writes it, or `default`."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, the style it builds on, and what it says of outline and list."""

    name: str
    base: str | None
    outline: int | None
    list_id: str | None
    list_level: int | None


class Styles:
    """The paragraph styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root:
            if local(element) == "style" and attribute(element, "type") == "paragraph":
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        identity = attribute(element, "styleId") or ""
        name = value(element, "name") or ""
        outline = value(element, "pPr", "outlineLvl")
        heading = _HEADING.fullmatch(name.strip())
        level = number(outline, _LEVELS) if outline else int(heading[1]) - 1 if heading else None
        self._styles[identity] = Style(
            name,
            value(element, "basedOn"),
            level,
            value(element, "pPr", "numPr", "numId"),
            _optional(value(element, "pPr", "numPr", "ilvl")),
        )
        if attribute(element, "default") in ("1", "true", "on"):
            self.default = identity

    def chain(self, identity: str | None) -> list[tuple[str, Style]]:
        """A style and those it builds on, nearest first."""
        found: list[tuple[str, Style]] = []
        while identity in self._styles and len(found) < _CHAIN:
            assert identity is not None
            style = self._styles[identity]
            found.append((identity, style))
            identity = style.base
        return found

    def outline(self, identity: str | None) -> int | None:
        """The outline level (0 is the highest) that a style gives."""
        return next((style.outline for _, style in self.chain(identity) if style.outline is not None), None)

    def name(self, identity: str | None) -> str:
        """The name of a style in lower case."""
        style = self._styles.get(identity or "")
        return style.name.strip().lower() if style else ""

    def list_of(self, identity: str | None) -> tuple[str, str, int | None] | None:
        """(style, list, level) where a style or one below it puts its paragraphs into a list."""
        for one, style in self.chain(identity):
            if style.list_id is not None:
                return one, style.list_id, style.list_level
        return None


def _optional(text: str | None) -> int | None:
    return None if text is None else number(text, 0)


@dataclass(slots=True)
class NumberingLevel:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(slots=True)
class _List:
    scheme: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, NumberingLevel] = field(default_factory=dict)


class Numbering:
    """Renders the numbers that Word computes; paragraphs must be asked in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._schemes: dict[str, dict[int, NumberingLevel]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in () if root is None else root:
            if local(element) == "abstractNum":
                self._add_scheme(element)
            elif local(element) == "num":
                self._add_list(element)
        self._styles = styles

    def _add_scheme(self, element: etree._Element) -> None:
        identity = attribute(element, "abstractNumId") or ""
        self._schemes[identity] = _levels(element)
        link = value(element, "numStyleLink")
        if link:
            self._links[identity] = link

    def _add_list(self, element: etree._Element) -> None:
        one = _List(value(element, "abstractNumId") or "")
        for override in element:
            if local(override) == "lvlOverride":
                level = number(attribute(override, "ilvl"), 0)
                start = value(override, "startOverride")
                if start is not None:
                    one.starts[level] = number(start, 1)
                one.levels.update(_levels(override))
        self._lists[attribute(element, "numId") or ""] = one

    def _scheme(self, one: _List) -> tuple[str, dict[int, NumberingLevel]]:
        link = self._links.get(one.scheme)
        if link and (through := self._styles.list_of(link)) and (other := self._lists.get(through[1])):
            return other.scheme, self._schemes.get(other.scheme, {})
        return one.scheme, self._schemes.get(one.scheme, {})

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style is tied to."""
        one = self._lists.get(list_id)
        levels = self._scheme(one)[1] if one else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def label(self, list_id: str, index: int) -> str:
        """The next number of that level of that list as it is printed, "" for bullets."""
        one = self._lists.get(list_id)
        if one is None or not 0 <= index < _LEVELS:
            return ""
        scheme, levels = self._scheme(one)
        levels = {**levels, **one.levels}
        level = levels.get(index, NumberingLevel())
        counts = self._count(list_id, one, scheme, index, levels)

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = "decimal" if level.legal else levels.get(place, NumberingLevel()).form
            return ordinal(counts.get(place, levels.get(place, NumberingLevel()).start), form)

        return "" if level.form in ("bullet", "none") else _PLACE.sub(written, level.text)

    def _count(
        self, list_id: str, one: _List, scheme: str, index: int, levels: dict[int, NumberingLevel]
    ) -> dict[int, int]:
        counts = self._counts.setdefault(scheme, {})
        if index in one.starts and (list_id, index) not in self._begun:
            counts[index] = one.starts[index] - 1
        self._begun.add((list_id, index))
        counts[index] = counts.get(index, levels.get(index, NumberingLevel()).start - 1) + 1
        for deeper in range(index + 1, _LEVELS):
            if levels.get(deeper, NumberingLevel()).restarts:
                counts.pop(deeper, None)
        return counts


def _levels(element: etree._Element) -> dict[int, NumberingLevel]:
    return {
        number(attribute(level, "ilvl"), 0): NumberingLevel(
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            start=number(value(level, "start"), 1),
            legal=child(level, "isLgl") is not None,
            restarts=value(level, "lvlRestart") != "0",
            style=value(level, "pStyle"),
        )
        for level in element
        if local(level) == "lvl"
    }
