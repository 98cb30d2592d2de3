"""HTML as a light tree: parsed as browsers do, without what nobody reads, and no deeper than a page really is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import raised
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_UNREAD = re.compile(
    r"script|style|noscript|template|nav|footer|aside|select|button|input|textarea|iframe|object|embed|svg|canvas|audio"
    r"|video|map|dialog|math|frameset|del"
)
_GLUED = re.compile(
    r"<(div|span|table|thead|tbody|tr|td|th|p|a|font|ul|ol|li|h[1-6]|img|center|section|article)"
    r"(?=(?:class|id|style|align|valign|width|height|colspan|rowspan|href|src|color|size|face|border|bgcolor|lang)=)",
    re.IGNORECASE,
)
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|font|b|i|u|em|strong|a|center|section|article|table|ul|ol|form|big|small)\b", re.I
)
_REMARK = re.compile(r"mso-element\s*:\s*comment", re.IGNORECASE)
"""What Word writes of remarks into a page: they stand below its text, with a mark in it."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """An element with its text and elements in order; `weight` counts the characters in it outside of links."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    weight: int = 0
    links: int = 0

    def elements(self) -> list[Element]:
        """The elements directly in it."""
        return [one for one in self.children if isinstance(one, Element)]


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A parsed page: its body, <title>, the contents of its meta elements by lower-case name, and its style sheets."""

    body: Element
    title: str
    metas: dict[str, str]
    styles: str


def parse_page(text: str, name: str, hidden: bool = False) -> HtmlPage:
    """The page in `text`, on request with what it hides; raises Refusal when elements nest too deep."""
    if _rough_nesting(text) > limits.NESTING * 20:
        raise refusal(RefusalCode.READ_NESTED, name)
    parser = LexborHTMLParser(_GLUED.sub(lambda match: match[0] + " ", text))
    body = parser.body
    if body is None:
        raise refusal(RefusalCode.READ_NO_TEXT, name)
    title = parser.css_first("title")
    metas: dict[str, str] = {}
    for meta in parser.css("meta"):
        key = (meta.attributes.get("name") or "").strip().lower()
        if key:
            metas.setdefault(key, meta.attributes.get("content") or "")
    styles = "\n".join(one.text() or "" for one in parser.css("style"))
    return HtmlPage(_copied(body, name, hidden), (title.text() if title else "").strip(), metas, styles)


def _rough_nesting(text: str) -> int:
    """How many elements stand open at most: a look in linear time, for the parser's own grows with the square."""
    depth = deepest = 0
    for match in _NESTING_TAG.finditer(text):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _copied(body: LexborNode, name: str, hidden: bool) -> Element:
    """A copy without unread parts, made without recursion: a foreign page may nest a million deep."""
    root = Element("body", {})
    path = [root]
    in_link = 0
    node = body.first_child
    while node is not None:
        if node.is_text_node:
            _add_text(path, node.text_content or "", in_link > 0)
        elif node.is_element_node and not _unread(node, hidden):
            element = Element(node.tag or "", {key: value or "" for key, value in node.attributes.items()})
            path[-1].children.append(element)
            if node.first_child is not None:
                path.append(element)
                in_link += element.tag == "a"
                if len(path) > limits.NESTING:
                    raise refusal(RefusalCode.READ_NESTED, name)
                node = node.first_child
                continue
        while node is not None and node.next is None:
            if len(path) == 1:
                return root
            in_link -= path.pop().tag == "a"
            node = node.parent
        node = node.next if node is not None else None
    return root


def _add_text(path: list[Element], text: str, linked: bool) -> None:
    path[-1].children.append(raised(text) if any(one.tag == "sup" for one in path) else text)
    size = len("".join(text.split()))
    if size:
        for element in path:
            if linked:
                element.links += size
            else:
                element.weight += size


def _unread(node: LexborNode, hidden: bool) -> bool:
    if _UNREAD.fullmatch(node.tag or ""):
        return True
    if _REMARK.search(node.attributes.get("style") or "") or node.attributes.get("class") == "msocomanchor":
        return True
    return not hidden and is_hidden(node.attributes)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element of these attributes is not shown."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


OWNER = re.compile(r"版权所有|[A-Z]?ICP备|公网安备")
_OWNER_LENGTH = 300
_CONTAINERS = re.compile(r"div|section|article|main|center|form|table|tbody|tr|td|span|font|html|body")


def main_part(body: Element) -> Element:
    """The innermost container that holds most of the text outside of links, with nothing of worth beside it."""
    node = body
    while True:
        inside = node.elements()
        heaviest = max(inside, key=lambda one: one.weight, default=None)
        if heaviest is None or heaviest.weight * 10 < body.weight * 7 or not _is_container(heaviest):
            return node
        if any(_is_of_worth(one) for one in inside if one is not heaviest):
            return node
        node = heaviest


def _is_container(element: Element) -> bool:
    """Whether other text may lie around the main part in it; a table counts only when it arranges the page."""
    if not _CONTAINERS.fullmatch(element.tag):
        return False
    return element.tag != "table" or any(one.tag == "table" for one in _descendants(element))


def _is_of_worth(element: Element) -> bool:
    """Whether it holds sentences or a table of figures rather than links."""
    if element.weight < 20 or element.links * 2 > element.weight:
        return False
    if re.fullmatch("h[1-6]", element.tag):
        return False
    said = plain(element)
    if OWNER.search(said) and len(said) < _OWNER_LENGTH:
        return False
    return "。" in said or any(one.tag == "table" for one in (element, *_descendants(element)))


def _descendants(element: Element) -> Iterator[Element]:
    for one in element.elements():
        yield one
        yield from _descendants(one)


def plain(element: Element) -> str:
    """All text in it."""
    return "".join(one if isinstance(one, str) else plain(one) for one in element.children)
