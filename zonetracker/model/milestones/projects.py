"""A project in a month: its money is judged by `judge()` as a target and an actual, its nodes say its stage.

All sums are exact and in 万元, the unit of the office's table of projects; a sum that cannot be told in it (a foreign
currency) stays in its own unit and is in no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Context, Decimal
from functools import reduce

from zonetracker.model.facts import Actual, Filing, Indicator, Kind, Milestone, Node, Stated, Target, TaskKind
from zonetracker.model.milestones.grades import ProjectRules
from zonetracker.model.milestones.stages import Stage, stage_of
from zonetracker.model.milestones.states import MilestoneStanding
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.progress import Progress, ProgressRow, in_order, progress_row
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade
from zonetracker.model.units import in_unit, scale

PROJECT_UNIT = "万元"
_EXACT = Context(prec=200)
"""More digits than any sum of figures that are let in has."""
PROJECT_TEMPLATE = "项目"
"""The template whose nodes make a project of a milestone without any money."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a month; sums are in `row.unit`, None where they are not known.

    `row` is its year's plan as a target, with what was filed since January as its actual: completion, gap and money's
    grade are those of `row.standing`. `month_spent` is what the month alone brought, `since_start` all since the start
    of construction; `skipped` where the month before was not filed, but an earlier one was. `counted` says whether the
    total includes it; `number` is empty for a part. `standing` is how it stands as a milestone,
    `dates` the grade that its deadline and nodes alone would give. `filing` is that of the month, `filings` are those
    of all months of the year.
    """

    number: str
    milestone: Milestone
    row: ProgressRow
    nodes: tuple[Node, ...]
    stage: Stage
    standing: MilestoneStanding | None = None
    dates: Grade = Grade.NO_DATA
    filing: Filing | None = None
    filings: Mapping[int, Filing] = field(default_factory=dict)
    investment: Decimal | None = None
    spent_before: Decimal | None = None
    month_spent: Decimal | None = None
    skipped: bool = False
    counted: bool = False

    @property
    def grade(self) -> Grade:
        """The worst of its deadline, its nodes and its money."""
        return self.row.standing.grade if self.standing is None else self.standing.grade

    @property
    def depth(self) -> int:
        """1 for a part of the project before it."""
        return self.row.depth

    @property
    def year_plan(self) -> Decimal | None:
        """The year's plan, as written where it is in this unit."""
        return self.row.target.stated.value

    @property
    def spent(self) -> Decimal | None:
        """What was spent since January, as written where it is in this unit."""
        return self.row.actual_value

    def spent_by(self, month: int) -> Decimal | None:
        """What was spent since January by the end of another month."""
        return figure_in_unit(project_actual(self.milestone, self.filings.get(month)), self.row.unit)

    @property
    def since_start(self) -> Decimal | None:
        """开工以来累计: until last year's end, and since January."""
        before, spent = self.spent_before, self.spent
        return None if before is None or spent is None else exact_sum((before, spent))


@dataclass(frozen=True, slots=True)
class ProjectTotal:
    """合计 of the projects with a plan, parts of a counted whole left out; `row` judges the sums as one project.

    `counted` are in it, `unplanned` have no plan, `parts` are in the money of their whole, `foreign` in another
    currency; of those counted `unfiled` have no figure and `monthless` none for the month alone.
    """

    row: ProgressRow
    investment: Decimal | None = None
    spent_before: Decimal | None = None
    month_spent: Decimal | None = None
    counted: int = 0
    unplanned: int = 0
    parts: int = 0
    foreign: int = 0
    unfiled: int = 0
    monthless: int = 0


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """The projects of a year in one month, wholes before their parts; `progress` holds the rows of their money.

    `day` is the one on which nodes and deadlines are looked at, `rules` by what all is judged.
    """

    progress: Progress
    day: date
    rules: ProjectRules
    rows: tuple[ProjectRow, ...]
    total: ProjectTotal


def is_project(milestone: Milestone) -> bool:
    """Whether a milestone is followed as a project: it has money, or the nodes of one."""
    return milestone.kind is Kind.TARGET and (milestone.project or milestone.template == PROJECT_TEMPLATE)


def is_planned(milestone: Milestone) -> bool:
    """Whether a project's money says how it stands: it has a plan for the year."""
    return is_project(milestone) and bool(milestone.year_plan)


def money_row(milestone: Milestone, filing: Filing | None, month: int, rules: RuleSet) -> ProgressRow:
    """The year's plan as a target and what was filed for a month as its actual, judged; without a plan nothing is.

    Ids are those of the milestone, and no words come along: a project's name says nothing of how money is judged.
    """
    unit = table_unit(milestone)
    plan = _told(milestone.year_plan, milestone, unit)
    stated = Stated(plan, unit=unit) if plan is not None and plan > 0 else Stated()
    return progress_row(
        "",
        0,
        Target(milestone.id, milestone.id, milestone.year, stated, responsible=milestone.responsible),
        Indicator(milestone.id, "", unit, curve=milestone.curve),
        project_actual(milestone, filing),
        None,
        None,
        None,
        month,
        rules,
    )


