"""R6: copies on this PC are taken when something changed, can be opened, and are thinned without losing the newest."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.services.made_reports import content, imported, target
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger, Snapshot
from zonetracker.storage.snapshots.keeping import superfluous
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.paths import local_folder


def test_a_snapshot_is_taken_at_the_end_before_an_import_and_when_found_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        imported(ledger, target("税收收入", "5"))
        assert [one.revision for one in ledger.snapshots()] == [1]
    with Ledger.open(path) as ledger:
        assert [one.revision for one in ledger.snapshots()] == [2, 1]
        for one in ledger.snapshots():
            one.path.unlink()
    with Ledger.open(path) as ledger:
        (kept,) = ledger.snapshots()
        with Ledger.open(kept.path) as copy:
            assert content(copy) == content(ledger)
            assert copy.check() == [] and copy.notices == ()


def test_a_snapshot_that_fails_stops_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise Refusal(RefusalCode.DISK_FULL, "满")

    with Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        monkeypatch.setattr("zonetracker.storage.database.Database.copy_to", fail)
        imported(ledger, target("税收收入", "5"))
        assert len(ledger.reports()) == 1 and ledger.snapshots() == []


def made(*ages_in_days: float) -> list[Snapshot]:
    now = datetime(2023, 9, 30, 12)
    return [
        Snapshot(Path(f"{revision}.zt"), revision, "", now - timedelta(days=age), 1)
        for revision, age in zip(range(len(ages_in_days), 0, -1), ages_in_days, strict=True)
    ]


def test_old_snapshots_are_thinned_by_day_week_and_month() -> None:
    have = made(*[hours / 4 for hours in range(4 * 400)])
    gone = {one.path for one in superfluous(have)}
    kept = [one for one in have if one.path not in gone]
    ages = [have[0].at - one.at for one in kept]
    assert kept[0] is have[0]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert 12 <= sum(age <= timedelta(days=12) for age in ages) <= 22
    assert len(kept) <= 9 + 12 + 10 + 9
    assert max(ages) > timedelta(days=240)
    assert superfluous(kept) == []


@pytest.mark.parametrize("jump", [-4000.0, 4000.0])
def test_a_clock_that_jumps_never_costs_the_latest_revision(jump: float) -> None:
    have = made(jump, *[float(age) for age in range(300)])
    assert have[0] not in superfluous(have)


def test_once_a_day_the_whole_file_is_looked_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.add_target("税收收入", 2023, more=TargetChange(note="十二个字的备注在这里写着"))
        mark = local_folder() / "snapshots" / ledger._database.file_id / "looked-over"
    Ledger.open(path).close()
    silently_damaged(path, "十二个字".encode(), "十三个字".encode())
    with Ledger.open(path) as ledger:
        assert ledger.notices == ()
    os.utime(mark, (0, 0))
    with Ledger.open(path, look_over=False) as ledger:
        assert ledger.notices == ()
        assert any("目标第1号" in notice for notice in ledger.look_over())
        assert ledger.look_over() == [], "told once"
    os.utime(mark, (0, 0))
    with Ledger.open(path) as ledger:
        assert any("目标第1号" in notice for notice in ledger.notices)


def silently_damaged(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes of the first place as a failing disk does, without SQLite noticing."""
    data = path.read_bytes()
    places = [at for at in range(len(data)) if data.startswith(old, at)]
    assert len(places) == 2, "the row and its history"
    for at in places[:1]:
        data = data[:at] + new + data[at + len(old) :]
    path.write_bytes(data)
