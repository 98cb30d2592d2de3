"""The grid of actuals without a window: units, differences, what is due, checks of many cells together."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from zonetracker.model.changes import ActualEntry, IndicatorChange
from zonetracker.model.checking.findings import Severity
from zonetracker.model.facts import Bound, Nature, Stated
from zonetracker.services.actuals_grid import found_rows, grid_rows, growth_entry, merged, value_entry
from zonetracker.services.ledger import Ledger


def stated(value: str, unit: str) -> Stated:
    return Stated(Decimal(value), None, unit, Bound.EXACT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲") as made:
        made.add_target("园区产值", 2023, stated("60", "亿元"))
        made.add_target("在园企业", 2023, stated("300", "家"))
        made.edit_indicator(2, IndicatorChange(nature=Nature.LEVEL, months=(6, 12)))
        made.add_indicator("用电量", IndicatorChange(unit="万千瓦时"))
        made.set_actuals(
            [
                ActualEntry(1, 2023, 2, Decimal("80000"), "万元"),
                ActualEntry(1, 2023, 5, Decimal("21.50"), "亿元"),
                ActualEntry(1, 2022, 5, Decimal("20"), "亿元"),
                ActualEntry(3, 2023, 5, Decimal("7"), "万千瓦时"),
            ]
        )
        yield made


def test_targets_come_first_then_what_has_figures_alone(ledger: Ledger) -> None:
    assert [(row.number, row.indicator.name) for row in grid_rows(ledger, 2023)] == [
        ("1", "园区产值"),
        ("2", "在园企业"),
        ("", "用电量"),
    ]


def test_a_figure_is_shown_in_the_rows_unit_and_as_written_where_it_is_in_it(ledger: Ledger) -> None:
    row = grid_rows(ledger, 2023)[0]
    assert (str(row.value(2)), str(row.value(5)), row.value(3)) == ("8", "21.50", None)
    assert row.of_month(5) == (2, Decimal("13.50"))
    assert row.of_month(2) == (0, Decimal(8))
    assert row.growth_worked_out(5) == Decimal("7.5")
    assert row.latest_values(12) == [(2022, 5, Decimal(20)), (2023, 2, Decimal(8)), (2023, 5, Decimal("21.50"))]


def test_a_growth_worked_out_is_shown_where_none_was_typed_and_it_may_be_worked_out(ledger: Ledger) -> None:
    assert grid_rows(ledger, 2023)[0].growth_to_show(5) == Decimal("7.5")
    ledger.set_actuals([ActualEntry(1, 2023, 5, growth=Decimal(7))])
    assert grid_rows(ledger, 2023)[0].growth_to_show(5) is None
    ledger.set_actuals([ActualEntry(1, 2023, 5, growth=None)])
    ledger.edit_indicator(1, IndicatorChange(typed_growth=True))
    assert grid_rows(ledger, 2023)[0].growth_to_show(5) is None


def test_a_level_has_no_month_of_its_own_and_is_due_by_its_calendar(ledger: Ledger) -> None:
    row = grid_rows(ledger, 2023)[1]
    assert row.of_month(6) is None
    assert row.due(6) and not row.due(5)


def test_what_a_target_asks_for_decides_whether_a_month_is_due(ledger: Ledger) -> None:
    ledger.add_target("规模以上工业增加值", 2023, Stated(growth=Decimal(9), growth_bound=Bound.AT_LEAST))
    ledger.add_target("财政收入", 2023, Stated(Decimal(9), None, "亿元", Bound.EXACT, Decimal(8), None, Bound.EXACT))
    numbers = [one.indicator_id for one in ledger.targets(2023)]
    both = {number: (Decimal(5), Decimal(7)) for number in numbers}

    def due(level: bool, rate: bool) -> list[bool]:
        ledger.set_actuals(
            [
                ActualEntry(number, 2023, 6, value if level else None, growth=growth if rate else None)
                for number, (value, growth) in both.items()
            ],
            reason="试填",
        )
        return [row.due(6) for row in grid_rows(ledger, 2023) if row.target is not None]

    assert [row.asks_growth for row in grid_rows(ledger, 2023)] == [False, False, True, False, False]
    assert due(level=False, rate=False) == [True, True, True, True]
    assert due(level=True, rate=False) == [False, False, True, False]
    assert due(level=False, rate=True) == [True, True, False, False]


def test_a_growth_that_is_worked_out_need_not_be_filled_in(ledger: Ledger) -> None:
    ledger.add_target("工业投资", 2023, Stated(growth=Decimal(9), growth_bound=Bound.AT_LEAST))
    number = ledger.targets(2023)[-1].indicator_id
    ledger.edit_indicator(number, IndicatorChange(typed_growth=False))
    figures = [ActualEntry(number, 2022, 6, Decimal(10), "亿元"), ActualEntry(number, 2023, 6, Decimal(11), "亿元")]
    ledger.set_actuals(figures, reason="试填")
    assert not next(row for row in grid_rows(ledger, 2023) if row.indicator.id == number).due(6)
    ledger.edit_indicator(number, IndicatorChange(typed_growth=True))
    assert next(row for row in grid_rows(ledger, 2023) if row.indicator.id == number).due(6)


def test_an_expected_figure_is_owed_until_the_final_one_stands(ledger: Ledger) -> None:
    assert grid_rows(ledger, 2023)[0].owed(3) and not grid_rows(ledger, 2023)[0].owed(5)
    ledger.set_actuals([ActualEntry(1, 2023, 5, Decimal("21.5"), "亿元", source="预计")])
    assert grid_rows(ledger, 2023)[0].owed(5) and not grid_rows(ledger, 2023)[2].owed(6)


def test_rows_are_found_by_every_word_of_a_search(ledger: Ledger) -> None:
    rows = grid_rows(ledger, 2023)

    def found(text: str) -> list[str]:
        return [row.indicator.name for row in found_rows(rows, text)]

    assert found("") == found(" ") == ["园区产值", "在园企业", "用电量"]
    assert (found("园"), found("园 qy"), found("ydl"), found("水")) == (
        ["园区产值", "在园企业"],
        ["在园企业"],
        ["用电量"],
        [],
    )


def test_an_entry_keeps_the_other_half_of_its_cell(ledger: Ledger) -> None:
    row = grid_rows(ledger, 2023)[0]
    ledger.set_actuals([growth_entry(row, 5, Decimal("9.1"), "手工填写")])
    kept = ledger.actual(1, 2023, 5)
    assert kept is not None and (kept.value, kept.unit, kept.growth) == (Decimal("21.50"), "亿元", Decimal("9.1"))
    ledger.set_actuals([value_entry(row, 5, None, None, "")])
    kept = ledger.actual(1, 2023, 5)
    assert kept is not None and (kept.value, kept.unit, kept.growth) == (None, None, Decimal("9.1"))


def test_value_and_growth_pasted_side_by_side_are_one_entry(ledger: Ledger) -> None:
    rows = {row.indicator.id: row for row in grid_rows(ledger, 2023)}
    both = merged([value_entry(rows[1], 6, Decimal(30), None, ""), growth_entry(rows[1], 6, Decimal(5), "")])
    assert [(one.value, one.growth) for one in both] == [(Decimal(30), Decimal(5))]


def test_cells_entered_together_are_checked_against_one_another(ledger: Ledger) -> None:
    rows = {row.indicator.id: row for row in grid_rows(ledger, 2023)}
    entries = [value_entry(rows[1], month, Decimal(value), None, "") for month, value in ((6, 30), (7, 25))]
    assert [(one.month, [finding.code for finding in one.findings]) for one in ledger.would_ask(entries)] == [
        (7, ["cumulative_falls"])
    ]
    wrong = ledger.would_ask([value_entry(rows[1], 6, Decimal(3), "家", "")])
    assert [finding.severity for one in wrong for finding in one.findings] == [Severity.HARD]
    assert ledger.actual(1, 2023, 6) is None