def project_actual(milestone: Milestone, filing: Filing | None) -> Actual | None:
    """What a project has spent since January as an actual, where it was filed."""
    if filing is None or filing.value is None:
        return None
    unit = filing.unit or milestone.money_unit or PROJECT_UNIT
    return Actual(0, milestone.id, filing.year, filing.month, filing.value, unit, origin=filing.origin)


def table_unit(milestone: Milestone) -> str:
    """The unit in which a project's sums are told."""
    own = milestone.money_unit or PROJECT_UNIT
    return own if scale(Decimal(1), own, PROJECT_UNIT) is None else PROJECT_UNIT


def _told(sum_: Decimal | None, milestone: Milestone, unit: str) -> Decimal | None:
    return None if sum_ is None else in_unit(sum_, milestone.money_unit, unit)


def project_rows(
    milestones: Sequence[Milestone],
    nodes: Mapping[int, Sequence[Node]],
    filings: Mapping[int, Mapping[int, Filing]],
    month: int,
    day: date,
    money: Mapping[int, ProgressRow],
    standings: Mapping[int, MilestoneStanding],
    dates: Mapping[int, Grade],
) -> tuple[ProjectRow, ...]:
    """The projects among the milestones of a year, wholes before their parts.

    `filings` are those of a project by month, `money` has the `money_row` of each; one without a standing has the grade
    of its money.
    """
    listed = list(_in_order([one for one in milestones if is_project(one)]))
    planned = {
        one.id
        for one, _ in listed
        if one.year_plan is not None and one.year_plan > 0 and table_unit(one) == PROJECT_UNIT
    }
    wholes = planned & {one.id for one, _ in listed if one.whole_id is None}
    found, number = [], 0
    for milestone, depth in listed:
        number += depth == 0
        filed = filings.get(milestone.id, {})
        row = replace(money[milestone.id], depth=depth) if depth else money[milestone.id]
        own = tuple(nodes.get(milestone.id, ()))
        within_whole = milestone.whole_id in wholes
        spent_alone, skipped = _of_month(milestone, filed, month, row)
        found.append(
            ProjectRow(
                number="" if depth else str(number),
                milestone=milestone,
                row=row,
                nodes=own,
                stage=stage_of(own, day),
                standing=standings.get(milestone.id),
                dates=dates.get(milestone.id, Grade.NO_DATA),
                filing=filed.get(month),
                filings=filed,
                investment=_told(milestone.investment, milestone, row.unit),
                spent_before=_told(milestone.spent_before, milestone, row.unit),
                month_spent=spent_alone,
                skipped=skipped,
                counted=milestone.id in planned and not within_whole,
            )
        )
    return tuple(found)


def _in_order(projects: Sequence[Milestone]) -> Iterable[tuple[Milestone, int]]:
    """Projects by their places, each whole before its parts, with how deep they stand."""
    known = {one.id: one for one in projects}
    listed = [Target(one.id, one.id, one.year, Stated(), one.position, parent_id=one.whole_id) for one in projects]
    return ((known[target.id], depth) for target, depth in in_order(listed))


def _of_month(
    milestone: Milestone, filed: Mapping[int, Filing], month: int, row: ProgressRow
) -> tuple[Decimal | None, bool]:
    """What the month alone brought, and whether that is unknown because the month before was left out.

    The first month has none of its own: its figure is the one since January.
    """
    now = row.actual_value
    if now is None or month == 1:
        return None, False
    before = project_actual(milestone, filed.get(month - 1))
    if before is None:
        return None, any(filing.value is not None for one, filing in filed.items() if one < month)
    known = figure_in_unit(before, row.unit)
    return (None, False) if known is None else (exact_sum((now, -known)), False)


def project_total(rows: Sequence[ProjectRow], year: int, month: int, rules: RuleSet) -> ProjectTotal:
    """合计: the sums of the projects with a plan; what is in the money of a whole is not counted twice."""
    counted = [one for one in rows if one.counted]
    plan, spent = exact_sum(one.year_plan for one in counted), exact_sum(one.spent for one in counted)
    whole = Milestone(0, year, "", year_plan=plan, money_unit=PROJECT_UNIT)
    filing = Filing(0, TaskKind.MILESTONE, 0, year, month, value=spent, unit=PROJECT_UNIT)
    others = [one for one in rows if not one.counted]
    foreign = sum(one.row.unit != PROJECT_UNIT for one in others)
    unplanned = sum(one.year_plan is None and one.row.unit == PROJECT_UNIT for one in others)
    return ProjectTotal(
        row=money_row(whole, filing, month, rules),
        investment=exact_sum(one.investment for one in counted),
        spent_before=exact_sum(one.spent_before for one in counted),
        month_spent=exact_sum(one.month_spent for one in counted),
        counted=len(counted),
        unplanned=unplanned,
        parts=len(others) - foreign - unplanned,
        foreign=foreign,
        unfiled=sum(one.spent is None for one in counted),
        monthless=sum(one.spent is not None and one.month_spent is None for one in counted) if month > 1 else 0,
    )


def exact_sum(sums: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known, to the last digit and with as many decimals as its terms; None where nothing is."""
    known = [one for one in sums if one is not None]
    return reduce(_EXACT.add, known) if known else None
