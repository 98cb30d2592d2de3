"""The board of a month out of the ledger: whole tables of the year once, grouped in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from zonetracker.model.duties.tasks import milestone_task, target_task
from zonetracker.model.facts import Kind
from zonetracker.model.milestones.projects import is_planned
from zonetracker.model.milestones.records import MilestoneRecord
from zonetracker.model.milestones.states import MilestoneState, as_of, milestone_standing
from zonetracker.model.progress import Progress
from zonetracker.model.scoring.board import ScoreBoard, ScoredTask, score_board_of
from zonetracker.model.scoring.completion import milestone_completion, target_completion
from zonetracker.model.scoring.marks import chosen_rule
from zonetracker.model.scoring.rules import (
    SETTING,
    QuarterlySets,
    ScoreSet,
    ScoreUse,
    score_set_beyond,
    score_sets_from_data,
)
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import money_rows, progress_of, project_rules_of

_NOTHING = MilestoneRecord()


def score_sets(ledger: Ledger) -> QuarterlySets:
    """The office's rules for scores; what another program broke stands at its default."""
    return score_sets_from_data(ledger.setting(SETTING))


def score_set_broken(ledger: Ledger) -> bool:
    """Whether something of the kept rules is none, so that defaults stand in its place."""
    data = ledger.setting(SETTING)
    return data is not None and score_set_beyond(data) is not None


def score_board(
    ledger: Ledger,
    year: int,
    month: int,
    day: date | None = None,
    *,
    quarter: bool = False,
    progress: Progress | None = None,
    compared: bool = True,
) -> ScoreBoard:
    """The scores of a year's departments after `month` months.

    `day` is today while the month still runs, as for `progress_of`. With `quarter` what the targets ask for in that
    part of the year takes the place of their pace. `progress` is the table of the month where it is known already.
    `compared`: with the movement against the period before, the quarter's or the month's.
    """
    step = 3 if quarter else 1
    last = None
    if compared and month > step:
        last = score_board(ledger, year, month - step, day, quarter=quarter, compared=False)
    known = progress if progress is not None else progress_of(ledger, year, month, day, quarter=quarter)
    score_set = score_sets(ledger).of(month)
    tasks = [*_targets(known, score_set), *_milestones(ledger, known, score_set)]
    made = score_board_of(known, _day(known), score_set, tasks, ledger.points(year), quarter=quarter, last=last)
    return replace(made, broken=score_set_broken(ledger))


def _day(progress: Progress) -> date:
    return as_of(progress.year, progress.month, progress.today)


def _targets(progress: Progress, score_set: ScoreSet) -> Iterator[ScoredTask]:
    for row in progress.rows:
        target, period = row.target, None if progress.year_end else row.asked.period
        completion = target_completion(row, progress.month, progress.rules, score_set, period)
        yield ScoredTask(target_task(target, row.indicator), completion, target.score_rule, row.standing.grade, row)


def _milestones(ledger: Ledger, progress: Progress, score_set: ScoreSet) -> Iterator[ScoredTask]:
    day, rules = _day(progress), project_rules_of(ledger).rules
    money = money_rows(ledger, progress.year, progress.month)
    for one in progress.milestones:
        if one.kind is not Kind.TARGET:
            continue
        record = progress.records.get(one.id, _NOTHING)
        standing = milestone_standing(one, day, record, progress.state_options)
        if standing.state is MilestoneState.CANCELLED:
            continue
        plan = money.get(one.id) if is_planned(one) else None
        rule = chosen_rule(score_set, one.score_rule, ScoreUse.MILESTONE).rule
        completion = milestone_completion(standing, record.nodes, plan, progress.month, day, rules, score_set, rule)
        yield ScoredTask(milestone_task(one), completion, one.score_rule, standing.grade, plan, one, standing)
