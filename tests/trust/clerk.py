"""A clerk at a PC of his own: a process that opens, edits and closes a workbook as it is told, line by line.

`clerk.py BOOK NAME [no-locks] [no-sqlite-locks] [slow]`: the lock file shuts nobody out; SQLite's locks do nothing, as
on some shares; what is written is written late. Each order is a word with its arguments, each answer a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from zonetracker.services.ledger import Ledger
from zonetracker.storage import connection, locking
from zonetracker.support.errors import Refusal

LATE_SECONDS = 0.2
_Answer = dict[str, object]


class Clerk:
    """What one of them can be told."""

    def __init__(self, book: Path, name: str) -> None:
        self._book, self._name = book, name
        self._ledger: Ledger | None = None

    def open(self, _: str) -> _Answer:
        """Open the workbook: whether it is only to be read, what is said, and how long that took."""
        began = time.monotonic()
        self._ledger = Ledger.open(self._book, actor=self._name)
        holder = self._ledger.lock_holder
        return {
            "read_only": self._ledger.read_only,
            "seconds": time.monotonic() - began,
            "notices": list(self._ledger.notices),
            "holder": [holder.user, holder.host, holder.since[:16], holder.pid] if holder else None,
        }

    def edit(self, words: str) -> _Answer:
        """Add a target of that name: whether it was taken."""
        assert self._ledger is not None
        try:
            self._ledger.add_target(words, 2023)
        except Refusal as refused:
            return {"kept": False, "code": refused.code}
        return {"kept": True}

    def see(self, _: str) -> _Answer:
        """Which targets there are."""
        assert self._ledger is not None
        return {"names": sorted(one.name for one in self._ledger.indicators())}

    def close(self, _: str) -> _Answer:
        """Close the workbook, if it is open."""
        if self._ledger is not None:
            self._ledger.close()
        self._ledger = None
        return {}


def _write_late() -> None:
    commit = connection.Connection.commit

    def late(self: connection.Connection) -> None:
        time.sleep(LATE_SECONDS)
        commit(self)

    connection.Connection.commit = late  # type: ignore[method-assign]


def main() -> None:
    book, name, *without = sys.argv[1:]
    if "no-locks" in without:
        locking.FileLock.take = lambda self: None  # type: ignore[method-assign]
    if "no-sqlite-locks" in without:
        real, unlocked = connection._uri, "win32-none" if os.name == "nt" else "unix-none"
        connection._uri = lambda path, mode: f"{real(path, mode)}&vfs={unlocked}"
    if "slow" in without:
        _write_late()
    clerk = Clerk(Path(book), name)
    orders: dict[str, Callable[[str], _Answer]] = {
        "open": clerk.open,
        "edit": clerk.edit,
        "see": clerk.see,
        "close": clerk.close,
    }
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        order, _, words = line.rstrip("\n").partition(" ")
        print(json.dumps(orders[order](words)), flush=True)


if __name__ == "__main__":
    main()
