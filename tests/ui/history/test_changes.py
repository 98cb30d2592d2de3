"""Changes in words: no column of a recorded table is shown under its name in code."""

import pytest

from zonetracker.model.bookkeeping import Change
from zonetracker.storage.schema import RECORDED, SCHEMA, columns_of, layout
from zonetracker.ui.history.changes import HIDDEN, field_changes
from zonetracker.words.fields import field_word, table_word, value_word
from zonetracker.words.settings import setting_parts


@pytest.mark.parametrize("table", RECORDED)
def test_every_recorded_table_and_each_of_its_columns_has_a_word(table: str) -> None:
    assert table_word(table) != table
    assert [column for column in columns_of(table) if column not in HIDDEN and field_word(column) == column] == []


def test_nothing_is_hidden_that_no_table_has() -> None:
    known = {column for schema in range(1, SCHEMA + 1) for own in layout(schema).tables.values() for column in own}
    assert known >= HIDDEN


def test_a_closing_is_named_by_its_month() -> None:
    row = {"year": 2023, "month": 9, "edition": 2, "closed_on": "2023-10-12T09:00:00+08:00"}
    (line,) = field_changes(Change(1, 1, "closing", 1, None, row), lambda *_: "")
    assert line.thing == "2023年9月结账" and line.after.startswith("第几版 2；结账时间 2023-10-12")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("frame", '["甲"]'),
        ("frame", "[" * 100_000),
        ("frame", '{"genre": "?"}'),
        ("written", "bald"),
        ("written", ""),
        ("reasons", "[" * 100_000),
        ("period", "\0"),
        ("name", "甲" * 10_000_000),
        ("months", '[[[{"甲": {}}]]]'),
    ],
)
def test_a_value_that_no_program_of_ours_wrote_is_told_as_it_stands_and_in_short(key: str, value: str) -> None:
    assert len(value_word(key, value)) <= 301
    assert setting_parts(key, value) is not None


@pytest.mark.parametrize(
    ("table", "row", "thing", "told"),
    [
        (
            "node",
            {"milestone_id": 2, "name": "开工", "planned": "2023-03"},
            "节点：milestone 2 开工",
            "计划日期 2023-03",
        ),
        (
            "action",
            {"subject": "department", "subject_id": 4, "kind": "chase", "year": 2023, "month": 9},
            "办理记录：department 4",
            "类别 催报",
        ),
        (
            "action",
            {"subject": "milestone", "subject_id": 4, "kind": "warn", "level": "red"},
            "办理记录：milestone 4",
            "红色",
        ),
        ("filing", {"task": "milestone", "task_id": 2, "year": 2023, "month": 9}, "2023年9月报送：milestone 2", ""),
        ("milestone", {"name": "标准厂房", "cycle": "quarter"}, "事项：标准厂房", "报送周期 每季"),
        ("department", {"name": "厂房专班", "kind": "team"}, "责任单位：厂房专班", "类别 专班"),
    ],
)
def test_tasks_and_what_hangs_on_them_are_named_and_their_codes_in_words(
    table: str, row: dict[str, object], thing: str, told: str
) -> None:
    (line,) = field_changes(Change(1, 1, table, 1, None, row), lambda other, number: f"{other} {number}")
    assert line.thing == thing and told in line.after
