"""A row of 考核得分表: goal and figure as they can be typed over, r, base and bonus as formulas of them.

A task with both a level and a growth takes two lines, so that every figure that counts stands in a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from zonetracker.model.facts import JudgeBy
from zonetracker.model.rounding import plain, shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.marks import SideMark
from zonetracker.model.scoring.ranking import DepartmentScore
from zonetracker.model.scoring.rules import RuleKind, ScoreSet
from zonetracker.model.scoring.totals import ScoreRow
from zonetracker.outputs.scores.formulas import Expressions, SideCells, SideLive, combined, mark_live
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter
from zonetracker.outputs.sheet.live import Live, digits_of, literal
from zonetracker.support.i18n import tr
from zonetracker.words.scores.choices import both_sides_words
from zonetracker.words.scores.sums import row_remark
from zonetracker.words.wording import figure, goal_words, number_format, one_line, target_cell, target_growth_cell

_SHOWN = 4
"""Decimals of a figure that has no end, as it is shown; in the cell it has all that a spreadsheet holds."""


class At(IntEnum):
    """Where the columns stand; those from EXACT_R on are hidden."""

    NUMBER = 0
    DEPARTMENT = 1
    NAME = 2
    UNIT = 3
    GOAL = 4
    ACTUAL = 5
    R = 6
    WEIGHT = 7
    RULE = 8
    BASE = 9
    BONUS = 10
    REMARK = 11
    EXACT_R = 12
    EXACT_BASE = 13
    EXACT_BONUS = 14
    COUNTED = 15
    KIND = 16


@dataclass(frozen=True, slots=True)
class _MarkedSide:
    """A side of a task with its cells; `mark` is what its rule makes of it, None where the row has no mark."""

    side: ScoredSide | None
    mark: SideMark | None
    live: SideLive | None


def points_format(places: int) -> str:
    """Excel's format of points with so many decimals."""
    return "0." + "0" * places if places else "0"


def write_row(
    sheet: SheetWriter, number: int, row: ScoreRow, department: DepartmentScore, score_set: ScoreSet, rules: RuleSet
) -> None:
    """The one or two lines of a task."""
    mark = row.undivided if row.co else row.mark
    marks: tuple[SideMark | None, ...] = mark.sides if mark is not None and row.mark is not None else ()
    sides: list[tuple[ScoredSide | None, SideMark | None]] = [(one.side, one) for one in marks if one is not None]
    sides = sides or [(one, None) for one in row.completion.sides] or [(None, None)]
    first = sheet.row
    weight = f"{sheet.letter(At.WEIGHT)}{first}"
    if row.co and marks and marks[0] is not None:
        weight = literal(Fraction(marks[0].weight))
    lines = []
    for at, (side, one) in enumerate(sides):
        here = first + at
        places = {column: f"{sheet.letter(column)}{here}" for column in (At.GOAL, At.ACTUAL, At.EXACT_R)}
        cells = SideCells(places[At.GOAL], places[At.ACTUAL], places[At.EXACT_R], weight)
        live = None if side is None else SideLive(side, row.row, rules, cells)
        lines.append(_MarkedSide(side, one, live))
    for at, line in enumerate(lines):
        if at == 0:
            _task(sheet, number, row, department, lines, score_set)
        else:
            _second(sheet, row, department)
        _side(sheet, row, line, weight, score_set)
        sheet.end_row()


def _second(sheet: SheetWriter, row: ScoreRow, department: DepartmentScore) -> None:
    sheet.put(At.NUMBER, CellContent())
    sheet.put(At.DEPARTMENT, CellContent(text=one_line(department.department.name)), "left")
    sheet.put(At.NAME, CellContent(text=tr("其中：增速")), "left", depth=1)
    for column in (At.WEIGHT, At.BASE, At.BONUS, At.REMARK):
        sheet.put(column, CellContent())


