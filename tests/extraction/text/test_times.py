"""Every time expression of a text: its years, its months, and what it does to the figures after it."""

from __future__ import annotations

import pytest

from tests.extraction.stages import flat_of
from zonetracker.extraction.text.times import Role, Time, Timeline
from zonetracker.model.reports.frame import Frame

WRITTEN = Frame(now=2023, past=2023, ahead=2023, month=7)


def times_of(text: str, frame: Frame = WRITTEN) -> tuple[Time, ...]:
    flat = flat_of(text)
    return Timeline(flat.text, flat.shape, frame).within(0, len(flat.text))


def only(text: str) -> Time:
    (found,) = times_of(text)
    return found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022年，产值8亿元", (2022, 2022)),
        ("二〇二二年产值8亿元", (2022, 2022)),
        ("今年完成8亿元", (2023, 2023)),
        ("去年完成8亿元", (2022, 2022)),
        ("上年度完成8亿元", (2022, 2022)),
        ("前年完成8亿元", (2021, 2021)),
        ("明年完成8亿元", (2024, 2024)),
        ("后年完成8亿元", (2025, 2025)),
        ("2022年内蒙古完成8亿元", (2022, 2022)),
        ("2019—2022年新建8公里", (2019, 2022)),
        ("2020年至2022年新建8公里", (2020, 2022)),
        ("2024-2026年三年内投入8亿元", (2024, 2026)),
        ("2024至2026年三年间投入8亿元", (2024, 2026)),
        ("“十三五”期间新建8公里", (2016, 2020)),
        ("“十二五”末达到8公里", (2015, 2015)),
        ("“十四五”以来新建8公里", (2021, 2023)),
        ("2019年以来新建8公里", (2019, 2023)),
        ("过去五年新建8公里", (2019, 2023)),
        ("近三年新建8公里", (2021, 2023)),
        ("十年来新建8公里", (2014, 2023)),
        ("开通以来办理8件", (2022, 2023)),
        ("2020年至今新建8公里", (2020, 2023)),
        ("自2020年起，新建8公里", (2020, 2023)),
        ("未来三年新建8公里", (2024, 2026)),
        ("未来5年新建8公里", (2024, 2028)),
        ("去年6月上线以来办理8件", (2022, 2023)),
        ("6月底前完成8件", None),
    ],
)
def test_years(text: str, years: tuple[int, int] | None) -> None:
    assert only(text).years == years


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("一季度签约8个", (1, 3)),
        ("第二季度签约8个", (4, 6)),
        ("第3季度签约8个", (7, 9)),
        ("四季度签约8个", (10, 12)),
        ("下半年签约8个", (7, 12)),
        ("前三季度签约8个", (1, 9)),
        ("去年前三季度签约8个", (1, 9)),
        ("前五个月签约8个", (1, 5)),
        ("前11个月签约8个", (1, 11)),
        ("头五个月签约8个", (1, 5)),
        ("5、6月份签约8个", (5, 6)),
        ("3、6月份签约8个", (6, 6)),
        ("1—6月签约8个", (1, 6)),
        ("3月至6月签约8个", (3, 6)),
        ("三月到六月签约8个", (3, 6)),
        ("7月份签约8个", (7, 7)),
        ("截至9月底签约8个", (1, 9)),
        ("截至今年7月25日签约8个", (1, 7)),
        ("2022年5月末余额8亿元", (1, 5)),
        ("上季度签约8个", (4, 6)),
        ("下月签约8个", (8, 8)),
        ("2022年签约8个", None),
    ],
)
def test_months(text: str, months: tuple[int, int] | None) -> None:
    assert only(text).months == months


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2022年签约8个", Role.OWN),
        ("于2014年跨越8亿元", Role.OWN),
        ("截至2022年底签约8个", Role.AS_OF),
        ("目前签约8个", Role.AS_OF),
        ("自2019年以来签约8个", Role.SINCE),
        ("到2025年签约8个", Role.BY),
        ("三季度前签约8个", Role.BY),
        ("5月20日前签约8个", Role.BY),
        ("比2010年增加8个", Role.COMPARED),
        ("增速较1-5月提升8个百分点", Role.COMPARED),
        ("比去年同期多8个", Role.COMPARED),
        ("产值(2021年)8亿元", Role.COMPARED),
        ("高于2010年8个百分点", Role.COMPARED),
        ("上年同期为8亿元", Role.SAME),
        ("由2010年的8亿元", Role.BASE),
        ("在去年新增8张的基础上", Role.BASE),
    ],
)
def test_what_a_time_does(text: str, role: Role) -> None:
    assert only(text).role is role


