"""The board out of the ledger: the worked example typed as a clerk types it, corrected, and no query a row."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.services.scores.made_board import YEAR, fill_year
from zonetracker.model.changes import (
    ActualEntry,
    DepartmentChange,
    MilestoneChange,
    PeriodTargetChange,
    PeriodTargetEntry,
    TargetChange,
)
from zonetracker.model.facts import Bound, DepartmentKind, Points, PointsAccount, PointsKind, Stated, TaskKind
from zonetracker.model.scoring.completion import NoScore
from zonetracker.model.scoring.rules import (
    QuarterlySets,
    ScoreSet,
    ScoreUse,
    score_set_to_data,
    score_sets_to_data,
)
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.board import score_board, score_sets

TODAY = date(2024, 1, 10)
UNIT = "经济发展局"


def enter(ledger: Ledger, target: int, value: str, month: int = 9, growth: str | None = None) -> None:
    """The figure of a target's indicator in a month."""
    of = ledger.target(target)
    entry = ActualEntry(
        of.indicator_id, YEAR, month, Decimal(value), of.stated.unit, None if growth is None else Decimal(growth)
    )
    ledger.set_actuals([entry], reason="已核对")


def set_goal(ledger: Ledger, name: str, stated: Stated, weight: str, rule: str = "") -> int:
    """A target with its weight and rule; its id."""
    change = TargetChange(responsible=UNIT, weight=Decimal(weight), score_rule=rule)
    return ledger.add_target(name, YEAR, stated, change, reason="已核对").ids["target"][0]


def example(ledger: Ledger) -> dict[str, int]:
    """The worked example of a year's assessment as it stands in September; ids by name."""
    ledger.add_departments([UNIT, "财政局"])
    ids = {
        "产值": set_goal(ledger, "规上工业总产值", Stated(Decimal("76.8"), None, "亿元"), "20", "超额加分"),
        "增速": set_goal(ledger, "地区生产总值", Stated(growth=Decimal(8)), "15"),
        "事故": set_goal(ledger, "生产安全事故", Stated(Decimal(4), None, "起", Bound.AT_MOST), "10"),
        "企业": set_goal(ledger, "新增企业", Stated(Decimal(100), None, "家"), "10"),
        "待定": set_goal(ledger, "进出口总额", Stated(Decimal(10), None, "亿元"), "5"),
    }
    late = MilestoneChange(responsible=UNIT, deadline="2023-06", done_on="2023-08-02", weight=Decimal(10))
    ids["事项"] = ledger.add_milestone("建成人才公寓", YEAR, late).ids["milestone"][0]
    enter(ledger, ids["产值"], "57.6")
    enter(ledger, ids["增速"], "300", growth="6.5")
    enter(ledger, ids["事故"], "3.75")
    enter(ledger, ids["企业"], "73.5")
    return ids


def test_the_worked_example_comes_to_its_total_in_the_year(ledger: Ledger) -> None:
    ids = example(ledger)
    enter(ledger, ids["产值"], "58.575")
    one = score_board(ledger, YEAR, 9, TODAY).departments[0]
    marks = {row.task.name: (str(row.mark.base), str(row.mark.bonus)) for row in one.rows if row.mark is not None}
    assert marks == {
        "规上工业总产值": ("20.00", "0.85"),
        "地区生产总值": ("12.19", "0.00"),
        "生产安全事故": ("7.50", "0.00"),
        "新增企业": ("9.80", "0.00"),
        "建成人才公寓": ("8.00", "0.00"),
    }
    assert (str(one.total.scaled), str(one.total.total), one.total.waiting) == ("88.45", "89.30", 1)
    enter(ledger, ids["产值"], "57.525")
    again = score_board(ledger, YEAR, 9, TODAY).departments[0]
    assert (str(again.total.base), str(again.total.scaled), str(again.total.total)) == ("57.46", "88.40", "88.40")


def test_an_adjusted_target_is_the_one_in_force(ledger: Ledger) -> None:
    ledger.add_departments([UNIT])
    goal = set_goal(ledger, "招商项目", Stated(Decimal(40), None, "个"), "10")
    ledger.adjust_target(goal, Stated(Decimal(32), None, "个"), 7, "云政发3号", "上级核减")
    enter(ledger, goal, "17", 6)
    enter(ledger, goal, "19", 7)
    rs = [score_board(ledger, YEAR, month, TODAY).departments[0].rows[0].r for month in (6, 7)]
    assert [None if r is None else round(float(r), 2) for r in rs] == [85.0, 101.79]


def test_points_of_later_months_do_not_count_yet(ledger: Ledger) -> None:
    example(ledger)
    ledger.add_points(
        [
            Points(
                0,
                YEAR,
                month,
                1,
                PointsAccount.SCORE,
                PointsKind.BONUS,
                f"{YEAR}-{month:02}-20",
                Decimal(amount),
                reason="省级通报表扬",
                paper_no="云督〔2023〕4号",
            )
            for month, amount in ((8, "1.5"), (10, "2"))
        ]
    )
    added = [score_board(ledger, YEAR, month, TODAY).departments[0].total.added_counted for month in (7, 9, 10)]
    assert list(map(str, added)) == ["0.00", "1.50", "3.50"]


