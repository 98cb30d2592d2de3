"""Slips in figures: mended where one reading is possible, told as doubtful where there are two."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import noted, rows_of
from tests.extraction.stages import flat_of
from zonetracker.extraction.text.slips import doubtful, mend


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("价格上涨1·6%", "价格上涨1.6%"),
        ("产值完成6，85亿元", "产值完成6.85亿元"),
        ("产量12。5万吨", "产量12.5万吨"),
        ("投资6。299亿元", "投资6.299亿元"),
        ("占比0,625%", "占比0.625%"),
        ("投资1O.5亿元", "投资10.5亿元"),
        ("增长l2%", "增长12%"),
        ("新增2O家", "新增20家"),
        ("产值86忆元", "产值86亿元"),
        ("资金8500方元", "资金8500万元"),
    ],
)
def test_one_letter_for_one(written: str, read: str) -> None:
    mended = mend(written)
    assert mended.text == read and len(mended.places) == 1 and not mended.gaps


def test_digits_apart_are_joined() -> None:
    mended = mend("产值4 1 2.6亿元")
    assert mended.text == "产值4 1 2.6亿元" and mended.gaps == {3, 5} and mended.places == ((2, 9),)


@pytest.mark.parametrize(
    "text",
    [
        "投资10.5亿元，增长12%",
        "列全市第6，85亿元",
        "补贴1,236万元",
        "2022，5万户",
        "“5·20”活动",
        "PM2.5，10个",
        "O2O平方案",
        "CO2排放12万吨",
        "12个。5个",
        "土方12方",
        "1。5万亩",
        "2 350万元",
        "排名第1 2位",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert mend(text).text == text and not mend(text).places


@pytest.mark.parametrize(("text", "figure"), [("投资38 6.5亿元", "38 6.5"), ("新增企业6，85家", "6，85")])
def test_two_readings_make_no_number(text: str, figure: str) -> None:
    ((start, end),) = doubtful(text)
    assert text[start:end] == figure
    assert rows_of(f"2022年，{text}。") == []


@pytest.mark.parametrize("text", ["投资38.6亿元", "列全市第6，85家", "2022，85家", "产值GDP 8亿元"])
def test_one_reading_is_not_doubtful(text: str) -> None:
    assert list(doubtful(text)) == []


def test_a_mended_figure_is_told_and_leads_back() -> None:
    flat = flat_of("产值4 1 2.6亿元，增长5%。")
    assert flat.text == "产值412.6亿元，增长5%。"
    assert flat.is_mended(2, 7) and not flat.is_mended(10, 14)


def test_the_value_is_mended_the_words_stay_and_the_row_is_never_sure() -> None:
    text = "2022年，固定资产投资1O.5亿元，增长l2%。税收收入8亿元。"
    slip, plain = rows_of(text)
    assert noted(text)[0] == "实绩 2022 固定资产投资 10.5亿元 增12%"
    assert "1O.5亿元，增长l2%" in slip.quote and "ocr_slip" in slip.reasons and slip.confidence < plain.confidence
    assert slip.confidence < 0.9 and "ocr_slip" not in plain.reasons
