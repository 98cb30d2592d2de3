"""Going back: the workbook is the snapshot or what it was, never half; what was there stays and can come back."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.services.made_reports import content
from zonetracker.model.bookkeeping import WayKind
from zonetracker.model.changes import ActualEntry
from zonetracker.services.ledger import Ledger
from zonetracker.services.restoring import WayBack, look_job, restore_job, restored_words, take_out, ways_of
from zonetracker.storage.snapshots.folders import snapshots_home
from zonetracker.storage.snapshots.restoring import restore_file, sweep_asides
from zonetracker.storage.snapshots.soundness import look_at
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of five steps, a snapshot of each from the second on: `places` is then the number of the step."""
    folder = tmp_path / "台账"
    folder.mkdir()
    path = folder / "云岭.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        for step in range(2, 6):
            ledger.set_settings(places=step % 5)
            assert ledger._database.keep_copy()
    return path


def step_of(path: Path) -> object:
    """Which step a workbook is at, sound as a whole."""
    with Ledger.open(path) as ledger:
        assert ledger.check() == [] and not ledger.read_only
        return ledger.setting("places")


def way_to(path: Path, revision: int) -> WayBack:
    return next(way for way in ways_of(path) if way.revision == revision and way.kind is not WayKind.ASIDE)


def listing(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_a_workbook_goes_back_and_forward_again(book: Path) -> None:
    with Ledger.open(way_to(book, 3).path) as ledger:
        then = content(ledger)
    done = finish(restore_job(book, way_to(book, 3)))
    with Ledger.open(book) as ledger:
        assert content(ledger) == then and ledger.check() == []
        assert [one.revision for one in ledger.snapshots()] == [5, 4, 3, 2], "what came later can be gone to again"
    assert done.aside is not None and done.aside.name in restored_words(done)
    assert step_of(done.aside) == 0
    finish(restore_job(book, way_to(book, 5)))
    assert step_of(book) == 0


def test_an_old_file_that_cannot_be_read_is_not_said_to_be_a_way_back(book: Path) -> None:
    assert "再恢复回来" in restored_words(finish(restore_job(book, way_to(book, 3))))
    book.write_bytes(book.read_bytes()[:5000])
    done = finish(restore_job(book, way_to(book, 5)))
    said = restored_words(done)
    assert done.aside is not None and done.aside.name in said
    assert "再恢复回来" not in said and said.endswith("它已损坏，只供查找原因。")


def test_what_was_not_kept_yet_is_kept_before_and_moved_aside(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=1)
        monkeypatch.setattr("zonetracker.storage.database.Database.keep_copy", lambda _: False)
    assert [way.revision for way in ways_of(book)] == [5, 4, 3, 2]
    finish(restore_job(book, way_to(book, 2)))
    ways = ways_of(book)
    assert sorted(way.revision for way in ways if way.kind is WayKind.KEPT) == [2, 3, 4, 5, 6]
    (aside,) = [way for way in ways if way.kind is WayKind.ASIDE]
    assert finish(look_job(aside)).sound
    finish(restore_job(book, aside))
    assert step_of(book) == 1


def test_after_going_back_and_on_another_way_the_first_way_is_told_apart(book: Path) -> None:
    finish(restore_job(book, way_to(book, 3)))
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=0)
    kinds = {(way.revision, way.kind) for way in ways_of(book) if way.revision > 3}
    assert kinds == {(4, WayKind.KEPT), (4, WayKind.BEFORE), (5, WayKind.BEFORE)}
    with Ledger.open(book) as ledger:
        assert [one.revision for one in ledger.snapshots()] == [4, 3, 2]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def zeroed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 6] = bytes(4096 * 4)
    path.write_bytes(data)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 a file of another program")


BROKEN: list[Callable[[Path], None]] = [cut, zeroed, emptied, another_file, Path.unlink]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_workbook_that_cannot_be_opened_comes_back(book: Path, broken: Callable[[Path], None]) -> None:
    broken(book)
    was = book.read_bytes() if book.exists() else None
    ways = ways_of(book)
    assert [way.revision for way in ways] == [5, 4, 3, 2]
    done = finish(restore_job(book, ways[0]))
    assert step_of(book) == 0
    assert (done.aside.read_bytes() if done.aside else None) == was
    if done.aside is not None:
        (aside,) = [way for way in ways_of(book) if way.kind is WayKind.ASIDE]
        assert finish(look_job(aside)).broken
        with pytest.raises(Refusal) as refused:
            finish(restore_job(book, aside))
        assert refused.value.code == RefusalCode.RESTORE_DAMAGED and step_of(book) == 0


