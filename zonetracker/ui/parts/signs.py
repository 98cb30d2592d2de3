"""The signs that stand before words: a meaning is told by its shape too, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Mark
from zonetracker.model.standing import Grade
from zonetracker.ui.parts.table.model import State
from zonetracker.words.review import mark_word


def mark_state(mark: Mark) -> State:
    """A mark as it is shown."""
    signs = {
        Mark.SURE: ("sign-diamond", "sure"),
        Mark.CONFIRMED: ("sign-check", "confirmed"),
        Mark.LOOK: ("sign-question", "look"),
        Mark.FAILS: ("sign-bang", "fails"),
        Mark.SKIPPED: ("sign-dots", "muted"),
        Mark.REJECTED: ("sign-cross", "muted"),
    }
    return State(mark_word(mark), *signs[mark])


def adjusted_sign(adjustments: Sequence[Adjustment]) -> str:
    """The drawing before a target that was changed within its year; "" for one that was not."""
    return "sign-changed" if adjustments else ""


def grade_sign(grade: Grade) -> str:
    """The drawing of a light: offices choose its word and colour, its shape always tells which it is."""
    signs = {
        Grade.DONE: "sign-done",
        Grade.AHEAD: "sign-ahead",
        Grade.ON_PACE: "sign-disc",
        Grade.BEHIND: "sign-triangle",
        Grade.LATE: "sign-late",
        Grade.NO_DATA: "sign-ring",
        Grade.NOT_DUE: "sign-dash",
        Grade.EXCEEDED: "sign-exceeded",
        Grade.MET: "sign-met",
        Grade.MISSED: "sign-missed",
    }
    return signs[grade]
