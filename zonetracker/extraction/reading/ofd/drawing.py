"""What a page of an OFD file draws: its characters, the rules of its tables, how many pictures, and what it hides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.ofd.package import named
from zonetracker.extraction.reading.ofd.placing import PlacedSign, Placement, TextLayout
from zonetracker.extraction.reading.pages.lines import Box, Glyph, LaidPage, is_blank, lines_of, turned
from zonetracker.extraction.reading.pages.rules import Corners, rules_of, too_many
from zonetracker.extraction.reading.safexml import attributes, local

Units = Mapping[str, etree._Element]
"""Composed graphics by their id, which objects of a page refer to."""

_NO = ("false", "0")
_DEEPEST = 32
_COMPOSED_COST = 10
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")
_PLACEHOLDER = "¤"
_UNKNOWN = "\ufffd"
_TWICE = 8
"""Drawn twice, a little beside itself, is a character in bold: by so small a part of its height."""

_NEAR, _MOST_NEAR = 40, 8

_PATH_WORD = re.compile(r"[A-DF-Za-df-z]|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_MOST_WORDS = 200_000
_CURVES = ("Q", "B", "A")


@dataclass(slots=True)
class PaintAllowance:
    """How many objects all pages of a file may still draw together, each composed one as often as it is shown."""

    objects: int = limits.PAGE_OBJECTS


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture by the id of its resource, and where its unit square lies on the page."""

    resource: str
    placement: Placement


@dataclass(slots=True)
class OfdDrawing:
    """Collects what a page shows; `hides` where it has text that is not seen, `lacks` where something was not read."""

    units: Units
    allowance: PaintAllowance
    hides: bool = False
    lacks: bool = False
    pictures: list[PlacedPicture] = field(default_factory=list)
    _seen: list[tuple[PlacedSign, bool]] = field(default_factory=list)
    _faint: list[tuple[PlacedSign, bool]] = field(default_factory=list)
    _parts: list[tuple[list[Corners], bool]] = field(default_factory=list)
    _segments: int = 0
    _spaced: bool = False
    _within: set[str] = field(default_factory=set)

    def add(self, page: etree._Element) -> None:
        """The layers of a page, or of a template under it."""
        for layer in named(page, "Content", "Layer"):
            if attributes(layer).get("Visible") in _NO:
                self._hide(layer)
            else:
                self._objects(layer, Placement(), 0)

    @property
    def faint(self) -> bool:
        """Whether all text of a page of pictures is transparent: what a recognition laid over a scan."""
        return bool(self.pictures and self._faint and not self._seen)

    def laid(self, number: int, size: Box) -> LaidPage:
        """The page with its lines; text that lies on its side is set upright, what lies aslant is left out."""
        signs = self._faint if self.faint else self._seen
        if self._faint and not self.faint:
            self.hides = True
        most = Counter(sign.turns for sign, _ in signs if sign.turns >= 0).most_common(1)
        turns = most[0][0] if most else 0
        left, top, right, bottom = size
        glyphs = (
            Glyph(sign.text, *turned(sign.box, turns, right - left, bottom - top), spaced)
            for sign, spaced in signs
            if sign.turns == turns and _touch(sign.box, size)
        )
        rules = [
            rule
            for parts, stroked in self._parts
            for rule in rules_of([[_turned_point(one, turns, size) for one in part] for part in parts], stroked)
        ]
        shown = () if too_many(self._segments, rules) else tuple(rules)
        return LaidPage(number, lines_of(_once(glyphs), number), shown, len(self.pictures), faint=self.faint)

    def _objects(self, container: etree._Element, placement: Placement, depth: int) -> None:
        for element in container:
            kind = local(element)
            if kind not in _KINDS:
                continue
            self.allowance.objects -= _COMPOSED_COST if kind == "CompositeObject" else 1
            if self.allowance.objects < 0 or depth > _DEEPEST:
                self.lacks = True
                return
            own = attributes(element)
            if own.get("Visible") in _NO:
                self._hide(element)
            else:
                self._object(kind, element, own, placement, depth)

    def _object(
        self, kind: str, element: etree._Element, own: Mapping[str, str], placement: Placement, depth: int
    ) -> None:
        if kind == "PageBlock":
            self._objects(element, placement, depth + 1)
        elif kind == "TextObject":
            self._text(element, own, placement.within(own))
        elif kind == "PathObject":
            self._path(element, own, placement.within(own))
        elif kind == "ImageObject":
            self.pictures.append(PlacedPicture(own.get("ResourceID", ""), placement.within(own)))
        else:
            self._composed(own, placement.within(own), depth)

    def _composed(self, own: Mapping[str, str], placement: Placement, depth: int) -> None:
        key = own.get("ResourceID", "")
        unit = self.units.get(key)
        if unit is None or key in self._within:
            self.lacks = True
            return
        self._within.add(key)
        for content in named(unit, "Content"):
            self._objects(content, placement, depth + 1)
        self._within.discard(key)

    def _hide(self, element: etree._Element) -> None:
        codes = element.iter("{*}TextCode")
        self.hides = self.hides or any(code.text and not code.text.isspace() for code in codes)

    def _text(self, element: etree._Element, own: Mapping[str, str], placement: Placement) -> None:
        into = self._faint if _is_faint(element, own) else self._seen
        unknown = any(local(one) == "CGTransform" for one in element)
        layout = TextLayout(placement, own)
        for code in named(element, "TextCode"):
            for sign in layout.signs(_characters(code, unknown), attributes(code)):
                if is_blank(ord(sign.text)):
                    self._spaced = True
                elif len(self._seen) + len(self._faint) >= limits.PAGE_CHARACTERS:
                    self.lacks = True
                    return
                else:
                    into.append((sign, self._spaced))
                    self._spaced = False

    def _path(self, element: etree._Element, own: Mapping[str, str], placement: Placement) -> None:
        stroked, filled = own.get("Stroke") not in _NO, own.get("Fill") in ("true", "1")
        if own.get("Alpha") == "0" or not (stroked or filled):
            return
        for data in named(element, "AbbreviatedData"):
            parts: list[Corners] = []
            for corners in _outlines("".join(data.itertext()), placement):
                self._segments += len(corners)
                if too_many(self._segments, ()):
                    return
                parts.append(corners)
            self._parts.append((parts, stroked))


