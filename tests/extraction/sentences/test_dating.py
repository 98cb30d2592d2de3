"""Which year a row is for, and whether it is still to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.stages import FRAME, PLAN, REVIEW, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.dating import Dating
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame, Genre

HALF = REVIEW._replace(months=(1, 6))
FIVE = REVIEW._replace(several=True)


def draft_of(text: str, period: Period = REVIEW, figure: str = "80", frame: Frame = FRAME) -> Draft:
    stage = stage_on(Dating, text, period, frame=frame)
    mark = next(mark for mark in stage.marks if stage.text.startswith(figure, mark.start))
    return stage.draft(mark, 0, "产值", "产值")


def dated(text: str, period: Period = REVIEW, frame: Frame = FRAME) -> str:
    draft = draft_of(text, period, frame=frame)
    return f"{draft.kind[0]}{draft.year}"


@pytest.mark.parametrize("text", ["产值80亿元", "比2021年产值80亿元", "比去年产值80亿元", "产值(2021)80亿元"])
def test_the_period_of_the_sentence_holds(text: str) -> None:
    assert dated(text) == "a2022" and dated(text, PLAN) == "t2023"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年产值80亿元", "a2021"),
        ("到2025年，产值80亿元", "t2025"),
        ("产值80亿元(2020年)", "a2020"),
        ("产值任务80亿元", "t2022"),
        ("力争产值80亿元", "t2023"),
        ("力争产值，实际已完成80亿元", "a2022"),
        ("年初确定的产值目标为80亿元", "t2022"),
        ("产值80亿元，实际完成9项", "a2022"),
        ("改造道路80公里，实际完成90公里", "t2022"),
    ],
)
def test_words_in_a_review_say_otherwise(text: str, wanted: str) -> None:
    assert dated(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("在产值80亿元基础上", "a2022"), ("任务90亿元，已完成80亿元", "a2023"), ("2022年产值80亿元", "a2022")],
)
def test_words_in_a_plan_say_otherwise(text: str, wanted: str) -> None:
    assert dated(text, PLAN) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("年内将建成智慧道路80公里", "t2023"),
        ("今年拟投资9亿元，新建村卫生室80个", "t2023"),
        ("任务数9个，已开工80个", "a2022"),
        ("年度计划投资80亿元", "t2022"),
        ("今年计划完成投资80亿元", "t2023"),
        ("年度计划投资9亿元，累计完成投资80亿元", "a2022"),
        ("完成道路9公里，占年度目标(80公里)的5%", "t2022"),
        ("占年度计划的80%", "a2022"),
        ("明年建成80所", "t2024"),
        ("后年计划完成80亿元", "t2025"),
        ("截至9月底，去年签约的9个项目中，已开工80个", "a2022"),
        ("争取上级资金80亿元", "a2022"),
        ("集中开工9个，计划总投资80亿元", "a2022"),
    ],
)
def test_the_nearest_word_of_will_or_deed_decides(text: str, wanted: str) -> None:
    assert dated(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("加快去年80个签约项目落地", "t2023"),
        ("2022年产值9亿元，收入80亿元", "a2022"),
        ("2022年产值9亿元，力争收入80亿元", "t2023"),
        ("高速2025年建成，新改建公路80公里", "t2023"),
        ("到2025年，产值9亿元，收入80亿元", "t2025"),
    ],
)
def test_among_goals_a_year_said_rules_its_own_clause(text: str, wanted: str) -> None:
    assert dated(text, PLAN) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("目前，里程80公里", "a2023"),
        ("截至2022年9月，里程80公里", "a2022"),
        ("现有企业80家", "a2023"),
        ("已完成投资80亿元", "a2023"),
        ("目前里程9公里，力争达到80公里", "t2023"),
        ("产值由目前的9亿元提高到80亿元", "t2023"),
        ("对已建成的厂区，改造80公里", "t2023"),
    ],
)
def test_how_things_stand_among_goals_is_reported(text: str, wanted: str) -> None:
    assert dated(text, PLAN) == wanted


def test_times_and_figures_in_turn() -> None:
    text = "2020年、2021年分别完成60亿元、70亿元"
    assert [draft_of(text, figure=figure).year for figure in ("60", "70")] == [2020, 2021]
    text = "产值分别于2014年和2019年跨越60亿元、70亿元"
    assert [draft_of(text, figure=figure).year for figure in ("60", "70")] == [2014, 2019]
    text = "一季度、二季度分别签约60个、70个"
    assert draft_of(text, figure="60").period == "2022-01..2022-03"
    assert draft_of("2020年、2021年完成60亿元", figure="60").year == 2021


def test_a_time_still_to_come_makes_a_goal() -> None:
    written = replace(FRAME, past=2023, genre=Genre.PRESS, month=4)
    assert dated("三季度，产值80亿元", REVIEW._replace(year=2023), written) == "t2023"
    assert dated("一季度，产值80亿元", REVIEW._replace(year=2023), written) == "a2023"
    assert dated("预计二季度，产值80亿元", REVIEW._replace(year=2023), written) == "t2023"
    assert dated("二季度，产值80亿元", REVIEW._replace(year=2023), written) == "a2023"
    assert dated("5月底前，完成80公里", REVIEW._replace(year=2023), written) == "t2023"
    assert dated("5月底前，已完成80公里", REVIEW._replace(year=2023), written) == "a2023"
    assert dated("三季度，产值80亿元", REVIEW._replace(year=2023), replace(written, certain=False)) == "a2023"


def test_a_year_after_that_of_writing_is_a_goal_where_the_date_is_certain() -> None:
    written = replace(FRAME, past=2023, genre=Genre.PRESS)
    assert dated("2024年集中开工80个", REVIEW._replace(year=2023), written) == "t2024"
    assert dated("2024年集中开工80个", REVIEW._replace(year=2023), replace(written, certain=False)) == "a2024"


def test_this_year_among_goals_of_a_later_year_stays_a_goal() -> None:
    written = replace(FRAME, past=2023, genre=Genre.PRESS)
    assert dated("今年四季度，还将引进80家", PLAN._replace(year=2025), written) == "t2023"
    assert dated("今年一季度，引进80家", PLAN._replace(year=2025), written) == "a2023"


def test_a_report_says_how_things_stand_at_the_end_of_its_review() -> None:
    assert dated("目前，里程80公里", PLAN, replace(FRAME, genre=Genre.REPORT)) == "a2022"


def test_a_name_does_not_keep_the_time_of_its_figure() -> None:
    stage = stage_on(Dating, "规上企业2022年产值80亿元")
    assert stage.draft(stage.marks[-1], 0, "规上企业2022年产值", "规上企业2022年产值").name == "规上企业产值"
    stage = stage_on(Dating, "三季度前开工项目80个", PLAN)
    assert stage.draft(stage.marks[-1], 0, "前开工项目", "前开工项目").name == "开工项目"
    stage = stage_on(Dating, "比2010年增长80%")
    assert stage.draft(stage.marks[-1], 0, "产值比2010年增长", "产值").name == "产值比2010年增长"


def test_a_figure_that_was_the_aim_of_the_year_is_one_of_its_goals() -> None:
    assert dated("新建幼儿园9所，超额完成80所的年度目标任务") == "t2022"
    assert dated("新建幼儿园80所的项目") == "a2022"


def test_a_time_holds_over_semicolons() -> None:
    text = "据了解，到2025年，产值9亿元；收入80亿元"
    flat_end = text.index("；") + 1
    stage = stage_on(Dating, text)
    first = Dating(
        stage.whole, 0, flat_end, [mark for mark in stage.marks if mark.start < flat_end], REVIEW, stage.carry
    )
    rest = [mark for mark in stage.marks if mark.start >= flat_end]
    second = Dating(stage.whole, flat_end, len(text), rest, REVIEW, first.carry)
    draft = second.draft(rest[0], flat_end, "收入", "收入")
    assert (draft.kind, draft.year, draft.deadline) == (Kind.TARGET, 2025, "2025")


def test_what_stands_in_brackets_is_of_the_kind_before_them() -> None:
    stage = stage_on(Dating, "任务数90个(其中新建80个)")
    first = stage.draft(stage.marks[0], 0, "任务数", "任务数")
    stage.add(first)
    second = stage.draft(stage.marks[1], 0, "新建", "新建")
    assert (first.kind, second.kind) == (Kind.TARGET, Kind.TARGET)


def test_last_year_is_the_one_before_the_text_was_written() -> None:
    within = replace(FRAME, now=2022)
    assert dated("去年产值80亿元", frame=within) == "a2021"
    assert dated("比去年末增加，产值80亿元", frame=within) == "a2022"


@pytest.mark.parametrize(
    ("text", "period", "wanted"),
    [
        ("产值80亿元", REVIEW, "annual"),
        ("产值80亿元", HALF, "2022-01..2022-06"),
        ("全年产值80亿元", HALF, "annual"),
        ("产值80亿元", FIVE, "cumulative"),
        ("产值达到80亿元", FIVE, "annual"),
        ("累计产值达到80亿元", FIVE, "cumulative"),
        ("2022年，产值80亿元", FIVE, "annual"),
        ("五年累计80亿元", PLAN, "annual"),
        ("五年累计80亿元", PLAN._replace(year=2027), "cumulative"),
    ],
)
def test_months_and_sums_over_years(text: str, period: Period, wanted: str) -> None:
    assert draft_of(text, period).period == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一季度签约14个，二季度签约80个", "2022-04..2022-06"),
        ("上半年产值6亿元，其中6月份80亿元", "2022-06..2022-06"),
        ("截至9月底完成80亿元", "2022-01..2022-09"),
        ("去年下半年完成80亿元", "2022-07..2022-12"),
        ("增速较1-5月加快，产值80亿元", "annual"),
        ("3月8日集中开工80个", "annual"),
        ("年末存栏80头", "annual"),
        ("2019-2021年新建公路80公里", "cumulative"),
        ("2019年以来累计争取80亿元", "cumulative"),
        ("2019-2021年，里程达到80公里", "annual"),
        ("产值比2010年增加80亿元", "cumulative"),
        ("产值比2021年增加80亿元", "annual"),
        ("新增企业6家，累计达到80家", "cumulative"),
        ("产值累计达到80亿元", "annual"),
        ("截至2021年底，累计投入80亿元", "cumulative"),
        ("截至9月底，累计投入80亿元", "2022-01..2022-09"),
        ("产值比2010年提高5个和80个百分点", "cumulative"),
    ],
)
def test_each_figure_has_the_months_of_its_own_time(text: str, wanted: str) -> None:
    assert draft_of(text).period == wanted


def test_what_a_description_without_a_date_sums_up_came_about_so_far() -> None:
    undated = replace(FRAME, genre=Genre.REVIEW, certain=False)
    assert draft_of("累计投入9亿元，建成厂房80万平方米", frame=undated).period == "cumulative"
    assert draft_of("累计投入80亿元，增长5%", frame=undated).period == "annual"
    assert draft_of("累计投入80亿元").period == "annual"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6月底前建成厂房80万平方米", "2023-06"),
        ("年底前，建成厂房80万平方米", "2023-12"),
        ("5月20日前，完成清表80亩", "2023-05-20"),
        ("到2025年，建成厂房80万平方米", "2025"),
        ("2027年推广80公里", "2027"),
        ("到2025年底，建成厂房80万平方米", "2025-12"),
        ("到“十四五”末，建成厂房80万平方米", "2025"),
        ("到明年底，建成厂房80万平方米", "2024-12"),
        ("年内建成厂房80万平方米", None),
        ("医院8月底前启用，签约率达到80%", None),
        ("全年建成厂房80万平方米", None),
        ("一季度签约80个", None),
    ],
)
def test_by_when_a_goal_is_wanted(text: str, wanted: str | None) -> None:
    assert draft_of(text, PLAN).deadline == wanted
    assert draft_of("80亿元", PLAN).deadline is None


def test_a_goal_may_have_months_and_what_is_done_no_deadline() -> None:
    assert draft_of("一季度签约80个", PLAN).period == "2023-01..2023-03"
    assert draft_of("到2021年，建成80公里").deadline is None


def test_what_was_decided_by_words_is_noted() -> None:
    assert draft_of("力争产值80亿元").reasons == ["kind_by_word"]
    assert draft_of("2021年产值80亿元").reasons == ["year_said"]
    assert draft_of("产值80亿元").reasons == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021年产值9亿元，收入80亿元", "year_far"),
        ("2020年产值9亿元，2021年产值80亿元", "years_near"),
        ("任务数9个，已开工80个", "kind_near_both"),
    ],
)
def test_what_a_choice_leant_on_is_noted(text: str, reason: str) -> None:
    assert reason in draft_of(text).reasons
    assert reason not in draft_of("2021年产值80亿元").reasons


def test_what_only_the_text_above_or_the_document_says_is_noted() -> None:
    assert "time_by_text" in draft_of("产值80亿元", REVIEW._replace(why="text")).reasons
    assert "time_of_document" in draft_of("产值80亿元", REVIEW._replace(why="document")).reasons
    assert "time_of_document" not in draft_of("2022年产值80亿元", REVIEW._replace(why="document")).reasons


@pytest.mark.parametrize(
    ("text", "frame", "kind"),
    [
        ("至6月底，产值80亿元", Frame(2022, 2022, months=(1, 6)), Kind.ACTUAL),
        ("到6月末，产值80亿元", Frame(2022, 2022, months=(1, 9)), Kind.ACTUAL),
        ("至6月底，产值80亿元", Frame(2022, 2022, month=7), Kind.ACTUAL),
        ("至6月底，产值80亿元", Frame(2022, 2022, months=(1, 3)), Kind.TARGET),
        ("至6月底，产值80亿元", Frame(2022, 2022, month=5), Kind.TARGET),
        ("6月底前，产值80亿元", Frame(2022, 2022, months=(1, 6)), Kind.TARGET),
        ("至年底，产值80亿元", Frame(2022, 2022, month=7), Kind.TARGET),
    ],
)
def test_the_end_of_a_month_that_is_over_is_how_things_stood(text: str, frame: Frame, kind: Kind) -> None:
    assert draft_of(text, frame=frame).kind is kind
