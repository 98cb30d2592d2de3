"""What a document says of time as a whole."""

from __future__ import annotations

import pytest

from zonetracker.extraction.document import Document
from zonetracker.extraction.text.flat import flatten
from zonetracker.extraction.text.frame import Frame, read_frame
from zonetracker.extraction.text.structure import split_lines


def frame_of(text: str, date: str | None = None) -> Frame:
    document = Document(text, date=date)
    flat = flatten(document)
    return read_frame(document, flat, split_lines(flat))


def years(frame: Frame) -> tuple[int | None, int | None, int | None]:
    return frame.now, frame.past, frame.ahead


def test_a_title_that_reviews_one_year_and_plans_the_next() -> None:
    frame = frame_of("清河区2022年工作总结和2023年工作打算\n全年产值80亿元，增长5%。")
    assert years(frame) == (2023, 2022, 2023) and not (frame.speech or frame.yearbook or frame.plan)


def test_a_communique_only_reports() -> None:
    frame = frame_of("清河区2022年国民经济和社会发展统计公报\n全年产值80亿元。")
    assert frame.yearbook and years(frame) == (2022, 2022, 2023)


def test_a_speech_to_a_congress_reviews_the_year_before_it_is_held() -> None:
    frame = frame_of("政府工作报告\n2023年1月8日在清河区第三届人民代表大会上\n各位代表：现在，我作政府工作报告。")
    assert frame.speech and years(frame) == (2023, 2022, 2023)


def test_a_list_of_work_only_plans() -> None:
    frame = frame_of("清河区2023年工作要点\n产值要达到80亿元。")
    assert frame.plan and years(frame) == (2023, 2022, 2023)


def test_a_five_year_plan_reaches_to_its_last_year() -> None:
    assert years(frame_of("清河区“十四五”规划纲要\n2021年3月5日\n产值达到100亿元。")) == (2021, 2020, 2025)


def test_a_report_of_months_is_of_the_year_that_still_runs() -> None:
    frame = frame_of("2022年上半年经济运行情况\n上半年产值40亿元。")
    assert frame.months == (1, 6) and frame.past == frame.now == 2022


def test_the_date_of_the_format_comes_first() -> None:
    frame = frame_of("产值80亿元，比2019年增长5%。", date="2022-07-15")
    assert (frame.now, frame.month, frame.source) == (2022, 7, "document_date")


def test_a_text_without_any_year_has_none() -> None:
    assert years(frame_of("工业平稳增长，产值80亿元。")) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("2022年工作回顾\n产值80亿元。", 2023),
        ("一、“十三五”时期工作回顾\n产值80亿元。", 2021),
        ("审议第十四个五年规划和远景目标纲要。", 2021),
        ("2023年主要任务是产值80亿元。", 2023),
        ("2022年产值80亿元，今年产值增长。", 2023),
    ],
)
def test_a_speech_without_a_date_was_given_in_the_year_that_its_words_say(words: str, now: int) -> None:
    frame = frame_of("政府工作报告\n各位代表：\n" + words)
    assert frame.speech and years(frame) == (now, now - 1, now)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("通知\n产值80亿元。\n清河区政府\n2012年八月", (2012, 8)),
        ("新闻\n来源：本报 发布时间：2023-05-08 10:20\n产值80亿元。", (2023, 5)),
        ("通报\n截至2022年6月，产值80亿元。", (2022, 6)),
        ("新闻\n2022年12月30日\n今年产值80亿元。", (2022, 12)),
        ("新闻\n产值80亿元，设备用到12月30日。", (None, 0)),
    ],
)
def test_the_date_that_a_text_carries(text: str, wanted: tuple[int | None, int]) -> None:
    frame = frame_of(text)
    assert (frame.now, frame.month) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("关于2022年预算执行情况和2023年预算草案的报告\n今年以来，收入增长5%。", (2022, 2022, 2023)),
        ("清河区“十三五”规划实施情况\n产值80亿元。", (2020, 2020, 2021)),
        ("工作\n2022年产值80亿元，增长5%。\n2023年，力争产值增长8%。", (2023, 2022, 2023)),
        ("新闻\n2023年2月3日\n产值80亿元。2022年以来产值80亿元。", (2023, 2022, 2023)),
        ("新闻\n2022年12月30日\n今年产值80亿元。", (2022, 2022, 2023)),
        ("清河区简介\n产值80亿元，比2019年增长5%。", (2020, 2020, 2020)),
    ],
)
def test_the_year_reported_and_the_year_planned(text: str, wanted: tuple[int, int, int]) -> None:
    assert years(frame_of(text)) == wanted
