"""Text and tables poured onto A4 pages by the rules for official papers: 22 lines a page, 28 letters a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import MIDDLE, MM, PaperPage, TextRun
from zonetracker.paper.tables import PaperCell, TableSetter, TableText
from zonetracker.paper.typesetting import SetLine, break_lines, text_width
from zonetracker.support.i18n import tr

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
PITCH, LINES, LETTERS, BODY_SIZE = 28.0, 22, 28, 16.0
CELL = TEXT_WIDTH / LETTERS
TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE, NOTE_SIZE, NOTE_PITCH = 22.0, 14.0, 10.5, 12.0, 20.0
_PERIOD = re.compile("月|季度|半年|年度")
"""What ends the months in a title: there it is parted first."""
_TEXT_HEIGHT = LINES * PITCH
_SETTER = TableSetter(TEXT_WIDTH, TABLE_SIZE)


class PaperFlow:
    """Pours text onto pages; `pages` holds what was made so far."""

    def __init__(self) -> None:
        self.pages: list[PaperPage] = []
        self._used = 0.0
        self._turn()

    # ---- running text, on the grid of 22 lines

    def title(self, text: str) -> None:
        """A centred title, in lines of about equal length (or parted after the months), with an empty line below."""
        for part in _title_parts(text):
            natural = text_width(part, Face.TITLE, TITLE_SIZE)
            self._line(SetLine(part, natural), Face.TITLE, TITLE_SIZE, (TEXT_WIDTH - natural) / 2)
        self.skip(1)

    def paragraph(self, text: str, face: Face = Face.BODY, *, indent: int = 2, keep: int = 0) -> None:
        """A paragraph of body size; `keep` lines must follow it on the same page (a heading above its text)."""
        lines = break_lines(text, face, BODY_SIZE, TEXT_WIDTH, indent=indent * CELL, set_width=CELL / BODY_SIZE)
        self._to_grid()
        if keep and self._left() < (len(lines) + keep) * PITCH and len(lines) + keep <= LINES:
            self._turn()
        for place, line in enumerate(lines):
            self._line(line, face, BODY_SIZE, 0.0 if place else indent * CELL)

    def note(self, text: str) -> None:
        """A remark in smaller type, set closer than the text."""
        for place, line in enumerate(break_lines(text, Face.BODY, NOTE_SIZE, TEXT_WIDTH, indent=2 * NOTE_SIZE)):
            self._line(line, Face.BODY, NOTE_SIZE, 0.0 if place else 2 * NOTE_SIZE, NOTE_PITCH)

    def right_line(self, text: str, *, letters_off: int = 4) -> None:
        """A short line set to the right, some letters from the edge (a date, a signature)."""
        end = TEXT_WIDTH - letters_off * CELL
        for line in break_lines(text, Face.BODY, BODY_SIZE, end, set_width=CELL / BODY_SIZE):
            self._line(line, Face.BODY, BODY_SIZE, end - line.width)

    def skip(self, lines: int) -> None:
        """Empty lines; none at the head of a page."""
        self._to_grid()
        if self._used and self._left() >= lines * PITCH:
            self._used += lines * PITCH

    def _line(self, line: SetLine, face: Face, size: float, x: float, pitch: float = PITCH) -> None:
        if pitch == PITCH:
            self._to_grid()
        if self._left() < pitch - 0.01:
            self._turn()
        y = TOP + self._used + pitch / 2 + MIDDLE * size
        self.pages[-1].runs.append(TextRun(LEFT + x, y, line.text, face, size, line.set_width))
        self._used += pitch

    # ---- tables

    def table(self, table: TableText) -> None:
        """A bordered table over the width of the text; its head stands again on each page it runs over."""
        widths = _SETTER.column_widths(table)
        head = _SETTER.head_cells(table.head, widths)
        first = _SETTER.cells(table.rows[0], widths, table.numeric) if table.rows else []
        self._to_grid()
        if self._left() < _SETTER.height(head) + min(_SETTER.height(first), _TEXT_HEIGHT / 2):
            self._turn()
        self._row(head, widths, top=True)
        for row in table.rows:
            self._body_row(_SETTER.cells(row, widths, table.numeric), head, widths)
        self._used += _SETTER.pad

    def _body_row(self, cells: list[PaperCell], head: list[PaperCell], widths: Sequence[float]) -> None:
        fresh = _TEXT_HEIGHT - _SETTER.height(head)
        while True:
            if _SETTER.height(cells) <= self._left():
                self._row(cells, widths)
                return
            if _SETTER.height(cells) > fresh:
                fits = _SETTER.lines_in(self._left())
                if fits > 0:
                    self._row([cell.head(fits) for cell in cells], widths)
                    cells = [cell.tail(fits) for cell in cells]
            self._turn()
            self._row(head, widths, top=True)

    def _row(self, cells: list[PaperCell], widths: Sequence[float], *, top: bool = False) -> None:
        self._used += _SETTER.draw(self.pages[-1], LEFT, TOP + self._used, cells, widths, top=top)

    # ---- pages

    def finish(self) -> list[PaperPage]:
        """The pages with their numbers: —1— at the outer end, right on odd pages and left on even ones."""
        for page in self.pages:
            text = tr("—{number}—", number=page.number)
            width = text_width(text, Face.TABLE, NUMBER_SIZE)
            x = PAGE_WIDTH - RIGHT - NUMBER_SIZE - width if page.number % 2 else LEFT + NUMBER_SIZE
            y = PAGE_HEIGHT - BOTTOM + 7 * MM + NUMBER_SIZE
            page.runs.append(TextRun(x, y, text, Face.TABLE, NUMBER_SIZE))
        return self.pages

    def _left(self) -> float:
        return _TEXT_HEIGHT - self._used

    def _to_grid(self) -> None:
        self._used = -(-(self._used - 0.01) // PITCH) * PITCH if self._used else 0.0

    def _turn(self) -> None:
        self.pages.append(PaperPage(len(self.pages) + 1))
        self._used = 0.0


def _title_parts(text: str) -> list[str]:
    wide = text_width(text, Face.TITLE, TITLE_SIZE)
    if wide <= TEXT_WIDTH:
        return [text]
    period = _PERIOD.search(text)
    halves = [] if period is None else [text[: period.end()], text[period.end() :]]
    if all(halves) and halves and all(text_width(half, Face.TITLE, TITLE_SIZE) <= TEXT_WIDTH for half in halves):
        return halves
    room = min(TEXT_WIDTH, wide / -(-wide // TEXT_WIDTH) + 2 * TITLE_SIZE)
    return [line.text for line in break_lines(text, Face.TITLE, TITLE_SIZE, room)]