def test_a_moved_workbook_is_known_by_its_bytes_though_it_is_broken(book: Path, tmp_path: Path) -> None:
    moved = tmp_path / "U盘" / "旧台账.zt"
    moved.parent.mkdir()
    book.rename(moved)
    moved.write_bytes(moved.read_bytes()[: moved.stat().st_size // 2])
    assert [way.revision for way in ways_of(moved)] == [5, 4, 3, 2]


def test_another_workbook_under_the_same_name_is_told_apart(book: Path) -> None:
    book.unlink()
    Ledger.create(book, "青禾高新区").close()
    told = [(way.kind, way.revision) for way in ways_of(book)]
    assert sorted(told) == [(WayKind.KEPT, 1), *[(WayKind.OTHER_BOOK, revision) for revision in (2, 3, 4, 5)]]


def test_the_old_journal_goes_with_the_old_file_and_comes_back_with_it(book: Path) -> None:
    crashed(book)
    done = finish(restore_job(book, way_to(book, 3)))
    assert done.aside is not None
    assert done.aside.with_name(done.aside.name + "-journal").stat().st_size > 0
    assert step_of(book) == 3 and not book.with_name(book.name + "-journal").exists()
    (aside,) = [way for way in ways_of(book) if way.kind is WayKind.ASIDE]
    state = finish(look_job(aside))
    assert state.sound and state.done
    finish(restore_job(book, aside))
    assert step_of(book) == 0


def crashed(path: Path) -> None:
    """Leave the workbook as a kill inside a transaction does, some of it written."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from zonetracker.storage.connection import Connection\n"
        "one = Connection(Path(sys.argv[1]), 'rw')\n"
        "one.raw.execute('PRAGMA cache_size = 1')\n"
        "one.begin()\n"
        "words = one.query('SELECT words FROM stamp')[0]['words']\n"
        "one.execute('UPDATE stamp SET words = ?', (words[:-1] + ('1' if words[-1] != '1' else '2'),))\n"
        "for n in range(400): one.execute('INSERT INTO content VALUES (?, ?)', (f'{n:064d}', b'x' * 5000))\n"
        "os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == 9 and path.with_name(path.name + "-journal").stat().st_size > 0


def test_a_journal_that_lies_about_is_never_replayed_into_the_snapshot(book: Path) -> None:
    """Killed between the two files: the new one stands, the old journal lies beside it."""
    crashed(book)
    journal = book.with_name(book.name + "-journal")
    kept = journal.read_bytes()
    for revision in (5, 4, 3, 2):
        restore_file(book, way_to(book, revision).path)
        journal.write_bytes(kept)
        assert step_of(book) == revision % 5
        for strange in book.parent.glob("*-journal.*"):
            strange.unlink()


def test_a_program_that_had_the_workbook_open_stops_after_the_restore(book: Path) -> None:
    """Its lock was taken away by hand; its next step is refused and not lost in the new file."""
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=1)
        ledger._database._lock.release()
        shutil.copyfile(way_to(book, 5).path, way_to(book, 5).path.with_name("x.zt"))
        restore_file(book, way_to(book, 5).path)
        (way_to(book, 5).path.with_name("x.zt")).unlink()
    assert step_of(book) == 0


def test_after_a_restore_by_another_nothing_goes_into_rows_that_are_others_by_now(book: Path, tmp_path: Path) -> None:
    """The numbers of rows made since are given out again there."""
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=1)
        known = ledger.add_indicator("固定资产投资").ids["indicator"]
        other = tmp_path / "另一台电脑.zt"
        shutil.copyfile(way_to(book, 5).path, other)
        with Ledger.open(other) as there:
            assert there.add_indicator("税收收入").ids["indicator"] == known
        ledger._database.connection.close()
        other.replace(book)
        with pytest.raises(Refusal) as refused:
            ledger.reopen()
        assert refused.value.code == RefusalCode.FILE_TAKEN and "恢复" in str(refused.value)
        with pytest.raises(Refusal):
            ledger.set_actuals([ActualEntry(known[0], 2023, 6, Decimal(5), "亿元")])
    with Ledger.open(book) as ledger:
        assert ledger.actual(known[0], 2023, 6) is None


def test_what_others_did_after_our_last_step_is_no_reason_to_stop(book: Path, tmp_path: Path) -> None:
    with Ledger.open(book) as ledger:
        ledger.set_settings(places=1)
        other = tmp_path / "另一台电脑.zt"
        ledger.backup(other)
        with Ledger.open(other) as there:
            there.undo()
        ledger._database.connection.close()
        other.replace(book)
        ledger.reopen()
        ledger.set_settings(places=2)
    assert step_of(book) == 2


def test_who_has_it_open_is_told_and_nothing_is_changed(book: Path) -> None:
    with Ledger.open(book, "李青") as ledger:
        before = listing(book)
        with pytest.raises(Refusal) as refused:
            restore_file(book, ledger.snapshots()[-1].path)
        assert refused.value.code == RefusalCode.FILE_IN_USE and "没有恢复" in str(refused.value)
        assert listing(book) == before and ledger.setting("places") == 0


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights that no clerk has")
def test_by_a_link_the_workbook_itself_is_brought_back(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "快捷.zt"
    link.symlink_to(book)
    with Ledger.open(book), pytest.raises(Refusal, match="正在使用"):
        finish(restore_job(link, way_to(book, 3)))
    done = finish(restore_job(link, way_to(book, 3)))
    assert link.is_symlink() and step_of(book) == 3
    assert done.aside is not None and done.aside.parent == book.parent
    assert [way.path for way in ways_of(link)] == [way.path for way in ways_of(book)]


def test_a_damaged_or_altered_snapshot_is_told_and_never_put_in_place(book: Path) -> None:
    ways = ways_of(book)
    data = bytearray(ways[0].path.read_bytes())
    data[len(data) // 2] ^= 1
    ways[0].path.write_bytes(data)
    with Ledger.open(ways[1].path) as ledger:
        ledger.set_settings(places=1)
    for way in ways[:2]:
        with pytest.raises(Refusal) as refused:
            finish(restore_job(book, way))
        assert refused.value.code == RefusalCode.RESTORE_DAMAGED
        state = finish(look_job(way))
        assert state.broken and not state.sound
        assert (way.path.parent / "damaged" / way.path.name).exists(), "set aside, never deleted"
    assert [finish(look_job(way)).sound for way in ways[2:]] == [True, True]
    assert step_of(book) == 0


def test_every_snapshot_listed_can_be_restored(book: Path) -> None:
    for way in ways_of(book):
        assert finish(look_job(way)).done
        finish(restore_job(book, way))
        assert step_of(book) == way.revision % 5


# ---- when it cannot be done: everything as it was, no stump left, and why


def failing(error: OSError, after: int = 0) -> Callable[..., Any]:
    calls = iter(range(1000))

    def fail(*arguments: Any, **more: Any) -> Any:
        if next(calls) >= after:
            raise error
        return None

    return fail


FULL = OSError(errno.ENOSPC, "full")
IO_CALLS = [
    "zonetracker.storage.snapshots.restoring.shutil.copyfile",
    "zonetracker.storage.snapshots.restoring.hash_of",
    "zonetracker.storage.snapshots.restoring._make_new",
    "zonetracker.storage.snapshots.restoring.os.fsync",
    "zonetracker.storage.snapshots.restoring.Path.replace",
]


@pytest.mark.parametrize("call", IO_CALLS)
def test_a_full_disk_costs_only_the_attempt(book: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    way, before, names = way_to(book, 3), book.read_bytes(), listing(book)
    with monkeypatch.context() as full, pytest.raises(Refusal) as refused:
        full.setattr(call, failing(FULL))
        restore_file(book, way.path)
    assert refused.value.code == RefusalCode.RESTORE_FAILED
    assert "空间不足" in str(refused.value) and str(book.parent) in str(refused.value)
    assert (book.read_bytes(), listing(book)) == (before, names)
    restore_file(book, way.path)
    assert step_of(book) == 3


def test_without_hard_links_the_old_file_is_copied(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", failing(OSError(errno.EPERM, "no links here")))
    before = book.read_bytes()
    aside = restore_file(book, way_to(book, 3).path)
    assert aside is not None and aside.read_bytes() == before and step_of(book) == 3
    names = listing(book)
    with monkeypatch.context() as full, pytest.raises(Refusal):
        full.setattr("zonetracker.storage.snapshots.restoring.shutil.copy2", failing(FULL))
        restore_file(book, way_to(book, 2).path)
    assert listing(book) == names and step_of(book) == 3


def test_a_file_that_cannot_be_read_to_its_end_is_renamed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", failing(OSError(errno.EPERM, "no links here")))
    way, before = way_to(book, 3), book.read_bytes()
    with monkeypatch.context() as rotten:
        rotten.setattr("zonetracker.storage.snapshots.restoring.shutil.copy2", failing(OSError(errno.EIO, "rotten")))
        aside = restore_file(book, way.path)
        assert aside is not None and aside.read_bytes() == before and step_of(book) == 3
        names = listing(book)
        rotten.setattr("zonetracker.storage.snapshots.restoring.Path.replace", failing(FULL))
        with pytest.raises(Refusal):
            restore_file(book, way_to(book, 2).path)
    assert listing(book) == names and step_of(book) == 3, "the rename was taken back"


@pytest.mark.parametrize("held", [2, 1000])
def test_a_file_that_is_held_for_a_moment_is_waited_for(book: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    """A virus scanner; where it does not let go that is said, and the old file stands."""
    way, before, names = way_to(book, 3), book.read_bytes(), listing(book)
    waited: list[float] = []
    replace, calls = Path.replace, iter(range(10000))

    def hold(path: Path, target: Path) -> Path:
        if Path(target) == book and next(calls) < held:
            raise PermissionError(errno.EACCES, "held")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", hold)
    monkeypatch.setattr("zonetracker.support.patience.time.sleep", waited.append)
    if held == 2:
        restore_file(book, way.path)
        assert step_of(book) == 3 and len(waited) == 2
        return
    with pytest.raises(Refusal) as refused:
        restore_file(book, way.path)
    assert "正被别的程序占用" in str(refused.value)
    assert (book.read_bytes(), listing(book)) == (before, names)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(book: Path) -> None:
    way = way_to(book, 3)
    book.parent.chmod(0o500)
    try:
        with pytest.raises(Refusal) as refused:
            restore_file(book, way.path)
    finally:
        book.parent.chmod(0o700)
    assert refused.value.code == RefusalCode.RESTORE_FAILED


def test_a_read_only_file_and_a_folder_that_is_gone_are_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way, names = way_to(book, 3), listing(book)
    with monkeypatch.context() as rights, pytest.raises(Refusal, match="只读"):
        rights.setattr("zonetracker.storage.snapshots.restoring.os.access", lambda *_: False)
        restore_file(book, way.path)
    assert listing(book) == names
    with pytest.raises(Refusal, match="U盘"):
        restore_file(book.parent / "没有" / "云岭.zt", way.path)


@pytest.mark.slow
def test_killed_in_the_middle_the_workbook_is_the_old_one_or_the_new_one(book: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.dying import die_after\n"
        "from zonetracker.storage.snapshots.restoring import restore_file\n"
        "import zonetracker.storage.snapshots.soundness\n"
        "die_after(int(sys.argv[3]))\n"
        "restore_file(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "sys.setprofile(None)\n"
    )
    source, old = way_to(book, 3).path, book.read_bytes()

    def after(calls: int) -> tuple[object, bool]:
        """At which step the workbook is, and whether the restore came to its end."""
        for left in book.parent.iterdir():
            left.unlink()
        book.write_bytes(old)
        done = subprocess.run([sys.executable, "-c", code, str(book), str(source), str(calls)], check=False)
        for lock in book.parent.glob("*.lock"):
            os.utime(lock, (0, 0))  # one that was left empty counts as being written for some seconds
        return step_of(book), done.returncode == 0

    steps, calls, ended = set(), 1, False
    while not ended:
        calls *= 2
        step, ended = after(calls)
        steps.add(step)
    old_until, new_from = 1, calls
    while new_from - old_until > 1:
        middle = (old_until + new_from) // 2
        step, _ = after(middle)
        steps.add(step)
        old_until, new_from = (middle, new_from) if step == 0 else (old_until, middle)
    assert steps == {0, 3}


def test_what_a_killed_look_left_goes_with_a_later_one(book: Path) -> None:
    crashed(book)
    old, young = snapshots_home() / ".look-old", snapshots_home() / ".look-young"
    for left in (old, young):
        left.mkdir()
        (left / "云岭.zt").write_bytes(b"x")
    os.utime(old, (0, 0))
    assert look_at(book).sound
    assert not old.exists() and young.exists() and len(list(snapshots_home().glob(".look-*"))) == 1


# ---- what was moved aside is swept by one place


def test_what_was_moved_aside_stays_thirty_days_by_two_snapshots(book: Path) -> None:
    aside = restore_file(book, way_to(book, 3).path)
    assert aside is not None
    with Ledger.open(book) as ledger:
        have = ledger.snapshots()
    far = timedelta(days=4000)
    sweep_asides(book, lambda: [replace(have[0], at=have[0].at + far), *have[1:]])
    assert aside.exists(), "one snapshot under a clock that jumped"
    sweep_asides(book, lambda: [replace(one, at=one.at + timedelta(days=29)) for one in have])
    assert aside.exists()
    sweep_asides(book, lambda: [replace(one, at=one.at + timedelta(days=31)) for one in have])
    assert not aside.exists() and book.exists()


@pytest.mark.parametrize("is_open", [False, True])
def test_what_somebody_goes_on_working_in_is_never_swept(book: Path, is_open: bool) -> None:
    aside = book.with_name("云岭-恢复前-20230930-120000.zt")
    with Ledger.open(book) as ledger:
        have = [replace(one, at=datetime(2023, 12, 1)) for one in ledger.snapshots()]
    shutil.copyfile(book, aside)
    os.utime(aside, (0, 0))
    other = Ledger.open(aside)
    if not is_open:
        other.set_settings(places=2)
        other.close()
    sweep_asides(book, lambda: have)
    assert aside.exists()
    other.close()
    os.utime(aside, (0, 0))
    sweep_asides(book, lambda: have)
    assert not aside.exists()


def test_a_second_name_that_a_kill_left_is_not_offered_and_goes(book: Path) -> None:
    second = book.with_name("云岭-恢复前-20230930-120000.zt")
    os.link(book, second)
    assert [way for way in ways_of(book) if way.kind is WayKind.ASIDE] == []
    assert step_of(book) == 0 and not second.exists()


def test_one_is_taken_out_to_another_place(book: Path, tmp_path: Path) -> None:
    take_out(way_to(book, 4), tmp_path / "取出.zt")
    assert step_of(tmp_path / "取出.zt") == 4
    assert len(list(snapshots_home().iterdir())) == 1


def _fails_at(monkeypatch: pytest.MonkeyPatch, wanted: Path) -> None:
    stat = os.stat

    def failing(path: Any, *rest: Any, **options: Any) -> os.stat_result:
        if os.fspath(path) == os.fspath(wanted):
            raise OSError(errno.EIO, os.strerror(errno.EIO), os.fspath(path))
        return stat(path, *rest, **options)

    monkeypatch.setattr(os, "stat", failing)


def test_a_disk_that_does_not_say_what_lies_there_is_told_in_a_sentence(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = ways_of(book)[-1]
    with monkeypatch.context() as failing:
        _fails_at(failing, way.path.parent)
        with pytest.raises(Refusal):
            ways_of(book)
    with monkeypatch.context() as failing:
        _fails_at(failing, book)
        with pytest.raises(Refusal) as refused:
            restore_file(book, way.path)
        assert refused.value.code == RefusalCode.RESTORE_FAILED
        with pytest.raises(Refusal):
            Ledger.held_by(book)
    assert step_of(book) == 0
