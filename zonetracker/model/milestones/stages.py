"""The stages of projects: which one a project is in, what was planned and reached by when, and how many go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from zonetracker.model.dates import before, come_by, known_end
from zonetracker.model.facts import Node
from zonetracker.model.rounding import HUNDRED

SIGNED, START, REGISTERED, COMPLETION = "签约", "开工", "入库", "竣工"
"""Nodes that columns and rules of projects speak of."""
MOST_STAGES = 8
"""So many stages a summary has columns for: those that most projects have."""


class StageHint(StrEnum):
    """What a clerk should look at: a node done though one before it is not, or on an earlier day than one before it."""

    SKIPPED = "skipped"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a project is: the last node that is done, in their order (None: none is yet), and how many there are.

    `done` says of each node whether it is; `hints` name the node that a hint is about and the one before it.
    """

    name: str | None = None
    done: tuple[bool, ...] = ()
    hints: tuple[tuple[StageHint, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StageCount:
    """Of one node: how many projects planned it for a year's first months, and how many reached it in these.

    `undated` reached it at some time that nobody noted; they are in no period.
    """

    name: str
    planned: int
    reached: int
    undated: int = 0

    @property
    def rate(self) -> Fraction | None:
        """计划率 in percent, not capped; None where nothing was planned."""
        return Fraction(self.reached, self.planned) * HUNDRED if self.planned else None


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of the projects of one cohort: how many had reached `name` by a day, and how many of these `following`."""

    name: str
    following: str
    reached: int
    went_on: int

    @property
    def rate(self) -> Fraction | None:
        """转化率 in percent; None where no project has reached the first of the two."""
        return Fraction(self.went_on, self.reached) * HUNDRED if self.reached else None


def reached_by(node: Node, day: date) -> bool:
    """Whether a node is done on `day`, one of a year alone with its last month; a node without a date is."""
    return node.done and (node.done_on is None or come_by(node.done_on, day))


def stage_of(nodes: Sequence[Node], day: date) -> Stage:
    """Where a project with these nodes, in their order, is on `day`."""
    done = tuple(reached_by(node, day) for node in nodes)
    names = [node.name for node, there in zip(nodes, done, strict=True) if there]
    return Stage(names[-1] if names else None, done, tuple(_hints(nodes, done)))


def _hints(nodes: Sequence[Node], done: Sequence[bool]) -> Iterable[tuple[StageHint, str, str]]:
    missing: str | None = None
    last: Node | None = None
    for node, there in zip(nodes, done, strict=True):
        if not there:
            missing = missing or node.name
            continue
        if missing is not None:
            yield StageHint.SKIPPED, node.name, missing
        if last is not None and earlier(node.done_on, last.done_on):
            yield StageHint.BACKWARDS, node.name, last.name
        last = node if node.done_on is not None else last


def earlier(one: str | None, other: str | None) -> bool:
    """Whether a date is before another, where both are known."""
    return one is not None and other is not None and before(one, other)


def node_named(nodes: Iterable[Node], name: str) -> Node | None:
    """The node of this name."""
    return next((node for node in nodes if node.name == name), None)


def stage_names(projects: Iterable[Sequence[Node]]) -> list[str]:
    """The names of the nodes of all projects, in the order of their nodes; of very many those that most have."""
    listed = [[node.name for node in nodes] for nodes in projects]
    counts = Counter(name for names in listed for name in dict.fromkeys(names))
    kept = {name for name, _ in counts.most_common(MOST_STAGES)}
    order: list[str] = []
    for names in sorted(listed, key=len, reverse=True):
        place = 0
        for name in names:
            if name in order:
                place = order.index(name) + 1
            elif name in kept:
                order.insert(place, name)
                place += 1
    return order


def stage_counts(projects: Iterable[Sequence[Node]], names: Sequence[str], year: int, month: int) -> list[StageCount]:
    """What was planned for the first `month` months of a year and reached in these, node by node."""
    planned: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    for nodes in projects:
        for node in nodes:
            planned[node.name] += _within(node.planned, year, month)
            reached[node.name] += reached_within(node, year, month)
            undated[node.name] += node.done and node.done_on is None
    return [StageCount(name, planned[name], reached[name], undated[name]) for name in names]


def reached_within(node: Node, year: int, month: int) -> bool:
    """Whether a node was done in the first `month` months of a year."""
    return _within(node.done_on, year, month)


def _within(written: str | None, year: int, month: int) -> bool:
    """Whether a date lies in the first months of a year: a year alone lies at its end."""
    end = known_end(written)
    return end is not None and end.year == year and end.month <= month


def conversions(
    projects: Iterable[Sequence[Node]], names: Sequence[str], day: date, cohort: int | None = None
) -> list[Conversion]:
    """How many of a cohort went from each stage to the next by `day`: the projects that were signed in that year, or
    all.
    """
    counted = [nodes for nodes in projects if cohort is None or _signed_in(nodes, cohort)]
    reached = [{node.name for node in nodes if reached_by(node, day)} for nodes in counted]
    found = []
    for one, following in pairwise(names):
        there = [stages for stages in reached if one in stages]
        found.append(Conversion(one, following, len(there), sum(following in stages for stages in there)))
    return found


def _signed_in(nodes: Sequence[Node], year: int) -> bool:
    signed = node_named(nodes, SIGNED)
    return signed is not None and _within(signed.done_on, year, 12)
