"""OFD with a text layer: its documents one after the other, each page with its templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.ofd.drawing import OfdDrawing, PaintAllowance
from zonetracker.extraction.reading.ofd.package import ROOT, OfdPackage, named, said
from zonetracker.extraction.reading.ofd.placing import millimetres
from zonetracker.extraction.reading.pages.document import pages_document
from zonetracker.extraction.reading.pages.lines import Box, LaidPage
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attributes
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA = "application/ofd"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_A4: Box = (0, 0, 5953, 8419)
_NO_WORDS = ("Watermark", "Stamp")
"""Annotations whose letters are no text of anybody's."""


def read_ofd(data: bytes, name: str) -> Document:
    """The document of an OFD file; raises Refusal for one that is encrypted, scanned, damaged, or of too many pages."""
    with Archive(data, name) as archive:
        return _OfdReader(OfdPackage(archive, name), name).document()


def page_of_ofd(data: bytes, name: str, number: int) -> Image:
    """The pictures of page `number` (from 1) where they lie on it; raises LookupError where there is no such page."""
    with Archive(data, name) as archive:
        return _OfdReader(OfdPackage(archive, name), name).picture(number - 1)


@dataclass(slots=True)
class _PageNotes:
    """What is said of pages by their numbers, and of the file as a whole."""

    hiding: list[int] = field(default_factory=list)
    lacking: list[int] = field(default_factory=list)
    annotated: bool = False
    attached: bool = False

    def sentences(self) -> Iterator[str]:
        """The warnings."""
        if self.lacking:
            yield tr("第 {pages} 页有内容没有读出，请对照原文核对。", pages=_listed(self.lacking))
        if self.hiding:
            yield tr("第 {pages} 页有隐藏的文字，没有读取。", pages=_listed(self.hiding))
        if self.annotated:
            yield tr("批注里的文字没有读取。")
        if self.attached:
            yield tr("文件带有附件，没有读取；要导入附件，请先用阅读器另存出来。")


class _OfdReader:
    """The pages of all documents in a file; raises Refusal where there is none, and for too many."""

    def __init__(self, package: OfdPackage, name: str) -> None:
        self._package = package
        self._name = name
        self._allowance = PaintAllowance()
        self._notes = _PageNotes()
        self._places: list[tuple[_Common, str | None] | None] = []
        root = package.root(package.found("", ROOT), "OFD")
        self._bodies = named(root, "DocBody")
        if not self._bodies:
            raise refusal(RefusalCode.READ_DAMAGED, name)
        for body in self._bodies:
            self._list(body)
            if len(self._places) > limits.PAGES:
                raise refusal(RefusalCode.READ_PAGES, name)

    def document(self) -> Document:
        """What the pages say."""
        info = self._bodies[0]
        date = _DATE.match(said(info, "DocInfo", "CreationDate"))
        pages = [self._page(number) for number in range(len(self._places))]
        return pages_document(
            pages,
            self._name,
            MEDIA,
            date=date[0] if date else None,
            named=said(info, "DocInfo", "Title"),
            warnings=tuple(self._notes.sentences()),
            picture=self.picture,
        )

    def picture(self, number: int) -> Image:
        """The pictures of a page (from 0) where they lie on it; raises LookupError where there is no such page."""
        from zonetracker.extraction.reading.ofd.pictures import painted

        drawn = self._drawn(number) if 0 <= number < len(self._places) else None
        if drawn is None:
            raise LookupError("no such page")
        drawing, size, media = drawn
        return painted(drawing.pictures, size, lambda resource: self._package.bytes_of(media.get(resource)), self._name)

    def _list(self, body: etree._Element) -> None:
        """The pages of a document; one that can't be read is a broken page."""
        part = self._current(body)
        root = self._package.root(part, "Document")
        if root is None or part is None:
            self._places.append(None)
            return
        common = _Common(self._package, part, root)
        self._places += [(common, attributes(page).get("BaseLoc")) for page in named(root, "Pages", "Page")]
        self._notes.annotated = self._notes.annotated or _is_annotated(self._package, part, root)
        attachments = self._package.found(part, said(root, "Attachments"))
        listed = named(self._package.root(attachments, "Attachments"), "Attachment")
        self._notes.attached = self._notes.attached or bool(listed)

    def _current(self, body: etree._Element) -> str | None:
        """The part of a document as it stands now: that of the version said to be current, if there are several."""
        for version in named(body, "Versions", "Version"):
            own = attributes(version)
            if own.get("Current") in ("true", "1"):
                part = self._package.found(ROOT, own.get("BaseLoc"))
                root = self._package.root(part, "DocVersion")
                found = self._package.found(part or "", said(root, "DocRoot"))
                if found is not None:
                    return found
        return self._package.found(ROOT, said(body, "DocRoot"))

    def _drawn(self, number: int) -> tuple[OfdDrawing, Box, Mapping[str, str]] | None:
        """What a page draws, its size, and its pictures' parts by the ids of their resources."""
        listed = self._places[number]
        if listed is None:
            return None
        common, location = listed
        part = self._package.found(common.part, location)
        root = self._package.root(part, "Page")
        if root is None or part is None:
            return None
        own = common.with_resources_of(part, root)
        drawing = OfdDrawing(own.units, self._allowance)
        for content in (*common.templates_of(root), root):
            if content is None:
                drawing.lacks = True
            else:
                drawing.add(content)
        return drawing, millimetres(said(root, "Area", "PhysicalBox")) or common.size, own.media

    def _page(self, number: int) -> LaidPage:
        drawn = self._drawn(number)
        if drawn is None:
            return LaidPage(number, broken=True)
        drawing, size, _ = drawn
        page = drawing.laid(number, size)
        for told, notes in (
            (drawing.hides, self._notes.hiding),
            (drawing.lacks, self._notes.lacking),
        ):
            if told:
                notes.append(number + 1)
        return page


