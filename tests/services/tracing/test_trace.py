"""From a printed figure back: the computation written out, the sentence, the cell, the typist, the adjustments."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.outputs.specimens import SPECIMENS, build
from tests.services.made_reports import imported, target
from zonetracker.model.bookkeeping import StepKind
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Bound, JudgeBy, Stated
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import shown
from zonetracker.services.bookkeeping.places import PagePlace
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.tracing import Traced, trace, trace_row, traced_of, traced_text
from zonetracker.services.tracing.arithmetic import worked_out

GDP = 1


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """A report's target with a level and a growth, and its figure from a sheet."""
    ids = imported(ledger, target("地区生产总值", "80", "8"))
    ledger.confirm_rows(ids)
    entry = ActualEntry(GDP, 2023, 9, Decimal("59.2"), "亿元", Decimal("6.9"), origin="九月.xlsx B2", source="统计局")
    ledger.set_actuals([entry], "九月.xlsx")
    return ledger


def row_of(ledger: Ledger, month: int = 9) -> tuple[Progress, ProgressRow]:
    progress = progress_of(ledger, 2023, month)
    return progress, progress.rows[0]


def lines(ledger: Ledger, one: Traced, month: int = 9) -> list[str]:
    progress, row = row_of(ledger, month)
    return [step.text for step in trace(ledger, progress, row, one).steps if step.kind is StepKind.WORKING]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Traced.COMPLETION, ["完成率 = 59.2 ÷ 80 × 100 = 74.0（%）"]),
        (Traced.TIME_PROGRESS, ["序时进度 = 9 ÷ 12 × 100 = 75.00（%）"]),
        (Traced.GAP, ["与序时进度差 = 完成率（未舍入）− 序时进度 = 74 − 75.00 = −1.0（个百分点）"]),
        (Traced.GROWTH, ["同比增速 6.9% 是填报的数，不由程序计算"]),
        (Traced.GROWTH_GAP, ["与目标增速差 = 同比增速 − 目标增速 = 6.9 − 8 = −1.1（个百分点）"]),
        (Traced.FORECAST, ["全年预计 = 59.2 ÷ （9 ÷ 12） = 78.9333… ≈ 78.9"]),
        (Traced.NEEDED, ["月均需完成 = (80 − 59.2) ÷ (12 − 9) = 6.9333… ≈ 6.9"]),
    ],
)
def test_a_figure_is_written_out(ledger: Ledger, one: Traced, said: list[str]) -> None:
    assert lines(ledger, one) == said


def test_the_published_cases_are_written_out_as_they_are_printed(ledger: Ledger) -> None:
    ledger.edit_target(1, TargetChange(stated=Stated(Decimal("135.46"), unit="亿元")))
    ledger.set_actuals([ActualEntry(GDP, 2023, 2, Decimal("17.41"), "亿元")], reason="统计局快报数")
    ledger.set_settings(places=2)
    assert lines(ledger, Traced.COMPLETION, 2) == ["完成率 = 17.41 ÷ 135.46 × 100 = 12.8525… ≈ 12.85（%）"]
    assert lines(ledger, Traced.TIME_PROGRESS, 2) == ["序时进度 = 2 ÷ 12 × 100 = 16.6667… ≈ 16.67（%）"]
    assert lines(ledger, Traced.GAP, 2)[0].endswith("12.8525… − 16.67 = −3.8175… ≈ −3.82（个百分点）")


def test_the_assessment_says_by_which_rule_it_goes(ledger: Ledger) -> None:
    said = lines(ledger, Traced.ASSESSMENT)
    assert said[0] == "按数值：完成率 74%，序时进度 75%，差 −1 个百分点（差距 10 个百分点及以上为“滞后”）"
    assert said[1] == "按增速：增速 6.9%，目标增长8%以上，差 −1.1 个百分点（差距 2 个百分点及以上为“滞后”）"
    assert said[2] == "两项取较差的：略滞后（“四档”规则）"
    ledger.edit_target(1, TargetChange(judge_by=JudgeBy.GROWTH))
    assert lines(ledger, Traced.ASSESSMENT)[2] == "这一项约定按增速评价：略滞后（“四档”规则）"


