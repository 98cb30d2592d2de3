"""A plan in words and as JSON, for command line and window: its rows, and the tables of its file."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.model import ReadTable
from zonetracker.model.changes import KEEP, Keep
from zonetracker.model.checking.limits import in_short
from zonetracker.model.planning import Decision, FigureDoubt, TableUse
from zonetracker.services.sheets.model import Choices, PlanRow, SheetPlan, SheetRead
from zonetracker.services.sheets.regions import WhoseFigures, whose_figures
from zonetracker.services.sheets.times import SaidWhere, times_over
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_doubt, say_finding
from zonetracker.words.wording import one_line

_SHOWN = 3
_OF_COLUMN = frozenset((FigureDoubt.HEAD_UNKNOWN, FigureDoubt.MONTHS_UNCLEAR, FigureDoubt.SIZES_OFF, FigureDoubt.TWICE))
_OTHER_TIMES = (FigureDoubt.OTHER_MONTH, FigureDoubt.OTHER_YEAR)


def why(row: PlanRow) -> str:
    """Why a row is asked about, or what speaks against it; "" for a row that is sure."""
    said = [say_doubt(doubt) for doubt in row.doubts] + [say_finding(finding) for finding in row.findings]
    if row.decision is Decision.UNKNOWN:
        said.insert(0, tr("没有对上指标"))
    return "；".join(dict.fromkeys(said))


def likely_names(row: PlanRow) -> str:
    """The indicators that an unknown name may mean."""
    return "、".join(indicator.name for indicator in row.likely[:_SHOWN])


def row_told(row: PlanRow, planned: SheetPlan) -> dict[str, str | None]:
    """A row as a line of JSON: sure is what is entered without a question."""
    stated, entry = row.offer.figure.stated, row.entry
    asked = row.decision in (Decision.ASKED, Decision.UNKNOWN)
    likely = row.indicator or next(iter(row.likely), None)
    return {
        "indicator": likely.name if likely is not None else row.name,
        "name": row.name,
        "month": f"{planned.year}-{planned.month:02d}",
        "value": _text(entry.value if entry else stated.value),
        "unit": (row.after.unit if row.after and entry and entry.value is not KEEP else stated.unit),
        "growth": _text(entry.growth if entry else stated.growth),
        "state": "ask" if asked else "sure",
        "decision": row.decision.value,
        "reason": why(row),
        "place": row.place,
    }


def _text(figure: Decimal | Keep | None) -> str | None:
    return None if figure is None or figure is KEEP else format(figure, "f")


def left_out_told(read: SheetRead, planned: SheetPlan) -> str:
    """The columns of values that were not looked at, once for all rows; "" for none."""
    if not planned.left_out:
        return ""
    shown = [(read.tables[table], index) for table, index in planned.left_out[:_SHOWN]]
    heads = "、".join(_head_of(table, index) for table, index in shown)
    return tr("有 {count} 列拿不准是什么数，没有用：{heads}", count=len(planned.left_out), heads=heads) + (
        tr("等") if len(planned.left_out) > _SHOWN else ""
    )


def _head_of(table: ReadTable, index: int) -> str:
    head = next((column.head for column in table.columns if column.index == index), "")
    return in_short(one_line(head)) or tr("{letter} 列", letter=column_letter(index))


def table_use(read: SheetRead, number: int, planned: SheetPlan, choices: Choices, zone: str) -> TableUse:
    """Whether a table gives rows of a plan, and what keeps it out."""
    if number in choices.left or number in choices.taken:
        return TableUse.LEFT if number in choices.left else TableUse.TAKEN
    table = read.tables[number]
    if table.hidden:
        return TableUse.HIDDEN
    if whose_figures(table.whose, zone) is WhoseFigures.OTHER and not table.turned:
        return TableUse.OTHER_REGION
    offers = [offer for offer in planned.offers if offer.table == number]
    if not offers:
        other = table.year not in (None, planned.year) or (table.months or (0, planned.month))[1] != planned.month
        return TableUse.OTHER_TIME if other else TableUse.UNUSED
    timed = all(any(doubt.code in _OTHER_TIMES for doubt in offer.doubts) for offer in offers)
    return TableUse.OTHER_TIME if timed else TableUse.USED


def doubted_columns(planned: SheetPlan) -> set[tuple[int, int]]:
    """The tables and columns of values that rows are asked about because it is not clear what they hold."""
    return {
        (row.offer.table, place[1])
        for row in planned.rows
        if row.decision is Decision.ASKED and any(doubt.code in _OF_COLUMN for doubt in row.doubts)
        for place in (row.offer.figure.value_at or row.offer.figure.growth_at,)
        if place is not None
    }


def table_title(table: ReadTable) -> str:
    """What a table is called: the first line over it, else its first heads."""
    heads = "、".join(column.head for column in table.columns[:_SHOWN] if column.head)
    return next((line for line in table.title if line.strip()), heads)


def column_letter(column: int) -> str:
    """The letter of a column, as a spreadsheet names it."""
    return address(0, column)[:-1]


def times_told(read: SheetRead, number: int) -> str:
    """What a file says of the time of a table, and where it says so."""
    words = {SaidWhere.TITLE: tr("表题"), SaidWhere.SHEET: tr("工作表名"), SaidWhere.FILE: tr("文件名")}
    said = times_over(read, read.tables[number])
    return "；".join(tr("{where}“{text}”", where=words[one.where], text=one_line(one.text)) for one in said[:_SHOWN])
