"""How each figure of a row is worked out, written with its figures: 完成率 = 59.2 ÷ 80 × 100 = 74.0（%）."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.facts import JudgeBy
from zonetracker.model.issuing import SheetColumn
from zonetracker.model.measure import Measure
from zonetracker.model.outlook import in_unit, pace
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.rounding import HUNDRED, plain, shown
from zonetracker.model.row_figures import figures, growth_is_computed
from zonetracker.model.standing import LAGGING, Grade, growth_asked, growth_is_capped, level_asked, measured_from
from zonetracker.support.i18n import tr
from zonetracker.words.facts import judge_by_words
from zonetracker.words.issuing import column_head
from zonetracker.words.standing import amount_places
from zonetracker.words.wording import figure, growth_words, level_words, one_line, part_name, quarter_word

_PLACES = 4
"""So many decimals are written of a figure that has no end."""


class Traced(StrEnum):
    """The figures of a row that can be traced, by the name of their column in the sheet where they have one."""

    TARGET = "target"
    TARGET_GROWTH = "target_growth"
    BASELINE = "baseline"
    ACTUAL = "actual"
    GROWTH = "growth"
    COMPLETION = "completion"
    TIME_PROGRESS = "time_progress"
    GAP = "gap"
    GROWTH_GAP = "growth_gap"
    ASSESSMENT = "assessment"
    FORECAST = "forecast"
    NEEDED = "needed"


def traced_of(column: str) -> Traced | None:
    """The figure that a column shows, by the column's name; None for a column of words."""
    return next((one for one in Traced if one == column), None)


def traced_word(one: Traced, month: int) -> str:
    """What a figure is called, as its column is headed."""
    return column_head(SheetColumn(one.value), month)


def traced_text(one: Traced, row: ProgressRow, progress: Progress) -> str:
    """The figure as it is printed, "" where the row has none."""
    from zonetracker.outputs.sheet.texts import cell_text  # a start does without what writes a sheet

    return cell_text(SheetColumn(one.value), progress, row)


def worked_out(one: Traced, row: ProgressRow, progress: Progress) -> list[str]:
    """How a figure comes about, in lines; none for a figure that somebody wrote."""
    makers: dict[Traced, Callable[[ProgressRow, Progress], Iterator[str]]] = {
        Traced.ACTUAL: _converted,
        Traced.GROWTH: _growth,
        Traced.COMPLETION: _completion,
        Traced.TIME_PROGRESS: _pace,
        Traced.GAP: _gap,
        Traced.GROWTH_GAP: _growth_gap,
        Traced.ASSESSMENT: _assessment,
        Traced.FORECAST: _forecast,
        Traced.NEEDED: _needed,
    }
    return list(makers[one](row, progress)) if one in makers else []


# ---- figures


def _digits(number: Fraction | Decimal | None) -> str:
    """A figure in a computation: exact, or its first decimals with … behind them."""
    if number is None:
        return "—"
    if isinstance(number, Decimal):
        return _minus(figure(number))
    exact = plain(number, _PLACES)
    return _minus(figure(exact)) + ("" if Fraction(exact) == number else "…")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _comes_to(number: Fraction, printed: Decimal | None) -> str:
    """= 74.0, or = 12.8525… ≈ 12.85: what a computation comes to and what is printed of it."""
    if printed is None:
        return f"= {_digits(number)}"
    if Fraction(printed) == number:
        return f"= {_digits(printed)}"
    return f"= {_digits(number)} ≈ {_digits(printed)}"


def _less(one: Fraction | Decimal | None, other: Fraction | Decimal | None) -> str:
    """One figure less another; what is below zero stands in brackets."""
    said = _digits(other)
    return f"{_digits(one)} − {f'（{said}）' if said.startswith('−') else said}"


def _converted(row: ProgressRow, _: Progress) -> Iterator[str]:
    actual, reached = row.actual, row.standing.actual
    if actual is None or actual.value is None or reached is None or reached == Fraction(actual.value):
        return
    unit = one_line(row.unit)
    yield tr(
        "换算成目标的单位：{typed}{own} = {reached}{unit}",
        typed=_digits(actual.value),
        own=one_line(actual.unit or ""),
        reached=_digits(reached),
        unit=unit,
    )


