"""Which year each line and each sentence speaks of, and whether it looks back or plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.stages import FRAME, flat_of
from zonetracker.extraction.text.clock import Clock
from zonetracker.extraction.text.structure import sentences, split_lines
from zonetracker.model.reports.frame import Frame, Genre


def told(text: str, frame: Frame = FRAME) -> list[str]:
    """What holds for each sentence: a2022 for an actual, t2023 for a target; its months or 'several' after it."""
    flat = flat_of(text)
    lines = split_lines(flat)
    clock = Clock(frame, flat, lines)
    found = []
    for line in lines:
        clock.line(line)
        for start, end in sentences(flat.shape, line.start, line.end):
            period = clock.sentence(start, end)
            months = f" {period.months[0]}-{period.months[1]}" if period.months else ""
            found.append(f"{period.kind[0]}{period.year}{months}{' several' if period.several else ''}")
    return found


def test_headings_rule_the_lines_below_them() -> None:
    assert told("一、2022年工作回顾\n产值80亿元。\n二、2023年工作打算\n产值100亿元。") == [
        "a2022",
        "a2022",
        "t2023",
        "t2023",
    ]


def test_a_heading_that_says_nothing_of_time_goes_on_like_the_one_before() -> None:
    assert told("一、2023年工作打算\n(一)工业经济\n产值100亿元。")[-1] == "t2023"
    assert told("一、工业经济\n产值100亿元。")[-1] == "a2022"


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("2022年结转的12个项目全部竣工。", "t2023"),
        ("2022年续建工程完工。", "t2023"),
        ("2022年全区完成投资12亿元。", "a2022"),
    ],
)
def test_what_a_year_gone_by_left_over_is_still_to_be_done(line: str, period: str) -> None:
    assert told(f"一、2023年重点工作安排\n{line}\n新建学校3所。")[-1] == period


@pytest.mark.parametrize(
    ("announced", "period"),
    [
        ("到2027年具体目标：", "t2027"),
        ("力争到2027年，全区的发展目标任务是：", "t2027"),
        ("具体目标：", "t2023"),
    ],
)
def test_a_year_announced_with_its_goals_holds_for_the_lines_that_follow(announced: str, period: str) -> None:
    assert told(f"二、2023年主要目标\n{announced}\n——产值80亿元。")[-1] == period


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("到2025年，产值达到100亿元。", "t2025"),
        ("明年，产值达到100亿元。", "t2024"),
        ("今年的主要预期目标是：产值增长8%。", "t2023"),
        ("今后五年，产值年均增长8%。", "t2027"),
        ("上半年，产值40亿元。", "a2022 1-6"),
        ("五年来，产值年均增长8%。", "a2022 several"),
        ("产值80亿元，比上年增长5%。", "a2022"),
        ("完成年度目标，产值80亿元。", "a2022"),
        ("到2021年，产值60亿元。", "a2022"),
    ],
)
def test_a_sentence_may_turn_for_itself(sentence: str, period: str) -> None:
    assert told(sentence) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("重点工作\n产值将达到80亿元，力争增长5%。", "t2023"),
        ("重点工作\n产值80亿元，同比增长5%，已完成。", "a2022"),
        ("“十五五”展望\n产值80亿元。", "t2030 several"),
        ("“十二五”成就\n产值80亿元。", "a2022"),
        ("2021年\n产值80亿元。", "a2021"),
        ("2024年\n产值80亿元。", "t2024"),
        ("2022年工作总结和2023年工作打算\n产值80亿元。", "a2022"),
        ("下一步打算：产值达到80亿元。", "t2023"),
        ("二、2023年工作打算。产值达到80亿元。", "t2023"),
        ("过去五年，产值80亿元。", "a2022 several"),
        ("新的一年，产值将达到100亿元。", "t2023"),
        ("今年，产值将达到100亿元。", "t2023"),
        ("今年以来，产值80亿元。", "a2023"),
        ("去年，产值80亿元。", "a2022"),
        ("一、过去五年工作回顾\n各位代表，刚刚过去的2022年，是本届政府的收官之年。产值80亿元。", "a2022"),
        ("一、2022年工作回顾\n刚刚过去的五年，产值80亿元。", "a2022 several"),
        ("会议强调，各级要抓好投资，完成80亿元。", "t2023"),
    ],
)
def test_headings_and_openings_that_announce_a_time(text: str, period: str) -> None:
    assert told(text)[-1] == period


def test_the_part_of_a_heading_ends_with_the_next_one_as_high() -> None:
    text = "一、工业\n(一)2023年工作打算\n产值80亿元。\n二、农业\n产值5亿元。"
    assert told(text) == ["a2022", "t2023", "t2023", "a2022", "a2022"]


def test_the_turn_of_a_sentence_holds_over_its_semicolons_only() -> None:
    text = "产值平稳增长，外贸向好。到2025年，产值100亿元；投资80亿元。全年外贸5亿元。"
    assert told(text) == ["a2022", "t2025", "t2025", "a2022"]


def test_a_paragraph_that_opens_with_a_year_ahead_turns_as_a_whole() -> None:
    assert told("到2025年，产值100亿元；投资80亿元。外贸5亿元。") == ["t2025", "t2025", "t2025"]


def test_a_year_gone_by_in_a_planning_part_reports() -> None:
    assert told("一、2023年工作打算\n2022年，产值80亿元。产值力争100亿元。")[1:] == ["a2022", "t2023"]


def test_the_result_of_a_task_stands_after_its_label() -> None:
    line = "新建学校3所。责任单位:教育局。完成情况:建成2所。"
    assert told(line)[0] == "t2022" and told(line)[-1] == "a2022"


def test_a_text_that_only_reports_takes_the_year_said_until_another_is() -> None:
    yearbook = Frame(now=2022, past=2022, genre=Genre.REVIEW, ahead=2023)
    assert told("2021年，产值70亿元。投资50亿元。", yearbook) == ["a2021", "a2021"]
    assert told("明年，产值达到100亿元。", yearbook) == ["a2022"]


PRESS = Frame(now=2023, past=2023, genre=Genre.PRESS, ahead=2023, month=7)


def test_what_follows_a_sentence_of_will_without_a_subject_goes_on_with_it() -> None:
    assert told("全区将推动产业升级。加大投入，新增企业80家。", PRESS) == ["a2023", "t2023"]
    assert told("大会为民办好15件实事，将投入8亿元。(1)新建学校8所。(2)改造道路9公里。", PRESS)[1:] == [
        "t2023",
        "t2023",
    ]
    assert told("“十四五”期间，计划投资80亿元。其中，公路50亿元。", PRESS) == ["t2025 several", "t2025 several"]
    assert told("全区将推动产业升级。加大投入，已新增企业80家。", PRESS)[1] == "a2023"
    assert told("全区将推动产业升级。企业总数80家。", PRESS)[1] == "a2023"
    assert told("产值80亿元。加大投入，新增企业80家。", PRESS)[1] == "a2023"


def test_a_paragraph_that_opens_with_a_plan_is_about_it() -> None:
    text = "“十四五”期间，计划投资80亿元。投资增速与全市同步。同比增长8%。"
    assert [period.split()[0] for period in told(text, PRESS)] == ["t2025", "t2025", "a2023"]


def test_a_heading_that_looks_back_is_not_overruled_by_a_word_of_will() -> None:
    assert told("一、2022年工作回顾\n全区将项目做实。新增企业80家。")[-1] == "a2022"


def test_months_told_hold_until_another_time_is() -> None:
    text = "1-5月，产值80亿元。其中，工业50亿元。\n投资9亿元。全年预计180亿元。投资9亿元。"
    assert told(text, PRESS) == ["a2023 1-5", "a2023 1-5", "a2023 1-5", "a2023", "a2023"]
    plan = replace(PRESS, genre=Genre.REVIEW_AND_PLAN)
    assert told("1-5月，产值80亿元。其中，工业50亿元。", plan)[1] == "a2023"


def test_a_later_year_of_a_sentence_does_not_date_what_stands_before_it() -> None:
    assert told("产值80亿元，2021年70亿元。投资9亿元。", PRESS) == ["a2023", "a2021"]
    assert told("2021年，产值80亿元，2022年90亿元。投资9亿元。", PRESS) == ["a2021", "a2022"]


def test_a_title_of_the_whole_announces_no_goal() -> None:
    both = replace(PRESS, past=2023, ahead=2024, genre=Genre.REVIEW_AND_PLAN)
    assert told("2023年工作总结及2024年工作安排\n一年来，投资9亿元。", both) == ["a2023", "a2023"]


def test_next_year_turns_only_what_follows_it() -> None:
    assert told("已开工8个，其余明年投产；竣工9个。", PRESS) == ["a2023", "a2023"]
    assert told("明年，开工8个；竣工9个。", PRESS) == ["t2024", "t2024"]


def test_months_that_are_over_are_reported_whatever_was_urged_before() -> None:
    assert told("会议强调，各级要抓好投资。前五个月，产值80亿元。", PRESS)[-1] == "a2023 1-5"
    assert told("会议强调，各级要抓好投资。下半年，产值80亿元。", PRESS)[-1].startswith("t2023")
    assert told("会议强调，各级要抓好投资。上半年，力争产值80亿元。", replace(PRESS, month=6))[-1].startswith("t2023")


def test_a_heading_that_states_a_figure_rules_nothing() -> None:
    survey = replace(PRESS, genre=Genre.TEXT)
    assert told("苏南:2025年产值突破800亿元\n产值560亿元。", survey) == ["a2023", "a2023"]
    assert told("2024年目标\n产值560亿元。", survey)[-1] == "t2024"
    assert told("2024年10件民生实事\n产值560亿元。", survey)[-1] == "t2024"


def test_a_headline_of_news_rules_nothing() -> None:
    assert told("未来三年，建成产业园\n产值560亿元。", PRESS)[-1] == "a2023"
    assert told("未来三年打算\n产值560亿元。", replace(PRESS, genre=Genre.TEXT))[-1].startswith("t")


def test_a_year_long_gone_is_only_that_of_its_paragraph() -> None:
    assert told("2016年，产值50亿元。\n企业80家。", PRESS) == ["a2016", "a2023"]
    assert told("2022年，产值50亿元。\n企业80家。", replace(PRESS, month=3)) == ["a2022", "a2022"]
    assert told("2022年，产值50亿元。\n企业80家。", replace(PRESS, month=11)) == ["a2022", "a2023"]
    assert told("去年，产值50亿元。\n企业80家。", replace(PRESS, past=2022)) == ["a2022", "a2022"]


def test_a_goal_named_for_this_year_turns_a_review_of_its_first_months() -> None:
    assert told("今年的主要目标是：产值80亿元；投资9亿元。", PRESS) == ["t2023", "t2023"]
    assert told("签约项目8个，今年计划投资9亿元。签约8个。", PRESS) == ["a2023", "a2023"]


def test_what_a_meeting_lays_out_is_to_be_done_point_by_point() -> None:
    news = replace(PRESS, genre=Genre.TEXT, past=2022, now=2023, ahead=2023)
    laid_out = "区里召开会议，深入谋划2023年重点工作。"
    assert told(f"{laid_out}一是抓好粮食安全。新建农田3万亩。", news)[-2:] == ["t2023", "t2023"]
    assert told(f"{laid_out}一是抓好粮食安全。截至目前，已新建农田3万亩。", news)[-1] == "a2023"
    assert told(f"{laid_out}产值80亿元。", news)[-1] == "a2022"
    assert told("区里召开会议，回顾2022年重点工作。一是抓好粮食安全。新建农田3万亩。", news)[-1] == "a2022"
    assert told("今年，除了稳定企业外，全市劳动保障工作还将完善制度；培训600人。", news)[-1] == "t2023"


def test_a_year_gone_by_within_a_plan_is_told_to_the_end_of_its_paragraph() -> None:
    plan = replace(PRESS, genre=Genre.REVIEW_AND_PLAN, past=2022, now=2023, ahead=2023)
    heading = "农业农村局2023年工作部署\n"
    assert told(f"{heading}会议召开。2022年巩固成果，产值80亿元，同比增长8%。新建农田3万亩。\n产值90亿元。", plan) == [
        "t2023",
        "t2023",
        "a2022",
        "a2022",
        "t2023",
    ]
    assert told(f"{heading}会议召开。2022年巩固成果，产值80亿元，同比增长8%。力争新建农田3万亩。", plan)[-1] == "t2023"
    assert told(f"{heading}会议召开。2022年工作要求不变，新建农田3万亩。", plan)[-1] == "t2023"


def test_a_year_said_ends_the_years_that_a_paragraph_opens_with() -> None:
    text = Frame(now=2023, past=2022, genre=Genre.TEXT)
    assert told("近三年来，引进企业60家。招引人才9人。", text) == ["a2022 several"] * 2
    assert told("近三年来，引进企业60家。2022年，新增企业25家。招引人才9人。", text) == [
        "a2022 several",
        "a2022",
        "a2022",
    ]


def test_what_is_arranged_to_be_somewhere_is_no_goal() -> None:
    text = Frame(now=2023, past=2023, ahead=2023, genre=Genre.TEXT)
    assert told("今年，我市将现场会安排在园区举办。园区有企业25家。", text) == ["a2023", "a2023"]
    assert told("今年，我市安排项目25个:新建学校5所。", replace(text, past=2022)) == ["t2023"]
