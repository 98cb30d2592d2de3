"""Templates of nodes: which steps a milestone of a kind has, and by when each is planned.

Those that come with the program are seeds/node_templates.csv; the setting `node_templates` puts others beside or in
place of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.dates import end_of
from zonetracker.model.duties.workdays import FURTHEST, Holidays
from zonetracker.model.facts import Milestone, Node
from zonetracker.support.seeds import seed_rows

RECEIVED, OF_YEAR = "received", "year"
"""What a plan may count from besides another node: the day of receipt, and the milestone's year."""
SETTING = "node_templates"


class PlanUnit(StrEnum):
    """In what a plan counts from its anchor; MONTH_END is the last day of the year's month `count`."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    MONTH_END = "month_end"


_FURTHEST = {PlanUnit.WORKDAY: FURTHEST, PlanUnit.DAY: limits.MOST_DAYS, PlanUnit.MONTH: 120, PlanUnit.MONTH_END: 12}


@dataclass(frozen=True, slots=True)
class NodePattern:
    """A step of a template: its name, what counts and what proves it, and by when it is planned.

    It is planned `count` of `unit` after its `anchor` (the name of an earlier step, RECEIVED, OF_YEAR, or "" where
    nothing is planned). It can't lie before the step `never_before`. With `limit` its date is the milestone's deadline.
    """

    name: str
    anchor: str = ""
    count: int = 0
    unit: PlanUnit = PlanUnit.DAY
    behind_after: int = 1
    late_after: int = 30
    never_before: str = ""
    limit: bool = False
    meaning: str = ""
    papers: str = ""

    def node(self) -> Node:
        """A new node of this pattern."""
        return Node(
            0,
            0,
            0,
            self.name,
            meaning=self.meaning,
            papers=self.papers,
            behind_after=self.behind_after,
            late_after=self.late_after,
        )


NodeTemplate = tuple[NodePattern, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Nodes whose plans follow their template; `by_hand` are those that were dated otherwise, with what follows.

    `unknown_years` are years without a table of holidays in which working days were counted.
    """

    milestone: Milestone
    nodes: tuple[Node, ...]
    by_hand: tuple[tuple[Node, str], ...] = ()
    unknown_years: frozenset[int] = frozenset()


# ---- which templates there are


@cache
def usual_templates() -> Mapping[str, NodeTemplate]:
    """The templates that come with the program, by name."""
    found: dict[str, list[NodePattern]] = {}
    for row in seed_rows("node_templates.csv"):
        found.setdefault(row["template"], []).append(_pattern(row))
    return {name: tuple(patterns) for name, patterns in found.items()}


def templates_of(setting: object) -> Mapping[str, NodeTemplate]:
    """All templates by name; those of the setting go before, and one that can't be is left out."""
    usual = usual_templates()
    if not isinstance(setting, Mapping) or templates_beyond(setting) is not None:
        return usual
    return {**usual, **{str(name): tuple(map(_pattern, rows)) for name, rows in setting.items()}}


def templates_beyond(setting: object) -> Finding | None:
    """What of the setting makes no template: the first line that can't be, by its template and number."""
    if not isinstance(setting, Mapping):
        return hard(FindingCode.TEMPLATE_WRONG, SETTING, template="")
    return next((found for name, rows in setting.items() if (found := _wrong_in(name, rows)) is not None), None)


def _wrong_in(name: object, rows: object) -> Finding | None:
    template = limits.in_short(str(name))
    whole = hard(FindingCode.TEMPLATE_WRONG, SETTING, template=template)
    if not isinstance(name, str) or limits.name_beyond(name) is not None or not isinstance(rows, Sequence):
        return whole
    try:
        patterns = [_pattern(row) for row in rows]
    except (TypeError, ValueError, KeyError, AttributeError):
        return whole
    if not 0 < len(patterns) <= limits.MOST_NODES:
        return whole
    names = [one.name for one in patterns]
    for place, one in enumerate(patterns):
        wrong = _wrong_step(one, names[:place])
        if wrong is not None:
            code, said = wrong
            line, node = str(place + 1), limits.in_short(one.name)
            return hard(code, SETTING, template=template, line=line, node=node, **said)
    return None


