"""The key of an automatic entry, by which a waiver names it: the same for as long as its task is there."""

from __future__ import annotations

from zonetracker.model.facts import TaskKind

_BETWEEN = "/"


def entry_key(event: str, task: TaskKind, task_id: int, year: int, month: int) -> str:
    """The key of what a task brought its department by an event in a month."""
    return _BETWEEN.join((event, task.value, str(task_id), f"{year}-{month:02}"))


def of_task(key: str, task: TaskKind, task_id: int, other_id: int) -> str:
    """The key of the same entry where what was said of one task is said of another; any other key as it is."""
    event, *rest = key.rsplit(_BETWEEN, 3)  # a node's name may hold the sign
    if rest[:2] != [task.value, str(task_id)]:
        return key
    return _BETWEEN.join((event, task.value, str(other_id), *rest[2:]))
