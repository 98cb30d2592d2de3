"""Elements of the tree that the reader of Word takes; letters that can't stand in one are left out."""

from __future__ import annotations

from lxml import etree

from zonetracker.extraction.reading.builder import clean

_NO_LETTERS = dict.fromkeys((0xFFFE, 0xFFFF))


def letters(text: str) -> str:
    """Text as it may stand in a tree: halves of characters joined, and no controls."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(joined).translate(_NO_LETTERS)


def under(parent: etree._Element, name: str, value: str | int | None = None, **attributes: str | int) -> etree._Element:
    """A new last child; `value` is its attribute "val"."""
    element = etree.SubElement(parent, name)
    if value is not None:
        attributes["val"] = value
    for key, said in attributes.items():
        element.set(key, str(said) if isinstance(said, int) else letters(said))
    return element