def _wrong_step(pattern: NodePattern, earlier: Sequence[str]) -> tuple[FindingCode, dict[str, str]] | None:
    """What is beyond its limits in a pattern, or leans on what does not come before it."""
    texts = [limits.text_beyond(text, "name", limits.TEXT) for text in (pattern.meaning, pattern.papers)]
    days = [limits.days_beyond(number, "name") for number in (pattern.behind_after, pattern.late_after)]
    if limits.name_beyond(pattern.name) is not None or pattern.name in earlier:
        return FindingCode.STEP_NAME, {}
    if any(texts):
        return FindingCode.STEP_TEXT, {"longest": str(limits.TEXT)}
    if any(days):
        return FindingCode.STEP_DAYS, {"most": str(limits.MOST_DAYS)}
    if pattern.never_before and pattern.never_before not in earlier:
        return FindingCode.STEP_BEFORE, {"text": limits.in_short(pattern.never_before)}
    return _wrong_plan(pattern, earlier) if pattern.anchor else None


def _wrong_plan(pattern: NodePattern, earlier: Sequence[str]) -> tuple[FindingCode, dict[str, str]] | None:
    of_year = pattern.anchor == OF_YEAR
    if not of_year and pattern.anchor not in (RECEIVED, *earlier):
        return FindingCode.STEP_ANCHOR, {"text": limits.in_short(pattern.anchor)}
    if of_year != (pattern.unit is PlanUnit.MONTH_END):
        return FindingCode.STEP_UNIT, {}
    least, most = (1 if of_year else 0), _FURTHEST[pattern.unit]
    within = least <= pattern.count <= most
    return None if within else (FindingCode.STEP_COUNT, {"least": str(least), "most": str(most)})


def own_templates(setting: object) -> dict[str, NodeTemplate]:
    """The templates that the setting has beside the usual ones, or other than these."""
    usual = usual_templates()
    return {name: one for name, one in templates_of(setting).items() if usual.get(name) != one}


def templates_to_data(templates: Mapping[str, NodeTemplate]) -> dict[str, object]:
    """Templates as plain data for the setting."""
    return {name: [_row(one) for one in template] for name, template in templates.items()}


def with_step(template: NodeTemplate, place: int, step: NodePattern) -> NodeTemplate:
    """A template with another step at a place; what leans on this one by its name goes on doing so."""
    old = template[place].name

    def follow(name: str) -> str:
        return step.name if name and name == old else name

    later = (
        replace(one, anchor=follow(one.anchor), never_before=follow(one.never_before)) for one in template[place + 1 :]
    )
    return (*template[:place], step, *later)


def _row(pattern: NodePattern) -> dict[str, object]:
    return {
        "node": pattern.name,
        "anchor": pattern.anchor,
        "count": pattern.count,
        "unit": str(pattern.unit),
        "behind_after": pattern.behind_after,
        "late_after": pattern.late_after,
        "never_before": pattern.never_before,
        "limit": "yes" if pattern.limit else "",
        "meaning": pattern.meaning,
        "papers": pattern.papers,
    }


def _pattern(row: Mapping[str, object]) -> NodePattern:
    usual = NodePattern("")

    def text(key: str) -> str:
        said = row.get(key, "")
        if not isinstance(said, str):
            raise TypeError(key)
        return said

    def number(key: str, otherwise: int) -> int:
        said = row.get(key)
        return otherwise if said in ("", None) else int(str(said))

    return NodePattern(
        name=text("node"),
        anchor=text("anchor"),
        count=number("count", usual.count),
        unit=PlanUnit(text("unit") or usual.unit),
        behind_after=number("behind_after", usual.behind_after),
        late_after=number("late_after", usual.late_after),
        never_before=text("never_before"),
        limit=text("limit") == "yes",
        meaning=text("meaning"),
        papers=text("papers"),
    )


# ---- what follows from one


