"""What a clerk does with a book while its disk fails or fills up, and the files in which it is done."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.trust.crashing import some_report
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.support.writing import write_safely

Files = dict[str, bytes]
Template = tuple[Path, Files]
MANY = 60
BOOK, SHEET, COPY = "台账/云岭.zt", "台账/完成情况表.xlsx", "台账/备份.zt"


def edit(ledger: Ledger, _: Path) -> None:
    ledger.set_actuals([ActualEntry(1, 2023, month, Decimal(month), "亿元") for month in (3, 6)])


def edit_more(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(2, 2023, 6, Decimal(7), "亿元")])


WORKS: dict[str, Callable[[Ledger, Path], object]] = {
    "import": lambda ledger, _: some_report(random.Random(3)).keep(ledger),
    "edit": edit,
    "bulk edit": lambda ledger, _: ledger.edit_targets(range(1, MANY + 1), TargetChange(note="核对" * 200)),
    "undo": lambda ledger, _: ledger.undo(),
    "revert": lambda ledger, _: ledger.revert_to(2),
    "backup": lambda ledger, place: ledger.backup(place / COPY),
    "export": lambda _, place: write_safely(place / SHEET, b"new" * 9000),
}
SAVING = {name for name in WORKS if name not in ("backup", "export")}


def files_below(place: Path) -> Files:
    return {str(path): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def made_template(root: Path) -> Template:
    """A book with some history, an older sheet and an older backup beside it, and this PC's folder."""
    (root / "台账").mkdir()
    with pytest.MonkeyPatch.context() as home:
        home.setenv("ZONETRACKER_HOME", str(root / "home"))
        with Ledger.create(root / BOOK, "云岭高新区") as ledger:
            some_report(random.Random(1)).keep(ledger)
            for number in range(MANY):
                ledger.add_target(f"第{number}项目标", 2023, Stated(Decimal(number), unit="亿元"))
            ledger.backup(root / COPY)
            ledger.edit_targets([1, 2, 3], TargetChange(responsible="经发局"))
        write_safely(root / SHEET, b"old" * 9000)
    return root, files_below(root)
