"""考核办法 as data that an office picks and edits: its score rules, which measure uses which, parts, caps and lists.

Percentages are in percent, shares of a weight too; points are those of the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.checking.limits import MOST_PLACES, figure_beyond, in_short, name_beyond

SETTING = "score_set"
QUARTERS = (3, 6, 9, 12)
"""The months at which a quarter ends, which may have a set of their own."""
MOST_RULES = 100
MOST_STEPS = 100
MOST_GIVEN = Decimal(1_000_000)
"""Neither a parameter nor a cap is larger."""
_One = TypeVar("_One")
_Choice = TypeVar("_Choice", bound=StrEnum)


class RuleKind(StrEnum):
    """How a scored completion becomes a share of the weight."""

    PROPORTIONAL = "proportional"
    BONUS = "bonus"
    CAPPED = "capped"
    STEPS = "steps"
    EFFICACY = "efficacy"
    PER_UNIT = "per_unit"
    TWO_MINUS = "two_minus"
    GROWTH_RATIO = "growth_ratio"
    GROWTH_POINTS = "growth_points"
    RANK = "rank"
    MET = "met"
    VETO = "veto"
    MANUAL = "manual"


OF_GROWTH = frozenset({RuleKind.GROWTH_RATIO, RuleKind.GROWTH_POINTS})
"""The rules that speak of a growth and never of a level."""


class ScoreUse(StrEnum):
    """By what a side of a task is scored, each with its own usual rule: the measures, and what stands beside them."""

    FLOW = "flow"
    LEVEL = "level"
    CEILING = "ceiling"
    LIMIT = "limit"
    RANGE = "range"
    RANK = "rank"
    ZERO = "zero"
    GROWTH = "growth"
    FALL = "fall"
    WORDS = "words"
    MILESTONE = "milestone"


class ProjectBasis(StrEnum):
    """By what a project with a year's plan in money is scored: its money, its nodes and dates, or both."""

    MONEY = "money"
    DONE = "done"
    SPLIT = "split"


class Against(StrEnum):
    """Whether a figure within the year is held against the pace or against the whole year."""

    PACE = "pace"
    YEAR = "year"


class IfMissing(StrEnum):
    """What a missing figure means: the row waits with its weight, or it scores nothing."""

    WAIT = "wait"
    ZERO = "zero"


class ScoreBasis(StrEnum):
    """Which of the marks for level and growth counts; SPLIT counts both by their shares."""

    WORSE = "worse"
    LEVEL = "level"
    GROWTH = "growth"
    SPLIT = "split"


class VetoEffect(StrEnum):
    """What a veto does to the total beside barring the red list: nothing, no points at all, or the last place."""

    NONE = "none"
    ZERO = "zero"
    LAST = "last"


class PartOf(StrEnum):
    """What makes a part of the total: all tasks, targets or milestones alone, or what is given by hand (评价分)."""

    TASKS = "tasks"
    TARGETS = "targets"
    MILESTONES = "milestones"
    GIVEN = "given"


class TieStyle(StrEnum):
    """Which place follows two that share one: 1-2-2-4, or 1-2-2-3."""

    SKIP = "1-2-2-4"
    DENSE = "1-2-2-3"


class TieBreaker(StrEnum):
    """What parts equal totals: no veto, more tasks done, fewer behind."""

    NO_VETO = "no_veto"
    MORE_DONE = "more_done"
    FEWER_BEHIND = "fewer_behind"


class RankedBy(StrEnum):
    """By which figure departments are ranked: the total, the mean r of their tasks with or without a cap of 100, the
    share of their tasks on pace, what part of its year's plan their money has come to, or how often they are first.
    """

    TOTAL = "total"
    MEAN_CAPPED = "mean_capped"
    MEAN = "mean"
    ON_PACE = "on_pace"
    MONEY = "money"
    FIRSTS = "firsts"


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """计分办法: a kind with its parameters; of which a kind asks says `PARAMETERS`.

    `factor`: points for each percent above 100. `per`: points for each unit or percent point over or short. `cap`: of
    BONUS the most points beside the weight, of CAPPED the most r that counts, of PER_UNIT the most points either way,
    of GROWTH_POINTS the most points in all; None is no cap. `whole`: only whole points or units count. `steps` are r
    and the share of the weight from there on, the highest first; `linear` between them. `low` and `high` are the
    figures that bring 60 and 100 percent. `points` are those of the places 1, 2, …; `average`: who share a place share
    the points of theirs. Projects with a plan are scored by `projects`, of SPLIT `money_share` percent by money.
    """

    name: str
    kind: RuleKind
    factor: Decimal = Decimal("0.5")
    per: Decimal = Decimal(1)
    cap: Decimal | None = None
    whole: bool = False
    linear: bool = False
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    points: tuple[Decimal, ...] = ()
    average: bool = False
    projects: ProjectBasis = ProjectBasis.MONEY
    money_share: Decimal = Decimal(50)


