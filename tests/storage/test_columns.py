"""History over a change of columns: old records stay as written, and are undone, redone and checked all the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.ledger.test_operations import OPERATIONS
from tests.services.made_reports import content
from tests.storage.later import as_later, become_later, become_newer
from tests.storage.make_golden import States, make
from tests.storage.test_golden import history
from tests.storage.test_history import tampered
from tests.storage.test_opening import state
from tests.storage.working import redo_all, undo_all
from tests.trust.crashing import act
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.storage import schema
from zonetracker.storage.connection import Value
from zonetracker.storage.migrations import Migration, statements
from zonetracker.support.errors import Refusal
from zonetracker.ui.history.changes import FieldChange, field_changes

PREPARED = 18
"""The operation after which a worked-through book is as `prepare` made it."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "a.zt"


@pytest.fixture
def states(book: Path) -> States:
    return make(book)


def looked_over(ledger: Ledger) -> list[str]:
    """What is wrong with the file; the facts themselves know the columns of today alone."""
    return ledger._database.check()


def put(ledger: Ledger, table: str, row_id: int, **values: Value) -> int:
    """An operation of a program that knows these columns."""
    with ledger._database.operation("put") as recorder:
        recorder.update(table, row_id, values)
    return recorder.operation_id


def words(ledger: Ledger, *operations: int) -> list[FieldChange]:
    """These operations in words, or the whole history."""
    return [
        line
        for number in operations or range(1, ledger.revision + 1)
        for change in ledger.changes(number)
        for line in field_changes(change, lambda table, row_id: f"{table} {row_id}")
    ]


