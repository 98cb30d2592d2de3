"""A clerk at work in a process of its own, to be killed: does random actions and says each that was acknowledged."""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from tests.dying import die_after
from tests.services.made_reports import MadeReport, actual, content, milestone, target
from zonetracker.model.changes import RowChange, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.support.errors import Refusal

NAMES = [f"第{number}项投资" for number in range(12)]


def digest(ledger: Ledger) -> str:
    return hashlib.sha256(json.dumps(content(ledger), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def some_figure(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(-(10**9), 10**9)).scaleb(-chance.randrange(0, 5))


def some_report(chance: random.Random) -> MadeReport:
    makers = [target, actual]
    rows = [chance.choice(makers)(chance.choice(NAMES), str(abs(some_figure(chance)))) for _ in range(8)]
    return MadeReport([*rows, milestone("孵化楼竣工")], title=f"报告{chance.randrange(10**9)}")


def act(ledger: Ledger, chance: random.Random) -> None:
    """One random action of a clerk; an action that finds nothing to do is passed over."""
    rows = [row.id for report in ledger.reports() for row in ledger.rows(report.id)]
    some = chance.sample(rows, min(len(rows), 4))
    targets = [one.id for one in ledger.targets()]
    indicators = [one.id for one in ledger.indicators()]
    entries = [
        ActualEntry(number, 2023, month, some_figure(chance), "亿元")
        for number in indicators
        for month in chance.sample(range(1, 13), 2)
    ]
    conflict = chance.choice(["ask", "keep", "replace"])
    actions: list[Callable[[], object]] = [
        lambda: some_report(chance).keep(ledger) if len(rows) < 40 else ledger.remove_report(ledger.reports()[0].id),
        lambda: ledger.confirm_rows(some, on_conflict=conflict),  # type: ignore[arg-type]
        lambda: ledger.confirm_rows(some, reason="核对无误"),
        lambda: ledger.reject_rows(some[:2]),
        lambda: ledger.reopen_rows(some[:1]),
        lambda: ledger.edit_rows(some[:1], RowChange(name=chance.choice(NAMES), value=some_figure(chance))),
        lambda: ledger.edit_rows(
            some[:1], RowChange(masked=chance.random() < 0.5, year=chance.choice([2022, 2023, None]))
        ),
        lambda: ledger.set_actuals(entries[:6], reason="核对无误"),
        lambda: ledger.edit_targets(targets[:3], TargetChange(responsible=chance.choice(NAMES))),
        lambda: ledger.remove_targets(targets[:1]),
        lambda: ledger.add_target(chance.choice(NAMES), 2023, Stated(some_figure(chance))),
        lambda: ledger.adjust_target(chance.choice(targets), Stated(some_figure(chance)), 6, "文", "外部环境变化"),
        lambda: ledger.copy_targets(2023, chance.randrange(2024, 2030)),
        lambda: ledger.set_settings(places=chance.randrange(5)),
        lambda: ledger.undo(),
        lambda: ledger.undo(),
        lambda: ledger.redo(),
        lambda: ledger.revert_to(max(1, ledger.revision - 5)) if chance.random() < 0.2 else None,
    ]
    try:
        chance.choice(actions)()
    except (Refusal, IndexError):
        return


def main() -> None:
    path, seed, mode, calls = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    ledger = Ledger.open(path)
    assert not ledger.read_only, ledger.notices
    assert ledger.check() == [], ledger.check()
    if mode == "import":
        print("ready", flush=True)
        _may_die(calls)
        some_report(random.Random(seed)).keep(ledger, operation_key=f"key-{seed}")
        print("done", flush=True)
        return
    chance = random.Random(seed)
    print(f"at {ledger.revision} {digest(ledger)}", flush=True)
    _may_die(calls)
    while True:
        act(ledger, chance)
        print(f"at {ledger.revision} {digest(ledger)}", flush=True)


def _may_die(calls: int) -> None:
    if calls:
        die_after(calls)


if __name__ == "__main__":
    main()
