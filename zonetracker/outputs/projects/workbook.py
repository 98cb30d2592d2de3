"""重点项目进展情况表: all projects of a month with live formulas, the total first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zonetracker.model.issuing import SheetColumn, SheetOptions
from zonetracker.model.milestones.projects import PROJECT_UNIT, ProjectRow, ProjectTable, exact_sum
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.model.row_figures import Figures, figures
from zonetracker.model.standing import LAGGING, Grade, Measure
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import INDENT, CellContent, row_cells
from zonetracker.outputs.sheet.judging import quoted
from zonetracker.outputs.sheet.layout import SheetWriter, new_book, tint
from zonetracker.outputs.sheet.live import EXACT, Hidden
from zonetracker.outputs.sheet.texts import PrintedTable, SheetTexts
from zonetracker.outputs.sheet.workbook import foot
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.issuing import edition_mark
from zonetracker.words.milestones.projects import (
    FIGURES,
    ProjectColumn,
    project_head,
    project_notes,
    project_text,
)
from zonetracker.words.wording import figure, number_format, one_line, period_words

PAPER = "A3"
_COLUMNS = tuple(ProjectColumn)
_SHORT = frozenset({ProjectColumn.NUMBER, ProjectColumn.CONSTRUCTION, ProjectColumn.STAGE, ProjectColumn.ASSESSMENT})
"""The columns of words that stand in the middle; the others begin at the left."""
_LEVEL, _MONEY_LIGHT, _DATES, _LIGHT, _COUNTED, _BEFORE = range(len(_COLUMNS), len(_COLUMNS) + 6)
"""Hidden behind the table: how the money is judged, its light, that of deadline and nodes, the worse of both; whether
the total counts the row; what was spent until the month before."""


def build_projects(table: ProjectTable, options: SheetOptions) -> bytes:
    """The bytes of the workbook, on A3; of `options` the words at the foot are taken."""
    book = new_book()
    sheet = SheetWriter(book, tr("重点项目进展情况"), PAPER)
    _write(sheet, table, options)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = projects_title(table)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on or table.progress.closed_on)


def projects_title(table: ProjectTable) -> str:
    """The title line of the table."""
    progress = table.progress
    said = tr(
        "{period}{zone}重点项目进展情况表",
        period=period_words(progress.year, progress.month),
        zone=one_line(progress.zone),
    )
    return said + edition_mark(progress.edition)


def projects_on_paper(table: ProjectTable, options: SheetOptions) -> PrintedTable:
    """The same on paper."""
    known, sums = figures(table.total.row, table.progress), _total_sums(table)
    shares = {ProjectColumn.COMPLETION: known.completion, ProjectColumn.GAP: known.gap}
    told = {column: "" if value is None else figure(value) for column, value in (sums | shares).items()}
    first = tuple({ProjectColumn.NAME: tr("合计"), **told}.get(column, "") for column in _COLUMNS)
    rows = [tuple(project_text(column, row, table) for column in _COLUMNS) for row in table.rows]
    return PrintedTable(
        projects_title(table),
        ends_of_projects(table, options),
        SheetTexts(
            heads=tuple(project_head(column, table.progress.month) for column in _COLUMNS),
            bands=(("", (first, *rows) if rows else ()),),
            numeric=frozenset(at for at, column in enumerate(_COLUMNS) if column in FIGURES),
            centred=frozenset(at for at, column in enumerate(_COLUMNS) if column in _SHORT),
        ),
        (foot(table.progress, options)[0], *project_foot(table, options)),
        PAPER,
    )


def ends_of_projects(table: ProjectTable, options: SheetOptions) -> tuple[str, str]:
    """The words at both ends of the line under the title."""
    issuer = one_line(options.issuer or table.progress.zone)
    return tr("填报单位：{issuer}", issuer=issuer), tr("单位：{unit}", unit=PROJECT_UNIT)


def _write(sheet: SheetWriter, table: ProjectTable, options: SheetOptions) -> None:
    sheet.visible = len(_COLUMNS)
    sheet.title(projects_title(table))
    sheet.two_ends(*ends_of_projects(table, options))
    heads = [project_head(column, table.progress.month) for column in _COLUMNS]
    heads += [tr("数值评价档"), tr("投资评价档"), tr("节点和时限评价档"), tr("评价档"), tr("计入合计"), tr("上月累计")]
    numbers = {at for at, column in enumerate(_COLUMNS) if column in FIGURES}
    sheet.header(heads, frozenset({*numbers, *range(len(_COLUMNS), len(heads))}))
    first = sheet.row + 1
    if table.rows:
        _total(sheet, table, first)
    for row in table.rows:
        _project(sheet, row, table)
    for words in (foot(table.progress, options)[0], *project_foot(table, options)):
        sheet.line(words)
    if table.rows:
        light = f"${sheet.letter(_LIGHT)}{first}"
        colours = {
            f'AND({light}<>"",{light}={grade.value})': tint(table.progress.colour(grade))
            for grade in table.progress.grades
        }
        sheet.shade(_at(ProjectColumn.ASSESSMENT), first, first + len(table.rows) - 1, colours)
    sheet.hide_from(len(_COLUMNS))
    sheet.finish(2)


def project_foot(table: ProjectTable, options: SheetOptions) -> list[str]:
    """The lines under the table and the names of those who sign."""
    until = one_line(options.cut_off) or tr("{year}年{month}月底", year=table.progress.year, month=table.progress.month)
    counted = tr("共{count}个项目", count=sum(row.depth == 0 for row in table.rows))
    first, *others = project_notes(table)
    return [tr("{counted}；数据截止：{until}", counted=counted, until=until), tr("说明：") + first, *others]


def _at(column: ProjectColumn) -> int:
    return _COLUMNS.index(column)


def _places_of(sheet: SheetWriter) -> Mapping[SheetColumn | Hidden, str]:
    """Where the sheet of targets would have its columns in the row being written."""
    found: dict[SheetColumn | Hidden, str] = dict.fromkeys((*SheetColumn, *Hidden), "")
    found[SheetColumn.TARGET] = sheet.address(_at(ProjectColumn.YEAR_PLAN))
    found[SheetColumn.ACTUAL] = sheet.address(_at(ProjectColumn.SPENT))
    found[Hidden.LEVEL] = sheet.address(_LEVEL)
    found[Hidden.LIGHT] = sheet.address(_MONEY_LIGHT)
    return found


# ---- a project


def _project(sheet: SheetWriter, row: ProjectRow, table: ProjectTable) -> None:
    own = row.row.unit == PROJECT_UNIT
    known = figures(row.row, table.progress)
    cells = _judged(sheet, row, table) if own else _in_other_money(known)
    for at, column in enumerate(_COLUMNS):
        text = CellContent(text=project_text(column, row, table, known).lstrip(INDENT))
        align = "center" if column in _SHORT else "right" if column in FIGURES else "left"
        sheet.put(at, cells.get(column, text), align, depth=row.depth if column is ProjectColumn.NAME else 0)
    hidden = _hidden(sheet, row, table) if own else {_LIGHT: CellContent(number=str(row.grade.value))}
    for at in range(_LEVEL, _BEFORE + 1):
        sheet.put(at, hidden.get(at, CellContent()))
    sheet.end_row()


def _in_other_money(known: Figures) -> dict[ProjectColumn, CellContent]:
    """Sums in another currency stand as words, so nothing is worked out from them."""
    return {ProjectColumn.COMPLETION: _sum(known.completion), ProjectColumn.GAP: _sum(known.gap)}


def _judged(sheet: SheetWriter, row: ProjectRow, table: ProjectTable) -> dict[ProjectColumn, CellContent]:
    """The cells of figures, and the assessment where it follows them."""
    told = row_cells(row.row, table.progress, _places_of(sheet))
    cells = {
        ProjectColumn.INVESTMENT: _sum(row.investment),
        ProjectColumn.SPENT_BEFORE: _sum(row.spent_before),
        ProjectColumn.YEAR_PLAN: _sum(row.year_plan),
        ProjectColumn.MONTH_SPENT: _month_alone(sheet, row),
        ProjectColumn.SPENT: told[SheetColumn.ACTUAL],
        ProjectColumn.COMPLETION: told[SheetColumn.COMPLETION],
        ProjectColumn.GAP: told[SheetColumn.GAP],
    }
    if _is_live(row):
        cells[ProjectColumn.ASSESSMENT] = _word(sheet, row, table)
    return cells


def _sum(sum_: Decimal | None) -> CellContent:
    return CellContent() if sum_ is None else CellContent(number=figure(sum_), format=number_format(sum_))


def _month_alone(sheet: SheetWriter, row: ProjectRow) -> CellContent:
    """What the month brought, from its figure and the one before, which stands hidden."""
    if row.month_spent is None:
        return CellContent()
    now, before = sheet.address(_at(ProjectColumn.SPENT)), sheet.address(_BEFORE)
    formula = f'=IF(OR({now}="",{before}=""),"",ROUND({now}-{before},{_places(row.month_spent)}))'
    return CellContent(number=figure(row.month_spent), formula=formula, format=number_format(row.month_spent))


def _places(sum_: Decimal | None) -> int:
    """How many decimals of a sum are no noise of a spreadsheet's arithmetic."""
    exponent = 0 if sum_ is None else sum_.as_tuple().exponent
    return max(EXACT, -exponent if isinstance(exponent, int) else 0)