PARAMETERS: Mapping[RuleKind, tuple[str, ...]] = {
    RuleKind.PROPORTIONAL: (),
    RuleKind.BONUS: ("factor", "cap", "whole"),
    RuleKind.CAPPED: ("cap",),
    RuleKind.STEPS: ("steps", "linear"),
    RuleKind.EFFICACY: ("low", "high"),
    RuleKind.PER_UNIT: ("per", "cap", "whole"),
    RuleKind.TWO_MINUS: (),
    RuleKind.GROWTH_RATIO: (),
    RuleKind.GROWTH_POINTS: ("per", "cap"),
    RuleKind.RANK: ("points", "average"),
    RuleKind.MET: (),
    RuleKind.VETO: (),
    RuleKind.MANUAL: (),
}
"""The parameters that a kind of rule asks for; those of projects are asked of every rule."""

_STEPS = tuple((Decimal(one), Decimal(one)) for one in (100, 90, 80, 70, 60, 50))
USUAL_RULES: tuple[ScoreRule, ...] = (
    ScoreRule("按比例", RuleKind.PROPORTIONAL),
    ScoreRule("超额加分", RuleKind.BONUS, cap=Decimal(10)),
    ScoreRule("封顶", RuleKind.CAPPED, cap=Decimal(120)),
    ScoreRule("分档", RuleKind.STEPS, steps=_STEPS),
    ScoreRule("功效系数", RuleKind.EFFICACY),
    ScoreRule("每个单位", RuleKind.PER_UNIT, per=Decimal("0.1"), cap=Decimal(3)),
    ScoreRule("控制型", RuleKind.TWO_MINUS),
    ScoreRule("增速比例", RuleKind.GROWTH_RATIO),
    ScoreRule("增速加减分", RuleKind.GROWTH_POINTS),
    ScoreRule("排名赋分", RuleKind.RANK, points=tuple(map(Decimal, (60, 57, 54, 51, 48)))),
    ScoreRule("达标得分", RuleKind.MET),
    ScoreRule("否决", RuleKind.VETO),
    ScoreRule("评价分", RuleKind.MANUAL),
)
"""The rules that a set has until an office makes its own, one of each kind."""
_KIND_OF_USE: Mapping[ScoreUse, RuleKind] = {
    ScoreUse.FLOW: RuleKind.PROPORTIONAL,
    ScoreUse.LEVEL: RuleKind.PROPORTIONAL,
    ScoreUse.CEILING: RuleKind.TWO_MINUS,
    ScoreUse.LIMIT: RuleKind.MET,
    ScoreUse.RANGE: RuleKind.MET,
    ScoreUse.RANK: RuleKind.MET,
    ScoreUse.ZERO: RuleKind.MET,
    ScoreUse.GROWTH: RuleKind.GROWTH_RATIO,
    ScoreUse.FALL: RuleKind.PROPORTIONAL,
    ScoreUse.WORDS: RuleKind.MANUAL,
    ScoreUse.MILESTONE: RuleKind.PROPORTIONAL,
}


