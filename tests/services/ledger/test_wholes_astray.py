"""Parts whose whole is none, as another program may have left them: each stands by itself, is told and comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.openforms.books import exported, made_of, stands
from zonetracker.model.changes import MilestoneChange
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.projects import project_table

NAMES = ("甲路", "乙路", "丙路", "丁路")
WRONG: dict[str, tuple[Mapping[int, int], list[str]]] = {
    "a circle of two": ({1: 2, 2: 1}, ["甲路", "乙路"]),
    "a circle of three": ({1: 2, 2: 3, 3: 1}, ["甲路", "乙路", "丙路"]),
    "its own part": ({2: 2}, ["乙路"]),
    "a part of a part": ({1: 2, 2: 3}, ["甲路"]),
    "of another year": ({1: 5}, ["甲路"]),
    "of nothing": ({1: 777}, ["甲路"]),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Four projects of 2023 and one of 2024, each with a plan of 100."""
    path = tmp_path / "云岭.zt"
    with Ledger.create(path, "云岭高新区", "甲") as ledger:
        change = MilestoneChange(year_plan=Decimal(100), money_unit="万元")
        for name in NAMES:
            ledger.add_milestone(name, 2023, change)
        ledger.add_milestone("戊路", 2024, change)
    return path


def forge(book: Path, wholes: Mapping[int, int]) -> None:
    """Write past the gate and past SQLite."""
    with closing(sqlite3.connect(book)) as connection:
        for part, whole in wholes.items():
            connection.execute("UPDATE milestone SET whole_id = ? WHERE id = ?", (whole, part))
        connection.commit()


@pytest.mark.parametrize(("wholes", "alone"), WRONG.values(), ids=WRONG)
def test_a_part_of_no_whole_stands_by_itself_and_is_told(
    book: Path, tmp_path: Path, wholes: Mapping[int, int], alone: list[str]
) -> None:
    forge(book, wholes)
    with Ledger.open(book) as ledger:
        assert [one for said in ledger.check() for one in NAMES if f"“{one}”所属的项目" in said] == alone
        listed = {one.name: one.whole_id for one in ledger.milestones(2023)}
        assert list(listed) == list(NAMES)
        assert [name for name, whole in listed.items() if whole is not None] == [
            name for number, name in enumerate(NAMES, 1) if number in wholes and name not in alone
        ]
        table = project_table(ledger, 2023, 9)
        assert sorted(row.milestone.name for row in table.rows) == sorted(NAMES)
        parts = len(wholes) - len(alone)
        assert (table.total.counted, table.total.parts) == (4 - parts, parts)
        assert table.total.row.target.stated.value == 100 * (4 - parts)
    for ending in ("xlsx", "zip", "json"):
        back = made_of(exported(book, tmp_path / f"全部数据.{ending}"), tmp_path / f"{ending}.zt")
        kept = [row | ({"whole_id": None} if row["name"] in alone else {}) for row in stands(book)["milestone"]]
        assert back["milestone"] == kept


def test_a_circle_that_is_mended_is_read_anew(book: Path) -> None:
    forge(book, {1: 2, 2: 1})
    with Ledger.open(book) as ledger:
        assert [one.whole_id for one in ledger.milestones(2023)] == [None] * 4
        ledger.edit_milestone(2, MilestoneChange(whole_id=None))
        assert [one.whole_id for one in ledger.milestones(2023)] == [2, None, None, None]
        assert not any("所属的项目" in said for said in ledger.check())
