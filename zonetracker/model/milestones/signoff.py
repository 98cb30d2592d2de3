"""Sign-off (销号): which moves a milestone allows, what each asks, and what it leaves of the milestone.

One place for the gate, the page and the verbs: `moves` is what they offer, `check_move` what stops or asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from zonetracker.model.changes import Acting
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard, soft
from zonetracker.model.checking.task_checks import day_ahead
from zonetracker.model.dates import come_by, end_of, known_end
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Kind, Milestone

TURNS = frozenset(ActionKind) - {ActionKind.ASSIGN, ActionKind.INSTRUCT, ActionKind.CHASE, ActionKind.WARN}
"""The moves that change how a milestone stands; the others only tell."""
NEEDS_WORDS = frozenset({ActionKind.RETURN, ActionKind.EXTEND, ActionKind.CANCEL, ActionKind.REOPEN})


class SignOff(StrEnum):
    """Where a milestone is on its way to sign-off."""

    OPEN = "open"
    APPLIED = "applied"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DONE = "done"


_TELLING = frozenset({ActionKind.ASSIGN, ActionKind.INSTRUCT, ActionKind.CHASE, ActionKind.WARN})
_MOVES: dict[SignOff, frozenset[ActionKind]] = {
    SignOff.OPEN: _TELLING
    | {ActionKind.APPLY, ActionKind.PASS, ActionKind.EXTEND, ActionKind.SUSPEND, ActionKind.CANCEL},
    SignOff.APPLIED: _TELLING
    | {ActionKind.PASS, ActionKind.RETURN, ActionKind.EXTEND, ActionKind.SUSPEND, ActionKind.CANCEL},
    SignOff.SUSPENDED: frozenset({ActionKind.INSTRUCT, ActionKind.RESUME, ActionKind.EXTEND, ActionKind.CANCEL}),
    SignOff.CANCELLED: frozenset({ActionKind.REOPEN}),
    SignOff.DONE: frozenset({ActionKind.INSTRUCT, ActionKind.REOPEN}),
}


def sign_off(milestone: Milestone, actions: Iterable[Action]) -> SignOff:
    """Where a milestone is after its actions, oldest first."""
    done = milestone.done_on or milestone.kind is Kind.ACTUAL
    return SignOff.DONE if done else way_to_sign_off(actions)


def way_to_sign_off(actions: Iterable[Action]) -> SignOff:
    """Where actions, oldest first, leave a milestone that is not done."""
    applied = suspended = cancelled = False
    for action in actions:
        match action.kind:
            case ActionKind.APPLY:
                applied = True
            case ActionKind.PASS | ActionKind.RETURN:
                applied = False
            case ActionKind.SUSPEND:
                suspended = True
            case ActionKind.RESUME:
                suspended = False
            case ActionKind.CANCEL:
                cancelled = True
            case ActionKind.REOPEN:
                applied = suspended = cancelled = False
            case _:
                pass
    holds = ((cancelled, SignOff.CANCELLED), (suspended, SignOff.SUSPENDED), (applied, SignOff.APPLIED))
    return next((state for held, state in holds if held), SignOff.OPEN)


def moves(milestone: Milestone, actions: Sequence[Action], day: str | None = None) -> frozenset[ActionKind]:
    """What can be done about a milestone now, or as of an earlier `day`, on which nothing that came later is undone.

    `actions` are those of the milestone, oldest first. Without sign-off there is nothing to apply for, and PASS says
    that it is done.
    """
    state = sign_off(milestone, actions)
    found = _MOVES[state]
    if milestone.kind is Kind.ACTUAL:
        found -= {ActionKind.REOPEN}
    if not milestone.signoff:
        found -= {ActionKind.APPLY}
    elif state is SignOff.OPEN:
        found -= {ActionKind.PASS}
    if not milestone.deadline or limits.date_beyond(milestone.deadline, "deadline") is not None:
        found -= {ActionKind.EXTEND}
    last = last_turn(actions)
    return found - TURNS if day and last is not None and day < last.day else found


def last_turn(actions: Sequence[Action]) -> Action | None:
    """The latest of a milestone's actions that changed how it stands."""
    return next((action for action in reversed(actions) if action.kind in TURNS), None)


