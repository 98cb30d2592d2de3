"""The words of a quarter: the columns of its table, what each cell says, and the notes below it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.facts import Stated
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.quarters import AskedBy, QuarterStanding
from zonetracker.model.rounding import plain, shown
from zonetracker.model.row_figures import Figures, figures, whole_share
from zonetracker.model.standing import growth_asked
from zonetracker.support.i18n import tr
from zonetracker.words.sources import marked
from zonetracker.words.standing import grades_rule, rounding_rule, tolerance_rule
from zonetracker.words.wording import (
    figure,
    growth_words,
    level_words,
    one_line,
    part_name,
    quarter_word,
    single_quarter_word,
    target_cell,
    target_growth_cell,
)

EXACT_PLACES = 30


class QuarterColumn(StrEnum):
    """The columns of the table of a quarter, in the office's order."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    ASKED = "asked"
    ACTUAL = "actual"
    ASKED_COMPLETION = "asked_completion"
    COMPLETION = "completion"
    GROWTH = "growth"
    GROWTH_GOAL = "growth_goal"
    GAP = "gap"
    ASSESSMENT = "assessment"
    RESPONSIBLE = "responsible"


QUARTER_FIGURES = frozenset(
    {
        *(QuarterColumn.TARGET, QuarterColumn.ASKED, QuarterColumn.ACTUAL, QuarterColumn.ASKED_COMPLETION),
        *(QuarterColumn.COMPLETION, QuarterColumn.GROWTH, QuarterColumn.GROWTH_GOAL, QuarterColumn.GAP),
    }
)
"""The columns that hold numbers."""


def quarter_head(column: QuarterColumn, month: int) -> str:
    """What a column is called in the quarter that ends with a month."""
    quarter = quarter_word(month)
    return {
        QuarterColumn.NUMBER: tr("序号"),
        QuarterColumn.NAME: tr("指标"),
        QuarterColumn.UNIT: tr("单位"),
        QuarterColumn.TARGET: tr("年度目标"),
        QuarterColumn.ASKED: tr("{quarter}目标", quarter=quarter),
        QuarterColumn.ACTUAL: tr("{quarter}完成", quarter=quarter),
        QuarterColumn.ASKED_COMPLETION: completion_head(month),
        QuarterColumn.COMPLETION: tr("占年度(%)"),
        QuarterColumn.GROWTH: tr("同比(%)"),
        QuarterColumn.GROWTH_GOAL: tr("目标增速"),
        QuarterColumn.GAP: tr("差"),
        QuarterColumn.ASSESSMENT: tr("评价"),
        QuarterColumn.RESPONSIBLE: tr("责任单位"),
    }[column]


def completion_head(month: int) -> str:
    """What the share of what was asked is called."""
    return tr("完成季度目标(%)") if month == 3 else tr("完成{quarter}目标(%)", quarter=quarter_word(month))


def quarter_title(progress: Progress) -> str:
    """What the table of a quarter is called, without the mark of its edition."""
    said = {"year": progress.year, "quarter": quarter_word(progress.month), "zone": one_line(progress.zone)}
    if progress.month == 3:
        return tr("{year}年{quarter}{zone}开门红目标任务完成情况表", **said)
    return tr("{year}年{quarter}{zone}目标任务完成情况表", **said)


def asked_mark(by: AskedBy | None, month: int) -> str:
    """What stands behind a figure that no period target gave."""
    if by is AskedBy.PACE:
        return tr("（序时）")
    return tr("（年度）") if by is AskedBy.YEAR and month < 12 else ""


def asked_text(row: ProgressRow, progress: Progress, quarter: QuarterStanding) -> str:
    """What was asked until the end of the quarter, as a cell shows it; "" where nothing was."""
    stated = asked_stated(row, progress, quarter)
    goal = None if stated is None else target_cell(stated)
    return "" if goal is None else goal.text + asked_mark(quarter.by, progress.month)


def asked_words(row: ProgressRow, progress: Progress, quarter: QuarterStanding) -> str:
    """The same in words, with its unit and the growth that the quarter asks for itself: 18亿元，增长8%."""
    stated, period = asked_stated(row, progress, quarter), period_asked(row, progress)
    level = "" if stated is None else level_words(stated, one_line(row.unit)) + asked_mark(quarter.by, progress.month)
    return "，".join(filter(None, (level, "" if period is None else growth_words(period))))


def asked_stated(row: ProgressRow, progress: Progress, quarter: QuarterStanding) -> Stated | None:
    """What was asked in the row's unit, with the bound that was said of it."""
    if quarter.asked is None:
        return None
    period = period_asked(row, progress)
    own = period if quarter.by is AskedBy.OWN else None
    if own is not None and own.unit in (None, row.unit):
        return own
    high = None if quarter.asked_high is None else _spelled(quarter.asked_high)
    bound = row.target.stated.bound if own is None else own.bound
    return Stated(_spelled(quarter.asked), high, bound=bound)


