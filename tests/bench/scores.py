"""The board of 500 departments with 10,000 tasks, gathered first and again, beside the table of the same month."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.services.scores.made_board import YEAR, fill_year
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.scores.board import score_board

MONTH = 9
UNITS, TASKS = 500, 10_000


def bench() -> None:
    """Print the CPU time of each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.zt"
        with Ledger.create(path, "青岚高新区") as ledger:
            fill_year(ledger, UNITS, TASKS)
        with Ledger.open(path) as ledger:
            ledger.look_over()
            steps: tuple[tuple[str, Callable[[], object]], ...] = (
                (
                    "the tables of two months",
                    lambda: (progress_of(ledger, YEAR, MONTH - 1), progress_of(ledger, YEAR, MONTH)),
                ),
                ("the board with its movement, again", lambda: score_board(ledger, YEAR, MONTH)),
                ("the board alone", lambda: score_board(ledger, YEAR, MONTH, compared=False)),
                ("the board of the quarter", lambda: score_board(ledger, YEAR, MONTH, quarter=True, compared=False)),
            )
            first = _cpu(lambda: score_board(ledger, YEAR, MONTH))
        with Ledger.open(path) as ledger:
            taken = _cpu(lambda: score_board(ledger, YEAR, MONTH))
            print(f"{UNITS} departments with {TASKS} tasks, first: {first:.2f} s CPU, in a fresh ledger {taken:.2f} s")
            for name, work in steps:
                print(f"{name}: {_cpu(work):.2f} s CPU", flush=True)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    bench()
