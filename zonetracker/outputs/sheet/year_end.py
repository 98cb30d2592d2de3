"""The closing list of a year (年终完成情况表): goal, outcome and verdict beside last year's, and counts by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import Control, Grade
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent, row_cells
from zonetracker.outputs.sheet.layout import SheetWriter, new_book, tint
from zonetracker.outputs.sheet.live import Hidden
from zonetracker.outputs.sheet.workbook import ends, foot, heading_of
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.issuing import edition_mark
from zonetracker.words.wording import figure, goal_words, one_line

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_COLUMNS = (
    *(SheetColumn.NUMBER, SheetColumn.NAME, SheetColumn.UNIT, SheetColumn.BASELINE, None),
    *(SheetColumn.TARGET, SheetColumn.ACTUAL, SheetColumn.COMPLETION, SheetColumn.TARGET_GROWTH, SheetColumn.GROWTH),
    *(SheetColumn.GROWTH_GAP, SheetColumn.ASSESSMENT, None, None, SheetColumn.RESPONSIBLE, SheetColumn.NOTE),
)
"""The columns that are those of the sheet; the others are this list's own."""
_FIRST_GOAL, _LAST_SHARE, _LAST_WORD, _LEAD = 4, 12, 13, 16
_FIGURES = frozenset({*range(3, 11), _LAST_SHARE})
_RUNNING = (SheetColumn.NAME, SheetColumn.RESPONSIBLE, SheetColumn.NOTE)
_CONTROLS = {Grade.MET: Control.WITHIN, Grade.MISSED: Control.BEYOND}
"""A figure that was not to be exceeded is met or missed in words of its own."""


def build_year_end(progress: Progress, before: Progress, options: SheetOptions) -> bytes:
    """The bytes of the workbook; `progress` is that of the year's last month, `before` that of the year before."""
    book = new_book()
    sheet = SheetWriter(book, tr("年终完成情况"), options.paper)
    units = _list(sheet, progress, before, options)
    counted = _counts(book, progress, sheet, units, options.paper) if units else None
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = year_end_title(progress)
    book.calculation.fullCalcOnLoad = True
    parts = {one.part: one.values for one in (sheet, counted) if one is not None}
    return finish_book(book, parts, options.issued_on or progress.closed_on)


def year_end_title(progress: Progress) -> str:
    """The title line of the list."""
    usual = tr("{year}年度{zone}主要目标任务年终完成情况表", year=progress.year, zone=one_line(progress.zone))
    return usual + edition_mark(progress.edition)


def _heads(year: int) -> list[str]:
    before = {"year": year - 1}
    return [
        *(tr("序号"), tr("指标名称"), tr("计量单位"), tr("{year}年完成", **before), tr("原定目标"), tr("执行目标")),
        *(tr("全年完成"), tr("完成目标(%)"), tr("目标增速(%)"), tr("实际增速(%)"), tr("与目标增速差(百分点)")),
        *(tr("完成情况"), tr("{year}年完成目标(%)", **before), tr("{year}年完成情况", **before)),
        *(tr("责任单位"), tr("未完成原因和说明"), tr("牵头单位")),
    ]


def _list(sheet: SheetWriter, progress: Progress, before: Progress, options: SheetOptions) -> list[str]:
    """The list itself; gives the leading unit of each of its rows."""
    sheet.visible = _LEAD
    sheet.title(year_end_title(progress))
    sheet.two_ends(*ends(progress, options))
    sheet.header(_heads(progress.year), _FIGURES)
    last = {row.indicator.id: row for row in before.rows}
    index = DepartmentIndex(progress.departments)
    leads = []
    for row in progress.rows:
        leads.append(heading_of(row, Group.RESPONSIBLE, index))
        _row(sheet, row, progress, leads[-1])
        _beside(sheet, last.get(row.indicator.id), before)
        sheet.end_row()
    for words in (_counted_words(progress), *foot(progress, options)[:3]):
        sheet.line(words)
    sheet.hide_from(_LEAD)
    sheet.finish(2)
    return leads


def _row(sheet: SheetWriter, row: ProgressRow, progress: Progress, lead: str) -> None:
    at: dict[SheetColumn | Hidden, str] = {}
    at |= {column: sheet.address(index) for index, column in enumerate(_COLUMNS) if column is not None}
    cells = row_cells(row, progress, {**dict.fromkeys((*SheetColumn, *Hidden), ""), **at})
    for index, column in enumerate(_COLUMNS):
        if column is not None:
            sheet.put(
                index,
                cells[column],
                align="left" if column in _RUNNING else "center",
                colour=tint(progress.colour(row.standing.grade)) if column is SheetColumn.ASSESSMENT else "",
                depth=row.depth if column is SheetColumn.NAME else 0,
            )
    sheet.put(_FIRST_GOAL, _first_goal(row, progress))
    sheet.put(_LEAD, CellContent(text=lead))


def _first_goal(row: ProgressRow, progress: Progress) -> CellContent:
    """The goal before any adjustment; one in another unit, or a growth, stands in words."""
    adjusted = progress.adjusted(row)
    first = adjusted[0].before if adjusted else row.target.stated
    if not adjusted or (first.value is not None and first.unit == row.target.stated.unit):
        then = replace(row, target=replace(row.target, stated=first))
        return row_cells(then, progress, dict.fromkeys(SheetColumn, ""))[SheetColumn.TARGET]
    return CellContent(text=goal_words(first, one_line(first.unit or ""), row.target.wording))


