"""A file that leaves the program is the old one or the new one: disk full, kill, a target open elsewhere."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zonetracker.outputs import writing
from zonetracker.outputs.writing import write_safely
from zonetracker.support import patience
from zonetracker.support.errors import Refusal

OLD, NEW = b"old" * 5000, b"new" * 900_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "一季度.xlsx"
    path.write_bytes(OLD)
    return path


def untouched(path: Path) -> bool:
    return path.read_bytes() == OLD and [item.name for item in path.parent.iterdir()] == [path.name]


def test_replaces_whole_and_leaves_nothing_else(target: Path):
    write_safely(target, NEW)
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_new_file_is_readable_as_any_other(tmp_path: Path):
    write_safely(tmp_path / "a.bin", b"x")
    (tmp_path / "b.bin").write_bytes(b"x")
    assert (tmp_path / "a.bin").stat().st_mode == (tmp_path / "b.bin").stat().st_mode


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("nth", [1, 2])
def test_every_fault_leaves_the_old_file(target: Path, monkeypatch, number: int, call: str, nth: int):
    real, calls = getattr(os, call), []

    def faulty(*arguments):
        calls.append(1)
        if len(calls) >= nth:
            raise OSError(number, "made up")
        return real(*arguments)

    monkeypatch.setattr(os, call, faulty)
    try:
        write_safely(target, NEW)
    except Refusal as refusal:
        assert refusal.code == ("write-failed" if number == errno.EIO else "disk-full")
        assert (target.drive or str(target.parent)) in str(refusal)
        assert untouched(target)
    else:
        assert target.read_bytes() == NEW
        assert call != "write" and nth > 1


def test_short_and_false_writes_are_noticed(target: Path, monkeypatch):
    """A disk that says it has written and has not: the bytes read back decide."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(len(data))))
    with pytest.raises(Refusal) as caught:
        write_safely(target, NEW)
    assert caught.value.code == "write-failed"
    assert untouched(target)


def test_partial_writes_are_continued(target: Path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:1000]))
    write_safely(target, NEW[:50_500])
    assert target.read_bytes() == NEW[:50_500]


def held(times: int):
    real, calls = os.replace, []

    def replace(source, goal):
        calls.append(1)
        if len(calls) <= times:
            raise PermissionError(errno.EACCES, "held")
        return real(source, goal)

    return replace


def test_target_open_elsewhere(target: Path, monkeypatch):
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(os, "replace", held(10**6))
    with pytest.raises(Refusal) as caught:
        write_safely(target, NEW)
    assert caught.value.code == "file-open"
    assert target.name in str(caught.value)
    assert untouched(target)


def test_a_moments_hold_is_waited_out(target: Path, monkeypatch):
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(os, "replace", held(3))
    write_safely(target, NEW)
    assert target.read_bytes() == NEW


def test_missing_folder_folder_as_name_and_long_name(tmp_path: Path):
    for path, code in [
        (tmp_path / "没有" / "a.xlsx", "folder-missing"),
        (tmp_path, "path-is-folder"),
        (tmp_path / ("长" * 300), "name-invalid"),
    ]:
        with pytest.raises(Refusal) as caught:
            write_safely(path, b"x")
        assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_read_only_folder(tmp_path: Path, monkeypatch):
    def refuse(**_):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(writing.tempfile, "mkstemp", refuse)
    with pytest.raises(Refusal) as caught:
        write_safely(tmp_path / "a.xlsx", b"x")
    assert caught.value.code == "folder-read-only"


CHILD = """
import sys, resource
from pathlib import Path
from zonetracker.outputs.writing import write_safely
from zonetracker.support.errors import Refusal
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("ready", flush=True)
try:
    while True:
        write_safely(Path(sys.argv[1]), b"new" * 900_000)
        write_safely(Path(sys.argv[1]), b"old" * 5000)
except Refusal as refusal:
    print(refusal.code, flush=True)
"""


def start(target: Path, limit: int) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", CHILD, str(target), str(limit)], stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE and SIGKILL are POSIX")
def test_a_real_size_limit_counts_as_a_full_disk(target: Path):
    with start(target, 100_000) as child:
        answer = child.communicate(timeout=30)[0]
    assert answer.split() == ["ready", "disk-full"]
    assert untouched(target)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE and SIGKILL are POSIX")
def test_killed_at_any_moment(target: Path):
    """Old or new, never half; a stump may stay beside it after kill -9, under a name that is no workbook's."""
    seen = set()
    for round_number in range(12):
        with start(target, 0) as child:
            assert child.stdout.readline() == "ready\n"
            time.sleep(0.013 * (round_number % 5) + 0.004 * round_number)
            child.send_signal(signal.SIGKILL)
        content = target.read_bytes()
        assert content in (OLD, NEW)
        seen.add(len(content))
        assert all(item.suffix == ".part" for item in target.parent.iterdir() if item != target)
    assert seen


def test_an_old_stump_is_swept_and_nothing_else(target: Path):
    names = [".zt-abcd1234.part", ".zt-young123.part", "我的.part"]
    for name in names:
        (target.parent / name).write_bytes(b"half")
        os.utime(target.parent / name, (1, 1))
    os.utime(target.parent / names[1])
    write_safely(target, NEW)
    assert {item.name for item in target.parent.iterdir()} == {target.name, *names[1:]}