def with_steps(template: NodeTemplate, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes with those of a template that are not there yet, each behind the one that it follows there."""
    order = list(nodes)
    place = 0
    for pattern in template:
        at = next((at for at, node in enumerate(order) if node.name == pattern.name), None)
        if at is None:
            order.insert(place, pattern.node())
            at = place
        place = max(place, at + 1)
    return tuple(order)


def planned(
    template: NodeTemplate,
    before: tuple[Milestone, Sequence[Node]] | None,
    after: tuple[Milestone, Sequence[Node]],
    said: Collection[str],
    holidays: Holidays,
) -> Planning:
    """Nodes and deadline as their plans follow from a template.

    `before` is how the same template was followed so far (None: it was not): a date that stood as it followed then
    follows again, a missing one is set, and one that was dated otherwise is told where it would be another now. Where
    nothing else follows than before, nothing is set: a date that was taken away stays away. What was `said` just now
    by name stays.
    """
    milestone, nodes = after
    now = {node.name: node for node in nodes}
    stood = {} if before is None else {node.name: node for node in before[1]}
    was = None if before is None else _plans(template, before[0], stood, holidays)
    by_hand: list[tuple[Node, str]] = []
    unknown: set[int] = set()
    for pattern in template:
        node, plan = now.get(pattern.name), _plan(pattern, milestone, now, holidays)
        if node is None or plan is None:
            continue
        text, years = plan
        former = was.get(pattern.name) if was is not None else None
        if former == text and pattern.name in stood:
            continue
        if pattern.limit and milestone.deadline in (None, former) and "deadline" not in said:
            milestone = replace(milestone, deadline=text)
        if pattern.name in said or node.planned == text or (was is None and node.planned is not None):
            continue
        if node.planned in (None, former):
            now[pattern.name] = replace(node, planned=text)
            unknown |= years
        elif former != text:
            by_hand.append((node, text))
    return Planning(milestone, tuple(now[node.name] for node in nodes), tuple(by_hand), frozenset(unknown))


def follow_all(planning: Planning) -> tuple[Node, ...]:
    """The nodes with those too that were dated by hand."""
    following = {node.name: text for node, text in planning.by_hand}
    return tuple(
        replace(node, planned=following[node.name]) if node.name in following else node for node in planning.nodes
    )


def _plans(
    template: NodeTemplate, milestone: Milestone, nodes: Mapping[str, Node], holidays: Holidays
) -> dict[str, str]:
    plans = ((pattern.name, _plan(pattern, milestone, nodes, holidays)) for pattern in template)
    return {name: plan[0] for name, plan in plans if plan is not None}


def _plan(
    pattern: NodePattern, milestone: Milestone, nodes: Mapping[str, Node], holidays: Holidays
) -> tuple[str, frozenset[int]] | None:
    """The date that follows for a step, and the years without a table of holidays that it was counted through."""
    if pattern.anchor == OF_YEAR:
        return end_of(f"{milestone.year}-{pattern.count:02d}").isoformat(), frozenset()
    if pattern.anchor == RECEIVED:
        start = milestone.received_on
    else:
        anchor = nodes.get(pattern.anchor)
        start = None if anchor is None else anchor.done_on or anchor.planned
    if not start or limits.date_beyond(start, "planned") is not None:
        return None
    if pattern.unit is PlanUnit.MONTH:
        return _months_on(start, pattern.count), frozenset()
    if pattern.unit is PlanUnit.DAY:
        return (end_of(start) + timedelta(days=pattern.count)).isoformat(), frozenset()
    reached = holidays.add(end_of(start), pattern.count)
    return reached.day.isoformat(), reached.unknown_years


def _months_on(start: str, count: int) -> str:
    """So many months after a date, as exact as that is; the 31st of a shorter month is its last day."""
    if len(start) == len("2023"):
        start = f"{start}-12"
    year, month = divmod(int(start[:4]) * 12 + int(start[5:7]) - 1 + count, 12)
    whole = f"{year:04d}-{month + 1:02d}"
    if len(start) == len("2023-07"):
        return whole
    return date(year, month + 1, min(int(start[8:]), end_of(whole).day)).isoformat()
