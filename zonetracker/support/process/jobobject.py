"""Windows: a job object in which the fenced child runs, held by its parent, so that it ends with it.

The calls of the system stand in `Kernel`; what is asked of them, and what follows when one fails, is decided here.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Protocol

_EXTENDED_LIMITS = 9
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x2, 0x8, 0x100, 0x400, 0x2000
_TICKS_A_SECOND = 10_000_000
"""A time limit is told in tenths of microseconds."""


class Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_longlong),
        ("PerJobUserTimeLimit", ctypes.c_longlong),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", Basic),
        ("IoInfo", ctypes.c_ulonglong * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS_EX."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
        ("PrivateUsage", ctypes.c_size_t),
    )


class Calls(Protocol):
    """What is asked of the system; handles are whole numbers, 0 for none."""

    def create_job(self) -> int: ...
    def set_limits(self, job: int, limits: Extended) -> bool: ...
    def assign(self, job: int, process: int) -> bool: ...
    def close(self, handle: int) -> None: ...
    def committed(self, process: int) -> int | None: ...


class JobObject:
    """A job with one process in it; while it is held the process has its bounds, and closing it ends the process."""

    def __init__(self, calls: Calls, handle: int) -> None:
        self._calls, self._handle = calls, handle

    def close(self) -> None:
        """Let go; whatever still runs in it ends."""
        if self._handle:
            self._calls.close(self._handle)
            self._handle = 0


def job_for(process: int, memory_mb: int, seconds: int, calls: Calls) -> JobObject | None:
    """A job around a process: so much committed memory, so much processor time, no further processes.

    None where there is none to be had, as in a program that runs in a job of its own under an old Windows.
    """
    handle = calls.create_job()
    if not handle:
        return None
    job = JobObject(calls, handle)
    if calls.set_limits(handle, limits_of(memory_mb, seconds)) and calls.assign(handle, process):
        return job
    job.close()
    return None


def limits_of(memory_mb: int, seconds: int) -> Extended:
    """The bounds as the system wants them."""
    limits = Extended()
    basic = limits.BasicLimitInformation
    basic.LimitFlags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
    basic.PerProcessUserTimeLimit = seconds * _TICKS_A_SECOND
    basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory_mb * 2**20
    return limits


if sys.platform == "win32":

    class Kernel:
        """The calls of kernel32."""

        def __init__(self) -> None:
            self._kernel = kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            for name, result, arguments in (
                ("CreateJobObjectW", wintypes.HANDLE, (wintypes.LPVOID, wintypes.LPCWSTR)),
                (
                    "SetInformationJobObject",
                    wintypes.BOOL,
                    (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD),
                ),
                ("AssignProcessToJobObject", wintypes.BOOL, (wintypes.HANDLE, wintypes.HANDLE)),
                ("CloseHandle", wintypes.BOOL, (wintypes.HANDLE,)),
                ("K32GetProcessMemoryInfo", wintypes.BOOL, (wintypes.HANDLE, wintypes.LPVOID, wintypes.DWORD)),
            ):
                function = getattr(kernel, name)
                function.restype, function.argtypes = result, arguments

        def create_job(self) -> int:
            """A job without a name, which no other program can open."""
            return self._kernel.CreateJobObjectW(None, None) or 0

        def set_limits(self, job: int, limits: Extended) -> bool:
            """Give a job its bounds."""
            size = ctypes.sizeof(limits)
            return bool(self._kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size))

        def assign(self, job: int, process: int) -> bool:
            """Put a process into a job."""
            return bool(self._kernel.AssignProcessToJobObject(job, process))

        def close(self, handle: int) -> None:
            """Let go of a handle."""
            self._kernel.CloseHandle(handle)

        def committed(self, process: int) -> int | None:
            """How many bytes a process has for itself; None where the system does not say."""
            counters = Counters()
            size = counters.cb = ctypes.sizeof(counters)
            done = self._kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), size)
            return max(int(counters.PrivateUsage), int(counters.PagefileUsage)) if done else None