_KINDS = frozenset(("PageBlock", "TextObject", "PathObject", "ImageObject", "CompositeObject"))


def _is_faint(element: etree._Element, own: Mapping[str, str]) -> bool:
    """Whether a text is painted with no colour that is seen."""
    filled, stroked = own.get("Fill") not in _NO, own.get("Stroke") in ("true", "1")
    clear = any(attributes(colour).get("Alpha") == "0" for colour in named(element, "FillColor"))
    return own.get("Alpha") == "0" or not (stroked or (filled and not clear))


def _characters(code: etree._Element, unknown: bool) -> str:
    """The characters of a text code, its escapes resolved; a placeholder whose glyph alone is known is none."""
    text = _LINE_END.sub("", "".join(code.itertext()))
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace(_PLACEHOLDER, _UNKNOWN) if unknown else text


def _outlines(data: str, placement: Placement) -> Iterator[Corners]:
    """The corners of each part of a path on the page; parts with curves are left out."""
    corners: Corners = []
    curved = False
    for kind, words in _commands(data):
        if kind in ("M", "S"):
            if corners and not curved:
                yield corners
            corners, curved = [], False
        curved = curved or kind in _CURVES
        if kind == "C" and corners:
            corners.append(corners[0])
        corners += placement.points(words)
    if corners and not curved:
        yield corners


def _commands(data: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a path by their letters, each with the numbers behind it."""
    kind, said = "", list[str]()
    for match in islice(_PATH_WORD.finditer(data), _MOST_WORDS):
        if match[0].isalpha():
            yield kind, said
            kind, said = match[0].upper(), []
        else:
            said.append(match[0])
    yield kind, said


def _turned_point(point: tuple[int, int], turns: int, size: Box) -> tuple[int, int]:
    left, top, right, bottom = size
    x, y, _, _ = turned((*point, *point), turns, right - left, bottom - top)
    return x, y


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters without those that are drawn once more for a bold look."""
    found: list[Glyph] = []
    drawn: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        across, down = glyph.left // _NEAR, glyph.top // _NEAR
        around = ((glyph.text, across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if not any(_is_same(glyph, other) for place in around for other in drawn.get(place, ())):
            found.append(glyph)
            here = drawn.setdefault((glyph.text, across, down), [])
            if len(here) < _MOST_NEAR:
                here.append(glyph)
    return found


def _is_same(glyph: Glyph, other: Glyph) -> bool:
    beside = (glyph.bottom - glyph.top) // _TWICE
    return abs(glyph.left - other.left) <= beside and abs(glyph.top - other.top) <= beside
