"""RTF as the parts of a Word file: groups are entered and left, and their text put where it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import raised
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.rtf.flow import SIGN_WORDS, Flow, InnerRow
from zonetracker.extraction.reading.rtf.letters import WESTERN, RtfFont, page_way, pictured, unsaid_page, written
from zonetracker.extraction.reading.rtf.places import (
    Collected,
    Destination,
    FontTable,
    ListCalls,
    ListLevels,
    PaperDay,
    ParagraphForm,
    StyleSheet,
    Twofold,
    WrittenNumber,
    plain,
)
from zonetracker.extraction.reading.rtf.tokens import Sort, Tokens
from zonetracker.extraction.reading.word.body import MAIN_PART
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_UNREAD = frozenset(
    re.findall(
        r"\w+",
        "header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
        "pict nonshppict shprslt sp fldinst annotation atnid atnauthor atndate atnref atrfstart atrfend xe tc tcn rxe "
        "txe bkmkstart bkmkend nonesttables datafield formfield levelnumbers listname liststylename listpicture "
        "colortbl filetbl revtbl author operator subject keywords comment doccomm company manager category hlinkbase "
        "mmathPict",
    )
)
"""The groups that hold nothing of the text."""
_MATHS = frozenset(("moMath", "moMathPara"))
_MOST_FALLBACK = 20
_INSERTED = 100
"""How many characters a note or a text box counts for, besides its own."""
_PLAIN = ParagraphForm()


@dataclass(slots=True)
class _GroupState:
    """What holds within a group, and what comes back where it ends."""

    place: Destination
    flow: Flow
    font: int = 0
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    form: ParagraphForm = _PLAIN

    def inner(self) -> _GroupState:
        return replace(self)


class RtfReader:
    """Reads one file; `parts` are then those of a Word file, `warnings` what was noticed."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises Refusal for a file that is cut, too deep or too long."""
        self._name = name
        self._tokens = Tokens(data, name)
        unsaid, self.warnings = unsaid_page(data, name)
        self._unsaid = unsaid
        self._page = unsaid or WESTERN
        self._fonts = FontTable()
        self._styles = StyleSheet()
        self._lists = ListLevels()
        self._calls = ListCalls()
        self._day = PaperDay()
        self._title = ""
        self._left = limits.TEXT_CHARACTERS
        self._note_count = 0
        self._notes = etree.Element("footnotes")
        self._body = etree.Element("body")
        self._default_font = 0
        text = Flow(self._body, self._spend, self._is_bullet)
        self._group = _GroupState(text, text)
        self._around: list[_GroupState] = []
        self._raw = bytearray()
        self._owed, self._point = 0, ""
        self._starred = False
        self._broken = False
        self._read()

    def parts(self) -> dict[str, etree._Element]:
        """The parts by the names that they have in a Word file."""
        document, numbering, core = etree.Element("document"), etree.Element("numbering"), etree.Element("core")
        document.append(self._body)
        numbering.extend([*self._lists.schemes(), *self._calls.calls()])
        etree.SubElement(core, "title").text = plain(self._title)
        etree.SubElement(core, "created").text = self._day.iso
        return {
            MAIN_PART: document,
            "word/styles.xml": self._styles.root,
            "word/numbering.xml": numbering,
            "word/footnotes.xml": self._notes,
            "docProps/core.xml": core,
        }

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise refusal(RefusalCode.READ_TOO_LONG, self._name)

    def _is_bullet(self, form: ParagraphForm) -> bool:
        return self._lists.is_bullet(self._calls.lists.get(form.list_id, 0), form.list_level)

    def _read(self) -> None:
        for sort, word, number, raw in self._tokens:
            if sort is Sort.TEXT:
                self._add(raw)
            elif sort is Sort.WORD:
                self._flush()
                self._word(word, number)
            elif sort is Sort.SIGN:
                self._sign(raw)
            else:
                self._flush()
                self._owed = 0
                (self._enter if sort is Sort.OPEN else self._leave)()
            if not self._around:
                break
        else:
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        self._group.flow.close()
        if self._broken:
            self.warnings = (*self.warnings, tr("文件有损坏的文字，已用“�”代替，请对照原文核对。"))
        if self._tokens.rest().strip(_BLANK):
            self.warnings = (*self.warnings, tr("文件在结束标记之后还有内容，没有读入，请对照原文核对。"))

    def _enter(self) -> None:
        self._starred = False
        self._around.append(self._group)
        if len(self._around) > limits.NESTING:
            raise refusal(RefusalCode.READ_NESTED, self._name)
        self._group = self._group.inner()

    def _leave(self) -> None:
        """End the group."""
        group, self._group = self._group, self._around.pop()
        if group.place is not self._group.place:
            group.place.close()
        if group.flow is not self._group.flow:
            group.flow.close()

    def _add(self, raw: bytes) -> None:
        """Take bytes of text; those that only stand in for a character of Unicode before them are dropped."""
        if self._owed:
            dropped = 2 if self._is_same(raw[:2]) else min(self._owed, len(raw))
            self._owed = max(self._owed - dropped, 0)
            raw = raw[dropped:]
        self._raw += raw

    def _is_same(self, raw: bytes) -> bool:
        """Whether two bytes are the character of Unicode before them, though only one was announced."""
        return len(raw) == 2 and not self._raw and written(raw, self._font(), self._page) == self._point

    def _flush(self) -> None:
        """Turn the bytes that have come together into text."""
        if not self._raw:
            return
        raw, self._raw = bytes(self._raw), bytearray()
        font = self._font()
        said = written(raw, font, self._page)
        self._broken |= "\ufffd" in said
        if not (font.pictures and isinstance(self._group.place, WrittenNumber)):
            self._write(said)

    def _font(self) -> RtfFont:
        return self._fonts.fonts.get(self._group.font) or _UNKNOWN_FONT

    def _write(self, said: str) -> None:
        if self._group.deleted:
            self._group.place.strike()
        elif said and not self._group.hidden:
            self._group.place.text(raised(said) if self._group.raised else said)

    def _sign(self, raw: bytes) -> None:
        if raw in (b"\\", b"{", b"}"):
            self._add(raw)
            return
        self._flush()
        if self._owed:
            self._owed -= 1
        elif raw == b"*":
            self._starred = True
        elif raw in (b"\n", b"\r"):
            self._word("par", None)
        elif raw in _SIGNS:
            self._write(_SIGNS[raw])

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._owed and word in SIGN_WORDS:
            self._owed -= 1
            return
        if word == "u":
            self._unicode(number or 0)
            return
        self._owed = 0
        if word in _GROUPS:
            _GROUPS[word](self)
        elif word in _UNREAD or (starred and word not in _MATHS) or (word[0] == "m" and word.endswith("Pr")):
            self._pass_over()
        else:
            if word in _WORDS:
                _WORDS[word](self, number)
            group = self._group
            if not group.hidden or word not in SIGN_WORDS:
                group.place.word(word, number, group.form, group.deleted)

    def _unicode(self, point: int) -> None:
        point += 0x10000 if point < 0 else 0
        self._owed, self._point = self._group.fallback, ""
        if 0 < point <= 0x10FFFF and not (isinstance(self._group.place, WrittenNumber) and self._font().pictures):
            self._point = chr(point)
            self._write(pictured(point, self._font()))

    def _pass_over(self) -> None:
        """Leave the group unread."""
        self._tokens.leave_group()
        self._leave()

    # ---- groups that are places of their own

    def _goes_to(self, place: Destination) -> None:
        self._group.place = place

    def _open_flow(self, root: etree._Element, anchor: etree._Element) -> bool:
        """Read a text of its own, anchored in the one around it; not where that is deleted or hidden."""
        if self._group.deleted or self._group.hidden:
            self._pass_over()
            return False
        self._spend(_INSERTED)
        self._group.flow.anchor(anchor)
        flow = Flow(root, self._spend, self._is_bullet)
        self._group.place, self._group.flow, self._group.form = flow, flow, _PLAIN
        return True

    def open_box(self) -> None:
        """A text box: read behind the paragraph that it hangs on."""
        box = etree.Element("txbxContent")
        self._open_flow(box, box)

    def open_note(self) -> None:
        """A foot- or endnote."""
        self._note_count += 1
        identity = str(self._note_count)
        note = etree.Element("footnote", id=identity)
        if self._open_flow(note, etree.Element("footnoteReference", id=identity)):
            self._notes.append(note)

    def open_label(self) -> None:
        """The number of a paragraph."""
        self._goes_to(WrittenNumber(self._group.flow.label))

    def open_inner_row(self) -> None:
        """The form of a row within a cell."""
        self._goes_to(InnerRow(self._group.flow))

    def open_title(self) -> None:
        """The title among the file's properties."""
        self._goes_to(Collected(self._take_title))

    def _take_title(self, said: str) -> None:
        self._title = said

    def open_twofold(self) -> None:
        """The same in plain letters and in Unicode: the first is left out."""
        self._goes_to(Twofold(self._group.place))

    def open_second(self) -> None:
        """That in Unicode."""
        place = self._group.place
        self._goes_to(place.around if isinstance(place, Twofold) else place)

    # ---- words that change what holds from here on

    def set_font(self, number: int | None) -> None:
        """A font by its number."""
        self._group.font = number or 0

    def set_default_font(self, number: int | None) -> None:
        """The font of text that names none."""
        self._default_font = self._group.font = number or 0

    def set_page(self, number: int | None) -> None:
        """The code page of the file."""
        self._page = self._unsaid or page_way(number or 0) or self._page

    def set_fallback(self, number: int | None) -> None:
        """How many bytes stand in for a character of Unicode."""
        self._group.fallback = min(max(1 if number is None else number, 0), _MOST_FALLBACK)

    def set_hidden(self, number: int | None) -> None:
        """Hidden from here on, or no longer."""
        self._group.hidden = number != 0

    def set_deleted(self, number: int | None) -> None:
        """Deleted from here on, or no longer."""
        self._group.deleted = number != 0

    def set_raised(self, number: int | None) -> None:
        """Above the line from here on, or no longer."""
        self._group.raised = number != 0

    def set_on_line(self, number: int | None) -> None:
        """On the line from here on, or below it."""
        self._group.raised = False

    def set_plain(self, number: int | None) -> None:
        """Letters without anything special."""
        self._group.hidden = self._group.deleted = self._group.raised = False
        self._group.font = self._default_font

    def new_form(self, number: int | None) -> None:
        """A paragraph without anything special."""
        self._group.form = _PLAIN

    def set_style(self, number: int | None) -> None:
        """The style of the paragraph."""
        self._group.form = self._group.form._replace(style=number or 0)

    def set_outline(self, number: int | None) -> None:
        """The outline level of the paragraph."""
        self._group.form = self._group.form._replace(outline=number or 0)

    def set_list(self, number: int | None) -> None:
        """The list of the paragraph."""
        self._group.form = self._group.form._replace(list_id=number or 0)

    def set_list_level(self, number: int | None) -> None:
        """The level in the list."""
        self._group.form = self._group.form._replace(list_level=number or 0)

    def set_in_table(self, number: int | None) -> None:
        """The paragraph stands in a table."""
        self._group.form = self._group.form._replace(depth=max(self._group.form.depth, 1))

    def set_depth(self, number: int | None) -> None:
        """How many tables are around the paragraph."""
        self._group.form = self._group.form._replace(depth=max(number or 0, 0))

    def begin_denominator(self, number: int | None) -> None:
        """The lower part of a fraction, behind its upper one."""
        self._write("/")

    def has_bullet(self, number: int | None) -> None:
        """The old way to say that a paragraph has a sign instead of a number."""
        self._group.flow.label("")


