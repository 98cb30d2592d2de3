"""The paragraphs and tables of a Word 97 file, as the tree that the reader of Word takes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lxml import etree

from zonetracker.extraction.reading.word97.pieces import AlikeRun, WrittenText
from zonetracker.extraction.reading.word97.sidetexts import SideText
from zonetracker.extraction.reading.word97.signs import with_signs
from zonetracker.extraction.reading.word97.sprms import LetterTraits, ParagraphTraits
from zonetracker.extraction.reading.word97.styles import add_traits
from zonetracker.extraction.reading.word97.tables import TablesInText
from zonetracker.extraction.reading.word97.tree import letters, under

_CELL, _SECTION = "\x07", "\x0c"
_MARKS = re.compile("[\x07\x0c\x0d]")
_FIELD = re.compile("[\x13\x14\x15]")
_SIGNS = {0x0B: "\n", 0x0C: None, 0x0E: None, 0x1E: "-"}
_OLD_LIST = 0x7FF


class StoryTree:
    """Makes the trees of the body and of what stands apart from it; `old_lists` says whether numbers were left out."""

    def __init__(
        self, written: WrittenText, side: tuple[SideText, ...], sections: frozenset[int], symbols: frozenset[int]
    ) -> None:
        """`sections` are the places at which sections end, `symbols` the numbers of the fonts called Symbol."""
        self._written = written
        self._symbols = symbols
        self._sections = sections
        self._side_texts: dict[int, list[tuple[int, SideText]]] = {}
        for index, one in enumerate(side):
            if one.mark is not None:
                self._side_texts.setdefault(one.mark, []).append((index, one))
        self._lost = [one for one in side if one.mark is None]
        self._marks = sorted(self._side_texts)
        self._all = side
        self.old_lists = False

    def body(self, size: int) -> etree._Element:
        """The document of the first `size` characters, at its end the text boxes that nothing refers to."""
        root = etree.Element("document")
        body = under(root, "body")
        self._story(body, 0, size)
        for box in self._lost:
            self._story(body, box.start, box.end)
        return root

    def notes(self, kind: str) -> etree._Element:
        """The notes of that kind ("footnote", "endnote") under their numbers."""
        root = etree.Element(f"{kind}s")
        for index, note in enumerate(self._all):
            if note.kind == kind:
                self._story(under(root, kind, id=index), note.start, note.end)
        return root

    def _story(self, parent: etree._Element, start: int, end: int) -> None:
        """The paragraphs and tables between those places; what is behind the last mark is a paragraph too."""
        tables = TablesInText(parent)
        text = _without_codes(self._written.text[start:end])
        paragraph = etree.Element("p")
        properties = under(paragraph, "pPr")
        for run in self._written.runs(start, end):
            for first, last, mark in self._parts(text, start, run):
                if mark:
                    traits = self._written.paragraph(first)
                    self._describe(properties, traits, run.traits.deleted)
                    tables.put(paragraph, traits, mark == _CELL, run.traits.deleted)
                    paragraph = etree.Element("p")
                    properties = under(paragraph, "pPr")
                elif not (run.traits.deleted or run.traits.hidden):
                    self._add_text(paragraph, text[first - start : last - start], first, run.traits)
        tables.close()
        if len(paragraph) > 1:
            parent.append(paragraph)

    def _parts(self, text: str, base: int, run: AlikeRun) -> Iterator[tuple[int, int, str]]:
        """The (first, last, mark) of the marks in a run and of the texts between them, whose mark is ""."""
        at = run.start
        for found in _MARKS.finditer(text, run.start - base, run.end - base):
            place = found.start() + base
            if found[0] == _SECTION and place + 1 not in self._sections:
                continue
            if at < place:
                yield at, place, ""
            yield place, place + 1, found[0]
            at = place + 1
        if at < run.end:
            yield at, run.end, ""

    def _describe(self, properties: etree._Element, traits: ParagraphTraits, deleted: bool) -> None:
        under(properties, "pStyle", traits.style)
        add_traits(properties, traits)
        if deleted:
            under(under(properties, "rPr"), "del")
        self.old_lists = self.old_lists or traits.list_use == _OLD_LIST

    def _add_text(self, paragraph: etree._Element, text: str, at: int, traits: LetterTraits) -> None:
        """Add seen text that begins at the place `at`, and what is referred to in it."""
        run = under(paragraph, "r")
        if traits.raised:
            under(under(run, "rPr"), "vertAlign", "superscript")
        done = 0
        for mark in self._marks[bisect_left(self._marks, at) : bisect_left(self._marks, at + len(text))]:
            self._add_letters(run, text[done : mark - at], traits)
            done = mark - at
            for index, side in self._side_texts[mark]:
                if side.kind == "box":
                    self._story(under(run, "txbxContent"), side.start, side.end)
                else:
                    under(run, f"{side.kind}Reference", id=index)
        self._add_letters(run, text[done:], traits)

    def _add_letters(self, run: etree._Element, text: str, traits: LetterTraits) -> None:
        shown = letters(with_signs(text, traits, self._symbols).translate(_SIGNS))
        if shown:
            under(run, "t").text = shown


def _without_codes(text: str) -> str:
    """The text with nothing where the codes of fields stand, each place kept; a field that has no end is text."""
    written: list[str] = []
    reached = 0
    for begun, behind in sorted(_codes(text)):
        if behind > reached:
            written += (text[reached:begun], "\x00" * (behind - max(begun, reached)))
            reached = behind
    return "".join((*written, text[reached:]))


def _codes(text: str) -> Iterator[tuple[int, int]]:
    """Where the code of each field that has an end begins and ends."""
    open_fields: list[tuple[int, int | None]] = []
    for found in _FIELD.finditer(text):
        at = found.start()
        if found[0] == "\x13":
            open_fields.append((at, None))
        elif open_fields:
            begun, parted = open_fields.pop()
            if found[0] == "\x15":
                yield begun, at if parted is None else parted
            else:
                open_fields.append((begun, at if parted is None else parted))
