"""A workbook in which everything was done that can be done, and its history walked from end to end."""

from __future__ import annotations

from tests.services.ledger.test_operations import OPERATIONS, prepare
from zonetracker.services.ledger import Ledger

_TAKING_AWAY = (
    "remove_departments",
    "remove_milestones",
    "remove_targets",
    "skip_rows",
    "reopen_rows",
    "reject_rows",
    "remove_indicators",
    "remove_report",
)


def work_through(ledger: Ledger) -> None:
    """Do every operation once in a new workbook, some undone and redone; the last four stay undone."""
    prepare(ledger)
    giving = [name for name in OPERATIONS if name not in _TAKING_AWAY]
    for place, name in enumerate((*giving, *_TAKING_AWAY)):
        revision = ledger.revision
        OPERATIONS[name](ledger)
        assert ledger.revision == revision + 1, f"{name} found nothing to do"
        if place % 3 == 0:
            ledger.undo()
            ledger.redo()
    ledger.revert_to(ledger.revision - len(_TAKING_AWAY))
    for _ in range(4):
        ledger.undo()


def undo_all(ledger: Ledger) -> int:
    """Back to the new workbook; the number of steps."""
    steps, _ = ledger.steps
    for _ in range(steps):
        ledger.undo()
    assert ledger.can_undo is None
    return steps


def redo_all(ledger: Ledger) -> int:
    """Forward as far as it goes; the number of steps."""
    _, steps = ledger.steps
    for _ in range(steps):
        ledger.redo()
    assert ledger.can_redo is None
    return steps
