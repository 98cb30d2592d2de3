"""When a copy is kept, what is told where that fails, and what becomes of one that is rotted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from tests.services.ledger.test_operations import OPERATIONS, prepare
from zonetracker.services.ledger import Ledger
from zonetracker.storage.snapshots.minding import MANY, is_large
from zonetracker.storage.snapshots.soundness import look_at
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

LARGE = [
    "import_report",
    "remove_report",
    "date_report",
    "enter_breakdown",
    "enter_returns",
    "enter_milestones",
    "copy_targets",
    "merge_targets",
    "merge_departments",
    "revise_base",
    "close_year",
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.create(tmp_path / "台账.zt", "云岭高新区")
    prepare(made)
    return made


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_before_a_large_operation_the_workbook_is_kept(ledger: Ledger, name: str) -> None:
    before = ledger.revision
    OPERATIONS[name](ledger)
    assert ledger.revision > before
    kept = [one.revision for one in ledger.snapshots()]
    assert (before in kept) is (name in LARGE), kept
    ledger.close()


def test_every_large_operation_is_tried() -> None:
    assert set(LARGE) <= set(OPERATIONS)


def test_before_a_revert_but_not_before_undo_the_workbook_is_kept(ledger: Ledger) -> None:
    ledger.undo()
    ledger.redo()
    assert ledger.revision not in [one.revision for one in ledger.snapshots()]
    before = ledger.revision
    ledger.revert_to(before - 2)
    assert ledger.snapshots()[0].revision == before
    ledger.close()


def test_many_of_a_kind_at_once_are_large_and_so_is_a_sheet() -> None:
    assert is_large("fill_targets", {"count": MANY}) and not is_large("fill_targets", {"count": MANY - 1})
    assert is_large("set_actuals", {"count": 2, "as": "sheet"}) and not is_large("set_actuals", {"count": 1})
    assert is_large("remove_targets", {"count": 300}) and not is_large("undo", {"of": 3})


# ---- one that fails


CASES = [
    (RefusalCode.DISK_FULL, "已满"),
    (RefusalCode.FILE_READONLY, "不能写入"),
    (RefusalCode.DISK_ERROR, "没有写成"),
    (RefusalCode.FILE_BROKEN, "损坏"),
]


@pytest.mark.parametrize(("code", "why"), CASES)
def test_a_failed_copy_is_told_once_with_since_when_and_why(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, code: RefusalCode, why: str
) -> None:
    def fail(*_: object) -> None:
        raise Refusal(code, "failed")

    finish(ledger.copying_job())
    since = ledger.snapshots()[0].at
    assert ledger.backup_news() == ""
    with monkeypatch.context() as full:
        full.setattr("zonetracker.storage.snapshots.keeping.copy_file", fail)
        ledger.set_settings(places=1)
        assert finish(ledger.copying_job()) is False
        news = ledger.backup_news()
        assert f"{since:%Y-%m-%d %H:%M} 以后没有新的自动备份" in news and why in news
        assert finish(ledger.copying_job()) is False and ledger.backup_news() == ""
        later(monkeypatch, hours=3)
        assert ledger.backup_news() == news, "told again while it lasts"
    assert finish(ledger.copying_job()) is True
    later(monkeypatch, hours=9)
    assert ledger.backup_news() == "" and ledger.snapshots()[0].revision == ledger.revision
    ledger.close()


def later(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            moved = datetime.now(tz) + timedelta(hours=hours)
            return cls.fromisoformat(moved.isoformat())

    monkeypatch.setattr("zonetracker.storage.snapshots.minding.datetime", Later)


def test_where_no_copy_was_ever_kept_the_opening_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger.create(tmp_path / "a.zt", "云岭高新区").close()

    def fail(*_: object) -> None:
        raise OSError(28, "full")

    with Ledger.open(tmp_path / "a.zt") as ledger:
        ledger.set_settings(places=1)
        for kept in ledger.snapshots():
            kept.path.unlink()
        monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", fail)
    with Ledger.open(tmp_path / "a.zt") as ledger:
        assert any("还没有这个工作簿的自动备份" in notice and "已满" in notice for notice in ledger.notices)
        assert ledger.backup_news() == "", "told already"
        ledger.set_settings(places=3)
        assert ledger.setting("places") == 3, "the work goes on"


# ---- one that rots


def rot(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


@pytest.mark.parametrize("spoil", [rot, cut, lambda path: path.write_bytes(b"")])
def test_a_rotted_copy_is_found_in_turn_told_set_aside_and_made_again(
    ledger: Ledger, spoil: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(ledger.copying_job())
    (*_, oldest) = ledger.snapshots()
    newest = ledger.snapshots()[0]
    spoil(newest.path)
    assert finish(ledger.looking_job()) == "", "the first in turn is another one"
    assert finish(ledger.looking_job()) == "", "once a day is enough"
    monkeypatch.setattr("zonetracker.services.ledger.done_lately", lambda *_: False)
    told = [said for _ in ledger.snapshots() if (said := finish(ledger.looking_job()))]
    assert len(told) == 1 and f"{newest.at:%Y-%m-%d %H:%M}" in told[0] and "另有一份检查过的备份" in told[0]
    assert (newest.path.parent / "damaged" / newest.path.name).exists()
    again = ledger.snapshots()[0]
    assert again.revision == ledger.revision
    with Ledger.open(again.path) as copy:
        assert copy.check() == []
    assert oldest.path.exists()
    ledger.close()


def test_where_one_is_rotted_the_latest_is_looked_over_too(ledger: Ledger) -> None:
    finish(ledger.copying_job())
    newest, *_, oldest = ledger.snapshots()
    for one in (newest, oldest):
        rot(one.path)
    assert "另有一份检查过的备份" in finish(ledger.looking_job())
    again = ledger.snapshots()[0]
    assert again.revision == ledger.revision and look_at(again.path).sound
    ledger.close()


def test_a_workbook_that_was_lost_keeps_no_copy_and_closes(ledger: Ledger) -> None:
    ledger.path.rename(ledger.path.with_name("别处.zt"))
    with pytest.raises(Refusal):
        ledger.reopen()
    assert not ledger.snapshot()
    ledger.close()
