"""R14, and what of R13 is no matter of many trials: an edit by another program is told, undo goes all the way back."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from tests.services.made_reports import content, imported, target
from tests.trust.crashing import act
from zonetracker.services.ledger import Ledger
from zonetracker.storage.history import stacks
from zonetracker.support.errors import Refusal

STEPS = 50


@pytest.mark.parametrize("seed", range(4))
def test_undo_goes_back_to_the_start_also_after_restarts(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.zt"
    chance = random.Random(seed)
    ledger = Ledger.create(path, "云岭高新区")
    empty = content(ledger)
    for _ in range(STEPS):
        act(ledger, chance)
        if chance.random() < 0.1:
            ledger.close()
            ledger = Ledger.open(path)
    full = content(ledger)
    steps = 0
    while ledger.can_undo:
        ledger.undo()
        steps += 1
        if chance.random() < 0.1:
            ledger.close()
            ledger = Ledger.open(path)
    assert content(ledger) == empty
    for _ in range(steps):
        ledger.redo()
    assert content(ledger) == full
    assert ledger.check() == []
    ledger.close()


def test_undo_and_redo_are_told_apart_from_reverting_anything_else() -> None:
    done = [(1, "create", None), (2, "a", None), (3, "b", None), (4, "undo", 3), (5, "redo", 4), (6, "undo", 5)]
    assert stacks(done).undo == ((2, 2),)
    assert stacks(done).redo == ((3, 6),)
    assert stacks([*done, (7, "c", None)]).redo == ()
    assert [first for first, _ in stacks([*done, (7, "undo", 2)]).redo] == [3, 2]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.confirm_rows(imported(ledger, target("工业投资", "12.50"), target("税收收入", "5")))
    return path


FOREIGN = {
    "目标第1号": "UPDATE target SET value = '99' WHERE id = 1",
    "实绩第1号": "INSERT INTO actual VALUES (1, 1, 2023, 1, '1', NULL, NULL, '', '', NULL, '', NULL)",
    "报告行的入账第2号": "DELETE FROM made WHERE id = 2",
    "设置第1号": "UPDATE setting SET value = '\"别处\"'",
    "操作记录": "INSERT INTO operation SELECT id + 1, name, words, at, actor, reverts, revision + 1, count, hash"
    " FROM operation ORDER BY id DESC LIMIT 1",
}


@pytest.mark.parametrize("told", FOREIGN)
def test_an_edit_by_another_program_is_told_at_the_next_opening(closed: Path, told: str) -> None:
    other = sqlite3.connect(closed)
    other.execute(FOREIGN[told])
    other.commit()
    other.close()
    with Ledger.open(closed) as ledger:
        assert any(told in notice and "其他程序" in notice for notice in ledger.notices), ledger.notices
        assert any(told in finding for finding in ledger.check())


def test_nothing_is_told_after_a_clean_end(closed: Path) -> None:
    for _ in range(3):
        with Ledger.open(closed) as ledger:
            assert ledger.notices == ()
            ledger.set_settings(places=ledger.revision % 4)


def tampered(path: Path, *statements: str) -> None:
    """Change what triggers guard, and put the triggers back as they were."""
    other = sqlite3.connect(path)
    triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        other.execute(statement)
    for _, sql in triggers:
        other.execute(sql)
    other.commit()
    other.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE change SET after = replace(after, '12.50', '13.50'), before = before", "操作记录从第2条"),
        ("UPDATE operation SET actor = '别人' WHERE id = 3", "操作记录从第3条"),
        ("DELETE FROM change WHERE operation_id = 3", "操作记录从第3条"),
        ("DELETE FROM operation WHERE id = 3", "操作记录的末尾"),
        ("UPDATE content SET bytes = x'00'", "原件"),
        ("UPDATE sqlite_sequence SET name = 'targat' WHERE name = 'target'", "目标的编号记录"),
        ("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'made'", "报告行的入账的编号记录"),
        ("INSERT INTO sqlite_sequence VALUES ('targat', 9)", "不认识的名称"),
    ],
)
def test_a_changed_history_or_original_is_noticed(closed: Path, statement: str, told: str) -> None:
    tampered(closed, statement)
    with Ledger.open(closed) as ledger:
        assert any(told in finding for finding in ledger.check()), ledger.check()


def test_history_refuses_update_and_delete(closed: Path) -> None:
    other = sqlite3.connect(closed)
    for table in ("operation", "change", "content"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(statement)
    other.close()


def test_undo_over_an_edit_by_another_program_is_refused(closed: Path) -> None:
    other = sqlite3.connect(closed)
    other.execute("UPDATE target SET value = '99' WHERE id = 1")
    other.commit()
    other.close()
    with Ledger.open(closed) as ledger:
        before = content(ledger)
        with pytest.raises(Refusal) as refused:
            ledger.undo()
        assert refused.value.code == "history.conflict"
        assert content(ledger) == before