def usual_rule(kind: RuleKind) -> ScoreRule:
    """The rule of a kind as it is before an office sets its parameters."""
    return next(one for one in USUAL_RULES if one.kind is kind)


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the total with its share in percent, and what makes it."""

    name: str = "任务"
    share: Decimal = Decimal(100)
    of: PartOf = PartOf.TASKS


@dataclass(frozen=True, slots=True)
class ScoreSet:
    """考核办法 as a whole.

    `uses` names the rule of each use. `bonus_cap` is the most that the bonus of all rows brings, `points_cap` the most
    of what is added by hand; None is no cap. Marks and totals have `places` decimals. `missing` None waits before
    December and is nothing at the year's end. `scaled`: the rows' sum is told as of 100 (折算), their bonus within it
    with `bonus_scaled`. Who stands beside a lead has `co_share` percent of its weight and score. A milestone loses
    `late_step` percent for each month begun after its deadline, down to `late_floor`. Of `basis` SPLIT `level_share`
    percent are the level's. Not ranked is who has fewer than `rank_min` rows that count. The first `red_top` are on the
    red list and the last `black_last` on the black one, with `need_met` only who met, or missed, what was asked.
    """

    name: str = "按比例"
    rules: tuple[ScoreRule, ...] = USUAL_RULES
    uses: Mapping[ScoreUse, str] = field(
        default_factory=lambda: {use: usual_rule(kind).name for use, kind in _KIND_OF_USE.items()}
    )
    parts: tuple[ScorePart, ...] = (ScorePart(),)
    bonus_cap: Decimal | None = Decimal(10)
    points_cap: Decimal | None = Decimal(5)
    places: int = 2
    against: Against = Against.PACE
    missing: IfMissing | None = None
    scaled: bool = True
    bonus_scaled: bool = False
    co_share: Decimal = Decimal(0)
    late_step: Decimal = Decimal(10)
    late_floor: Decimal = Decimal(40)
    basis: ScoreBasis = ScoreBasis.WORSE
    level_share: Decimal = Decimal(50)
    veto: VetoEffect = VetoEffect.NONE
    ranked_by: RankedBy = RankedBy.TOTAL
    tie_style: TieStyle = TieStyle.SKIP
    tie_breakers: tuple[TieBreaker, ...] = ()
    rank_min: int = 1
    red_top: int = 3
    black_last: int = 2
    need_met: bool = True

    def rule(self, name: str) -> ScoreRule | None:
        """The rule with this name; None where there is none (any more)."""
        return next((one for one in self.rules if one.name == name), None)

    def rule_for(self, use: ScoreUse) -> ScoreRule:
        """The rule of a use; where the set names none that there is, the program's own."""
        return self.rule(self.uses.get(use, "")) or usual_rule(_KIND_OF_USE[use])

    def if_missing(self, month: int) -> IfMissing:
        """What a missing figure means in a month."""
        if self.missing is not None:
            return self.missing
        return IfMissing.ZERO if month == QUARTERS[-1] else IfMissing.WAIT


@dataclass(frozen=True, slots=True)
class QuarterlySets:
    """The set of an office, and those of quarters that weigh otherwise, by the month in which they end."""

    usual: ScoreSet = field(default_factory=ScoreSet)
    quarters: Mapping[int, ScoreSet] = field(default_factory=dict)

    def of(self, month: int) -> ScoreSet:
        """The set by which a month is scored: that of its quarter, where it has one."""
        return self.quarters.get(-(-month // 3) * 3, self.usual)


# ---- as data


def score_sets_to_data(sets: QuarterlySets) -> dict[str, object]:
    """The sets as plain data for the setting `score_set`."""
    own = {str(month): score_set_to_data(one) for month, one in sorted(sets.quarters.items())}
    return {**score_set_to_data(sets.usual), **({"quarters": own} if own else {})}


def score_set_to_data(score_set: ScoreSet) -> dict[str, object]:
    """One set as plain data."""
    return {one.name: _plain(getattr(score_set, one.name)) for one in fields(ScoreSet)}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, ScoreRule | ScorePart):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def score_sets_from_data(data: object) -> QuarterlySets:
    """The sets of a setting; what is missing or broken keeps its default, and a quarter's what the usual set says."""
    usual = score_set_from_data(data)
    own = data.get("quarters") if isinstance(data, Mapping) else None
    listed = own if isinstance(own, Mapping) else {}
    quarters = {
        month: score_set_from_data(listed[str(month)], usual)
        for month in QUARTERS
        if isinstance(listed.get(str(month)), Mapping)
    }
    return QuarterlySets(usual, quarters)


def score_set_from_data(data: object, usual: ScoreSet | None = None) -> ScoreSet:
    """One set from its data; what is missing or broken is that of `usual`."""
    usual = usual or ScoreSet()
    if not isinstance(data, Mapping):
        return usual
    return ScoreSet(**_read(_OF_SET, data, usual))


_Reader = Callable[[object], Any]


class _Broken(ValueError):
    """What is no such value."""


def _read(readers: Mapping[str, _Reader], data: Mapping[Any, object], usual: object) -> dict[str, Any]:
    """Every field by its reader; one that is missing or broken is that of `usual`."""
    found = {}
    for name, reader in readers.items():
        found[name] = getattr(usual, name)
        if name in data:
            try:
                found[name] = reader(data[name])
            except _Broken:
                continue
    return found


def _figure(said: object) -> Decimal:
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal):
        raise _Broken
    try:
        found = Decimal(said)
    except InvalidOperation as none:
        raise _Broken from none
    if figure_beyond(found, "score_set") is not None or abs(found) > MOST_GIVEN:
        raise _Broken
    return found


