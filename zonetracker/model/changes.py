"""What a write means to change: each field of a change is either said or KEEP, which leaves what stands.

A change is made of what somebody said and of nothing else, so that an absent field or column never touches a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, TypeVar

from zonetracker.model.facts import (
    ActionKind,
    Bound,
    Candidate,
    Cycle,
    Department,
    DepartmentKind,
    Derivation,
    FactType,
    Filing,
    Indicator,
    JudgeBy,
    Kind,
    Milestone,
    Nature,
    Node,
    PeriodTarget,
    Points,
    PointsAccount,
    PointsKind,
    Polarity,
    Span,
    Stated,
    Target,
    TaskKind,
    WarningLevel,
)
from zonetracker.model.reports.frame import Frame, Written


class _Keep(Enum):
    KEEP = "keep"


Keep = Literal[_Keep.KEEP]
KEEP: Final = _Keep.KEEP
"""The value of a field that nobody spoke of. None clears where a field may be empty."""

_Fact = TypeVar(
    "_Fact", Candidate, Department, Filing, Indicator, Milestone, Node, PeriodTarget, Points, Stated, Target
)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a thing that are to become something else."""

    @property
    def said(self) -> frozenset[str]:
        """The names of the fields that this change speaks of."""
        return frozenset(one.name for one in fields(self) if getattr(self, one.name) is not KEEP)

    def _so_already(self, bearer: Callable[[str], object]) -> dict[str, Keep]:
        return {name: KEEP for name in self.said if getattr(bearer(name), name) == getattr(self, name)}

    def _of(self, kind: type) -> dict[str, Any]:
        names = {one.name for one in fields(kind)}
        return {name: getattr(self, name) for name in self.said & names}

    def _on(self, fact: _Fact) -> _Fact:
        own = self._of(type(fact))
        return replace(fact, **own) if own else fact


@dataclass(frozen=True, slots=True)
class StatedChange(_Fields):
    """Fields of what is stated: a level and a growth with their bounds and ranges."""

    value: Decimal | Keep | None = KEEP
    value_high: Decimal | Keep | None = KEEP
    unit: str | Keep | None = KEEP
    bound: Bound | Keep | None = KEEP
    growth: Decimal | Keep | None = KEEP
    growth_high: Decimal | Keep | None = KEEP
    growth_bound: Bound | Keep | None = KEEP

    def _restated(self, stated: Stated) -> Stated:
        return self._on(stated)


@dataclass(frozen=True, slots=True)
class TargetChange(StatedChange):
    """Fields of a target; `stated` gives what it states whole, the fields of StatedChange single parts of it."""

    stated: Stated | Keep = KEEP
    parent_id: int | Keep | None = KEEP
    section: str | Keep = KEEP
    deadline: str | Keep | None = KEEP
    responsible: str | Keep = KEEP
    weight: Decimal | Keep | None = KEEP
    stretch: Decimal | Keep | None = KEEP
    stretch_growth: Decimal | Keep | None = KEEP
    judge_by: JudgeBy | Keep = KEEP
    wording: str | Keep = KEEP
    note: str | Keep = KEEP
    quote: str | Keep = KEEP
    score_rule: str | Keep = KEEP

    def on(self, target: Target) -> Target:
        """The target as this change leaves it."""
        changed = self._on(target)
        return replace(changed, stated=self._restated(changed.stated))


@dataclass(frozen=True, slots=True)
class PeriodTargetChange(StatedChange):
    """Fields of what a target asks for in a part of its year; None clears a figure."""

    note: str | Keep = KEEP

    def on(self, period: PeriodTarget) -> PeriodTarget:
        """The target of the period as this change leaves it."""
        changed = self._on(period)
        return replace(changed, stated=self._restated(changed.stated))


@dataclass(frozen=True, slots=True)
class PeriodTargetEntry:
    """What a target asks for from January to `to_month`, as it is to stand; one without figures goes.

    A value whose unit is not said is in the unit that stands there, else in that of the target.
    """

    target_id: int
    to_month: int
    change: PeriodTargetChange


