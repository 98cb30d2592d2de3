"""A ledger of items by the verb milestones: planned, entered, what waits told and answered by the call, read twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.services.milestones.intake.ledgers.offices import CLASSIC, SUPERVISED
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger

DONE, COULD_NOT, WRONG_CALL = 0, 1, 2


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.zt"
    Ledger.create(path, "青禾高新区").close()
    return path


@pytest.fixture
def supervised(tmp_path: Path) -> Path:
    path = tmp_path / SUPERVISED.file
    path.write_bytes(SUPERVISED.data())
    return path


def call(book: Path, path: Path, *words: str) -> int:
    return main(["milestones", str(book), "--month", "2023-09", "--import", str(path), *words])


def names(book: Path) -> list[str]:
    with Ledger.open(book) as ledger:
        return [one.name for one in ledger.milestones(2023)]


def test_a_ledger_is_entered_and_the_second_time_nothing_is(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / CLASSIC.file
    path.write_bytes(CLASSIC.data())
    assert call(book, path) == DONE
    assert "已导入 5 项，0 项没有变" in capsys.readouterr().out
    assert len(names(book)) == 5
    assert call(book, path) == DONE
    assert "已导入 0 项，5 项没有变" in capsys.readouterr().out


def test_a_plan_tells_each_row_and_writes_nothing(
    book: Path, supervised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(book, supervised, "--plan") == DONE
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["name"], one["state"], one["entered"]) for one in told][-1] == ("完成人才公寓分配", "asked", False)
    assert names(book) == []


def test_what_waits_is_told_and_entered_by_yes(
    book: Path, supervised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(book, supervised) == COULD_NOT
    said = capsys.readouterr()
    assert "没有填入：完成人才公寓分配（督查!B6）：已办结，没有写日期" in said.err
    assert "--yes" in said.err
    assert len(names(book)) == 3
    assert call(book, supervised, "--yes", "完成人才公寓分配") == DONE
    assert "已导入 1 项，3 项没有变" in capsys.readouterr().out
    assert call(book, supervised, "--yes", "没有这一项") == COULD_NOT
    assert "没有待核对的“没有这一项”" in capsys.readouterr().err


def test_yes_and_plan_want_a_ledger(book: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["milestones", str(book), "--month", "2023-09", "--yes", "all"])
    assert left.value.code == WRONG_CALL
