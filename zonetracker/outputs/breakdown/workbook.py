"""The list of a year's targets as a workbook: printed as an office sends it, and marked so that it comes back."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.outputs.breakdown.columns import (
    KIND,
    PRINTED,
    BreakdownColumn,
    ListedTarget,
    cells_of,
    choices,
    head,
    row_key,
    title,
)
from zonetracker.outputs.marking import Imprint, mark
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.support.i18n import program_name, tr

_COLUMNS = tuple(BreakdownColumn)
_LEFT = frozenset(
    {
        *(BreakdownColumn.NAME, BreakdownColumn.RESPONSIBLE, BreakdownColumn.SECTION, BreakdownColumn.NOTE),
        *(BreakdownColumn.CURVE, BreakdownColumn.ALIASES),
    }
)
_IN_ONE_LINE = frozenset({BreakdownColumn.CURVE, BreakdownColumn.ALIASES})
"""What is long and not printed; over lines it would make the printed rows high."""
_ROOM = {
    BreakdownColumn.LEVEL: 10,
    BreakdownColumn.RESPONSIBLE: 16,
    BreakdownColumn.WEIGHT: 9,
    BreakdownColumn.NOTE: 16,
    BreakdownColumn.CURVE: 30,
    BreakdownColumn.ALIASES: 30,
}
_EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
_ROWS_TO_COME = 200


def build_breakdown(zone: str, year: int, rows: Sequence[ListedTarget], file_id: str, paper: str) -> bytes:
    """The bytes of the workbook; `file_id` tells the book to which it is to come back."""
    book = new_book()
    sheet = SheetWriter(book, tr("目标任务"), paper)
    sheet.visible = len(PRINTED)
    sheet.title(title(zone, year))
    sheet.header([head(column) for column in _COLUMNS])
    for column, letters in _ROOM.items():
        sheet.give_room(_COLUMNS.index(column), letters)
    first = sheet.row
    keys = {}
    for row in rows:
        keys[sheet.row] = row_key(row)
        _write(sheet, row)
    last = sheet.row - 1
    for words in _notes():
        sheet.line(words)
    sheet.finish(2)
    sheet.sheet.print_area = f"A1:{_letter(PRINTED[-1])}{max(first, last)}"
    _offer_choices(sheet, first, last + _ROWS_TO_COME)
    mark(book, Imprint(KIND, file_id, year), {sheet.sheet.title: keys})
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = title(zone, year)
    texts = {sheet.part: f"A{first}:{_letter(_COLUMNS[-1])}{max(first, last)}"}
    return finish_book(book, {sheet.part: sheet.values}, texts=texts)


def _write(sheet: SheetWriter, row: ListedTarget) -> None:
    for index, (column, text) in enumerate(cells_of(row).items()):
        weight = row.target.weight
        number = column is BreakdownColumn.WEIGHT and weight is not None and len(weight.as_tuple().digits)
        content = _number(text) if number and number <= _EXACT_DIGITS else CellContent(text=text, format="@")
        sheet.put(index, content, "left" if column in _LEFT else "center", wrap=column not in _IN_ONE_LINE)
    sheet.end_row()


def _number(digits: str) -> CellContent:
    places = len(digits.partition(".")[2])
    return CellContent(number=digits, format="0" + ("." + "0" * places if places else ""))


def _letter(column: BreakdownColumn) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(_COLUMNS.index(column) + 1))


def _offer_choices(sheet: SheetWriter, first: int, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for column in _COLUMNS:
        words = choices(column)
        if words:
            rule = DataValidation(
                type="list",
                formula1=f'"{",".join(words)}"',
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=tr("请从列表中选"),
                error=tr("这一格只能是：{words}。", words="、".join(words)),
            )
            rule.add(f"{_letter(column)}{first}:{_letter(column)}{last}")
            sheet.sheet.add_data_validation(rule)


def _notes() -> tuple[str, ...]:
    return (
        tr(
            "说明：可以直接修改、增加、移动各行，改好后在“目标”页“读回分解表”，先列出改动再填入。空着的格子不改动原来的内容，"
            "要清空的写“清空”；删去的行不会删除目标。"
        ),
        tr("右边不打印的几列里，指标性质、指标方向、出数月份、进度曲线、别名对所有年度有效。"),
    )