def _beside(sheet: SheetWriter, row: ProgressRow | None, before: Progress) -> None:
    """What the same indicator had come to a year before, where it had a target then."""
    share = None if row is None else figures(row, before).completion
    places = 0 if share is None else max(0, -int(share.as_tuple().exponent))
    shown = CellContent() if share is None else CellContent(number=figure(share), format=_places(places))
    sheet.put(_LAST_SHARE, shown)
    sheet.put(_LAST_WORD, CellContent(text="" if row is None else before.word_of(row)))


def _places(places: int) -> str:
    return "0." + "0" * places if places else "0"


def _counted_words(progress: Progress) -> str:
    counts = "，".join(
        tr("{word}{count}项", word=progress.word(grade), count=progress.count(grade)) for grade in progress.grades
    )
    return tr("合计{all}项：{counts}。", all=len(progress.rows), counts=counts)


# ---- counts by unit


def _counts(book: Workbook, progress: Progress, main: SheetWriter, leads: Sequence[str], paper: str) -> SheetWriter:
    """责任单位统计: how many of a unit's targets came to what, counted in the list by formulas."""
    sheet = SheetWriter(book, tr("责任单位统计"), paper)
    words = [progress.word(grade) for grade in progress.grades]
    heads = [tr("责任单位"), tr("目标数"), *words, tr("完成率(%)")]
    sheet.visible = len(heads)
    sheet.title(tr("{year}年度{zone}目标完成情况按责任单位统计", year=progress.year, zone=one_line(progress.zone)))
    sheet.header(heads, frozenset(range(1, len(heads))))
    found = Counter(zip(leads, (row.standing.grade for row in progress.rows), strict=True))
    units, first = list(dict.fromkeys(leads)), sheet.row
    area = _Counting(main.sheet.title, 4, 3 + len(leads))
    for unit in units:
        sheet.put(0, CellContent(text=unit), "left")
        counts = [found[unit, grade] for grade in progress.grades]
        formulas = [area.counting(sheet.address(0), _words_of(progress, grade)) for grade in progress.grades]
        _numbers(sheet, progress, counts, formulas)
    sheet.put(0, CellContent(text=tr("合计")))
    letters = [sheet.letter(2 + place) for place in range(len(progress.grades))]
    sums = [f"SUM({letter}{first}:{letter}{sheet.row - 1})" for letter in letters]
    _numbers(sheet, progress, [progress.count(grade) for grade in progress.grades], sums)
    sheet.line(tr("说明：按牵头单位统计，含其中项；完成率为超额完成和完成的占有数的比重。"))
    sheet.finish(1)
    return sheet


def _words_of(progress: Progress, grade: Grade) -> list[str]:
    control = _CONTROLS.get(grade)
    words = [progress.word(grade), *([] if control is None else [progress.rules.words[control.value]])]
    return list(dict.fromkeys(words))


class _Counting:
    """The rows of the list, for formulas that count in it; compared as they are, so that no name is a wildcard."""

    def __init__(self, sheet: str, first: int, last: int) -> None:
        self.sheet, self.rows = sheet, (first, last)

    def counting(self, unit: str, words: Sequence[str]) -> str:
        """How many rows of the unit in cell `unit` have one of these words."""
        quoted = [word.replace('"', '""') for word in words]
        said = "+".join(f'({self._column("L")}="{word}")' for word in quoted)
        return f"SUMPRODUCT(({self._column('Q')}={unit})*({said}))"

    def _column(self, letter: str) -> str:
        first, last = self.rows
        return f"'{self.sheet}'!${letter}${first}:${letter}${last}"


def _numbers(sheet: SheetWriter, progress: Progress, counts: Sequence[int], formulas: Sequence[str]) -> None:
    """A line of counts: all, each verdict, and what share of those with a figure was reached."""
    places = [sheet.address(2 + place) for place in range(len(counts))]
    sheet.put(1, CellContent(number=str(sum(counts)), formula=f"=SUM({places[0]}:{places[-1]})", format="0"))
    for index, (count, formula) in enumerate(zip(counts, formulas, strict=True), 2):
        sheet.put(index, CellContent(number=str(count), formula=f"={formula}", format="0"))
    judged = [at for at, grade in enumerate(progress.grades) if grade not in (Grade.NO_DATA, Grade.NOT_DUE)]
    reached = [at for at in judged if progress.grades[at] in (Grade.EXCEEDED, Grade.MET)]
    all_, done = (sum(counts[at] for at in some) for some in (judged, reached))
    of, got = ("+".join(places[at] for at in some) for some in (judged, reached))
    share = progress.percent(Fraction(100 * done, all_)) if all_ else None
    formula = f'=IF({of}=0,"",ROUND(({got})/({of})*100,{progress.places}))'
    said = "" if share is None else figure(share)
    sheet.put(2 + len(counts), CellContent(number=said, formula=formula, format=_places(progress.places)))
    sheet.end_row()
