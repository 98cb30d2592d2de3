"""Styles of OpenDocument: what they build on, what they hide, and how lists and headings are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from zonetracker.extraction.reading.ordinals import ordinal
from zonetracker.extraction.reading.safexml import attributes, child, local

_CHAIN = 20
_LEVELS = 10
_LEVEL_STYLES = ("list-level-style-number", "outline-level-style")
_PLACE = re.compile(r"%(\d{1,2})%")
_FORMS = {
    "1": "decimal",
    "01": "decimalZero",
    "１": "decimalFullWidth",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
}
"""Forms of numbers by the first that an example such as "一, 二, 三, ..." shows."""


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """A style: what it builds on, its name as shown, whether it hides its text (None: not said), its list's style,
    whether it sets its text above the line.
    """

    parent: str | None
    shown: str
    hides: bool | None
    list_style: str | None
    raises: bool


@dataclass(frozen=True, slots=True)
class OpenLevel:
    """How one level of a list is numbered: by `written`, a pattern with places such as %1%, "" for no number."""

    form: str = ""
    written: str = ""
    start: int = 1


class OpenStyles:
    """The styles of a file by family and name, and the levels of its lists by their style's name."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], OpenStyle] = {}
        self.lists: dict[str, dict[int, OpenLevel]] = {}
        self.outline: dict[int, OpenLevel] = {}
        for group in (child(styles, "styles"), child(content, "styles"), child(content, "automatic-styles")):
            for element in () if group is None else group:
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        kind, own = local(element), attributes(element)
        if kind == "style":
            hides = [_hides(attributes(one)) for one in element]
            self._styles[own.get("family", ""), own.get("name", "")] = OpenStyle(
                own.get("parent-style-name"),
                own.get("display-name", own.get("name", "")).strip().lower(),
                next((one for one in hides if one is not None), None),
                own.get("list-style-name"),
                any(_raises(attributes(one).get("text-position", "")) for one in element),
            )
        elif kind == "list-style":
            self.lists[own.get("name", "")] = _levels(element)
        elif kind == "outline-style":
            self.outline = _levels(element)

    def _chain(self, family: str, name: str | None) -> list[OpenStyle]:
        found: list[OpenStyle] = []
        while name is not None and len(found) < _CHAIN and (style := self._styles.get((family, name))) is not None:
            found.append(style)
            name = style.parent
        return found

    def hides(self, family: str, name: str | None) -> bool:
        """Whether what has this style is not shown."""
        return next((one.hides for one in self._chain(family, name) if one.hides is not None), False)

    def raises(self, name: str | None) -> bool:
        """Whether letters of this style stand above the line."""
        return any(one.raises for one in self._chain("text", name))

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph style is that of the title, or builds on it."""
        return any(one.shown in ("title", "标题") for one in self._chain("paragraph", name)) or name == "Title"

    def list_of(self, name: str | None) -> str | None:
        """The list style that a paragraph style names."""
        return next((one.list_style for one in self._chain("paragraph", name) if one.list_style is not None), None)


def _hides(properties: Mapping[str, str]) -> bool | None:
    for name, hidden in (("display", "none"), ("visibility", "hidden")):
        if name in properties:
            return properties[name] == hidden
    return None


def _raises(position: str) -> bool:
    where = position.split(" ")[0]
    return where == "super" or (where.endswith("%") and not where.startswith("-") and where != "0%")


def _levels(element: etree._Element) -> dict[int, OpenLevel]:
    found: dict[int, OpenLevel] = {}
    for one in element:
        own = attributes(one)
        level = whole_number(own.get("level"), 0)
        if local(one) in _LEVEL_STYLES and 0 < level <= _LEVELS:
            found[level] = _level(own, level)
    return found


def _level(own: Mapping[str, str], level: int) -> OpenLevel:
    form = own.get("num-format", "")
    if not form:
        return OpenLevel()
    shown = min(max(whole_number(own.get("display-levels"), 1), 1), level)
    places = ".".join(f"%{one}%" for one in range(level - shown + 1, level + 1))
    written = own.get("num-list-format", own.get("num-prefix", "") + places + own.get("num-suffix", ""))
    return OpenLevel(
        _FORMS.get(form.partition(",")[0].strip(), "decimal"), written, whole_number(own.get("start-value"), 1)
    )


class OpenNumbering:
    """Counts the items of lists and the numbered headings; they must be asked in reading order."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._by_style: dict[str, dict[int, int]] = {}
        self._by_list: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}
        self._counts: dict[int, int] = {}

    def begin(self, style: str, own: Mapping[str, str]) -> None:
        """A list of that style with these attributes begins, anew or going on with one before it."""
        if (before := own.get("continue-list")) in self._by_list:
            self._counts = self._by_list[before or ""]
        elif own.get("continue-numbering") == "true" and style in self._by_style:
            self._counts = self._by_style[style]
        else:
            self._counts = {}
        self._by_style[style] = self._counts
        if "id" in own:
            self._by_list[own["id"]] = self._counts

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Within it lists of their own begin; behind it the list goes on that was counted before."""
        before = self._counts
        yield
        self._counts = before

    def item(self, style: str, level: int, start: str | None) -> str:
        """The number of the next item of the list that began last, as it is printed; "" for bullets."""
        return _next(self._styles.lists.get(style, {}), self._counts, level, start)

    def heading(self, level: int, start: str | None) -> str:
        """The number of the next heading of a level, "" where headings are not numbered."""
        return _next(self._styles.outline, self._headings, level, start)


def _next(levels: Mapping[int, OpenLevel], counts: dict[int, int], level: int, start: str | None) -> str:
    one = levels.get(level, OpenLevel())
    before = counts.get(level, one.start - 1)
    counts[level] = whole_number(start, before + 1)
    for deeper in [other for other in counts if other > level]:
        del counts[deeper]

    def written(match: re.Match[str]) -> str:
        place = int(match[1])
        other = levels.get(place, OpenLevel())
        return ordinal(counts.get(place, other.start), other.form) if other.form else ""

    return _PLACE.sub(written, one.written)


def whole_number(text: str | None, default: int) -> int:
    """A whole number as XML writes it, or `default`."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else default
