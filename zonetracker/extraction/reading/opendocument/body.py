"""The body of an OpenDocument text: paragraphs, lists and tables in order, all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lxml import etree

from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Builder, Placed, raised
from zonetracker.extraction.reading.opendocument.parts import blanks, whole
from zonetracker.extraction.reading.opendocument.styles import OpenNumbering, OpenStyles, whole_number
from zonetracker.extraction.reading.ordinals import labelled
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attributes, local
from zonetracker.support.errors import RefusalCode

_LINES = ("line", "polyline", "polygon", "path", "regular-polygon", "connector", "measure")
SHAPES = frozenset(("frame", "custom-shape", "rect", "ellipse", "circle", "caption", "g", *_LINES))
_INDEXES = ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index")
_UNREAD_PARTS = frozenset(("annotation", "ruby-text", "note-citation", "script"))
_UNREAD = _UNREAD_PARTS | {
    "tracked-changes",
    "forms",
    *_INDEXES,
    *("variable-decls", "sequence-decls", "user-field-decls", "dde-connection-decls"),
    *("title", "desc", "object", "object-ole", "image", "plugin", "applet", "event-listeners"),
}
"""What is no text of the document: comments, deletions, what lists its headings, pictures and their descriptions."""

_HIDDEN = ("hidden-text", "hidden-paragraph")
_SPACE = re.compile(r"[ \t\r\n]+")


class OpenBody:
    """Writes blocks to a builder; `title` is the first paragraph in the style of titles, `hides` if text was hidden."""

    def __init__(self, builder: Builder, styles: OpenStyles) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = OpenNumbering(styles)
        self._notes: list[etree._Element] = []
        self._boxes: list[etree._Element] = []
        self._cell: list[str] | None = None
        self._deletions: set[str] = set()
        self._deleted: set[str] = set()
        self._carried = ""
        self.title = ""
        self.hides = False

    def write(self, container: etree._Element) -> None:
        """All blocks of a container, and the notes that it refers to behind them."""
        for region in container.iterfind("{*}tracked-changes/{*}changed-region"):
            if any(local(one) == "deletion" for one in region):
                self._deletions.add(attributes(region).get("id", ""))
        self._blocks(container)
        self._builder.paragraph(self._carried)
        notes, self._notes = self._notes, []
        for note in notes:
            self._blocks(note)

    def lines(self, container: etree._Element) -> list[str]:
        """The paragraphs of a shape or cell, with their numbers."""
        before, self._cell = self._cell, []
        self._blocks(container)
        found, self._cell = self._cell, before
        return found

    def placed(self, table: etree._Element) -> list[Placed]:
        """The cells of a table."""
        cells: list[Placed] = []
        row = 0
        for element in _rows(table):
            own = attributes(element)
            inside = [] if own.get("visibility") == "collapse" else list(self._cells(element))
            count = whole(own, "number-rows-repeated")
            if any(text for *_, text in inside):
                self._refuse_many(count * len(inside) + len(cells))
                cells += [
                    Placed(at, column, text, rows, columns)
                    for at in range(row, row + count)
                    for column, rows, columns, text in inside
                ]
            row += count
        return cells

    def _refuse_many(self, cells: int) -> None:
        if cells > limits.TABLE_CELLS:
            raise refusal(RefusalCode.READ_TOO_LONG, self._builder.name)

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, int, int, str]]:
        """Column, rows, columns and text of each cell that begins in a row."""
        column = 0
        for cell in row:
            kind, own = local(cell), attributes(cell)
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            count = whole(own, "number-columns-repeated")
            if kind == "table-cell":
                text = "\n".join(self.lines(cell))
                rows, columns = whole(own, "number-rows-spanned"), whole(own, "number-columns-spanned")
                self._refuse_many(max(rows * columns, count if text else 1))
                yield from ((at, rows, columns, text) for at in range(column, column + (count if text else 1)))
            column += count

    def _blocks(self, container: Iterable[etree._Element]) -> None:
        for element in container:
            self._block(element, local(element))

    def _block(self, element: etree._Element, kind: str) -> None:
        if kind in ("p", "h"):
            self._paragraph(element, None)
        elif kind == "list":
            self._list(element, None, 1)
        elif kind == "numbered-paragraph":
            self._numbered(element)
        elif kind == "table":
            self._table(element)
        elif kind == "section" and self._is_hidden_section(element):
            self.hides = True
        elif kind not in _UNREAD:
            self._blocks(element)

    def _is_hidden_section(self, section: etree._Element) -> bool:
        own = attributes(section)
        return own.get("display") == "none" or own.get("is-hidden") == "true"

    def _paragraph(self, element: etree._Element, number: Callable[[], str] | None) -> None:
        """Add a paragraph; `number` gives its number in a list, None outside of lists.

        One whose end was deleted goes on in the next.
        """
        own = attributes(element)
        style = own.get("style-name")
        if self._styles.hides("paragraph", style) or _holds_hidden(element):
            self.hides = self.hides or bool("".join(element.itertext()).strip())
            return
        boxes, self._boxes = self._boxes, []
        text = self._carried + self._inline(element)
        self._carried = text if self._deleted else ""
        if not self._deleted:
            level = whole_number(own.get("outline-level"), 1) if local(element) == "h" else 0
            if number is None and level and own.get("is-list-header") != "true":
                number = partial(self._numbering.heading, level, own.get("start-value"))
            label = "" if number is None else number()
            if text.strip():
                self._emit(labelled(label, text.strip(" ")), level, self._styles.is_title(style))
        inside, self._boxes = self._boxes, boxes
        if inside:
            with self._numbering.apart():
                self._blocks(inside)

    def _emit(self, text: str, level: int, titled: bool) -> None:
        if self._cell is not None:
            self._cell.append(text)
        elif titled:
            self.title = self.title or " ".join(text.split())
            self._builder.paragraph(text, BlockKind.TITLE)
        elif level:
            self._builder.paragraph(text, BlockKind.HEADING, level)
        else:
            self._builder.paragraph(text)

    def _list(self, element: etree._Element, style: str | None, level: int) -> None:
        own = attributes(element)
        style = own.get("style-name", style)
        if level == 1:
            self._numbering.begin(style or self._style_within(element), own)
        for item in element:
            if local(item) in ("list-item", "list-header"):
                self._item(item, style, level)

    def _style_within(self, element: etree._Element) -> str:
        """The list style that the first paragraph of a list without one names by its own style."""
        first = next(element.iter("{*}p", "{*}h"), None)
        return "" if first is None else self._styles.list_of(attributes(first).get("style-name")) or ""

    def _item(self, item: etree._Element, style: str | None, level: int) -> None:
        counted = local(item) == "list-item"
        start = attributes(item).get("start-value")
        for element in item:
            kind = local(element)
            if kind == "list":
                self._list(element, style, level + 1)
            elif kind in ("p", "h"):
                own = self._styles.list_of(attributes(element).get("style-name")) if style is None else style
                number = partial(self._numbering.item, own or "", level, start) if counted else _unnumbered
                self._paragraph(element, number)
                counted = False
            else:
                self._block(element, kind)

    def _numbered(self, element: etree._Element) -> None:
        own = attributes(element)
        style = own.get("style-name", "")
        self._numbering.begin(style, {**own, "continue-list": own.get("list-id", ""), "id": own.get("list-id", "")})
        for one in element:
            level = whole_number(own.get("level"), 1)
            self._paragraph(one, partial(self._numbering.item, style, level, own.get("start-value")))

    def _table(self, element: etree._Element) -> None:
        rows = list(_rows(element))
        if max((_width(row) for row in rows), default=0) <= 1:
            for row in rows:
                self._blocks(row)
        elif self._cell is not None:
            self._cell += [one.text for one in self.placed(element) if one.text]
        else:
            self._builder.table(self.placed(element))

    def _inline(self, element: etree._Element) -> str:
        """The text of a paragraph or a part of it; shapes and notes in it are put aside."""
        written = self._kept(element.text)
        for part in element:
            written += self._part(part, local(part))
            written += self._kept(part.tail)
        return written

    def _kept(self, text: str | None) -> str:
        return "" if self._deleted else _SPACE.sub(" ", text or "")

    def _part(self, part: etree._Element, kind: str) -> str:
        if kind in ("change-start", "change-end"):
            self._change(attributes(part).get("change-id", ""), kind == "change-start")
        elif self._deleted:
            return self._inline(part)
        elif kind in ("s", "tab", "line-break"):
            return blanks(part) if kind == "s" else "\t" if kind == "tab" else "\n"
        elif kind in SHAPES:
            self._boxes.append(part)
        elif kind == "note":
            self._notes += [one for one in part if local(one) == "note-body"]
        elif self._is_hidden(part, kind):
            self.hides = True
        elif kind not in _UNREAD_PARTS:
            text = self._inline(part)
            return raised(text) if self._styles.raises(attributes(part).get("style-name")) else text
        return ""

    def _change(self, which: str, starts: bool) -> None:
        """A change begins or ends here: what is deleted may stand in the text all the same."""
        if starts and which in self._deletions:
            self._deleted.add(which)
        elif not starts:
            self._deleted.discard(which)

    def _is_hidden(self, part: etree._Element, kind: str) -> bool:
        own = attributes(part)
        if kind == "span" and self._styles.hides("text", own.get("style-name")):
            return True
        return own.get("display") == "none" or (kind in _HIDDEN and own.get("is-hidden", "true") == "true")


def _unnumbered() -> str:
    return ""


def _holds_hidden(paragraph: etree._Element) -> bool:
    """Whether a field in a paragraph hides it as a whole."""
    fields = paragraph.iterchildren("{*}hidden-paragraph")
    return any(attributes(one).get("is-hidden") == "true" for one in fields)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        kind = local(element)
        if kind == "table-row":
            yield element
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)


def _width(row: etree._Element) -> int:
    """How many cells a row has, those that another covers with them."""
    cells = (one for one in row if local(one) in ("table-cell", "covered-table-cell"))
    return sum(whole(attributes(one), "number-columns-repeated") for one in cells)
