"""Changes in words: no column of a recorded table is shown under its name in code."""

import pytest

from zonetracker.storage.schema import RECORDED, SCHEMA, columns_of, layout
from zonetracker.ui.history.changes import HIDDEN
from zonetracker.words.fields import field_word, table_word


@pytest.mark.parametrize("table", RECORDED)
def test_every_recorded_table_and_each_of_its_columns_has_a_word(table: str) -> None:
    assert table_word(table) != table
    assert [column for column in columns_of(table) if column not in HIDDEN and field_word(column) == column] == []


def test_nothing_is_hidden_that_no_table_has() -> None:
    known = {column for schema in range(1, SCHEMA + 1) for own in layout(schema).tables.values() for column in own}
    assert known >= HIDDEN
