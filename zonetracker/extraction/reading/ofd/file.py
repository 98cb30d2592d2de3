"""OFD with a text layer: its documents one after the other, each page with its templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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

MEDIA = "application/ofd"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_A4: Box = (0, 0, 5953, 8419)
_NO_WORDS = ("Watermark", "Stamp")
"""Annotations whose letters are no text of anybody's."""


def read_ofd(data: bytes, name: str) -> Document:
    """The document of an OFD file; raises Refusal for one that is encrypted, scanned, damaged, or of too many pages."""
    with Archive(data, name) as archive:
        return _OfdReader(OfdPackage(archive, name), name).document()


@dataclass(slots=True)
class _PageNotes:
    """What is said of pages by their numbers, and of the file as a whole."""

    hiding: list[int] = field(default_factory=list)
    lacking: list[int] = field(default_factory=list)
    faint: list[int] = field(default_factory=list)
    annotated: bool = False
    attached: bool = False

    def sentences(self) -> Iterator[str]:
        """The warnings."""
        if self.faint:
            yield tr("第 {pages} 页是扫描件，文字是制作文件时识别出来的，请对照原文核对。", pages=_listed(self.faint))
        if self.lacking:
            yield tr("第 {pages} 页有内容没有读出，请对照原文核对。", pages=_listed(self.lacking))
        if self.hiding:
            yield tr("第 {pages} 页有隐藏的文字，没有读取。", pages=_listed(self.hiding))
        if self.annotated:
            yield tr("批注里的文字没有读取。")
        if self.attached:
            yield tr("文件带有附件，没有读取；要导入附件，请先用阅读器另存出来。")


class _OfdReader:
    def __init__(self, package: OfdPackage, name: str) -> None:
        self._package = package
        self._name = name
        self._allowance = PaintAllowance()
        self._pages: list[LaidPage] = []
        self._notes = _PageNotes()

    def document(self) -> Document:
        """The pages of all documents in the file."""
        root = self._package.root(self._package.found("", ROOT), "OFD")
        bodies = named(root, "DocBody")
        if not bodies:
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        for body in bodies:
            self._body(body)
        date = _DATE.match(said(bodies[0], "DocInfo", "CreationDate"))
        return pages_document(
            self._pages,
            self._name,
            MEDIA,
            date=date[0] if date else None,
            named=said(bodies[0], "DocInfo", "Title"),
            warnings=tuple(self._notes.sentences()),
        )

    def _body(self, body: etree._Element) -> None:
        part = self._current(body)
        root = self._package.root(part, "Document")
        pages = named(root, "Pages", "Page")
        if root is None or part is None:
            self._take(LaidPage(len(self._pages), broken=True))
            return
        common = _Common(self._package, part, root)
        for page in pages:
            self._take(self._page(common, attributes(page).get("BaseLoc")))
        self._notes.annotated = self._notes.annotated or _is_annotated(self._package, part, root)
        attachments = self._package.found(part, said(root, "Attachments"))
        self._notes.attached = self._notes.attached or bool(
            named(self._package.root(attachments, "Attachments"), "Attachment")
        )

    def _take(self, page: LaidPage) -> None:
        self._pages.append(page)
        if len(self._pages) > limits.PAGES:
            raise refusal(RefusalCode.READ_PAGES, self._name)

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

    def _page(self, common: _Common, location: str | None) -> LaidPage:
        number = len(self._pages)
        part = self._package.found(common.part, location)
        root = self._package.root(part, "Page")
        if root is None or part is None:
            return LaidPage(number, broken=True)
        drawing = OfdDrawing(common.units_for(part, root), self._allowance)
        for content in (*common.templates_of(root), root):
            if content is None:
                drawing.lacks = True
            else:
                drawing.add(content)
        size = millimetres(said(root, "Area", "PhysicalBox")) or common.size
        page = drawing.laid(number, size)
        for told, notes in ((drawing.hides, self._notes.hiding), (drawing.lacks, self._notes.lacking)):
            if told:
                notes.append(number + 1)
        if drawing.faint:
            self._notes.faint.append(number + 1)
        return page


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
        self._units = {
            key: unit
            for kind in ("PublicRes", "DocumentRes")
            for res in (one for element in common for one in named(element, kind))
            for key, unit in self._units_at(part, res)
        }

    def templates_of(self, page: etree._Element) -> list[etree._Element | None]:
        """The templates that a page shows, None for each that can't be read."""
        ids = (attributes(one).get("TemplateID", "") for one in named(page, "Template"))
        return [self._package.kept(self._templates.get(one), "Page") for one in ids]

    def units_for(self, part: str, page: etree._Element) -> dict[str, etree._Element]:
        """The composed graphics that a page may show, with those of resources of its own."""
        own = {key: unit for res in named(page, "PageRes") for key, unit in self._units_at(part, res)}
        return {**self._units, **own} if own else self._units

    def _units_at(self, part: str, res: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        root = self._package.kept(self._package.found(part, "".join(res.itertext())), "Res")
        for unit in named(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            yield attributes(unit).get("ID", ""), unit


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
