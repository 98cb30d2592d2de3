"""Several months side by side: what each target had reached by then, and what share of the target that was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from zonetracker.model.issuing import ExtraSheet, SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.outputs.sheet.columns import CellContent, row_cells
from zonetracker.outputs.sheet.layout import SheetWriter
from zonetracker.outputs.sheet.live import Hidden, literal
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import extra_word
from zonetracker.words.wording import months, one_line

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_LEFT = (SheetColumn.NUMBER, SheetColumn.NAME, SheetColumn.UNIT)
_FIRST = len(_LEFT) + 1
"""The columns before those of the months: these three and the target."""
Places = Mapping[tuple[int, int], str]
"""The address of a cell on the sheet of actuals by target and month."""


def write_actuals(book: Workbook, by_month: Sequence[Progress], paper: str) -> tuple[SheetWriter, Places]:
    """各月实绩: the cumulative figure of each month, the growth where a target is one alone; and where each stands."""
    sheet = _begun(book, extra_word(ExtraSheet.ACTUALS), tr("{year}年{zone}主要目标任务各月累计实绩"), by_month, paper)
    places: dict[tuple[int, int], str] = {}
    for row, found in _rows(by_month):
        _row_heads(sheet, row, by_month[-1])
        for index, (progress, then) in enumerate(found, _FIRST):
            cell = _reached(then, progress) if then is not None else CellContent()
            if cell.number:
                places[row.target.id, progress.month] = f"'{sheet.sheet.title}'!{sheet.address(index)}"
            sheet.put(index, cell)
        sheet.end_row()
    sheet.line(tr("说明：只有增速目标的，列同比增速；年度目标按{month}月执行的数。", month=by_month[-1].month))
    sheet.finish(2)
    return sheet, places


def write_completions(book: Workbook, by_month: Sequence[Progress], places: Places, paper: str) -> SheetWriter:
    """各月完成率: the share of the target in force in each month, from the actuals where they stand."""
    sheet = _begun(
        book, extra_word(ExtraSheet.COMPLETIONS), tr("{year}年{zone}主要目标任务各月完成率"), by_month, paper
    )
    for row, found in _rows(by_month):
        _row_heads(sheet, row, by_month[-1])
        for index, (progress, then) in enumerate(found, _FIRST):
            sheet.put(index, CellContent() if then is None else _share(then, progress, places))
        sheet.end_row()
    sheet.line(tr("说明：完成率按当月执行的年度目标计算（%）；只有增速目标的、比率和名次不计算完成率。"))
    sheet.finish(2)
    return sheet


def _begun(book: Workbook, name: str, title: str, by_month: Sequence[Progress], paper: str) -> SheetWriter:
    sheet, last = SheetWriter(book, name, paper), by_month[-1]
    heads = [tr("序号"), tr("指标名称"), tr("计量单位"), tr("年度目标"), *(months(one.month) for one in by_month)]
    sheet.visible = len(heads)
    sheet.title(title.format(year=last.year, zone=one_line(last.zone)))
    sheet.header(heads, frozenset(range(_FIRST - 1, len(heads))))
    return sheet


def _rows(by_month: Sequence[Progress]) -> list[tuple[ProgressRow, list[tuple[Progress, ProgressRow | None]]]]:
    """The rows of the last month, each with itself in every month."""
    known = [(progress, {row.target.id: row for row in progress.rows}) for progress in by_month]
    return [(row, [(one, rows.get(row.target.id)) for one, rows in known]) for row in by_month[-1].rows]


def _row_heads(sheet: SheetWriter, row: ProgressRow, progress: Progress) -> None:
    cells = row_cells(row, progress, dict.fromkeys((*SheetColumn, *Hidden), ""))
    for index, column in enumerate(_LEFT):
        named = column is SheetColumn.NAME
        sheet.put(index, cells[column], "left" if named else "center", depth=row.depth if named else 0)
    goal, growth = cells[SheetColumn.TARGET], cells[SheetColumn.TARGET_GROWTH]
    sheet.put(_FIRST - 1, goal if goal.number or goal.text else _as_rate(growth))


def _reached(row: ProgressRow, progress: Progress) -> CellContent:
    cells = row_cells(row, progress, dict.fromkeys((*SheetColumn, *Hidden), ""))
    if row.target.stated.value is not None or row.target.stated.growth is None:
        return cells[SheetColumn.ACTUAL]
    return _as_rate(replace(cells[SheetColumn.GROWTH], formula=""))


def _as_rate(cell: CellContent) -> CellContent:
    """A growth among levels says that it is one."""
    return replace(cell, format=cell.format + '"%"') if cell.number and '"' not in cell.format else cell


def _share(row: ProgressRow, progress: Progress, places: Places) -> CellContent:
    """The completion of a month, by the formula of the main table."""
    known, stated = figures(row, progress), row.target.stated
    if known.completion is None:
        return CellContent()
    at = places.get((row.target.id, progress.month))
    reached = _exact(row.standing.actual) if at is None or stated.value is None else at
    place: dict[SheetColumn | Hidden, str] = {
        **dict.fromkeys((*SheetColumn, *Hidden), ""),
        SheetColumn.ACTUAL: reached,
        SheetColumn.TARGET: _exact(stated.value),
        SheetColumn.GROWTH: _exact(known.growth) if at is None or stated.value is not None else at,
        SheetColumn.TARGET_GROWTH: _exact(stated.growth),
        Hidden.GROWN: _exact(row.standing.growth),
    }
    return row_cells(row, progress, place)[SheetColumn.COMPLETION]


def _exact(number: Decimal | Fraction | None) -> str:
    if number is None:
        return ""
    said = literal(Fraction(number))
    return f"({said})" if said.startswith("-") else said
