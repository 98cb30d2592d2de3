"""A mark as formulas: r out of goal and figure, base and bonus out of r and the weight, as the program works them out.

What is compared is rounded first, so that the noise of binary arithmetic never decides between two steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from zonetracker.model.facts import JudgeBy
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.marks import SideMark
from zonetracker.model.scoring.rules import RuleKind, ScoreBasis, ScoreRule, ScoreSet, ScoreUse
from zonetracker.model.standing import slack_of
from zonetracker.outputs.sheet.live import EXACT, digits_of, ends, literal
from zonetracker.words.wording import figure

_KEPT = frozenset({ScoreUse.LIMIT, ScoreUse.ZERO, ScoreUse.RANK})
_LEVELS = frozenset({ScoreUse.FLOW, ScoreUse.LEVEL, ScoreUse.CEILING, ScoreUse.MILESTONE})


@dataclass(frozen=True, slots=True)
class SideCells:
    """The cells of a side: its goal, the figure reached, r before it is rounded, and the weight (or an expression)."""

    goal: str
    actual: str
    r: str
    weight: str


class SideLive:
    """The expressions of one side; without `r` the sheet holds r as the program found it."""

    def __init__(self, side: ScoredSide, row: ProgressRow | None, rules: RuleSet, cells: SideCells) -> None:
        self.side, self.cells = side, cells
        self._row, self._rules = row, rules
        self.goal = ""
        """What is due by now."""
        self.lenient = ""
        """Whether 左右 lets pass what is not reached."""
        self.r = self._growth() if side.by is JudgeBy.GROWTH else self._level()

    @property
    def _own_goal(self) -> bool:
        """Whether a period's own target is asked, of which only the figure is known."""
        side, row = self.side, self._row
        if side.by is JudgeBy.LEVEL:
            return side.share is None
        if row is None or row.target.stated.growth is None:
            return True
        stated = row.target.stated
        low, high = ends(stated.growth, stated.growth_high)
        return side.goal is None or not low <= side.goal <= high

    def _level(self) -> str:
        side, row = self.side, self._row
        if side.actual is None or side.goal is None:
            return ""
        if row is None or side.asked is None:
            return f"{self.cells.actual}/{self.cells.goal}*100" if side.goal > 0 else ""
        stated = row.target.stated
        low, high = ends(stated.value, stated.value_high)
        slack = slack_of(stated.bound, self._rules)
        if side.use in _KEPT:
            limit = self.cells.goal if low == high else literal(side.goal)
            return self._met(f"ROUND({self.cells.actual}-{limit}-ABS({limit})*{literal(slack)},{EXACT})<=0")
        if side.use is ScoreUse.RANGE:
            return self._within(low, high)
        return self._ratio(low, high, slack) if side.use in _LEVELS else ""

    def _within(self, low: Fraction, high: Fraction) -> str:
        if self.side.share is None:
            return ""
        due = low * self.side.share
        low_words, high_words = literal(min(due, low) if low < 0 else due), literal(high)
        actual = self.cells.actual
        below, above = (f"ROUND({actual}-{one},{EXACT})" for one in (f"({low_words})", f"({high_words})"))
        return self._met(f"AND({below}>=0,{above}<=0)")

    def _ratio(self, low: Fraction, high: Fraction, slack: Fraction) -> str:
        side, cells = self.side, self.cells
        ranged = low != high and not self._own_goal
        self.goal = cells.goal if side.share in (1, None) else f"{cells.goal}*{literal(side.share)}"
        if ranged:
            share = side.share or Fraction(1)
            self.goal = f"MEDIAN({literal(low * share)},{literal(high * share)},{cells.actual})"
        least = side.goal if self._own_goal else low * (side.share or 1)
        capped = side.use is ScoreUse.CEILING
        if least is None or least <= 0:
            due = self.goal if not ranged else literal((high if capped else low) * (side.share or 1))
            sign = "<=" if capped else ">="
            return self._met(f"ROUND({cells.actual}-{due},{EXACT}){sign}0", 200 if capped else 0)
        ratio = f"{cells.actual}/({self.goal})*100"
        if not slack:
            return ratio
        border = literal(100 * (1 + slack if capped else 1 - slack))
        out, still = ("<=", ">") if capped else (">=", "<")
        self.lenient = f"AND(ROUND({ratio},{EXACT}){still}100,ROUND({ratio},{EXACT}){out}{border})"
        return f"IF({self.lenient},100,{ratio})"

    def _growth(self) -> str:
        row, side = self._row, self.side
        if row is None or side.actual is None or side.goal is None:
            return ""
        if self._own_goal and row.target.stated.growth_bound is not None:
            return ""
        stated, cells = row.target.stated, self.cells
        low, high = (side.goal, side.goal) if self._own_goal else ends(stated.growth, stated.growth_high)
        slack = abs(Fraction(stated.growth or 0)) * slack_of(stated.growth_bound, self._rules)
        self.goal = cells.goal if low == high else f"MEDIAN({literal(low)},{literal(high)},{cells.actual})"
        apart = f"{cells.actual}-{self.goal}"
        reached = f"ROUND({apart}+{literal(slack)},{EXACT})>=0"
        if side.use is ScoreUse.LIMIT:
            return self._met(f"ROUND({apart}-{literal(slack)},{EXACT})<=0")
        if side.use is ScoreUse.RANGE:
            return self._met(f"ROUND(ABS({apart})-{literal(slack)},{EXACT})<=0")
        ratio = f"{cells.actual}/({self.goal})*100"
        if side.use is ScoreUse.FALL:
            met = f"AND({cells.actual}<0,ROUND({apart}-{literal(slack)},{EXACT})<=0)"
            return self._let_pass(f"IF(AND({cells.actual}<0,{self.goal}<0),{ratio},0)", met, slack)
        if low <= 0 < high:
            ratio = f"IF({self.goal}>0,{ratio},IF({reached},100,0))"
        return self._let_pass(ratio, reached, slack) if high > 0 else self._met(reached)

    def _let_pass(self, ratio: str, met: str, slack: Fraction) -> str:
        if not slack:
            return ratio
        self.lenient = f"AND(ROUND({ratio},{EXACT})<100,{met})"
        return f"IF({self.lenient},100,{ratio})"

    @staticmethod
    def _met(condition: str, missed: int = 0) -> str:
        return f"IF({condition},100,{missed})"

    # ---- what is made of r

    @property
    def earned(self) -> str:
        """The completion as points are given for it."""
        return f"MAX({f'200-{self.cells.r}' if self.side.less_is_better else self.cells.r},0)"

    def share(self, percent: str) -> str:
        """That percentage of the weight, never below nothing or above it."""
        return f"{self.cells.weight}*MIN(MAX({percent},0),100)/100"

    @property
    def met(self) -> str:
        """Whether what is asked is reached."""
        if not self.r:
            return "TRUE" if self.side.met else "FALSE"
        return f"ROUND({self.cells.r},{EXACT}){'<=' if self.side.less_is_better else '>='}100"

    def apart(self) -> str:
        """How many units or percent points it is better than asked; "" where the sheet cannot say it."""
        if not self.goal:
            return ""
        more = f"{self.cells.actual}-{self.goal}"
        more = f"-({more})" if self.side.less_is_better else more
        return f"IF({self.lenient},0,{more})" if self.lenient else more


