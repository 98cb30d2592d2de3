"""WordprocessingML: paragraphs and tables in order, as a reader with all changes accepted sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading.builder import Builder, Placed, raised
from zonetracker.extraction.reading.ordinals import labelled
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attribute, local
from zonetracker.extraction.reading.word.properties import core_properties
from zonetracker.extraction.reading.word.symbols import SYMBOL_SIGNS, is_symbol_font
from zonetracker.extraction.reading.wordstyles import Numbering, Styles, child, is_on, number, value
from zonetracker.support.errors import RefusalCode

WORD_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN_PART = "word/document.xml"
_UNREAD = frozenset(
    (
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "instrText",
        "rt",
        "sectPr",
        "tblPr",
        "tblGrid",
        "sdtPr",
    )
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_BODY_TEXT = 9
_WIDEST = 63


class WordReader:
    """Reads the parts of one document; `root_of` gives the root element of a part by its name, None where it is not."""

    def __init__(self, root_of: Callable[[str], etree._Element | None], name: str) -> None:
        self._root_of = root_of
        self._name = name
        self._main = self._main_part()
        self._styles = Styles(self._beside("styles.xml"))
        self._numbering = Numbering(self._beside("numbering.xml"), self._styles)
        self._builder = Builder(name)
        self._carried = ""
        self._title = ""

    def _main_part(self) -> str:
        relations = self._root_of("_rels/.rels")
        for relation in () if relations is None else relations:
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or MAIN_PART).lstrip("/")
        return MAIN_PART

    def _beside(self, part: str) -> etree._Element | None:
        folder = self._main.rpartition("/")[0]
        return self._root_of(f"{folder}/{part}" if folder else part)

    def document(self, media: str, warnings: Sequence[str] = ()) -> Document:
        """The document; `warnings` are what was noticed while the parts were made."""
        root = self._root_of(self._main)
        body = child(root, "body")
        if body is None:
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        self._blocks(body)
        self._flush()
        self._notes(body)
        named, date = core_properties(self._root_of("docProps/core.xml"))
        return self._builder.document(media, title=self._title, date=date, named=named, warnings=warnings)

    def _notes(self, body: etree._Element) -> None:
        """The foot- and endnotes that the text refers to, behind it."""
        for kind in ("footnote", "endnote"):
            named = {attribute(one, "id") for one in body.iter(f"{{*}}{kind}Reference") if not _is_deleted(one)}
            notes = self._beside(f"{kind}s.xml") if named else None
            for note in () if notes is None else notes:
                if attribute(note, "id") in named:
                    self._blocks(note)
        self._flush()

    def _blocks(self, container: etree._Element) -> None:
        for element in container:
            kind = local(element)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self._table(element)
            elif kind == "AlternateContent":
                self._blocks(_chosen(element))
            elif kind not in _UNREAD and not _is_contents(element):
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        style = value(properties, "pStyle") or self._styles.default
        boxes: list[etree._Element] = []
        text = self._carried + _inline(element, boxes)
        self._carried = ""
        if child(properties, "rPr", "del") is not None:
            self._carried = text
        elif not re.match(r"(toc|目录)\s*\d", self._styles.name(style)):
            label = self._label(properties, style)
            if text.strip():
                self._emit(labelled(label, text), properties, style)
        for box in boxes:
            self._blocks(box)

    def _flush(self) -> None:
        self._builder.paragraph(self._carried)
        self._carried = ""

    def _emit(self, text: str, properties: etree._Element | None, style: str | None) -> None:
        own = value(properties, "outlineLvl")
        outline = number(own, _BODY_TEXT) if own else self._styles.outline(style)
        if self._styles.name(style) in ("title", "标题"):
            self._title = self._title or " ".join(text.split())
            self._builder.paragraph(text, BlockKind.TITLE)
        elif outline is not None and 0 <= outline < _BODY_TEXT:
            self._builder.paragraph(text, BlockKind.HEADING, outline + 1)
        else:
            self._builder.paragraph(text)

    def _label(self, properties: etree._Element | None, style: str | None) -> str:
        """The number of a paragraph, as its file states it or as its own list or that of its style gives it.

        List 0 means none.
        """
        stated = value(properties, "numPr", "t")
        if stated is not None:
            return stated
        own = value(properties, "numPr", "numId")
        level = value(properties, "numPr", "ilvl")
        through = self._styles.list_of(style)
        if own is not None:
            return self._numbering.label(own, number(level, 0))
        if through is None:
            return ""
        tied, list_id, index = through
        if level is not None:
            index = number(level, 0)
        elif index is None:
            index = self._numbering.level_of_style(list_id, tied)
        return self._numbering.label(list_id, index or 0)

    def _table(self, element: etree._Element) -> None:
        rows = [row for row in _found(element, "tr") if child(row, "trPr", "del") is None]
        cells_of = [list(_found(row, "tc")) for row in rows]
        if max((len(cells) for cells in cells_of), default=0) <= 1:
            for cells in cells_of:
                for cell in cells:
                    self._blocks(cell)
            return
        self._flush()
        placed: list[Placed] = []
        open_merges: dict[int, int] = {}
        for index, (row, cells) in enumerate(zip(rows, cells_of, strict=True)):
            column = min(max(number(value(row, "trPr", "gridBefore"), 0), 0), _WIDEST)
            for cell in cells:
                column = self._cell(cell, index, column, placed, open_merges)
        self._builder.table(placed)

    def _cell(
        self, cell: etree._Element, row: int, column: int, placed: list[Placed], open_merges: dict[int, int]
    ) -> int:
        """Place one cell and return the column after it; a continued merge lengthens the cell above it."""
        properties = child(cell, "tcPr")
        width = min(max(number(value(properties, "gridSpan"), 1), 1), _WIDEST)
        merge = child(properties, "vMerge")
        text = self._cell_text(cell)
        beside = value(properties, "hMerge") == "continue"
        if merge is not None and attribute(merge, "val") != "restart" and column in open_merges:
            above = placed[open_merges[column]]
            text = " ".join(part for part in (above.text, text) if part.strip())
            placed[open_merges[column]] = Placed(above.row, column, text, row - above.row + 1, above.columns)
        elif beside and any(_covers(placed[at], row, column) for at in open_merges.values()):
            return column + width
        elif beside and placed and placed[-1].row == row:
            left = placed[-1]
            placed[-1] = Placed(row, left.column, left.text, left.rows, left.columns + width)
        else:
            open_merges.pop(column, None)
            if merge is not None:
                open_merges[column] = len(placed)
            placed.append(Placed(row, column, text, 1, width))
        return column + width

    def _cell_text(self, cell: etree._Element) -> str:
        lines: list[str] = []
        carried = ""
        for paragraph in _found(cell, "p"):
            boxes: list[etree._Element] = []
            properties = child(paragraph, "pPr")
            text, carried = carried + _inline(paragraph, boxes), ""
            if child(properties, "rPr", "del") is not None:
                carried = text
            else:
                label = self._label(properties, value(properties, "pStyle") or self._styles.default)
                lines.append(labelled(label, text))
            lines.extend(self._cell_text(box) for box in boxes)
        lines.append(carried)
        return "\n".join(line for line in lines if line.strip())


def _covers(cell: Placed, row: int, column: int) -> bool:
    """Whether a cell from above reaches over that place beside its first column."""
    return row < cell.row + cell.rows and cell.column < column < cell.column + cell.columns


def _found(container: etree._Element, name: str) -> list[etree._Element]:
    """The elements of that name in `container`, also inside content controls and insertions, not inside one another."""
    found: list[etree._Element] = []
    for element in container:
        kind = local(element)
        if kind == name:
            found.append(element)
        elif kind == "AlternateContent":
            found.extend(_found(_chosen(element), name))
        elif kind not in _UNREAD:
            found.extend(_found(element, name))
    return found


def _chosen(element: etree._Element) -> etree._Element:
    """The branch of alternate content that is read: the new form where there is one, never both."""
    return next((one for one in element if local(one) == "Choice"), next(iter(element), element))


def _is_deleted(element: etree._Element) -> bool:
    return any(local(around) in ("del", "moveFrom") for around in element.iterancestors())


def _is_contents(element: etree._Element) -> bool:
    """Whether this is the automatic table of contents, which repeats headings with page numbers."""
    gallery = value(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and gallery.lower().startswith("table of contents")


def _inline(element: etree._Element, boxes: list[etree._Element]) -> str:
    """The text of a paragraph; text boxes anchored in it are added to `boxes`."""
    written = ""
    for part in element:
        kind = local(part)
        if kind == "t":
            written += part.text or ""
        elif kind == "br" and attribute(part, "type") in ("page", "column"):
            continue
        elif kind in _SIGNS:
            written += _SIGNS[kind]
        elif kind == "sym":
            written += _symbol(part)
        elif kind == "txbxContent":
            boxes.append(part)
        elif kind == "AlternateContent":
            written += _inline(_chosen(part), boxes)
        elif kind == "f":
            written += "/".join(_inline(one, boxes) for one in part if local(one) in ("num", "den"))
        elif kind not in _UNREAD:
            written += _run(part, boxes) if kind == "r" else _inline(part, boxes)
    return written


def _run(element: etree._Element, boxes: list[etree._Element]) -> str:
    if is_on(child(element, "rPr", "vanish")):
        return ""
    text = _inline(element, boxes)
    return raised(text) if value(element, "rPr", "vertAlign") == "superscript" else text


def _symbol(element: etree._Element) -> str:
    """A sign of a symbol font, where its code is that of a character, or of one that stands beside figures."""
    code = attribute(element, "char") or ""
    point = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
    if is_symbol_font(attribute(element, "font") or "") and point & 0xFF in SYMBOL_SIGNS:
        return SYMBOL_SIGNS[point & 0xFF]
    return chr(point) if point >= 0x20 and not 0xD800 <= point <= 0xF8FF else ""
