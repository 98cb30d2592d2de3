"""The sentences of the summary: what each target has come to, in the words of an office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import Figures, figures
from zonetracker.model.standing import LAGGING, REACHED, Grade, Measure
from zonetracker.outputs.summary.templates import lagging_word
from zonetracker.support.i18n import tr
from zonetracker.words.sources import marked
from zonetracker.words.standing import judged_words
from zonetracker.words.wording import figure, goal_words, growth_words, level_words, one_line, rate_words

_SELDOM = 4
"""An indicator with figures in so many months of a year has them quarterly or more seldom."""

Trends = Mapping[int, Sequence[ProgressRow]]
"""The earlier months of rows by the id of their target: the month before first, back to the first of the year."""


def sentence(row: ProgressRow, progress: Progress, trends: Trends | None = None) -> str:
    """One sentence on a row, with its assessment at the end; every figure is that of the sheet."""
    name, word = one_line(row.indicator.name), progress.word_of(row)
    figures_told = [part for part in (_level(row, progress), _growth(row, progress)) if part]
    if not figures_told:
        goal = goal_words(row.target.stated, one_line(row.unit), row.target.wording)
        return tr("{name}：{word}（目标：{goal}）。", name=name, word=word, goal=goal or tr("见责任书"))
    aside = [*judged_words(row, progress), streak_words(row, progress, trends or {})]
    beside = "，".join(part for part in aside if part)
    told = [*figures_told, _change_words(row, progress, trends or {}), word + (f"（{beside}）" if beside else "")]
    return tr("{name}{said}。", name=name, said="，".join(part for part in told if part))


# ---- how it goes on from month to month


def streak_words(row: ProgressRow, progress: Progress, trends: Trends, word: str | None = None) -> str:
    """How many months a row has been behind in turn, from the second on; months without a figure by nature aside.

    `word` takes the place of the office's word for being behind.
    """
    if row.standing.grade not in LAGGING or progress.year_end:
        return ""
    count = 1
    for before in trends.get(row.target.id, ()):
        if before.standing.grade is Grade.NOT_DUE:
            continue
        if before.standing.grade not in LAGGING:
            break
        count += 1
    if count == 1:
        return ""
    monthly = len(row.indicator.months) > _SELDOM
    word = lagging_word(progress) if word is None else word
    said = tr("连续{count}个月{word}") if monthly else tr("连续{count}期{word}")
    return said.format(count=count, word=word)


def _change_words(row: ProgressRow, progress: Progress, trends: Trends) -> str:
    """What became of a row since the month before: of its growth where that is asked for, else of its completion."""
    before = next(iter(trends.get(row.target.id, ())), None)
    if before is None or before.target.stated != row.target.stated:
        return ""
    now, then = row.standing, before.standing
    if row.target.stated.growth is not None:
        return _growth_change(now.growth, then.growth, progress)
    if now.completion is None or then.completion is None or now.measure is Measure.CEILING:
        return ""
    by = progress.percent(now.completion - then.completion)
    return _changed(tr("完成率"), tr("提高"), tr("回落"), by)


def _growth_change(now: Fraction | None, then: Fraction | None, progress: Progress) -> str:
    if now is None or then is None:
        return ""
    if now < 0 and then < 0:
        return _changed(tr("降幅"), tr("扩大"), tr("收窄"), progress.percent(then - now))
    return _changed(tr("增速"), tr("提高"), tr("回落"), progress.percent(now - then))


def _changed(what: str, more: str, less: str, by: Decimal | None) -> str:
    if by is None:
        return ""
    if by == 0:
        return tr("{what}与上月持平", what=what)
    side = more if by > 0 else less
    return tr("{what}比上月{side}{by}个百分点", what=what, side=side, by=figure(abs(by)))


# ---- the figures of a row


def _level(row: ProgressRow, progress: Progress) -> str:
    known, unit = figures(row, progress), one_line(row.unit)
    if known.actual is None:
        return ""
    reached = marked(f"{figure(known.actual)}{unit}", row.expected)
    goal = level_words(row.target.stated, unit)
    measure = row.standing.measure
    if measure is Measure.NONE:
        return tr("完成{reached}", reached=reached)
    if measure is Measure.LIMIT or (measure is Measure.RANGE and known.completion is None):
        return _limit(row, reached, goal)
    if known.completion is None:
        return tr("完成{reached}（目标{goal}）", reached=reached, goal=goal)
    share, pace = figure(known.completion), pace_words(known, progress)
    if measure is Measure.CEILING:
        said = tr("为{reached}，占控制指标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    elif measure is Measure.LEVEL:
        said = tr("达到{reached}，为目标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    else:
        said = tr("完成{reached}，为年度目标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    return f"{said}，{pace}" if pace else said


def _limit(row: ProgressRow, reached: str, goal: str) -> str:
    """A figure that has only an edge; on which side of it it stands is said by the assessment, or here."""
    if row.standing.measure is Measure.RANGE:
        met = row.standing.level_grade in REACHED
        where = tr("在目标区间内") if met else tr("不在目标区间内")
        return tr("为{reached}，{where}（目标{goal}）", reached=reached, where=where, goal=goal)
    if row.standing.control is None:
        return tr("为{reached}（目标{goal}）", reached=reached, goal=goal)
    if row.standing.actual == 0:
        return tr("未发生（控制数{goal}）", goal=goal)
    return tr("为{reached}（控制数{goal}）", reached=reached, goal=goal)


def pace_words(known: Figures, progress: Progress) -> str:
    """How far before or behind time-proportional progress, in words; empty where it does not apply: a year's end."""
    if known.gap is None or progress.year_end:
        return ""
    if known.gap == 0:
        return tr("与序时进度持平")
    side = tr("高于") if known.gap > 0 else tr("低于")
    return tr("{side}序时进度{gap}个百分点", side=side, gap=figure(abs(known.gap)))