Expressions = tuple[str, str]
"""Base and bonus, before they are rounded."""


def mark_live(mark: SideMark, live: SideLive) -> Expressions | None:
    """Base and bonus of a side as expressions of its cells; None where its rule is none that a sheet can say."""
    make = _LIVE.get(mark.rule.kind)
    return None if make is None else make(mark.rule, live)


def combined(sides: Sequence[Expressions], by: Sequence[JudgeBy], score_set: ScoreSet) -> Expressions:
    """Base and bonus of a task out of the cells of its sides."""
    if len(sides) == 1:
        return sides[0]
    if score_set.basis is ScoreBasis.WORSE:
        (one, one_more), (other, other_more) = sides
        apart = f"ROUND({one}-{other},{EXACT})"
        least = f"MIN({one_more},{other_more})"
        return f"MIN({one},{other})", f"IF({apart}<0,{one_more},IF({apart}>0,{other_more},{least}))"
    told = dict(zip(by, sides, strict=True))
    if score_set.basis is not ScoreBasis.SPLIT:
        return told[JudgeBy.LEVEL if score_set.basis is ScoreBasis.LEVEL else JudgeBy.GROWTH]
    share = literal(Fraction(score_set.level_share) / 100)
    pairs = zip(told[JudgeBy.LEVEL], told[JudgeBy.GROWTH], strict=True)
    base, bonus = (f"{level}*{share}+{growth}*(1-{share})" for level, growth in pairs)
    return base, bonus


