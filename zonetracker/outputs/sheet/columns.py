"""The columns of the sheet: the cell that each makes of a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.issuing import ON_CHOICE, SheetColumn
from zonetracker.model.measure import SHARES
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.rounding import plain
from zonetracker.model.row_figures import Figures, figures, whole_share
from zonetracker.model.standing import Measure, SecondTier, growth_asked
from zonetracker.outputs.sheet.judging import Judging
from zonetracker.outputs.sheet.live import Hidden, Live, LiveRow, Places, digits_of
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import original_words
from zonetracker.words.sources import mark_of_expected
from zonetracker.words.standing import amount_places, direction_words, judged_words
from zonetracker.words.wording import (
    GoalCell,
    figure,
    number_format,
    one_line,
    part_name,
    rate_words,
    target_cell,
    target_growth_cell,
)

_LARGEST_DIGITS, _MORE_PLACES = 300, 8
INDENT = "\u3000"
"""What a part is set in by; a spreadsheet sets the whole cell in instead."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """What stands in a cell: text, or a number (its exact digits), or a formula with the value it has.

    A formula without a number gives `text`, which may be empty. `format` is Excel's number format; it carries the
    decimals as written and the bound's word.
    """

    text: str = ""
    number: str = ""
    formula: str = ""
    format: str = "General"


def row_cells(
    row: ProgressRow, progress: Progress, place: Places, *, rate_completion: bool = False, asked: str = ""
) -> dict[SheetColumn | Hidden, CellContent]:
    """The cells of a row; `place` gives each column's address in that row, for the formulas.

    Without the hidden columns the assessment stands as it is. `asked` is the cell of what a period target asks for.
    """
    known = figures(row, progress)
    cells: dict[SheetColumn | Hidden, CellContent] = {
        SheetColumn.NUMBER: CellContent(text=row.number),
        SheetColumn.NAME: CellContent(text=part_name(row.indicator.name, row.depth).lstrip(INDENT)),
        SheetColumn.UNIT: CellContent(text=one_line(row.unit)),
        SheetColumn.BASELINE: _number(known.baseline),
        SheetColumn.TARGET: _target(row),
        SheetColumn.TARGET_GROWTH: _goal(target_growth_cell(growth_asked(row.target, period_asked(row, progress)))),
        SheetColumn.ACTUAL: _actual(row, known),
        SheetColumn.RESPONSIBLE: CellContent(text=one_line(row.target.responsible)),
        SheetColumn.NOTE: CellContent(text=note(row, progress)),
    }
    live = LiveRow(row, progress, place, known.places, asked)
    cells |= _computed(row, known, live, rate_completion=rate_completion)
    if not place.keys().isdisjoint(ON_CHOICE):
        cells |= _on_choice(row, live)
    if not place.get(Hidden.LIGHT):
        return cells | _fixed_assessment(row, progress)
    if _too_large(cells):
        cells = {column: _in_words(cell) for column, cell in cells.items()}
        return cells | _fixed_assessment(row, progress)
    return cells | _assessment(row, progress, Judging(row, progress, place, known.places, asked))


def _computed(
    row: ProgressRow, known: Figures, live: LiveRow, *, rate_completion: bool
) -> dict[SheetColumn | Hidden, CellContent]:
    """The cells with live formulas; they stand also where the figure is still to come."""
    places = known.places
    share, asked = known.completion, live.completion()
    if rate_completion and limited_rate(row):
        share, asked = completion(row, live.progress, rate_completion=True), live.limit_used()
    digits = places if share is None else max(0, -int(share.as_tuple().exponent))
    grown = live.shown_growth()
    return {
        SheetColumn.GROWTH: _number(known.growth) if grown is None else _live(grown, known.growth, places),
        SheetColumn.COMPLETION: _live(asked, share, digits),
        SheetColumn.TIME_PROGRESS: _live(live.time_progress(), known.time_progress, places),
        SheetColumn.GAP: _live(live.gap(), known.gap, places),
        SheetColumn.GROWTH_GAP: _live(live.growth_gap(), known.growth_gap, places),
    }


def _on_choice(row: ProgressRow, live: LiveRow) -> dict[SheetColumn | Hidden, CellContent]:
    """The cells of the columns that an office may want besides."""
    return {
        SheetColumn.LAST_YEAR: _number(last_year(row)),
        SheetColumn.FORECAST: _amount(live.forecast(), row.standing.forecast, row, whole=True),
        SheetColumn.NEEDED: _amount(live.needed(), needed_monthly(row), row),
    }


def _live(live: Live | None, value: Decimal | None, places: int) -> CellContent:
    if live is None:
        return CellContent()
    number = "" if value is None else figure(value)
    return CellContent(number=number, formula=live.rounded(places), format=_shown_format(places))


def _amount(live: Live | None, number: Fraction | None, row: ProgressRow, *, whole: bool = False) -> CellContent:
    if live is None:
        return CellContent()
    places = amount_places(row, whole=whole)
    digits = "" if number is None else figure(plain(number, places))
    return CellContent(number=digits, formula=live.rounded(places), format="General")


def _assessment(row: ProgressRow, progress: Progress, judging: Judging) -> dict[SheetColumn | Hidden, CellContent]:
    cells = _fixed_assessment(row, progress)
    cells[SheetColumn.ASSESSMENT] = CellContent(text=cells[SheetColumn.ASSESSMENT].text, formula=judging.word())
    for hidden in Hidden:
        formula = judging.hidden(hidden)
        cells[hidden] = CellContent(number=cells[hidden].number, formula=formula) if formula else CellContent()
    return cells


def _fixed_assessment(row: ProgressRow, progress: Progress) -> dict[SheetColumn | Hidden, CellContent]:
    standing = row.standing
    grades = {Hidden.LEVEL: standing.level_grade, Hidden.GROWTH: standing.growth_grade, Hidden.LIGHT: standing.grade}
    grown = digits_of(standing.growth) if standing.growth is not None else ""
    return {
        Hidden.GROWN: CellContent(number=grown),
        SheetColumn.ASSESSMENT: CellContent(text=progress.word_of(row)),
        **{hidden: CellContent(number="" if grade is None else str(grade.value)) for hidden, grade in grades.items()},
    }


def limited_rate(row: ProgressRow) -> bool:
    """Whether a row is a rate with a limit, of which an office may want limit ÷ rate as its completion."""
    value = row.target.stated.value
    return row.standing.measure is Measure.LIMIT and row.unit in SHARES and value is not None and value > 0


def completion(row: ProgressRow, progress: Progress, *, rate_completion: bool) -> Decimal | None:
    """The completion as its column shows it."""
    value, actual = row.target.stated.value, row.standing.actual
    if not (rate_completion and limited_rate(row)) or value is None:
        return figures(row, progress).completion
    if actual is None or actual <= 0:
        return None
    return whole_share(Fraction(value) / actual * 100, progress.places)


def needed_monthly(row: ProgressRow) -> Fraction | None:
    """What each remaining month must bring; of a ceiling nothing is wanted."""
    return row.standing.needed_monthly if row.standing.measure is Measure.FLOW else None


def last_year(row: ProgressRow) -> Decimal | None:
    """Last year's figure of the same months in the row's unit."""
    return figure_in_unit(row.last_year, row.unit)


def _too_large(cells: Mapping[SheetColumn | Hidden, CellContent]) -> bool:
    return any(len(cell.number.partition(".")[0]) > _LARGEST_DIGITS for cell in cells.values())


def _in_words(cell: CellContent) -> CellContent:
    """A figure beyond what a spreadsheet can hold would make the file unreadable, so its row stands as text."""
    return CellContent(text=cell.text or cell.number)


def note(row: ProgressRow, progress: Progress) -> str:
    """The remarks of a row: its own, and what its figures alone do not say."""
    target, standing = row.target, row.standing
    parts = [one_line(target.note)]
    parts += map(original_words, progress.adjusted(row))
    if standing.second is not None:
        parts.append(_second(row, standing.second, progress))
    parts += judged_words(row, progress)
    parts.append(direction_words(row))
    if standing.difference is not None and standing.growth is None:
        parts.append(_difference(row, standing.difference))
    if standing.unit_clash and row.actual is not None and row.actual.value is not None:
        said = f"{figure(row.actual.value)}{one_line(row.actual.unit or '')}"
        parts.append(tr("实绩{said}与目标单位不同，未计算", said=said))
    if row.expected and (row.actual is None or row.actual.value is None):
        parts.append(tr("增速为预计数"))
    parts.append(one_line(row.problem))
    return "；".join(part for part in parts if part)


def _second(row: ProgressRow, second: SecondTier, progress: Progress) -> str:
    """奋斗目标85亿元、增长9%，完成68.0%，与奋斗目标序时差-7.0个百分点: the upper of two tiers, and how it stands."""
    target = row.target
    goals = [] if target.stretch is None else [f"{figure(target.stretch)}{one_line(row.unit)}"]
    if target.stretch_growth is not None:
        goals.append(rate_words(target.stretch_growth))
    said = [tr("奋斗目标{goal}", goal="、".join(goals))]
    share = None if second.completion is None else whole_share(second.completion, progress.places)
    for rounded, words in (
        (share, tr("完成{number}%")),
        (progress.percent(second.gap), tr("与序时进度差{number}个百分点")),
        (progress.percent(second.growth_gap), tr("与奋斗增速差{number}个百分点")),
    ):
        if rounded is not None:
            said.append(words.format(number=figure(rounded)))
    return "，".join(said)


def _difference(row: ProgressRow, difference: Fraction) -> str:
    """In place of a growth, which a base of zero or below does not allow."""
    before = row.last_year
    base = (
        "" if before is None or before.value is None else f"{figure(before.value)}{one_line(before.unit or row.unit)}"
    )
    side = tr("增加") if difference >= 0 else tr("减少")
    by = f"{figure(plain(abs(difference)))}{one_line(row.unit)}"
    return tr("上年同期为{base}，不计算增速，比上年同期{side}{by}", base=base, side=side, by=by)


def _number(value: Decimal | None, digits: str = "", after: str = "") -> CellContent:
    if value is None:
        return CellContent()
    return CellContent(number=digits or figure(value), format=number_format(value) + (f'"{after}"' if after else ""))


def _shown_format(places: int) -> str:
    """As many decimals as are usual, and further ones where a figure has them."""
    return "0." + "0" * min(places, 30) + "#" * _MORE_PLACES if places else "General"


def _format(places: int) -> str:
    return "0." + "0" * min(places, 30) if places else "0"


def _target(row: ProgressRow) -> CellContent:
    stated = row.target.stated
    if stated.value is None:
        return CellContent(text="" if stated.growth is not None else one_line(row.target.wording))
    return _goal(target_cell(stated))


def _goal(cell: GoalCell | None) -> CellContent:
    return CellContent() if cell is None else CellContent(number=figure(cell.number), format=cell.format)


def _actual(row: ProgressRow, known: Figures) -> CellContent:
    """The cell holds the exact figure even where only six decimals of a converted one are shown."""
    exact, mark = row.standing.actual, mark_of_expected() if row.expected else ""
    if known.actual is None or exact is None or Fraction(known.actual) == exact:
        return _number(known.actual, after=mark)
    return _number(known.actual, digits=digits_of(exact), after=mark)