@dataclass(frozen=True, slots=True)
class _Resources:
    """What pages refer to by ids: composed graphics, and the parts of pictures."""

    units: Mapping[str, etree._Element]
    media: Mapping[str, str]


class _Common:
    """What the pages of a document share: the size of most, templates by id, composed graphics by id."""

    def __init__(self, package: OfdPackage, part: str, root: etree._Element) -> None:
        self.part = part
        self._package = package
        self.size = millimetres(said(root, "CommonData", "PageArea", "PhysicalBox")) or _A4
        self._templates = {
            own.get("ID", ""): package.found(part, own.get("BaseLoc"))
            for own in map(attributes, named(root, "CommonData", "TemplatePage"))
        }
        common = named(root, "CommonData")
        parts = [one for kind in ("PublicRes", "DocumentRes") for element in common for one in named(element, kind)]
        self._resources = self._resources_at(part, parts, _Resources({}, {}))

    def templates_of(self, page: etree._Element) -> list[etree._Element | None]:
        """The templates that a page shows, None for each that can't be read."""
        ids = (attributes(one).get("TemplateID", "") for one in named(page, "Template"))
        return [self._package.kept(self._templates.get(one), "Page") for one in ids]

    def with_resources_of(self, part: str, page: etree._Element) -> _Resources:
        """What a page may refer to, with what is its own."""
        own = named(page, "PageRes")
        return self._resources_at(part, own, self._resources) if own else self._resources

    def _resources_at(self, base: str, parts: Iterable[etree._Element], below: _Resources) -> _Resources:
        """The resources that parts list which `base` names, and those below them."""
        units, media = dict(below.units), dict(below.media)
        for res in parts:
            part = self._package.found(base, "".join(res.itertext()))
            root = self._package.kept(part, "Res")
            for unit in named(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
                units[attributes(unit).get("ID", "")] = unit
            folder = "" if root is None else attributes(root).get("BaseLoc", "")
            for one in named(root, "MultiMedias", "MultiMedia"):
                file = said(one, "MediaFile")
                place = self._package.found(part or "", f"{folder}/{file}") or self._package.found(part or "", file)
                if place is not None:
                    media[attributes(one).get("ID", "")] = place
        return _Resources(units, media)


def _is_annotated(package: OfdPackage, part: str, root: etree._Element) -> bool:
    """Whether an annotation that is seen holds words."""
    listed = package.found(part, said(root, "Annotations"))
    for page in named(package.root(listed, "Annotations"), "Page"):
        on_page = package.root(package.found(listed or "", said(page, "FileLoc")), "PageAnnot")
        for annotation in named(on_page, "Annot"):
            own = attributes(annotation)
            written = (code for one in named(annotation, "Appearance") for code in one.iter("{*}TextCode"))
            if own.get("Type") not in _NO_WORDS and own.get("Visible") != "false" and any(one.text for one in written):
                return True
    return False


def _listed(pages: list[int]) -> str:
    return "、".join(map(str, pages))
