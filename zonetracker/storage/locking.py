"""The lock file beside a workbook: who writes it. Held from opening to closing, never waited for."""

from __future__ import annotations

import json
import os
import platform
import secrets
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from zonetracker.support.i18n import tr
from zonetracker.support.patience import patiently
from zonetracker.support.process.session import user_name

_TORN_GRACE = 10.0  # seconds: a lock file without words is one being written, or was left by a kill or a power cut

_RUNNING = "running"
"""The mark of a process of which no more can be known than that its number is in use."""
_LOOKS, _LOOK_SECONDS = 20, 0.025

_held_here: set[str] = set()
_unfinished_here: dict[Path, int] = {}
"""The locks, by their number in the file system, that this process has begun and could neither finish nor remove."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a workbook: user, PC, process (with `mark`, what tells it from a later one of the same number)."""

    user: str
    host: str
    pid: int
    mark: str
    since: str
    token: str

    @property
    def words(self) -> str:
        """Who that is, as a sentence names it."""
        if self.host == "?":
            return tr("其他程序")
        since = self.since.replace("T", " ")[:16]
        if self.host == platform.node():
            return tr("{user}（本机 {host}，{since} 起）", user=self.user, host=self.host, since=since)
        return tr("{user}（电脑 {host}，{since} 起）", user=self.user, host=self.host, since=since)

    @property
    def may_be_gone(self) -> bool:
        """Whether nobody here can know that it still runs, so that a clerk may say that it does not."""
        return self.host != platform.node() or process_mark(self.pid) in (None, _RUNNING)


def process_mark(pid: int) -> str | None:
    """What tells a running process from a later one of the same number; None where no such process runs."""
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _windows_mark(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except FileNotFoundError:
        return _signal_mark(pid)
    except OSError:
        return _RUNNING
    state, *rest = stat.rpartition(")")[2].split()
    return None if state in "ZX" else f"{boot}:{rest[18]}"


def _signal_mark(pid: int) -> str | None:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:
        pass
    return _RUNNING


def _windows_mark(pid: int) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return _RUNNING if ctypes.get_last_error() == 5 else None  # denied: it runs, as another user
    try:
        times = [wintypes.FILETIME() for _ in range(4)]
        code = wintypes.DWORD()
        kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
        if code.value != 259:  # STILL_ACTIVE
            return None
        kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(one) for one in times))
        return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}"
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))


def _this_process() -> Holder:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    return Holder(
        user_name(), platform.node(), os.getpid(), process_mark(os.getpid()) or "", since, secrets.token_hex(8)
    )


def _read(lock: Path) -> Holder | None:
    """Who the lock file names; None where it is gone or was left unfinished."""
    try:
        raw = lock.read_bytes()
        age = time.time() - lock.stat().st_mtime
    except OSError:
        return None
    try:
        said = json.loads(raw.decode("utf-8"))
    except ValueError:  # nothing yet, or what a power cut left of it: zeros, a piece
        return None if abs(age) > _TORN_GRACE else Holder("?", "?", 0, "", "", "")
    try:
        return Holder(**{name: type(kind)(said[name]) for name, kind in asdict(Holder("", "", 0, "", "", "")).items()})
    except (ValueError, KeyError, TypeError):
        return Holder("?", "?", 0, "", "", "")


def _read_whole(lock: Path) -> Holder | None:
    """The same of a lock file that may just be written by one who came a moment earlier: his name is waited for."""
    for _ in range(_LOOKS):
        holder = _read(lock)
        if holder is None or holder.host != "?":
            break
        time.sleep(_LOOK_SECONDS)
    return holder


def _is_unfinished(lock: Path, made: int) -> bool:
    """Whether the lock file is the one of this number, and names nobody. OSError where that can't be told."""
    try:
        return lock.stat().st_ino == made and b"}" not in lock.read_bytes()
    except FileNotFoundError:
        return False


