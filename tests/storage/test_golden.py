"""Books that programs of every schema so far wrote: opened, undone to the beginning, redone, checked and compared."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.services.made_reports import content
from tests.storage.make_golden import States, book_of, make, states_of
from tests.storage.working import redo_all, undo_all
from zonetracker.services.ledger import Ledger
from zonetracker.storage import header
from zonetracker.storage.migrations import MIGRATIONS
from zonetracker.storage.schema import RECORDED, SCHEMA

Content = dict[str, list[dict[str, object]]]
SCHEMAS = range(1, SCHEMA + 1)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_schema_so_far_has_its_golden_book(schema: int) -> None:
    book = book_of(schema)
    assert book.exists() and book.with_suffix(".json").exists(), (
        f"no golden book of schema {schema}: with a program of that schema run `python -m tests.storage.make_golden`"
        " and commit what it made; before a migration is added, that of the schema before must be there"
    )
    assert header.look(book).schema == schema


def history(book: Path) -> list[tuple[object, ...]]:
    """What is chained, as it stands in the file."""
    raw = sqlite3.connect(book)
    try:
        return raw.execute(
            "SELECT operation_id, table_name, row_id, before, after, hash FROM change"
            " JOIN operation ON operation.id = operation_id ORDER BY change.id"
        ).fetchall()
    finally:
        raw.close()


def renamed(old: Content, schema: int) -> Content:
    """Rows as a program of `schema` read them, under today's names and without what was dropped."""
    rows = old
    for step in MIGRATIONS[schema:]:
        rows = {
            table: [
                {name: value for key, value in row.items() if (name := step.moved.get(table, {}).get(key, key))}
                for row in held
            ]
            for table, held in rows.items()
        }
    return rows


def same(now: Content, then: Content) -> bool:
    """Whether these are the same rows in the columns that there were `then`."""
    cut = {
        table: [{key: row.get(key) for key in old} for row, old in zip(now[table], held, strict=True)]
        for table, held in then.items()
    }
    return cut == then and not any(now[table] for table in now.keys() - then.keys())


def walk(book: Path, states: States, schema: int) -> None:
    """Open a book of a schema and go through its whole history."""
    assert all(states["left"].values())
    new, left, done = (renamed(states[one], schema) for one in ("new", "left", "done"))
    written = history(book)
    with Ledger.open(book, "后来人") as ledger:
        assert ledger.notices == () and ledger.check() == []
        assert same(content(ledger), left)
        assert redo_all(ledger) >= 3
        everything = content(ledger)
        assert same(everything, done)
        assert undo_all(ledger) >= 25
        assert same(content(ledger), new) and ledger.check() == []
        redo_all(ledger)
        assert content(ledger) == everything and ledger.check() == []
    with Ledger.open(book) as ledger:
        assert ledger.notices == () and ledger.check() == []
    assert history(book)[: len(written)] == written


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_golden_book_goes_back_to_its_beginning_and_forth(schema: int, tmp_path: Path) -> None:
    walk(Path(shutil.copy(book_of(schema), tmp_path)), states_of(book_of(schema)), schema)


def test_the_script_makes_a_book_with_rows_of_every_kind(tmp_path: Path) -> None:
    book = tmp_path / "schema.zt"
    states = make(book)
    assert states == states_of(book) and states["left"].keys() == set(RECORDED)
    walk(book, states, SCHEMA)
