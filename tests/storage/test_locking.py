"""R9: one writes, the others read and are told who; a lock that was left behind does not shut anybody out."""

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from zonetracker.services.ledger import Ledger
from zonetracker.storage.locking import FileLock, Holder, process_mark
from zonetracker.support.errors import Refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "台账" / "a.zt"
    path.parent.mkdir()
    Ledger.create(path, "云岭高新区").close()
    return path


def lock_of(path: Path) -> Path:
    return path.with_name("a.zt.lock")


def test_the_second_reads_and_is_told_who_writes(path: Path) -> None:
    with Ledger.open(path) as first, Ledger.open(path) as second:
        assert second.read_only and second.lock_holder is not None
        assert second.lock_holder.pid == os.getpid()
        assert second.lock_holder.host in second.notices[0] and second.lock_holder.user in second.notices[0]
        first.set_settings(places=3)
        assert second.setting("places") == 3
        with pytest.raises(Refusal) as refused:
            second.set_settings(places=4)
        assert refused.value.code == "file.in_use"
    with Ledger.open(path) as third:
        assert not third.read_only and third.setting("places") == 3


def test_the_second_closing_leaves_the_lock_of_the_first(path: Path) -> None:
    first = Ledger.open(path)
    Ledger.open(path).close()
    assert lock_of(path).exists()
    first.close()
    assert not lock_of(path).exists()


def test_a_lock_of_ours_that_could_not_be_removed_does_not_shut_us_out(path: Path) -> None:
    """On Windows a reader that has the lock file open keeps it from being removed."""
    with Ledger.open(path):
        left = lock_of(path).read_bytes()
    lock_of(path).write_bytes(left)
    with Ledger.open(path) as again:
        assert not again.read_only
    assert not lock_of(path).exists()


def hold(path: Path) -> subprocess.Popen[str]:
    code = (
        "import sys, time; from zonetracker.services.ledger import Ledger;"
        "one = Ledger.open(sys.argv[1]); print(one.read_only, flush=True); time.sleep(60)"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)


def test_another_process_holds_it_until_it_dies(path: Path) -> None:
    with hold(path) as other:
        assert other.stdout is not None and other.stdout.readline() == "False\n"
        with Ledger.open(path) as mine:
            assert mine.read_only and mine.lock_holder is not None and mine.lock_holder.pid == other.pid
        other.kill()
    with Ledger.open(path) as mine:
        assert not mine.read_only


@pytest.mark.parametrize(
    ("left", "read_only"),
    [
        ({"host": "别的电脑"}, True),
        ({"pid": 2**22 + 1}, False),
        ({"mark": "an earlier process of the same number"}, False),
        ({}, True),
    ],
)
def test_a_lock_is_stale_only_on_this_pc_with_its_process_gone(
    path: Path, left: dict[str, object], read_only: bool
) -> None:
    lock = FileLock(path)
    assert lock.take() is None
    said = json.loads(lock_of(path).read_text("utf-8"))
    lock_of(path).write_text(json.dumps(said | left), "utf-8")
    with Ledger.open(path) as ledger:
        assert ledger.read_only == read_only
    assert lock_of(path).exists() == read_only


@pytest.mark.parametrize(
    ("words", "age", "read_only"),
    [
        ("", 0, True),
        ("", 60, False),
        ("\0" * 200, 0, True),
        ("\0" * 200, 60, False),
        ('{"user": "张', 60, False),
        ('{"user": "张三", "of": "a later program"}', 60, True),
        ("[]", 60, True),
    ],
)
def test_a_lock_without_words_is_being_written_or_was_torn_by_a_power_cut(
    path: Path, words: str, age: int, read_only: bool
) -> None:
    lock_of(path).write_text(words, "utf-8")
    os.utime(lock_of(path), (time.time() - age, time.time() - age))
    with Ledger.open(path) as ledger:
        assert ledger.read_only == read_only


def test_of_two_who_open_at_once_the_second_waits_for_the_name_of_the_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FileLock(path).take() is None
    words = lock_of(path).read_bytes()
    lock_of(path).write_bytes(b"")
    looks = []

    def written_meanwhile(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            lock_of(path).write_bytes(words)

    monkeypatch.setattr(time, "sleep", written_meanwhile)
    with Ledger.open(path) as ledger:
        assert ledger.lock_holder is not None and ledger.lock_holder.pid == os.getpid()
    assert len(looks) == 3


def test_where_lock_files_do_nothing_no_edit_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileLock, "take", lambda _: None)
    with Ledger.open(path, actor="甲") as first, Ledger.open(path, actor="乙") as second:
        first.set_settings(places=1)
        with pytest.raises(Refusal, match="已由甲修改过") as refused:
            second.set_settings(places=2)
        assert refused.value.code == "file.taken"
        first.set_settings(places=3)
    with Ledger.open(path) as ledger:
        assert ledger.setting("places") == 3 and ledger.check() == []


