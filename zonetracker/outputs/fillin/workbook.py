"""A unit's fill-in sheet as a workbook: its own rows, open cells to fill in, all else only to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zonetracker.model.checking.limits import LINE
from zonetracker.model.duties.fillin import FillIn, FillInRow
from zonetracker.model.facts import Milestone, TaskKind
from zonetracker.outputs.fillin.columns import (
    ITEM_COLUMNS,
    OPEN,
    PROJECT_COLUMNS,
    TARGET_COLUMNS,
    WORDS,
    FillInColumn,
    filler_labels,
    head,
    title,
)
from zonetracker.outputs.marking import Imprint, mark
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.wording import date_words, figure, goal_words, one_line

if TYPE_CHECKING:
    from decimal import Decimal

    from openpyxl.workbook import Workbook

KIND = "fill-in"
Keyed = tuple[SheetWriter, dict[int, str]]
"""A worksheet, and the keys of its rows by their numbers."""
_PAPER = "A4"
_ROOM = {
    FillInColumn.LAST_MONTH: 12,
    FillInColumn.LAST_YEAR: 14,
    FillInColumn.VALUE: 14,
    FillInColumn.GROWTH: 11,
    FillInColumn.PROBLEM: 34,
    FillInColumn.INVESTED: 14,
    FillInColumn.PROGRESS: 30,
    FillInColumn.NEXT_STEP: 24,
    FillInColumn.DONE_ON: 16,
}
_LEFT = frozenset({FillInColumn.NAME, FillInColumn.ITEM, FillInColumn.TARGET, *WORDS})
_LABEL = (1, 2)
"""The columns of the words beside which the unit says who filled it in."""


def build_fill_in(fill_in: FillIn, file_id: str) -> bytes:
    """The bytes of a unit's workbook; `file_id` tells the book to which it is to come back."""
    book = new_book()
    sheets: list[Keyed] = []
    if fill_in.rows:
        sheets.append(_targets(book, fill_in))
    if fill_in.milestones:
        sheets.append(_items(book, fill_in, first=not fill_in.rows))
    department = fill_in.department.id
    marking = Imprint(KIND, file_id, fill_in.year, fill_in.month, department)
    mark(book, marking, {sheet.sheet.title: keys for sheet, keys in sheets})
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = _title(fill_in)
    parts = {sheet.part: sheet.values for sheet, _ in sheets}
    return finish_book(book, parts)


def row_key(task: TaskKind, number: int) -> str:
    """The key of a row by which it is known again, wherever it was moved."""
    return f"{task.value} {number}"


def _title(fill_in: FillIn) -> str:
    return title(fill_in.zone, fill_in.department.name, fill_in.year, fill_in.month)


def _targets(book: Workbook, fill_in: FillIn) -> Keyed:
    sheet = _begun(book, fill_in, tr("目标任务"), TARGET_COLUMNS)
    keys: dict[int, str] = {}
    figures, texts = list[str](), list[str]()
    for number, row in enumerate(fill_in.rows, 1):
        keys[sheet.row] = row_key(TaskKind.TARGET, row.row.target.id)
        cells = _target_cells(number, row)
        for index, column in enumerate(TARGET_COLUMNS):
            if column in OPEN:
                address = _open(sheet, index, column)
                (texts if column is FillInColumn.PROBLEM else figures).append(address)
            else:
                sheet.put(index, cells[column], "left" if column in _LEFT else "center")
        sheet.end_row()
    _validate_figures(sheet, figures)
    _validate_texts(sheet, texts)
    _finished(sheet, _target_notes())
    return sheet, keys


def _target_cells(number: int, row: FillInRow) -> dict[FillInColumn, CellContent]:
    target = row.row.target
    return {
        FillInColumn.NUMBER: CellContent(text=str(number)),
        FillInColumn.NAME: CellContent(text=one_line(row.row.indicator.name)),
        FillInColumn.UNIT: CellContent(text=one_line(row.row.unit)),
        FillInColumn.TARGET: CellContent(text=goal_words(target.stated, "", target.wording)),
        FillInColumn.LAST_MONTH: _number(row.last_month),
        FillInColumn.LAST_YEAR: _number(row.last_year),
    }


def _number(value: Decimal | None) -> CellContent:
    if value is None:
        return CellContent()
    digits = figure(value)
    places = len(digits.partition(".")[2])
    return CellContent(number=digits, format="0" + ("." + "0" * places if places else ""))


