"""The dates of ledgers, as offices write them."""

from __future__ import annotations

import pytest

from zonetracker.services.milestones.intake.dates import (
    DateSaid,
    read_date,
    read_span,
    says_done,
    says_meant,
    says_open,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023.3", "2023-03"),
        ("2023.10", "2023-10"),
        ("2023/3/1", "2023-03-01"),
        ("2023-03-01", "2023-03-01"),
        ("2023年3月1日", "2023-03-01"),
        ("23年3月", "2023-03"),
        ("23年4月10日", "2023-04-10"),
        ("202303", "2023-03"),
        ("20230315", "2023-03-15"),
        ("2023.12.31", "2023-12-31"),
        ("二〇二三年三月", "2023-03"),
        ("2023年", "2023"),
        ("2024", "2024"),
        ("3月底", "2023-03"),
        ("10月底前", "2023-10"),
        ("9月30日前", "2023-09-30"),
        ("一季度", "2023-03"),
        ("2024年二季度", "2024-06"),
        ("第三季度", "2023-09"),
        ("前三季度", "2023-09"),
        ("四季度末", "2023-12"),
        ("上半年", "2023-06"),
        ("下半年", "2023-12"),
        ("年底", "2023-12"),
        ("2025年底", "2025-12"),
        ("明年6月", "2024-06"),
        ("全年", "2023-12"),
        ("立行立改，4月底前", "2023-04"),
        ("45107", "2023-06-30"),
        ("2023年9月（已延期）", "2023-09"),
        ("2023年1-6月", "2023-06"),
        ("2023年3月至5月", "2023-05"),
        ("2023.3-5", "2023-05"),
        ("2023.3-2023.5", "2023-05"),
        ("2023-05-06", "2023-05-06"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, day: str) -> None:
    assert read_date(text, 2023) == DateSaid(day)


@pytest.mark.parametrize("text", ["", "/", "—", "未开工", "否", "×", "办理中", "待定"])
def test_what_says_no_date_says_nothing(text: str) -> None:
    assert read_date(text, 2023) == DateSaid()


@pytest.mark.parametrize("text", ["√", "是", "已开工", "已办结", "已销号。", "✔"])
def test_what_says_done_has_no_date(text: str) -> None:
    assert read_date(text, 2023) == DateSaid(done=True)


@pytest.mark.parametrize("text", ["尽早", "12600", "2023.13", "13月", "2023-02-30", "看情况"])
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert read_date(text, 2023) == DateSaid(known=False)


def test_what_never_ends_has_no_date_and_is_understood() -> None:
    assert read_date("长期坚持", 2023) == DateSaid(known=True)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2022-2024", ("2022", "2024")),
        ("2022—2024年", ("2022", "2024")),
        ("2022年3月至2024年6月", ("2022-03", "2024-06")),
        ("2022.3-2024.6", ("2022-03", "2024-06")),
        ("2023年3月-10月", ("2023-03", "2023-10")),
        ("2025", (None, "2025")),
        ("2023-12-31", (None, "2023-12-31")),
    ],
)
def test_a_span_has_two_ends(text: str, span: tuple[str | None, str | None]) -> None:
    assert read_span(text, 2023) == span


def test_how_much_is_done_is_not_that_it_is_done() -> None:
    assert not says_done("已完成80%")
    assert not says_done("已销号3件")
    assert says_open("未完成")
    assert not says_open("已完成")


@pytest.mark.parametrize("text", ["已受理", "已委托", "已申报", "已启动", "已基本完成", "已有意向", "主体完工"])
def test_what_has_only_begun_is_not_done(text: str) -> None:
    assert not says_done(text)


@pytest.mark.parametrize("text", ["已备案", "已取得", "已开工建设", "已竣工投产", "已批复", "已全部完成", "已办结"])
def test_what_is_reached_is_done(text: str) -> None:
    assert says_done(text)


@pytest.mark.parametrize(
    "text", ["否，预计10月开工", "未完成，延期至10月底", "正在办理，预计11月完成", "预计2023年10月办结", "力争9月底"]
)
def test_a_date_of_what_is_still_to_come_is_none_of_what_is_done(text: str) -> None:
    assert says_meant(text)


@pytest.mark.parametrize("text", ["2023年6月30日", "已于9月按计划完成", "√", "9月底办结，无遗留问题"])
def test_a_date_of_what_is_done_is_one(text: str) -> None:
    assert not says_meant(text)
