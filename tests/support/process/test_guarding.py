"""The parent's side of the fence: the job of Windows, and its own eyes where the system bounds nothing."""

from __future__ import annotations

import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from zonetracker.support.errors import Refusal
from zonetracker.support.process.guarding import CALLS, FILES, MEMORY, TIME, Guard, Shortfall, resident, this_system
from zonetracker.support.process.jobobject import Basic, Counters, Extended, JobObject, job_for, limits_of

HANDLE, PROCESS = 77, 42


class Kernel:
    """Plays the system: what it was asked for, and which of it fails."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.asked: list[tuple[object, ...]] = []

    def create_job(self) -> int:
        self.asked.append(("create",))
        return 0 if "create" in self.failing else HANDLE

    def set_limits(self, job: int, limits: Extended) -> bool:
        self.asked.append(("limits", job, limits.ProcessMemoryLimit))
        return "limits" not in self.failing

    def assign(self, job: int, process: int) -> bool:
        self.asked.append(("assign", job, process))
        return "assign" not in self.failing

    def close(self, handle: int) -> None:
        self.asked.append(("close", handle))

    def committed(self, process: int) -> int | None:
        return None


def test_a_job_has_its_bounds_before_the_process_is_in_it_and_ends_it_when_it_is_let_go() -> None:
    kernel = Kernel()
    job = job_for(PROCESS, 1024, 33, kernel)
    assert job is not None
    assert kernel.asked == [("create",), ("limits", HANDLE, 2**30), ("assign", HANDLE, PROCESS)]
    job.close()
    job.close()
    assert kernel.asked[3:] == [("close", HANDLE)]


@pytest.mark.parametrize("failing", ["create", "limits", "assign"])
def test_where_no_job_is_to_be_had_nothing_is_left_of_it(failing: str) -> None:
    kernel = Kernel(failing)
    assert job_for(PROCESS, 1024, 33, kernel) is None
    assert (kernel.asked[-1] == ("close", HANDLE)) == (failing != "create")


def test_the_bounds_are_those_of_the_documentation() -> None:
    limits = limits_of(512, 30)
    basic = limits.BasicLimitInformation
    assert basic.LimitFlags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert basic.PerProcessUserTimeLimit == 300_000_000 and basic.ActiveProcessLimit == 1
    assert limits.ProcessMemoryLimit == 512 * 2**20
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert (ctypes.sizeof(Basic), ctypes.sizeof(Extended), ctypes.sizeof(Counters)) == (64, 144, 80)


class Played:
    """Plays a system that gives a job or none, and tells how much memory a process has."""

    def __init__(self, job: JobObject | None, used: int | None, *expected: str) -> None:
        self.expected = frozenset(expected)
        self._job, self._used = job, used

    def job(self, process: subprocess.Popen[bytes], memory_mb: int, seconds: int) -> JobObject | None:
        return self._job

    def memory(self, process: subprocess.Popen[bytes]) -> int | None:
        return self._used


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    code = "import sys; print(flush=True); sys.stdin.read()"
    running = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdout is not None and running.stdout.readline()
    yield running
    running.communicate()


def test_without_a_job_the_parent_watches_and_says_so_once(
    process: subprocess.Popen[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    shortfall = Shortfall()
    for _ in range(3):
        guard = Guard(process, 1024, 30, Played(None, 2**30, MEMORY, TIME), shortfall)
        guard.watch(None)
        guard.watch(frozenset({TIME}))
        guard.close()
    assert caplog.text.count("goes without: memory") == 1
    assert "内存" in shortfall.notice() and shortfall.notice() == ""
    with pytest.raises(Refusal) as told:
        Guard(process, 1024, 30, Played(None, 2**30 + 1, MEMORY, TIME), shortfall).watch(None)
    assert told.value.code == "child-memory"


@pytest.mark.parametrize("fenced", ["by a job", "by itself"])
def test_a_child_that_the_system_bounds_is_not_watched(process: subprocess.Popen[bytes], fenced: str) -> None:
    kernel, shortfall = Kernel(), Shortfall()
    job = JobObject(kernel, HANDLE) if fenced == "by a job" else None
    guard = Guard(process, 1024, 30, Played(job, 2**40, MEMORY, TIME), shortfall)
    guard.watch(frozenset({TIME} if job else {TIME, MEMORY}))
    assert shortfall.notice() == "" and not shortfall.lacking
    guard.close()
    assert kernel.asked == ([("close", HANDLE)] if job else [])


def test_a_kernel_without_native_fences_is_told_in_the_log_alone(
    process: subprocess.Popen[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    shortfall = Shortfall()
    Guard(process, 1024, 30, Played(None, 0, MEMORY, TIME, CALLS, FILES), shortfall).watch(frozenset({MEMORY, TIME}))
    assert "goes without: calls, files" in caplog.text
    assert shortfall.notice() == ""


def test_memory_is_told_in_bytes_and_not_at_all_for_a_process_that_is_gone() -> None:
    assert resident(1, lambda _: "1000 25 3 1 0 9 0") == 25 * os.sysconf("SC_PAGE_SIZE")
    assert resident(1, lambda _: "") is None

    def gone(pid: int) -> str:
        raise FileNotFoundError(pid)

    assert resident(1, gone) is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_this_system_sees_the_memory_of_a_process(process: subprocess.Popen[bytes]) -> None:
    used = this_system().memory(process)
    assert used is not None and used > 2**20
