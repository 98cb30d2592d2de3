"""Projects: their money by the rule of every target, their totals, their stages and rates, the worst of three sides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zonetracker.model.facts import Filing, Milestone, Node, TaskKind
from zonetracker.model.milestones.grades import (
    RED_YELLOW_GREEN,
    ProjectRules,
    judged_nodes,
    project_rules,
    project_rules_beyond,
    project_rules_data,
    worst_side,
)
from zonetracker.model.milestones.projects import ProjectRow, money_row, project_rows, project_total
from zonetracker.model.milestones.stages import (
    StageHint,
    conversions,
    stage_counts,
    stage_names,
    stage_of,
)
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade

DAY = date(2023, 9, 30)
OFFICE = RuleSet()
RYG = project_rules({"name": RED_YELLOW_GREEN}, OFFICE).rules


def project(number: int, plan: str | None, *, unit: str = "万元", **more: object) -> Milestone:
    own = Milestone(
        number,
        2023,
        f"项目{number}",
        year_plan=None if plan is None else Decimal(plan),
        money_unit=unit,
        position=number,
    )
    return replace(own, template="项目", **more)  # type: ignore[arg-type]


def filed(number: int, month: int, value: str, unit: str | None = "万元") -> Filing:
    return Filing(number, TaskKind.MILESTONE, number, 2023, month, value=Decimal(value), unit=unit)


def rows(
    *listed: tuple[Milestone, dict[int, str]], month: int = 9, rules: RuleSet = OFFICE, unit: str | None = "万元"
) -> Sequence[ProjectRow]:
    filings = {one.id: {at: filed(one.id, at, value, unit) for at, value in told.items()} for one, told in listed}
    money = {one.id: money_row(one, filings.get(one.id, {}).get(month), month, rules) for one, _ in listed}
    return project_rows([one for one, _ in listed], {}, filings, month, DAY, money, {}, {})


def word(row: ProjectRow, rules: RuleSet = OFFICE) -> str:
    return rules.words[row.grade.name.lower()]


ACCEPTED = [
    ("20000", "12600", "63.0", "-12.0", "滞后", "略滞后"),
    ("8000", "5960", "74.5", "-0.5", "略滞后", "略滞后"),
    ("15000", "10700", "71.3", "-3.7", "略滞后", "略滞后"),
    ("6000", "6300", "105.0", "30.0", "已完成", "已完成"),
]


@pytest.mark.parametrize(("plan", "spent", "share", "gap", "usual", "lights"), ACCEPTED)
def test_a_projects_money_is_judged_as_a_target_is(
    plan: str, spent: str, share: str, gap: str, usual: str, lights: str
) -> None:
    (row,) = rows((project(1, plan), {9: spent}))
    standing = row.row.standing
    assert standing.completion is not None and standing.gap is not None
    assert (shown(standing.completion, 1), shown(standing.gap, 1)) == (Decimal(share), Decimal(gap))
    assert word(row) == usual
    (other,) = rows((project(1, plan), {9: spent}), rules=RYG)
    assert word(other, RYG) == lights


def test_without_a_figure_there_is_no_data_and_without_a_plan_no_share() -> None:
    unfiled, planless, nought = rows(
        (project(1, "20000"), {}), (project(2, None, investment=Decimal(9)), {9: "5"}), (project(3, "0"), {9: "5"})
    )
    assert word(unfiled) == "暂无数据" and unfiled.spent is None
    for row in (planless, nought):
        assert (row.row.standing.completion, row.grade, row.spent) == (None, Grade.NO_DATA, Fraction(5))


@pytest.mark.parametrize(
    ("gap", "grade"), [("0", "on_pace"), ("-0.01", "behind"), ("-29.99", "behind"), ("-30", "late")]
)
def test_the_three_lights_of_projects_change_at_their_edges(gap: str, grade: str) -> None:
    (row,) = rows((project(1, "100"), {9: str(75 + Decimal(gap))}), rules=RYG)
    assert row.grade.name.lower() == grade


def test_the_total_is_that_of_the_projects_with_a_plan() -> None:
    listed = rows(
        (project(1, "20000", investment=Decimal(90000)), {9: "12600", 8: "12000"}),
        (project(2, "8000"), {9: "5960"}),
        (project(3, None, investment=Decimal(7)), {9: "900"}),
        (project(4, "6000"), {9: "6300", 8: "6300"}),
    )
    total = project_total(listed, 2023, 9, OFFICE)
    standing = total.row.standing
    assert (total.row.target.stated.value, standing.actual) == (Decimal(34000), Fraction(24860))
    assert standing.completion is not None and standing.gap is not None
    assert (shown(standing.completion, 1), shown(standing.gap, 1)) == (Decimal("73.1"), Decimal("-1.9"))
    assert (total.counted, total.unplanned, total.parts, total.unfiled, total.monthless) == (3, 1, 0, 0, 1)
    assert (total.investment, total.month_spent) == (Fraction(90000), Fraction(600))


def test_parts_of_a_whole_are_not_counted_twice() -> None:
    listed = rows(
        (project(1, "300"), {9: "200"}),
        (project(2, "100", whole_id=1), {9: "80"}),
        (project(3, None, investment=Decimal(5)), {}),
        (project(4, "50", whole_id=3), {9: "10"}),
    )
    total = project_total(listed, 2023, 9, OFFICE)
    assert [row.number for row in listed] == ["1", "", "2", ""] and [row.depth for row in listed] == [0, 1, 0, 1]
    assert (total.row.target.stated.value, total.counted, total.parts, total.unplanned) == (Decimal(350), 2, 1, 1)


def test_sums_in_other_units_are_told_exactly_in_ten_thousand_yuan() -> None:
    own = project(1, "1.00000003", unit="亿元", investment=Decimal("2.5"), spent_before=Decimal("0.1"))
    (row,) = rows((own, {9: "0.7", 8: "0.6"}), unit="亿元")
    assert (row.row.unit, row.year_plan) == ("万元", Fraction("10000.0003"))
    assert (row.investment, row.spent_before, row.month_spent) == (25000, 1000, 1000)
    assert (row.spent, row.since_start) == (7000, 8000)


def test_another_currency_keeps_its_unit_and_is_in_no_total() -> None:
    listed = rows((project(1, "10", unit="万美元"), {9: "8"}), (project(2, "10"), {9: "1"}), unit=None)
    total = project_total(listed, 2023, 9, OFFICE)
    assert [row.row.unit for row in listed] == ["万美元", "万元"]
    assert listed[0].row.standing.completion == 80
    assert (total.counted, total.foreign, total.unplanned) == (1, 1, 0)


def test_projects_that_another_program_made_parts_of_each_other_are_each_in_the_total() -> None:
    found = rows((project(1, "100", whole_id=2), {9: "60"}), (project(2, "50", whole_id=1), {9: "10"}))
    assert [row.counted for row in found] == [True, True]


def test_a_part_of_a_whole_in_another_currency_is_in_the_total_itself() -> None:
    found = rows((project(1, "100", unit="万美元"), {}), (project(2, "40", whole_id=1), {9: "30"}))
    total = project_total(found, 2023, 9, OFFICE)
    assert (total.counted, total.parts, total.foreign) == (1, 0, 1)
    assert (total.row.target.stated.value, total.row.actual_value) == (Decimal(40), Decimal(30))


def test_the_month_alone_needs_the_month_before() -> None:
    one = project(1, "100")
    for told, month, alone, skipped in (
        ({8: "40", 9: "45.5"}, 9, Fraction("5.5"), False),
        ({7: "40", 9: "45.5"}, 9, None, True),
        ({9: "45.5"}, 9, None, False),
        ({1: "3"}, 1, None, False),
        ({8: "40", 9: "39"}, 9, Fraction(-1), False),
    ):
        (row,) = rows((one, told), month=month)
        assert (row.month_spent, row.skipped) == (alone, skipped), told


def test_in_january_no_figure_of_the_month_alone_is_missed() -> None:
    told = (project(1, "100"), {1: "10", 3: "30"})
    missed = [project_total(rows(told, month=month), 2023, month, OFFICE).monthless for month in (1, 3)]
    assert missed == [0, 1]


def test_a_project_may_have_a_course_of_its_own() -> None:
    curve = tuple(Decimal(share) for share in (0, 0, 5, 10, 20, 30, 40, 50, 60, 75, 90, 100))
    (row,) = rows((project(1, "100", curve=curve), {9: "60"}))
    assert (row.row.standing.gap, row.grade) == (0, Grade.ON_PACE)


def test_a_projects_name_says_nothing_of_its_money() -> None:
    (row,) = rows((replace(project(1, "100"), name="亏损压减控制在100以内"), {9: "80"}))
    assert (row.row.standing.control, row.grade) == (None, Grade.ON_PACE)


def test_a_year_that_is_over_is_met_or_missed() -> None:
    listed = rows((project(1, "100"), {12: "100"}), (project(2, "100"), {12: "99"}), month=12)
    assert [row.grade for row in listed] == [Grade.MET, Grade.MISSED]


# ---- stages


def steps(*told: tuple[str, str | None, str | None], number: int = 1) -> tuple[Node, ...]:
    return tuple(
        Node(at, number, at, name, planned, done == "", done or None) for at, (name, planned, done) in enumerate(told)
    )


def test_the_stage_is_the_last_node_done_and_gaps_are_told() -> None:
    nodes = steps(("签约", None, "2023-01"), ("开工", None, None), ("入库", None, "2023-04-02"), ("竣工", None, None))
    stage = stage_of(nodes, DAY)
    assert (stage.name, stage.done) == ("入库", (True, False, True, False))
    assert stage.hints == ((StageHint.SKIPPED, "入库", "开工"),)
    assert stage_of(nodes, date(2023, 3, 31)).name == "签约"
    assert stage_of((), DAY).name is None


def test_dates_that_run_backwards_are_told_as_exactly_as_they_are_known() -> None:
    backwards = steps(("开工", None, "2023-05-10"), ("入库", None, "2023-04"), ("竣工", None, "2023"))
    assert stage_of(backwards, DAY).hints == ((StageHint.BACKWARDS, "入库", "开工"),)
    unknown = steps(("开工", None, ""), ("入库", None, "2023-04"))
    assert stage_of(unknown, DAY).hints == ()


def test_a_plan_may_be_outdone() -> None:
    planned = [steps(("开工", "2023-06", None)) for _ in range(15)]
    started = [steps(("开工", "2024-01", "2023-05-04")) for _ in range(20)]
    (count,) = stage_counts([*planned, *started], ["开工"], 2023, 6)
    assert (count.planned, count.reached) == (15, 20)
    assert count.rate is not None and shown(count.rate, 1) == Decimal("133.3")
    (none,) = stage_counts(started, ["开工"], 2023, 4)
    assert (none.planned, none.reached, none.rate) == (0, 0, None)


def test_what_has_no_day_is_in_no_period_but_reached() -> None:
    nodes = steps(("签约", None, ""), ("开工", "2023", "2023"))
    signed, started = stage_counts([nodes], ["签约", "开工"], 2023, 9)
    assert (signed.reached, signed.undated, started.planned, started.reached) == (0, 1, 0, 0)
    (started,) = stage_counts([nodes], ["开工"], 2023, 12)
    assert (started.planned, started.reached) == (1, 1), "a year alone is over with its last month"
    (conversion,) = conversions([nodes], ["签约", "开工"], DAY)
    assert (conversion.reached, conversion.went_on) == (1, 0)
    (conversion,) = conversions([nodes], ["签约", "开工"], date(2023, 12, 31))
    assert (conversion.reached, conversion.went_on) == (1, 1)


def test_one_cohort_goes_from_stage_to_stage() -> None:
    def reached(count: int, year: int) -> tuple[Node, ...]:
        days = [f"{year}-02-01", f"{year}-05", f"{year}-06"]
        told = [
            (name, None, day if at < count else None) for at, (name, day) in enumerate(zip(names, days, strict=True))
        ]
        return steps(*told)

    names = ["签约", "开工", "入库"]
    cohort = [reached(3, 2023)] * 38 + [reached(2, 2023)] * 3 + [reached(1, 2023)] * 4
    others = [reached(1, 2022)] * 9
    first, second = conversions([*cohort, *others], names, DAY, 2023)
    assert (first.reached, first.went_on, second.reached, second.went_on) == (45, 41, 41, 38)
    assert first.rate is not None and second.rate is not None
    assert (shown(first.rate, 1), shown(second.rate, 1)) == (Decimal("91.1"), Decimal("92.7"))
    assert conversions([*cohort, *others], names, DAY)[0].reached == 54


def test_who_left_a_stage_out_did_not_go_on_from_it() -> None:
    """Three were registered of which two never started: what goes on from a stage is never more than reached it."""
    both = steps(("签约", None, "2023-01"), ("开工", None, "2023-03"), ("入库", None, "2023-05"))
    skipped = steps(("签约", None, "2023-01"), ("开工", None, None), ("入库", None, "2023-05"))
    first, second = conversions([both, skipped, skipped], ["签约", "开工", "入库"], DAY, 2023)
    assert (first.reached, first.went_on) == (3, 1) and (second.reached, second.went_on) == (1, 1)
    assert second.rate == 100


def test_stages_of_several_templates_come_into_one_order() -> None:
    one = steps(("签约", None, None), ("开工", None, None), ("竣工", None, None))
    other = steps(
        ("签约", None, None), ("供地", None, None), ("开工", None, None), ("竣工", None, None), ("投产", None, None)
    )
    assert stage_names([one, other]) == ["签约", "供地", "开工", "竣工", "投产"]
    many = [steps(*((f"{number}月", None, None) for number in range(40))), *[one] * 3]
    assert len(stage_names(many)) == 8 and set(stage_names(many)) >= {"签约", "开工", "竣工"}


# ---- grades


@pytest.mark.parametrize(
    ("deadline", "nodes", "money", "grade"),
    [
        (None, [], None, Grade.NO_DATA),
        (Grade.ON_PACE, [], None, Grade.ON_PACE),
        (Grade.ON_PACE, [Grade.DONE, Grade.ON_PACE], Grade.DONE, Grade.DONE),
        (Grade.ON_PACE, [Grade.BEHIND], Grade.DONE, Grade.BEHIND),
        (Grade.LATE, [Grade.BEHIND], Grade.ON_PACE, Grade.LATE),
        (Grade.ON_PACE, [Grade.BEHIND], Grade.LATE, Grade.LATE),
        (Grade.ON_PACE, [Grade.DONE], Grade.NO_DATA, Grade.NO_DATA),
        (Grade.ON_PACE, [Grade.BEHIND], Grade.NO_DATA, Grade.BEHIND),
        (None, [None, Grade.DONE], None, Grade.ON_PACE),
        (Grade.BEHIND, [], Grade.MISSED, Grade.MISSED),
        (Grade.BEHIND, [], Grade.EXCEEDED, Grade.BEHIND),
        (Grade.ON_PACE, [], Grade.MET, Grade.MET),
    ],
)
def test_the_worst_of_three_sides_counts(
    deadline: Grade | None, nodes: list[Grade | None], money: Grade | None, grade: Grade
) -> None:
    assert worst_side(deadline, nodes, money) is grade


def test_rules_for_projects_are_data() -> None:
    assert project_rules(None, OFFICE) == ProjectRules(OFFICE)
    known = project_rules({"name": RED_YELLOW_GREEN}, replace(OFFICE, ahead=Decimal(5)))
    assert (known.rules.late, known.start_late, known.rules.ahead) == (Decimal(-30), 90, None)
    own = project_rules({"name": "自定", "late": "-20", "start_late": 60, "made_good": True}, OFFICE)
    assert (own.rules.late, own.start_late, own.made_good) == (Decimal(-20), 60, True)
    assert project_rules(project_rules_data(own), OFFICE) == own
    broken = project_rules({"name": RED_YELLOW_GREEN, "late": "许多", "start_late": -3}, OFFICE)
    assert (broken.rules.late, broken.start_late) == (Decimal(-30), 90)
    forged = project_rules({"name": "自定", "late": "-1E+999999", "start_late": 10**9}, OFFICE)
    assert (forged.rules.late, forged.start_late) == (OFFICE.late, None)


def test_rules_for_projects_beyond_all_are_refused() -> None:
    for said in ({"late": "-101"}, {"late": "5"}, {"late": "nan"}, {"start_late": -1}, {"start_late": "9"}):
        assert project_rules_beyond({"name": RED_YELLOW_GREEN, **said}) is not None, said
    for data in (None, {"name": RED_YELLOW_GREEN}, {"late": "-30", "start_late": 90}, {"start_late": None}):
        assert project_rules_beyond(data) is None, data


def test_a_missed_start_is_late_by_the_rules_for_projects() -> None:
    nodes = steps(("开工", "2023-06-30", None), ("入库", "2023-07-30", None))
    start, other = judged_nodes(nodes, project_rules({"name": RED_YELLOW_GREEN}, OFFICE), 2023, 9)
    assert (start.late_after, other.late_after) == (90, 30)
    assert judged_nodes(nodes, ProjectRules(OFFICE), 2023, 9) == nodes


def test_what_was_made_good_shows_in_the_month_that_missed_it() -> None:
    rules = ProjectRules(OFFICE, made_good=True)
    nodes = steps(("开工", "2023-06-10", "2023-06-25"), ("入库", "2023-06-10", "2023-06-09"))
    late, in_time = judged_nodes(nodes, rules, 2023, 6)
    assert (late.done, in_time.done) == (False, True)
    assert judged_nodes(nodes, rules, 2023, 7) == nodes
