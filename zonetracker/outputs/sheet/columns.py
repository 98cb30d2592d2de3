"""The columns of the sheet: the cell that each makes of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from zonetracker.model.issuing import SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import plain, shown
from zonetracker.model.row_figures import Figures, figures, growth_is_computed, row_places
from zonetracker.model.standing import Measure, SecondTier
from zonetracker.model.units import scale
from zonetracker.support.i18n import tr
from zonetracker.words.sources import mark_of_expected
from zonetracker.words.standing import direction_words, judged_words
from zonetracker.words.wording import (
    GoalCell,
    adjustment_words,
    figure,
    level_words,
    number_format,
    one_line,
    part_name,
    rate_words,
    target_cell,
    target_growth_cell,
)

_LARGEST_DIGITS = 300
INDENT = "\u3000"
"""What a part is set in by; a spreadsheet sets the whole cell in instead."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """What stands in a cell: text, or a number (its exact digits), or a formula with the value it has.

    `format` is Excel's number format; it carries the decimals as written and the bound's word.
    """

    text: str = ""
    number: str = ""
    formula: str = ""
    format: str = "General"


def row_cells(row: ProgressRow, progress: Progress, place: Mapping[SheetColumn, str]) -> dict[SheetColumn, CellContent]:
    """The cells of a row; `place` gives each column's address in that row, for the formulas."""
    known = figures(row, progress)
    maker = _Formulas(row, progress, place)
    cells = {
        SheetColumn.NUMBER: CellContent(text=row.number),
        SheetColumn.NAME: CellContent(text=part_name(row.indicator.name, row.depth).lstrip(INDENT)),
        SheetColumn.UNIT: CellContent(text=one_line(row.unit)),
        SheetColumn.BASELINE: _number(known.baseline),
        SheetColumn.TARGET: _target(row),
        SheetColumn.TARGET_GROWTH: _goal(target_growth_cell(row.target.stated)),
        SheetColumn.ACTUAL: _actual(row, known),
        SheetColumn.GROWTH: maker.growth(known),
        SheetColumn.ASSESSMENT: CellContent(text=progress.word_of(row)),
        SheetColumn.RESPONSIBLE: CellContent(text=one_line(row.target.responsible)),
        SheetColumn.NOTE: CellContent(text=note(row, progress)),
    }
    percentages: list[tuple[SheetColumn, Decimal | None, Callable[[], str]]] = [
        (SheetColumn.COMPLETION, known.completion, maker.completion),
        (SheetColumn.TIME_PROGRESS, known.time_progress, maker.time_progress),
        (SheetColumn.GAP, known.gap, maker.gap),
        (SheetColumn.GROWTH_GAP, known.growth_gap, maker.growth_gap),
    ]
    for column, value, formula in percentages:
        cells[column] = CellContent() if value is None else maker.cell(formula(), value)
    return {column: _in_words(cell) for column, cell in cells.items()} if _too_large(cells) else cells


def _too_large(cells: Mapping[SheetColumn, CellContent]) -> bool:
    return any(len(cell.number.partition(".")[0]) > _LARGEST_DIGITS for cell in cells.values())


def _in_words(cell: CellContent) -> CellContent:
    """A figure beyond what a spreadsheet can hold would make the file unreadable, so its row stands as text."""
    return CellContent(text=cell.text or cell.number)


def note(row: ProgressRow, progress: Progress) -> str:
    """The remarks of a row: its own, and what its figures alone do not say."""
    target, standing = row.target, row.standing
    parts = [one_line(target.note)]
    parts += [tr("目标{adjusted}", adjusted=adjustment_words(one)) for one in progress.adjusted(row)]
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
    for number, words in (
        (second.completion, tr("完成{number}%")),
        (second.gap, tr("与序时进度差{number}个百分点")),
        (second.growth_gap, tr("与奋斗增速差{number}个百分点")),
    ):
        rounded = progress.percent(number)
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


def digits_of(number: Fraction) -> str:
    """`number` with as many digits as a spreadsheet can hold (17), exact where it terminates before."""
    context = Context(prec=17)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return format(quotient, "f")


def literal(number: Fraction) -> str:
    """`number` as a spreadsheet expression: a plain decimal where it is one, else a quotient in brackets."""
    digits = digits_of(number)
    return digits if Fraction(digits) == number else f"({number.numerator}/{number.denominator})"


class _Formulas:
    """The live formulas of one row.

    Each rounds once in the place where the program rounds. The inner ROUND takes away the noise of binary arithmetic,
    which would make 272.2 of 1089/400 (272.25 exactly).
    """

    def __init__(self, row: ProgressRow, progress: Progress, place: Mapping[SheetColumn, str]) -> None:
        self.row, self.place, self.places = row, place, row_places(row, progress)
        self.month = progress.month

    def cell(self, expression: str, value: Decimal) -> CellContent:
        guard = max(9, self.places + 3)
        formula = f"=ROUND(ROUND({expression},{guard}),{self.places})"
        return CellContent(number=figure(value), formula=formula, format=_format(self.places))

    def growth(self, known: Figures) -> CellContent:
        if known.growth is None or not growth_is_computed(self.row):
            return _number(known.growth)
        return self.cell(self._growth(), known.growth)

    def _growth(self) -> str:
        actual, before = self.row.actual, self.row.last_year
        if not growth_is_computed(self.row) or actual is None or before is None:
            return self.place[SheetColumn.GROWTH]
        base = scale(before.value or Decimal(0), before.unit, self.row.unit or before.unit)
        reached = self.row.standing.actual
        if reached is not None and base and (reached / base - 1) * 100 == self.row.standing.growth:
            return f"({self.place[SheetColumn.ACTUAL]}/{literal(base)}-1)*100"
        now = scale(actual.value or Decimal(0), actual.unit, before.unit)
        return f"({literal(now or Fraction(0))}/{literal(Fraction(before.value or 0))}-1)*100"

    def completion(self) -> str:
        if self.row.standing.measure is Measure.NONE:
            return f"{self._growth()}/{self._growth_goal()}*100"
        actual, stated = self.place[SheetColumn.ACTUAL], self.row.target.stated
        return f"{actual}/{_nearest(self.place[SheetColumn.TARGET], actual, stated.value_high)}*100"

    def time_progress(self) -> str:
        if len(self.row.indicator.curve) == 12:
            stated = self.row.standing.time_progress or Fraction(0)
            return figure(shown(stated, 2))
        return f"ROUND({self.month}/12*100,2)"

    def gap(self) -> str:
        return f"{self.completion()}-{self.time_progress()}"

    def growth_gap(self) -> str:
        return f"{self._growth()}-{self._growth_goal()}"

    def _growth_goal(self) -> str:
        return _nearest(self.place[SheetColumn.TARGET_GROWTH], self._growth(), self.row.target.stated.growth_high)


def _nearest(goal: str, reached: str, high: Decimal | None) -> str:
    """What is measured from: the target, or of a range the end that is passed, and what is inside it from itself."""
    return goal if high is None else f"MEDIAN({goal},{reached},{figure(high)})"


def goal_cell_words(row: ProgressRow) -> str:
    """How a target's level reads in its cell, to measure its width."""
    return level_words(row.target.stated, "") or _target(row).text