def _from_zero(said: object) -> Decimal:
    found = _figure(said)
    if found < 0:
        raise _Broken
    return found


def _percent(said: object) -> Decimal:
    found = _from_zero(said)
    if found > 100:
        raise _Broken
    return found


def _or_none(reader: Callable[[object], Decimal]) -> _Reader:
    return lambda said: None if said is None else reader(said)


def _count(most: int) -> _Reader:
    def read(said: object) -> int:
        if type(said) is not int or not 0 <= said <= most:
            raise _Broken
        return said

    return read


def _flag(said: object) -> bool:
    if not isinstance(said, bool):
        raise _Broken
    return said


def _word(said: object) -> str:
    if not isinstance(said, str) or name_beyond(said) is not None:
        raise _Broken
    return said.strip()


def _choice(kind: type[_Choice]) -> Callable[[object], _Choice]:
    def read(said: object) -> _Choice:
        if not isinstance(said, str) or said not in set(kind):
            raise _Broken
        return kind(said)

    return read


def _listed(reader: Callable[[object], _One], most: int = MOST_STEPS) -> Callable[[object], tuple[_One, ...]]:
    def read(said: object) -> tuple[_One, ...]:
        if isinstance(said, str) or not isinstance(said, Sequence) or len(said) > most:
            raise _Broken
        return tuple(reader(one) for one in said)

    return read


def _step(said: object) -> tuple[Decimal, Decimal]:
    one, share = _listed(_from_zero, 2)(said) if isinstance(said, Sequence) and len(said) == 2 else (None, None)
    if one is None or share is None:
        raise _Broken
    return one, share


def _falling(said: object) -> tuple[tuple[Decimal, Decimal], ...]:
    steps = _listed(_step)(said)
    if len({at for at, _ in steps}) < len(steps):
        raise _Broken
    return tuple(sorted(steps, reverse=True))


def _rule(said: object) -> ScoreRule:
    if not isinstance(said, Mapping):
        raise _Broken
    name, kind = _word(said.get("name")), _choice(RuleKind)(said.get("kind"))
    return ScoreRule(name, kind, **_read(_OF_RULE, said, usual_rule(kind)))


def _rules(said: object) -> tuple[ScoreRule, ...]:
    """The rules that can be read, each name once; with none of them the set is broken."""
    listed = said if isinstance(said, Sequence) and not isinstance(said, str) else ()
    found: dict[str, ScoreRule] = {}
    for one in listed[:MOST_RULES]:
        try:
            rule = _rule(one)
        except _Broken:
            continue
        found.setdefault(rule.name, rule)
    if not found:
        raise _Broken
    return tuple(found.values())


def _uses(said: object) -> Mapping[ScoreUse, str]:
    if not isinstance(said, Mapping):
        raise _Broken
    usual = ScoreSet().uses
    return {use: name if isinstance(name := said.get(use.value), str) else usual[use] for use in ScoreUse}


def _part(said: object) -> ScorePart:
    if not isinstance(said, Mapping):
        raise _Broken
    return ScorePart(_word(said.get("name")), _percent(said.get("share")), _choice(PartOf)(said.get("of", "tasks")))


def _parts(said: object) -> tuple[ScorePart, ...]:
    """Parts that make one whole, each name once."""
    found = _listed(_part, 20)(said)
    if sum(one.share for one in found) != 100 or len({one.name for one in found}) < len(found):
        raise _Broken
    return found


def _missing(said: object) -> IfMissing | None:
    return None if said is None else _choice(IfMissing)(said)


