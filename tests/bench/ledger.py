"""Storage: 3,000 rows imported, confirmed and read as a table, beside as many plain inserts into SQLite."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
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
        rows = timed("extract", lambda: extract(Document(text)))
        data = text.encode()
        timed("import", lambda: ledger.import_report("甲.txt", "text/plain", data, text, "", 2023, rows))
        ids = [row.id for row in ledger.rows(1)]
        timed("confirm", lambda: ledger.confirm_rows(ids, on_conflict="keep"))
        timed("table of a month", lambda: progress_of(ledger, 2023, 9))
        timed("undo", ledger.undo)
        timed("check", ledger.check)
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        timed(f"yardstick: {len(rows)} plain inserts in one transaction", lambda: inserts(plain, len(rows)))
        plain.close()


def timed(name: str, work: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - began:.3f} s", flush=True)
    return result


def inserts(plain: sqlite3.Connection, count: int) -> None:
    plain.execute("BEGIN")
    for number in range(count):
        plain.execute("INSERT INTO row (text) VALUES (?)", (f"第{number}行" * 20,))
    plain.execute("COMMIT")