def test_a_process_is_told_from_a_later_one_of_its_number() -> None:
    assert process_mark(os.getpid()) == process_mark(os.getpid()) is not None
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert process_mark(child.pid) not in (None, process_mark(os.getpid()))
    assert process_mark(child.pid) is None


# ---- taking over


def left_by_another_pc(path: Path) -> Holder:
    """The lock file of a PC that died with the workbook open."""
    holder = Holder("王五", "财政局-PC2", 4711, "1:2", "2026-11-29T08:10:00+08:00", "ab" * 8)
    lock_of(path).write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")
    return holder


def test_a_lock_of_another_pc_says_whose_since_when_and_what_to_do(path: Path) -> None:
    holder = left_by_another_pc(path)
    assert Ledger.held_by(path) == holder and holder.may_be_gone
    with Ledger.open(path) as ledger:
        said = ledger.notices[0]
        assert ledger.read_only and "王五" in said and "财政局-PC2" in said and "2026-11-29 08:10" in said
        assert "接管" in said
    with Ledger.open(path, take_over=holder) as ledger:
        assert not ledger.read_only and ledger.notices == ()
        assert ledger.writer is not None and ledger.writer.pid == os.getpid()
        ledger.set_settings(places=2)
    assert not lock_of(path).exists() and Ledger.held_by(path) is None
    with Ledger.open(path) as ledger:
        assert ledger.notices == () and ledger.check() == [] and ledger.setting("places") == 2


def test_who_runs_here_is_not_taken_over(path: Path) -> None:
    with hold(path) as other:
        assert other.stdout is not None and other.stdout.readline() == "False\n"
        holder = Ledger.held_by(path)
        assert holder is not None and not holder.may_be_gone
        with Ledger.open(path, take_over=holder) as mine:
            assert mine.read_only and "接管" not in mine.notices[0]
        other.kill()


def test_only_the_holder_that_was_seen_is_taken_over(path: Path) -> None:
    """Meanwhile somebody else has opened it."""
    seen = left_by_another_pc(path)
    now = replace(seen, user="赵六", token="cd" * 8)
    lock_of(path).write_text(json.dumps(asdict(now), ensure_ascii=False), "utf-8")
    with Ledger.open(path, take_over=seen) as ledger:
        assert ledger.read_only and ledger.lock_holder == now
    assert lock_of(path).exists()


