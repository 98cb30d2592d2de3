"""The Excel sheet as the office prints it, with live formulas, and beside it where every target comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.issuing import DEFAULT_COLUMNS, RUNNING, TEXTS, ExtraSheet, Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.background import Background
from zonetracker.outputs.sheet.chart import MainTable, write_chart
from zonetracker.outputs.sheet.columns import row_cells
from zonetracker.outputs.sheet.judging import quoted
from zonetracker.outputs.sheet.layout import SheetWriter, new_book, tint
from zonetracker.outputs.sheet.live import Hidden
from zonetracker.outputs.sheet.months import Places, write_actuals, write_completions
from zonetracker.outputs.sheet.sources import write_milestones, write_sources
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.issuing import column_head, corrections_note, edition_mark
from zonetracker.words.sources import sources_note
from zonetracker.words.standing import columns_rule, grades_rule, rounding_rule, rows_words, tolerance_rule
from zonetracker.words.wording import one_line, period_words

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def build_sheet(progress: Progress, options: SheetOptions, background: Background | None = None) -> bytes:
    """The bytes of the workbook: 完成情况, 目标来源 and, where there are any, 重点事项."""
    book, behind = new_book(), background or Background()
    sheet = SheetWriter(book, tr("完成情况"), options.paper)
    table = _fill(sheet, progress, options)
    further = [*_further(book, progress, options, behind, table)]
    further.append(write_sources(book, progress, behind.readings, options.paper))
    parts = {one.part: one.values for one in (sheet, *further)}
    write_milestones(book, progress, options.paper)
    _properties(book, title(progress, options))
    return finish_book(book, parts, options.issued_on or progress.closed_on)


def _further(
    book: Workbook, progress: Progress, options: SheetOptions, behind: Background, table: MainTable
) -> Iterator[SheetWriter]:
    """The sheets of the clerk's choice."""
    if ExtraSheet.CHART in options.extra:
        chart = write_chart(book, progress, table, options.paper)
        yield from [chart] if chart is not None else []
    if not behind.months or not progress.rows:
        return
    places: Places = {}
    if ExtraSheet.ACTUALS in options.extra:
        actuals, places = write_actuals(book, behind.months, options.paper)
        yield actuals
    if ExtraSheet.COMPLETIONS in options.extra:
        yield write_completions(book, behind.months, places, options.paper)


def title(progress: Progress, options: SheetOptions) -> str:
    """The title line of the sheet."""
    usual = tr(
        "{period}{zone}主要目标任务完成情况表",
        period=period_words(progress.year, progress.month),
        zone=one_line(progress.zone),
    )
    return one_line(options.title) or usual + edition_mark(progress.edition)


def _properties(book: Workbook, words: str) -> None:
    book.properties.creator = program_name()
    book.properties.lastModifiedBy = None
    book.properties.title = words
    book.calculation.fullCalcOnLoad = True


def _fill(sheet: SheetWriter, progress: Progress, options: SheetOptions) -> MainTable:
    order = list(dict.fromkeys(options.columns)) or list(DEFAULT_COLUMNS)
    columns = [*order, *(column for column in DEFAULT_COLUMNS if column not in order), *Hidden]
    sheet.visible = len(order)
    sheet.title(title(progress, options))
    sheet.two_ends(*ends(progress, options))
    figures = frozenset(index for index, column in enumerate(columns) if column not in TEXTS)
    sheet.header([_head(column, progress.month) for column in columns], figures)
    first, light, places = sheet.row, columns.index(Hidden.LIGHT), {}
    for heading, rows in groups_of(progress, options.group):
        if heading:
            sheet.band(heading)
        start = sheet.row
        for row in rows:
            places[row.target.id] = sheet.row
            _write_row(sheet, row, progress, columns, options)
        if heading and options.counts:
            sheet.live_line(*count_line(tr("小计"), rows, progress, sheet.area(light, start)))
    last = max(first, sheet.row - 1)
    if options.counts and progress.rows:
        sheet.live_line(*count_line(tr("合计"), progress.rows, progress, sheet.area(light, first)))
    _foot(sheet, progress, options)
    sheet.hide_from(len(order))
    if SheetColumn.ASSESSMENT in order:
        cell = sheet.area(light, first, first)
        lights = {f"{cell}={grade.value}": tint(progress.colour(grade)) for grade in progress.grades}
        sheet.shade(order.index(SheetColumn.ASSESSMENT), first, last, lights)
    frozen = order.index(SheetColumn.NAME) + 1 if SheetColumn.NAME in order[:4] else 0
    sheet.finish(frozen)
    return MainTable(sheet.sheet.title, places, {column: sheet.letter(index) for index, column in enumerate(columns)})


