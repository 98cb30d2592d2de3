"""Self-contained names for the rows of a table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.extraction.tables.names import (
    is_growth,
    is_growth_word,
    subject_of,
    told_apart,
    usual_units,
    whole_name,
    with_measure,
)
from zonetracker.model.facts import Candidate, FactType, Kind, Span, Stated


@pytest.mark.parametrize(
    ("label", "measure", "name"),
    [
        ("粮食", "产量", "粮食产量"),
        ("电视机", "农村", "农村电视机"),
        ("粮食产量", "产量", "粮食产量"),
        ("地区生产总值", "产量", "地区生产总值"),
        ("工业增加值增速", "", "工业增加值"),
        ("增速", "", "增速"),
    ],
)
def test_a_label_with_what_its_column_counts(label: str, measure: str, name: str) -> None:
    assert with_measure(label, measure) == name


@pytest.mark.parametrize(
    ("name", "above", "subject", "whole"),
    [
        ("夏粮", "", "产量", "夏粮产量"),
        ("铁路", "货物运输总量", "", "铁路货物运输总量"),
        ("夏粮产量", "粮食", "产量", "夏粮产量"),
        ("地区生产总值", "合计", "产量", "地区生产总值"),
        ("白沙镇", "", "", "白沙镇"),
    ],
)
def test_a_name_that_says_too_little_is_made_whole(name: str, above: str, subject: str, whole: str) -> None:
    assert whole_name(name, above, subject) == whole


def test_the_measure_of_a_caption() -> None:
    assert subject_of("表1 主要产品产量\n单位：吨") == "产量"
    assert subject_of("表1 主要情况") == ""


def test_growth_in_a_label() -> None:
    assert is_growth_word("同比增长") and not is_growth_word("工业增速")
    assert is_growth("工业增速") and is_growth("固定资产投资") and not is_growth("城镇化率")


def test_usual_units_are_known_by_plain_names() -> None:
    assert usual_units()["固定资产投资"] == "亿元"


def candidate(number: str, name: str, year: int = 2022) -> Candidate:
    span = Span(0, 1)
    stated = Stated(Decimal(80), unit="亿元")
    return Candidate(number, Kind.ACTUAL, FactType.QUANTITY, year, "annual", name, stated, span, span, "")


def test_rows_of_one_name_take_that_of_their_whole() -> None:
    rows = [candidate("a", "住宅"), candidate("b", "住宅"), candidate("c", "办公楼"), candidate("d", "住宅", 2021)]
    long = {"a": "住宅施工面积", "b": "住宅销售面积", "c": "办公楼施工面积", "d": "住宅施工面积"}
    assert [row.name for row in told_apart(rows, long)] == ["住宅施工面积", "住宅销售面积", "办公楼", "住宅"]


def test_rows_without_a_longer_name_stay_alike() -> None:
    rows = [candidate("a", "住宅"), candidate("b", "住宅")]
    assert told_apart(rows, {"a": "", "b": ""}) == rows
