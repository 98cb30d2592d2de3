"""Text and tables poured onto A4 pages by the rules for official papers: 22 lines a page, 28 letters a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zonetracker.outputs.summary import setting
from zonetracker.outputs.summary.setting import (
    BOTTOM,
    LEFT,
    LETTERS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PITCH,
    TEXT_WIDTH,
    TOP,
    TableSetting,
    table_setting,
)
from zonetracker.outputs.summary.titles import title_lines
from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import MIDDLE, MM, PaperPage, TextRun
from zonetracker.paper.tables import PaperCell, TableSetter, TableText
from zonetracker.paper.typesetting import SetLine, break_lines, text_width
from zonetracker.support.i18n import tr

CELL = TEXT_WIDTH / LETTERS
_BORDER = 0.5  # the rule under a row has to fit too
_SET, _APART = CELL / setting.BODY, setting.APART


@dataclass(frozen=True, slots=True)
class _TextArea:
    """What is filled of a page: its upper left corner, its size, and whether the page lies on its side."""

    left: float
    top: float
    width: float
    height: float
    landscape: bool = False


_UPRIGHT = _TextArea(LEFT, TOP, TEXT_WIDTH, PAGE_HEIGHT - TOP - BOTTOM)
_LANDSCAPE = _TextArea(
    setting.ANNEX_SIDE,
    setting.ANNEX_TOP,
    PAGE_HEIGHT - 2 * setting.ANNEX_SIDE,
    PAGE_WIDTH - setting.ANNEX_TOP - setting.ANNEX_BOTTOM,
    landscape=True,
)


class PaperFlow:
    """Pours text onto pages; `pages` holds what was made so far."""

    def __init__(self) -> None:
        self.pages: list[PaperPage] = []
        self._frame = _UPRIGHT
        self._used = 0.0
        self._turn()

    # ---- running text

    def title(self, text: str) -> None:
        """A centred title, broken between its phrases, with an empty line below."""
        size = setting.TITLE
        for part in title_lines(text, self._frame.width / size):
            for line in break_lines(part, Face.TITLE, size, self._frame.width, apart=_APART * size):
                self._line(line, Face.TITLE, size, (self._frame.width - line.width) / 2)
        self.skip(1)

    def paragraph(self, text: str, face: Face = Face.BODY, *, indent: int = 2, keep: float = 0.0) -> None:
        """A paragraph of body size; so many points below it stay on its page (a heading above its text)."""
        lines = self._broken(text, face, self._frame.width, indent=indent * CELL)
        self._keep(len(lines) * PITCH, keep)
        for place, line in enumerate(lines):
            self._line(line, face, setting.BODY, 0.0 if place else indent * CELL)

    def note(self, text: str, *, keep: float = 0.0) -> None:
        """A remark in smaller type, set closer than the text."""
        self._small(text, setting.NOTE, setting.NOTE_PITCH, keep)

    def annex_note(self, text: str) -> None:
        """A remark under the table of the annex."""
        self._small(text, setting.ANNEX_NOTE, setting.ANNEX_NOTE_PITCH, 0.0)

    def _small(self, text: str, size: float, pitch: float, keep: float) -> None:
        lines = break_lines(text, Face.BODY, size, self._frame.width, indent=2 * size, apart=_APART * size)
        self._keep(len(lines) * pitch, keep)
        for place, line in enumerate(lines):
            self._line(line, Face.BODY, size, 0.0 if place else 2 * size, pitch)

    def named_line(self, text: str, *, keep: float = 0.0) -> None:
        """附件：name; further lines stand under the first letter of the name."""
        lead, colon, name = text.partition("：")
        inset = (2 + len(lead) + 1) * CELL
        lines = self._broken(name, Face.BODY, self._frame.width - inset)
        self._keep(len(lines) * PITCH, keep)
        for place, line in enumerate(lines):
            self._line(line, Face.BODY, setting.BODY, inset)
            if not place:
                wide = text_width(lead + colon, Face.BODY, setting.BODY) * _SET
                started = self.pages[-1].runs[-1]
                self.pages[-1].runs.insert(
                    -1, replace(started, x=LEFT + inset - wide, text=lead + colon, set_width=_SET)
                )

    def signature(self, texts: Sequence[str]) -> None:
        """Who issues it above the date, which ends four letters from the edge; the lines stay together."""
        self._keep(0.0, len(texts) * PITCH)
        widths = [self._broken(text, Face.BODY, self._frame.width)[0].width for text in texts]
        for text, off in zip(texts, setting.signature_offsets(widths), strict=True):
            end = self._frame.width - off
            for line in self._broken(text, Face.BODY, end):
                self._line(line, Face.BODY, setting.BODY, end - line.width)

    def mark(self, text: str) -> None:
        """附件 in the upper left corner, with an empty line below."""
        self._line(SetLine(text, 0.0), Face.HEAD, setting.BODY, 0.0)
        self.skip(1)

    def _broken(self, text: str, face: Face, width: float, *, indent: float = 0.0) -> list[SetLine]:
        """Lines of the running text, 28 letters each."""
        apart = _APART * setting.BODY
        return break_lines(text, face, setting.BODY, width, indent=indent, set_width=_SET, apart=apart)

    def skip(self, lines: int) -> None:
        """Empty lines; none at the head of a page."""
        if self._used and self._left() >= lines * PITCH:
            self._used += lines * PITCH

    def _keep(self, own: float, below: float) -> None:
        if below and self._used and self._left() < own + below - 0.01 and own + below <= self._frame.height:
            self._turn()

    def _line(self, line: SetLine, face: Face, size: float, x: float, pitch: float = PITCH) -> None:
        if self._left() < pitch - 0.01:
            self._turn()
        y = self._frame.top + self._used + pitch / 2 + MIDDLE * size
        self.pages[-1].runs.append(TextRun(self._frame.left + x, y, line.text, face, size, line.set_width, line.apart))
        self._used += pitch

    # ---- tables

    def table(self, table: TableText, measures: TableSetting | None = None) -> None:
        """A bordered table, as wide as the text unless `measures` say otherwise; its head stands again on each page."""
        poured = _PouredTable(self, table, measures or table_setting(table.head, table.rows, table.numeric))
        poured.pour()

    def table_start(self, table: TableText) -> float:
        """How high the head of a table and its first row are, which never part."""
        return _PouredTable(self, table, table_setting(table.head, table.rows, table.numeric)).start()

    # ---- pages

    def begin_annex(self) -> None:
        """Go on with landscape pages."""
        self._frame = _LANDSCAPE
        self._turn()

    def finish(self) -> list[PaperPage]:
        """The pages with their numbers: —1— at the outer end, right on odd pages and left on even ones."""
        for page in self.pages:
            size = setting.NUMBER
            text = tr("—{number}—", number=page.number)
            frame = _LANDSCAPE if page.landscape else _UPRIGHT
            left, right = frame.left, frame.left + frame.width
            x = right - size - text_width(text, Face.TABLE, size) if page.number % 2 else left + size
            page.runs.append(TextRun(x, frame.top + frame.height + 7 * MM + size, text, Face.TABLE, size))
        return self.pages

    def _left(self) -> float:
        return self._frame.height - self._used

    def _turn(self) -> None:
        self.pages.append(PaperPage(len(self.pages) + 1, landscape=self._frame.landscape))
        self._used = 0.0


class _PouredTable:
    """One table on its way onto the pages of a flow."""

    def __init__(self, flow: PaperFlow, table: TableText, measures: TableSetting) -> None:
        self._flow, self._table = flow, table
        self._widths = measures.widths
        self._setter = TableSetter(measures.size, measures.pitch, measures.pad, _APART * measures.size)
        self._head = self._setter.head_cells(measures.heads(table.head), self._widths)

    def pour(self) -> None:
        flow = self._flow
        if flow._left() - _BORDER < self.start():
            flow._turn()
        self._draw(self._head, top=True)
        for place in range(len(self._table.rows)):
            if place in self._table.bands and flow._left() - _BORDER < self._high(place) + self._high(place + 1):
                self._turn()
            self._body_row(self._cells(place), band=place in self._table.bands)

    def start(self) -> float:
        high = self._setter.height(self._head) + self._high(0)
        return high + (self._high(1) if 0 in self._table.bands else 0.0)

    def _high(self, place: int) -> float:
        if place >= len(self._table.rows):
            return 0.0
        return min(self._setter.height(self._cells(place)), self._flow._frame.height / 2)

    def _cells(self, place: int) -> list[PaperCell]:
        row = self._table.rows[place]
        if place in self._table.bands:
            return [PaperCell((row[0],), Face.HEAD)]
        return self._setter.cells(row, self._widths, self._table.numeric)

    def _body_row(self, cells: list[PaperCell], *, band: bool = False) -> None:
        fresh = self._flow._frame.height - self._setter.height(self._head) - _BORDER
        while self._setter.height(cells) > self._flow._left() - _BORDER:
            fits = self._setter.lines_in(self._flow._left() - _BORDER)
            if self._setter.height(cells) > fresh and fits > 0:
                self._draw([cell.head(fits) for cell in cells])
                cells = [cell.tail(fits) for cell in cells]
            self._turn()
        self._draw(cells, band=band)

    def _turn(self) -> None:
        self._flow._turn()
        self._draw(self._head, top=True)

    def _draw(self, cells: list[PaperCell], *, top: bool = False, band: bool = False) -> None:
        flow, widths = self._flow, [sum(self._widths)] if band else self._widths
        place = flow._frame.left, flow._frame.top + flow._used
        flow._used += self._setter.draw(flow.pages[-1], *place, cells, widths, top=top)