def _reached(row: ProgressRow) -> str:
    shown_there, exact = row.actual_value, row.standing.actual
    return _digits(shown_there if shown_there is not None and Fraction(shown_there) == exact else exact)


def _completion(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing, printed = row.standing, figures(row, progress).completion
    if standing.completion is None:
        yield _no_completion(row)
        return
    yield from _converted(row, progress)
    if standing.measure is Measure.NONE:
        made = f"{_digits(standing.growth)} ÷ {_divisor(_growth_goal(row, progress))} × 100"
    else:
        stated = row.target.stated
        goal = _measured(stated.value, stated.value_high, standing.actual)
        made = f"{_reached(row)} ÷ {_divisor(goal)} × 100"
    word = tr("占控制指标") if standing.measure is Measure.CEILING else tr("完成率")
    yield f"{word} = {made} {_comes_to(standing.completion, printed)}（%）"


def _growth_goal(row: ProgressRow, progress: Progress) -> Fraction | Decimal | None:
    asked = growth_asked(row.target, period_asked(row, progress))
    return _measured(asked.growth, asked.growth_high, row.standing.growth)


def _measured(low: Decimal | None, high: Decimal | None, reached: Fraction | None) -> Fraction | Decimal | None:
    """What is divided by: a target as written, of a range the end that is passed, or what lies inside it itself."""
    return low if low is None or high is None or reached is None else measured_from(low, high, reached)


def _divisor(number: Fraction | Decimal | None) -> str:
    said = _digits(number)
    return f"（{said}）" if said.startswith("−") else said


def _no_completion(row: ProgressRow) -> str:
    if row.standing.measure in (Measure.LIMIT, Measure.RANGE):
        return tr("比率、名次和区间只比对是否达标，不计算完成率")
    if row.target.stated.value is None:
        return tr("没有数值目标，不计算完成率")
    if row.standing.unit_clash:
        return tr("实绩与目标单位不同，没有计算")
    return tr("本月没有实绩，没有完成率") if row.standing.actual is None else tr("目标是零或负数，不计算完成率")


def _pace(row: ProgressRow, progress: Progress) -> Iterator[str]:
    if row.standing.time_progress is None:
        yield tr("这一项与目标直接比，不按月份折算，没有序时进度")
        return
    stated, month = shown(row.standing.time_progress, 2), progress.month
    asked = level_asked(row.target, row.indicator, period_asked(row, progress))
    if asked is not None:
        aim = row.target.stated
        made = f"{_digits(asked[0])} ÷ {_divisor(_measured(aim.value, aim.value_high, asked[0]))} × 100"
        exact = asked[0] / Fraction(_measured(aim.value, aim.value_high, asked[0]) or 1) * HUNDRED
        quarter = quarter_word(month)
        yield tr("{quarter}目标占年度目标 = {made} ", quarter=quarter, made=made) + _comes_to(exact, stated) + "（%）"
    elif len(row.indicator.curve) == 12:
        yield tr("序时进度 = 这个指标自己的分月进度，{month}月为 {stated}（%）", month=month, stated=_digits(stated))
    else:
        exact = pace(row.indicator, month)
        yield tr("序时进度 = {month} ÷ 12 × 100 {stated}（%）", month=month, stated=_comes_to(exact, stated))


def _due_word(row: ProgressRow, progress: Progress) -> str:
    """What the completion is held against: the pace, or what share of the year its quarter asks for."""
    if level_asked(row.target, row.indicator, period_asked(row, progress)) is None:
        return tr("序时进度")
    return tr("{quarter}目标占比", quarter=quarter_word(progress.month))


def _gap(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing, printed = row.standing, figures(row, progress).gap
    if standing.gap is None or standing.completion is None or standing.time_progress is None:
        return
    made = _less(standing.completion, shown(standing.time_progress, 2))
    yield (
        tr("与{due}差 = 完成率（未舍入）− {due} = {made} ", due=_due_word(row, progress), made=made)
        + _comes_to(standing.gap, printed)
        + tr("（个百分点）")
    )


def _growth(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing, actual, before = row.standing, row.actual, row.last_year
    if growth_is_computed(row) and actual is not None and before is not None and standing.growth is not None:
        now, base = in_unit(actual, before.unit), before.value
        made = f"({_digits(now)} ÷ {_divisor(base)} − 1) × 100"
        yield tr("同比增速 = {made} ", made=made) + _comes_to(standing.growth, figures(row, progress).growth) + "（%）"
    elif actual is not None and actual.growth is not None:
        yield tr("同比增速 {growth}% 是填报的数，不由程序计算", growth=_digits(actual.growth))
        if standing.growth_hint is not None and before is not None:
            yield tr(
                "（按上年同期 {base}{unit} 算是 {hint}%，只作参考）",
                base=_digits(before.value),
                unit=one_line(before.unit or ""),
                hint=_digits(standing.growth_hint),
            )
    if standing.difference is not None:
        yield tr("上年同期是零或负数，不计算增速；相差 {difference}", difference=_digits(standing.difference))


def _growth_gap(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing = row.standing
    if standing.growth_gap is not None:
        made = _less(standing.growth, _growth_goal(row, progress))
        printed = figures(row, progress).growth_gap
        yield (
            tr("与目标增速差 = 同比增速 − 目标增速 = {made} ", made=made)
            + _comes_to(standing.growth_gap, printed)
            + tr("（个百分点）")
        )


# ---- what lies ahead


def _forecast(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing, month = row.standing, progress.month
    if standing.forecast is None or standing.actual is None:
        return
    usual = pace(row.indicator, month) / HUNDRED
    by_pace = standing.forecast * usual == standing.actual
    if not by_pace and row.last_year is not None and row.baseline is not None:
        part, whole = _digits(row.last_year.value), _digits(row.baseline.value)
        share = tr("（上年同期 {part} ÷ 上年全年 {whole}）", part=part, whole=whole)
    else:
        share = f"{_digits(usual * 100)}%" if len(row.indicator.curve) == 12 else f"（{month} ÷ 12）"
    made = f"{_reached(row)} ÷ {share}"
    printed = plain(standing.forecast, amount_places(row, whole=True))
    yield tr("全年预计 = {made} ", made=made) + _comes_to(standing.forecast, printed)
    if standing.forecast_low != standing.forecast_high and None not in (standing.forecast_low, standing.forecast_high):
        low, high = _digits(standing.forecast_low), _digits(standing.forecast_high)
        yield tr("上年的走法和序时进度各算一个，在 {low} 与 {high} 之间", low=low, high=high)


def _needed(row: ProgressRow, progress: Progress) -> Iterator[str]:
    needed, goal = row.standing.needed_monthly, row.target.stated.value
    if needed is None or goal is None:
        return
    made = f"({_less(goal, row.standing.actual)}) ÷ (12 − {progress.month})"
    capped = row.standing.measure is Measure.CEILING
    if not needed:
        spent, done = tr("控制数 {goal} 已经用完"), tr("已经达到 {goal}，余下各月不必再要")
        yield (spent if capped else done).format(goal=_digits(goal))
        return
    what = tr("余下每月不超过") if capped else tr("月均需完成")
    yield tr("{what} = {made} ", what=what, made=made) + _comes_to(needed, plain(needed, amount_places(row)))


# ---- the assessment


def _assessment(row: ProgressRow, progress: Progress) -> Iterator[str]:
    standing, rules = row.standing, progress.rules
    word = progress.word_of(row)
    if standing.grade in (Grade.NO_DATA, Grade.NOT_DUE):
        why = (
            tr("按统计制度本月不出数") if standing.grade is Grade.NOT_DUE else tr("本月该有数而没有，或没有可比的目标")
        )
        yield tr("{why}：{word}", why=why, word=word)
        return
    if standing.level_grade is not None:
        yield tr("按数值：{said}", said=_level_judged(row, progress))
    if standing.growth_grade is not None:
        yield tr("按增速：{said}", said=_growth_judged(row, progress))
    if standing.within_tolerance:
        yield tr("“左右”按±{tolerance}%掌握，在这个幅度以内算达到", tolerance=_digits(rules.tolerance))
    yield tr("{how}：{word}（“{rule}”规则）", how=_counting(row, progress), word=word, rule=one_line(rules.name))


def _level_judged(row: ProgressRow, progress: Progress) -> str:
    standing, unit = row.standing, one_line(row.unit)
    said = {"reached": f"{_reached(row)}{unit}", "goal": level_words(row.target.stated, unit)}
    if standing.completion is None or standing.measure is Measure.LIMIT:
        return tr("实绩 {reached} 与目标 {goal} 直接比", **said)
    share, gap = _digits(standing.completion), _digits(standing.gap)
    if standing.measure is Measure.LEVEL or standing.gap is None:
        return tr("实绩 {reached} 为目标 {goal} 的 {share}%，不按月份折算", share=share, **said)
    if progress.year_end:
        return tr("实绩 {reached} 为目标 {goal} 的 {share}%", share=share, **said)
    due, word = _digits(standing.time_progress), _due_word(row, progress)
    if standing.measure is Measure.CEILING:
        words = tr("占控制指标 {share}%，{word} {due}%，不超过为好，差 {gap} 个百分点")
    else:
        words = tr("完成率 {share}%，{word} {due}%，差 {gap} 个百分点")
    return words.format(share=share, word=word, due=due, gap=gap) + _edge(
        standing.level_grade, progress.rules.late, progress
    )


def _growth_judged(row: ProgressRow, progress: Progress) -> str:
    standing, goal = row.standing, growth_words(growth_asked(row.target, period_asked(row, progress)))
    if standing.growth is None or standing.growth_gap is None:
        return ""
    if growth_is_capped(row.target, row.indicator):
        words = tr("增速 {growth}%，目标{goal}，不超过为好，差 {gap} 个百分点")
    elif standing.growth < 0 and (row.target.stated.growth or 0) < 0:
        side = tr("降幅大 {by} 个百分点") if standing.growth_gap < 0 else tr("降幅小 {by} 个百分点")
        side = side if standing.growth_gap else tr("与目标持平")
        words = tr("增速 {growth}%，目标{goal}，") + side.format(by=_digits(abs(standing.growth_gap)))
    else:
        words = tr("增速 {growth}%，目标{goal}，差 {gap} 个百分点")
    said = words.format(growth=_digits(standing.growth), goal=goal, gap=_digits(standing.growth_gap))
    return said + _edge(standing.growth_grade, progress.rules.growth_late, progress)


def _edge(grade: Grade | None, late: Decimal, progress: Progress) -> str:
    """From which gap on a figure that is behind is late; a year's end asks for the figure itself."""
    if progress.year_end or grade not in LAGGING:
        return ""
    words = tr("（差距 {late} 个百分点及以上为“{word}”）")
    return words.format(late=_digits(abs(late)), word=progress.word(Grade.LATE))


def _counting(row: ProgressRow, progress: Progress) -> str:
    """Which of both figures the assessment follows, where there are two."""
    standing = row.standing
    if standing.level_grade is None or standing.growth_grade is None:
        said = tr("评价")
    elif row.target.judge_by is not JudgeBy.WORSE:
        said = tr("这一项约定{agreed}评价", agreed=judge_by_words()[row.target.judge_by])
    elif standing.judged_by in (None, JudgeBy.WORSE):
        said = tr("两项取较差的")
    else:
        said = tr("两项取较差的（{which}）", which=judge_by_words()[standing.judged_by])
    return tr("年终，{said}", said=said) if progress.year_end else said


def row_title(one: Traced, row: ProgressRow, progress: Progress) -> str:
    """Which figure of which row, and what it is."""
    name, printed = part_name(row.indicator.name, min(row.depth, 1)).strip(), traced_text(one, row, progress)
    return tr(
        "{name} {word}：{printed}", name=name, word=traced_word(one, progress.month), printed=printed or tr("空白")
    )
