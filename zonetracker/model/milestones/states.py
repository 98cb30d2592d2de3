"""How a milestone or a node stands on a day: its one state, its days, its grade. Pages, lists and paper ask here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zonetracker.model.dates import before, come_by, known_end, no_later
from zonetracker.model.facts import Action, ActionKind, Kind, Milestone, Node, WarningLevel
from zonetracker.model.milestones.grades import worst_side
from zonetracker.model.milestones.records import MilestoneRecord, StateOptions
from zonetracker.model.milestones.signoff import SignOff, way_to_sign_off
from zonetracker.model.progress import Progress
from zonetracker.model.standing import Grade

_AHEAD = 30
_SOME_DAY = "done"
_NOTHING = MilestoneRecord()
_NO_RECORDS: Mapping[int, MilestoneRecord] = {}
_USUAL = StateOptions()


class MilestoneState(StrEnum):
    """A milestone's state; OVERDUE begins with the day after its deadline, DUE_SOON a week before it.

    What was applied for, returned, suspended or cancelled keeps that state also when it is overdue.
    """

    DONE = "done"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    RETURNED = "returned"
    APPLIED = "applied"
    UNDER_WAY = "under_way"
    UNDATED = "undated"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


_ORDER = (
    MilestoneState.OVERDUE,
    MilestoneState.DUE_SOON,
    MilestoneState.RETURNED,
    MilestoneState.APPLIED,
    MilestoneState.UNDER_WAY,
    MilestoneState.UNDATED,
    MilestoneState.SUSPENDED,
    MilestoneState.DONE,
    MilestoneState.CANCELLED,
)
_WAYS = {
    SignOff.CANCELLED: MilestoneState.CANCELLED,
    SignOff.SUSPENDED: MilestoneState.SUSPENDED,
    SignOff.APPLIED: MilestoneState.APPLIED,
}
_ANSWERS = frozenset({ActionKind.APPLY, ActionKind.PASS, ActionKind.RETURN, ActionKind.REOPEN})


@dataclass(frozen=True, slots=True)
class NodeStanding:
    """A dated step on a day: `left` are the days to its date, below zero once it is missed and None once it is done.

    Of what is done `in_time` says whether it was done by its date, `late` and `early` by how many days it was not, or
    was before it, where both days are known. `grade` is None where there is no date to judge by.
    """

    done: bool = False
    left: int | None = None
    in_time: bool | None = None
    late: int | None = None
    early: int | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """A milestone on a day: `left` are the days to its deadline, below zero once it is past, done and cancelled aside.

    `in_time`, `late` and `early` are those of NodeStanding. `deadline` is the one in force, `former` those before it
    was extended, oldest first. `done_on` is when it was done, as it was noted on that day; None where it is not, or
    nobody knows when. `applied`: its sign-off was applied for at least once; `returned`: so often refused. `warning` is
    the note due to what is overdue.
    """

    state: MilestoneState
    left: int | None = None
    in_time: bool | None = None
    late: int | None = None
    early: int | None = None
    deadline: str | None = None
    former: tuple[str, ...] = ()
    done_on: str | None = None
    applied: bool = False
    returned: int = 0
    grade: Grade = Grade.NO_DATA
    warning: WarningLevel | None = None

    @property
    def overdue(self) -> bool:
        """Whether its deadline is missed and it is still asked for; what is suspended is not."""
        return self.left is not None and self.left < 0 and self.state is not MilestoneState.SUSPENDED


class MilestoneDue(StrEnum):
    """When an open milestone is due, seen from a day: each falls into the first of these that holds."""

    OVERDUE = "overdue"
    THIS_MONTH = "this_month"
    NEXT_DAYS = "next_days"


def as_of(year: int, month: int, today: date | None = None) -> date:
    """The day on which a month is looked at: its last one where that is past (or `today` is not said), else today."""
    last = date(year, month, monthrange(year, month)[1])
    return last if today is None or last < today else today


def milestone_standing(
    milestone: Milestone,
    day: date,
    record: MilestoneRecord = _NOTHING,
    options: StateOptions = _USUAL,
) -> MilestoneStanding:
    """How a milestone stands on `day`; what was done later is not done yet, and a report's deed is done.

    What was done later about it is not known yet: it was done until it was reopened, and its deadline is the one that
    an extension found. Its grade is the worst of its deadline, its
    nodes and its investment.
    """
    told = [action for action in record.actions if action.day <= day.isoformat()]
    later = record.actions[len(told) :]
    deadline, former = _deadlines(milestone, told, later)
    done_on = _done_on(milestone, later)
    if milestone.kind is Kind.ACTUAL:
        step = _finished(done_on, deadline, options.early_days)
    else:
        step = _step(done_on, deadline, day, options.early_days, (options.behind_after, options.late_after))
    state = _state(step, told, options.soon)
    if state is MilestoneState.CANCELLED:
        step = NodeStanding()
    return MilestoneStanding(
        state,
        step.left,
        step.in_time,
        step.late,
        step.early,
        deadline,
        former,
        done_on if state is MilestoneState.DONE else None,
        applied=any(action.kind is ActionKind.APPLY for action in told),
        returned=sum(action.kind is ActionKind.RETURN for action in told),
        grade=_grade(state, step, (node_standing(node, day, options) for node in record.judged), record.money),
        warning=None if state is MilestoneState.SUSPENDED else _warning(step.left, options),
    )


def noted_on(milestone: Milestone, actions: Sequence[Action], day: date) -> tuple[str | None, SignOff, str | None]:
    """What of a milestone is noted on `day`: when it was done, where it is on its way to sign-off, and its deadline.

    `actions` are its own, oldest first.
    """
    told = [action for action in actions if action.day <= day.isoformat()]
    later = actions[len(told) :]
    done_on, (deadline, _) = _done_on(milestone, later), _deadlines(milestone, told, later)
    return done_on if done_on and come_by(done_on, day) else None, way_to_sign_off(told), deadline


def node_standing(node: Node, day: date, options: StateOptions = _USUAL) -> NodeStanding:
    """How a node stands on `day`, by its own days from which on it is behind and late."""
    done_on = node.done_on or (_SOME_DAY if node.reached else None)
    return _step(done_on, node.planned, day, options.early_days, (node.behind_after, node.late_after))


def state_in(progress: Progress, milestone: Milestone) -> MilestoneStanding:
    """How a milestone stands in the month that is looked at."""
    day = as_of(progress.year, progress.month, progress.today)
    return milestone_standing(milestone, day, progress.records.get(milestone.id, _NOTHING), progress.state_options)


def followed(progress: Progress) -> list[tuple[Milestone, MilestoneStanding]]:
    """The milestones of the year that are targets, each with its standing, in turn; what is cancelled is left out."""
    day = as_of(progress.year, progress.month, progress.today)
    return [*filter(is_followed, in_turn(progress.milestones, day, progress.records, progress.state_options))]


def is_followed(listed: tuple[Milestone, MilestoneStanding]) -> bool:
    """Whether a milestone is still to be followed: a target that was not cancelled."""
    milestone, standing = listed
    return milestone.kind is Kind.TARGET and standing.state is not MilestoneState.CANCELLED


def in_turn(
    milestones: Iterable[Milestone],
    day: date,
    records: Mapping[int, MilestoneRecord] = _NO_RECORDS,
    options: StateOptions = _USUAL,
) -> list[tuple[Milestone, MilestoneStanding]]:
    """Milestones as they are listed: the longest overdue first, what is done last, each by its deadline."""
    standing = [(one, milestone_standing(one, day, records.get(one.id, _NOTHING), options)) for one in milestones]
    return sorted(standing, key=lambda pair: (_rank(pair[1]), _due(pair[1]), pair[0].id))


def due_on(
    milestone: Milestone, record: MilestoneRecord, wanted: date, today: date, options: StateOptions = _USUAL
) -> bool:
    """Whether a milestone or a node of it is to be done by the day `wanted`, and is still open `today`."""
    if wanted not in map(known_end, (milestone.deadline, *(node.planned for node in record.nodes))):
        return False
    standing = milestone_standing(milestone, today, record, options)
    open_ = is_followed((milestone, standing)) and standing.state not in (MilestoneState.DONE, MilestoneState.SUSPENDED)
    left = (standing.left, *(node_standing(node, today, options).left for node in record.nodes))
    return open_ and (wanted - today).days in left


def falling_due(
    listed: Iterable[tuple[Milestone, MilestoneStanding]], day: date
) -> list[tuple[MilestoneDue, list[tuple[Milestone, MilestoneStanding]]]]:
    """Those of milestones in turn that are overdue, or due in the month of `day` or within 30 days after it.

    A day is as exact as the deadline: what is to be done by June is due on June's last day.
    """
    found: dict[MilestoneDue, list[tuple[Milestone, MilestoneStanding]]] = {due: [] for due in MilestoneDue}
    for milestone, standing in listed:
        due = _falls(standing, day)
        if due is not None:
            found[due].append((milestone, standing))
    return [(due, group) for due, group in found.items() if group]


def _falls(standing: MilestoneStanding, day: date) -> MilestoneDue | None:
    if standing.left is None or standing.state is MilestoneState.SUSPENDED:
        return None
    if standing.left < 0:
        return MilestoneDue.OVERDUE
    due = _due(standing)
    if (due.year, due.month) == (day.year, day.month):
        return MilestoneDue.THIS_MONTH
    return MilestoneDue.NEXT_DAYS if standing.left <= _AHEAD else None


def _rank(standing: MilestoneStanding) -> int:
    return _ORDER.index(MilestoneState.OVERDUE if standing.overdue else standing.state)


def _due(standing: MilestoneStanding) -> date:
    return known_end(standing.deadline) or date.max


def _deadlines(
    milestone: Milestone, told: Sequence[Action], later: Sequence[Action]
) -> tuple[str | None, tuple[str, ...]]:
    """The deadline that was in force after these actions and before the later ones, and those before it."""
    former = tuple(one.before for one in told if one.kind is ActionKind.EXTEND and one.before)
    following = next((one for one in later if one.kind is ActionKind.EXTEND), None)
    return milestone.deadline if following is None else following.before, former


def _done_on(milestone: Milestone, later: Sequence[Action]) -> str | None:
    """When it was done, as that was noted before the later actions: a reopening keeps what it found."""
    following = next((one for one in later if one.kind is ActionKind.REOPEN), None)
    return milestone.done_on if following is None else following.before


def _state(step: NodeStanding, told: Sequence[Action], soon: int) -> MilestoneState:
    if step.done:
        return MilestoneState.DONE
    on_its_way = _WAYS.get(way_to_sign_off(told))
    if on_its_way is not None:
        return on_its_way
    answer = next((one.kind for one in reversed(told) if one.kind in _ANSWERS), None)
    if answer is ActionKind.RETURN:
        return MilestoneState.RETURNED
    if step.left is None:
        return MilestoneState.UNDATED
    if step.left < 0:
        return MilestoneState.OVERDUE
    return MilestoneState.DUE_SOON if step.left <= soon else MilestoneState.UNDER_WAY


def _grade(state: MilestoneState, step: NodeStanding, nodes: Iterable[NodeStanding], money: Grade | None) -> Grade:
    if state is MilestoneState.DONE:
        return Grade.DONE
    if state in (MilestoneState.SUSPENDED, MilestoneState.CANCELLED):
        return Grade.NOT_DUE
    return worst_side(step.grade, (node.grade for node in nodes), money)


def _warning(left: int | None, options: StateOptions) -> WarningLevel | None:
    if left is None or left >= 0:
        return None
    passed = [level for level, days in zip(WarningLevel, options.supervise, strict=True) if -left >= days]
    return passed[-1] if passed else None


def _step(done_on: str | None, planned: str | None, day: date, early_days: int, edges: tuple[int, int]) -> NodeStanding:
    """What is to be done by a date, on a day; `edges` are the days overdue from which on it is behind, and late."""
    if done_on and come_by(done_on, day):
        return _finished(done_on, planned, early_days)
    due = known_end(planned)
    if due is None:
        return NodeStanding()
    left = (due - day).days
    return NodeStanding(left=left, grade=_missed(-left, *edges))


def _missed(days: int, behind: int, late: int) -> Grade:
    """The grade of what is so many days overdue, before its date none."""
    if days < 1:
        return Grade.ON_PACE
    return Grade.LATE if days >= late else Grade.BEHIND if days >= behind else Grade.ON_PACE


def _finished(done_on: str | None, planned: str | None, early_days: int) -> NodeStanding:
    done, due = known_end(done_on), known_end(planned)
    if not done_on or not planned or done is None or due is None:
        return NodeStanding(done=True, grade=Grade.DONE)
    in_time = no_later(done_on, planned)
    apart = (done - due).days if len(done_on) == len("2023-06-30") else None
    early = -apart if apart is not None and before(done_on, planned) else 0
    return NodeStanding(
        done=True,
        in_time=in_time,
        late=None if in_time else apart,
        early=early if early > early_days > 0 else None,
        grade=Grade.DONE,
    )
