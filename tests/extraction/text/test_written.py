"""Which dates a document bears, and which of them is believed first."""

from __future__ import annotations

import pytest

from zonetracker.extraction.document import Document
from zonetracker.extraction.text.flat import flatten
from zonetracker.extraction.text.structure import split_lines
from zonetracker.extraction.text.written import clues
from zonetracker.model.reports.frame import Source


def found(text: str, **more: str) -> list[tuple[Source, int, int]]:
    document = Document(text, date=more.get("date"), named=more.get("named", ""))
    flat = flatten(document)
    lines = split_lines(flat)
    return [(clue.source, clue.year, clue.month) for clue in clues(document, flat.text, lines, lines[-4:])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("通知\n产值80亿元。\n清河区政府\n2012年八月", [(Source.DATE_LINE, 2012, 8), (Source.FOOT, 2012, 8)]),
        (
            "新闻\n来源：本报 发布时间：2023-05-08 10:20\n产值80亿元。",
            [(Source.DATE_LINE, 2023, 5), (Source.PUBLISHED, 2023, 5)],
        ),
        ("23-08-08 04:56，正文：开工12个项目。", [(Source.DATE_LINE, 2023, 8), (Source.PUBLISHED, 2023, 8)]),
        ("date: Tue, 25 Jan 2022 10:05:13 GMT\n\n开工12个项目。", [(Source.PUBLISHED, 2022, 1)]),
        ("新闻\nhttp://www.example.cn/xw/201702/t20170222_95722.shtml\n开工12个项目。", [(Source.PUBLISHED, 2017, 2)]),
        ("新闻\nhttps://example.cn/2017-12/20/c40941.html\n开工12个项目。", [(Source.PUBLISHED, 2017, 12)]),
        ("2017年1月74个城市空气状况\n优良天数比例60%。", [(Source.AS_OF, 2017, 1)]),
        ("通报\n截至2022年6月，产值80亿元。", [(Source.AS_OF, 2022, 6)]),
        ("新区介绍。截至2023年，引进项目189个。", [(Source.AS_OF, 2023, 0)]),
        ("工业平稳增长，产值80亿元，比2019年增长5%。", []),
    ],
)
def test_the_dates_of_a_text(text: str, wanted: list[tuple[Source, int, int]]) -> None:
    assert found(text) == wanted


def test_the_place_of_meeting_is_believed_before_the_page_that_shows_the_report() -> None:
    text = (
        "发布时间：2019-06-11 10:22\n政府工作报告\n"
        "——2013年1月18日在清河县第八届人民代表大会第二次会议上\n各位代表：产值增长5%。"
    )
    assert found(text)[:2] == [(Source.MEETING, 2013, 1), (Source.DATE_LINE, 2019, 6)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2018政府工作报告", (2018, 0)),
        ("20230105工作总结", (2023, 1)),
        ("清河区2022年1月简报", (2022, 0)),
        ("扫描件2023-06", (2023, 6)),
        ("项目80120230", None),
        ("工作总结", None),
    ],
)
def test_the_name_of_a_file_is_a_clue(name: str, wanted: tuple[int, int] | None) -> None:
    got = found("产值80亿元。", named=name)
    assert got == ([] if wanted is None else [(Source.FILE_NAME, *wanted)])


def test_the_properties_of_a_file_are_told_last() -> None:
    assert found("产值80亿元。", named="2022年总结", date="2026-07-15") == [
        (Source.FILE_NAME, 2022, 0),
        (Source.PROPERTIES, 2026, 7),
    ]


def test_a_month_beyond_december_is_no_date() -> None:
    assert found("2023-15-08 10:20，正文：产值80亿元。") == []
