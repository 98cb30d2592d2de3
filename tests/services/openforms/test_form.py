"""The form is that of the newest schema, and docs/open-forms.md tells each of its columns."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from zonetracker.services.openforms.form import BOOK, PIECES, TABLES, VERSION, OpenColumn, OpenTable, Shown
from zonetracker.storage.schema import RECORDED, SCHEMA, columns_of, migrate
from zonetracker.words.fields import field_word, table_word

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "open-forms.md"
RECORDED_TABLES = [table for table in TABLES if table.name != "content"]


@pytest.fixture(scope="module")
def newest() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, 0, SCHEMA)
    return connection


def test_every_recorded_table_is_in_the_form() -> None:
    assert sorted(table.name for table in RECORDED_TABLES) == sorted(RECORDED)


@pytest.mark.parametrize("table", RECORDED_TABLES, ids=lambda table: table.name)
def test_a_table_has_the_columns_of_the_newest_schema(table: OpenTable, newest: sqlite3.Connection) -> None:
    assert table.fields == tuple(columns_of(table.name))
    told = newest.execute(f'SELECT name, type, "notnull", pk FROM pragma_table_info("{table.name}")').fetchall()
    whole = {column.name for column in table.columns if column.shown in (Shown.NUMBER, Shown.FLAG)}
    assert {name for name, kind, _, _ in told if kind == "INTEGER"} == whole
    assert {name for name, _, needed, key in told if not needed and not key} == {
        column.name for column in table.columns if column.optional
    }


@pytest.mark.parametrize("table", RECORDED_TABLES, ids=lambda table: table.name)
def test_a_table_has_the_links_and_the_keys_of_the_newest_schema(table: OpenTable, newest: sqlite3.Connection) -> None:
    links = newest.execute(f'SELECT "from", "table" FROM pragma_foreign_key_list("{table.name}")').fetchall()
    assert set(links) == {(column.name, column.link) for column in table.columns if column.link}
    keys = newest.execute(f'SELECT name FROM pragma_index_list("{table.name}") WHERE "unique"').fetchall()
    named = [
        tuple(row[0] for row in newest.execute(f'SELECT name FROM pragma_index_info("{name}")')) for (name,) in keys
    ]
    assert sorted(named) == sorted(table.unique)


@pytest.mark.parametrize("table", (BOOK, *TABLES, PIECES), ids=lambda table: table.name)
def test_a_table_and_its_columns_have_chinese_words(table: OpenTable) -> None:
    assert table_word(table.name) != table.name
    words = [field_word(field) for field in table.fields]
    assert all(word != field for word, field in zip(words, table.fields, strict=True))
    assert len(set(words)) == len(words)


def written_as(column: OpenColumn) -> str:
    link = f" → {column.link}" if column.link else ""
    codes = f": {' '.join(f'`{code}`' for code in column.codes)}" if column.codes else ""
    return f"{column.shown}{link}{codes}{', or nothing' if column.optional else ''}"


def test_the_document_tells_every_table_and_column_and_no_other() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"version {VERSION}" in text
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    told = {}
    for section in sections:
        head, _, body = section.partition("\n")
        rows = [
            [cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines() if line[:3] == "| `"
        ]
        assert all(len(row) == 4 and len(row[3]) > 3 for row in rows), head
        told[head] = [row[:3] for row in rows]
    assert told == {
        f"{table_word(table.name)} `{table.name}`": [
            [f"`{column.name}`", field_word(column.name), written_as(column)] for column in table.columns
        ]
        for table in (BOOK, *TABLES, PIECES)
    }
