"""The words for how things stand: the classes of the summary, what a grade means, the states of milestones.

And for where they go: the year's end, the months that remain, the year before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.duties.due import DutyState, Lack
from zonetracker.model.facts import JudgeBy, Milestone, WarningLevel
from zonetracker.model.measure import Measure
from zonetracker.model.milestones.states import MilestoneDue, MilestoneStanding, MilestoneState
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import HUNDRED, plain, shown
from zonetracker.model.standing import (
    LAGGING,
    REACHED,
    UNJUDGED,
    Control,
    Grade,
    Standing,
    fall_is_promised,
    growth_is_capped,
)
from zonetracker.model.units import counted
from zonetracker.support.i18n import tr
from zonetracker.words.wording import date_words, figure, months, one_line

_MOST_PLACES = 2


def class_counts(rows: Sequence[ProgressRow], progress: Progress, *, shares: bool = False) -> str:
    """How many rows have each light of the month, those behind and those without a figure also together.

    Every class is said, also one with no row; they add up to the number of rows. With `shares` each says which part of
    all rows it is, and the classes within another are said as well where they have no row.
    """
    numbers = Counter(row.standing.grade for row in rows)
    words, grades = progress.rules.words, progress.grades
    behind = [grade for grade in grades if grade in LAGGING]
    together, not_due = sum(numbers[grade] for grade in behind), numbers[Grade.NOT_DUE]
    classes = [(progress.word(one), numbers[one], "") for one in grades if one not in LAGGING | UNJUDGED]
    if len(behind) == 1:
        classes.append((progress.word(behind[0]), together, ""))
    else:
        each = "，".join(_counted(progress.word(grade), numbers[grade]) for grade in behind)
        classes.append((words["lagging"], together, tr("（其中{each}）", each=each) if together or shares else ""))
    each = (
        tr("（其中按统计制度{each}）", each=_counted(progress.word(Grade.NOT_DUE), not_due))
        if not_due or shares
        else ""
    )
    classes.append((progress.word(Grade.NO_DATA), numbers[Grade.NO_DATA] + not_due, each))
    if not shares:
        return "，".join(_counted(word, count) + inner for word, count, inner in classes)
    return "；".join(_shared(word, count, len(rows), progress) + inner for word, count, inner in classes)


def class_numbers(rows: Sequence[ProgressRow], progress: Progress) -> dict[str, int]:
    """How many rows have each light of the month, by its word, and how many are behind at all."""
    numbers = Counter(row.standing.grade for row in rows)
    found = {progress.word(grade): numbers[grade] for grade in progress.grades}
    behind = sum(numbers[grade] for grade in LAGGING)
    return found if progress.year_end else {progress.rules.words["lagging"]: behind, **found}


def _counted(word: str, count: int) -> str:
    return tr("{name}{count}项", name=word, count=count)


def _shared(word: str, count: int, total: int, progress: Progress) -> str:
    said = _counted(word, count)
    return tr("{said}，占{share}", said=said, share=share_words(count, total, progress)) if count else said


def share_words(count: int, total: int, progress: Progress) -> str:
    """Which part of a total a count is, in percent as everywhere else."""
    return f"{figure(shown(Fraction(count, total or 1) * HUNDRED, progress.places))}%"


def rows_words(progress: Progress) -> str:
    """How many targets the table has, and how many of them are parts, which carry no number."""
    parts = sum(row.depth > 0 for row in progress.rows)
    said = tr("共{count}项", count=len(progress.rows))
    return said + (tr("（其中分项{parts}项，不编号）", parts=parts) if parts else "")


def judged_words(row: ProgressRow, progress: Progress) -> list[str]:
    """What a reader of a row asks of its light: by which of level and growth it was judged, where these differ, and
    that only 左右 lets it pass.
    """
    standing, said = row.standing, []
    if standing.level_grade is not standing.growth_grade and None not in (standing.level_grade, standing.growth_grade):
        by = {JudgeBy.LEVEL: tr("按数值评价"), JudgeBy.GROWTH: tr("按增速评价")}
        said.append(by.get(standing.judged_by or JudgeBy.WORSE, ""))
    if standing.within_tolerance:
        words = tr("{of}“左右”按±{tolerance}%掌握，视为达到")
        said.append(words.format(of=_the_one_reached(standing), tolerance=figure(progress.rules.tolerance)))
    return [words for words in said if words]


def _the_one_reached(standing: Standing) -> str:
    """Which of level and growth 左右 lets pass, where the other is behind; "" where nothing else is judged."""
    told = (standing.level_grade, standing.growth_grade)
    if all(grade is None or grade in REACHED for grade in told):
        return ""
    return tr("数值的") if standing.level_grade in REACHED else tr("增速的")


def direction_words(row: ProgressRow) -> str:
    """Which sign of a gap is the good one, where that is not the usual one; "" elsewhere."""
    standing = row.standing
    if standing.gap is not None and standing.measure is Measure.CEILING:
        return tr("控制数，差为负是好于序时")
    if standing.growth_gap is None:
        return ""
    if growth_is_capped(row.target, row.indicator):
        return tr("增速为控制数，差为负是没有突破")
    return tr("目标为下降，差为负是降得更多") if fall_is_promised(row.target, row.indicator) else ""


def rounding_rule(progress: Progress) -> str:
    """How percentages are rounded, and from what the gap is taken."""
    return tr(
        "百分比四舍五入保留{places}位小数（与评价不符时多保留），与序时进度差为未舍入的完成率减两位小数的序时进度。",
        places=progress.places,
    )


def grades_rule(progress: Progress) -> str:
    """From which figures on a row has which word."""
    rules, words = progress.rules, progress.rules.words
    both = tr("数值和增速都有目标的，以较差的一项为准，责任书另有约定的除外。")
    if progress.year_end:
        said = tr("“{exceeded}”指超过全年目标，“{met}”指达到（有控制数的指没有突破），“{missed}”指没有达到；", **words)
        return said + both
    said = tr(
        "完成全年目标为“{done}”，不低于序时进度（增速不低于目标增速）为“{on_pace}”，"
        "低{late}个百分点（增速{growth}个百分点）及以上为“{late_word}”，不到的为“{behind}”；",
        late=figure(abs(rules.late)),
        growth=figure(abs(rules.growth_late)),
        late_word=words["late"],
        **{key: words[key] for key in ("done", "on_pace", "behind")},
    )
    if rules.ahead is not None:
        said += tr(
            "高出{ahead}个百分点（增速{growth}个百分点）以上为“{word}”；",
            ahead=figure(rules.ahead),
            growth=figure(rules.growth_ahead),
            word=words["ahead"],
        )
    return said + both


def tolerance_rule(progress: Progress) -> str:
    """Which rule set is used, and what 左右 allows."""
    name, tolerance = one_line(progress.rules.name), figure(progress.rules.tolerance)
    return tr("评价采用“{rule}”规则，“左右”按±{tolerance}%掌握。", rule=name, tolerance=tolerance)


def columns_rule(progress: Progress) -> str:
    """How to read the columns where a target is no figure to be reached by the months; "" where there is none such."""
    rows = progress.rows
    measures = {row.standing.measure for row in rows}
    words = {key: progress.rules.words[key] for key in ("within", "over_pace", "beyond")}
    said = []
    if any(row.standing.control is not None for row in rows) or measures & {Measure.CEILING, Measure.LIMIT}:
        said.append(tr("有控制数的，完成率为占控制数的比例，评价写“{within}”“{over_pace}”“{beyond}”，", **words))
        said[-1] += tr("比率和名次只比对是否达标") + counted_rule(progress)
    if Measure.LEVEL in measures:
        said.append(tr("时点数和比率与全年目标直接比，不按月份折算"))
    if any(row.target.stated.value_high is not None for row in rows):
        said.append(tr("区间目标在区间内为100%，低于的按下限、高于的按上限计算"))
    return "；".join(said) + tr("。") if said else ""


def counted_rule(progress: Progress) -> str:
    """In which classes the words of control figures are counted, after a comma."""
    if progress.year_end:
        first, second = progress.word(Grade.MET), progress.word(Grade.MISSED)
        over = [Control.BEYOND]
    else:
        first, second = progress.word(Grade.ON_PACE), progress.rules.words["lagging"]
        over = [Control.OVER_PACE, Control.BEYOND]
    groups = [[Control.WITHIN], over]
    named = ["".join(tr("“{word}”", word=progress.rules.words[one.value]) for one in group) for group in groups]
    told = tr("，计数时{kept}计入“{first}”，{over}计入“{second}”")
    return told.format(kept=named[0], first=first, over=named[1], second=second)


def grade_meaning(grade: Grade) -> str:
    """What an assessment means, whichever word an office has for it."""
    words = {
        Grade.DONE: tr("达到全年目标"),
        Grade.AHEAD: tr("高出序时进度较多"),
        Grade.ON_PACE: tr("不低于序时进度"),
        Grade.BEHIND: tr("低于序时进度"),
        Grade.LATE: tr("低得较多"),
        Grade.NO_DATA: tr("该有数而没有"),
        Grade.NOT_DUE: tr("本月不出数"),
        Grade.EXCEEDED: tr("年终：超过全年目标"),
        Grade.MET: tr("年终：达到全年目标"),
        Grade.MISSED: tr("年终：没有达到"),
    }
    return words[grade]


def word_meaning(key: str) -> str:
    """What a word of a rule set stands for: an assessment, or another of the words that an office may choose."""
    others = {
        "within": tr("控制数：没有突破"),
        "over_pace": tr("控制数：用得快于序时进度"),
        "beyond": tr("控制数：已经突破"),
        "lagging": tr("计数：低于序时进度的合计"),
    }
    return others[key] if key in others else grade_meaning(Grade[key.upper()])


def state_word(state: MilestoneState) -> str:
    """The office's word for the state of a milestone."""
    words = {
        MilestoneState.DONE: tr("已办结"),
        MilestoneState.OVERDUE: tr("逾期"),
        MilestoneState.DUE_SOON: tr("即将到期"),
        MilestoneState.RETURNED: tr("已退回"),
        MilestoneState.APPLIED: tr("申请销号中"),
        MilestoneState.UNDER_WAY: tr("推进中"),
        MilestoneState.UNDATED: tr("未定时限"),
        MilestoneState.SUSPENDED: tr("暂缓"),
        MilestoneState.CANCELLED: tr("已取消"),
    }
    return words[state]


