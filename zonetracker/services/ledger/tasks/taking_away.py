"""What goes along with a task that is taken away: what was filed on it, done about it, and what proves it."""

from __future__ import annotations

from zonetracker.model.facts import ActionSubject, TaskKind
from zonetracker.storage.history import Recorder
from zonetracker.storage.values import id_of


def remove_milestone(recorder: Recorder, milestone_id: int) -> None:
    """Remove a milestone with its nodes, filings, actions and evidence; its parts stand for themselves."""
    for link in recorder.query("SELECT id FROM made WHERE milestone_id = ?", (milestone_id,)):
        recorder.update("made", id_of(link), {"milestone_id": None})
    for part in recorder.query("SELECT id FROM milestone WHERE whole_id = ?", (milestone_id,)):
        recorder.update("milestone", id_of(part), {"whole_id": None})
    take_along(recorder, TaskKind.MILESTONE, milestone_id)
    told = (ActionSubject.MILESTONE.value, milestone_id)
    for action in recorder.query("SELECT id FROM action WHERE subject = ? AND subject_id = ?", told):
        recorder.delete("action", id_of(action))
    for node in recorder.query("SELECT id FROM node WHERE milestone_id = ?", (milestone_id,)):
        recorder.delete("node", id_of(node))
    recorder.delete("milestone", milestone_id)


def remove_node(recorder: Recorder, node_id: int) -> None:
    """Remove a node; what proved it proves its milestone."""
    for proof in recorder.query("SELECT id FROM evidence WHERE node_id = ?", (node_id,)):
        recorder.update("evidence", id_of(proof), {"node_id": None})
    recorder.delete("node", node_id)


def take_along(recorder: Recorder, task: TaskKind, task_id: int) -> None:
    """Remove what was filed on a task and what proves it; the bytes themselves stay."""
    for table in ("filing", "evidence"):
        for row in recorder.query(f"SELECT id FROM {table} WHERE task = ? AND task_id = ?", (task.value, task_id)):
            recorder.delete(table, id_of(row))
