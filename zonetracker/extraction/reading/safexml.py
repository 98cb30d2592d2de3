"""XML parts without DOCTYPE, entities or network, in the letters that they are really written in."""

from __future__ import annotations

import re

from lxml import etree

from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,20})[\"'][^>]{0,200}\?>")
_TRUE = (b"utf-8", b"utf-16")
"""Said by every program that keeps to its format; what is wrong in UTF-8 is no XML."""


def parsable(data: bytes, name: str) -> bytes:
    """A part as it may be parsed: of other letters than Unicode's that it names, what its text really is, in UTF-8.

    Raises Refusal for a DOCTYPE, and where the letters are not certain.
    """
    said = _DECLARATION.match(data)
    if said is not None and said[1].lower() not in _TRUE:
        found = decode(data, name, said[1].decode("ascii"))
        if found.warnings:
            raise refusal(RefusalCode.READ_ENCODING, name)
        data = found.text.partition("?>")[2].encode()
    if declares(data):
        raise refusal(RefusalCode.READ_ENTITY, name)
    return data


def parse(data: bytes, name: str) -> etree._Element:
    """The root element; raises Refusal for a DOCTYPE, for nesting beyond libxml2's limit, and for broken XML."""
    data = parsable(data, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refusal(RefusalCode.READ_NESTED if "depth" in str(error) else RefusalCode.READ_DAMAGED, name) from error
    if root.getroottree().docinfo.doctype:
        raise refusal(RefusalCode.READ_ENTITY, name)
    return root


def declares(data: bytes) -> bool:
    """Whether XML declares a document type or an entity, also in UTF-16."""
    plain = data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00") else data
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def local(element: etree._Element) -> str:
    """An element's or processing instruction's name without its namespace, "" for the latter."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute called `name` in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def attributes(element: etree._Element) -> dict[str, str]:
    """All attributes by their names without namespaces: for who asks for several."""
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path` of local names, itself for an empty one."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element