def test_the_chain_goes_back_to_sentence_cell_and_typist(ledger: Ledger) -> None:
    progress, row = row_of(ledger)
    steps = {step.kind: step for step in reversed(trace(ledger, progress, row, Traced.COMPLETION).steps)}
    row_id = row.target.row_id
    assert steps[StepKind.SENTENCE].place == PagePlace("report", row_id)
    assert (
        "段" in steps[StepKind.SENTENCE].text
        and ledger.row(row_id or 0).candidate.quote in steps[StepKind.SENTENCE].text
    )
    assert steps[StepKind.TARGET].place == PagePlace("targets", row.target.id)
    assert steps[StepKind.ACTUAL].place == PagePlace("actuals", (GDP, 2023, 9))
    assert steps[StepKind.ACTUAL].text == "2023年1-9月实绩 59.2亿元，同比增长6.9%（统计局）"
    told = [step.text for step in trace(ledger, progress, row, Traced.ACTUAL).steps]
    assert "九月.xlsx B2" in told and any("测试员：导入报表“九月.xlsx”" in text for text in told)


def test_an_adjustment_and_the_reason_of_a_check_stand_in_the_chain(ledger: Ledger) -> None:
    eighty = Stated(Decimal(82), unit="亿元", growth=Decimal(8))
    ledger.adjust_target(1, eighty, 7, "云政发3号", "上级核增任务")
    ledger.set_actuals([ActualEntry(GDP, 2023, 8, Decimal(60), "亿元")], reason="统计局核定数据")
    ledger.set_actuals([ActualEntry(GDP, 2023, 9, Decimal("59.3"))], reason="企业退库核减")
    progress, row = row_of(ledger)
    told = {step.kind: step.text for step in trace(ledger, progress, row, Traced.COMPLETION).steps}
    assert (
        told[StepKind.ADJUSTMENT]
        == "目标自7月起由80亿元以上，增长8%以上调整为82亿元，增长8%（云政发3号）；原因：上级核增任务"
    )
    assert told[StepKind.REASON] == "企业退库核减"


def test_a_growth_that_was_worked_out_names_last_years_month(ledger: Ledger) -> None:
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"))
    ledger.set_actuals(
        [ActualEntry(2, 2022, 9, Decimal("5.48"), "亿元"), ActualEntry(2, 2023, 9, Decimal("5.92"), "亿元")]
    )
    progress = progress_of(ledger, 2023, 9)
    steps = trace(ledger, progress, progress.rows[1], Traced.GROWTH).steps
    assert steps[1].text == "同比增速 = (5.92 ÷ 5.48 − 1) × 100 = 8.0292… ≈ 8.0（%）"
    assert PagePlace("actuals", (2, 2022, 9)) in [step.place for step in steps]


def test_a_figure_in_another_unit_is_told_as_it_was_typed(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(GDP, 2023, 9, Decimal(592000), "万元")])
    assert lines(ledger, Traced.COMPLETION)[0] == "换算成目标的单位：592000万元 = 59.2亿元"


def test_a_month_without_a_figure_says_so(ledger: Ledger) -> None:
    assert lines(ledger, Traced.COMPLETION, 8) == ["本月没有实绩，没有完成率"]
    progress, row = row_of(ledger, 8)
    told = [step.text for step in trace(ledger, progress, row, Traced.ASSESSMENT).steps]
    assert "2023年1-8月实绩 还没有填" in told


