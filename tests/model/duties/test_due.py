"""Who owes what in a month: due days, in time and late, what is missing, and the rate of what came in time."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import FrameType

import pytest

from zonetracker.model.duties.due import (
    DueRules,
    DutyCounts,
    DutyState,
    DutyTable,
    Lack,
    TaskDuty,
    due_rules,
    duty_table,
)
from zonetracker.model.duties.tasks import tasks_of
from zonetracker.model.duties.workdays import Holidays, office_holidays, published
from zonetracker.model.facts import (
    Action,
    ActionKind,
    ActionSubject,
    Actual,
    Cycle,
    Department,
    Filing,
    Indicator,
    Kind,
    Milestone,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.model.milestones.records import records_of
from zonetracker.model.progress import Progress, progress
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.words.wording import goal_words

X, Y = Department(1, "样例局", aliases=("样局",)), Department(2, "试验中心", due_day=10)
LATER = date(2023, 10, 20)


def month_of(
    month: int = 9,
    targets: Sequence[tuple[Indicator, Target]] = (),
    actuals: Sequence[Actual] = (),
    milestones: Sequence[Milestone] = (),
    problems: Mapping[int, str] | None = None,
) -> Progress:
    made = progress(
        "云岭高新区",
        2023,
        month,
        [target for _, target in targets],
        {indicator.id: indicator for indicator, _ in targets},
        {(one.indicator_id, one.year, one.month): one for one in actuals},
        milestones,
        RuleSet(),
        problems=problems,
    )
    return replace(made, departments=(X, Y))


def target(
    number: int, unit: str = "样例局", stated: Stated | None = None, **about: object
) -> tuple[Indicator, Target]:
    goal = stated or Stated(Decimal(12), unit="亿元")
    indicator = replace(Indicator(number, f"指标{number}", "亿元"), **about)  # type: ignore[arg-type]
    return indicator, Target(number, number, 2023, goal, responsible=unit)


def figure(number: int, came: str | None = None, month: int = 9, value: str | None = "9.5", **about: object) -> Actual:
    made = Actual(number, number, 2023, month, None if value is None else Decimal(value), "亿元", reported_on=came)
    return replace(made, **about)  # type: ignore[arg-type]


def filed(number: int, kind: TaskKind = TaskKind.MILESTONE, **about: str) -> Filing:
    return Filing(number, kind, number, 2023, 9, **{"problem": "", **about})  # type: ignore[arg-type]


def states(table: DutyTable) -> list[DutyState]:
    return [duty.state for unit in table.units for duty in unit.tasks]


def only(table: DutyTable) -> TaskDuty:
    (unit,) = table.units
    (duty,) = unit.tasks
    return duty


# ---- a unit in September

QUARTERLY = target(1, months=(3, 6, 9, 12))
TARGETS = (QUARTERLY, target(2), target(3))
ITEM = Milestone(1, 2023, "东片区道路", deadline="2023-12", responsible="样局")
FIGURES = (figure(1, "2023-10-04"), figure(2, "2023-10-07"))
FILED = filed(1, progress="路基完成", reported_on="2023-10-05")


def test_a_unit_with_four_tasks_in_september() -> None:
    table = duty_table(month_of(9, TARGETS, FIGURES, (ITEM,)), [FILED], LATER)
    (unit,) = table.units
    assert (unit.name, unit.counts.owed) == ("样例局", 4)
    assert states(table) == [DutyState.ON_TIME, DutyState.LATE, DutyState.MISSING, DutyState.ON_TIME]
    assert {duty.due for duty in unit.tasks} == {date(2023, 10, 5)}
    assert unit.counts.timely_rate == 50 == table.total.timely_rate


def test_the_day_moves_to_the_next_working_day_where_an_office_wishes_it() -> None:
    rules = DueRules(next_working_day=True)
    table = duty_table(month_of(9, TARGETS, FIGURES, (ITEM,)), [FILED], LATER, rules)
    assert {duty.due for duty in table.units[0].tasks} == {date(2023, 10, 7)}
    assert table.units[0].counts.states == {DutyState.ON_TIME: 3, DutyState.MISSING: 1}
    assert table.total.timely_rate == 75 and table.unknown_years == frozenset()
    unknown = duty_table(month_of(9, TARGETS), [], LATER, replace(rules, holidays=Holidays({})))
    assert unknown.unknown_years == {2023} and only_due(unknown) == date(2023, 10, 5)


def only_due(table: DutyTable) -> date | None:
    (due,) = {duty.due for unit in table.units for duty in unit.tasks}
    return due


def test_a_month_without_figures_by_nature_is_not_owed() -> None:
    table = duty_table(month_of(8, TARGETS, (), (ITEM,)), [], date(2023, 9, 1))
    assert states(table) == [DutyState.EXEMPT, *[DutyState.NOT_YET] * 3]
    assert table.total.owed == 3 and table.total.timely_rate is None
    assert table.units[0].tasks[0].due is None and not table.units[0].tasks[0].waits


def test_the_rate_is_of_what_is_due_by_now() -> None:
    counted = DutyCounts({DutyState.ON_TIME: 14, DutyState.LATE: 2, DutyState.MISSING: 2, DutyState.EXEMPT: 5}, 0)
    assert counted.owed == 18 and counted.timely_rate is not None
    assert shown(counted.timely_rate, 1) == Decimal("77.8")
    waiting = replace(counted, states={**counted.states, DutyState.NOT_YET: 4})
    assert waiting.owed == 22 and waiting.timely_rate == counted.timely_rate


# ---- due days


def test_the_day_is_that_of_the_indicator_else_of_the_department_else_of_the_office() -> None:
    targets = (target(1, "试验中心"), target(2, "试验中心", due_day=20), target(3))
    table = duty_table(month_of(12, targets), [], LATER, DueRules(due_day=3))
    assert [duty.due for unit in table.units for duty in unit.tasks] == [
        date(2024, 1, 3),
        date(2024, 1, 10),
        date(2024, 1, 20),
    ]


def test_what_has_not_come_is_missing_from_the_day_after() -> None:
    for day, state in ((5, DutyState.NOT_YET), (6, DutyState.MISSING)):
        duty = only(duty_table(month_of(9, (target(1),)), [], date(2023, 10, day)))
        assert duty.state is state and duty.waits and duty.lacks == (Lack.VALUE,)


def test_settings_that_cant_be_keep_the_default() -> None:
    assert due_rules({}) == DueRules(holidays=published()) == due_rules({"due_day": 31, "next_working_day": "yes"})
    said = due_rules({"due_day": 8, "next_working_day": True, "holidays": "2023-10-08 休"})
    assert (said.due_day, said.next_working_day) == (8, True)
    assert said.due_on(2023, 9).day == date(2023, 10, 9)
    assert said.due_on(2023, 9, 5).day == date(2023, 10, 7)
    assert due_rules({"due_day": True}).due_day == 5 and office_holidays("").knows(2023)


# ---- who owes


def test_the_supplier_of_a_figure_owes_it_else_the_one_that_leads() -> None:
    targets = (target(1, "样局、试验中心", supplier="试验中心"), target(2, "样局、试验中心"), target(4, "未登记局"))
    table = duty_table(month_of(9, (target(3, ""), *targets)), [], LATER)
    assert [(unit.name, unit.department, [one.task.number for one in unit.tasks]) for unit in table.units] == [
        ("样例局", X, [2]),
        ("试验中心", Y, [1]),
        ("未登记局", None, [4]),
        ("", None, [3]),
    ]


def test_a_department_that_was_retired_owes_nothing_more_and_its_tasks_are_nobodys() -> None:
    retired = replace(X, retired_from="2023-09")
    for month, names in ((8, ["样例局"]), (9, [""])):
        made = replace(month_of(month, (target(1),)), departments=(retired, Y))
        assert [unit.name for unit in duty_table(made, [], LATER).units] == names


# ---- what is asked for


@pytest.mark.parametrize(
    ("stated", "about", "actual", "lacks"),
    [
        (Stated(Decimal(12), unit="亿元"), {}, figure(1, growth=Decimal(3), value=None), (Lack.VALUE,)),
        (Stated(Decimal(12), unit="亿元", growth=Decimal(8)), {"typed_growth": True}, figure(1), (Lack.GROWTH,)),
        (Stated(Decimal(12), unit="亿元", growth=Decimal(8)), {"typed_growth": True}, None, (Lack.VALUE, Lack.GROWTH)),
        (Stated(Decimal(12), unit="亿元", growth=Decimal(8)), {}, figure(1), ()),
        (Stated(growth=Decimal(8)), {"typed_growth": True}, figure(1, growth=Decimal(9), value=None), ()),
        (Stated(growth=Decimal(8)), {}, figure(1), (Lack.GROWTH,)),
        (Stated(growth=Decimal(8)), {}, None, (Lack.GROWTH,)),
        (Stated(), {}, None, (Lack.VALUE,)),
        (Stated(), {}, figure(1), ()),
        (Stated(), {}, figure(1, growth=Decimal(9), value=None), ()),
    ],
)
def test_a_target_is_complete_when_the_figures_are_there_that_it_asks_for(
    stated: Stated, about: dict[str, object], actual: Actual | None, lacks: tuple[Lack, ...]
) -> None:
    made = month_of(9, (target(1, "样例局", stated, **about),), () if actual is None else (actual,))
    duty = only(duty_table(made, [], LATER))
    assert duty.lacks == lacks
    assert duty.state is (DutyState.MISSING if lacks else DutyState.ON_TIME)


def test_a_growth_that_is_computed_is_there() -> None:
    last = replace(figure(1), year=2022, value=Decimal(9))
    made = month_of(9, (target(1, "样例局", Stated(growth=Decimal(8))),), (figure(1), last))
    assert Lack.GROWTH not in only(duty_table(made, [], LATER)).lacks


def test_a_figure_of_which_nobody_noted_the_day_counts_as_in_time() -> None:
    made = month_of(9, (target(1),), (figure(1),))
    duty = only(duty_table(made, [], LATER))
    assert duty.state is DutyState.ON_TIME and duty.unknown_day and duty.reported_on is None
    noted = only(duty_table(made, [filed(1, TaskKind.TARGET, reported_on="2023-10-08")], LATER))
    assert noted.state is DutyState.LATE and not noted.unknown_day and noted.reported_on == "2023-10-08"


def test_what_is_behind_without_a_reason_is_chased_and_not_late() -> None:
    behind = month_of(9, (target(1),), (figure(1, "2023-10-04", value="3"),))
    table = duty_table(behind, [], LATER)
    assert only(table).lacks == (Lack.REASON,) and only(table).state is DutyState.ON_TIME
    assert table.total.without_reason == 1 and table.total.timely_rate == 100
    told = month_of(9, (target(1),), (figure(1, "2023-10-04", value="3"),), problems={1: "项目推迟"})
    assert only(duty_table(told, [], LATER)).lacks == ()


# ---- milestones


@pytest.mark.parametrize(
    ("month", "item", "state"),
    [
        (9, {}, DutyState.MISSING),
        (9, {"cycle": Cycle.QUARTER}, DutyState.MISSING),
        (8, {"cycle": Cycle.QUARTER}, DutyState.EXEMPT),
        (9, {"cycle": Cycle.NEVER}, None),
        (9, {"done_on": "2023-08-31"}, None),
        (9, {"done_on": "2023-08"}, None),
        (9, {"done_on": "2023-09-01"}, DutyState.MISSING),
        (9, {"received_on": "2023-10-01"}, None),
        (9, {"received_on": "2023-09-30"}, DutyState.MISSING),
        (9, {"kind": Kind.ACTUAL}, None),
    ],
)
def test_a_milestone_is_reported_on_by_its_cycle_until_the_month_in_which_it_is_done(
    month: int, item: dict[str, object], state: DutyState | None
) -> None:
    made = month_of(month, milestones=(replace(ITEM, **item),))  # type: ignore[arg-type]
    assert states(duty_table(made, [], LATER)) == ([] if state is None else [state])


@pytest.mark.parametrize("kind", [ActionKind.SUSPEND, ActionKind.CANCEL])
def test_what_is_suspended_or_cancelled_is_not_reported_on(kind: ActionKind) -> None:
    told = Action(1, ActionSubject.MILESTONE, 1, "2023-09-04", kind)
    made = replace(month_of(milestones=(ITEM,)), records=records_of([told], []))
    assert states(duty_table(made, [], LATER)) == []


@pytest.mark.parametrize(
    ("month", "done_on", "found"),
    [
        (7, None, [DutyState.MISSING]),
        (8, None, []),
        (9, None, []),
        (10, None, [DutyState.MISSING]),
        (10, "2023-10-28", [DutyState.MISSING]),
        (11, "2023-10-28", []),
    ],
)
def test_what_was_reopened_later_is_not_asked_for_while_it_was_done(
    month: int, done_on: str | None, found: list[DutyState]
) -> None:
    reopened = Action(1, ActionSubject.MILESTONE, 1, "2023-10-20", ActionKind.REOPEN, before="2023-07-20")
    made = replace(month_of(month, milestones=(replace(ITEM, done_on=done_on),)), records=records_of([reopened], []))
    assert states(duty_table(made, [], date(2023, 12, 20))) == found


@pytest.mark.parametrize(("kind", "day"), [(ActionKind.SUSPEND, "2023-10-09"), (ActionKind.CANCEL, "2023-10-01")])
def test_what_is_suspended_or_cancelled_later_is_reported_on_until_then(kind: ActionKind, day: str) -> None:
    told = Action(1, ActionSubject.MILESTONE, 1, day, kind)
    made = replace(month_of(milestones=(ITEM,)), records=records_of([told], []))
    assert states(duty_table(made, [], LATER)) == [DutyState.MISSING]


def test_a_filing_must_say_something() -> None:
    overdue = month_of(milestones=(replace(ITEM, deadline="2023-08"),))
    empty = only(duty_table(overdue, [filed(1, progress=" ")], LATER))
    assert empty.state is DutyState.MISSING and empty.lacks == (Lack.PROGRESS, Lack.REASON)
    bare = only(duty_table(overdue, [filed(1, progress="在建", reported_on="2023-10-06")], LATER))
    assert bare.state is DutyState.LATE and bare.lacks == (Lack.REASON,)
    whole = only(duty_table(overdue, [filed(1, problem="管线未迁")], LATER))
    assert whole.state is DutyState.ON_TIME and whole.unknown_day and whole.lacks == ()
    assert only(duty_table(overdue, [replace(filed(1), value=Decimal(0), problem="无")], LATER)).lacks == ()


# ---- tasks


def test_a_task_is_a_target_or_a_milestone_seen_as_one() -> None:
    indicator, goal = target(1)
    item = replace(ITEM, requirement="建成通车", checklist="民生实事")
    tasks = tasks_of([goal], {1: indicator}, [item, replace(ITEM, id=2, kind=Kind.ACTUAL)])
    assert [(one.kind, one.number, one.name, one.responsible) for one in tasks] == [
        (TaskKind.TARGET, 1, "指标1", "样例局"),
        (TaskKind.MILESTONE, 1, "东片区道路", "样局"),
    ]
    assert [goal_words(one.stated, one.unit, one.wording) for one in tasks] == ["12亿元", "建成通车"]
    assert (tasks[1].section, tasks[1].deadline) == ("民生实事", "2023-12")


# ---- many


def many(number: int) -> Progress:
    departments = tuple(Department(one, f"单位{one}") for one in range(1, number // 20 + 1))
    items = [
        Milestone(one, 2023, f"事项{one}", deadline="2023-08", responsible=f"单位{one % len(departments) + 1}、单位1")
        for one in range(1, number + 1)
    ]
    return replace(month_of(milestones=items), departments=departments)


def calls_for(made: Progress) -> int:
    """How many functions are called for a table."""
    called = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        duty_table(made, [], LATER)
    finally:
        sys.setprofile(None)
    return called


def test_ten_times_as_many_tasks_are_ten_times_the_work() -> None:
    made = many(5_000)
    table = duty_table(made, [], LATER)
    assert len(table.units) == 250 and table.total.owed == 5_000
    assert calls_for(made) < 11 * calls_for(many(500))


def test_a_due_day_that_not_every_month_has_is_the_last_that_each_has() -> None:
    assert DueRules().due_on(2023, 1, 31).day == date(2023, 2, 28)
