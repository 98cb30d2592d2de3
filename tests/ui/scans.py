"""A scan made up for the tests: pages of our own words drawn as pictures, with the layout that a recognition gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import MISREAD, Candidate, FactType, Kind, Span, Stated
from zonetracker.model.reports.layout import PagePrints, Print, PrintBox, ScanLayout
from zonetracker.services.ledger import Ledger

DOTS = 150
WIDTH, HEIGHT = 1240, 1754
"""A4 at so many dots an inch."""
_LEFT, _TOP, _LINE, _LETTER = 150, 150, 75, 34

PAGES = (
    ("青禾高新区工作报告", "一、上年工作回顾", "地区生产总值50亿元。", "新增规上企业12家。"),
    ("二、今年主要目标", "地区生产总值58亿元。", "固定资产投资30亿元。"),
    ("三、重点任务", "外贸出口9亿元。", "研发投入3亿元。"),
)
FIGURES = ("50亿元", "12家", "58亿元", "30亿元", "9亿元", "3亿元")
DOUBTFUL = ("8亿", "30")


@dataclass(frozen=True)
class DrawnScan:
    """A file of pages, and what was read of it."""

    data: bytes
    text: str
    layout: ScanLayout
    rows: tuple[Candidate, ...]

    def keep(self, ledger: Ledger, name: str = "扫描件.pdf") -> Changed:
        return ledger.import_report(
            name, "application/pdf", self.data, self.text, self.text.partition("\n")[0], 2023, self.rows,
            layout=self.layout,
        )  # fmt: skip


def drawn_scan(
    pages: Sequence[Sequence[str]] = PAGES, figures: Sequence[str] = FIGURES, doubtful: Sequence[str] = DOUBTFUL
) -> DrawnScan:
    """A PDF of these pages and lines; a row for each figure in order; of the doubtful words the first letter is so."""
    text = "".join(f"{line}\n" for lines in pages for line in lines)
    doubts = tuple(Span(at, at + 1) for at in map(text.index, doubtful))
    found, at = [], 0
    for number, figure in enumerate(figures):
        at = text.index(figure, at)
        found.append(_row(number, text, Span(at, at + len(figure)), doubts))
        at += len(figure)
    laid = [PagePrints(number, WIDTH, HEIGHT, _prints(pages, number - 1)) for number in range(1, len(pages) + 1)]
    return DrawnScan(_pdf(pages), text, ScanLayout(tuple(laid), doubts), tuple(found))


def _row(number: int, text: str, span: Span, doubts: Sequence[Span]) -> Candidate:
    start = text.rfind("\n", 0, span.start) + 1
    quote = Span(start, text.index("。", span.end))
    figure = text[span.start : span.end]
    digits = "".join(letter for letter in figure if letter.isdigit())
    section = next((line for line in reversed(text[:start].splitlines()) if "、" in line[:3]), "")
    made = Candidate(
        f"s{number}", Kind.TARGET if number > 1 else Kind.ACTUAL, FactType.QUANTITY, 2023 if number > 1 else 2022,
        "annual", text[start : span.start], Stated(Decimal(digits), unit=figure.removeprefix(digits)), span, quote,
        text[quote.start : quote.end], section=section, confidence=Decimal("0.95"),
    )  # fmt: skip
    doubted = any(one.start < quote.end and quote.start < one.end for one in doubts)
    return replace(made, confidence=Decimal("0.89"), reasons=(MISREAD,)) if doubted else made


def _prints(pages: Sequence[Sequence[str]], page: int) -> tuple[Print, ...]:
    """Runs of letters of one width, as a recognition tells them."""
    start = sum(len(line) + 1 for lines in pages[:page] for line in lines)
    prints, width_of = [], QFontMetricsF(_font()).horizontalAdvance
    for number, line in enumerate(pages[page]):
        top, at = _TOP + number * _line_of(pages[page]), 0
        for _, run in groupby(line, key=lambda letter: letter.isascii()):
            end = at + len(list(run))
            left, right = (_LEFT + round(width_of(line[:place])) for place in (at, end))
            prints.append(Print(Span(start + at, start + end), PrintBox(left, top, right - left, _LETTER + 8)))
            at = end
        start += len(line) + 1
    return tuple(prints)


def _line_of(lines: Sequence[str]) -> int:
    """How far lines stand apart, so that the page has room for them."""
    return min(_LINE, (HEIGHT - 2 * _TOP) // len(lines))


def _font() -> QFont:
    font = QFont("Noto Serif CJK SC")
    font.setPixelSize(_LETTER)
    return font


def _paint(painter: QPainter, lines: Sequence[str]) -> None:
    painter.setFont(_font())
    for at, line in enumerate(lines):
        box = QRectF(_LEFT, _TOP + at * _line_of(lines), WIDTH, _LETTER + 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def picture_of(lines: Sequence[str], width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A page as PNG."""
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _paint(painter, lines)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, PySide a str
    return bytes(buffer.data().data())


def _pdf(pages: Sequence[Sequence[str]]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageSize(QPageSize(QSizeF(WIDTH / DOTS, HEIGHT / DOTS), QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    for number, lines in enumerate(pages):
        if number:
            writer.newPage()
        _paint(painter, lines)
    painter.end()
    return bytes(buffer.data().data())
