"""开门红表: its columns follow the quarter, and LibreOffice comes to the page's figures to the last digit."""

import io
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_extra_sheets import filled, recalculated
from tests.outputs.test_sheet_recalculated import OFFICE, facts_of, odd_progress, without_values
from zonetracker.model.facts import Actual, Indicator, PeriodTarget, Stated, Target
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.progress import Progress, progress
from zonetracker.model.quarters import quarter_standing
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.quarters.workbook import build_quarter, quarter_on_paper
from zonetracker.words.scores.quarters import QUARTER_FIGURES, QuarterColumn, asked_words, met_words, quarter_text

SIGNED = SheetOptions(filled_by="张三", issued_on="2023-04-09")


def first_quarter(reached: str = "17.2") -> Progress:
    indicators = {1: Indicator(1, "固定资产投资", "亿元"), 2: Indicator(2, "社会消费品零售总额", "亿元")}
    stated = (Stated(Decimal("76.8"), unit="亿元", growth=Decimal(8)), Stated(growth=Decimal("7.5")))
    targets = [Target(at, at, 2023, one, at, responsible="发改局") for at, one in enumerate(stated, 1)]
    periods = {1: PeriodTarget(1, 1, 3, Stated(Decimal(18), unit="亿元", growth=Decimal(6)))}
    actuals = {
        (1, 2023, 3): Actual(0, 1, 2023, 3, Decimal(reached), "亿元", Decimal("5.5")),
        (2, 2023, 3): Actual(0, 2, 2023, 3, growth=Decimal("7.5")),
    }
    return progress("云岭高新区", 2023, 3, targets, indicators, actuals, [], RuleSet(), 2, periods=periods)


def lines(data: bytes, *, values: bool = True) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_the_table_of_a_first_quarter() -> None:
    title, ends, heads, first, second, counted, *foot = lines(build_quarter(first_quarter(), SIGNED))
    assert title[0] == "2023年一季度云岭高新区开门红目标任务完成情况表" and ends[0] == "填报单位：云岭高新区"
    assert [str(one).replace("\n", "") for one in heads[:13]] == [
        *("序号", "指标", "单位", "年度目标", "一季度目标", "一季度完成", "完成季度目标(%)", "占年度(%)", "同比(%)"),
        *("目标增速", "差", "评价", "责任单位"),
    ]
    told = ("1", "固定资产投资", "亿元", 76.8, 18, 17.2, 95.56, 22.4, 5.5, 6, -1.04, "略滞后", "发改局")
    assert first[:13] == told
    assert second[8:12] == (7.5, 7.5, 0, "达到序时") and second[3:8] == (None,) * 5
    assert counted[0] == "合计2项：完成一季度目标1项，未完成1项，无数据0项"
    words = "\n".join(str(row[0]) for row in foot)
    for said in ("填表人：张三", "（盖章）", "数据截止：2023年3月底", "按序时进度折算", "为“达到序时”", "四舍五入"):
        assert said in words


@pytest.mark.parametrize(("month", "words"), [(6, "上半年"), (9, "前三季度"), (12, "全年")])
def test_the_heads_follow_the_quarter(month: int, words: str) -> None:
    heads = quarter_on_paper(in_quarter(odd_progress(month, 1)), SIGNED).table.heads
    assert heads[4:7] == (f"{words}目标", f"{words}完成", f"完成{words}目标(%)")


def test_what_no_period_target_gave_is_marked() -> None:
    known = replace(first_quarter())
    row = known.rows[0]
    paced = replace(row, asked=replace(row.asked, period=None))
    text = quarter_text(QuarterColumn.ASKED, paced, known, quarter_standing(paced, known))
    assert text == "19.2（序时）"
    assert asked_words(paced, known, quarter_standing(paced, known)) == "19.2亿元（序时）"
    assert asked_words(row, known, quarter_standing(row, known)) == "18亿元，增长6%"


def test_the_mark_of_what_was_worked_out_has_room() -> None:
    own = first_quarter()
    row = own.rows[0]
    paced = replace(own, rows=(replace(row, asked=replace(row.asked, period=None)), own.rows[1]))
    letters = [
        openpyxl.load_workbook(io.BytesIO(build_quarter(known, SIGNED))).worksheets[0].column_dimensions["E"].width
        for known in (own, paced)
    ]
    assert letters[1] > letters[0] + 4


