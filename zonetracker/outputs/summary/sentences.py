"""The sentences of the summary: what each target has come to, in the words of an office."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import Figures, figures
from zonetracker.model.standing import LAGGING, REACHED, Measure
from zonetracker.support.i18n import tr
from zonetracker.words.sources import marked
from zonetracker.words.wording import figure, goal_words, growth_words, level_words, one_line, rate_words


def sentence(row: ProgressRow, progress: Progress) -> str:
    """One sentence on a row, with its assessment at the end; every figure is that of the sheet."""
    name, word = one_line(row.indicator.name), progress.word_of(row)
    said = [part for part in (_level(row, progress), _growth(row, progress)) if part]
    if not said:
        goal = goal_words(row.target.stated, one_line(row.unit), row.target.wording)
        return tr("{name}：{word}（目标：{goal}）。", name=name, word=word, goal=goal or tr("见责任书"))
    return tr("{name}{said}，评价为“{word}”。", name=name, said="，".join(said), word=word)


def _level(row: ProgressRow, progress: Progress) -> str:
    known, unit = figures(row, progress), one_line(row.unit)
    if known.actual is None:
        return ""
    reached = marked(f"{figure(known.actual)}{unit}", row.expected)
    goal = level_words(row.target.stated, unit)
    measure = row.standing.measure
    if measure is Measure.NONE:
        return tr("完成{reached}", reached=reached)
    if measure in (Measure.LIMIT, Measure.RANGE):
        return _limit(row, reached, goal)
    if known.completion is None:
        return tr("完成{reached}（目标{goal}）", reached=reached, goal=goal)
    share, pace = figure(known.completion), pace_words(known, progress)
    if measure is Measure.CEILING:
        said = tr("为{reached}，占控制指标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    elif measure is Measure.LEVEL:
        said = tr("达到{reached}，为目标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    else:
        said = tr("完成{reached}，完成年度目标（{goal}）的{share}%", reached=reached, goal=goal, share=share)
    return f"{said}，{pace}" if pace else said


def _limit(row: ProgressRow, reached: str, goal: str) -> str:
    met = row.standing.level_grade in REACHED
    if row.standing.measure is Measure.RANGE:
        where = tr("在目标区间内") if met else tr("不在目标区间内")
        return tr("为{reached}，{where}（目标{goal}）", reached=reached, where=where, goal=goal)
    if row.standing.actual == 0:
        return tr("未发生（控制数{goal}）", goal=goal)
    where = tr("控制在目标以内") if met else tr("超出控制数")
    return tr("为{reached}，{where}（目标{goal}）", reached=reached, where=where, goal=goal)


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
    """By how much a row is behind, in a few words for the list of those behind."""
    known, measure = figures(row, progress), row.standing.measure
    said = []
    if measure in (Measure.LIMIT, Measure.RANGE) and row.standing.level_grade not in REACHED:
        said.append(tr("超出控制数") if measure is Measure.LIMIT else tr("不在目标区间内"))
    elif row.standing.level_grade in LAGGING:
        share = "" if known.completion is None else tr("完成{share}%", share=figure(known.completion))
        said.append(pace_words(known, progress) or share)
    if row.standing.growth_grade in LAGGING and known.growth_gap is not None and known.growth is not None:
        side = tr("高于") if known.growth_gap > 0 else tr("低于")
        if _both_fall(row, known.growth):
            side = tr("降幅大于") if known.growth_gap < 0 else tr("降幅小于")
        said.append(tr("{side}目标增速{gap}个百分点", side=side, gap=figure(abs(known.growth_gap))))
    return "；".join(part for part in said if part) or "—"


def reached_words(row: ProgressRow, progress: Progress) -> str:
    """What a row has reached: level and growth."""
    known = figures(row, progress)
    level = "" if known.actual is None else marked(f"{figure(known.actual)}{one_line(row.unit)}", row.expected)
    judged = row.target.stated.growth is not None
    rate = rate_words(known.growth) if known.growth is not None and (judged or not level) else ""
    rate = rate if level else marked(rate, row.expected)
    return "，".join(part for part in (level, rate) if part) or "—"