def _is_live(row: ProjectRow) -> bool:
    """Whether its assessment follows its figures: what is done or suspended is so whatever it has spent."""
    fixed = (MilestoneState.DONE, MilestoneState.SUSPENDED)
    return row.row.standing.measure is not Measure.NONE and (row.standing is None or row.standing.state not in fixed)


def _word(sheet: SheetWriter, row: ProjectRow, table: ProjectTable) -> CellContent:
    words = ",".join(quoted(table.progress.word(grade)) for grade in sorted(Grade))
    said = project_text(ProjectColumn.ASSESSMENT, row, table)
    return CellContent(text=said, formula=f"=CHOOSE({sheet.address(_LIGHT)}+1,{words})")


def _hidden(sheet: SheetWriter, row: ProjectRow, table: ProjectTable) -> dict[int, CellContent]:
    cells = {_COUNTED: CellContent(number="1" if row.counted else "0")}
    if row.month_spent is not None and row.spent is not None:
        before = exact_sum((row.spent, row.month_spent.copy_negate()))
        cells[_BEFORE] = _sum(before)
    if not _is_live(row):
        return cells | {_LIGHT: CellContent(number=str(row.grade.value))}
    told = row_cells(row.row, table.progress, _places_of(sheet))
    dates = row.dates.value if row.dates in LAGGING else None
    cells[_LEVEL], cells[_MONEY_LIGHT] = told[Hidden.LEVEL], told[Hidden.LIGHT]
    if dates is not None:
        cells[_DATES] = CellContent(number=str(dates))
    money, late = sheet.address(_MONEY_LIGHT), sheet.address(_DATES)
    worse = f"IF({money}={Grade.MISSED.value},{money},{late})" if table.progress.year_end else f"MIN({money},{late})"
    cells[_LIGHT] = CellContent(number=str(row.grade.value), formula=f'=IF({late}="",{money},{worse})')
    return cells


