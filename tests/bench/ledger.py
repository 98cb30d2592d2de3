"""Storage: 3,000 rows imported, confirmed and read as a table, beside plain inserts into SQLite; CPU time."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of

Result = TypeVar("Result")
ROWS = 3000


def bench() -> None:
    """Print each step's time, and the yardstick's."""
    goals = "".join(f"第{number}类产品产值{number}.5亿元，增长8%；" for number in range(1, ROWS + 1))
    text = f"青岚高新区2023年工作目标\n\n2023年主要目标是：{goals}\n"
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder) / "台账.zt", zone="青岚高新区") as ledger:
        rows, _ = timed("extract", lambda: extract(Document(text)))
        data = text.encode()
        timed("import", lambda: ledger.import_report("甲.txt", "text/plain", data, text, "", 2023, rows))
        ids = [row.id for row in ledger.rows(1)]
        _, confirming = timed("confirm", lambda: ledger.confirm_rows(ids, on_conflict="keep"))
        timed("table of a month", lambda: progress_of(ledger, 2023, 9))
        timed("table of a month again", lambda: progress_of(ledger, 2023, 9))
        written = 2 * ledger.history(1)[0].count  # each change stands in its table and in the history
        timed("undo", ledger.undo)
        timed("check", ledger.check)
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        for count in (len(rows), written):
            _, took = timed(f"yardstick: {count} plain inserts in one transaction", partial(inserts, plain, count))
            print(f"confirming takes {confirming / took:.0f} times as long", flush=True)
        plain.close()


def timed(name: str, work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.process_time()
    result = work()
    took = time.process_time() - began
    print(f"{name}: {took:.3f} s", flush=True)
    return result, took


def inserts(plain: sqlite3.Connection, count: int) -> None:
    plain.execute("BEGIN")
    for number in range(count):
        plain.execute("INSERT INTO row (text) VALUES (?)", (f"第{number}行" * 20,))
    plain.execute("COMMIT")