def test_a_quarter_asks_for_its_own_target_and_may_have_its_own_set(ledger: Ledger) -> None:
    ledger.add_departments([UNIT])
    goal = set_goal(ledger, "固定资产投资", Stated(Decimal("76.8"), None, "亿元"), "10")
    enter(ledger, goal, "17.2", 3)
    quarter = PeriodTargetChange(value=Decimal(18), unit="亿元")
    ledger.set_period_targets([PeriodTargetEntry(goal, 3, quarter)])
    by_month, by_quarter = (
        score_board(ledger, YEAR, 3, TODAY, quarter=quarter).departments[0].rows[0] for quarter in (False, True)
    )
    assert by_month.mark is not None and by_quarter.mark is not None
    assert (str(by_month.mark.base), str(by_quarter.mark.base)) == ("8.96", "9.56")
    first = replace(ScoreSet(), name="一季度办法", uses={**ScoreSet().uses, ScoreUse.FLOW: "达标得分"})
    ledger.set_settings(score_set=score_sets_to_data(QuarterlySets(quarters={3: first})))
    board = score_board(ledger, YEAR, 3, TODAY)
    assert board.score_set.name == "一季度办法" and str(board.departments[0].total.total) == "0.00"
    assert score_board(ledger, YEAR, 4, TODAY).score_set.name == "按比例"


def test_movement_is_against_the_month_or_the_quarter_before(ledger: Ledger) -> None:
    ledger.add_departments([UNIT, "财政局"])
    goals = [set_goal(ledger, f"第{at}类税收", Stated(Decimal(120), None, "亿元"), "10") for at in (1, 2)]
    ledger.edit_target(goals[1], TargetChange(responsible="财政局"))
    for month, values in ((6, ("60", "50")), (8, ("70", "80")), (9, ("90", "80"))):
        for goal, value in zip(goals, values, strict=True):
            enter(ledger, goal, value, month)
    by_month, by_quarter = (score_board(ledger, YEAR, 9, TODAY, quarter=quarter) for quarter in (False, True))
    assert [one.movement for one in by_month.departments] == [1, -1] and by_month.last == 8
    assert [one.movement for one in by_quarter.departments] == [0, 0] and by_quarter.last == 6
    assert score_board(ledger, YEAR, 1, TODAY).last is None


def test_a_project_is_scored_by_its_money_and_ranks_by_it(ledger: Ledger) -> None:
    fill_year(ledger, 3, 60)
    board = score_board(ledger, YEAR, 9, TODAY)
    projects = [row for one in board.departments for row in one.rows if row.milestone and row.milestone.year_plan]
    assert len(projects) == 12
    for row in projects:
        assert row.row is not None
        if row.mark is not None:
            assert row.r == row.row.standing.completion * Fraction(12, 9)  # type: ignore[operator]
        else:
            assert row.why is NoScore.WAITING and row.row.actual is None
    assert all(one.figures.money is not None for one in board.departments)


def test_teams_stand_in_a_series_of_their_own(ledger: Ledger) -> None:
    ledger.add_departments([UNIT, "招商专班"])
    ledger.edit_department(2, DepartmentChange(kind=DepartmentKind.TEAM, series="专班"))
    assert score_board(ledger, YEAR, 9, TODAY).series == ("", "专班")


def test_a_set_that_was_broken_by_hand_stands_at_its_defaults_and_is_told(ledger: Ledger) -> None:
    example(ledger)
    assert not score_board(ledger, YEAR, 9, TODAY).broken
    data = {**score_set_to_data(ScoreSet(places=3)), "parts": [{"name": "任务", "share": "90"}]}
    with ledger._database.operation("set_settings", keys="score_set") as recorder:
        recorder.insert("setting", {"key": "score_set", "value": json.dumps(data, ensure_ascii=False)})
    board = score_board(ledger, YEAR, 9, TODAY)
    assert board.broken and score_sets(ledger).usual == ScoreSet(places=3)
    assert str(board.departments[0].total.base) == "57.488"


def test_nobody_and_nothing_make_an_empty_board(ledger: Ledger) -> None:
    assert score_board(ledger, YEAR, 9, TODAY).departments == ()
    ledger.add_departments([UNIT])
    (one,) = score_board(ledger, YEAR, 9, TODAY).departments
    assert (one.rows, one.place, one.total.total) == ((), None, None)


def test_more_tasks_take_no_more_queries(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_year(ledger, 3, 20)
    asked: list[str] = []
    query = type(ledger)._query

    def counting(self: Ledger, sql: str, *values: Any) -> Any:
        asked.append(sql)
        return query(self, sql, *values)

    monkeypatch.setattr(type(ledger), "_query", counting)
    score_board(ledger, YEAR, 9, TODAY)
    few = len(asked)
    with Ledger.create(ledger.path.with_name("更多.zt"), "云岭高新区") as more:
        fill_year(more, 30, 400)
        asked.clear()
        assert sum(len(one.rows) for one in score_board(more, YEAR, 9, TODAY).departments) == 400
    assert len(asked) <= few + 2


def test_a_claim_and_a_check_stand_beside_the_score_of_their_task(ledger: Ledger) -> None:
    ids = example(ledger)
    of_task = {"task": TaskKind.TARGET, "task_id": ids["企业"]}
    base = Points(0, YEAR, 9, 1, PointsAccount.SCORE, PointsKind.CLAIM, "2023-10-08", Decimal(10), reason="自评")
    check = replace(base, kind=PointsKind.CHECK, amount=None, reason="台账与报表一致")
    ledger.add_points([replace(base, **of_task), replace(check, **of_task)])  # type: ignore[arg-type]
    rows = {row.task.name: row for row in score_board(ledger, YEAR, 9, TODAY).departments[0].rows}
    row = rows["新增企业"]
    assert row.claim is not None and row.check is not None
    assert (row.claim.amount, row.check.reason, rows["进出口总额"].claim) == (10, "台账与报表一致", None)