def check_move(
    milestone: Milestone, actions: Sequence[Action], acting: Acting, today: str, proven: bool
) -> list[Finding]:
    """What stops a move that is possible, or asks about it; `proven` says whether there is any evidence."""
    day = acting.day or today
    wrong = limits.day_beyond(day, "day") or day_ahead(day, today, "day")
    if wrong is None and acting.kind in TURNS:
        last = last_turn(actions)
        if last is not None and day < last.day:
            wrong = hard(FindingCode.MOVE_BACKWARDS, "day", day=day, before=last.day)
    if wrong is None and acting.kind in NEEDS_WORDS:
        wrong = limits.reason_beyond(acting.words, "words")
    if wrong is None and acting.kind is ActionKind.WARN and acting.level is None:
        wrong = hard(FindingCode.LEVEL_MISSING, "level")
    if wrong is not None:
        return [wrong]
    if acting.kind is ActionKind.EXTEND:
        return _check_extension(milestone, acting.after, day)
    if acting.kind is ActionKind.PASS:
        return _check_passing(milestone, acting.done_on, day, today, proven)
    return []


def _check_extension(milestone: Milestone, after: str | None, day: str) -> list[Finding]:
    deadline = milestone.deadline
    assert deadline is not None
    wrong = hard(FindingCode.AFTER_MISSING, "after") if not after else limits.date_beyond(after, "after")
    if wrong is not None or not after:
        return [wrong] if wrong else []
    if end_of(after) <= end_of(deadline):
        return [hard(FindingCode.AFTER_EARLIER, "after", after=after, before=deadline)]
    late = end_of(deadline).isoformat() < day
    return [soft(FindingCode.EXTENDED_LATE, "day", before=deadline)] if late else []


def _check_passing(milestone: Milestone, done: str | None, day: str, today: str, proven: bool) -> list[Finding]:
    wrong = limits.date_beyond(done, "done_on") or day_ahead(done, today, "done_on")
    if wrong is None and done and not come_by(done, date.fromisoformat(day)):
        wrong = hard(FindingCode.DONE_AFTER_PASS, "done_on", day=done, before=day)
    if wrong is not None:
        return [wrong]
    return [soft(FindingCode.PASSED_UNPROVEN, "kind")] if milestone.signoff and not proven else []


def acted(
    milestone: Milestone, actions: Sequence[Action], acting: Acting, today: str, reason: str = ""
) -> tuple[Milestone, Action]:
    """What a move leaves of a milestone, and how it is kept; `reason` is what a soft check was passed for."""
    day, kind = acting.day or today, acting.kind
    after = acting.after if kind is ActionKind.EXTEND else None
    action = Action(
        id=0,
        subject=ActionSubject.MILESTONE,
        subject_id=milestone.id,
        day=day,
        kind=kind,
        level=acting.level if kind is ActionKind.WARN else None,
        year=acting.year,
        month=acting.month,
        words=acting.words.strip() or reason,
        paper_no=acting.paper_no.strip(),
        before=_found_by(kind, milestone),
        after=after,
    )
    if kind is ActionKind.PASS:
        return replace(milestone, done_on=acting.done_on or _applied_on(actions) or day), action
    if kind is ActionKind.REOPEN:
        return replace(milestone, done_on=None), action
    return (replace(milestone, deadline=after) if after else milestone), action


def _found_by(kind: ActionKind, milestone: Milestone) -> str | None:
    """What a move does away with and keeps: the deadline until then, or when it was done; words that are no date go."""
    found = {ActionKind.EXTEND: milestone.deadline, ActionKind.REOPEN: milestone.done_on}.get(kind)
    return found if known_end(found) is not None else None


def _applied_on(actions: Sequence[Action]) -> str | None:
    """The day on which what is passed now was applied for."""
    turns = (action for action in reversed(actions) if action.kind in TURNS)
    for action in turns:
        if action.kind is ActionKind.APPLY:
            return action.day
        if action.kind in (ActionKind.PASS, ActionKind.RETURN, ActionKind.REOPEN):
            return None
    return None