def standing_word(milestone: Milestone, standing: MilestoneStanding) -> str:
    """The same; what is done only when it is approved is called by that."""
    signed_off = milestone.signoff and standing.state is MilestoneState.DONE
    return tr("已销号") if signed_off else state_word(standing.state)


def warning_word(level: WarningLevel) -> str:
    """The note that is due to what is overdue."""
    words = {
        WarningLevel.BLUE: tr("蓝色督办单"),
        WarningLevel.YELLOW: tr("黄色督办单"),
        WarningLevel.RED: tr("红色督办单"),
    }
    return words[level]


def duty_word(state: DutyState) -> str:
    """How a task that is owed in a month stands."""
    words = {
        DutyState.ON_TIME: tr("按时"),
        DutyState.LATE: tr("迟报"),
        DutyState.MISSING: tr("未报"),
        DutyState.NOT_YET: tr("未到期"),
        DutyState.EXEMPT: tr("免报（本月无数）"),
    }
    return words[state]


def lack_word(lack: Lack) -> str:
    """What is still to be asked of a unit."""
    words = {
        Lack.VALUE: tr("缺数值"),
        Lack.GROWTH: tr("缺增速"),
        Lack.PROGRESS: tr("缺进展"),
        Lack.REASON: tr("缺原因"),
    }
    return words[lack]


