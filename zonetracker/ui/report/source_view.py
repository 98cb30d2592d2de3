"""The text of a report, read only: every figure marked, the chosen row's sentence lit, clicks and selections told.

Of a text of very many lines the part around the chosen place is shown: Qt lays out all that it holds whenever the width
is another one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from zonetracker.model.facts import Mark, Span
from zonetracker.support.i18n import tr
from zonetracker.support.remade import Remade
from zonetracker.ui.parts.signs import mark_state
from zonetracker.ui.parts.theme import is_dark, shade

_Under = QTextCharFormat.UnderlineStyle
_UNDERLINES = {
    Mark.SURE: _Under.SingleUnderline,
    Mark.CONFIRMED: _Under.SingleUnderline,
    Mark.LOOK: _Under.DashUnderline,
    Mark.SKIPPED: _Under.DashDotDotLine,
    Mark.FAILS: _Under.WaveUnderline,
    Mark.REJECTED: _Under.NoUnderline,
}
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,．，]*[0-9０-９]|[0-9０-９]")
_LOOSE_SHOWN = 4000
_LINE_HEIGHT = 155
_ABOVE_LINE = 5
_BLANK = re.compile(r"(?:\A|(?<=\n))(?:[^\S\n]*\n)+|(?<=[^\S\n]{2})[^\S\n]+")
"""Lines without a letter, and blanks beyond two of a line."""
_NEAR = 2000
MOST_LINES = 20_000
"""Shown at once."""


Marked = tuple[int, QTextEdit.ExtraSelection]
"""A mark with the Qt place where it begins."""


class Offsets:
    """Places in a text counted by character, against places counted as Qt does, in UTF-16 units, of what is shown of
    it: what is folded counts nothing there.
    """

    def __init__(self, text: str, folds: Sequence[Span] = ()) -> None:
        kept = _unfolded(len(text), folds)
        self._wide = [at for part in kept for at in range(part.start, part.end) if ord(text[at]) > 0xFFFF]
        self._wide_qt = [place + before for before, place in enumerate(self._wide)]
        self._folds = folds
        self._starts = [fold.start for fold in folds]
        self._out = [0, *accumulate(fold.end - fold.start for fold in folds)]
        self._folds_qt = [self.to_qt(fold.start) for fold in folds]

    def to_qt(self, place: int) -> int:
        """The Qt place of a character."""
        at = bisect_right(self._starts, place) - 1
        folded = 0 if at < 0 else self._out[at] + min(place, self._folds[at].end) - self._starts[at]
        return place + bisect_left(self._wide, place) - folded

    def from_qt(self, place: int) -> int:
        """The character at a Qt place; at a fold the one behind it."""
        whole = place + self._out[bisect_right(self._folds_qt, place)]
        return whole - bisect_left(self._wide_qt, whole)


def blank_runs(text: str) -> list[Span]:
    """What of a text is folded: empty lines, and of many blanks in a line all but two."""
    return [Span(*found.span()) for found in _BLANK.finditer(text)]


def folded(text: str, folds: Iterable[Span]) -> str:
    """A text without its folds."""
    return "".join(text[part.start : part.end] for part in _unfolded(len(text), folds))


def _unfolded(length: int, folds: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for fold in folds:
        yield Span(at, fold.start)
        at = fold.end
    yield Span(at, length)


def lines_of(text: str, folds: Iterable[Span]) -> list[int]:
    """Where the lines begin that are shown of a text."""
    starts = [0]
    for part in _unfolded(len(text), folds):
        at = text.find("\n", part.start, part.end)
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1, part.end)
    return starts


def shown_text(text: str) -> str:
    """The text with each control or hidden character as one visible stand-in, so that every place stays."""
    return "".join(_stand_in(letter) for letter in text)


def _stand_in(letter: str) -> str:
    if letter in "\n\t" or letter.isprintable():
        return letter
    if letter in "\u2028\u2029":
        return "\n"
    if letter == "\r" or letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn", "Co"):
        return "▯" if ord(letter) <= 0xFFFF else "\U0001f7a0"
    return letter


class SourceView(QTextEdit):
    """Shows one text; `place_clicked` gives a character's place, `row_wanted` the selection that is to be a row."""

    place_clicked = Signal(int)
    row_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("报告原文"))
        self.document().setDocumentMargin(14)
        self._text = ""
        self._headings: set[str] = set()
        self._folds: list[Span] = []
        self._lines, self._first = [0], 0
        self._part = Span(0, 0)
        self._offsets = Offsets("")
        self._wanted: tuple[Sequence[tuple[Span, Mark]], Sequence[Span]] = ((), ())
        self._marks: list[Marked] = []
        self._forget()
        self._dark = is_dark()
        self._chosen: list[QTextEdit.ExtraSelection] = []
        self._doubts: list[Span] = []

    def show_text(self, text: str, headings: Iterable[str] = ()) -> None:
        """Show a text, its blank runs folded; lines that equal a heading stand out."""
        self._text, self._folds = text, blank_runs(text)
        self._headings = {folded(one.strip(), blank_runs(one.strip())) for one in headings if one.strip()}
        self._lines = lines_of(text, self._folds)
        self._wanted, self._doubts = ((), ()), []
        self._show_part(0)

    @property
    def partly(self) -> bool:
        """Whether the text has more lines than are shown at once."""
        return len(self._lines) > MOST_LINES

    def _come_to(self, place: int) -> None:
        """Show the part of the text in which a place lies."""
        line = bisect_right(self._lines, place) - 1
        if not self._first <= line < self._first + MOST_LINES:
            self._show_part(line - MOST_LINES // 2)
            self.show_marks(*self._wanted)

    def _show_part(self, line: int) -> None:
        first = self._first = max(0, min(line, len(self._lines) - MOST_LINES))
        ends = [*self._lines[first + MOST_LINES : first + MOST_LINES + 1], len(self._text)]
        part = self._part = Span(self._lines[first], ends[0])
        inside = [one for one in self._folds if part.start <= one.start and one.end <= part.end]
        around = [Span(0, part.start), Span(part.end, len(self._text))]
        folds = [one for one in (around[0], *inside, around[1]) if one.start < one.end]
        self._offsets = Offsets(self._text, folds)
        self._marks, self._chosen = [], []
        self._forget()
        self.setExtraSelections([])
        self.setPlainText(shown_text(folded(self._text, folds)))
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setTopMargin(_ABOVE_LINE)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self._embolden(self._headings)

    def _embolden(self, headings: set[str]) -> None:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        block = self.document().begin()
        while headings and block.isValid():
            if block.text().strip() in headings:
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(bold)
            block = block.next()

    def show_marks(self, marks: Sequence[tuple[Span, Mark]], covered: Sequence[Span] = ()) -> None:
        """Mark each row's figure by its mark, and faintly every other figure outside the `covered` spans."""
        if is_dark() is not self._dark:
            self._dark = is_dark()
            self._forget()
        self._wanted = marks, covered
        inside = [(at, one) for at, one in enumerate(marks) if self._part.start <= one[0].start < self._part.end]
        made = self._made(inside)
        taken = [*covered, *(span for span, _ in marks)]
        (loose,) = self._loose([(None, (taken,))])
        shown = [one for one, (_, (_, mark)) in zip(made, inside, strict=True) if mark is not Mark.REJECTED]
        self._marks = sorted([*shown, *loose], key=_start)
        self._apply()

    def show_doubts(self, doubts: Iterable[Span]) -> None:
        """Mark the characters that may have been misread, whatever else they are marked as."""
        self._doubts = [Span(start, end) for start, end in _joined(doubts)]
        self._apply()

    def _doubted(self, first: int, last: int) -> list[QTextEdit.ExtraSelection]:
        """The marks of what may have been misread between two Qt places."""
        look = QTextCharFormat()
        look.setForeground(shade("fails"))
        look.setUnderlineStyle(_Under.DotLine)
        look.setUnderlineColor(shade("fails"))
        start, end = (self._from_qt(max(at, 0)) for at in (first, last))
        at = bisect_left(self._doubts, start, key=lambda one: one.end)
        upto = bisect_left(self._doubts, end, key=lambda one: one.start)
        return [self._selection(one, look) for one in self._doubts[at:upto]]

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: over a character that may have been misread its tip says so."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._from_qt(self._place_at(event.pos()))
            at = bisect_left(self._doubts, place, key=lambda one: one.end)
            doubted = at < len(self._doubts) and self._doubts[at].start <= place
            QToolTip.showText(event.globalPos(), tr("这里可能认错，请对照原页") if doubted else "", self)
            return True
        return super().viewportEvent(event)

    def _forget(self) -> None:
        self._made = Remade(self._marked)
        self._loose = Remade(self._loose_figures)

    def _loose_figures(self, spans: list[Span]) -> list[Marked]:
        taken = _joined(spans)
        starts = [start for start, _ in taken]
        look = QTextCharFormat()
        look.setUnderlineStyle(_Under.DashDotLine)
        look.setUnderlineColor(shade("muted"))
        found: list[Marked] = []
        for figure in _FIGURE.finditer(self._text, self._part.start, self._part.end):
            at = bisect_left(starts, figure.end()) - 1
            if (at < 0 or taken[at][1] <= figure.start()) and len(found) < _LOOSE_SHOWN:
                found.append(self._place(Span(figure.start(), figure.end()), look))
        return found

    def show_row(self, quote: Span, figure: Span, *, scroll: bool = True) -> None:
        """Light up a row's sentence and its figure; the keyboard's place in the text goes there too."""
        self._come_to(figure.start)
        sentence, number = QTextCharFormat(), QTextCharFormat()
        sentence.setBackground(shade("sentence"))
        number.setBackground(shade("chosen"))
        number.setFontWeight(QFont.Weight.Bold)
        self._chosen = [self._selection(quote, sentence), self._selection(figure, number)]
        self._apply()
        if scroll:
            if not self.hasFocus():
                self.setTextCursor(self._cursor(Span(quote.start, quote.start)))
            self.bring_into_view(figure)

    def show_nothing(self) -> None:
        """No row is chosen."""
        self._chosen = []
        self._apply()

    def selected(self) -> Span | None:
        """The selection, white space at its ends left out; None where nothing is selected."""
        cursor = self.textCursor()
        start, end = (self._from_qt(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return Span(start, end) if end > start else None

    def select(self, span: Span) -> None:
        """Select characters."""
        self._come_to(span.start)
        self.setTextCursor(self._cursor(span))

    def search(self, words: str, *, back: bool = False) -> bool:
        """Select the next place of `words`, going round; False where there is none."""
        if not words:
            return False
        text, wanted = self._text.casefold(), words.casefold()
        if len(text) != len(self._text):
            text, wanted = self._text, words
        here = self.selected()
        if back:
            found = text.rfind(wanted, 0, here.start if here else len(text))
            found = text.rfind(wanted) if found < 0 else found
        else:
            found = text.find(wanted, here.end if here else self._from_qt(self.textCursor().position()))
            found = text.find(wanted) if found < 0 else found
        if found < 0:
            return False
        self.select(Span(found, found + len(wanted)))
        self.ensureCursorVisible()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click without a selection tells its place."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_clicked.emit(self._from_qt(self._place_at(event.position().toPoint())))

    def _from_qt(self, place: int) -> int:
        """The character of the part that is shown."""
        return min(self._offsets.from_qt(place), self._part.end)

    def _place_at(self, point: QPoint) -> int:
        return self.cursorForPosition(point).position()

    def _marked(self, span: Span, mark: Mark) -> Marked:
        look = QTextCharFormat()
        if mark is not Mark.CONFIRMED:  # a settled figure is lined, an open one stands in a box too
            look.setBackground(shade("figure"))
        look.setUnderlineStyle(_UNDERLINES[mark])
        look.setUnderlineColor(shade(mark_state(mark).colour))
        return self._place(span, look)

    def _place(self, span: Span, look: QTextCharFormat) -> Marked:
        return self._offsets.to_qt(span.start), self._selection(span, look)

    def _selection(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        # The stubs of PySide6 lack these two attributes, which are the whole of an ExtraSelection.
        selection.cursor = self._cursor(span)  # type: ignore[attr-defined]
        selection.format = look  # type: ignore[attr-defined]
        return selection

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._offsets.to_qt(span.start), last))
        cursor.setPosition(min(self._offsets.to_qt(span.end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _apply(self) -> None:
        """Only marks near what is seen: Qt goes over all of them with every line it paints."""
        corner = self.viewport().rect().bottomRight()
        first, last = self._place_at(QPoint(0, 0)) - _NEAR, self._place_at(corner) + _NEAR
        near = self._marks[bisect_left(self._marks, first, key=_start) : bisect_left(self._marks, last, key=_start)]
        self.setExtraSelections([*(one for _, one in near), *self._chosen, *self._doubted(first, last)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less of the text is seen."""
        super().resizeEvent(event)
        self._apply()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: another part of the text is seen."""
        super().scrollContentsBy(dx, dy)
        self._apply()

    def bring_into_view(self, span: Span) -> None:
        """Scroll so that the place stands in the upper half; a place that is seen well stays."""
        self._come_to(span.start)
        cursor = self._cursor(Span(span.start, span.start))
        box = self.cursorRect(cursor)
        height = self.viewport().height()
        if not (height * 0.1 < box.top() < height * 0.75):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - int(height * 0.35))


def _start(marked: Marked) -> int:
    return marked[0]


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
