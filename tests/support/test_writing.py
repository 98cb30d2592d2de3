"""A file that leaves the program is the old one or the new one: disk full, kill, a target open elsewhere."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zonetracker.support import patience
from zonetracker.support.errors import Refusal
from zonetracker.support.writing import write_safely

OLD, NEW = b"old" * 5000, b"new" * 900_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "一季度.xlsx"
    path.write_bytes(OLD)
    return path


def untouched(path: Path) -> bool:
    return path.read_bytes() == OLD and [item.name for item in path.parent.iterdir()] == [path.name]


def test_replaces_whole_and_leaves_nothing_else(target: Path) -> None:
    write_safely(target, NEW)
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_new_file_is_readable_as_any_other(tmp_path: Path) -> None:
    write_safely(tmp_path / "a.bin", b"x")
    (tmp_path / "b.bin").write_bytes(b"x")
    assert (tmp_path / "a.bin").stat().st_mode == (tmp_path / "b.bin").stat().st_mode


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("nth", [1, 2])
def test_every_fault_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str, nth: int
) -> None:
    real, calls = getattr(os, call), list[int]()

    def faulty(*arguments: object) -> object:
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


def test_short_and_false_writes_are_noticed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says it has written and has not: the bytes read back decide."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(len(data))))
    with pytest.raises(Refusal) as caught:
        write_safely(target, NEW)
    assert caught.value.code == "write-failed"
    assert untouched(target)


def test_partial_writes_are_continued(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:1000]))
    write_safely(target, NEW[:50_500])
    assert target.read_bytes() == NEW[:50_500]


def held(times: int) -> Callable[[str, str], None]:
    real, calls = os.replace, list[int]()

    def replace(source: str, goal: str) -> None:
        calls.append(1)
        if len(calls) <= times:
            raise PermissionError(errno.EACCES, "held")
        real(source, goal)

    return replace


def test_target_open_elsewhere(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(os, "replace", held(10**6))
    with pytest.raises(Refusal) as caught:
        write_safely(target, NEW)
    assert caught.value.code == "file-open"
    assert target.name in str(caught.value)
    assert untouched(target)


def test_a_moments_hold_is_waited_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(os, "replace", held(3))
    write_safely(target, NEW)
    assert target.read_bytes() == NEW


def test_missing_folder_folder_as_name_and_long_name(tmp_path: Path) -> None:
    for path, code in [
        (tmp_path / "没有" / "a.xlsx", "folder-missing"),
        (tmp_path, "path-is-folder"),
        (tmp_path / ("长" * 300), "name-invalid"),
    ]:
        with pytest.raises(Refusal) as caught:
            write_safely(path, b"x")
        assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("zonetracker.support.writing.tempfile.mkstemp", refuse)
    with pytest.raises(Refusal) as caught:
        write_safely(tmp_path / "a.xlsx", b"x")
    assert caught.value.code == "folder-read-only"


CHILD = """
import signal, sys
from pathlib import Path
from tests.dying import die_after
from zonetracker.support.writing import write_safely
from zonetracker.support.errors import Refusal
limit, calls = int(sys.argv[2]), int(sys.argv[3])
if limit:
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if calls:
    die_after(calls)
try:
    while True:
        write_safely(Path(sys.argv[1]), b"new" * 900_000)
        write_safely(Path(sys.argv[1]), b"old" * 5000)
except Refusal as refusal:
    print(refusal.code, flush=True)
"""
ROOT = Path(__file__).resolve().parents[2]


def run(target: Path, limit: int = 0, calls: int = 0) -> tuple[int, str]:
    """How a writing process ended, with what it said."""
    command = [sys.executable, "-c", CHILD, str(target), str(limit), str(calls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_real_size_limit_counts_as_a_full_disk(target: Path) -> None:
    assert run(target, limit=100_000) == (0, "disk-full\n")
    assert untouched(target)


def test_killed_at_any_moment(target: Path) -> None:
    """Old or new, never half; a stump may stay beside it after a kill, under a name that is no workbook's."""
    seen = set()
    for calls in range(60, 2200, 140):
        assert run(target, calls=calls)[0] != 0
        content = target.read_bytes()
        assert content in (OLD, NEW)
        seen.add(content)
        assert all(item.suffix == ".part" for item in target.parent.iterdir() if item != target)
    assert seen == {OLD, NEW}


def test_an_old_stump_is_swept_and_nothing_else(target: Path) -> None:
    ours = [".zt-abcd1234.part", ".台账.zt.1234abcd.part", "台账.zt.lock.1234abcd"]
    others = [".zt-young123.part", "我的.part", "台账.zt-journal.20260101120000"]
    for name in (*ours, *others):
        (target.parent / name).write_bytes(b"half")
        os.utime(target.parent / name, (1, 1))
    os.utime(target.parent / others[0])
    write_safely(target, NEW)
    assert {item.name for item in target.parent.iterdir()} == {target.name, *others}
