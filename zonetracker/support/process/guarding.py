"""What the parent does to bound a fenced child: a job on Windows, or its own eyes where the system bounds nothing."""

from __future__ import annotations

import logging
import mmap
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.process.exchange import child_refusal
from zonetracker.support.process.jobobject import JobObject, job_for

MEMORY, TIME, CALLS, FILES = "memory", "time", "calls", "files"
"""What a child may be fenced with: its bounds, the calls it makes, the files it reads."""
_log = logging.getLogger(__name__)


class System(Protocol):
    """What a guard asks of the system that it runs on; `expected` is what a child should be fenced with there."""

    expected: frozenset[str]

    def job(self, process: subprocess.Popen[bytes], memory_mb: int, seconds: int) -> JobObject | None: ...
    def memory(self, process: subprocess.Popen[bytes]) -> int | None: ...


class Shortfall:
    """What was said of a weaker fence since the program started: once in the log, once on the screen."""

    def __init__(self) -> None:
        self.lacking: frozenset[str] = frozenset()
        self._waiting = ""

    def lacks(self, what: frozenset[str]) -> None:
        """A child had to do without this."""
        if what <= self.lacking:
            return
        _log.warning("the fenced child goes without: %s", ", ".join(sorted(what)))
        if MEMORY in what - self.lacking:
            self._waiting = tr("这台电脑不能替读取文件的程序限定内存，改由本软件看管，超出时会停止读取。")
        self.lacking |= what

    def notice(self) -> str:
        """A sentence for the clerk, the first time it is asked for."""
        words, self._waiting = self._waiting, ""
        return words


SHORTFALL = Shortfall()


class Guard:
    """Bounds one child from its start to its end."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        memory_mb: int,
        seconds: int,
        system: System | None = None,
        shortfall: Shortfall = SHORTFALL,
    ) -> None:
        self._process, self._most, self._shortfall = process, memory_mb * 2**20, shortfall
        self._system = system or this_system()
        self._job = self._system.job(process, memory_mb, seconds)

    def watch(self, fences: frozenset[str] | None) -> None:
        """Look at the child, which says that it has these fences; raises Refusal when it has taken too much memory."""
        self.note(fences)
        if self._job is None and MEMORY not in (fences or ()):
            used = self._system.memory(self._process)
            if used is not None and used > self._most:
                raise child_refusal(RefusalCode.CHILD_MEMORY)

    def note(self, fences: frozenset[str] | None) -> None:
        """Tell what the child goes without, once it has said so."""
        if fences is not None:
            of_job = frozenset({MEMORY, TIME}) if self._job is not None else frozenset()
            self._shortfall.lacks(self._system.expected - fences - of_job)

    def close(self) -> None:
        """The child has ended."""
        if self._job is not None:
            self._job.close()


def resident(pid: int, statm: Callable[[int], str]) -> int | None:
    """How many bytes of memory a process holds, as Linux tells it; None where nothing is told."""
    with suppress(OSError, ValueError, IndexError):
        return int(statm(pid).split()[1]) * mmap.PAGESIZE
    return None


def _statm(pid: int) -> str:
    return Path(f"/proc/{pid}/statm").read_text(encoding="ascii")


if sys.platform == "win32":
    from zonetracker.support.process.jobobject import Kernel

    class _Windows:
        expected = frozenset({MEMORY, TIME})

        def __init__(self) -> None:
            self._kernel = Kernel()

        def job(self, process: subprocess.Popen[bytes], memory_mb: int, seconds: int) -> JobObject | None:
            return job_for(_handle(process), memory_mb, seconds, self._kernel)

        def memory(self, process: subprocess.Popen[bytes]) -> int | None:
            return self._kernel.committed(_handle(process))

    def _handle(process: subprocess.Popen[bytes]) -> int:
        return int(vars(process)["_handle"])

    def this_system() -> System:
        """The system that this program runs on."""
        return _Windows()

else:

    class _Posix:
        expected = frozenset({MEMORY, TIME, CALLS, FILES} if sys.platform == "linux" else {MEMORY, TIME})

        def job(self, process: subprocess.Popen[bytes], memory_mb: int, seconds: int) -> JobObject | None:
            return None

        def memory(self, process: subprocess.Popen[bytes]) -> int | None:
            return resident(process.pid, _statm)

    def this_system() -> System:
        """The system that this program runs on."""
        return _Posix()
