"""计分完成率 of every measure: within the year, at its end, and where there is nothing to divide by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.model.scoring.made import flow, table_row
from zonetracker.model.facts import (
    Action,
    ActionKind,
    ActionSubject,
    Bound,
    Filing,
    Indicator,
    JudgeBy,
    Milestone,
    Nature,
    Node,
    PeriodTarget,
    Polarity,
    Stated,
    TaskKind,
)
from zonetracker.model.milestones.projects import money_row
from zonetracker.model.milestones.records import MilestoneRecord
from zonetracker.model.milestones.states import milestone_standing
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.completion import (
    NoScore,
    ScoredCompletion,
    milestone_completion,
    months_begun,
    target_completion,
)
from zonetracker.model.scoring.rules import Against, ProjectBasis, RuleKind, ScoreSet, ScoreUse, usual_rule

SET = ScoreSet()
RULES = RuleSet()
LEVEL = Indicator(1, "城镇登记失业率", "%", nature=Nature.LEVEL)
RATE = Indicator(1, "地区生产总值", "亿元", typed_growth=True)


def completed(row: ProgressRow, month: int = 12, score_set: ScoreSet = SET) -> ScoredCompletion:
    return target_completion(row, month, RULES, score_set)


def only(found: ScoredCompletion) -> tuple[ScoreUse, str, bool]:
    (one,) = found.sides
    return one.use, str(shown(one.r, 2)), one.met


def at_most(value: str, unit: str = "起") -> Stated:
    return flow(value, unit, Bound.AT_MOST)


@pytest.mark.parametrize(
    ("stated", "value", "month", "r"),
    [
        (flow("40"), "17", 6, "85.00"),
        (flow("40"), "17", 12, "42.50"),
        (flow("76.8"), "78.1", 12, "101.69"),
        (flow("32"), "19", 7, "101.79"),
        (flow("10", bound=Bound.ABOUT), "9.81", 12, "100.00"),
        (flow("10", bound=Bound.ABOUT), "9.79", 12, "97.90"),
        (Stated(Decimal(10), Decimal(15), "家"), "12", 12, "100.00"),
        (Stated(Decimal(10), Decimal(15), "家"), "18", 12, "120.00"),
        (Stated(Decimal(10), Decimal(15), "家"), "5", 6, "100.00"),
        (Stated(Decimal(10), Decimal(15), "家"), "4", 6, "80.00"),
    ],
)
def test_a_flow_is_held_against_the_pace_and_at_the_end_against_the_whole(
    stated: Stated, value: str, month: int, r: str
) -> None:
    use, found, _ = only(completed(table_row(stated, value, month), month))
    assert (use, found) == (ScoreUse.FLOW, r)


def test_a_set_may_hold_a_flow_against_the_whole_year_all_along() -> None:
    against_year = replace(SET, against=Against.YEAR)
    assert only(completed(table_row(flow("40"), "17", 6), 6, against_year))[1] == "42.50"


def test_a_curve_takes_the_place_of_the_twelfths_and_asks_nothing_while_it_is_zero() -> None:
    curve = tuple(map(Decimal, (0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)))
    late_starter = Indicator(1, "冬储化肥", "吨", curve=curve)
    assert only(completed(table_row(flow("40", "吨"), "17", 6, indicator=late_starter), 6))[1] == "106.25"
    found = completed(table_row(flow("40", "吨"), "1", 2, indicator=late_starter), 2)
    assert (found.sides, found.why) == ((), NoScore.NOTHING_DUE)


@pytest.mark.parametrize(
    ("value", "month", "r", "met"),
    [("3", 12, "75.00", True), ("5", 12, "125.00", False), ("9", 12, "225.00", False), ("3", 6, "150.00", False)],
)
def test_a_ceiling_is_the_better_the_less_it_is_used(value: str, month: int, r: str, met: bool) -> None:
    assert only(completed(table_row(at_most("4"), value, month), month)) == (ScoreUse.CEILING, r, met)


def test_what_about_lets_pass_of_a_ceiling_counts_as_kept() -> None:
    lost = Indicator(1, "安全事故", "起", polarity=Polarity.LOWER)
    row = table_row(Stated(Decimal(100), None, "起", Bound.ABOUT), "101.5", indicator=lost)
    assert only(completed(row)) == (ScoreUse.CEILING, "100.00", True)


@pytest.mark.parametrize(("value", "r", "met"), [("0", "100.00", True), ("1", "0.00", False)])
def test_a_ceiling_of_zero_is_kept_or_not(value: str, r: str, met: bool) -> None:
    assert only(completed(table_row(at_most("0"), value, 6), 6)) == (ScoreUse.ZERO, r, met)


@pytest.mark.parametrize(("value", "r"), [("-1.5", "100.00"), ("-2.5", "0.00")])
def test_a_loss_that_is_capped_is_kept_or_not(value: str, r: str) -> None:
    profit = Indicator(1, "国有企业利润总额", "亿元")
    row = table_row(Stated(Decimal(-2), None, "亿元", Bound.AT_MOST), value, indicator=profit)
    assert only(completed(row))[1] == r


@pytest.mark.parametrize(("value", "r"), [("0.5", "100.00"), ("-0.1", "0.00"), ("0", "100.00")])
def test_a_target_of_zero_is_reached_or_not_and_divides_nothing(value: str, r: str) -> None:
    assert only(completed(table_row(flow("0"), value)))[1] == r


def test_a_share_is_held_against_its_whole_target_all_year() -> None:
    rate = Indicator(1, "高新技术产业占比", "%", nature=Nature.LEVEL)
    assert only(completed(table_row(flow("60", "%"), "57", 3, indicator=rate), 3)) == (ScoreUse.LEVEL, "95.00", False)


@pytest.mark.parametrize(("value", "r", "met"), [("5.5", "100.00", True), ("5.6", "0.00", False)])
def test_a_limit_is_kept_or_not(value: str, r: str, met: bool) -> None:
    row = table_row(at_most("5.5", "%"), value, 3, indicator=LEVEL)
    assert only(completed(row, 3)) == (ScoreUse.LIMIT, r, met)


def test_a_rank_is_reached_or_not() -> None:
    rank = Indicator(1, "高新区综合排名", "位", nature=Nature.LEVEL)
    row = table_row(at_most("30", "位"), "28", indicator=rank)
    assert only(completed(row)) == (ScoreUse.RANK, "100.00", True)


@pytest.mark.parametrize(("value", "r"), [("11", "100.00"), ("16", "0.00"), ("9", "0.00")])
def test_what_is_to_stay_within_a_range_does_or_does_not(value: str, r: str) -> None:
    within = Indicator(1, "平均气压", "兆帕", polarity=Polarity.WITHIN, nature=Nature.LEVEL)
    row = table_row(Stated(Decimal(10), Decimal(15), "兆帕"), value, indicator=within)
    assert only(completed(row))[:2] == (ScoreUse.RANGE, r)


# ---- growths


def grows(growth: str, bound: Bound | None = None, high: str | None = None) -> Stated:
    return Stated(growth=Decimal(growth), growth_bound=bound, growth_high=None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("goal", "growth", "r", "met"),
    [
        (grows("8"), "6.5", "81.25", False),
        (grows("8"), "8.4", "105.00", True),
        (grows("8"), "-1", "-12.50", False),
        (grows("8", Bound.ABOUT), "7.9", "100.00", True),
        (grows("0"), "0", "100.00", True),
        (grows("0"), "-0.1", "0.00", False),
        (grows("-3"), "-2", "100.00", True),
        (grows("-3"), "-4", "0.00", False),
        (grows("7", high="9"), "8", "100.00", True),
        (grows("7", high="9"), "3.5", "50.00", False),
    ],
)
def test_a_growth_is_held_against_the_whole_years(goal: Stated, growth: str, r: str, met: bool) -> None:
    row = table_row(goal, None, 6, growth, indicator=RATE)
    assert only(completed(row, 6)) == (ScoreUse.GROWTH, r, met)


@pytest.mark.parametrize(
    ("growth", "r", "met"),
    [("-3", "100.00", True), ("-2.4", "80.00", False), ("0", "0.00", False), ("5", "0.00", False)],
)
def test_of_a_promised_fall_a_rise_is_nothing(growth: str, r: str, met: bool) -> None:
    energy = Indicator(1, "单位增加值能耗", "吨标准煤", polarity=Polarity.LOWER, typed_growth=True)
    row = table_row(grows("-3", Bound.AT_LEAST), None, 6, growth, indicator=energy)
    assert only(completed(row, 6)) == (ScoreUse.FALL, r, met)


@pytest.mark.parametrize(("growth", "r"), [("2.9", "100.00"), ("3.1", "0.00")])
def test_a_growth_that_is_capped_is_kept_or_not(growth: str, r: str) -> None:
    prices = Indicator(1, "居民消费价格", None, polarity=Polarity.LOWER, typed_growth=True)
    row = table_row(grows("3"), None, 6, growth, indicator=prices)
    assert only(completed(row, 6))[:2] == (ScoreUse.LIMIT, r)


def test_level_and_growth_are_two_sides_unless_the_target_says_one() -> None:
    stated = replace(flow("76.8"), growth=Decimal(10))
    both = completed(table_row(stated, "78.1", 12, "8.4", RATE))
    assert [(one.by, str(shown(one.r, 2))) for one in both.sides] == [
        (JudgeBy.LEVEL, "101.69"),
        (JudgeBy.GROWTH, "84.00"),
    ]
    alone = completed(table_row(stated, "78.1", 12, "8.4", RATE, judge_by=JudgeBy.GROWTH))
    assert [one.by for one in alone.sides] == [JudgeBy.GROWTH]
    lacking = completed(table_row(stated, "78.1", 12, None, RATE))
    assert ([one.by for one in lacking.sides], lacking.lacks) == ([JudgeBy.LEVEL], JudgeBy.GROWTH)


# ---- why there is none


def test_why_a_target_has_no_completion() -> None:
    assert completed(table_row(flow("40"), None, 6), 6).why is NoScore.WAITING
    quarterly = Indicator(1, "招商引资", "亿元", months=(3, 6, 9, 12))
    assert completed(table_row(flow("40"), None, 5, indicator=quarterly), 5).why is NoScore.NOT_DUE
    in_words = completed(table_row(Stated(), None, 6), 6)
    assert (in_words.use, in_words.why) == (ScoreUse.WORDS, NoScore.WAITING)
    clash = table_row(flow("40"), "3", 6)
    assert clash.actual is not None
    other = replace(clash.standing, actual=None, unit_clash=True)
    assert completed(replace(clash, standing=other), 6).why is NoScore.WAITING


# ---- a period's own target


def test_a_period_target_takes_the_place_of_the_pace() -> None:
    quarter = PeriodTarget(1, 1, 3, flow("18"))
    row = table_row(flow("76.8"), "17.2", 3)
    (one,) = target_completion(row, 3, RULES, SET, quarter).sides
    assert (str(shown(one.r, 2)), one.goal, one.share, one.met) == ("95.56", 18, None, False)
    assert only(completed(row, 3))[1] == "89.58"


def test_a_period_target_in_another_unit_is_told_in_the_targets() -> None:
    quarter = PeriodTarget(1, 1, 3, flow("180000", "万元"))
    (one,) = target_completion(table_row(flow("76.8"), "18", 3), 3, RULES, SET, quarter).sides
    assert (one.goal, one.r) == (18, 100)


@pytest.mark.parametrize(("value", "met", "earned"), [("0", True, 100), ("3", False, 0)])
def test_nothing_allowed_by_a_quarter_is_kept_or_earns_nothing(value: str, met: bool, earned: int) -> None:
    quarter = PeriodTarget(1, 1, 3, at_most("0"))
    (one,) = target_completion(table_row(at_most("4"), value, 3), 3, RULES, SET, quarter).sides
    assert (one.use, one.met, one.earned) == (ScoreUse.CEILING, met, earned)


def test_a_periods_own_growth_takes_the_place_of_the_years() -> None:
    quarter = PeriodTarget(1, 1, 3, Stated(growth=Decimal(5)))
    row = table_row(grows("8"), None, 3, "4", RATE)
    (one,) = target_completion(row, 3, RULES, SET, quarter).sides
    assert one.r == 80


# ---- milestones


def item(deadline: str | None = "2023-06-30", done_on: str | None = None, **other: object) -> Milestone:
    return replace(Milestone(1, 2023, "建成人才公寓", deadline=deadline, done_on=done_on), **other)  # type: ignore[arg-type]


def scored(
    milestone: Milestone,
    day: date = date(2023, 9, 30),
    nodes: tuple[Node, ...] = (),
    actions: tuple[Action, ...] = (),
    filed: str | None = None,
    projects: ProjectBasis = ProjectBasis.MONEY,
) -> ScoredCompletion:
    standing = milestone_standing(milestone, day, MilestoneRecord(actions, nodes))
    filing = None
    if filed is not None:
        filing = Filing(1, TaskKind.MILESTONE, 1, 2023, day.month, value=Decimal(filed), unit="万元")
    money = money_row(milestone, filing, day.month, RULES) if milestone.year_plan else None
    rule = replace(usual_rule(RuleKind.PROPORTIONAL), projects=projects)
    return milestone_completion(standing, nodes, money, day.month, day, RULES, SET, rule)


@pytest.mark.parametrize(
    ("deadline", "done_on", "r"),
    [
        ("2023-06-30", "2023-06-30", "100.00"),
        ("2023-06-30", "2023-07-01", "90.00"),
        ("2023-06-30", "2023-08-31", "80.00"),
        ("2023-06", "2023-08-02", "80.00"),
        ("2023-06", "2023-08", "80.00"),
        ("2023-01-15", "2023-08-02", "40.00"),
        (None, "2023-08-02", "100.00"),
    ],
)
def test_what_was_done_late_loses_ten_for_each_month_begun_down_to_forty(
    deadline: str | None, done_on: str, r: str
) -> None:
    assert only(scored(item(deadline, done_on)))[:2] == (ScoreUse.MILESTONE, r)


@pytest.mark.parametrize(
    ("deadline", "done_on", "months"),
    [
        ("2023-06-30", "2023-06-30", 0),
        ("2023-06-30", "2023-07-31", 1),
        ("2023-06-30", "2023-08-01", 2),
        ("2023-06-15", "2023-07-15", 1),
        ("2023-06-15", "2023-07-16", 2),
        ("2023-06-15", "2023-06-20", 1),
        ("2023-02-28", "2023-03-31", 1),
        ("2023-06-15", "2023-06", 0),
        ("2023", "2024-01", 1),
    ],
)
def test_the_months_begun_since_a_deadline(deadline: str, done_on: str, months: int) -> None:
    assert months_begun(deadline, done_on) == months


def test_what_was_reopened_since_scores_as_it_stood_on_that_day() -> None:
    reopened = Action(1, ActionSubject.MILESTONE, 1, "2023-10-20", ActionKind.REOPEN, before="2023-08-02")
    assert only(scored(item(), actions=(reopened,)))[:2] == (ScoreUse.MILESTONE, "80.00")
    assert only(scored(item(), date(2023, 10, 31), actions=(reopened,)))[1] == "0.00"


def test_what_is_overdue_and_not_done_scores_nothing() -> None:
    (one,) = scored(item()).sides
    assert (one.r, one.days_late) == (0, 92)


def test_before_its_deadline_the_nodes_done_count_of_those_due() -> None:
    nodes = tuple(
        Node(at, 1, at, f"第{at}步", planned, done_on=done)
        for at, (planned, done) in enumerate(
            [("2023-02", "2023-02-10"), ("2023-05", "2023-08-01"), ("2023-08", None), ("2023-11", None), (None, None)]
        )
    )
    (one,) = scored(item("2023-12-31"), nodes=nodes).sides
    assert (one.r, one.actual, one.goal) == (Fraction(200, 3), 2, 3)


def test_without_a_node_due_it_is_not_counted() -> None:
    assert scored(item("2023-12-31")).why is NoScore.NOTHING_DUE
    assert scored(item(None)).why is NoScore.UNDATED


def test_what_is_suspended_or_cancelled_is_not_counted() -> None:
    for kind, why in ((ActionKind.SUSPEND, NoScore.SUSPENDED), (ActionKind.CANCEL, NoScore.CANCELLED)):
        action = Action(1, ActionSubject.MILESTONE, 1, "2023-05-01", kind)
        assert scored(item(), actions=(action,)).why is why


def test_a_project_with_a_plan_is_scored_by_its_money_unless_its_rule_says_otherwise() -> None:
    project = item("2023-12-31", year_plan=Decimal(20000), money_unit="万元")
    nodes = (Node(1, 1, 1, "开工", "2023-03", done_on="2023-03-02"),)
    by = {basis: scored(project, nodes=nodes, filed="12000", projects=basis) for basis in ProjectBasis}
    assert [str(shown(by[basis].sides[0].r, 2)) for basis in ProjectBasis] == ["80.00", "100.00", "90.00"]
    assert scored(project, nodes=nodes).why is NoScore.WAITING
    assert scored(project, nodes=nodes, projects=ProjectBasis.SPLIT).lacks is JudgeBy.LEVEL
