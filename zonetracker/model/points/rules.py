"""The office's rules of points as data: what each event gives or takes, how often, and at most how much in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard

SETTING = "points_rules"
MOST_RULES = 100
MOST_STEPS = 20
LARGEST = Decimal(10_000)
"""The most points that one entry, a cap or a base may be."""


class PointsEvent(StrEnum):
    """What brings points, out of what is there: a milestone done by its deadline, or overdue at a month's end; a
    sign-off that was returned; a task that was not filed, or late; a light on red; a node that was reached; a project
    of the year before that goes on; the size of a year's plan, and how much of it is spent. MANUAL brings none by
    itself: it is offered where points are entered by hand.
    """

    ON_TIME = "on_time"
    OVERDUE = "overdue"
    RETURNED = "returned"
    UNFILED = "unfiled"
    FILED_LATE = "filed_late"
    RED = "red"
    NODE = "node"
    CARRIED_ON = "carried_on"
    SIZE = "size"
    SPENT = "spent"
    MANUAL = "manual"


class PointsPer(StrEnum):
    """Whether an event counts once in a year for each task, or in every month."""

    EACH = "each"
    MONTH = "month"


NAMED = frozenset({PointsEvent.NODE, PointsEvent.MANUAL})
"""The events that say of what: the node that is reached, or what is decided by hand."""


@dataclass(frozen=True, slots=True)
class PointsRule:
    """What an event brings: `points`, below zero where it takes some; of SPENT those for the whole plan.

    `name` is the node of NODE, or what MANUAL is for. At most `cap` points a year come of it for a department, together
    with the rules of the same `together`. It holds for the departments of `series` alone (empty: all). `steps` are the
    points of SIZE by the least year's plan in 万元, the largest first; below the last there are none.
    """

    event: PointsEvent
    points: Decimal = Decimal(0)
    per: PointsPer = PointsPer.EACH
    cap: Decimal | None = None
    together: str = ""
    series: str = ""
    name: str = ""
    steps: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def code(self) -> str:
        """What names the event in a key."""
        return f"{self.event.value}:{self.name}" if self.event in NAMED else self.event.value


@dataclass(frozen=True, slots=True)
class PointsRules:
    """Rules of points under a name: every department begins the year with `base`."""

    name: str
    base: Decimal = Decimal(0)
    rules: tuple[PointsRule, ...] = ()


def _rule(
    event: PointsEvent, points: str, per: PointsPer = PointsPer.EACH, cap: str = "", together: str = ""
) -> PointsRule:
    return PointsRule(event, Decimal(points), per, Decimal(cap) if cap else None, together)


def _node(name: str, points: str) -> PointsRule:
    return PointsRule(PointsEvent.NODE, Decimal(points), name=name)


def _by_hand(name: str, points: str) -> PointsRule:
    return PointsRule(PointsEvent.MANUAL, Decimal(points), name=name)


_PLANS = (("100000", "20"), ("50000", "10"), ("10000", "6"), ("0", "3"))
READY: tuple[PointsRules, ...] = (
    PointsRules(
        "加减分",
        Decimal(100),
        (
            _rule(PointsEvent.ON_TIME, "1", cap="10"),
            _rule(PointsEvent.OVERDUE, "-1", PointsPer.MONTH),
            _rule(PointsEvent.RETURNED, "-2", PointsPer.MONTH),
            _rule(PointsEvent.UNFILED, "-1", PointsPer.MONTH, "5", "报送"),
            _rule(PointsEvent.FILED_LATE, "-0.5", PointsPer.MONTH, "5", "报送"),
            _rule(PointsEvent.RED, "-1", PointsPer.MONTH),
            _node("开工", "5"),
            _rule(PointsEvent.CARRIED_ON, "2"),
            _node("入库", "2"),
            _node("投产", "10"),
            _by_hand("上级表彰", "2"),
            _by_hand("通报批评", "-2"),
        ),
    ),
    PointsRules(
        "只减分",
        Decimal(100),
        (_rule(PointsEvent.UNFILED, "-10", PointsPer.MONTH), _by_hand("内容空洞", "-5")),
    ),
    PointsRules(
        "按项目体量",
        Decimal(0),
        (
            PointsRule(PointsEvent.SIZE, steps=tuple((Decimal(least), Decimal(points)) for least, points in _PLANS)),
            _rule(PointsEvent.SPENT, "60", PointsPer.MONTH),
        ),
    ),
)
"""The sets that an office can begin with; none holds until it is chosen."""


def points_rules(setting: object) -> PointsRules | None:
    """The rules of a settings row; None where points are not kept, or where no rules can be made of it."""
    if setting is None or points_rules_beyond(setting) is not None:
        return None
    return _read(setting)


def points_rules_data(rules: PointsRules) -> dict[str, object]:
    """Rules as plain data for a settings row."""
    return {"name": rules.name, "base": str(rules.base), "rules": [_rule_data(rule) for rule in rules.rules]}


def _rule_data(rule: PointsRule) -> dict[str, object]:
    return {
        "event": rule.event.value,
        "points": str(rule.points),
        "per": rule.per.value,
        "cap": None if rule.cap is None else str(rule.cap),
        "together": rule.together,
        "series": rule.series,
        "name": rule.name,
        "steps": [[str(least), str(points)] for least, points in rule.steps],
    }


def points_rules_beyond(setting: object) -> Finding | None:
    """What of a setting of rules can't be."""
    try:
        rules = _read(setting)
    except (TypeError, ValueError, KeyError, InvalidOperation):
        return hard(FindingCode.POINTS_RULES_WRONG, SETTING)
    return rules_of_points_beyond(rules)


