"""The whole sum of a row, of a department's total and of a rule on trial, in the figures that a calculator takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.facts import JudgeBy, Points
from zonetracker.model.rounding import HUNDRED, plain, shown
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.marks import (
    ScoreHint,
    SideMark,
    TaskMark,
    efficacy_of,
    marked_by,
    step_share,
    units_apart,
)
from zonetracker.model.scoring.rules import PartOf, RuleKind, ScoreBasis, ScoreSet, ScoreUse, VetoEffect
from zonetracker.model.scoring.totals import DepartmentTotal, PartTotal, ScoreRow, amount_of
from zonetracker.support.i18n import tr
from zonetracker.words.scores.choices import hint_words, no_score_words
from zonetracker.words.wording import figure, one_line

_FEWEST, _MOST = 2, 12


# ---- a row


def row_sum(row: ScoreRow, score_set: ScoreSet) -> str:
    """How a row comes to its mark: "20×min(101.69,100)% = 20.00；(101.69−100)×0.5=0.85", or why it has none."""
    mark = row.undivided if row.co else row.mark
    if mark is None or row.mark is None:
        return "" if row.why is None else no_score_words()[row.why]
    said = mark_sum(mark, score_set)
    if not row.co:
        return said
    share = figure(score_set.co_share)
    own = tr("配合单位按{share}%：{whole}×{share}% = {base}", share=share, whole=mark.base, base=row.mark.base)
    return f"{said}；{own}"


def mark_sum(mark: TaskMark, score_set: ScoreSet) -> str:
    """How the sides of a task come to its mark."""
    if not mark.sides:
        return tr("终了无数据，得 {base}", base=mark.base)
    said = [side_sum(one, score_set.places) for one in mark.sides]
    if len(said) == 1:
        return said[0]
    words = {JudgeBy.LEVEL: tr("数值"), JudgeBy.GROWTH: tr("增速")}
    named = [f"{words[one.side.by]}：{text}" for one, text in zip(mark.sides, said, strict=True) if one.side]
    return "；".join([*named, _which(mark, score_set)])


def _which(mark: TaskMark, score_set: ScoreSet) -> str:
    if score_set.basis is ScoreBasis.SPLIT and mark.counted is None:
        level, growth = mark.sides
        share = score_set.level_share
        return tr(
            "{level}×{share}%+{growth}×{rest}% = {base}",
            level=_exact(level.base, score_set.places),
            growth=_exact(growth.base, score_set.places),
            share=figure(share),
            rest=figure(100 - share),
            base=mark.base,
        )
    how = {ScoreBasis.LEVEL: tr("按数值"), ScoreBasis.GROWTH: tr("按增速")}.get(score_set.basis, tr("取低者"))
    return tr("{how} {base}", how=how, base=mark.base)


def side_sum(mark: SideMark, places: int) -> str:
    """How one side comes to its base and bonus."""
    return _SAID[mark.rule.kind](_MarkInWords(mark, places))


def completion_sum(side: ScoredSide, places: int = _FEWEST) -> str:
    """How a side comes to its r: 17÷(40×50%)=85.00%."""
    r = tr("{r}%", r=shown(side.r, places))
    if side.use is ScoreUse.MILESTONE and side.by is JudgeBy.LEVEL and side.share == 1 and side.actual is not None:
        return tr(
            "已办结节点 {done} 个，应办结 {due} 个，{r}", done=plain(side.actual), due=plain(side.goal or side.r), r=r
        )
    if side.months_late:
        return tr("逾期办结，跨 {months} 个月，{r}", months=side.months_late, r=r)
    if side.actual is None or side.goal is None:
        return r
    if side.tolerated:
        return tr("{actual} 在 {goal} 左右，视同达到，{r}", actual=plain(side.actual), goal=plain(side.goal), r=r)
    if side.goal <= 0 or side.use in _MET_ONLY:
        met = tr("达到") if side.met else tr("未达到")
        return tr("{actual} 对 {goal}，{met}，{r}", actual=plain(side.actual), goal=plain(side.goal), met=met, r=r)
    if side.share in (1, None) or side.asked is None:
        return tr("{actual}÷{goal}={r}", actual=plain(side.actual), goal=plain(side.goal), r=r)
    return tr(
        "{actual}÷({asked}×{share}%)={r}",
        actual=plain(side.actual),
        asked=plain(side.goal / side.share if side.share else side.asked),
        share=plain((side.share or Fraction(0)) * HUNDRED, 4),
        r=r,
    )


_MET_ONLY = frozenset({ScoreUse.LIMIT, ScoreUse.RANGE, ScoreUse.RANK, ScoreUse.ZERO})


class _MarkInWords:
    """A mark with the figures as they are printed: with as many digits as come to the same points."""

    def __init__(self, mark: SideMark, places: int) -> None:
        self.mark = mark
        self.rule = mark.rule
        self.w = figure(mark.weight)
        self.base = str(shown(mark.base, places))
        self.bonus = str(shown(mark.bonus, places))
        self.has_bonus = mark.bonus > 0
        self._digits = _digits(mark, places)

    @property
    def side(self) -> ScoredSide:
        """The side that is marked."""
        assert self.mark.side is not None
        return self.mark.side

    @property
    def r(self) -> str:
        """The completion, of what is better when smaller as what it falls short of 200."""
        r = _signed(shown(self.side.r, self._digits))
        return f"200−{r}" if self.side.less_is_better else r

    def of(self, number: Fraction | None) -> str:
        """Another figure; one below zero in brackets, for it stands behind a sign."""
        found = _signed(plain(number or Fraction(0), max(self._digits, 4)))
        return found if found[0] != "−" else f"({found})"

    @property
    def least(self) -> str:
        """A note where the sum comes to less than nothing, which a base never does."""
        return tr("（不低于0）") if self.mark.base == 0 else ""


def _signed(number: Decimal) -> str:
    return figure(number).replace("-", "−")


def _digits(mark: SideMark, places: int) -> int:
    """With how many decimals the figures of a mark come to the same points again."""
    side = mark.side
    if side is None or mark.place is not None:
        return _FEWEST
    wanted = shown(mark.base, places), shown(mark.bonus, places)
    for digits in range(_FEWEST, _MOST):
        again = marked_by(mark.rule, mark.weight, _cut(side, digits))
        if (shown(again.base, places), shown(again.bonus, places)) == wanted:
            return digits
    return _MOST


def _cut(side: ScoredSide, digits: int) -> ScoredSide:
    def cut(number: Fraction | None) -> Fraction | None:
        return None if number is None else Fraction(shown(number, max(digits, 4)))

    return replace(side, r=Fraction(shown(side.r, digits)), actual=cut(side.actual), goal=cut(side.goal))


def _proportional(one: _MarkInWords) -> str:
    least = one.least if one.side.earned == 0 and one.side.r != 0 else ""
    return f"{one.w}×min({one.r},100)% = {one.base}{least}"


def _bonus(one: _MarkInWords) -> str:
    if not one.has_bonus:
        return _proportional(one)
    more = f"({one.r}−100)"
    if one.rule.whole:
        more = tr("{more}取整", more=more)
    return f"{_proportional(one)}；{more}×{figure(one.rule.factor)}={one.bonus}{_capped_note(one)}"


def _capped_note(one: _MarkInWords) -> str:
    cap = one.rule.cap
    return tr("（封顶）") if cap is not None and one.mark.bonus == Fraction(cap) else ""


def _capped(one: _MarkInWords) -> str:
    if not one.has_bonus:
        return _proportional(one)
    r = one.r if one.rule.cap is None else f"min({one.r},{figure(one.rule.cap)})"
    return f"{_proportional(one)}；{one.w}×({r}−100)%={one.bonus}"


def _steps(one: _MarkInWords) -> str:
    share = one.of(step_share(one.rule, one.side.earned))
    return tr("完成率 {r}%，按 {share}% 计：{w}×{share}% = {base}", r=one.r, share=share, w=one.w, base=one.base)


def _efficacy(one: _MarkInWords) -> str:
    low, high = figure(one.rule.low or Decimal(0)), figure(one.rule.high or Decimal(0))
    score = one.of(efficacy_of(one.rule, one.side.actual or Fraction(0)))
    return f"({one.of(one.side.actual)}−{low})÷({high}−{low})×40+60 = {score}；{one.w}×{score}% = {one.base}"


def _per_unit(one: _MarkInWords) -> str:
    apart = units_apart(one.side)
    actual, goal, per = one.of(one.side.actual), one.of(one.side.goal), figure(one.rule.per)
    more, less = (goal, actual) if one.side.less_is_better else (actual, goal)
    whole = tr("取整") if one.rule.whole else ""
    if apart >= 0:
        note = _capped_note(one)
        return f"{one.w} = {one.base}" + (f"；({more}−{less}){whole}×{per}={one.bonus}{note}" if one.has_bonus else "")
    points = f"({less}−{more}){whole}×{per}"
    if one.rule.cap is not None:
        points = f"min({points},{figure(one.rule.cap)})"
    return f"{one.w}−{points} = {one.base}{one.least}"


def _two_minus(one: _MarkInWords) -> str:
    r = str(shown(one.side.r, max(one._digits, _FEWEST)))
    if one.side.r <= HUNDRED:
        return tr("完成率 {r}%，不超过100%，得满分 {base}", r=r, base=one.base)
    if one.side.r >= 2 * HUNDRED:
        return tr("完成率 {r}%，超过一倍，得 {base}", r=r, base=one.base)
    return f"{one.w}×(2−{r}÷100) = {one.base}"


def _growth_ratio(one: _MarkInWords) -> str:
    growth, goal = one.of(one.side.actual), one.of(one.side.goal)
    if one.side.met:
        return tr("增速 {growth}% 达到 {goal}%，得满分 {base}", growth=growth, goal=goal, base=one.base)
    if (one.side.goal or 0) <= 0:
        return tr("增速 {growth}% 没有达到 {goal}%，得 {base}", growth=growth, goal=goal, base=one.base)
    if (one.side.actual or 0) <= 0:
        return tr("增速 {growth}% 不高于0，得 {base}", growth=growth, base=one.base)
    return f"{one.w}×{growth}÷{goal} = {one.base}"


def _growth_points(one: _MarkInWords) -> str:
    growth, goal, per = one.of(one.side.actual), one.of(one.side.goal), figure(one.rule.per)
    if one.side.met:
        more = f"；({growth}−{goal})×{per}={one.bonus}" if one.has_bonus else ""
        capped = one.rule.cap is not None and one.has_bonus and one.mark.base + one.mark.bonus == Fraction(one.rule.cap)
        return f"{one.w} = {one.base}{more}{tr('（封顶）') if capped else ''}"
    return f"{one.w}−({goal}−{growth})×{per} = {one.base}{one.least}"


def _rank(one: _MarkInWords) -> str:
    place = one.mark.place
    assert place is not None
    shared = tr("（{count}个并列）", count=place.shared) if place.shared > 1 else ""
    return tr("第{place}名{shared}，得 {base}", place=place.place, shared=shared, base=one.base)


def _met(one: _MarkInWords) -> str:
    if one.side.met:
        return tr("达到，得满分 {base}", base=one.base)
    vetoes = tr("，否决") if one.rule.kind is RuleKind.VETO else ""
    return tr("没有达到，得 {base}{vetoes}", base=one.base, vetoes=vetoes)


def _manual(one: _MarkInWords) -> str:
    return tr(
        "评价 {given}%：{w}×{given}% = {base}", given=figure(one.mark.given or Decimal(0)), w=one.w, base=one.base
    )


_SAID: Mapping[RuleKind, Callable[[_MarkInWords], str]] = {
    RuleKind.PROPORTIONAL: _proportional,
    RuleKind.BONUS: _bonus,
    RuleKind.CAPPED: _capped,
    RuleKind.STEPS: _steps,
    RuleKind.EFFICACY: _efficacy,
    RuleKind.PER_UNIT: _per_unit,
    RuleKind.TWO_MINUS: _two_minus,
    RuleKind.GROWTH_RATIO: _growth_ratio,
    RuleKind.GROWTH_POINTS: _growth_points,
    RuleKind.RANK: _rank,
    RuleKind.MET: _met,
    RuleKind.VETO: _met,
    RuleKind.MANUAL: _manual,
}


def _exact(points: Fraction, places: int) -> str:
    """Points as a term of a sum that is rounded only at its end."""
    found = plain(points, _MOST)
    return str(shown(points, places)) if Fraction(shown(points, places)) == points else figure(found)


def row_hints(row: ScoreRow) -> list[str]:
    """What a clerk should look at in a row."""
    words = hint_words()
    return [words[one].format(name=one_line(row.named)) for one in row.hints]


def row_remark(row: ScoreRow) -> str:
    """备注 of a row: why it has no mark, and what a clerk should look at."""
    why = [] if row.why is None else [no_score_words()[row.why]]
    hints = [text for one, text in zip(row.hints, row_hints(row), strict=True) if one is not ScoreHint.WEIGHT_BLANK]
    co = [tr("配合")] if row.co else []
    return "；".join([*co, *why, *hints])


# ---- a total


def total_sum(total: DepartmentTotal, score_set: ScoreSet) -> list[str]:
    """How a department comes to its total, a line for each step."""
    return [*_parts(total, score_set), *_added(total, score_set), *_end(total, score_set)]


def _parts(total: DepartmentTotal, score_set: ScoreSet) -> Iterator[str]:
    if total.equal_weights:
        yield tr("都没有分值，各项按同一分值计")
    for one in total.parts:
        yield from _part(one, score_set, alone=len(total.parts) == 1)
    if len(total.parts) > 1 and total.scaled is not None:
        terms = "+".join(str(one.points) for one in total.parts if one.points is not None)
        if total.share == 100:
            yield tr("折算得分 {terms} = {scaled}", terms=terms, scaled=total.scaled)
        else:
            share = figure(total.share)
            yield tr("折算得分 ({terms})÷{share}% = {scaled}", terms=terms, share=share, scaled=total.scaled)
    if total.waiting:
        yield tr("待定 {count} 项，连同分值不计入", count=total.waiting)


def _part(one: PartTotal, score_set: ScoreSet, *, alone: bool) -> Iterator[str]:
    name, share = one_line(one.part.name), figure(one.part.share)
    if one.score is None:
        yield tr("{name}：待定", name=name) if one.waiting else tr("{name}：没有计分的任务", name=name)
        return
    if one.part.of is not PartOf.GIVEN:
        yield tr("{name}：{sum}", name=name, sum=_scaled_sum(one, score_set))
    elif one.given is None:
        yield tr("{name}：终了没有评价，记 {score}", name=name, score=one.score)
    if not alone:
        yield tr("{name} {score}×{share}% = {points}", name=name, score=one.score, share=share, points=one.points)


def _scaled_sum(one: PartTotal, score_set: ScoreSet) -> str:
    base = str(one.base)
    if score_set.bonus_scaled and one.bonus > 0:
        base = f"({base}+{one.bonus if score_set.bonus_cap is None else min(one.bonus, score_set.bonus_cap)})"
    if not score_set.scaled:
        return tr("基本得分合计 {base}", base=base)
    return tr("基本得分合计 {base}÷分值合计 {weight}×100 = {score}", base=base, weight=one.weight, score=one.score)


def _added(total: DepartmentTotal, score_set: ScoreSet) -> Iterator[str]:
    if total.bonus > 0 and not score_set.bonus_scaled:
        capped = tr("，封顶 {cap}", cap=total.bonus_counted) if total.bonus_counted < total.bonus else ""
        yield tr("各项加分合计 {bonus}{capped}", bonus=total.bonus, capped=capped)
    for one in total.added:
        yield points_line(one, score_set.places)
    if total.added_counted < total.additions:
        yield tr("另行加分合计 {sum}，封顶 {cap}", sum=total.additions, cap=total.added_counted)
    for one in total.deducted:
        yield points_line(one, score_set.places)
    for one in total.vetoes:
        yield tr("否决：{reason}", reason=_because(one))
    for row in total.vetoed:
        yield tr("否决：“{name}”没有达到", name=one_line(row.task.name))


def points_line(points: Points, places: int) -> str:
    """Points by hand with their reason and paper: 加分 3.00：省级通报表扬（某办〔2023〕5号）."""
    amount = amount_of(points, places)
    word = {"bonus": tr("加分"), "deduction": tr("减分")}.get(points.kind.value, "")
    return tr("{word} {amount}：{reason}", word=word, amount=amount, reason=_because(points))


def _because(points: Points) -> str:
    paper = tr("（{paper}）", paper=one_line(points.paper_no)) if points.paper_no else ""
    return one_line(points.reason) + paper


def _end(total: DepartmentTotal, score_set: ScoreSet) -> Iterator[str]:
    if total.total is None or total.scaled is None:
        yield tr("没有计分的任务，没有总分，不参加排名")
        return
    if total.effect is VetoEffect.ZERO:
        yield tr("有否决，总分 {total}", total=total.total)
        return
    terms = str(total.scaled)
    terms += "".join(f"+{one}" for one in (total.bonus_counted, total.added_counted) if one > 0)
    terms += f"−{total.deductions}" if total.deductions > 0 else ""
    if terms == str(total.total):
        yield tr("总分 {total}", total=total.total)
    else:
        least = tr("（不低于0）") if total.total == 0 else ""
        yield tr("总分 {terms} = {total}{least}", terms=terms, total=total.total, least=least)
