"""What a confirmed row becomes, and how it follows and goes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.made_reports import MadeReport, actual, content, imported, milestone, target
from zonetracker.model.changes import RowChange, TargetChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import (
    Actual,
    Bound,
    FactType,
    Kind,
    Milestone,
    Nature,
    Polarity,
    ReviewStatus,
    Span,
    Stated,
    Target,
)
from zonetracker.services.ledger import Conflict, Ledger, OnConflict
from zonetracker.support.errors import Refusal


def test_a_report_comes_back_byte_for_byte_with_its_rows_as_extracted(ledger: Ledger) -> None:
    report = MadeReport([target("地区生产总值", "80.50", "8"), milestone("孵化楼竣工", deadline="2023-06")])
    report_id = report.keep(ledger).ids["report"][0]
    assert ledger.original(report_id) == report.text.encode("gb18030")
    assert ledger.report(report_id).text == report.text
    rows = ledger.rows(report_id)
    assert [row.candidate for row in rows] == list(report.candidates)
    assert {row.status for row in rows} == {ReviewStatus.OPEN}


def test_confirming_makes_target_actual_and_milestone_that_point_back(ledger: Ledger) -> None:
    ids = imported(ledger, target("地区生产总值", "80", "8"), actual("地区生产总值", "74.10"), milestone("孵化楼竣工"))
    ledger.confirm_rows(ids)
    made = [ledger.made_by(number) for number in ids]
    assert isinstance(made[0], Target) and isinstance(made[1], Actual) and isinstance(made[2], Milestone)
    assert made[0].stated == ledger.row(ids[0]).candidate.stated
    assert (made[1].year, made[1].month, str(made[1].value)) == (2022, 12, "74.10")
    assert made[0].indicator_id == made[1].indicator_id
    assert [one.row_id for one in made if one] == list(ids)
    assert made[0].quote in ledger.report(1).text


def test_who_answers_for_a_target_comes_with_its_row_and_never_over_what_the_clerk_said(ledger: Ledger) -> None:
    (first,) = imported(ledger, target("地区生产总值", "80", "8", responsible="统计局"))
    ledger.confirm_rows([first])
    made = ledger.made_by(first)
    assert isinstance(made, Target) and made.responsible == "统计局"
    ledger.edit_target(made.id, TargetChange(responsible="经发局"))
    (second,) = imported(ledger, target("地区生产总值", "81", "8", responsible="统计局"))
    ledger.confirm_rows([second], on_conflict="replace")
    now = ledger.target(made.id)
    assert (now.responsible, str(now.stated.value)) == ("经发局", "81")


def test_a_new_indicator_is_as_the_seeds_know_it(ledger: Ledger) -> None:
    ids = imported(ledger, target("GDP", "80", "8"), target("奇特事故", "3", unit="起"))
    strange = ledger.row(ids[1]).candidate.stated
    ledger.edit_row(ids[1], RowChange(bound=Bound.AT_MOST))
    ledger.confirm_rows(ids)
    known, unknown = ledger.indicators()
    assert (known.typed_growth, known.nature, known.unit) == (True, Nature.FLOW, "亿元")
    assert "地区生产总值" in known.aliases
    assert ledger.find_indicator(" 地区 生产总值") == known
    assert (unknown.polarity, unknown.unit) == (Polarity.LOWER, strange.unit)


@pytest.mark.parametrize(
    "row",
    [
        actual("地区生产总值", None, masked=True),
        target("地区生产总值", "80", type=FactType.MILESTONE, masked=True),
        target("地区生产总值", "80", duplicate_of="c9"),
        target("地区生产总值", "80", period="cumulative"),
        target("地区生产总值", "80", year=None),
        actual("地区生产总值", "80", period="cumulative"),
        actual("地区生产总值", None),
        actual("地区生产总值", "80", type=FactType.RELATIVE),
        actual("地区生产总值", "80", period="2022-03..2022-06"),
    ],
)
def test_what_is_no_fact_of_a_year_is_confirmed_and_makes_nothing(ledger: Ledger, row: object) -> None:
    (number,) = imported(ledger, row)  # type: ignore[arg-type]
    ledger.confirm_rows([number])
    assert ledger.row(number).status is ReviewStatus.CONFIRMED
    assert ledger.made_by(number) is None
    assert not (ledger.targets() or ledger.actuals() or ledger.indicators())


def test_a_period_of_months_is_an_actual_of_its_last_month(ledger: Ledger) -> None:
    (number,) = imported(ledger, actual("税收收入", "5.2", period="2022-01..2022-09"))
    ledger.confirm_rows([number])
    assert [(one.year, one.month) for one in ledger.actuals()] == [(2022, 9)]


def test_parts_hang_below_their_whole_in_whichever_order_they_are_confirmed(ledger: Ledger) -> None:
    ids = imported(
        ledger,
        target("工业投资", "12", id="whole"),
        target("技改投资", "3", parent="whole"),
        target("设备投资", "1", parent="whole"),
    )
    ledger.confirm_rows([ids[1]])
    assert ledger.targets()[0].parent_id is None
    ledger.confirm_rows([ids[0]])
    ledger.confirm_rows([ids[2]])
    whole, *parts = ledger.targets()
    assert [part.parent_id for part in parts] == [whole.id, whole.id]
    ledger.reject_rows([ids[0]])
    assert [one.parent_id for one in ledger.targets()] == [None, None]


def test_a_row_corrected_into_a_part_counts_for_its_whole_in_the_same_operation(ledger: Ledger) -> None:
    part, whole = imported(ledger, target("技改投资", "3"), target("工业投资", "2", id="whole"))
    ledger.confirm_rows([part, whole])
    done = ledger.edit_rows([part, whole], RowChange(parent="whole", unit="万元"), reason="经局里核对属实")
    assert [one.row_id for one in done.noted] == [whole]


def test_rows_corrected_into_parts_of_each_other_make_no_circle(ledger: Ledger) -> None:
    one, other = imported(ledger, target("甲项", "1", id="a"), target("乙项", "2", id="b"))
    ledger.confirm_rows([one, other])
    ledger.edit_row(one, RowChange(parent="b"), reason="经局里核对属实")
    ledger.edit_row(other, RowChange(parent="a"), reason="经局里核对属实")
    assert ledger.damaged() == [] and len(ledger.targets()) == 2
    ledger.edit_row(one, RowChange(parent="a"), reason="经局里核对属实")
    assert ledger.damaged() == [] and len(ledger.targets()) == 2


def test_parts_that_name_each_other_as_their_whole_make_no_circle(ledger: Ledger) -> None:
    ids = imported(
        ledger,
        target("甲项", "1", id="a", parent="c"),
        target("乙项", "1", id="b", parent="a"),
        target("丙项", "1", id="c", parent="b"),
        target("丁项", "1", id="d", parent="d"),
    )
    ledger.confirm_rows(ids)
    parents = {one.id: one.parent_id for one in ledger.targets()}
    for number in parents:
        seen: set[int] = set()
        above: int | None = number
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


def test_level_and_growth_in_two_sentences_become_one_fact_and_part_again(ledger: Ledger) -> None:
    ids = imported(ledger, target("地区生产总值", "80"), target("地区生产总值", None, "8"), target("生产总值", "80"))
    ledger.confirm_rows(ids)
    (one,) = ledger.targets()
    assert (one.stated.value, one.stated.growth, one.row_id) == (Decimal("80"), Decimal("8"), ids[0])
    ledger.reject_rows([ids[1]])
    assert ledger.targets()[0].stated.growth is None
    ledger.reject_rows([ids[0]])
    assert [(one.stated.value, one.row_id) for one in ledger.targets()] == [(Decimal("80"), ids[2])]
    ledger.reopen_rows([ids[2]])
    assert not ledger.targets() and not ledger.indicators()


@pytest.mark.parametrize(
    ("choice", "values"),
    [("ask", ["80"]), ("keep", ["80"]), ("replace", ["85"])],
)
def test_other_figures_for_the_same_target_are_a_question(
    ledger: Ledger, choice: OnConflict, values: list[str]
) -> None:
    first, second = imported(ledger, target("地区生产总值", "80"), target("地区生产总值", "85"))
    ledger.confirm_rows([first])
    changed = ledger.confirm_rows([second], on_conflict=choice)
    assert [str(one.stated.value) for one in ledger.targets()] == values
    open_still = choice == "ask"
    assert changed.conflicts == ((Conflict(second, "target", 1),) if open_still else ())
    assert (ledger.row(second).status is ReviewStatus.OPEN) == open_still
    ledger.reject_rows([second])
    assert [str(one.stated.value) for one in ledger.targets()] == ["80"]


@pytest.mark.parametrize(("choice", "value"), [("ask", "74"), ("keep", "74"), ("replace", "75")])
def test_other_figures_for_the_same_actual_are_a_question(ledger: Ledger, choice: OnConflict, value: str) -> None:
    first, second = imported(ledger, actual("地区生产总值", "74"), actual("地区生产总值", "75"))
    ledger.confirm_rows([first])
    changed = ledger.confirm_rows([second], on_conflict=choice)
    assert [str(one.value) for one in ledger.actuals()] == [value]
    assert bool(changed.conflicts) == (choice == "ask")


def test_both_are_kept_under_a_second_name(ledger: Ledger) -> None:
    first, second = imported(ledger, target("地区生产总值", "80"), target("地区生产总值", "85"))
    ledger.confirm_rows([first])
    changed = ledger.confirm_rows([second], names={second: "地区生产总值（奋斗目标）"})
    assert changed.conflicts == ()
    names = [ledger.names[one.indicator_id].name for one in ledger.targets()]
    assert names == ["地区生产总值", "地区生产总值（奋斗目标）"]
    assert ledger.row(second).candidate.name == "地区生产总值（奋斗目标）"
    assert ledger.learned_names() == {}, "the next report's row is the first again"
    ledger.undo()
    assert len(ledger.targets()) == 1 and ledger.row(second).candidate.name == "地区生产总值"


def test_a_second_name_that_is_taken_is_a_question_again(ledger: Ledger) -> None:
    ids = imported(ledger, target("财政收入", "80"), target("税收收入", "60"), target("财政收入", "85"))
    ledger.confirm_rows(ids[:2])
    changed = ledger.confirm_rows(ids[2:], names={ids[2]: "税收收入"})
    assert [one.existing_id for one in changed.conflicts] == [2]
    row = ledger.row(ids[2])
    assert (row.status, row.candidate.name) == (ReviewStatus.OPEN, "财政收入")


def test_a_second_actual_stands_under_its_own_name(ledger: Ledger) -> None:
    first, second = imported(ledger, actual("地区生产总值", "74"), actual("地区生产总值", "75"))
    ledger.confirm_rows([first])
    ledger.confirm_rows([second], names={second: "地区生产总值（快报）"})
    assert [str(one.value) for one in ledger.actuals()] == ["74", "75"]


@pytest.mark.parametrize(
    ("one", "other"),
    [(("12", "亿元"), ("120000", "万元")), (("1.2", "万"), ("12000", "人")), (("10", "户"), ("10", "家"))],
)
def test_the_same_figure_in_another_unit_is_no_conflict(
    ledger: Ledger, one: tuple[str, str], other: tuple[str, str]
) -> None:
    ids = imported(ledger, target("就业", one[0], unit=one[1]), target("就业", other[0], unit=other[1]))
    assert ledger.confirm_rows(ids).conflicts == ()
    assert len(ledger.targets()) == 1


def test_what_a_clerk_typed_never_goes_with_a_row(ledger: Ledger) -> None:
    ledger.add_target("地区生产总值", 2023, Stated(Decimal("80"), unit="亿元"))
    ids = imported(ledger, target("地区生产总值", "80"), target("地区生产总值", None, "8"))
    assert ledger.confirm_rows([ids[0]]).conflicts == ()
    assert len(ledger.confirm_rows([ids[1]]).conflicts) == 1
    ledger.remove_report(1)
    assert [one.stated.growth for one in ledger.targets()] == [None]


def test_a_chosen_indicator_is_learned_as_an_alias(ledger: Ledger) -> None:
    ledger.add_indicator("地区生产总值")
    ids = imported(ledger, target("全域经济总量", "80"))
    ledger.confirm_rows(ids, indicator_of={ids[0]: 1})
    assert [one.indicator_id for one in ledger.targets()] == [1]
    found = ledger.find_indicator("全域经济总量")
    assert found is not None and found.id == 1


def test_a_correction_of_a_confirmed_row_reaches_its_target_and_keeps_the_clerks_own_columns(ledger: Ledger) -> None:
    (number,) = imported(ledger, target("工业投资", "12"))
    ledger.confirm_rows([number])
    ledger.edit_target(1, TargetChange(responsible="经发局", weight=Decimal("5")))
    ledger.edit_row(number, RowChange(value=Decimal("13.0"), year=2024))
    (one,) = ledger.targets()
    assert (str(one.stated.value), one.year, one.responsible, str(one.weight)) == ("13.0", 2024, "经发局", "5")
    ledger.edit_row(number, RowChange(name="奇峰专项投资"))
    assert [ledger.indicator(one.indicator_id).name for one in ledger.targets()] == ["奇峰专项投资"]
    assert len(ledger.indicators()) == 1
    ledger.edit_row(number, RowChange(masked=True))
    assert [(one.stated, one.row_id) for one in ledger.targets()] == [(Stated(), number)]
    ledger.edit_row(number, RowChange(year=None))
    assert not ledger.targets() and not ledger.indicators()
    assert ledger.row(number).status is ReviewStatus.CONFIRMED and ledger.row(number).edited


def test_a_correction_into_a_conflict_opens_the_row_again(ledger: Ledger) -> None:
    ids = imported(ledger, target("工业投资", "12"), target("技改投资", "3"))
    ledger.confirm_rows(ids)
    changed = ledger.edit_row(ids[1], RowChange(name="工业投资"))
    assert [one.row_id for one in changed.conflicts] == [ids[1]]
    assert ledger.row(ids[1]).status is ReviewStatus.OPEN
    assert len(ledger.targets()) == 1


def test_a_correction_turns_a_target_into_an_actual(ledger: Ledger) -> None:
    (number,) = imported(ledger, target("工业投资", "12"))
    ledger.confirm_rows([number])
    ledger.edit_row(number, RowChange(kind=Kind.ACTUAL, year=2022))
    assert ledger.targets() == []
    assert [(one.year, one.month, one.row_id) for one in ledger.actuals()] == [(2022, 12, number)]


def test_a_name_corrected_once_is_learned_and_corrected_back_forgotten(ledger: Ledger) -> None:
    (number,) = imported(ledger, target("全社会研发投", "12"))
    ledger.edit_row(number, RowChange(name="研发投入"))
    ledger.edit_row(number, RowChange(name="全社会研发投入"))
    assert ledger.learned_names() == {"全社会研发投": "全社会研发投入"}
    ledger.edit_row(number, RowChange(name="全社会研发投"))
    assert ledger.learned_names() == {}


def test_the_same_file_twice_is_refused_and_names_the_first(ledger: Ledger) -> None:
    report = MadeReport([target("工业投资", "12")])
    report.keep(ledger)
    before = content(ledger)
    with pytest.raises(Refusal, match=r"云岭高新区年度报告\.txt”导入过") as refused:
        report.keep(ledger)
    assert refused.value.code == "report.twice"
    assert content(ledger) == before
    ledger.remove_report(1)
    report.keep(ledger)
    assert len(ledger.reports()) == 1


def test_an_import_repeated_with_its_key_is_the_import_made_before(ledger: Ledger) -> None:
    report = MadeReport([target("工业投资", "12")])
    first = report.keep(ledger, "key-1")
    assert report.keep(ledger, "key-1") == first
    assert len(ledger.reports()) == 1


def test_a_row_that_was_missed_is_added_where_it_stands_in_the_text(ledger: Ledger) -> None:
    report = MadeReport([target("工业投资", "12"), target("技改投资", "3"), target("税收收入", "5")])
    report.keep(ledger)
    missed = report.candidates[1]
    ledger.add_row(1, missed)
    rows = ledger.rows(1)
    assert [row.candidate.name for row in rows] == ["工业投资", "技改投资", "技改投资", "税收收入"]
    assert rows[2].candidate.id != missed.id and rows[2].edited
    with pytest.raises(ValueError, match="quote"):
        ledger.edit_row(rows[2].id, RowChange(quote_span=Span(0, 3)))
    with pytest.raises(Refusal) as refused:
        ledger.add_row(1, replace(missed, stated=Stated()))
    assert refused.value.code == FindingCode.FIGURELESS


def test_removing_a_report_takes_what_it_made_and_leaves_what_another_report_says(ledger: Ledger) -> None:
    first = imported(ledger, target("工业投资", "12"), target("税收收入", "5"), milestone("孵化楼竣工"))
    second = imported(ledger, target("工业投资", "12"), title="第二份")
    ledger.confirm_rows([*first, *second])
    ledger.remove_report(1)
    assert [(one.row_id, one.source) for one in ledger.targets()] == [(second[0], "第二份.txt")]
    assert ledger.milestones() == []
    assert [one.name for one in ledger.indicators()] == ["工业投资"]
