"""What was done about milestones, as it stands in the workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from zonetracker.model.facts import Action, ActionSubject
from zonetracker.services.ledger.kept import sound
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import to_action


class ActionLog:
    """The actions on milestones, read when first asked for: of one alone, or of all in one pass."""

    def __init__(self, recorder: Recorder, milestone_ids: Collection[int]) -> None:
        self._recorder = recorder
        self._alone = next(iter(milestone_ids)) if len(milestone_ids) == 1 else None

    def of(self, milestone_id: int) -> list[Action]:
        """What was done about one of them, oldest first."""
        return self._actions.get(milestone_id, [])

    @cached_property
    def _actions(self) -> dict[int, list[Action]]:
        where = "? IS NULL" if self._alone is None else "subject_id = ?"
        told = f"SELECT * FROM action WHERE subject = ? AND {where} ORDER BY day, id"
        found = defaultdict(list)
        for action in sound(self._recorder.query(told, (ActionSubject.MILESTONE.value, self._alone)), to_action):
            found[action.subject_id].append(action)
        return found