def _spelled(number: Fraction) -> Decimal:
    """All its digits where it ends."""
    exact = plain(number, EXACT_PLACES)
    return exact if Fraction(exact) == number else plain(number)


def asked_completion(quarter: QuarterStanding, progress: Progress) -> Decimal | None:
    """What share of it is reached, in so many digits that it never says more than there is."""
    return None if quarter.completion is None else whole_share(quarter.completion, progress.places)


def gap_shown(known: Figures) -> Decimal | None:
    """How much the row is ahead in points of the year, of a target of growth alone over that."""
    return known.growth_gap if known.target is None else known.gap


def quarter_text(column: QuarterColumn, row: ProgressRow, progress: Progress, quarter: QuarterStanding) -> str:
    """What a cell of the table says."""
    known = figures(row, progress)
    goal = target_growth_cell(growth_asked(row.target, period_asked(row, progress)))
    aim = target_cell(row.target.stated)
    wording = one_line(row.target.wording) if row.target.stated.growth is None else ""
    words: dict[QuarterColumn, str] = {
        QuarterColumn.NUMBER: row.number,
        QuarterColumn.NAME: part_name(row.indicator.name, row.depth),
        QuarterColumn.UNIT: one_line(row.unit),
        QuarterColumn.TARGET: wording if aim is None else aim.text,
        QuarterColumn.ASKED: asked_text(row, progress, quarter),
        QuarterColumn.ACTUAL: marked(_said(known.actual), row.expected),
        QuarterColumn.ASKED_COMPLETION: _said(asked_completion(quarter, progress)),
        QuarterColumn.COMPLETION: _said(known.completion),
        QuarterColumn.GROWTH: _said(known.growth),
        QuarterColumn.GROWTH_GOAL: "" if goal is None else goal.text,
        QuarterColumn.GAP: _said(gap_shown(known)),
        QuarterColumn.ASSESSMENT: progress.word_of(row),
        QuarterColumn.RESPONSIBLE: one_line(row.target.responsible),
    }
    return words[column]


def single_text(row: ProgressRow, quarter: QuarterStanding) -> str:
    """What the quarter alone brought."""
    return "" if quarter.single is None else figure(plain(quarter.single)) + one_line(row.unit)


def single_growth_shown(quarter: QuarterStanding, progress: Progress) -> Decimal | None:
    """The growth of the quarter alone, rounded."""
    return None if quarter.single_growth is None else shown(quarter.single_growth, progress.places)


def single_head(month: int) -> str:
    """What the figure of the quarter alone is called."""
    return tr("{quarter}当季", quarter=single_quarter_word(month))


def met_words(standings: Sequence[QuarterStanding], month: int) -> str:
    """How many rows have reached what was asked until the end of the quarter."""
    return "".join(f"{words}{count}{after}" for words, count, after in met_parts(standings, month))


def met_parts(standings: Sequence[QuarterStanding], month: int) -> list[tuple[str, int, str]]:
    """The same in parts: words, a count, what stands behind it; of those met, missed, and without a figure."""
    quarter, each = quarter_word(month), tr("项")
    counts = [sum(one.met is met for one in standings) for met in (True, False, None)]
    return [
        (tr("合计{count}项：完成{quarter}目标", count=len(standings), quarter=quarter), counts[0], each),
        (tr("，未完成"), counts[1], each),
        (tr("，无数据"), counts[2], each),
    ]


def quarter_notes(progress: Progress) -> list[str]:
    """The notes under the table: what its figures are measured by."""
    quarter = quarter_word(progress.month)
    asked = tr(
        "没有下达{quarter}目标的，按序时进度折算（标“序时”）；时点数和比率按年度目标（标“年度”）；"
        "累计数自1月起。完成或未完成{quarter}目标以累计数是否达到（控制数是否没有超过）为准。",
        quarter=quarter,
    )
    gap = tr(
        "“差”为占年度的百分比减{quarter}目标占年度目标的百分比（保留两位小数），单位为个百分点；只有增速目标的，为同比减目标增速。",
        quarter=quarter,
    )
    if progress.year_end:
        asked, gap = "", tr("“差”为占年度的百分比减100，单位为个百分点；只有增速目标的，为同比减目标增速。")
    told = [tolerance_rule(progress) + grades_rule(progress), asked, gap, rounding_rule(progress)]
    return [f"{number}.{said}" for number, said in enumerate(filter(None, told), 1)]


def _said(value: Decimal | None) -> str:
    return "" if value is None else figure(value)
