"""The one reader of months: lists as they are kept and typed, heads and captions of tables, prose."""

import pytest

from zonetracker.words.months import (
    ALL_MONTHS,
    listed_months,
    month_alone,
    months_in_head,
    months_in_prose,
    months_text,
)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2-4,12", (2, 3, 4, 12)),
        ("12", (12,)),
        ("3、6、9、12月", (3, 6, 9, 12)),
        ("２至４月", (2, 3, 4)),
        ("每月", ALL_MONTHS),
    ],
)
def test_a_list_is_read_as_it_is_typed(text: str, months: tuple[int, ...]) -> None:
    assert listed_months(text) == months
    assert listed_months(months_text(months)) == months


@pytest.mark.parametrize(
    ("months", "text"), [((2, 3, 4, 5), "2-5"), ((3, 4, 5), "3、4、5"), ((3, 6), "3、6"), (ALL_MONTHS, "每月")]
)
def test_a_list_is_said_in_short(months: tuple[int, ...], text: str) -> None:
    assert months_text(months) == text


@pytest.mark.parametrize("wrong", ["0-3", "13", "", "3-1", "x", "1-2-3"])
def test_what_is_no_month_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no months"):
        listed_months(wrong)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1-9月累计", (1, 9)),
        ("1月—十一月", (1, 11)),
        ("前三季度", (1, 9)),
        ("三季度", (7, 9)),
        ("1-3季度", (1, 9)),
        ("前两个季度", (1, 6)),
        ("下半年", (7, 12)),
        ("上半年", (1, 6)),
        ("9月", (9, 9)),
        ("9月累计", (1, 9)),
        ("9月底", None),
        ("1-13月", None),
        ("全年", None),
    ],
)
def test_a_head_names_its_months(text: str, months: tuple[int, int] | None) -> None:
    assert months_in_head(text) == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("上半年，全区生产总值增长6%", (1, 6)),
        ("一至十月完成投资", (1, 10)),
        ("前5个月", (1, 5)),
        ("第二季度", (4, 6)),
        ("一季度末", (1, 3)),
        ("前三季度", (1, 9)),
        ("全年产值", None),
        ("1-13月", None),
        ("9月21日召开会议", None),
        ("1-1月", None),
    ],
)
def test_a_sentence_names_its_months(text: str, months: tuple[int, int] | None) -> None:
    assert months_in_prose(text) == months


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2023年9月份经济运行情况", 9),
        ("2023年1月74个城市空气质量状况", 1),
        ("全区三季度重点项目进展情况", 9),
        ("第二季度主要指标完成情况", 6),
        ("2023年12月经济快报", 12),
        ("2023年前三季度经济运行情况", None),
        ("2023年1-9月经济运行情况", None),
        ("2023年一季度经济运行情况", None),
        ("2023年10月12日 三季度经济运行情况", 9),
        ("十月十二日情况通报", None),
        ("截至9月底重点项目进展情况", None),
        ("2023年9月印发的工作要点", None),
        ("2023年13月情况", None),
    ],
)
def test_a_title_may_name_one_month_or_quarter(title: str, month: int | None) -> None:
    assert month_alone(title) == month