def due_word(due: MilestoneDue) -> str:
    """When an open milestone is due."""
    words = {
        MilestoneDue.OVERDUE: tr("已逾期"),
        MilestoneDue.THIS_MONTH: tr("本月到期"),
        MilestoneDue.NEXT_DAYS: tr("今后30天内到期"),
    }
    return words[due]


def outlook_words(row: ProgressRow, month: int, places: int = 1) -> str:
    """Where a target's year goes after `month` months; "" where nothing can be said.

    Percentages have `places` decimals.
    """
    said = [*_year_end(row, month, places), *_remaining(row, month), *_beside(row, month, places)]
    return "；".join(said) + tr("。") if said else ""


def _year_end(row: ProgressRow, month: int, places: int) -> Iterator[str]:
    standing, goal = row.standing, row.target.stated.value
    if month == 12 or standing.forecast is None or standing.forecast_low is None or standing.forecast_high is None:
        return
    low, likely, high = (
        _amount(end, row, whole=True) for end in (standing.forecast_low, standing.forecast, standing.forecast_high)
    )
    unit = one_line(row.unit)
    words = tr("照{months}进度，全年约{likely}{unit}", months=months(month), likely=likely, unit=unit)
    if low != high:
        words += tr("（{low}—{high}{unit}）", low=low, high=high, unit=unit)
    if goal is not None and goal > 0:
        words += tr("，为目标的{share}%", share=figure(shown(standing.forecast / Fraction(goal) * HUNDRED, places)))
    yield words