def _stale(holder: Holder) -> bool:
    if holder.host != platform.node() or holder.pid <= 0:
        return False
    mark = process_mark(holder.pid)
    if mark is None or (mark != holder.mark and mark != _RUNNING):
        return True
    return holder.pid == os.getpid() and holder.token not in _held_here  # ours, let go, and could not be removed


def lock_holder(path: Path) -> Holder | None:
    """Who the lock file beside a workbook names; None where there is none, or one that means nothing any more."""
    found = _read(lock_of(path))
    return None if found is None or _stale(found) else found


def lock_of(path: Path) -> Path:
    """Where the lock of a workbook lies."""
    return path.with_name(path.name + ".lock")


class FileLock:
    """Take `path`.lock; `holder` names another program that has it, None when it is ours."""

    def __init__(self, path: Path) -> None:
        self._lock = lock_of(path)
        self._mine: Holder | None = None

    @property
    def held(self) -> bool:
        """Whether the lock is ours."""
        return self._mine is not None

    @property
    def mine(self) -> Holder | None:
        """What the lock says of us; None where it is not ours."""
        return self._mine

    def take(self) -> Holder | None:
        """Take the lock, or say who has it. OSError where the folder cannot be written."""
        for _ in range(3):
            self._sweep_unfinished()
            mine = _this_process()
            if self._create(mine):
                self._mine = mine
                _held_here.add(mine.token)
                return None
            other = _read_whole(self._lock)
            if other is not None and not _stale(other):
                return other
            self._set_aside(other)
        return _read(self._lock) or Holder("?", "?", 0, "", "", "")

    def take_over(self, left: Holder) -> Holder | None:
        """Take the lock that a holder has left, or say who has it: that one runs here, or another was quicker."""
        if left.may_be_gone and _read(self._lock) == left:
            self._set_aside(left)
        return self.take()

    @property
    def other(self) -> Holder | None:
        """Who the lock file names, where that is not us."""
        found = _read(self._lock)
        return None if found == self._mine else found

    def lost(self) -> bool:
        """Whether the lock was ours and its file is not there any more, or names another."""
        return self._mine is not None and _read(self._lock) != self._mine

    def renew(self) -> Holder | None:
        """As `take`, where it may have been ours: what was lost meanwhile is taken again, if nobody else has it."""
        if self._mine is not None and not self.lost():
            return None
        if self._mine is not None:
            _held_here.discard(self._mine.token)
            self._mine = None
        return self.take()

    def _create(self, mine: Holder) -> bool:
        try:
            handle = os.open(self._lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                _unfinished_here[self._lock] = os.fstat(handle).st_ino
                file.write(json.dumps(asdict(mine), ensure_ascii=False).encode("utf-8"))
        except OSError:
            self._sweep_unfinished()
            raise
        del _unfinished_here[self._lock]
        return True

    def _sweep_unfinished(self) -> None:
        """Remove a lock that we ourselves could not write whole; where that fails too, it is tried before the next."""
        made = _unfinished_here.get(self._lock)
        if made is None:
            return
        with suppress(OSError):
            if _is_unfinished(self._lock, made):
                self._lock.unlink()
            del _unfinished_here[self._lock]

    def _set_aside(self, stale: Holder | None) -> None:
        """Remove a stale lock; renamed first, so that of two programs doing this one sees that it took a live one."""
        aside = self._lock.with_name(f"{self._lock.name}.{secrets.token_hex(4)}")
        try:
            patiently(lambda: self._lock.rename(aside))
        except FileNotFoundError:
            return
        taken = _read(aside)
        if taken != stale and taken is not None and not _stale(taken):
            with suppress(OSError):
                aside.rename(self._lock)
            return
        patiently(lambda: aside.unlink(missing_ok=True))

    def release(self) -> None:
        """Let go, if the lock file is still ours."""
        mine, self._mine = self._mine, None
        if mine is None:
            return
        _held_here.discard(mine.token)
        if _read(self._lock) == mine:
            with suppress(OSError):
                patiently(self._lock.unlink)
