"""What goes along with a task that is taken away: what was filed on it, done about it, what proves it, its points."""

from __future__ import annotations

from collections.abc import Collection

from zonetracker.model.facts import ActionSubject, PointsKind, TaskKind
from zonetracker.storage.history import Recorder
from zonetracker.storage.values import id_of

_OF_ITS_OWN = ", ".join(f"'{kind.value}'" for kind in (PointsKind.BONUS, PointsKind.DEDUCTION, PointsKind.VETO))
"""The kinds of points that say something also without their task."""


def remove_milestones(recorder: Recorder, milestone_ids: Collection[int]) -> None:
    """Remove milestones with their nodes, filings, actions and evidence; their parts stand for themselves."""
    for table, column in (("made", "milestone_id"), ("milestone", "whole_id")):
        for number in _rows(recorder, table, column, milestone_ids):
            recorder.update(table, number, {column: None})
    take_along(recorder, TaskKind.MILESTONE, milestone_ids)
    told = f"subject = '{ActionSubject.MILESTONE.value}'"
    for action in _rows(recorder, "action", "subject_id", milestone_ids, told):
        recorder.delete("action", action)
    for node in _rows(recorder, "node", "milestone_id", milestone_ids):
        recorder.delete("node", node)
    for milestone_id in milestone_ids:
        recorder.delete("milestone", milestone_id)


def remove_node(recorder: Recorder, node_id: int) -> None:
    """Remove a node; what proved it proves its milestone."""
    for proof in _rows(recorder, "evidence", "node_id", [node_id]):
        recorder.update("evidence", proof, {"node_id": None})
    recorder.delete("node", node_id)


def take_along(recorder: Recorder, task: TaskKind, task_ids: Collection[int]) -> None:
    """Remove what was filed on tasks, what proves them, and the points that say something of them alone.

    A bonus, a deduction or a veto keeps its reason and loses the task. The bytes of evidence stay.
    """
    of_these = f"task = '{task.value}'"
    for table in ("filing", "evidence"):
        for number in _rows(recorder, table, "task_id", task_ids, of_these):
            recorder.delete(table, number)
    for number in _rows(recorder, "points", "task_id", task_ids, f"{of_these} AND kind IN ({_OF_ITS_OWN})"):
        recorder.update("points", number, {"task": "", "task_id": None})
    for number in _rows(recorder, "points", "task_id", task_ids, of_these):
        recorder.delete("points", number)


def _rows(recorder: Recorder, table: str, column: str, wanted: Collection[int], also: str = "1") -> list[int]:
    """The ids of a table's rows in which a column names one of these; of many all rows are read once."""
    named = set(wanted)
    where, values = (f"{column} = ?", tuple(named)) if len(named) == 1 else (f"{column} IS NOT NULL", ())
    found = recorder.query(f"SELECT * FROM {table} WHERE {where} AND {also} ORDER BY id", values)
    return [id_of(row) for row in found if row[column] in named]
