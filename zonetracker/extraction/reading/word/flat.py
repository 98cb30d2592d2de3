"""Word files that are one piece of XML: the format of 2003 in today's words, and a package of parts without a zip."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.ordinals import form_of_code
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attribute, local, parse
from zonetracker.extraction.reading.word.body import MAIN_PART
from zonetracker.extraction.reading.wordstyles import child, number, value
from zonetracker.support.errors import RefusalCode

_W = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_PICTURE_DATA = re.compile(rb"(<(?:\w{1,20}:)?(?:binaryData|binData)\b[^>]{0,300}>)[^<]+")
_TODAY = {
    "listPr": "numPr",
    "ilfo": "numId",
    "listDef": "abstractNum",
    "list": "num",
    "ilst": "abstractNumId",
    "nfc": "numFmt",
    "listStyleLink": "numStyleLink",
    "vmerge": "vMerge",
    "hmerge": "hMerge",
}
_LEFT_OUT = frozenset(("Word.Deletion", "Word.Comment"))
_PICTURE_FONTS = re.compile("symbol|wingdings.*|webdings|marlett", re.IGNORECASE)


def flat_parts(data: bytes, name: str) -> Mapping[str, etree._Element]:
    """The parts by the names that they have in a Word file; raises Refusal for what is no Word file, or too long."""
    data = _PICTURE_DATA.sub(rb"\1", data)
    if len(data) > limits.XML_PART_BYTES:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    root = parse(data, name)
    return _parts_of_2003(root) if local(root) == "wordDocument" else _parts_of_package(root)


def _parts_of_package(root: etree._Element) -> Mapping[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for part in root:
        held = child(part, "xmlData")
        content = None if held is None else next(held.iterchildren(tag=etree.Element), None)
        if content is not None:
            found.setdefault((attribute(part, "name") or "").lstrip("/"), content)
    return found


def _parts_of_2003(root: etree._Element) -> Mapping[str, etree._Element]:
    for element in root.iter(etree.Element):
        _rename(element)
    found = {MAIN_PART: root, "word/footnotes.xml": _notes(root)}
    for part, kind in (("styles", "styles"), ("numbering", "lists")):
        element = child(root, kind)
        if element is not None:
            found[f"word/{part}.xml"] = element
    properties = child(root, "DocumentProperties")
    if properties is not None:
        found["docProps/core.xml"] = _core(properties)
    return found


def _rename(element: etree._Element) -> None:
    """Give an element the name that it has in today's files."""
    kind = local(element)
    if kind == "annotation" and attribute(element, "type") in _LEFT_OUT:
        element.tag = f"{_W}del"
    elif kind in _TODAY and element.tag == _W + kind:
        element.tag = _W + _TODAY[kind]
        if kind == "listDef":
            element.set("abstractNumId", attribute(element, "listDefId") or "")
        elif kind == "list":
            element.set("numId", attribute(element, "ilfo") or "")
        elif kind == "nfc":
            element.set(f"{_W}val", form_of_code(number(attribute(element, "val"), 0)))
        elif kind == "listPr":
            _without_bullet(element)
    elif element.tag == f"{_W}name":
        element.set(f"{_W}val", (attribute(element, "val") or "").replace("_20_", " "))


def _without_bullet(listed: etree._Element) -> None:
    """The sign that a file states before a paragraph of a list is no number."""
    stated = child(listed, "t")
    if stated is not None:
        said = attribute(stated, "val") or ""
        pictures = _PICTURE_FONTS.fullmatch(value(listed, "font") or "")
        shown = "" if pictures or not any(sign.isalnum() for sign in said) else said
        stated.attrib.clear()
        stated.set("val", shown)


def _notes(root: etree._Element) -> etree._Element:
    """The notes, which stand where they are referred to, taken out of the text."""
    notes = etree.Element("footnotes")
    found = [*root.iter(f"{_W}footnote", f"{_W}endnote")]
    for index, note in enumerate(found):
        around = note.getparent()
        if around is not None:
            around.replace(note, etree.Element("footnoteReference", id=str(index)))
            note.set("id", str(index))
            notes.append(note)
    return notes


def _core(properties: etree._Element) -> etree._Element:
    core = etree.Element("core")
    for kind, name in (("Title", "title"), ("Created", "created")):
        said = child(properties, kind)
        etree.SubElement(core, name).text = "" if said is None else said.text
    return core