@pytest.mark.parametrize("month", [2, 9, 12])
def test_every_printed_figure_of_every_kind_of_row_ends_its_own_computation(month: int) -> None:
    progress = build(SPECIMENS, month)
    percentages = (Traced.COMPLETION, Traced.GAP, Traced.GROWTH_GAP)
    checked = 0
    for row in progress.rows:
        for one in percentages:
            printed = traced_text(one, row, progress)
            if printed:
                assert (
                    worked_out(one, row, progress)[-1]
                    .partition("（%）")[0]
                    .partition("（个百分点）")[0]
                    .endswith(printed.replace("-", "−"))
                )
                checked += 1
        if row.standing.growth is not None or row.standing.actual is not None:
            assert traced_text(Traced.ASSESSMENT, row, progress) in worked_out(Traced.ASSESSMENT, row, progress)[-1]
    assert checked > 20


@pytest.mark.parametrize("month", [2, 9, 12])
def test_what_is_written_comes_to_what_is_printed(month: int) -> None:
    """The left side of every equation whose figures are all exact, worked out here anew."""
    progress, worked = build(SPECIMENS, month), 0
    for row in progress.rows:
        for one in (Traced.COMPLETION, Traced.GAP, Traced.GROWTH, Traced.GROWTH_GAP, Traced.NEEDED):
            for line in worked_out(one, row, progress):
                parts = line.split(" = ")
                if len(parts) < 3 or "…" in parts[-2]:
                    continue
                printed = Decimal(parts[-1].split("≈ ")[-1].split("（")[0].replace("−", "-"))
                assert shown(value_of(parts[-2]), max(0, -int(printed.as_tuple().exponent))) == printed, line
                worked += 1
    assert worked > 10


def value_of(written: str) -> Fraction:
    """An expression of four operations, brackets of either width."""
    plain = written.replace("（", "(").replace("）", ")").replace("÷", "/").replace("×", "*").replace("−", "-")
    counted = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", plain)
    return Fraction(eval(counted, {"__builtins__": {}, "Fraction": Fraction}))


def test_a_whole_row_tells_each_source_once(ledger: Ledger) -> None:
    progress, row = row_of(ledger)
    whole = trace_row(ledger, progress, row)
    assert whole.title == "地区生产总值 2023年1-9月"
    assert sum(step.kind is StepKind.SENTENCE and step.place == PagePlace("report", 1) for step in whole.steps) == 1
    assert [step.text for step in whole.steps if "完成率 = " in step.text]


def test_the_year_before_is_told_once_at_a_years_end(ledger: Ledger) -> None:
    entries = [ActualEntry(GDP, year, 12, Decimal(value), "亿元") for year, value in ((2022, 74), (2023, 81))]
    ledger.set_actuals(entries, reason="核对无误")
    told = [step.text for step in trace_row(ledger, *row_of(ledger, 12)).steps]
    assert sum(text.startswith("2022年1-12月实绩") for text in told) == 1


def test_a_fall_as_great_as_promised_is_even(ledger: Ledger) -> None:
    stated = Stated(growth=Decimal(-3), growth_high=Decimal(-5), growth_bound=Bound.EXACT)
    ledger.add_target("单位生产总值能耗", 2023, stated)
    indicator = ledger.find_indicator("单位生产总值能耗")
    assert indicator is not None
    ledger.set_actuals([ActualEntry(indicator.id, 2023, 9, growth=Decimal(-3))], reason="核对无误")
    progress = progress_of(ledger, 2023, 9)
    told = [step.text for step in trace(ledger, progress, progress.rows[1], Traced.ASSESSMENT).steps]
    assert any("与目标持平" in text for text in told) and not any("降幅" in text for text in told)


def test_a_typed_target_says_who_typed_it(ledger: Ledger) -> None:
    ledger.add_target("出口", 2023, Stated(Decimal(9), unit="亿元", bound=Bound.AT_LEAST))
    progress = progress_of(ledger, 2023, 9)
    told = [step.text for step in trace(ledger, progress, progress.rows[1], Traced.TARGET).steps]
    assert "2023年目标 9亿元以上" in told and "测试员录入" in told


def test_columns_of_words_are_not_traced() -> None:
    assert traced_of("name") is None and traced_of("gap") is Traced.GAP
