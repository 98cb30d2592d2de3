"""The one reader of months: lists as they are kept and typed, heads and captions of tables, prose."""

import pytest

from zonetracker.words.months import ALL_MONTHS, listed_months, months_in_head, months_in_prose, months_text


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
