"""The grade of a milestone: the worst of its deadline, its nodes that are due, and its money; and an office's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.checking.limits import MOST_DAYS, WIDEST_EDGE, days_beyond
from zonetracker.model.facts import Node
from zonetracker.model.milestones.stages import START, earlier
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import LAGGING, UNJUDGED, Grade

_SEVERITY = {Grade.MISSED: Grade.LATE, Grade.MET: Grade.DONE, Grade.EXCEEDED: Grade.DONE}
"""What the grades of a year's end are worth beside those of a month."""


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """By what projects are judged: `rules` for their money, and for their nodes.

    A start that is missed is late from `start_late` days on (None: from those that its node says). With `made_good` a
    node that was done after its day is behind in the month that missed it.
    """

    rules: RuleSet = field(default_factory=RuleSet)
    start_late: int | None = None
    made_good: bool = False


RED_YELLOW_GREEN = "项目红黄绿"
_KNOWN: Mapping[str, tuple[Decimal, int]] = {RED_YELLOW_GREEN: (Decimal(-30), 90)}
"""The rule sets for projects that offices have published: from which gap on money is late, and a start by which day."""


def project_rules(data: object, office: RuleSet) -> ProjectRules:
    """The rules for projects from a settings row; without one they are those of the office's targets.

    A row names a known set or one of the office's own, and may say `late` (个百分点), `start_late` (days) and
    `made_good`; words and colours are always the office's.
    """
    if not isinstance(data, Mapping):
        return ProjectRules(office)
    made_good = data.get("made_good") is True
    name = data.get("name")
    if not isinstance(name, str) or name == office.name:
        return ProjectRules(office, made_good=made_good)
    late, start = _KNOWN.get(name, (office.late, None))
    edge = _edge(data.get("late"))
    own = replace(office, name=name, late=late if edge is None else edge, ahead=None)
    said = data.get("start_late", start)
    return ProjectRules(own, None if said is None else _days(said, start), made_good)


def project_rules_data(rules: ProjectRules) -> dict[str, object]:
    """The rules for projects as plain data for a settings row."""
    return {
        "name": rules.rules.name,
        "late": str(rules.rules.late),
        "start_late": rules.start_late,
        "made_good": rules.made_good,
    }


def project_rules_beyond(data: object) -> Finding | None:
    """A setting of the rules for projects whose edge no gap reaches, or whose days are longer than any plan."""
    if not isinstance(data, Mapping):
        return None
    late, start = data.get("late"), data.get("start_late")
    if late is not None and _edge(late) is None:
        return hard(FindingCode.EDGE_BEYOND, "project_rules", most=str(WIDEST_EDGE))
    return None if start is None else days_beyond(start if type(start) is int else -1, "start_late")


def _edge(said: object) -> Decimal | None:
    """A gap from which on money is late; None for what is no such."""
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return None
    return found if found.is_finite() and -WIDEST_EDGE <= found <= 0 else None


def _days(said: object, usual: int | None) -> int | None:
    return said if type(said) is int and days_beyond(said, "start_late") is None else usual


def judged_nodes(nodes: Iterable[Node], rules: ProjectRules, year: int, month: int) -> tuple[Node, ...]:
    """The nodes as these rules judge them in a month."""
    return tuple(_judged(node, rules, f"{year}-{month:02}") for node in nodes)


def _judged(node: Node, rules: ProjectRules, month: str) -> Node:
    if rules.start_late is not None and node.name == START:
        node = replace(node, late_after=rules.start_late)
    missed = rules.made_good and (node.planned or "")[:7] == month and earlier(node.planned, node.done_on)
    return replace(node, reached=False, done_on=None, behind_after=1, late_after=MOST_DAYS) if missed else node


def worst_side(deadline: Grade | None, nodes: Iterable[Grade | None], money: Grade | None) -> Grade:
    """The grade of what is still open, from those of its deadline, its nodes and its money; None is no judgement.

    A date that is not missed yet, or a node that is done, makes nothing better than it is: what is not behind has the
    grade of its money (also where a figure is missing), and without a plan in money it is on pace. At a year's end a
    grade of money keeps its own word.
    """
    dates = [side for side in (deadline, *nodes) if side is not None and side not in UNJUDGED]
    behind = min((side for side in dates if side in LAGGING), default=None)
    if money is None:
        return behind if behind is not None else Grade.ON_PACE if dates else Grade.NO_DATA
    if behind is None or _SEVERITY.get(money, money) <= behind:
        return money
    return behind
