"""Targets × months: each light is the one of that month's own table, and what nobody changed is not judged again."""

from decimal import Decimal
from pathlib import Path

from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.overview.months import LightsByMonth
from zonetracker.support.job import finish


def test_every_light_is_that_of_the_months_own_table(tmp_path: Path) -> None:
    with Ledger.open(book(tmp_path), actor="甲") as ledger:
        first = ledger.targets(YEAR)[0]
        assert first.stated.value is not None
        ledger.adjust_target(first.id, Stated(Decimal(60), None, "亿元", Bound.AT_LEAST), 7, "批文1号", "园区划转")
        grid = finish(LightsByMonth(ledger).job(YEAR))
        assert (grid.year, grid.last, len(grid.rows)) == (YEAR, MONTH, len(ledger.targets(YEAR)))
        for month in range(1, MONTH + 1):
            progress = progress_of(ledger, YEAR, month)
            told = [(row.target.id, row.standing.grade, progress.colour(row.standing.grade)) for row in progress.rows]
            lights = [(row.target.id, row.light(month)) for row in grid.rows]
            assert told == [(key, one.grade, one.colour) for key, one in lights if one is not None]
            words = [progress.word_of(row) for row in progress.rows]
            assert words == [one.word for _, one in lights if one is not None]
        assert grid.rows[0].light(MONTH + 1) is None


def test_one_figure_changes_one_row(tmp_path: Path) -> None:
    with Ledger.open(book(tmp_path), actor="甲") as ledger:
        grids = LightsByMonth(ledger)
        before = finish(grids.job(YEAR))
        indicator = ledger.find_indicator("城镇新增就业")
        assert indicator is not None
        ledger.set_actuals([ActualEntry(indicator.id, YEAR, 2, Decimal(1), "人")], reason="更正")
        after = finish(grids.job(YEAR))
        changed = [row.indicator.name for row, old in zip(after.rows, before.rows, strict=True) if row is not old]
        assert changed == ["城镇新增就业"]
        ledger.edit_target(after.rows[2].target.id, TargetChange(value=Decimal(150)))
        again = finish(grids.job(YEAR))
        assert [row is old for row, old in zip(again.rows, after.rows, strict=True)].count(False) == 1


def test_a_job_that_was_cancelled_loses_nothing(tmp_path: Path) -> None:
    with Ledger.open(book(tmp_path), actor="甲") as ledger:
        grids = LightsByMonth(ledger)
        before = finish(grids.job(YEAR))
        cancelled = grids.job(YEAR)
        next(cancelled)
        cancelled.close()
        after = finish(grids.job(YEAR))
        assert all(row is old for row, old in zip(after.rows, before.rows, strict=True))


def test_a_year_without_figures_has_no_months(ledger: Ledger) -> None:
    ledger.add_target("税收收入", YEAR, Stated(Decimal(50), None, "亿元", Bound.EXACT))
    grid = finish(LightsByMonth(ledger).job(YEAR))
    assert (grid.last, grid.rows[0].lights) == (0, ())


def test_a_years_end_has_its_own_words(ledger: Ledger) -> None:
    ledger.add_target("税收收入", YEAR, Stated(Decimal(50), None, "亿元", Bound.EXACT))
    entries = [ActualEntry(1, YEAR, one, Decimal(5 * one), "亿元") for one in (11, 12)]
    ledger.set_actuals(entries)
    row = finish(LightsByMonth(ledger).job(YEAR)).rows[0]
    assert [light.word for light in row.lights[-2:]] == ["已完成", "超额完成"]