def test_a_whole_history_is_undone_and_redone_over_new_renamed_and_dropped_columns(
    book: Path, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = history(book)
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        assert ledger.notices == () and looked_over(ledger) == []
        assert content(ledger) == as_later(states["left"])
        redo_all(ledger)
        assert content(ledger) == as_later(states["done"]) and looked_over(ledger) == []
        assert undo_all(ledger) > 25
        assert content(ledger) == as_later(states["new"]) and looked_over(ledger) == []
    with Ledger.open(book) as ledger:
        redo_all(ledger)
        assert content(ledger) == as_later(states["done"])
    with Ledger.open(book) as ledger:
        assert ledger.notices == () and looked_over(ledger) == []
    assert history(book)[: len(written)] == written


def test_going_back_and_every_operation_on_top(book: Path, states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        ledger.revert_to(PREPARED)
        prepared = content(ledger)
        assert len(prepared["target"]) == 6 and looked_over(ledger) == []
        for name in sorted(OPERATIONS):
            OPERATIONS[name](ledger)
            after = content(ledger)
            assert after != prepared, name
            ledger.undo()
            assert content(ledger) == prepared, name
            ledger.redo()
            assert content(ledger) == after, name
            ledger.undo()
        assert looked_over(ledger) == []
        ledger.undo()
        assert content(ledger) == as_later(states["left"])
        undo_all(ledger)
        assert content(ledger) == as_later(states["new"]) and looked_over(ledger) == []


def test_a_new_column_is_set_and_taken_back(book: Path, states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        first = ledger.targets(2023)[0].id
        before = content(ledger)
        painted = put(ledger, "target", first, colour="红", channel="外网")
        told = {(line.field, line.before, line.after) for line in words(ledger, painted)}
        assert told == {("colour", "", "红"), ("channel", "内网", "外网")}
        after = content(ledger)
        ledger.remove_targets([first])
        ledger.undo()
        assert content(ledger) == after != before
        ledger.undo()
        assert content(ledger) == before
        ledger.redo()
        assert content(ledger) == after and looked_over(ledger) == []
        undo_all(ledger)
        assert content(ledger) == as_later(states["new"]) and looked_over(ledger) == []


def test_a_step_that_changed_only_a_dropped_column_is_passed_in_both_directions(
    book: Path, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(book) as ledger:
        put(ledger, "issued", 1, size=3)
        stamped = put(ledger, "issued", 1, made_at="2023-04-01")
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        assert [(line.field, line.after) for line in words(ledger, stamped)] == [("留存时间", "2023-04-01")]
        steps = ledger.steps[0]
        ledger.undo()
        assert ledger.steps == (steps - 1, 1) and content(ledger)["issued"][0]["length"] == 3
        ledger.undo()
        assert ledger.steps == (steps - 2, 2) and content(ledger) == as_later(states["left"])
        assert redo_all(ledger) == 2 and looked_over(ledger) == []
        undo_all(ledger)
        assert content(ledger) == as_later(states["new"]) and looked_over(ledger) == []


def test_records_of_three_schemas_in_one_history(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = Migration(
        (
            "ALTER TABLE issued RENAME COLUMN size TO length",
            "ALTER TABLE issued ADD COLUMN shelf TEXT NOT NULL DEFAULT '甲'",
        ),
        {"issued": {"size": "length"}},
    )
    third = Migration(
        (
            "ALTER TABLE issued RENAME COLUMN length TO amount",
            "ALTER TABLE issued RENAME COLUMN shelf TO place",
            "ALTER TABLE issued ADD COLUMN seen INTEGER DEFAULT 0",
        ),
        {"issued": {"length": "amount", "shelf": "place"}},
    )
    with Ledger.create(book, "云岭高新区") as ledger:
        ledger.keep_issued("sheet", 2023, 3, "三月.xlsx", b"PK")
        put(ledger, "issued", 1, size=3)
    become_newer(monkeypatch, second)
    with Ledger.open(book) as ledger:
        put(ledger, "issued", 1, length=4)
        put(ledger, "issued", 1, shelf="乙")
    become_newer(monkeypatch, second, third)
    passed: list[tuple[object, ...]] = []

    def look(ledger: Ledger) -> None:
        assert looked_over(ledger) == []
        passed.extend((row["amount"], row["place"], row["seen"]) for row in content(ledger)["issued"])

    with Ledger.open(book) as ledger:
        put(ledger, "issued", 1, amount=5, seen=1)
        look(ledger)
        while ledger.can_undo:
            ledger.undo()
            look(ledger)
        forward = [(2, "甲", 0), (3, "甲", 0), (4, "甲", 0), (4, "乙", 0), (5, "乙", 1)]
        assert passed == forward[::-1]
        passed.clear()
        while ledger.can_redo:
            ledger.redo()
            look(ledger)
        assert passed == forward


@pytest.mark.parametrize("seed", range(3))
def test_random_work_before_and_after_is_all_undone(book: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    with Ledger.create(book, "云岭高新区") as ledger:
        new = content(ledger)
        for _ in range(40):
            act(ledger, chance)
        left = content(ledger)
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        assert content(ledger) == as_later(left)
        for _ in range(40):
            act(ledger, chance)
        worked = content(ledger)
        assert looked_over(ledger) == []
        steps = undo_all(ledger)
        assert content(ledger) == as_later(new) and looked_over(ledger) == []
        for _ in range(steps):
            ledger.redo()
        assert content(ledger) == worked and looked_over(ledger) == []


def test_the_history_says_in_words_what_it_said_before(
    book: Path, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(book) as ledger:
        before = words(ledger)
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        after = words(ledger)
        undo_all(ledger)
        assert len(words(ledger)) > len(after)
    assert [told_later(line) for line in before] == after


def told_later(line: FieldChange) -> FieldChange:
    """The line under the names that LATER gave; they have no words of their own yet."""
    for old, new in (("大小（字节）", "length"), ("更正为", "given")):
        before, after = line.before.replace(f"{old} ", f"{new} "), line.after.replace(f"{old} ", f"{new} ")
        line = replace(line, before=before, after=after)
    return line


def test_the_older_program_refuses_the_newer_book_and_leaves_it(
    book: Path, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        become_later(newer)
        Ledger.open(book).close()
    before = state(book)
    with pytest.raises(Refusal) as refused:
        Ledger.open(book)
    assert refused.value.code == "file.newer"
    assert state(book) == before


TAMPERED = {
    "a key that is NULL in the row": "UPDATE change SET after = json_remove(after, '$.weight')"
    " WHERE table_name = 'target' AND after IS NOT NULL",
    "a key of what undo restores": "UPDATE change SET before = json_remove(before, '$.weight')"
    " WHERE table_name = 'target' AND before IS NOT NULL",
    "a key of a later schema": "UPDATE change SET after = json_set(after, '$.colour', NULL)"
    " WHERE table_name = 'target' AND after IS NOT NULL",
    "a value": "UPDATE change SET after = json_set(after, '$.note', '别的')"
    " WHERE table_name = 'target' AND after IS NOT NULL",
    "no row at all": "UPDATE change SET after = '[[]]' WHERE table_name = 'target' AND after IS NOT NULL",
}


@pytest.mark.parametrize("later", [False, True], ids=["same schema", "later schema"])
@pytest.mark.parametrize("how", TAMPERED)
def test_a_record_tampered_with_is_noticed_and_never_undone(
    book: Path, monkeypatch: pytest.MonkeyPatch, how: str, later: bool
) -> None:
    with Ledger.create(book, "云岭高新区") as ledger:
        ledger.add_target("税收收入", 2023)
        ledger.edit_target(1, TargetChange(responsible="经发局"))
    tampered(book, TAMPERED[how])
    if later:
        become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        assert any("操作记录从第2条" in finding or "操作记录从第3条" in finding for finding in looked_over(ledger))
        before = content(ledger)
        with pytest.raises(Refusal) as refused:
            ledger.undo()
        assert refused.value.code == "history.conflict"
        assert content(ledger) == before


def test_an_edit_by_another_program_is_told_in_old_and_new_columns(
    book: Path, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    become_later(monkeypatch)
    with Ledger.open(book) as ledger:
        first, second = ledger.targets()[:2]
    tampered(
        book,
        f"UPDATE target SET colour = '红' WHERE id = {first.id}",
        f"UPDATE target SET note = '别的' WHERE id = {second.id}",
    )
    with Ledger.open(book) as ledger:
        findings = looked_over(ledger)
        assert len(findings) == 2
        assert all("其他程序" in finding for finding in findings)


def faults() -> list[str]:
    """What in the migrations would garble old records (docs/how-to/add-a-column.md)."""
    found: list[str] = []
    used: dict[str, set[str]] = {}
    for number in range(1, schema.SCHEMA):
        before, after = schema.layout(number).tables, schema.layout(number + 1).tables
        for table, columns in before.items():
            moved = vars(schema)["MIGRATIONS"][number].moved.get(table, {})
            used.setdefault(table, set()).update(columns)
            kept = {name: value for old, value in columns.items() if (name := moved.get(old, old))}
            now = after.get(table, {})
            found += [f"{table}.{name} is gone without a word" for name in kept.keys() - now.keys()]
            found += [f"{table}.{name} was never there" for name in moved.keys() - columns.keys()]
            found += [f"{table}.{name} is used again" for name in (now.keys() - kept.keys()) & used[table]]
            found += [f"{table}.{name} is used again" for name in set(filter(None, moved.values())) & used[table]]
            found += [f"{table}.{name} has another default" for name in kept.keys() & now if kept[name] != now[name]]
    return found


def test_the_migrations_garble_no_old_record(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults() == []
    become_later(monkeypatch)
    assert faults() == []


@pytest.mark.parametrize(
    ("script", "moved", "fault"),
    [
        ("ALTER TABLE target DROP COLUMN note;", {}, "target.note is gone without a word"),
        ("ALTER TABLE target RENAME COLUMN note TO remark;", {}, "target.note is gone without a word"),
        ("DROP TABLE sheet_mapping;", {}, "sheet_mapping.name is gone without a word"),
        ("ALTER TABLE target ADD COLUMN more TEXT;", {"target": {"less": None}}, "target.less was never there"),
        (
            "ALTER TABLE target RENAME COLUMN note TO remark; ALTER TABLE target ADD COLUMN note TEXT;",
            {"target": {"note": "remark"}},
            "target.note is used again",
        ),
        (
            "ALTER TABLE target RENAME COLUMN note TO spare; ALTER TABLE target RENAME COLUMN source TO note;"
            " ALTER TABLE target RENAME COLUMN spare TO source;",
            {"target": {"note": "source", "source": "note"}},
            "target.note is used again",
        ),
        (
            "DROP TABLE sheet_mapping; CREATE TABLE sheet_mapping (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " name TEXT NOT NULL UNIQUE, mapping TEXT NOT NULL DEFAULT '{}') STRICT;",
            {},
            "sheet_mapping.mapping has another default",
        ),
    ],
)
def test_a_migration_that_would_garble_old_records_is_told(
    monkeypatch: pytest.MonkeyPatch, script: str, moved: dict[str, dict[str, str | None]], fault: str
) -> None:
    become_newer(monkeypatch, Migration(statements(script.replace("; ", ";\n")), moved))
    assert fault in faults()
