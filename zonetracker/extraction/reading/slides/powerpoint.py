"""PowerPoint 2007 and later: the slides in the order of the presentation, their shapes, tables and drawn lists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.builder import Builder, Placed, raised
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attribute, attributes, child, local, parse
from zonetracker.extraction.reading.slides.drawnlists import ListCounts
from zonetracker.extraction.reading.slides.slide import Place, Slide, SlidePiece, told_of, write_slides
from zonetracker.extraction.reading.word.properties import core_properties
from zonetracker.extraction.reading.wordstyles import number
from zonetracker.support.errors import Refusal, RefusalCode

MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAIN_PART = "ppt/presentation.xml"
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_TITLES = ("title", "ctrTitle")
_NO = ("0", "false")
_YES = ("1", "true")
_WIDEST = 63
_NOWHERE: Place = (0, 0, 0, 0)


def read_slides(data: bytes, name: str) -> Document:
    """The document of a presentation; raises Refusal for a damaged one and for one of too many slides."""
    with Archive(data, name) as archive:
        return _Presentation(archive, name).document()


@dataclass(slots=True)
class _PptxPart:
    """A part with its root and the parts that it refers to: by id, and the first of each type by that."""

    root: etree._Element | None
    by_id: dict[str, str] = field(default_factory=dict)
    by_type: dict[str, str] = field(default_factory=dict)


class _Presentation:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._layouts: dict[str, dict[tuple[str, str], Place]] = {}

    def document(self) -> Document:
        """All slides that are shown."""
        package = self._part("")
        main = self._part(package.by_type.get("officeDocument", MAIN_PART))
        if main.root is None:
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        listed = child(main.root, "sldIdLst")
        places = [main.by_id.get(_related(one)) for one in ([] if listed is None else listed)]
        if len(places) > limits.PAGES:
            raise refusal(RefusalCode.READ_PAGES, self._name)
        slides = [self._slide(place, at) for at, place in enumerate(places, 1)]
        if slides and all(slide.broken for slide in slides):
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        builder = Builder(self._name)
        title = write_slides(slides, builder)
        named, date = core_properties(self._root("docProps/core.xml"))
        return builder.document(MEDIA, title=title, date=date, named=named, warnings=tuple(told_of(slides)))

    def _root(self, part: str | None) -> etree._Element | None:
        """The root of a part; None where it is missing or broken."""
        data = None if not part else self._archive.part(part)
        try:
            return None if data is None else parse(data, self._name)
        except Refusal as error:
            if error.code != RefusalCode.READ_DAMAGED:
                raise
            return None

    def _part(self, part: str | None) -> _PptxPart:
        """A part with what it refers to; "" is the file itself."""
        found = _PptxPart(self._root(part))
        folder, _, last = (part or "").rpartition("/")
        relations = self._root(f"{folder}/_rels/{last}.rels".lstrip("/"))
        for relation in () if relations is None else relations:
            own = attributes(relation)
            if own.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, own.get("Target", ""))).lstrip("/")
                found.by_id[own.get("Id", "")] = target
                found.by_type.setdefault(own.get("Type", "").rpartition("/")[2], target)
        return found

    def _slide(self, place: str | None, at: int) -> Slide:
        part = self._part(place)
        tree = child(part.root, "cSld", "spTree")
        if part.root is None or tree is None:
            return Slide(at, broken=True)
        shapes = _Shapes(self, part, self._places(part.by_type.get("slideLayout")))
        pieces = tuple(piece for piece in shapes.pieces(tree) if piece.lines or piece.cells or piece.inside)
        return Slide(
            at,
            pieces,
            hidden=attribute(part.root, "show") in _NO,
            opens=shapes.opens,
            noted=self._is_noted(part.by_type.get("notesSlide")),
            pictured=next(tree.iter("{*}pic"), None) is not None,
            embeds=shapes.embeds,
            hides=shapes.hides,
        )

    def _is_noted(self, place: str | None) -> bool:
        tree = child(self._root(place), "cSld", "spTree")
        shapes = [] if tree is None else [one for one in tree if _placeholder(one).get("type") not in _FURNITURE]
        return any(line for shape in shapes for line in text_lines(child(shape, "txBody")))

    def _places(self, layout: str | None) -> dict[tuple[str, str], Place]:
        """Where a layout, or the master under it, has its placeholders: by ("idx", …) and ("type", …)."""
        key = layout or ""
        if key not in self._layouts:
            self._layouts[key] = {}
            part = self._part(layout)
            found = self._places(part.by_type.get("slideMaster")) if layout else {}
            tree = child(part.root, "cSld", "spTree")
            own: dict[tuple[str, str], Place] = {}
            for shape in () if tree is None else tree:
                place = _own_place(shape)
                for name, value in _placeholder(shape).items():
                    if place is not None and name in ("idx", "type"):
                        own.setdefault((name, value), place)
            self._layouts[key] = {**found, **own}
        return self._layouts[key]

    def diagram(self, part: str | None) -> list[str]:
        """The lines of a drawn list (SmartArt), by its data part."""
        points = child(self._root(part), "ptLst")
        return [
            line
            for point in (() if points is None else points)
            if attribute(point, "type") in (None, "node", "asst")
            for line in text_lines(child(point, "t"))
        ]


class _Shapes:
    """The shapes of one slide; notes what it comes upon that is not read."""

    def __init__(self, presentation: _Presentation, part: _PptxPart, places: dict[tuple[str, str], Place]) -> None:
        self._presentation = presentation
        self._part = part
        self._places = places
        self.opens = self.embeds = self.hides = False

    def pieces(self, tree: etree._Element) -> Iterator[SlidePiece]:
        """What a tree of shapes or a group shows."""
        for element in tree:
            kind = local(element)
            if kind == "AlternateContent":
                yield from self.pieces(next((one for one in element if local(one) == "Choice"), element))
            elif kind in ("sp", "grpSp", "graphicFrame", "cxnSp"):
                yield from self._piece(element, kind)

    def _piece(self, shape: etree._Element, kind: str) -> Iterator[SlidePiece]:
        held, named = _placeholder(shape), child(next(iter(shape), None), "cNvPr")
        if named is not None and attribute(named, "hidden") in _YES:
            self.hides = True
        elif kind == "grpSp":
            yield self._group(shape)
        elif kind == "graphicFrame":
            yield self._framed(shape)
        elif held.get("type") not in _FURNITURE:
            self.opens = self.opens or held.get("type") in ("ctrTitle", "subTitle")
            lines = tuple(text_lines(child(shape, "txBody")))
            yield SlidePiece(self._place(shape, held), lines, heads=held.get("type") in _TITLES)

    def _place(self, shape: etree._Element, held: dict[str, str]) -> Place:
        found = _own_place(shape)
        if found is None:
            kinds = (("idx", held.get("idx", "")), ("type", held.get("type", "")))
            found = next((self._places[one] for one in kinds if one in self._places), _NOWHERE)
        return found

    def _group(self, shape: etree._Element) -> SlidePiece:
        return SlidePiece(_own_place(shape) or _NOWHERE, inside=tuple(self.pieces(shape)))

    def _framed(self, frame: etree._Element) -> SlidePiece:
        place = _own_place(frame) or _NOWHERE
        data = child(frame, "graphic", "graphicData")
        table, diagram = child(data, "tbl"), child(data, "relIds")
        if table is not None:
            return SlidePiece(place, cells=tuple(_cells(table)))
        if diagram is not None:
            lines = self._presentation.diagram(self._part.by_id.get(attribute(diagram, "dm") or ""))
            return SlidePiece(place, tuple(lines))
        self.embeds = True
        return SlidePiece(place)


def _related(element: etree._Element) -> str:
    """The id of the relation that an element names, which also has an id of its own."""
    return next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")


def _placeholder(shape: etree._Element) -> dict[str, str]:
    """The attributes of a shape that fills a placeholder, {} for any other."""
    held = child(next(iter(shape), None), "nvPr", "ph")
    return {} if held is None else {"type": "body", **attributes(held)}


def _own_place(shape: etree._Element) -> Place | None:
    """Where a shape itself says that it stands."""
    frames = (child(shape, *path) for path in (("xfrm",), ("spPr", "xfrm"), ("grpSpPr", "xfrm")))
    frame = next((one for one in frames if one is not None), None)
    corner, size = child(frame, "off"), child(frame, "ext")
    if corner is None or size is None:
        return None
    left, top = (number(attribute(corner, name), 0) for name in ("x", "y"))
    width, height = (number(attribute(size, name), 0) for name in ("cx", "cy"))
    return left, top, left + width, top + height


def text_lines(body: etree._Element | None) -> list[str]:
    """The paragraphs of a text body that hold text, with their numbers."""
    counts = ListCounts(child(body, "lstStyle"))
    lines: list[str] = []
    for paragraph in () if body is None else body:
        if local(paragraph) == "p":
            text = "".join(_written(one) for one in paragraph)
            if text.strip():
                lines.append(counts.numbered(child(paragraph, "pPr"), text.strip()))
    return lines


def _written(part: etree._Element) -> str:
    """The text of a part of a paragraph: of alternate content one branch, a fraction with its stroke."""
    kind = local(part)
    if kind == "t":
        return part.text or ""
    if kind == "br":
        return "\n"
    if kind == "f":
        return "/".join(_written(one) for one in part if local(one) in ("num", "den"))
    branch = next((one for one in part if local(one) == "Choice"), part) if kind == "AlternateContent" else part
    text = "".join(_written(one) for one in branch)
    above = kind == "r" and _is_above(child(part, "rPr"))
    return raised(text) if above else text


def _is_above(properties: etree._Element | None) -> bool:
    return properties is not None and number(attribute(properties, "baseline"), 0) > 0


def _cells(table: etree._Element) -> Iterator[Placed]:
    rows = [one for one in table if local(one) == "tr"]
    for row, element in enumerate(rows):
        for column, cell in enumerate(one for one in element if local(one) == "tc"):
            own = attributes(cell)
            if own.get("hMerge") not in _YES and own.get("vMerge") not in _YES:
                across = min(max(number(own.get("gridSpan"), 1), 1), _WIDEST)
                down = min(max(number(own.get("rowSpan"), 1), 1), len(rows) - row)
                yield Placed(row, column, "\n".join(text_lines(child(cell, "txBody"))), down, across)
