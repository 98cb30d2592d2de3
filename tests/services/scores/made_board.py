"""A year of many departments with targets, milestones, projects, weights and points, as large as is wanted."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.facts import (
    Actual,
    Bound,
    Department,
    Filing,
    Indicator,
    Milestone,
    Node,
    PeriodTarget,
    Points,
    PointsAccount,
    PointsKind,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.services.ledger import Ledger
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import actual_columns, indicator_columns, target_columns
from zonetracker.storage.task_records import (
    department_columns,
    filing_columns,
    milestone_columns,
    node_columns,
    period_target_columns,
    points_columns,
)

YEAR = 2023
SERIES = ("部门", "镇街", "园区")
RULES = ("", "", "超额加分", "封顶", "分档", "每个单位", "去年的办法")


def unit_name(number: int) -> str:
    """The name of a department."""
    return f"第{number + 1}局"


def fill_year(ledger: Ledger, units: int, tasks: int, months: tuple[int, ...] = (8, 9)) -> None:
    """So many departments, and so many tasks: of ten five are targets, three milestones and two projects."""
    with ledger._database.operation("sample") as recorder:
        for number in range(units):
            one = Department(0, unit_name(number), position=number, series=SERIES[number % len(SERIES)])
            recorder.insert("department", department_columns(one))
        for number in range(tasks):
            named = f"牵头单位：{unit_name(number % units)}；配合单位：{unit_name((number + 1) % units)}"
            if number % 10 < 5:
                _target(recorder, number, named, months)
            else:
                _milestone(recorder, number, named, months, project=number % 10 > 7)
        _points(recorder, units)


def _target(recorder: Recorder, number: int, named: str, months: tuple[int, ...]) -> None:
    bound = Bound.AT_MOST if number % 10 == 3 else None
    unit = "起" if bound else "亿元"
    indicator = recorder.insert(
        "indicator", {**indicator_columns(Indicator(0, f"第{number}类产值", unit)), "from_row": 0}
    )
    growth = Decimal(8) if number % 10 == 2 else None
    stated = Stated(Decimal(100 + number % 37), None, unit, bound, growth)
    weight, rule = Decimal(3 + number % 5), RULES[number % len(RULES)]
    target = Target(0, indicator, YEAR, stated, number, responsible=named, weight=weight, score_rule=rule)
    made = recorder.insert("target", target_columns(target))
    if number % 20 == 0:
        period = PeriodTarget(0, made, 9, Stated(Decimal(70 + number % 37), None, unit))
        recorder.insert("period_target", period_target_columns(period))
    for year in (YEAR - 1, YEAR):
        for month in (*months, 12) if year < YEAR else months:
            value = Decimal((90 + number % 53) * month) / 12 if number % 17 else None
            if value is not None:
                actual = Actual(0, indicator, year, month, value.quantize(Decimal("0.01")), unit)
                recorder.insert("actual", actual_columns(actual))


def _milestone(recorder: Recorder, number: int, named: str, months: tuple[int, ...], *, project: bool) -> None:
    month = number % 12 + 1
    done = f"{YEAR}-{min(month + number % 3, 12):02}-10" if number % 4 else None
    item = Milestone(
        0,
        YEAR,
        f"第{number}件实事",
        deadline=f"{YEAR}-{month:02}",
        done_on=None if project else done,
        responsible=named,
        position=number,
        year_plan=Decimal(1000 + number) if project else None,
        money_unit="万元" if project else None,
        weight=Decimal(2 + number % 3),
    )
    made = recorder.insert("milestone", milestone_columns(item))
    for position, step in enumerate(("开工", "竣工")):
        planned = f"{YEAR}-{4 + 4 * position:02}-10"
        node = Node(0, made, position, step, planned, done_on=planned if number % 3 and not position else None)
        recorder.insert("node", node_columns(node))
    for each in months if project and number % 19 else ():
        spent = Decimal((800 + number % 300) * each) / 10
        filing = Filing(0, TaskKind.MILESTONE, made, YEAR, each, value=spent, unit="万元")
        recorder.insert("filing", filing_columns(filing))


def _points(recorder: Recorder, units: int) -> None:
    for number in range(0, units, 3):
        kind = PointsKind.BONUS if number % 2 else PointsKind.DEDUCTION
        amount = Decimal(number % 4 + 1) / 4
        given = Points(0, YEAR, 6, number + 1, PointsAccount.SCORE, kind, f"{YEAR}-06-15", amount, reason="督查通报")
        recorder.insert("points", points_columns(given))
