"""One sentence whole: which stage a figure goes to, which figures run together, what is set aside."""

from __future__ import annotations

import pytest

from tests.extraction.stages import FRAME, LEXICON, PLAN, REVIEW, flat_of, marks_of
from zonetracker.extraction.sentences.assemble import Assembler
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.text.periods import Period


def rows_of(text: str, period: Period = REVIEW, carry: Carry | None = None) -> list[str]:
    flat = flat_of(text)
    assembler = Assembler(LEXICON, flat.text, flat.shape, FRAME)
    rows = assembler.sentence(0, len(flat.text), marks_of(text), period, carry or Carry())
    assert all(row.quote_start <= row.start < row.end <= row.quote_end for row in rows)
    return [
        f"{row.name}{f' {row.value}{row.unit or str()}' if row.value is not None else ''}"
        f"{f' 增{row.growth}' if row.growth is not None else ''}"
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("税收收入80亿元，增长5%", ["税收收入 80亿元 增5"]),
        ("增值税8亿元、房产税3亿元，分别增长5%、3%", ["增值税 8亿元 增5", "房产税 3亿元 增3"]),
        ("城镇化率60%，提高1.5个百分点", ["城镇化率 60%", "城镇化率提高 1.5个百分点"]),
        ("税收收入80亿元，居全省第3位", ["税收收入 80亿元", "税收收入全省排名 3位"]),
        ("税收收入翻一番", ["税收收入 增100"]),
        ("税收收入增长2倍", ["税收收入 增200"]),
        ("综合得分排名全省8", ["综合得分全省排名 8位"]),
        ("消费价格指数为102.3", ["消费价格指数 102.3"]),
        ("投资3亿元的项目开工，税收收入80亿元", ["税收收入 80亿元"]),
        ("平均受教育年限达到12年", ["平均受教育年限 12年"]),
        ("人均受教育年限仅为7.65年", ["人均受教育年限 7.65年"]),
        ("城乡居民收入倍差为1.9", ["城乡居民收入倍差 1.9"]),
        ("255个行政村中有225个贫困村", ["贫困村 225个"]),
        ("惠民文化服务项目达到9大类36项", ["惠民文化服务项目 36项"]),
        ("工业运行平稳，增加值增长8%", ["工业增加值 增8"]),
        ("钢铁产能由2亿吨减至1亿吨", ["钢铁产能 2亿吨", "钢铁产能 1亿吨"]),
        ("压减地下水超采量7亿立方米，生态补水5亿立方米", ["压减地下水超采量 7亿立方米", "生态补水 5亿立方米"]),
        ("加快城际铁路等重大工程建设进度，年内完成投资200亿元", ["重大工程完成投资 200亿元"]),
        ("加快园区建设步伐，完成投资3亿元", ["园区完成投资 3亿元"]),
        ("治理河道8公里，水渠6公里", ["治理河道 8公里", "治理水渠 6公里"]),
        ("农业稳步发展，增加值30亿元", ["农业增加值 30亿元"]),
    ],
)
def test_each_figure_goes_to_its_stage(text: str, rows: list[str]) -> None:
    assert rows_of(text) == rows


@pytest.mark.parametrize("text", ["2022年工业平稳增长", "实施123行动", "编号12、13、14", "12、13、14"])
def test_dates_and_bare_numbers_give_no_rows(text: str) -> None:
    assert rows_of(text) == []


def test_a_line_of_figures_without_words_is_passed_over() -> None:
    assert rows_of("，".join(["8%"] * 30)) == []


def test_parts_hang_under_their_whole_until_the_next_sentence() -> None:
    carry = Carry()
    rows_of("税收收入80亿元，其中增值税30亿元", carry=carry)
    assert carry.whole is not None and carry.whole.name == "税收收入"
    rows_of("外贸出口8亿元", carry=carry)
    assert carry.whole is None


def test_the_period_is_that_of_the_sentence() -> None:
    flat = flat_of("税收收入80亿元")
    assembler = Assembler(LEXICON, flat.text, flat.shape, FRAME)
    (row,) = assembler.sentence(0, len(flat.text), marks_of(flat.text), PLAN, Carry())
    assert (row.kind, row.year) == (PLAN.kind, PLAN.year)
