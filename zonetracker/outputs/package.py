"""The last step of an office document: nothing in it that a library left or that tells who made it when.

Equal content gives equal bytes. A document is dated by the day on which it was issued, else by that on which its month
was closed, else not at all: a made-up date would be taken for one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

from zonetracker.outputs.cells import STRINGS, SheetRows
from zonetracker.support.i18n import program_name

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_TYPES, _LINKS, _CORE, _APP = "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml"
_STYLES, _BOOK_LINKS = "xl/styles.xml", "xl/_rels/workbook.xml.rels"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FOREIGN = re.compile(r"docProps/thumbnail\.\w+|word/stylesWithEffects\.xml|customXml/.*")
"""Parts of a library's template: the picture of its empty page, a second set of styles, a list of sources."""
_FONT = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def finish_book(
    book: Workbook, values: Mapping[str, Mapping[str, str]], dated: str = "", texts: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a workbook, `values` (part name → cell → digits) in its cells; it can't be used afterwards.

    `dated` is an ISO date (else the file bears none). `texts` are areas (by part name) in which figures stand as texts
    on purpose, so that no program marks them as wrong.
    """
    rows = SheetRows(book, values)
    sink = io.BytesIO()
    book.save(sink)
    strings = rows.strings()

    def change(name: str, part: bytes) -> bytes:
        if name == _STYLES:
            return _fonts_in_order(part)
        if strings and name in (_TYPES, _BOOK_LINKS):
            return _with_strings(name, part)
        meant = (texts or {}).get(name, "")
        return rows.put_into(name, _ignoring(part, meant) if meant else part)

    return repacked(sink.getvalue(), dated, change, {STRINGS: strings} if strings else {})


def repacked(
    data: bytes, dated: str, change: Callable[[str, bytes], bytes], added: Mapping[str, bytes] | None = None
) -> bytes:
    """An office document anew with every part changed and some added, its times fixed, without foreign parts.

    Its properties say `dated` where that is an ISO date.
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as goal:
        names = sorted(source.namelist(), key=lambda name: (name != _TYPES, name != _LINKS))
        parts = {name: change(name, source.read(name)) for name in names if not _FOREIGN.fullmatch(name)}
        for name, part in {**parts, **(added or {})}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            goal.writestr(entry, _ours(name, part, dated))
    return sink.getvalue()


def _ours(name: str, part: bytes, dated: str) -> bytes:
    """A part without what points to foreign ones and without what tells of a library or an hour."""
    if name == _APP:
        return (
            f'<Properties xmlns="{_EXTENDED}"><Application>{escape(program_name())}</Application></Properties>'.encode()
        )
    if name == _CORE:
        moment = _moment(dated)
        return _DATES.sub(lambda found: _at(found[0], moment) if moment else b"", part)
    return _without_foreign(name, part) if name == _TYPES or name.endswith(".rels") else part


def _at(element: bytes, moment: bytes) -> bytes:
    return re.sub(rb">[^<]*<", b">" + moment + b"<", element)


def _moment(dated: str) -> bytes:
    try:
        return f"{date.fromisoformat(dated)}T00:00:00Z".encode()
    except ValueError:
        return b""


def _without_foreign(name: str, part: bytes) -> bytes:
    root = etree.fromstring(part)
    for one in list(root):
        target = one.get("Target") or one.get("PartName") or ""
        if _FOREIGN.fullmatch(target.removeprefix("../").lstrip("/")) or _FOREIGN.fullmatch(f"word/{target}"):
            root.remove(one)
    return _bytes(root)


def _with_strings(name: str, part: bytes) -> bytes:
    """The list of parts, or the links of the workbook, with the table of texts."""
    root = etree.fromstring(part)
    space = etree.QName(root).namespace
    if name == _TYPES:
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{STRINGS}", ContentType=_STRINGS_TYPE)
    else:
        etree.SubElement(root, f"{{{space}}}Relationship", Id="texts", Type=_STRINGS_LINK, Target="sharedStrings.xml")
    return _bytes(root)


def _fonts_in_order(part: bytes) -> bytes:
    """Word for word what openpyxl wrote, with the parts of each font in the order that Excel writes."""
    root = etree.fromstring(part)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda one: _place(etree.QName(one).localname))
    return _bytes(root)


def _place(name: str) -> int:
    return _FONT.index(name) if name in _FONT else len(_FONT)


def _ignoring(part: bytes, texts: str) -> bytes:
    root = etree.fromstring(part)
    ignored = etree.SubElement(root, f"{_MAIN}ignoredErrors")
    etree.SubElement(ignored, f"{_MAIN}ignoredError", sqref=texts, numberStoredAsText="1")
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    finished: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return finished
