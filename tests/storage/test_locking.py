"""R9: one writes, the others read and are told who; a lock that was left behind does not shut anybody out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zonetracker.services.ledger import Ledger
from zonetracker.storage.locking import FileLock, process_mark
from zonetracker.support.errors import Refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.zt"
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
