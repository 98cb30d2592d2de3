"""A run of paragraphs and tables in RTF: the text itself, a text box or a note, made into the tree of Word's files."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from zonetracker.extraction.reading.rtf.places import Destination, ParagraphForm, plain
from zonetracker.extraction.reading.rtf.rows import ROW_WORDS, GrowingTable, RowEdges

_DEEPEST = 9
_BLOCK = 10
"""How many characters a paragraph, a cell or a note counts for, besides its own."""
_SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
SIGN_WORDS = frozenset(_SIGNS)
"""Words that stand for one character."""


class Flow(Destination):
    """Collects text into paragraphs, cells and rows below `root`; what is anchored in it is kept with its paragraph."""

    def __init__(
        self, root: etree._Element, spend: Callable[[int], None], is_bullet: Callable[[ParagraphForm], bool]
    ) -> None:
        """`spend` is told how much is made, in characters; it raises Refusal when that is too much."""
        self.root = root
        self._spend = spend
        self._is_bullet = is_bullet
        self._pieces: list[str] = []
        self._anchored: list[etree._Element] = []
        self._label: str | None = None
        self._struck = False
        self._tables: list[GrowingTable] = []
        self._row = RowEdges()
        self._last = ParagraphForm()

    def text(self, said: str) -> None:
        """Add to the paragraph."""
        self._pieces.append(said)
        self._spend(len(said))

    def strike(self) -> None:
        """The paragraph had deleted text."""
        self._struck = True

    def label(self, said: str) -> None:
        """Set the number that stands before the paragraph; a bullet is none."""
        self._label = said.strip() if any(sign.isalnum() for sign in said) else ""

    def anchor(self, element: etree._Element) -> None:
        """Keep a text box or the reference to a note with the paragraph."""
        self._anchored.append(element)

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take a word that ends something, says something of a row, or stands for a character."""
        self._last = form
        if name in _SIGNS:
            if deleted:
                self.strike()
            else:
                self.text(_SIGNS[name])
        elif name in _ENDS:
            _ENDS[name](self, form, deleted)
        elif name in ROW_WORDS:
            self._row.word(name, number or 0)

    def end_paragraph(self, form: ParagraphForm, deleted: bool = False) -> None:
        """Put the paragraph where it belongs; `deleted` when its end is deleted, so that the next one goes on in it."""
        depth = min(form.depth, _DEEPEST) or int(self._row.begun)
        self._leave(depth)
        while len(self._tables) < depth:
            self._tables.append(GrowingTable())
        text, anchored = plain("".join(self._pieces)) if self._pieces else "", self._anchored
        for table in self._tables:
            table.struck |= self._struck
            table.said |= bool(text.strip() or anchored)
        label, self._label = self._label, None
        self._pieces, self._anchored, self._struck = [], [], False
        if text.strip() or anchored or deleted or (form.list_id and label is None):
            self._add(text, label, form, deleted).extend(anchored)

    def _add(self, text: str, label: str | None, form: ParagraphForm, deleted: bool) -> etree._Element:
        self._spend(_BLOCK)
        paragraph = etree.SubElement(self._tables[-1].cell if self._tables else self.root, "p")
        said = etree.SubElement(paragraph, "pPr")
        if form.style:
            etree.SubElement(said, "pStyle", val=str(form.style))
        if form.outline is not None:
            etree.SubElement(said, "outlineLvl", val=str(form.outline))
        if label is not None or form.list_id:
            said.append(self._numbered(label, form))
        if deleted:
            etree.SubElement(etree.SubElement(said, "rPr"), "del")
        etree.SubElement(paragraph, "t").text = text
        return paragraph

    def _numbered(self, label: str | None, form: ParagraphForm) -> etree._Element:
        numbered = etree.Element("numPr")
        etree.SubElement(numbered, "ilvl", val=str(form.list_level))
        etree.SubElement(numbered, "numId", val=str(form.list_id))
        if label is not None:
            etree.SubElement(numbered, "t", val="" if self._is_bullet(form) else plain(label))
        return numbered

    def _leave(self, depth: int) -> None:
        """Close the tables that are deeper than that."""
        while len(self._tables) > depth:
            element = self._tables.pop().element()
            if len(element):
                (self._tables[-1].cell if self._tables else self.root).append(element)

    def _end_cell(self, form: ParagraphForm, depth: int) -> None:
        self.end_paragraph(form._replace(depth=depth))
        self._tables[-1].end_cell()
        self._spend(_BLOCK)

    def end_outer_cell(self, form: ParagraphForm, deleted: bool) -> None:
        """Close a cell of a table that stands in no other."""
        self._end_cell(form, 1)

    def end_inner_cell(self, form: ParagraphForm, deleted: bool) -> None:
        """Close a cell of a table within a cell."""
        self._end_cell(form, max(form.depth, 2))

    def end_outer_row(self, form: ParagraphForm, deleted: bool) -> None:
        """Close a row of a table that stands in no other."""
        self._leave(1)
        if self._tables:
            self._tables[0].struck |= deleted
            self._tables[0].end_row(self._row)
        self._row.begun = False

    def end_inner_row(self, row: RowEdges) -> None:
        """Close a row of the innermost table within a cell."""
        if len(self._tables) > 1:
            self._tables[-1].end_row(row)

    def close(self) -> None:
        """Put away what is still open."""
        if self._pieces or self._anchored:
            self.end_paragraph(self._last)
        self._leave(0)


class InnerRow(Destination):
    """What is said of a row within a cell, behind its cells."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._row = RowEdges()

    def word(self, name: str, number: int | None, form: ParagraphForm, deleted: bool) -> None:
        """Take a word of the row, or its end."""
        if name == "nestrow":
            self._flow.end_inner_row(self._row)
        elif name in ROW_WORDS:
            self._row.word(name, number or 0)


_ENDS: dict[str, Callable[[Flow, ParagraphForm, bool], None]] = {
    "par": Flow.end_paragraph,
    "sect": Flow.end_paragraph,
    "cell": Flow.end_outer_cell,
    "nestcell": Flow.end_inner_cell,
    "row": Flow.end_outer_row,
}