_OF_RULE: Mapping[str, _Reader] = {
    "factor": _from_zero,
    "per": _from_zero,
    "cap": _or_none(_from_zero),
    "whole": _flag,
    "linear": _flag,
    "steps": _falling,
    "low": _or_none(_figure),
    "high": _or_none(_figure),
    "points": _listed(_from_zero, 1000),
    "average": _flag,
    "projects": _choice(ProjectBasis),
    "money_share": _percent,
}
_OF_SET: Mapping[str, _Reader] = {
    "name": _word,
    "rules": _rules,
    "uses": _uses,
    "parts": _parts,
    "bonus_cap": _or_none(_from_zero),
    "points_cap": _or_none(_from_zero),
    "places": _count(MOST_PLACES),
    "against": _choice(Against),
    "missing": _missing,
    "scaled": _flag,
    "bonus_scaled": _flag,
    "co_share": _percent,
    "late_step": _percent,
    "late_floor": _percent,
    "basis": _choice(ScoreBasis),
    "level_share": _percent,
    "veto": _choice(VetoEffect),
    "ranked_by": _choice(RankedBy),
    "tie_style": _choice(TieStyle),
    "tie_breakers": _listed(_choice(TieBreaker), len(TieBreaker)),
    "rank_min": _count(1000),
    "red_top": _count(1000),
    "black_last": _count(1000),
    "need_met": _flag,
}


# ---- at the gate


def score_set_beyond(data: object) -> Finding | None:
    """A setting that cannot be kept: parts that are no whole, a rule twice, one that is used and not there, a figure
    that is none. What a program reads with its defaults is refused here, so that a clerk sees it.
    """
    return next(_wrong(data), None)


def _wrong(data: object) -> Iterator[Finding]:
    if not isinstance(data, Mapping):
        yield hard(FindingCode.SCORE_FIELD, SETTING, part=SETTING)
        return
    yield from _wrong_set(data)
    own = data.get("quarters", {})
    for key, one in own.items() if isinstance(own, Mapping) else [("", None)]:
        if key not in map(str, QUARTERS) or not isinstance(one, Mapping):
            yield hard(FindingCode.SCORE_FIELD, SETTING, part=f"quarters {in_short(str(key))}")
        else:
            yield from _wrong_set(one)


def _wrong_set(data: Mapping[Any, object]) -> Iterator[Finding]:
    if "parts" in data and _breaks(_parts, data["parts"]):
        yield hard(FindingCode.SHARES_NOT_WHOLE, SETTING)
    yield from _wrong_rules(data)
    for name in _broken_fields(_OF_SET, data, ("parts", "rules")):
        yield hard(FindingCode.SCORE_FIELD, SETTING, part=name)


def _wrong_rules(data: Mapping[Any, object]) -> Iterator[Finding]:
    listed = data.get("rules", ())
    listed = listed if isinstance(listed, Sequence) and not isinstance(listed, str) else (None,)
    names: list[str] = []
    for one in listed:
        said = one if isinstance(one, Mapping) else {}
        name = in_short(str(said.get("name", "")))
        if _breaks(_rule, said) or any(_broken_fields(_OF_RULE, said)):
            yield hard(FindingCode.SCORE_RULE_WRONG, SETTING, name=name)
        elif (word := _word(said["name"])) in names:
            yield hard(FindingCode.SCORE_RULE_TWICE, SETTING, name=name)
        else:
            names.append(word)
    if len(listed) > MOST_RULES or ("rules" in data and not listed):
        yield hard(FindingCode.SCORE_FIELD, SETTING, part="rules")
    used = data.get("uses")
    for name in _gone(used.values() if isinstance(used, Mapping) else (), names if "rules" in data else None):
        yield hard(FindingCode.SCORE_RULE_UNKNOWN, SETTING, name=in_short(name))


def _gone(used: Iterable[object], names: list[str] | None) -> Iterator[str]:
    known = [one.name for one in USUAL_RULES] if names is None else names
    yield from (str(one) for one in used if one not in known)


def _broken_fields(
    readers: Mapping[str, _Reader], data: Mapping[Any, object], left: Sequence[str] = ()
) -> Iterator[str]:
    yield from (
        name for name, reader in readers.items() if name in data and name not in left and _breaks(reader, data[name])
    )


def _breaks(reader: _Reader, said: object) -> bool:
    try:
        reader(said)
    except _Broken:
        return True
    return False