@pytest.mark.parametrize(
    "text",
    [
        "以前年度结转8亿元",
        "上年结转8亿元",
        "占全年任务的8%",
        "14个月内完成8件",
        "《2023年清单》中8项",
        "年均增长8%",
        "三年行动新建8公里",
        "13月份8件",
        "10亿元以上年产8万吨",
        "提前年均8天",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times_of(text) == ()


def test_times_of_a_list_date_alike() -> None:
    assert [time.role for time in times_of("2014年和2019年跨越8亿元")] == [Role.OWN, Role.OWN]
    assert [time.role for time in times_of("与2014年相比增加8亿元")] == [Role.COMPARED]


def test_a_month_with_an_event_is_only_its_date() -> None:
    assert only("今年7月，大会签约8个").moment and only("8月15日，签约8个").moment
    assert not only("7月，产值同比增长8%").moment and not only("7月份签约8个").moment


def test_the_month_before_january_is_december_of_the_year_before() -> None:
    january = Frame(now=2023, past=2022, ahead=2023, month=1)
    (found,) = times_of("上月签约8个", january)
    assert (found.years, found.months) == ((2022, 2022), (12, 12))


def dating(text: str) -> str:
    """The words that date the last figure of a text."""
    flat = flat_of(text)
    times = Timeline(flat.text, flat.shape, WRITTEN)
    found = times.dating(0, flat.text.index("8"))
    return flat.text[found.start : found.end] if found else ""


def test_the_nearest_time_that_dates_is_that_of_a_figure() -> None:
    assert dating("一季度签约14个，二季度签约8个") == "二季度"
    assert dating("上半年产值同比增长6%，增速较1-5月快8个百分点") == "上半年"
    assert dating("截至3月底，去年签约的8个项目中") == "3月底"
    assert dating("产值8亿元") == ""


def test_a_sentence_is_opened_by_a_time_with_a_comma() -> None:
    flat = flat_of("1-5月，产值8亿元；六月末存栏9头；从会议了解到，到2025年，产值8亿元")
    times = Timeline(flat.text, flat.shape, WRITTEN)
    led = times.leading(0, 5)
    assert led is not None and led.months == (1, 5)
    assert times.leading(10, 18) is None
    led = times.leading(18, len(flat.text))
    assert led is not None and led.role is Role.BY


def test_so_many_years_are_those_that_the_text_says_they_are() -> None:
    said = times_of("十年来，产值由2011年的5亿元增加到2021年的8亿元。十年来，新建8公里。五年来，新建3公里。")
    runs = [time.years for time in said if time.several]
    assert runs == [(2012, 2021), (2012, 2021), (2019, 2023)]


def test_a_plan_ends_with_the_run_of_years_that_it_names_or_so_many_years_on() -> None:
    flat = flat_of("《方案（2024—2026年）》提出，通过3年攻坚。")
    times = Timeline(flat.text, flat.shape, WRITTEN)
    assert WRITTEN.now is not None
    assert times.planned_end("3") == 2026
    assert times.planned_end("四") in (WRITTEN.now + 3, WRITTEN.now + 4)


@pytest.mark.parametrize("text", ["开发区成立于2006年，企业860家", "该馆始建于1998年，藏书80万册"])
def test_the_year_in_which_a_thing_began_dates_no_figure(text: str) -> None:
    assert not only(text).dates


def test_the_year_of_a_beginning_told_by_itself_dates_what_follows() -> None:
    assert only("2006年成立开发区，企业86家").dates