def test_on_paper_stands_what_the_workbook_says() -> None:
    known = first_quarter()
    printed = quarter_on_paper(known, SIGNED)
    assert next(iter(printed.table.rows()))[6:8] == ("95.56", "22.40")
    assert printed.lines[0].startswith("合计2项：完成一季度目标1项")


def in_quarter(known: Progress) -> Progress:
    """A table of odd rows as the end of a quarter; most have a period target, some in another unit or as reached."""
    dice = random.Random(known.month)
    periods = {}
    for row in known.rows:
        stated, reached = row.target.stated, row.standing.actual
        growth = Decimal(dice.randrange(-50, 150)) / 10 if dice.random() < 0.4 else None
        value = None
        if dice.random() < 0.8:
            value = Decimal(dice.randrange(-20, 200)) / 100 * (stated.value or Decimal(7))
            if reached is not None and dice.random() < 0.4:
                value = row.actual_value
        if value is None and growth is None:
            continue
        high = None if value is None or dice.random() < 0.8 else value + 3
        unit = None if value is None else dice.choice([row.unit, row.unit, "万元"])
        stated = Stated(value, high, unit, None, growth, None, None)
        periods[row.target.id] = PeriodTarget(1, row.target.id, known.month, stated)
    facts = {(one.indicator_id, one.year, one.month): one for row in known.rows for one in facts_of(row)}
    return progress(
        known.zone,
        known.year,
        known.month,
        [row.target for row in known.rows],
        {row.indicator.id: row.indicator for row in known.rows},
        facts,
        [],
        known.rules,
        known.places,
        periods=periods,
    )


def same(cell: object, text: str, column: QuarterColumn) -> bool:
    if column not in QUARTER_FIGURES or not text or not isinstance(cell, int | float):
        return (cell or "") == text
    digits = "".join(one for one in text.partition("–")[0] if one in "-.0123456789")
    sign = "-" if text.startswith("下降") else ""
    return Decimal(repr(cell)) == Decimal(sign + digits)


def compare(rows: list[tuple[Any, ...]], known: Progress) -> int:
    compared = 0
    for cells, row in zip(rows, known.rows, strict=False):
        quarter = quarter_standing(row, known)
        for cell, column in zip(cells, QuarterColumn, strict=False):
            text = quarter_text(column, row, known, quarter).lstrip("\u3000")
            exact = {QuarterColumn.ACTUAL: row.standing.actual, QuarterColumn.ASKED: quarter.asked}.get(column)
            if exact is not None and isinstance(cell, int | float):
                assert abs(Fraction(repr(cell)) - exact) <= abs(exact) / 10**14, (row.indicator.name, column, cell)
            else:
                assert same(cell, text, column), (row.indicator.name, column, cell, text, row, quarter)
            compared += 1
    return compared


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("month", [3, 6, 9, 12])
def test_an_office_comes_to_the_figures_of_the_page(month: int, tmp_path: Path) -> None:
    known = in_quarter(odd_progress(month, month % 4))
    path = tmp_path / "无值.xlsx"
    assert without_values(build_quarter(known, SIGNED), path) > 5 * len(known.rows)
    again = list(recalculated(path.read_bytes(), tmp_path).worksheets[0].iter_rows(values_only=True))
    assert compare(again[3:], known) == 13 * len(known.rows)
    assert again[3 + len(known.rows)][0] == met_words([quarter_standing(row, known) for row in known.rows], month)
    for one, other in zip(again, lines(build_quarter(known, SIGNED)), strict=True):
        assert filled(one[:13]) == filled(other[:13]) and filled(one[14:]) == filled(other[14:])


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_figures_and_goals_typed_in_are_computed_and_judged(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_quarter(first_quarter(), SIGNED)))
    sheet = book.worksheets[0]
    sheet["F4"].value, sheet["E4"].value, sheet["I5"].value = 20, 19.2, 7
    saved = io.BytesIO()
    book.save(saved)
    cells = recalculated(saved.getvalue(), tmp_path).worksheets[0]
    assert [cells[at].value for at in ("G4", "H4", "K4", "L5", "K5")] == [104.17, 26.04, 1.04, "略滞后", -0.5]
    assert cells["A6"].value == "合计2项：完成一季度目标1项，未完成1项，无数据0项"