def _growth(row: ProgressRow, progress: Progress) -> str:
    known = figures(row, progress)
    if known.growth is None:
        return ""
    rate = marked(rate_words(known.growth), row.expected and known.actual is None)
    said = tr("同比{rate}", rate=rate)
    against = growth_gap_words(row, known)
    return f"{said}，{against}" if against else said


def growth_gap_words(row: ProgressRow, known: Figures) -> str:
    """The growth against its target in words; a promised fall is told as a fall."""
    gap = known.growth_gap
    if gap is None or known.growth is None:
        return ""
    goal = growth_words(row.target.stated)
    if gap == 0:
        return tr("与目标（{goal}）持平", goal=goal)
    by = figure(abs(gap))
    if _both_fall(row, known.growth):
        side = tr("大于") if gap < 0 else tr("小于")
        return tr("降幅{side}目标（{goal}）{by}个百分点", side=side, goal=goal, by=by)
    side = tr("高于") if gap > 0 else tr("低于")
    return tr("{side}目标（{goal}）{by}个百分点", side=side, goal=goal, by=by)


def _both_fall(row: ProgressRow, growth: Decimal) -> bool:
    wanted = row.target.stated.growth
    return wanted is not None and wanted < 0 and growth < 0


def shortfall(row: ProgressRow, progress: Progress) -> str:
    """By how much a row is behind, in a few words."""
    known = figures(row, progress)
    said = [_beyond(row, progress) or pace_words(known, progress) or _share(row, known)] if _level_lags(row) else []
    if _growth_lags(row, known):
        side = tr("高于") if (known.growth_gap or 0) > 0 else tr("低于")
        if _both_fall(row, known.growth or Decimal(0)):
            side = tr("降幅大于") if (known.growth_gap or 0) < 0 else tr("降幅小于")
        said.append(tr("{side}目标增速{gap}个百分点", side=side, gap=_size(known.growth_gap)))
    return "；".join(part for part in said if part) or reached_words(row, progress)


def gap_words(row: ProgressRow, progress: Progress) -> str:
    """By how much a row is behind, under a head that says 个百分点: 36.7, 增速6.0; 超7.5 of a control figure."""
    known = figures(row, progress)
    said = []
    if _level_lags(row):
        by = "" if known.gap is None or progress.year_end else _size(known.gap)
        by = tr("超{by}", by=by) if by and row.standing.measure is Measure.CEILING else by
        said.append(_beyond(row, progress) or by or _share(row, known))
    if _growth_lags(row, known):
        what = tr("降幅{by}") if _both_fall(row, known.growth or Decimal(0)) else tr("增速{by}")
        said.append(what.format(by=_size(known.growth_gap)))
    return "；".join(part for part in said if part) or "—"


def _level_lags(row: ProgressRow) -> bool:
    return row.standing.level_grade in LAGGING


def _growth_lags(row: ProgressRow, known: Figures) -> bool:
    return row.standing.growth_grade in LAGGING and known.growth_gap is not None and known.growth is not None


def _beyond(row: ProgressRow, progress: Progress) -> str:
    """What is said of a figure that has only an edge: on which side of it a row is."""
    if row.standing.measure is Measure.RANGE:
        runs_up_to_it = row.standing.completion is not None and row.standing.control is None
        return "" if runs_up_to_it else tr("不在目标区间内")
    if row.standing.measure is not Measure.LIMIT:
        return ""
    return tr("未达目标") if row.standing.control is None else progress.rules.words["beyond"]


def _share(row: ProgressRow, known: Figures) -> str:
    if known.completion is None:
        return ""
    capped = row.standing.measure is Measure.CEILING
    return (tr("占控制指标{share}%") if capped else tr("完成{share}%")).format(share=figure(known.completion))


def _size(gap: Decimal | None) -> str:
    return figure(abs(gap or Decimal(0)))


def reached_words(row: ProgressRow, progress: Progress) -> str:
    """What a row has reached: level and growth."""
    known = figures(row, progress)
    level = "" if known.actual is None else marked(f"{figure(known.actual)}{one_line(row.unit)}", row.expected)
    judged = row.target.stated.growth is not None
    rate = rate_words(known.growth) if known.growth is not None and (judged or not level) else ""
    rate = rate if level else marked(rate, row.expected)
    return "，".join(part for part in (level, rate) if part) or "—"
