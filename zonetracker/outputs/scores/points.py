"""积分台账: the points of each unit line by line as a workbook, its running total worked out by formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from zonetracker.model.issuing import SheetOptions
from zonetracker.model.points.ledger import PointsLedger, PointsLine, PointsTotal
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import EXACT
from zonetracker.outputs.sheet.workbook import sign_line
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.scores.lines import line_grounds, line_words, points_figure
from zonetracker.words.wording import date_words, figure, one_line

_PAPER = "A4"
_ROOM_OF_GROUNDS = 30
_ROOM_OF_MATTER = 26
_FORM = "0.00"
_POINTS, _RUNNING, _GROUNDS = 3, 4, 5


def points_title(zone: str, found: PointsLedger) -> str:
    """The title line of the ledger."""
    months = tr("1—{month}月", month=found.month) if found.month > 1 else tr("1月")
    return tr("{year}年{months}{zone}积分台账", year=found.year, months=months, zone=one_line(zone))


def build_points(zone: str, found: PointsLedger, day: date, options: SheetOptions) -> bytes:
    """The bytes of the workbook as of `day`, unit by unit in their order; `options` say who signs it and its date."""
    book = new_book()
    sheet = SheetWriter(book, tr("积分台账"), _PAPER)
    heads = [tr("日期"), tr("单位"), tr("事由"), tr("分值"), tr("累计"), tr("依据")]
    sheet.visible = len(heads)
    title = points_title(zone, found)
    sheet.title(title)
    told = tr("截至{day}", day=date_words(day.isoformat()))
    sheet.two_ends(tr("填报单位：{issuer}", issuer=one_line(options.issuer or zone)), told)
    sheet.header(heads, frozenset({_POINTS, _RUNNING}))
    sheet.give_room(2, _ROOM_OF_MATTER)
    sheet.give_room(_GROUNDS, _ROOM_OF_GROUNDS)
    lines: dict[int, list[PointsLine]] = defaultdict(list)
    for line in found.lines:
        lines[line.department.id].append(line)
    for total in found.totals:
        _unit(sheet, found, total, lines[total.department.id])
    for words in (sign_line(options), *_notes(found)):
        sheet.line(words)
    sheet.finish(1)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = title
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _unit(sheet: SheetWriter, found: PointsLedger, total: PointsTotal, lines: list[PointsLine]) -> None:
    """The base a unit begins with, then its lines by date, each with the total after it."""
    name = one_line(total.department.name)
    base = total.base
    first = f"{found.year}-01-01"
    _line(sheet, (first, name, tr("起始分")), base, (base, f"={sheet.address(_POINTS)}"), found.rules.name)
    for line in lines:
        before = f"{sheet.letter(_RUNNING)}{sheet.row - 1}"
        formula = f"=ROUND({before}+{sheet.address(_POINTS)},{EXACT})"
        said = (line.day, name, one_line(line_words(line)))
        _line(sheet, said, line.counted, (line.running, formula), one_line(_grounds(line)))


def _line(
    sheet: SheetWriter,
    said: tuple[str, str, str],
    points: Decimal,
    running: tuple[Decimal, str],
    grounds: str,
) -> None:
    day, name, matter = said
    sheet.put(0, CellContent(text=day))
    sheet.put(1, CellContent(text=name), "left")
    sheet.put(2, CellContent(text=matter), "left")
    sheet.put(_POINTS, CellContent(number=figure(points), format=_FORM))
    sheet.put(_RUNNING, CellContent(number=figure(running[0]), formula=running[1], format=_FORM))
    sheet.put(_GROUNDS, CellContent(text=grounds), "left")
    sheet.end_row()


def _grounds(line: PointsLine) -> str:
    """What a line came of, and what it would have been worth where it does not count whole."""
    told = line_grounds(line)
    if line.counted == line.points:
        return told
    worth = tr("本应 {points} 分", points=points_figure(line.points, signed=True))
    return f"{worth}；{told}"


def _notes(found: PointsLedger) -> Iterator[str]:
    rules = found.rules
    base = points_figure(rules.base)
    yield tr("说明：1.按“{name}”记分，起始分 {base} 分；自动记分截至各月月末。", name=one_line(rules.name), base=base)
    waived = sum(total.waived for total in found.totals)
    capped = sum(line.capped for line in found.lines)
    told = [
        tr("{count}条已免责，仍列出，不计分。", count=waived) if waived else "",
        tr("{count}条超过年度限额，只计限额以内的。", count=capped) if capped else "",
    ]
    yield from (f"{number}.{words}" for number, words in enumerate(filter(None, told), 2))