def rules_of_points_beyond(rules: PointsRules) -> Finding | None:
    """What of rules lies beyond its limit, or says one thing twice."""
    if len(rules.rules) > MOST_RULES:
        return hard(FindingCode.POINTS_RULES_MANY, SETTING, most=str(MOST_RULES))
    figures = [found for found in _figures(rules) if not found.is_finite() or abs(found) > LARGEST]
    if figures or rules.base < 0:
        return hard(FindingCode.POINTS_BEYOND, SETTING, most=str(LARGEST))
    names = [limits.name_beyond(rules.name, SETTING)]
    for rule in rules.rules:
        names.append(limits.name_beyond(rule.name, SETTING) if rule.event in NAMED else None)
        names += [limits.text_beyond(text, SETTING, limits.NAME) for text in (rule.together, rule.series)]
    wrong = next((found for found in names if found is not None), None)
    return wrong or next(_odd(rules), None)


def _figures(rules: PointsRules) -> Iterator[Decimal]:
    yield rules.base
    for rule in rules.rules:
        yield rule.points
        yield rule.cap if rule.cap is not None else Decimal(0)
        yield from (points for _, points in rule.steps)


def _odd(rules: PointsRules) -> Iterator[Finding]:
    """Rules that say one event twice for the same departments, or nothing."""
    seen: set[tuple[str, str]] = set()
    for rule in rules.rules:
        if (rule.code, rule.series) in seen:
            yield hard(FindingCode.POINTS_RULE_TWICE, SETTING)
        seen.add((rule.code, rule.series))
        leasts = [least for least, _ in rule.steps]
        falling = all(one > other for one, other in pairwise(leasts)) and min(leasts, default=0) >= 0
        if (rule.event is PointsEvent.SIZE) is not bool(leasts) or not falling or len(leasts) > MOST_STEPS:
            yield hard(FindingCode.POINTS_STEPS_WRONG, SETTING)
        if rule.cap is not None and rule.cap < 0:
            yield hard(FindingCode.POINTS_BEYOND, SETTING, most=str(LARGEST))


def _read(setting: object) -> PointsRules:
    """Raises what `points_rules_beyond` catches where it is no such data."""
    if not isinstance(setting, Mapping):
        raise TypeError(SETTING)
    rows = setting.get("rules", ())
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise TypeError("rules")
    return PointsRules(_text(setting, "name"), _figure(setting.get("base", "0")), tuple(map(_read_rule, rows)))


def _read_rule(row: object) -> PointsRule:
    if not isinstance(row, Mapping):
        raise TypeError("rule")
    steps = row.get("steps", ())
    return PointsRule(
        event=PointsEvent(row["event"]),
        points=_figure(row.get("points", "0")),
        per=PointsPer(row.get("per", PointsPer.EACH)),
        cap=None if row.get("cap") is None else _figure(row["cap"]),
        together=_text(row, "together"),
        series=_text(row, "series"),
        name=_text(row, "name"),
        steps=tuple((_figure(least), _figure(points)) for least, points in steps),
    )


def _text(row: Mapping[str, object], key: str) -> str:
    said = row.get(key, "")
    if not isinstance(said, str):
        raise TypeError(key)
    return said


def _figure(said: object) -> Decimal:
    """A figure as it was written, of no more digits than a figure may have."""
    if not isinstance(said, str | int | Decimal) or isinstance(said, bool):
        raise TypeError("figure")
    found = Decimal(said)
    if limits.figure_beyond(found, SETTING) is not None:
        raise ValueError("figure")
    return found
