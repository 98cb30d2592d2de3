"""Text and tables poured onto A4 pages by the rules for official papers: 22 lines a page, 28 letters a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zonetracker.support.i18n import tr
from zonetracker.ui.paper_fonts import Face
from zonetracker.ui.typesetting import Line, break_lines, letter_width, text_width

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
PITCH, LINES, LETTERS, BODY_SIZE = 28.0, 22, 28, 16.0
CELL = TEXT_WIDTH / LETTERS
TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE, NOTE_SIZE, NOTE_PITCH = 22.0, 14.0, 10.5, 12.0, 20.0
_TABLE_PITCH, _PAD, _HAIR = 15.0, 3.5, 0.5
_TEXT_HEIGHT = LINES * PITCH
_HEAD_LINES = 12
_MIDDLE = 0.38


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of text on paper: the left end of its baseline in points, and how it is set."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    set_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin black line in points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class PaperPage:
    """What stands on one page."""

    number: int
    stretches: list[Stretch] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableText:
    """A table to be set: its head, its rows, and which columns hold figures (set to the right)."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


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
            self._line(Line(part, natural), Face.TITLE, TITLE_SIZE, (TEXT_WIDTH - natural) / 2)
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

    def _line(self, line: Line, face: Face, size: float, x: float, pitch: float = PITCH) -> None:
        if pitch == PITCH:
            self._to_grid()
        if self._left() < pitch - 0.01:
            self._turn()
        y = TOP + self._used + pitch / 2 + _MIDDLE * size
        self.pages[-1].stretches.append(Stretch(LEFT + x, y, line.text, face, size, line.set_width))
        self._used += pitch

    # ---- tables

    def table(self, table: TableText) -> None:
        """A bordered table over the width of the text; its head stands again on each page it runs over."""
        widths = _column_widths(table)
        head = [cell.head(_HEAD_LINES) for cell in _cells(table.head, widths, Face.HEAD, frozenset(), centre=True)]
        first = _cells(table.rows[0], widths, Face.TABLE, table.numeric) if table.rows else []
        self._to_grid()
        if self._left() < _height(head) + min(_height(first), _TEXT_HEIGHT / 2):
            self._turn()
        self._row(head, widths, top=True)
        for row in table.rows:
            self._body_row(_cells(row, widths, Face.TABLE, table.numeric), head, widths)
        self._used += _PAD

    def _body_row(self, cells: list[_Cell], head: list[_Cell], widths: Sequence[float]) -> None:
        fresh = _TEXT_HEIGHT - _height(head)
        while True:
            if _height(cells) <= self._left():
                self._row(cells, widths)
                return
            if _height(cells) > fresh:
                fits = int((self._left() - 2 * _PAD) // _TABLE_PITCH)
                if fits > 0:
                    self._row([cell.head(fits) for cell in cells], widths)
                    cells = [cell.tail(fits) for cell in cells]
            self._turn()
            self._row(head, widths, top=True)

    def _row(self, cells: list[_Cell], widths: Sequence[float], *, top: bool = False) -> None:
        page, upper = self.pages[-1], TOP + self._used
        height = _height(cells)
        lower = upper + height
        if top:
            page.rules.append(Rule(LEFT, upper, LEFT + TEXT_WIDTH, upper))
        page.rules.append(Rule(LEFT, lower, LEFT + TEXT_WIDTH, lower))
        x = LEFT
        page.rules.append(Rule(x, upper, x, lower))
        for cell, width in zip(cells, widths, strict=True):
            start = upper + (height - len(cell.lines) * _TABLE_PITCH) / 2
            for place, text in enumerate(cell.lines):
                y = start + (place + 0.5) * _TABLE_PITCH + _MIDDLE * TABLE_SIZE
                page.stretches.append(Stretch(x + cell.shift(text, width), y, text, cell.face, TABLE_SIZE))
            x += width
            page.rules.append(Rule(x, upper, x, lower))
        self._used += height

    # ---- pages

    def finish(self) -> list[PaperPage]:
        """The pages with their numbers: —1— at the outer end, right on odd pages and left on even ones."""
        for page in self.pages:
            text = tr("—{number}—", number=page.number)
            width = text_width(text, Face.TABLE, NUMBER_SIZE)
            x = PAGE_WIDTH - RIGHT - NUMBER_SIZE - width if page.number % 2 else LEFT + NUMBER_SIZE
            y = PAGE_HEIGHT - BOTTOM + 7 * MM + NUMBER_SIZE
            page.stretches.append(Stretch(x, y, text, Face.TABLE, NUMBER_SIZE))
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
    first, months, rest = text.partition("月")
    halves = [first + months, rest]
    if rest and all(text_width(half, Face.TITLE, TITLE_SIZE) <= TEXT_WIDTH for half in halves):
        return halves
    room = min(TEXT_WIDTH, wide / -(-wide // TEXT_WIDTH) + 2 * TITLE_SIZE)
    return [line.text for line in break_lines(text, Face.TITLE, TITLE_SIZE, room)]


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[str, ...]
    face: Face
    numeric: bool
    centre: bool

    def head(self, count: int) -> _Cell:
        return _Cell(self.lines[:count], self.face, self.numeric, self.centre)

    def tail(self, count: int) -> _Cell:
        return _Cell(self.lines[count:], self.face, self.numeric, self.centre)

    def shift(self, text: str, width: float) -> float:
        free = width - text_width(text, self.face, TABLE_SIZE)
        if self.centre:
            return free / 2
        return free - _PAD if self.numeric else _PAD


def _cells(
    texts: Sequence[str], widths: Sequence[float], face: Face, numeric: frozenset[int], *, centre: bool = False
) -> list[_Cell]:
    return [
        _Cell(_wrapped(text, face, width - 2 * _PAD), face, place in numeric, centre)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]


def _wrapped(text: str, face: Face, width: float) -> tuple[str, ...]:
    paragraphs = text.split("\n")
    return tuple(line.text for part in paragraphs for line in break_lines(part, face, TABLE_SIZE, width))


def _height(cells: Sequence[_Cell]) -> float:
    return max((len(cell.lines) for cell in cells), default=0) * _TABLE_PITCH + 2 * _PAD


def _column_widths(table: TableText) -> list[float]:
    """Each column as wide as its texts want, in shares of the text's width; long texts give way first."""
    wanted, least = [], []
    for place, title in enumerate(table.head):
        texts = [row[place] for row in table.rows[:400]]
        longest = max((_natural(text) for text in texts), default=0.0)
        least.append(_least(title, texts, place in table.numeric))
        wanted.append(max(longest + 2 * _PAD, least[-1]))
    total = sum(wanted)
    if total <= TEXT_WIDTH:
        return [width + (TEXT_WIDTH - total) * width / total for width in wanted]
    narrow = sum(least)
    if narrow >= TEXT_WIDTH:
        return [width * TEXT_WIDTH / narrow for width in least]
    spare, asked = TEXT_WIDTH - narrow, [(want - low) ** 0.5 for want, low in zip(wanted, least, strict=True)]
    return [low + spare * share / sum(asked) for low, share in zip(least, asked, strict=True)]


def _natural(text: str) -> float:
    return max(text_width(part, Face.TABLE, TABLE_SIZE) for part in text.split("\n"))


def _least(title: str, texts: Sequence[str], numeric: bool) -> float:
    """A figure is never cut; a long title may stand in two or three lines, a text in lines of five letters."""
    letter = letter_width("国", Face.HEAD, TABLE_SIZE)
    lines = 1 if len(title) <= 4 else 2 if len(title) <= 9 else 3
    head = min(TEXT_WIDTH, max(letter, text_width(title, Face.HEAD, TABLE_SIZE) / lines))
    while head < TEXT_WIDTH and len(break_lines(title, Face.HEAD, TABLE_SIZE, head)) > lines:
        head += letter / 4
    body = max((_natural(text) for text in texts), default=0.0)
    return max(head, body if numeric else min(body, 5 * letter)) + 2 * _PAD + 0.2