def _proportional(_: ScoreRule, live: SideLive) -> Expressions:
    return live.share(live.earned), "0"


def _with_bonus(rule: ScoreRule, live: SideLive) -> Expressions:
    more = f"MAX({live.earned}-100,0)"
    more = f"INT(ROUND({more},{EXACT}))" if rule.whole else more
    return live.share(live.earned), _at_most(rule.cap, f"{more}*{figure(rule.factor)}")


def _capped(rule: ScoreRule, live: SideLive) -> Expressions:
    most = figure(max(rule.cap if rule.cap is not None else Decimal(100), Decimal(100)))
    return live.share(live.earned), f"{live.cells.weight}*MAX(MIN({live.earned},{most})-100,0)/100"


def _steps(rule: ScoreRule, live: SideLive) -> Expressions | None:
    steps = [(Fraction(at), Fraction(share)) for at, share in rule.steps]
    at = f"ROUND({live.earned},{EXACT})"
    rows = [(Fraction(-1), Fraction(0), Fraction(0))]
    above = {lower: upper for upper, lower in pairwise(steps)}
    for step in sorted(steps):
        upper = above.get(step) if rule.linear else None
        slope = Fraction(0) if upper is None else (upper[1] - step[1]) / (upper[0] - step[0])
        rows.append((*step, slope))

    def found(index: int) -> str:
        return f"LOOKUP({at},{_row(row[0] for row in rows)},{_row(row[index] for row in rows)})"

    if not rule.linear:
        return live.share(found(1)), "0"
    return live.share(f"{found(1)}+({live.earned}-{found(0)})*{found(2)}"), "0"


def _row(numbers: Iterable[Fraction]) -> str:
    return "{" + ",".join(digits_of(one) for one in numbers) + "}"


def _efficacy(rule: ScoreRule, live: SideLive) -> Expressions:
    low, high = Fraction(rule.low or 0), Fraction(rule.high or 0)
    return live.share(f"({live.cells.actual}-({literal(low)}))/({literal(high - low)})*40+60"), "0"


def _per_unit(rule: ScoreRule, live: SideLive) -> Expressions | None:
    apart = live.apart()
    if not apart:
        return None
    units = f"ABS({apart})"
    units = f"INT(ROUND({units},{EXACT}))" if rule.whole else units
    points, weight = _at_most(rule.cap, f"{units}*{figure(rule.per)}"), live.cells.weight
    better = f"ROUND({apart},{EXACT})>=0"
    return f"IF({better},{weight},MAX({weight}-{points},0))", f"IF({better},{points},0)"


def _two_minus(_: ScoreRule, live: SideLive) -> Expressions:
    return live.share(f"200-{live.cells.r}"), "0"


def _growth_ratio(_: ScoreRule, live: SideLive) -> Expressions:
    return live.share(live.cells.r), "0"


def _growth_points(rule: ScoreRule, live: SideLive) -> Expressions | None:
    apart = live.apart()
    if not apart:
        return None
    points, weight = f"({apart})*{figure(rule.per)}", live.cells.weight
    better = f"ROUND({apart},{EXACT})>=0"
    room = points if rule.cap is None else f"MIN({points},MAX({figure(rule.cap)}-{weight},0))"
    return f"IF({better},{weight},MAX({weight}+{points},0))", f"IF({better},{room},0)"


def _met(_: ScoreRule, live: SideLive) -> Expressions:
    return f"IF({live.met},{live.cells.weight},0)", "0"


def _at_most(cap: Decimal | None, points: str) -> str:
    return points if cap is None else f"MIN({points},{figure(cap)})"


_LIVE: Mapping[RuleKind, Callable[[ScoreRule, SideLive], Expressions | None]] = {
    RuleKind.PROPORTIONAL: _proportional,
    RuleKind.BONUS: _with_bonus,
    RuleKind.CAPPED: _capped,
    RuleKind.STEPS: _steps,
    RuleKind.EFFICACY: _efficacy,
    RuleKind.PER_UNIT: _per_unit,
    RuleKind.TWO_MINUS: _two_minus,
    RuleKind.GROWTH_RATIO: _growth_ratio,
    RuleKind.GROWTH_POINTS: _growth_points,
    RuleKind.MET: _met,
    RuleKind.VETO: _met,
}