def _remaining(row: ProgressRow, month: int) -> Iterator[str]:
    standing, unit = row.standing, one_line(row.unit)
    needed = standing.needed_monthly
    if needed is None or standing.actual is None:
        return
    capped = standing.measure is Measure.CEILING
    if not needed:
        yield tr("已到全年控制数") if capped else tr("全年目标已达到")
        return
    so_far = tr("前{month}个月平均每月{mean}{unit}", month=month, mean=_amount(standing.actual / month, row), unit=unit)
    words = tr("余下{left}个月平均每月不超过{needed}{unit}") if capped else tr("余下{left}个月平均每月要{needed}{unit}")
    yield words.format(left=12 - month, needed=_amount(needed, row), unit=unit) + tr("（{so_far}）", so_far=so_far)


def _beside(row: ProgressRow, month: int, places: int) -> Iterator[str]:
    standing = row.standing
    if standing.last_completion is not None:
        share = figure(shown(standing.last_completion, places))
        yield tr("上年{months}完成上年目标的{share}%", months=months(month), share=share)
    if standing.implied_level is not None:
        level = _amount(standing.implied_level, row, whole=True)
        yield tr("按目标增速推算，全年应为{level}{unit}", level=level, unit=one_line(row.unit))


def _amount(number: Fraction, row: ProgressRow, whole: bool = False) -> str:
    return figure(plain(number, amount_places(row, whole=whole)))


def amount_places(row: ProgressRow, *, whole: bool = False) -> int:
    """How many decimals a computed level has at most: as many as the figures it is made of.

    `whole` where of things that are counted there are no parts.
    """
    if whole and counted(row.unit):
        return 0
    known = [one for one in (row.target.stated.value, row.actual_value, row.baseline_value) if one is not None]
    places = max((_places(one) for one in known), default=1)
    return min(_MOST_PLACES, max(1, places))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def days_words(standing: MilestoneStanding) -> str:
    """How many days a milestone has left or is late; nothing where no deadline says so."""
    if standing.in_time is not None:
        late = tr("逾期完成") if standing.late is None else tr("逾期{days}天完成", days=standing.late)
        in_time = tr("按期") if standing.early is None else tr("提前{days}天", days=standing.early)
        return in_time if standing.in_time else late
    if standing.left is None:
        return ""
    if standing.left < 0:
        return tr("逾期{days}天", days=-standing.left)
    return tr("剩余{days}天", days=standing.left) if standing.left else tr("当天到期")


def deadline_words(standing: MilestoneStanding) -> str:
    """The deadline in force; of an extended one also the first that there was, and how often it was extended."""
    due = date_words(standing.deadline)
    if not standing.former:
        return due
    first, times = date_words(standing.former[0]), len(standing.former)
    return tr("{due}（原时限{first}，延期{times}次）", due=due or tr("未定时限"), first=first, times=times)