_UNKNOWN_FONT = RtfFont()
_BLANK = b"\x00\t\n\r\x1a }"
_SIGNS = {b"~": "\u00a0", b"_": "-", b"\t": "\t"}

_GROUPS: dict[str, Callable[[RtfReader], None]] = {
    "fonttbl": lambda reader: reader._goes_to(reader._fonts),
    "stylesheet": lambda reader: reader._goes_to(reader._styles),
    "listtable": lambda reader: reader._goes_to(reader._lists),
    "leveltext": lambda reader: reader._goes_to(Collected(reader._lists.set_text)),
    "listoverridetable": lambda reader: reader._goes_to(reader._calls),
    "info": lambda reader: reader._goes_to(Destination()),
    "creatim": lambda reader: reader._goes_to(reader._day),
    "shp": lambda reader: reader._goes_to(Destination()),
    "shpgrp": lambda reader: reader._goes_to(Destination()),
    "shpinst": lambda reader: reader._goes_to(Destination()),
    "do": lambda reader: reader._goes_to(Destination()),
    "pn": lambda reader: reader._goes_to(Destination()),
    "title": RtfReader.open_title,
    "shptxt": RtfReader.open_box,
    "dptxbxtext": RtfReader.open_box,
    "footnote": RtfReader.open_note,
    "listtext": RtfReader.open_label,
    "pntext": RtfReader.open_label,
    "nesttableprops": RtfReader.open_inner_row,
    "upr": RtfReader.open_twofold,
    "ud": RtfReader.open_second,
}
_WORDS: dict[str, Callable[[RtfReader, int | None], None]] = {
    "f": RtfReader.set_font,
    "deff": RtfReader.set_default_font,
    "ansicpg": RtfReader.set_page,
    "uc": RtfReader.set_fallback,
    "v": RtfReader.set_hidden,
    "deleted": RtfReader.set_deleted,
    "mvf": RtfReader.set_deleted,
    "super": RtfReader.set_raised,
    "sub": RtfReader.set_on_line,
    "nosupersub": RtfReader.set_on_line,
    "plain": RtfReader.set_plain,
    "pard": RtfReader.new_form,
    "s": RtfReader.set_style,
    "outlinelevel": RtfReader.set_outline,
    "ls": RtfReader.set_list,
    "ilvl": RtfReader.set_list_level,
    "intbl": RtfReader.set_in_table,
    "itap": RtfReader.set_depth,
    "pnlvlblt": RtfReader.has_bullet,
    "mden": RtfReader.begin_denominator,
}