# ---- the total


def _total(sheet: SheetWriter, table: ProjectTable, first: int) -> None:
    """合计 stands first and adds up the rows below that count."""
    last = first + len(table.rows) - 1
    told, sums = row_cells(table.total.row, table.progress, _places_of(sheet)), _total_sums(table)
    counted = _rows(sheet, _COUNTED, first, last)
    cells = {column: _added(_rows(sheet, _at(column), first, last), counted, sum_) for column, sum_ in sums.items()}
    cells[ProjectColumn.NAME] = CellContent(text=tr("合计"))
    cells[ProjectColumn.COMPLETION], cells[ProjectColumn.GAP] = told[SheetColumn.COMPLETION], told[SheetColumn.GAP]
    for at, column in enumerate(_COLUMNS):
        sheet.put(at, cells.get(column, CellContent()))
    sheet.end_row()


def _total_sums(table: ProjectTable) -> dict[ProjectColumn, Decimal | None]:
    total = table.total
    return {
        ProjectColumn.INVESTMENT: total.investment,
        ProjectColumn.SPENT_BEFORE: total.spent_before,
        ProjectColumn.YEAR_PLAN: total.row.target.stated.value,
        ProjectColumn.MONTH_SPENT: total.month_spent,
        ProjectColumn.SPENT: total.row.actual_value,
    }


def _rows(sheet: SheetWriter, at: int, first: int, last: int) -> str:
    letter = sheet.letter(at)
    return f"${letter}${first}:${letter}${last}"


def _added(area: str, counted: str, sum_: Decimal | None) -> CellContent:
    """The sum of the rows that count; empty where none of them has a figure."""
    none = f'SUMPRODUCT(({counted}=1)*({area}<>""))=0'
    formula = f'=IF({none},"",ROUND(SUMIF({counted},1,{area}),{_places(sum_)}))'
    if sum_ is None:
        return CellContent(formula=formula, format="General")
    return CellContent(number=figure(sum_), formula=formula, format=number_format(sum_))
