"""R6: copies on this PC are taken when something changed, can be opened, and are thinned without losing the newest."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from tests.services.made_reports import content, imported, target
from zonetracker.model.bookkeeping import WayKind
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger, Snapshot
from zonetracker.storage.connection import Connection
from zonetracker.storage.files import copy_file
from zonetracker.storage.snapshots.folders import folder_for, snapshots_home
from zonetracker.storage.snapshots.keeping import superfluous
from zonetracker.storage.snapshots.listing import ways_back
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish
from zonetracker.support.paths import kept_by_windows


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
    with Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", full)
        imported(ledger, target("税收收入", "5"))
        assert len(ledger.reports()) == 1 and ledger.snapshots() == []


def full(*_: object) -> None:
    raise Refusal(RefusalCode.DISK_FULL, "满")


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
        ledger._database.keep_copy()
        (mark,) = [one.path.parent / "looked-over" for one in ledger.snapshots()]
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


# ---- the order of operations and not the clock says what is old


def test_days_with_a_wrong_clock_take_no_place_from_those_with_a_right_one() -> None:
    wrong = [-4000.0 + day for day in range(12)]
    have = made(*[float(age) for age in range(20)], *wrong, *[float(age) for age in range(20, 60)])
    gone = {one.path for one in superfluous(have)}
    assert [one for one in have[:12] if one.path in gone] == []


def test_the_latest_ones_stay_whatever_the_clock_said_of_them() -> None:
    have = made(9000.0, -9000.0, 4000.0, *[float(age) for age in range(300)])
    gone = {one.path for one in superfluous(have)}
    assert {one.path for one in have[:3]} & gone == set()


# ---- two copies of one workbook, both written on


def test_copies_of_a_workbook_that_are_both_written_on_do_not_mix(tmp_path: Path) -> None:
    one, other = tmp_path / "原件.zt", tmp_path / "副本.zt"
    with Ledger.create(one, "云岭高新区") as ledger:
        ledger.set_settings(places=1)
    shutil.copyfile(one, other)
    for path, places in ((one, 2), (other, 3), (one, 4), (other, 0), (one, 3)):
        with Ledger.open(path) as ledger:
            ledger.set_settings(places=places)
    with Ledger.open(one) as ledger:
        mine = ledger.snapshots()
        told = {way.kind: way.place for way in ledger.ways_back()}
        assert [(kept.revision, placed(kept.path)) for kept in mine] == [(5, 3), (4, 4), (3, 2), (2, 1)]
        assert told[WayKind.COPY] == str(other) and WayKind.BEFORE not in told
    with Ledger.open(other) as ledger:
        assert [(kept.revision, placed(kept.path)) for kept in ledger.snapshots()] == [(4, 0), (3, 3), (2, 1)]


def placed(path: Path) -> object:
    with Ledger.open(path) as ledger:
        return ledger.setting("places")


def test_thinning_one_copy_leaves_the_latest_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "原件.zt", tmp_path / "副本.zt"
    Ledger.create(one, "云岭高新区").close()
    shutil.copyfile(one, other)
    days = iter(range(1000))

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return cls(2023, 1, 1, tzinfo=tz) + timedelta(days=next(days))

    monkeypatch.setattr("zonetracker.storage.snapshots.keeping.datetime", Later)
    with Ledger.open(other) as ledger:
        ledger.set_settings(places=3)
    with Ledger.open(one) as ledger:
        for number in range(60):
            ledger.set_settings(places=number % 4 + number % 2)
            assert ledger._database.keep_copy()
        assert 12 < len(ledger.snapshots()) < 32
    with Ledger.open(other) as ledger:
        assert ledger.snapshots()[0].revision == ledger.revision


# ---- where they lie


@pytest.mark.skipif(os.name == "nt", reason="rights are lists there, and the user's profile is private")
def test_snapshots_are_for_their_user_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Ledger.create(tmp_path / "台账 2023.zt", "云岭高新区") as ledger:
            ledger.set_settings(places=1)
        folder = next(snapshots_home().iterdir())
        assert folder.name.startswith("台账 2023-")
        assert {path.stat().st_mode & 0o777 for path in (snapshots_home(), folder)} == {0o700}
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    finally:
        os.umask(before)


def test_the_folder_of_an_older_program_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.set_settings(places=1)
        file_id = ledger._database.file_id
        ledger._database.keep_copy()
    (folder,) = snapshots_home().iterdir()
    (folder / "book.json").unlink()
    for record in folder.glob("*-*.json"):
        record.unlink()
    folder.rename(folder.with_name(file_id))
    with Ledger.open(path) as ledger:
        assert [one.revision for one in ledger.snapshots()] == [2]
    assert [one.name for one in snapshots_home().iterdir()] == [folder.name]
    assert [way.revision for way in ways_back(path)] == [2]


@pytest.mark.parametrize("file_id", ["../../weg", "/weg", "a" * 31 + "/", "A" * 32, ""])
def test_an_identity_that_is_none_makes_no_folder(tmp_path: Path, file_id: str) -> None:
    with pytest.raises(Refusal) as refused:
        folder_for(file_id, tmp_path / "台账.zt")
    assert refused.value.code == RefusalCode.FILE_BROKEN
    assert not snapshots_home().exists()


@pytest.mark.parametrize("stem", ["台账", "con", "a" * 200, "名 称.", "..."])
def test_a_folder_has_a_name_that_every_system_takes(tmp_path: Path, stem: str) -> None:
    folder = folder_for("0123456789abcdef" * 2, tmp_path / f"{stem}.zt").path
    assert folder.parent == snapshots_home() and folder.name.endswith("-01234567")
    assert not kept_by_windows(folder.name) and len(folder.name) < 60


def test_two_workbooks_of_one_name_and_one_beginning_have_two_folders(tmp_path: Path) -> None:
    one, other = ("01234567" + digit * 24 for digit in "ab")
    first = folder_for(one, tmp_path / "台账.zt").path
    second = folder_for(other, tmp_path / "台账.zt").path
    assert first != second
    assert (folder_for(one, tmp_path / "x.zt").path, folder_for(other, tmp_path / "y.zt").path) == (first, second)


# ---- while another thread writes


def test_a_copy_is_called_after_what_is_in_it_though_somebody_writes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.create(tmp_path / "台账.zt", "云岭高新区") as ledger:

        def written_before(connection: Connection, path: Path) -> None:
            ledger.set_settings(places=(ledger.revision + 2) % 5)
            copy_file(connection, path)

        def written_after(connection: Connection, path: Path) -> None:
            copy_file(connection, path)
            ledger.set_settings(places=(ledger.revision + 2) % 5)

        for copying, kept in ((written_before, [2]), (written_after, [3, 2])):
            with monkeypatch.context() as meanwhile:
                meanwhile.setattr("zonetracker.storage.snapshots.keeping.copy_file", copying)
                assert finish(ledger.copying_job())
            assert [one.revision for one in ledger.snapshots()] == kept
            ledger.set_settings(places=ledger.revision % 5)
    for one in ways_back(tmp_path / "台账.zt"):
        with Ledger.open(one.path) as copy:
            assert copy.revision == one.revision


def test_a_copy_that_was_outrun_is_begun_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.create(tmp_path / "台账.zt", "云岭高新区") as ledger:
        calls: list[Path] = []

        def outrun(connection: Connection, path: Path) -> None:
            calls.append(path)
            if len(calls) == 1:
                ledger.set_settings(places=4)
                raise Refusal(RefusalCode.DISK_ERROR, "not what was copied")
            copy_file(connection, path)

        monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", outrun)
        assert finish(ledger.copying_job()) and len(calls) == 2
        assert [one.revision for one in ledger.snapshots()] == [2] and ledger.backup_news() == ""


def test_a_copy_that_another_program_has_just_kept_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Still(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Still:
            return cls(2023, 9, 1, 12, 0, 0, tzinfo=tz)

    monkeypatch.setattr("zonetracker.storage.snapshots.keeping.datetime", Still)
    with Ledger.create(tmp_path / "台账.zt", "云岭高新区") as ledger:
        ledger.set_settings(places=4)
        kept: list[Path] = []

        def another_first(connection: Connection, path: Path) -> None:
            copy_file(connection, path)
            if not kept:
                kept.append(path.parent / f"00000002-{ledger._database.head[:8]}-20230901120000.zt")
                kept[0].write_bytes(b"kept by another")

        monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", another_first)
        assert ledger.snapshot() and kept[0].read_bytes() == b"kept by another"
        assert kept[0].with_name(kept[0].name.replace("120000", "120001")).is_file()


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "台账.zt", "云岭高新区") as ledger:
        snapshots_home().write_text("in the way")
        assert not ledger.snapshot()
        assert "没有写成" in ledger.backup_news()
        snapshots_home().unlink()