def _head(column: SheetColumn | Hidden, month: int) -> str:
    if isinstance(column, SheetColumn):
        return column_head(column, month)
    return {
        Hidden.GROWN: tr("增速（未舍入）"),
        Hidden.LEVEL: tr("数值评价档"),
        Hidden.GROWTH: tr("增速评价档"),
        Hidden.LIGHT: tr("评价档"),
    }[column]


def _write_row(
    sheet: SheetWriter,
    row: ProgressRow,
    progress: Progress,
    columns: Sequence[SheetColumn | Hidden],
    options: SheetOptions,
) -> None:
    place = {column: sheet.address(index) for index, column in enumerate(columns)}
    cells = row_cells(row, progress, place, rate_completion=options.rate_completion)
    for index, column in enumerate(columns):
        align = "left" if column in RUNNING else "center"
        sheet.put(index, cells[column], align, depth=row.depth if column is SheetColumn.NAME else 0)
    sheet.end_row()


def count_line(what: str, rows: Sequence[ProgressRow], progress: Progress, area: str = "") -> tuple[str, str]:
    """小计12项：已完成3项，…: the rows by their lights, as text and as a formula over the hidden lights in `area`."""
    head = tr("{what}{count}项：", what=what, count=len(rows))
    told, live = [], [quoted(head)]
    for place, grade in enumerate(progress.grades):
        word, unit = tr("，") * bool(place) + progress.word(grade), tr("项")
        told.append(f"{word}{sum(row.standing.grade is grade for row in rows)}{unit}")
        live += [quoted(word), f"COUNTIF({area},{grade.value})", quoted(unit)]
    return head + "".join(told), "=" + "&".join(live)


def groups_of(progress: Progress, group: Group) -> Iterator[tuple[str, list[ProgressRow]]]:
    """The rows under the headings of their groups, in the order of the sheet; a part (其中) stays with its whole.

    Their numbers go on from group to group.
    """
    if group is Group.NONE:
        yield "", list(progress.rows)
        return
    units = DepartmentIndex(progress.departments)
    found: dict[str, list[ProgressRow]] = {}
    heading = ""
    for row in progress.rows:
        if row.depth == 0:
            heading = heading_of(row, group, units)
        found.setdefault(heading, []).append(row)
    number = 0
    for heading, rows in found.items():
        numbered = []
        for row in rows:
            number += row.depth == 0
            numbered.append(replace(row, number=str(number)) if row.depth == 0 else row)
        yield heading, numbered


def heading_of(row: ProgressRow, group: Group, units: DepartmentIndex) -> str:
    """Under which heading a row stands."""
    if group is Group.SECTION:
        return one_line(row.target.section) or tr("其他目标")
    lead = units.resolve(row.target.responsible)
    return one_line(lead.lead.name if lead.lead is not None else lead.lead_name) or tr("未明确责任单位")


def _foot(sheet: SheetWriter, progress: Progress, options: SheetOptions) -> None:
    for words in foot(progress, options):
        sheet.line(words)


def ends(progress: Progress, options: SheetOptions) -> tuple[str, str]:
    """The words at the left and the right end of the line under the title."""
    return tr("填报单位：{issuer}", issuer=one_line(options.issuer or progress.zone)), tr("单位：见“计量单位”栏")


def foot(progress: Progress, options: SheetOptions) -> list[str]:
    """The lines under the table: who signs, until when the figures reach, and the notes."""
    until = one_line(options.cut_off) or tr("{year}年{month}月底", year=progress.year, month=progress.month)
    sources = sources_note(row.actual.source for row in progress.rows if row.actual is not None)
    told = [rows_words(progress), tr("数据截止：{until}", until=until), *([sources] if sources else [])]
    return [sign_line(options), "；".join(told), *_notes(progress, options)]


def sign_line(options: SheetOptions) -> str:
    """Who signs, in a line."""
    signs = (
        tr("填表人：{name}", name=one_line(options.filled_by)),
        tr("审核人：{name}", name=one_line(options.checked_by)),
        tr("负责人：{name}", name=one_line(options.headed_by)),
        tr("（盖章）"),
        tr("填报日期：{date}", date=one_line(options.issued_on)),
    )
    return ("\u3000" * 6).join(signs)


def _notes(progress: Progress, options: SheetOptions) -> Iterable[str]:
    yield tr("说明：") + f"1.{tolerance_rule(progress)}{grades_rule(progress)}"
    corrected = corrections_note(progress.edition, progress.corrections, progress.changed_since)
    limits = tr("有控制数的比率，“完成年度目标”栏为控制数除以实际数，高于100%为没有突破。")
    rates = limits if options.rate_completion else ""
    others = (rounding_rule(progress), columns_rule(progress), rates, corrected)
    yield from (f"{number}.{said}" for number, said in enumerate(filter(None, others), 2))