def _task(
    sheet: SheetWriter,
    number: int,
    row: ScoreRow,
    department: DepartmentScore,
    lines: list[_MarkedSide],
    score_set: ScoreSet,
) -> None:
    places = score_set.places
    sheet.put(At.NUMBER, CellContent(text=str(number)))
    sheet.put(At.DEPARTMENT, CellContent(text=one_line(department.department.name)), "left")
    sheet.put(At.NAME, CellContent(text=one_line(row.task.name)), "left")
    form = points_format(places)
    if row.weight is not None:
        shown_as = form if row.mark is not None else f'"（"{form}"）"'
        sheet.put(At.WEIGHT, CellContent(number=figure(row.weight), format=shown_as))
    else:
        sheet.put(At.WEIGHT, CellContent())
    base, bonus = _points(sheet, row, lines, score_set)
    sheet.put(At.BASE, base)
    sheet.put(At.BONUS, bonus)
    counted = f'=IF({sheet.address(At.BASE)}="","",ROUND({sheet.address(At.WEIGHT)},{places}))'
    known = figure(row.shown_weight) if row.mark is not None else ""
    sheet.put(At.COUNTED, CellContent(number=known, formula=counted))
    sheet.put(At.KIND, CellContent(text=row.task.kind.value))
    sheet.put(At.REMARK, CellContent(text=_remark(row, lines, score_set)), "left")


def _remark(row: ScoreRow, lines: list[_MarkedSide], score_set: ScoreSet) -> str:
    way = both_sides_words(score_set) if len(lines) > 1 else ""
    period = tr("按阶段目标") if any(one.side and one.side.share is None for one in lines) else ""
    return "；".join(filter(None, (way, period, row_remark(row))))


def _points(
    sheet: SheetWriter, row: ScoreRow, lines: list[_MarkedSide], score_set: ScoreSet
) -> tuple[CellContent, CellContent]:
    """基本得分 and 加分 out of the hidden cells of the sides."""
    if row.mark is None:
        return CellContent(), CellContent()
    form, first = points_format(score_set.places), sheet.row
    numbers = [figure(row.mark.base), figure(row.mark.bonus)]
    if lines[0].mark is None:
        return CellContent(number=numbers[0], format=form), CellContent(number=numbers[1], format=form)
    columns = [sheet.letter(At.EXACT_BASE), sheet.letter(At.EXACT_BONUS)]
    sides: list[Expressions] = [(f"{columns[0]}{first + at}", f"{columns[1]}{first + at}") for at in range(len(lines))]
    by = [one.side.by if one.side is not None else JudgeBy.LEVEL for one in lines]
    needed = f"COUNT({','.join(base for base, _ in sides)})<{len(sides)}"
    made = []
    for number, expression in zip(numbers, combined(sides, by, score_set), strict=True):
        figures = Live(expression).figure(score_set.places)
        if row.co:
            figures = Live(f"{figures}*{literal(Fraction(score_set.co_share) / 100)}").figure(score_set.places)
        made.append(CellContent(number=number, formula=f'=IF({needed},"",{figures})', format=form))
    return made[0], made[1]


def _side(sheet: SheetWriter, row: ScoreRow, line: _MarkedSide, weight: str, score_set: ScoreSet) -> None:
    growth = line.side is not None and line.side.by is JudgeBy.GROWTH
    goal, actual = _goal(row, line), _actual(row, line)
    sheet.put(At.UNIT, CellContent(text=_unit(row, line, growth=growth)))
    sheet.put(At.GOAL, goal)
    sheet.put(At.ACTUAL, actual)
    rule = line.mark.rule if line.mark is not None else row.rule
    sheet.put(At.RULE, CellContent(text=one_line(rule.name)), "left")
    live, cell = line.live, sheet.address(At.ACTUAL)
    r, shown_r = CellContent(), CellContent()
    if line.side is not None and live is not None:
        exact = digits_of(line.side.r)
        formula = f'=IF({cell}="","",{live.r})' if live.r and goal.number and actual.number else ""
        r = CellContent(number=exact, formula=formula)
        places = score_set.places
        said = figure(shown(line.side.r, places))
        rounded = Live(live.cells.r, live.cells.r).rounded(places)
        shown_r = CellContent(number=said, formula=rounded, format=points_format(places))
    sheet.put(At.R, shown_r)
    sheet.put(At.EXACT_R, r)
    base, bonus = _exact(line, cell, weight, live_figures=bool(goal.number and actual.number))
    sheet.put(At.EXACT_BASE, base)
    sheet.put(At.EXACT_BONUS, bonus)


