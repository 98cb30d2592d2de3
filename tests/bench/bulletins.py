"""The bulletin of 300 targets with figures of twelve months, composed and laid out, beside 300 plain lines laid out."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Bound, Stated
from zonetracker.outputs.summary.blocks import Paragraph, Summary
from zonetracker.paper.compose import compose_pages
from zonetracker.services.issuing.bulletin import compose_bulletin, material
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of

Made = TypeVar("Made")
ROWS, MONTH, ROUNDS = 300, 9, 3


def bench() -> None:
    """Print the times of gathering, composing and laying out, and their sum over the yardstick."""
    with TemporaryDirectory() as folder, _filled(Path(folder) / "通报.zt") as ledger:
        progress = progress_of(ledger, 2023, MONTH)
        gathering, gathered = _least(lambda: material(ledger, progress))
        composing, summary = _least(lambda: compose_bulletin(progress, gathered))
        laying, pages = _least(lambda: compose_pages(summary))
    lines = Summary("行文", tuple(Paragraph("全年目标任务完成情况见附件。") for _ in range(ROWS)))
    plain, _ = _least(lambda: compose_pages(lines))
    took = gathering + composing + laying
    print(
        f"{ROWS} rows on {len(pages)} pages: gathered in {gathering:.3f} s, composed in {composing:.3f} s, laid out in"
        f" {laying:.3f} s; {ROWS} plain lines laid out in {plain:.3f} s; ratio {took / plain:.1f}"
    )


def _filled(path: Path) -> Ledger:
    ledger = Ledger.create(path, "测试区", actor="bench")
    entries = []
    for number in range(ROWS):
        stated = Stated(Decimal(100), None, "亿元", Bound.AT_LEAST, Decimal(8) if number % 2 else None)
        (target,) = ledger.add_target(f"第{number}项投资", 2023, stated).ids["target"]
        indicator = ledger.target(target).indicator_id
        entries += [
            ActualEntry(indicator, 2023, month, value=Decimal(month * (4 + number % 7)), unit="亿元")
            for month in range(1, MONTH + 1)
        ]
    ledger.set_actuals(entries, reason="bench")
    return ledger


def _least(work: Callable[[], Made]) -> tuple[float, Made]:
    """The shortest of a few runs, and what it made."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - began)
    return min(times), made
