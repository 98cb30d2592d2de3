"""A workbook as a report: each sheet as a heading, the lines above and below its table, and the table."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.extraction.reading.sheets.grid import Grid, is_error, is_formula
from zonetracker.support.i18n import tr

_Cells = dict[int, dict[int, str]]


def book_document(grids: Sequence[Grid], name: str, media: str) -> Document:
    """The document of a workbook's sheets: what the file hides is left out, formulas give their saved results."""
    builder = Builder(name)
    warnings: list[str] = []
    shown = [grid for grid in grids if not grid.hidden]
    for grid in shown:
        cut = _write(grid, builder, len(shown) > 1)
        warnings.extend(_said(grid, cut))
    unseen = [grid.name for grid in grids if grid.hidden]
    if unseen:
        warnings.append(tr("隐藏的工作表没有读取：{names}。", names="、".join(f"“{one}”" for one in unseen)))
    return builder.document(media, warnings=warnings)


def _said(grid: Grid, cut: bool) -> list[str]:
    said = list(grid.warnings)
    if cut:
        said.append(tr("工作表“{name}”过大，只读取了前面的部分，请核对。", name=grid.name))
    unsaved = sum(is_formula(text) for row in grid.rows for text in row)
    if unsaved:
        said.append(
            tr(
                "工作表“{name}”有 {count} 个公式没有保存结果，请用 Excel 或 WPS 打开并保存一次后再导入。",
                name=grid.name,
                count=unsaved,
            )
        )
    if _hides(grid):
        said.append(tr("工作表“{name}”里隐藏的行和列没有读取。", name=grid.name))
    return said


def _hides(grid: Grid) -> bool:
    """Whether a row or column that the sheet hides has a text."""
    return any(
        text and (row in grid.hidden_rows or column in grid.hidden_columns)
        for row, texts in enumerate(grid.rows)
        for column, text in enumerate(texts)
    )


def _write(grid: Grid, builder: Builder, named: bool) -> bool:
    """Write a sheet; whether something of it was left out for its size."""
    rows = _seen(grid)
    if not rows:
        return grid.cut
    if named:
        builder.paragraph(grid.name, BlockKind.HEADING, 1)
    order = list(rows)
    wide = [index for index, row in enumerate(order) if len(rows[row]) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(order), len(order))
    for row in order[:first]:
        builder.paragraph(next(iter(rows[row].values())))
    cut = grid.cut
    if wide:
        placed, short = _placed(grid, {row: rows[row] for row in order[first:last]})
        builder.table(placed)
        cut = cut or short
    for row in order[last:]:
        builder.paragraph(next(iter(rows[row].values())))
    return cut


def _seen(grid: Grid) -> _Cells:
    """The texts that a reader sees, by row and column; rows without any are left out."""
    found: _Cells = {}
    for row, texts in enumerate(grid.rows):
        if row in grid.hidden_rows:
            continue
        cells = {
            column: text
            for column, text in enumerate(texts)
            if text and column not in grid.hidden_columns and not is_error(text) and not is_formula(text)
        }
        if cells:
            found[row] = cells
    return found


def _placed(grid: Grid, rows: _Cells) -> tuple[list[Placed], bool]:
    """The cells of those rows, merged areas shortened to the rows and columns kept; whether the end was cut off."""
    order = list(rows)
    columns = sorted({column for cells in rows.values() for column in cells})
    left, right = columns[0], columns[-1]
    hidden = sorted(one for one in grid.hidden_columns if left < one <= right)
    places = {column: column - left - sum(one < column for one in hidden) for column in range(left, right + 1)}
    height = min(len(order), max(limits.TABLE_CELLS // (2 * (right - left + 1)), 1))
    areas = {(top, start): (bottom, end) for top, start, bottom, end in grid.merges}
    placed: list[Placed] = []
    for at, row in enumerate(order[:height]):
        for column, text in rows[row].items():
            bottom, end = areas.get((row, column), (row, column))
            below = sum(1 for other in order[at:height] if other <= bottom)
            beside = places[min(end, right)] - places[column] + 1
            placed.append(Placed(at, places[column], text, max(below, 1), max(beside, 1)))
    return placed, height < len(order)