def _exact(line: _MarkedSide, actual: str, weight: str, *, live_figures: bool) -> tuple[CellContent, CellContent]:
    """What a side comes to before it is rounded."""
    mark = line.mark
    if mark is None:
        return CellContent(), CellContent()
    needs, found = "", None
    if line.live is not None and (live_figures or mark.rule.kind not in _OF_FIGURES):
        needs, found = line.live.cells.r, mark_live(mark, line.live)
    elif mark.given is not None:
        needs, found = actual, (f"{weight}*MIN({actual},100)/100", "0")
    formulas = ("", "") if found is None else tuple(f'=IF({needs}="","",{one})' for one in found)
    return (
        CellContent(number=digits_of(mark.base), formula=formulas[0]),
        CellContent(number=digits_of(mark.bonus), formula=formulas[1]),
    )


_OF_FIGURES = frozenset({RuleKind.EFFICACY, RuleKind.PER_UNIT, RuleKind.GROWTH_POINTS})


def _unit(row: ScoreRow, line: _MarkedSide, *, growth: bool) -> str:
    if growth or (line.mark is not None and line.mark.given is not None):
        return "%"
    if line.side is not None and row.milestone is not None and line.side.asked is None:
        return tr("个节点") if line.side.actual is not None else ""
    if row.row is not None:
        return one_line(row.row.unit or row.task.unit)
    return one_line(row.task.unit)


def _goal(row: ScoreRow, line: _MarkedSide) -> CellContent:
    side = line.side
    target = row.row.target.stated if row.row is not None else None
    if side is None or side.goal is None:
        cell = None if target is None else target_cell(target)
        if cell is None:
            return CellContent(text=_goal_in_words(row))
        return CellContent(number=figure(cell.number), format=cell.format)
    if side.by is JudgeBy.GROWTH:
        cell = None if target is None else target_growth_cell(target)
        own = target is not None and target.growth is not None and target.growth_high is None
        if cell is not None and not (own and Fraction(target.growth or 0) != side.goal if target else True):
            return CellContent(number=figure(cell.number), format=cell.format)
        return _number(side.goal)
    if target is None or side.asked is None or side.share is None:
        return _number(side.goal)
    cell = target_cell(target)
    limit = side.goal == side.asked and target.value_high is None and Fraction(target.value or 0) != side.goal
    return _number(side.goal) if cell is None or limit else CellContent(number=figure(cell.number), format=cell.format)


def _goal_in_words(row: ScoreRow) -> str:
    if row.milestone is not None:
        return one_line(row.milestone.requirement) or one_line(row.task.deadline or "")
    return goal_words(row.task.stated, row.task.unit, row.task.wording)


def _actual(row: ScoreRow, line: _MarkedSide) -> CellContent:
    side = line.side
    if side is not None and side.actual is not None:
        return _number(side.actual)
    if line.mark is not None and line.mark.given is not None:
        return CellContent(number=figure(line.mark.given), format=number_format(line.mark.given))
    if side is not None and side.months_late:
        return CellContent(text=tr("逾期办结，跨{months}个月", months=side.months_late))
    if side is not None and side.days_late:
        return CellContent(text=tr("逾期{days}天未办结", days=side.days_late))
    done = row.milestone is not None and row.milestone.done_on
    return CellContent(text=tr("已办结") if done and side is not None else "")


def _number(number: Fraction) -> CellContent:
    said = plain(number, _SHOWN)
    return CellContent(number=digits_of(number), format=number_format(Decimal(said)))
