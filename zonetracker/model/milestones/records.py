"""What a milestone's state depends on beside itself: the log of its actions, its nodes, and an office's own days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from zonetracker.model.checking.limits import days_beyond, levels_beyond
from zonetracker.model.facts import Action, ActionSubject, Node
from zonetracker.model.standing import Grade


@dataclass(frozen=True, slots=True)
class StateOptions:
    """From how many days on something is said of a milestone.

    Done more than `early_days` before its deadline it was early (0: never told apart); `soon` days before its deadline
    it is due soon; `behind_after` and `late_after` days overdue it is behind, and late; from each of `supervise` days
    overdue on a supervise note on it is blue, yellow, red.
    """

    early_days: int = 0
    soon: int = 7
    behind_after: int = 1
    late_after: int = 30
    supervise: tuple[int, int, int] = (1, 10, 30)


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """The actions on a milestone in the order of their days, and its nodes in their own order.

    `judged` are the nodes as the office's rules judge them in the month that is looked at, `money` is the grade of its
    investment in that month, None where it has none.
    """

    actions: tuple[Action, ...] = ()
    nodes: tuple[Node, ...] = ()
    judged: tuple[Node, ...] = ()
    money: Grade | None = None


def records_of(
    actions: Iterable[Action],
    nodes: Iterable[Node],
    money: Mapping[int, Grade] | None = None,
    judge: Callable[[Iterable[Node]], tuple[Node, ...]] = tuple,
) -> dict[int, MilestoneRecord]:
    """The records of milestones by their ids, as are the grades in `money`; what departments were told is left out.

    `judge` gives the nodes of one milestone as the office's rules judge them.
    """
    told: dict[int, list[Action]] = defaultdict(list)
    planned: dict[int, list[Node]] = defaultdict(list)
    for action in sorted(actions, key=attrgetter("day", "id")):
        if action.subject is ActionSubject.MILESTONE:
            told[action.subject_id].append(action)
    for node in sorted(nodes, key=attrgetter("position", "id")):
        planned[node.milestone_id].append(node)
    graded = money or {}
    return {
        one: MilestoneRecord(tuple(told[one]), tuple(planned[one]), judge(planned[one]), graded.get(one))
        for one in told.keys() | planned.keys() | graded.keys()
    }


def state_options(settings: Mapping[str, object]) -> StateOptions:
    """The days that a workbook's settings say; what is missing or can't be keeps its default."""
    usual = StateOptions()
    return StateOptions(
        early_days=_days(settings.get("early_days"), usual.early_days),
        soon=_days(settings.get("soon"), usual.soon),
        behind_after=_days(settings.get("behind_after"), usual.behind_after),
        late_after=_days(settings.get("late_after"), usual.late_after),
        supervise=_levels(settings.get("supervise_levels"), usual.supervise),
    )


def _days(said: object, usual: int) -> int:
    return said if isinstance(said, int) and days_beyond(said) is None else usual


def _levels(said: object, usual: tuple[int, int, int]) -> tuple[int, int, int]:
    if levels_beyond(said) is not None or not isinstance(said, Sequence):
        return usual
    blue, yellow, red = said
    return blue, yellow, red
