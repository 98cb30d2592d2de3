"""The table of a month for 3,000 targets, beside as many plain Fraction divisions."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.facts import Actual, Bound, Indicator, Stated, Target
from zonetracker.model.progress import progress
from zonetracker.model.rules import RuleSet

ROWS = 3000


def bench() -> None:
    """Print both times and their ratio."""
    indicators = {n: Indicator(n, f"指标{n}", "亿元") for n in range(1, ROWS + 1)}
    targets = [Target(n, n, 2023, Stated(Decimal(n), None, "亿元", Bound.EXACT, Decimal(8))) for n in indicators]
    actuals = {
        (n, year, month): Actual(n, n, year, month, Decimal(n * month) / 12, "亿元")
        for n in indicators
        for year, month in ((2023, 9), (2022, 9), (2022, 12))
    }
    began = time.perf_counter()
    progress("测试区", 2023, 9, targets, indicators, actuals, [], RuleSet())
    took = time.perf_counter() - began
    began = time.perf_counter()
    for n in range(1, ROWS + 1):
        Fraction(Decimal(n * 9) / 12) / Fraction(Decimal(n)) * 100
    plain = time.perf_counter() - began
    print(f"{ROWS} rows in {took:.3f} s; {ROWS} plain divisions in {plain:.3f} s; ratio {took / plain:.1f}")
