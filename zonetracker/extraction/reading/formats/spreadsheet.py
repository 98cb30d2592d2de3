"""Excel 2007 and later: each visible sheet as a heading, the lines above and below its table, and the table."""

from __future__ import annotations

from collections import defaultdict

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheetparts import BookSheet, Workbook
from zonetracker.support.i18n import tr

_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _claims(probe: Probe) -> bool:
    return "xl/workbook.xml" in probe.parts


def read_workbook(data: bytes, name: str) -> Document:
    """The document of an .xlsx as it was last saved: formulas give their saved results."""
    builder = Builder(name)
    warnings: list[str] = []
    with Archive(data, name) as archive:
        book = Workbook(archive, name)
        for title, part in book.sheets:
            sheet = book.read(title, part)
            if sheet.cells:
                _write(sheet, builder, len(book.sheets) > 1)
            warnings.extend(_said(sheet))
    return builder.document(_MEDIA, warnings=warnings)


def _said(sheet: BookSheet) -> list[str]:
    said: list[str] = []
    if sheet.cut:
        said.append(tr("工作表“{name}”过大，只读取了前面的部分，请核对。", name=sheet.name))
    if sheet.unsaved_formulas:
        said.append(
            tr(
                "工作表“{name}”有 {count} 个公式没有保存结果，请用 Excel 或 WPS 打开并保存一次后再导入。",
                name=sheet.name,
                count=sheet.unsaved_formulas,
            )
        )
    return said


def _write(sheet: BookSheet, builder: Builder, named: bool) -> None:
    if named:
        builder.paragraph(sheet.name, BlockKind.HEADING, 1)
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(sheet.cells):
        rows[row].append(column)
    order = list(rows)
    wide = [index for index, row in enumerate(order) if len(rows[row]) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(order), len(order))
    for row in order[:first]:
        builder.paragraph(sheet.cells[row, rows[row][0]])
    if wide:
        builder.table(_placed(sheet, order[first:last]))
    for row in order[last:]:
        builder.paragraph(sheet.cells[row, rows[row][0]])


def _placed(sheet: BookSheet, rows: list[int]) -> list[Placed]:
    """The cells of those rows, rows without text left out, merged areas shortened to the rows and columns kept."""
    kept = {row: index for index, row in enumerate(rows)}
    used = {column for row, column in sheet.cells if row in kept}
    left, right = min(used), max(used)
    height = min(len(rows), max(limits.TABLE_CELLS // (2 * (right - left + 1)), 1))
    sheet.cut = sheet.cut or height < len(rows)
    areas = {(top, start): (bottom, end) for top, start, bottom, end in sheet.merges}
    placed: list[Placed] = []
    for (row, column), text in sheet.cells.items():
        if row not in kept or kept[row] >= height:
            continue
        bottom, end = areas.get((row, column), (row, column))
        below = sum(1 for other in rows[kept[row] : height] if other <= bottom)
        placed.append(Placed(kept[row], column - left, text, max(below, 1), max(min(end, right) - column + 1, 1)))
    return placed


READER = Format(_MEDIA, lambda: tr("Excel 表格"), (".xlsx", ".xlsm"), 15, _claims, read_workbook)
