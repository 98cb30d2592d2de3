"""R13: whatever is done to a workbook in whatever order, its history holds each change, and undone it is as it was.

A machine of hypothesis draws operations; after each one the whole content is held against the one before it and the
lines that the history has for that operation. Now and then another program writes into the closed file.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.services.ledger.test_operations import prepare, public_writes
from tests.services.made_reports import content
from tests.trust.promises import Asking, Counting
from tests.trust.steps import STEPS, Draw, Nothing
from zonetracker.services.ledger import Ledger
from zonetracker.storage.schema import RECORDED
from zonetracker.support.errors import Refusal

STEPS_A_BOOK = 50
AGAIN, ANOTHER = "open again", "another program"
SEEDS = st.integers(0, 2**32 - 1)
Content = dict[str, list[dict[str, object]]]


def rows_of(book: Content) -> dict[tuple[str, int], dict[str, object]]:
    return {(table, int(str(row["id"]))): row for table, rows in book.items() for row in rows}


def told_of(ledger: Ledger) -> dict[tuple[str, int], list[tuple[Any, Any]]]:
    """What the history says that the latest operation did: befores and afters of each row, in their order."""
    found: dict[tuple[str, int], list[tuple[Any, Any]]] = {}
    for change in ledger._database.query("SELECT * FROM change WHERE operation_id = ? ORDER BY id", (ledger.revision,)):
        pair = tuple(None if said is None else json.loads(str(said)) for said in (change["before"], change["after"]))
        found.setdefault((str(change["table_name"]), int(str(change["row_id"]))), []).append((pair[0], pair[1]))
    return found


def untold(before: Content, after: Content, told: dict[tuple[str, int], list[tuple[Any, Any]]]) -> list[str]:
    """Rows that the history does not say to have become what they are."""
    was, now = rows_of(before), rows_of(after)
    changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    wrong = [f"{key} changed without a line" for key in changed - told.keys()]
    for key, steps in told.items():
        follows = all(one[1] == other[0] for one, other in pairwise(steps))
        if steps[0][0] != was.get(key) or steps[-1][1] != now.get(key) or not follows:
            wrong.append(f"{key} is not as its lines say")
    return wrong


class EveryOperation(RuleBasedStateMachine):
    """A workbook at work."""

    done: ClassVar[Counter[str]] = Counter()
    tried = 0

    @initialize(filled=st.booleans())
    def new(self, filled: bool) -> None:
        """Empty, or with something in it for each operation."""
        self.folder = Path(mkdtemp())
        self.path = self.folder / "a.zt"
        self.ledger = Ledger.create(self.path, "云岭高新区")
        if filled:
            prepare(self.ledger)
        self.content = content(self.ledger)

    @rule(name=st.sampled_from([*sorted(STEPS), AGAIN, ANOTHER]), seed=SEEDS)
    def step(self, name: str, seed: int) -> None:
        """What happens next."""
        type(self).tried += 1
        chance = random.Random(seed)
        if name == AGAIN:
            self.again()
        elif name == ANOTHER:
            self.another_program(chance)
        else:
            self.act(name, Draw(self.ledger, chance))

    def act(self, name: str, draw: Draw) -> None:
        """One operation; refused, or with nothing to do it to, it leaves everything as it was."""
        revision = self.ledger.revision
        try:
            STEPS[name](draw)
        except (Refusal, Nothing):
            assert self.ledger.revision == revision, f"{name} was refused and left an operation"
        now = content(self.ledger)
        if self.ledger.revision == revision:
            assert now == self.content, f"{name} changed something and left no line"
        else:
            assert self.ledger.revision == revision + 1, f"{name} left several operations"
            assert not untold(self.content, now, told_of(self.ledger)), name
            self.done[name] += 1
        self.content = now

    def again(self) -> None:
        """The clerk goes home; the next morning nothing is told, since nothing happened."""
        self.ledger.close()
        self.ledger = Ledger.open(self.path)
        assert self.ledger.notices == () and content(self.ledger) == self.content

    def another_program(self, chance: random.Random) -> None:
        """One changes a row of the closed file: told when it is opened. Then the file is as it was."""
        self.ledger.close()
        shutil.copy(self.path, self.folder / "kept")
        if changed := edited_by_another(self.path, chance):
            with Ledger.open(self.path) as ledger:
                assert any("其他程序" in said for said in ledger.notices), changed
            self.done[ANOTHER] += 1
        shutil.copy(self.folder / "kept", self.path)
        self.ledger = Ledger.open(self.path)

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            assert self.ledger.check() == []
            self.ledger.close()
            shutil.rmtree(self.folder)


def edited_by_another(path: Path, chance: random.Random) -> str:
    """What another program did to a row of any table, "" where the tables would not have it."""
    other = sqlite3.connect(path, isolation_level=None)
    try:
        filled = [table for table in RECORDED if other.execute(f"SELECT 1 FROM {table}").fetchone()]
        table = chance.choice(filled)
        number = chance.choice(other.execute(f"SELECT id FROM {table}").fetchall())[0]
        columns = [row[1] for row in other.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        column = chance.choice(columns)
        (old,) = other.execute(f"SELECT {column} FROM {table} WHERE id = ?", (number,)).fetchone()
        ways = [
            (f"UPDATE {table} SET {column} = ? WHERE id = ?", (_other(old, chance), number)),
            (f"DELETE FROM {table} WHERE id = ?", (number,)),
        ]
        statement, values = chance.choice(ways)
        try:
            other.execute(statement, values)
        except sqlite3.IntegrityError:
            return ""
        return f"{statement} {values} over {old!r}"
    finally:
        other.close()


def _other(old: object, chance: random.Random) -> object:
    if isinstance(old, int):
        return old + chance.choice([-1, 1])
    return f"{old or ''}{chance.choice('0改 ')}"


def test_no_operation_is_missing_here() -> None:
    assert STEPS.keys() == public_writes()


@pytest.mark.slow
def test_every_change_has_its_line(promise: Counting, rounds: Asking) -> None:
    EveryOperation.done.clear()
    EveryOperation.tried = 0
    steps = rounds("R13")
    books = 3 * steps // (2 * STEPS_A_BOOK)  # not all of them take all of their steps
    machine = settings(max_examples=books, stateful_step_count=STEPS_A_BOOK, phases=[Phase.generate])
    run_state_machine_as_test(EveryOperation, settings=machine)
    assert EveryOperation.tried >= steps
    assert len(EveryOperation.done) > len(STEPS) * 3 // 4, "many operations found nothing that they could be done to"
    promise("R13", tried=EveryOperation.tried, bad=0)
