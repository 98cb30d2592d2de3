"""Web pages: the main text with headings and tables, without navigation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.decoding import Decoded, decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.ordinals import ordinal
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.web.sheets import page_grids
from zonetracker.extraction.reading.web.tables import BLOCKS, SPACE, WIDE_BREAK, grid, whole
from zonetracker.extraction.reading.web.tree import OWNER, Element, HtmlPage, main_part, parse_page, plain
from zonetracker.extraction.text.furniture import is_furniture
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_TAG = re.compile(rb"</?(?:p|div|br|table|td|span|h[1-6])\b", re.I)
_TABLE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:table|div|style|center|!--|\?xml)", re.I)
_SHEETS = (".xls", ".xlsx", ".et", ".xlt")
_CHARSET = re.compile(
    rb"(?:charset\s*=\s*[\"']?\s*|<\?xml[^>]{0,200}\bencoding\s*=\s*[\"'])([A-Za-z0-9_-]{2,20})", re.I
)
_FURNITURE_LENGTH = 60
_DATE = re.compile(r"(20\d\d|19\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_DATE_NAMES = ("pubdate", "publishdate", "publish_date", "others", "date", "article:published_time", "createdate")


def _claims(probe: Probe) -> bool:
    if probe.parts or probe.data.startswith((b"PK\x03\x04", b"%PDF")):
        return False
    head = probe.data[:8192]
    if probe.suffix in (".html", ".htm", ".shtml", ".xhtml") and _TAG.search(head):
        return True
    if probe.suffix in _SHEETS and _TABLE.match(head):
        return True
    return bool(_PAGE.match(probe.head))


def _decoded(data: bytes, name: str, charset: str | None = None) -> Decoded:
    declared = _CHARSET.search(data[:8192])
    decoded = decode(data, name, charset or (declared[1].decode("ascii") if declared else None))
    if re.search(r"<!ENTITY", decoded.text[:100_000], re.I):
        raise refusal(RefusalCode.READ_ENTITY, name)
    return decoded


def read_tables(data: bytes, name: str, charset: str | None = None) -> tuple[Grid, ...]:
    """The tables of a page, with what it hides: many systems export their sheets so, named .xls.

    `charset` is what is said of its letters outside of it.
    """
    decoded = _decoded(data, name, charset)
    return page_grids(decoded.text, name, decoded.warnings)


def read_html(data: bytes, name: str) -> Document:
    """The document of a web page saved as a file."""
    builder = Builder(name)
    added = add_page(builder, data)
    said = added.decoded
    return builder.document(
        "text/html", title=added.title, date=added.date, encoding=said.encoding, warnings=said.warnings
    )


@dataclass(frozen=True, slots=True)
class AddedPage:
    """What is said of a page as a whole: its title, its day of publication, and how it was decoded."""

    title: str
    date: str | None
    decoded: Decoded


def add_page(builder: Builder, data: bytes, charset: str | None = None, *, whole: bool = False) -> AddedPage:
    """Add the main part of a page and its title, or the `whole` of one that was written for its reader, as a mail is.

    `charset` is what is said of its letters outside of it.
    """
    decoded = _decoded(data, builder.name, charset)
    page = parse_page(decoded.text, builder.name)
    main = page.body if whole else main_part(page.body)
    title = "" if whole else _title(page, main)
    if title and not _within(main, title):
        builder.paragraph(title, BlockKind.TITLE)
    _Writer(builder, title, whole).element(main)
    return AddedPage(title, _date(page), decoded)


def _title(page: HtmlPage, main: Element) -> str:
    for key in ("articletitle", "og:title"):
        if page.metas.get(key, "").strip():
            return " ".join(page.metas[key].split())
    for tag in ("h1", "h2"):
        found = _headings(page.body, tag)
        if len(found) == 1 and found[0]:
            return found[0]
    return " ".join(re.split(r"\s*[-_|–—]+\s*", page.title)[0].split())


def _headings(element: Element, tag: str) -> list[str]:
    found = [" ".join(plain(element).split())] if element.tag == tag else []
    for one in element.elements():
        found.extend(_headings(one, tag))
    return found


def _within(main: Element, title: str) -> bool:
    return "".join(title.split()) in "".join(plain(main).split())


def _date(page: HtmlPage) -> str | None:
    """The day of publication: from the meta elements, else from the line that names it."""
    for key in _DATE_NAMES:
        if found := _DATE.search(page.metas.get(key, "")):
            return _iso(found)
    named = re.search(r"(?:发布|公布|发文|成文|时间|日期)[^\d\n]{0,12}" + _DATE.pattern, plain(page.body)[:20_000])
    return _iso(named) if named else None


def _iso(found: re.Match[str]) -> str | None:
    year, month, day = (int(part) for part in found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


class _Writer:
    """Writes elements into a builder: inline text runs on until a block or a <br> ends the paragraph.

    Lines of links and of the site stay out, unless the `whole` is asked for.
    """

    def __init__(self, builder: Builder, title: str, whole: bool) -> None:
        self._builder = builder
        self._whole = whole
        self._title = "".join(title.split())
        self._run = ""
        self._sign = ""
        self._links = 0

    def element(self, element: Element) -> None:
        """Write all that is in `element`."""
        self._inside(element, BlockKind.PARAGRAPH, 0)
        self._end(BlockKind.PARAGRAPH, 0)

    def _inside(self, element: Element, kind: BlockKind, level: int) -> None:
        count = whole(element.attributes.get("start"), 1)
        for child in element.children:
            if isinstance(child, str):
                self._run += child
            elif child.tag == "br":
                self._end(kind, level)
            elif BLOCKS.fullmatch(child.tag):
                self._end(kind, level)
                if child.tag == "li" and element.tag == "ol":
                    self._sign = f"{_list_sign(count, element)}. "
                    count += 1
                self._block(child)
                if child.tag == "li":
                    self._sign = ""
            else:
                if child.tag == "a":
                    self._links += child.links
                self._inside(child, kind, level)

    def _block(self, element: Element) -> None:
        heading = re.fullmatch(r"h([1-6])", element.tag)
        kind, level = (BlockKind.HEADING, int(heading[1])) if heading else (BlockKind.PARAGRAPH, 0)
        if element.tag == "table" and (cells := grid(element, self._builder.name)):
            self._builder.table(cells)
            return
        self._inside(element, kind, level)
        self._end(kind, level)

    def _end(self, kind: BlockKind, level: int) -> None:
        text = SPACE.sub(" ", WIDE_BREAK.sub("", self._run)).strip()
        if text:
            text, self._sign = self._sign + text, ""
        share = 5 if len(text) < _FURNITURE_LENGTH else 8
        linked = self._links * 10 > len(text) * share and "。" not in text
        self._run, self._links = "", 0
        if not text or (not self._whole and (linked or _is_furniture(text))):
            return
        if kind is BlockKind.HEADING and self._title and "".join(text.split()) == self._title:
            kind, level = BlockKind.TITLE, 0
        self._builder.paragraph(text, kind, level)


def _is_furniture(text: str) -> bool:
    """A short line that belongs to the page, or one that names the owner of the site."""
    if len(text) < 2 * _FURNITURE_LENGTH and OWNER.search(text):
        return True
    return len(text) < _FURNITURE_LENGTH and is_furniture(unicodedata.normalize("NFKC", text))


def _list_sign(count: int, element: Element) -> str:
    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return ordinal(count, forms.get(element.attributes.get("type", ""), "decimal"))


READER = Format(
    "text/html", lambda: tr("网页"), (".html", ".htm", ".shtml", ".xhtml"), 30, _claims, read_html, read_tables
)
