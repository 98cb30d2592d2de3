"""Storage: 3,000 rows imported, confirmed and read as a table, beside plain inserts of the same rows; CPU time.

A plain insert is one statement of sqlite3, without history or checks; one after another in one transaction they fill
the workbook's own tables, indexes and all, in a bare file. Confirming is measured against two lots of them: the rows
that are confirmed, each inserted once; and everything that confirming writes, which is for each row an indicator, a
target, the link between them, the row's new state, and the record of each of these changes in the history.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import Candidate
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.storage.schema import SCHEMA, migrate

Insert = tuple[str, Mapping[str, object]]
ROWS, ROUNDS = 3000, 5
YARDSTICKS = ("plain inserts of the rows confirmed", "plain inserts of all that is written")
STEPS = ("import", "confirm", *YARDSTICKS, "table of a month", "table of a month again", "undo", "check")


def bench() -> None:
    """Print each step's time, and the yardsticks'."""
    goals = "".join(f"第{number}类产品产值{number}.5亿元，增长8%；" for number in range(1, ROWS + 1))
    text = f"青岚高新区2023年工作目标\n\n2023年主要目标是：{goals}\n"
    rows = extract(Document(text))
    taken: list[tuple[float, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            taken.append(steps(Path(folder) / str(number), text, rows))
    found = dict(zip(STEPS, (median(some) for some in zip(*taken, strict=True)), strict=True))
    for name, seconds in found.items():
        print(f"{name}: {seconds:.3f} s", flush=True)
    for yardstick in YARDSTICKS:
        print(f"confirming takes {found['confirm'] / found[yardstick]:.1f} times as long as {yardstick}", flush=True)


def steps(folder: Path, text: str, rows: list[Candidate]) -> tuple[float, ...]:
    """The CPU seconds of each step in a new workbook, the yardsticks right after what they measure."""
    folder.mkdir()
    with Ledger.create(folder / "台账.zt", zone="青岚高新区") as ledger:
        imported = cpu(lambda: ledger.import_report("甲.txt", "text/plain", text.encode(), text, "", 2023, rows))
        ids = [row.id for row in ledger.rows(1)]
        confirmed = cpu(lambda: ledger.confirm_rows(ids, on_conflict="keep"))
        yardsticks = [plain_inserts(folder / f"{len(some)}.db", some) for some in inserts_of(ledger.path)]
        later: list[Callable[[], object]] = [lambda: progress_of(ledger, 2023, 9)] * 2 + [ledger.undo, ledger.check]
        return (imported, confirmed, *yardsticks, *[cpu(work) for work in later])


def inserts_of(path: Path) -> tuple[list[Insert], list[Insert]]:
    """The rows that the last operation confirmed, and every row that it wrote, as they stand in the file."""
    with closing(sqlite3.connect(path)) as book:
        book.row_factory = sqlite3.Row
        confirmed: list[Insert] = [("review_row", dict(row)) for row in book.execute("SELECT * FROM review_row")]
        written: list[Insert] = []
        last = "SELECT * FROM change WHERE operation_id = (SELECT max(id) FROM operation) ORDER BY id"
        for row in book.execute(last):
            written += [(str(row["table_name"]), json.loads(row["after"])), ("change", dict(row))]
    return confirmed, written


def plain_inserts(path: Path, inserts: list[Insert]) -> float:
    """The CPU time of these inserts into a bare file with the workbook's tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        migrate(plain, 0, SCHEMA)

        def fill() -> None:
            plain.execute("BEGIN")
            for table, row in inserts:
                marks = ", ".join("?" * len(row))
                plain.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
            plain.execute("COMMIT")

        return cpu(fill)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began