def _items(book: Workbook, fill_in: FillIn, *, first: bool) -> Keyed:
    projects = any(item.project for item in fill_in.milestones)
    columns = PROJECT_COLUMNS if projects else ITEM_COLUMNS
    sheet = _begun(book, fill_in, tr("重点事项"), columns)
    keys: dict[int, str] = {}
    figures, texts = list[str](), list[str]()
    for number, item in enumerate(fill_in.milestones, 1):
        keys[sheet.row] = row_key(TaskKind.MILESTONE, item.id)
        cells = _item_cells(number, item)
        for index, column in enumerate(columns):
            if column in OPEN and (item.project or column is not FillInColumn.INVESTED):
                address = _open(sheet, index, column)
                (figures if column is FillInColumn.INVESTED else texts).append(address)
            else:
                sheet.put(index, cells.get(column, CellContent()), "left" if column in _LEFT else "center")
        sheet.end_row()
    _validate_figures(sheet, figures)
    _validate_texts(sheet, texts)
    _finished(sheet, _item_notes(projects=projects), contact=first)
    return sheet, keys


def _item_cells(number: int, item: Milestone) -> dict[FillInColumn, CellContent]:
    return {
        FillInColumn.NUMBER: CellContent(text=str(number)),
        FillInColumn.ITEM: CellContent(text=one_line(item.name)),
        FillInColumn.DEADLINE: CellContent(text=date_words(item.deadline)),
        FillInColumn.UNIT: CellContent(text=one_line(item.money_unit or "") if item.project else ""),
        FillInColumn.PLAN: _number(item.year_plan),
    }


def _begun(book: Workbook, fill_in: FillIn, name: str, columns: tuple[FillInColumn, ...]) -> SheetWriter:
    sheet = SheetWriter(book, name, _PAPER)
    sheet.visible = len(columns)
    sheet.title(_title(fill_in))
    unit = tr("填报单位：{unit}", unit=one_line(fill_in.department.name))
    sheet.two_ends(unit, _due(fill_in))
    sheet.header([head(column, fill_in.year, fill_in.month) for column in columns])
    for index, column in enumerate(columns):
        sheet.give_room(index, _ROOM.get(column, 0))
    return sheet


def _due(fill_in: FillIn) -> str:
    """By when it is to come back, in words that no reader of tables takes for the month of the figures."""
    return "" if fill_in.due is None else tr("请于次月{day}日前报回", day=fill_in.due.day)


def _open(sheet: SheetWriter, index: int, column: FillInColumn) -> str:
    text = column is FillInColumn.DONE_ON or column in WORDS
    align = "left" if column in _LEFT else "center" if text else "right"
    return sheet.put_open(index, align, "@" if text else "General")


def _finished(sheet: SheetWriter, notes: tuple[str, ...], *, contact: bool = True) -> None:
    for words in notes:
        sheet.line(words)
    for words in filler_labels() if contact else ():
        sheet.label(*_LABEL, words)
        sheet.put_open(_LABEL[-1] + 1, format="@")
        sheet.end_row()
    sheet.finish(2)
    sheet.protect()


def _target_notes() -> tuple[str, ...]:
    return (
        tr(
            "填报说明：1.只填黄色的格子，其余不能改；没有数的请空着。累计数自1月起算，时点数填月末的数，单位按“计量单位”一栏。"
        ),
        tr("2.低于序时进度的请写明原因。填好后用原文件报回，不要另存为别的格式，也不要增删行列。"),
    )


def _item_notes(*, projects: bool) -> tuple[str, ...]:
    said = tr("填报说明：每项写明进展；落后的写明原因和下步措施。已办结的填办结日期（如 2023-06-30），没有办结的空着。")
    money = tr("累计投资自1月起算，单位按“计量单位”一栏。") if projects else ""
    return (said + money,)


def _validate_figures(sheet: SheetWriter, addresses: list[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="decimal",
        operator="between",
        formula1="-1E+30",
        formula2="1E+30",
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle=tr("请填数字"),
        error=tr("这一格只填数字，单位按“计量单位”一栏，没有数请空着。"),
    )
    _add(sheet, rule, addresses)


def _validate_texts(sheet: SheetWriter, addresses: list[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(LINE),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=tr("文字太长"),
        error=tr("这一格最多 {longest} 个字。", longest=LINE),
    )
    _add(sheet, rule, addresses)


def _add(sheet: SheetWriter, rule: Any, addresses: list[str]) -> None:
    if not addresses:
        return
    for address in addresses:
        rule.add(address)
    sheet.sheet.add_data_validation(rule)