@dataclass(frozen=True, slots=True)
class RowChange(StatedChange):
    """Fields of a reviewed row's candidate and of what it states."""

    kind: Kind | Keep = KEEP
    type: FactType | Keep = KEEP
    year: int | Keep | None = KEEP
    period: str | Keep = KEEP
    name: str | Keep = KEEP
    span: Span | Keep = KEEP
    quote_span: Span | Keep = KEEP
    quote: str | Keep = KEEP
    parent: str | Keep | None = KEEP
    masked: bool | Keep = KEEP
    stretch: bool | Keep = KEEP
    deadline: str | Keep | None = KEEP
    responsible: str | Keep = KEEP
    duplicate_of: str | Keep | None = KEEP
    section: str | Keep = KEEP

    def on(self, candidate: Candidate) -> Candidate:
        """The candidate as this change leaves it."""
        changed = self._on(candidate)
        return replace(changed, stated=self._restated(changed.stated))

    def beyond(self, candidate: Candidate) -> RowChange:
        """This change without the fields in which the candidate is so already."""
        stated = {one.name for one in fields(Stated)}
        return replace(self, **self._so_already(lambda name: candidate.stated if name in stated else candidate))


@dataclass(frozen=True, slots=True)
class Redating:
    """A report read again as written at a date that the clerk settles.

    `before` are its rows as they are read with the date that holds so far, `after` with the new one: the difference is
    what the date changes, and where a row differs from `before` a clerk has changed it. `year` is the one that the
    report is about. With `confirmed` rows that are in the ledger move too.
    """

    written: Written
    frame: Frame
    year: int | None
    before: tuple[Candidate, ...]
    after: tuple[Candidate, ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorChange(_Fields):
    """Fields of an indicator."""

    name: str | Keep = KEEP
    unit: str | Keep | None = KEEP
    category: str | Keep = KEEP
    polarity: Polarity | Keep = KEEP
    nature: Nature | Keep = KEEP
    typed_growth: bool | Keep = KEEP
    months: tuple[int, ...] | Keep = KEEP
    curve: tuple[Decimal, ...] | Keep = KEEP
    aliases: tuple[str, ...] | Keep = KEEP
    pinned: bool | Keep = KEEP
    supplier: str | Keep = KEEP
    due_day: int | Keep | None = KEEP
    derive: Derivation | Keep | None = KEEP

    def on(self, indicator: Indicator) -> Indicator:
        """The indicator as this change leaves it."""
        return self._on(indicator)

    def beyond(self, indicator: Indicator) -> IndicatorChange:
        """This change without the fields in which the indicator is so already."""
        return replace(self, **self._so_already(lambda _: indicator))


@dataclass(frozen=True, slots=True)
class MilestoneChange(_Fields):
    """Fields of a milestone."""

    year: int | Keep = KEEP
    name: str | Keep = KEEP
    kind: Kind | Keep = KEEP
    section: str | Keep = KEEP
    deadline: str | Keep | None = KEEP
    done_on: str | Keep | None = KEEP
    responsible: str | Keep = KEEP
    note: str | Keep = KEEP
    checklist: str | Keep = KEEP
    code: str | Keep = KEEP
    requirement: str | Keep = KEEP
    leader: str | Keep = KEEP
    whole_id: int | Keep | None = KEEP
    cycle: Cycle | Keep = KEEP
    received_on: str | Keep | None = KEEP
    template: str | Keep = KEEP
    signoff: bool | Keep = KEEP
    builder: str | Keep = KEEP
    scale: str | Keep = KEEP
    construction: str | Keep = KEEP
    industry: str | Keep = KEEP
    investment: Decimal | Keep | None = KEEP
    fixed_assets: Decimal | Keep | None = KEEP
    spent_before: Decimal | Keep | None = KEEP
    year_plan: Decimal | Keep | None = KEEP
    money_unit: str | Keep | None = KEEP
    curve: tuple[Decimal, ...] | Keep = KEEP
    weight: Decimal | Keep | None = KEEP
    score_rule: str | Keep = KEEP

    def on(self, milestone: Milestone) -> Milestone:
        """The milestone as this change leaves it."""
        return self._on(milestone)


@dataclass(frozen=True, slots=True)
class NodeChange(_Fields):
    """Fields of a node."""

    name: str | Keep = KEEP
    planned: str | Keep | None = KEEP
    reached: bool | Keep = KEEP
    done_on: str | Keep | None = KEEP
    meaning: str | Keep = KEEP
    papers: str | Keep = KEEP
    behind_after: int | Keep = KEEP
    late_after: int | Keep = KEEP

    def on(self, node: Node) -> Node:
        """The node as this change leaves it."""
        return self._on(node)


@dataclass(frozen=True, slots=True)
class FilingChange(_Fields):
    """Fields of what a unit files for a month."""

    problem: str | Keep = KEEP
    progress: str | Keep = KEEP
    next_step: str | Keep = KEEP
    value: Decimal | Keep | None = KEEP
    unit: str | Keep | None = KEEP
    reported_on: str | Keep | None = KEEP
    origin: str | Keep = KEEP

    def on(self, filing: Filing) -> Filing:
        """The filing as this change leaves it."""
        return self._on(filing)


@dataclass(frozen=True, slots=True)
class FilingEntry:
    """What is filed on one task for a month."""

    task: TaskKind
    task_id: int
    year: int
    month: int
    change: FilingChange


@dataclass(frozen=True, slots=True)
class Acting:
    """Something that is done about milestones: `kind`, on which day (None: today), with what words and paper.

    `done_on` is when it was done, of PASS (None: the day on which that was applied for, else `day`); `after` the new
    deadline, of EXTEND; `level` the colour of a supervise note, of WARN; `year` and `month` those of which a chase
    speaks.
    """

    kind: ActionKind
    day: str | None = None
    words: str = ""
    paper_no: str = ""
    done_on: str | None = None
    after: str | None = None
    level: WarningLevel | None = None
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """What a row of a ledger of items or projects says of one milestone; `milestone_id` is 0 for a new one.

    `nodes` are those that it speaks of, by name; one that is not there is put behind the others. `filing` is what is
    filed for the month. A part of a project in another row names that by its place among the rows, `whole`. `reason`
    answers what is soft of this row, `origin` tells where it stands.
    """

    change: MilestoneChange
    milestone_id: int = 0
    nodes: Mapping[str, NodeChange] = field(default_factory=dict)
    filing: FilingChange = FilingChange()
    whole: int | None = None
    reason: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneEntries:
    """What a list brings of the milestones of a year and what is filed on them for a month, entered as one step.

    `title` names it (a file, 粘贴); `mappings` is what is remembered of how it is read, each under its name.
    """

    title: str
    year: int
    month: int
    rows: tuple[MilestoneEntry, ...] = ()
    mappings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DepartmentChange(_Fields):
    """Fields of a department."""

    name: str | Keep = KEEP
    aliases: tuple[str, ...] | Keep = KEEP
    contact: str | Keep = KEEP
    due_day: int | Keep | None = KEEP
    series: str | Keep = KEEP
    kind: DepartmentKind | Keep = KEEP
    leader: str | Keep = KEEP
    retired_from: str | Keep | None = KEEP

    def on(self, department: Department) -> Department:
        """The department as this change leaves it."""
        return self._on(department)


@dataclass(frozen=True, slots=True)
class PointsChange(_Fields):
    """Fields of what was given to a department or taken from it."""

    year: int | Keep = KEEP
    month: int | Keep = KEEP
    department_id: int | Keep = KEEP
    account: PointsAccount | Keep = KEEP
    kind: PointsKind | Keep = KEEP
    day: str | Keep = KEEP
    amount: Decimal | Keep | None = KEEP
    part: str | Keep = KEEP
    task: TaskKind | Keep | None = KEEP
    task_id: int | Keep | None = KEEP
    entry: str | Keep = KEEP
    reason: str | Keep = KEEP
    paper_no: str | Keep = KEEP

    def on(self, points: Points) -> Points:
        """The points as this change leaves them."""
        return self._on(points)


@dataclass(frozen=True, slots=True)
class ActualEntry:
    """One month's figure to be entered; what is KEEP stays as it stands, None clears.

    A value whose unit is not said is in the unit that stands there, else in that of its target or indicator. Where
    neither value nor growth is left, the month has no actual any more. `reason` answers a soft check. A source that is
    not said stays, but for one that says 预计: a figure entered over it is taken for the final one. Of a new figure
    `reported_on` is the day on which it is entered where that is not said and its month is not long over.
    """

    indicator_id: int
    year: int
    month: int
    value: Decimal | Keep | None = KEEP
    unit: str | Keep | None = KEEP
    growth: Decimal | Keep | None = KEEP
    origin: str = ""
    reason: str = ""
    source: str | Keep = KEEP
    reported_on: str | Keep | None = KEEP


def cleared(indicator_id: int, year: int, month: int) -> ActualEntry:
    """An entry that leaves a month without any figure."""
    return ActualEntry(indicator_id, year, month, value=None, growth=None)


@dataclass(frozen=True, slots=True)
class SheetMore:
    """What a sheet brings along with its figures: new indicators and what is remembered of it.

    `indicators` gives name and usual unit by the number, below zero, that entries and `names` have for them; `names`
    are those of sheets and the indicators they mean, `mappings` what else is kept, each under its name.
    """

    indicators: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)
    names: Mapping[str, int] | None = None
    mappings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returns:
    """What units have filled in for a month: figures, what they file by task and id, when milestones were done."""

    year: int
    month: int
    entries: tuple[ActualEntry, ...] = ()
    filings: Mapping[tuple[TaskKind, int], FilingChange] = field(default_factory=dict)
    done: Mapping[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many things they are."""
        return len(self.entries) + len(self.filings) + len(self.done)


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """What a row of a list says of one target of the list's year: what it changes of it and of its indicator.

    `target_id` is 0 for a new target, `indicator_id` 0 for a new indicator, which is called `name`. A new target is a
    part of the one in the row `whole`, by its place among the rows. `source` tells where the row stands.
    """

    target_id: int
    indicator_id: int
    name: str
    change: TargetChange = TargetChange()
    indicator: IndicatorChange = IndicatorChange()
    whole: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Adjusting:
    """That figures which change are 目标调整 from a month on, approved by a paper."""

    month: int
    paper: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a list changes of the targets of a year.

    `order` are the targets as the list has them, by their ids, new ones by -1 minus the place of their row; only where
    it is `reordered` do those that stand already change places. `removed` are targets that go. Figures that stand and
    change are corrected, or `adjusting`. `names` are names of lists and the indicators that they mean, all that is kept
    of such (None: as it stands).
    """

    year: int
    title: str
    rows: tuple[BreakdownRow, ...] = ()
    order: tuple[int, ...] = ()
    reordered: bool = False
    removed: tuple[int, ...] = ()
    adjusting: Adjusting | None = None
    names: Mapping[str, int] | None = None

    @property
    def count(self) -> int:
        """How many things it does."""
        return len(self.rows) + len(self.removed) + self.reordered


@dataclass(frozen=True, slots=True)
class ListEdits:
    """What a block changes in a list of targets, each by its id: targets, what holds for indicators, and baselines.

    `periods` are what targets ask for in parts of their year.
    """

    targets: Mapping[int, TargetChange] = field(default_factory=dict)
    indicators: Mapping[int, IndicatorChange] = field(default_factory=dict)
    baselines: tuple[ActualEntry, ...] = ()
    periods: tuple[PeriodTargetEntry, ...] = ()

    @property
    def count(self) -> int:
        """How many things they are."""
        return len(self.targets) + len(self.indicators) + len(self.baselines) + len(self.periods)