def test_a_process_of_another_user_counts_as_running(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows tells no more of it than that; it may be taken over, and never unasked."""
    holder = replace(left_by_another_pc(path), host=platform.node())
    lock_of(path).write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")
    monkeypatch.setattr("zonetracker.storage.locking.process_mark", lambda _: "running")
    with Ledger.open(path) as ledger:
        assert ledger.read_only and ledger.lock_holder == holder and holder.may_be_gone


WRITER = """
import sys
from zonetracker.services.ledger import Ledger
from zonetracker.storage import locking
from zonetracker.support.errors import Refusal
locking.platform.node = lambda: "财政局-PC2"
with Ledger.open(sys.argv[1], "王五") as ledger:
    print(ledger.read_only, flush=True)
    for line in sys.stdin:
        try:
            ledger.set_settings(places=int(line))
            print("saved", flush=True)
        except Refusal as refusal:
            print(f"{refusal.code} {refusal}", flush=True)
"""


def test_whose_lock_was_taken_over_writes_nothing_more(path: Path) -> None:
    """Two processes: the one on the other PC only seemed to be dead."""
    command = [sys.executable, "-X", "utf8", "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as other:
        asks, answers = other.stdin, other.stdout
        assert asks is not None and answers is not None

        def say(places: int) -> str:
            asks.write(f"{places}\n")
            asks.flush()
            return answers.readline()

        assert answers.readline() == "False\n" and say(1) == "saved\n"
        holder = Ledger.held_by(path)
        assert holder is not None and holder.host == "财政局-PC2"
        with Ledger.open(path, "李四", take_over=holder) as mine:
            assert not mine.read_only and mine.setting("places") == 1
            said = say(2)
            assert said.startswith("file.taken") and "接管" in said and "没有保存" in said
            mine.set_settings(places=3)
            assert say(4).startswith("file.taken")
            assert mine.setting("places") == 3
        assert "李四" in say(4)
        asks.close()
        assert other.wait() == 0
    with Ledger.open(path) as ledger:
        assert ledger.check() == [] and ledger.setting("places") == 3 and ledger.notices == ()


def test_what_another_pc_left_unfinished_is_taken_over_too(path: Path) -> None:
    """Its journal is there: nobody can look before it is rolled back, and only who may write can do that."""
    code = (
        "import os, sys; from zonetracker.services.ledger import Ledger; from zonetracker.storage import locking;"
        "locking.platform.node = lambda: 'PC2';"
        "one = Ledger.open(sys.argv[1]); raw = one._database.connection.raw; one._database.connection.begin();"
        "one._database._turn(); raw.execute('PRAGMA cache_size = 1');"
        "raw.execute('CREATE TABLE half (a)'); raw.execute('INSERT INTO half VALUES (zeroblob(100000))'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    holder = Ledger.held_by(path)
    assert holder is not None and path.with_name("a.zt-journal").stat().st_size > 0
    with pytest.raises(Refusal) as refused:
        Ledger.open(path)
    assert refused.value.code == "file.unfinished" and "接管" in str(refused.value) and "PC2" in str(refused.value)
    with Ledger.open(path, take_over=holder) as ledger:
        assert not ledger.read_only and ledger.check() == []


# ---- what killed work leaves


def test_old_stumps_of_ours_are_swept_at_the_next_opening_and_copying_and_nothing_else(path: Path) -> None:
    ours = [
        ".a.zt.1234abcd.part",
        ".a.zt.1234abcd.part-journal",
        "a.zt.lock.1234abcd",
        ".别的.zt.00ff00ff.part",
        ".zt-ab_c1234.part",
    ]
    others = [
        "a.zt-journal.20260101120000",
        "a.zt.part",
        ".a.zt.1234abcd",
        "我的.part",
        "a.zt.lock.备份",
        ".a.zt.1.part",
    ]
    young = [".a.zt.00000000.part", "a.zt.lock.00000000"]
    for copying in (False, True):
        for name in (*ours, *others, *young):
            path.with_name(name).write_bytes(b"half")
            os.utime(path.with_name(name), None if name in young else (1, 1))
        (path.parent / ".z.zt.1234abcd.part").mkdir(exist_ok=True)
        if copying:
            Ledger.create(path.parent.parent / "b.zt", "甲区").close()
            with Ledger.open(path.parent.parent / "b.zt") as ledger:
                ledger.backup(path.with_name("b.zt"))
        else:
            Ledger.open(path).close()
        left = {one.name for one in path.parent.iterdir()} - {"a.zt", "b.zt", ".z.zt.1234abcd.part"}
        assert left == {*others, *young}


def test_a_reader_sweeps_nothing(path: Path) -> None:
    left_by_another_pc(path)
    stump = path.with_name(".a.zt.1234abcd.part")
    stump.write_bytes(b"half")
    os.utime(stump, (1, 1))
    Ledger.open(path).close()
    assert stump.exists()


def test_a_lock_that_a_failing_disk_left_unfinished_shuts_nobody_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "the disk is gone")

    with monkeypatch.context() as broken:
        broken.setattr("zonetracker.storage.locking.json.dumps", fail)
        for call in ("unlink", "stat", "read_bytes"):
            broken.setattr(Path, call, fail)
        with pytest.raises(OSError, match="disk is gone"):
            FileLock(path).take()
    assert lock_of(path).read_bytes() == b""
    lock = FileLock(path)
    assert lock.take() is None and lock.held
    lock.release()


def test_the_lock_of_another_in_its_place_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("zonetracker.storage.locking.json.dumps", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            FileLock(path).take()
    other = Holder("李四", "PC2", 4711, "mark", "2026-11-30T08:00:00+08:00", "ab" * 8)
    lock_of(path).write_text(json.dumps(asdict(other)), encoding="utf-8")
    assert FileLock(path).take() == other and lock_of(path).exists()


def test_a_lock_that_could_not_be_let_go_does_not_stay_beside_a_new_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = FileLock.release
    monkeypatch.setattr(FileLock, "release", lambda lock: None if ".part" in lock._lock.name else let_go(lock))
    Ledger.create(tmp_path / "云岭.zt", "云岭高新区").close()
    assert [one.name for one in tmp_path.iterdir()] == ["云岭.zt"]
