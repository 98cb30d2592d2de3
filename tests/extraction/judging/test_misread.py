"""A row of a scan that leans on a doubtful character is never sure; its neighbours stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.judging.misread import doubt_misread
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.extraction.reading.scans.keeping import with_layout
from zonetracker.model.facts import SURE, Candidate, Span
from zonetracker.model.reports.layout import ScanLayout

PROSE = (
    "青禾高新区2022年工作总结和2023年工作计划\n"
    "2022年，全区财政收入80亿元，增长8%，出口总额12.5亿元。\n"
    "二、2023年主要目标\n"
    "地区生产总值90亿元以上，增长9%；固定资产投资增长10%左右。\n"
)


def prose() -> Document:
    builder = Builder("扫描.png")
    for line in PROSE.splitlines():
        builder.paragraph(line)
    return builder.document("image/png", title=PROSE.splitlines()[0])


def doubted(document: Document, *words: str) -> set[str]:
    """The names of the rows that are doubted where the first place of each of these words is doubtful."""
    places = [document.text.index(word) for word in words]
    spans = tuple(Span(at, at + len(word)) for at, word in zip(places, words, strict=True))
    rows = extract(with_layout(document, ScanLayout((), spans)))
    found = {row.name for row in rows if "misread" in row.reasons}
    assert all(row.confidence < SURE for row in rows if row.name in found)
    return found


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("80", {"全区财政收入"}),
        ("亿元，增", {"全区财政收入"}),
        ("8%", {"全区财政收入"}),
        ("财政", {"全区财政收入"}),
        ("12.5", {"出口总额"}),
        ("以上", {"地区生产总值"}),
        ("9%", {"地区生产总值"}),
        ("左右", {"固定资产投资"}),
        ("3年主", {"地区生产总值", "固定资产投资"}),
        ("2年，全", {"全区财政收入", "出口总额"}),
        ("要目标", set()),
        ("工作计", set()),
    ],
)
def test_it_is_doubted_by_what_it_leans_on(word: str, names: set[str]) -> None:
    assert doubted(prose(), word) == names


def written(*lines: str) -> Document:
    builder = Builder("扫描.png")
    for line in lines:
        builder.paragraph(line)
    return builder.document("image/png", title=lines[0])


OPENINGS = (
    "青禾高新区2022年工作总结和2023年工作计划",
    "2022年，全区财政收入80亿元。今年1—6月，地区生产总值完成80亿元，增长5.5%。",
    "前三季度，固定资产投资增长10%，社会消费品零售总额下降3.2%。",
)
BULLETIN = (
    "2023年青禾县国民经济和社会发展统计公报",
    "全年地区生产总值180.5亿元，比上年增长6.5%。",
    "全年一般公共预算收入12.3亿元，增长8%。",
)


@pytest.mark.parametrize(
    ("lines", "word", "names"),
    [
        (OPENINGS, "6月", {"地区生产总值"}),
        (OPENINGS, "—", {"地区生产总值"}),
        (OPENINGS, "三季度，固", {"固定资产投资", "社会消费品零售总额"}),
        (BULLETIN, "3年青", {"地区生产总值", "一般公共预算收入"}),
        ((BULLETIN[0], "全年地区生产总值180.5亿元，比上年囗长6.5%。", BULLETIN[2]), "囗", {"地区生产总值"}),
        ((*BULLETIN[:2], "全年一般公共预算收入12.3亿元，增长8$。"), "$", {"一般公共预算收入"}),
    ],
)
def test_it_is_doubted_by_its_months_its_title_and_a_growth_that_was_lost(
    lines: tuple[str, ...], word: str, names: set[str]
) -> None:
    assert names <= doubted(written(*lines), word)
    assert "全区财政收入" not in doubted(written(*lines), word)


def table() -> Document:
    builder = Builder("扫描.png")
    builder.paragraph("2022年主要指标")
    builder.paragraph("单位：亿元")
    rows = [["指标名称", "2022年", "增长%"], ["工业增加值", "80.1", "-8"], ["财政收入", "12.0", "3.5"]]
    builder.table([Placed(row, column, said) for row, line in enumerate(rows) for column, said in enumerate(line)])
    return builder.document("image/png", title="2022年主要指标")


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("80.1", {"工业增加值"}),
        ("-8", {"工业增加值"}),
        ("业增", {"工业增加值"}),
        ("3.5", {"财政收入"}),
        ("增长%", {"工业增加值", "财政收入"}),
        ("亿元", {"工业增加值", "财政收入"}),
        ("指标名", set()),
    ],
)
def test_a_row_of_a_table_leans_on_heads_and_names(word: str, names: set[str]) -> None:
    assert doubted(table(), word) == names


def test_what_nothing_is_doubted_of_stays_as_it_is() -> None:
    document = prose()
    rows = extract(document)
    assert extract(with_layout(document, ScanLayout())) == rows
    assert doubt_misread(rows, document) == rows


def test_a_reason_is_noted_once() -> None:
    document = with_layout(prose(), ScanLayout((), (Span(0, len(PROSE)),)))
    rows = doubt_misread(extract(document), document)
    assert rows and all(row.reasons.count("misread") == 1 for row in rows)
    assert doubt_misread(rows, document) == rows


def test_a_row_with_a_place_at_the_end_of_the_text_is_looked_at() -> None:
    document = replace(prose(), layout=ScanLayout((), (Span(0, 1),)))
    row = extract(document)[0]
    at = Span(len(document.text) - 2, len(document.text))
    assert isinstance(doubt_misread([replace(row, span=at, quote_span=at)], document)[0], Candidate)


def test_a_part_leans_on_the_name_of_its_whole() -> None:
    builder = Builder("扫描.png")
    builder.paragraph("2022年主要指标")
    builder.paragraph("单位：亿元")
    rows = [["指标名称", "2022年"], ["财政收入", "12.0"], ["其中：税收收入", "8.0"]]
    builder.table([Placed(row, column, said) for row, line in enumerate(rows) for column, said in enumerate(line)])
    assert doubted(builder.document("image/png", title="2022年主要指标"), "财政") == {"财政收入", "税收收入"}
