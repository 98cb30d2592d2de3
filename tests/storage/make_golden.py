"""Make the golden book of this program's schema: `python -m tests.storage.make_golden` (see golden/README.md).

A book that is there already is kept: it is what a program of that time wrote. `--anew` replaces that of this schema,
for as long as no program with it was released.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.services.made_reports import content
from tests.storage.working import redo_all, undo_all, work_through
from zonetracker.services.ledger import Ledger
from zonetracker.storage.schema import SCHEMA

GOLDEN = Path(__file__).parent / "golden"
ACTOR = "样本员"

States = dict[str, dict[str, list[dict[str, object]]]]


def book_of(schema: int) -> Path:
    """Where the golden book of a schema is kept."""
    return GOLDEN / f"schema-{schema}.zt"


def states_of(book: Path) -> States:
    """The states that were read when a book was made: `new`, as it was `left`, and with all `done` again."""
    found: States = json.loads(book.with_suffix(".json").read_text("utf-8"))
    return found


def make(book: Path) -> States:
    """A worked-through book at `book`, its states beside it."""
    with Ledger.create(book, "云岭高新区", ACTOR) as ledger:
        new = content(ledger)
        work_through(ledger)
        left = content(ledger)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(book, folder))
        with Ledger.open(copy, ACTOR) as ledger:
            redo_all(ledger)
            done = content(ledger)
            undo_all(ledger)
            assert content(ledger) == new and ledger.check() == []
    states = {"new": new, "left": left, "done": done}
    book.with_suffix(".json").write_text(json.dumps(states, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return states


def main() -> None:
    book = book_of(SCHEMA)
    if book.exists() and "--anew" not in sys.argv:
        sys.exit(f"{book.name} is there already")
    book.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["ZONETRACKER_HOME"] = home
        make(book)
    print(f"{book.name}: {book.stat().st_size} bytes")


if __name__ == "__main__":
    main()
