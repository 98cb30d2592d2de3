"""What the closed months gave out of milestones, and what a write would change of that.

What was done, and when, opens those months again; a plan that was given out asks for a reason, and they stay closed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from zonetracker.model.checking.findings import Finding, FindingCode, soft
from zonetracker.model.facts import Action, Milestone, Node
from zonetracker.model.milestones.stages import reached_by
from zonetracker.model.milestones.states import as_of, noted_on
from zonetracker.services.ledger.closed import ClosedMonths
from zonetracker.storage.history import Recorder

_MONTHS = range(1, 13)


class GivenOut:
    """The closed months of the years of milestones."""

    def __init__(self, recorder: Recorder) -> None:
        self._closed = ClosedMonths(recorder.query)

    @property
    def any(self) -> bool:
        """Whether any month is closed at all."""
        return self._closed.any

    def changed(
        self, before: Milestone, actions: Sequence[Action], after: Milestone, told: Sequence[Action]
    ) -> list[Finding]:
        """One finding for each closed month in which a milestone stands otherwise after a write; `actions` and `told`
        are those before and after it, oldest first.
        """
        return self._months(
            before.year, lambda day: noted_on(before, actions, day), lambda day: noted_on(after, told, day)
        )

    def nodes(self, year: int, stood: Collection[Node], nodes: Collection[Node]) -> list[Finding]:
        """One finding for each closed month in which other nodes are done after a write, or on other days."""
        if _ended(stood) == _ended(nodes):
            return []
        return self._months(
            year,
            lambda day: _ended(node for node in stood if reached_by(node, day)),
            lambda day: _ended(node for node in nodes if reached_by(node, day)),
        )

    def plans(
        self, before: Milestone, stood: Iterable[Node], after: Milestone, nodes: Iterable[Node], said: Collection[str]
    ) -> Iterator[Finding]:
        """A finding for each plan that was given out and is another after a write; what had none gets one unasked.

        `said` are the names of the nodes whose plans the write says itself, and "deadline" where it says that.
        """
        last = self._closed.last_month(before.year)
        if not last:
            return
        planned = {node.id: node.planned for node in stood}
        changes = [
            ("deadline", before.deadline if "deadline" in said else None, after.deadline),
            ("year_plan", before.year_plan, after.year_plan),
            *(("planned", planned.get(node.id), node.planned) for node in nodes if node.name in said),
        ]
        for field, was, becomes in changes:
            if was is not None and was != becomes:
                yield soft(FindingCode.PLAN_ISSUED, field, month=str(last))

    def _months(self, year: int, before: Callable[[date], object], after: Callable[[date], object]) -> list[Finding]:
        found = []
        for month in _MONTHS:
            closing = self._closed.standing(year, month)
            if closing is None:
                continue
            day = as_of(year, month, date.fromisoformat(closing.closed_on[:10]))
            if before(day) != after(day):
                found.append(soft(FindingCode.MONTH_CLOSED, "done_on", year=str(year), month=str(month)))
        return found


def _ended(nodes: Iterable[Node]) -> set[tuple[object, str | None]]:
    return {(node.id or node.name, node.done_on) for node in nodes if node.done}
