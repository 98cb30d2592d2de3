"""The table of a month, out of the ledger: what status, sheet, summary, gauges and every page show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Kind, Target
from zonetracker.model.progress import Progress, progress
from zonetracker.model.rules import RuleSet, rules_from_data
from zonetracker.services.ledger import Ledger

DEFAULT_PLACES = 1


def rules_of(ledger: Ledger) -> RuleSet:
    """The rule set that the workbook uses (setting `rules`)."""
    data = ledger.setting("rules")
    return rules_from_data(data) if isinstance(data, Mapping) else RuleSet()


def places_of(ledger: Ledger) -> int:
    """Decimals of percentages (setting `places`)."""
    places = ledger.setting("places")
    return places if isinstance(places, int) and 0 <= places <= 4 else DEFAULT_PLACES


def progress_of(ledger: Ledger, year: int, month: int) -> Progress:
    """All targets of `year` with their standing after `month` months; targets as in force in that month."""
    actuals = {
        (actual.indicator_id, actual.year, actual.month): actual
        for known in (year, year - 1)
        for actual in ledger.actuals(known)
    }
    adjustments = ledger.adjustments()
    return progress(
        ledger.zone,
        year,
        month,
        [in_force(target, adjustments, month) for target in ledger.targets(year)],
        {indicator.id: indicator for indicator in ledger.indicators()},
        actuals,
        [milestone for milestone in ledger.milestones(year) if milestone.kind is Kind.TARGET],
        rules_of(ledger),
        places_of(ledger),
    )


def in_force(target: Target, adjustments: list[Adjustment], month: int) -> Target:
    """The target as it stood in `month`: before an adjustment takes effect the old figures hold."""
    later = [one for one in adjustments if one.target_id == target.id and one.from_month > month]
    if not later:
        return target
    return replace(target, stated=min(later, key=lambda one: (one.from_month, one.id)).before)


def latest_month(ledger: Ledger, year: int) -> int:
    """The last month of `year` with a figure, 12 where there is none but the year is over, else 1."""
    months = [actual.month for actual in ledger.actuals(year)]
    return max(months, default=1)
