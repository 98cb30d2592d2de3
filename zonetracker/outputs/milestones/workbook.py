"""The list of milestones as a workbook: A3 landscape, days overdue and rates worked out by formulas."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zonetracker.model.dates import known_end
from zonetracker.model.facts import Kind
from zonetracker.model.milestones.listing import ListedMilestone
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.outputs.milestones.columns import (
    CENTRED,
    COLUMNS,
    FIGURES,
    PAPER,
    MilestoneColumn,
    PrintedMilestones,
    head,
    row_texts,
)
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.support.i18n import program_name, tr

_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""


class _BehindRow(StrEnum):
    """What stands hidden behind a row, for the formulas."""

    DUE = "due"
    UNTIL = "until"
    COUNTS = "counts"
    DONE = "done"
    IN_TIME = "in_time"
    JUDGED = "judged"
    APPLIED = "applied"
    RETURNED = "returned"
    TOOK = "took"


def build_list(printed: PrintedMilestones) -> bytes:
    """The bytes of the workbook."""
    book, listed = new_book(), printed.listed
    sheet = SheetWriter(book, tr("台账"), PAPER)
    sheet.visible = len(COLUMNS)
    sheet.title(printed.title)
    sheet.two_ends(*printed.ends())
    figures = {COLUMNS.index(column) for column in FIGURES} | set(range(len(COLUMNS), len(COLUMNS) + len(_BehindRow)))
    sheet.header([*map(head, COLUMNS), *map(_head, _BehindRow)], frozenset(figures))
    first = sheet.row
    for number, row in enumerate(listed.rows, 1):
        _write(sheet, number, row, listed.day)
    if listed.rows:
        sheet.live_line(printed.counted(), _counted(sheet, first, printed.places))
    for words in printed.foot():
        sheet.line(words)
    sheet.hide_from(len(COLUMNS))
    sheet.finish(COLUMNS.index(MilestoneColumn.NAME) + 1)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = printed.title
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, printed.options.issued_on)


def _head(column: _BehindRow) -> str:
    return {
        _BehindRow.DUE: tr("到期日"),
        _BehindRow.UNTIL: tr("计到日"),
        _BehindRow.COUNTS: tr("计数"),
        _BehindRow.DONE: tr("办结"),
        _BehindRow.IN_TIME: tr("按期"),
        _BehindRow.JUDGED: tr("办结或逾期"),
        _BehindRow.APPLIED: tr("申请过"),
        _BehindRow.RETURNED: tr("退回过"),
        _BehindRow.TOOK: tr("用时(工作日)"),
    }[column]


def _write(sheet: SheetWriter, number: int, row: ListedMilestone, day: date) -> None:
    due, until = (
        sheet.address(len(COLUMNS) + list(_BehindRow).index(one)) for one in (_BehindRow.DUE, _BehindRow.UNTIL)
    )
    for index, (column, text) in enumerate(row_texts(number, row).items()):
        if column in FIGURES:
            formula = f'=IF(OR({due}="",{until}=""),"",IF({until}>{due},{until}-{due},""))'
            sheet.put(index, CellContent(number=text, formula=formula, format="0"))
        else:
            sheet.put(index, CellContent(text=text), "center" if column in CENTRED else "left")
    for index, content in enumerate(_behind(row, day).values(), len(COLUMNS)):
        sheet.put(index, content)
    sheet.end_row()


def _behind(row: ListedMilestone, day: date) -> dict[_BehindRow, CellContent]:
    standing = row.standing
    counts = row.milestone.kind is Kind.TARGET and standing.state is not MilestoneState.CANCELLED
    facts = {
        _BehindRow.COUNTS: counts,
        _BehindRow.DONE: counts and row.done,
        _BehindRow.IN_TIME: counts and row.done and standing.in_time is True,
        _BehindRow.JUDGED: counts and (standing.overdue or (row.done and standing.in_time is not None)),
        _BehindRow.APPLIED: counts and standing.applied,
        _BehindRow.RETURNED: counts and standing.returned > 0,
    }
    until = _until(row, day)
    return {
        _BehindRow.DUE: _day(known_end(standing.deadline)),
        _BehindRow.UNTIL: _day(until),
        **{column: CellContent(number=str(int(held)), format="0") for column, held in facts.items()},
        _BehindRow.TOOK: CellContent() if row.took is None else CellContent(number=str(row.took), format="0"),
    }


def _until(row: ListedMilestone, day: date) -> date | None:
    """Up to which day a row is counted as overdue; None where no day says whether it is."""
    standing = row.standing
    if standing.overdue:
        return day
    return None if standing.late is None else known_end(standing.done_on)


def _day(day: date | None) -> CellContent:
    if day is None:
        return CellContent()
    return CellContent(number=str((day - _FIRST_DAY).days), format="yyyy-mm-dd")


def _counted(sheet: SheetWriter, first: int, places: int) -> str:
    """合计…: the line of counts and rates as a formula over the hidden columns."""
    area = {one: f"SUM({sheet.area(len(COLUMNS) + at, first)})" for at, one in enumerate(_BehindRow)}

    def share(part: _BehindRow, whole: _BehindRow) -> str:
        form = "0." + "0" * places if places else "0"
        rate = f'TEXT(ROUND(100*{area[part]}/{area[whole]},{places}),"{form}")&"%"'
        return f'IF({area[whole]}=0,"{tr("—")}",{rate})'

    parts = (
        (tr("合计"), area[_BehindRow.COUNTS]),
        (tr("项：已办结"), area[_BehindRow.DONE]),
        (tr("项，办结率"), share(_BehindRow.DONE, _BehindRow.COUNTS)),
        (tr("，按期办结率"), share(_BehindRow.IN_TIME, _BehindRow.JUDGED)),
        (tr("，退回率"), share(_BehindRow.RETURNED, _BehindRow.APPLIED)),
    )
    took = sheet.area(len(COLUMNS) + list(_BehindRow).index(_BehindRow.TOOK), first)
    mean = f'"{tr("，平均办理")}"&TEXT(ROUND(AVERAGE({took}),1),"0.0")&"{tr("个工作日")}"'
    return "=" + "&".join(f'"{words}"&{formula}' for words, formula in parts) + f'&IF(COUNT({took})=0,"",{mean})'
