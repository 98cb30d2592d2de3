"""项目阶段汇总表: planned and reached of each stage by unit or category, rates and the total as live formulas."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from zonetracker.model.issuing import SheetOptions
from zonetracker.model.milestones.projects import PROJECT_UNIT, ProjectTable
from zonetracker.model.milestones.summary import StageLine, StageSummary
from zonetracker.model.row_figures import whole_share
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import EXACT
from zonetracker.outputs.sheet.workbook import foot
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.issuing import edition_mark
from zonetracker.words.milestones.projects import stage_heads, summary_notes
from zonetracker.words.wording import figure, number_format, one_line, period_words

_FIRST = 3
"""The column of the first stage, behind heading, number and sum; each stage has three."""


def build_stage_summary(table: ProjectTable, summary: StageSummary, options: SheetOptions) -> bytes:
    """The bytes of the workbook, on A3; of `options` the words at the foot are taken."""
    book = new_book()
    sheet = SheetWriter(book, tr("项目阶段汇总"), "A3")
    _write(sheet, table, summary, options)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = stage_summary_title(table)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on or table.progress.closed_on)


def stage_summary_title(table: ProjectTable) -> str:
    """The title line of the summary."""
    progress = table.progress
    said = tr(
        "{period}{zone}重点项目阶段汇总表",
        period=period_words(progress.year, progress.month),
        zone=one_line(progress.zone),
    )
    return said + edition_mark(progress.edition)


def _write(sheet: SheetWriter, table: ProjectTable, summary: StageSummary, options: SheetOptions) -> None:
    heads = stage_heads(summary)
    sheet.visible = len(heads)
    hidden = []
    for name, following in pairwise(summary.names):
        hidden += [tr("已达{name}", name=name), tr("已达{name}和{following}", name=name, following=following)]
    sheet.title(stage_summary_title(table))
    issuer = one_line(options.issuer or table.progress.zone)
    sheet.two_ends(tr("填报单位：{issuer}", issuer=issuer), tr("总投资单位：{unit}", unit=PROJECT_UNIT))
    sheet.header([*heads, *hidden], frozenset(range(1, len(heads) + len(hidden))))
    first = sheet.row
    for line in summary.lines:
        sheet.put(0, CellContent(text=one_line(line.heading)), "left")
        _line(sheet, line, summary, table.progress.places, None)
    if summary.lines:
        sheet.put(0, CellContent(text=tr("合计")))
        _line(sheet, summary.total, summary, table.progress.places, (first, sheet.row - 1))
    for words in (foot(table.progress, options)[0], *summary_notes(table, summary)):
        sheet.line(words)
    sheet.hide_from(len(heads))
    sheet.finish(1)


def _line(
    sheet: SheetWriter, line: StageLine, summary: StageSummary, places: int, added: tuple[int, int] | None
) -> None:
    """The figures of a heading; those of the total are added up over the rows from `added` on."""
    count, behind = len(summary.names), _FIRST + 3 * len(summary.names) + max(0, len(summary.names) - 1)
    _number(sheet, 1, Decimal(line.count), added)
    _number(sheet, 2, line.investment, added)
    for place, stage in enumerate(line.stages):
        at = _FIRST + 3 * place
        _number(sheet, at, Decimal(stage.planned), added)
        _number(sheet, at + 1, Decimal(stage.reached), added)
        _rate(sheet, at + 2, stage.rate, sheet.address(at + 1), sheet.address(at), places)
    for place, one in enumerate(line.conversions):
        at = behind + 2 * place
        _number(sheet, at, Decimal(one.reached), added)
        _number(sheet, at + 1, Decimal(one.went_on), added)
        _rate(sheet, _FIRST + 3 * count + place, one.rate, sheet.address(at + 1), sheet.address(at), places)
    sheet.end_row()


def _number(sheet: SheetWriter, at: int, number: Decimal | None, added: tuple[int, int] | None) -> None:
    if number is None:
        sheet.put(at, CellContent())
        return
    formula = ""
    if added is not None:
        exponent = number.as_tuple().exponent
        digits = max(EXACT, -exponent if isinstance(exponent, int) else 0)
        formula = f"=ROUND(SUM({sheet.letter(at)}{added[0]}:{sheet.letter(at)}{added[1]}),{digits})"
    sheet.put(at, CellContent(number=figure(number), formula=formula, format=number_format(number)))


def _rate(sheet: SheetWriter, at: int, rate: Fraction | None, got: str, of: str, places: int) -> None:
    shown = None if rate is None else whole_share(rate, places)
    digits = places if shown is None else max(0, -int(shown.as_tuple().exponent))
    formula = f'=IF(N({of})=0,"",ROUND(ROUND({got}/{of}*100,{max(EXACT, digits + 3)}),{digits}))'
    format_ = "0." + "0" * digits if digits else "0"
    sheet.put(at, CellContent(number="" if shown is None else figure(shown), formula=formula, format=format_))
