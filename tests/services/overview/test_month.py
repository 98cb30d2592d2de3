"""The table of a month out of the ledger: what was in force then, the year before, and 3,000 rows within a second."""

from datetime import date
from decimal import Decimal

import pytest

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Bound, Indicator, Stated, Target
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import first_period, in_force, nearest_year, progress_of, row_of
from zonetracker.storage.records import indicator_columns, stated_text, target_columns

ROWS = 3000


def level(value: str | int) -> Stated:
    return Stated(Decimal(value), None, "亿元", Bound.EXACT)


def adjusted(*steps: tuple[int, int, int]) -> list[Adjustment]:
    """(from_month, before, after) in the order in which they were approved."""
    return [
        Adjustment(number, 1, month, level(before), level(after), "批文", "")
        for number, (month, before, after) in enumerate(steps, 1)
    ]


@pytest.mark.parametrize(
    ("steps", "now", "by_month"),
    [
        ([(7, 100, 90)], 90, {6: 100, 7: 90, 12: 90}),
        ([(4, 100, 90), (9, 90, 80)], 80, {3: 100, 4: 90, 8: 90, 9: 80}),
        ([(9, 100, 90), (7, 90, 95)], 95, {6: 100, 7: 95, 8: 95, 10: 95}),
        ([(4, 100, 90), (9, 91, 80)], 81, {5: 91, 9: 81}),
        ([], 100, {1: 100}),
    ],
)
def test_the_target_in_force(steps: list[tuple[int, int, int]], now: int, by_month: dict[int, int]) -> None:
    """A later paper that takes effect earlier goes before; a figure mended between two papers is the one that held."""
    target = Target(1, 1, 2023, level(now))
    found = {month: in_force(target, adjusted(*steps), month).stated.value for month in by_month}
    assert found == by_month


def test_the_nearest_year_with_targets(ledger: Ledger) -> None:
    assert nearest_year(ledger, 2023) is None
    for year in (2019, 2024, 2026):
        ledger.add_target("税收收入", year, level("50"))
    assert [nearest_year(ledger, year) for year in (2020, 2025, 2030)] == [2019, 2026, 2026]


def test_the_first_period_is_the_latest_year_as_far_as_it_has_come(ledger: Ledger) -> None:
    today = date(2024, 5, 8)
    assert first_period(ledger, today) == (2024, 5)
    ledger.add_target("税收收入", 2023, level("50"))
    assert first_period(ledger, today) == (2023, 12)
    ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(20), "亿元")])
    assert first_period(ledger, today) == (2023, 9)
    ledger.add_target("税收收入", 2024, level("60"))
    assert first_period(ledger, today) == (2024, 5)


def test_an_adjusted_target_in_the_table(ledger: Ledger) -> None:
    target_id = ledger.add_target("税收收入", 2023, level("100")).ids["target"][0]
    ledger.adjust_target(target_id, level("80"), 7, "高新管发〔2023〕8号", "园区划转")
    assert [progress_of(ledger, 2023, month).rows[0].target.stated.value for month in (6, 7)] == [100, 80]
    target = ledger.target(target_id)
    assert [row_of(ledger, target, month).target.stated.value for month in (6, 7)] == [100, 80]


def test_the_year_before_is_compared_with_its_own_target(ledger: Ledger) -> None:
    ledger.add_target("税收收入", 2022, level("50"))
    indicator = ledger.find_indicator("税收收入")
    assert indicator is not None
    ledger.add_target("税收收入", 2023, level("80"))
    ledger.set_actuals(
        [
            ActualEntry(indicator.id, 2022, 6, Decimal(20), "亿元"),
            ActualEntry(indicator.id, 2022, 12, Decimal(40), "亿元"),
            ActualEntry(indicator.id, 2023, 6, Decimal(30), "亿元"),
            ActualEntry(indicator.id, 2023, 5, Decimal(29), "亿元"),
        ]
    )
    table = progress_of(ledger, 2023, 6)
    assert len(table.rows) == 1
    standing = table.rows[0].standing
    assert (standing.last_completion, standing.growth, standing.forecast) == (40, 50, 60)
    assert row_of(ledger, table.rows[0].target, 6).standing == standing


def test_a_quarterly_figure_in_other_months(ledger: Ledger) -> None:
    ledger.add_target("地区生产总值", 2023, level("80"))
    words = [progress_of(ledger, 2023, month) for month in (3, 4)]
    assert [table.word(table.rows[0].standing.grade) for table in words] == ["暂无数据", "本月无数"]


def test_three_thousand_targets_each_with_figures_and_an_adjustment(ledger: Ledger) -> None:
    with ledger._database.operation("add_target", year=2023, title="许多") as recorder:
        for number in range(ROWS):
            known = recorder.insert(
                "indicator", {**indicator_columns(Indicator(0, f"指标第{number}项", "亿元")), "from_row": 0}
            )
            for year in (2022, 2023):
                made = Target(0, known, year, level(number + 1), position=number)
                target = recorder.insert("target", target_columns(made))
            words = {"paper": "", "reason": "", "before": stated_text(level(5)), "after": stated_text(level(6))}
            recorder.insert("target_adjustment", {"target_id": target, "from_month": 7, **words})
    ids = [indicator.id for indicator in ledger.indicators()]
    months = ((2022, 6), (2022, 12), (2023, 5), (2023, 6))
    ledger.set_actuals([ActualEntry(one, year, month, Decimal(3), "亿元") for one in ids for year, month in months])
    table = progress_of(ledger, 2023, 6)
    assert (len(table.rows), table.rows[9].standing.completion) == (ROWS, 60)
