"""Presentations of OpenDocument (.odp, .otp, .fodp): shapes in reading order, notes and hidden slides out and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.opendocument.body import SHAPES, OpenBody
from zonetracker.extraction.reading.opendocument.parts import parts_of, properties, root_of
from zonetracker.extraction.reading.opendocument.styles import OpenStyles
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attributes, child, local
from zonetracker.extraction.reading.slides.slide import Place, Slide, SlidePiece, told_of, write_slides
from zonetracker.support.errors import RefusalCode

MEDIA = "application/vnd.oasis.opendocument.presentation"
_FURNITURE = ("date-time", "footer", "header", "page-number", "notes")
_LENGTH = re.compile(r"(-?\d{1,7}(?:\.\d{1,9})?)(cm|mm|in|pt|px|pc)")
_POINTS = {"cm": Decimal("28.35"), "mm": Decimal("2.835"), "in": Decimal(72), "pt": Decimal(1), "px": Decimal("0.75")}
_MOVED = re.compile(r"translate\s*\(\s*([-\d.]{1,12}\w\w)\s*,?\s+([-\d.]{1,12}\w\w)\s*\)")


def read_open_slides(data: bytes, name: str) -> Document:
    """The document of a presentation; raises Refusal for a damaged one and for one of too many slides."""
    parts = parts_of(data, name)
    content = root_of(parts.content, name)
    shown = child(content, "body", "presentation")
    if content is None or shown is None:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    pages = [one for one in shown if local(one) == "page"]
    if len(pages) > limits.PAGES:
        raise refusal(RefusalCode.READ_PAGES, name)
    builder = Builder(name)
    styles = OpenStyles(content, root_of(parts.styles, name))
    slides = [_OpenSlide(builder, styles).slide(page, number) for number, page in enumerate(pages, 1)]
    title = write_slides(slides, builder)
    named, date = properties(parts, name)
    return builder.document(MEDIA, title=title, date=date, named=named, warnings=tuple(told_of(slides)))


class _OpenSlide:
    """The shapes of one slide."""

    def __init__(self, builder: Builder, styles: OpenStyles) -> None:
        self._styles = styles
        self._body = OpenBody(builder, styles)
        self._embeds = False

    def slide(self, page: etree._Element, number: int) -> Slide:
        """The slide that a page is; `number` counts from 1."""
        pieces = tuple(piece for piece in self._pieces(page) if piece.lines or piece.cells or piece.inside)
        notes = (one for one in page if local(one) == "notes")
        return Slide(
            number,
            pieces,
            hidden=self._styles.hides("drawing-page", attributes(page).get("style-name")),
            opens=any(attributes(one).get("class") == "subtitle" for one in page),
            noted=any("".join(one.itertext()).strip() for one in notes),
            pictured=next(page.iter("{*}image"), None) is not None,
            embeds=self._embeds,
            hides=self._body.hides,
        )

    def _pieces(self, shapes: Iterable[etree._Element]) -> Iterator[SlidePiece]:
        for shape in shapes:
            kind, own = local(shape), attributes(shape)
            if kind == "a":
                yield from self._pieces(shape)
            elif kind not in SHAPES or own.get("class") in _FURNITURE or own.get("placeholder") == "true":
                continue
            elif kind == "g":
                inside = tuple(self._pieces(shape))
                yield SlidePiece(_around([one.place for one in inside]), inside=inside)
            else:
                yield self._piece(shape, own)

    def _piece(self, shape: etree._Element, own: dict[str, str]) -> SlidePiece:
        table = child(shape, "table")
        if table is not None:
            return SlidePiece(_place(own), cells=tuple(self._body.placed(table)))
        self._embeds = self._embeds or child(shape, "object") is not None or child(shape, "object-ole") is not None
        return SlidePiece(_place(own), tuple(self._body.lines(shape)), heads=own.get("class") == "title")


def _place(own: dict[str, str]) -> Place:
    moved = _MOVED.search(own.get("transform", ""))
    left = _points(own.get("x", moved[1] if moved else ""))
    top = _points(own.get("y", moved[2] if moved else ""))
    return left, top, left + _points(own.get("width", "")), top + _points(own.get("height", ""))


def _points(length: str) -> int:
    found = _LENGTH.fullmatch(length)
    return round(Decimal(found[1]) * _POINTS.get(found[2], Decimal(12))) if found else 0


def _around(places: list[Place]) -> Place:
    if not places:
        return 0, 0, 0, 0
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
