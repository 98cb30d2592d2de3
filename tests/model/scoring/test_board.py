"""A department's total, its place and its list, on boards as they are composed of tasks and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.model.scoring.made import YEAR, side
from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import Department, Points, PointsAccount, PointsKind, TaskKind
from zonetracker.model.progress import Progress
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.board import ScoreBoard, ScoredTask, score_board_of
from zonetracker.model.scoring.completion import NoScore, ScoredCompletion, ScoredSide
from zonetracker.model.scoring.marks import ScoreHint
from zonetracker.model.scoring.ranking import BoardList, DepartmentScore, Excluded
from zonetracker.model.scoring.rules import (
    IfMissing,
    PartOf,
    RankedBy,
    ScoreBasis,
    ScorePart,
    ScoreSet,
    ScoreUse,
    TieBreaker,
    TieStyle,
    VetoEffect,
)
from zonetracker.model.standing import Grade
from zonetracker.words.scores.sums import row_remark, row_sum, total_sum

SET = ScoreSet()
FIRST = Department(1, "经济发展局", series="部门")


def task(
    number: int,
    sides: Sequence[ScoredSide] | NoScore,
    weight: str | None,
    rule: str = "",
    responsible: str = "经济发展局",
    grade: Grade = Grade.ON_PACE,
    kind: TaskKind = TaskKind.TARGET,
) -> ScoredTask:
    """A task of a department; without a side it says why."""
    use = ScoreUse.FLOW if isinstance(sides, NoScore) or not sides else sides[0].use
    completion = ScoredCompletion(use, () if isinstance(sides, NoScore) else tuple(sides))
    if isinstance(sides, NoScore):
        completion = ScoredCompletion(use, why=sides)
    given = None if weight is None else Decimal(weight)
    return ScoredTask(Task(kind, number, f"任务{number}", responsible, weight=given), completion, rule, grade)


def points(
    kind: PointsKind, amount: str | None = None, number: int = 1, month: int = 6, department: int = 1, **other: Any
) -> Points:
    """Points of a month."""
    of = Points(
        number,
        YEAR,
        month,
        department,
        PointsAccount.SCORE,
        kind,
        f"{YEAR}-{month:02}-15",
        None if amount is None else Decimal(amount),
        reason="上级通报表扬",
    )
    return replace(of, **other)


def board(
    tasks: Sequence[ScoredTask],
    score_set: ScoreSet = SET,
    given: Sequence[Points] = (),
    departments: Sequence[Department] = (FIRST,),
    month: int = 9,
    last: ScoreBoard | None = None,
) -> ScoreBoard:
    """The board of a month."""
    progress = Progress("云岭高新区", YEAR, month, (), (), RuleSet(), departments=tuple(departments))
    return score_board_of(progress, date(YEAR, month, 28), score_set, tasks, given, last=last)


def first(made: ScoreBoard) -> DepartmentScore:
    """The first department of a board."""
    return made.departments[0]


def of_growth(growth: str, goal: str) -> ScoredSide:
    """A growth against its goal."""
    return side(Fraction(growth) / Fraction(goal) * 100, ScoreUse.GROWTH, growth, goal)


def worked(actual: str = "78.1") -> list[ScoredTask]:
    """The worked example of an assessment: five rows that count, and one that waits."""
    return [
        task(1, [side(Fraction(actual) / Fraction("76.8") * 100, actual=actual, goal="76.8")], "20", "超额加分"),
        task(2, [of_growth("6.5", "8")], "15"),
        task(3, [side("125", ScoreUse.CEILING, "5", "4")], "10"),
        task(4, [side("98")], "10"),
        task(5, [side("80", ScoreUse.MILESTONE)], "10"),
        task(6, NoScore.WAITING, "5"),
    ]


def test_the_worked_example_comes_to_its_total() -> None:
    one = first(board(worked()))
    assert [(str(row.mark.base), str(row.mark.bonus)) for row in one.rows if row.mark] == [
        ("20.00", "0.85"),
        ("12.19", "0.00"),
        ("7.50", "0.00"),
        ("9.80", "0.00"),
        ("8.00", "0.00"),
    ]
    total = one.total
    assert (str(total.base), str(total.weight), str(total.scaled)) == ("57.49", "65.00", "88.45")
    assert (str(total.bonus_counted), str(total.total), total.waiting) == ("0.85", "89.30", 1)
    assert row_sum(one.rows[0], SET) == "20×min(101.69,100)% = 20.00；(101.69−100)×0.5=0.85"
    assert total_sum(total, SET) == [
        "任务：基本得分合计 57.49÷分值合计 65.00×100 = 88.45",
        "待定 1 项，连同分值不计入",
        "各项加分合计 0.85",
        "总分 88.45+0.85 = 89.30",
    ]


def test_a_corrected_figure_draws_the_total_again() -> None:
    one = first(board(worked("76.7")))
    row = one.rows[0]
    assert row.mark is not None and row.r is not None
    assert (row.r, str(row.mark.base), str(row.mark.bonus)) == (Fraction(76700, 768), "19.97", "0.00")
    assert (str(one.total.base), str(one.total.scaled), str(one.total.total)) == ("57.46", "88.40", "88.40")


def test_level_and_growth_together_count_as_the_set_says() -> None:
    sides = [side(Fraction("78.1") / Fraction("76.8") * 100, actual="78.1", goal="76.8"), of_growth("8.4", "10")]
    marks = {
        basis: first(board([task(1, sides, "20")], replace(SET, basis=basis))).rows[0].mark for basis in ScoreBasis
    }
    assert {basis: str(mark.base) for basis, mark in marks.items() if mark} == {
        ScoreBasis.WORSE: "16.80",
        ScoreBasis.LEVEL: "20.00",
        ScoreBasis.GROWTH: "16.80",
        ScoreBasis.SPLIT: "18.40",
    }
    split = replace(SET, basis=ScoreBasis.SPLIT)
    assert row_sum(first(board([task(1, sides, "20")], split)).rows[0], split).endswith("20.00×50%+16.80×50% = 18.40")


# ---- weights


def test_without_any_weight_all_count_alike() -> None:
    one = first(board([task(1, [side("100")], None), task(2, [side("50")], None), task(3, [side("80")], None)]))
    assert one.total.equal_weights
    assert [str(row.shown_weight) for row in one.rows] == ["33.33"] * 3
    assert str(one.total.scaled) == "76.67"


def test_beside_weights_a_blank_one_counts_nothing_and_is_told() -> None:
    one = first(board([task(1, [side("90")], "10"), task(2, [side("50")], None)]))
    assert (one.rows[1].mark, one.rows[1].why, one.rows[1].hints) == (
        None,
        NoScore.UNWEIGHTED,
        (ScoreHint.WEIGHT_BLANK,),
    )
    assert (str(one.total.scaled), one.total.counted) == ("90.00", 1)


def test_weights_of_nothing_give_no_score_and_no_place() -> None:
    one = first(board([task(1, [side("90")], "0")]))
    assert (one.total.total, one.place, one.excluded) == (None, None, Excluded.NOTHING_COUNTS)
    assert total_sum(one.total, SET)[-1] == "没有计分的任务，没有总分，不参加排名"


def test_what_is_missing_waits_before_december_and_is_nothing_then() -> None:
    tasks = [task(1, [side("90")], "10"), task(2, NoScore.WAITING, "10")]
    september, december = first(board(tasks)), first(board(tasks, month=12))
    assert (str(september.total.total), september.rows[1].waits) == ("90.00", True)
    assert (str(december.total.total), december.rows[1].waits) == ("45.00", False)
    assert row_remark(december.rows[1]) == "终了无数据"
    waits = replace(SET, missing=IfMissing.WAIT)
    assert str(first(board(tasks, waits, month=12)).total.total) == "90.00"
    never = [task(1, [side("90")], "10"), task(2, NoScore.NOT_DUE, "10"), task(3, NoScore.NOTHING_DUE, "10")]
    assert str(first(board(never, month=12)).total.total) == "90.00"


# ---- rules by name


def test_a_rule_that_is_gone_is_the_usual_one_and_told() -> None:
    one = first(board([task(1, [side("90")], "10", "去年的办法")])).rows[0]
    assert one.mark is not None
    assert (str(one.mark.base), one.rule.name, one.hints) == ("9.00", "按比例", (ScoreHint.RULE_GONE,))
    assert row_remark(one) == "计分办法“去年的办法”已没有，按默认办法计分"


@pytest.mark.parametrize("rule", ["控制型", "增速比例", "增速加减分", "功效系数"])
def test_a_rule_that_does_not_fit_is_the_usual_one_and_told(rule: str) -> None:
    one = first(board([task(1, [side("90")], "10", rule)])).rows[0]
    assert one.mark is not None
    assert (str(one.mark.base), one.hints) == ("9.00", (ScoreHint.RULE_UNFIT,))


def test_a_ratio_on_a_ceiling_rewards_no_overrun() -> None:
    over, under = (
        first(board([task(1, [side(r, ScoreUse.CEILING)], "10", "按比例")])).rows[0].mark for r in ("125", "75")
    )
    assert over is not None and under is not None
    assert (str(over.base), str(under.base)) == ("7.50", "10.00")


def test_a_small_goal_of_growth_is_told() -> None:
    one = first(board([task(1, [of_growth("0.5", "1")], "10")])).rows[0]
    assert one.mark is not None
    assert (str(one.mark.base), one.hints) == ("5.00", (ScoreHint.SMALL_GROWTH,))


def test_a_goal_in_words_is_marked_by_hand() -> None:
    in_words = ScoredTask(
        Task(TaskKind.TARGET, 1, "与经济增长同步", "经济发展局", weight=Decimal(20)),
        ScoredCompletion(ScoreUse.WORDS, why=NoScore.WAITING),
    )
    of_task: dict[str, Any] = {"task": TaskKind.TARGET, "task_id": 1}
    given = [
        points(PointsKind.GIVEN, "80", 1, **of_task),
        points(PointsKind.GIVEN, "90", 2, 8, **of_task),
        points(PointsKind.GIVEN, "10", 3, 10, **of_task),
    ]
    one = first(board([in_words], given=given))
    assert str(one.total.base) == "18.00"
    assert row_sum(one.rows[0], SET) == "评价 90%：20×90% = 18.00"
    assert first(board([in_words])).rows[0].why is NoScore.WAITING


def test_places_among_the_rows_of_one_rule_give_points() -> None:
    units = [Department(at, f"第{at}镇", series="镇街") for at in range(1, 5)]
    tasks = [
        task(at, [side(r)], "60", "排名赋分", f"第{at}镇") for at, r in enumerate(("110", "98", "98", "80"), start=1)
    ]
    made = board(tasks, departments=units)
    assert [str(one.total.base) for one in made.departments] == ["60.00", "57.00", "57.00", "51.00"]
    assert [one.figures.firsts for one in made.departments] == [1, 0, 0, 0]
    assert row_sum(made.departments[1].rows[0], SET) == "第2名（2个并列），得 57.00"


# ---- points by hand, parts, co-units, vetoes


def test_points_by_hand_are_added_up_to_their_cap_and_taken_down_to_nothing() -> None:
    tasks = [task(1, [side("90")], "10")]
    given = [
        points(PointsKind.BONUS, "4", 1, paper_no="云办〔2023〕5号"),
        points(PointsKind.BONUS, "3.125", 2),
        points(PointsKind.DEDUCTION, "1.5", 3),
        points(PointsKind.BONUS, "2", 4, month=10),
        points(PointsKind.BONUS, "2", 5, account=PointsAccount.LEDGER),
    ]
    total = first(board(tasks, given=given)).total
    assert (str(total.additions), str(total.added_counted), str(total.deductions)) == ("7.13", "5.00", "1.50")
    assert str(total.total) == "93.50"
    assert total_sum(total, SET)[1:] == [
        "加分 4.00：上级通报表扬（云办〔2023〕5号）",
        "加分 3.13：上级通报表扬",
        "另行加分合计 7.13，封顶 5.00",
        "减分 1.50：上级通报表扬",
        "总分 90.00+5.00−1.50 = 93.50",
    ]
    nothing = first(board(tasks, given=[points(PointsKind.DEDUCTION, "95")])).total
    assert str(nothing.total) == "0.00"


def test_the_bonus_of_all_rows_has_its_cap() -> None:
    tasks = [task(at, [side("130")], "10", "超额加分") for at in (1, 2)]
    total = first(board(tasks)).total
    assert (str(total.bonus), str(total.bonus_counted), str(total.total)) == ("20.00", "10.00", "110.00")


def test_parts_are_told_as_of_all_while_one_waits() -> None:
    parts = (ScorePart("任务", Decimal(80)), ScorePart("社会评价", Decimal(20), PartOf.GIVEN))
    score_set = replace(SET, parts=parts)
    tasks = [task(1, [side("90")], "10")]
    waiting = first(board(tasks, score_set)).total
    assert (str(waiting.share), str(waiting.scaled)) == ("80", "90.00")
    given = [points(PointsKind.GIVEN, "95", part="社会评价")]
    total = first(board(tasks, score_set, given)).total
    assert [str(one.points) for one in total.parts] == ["72.00", "19.00"]
    assert str(total.total) == "91.00"
    assert str(first(board(tasks, score_set, month=12)).total.total) == "72.00"
    assert first(board([], score_set, given)).total.total is None


def test_targets_and_milestones_may_be_parts_of_their_own() -> None:
    parts = (ScorePart("指标", Decimal(70), PartOf.TARGETS), ScorePart("事项", Decimal(30), PartOf.MILESTONES))
    tasks = [
        task(1, [side("90")], "10"),
        task(1, [side("50", ScoreUse.MILESTONE)], "40", kind=TaskKind.MILESTONE),
    ]
    assert str(first(board(tasks, replace(SET, parts=parts))).total.total) == "78.00"


def test_a_co_unit_has_its_share_of_weight_and_score() -> None:
    units = [FIRST, Department(2, "财政局", series="部门")]
    tasks = [task(1, [side("80")], "10", responsible="牵头单位：经济发展局；配合单位：财政局")]
    alone = board(tasks, departments=units)
    assert [len(one.rows) for one in alone.departments] == [1, 0]
    score_set = replace(SET, co_share=Decimal(50))
    lead, co = board(tasks, score_set, departments=units).departments
    row = co.rows[0]
    assert row.mark is not None
    assert (str(lead.total.base), str(row.mark.base), str(row.shown_weight), row.co) == ("8.00", "4.00", "5.00", True)
    assert row_sum(row, score_set) == "10×min(80.00,100)% = 8.00；配合单位按50%：8.00×50% = 4.00"
    assert (lead.tasks, co.tasks) == (1, 0)


def test_a_veto_bars_the_red_list_and_may_cost_the_total_or_the_place() -> None:
    units = [FIRST, Department(2, "财政局", series="部门")]
    tasks = [
        task(1, [side("80", ScoreUse.LEVEL, "2.4", "3")], "1", "否决"),
        task(2, [side("100")], "99"),
        task(3, [side("60")], "10", responsible="财政局"),
    ]
    for effect, total, place in (
        (VetoEffect.NONE, "99.00", 1),
        (VetoEffect.ZERO, "0.00", 2),
        (VetoEffect.LAST, "99.00", 2),
    ):
        score_set = replace(SET, veto=effect)
        one = first(board(tasks, score_set, departments=units))
        assert (str(one.total.total), one.place, one.listed is BoardList.RED) == (total, place, False)
        assert [row.task.number for row in one.total.vetoed] == [1]
        assert "否决：“任务1”没有达到" in total_sum(one.total, score_set)
    by_hand = first(board(tasks[1:], given=[points(PointsKind.VETO)], departments=units))
    assert by_hand.total.is_vetoed and by_hand.listed is None


# ---- places


def ranking(*totals: str, **options: Any) -> list[DepartmentScore]:
    """Departments with these completions of one task each."""
    units = [Department(at, f"第{at}镇", series="镇街") for at in range(1, len(totals) + 1)]
    tasks = [task(at, [side(r)], "10000", "", f"第{at}镇") for at, r in enumerate(totals, start=1)]
    return list(board(tasks, replace(SET, **options), departments=units).departments)


@pytest.mark.parametrize(("style", "places"), [(TieStyle.SKIP, [2, 1, 2, 4]), (TieStyle.DENSE, [2, 1, 2, 3])])
def test_equal_totals_share_a_place(style: TieStyle, places: list[int]) -> None:
    assert [one.place for one in ranking("92.31", "95.50", "92.31", "90.00", tie_style=style)] == places


def test_totals_that_are_shown_alike_are_equal() -> None:
    assert [one.place for one in ranking("92.311", "92.314", "92.316")] == [2, 2, 1]


def test_equal_ones_are_listed_in_their_own_order_and_series_by_series() -> None:
    units = [
        Department(1, "第1镇", series="镇街"),
        Department(2, "财政局", series="部门"),
        Department(3, "第3镇", series="镇街"),
    ]
    tasks = [task(at, [side("90")], "10", "", one.name) for at, one in enumerate(units, start=1)]
    made = board(tasks, departments=units)
    assert [one.department.id for one in made.ranking()] == [1, 3, 2]
    assert [one.place for one in made.ranking()] == [1, 1, 1]


def test_tie_breakers_part_equal_totals() -> None:
    units = [Department(at, f"第{at}镇") for at in (1, 2, 3)]
    tasks = [
        task(1, [side("90")], "10", "", "第1镇", Grade.BEHIND),
        task(2, [side("90")], "10", "", "第2镇", Grade.DONE),
        task(3, [side("90")], "10", "", "第3镇", Grade.ON_PACE),
    ]
    for breakers, places in (
        ((), [1, 1, 1]),
        ((TieBreaker.MORE_DONE,), [2, 1, 2]),
        ((TieBreaker.NO_VETO, TieBreaker.FEWER_BEHIND), [3, 1, 1]),
    ):
        made = board(tasks, replace(SET, tie_breakers=breakers), departments=units)
        assert [one.place for one in made.departments] == places


def test_who_has_too_few_rows_has_no_place() -> None:
    one = ranking("90", "80", rank_min=2)[0]
    assert (one.place, one.excluded) == (None, Excluded.TOO_FEW)


def test_a_retired_department_is_on_no_board_and_its_tasks_are_nobodys() -> None:
    gone = replace(FIRST, retired_from="2023-09")
    made = board([task(1, [side("90")], "10")], departments=[gone])
    assert (made.departments, [one.task.number for one in made.unassigned]) == ((), [1])
    assert len(board([task(1, [side("90")], "10")], departments=[gone], month=8).departments) == 1


def test_movement_is_the_last_place_less_this_one() -> None:
    units = [Department(at, f"第{at}镇") for at in (1, 2, 3)]

    def of(*rates: str, last: ScoreBoard | None = None) -> ScoreBoard:
        tasks = [task(at, [side(r)], "10", "", f"第{at}镇") for at, r in enumerate(rates, start=1)]
        return board(tasks, departments=units, last=last)

    now = of("95", "90", "80", last=of("80", "90", "95"))
    assert [(one.last_place, one.movement) for one in now.departments] == [(3, 2), (2, 0), (1, -2)]
    assert first(of("95", "90", "80")).movement is None


def test_red_and_black_are_the_first_who_met_and_the_last_who_did_not() -> None:
    units = [Department(at, f"第{at}镇") for at in range(1, 7)]
    grades = [Grade.DONE, Grade.BEHIND, Grade.ON_PACE, Grade.LATE, Grade.LATE, Grade.LATE]
    tasks = [task(at, [side(str(100 - at))], "10", "", f"第{at}镇", grade) for at, grade in enumerate(grades, start=1)]
    red, black = BoardList.RED, BoardList.BLACK
    made = board(tasks, departments=units)
    assert [one.listed for one in made.departments] == [red, None, red, None, black, black]
    excused = board(tasks, given=[points(PointsKind.WAIVER, month=9, department=6)], departments=units)
    assert [one.listed for one in excused.departments] == [red, None, red, None, black, None]
    all_alike = board(tasks, replace(SET, need_met=False, red_top=1), departments=units)
    assert [one.listed for one in all_alike.departments] == [red, None, None, None, black, black]


# ---- other figures to rank by

RATES = ((43, 46), (17, 19), (34, 39), (45, 52), (37, 44), (36, 47), (34, 45), (39, 52))


def test_the_share_on_pace_ranks_as_the_published_rates_do() -> None:
    units = [Department(at, f"第{at}县") for at in range(1, len(RATES) + 1)]
    tasks = [
        task(1000 * at + n, [side("90")], None, "", f"第{at}县", Grade.ON_PACE if n < reached else Grade.BEHIND)
        for at, (reached, asked) in enumerate(RATES, start=1)
        for n in range(asked)
    ]
    made = board(tasks, replace(SET, ranked_by=RankedBy.ON_PACE), departments=units)
    shown_rates = ["93.5", "89.5", "87.2", "86.5", "84.1", "76.6", "75.6", "75.0"]
    assert [str(one.figure) for one in made.departments] == shown_rates
    assert [one.place for one in made.departments] == list(range(1, 9))
    figures = [one.figures for one in made.departments]
    assert (sum(one.on_pace for one in figures), sum(one.judged for one in figures)) == (285, 344)


def test_the_mean_of_completions_may_be_capped() -> None:
    tasks = [task(1, [side("130")], "10"), task(2, [side("80")], "10")]
    by = {
        ranked_by: first(board(tasks, replace(SET, ranked_by=ranked_by))).figure
        for ranked_by in (RankedBy.MEAN, RankedBy.MEAN_CAPPED, RankedBy.FIRSTS, RankedBy.MONEY)
    }
    assert {key: None if one is None else str(one) for key, one in by.items()} == {
        RankedBy.MEAN: "105.00",
        RankedBy.MEAN_CAPPED: "90.00",
        RankedBy.FIRSTS: "0",
        RankedBy.MONEY: None,
    }


@pytest.mark.parametrize(
    ("weight", "actual", "goal", "base"),
    [("30", "7", "8", "26.25"), ("30", "9", "8", "30.00"), ("20", "4.1", "5", "16.40")],
)
def test_teams_score_what_they_brought_of_what_was_asked(weight: str, actual: str, goal: str, base: str) -> None:
    r = Fraction(actual) / Fraction(goal) * 100
    row = first(board([task(1, [side(r, actual=actual, goal=goal)], weight)])).rows[0]
    assert row.mark is not None and str(row.mark.base) == base
