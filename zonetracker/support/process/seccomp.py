"""Linux: which calls of the system a fenced child may make, for its native code too (seccomp, a filter in BPF).

Everything is refused but what computing and reading need: no sockets, no programs, no processes beside its threads, no
file opened for writing, nothing renamed or removed, no signal to anybody else. A call that is refused fails with EPERM;
a newer one, of which nothing is known here, as if the kernel did not have it, so that the C library falls back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_NAME = 1, 38, 15
_PR_SET_VMA = 0x53564D41
_SIGKILL = 9
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where a call's number, its machine and its arguments stand in what a filter looks at."""

_X32 = 0x40000000
_SHARED_NUMBERS = 424
"""From here on a call has one number on all machines, and any that is not known is newer than this list."""
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_TMPFILE: the same on both machines."""
_CLONE_THREAD = 0x10000
_ON_FILES = (0, 1, 2, 3, 4, 1030)
"""fcntl: duplicate, flags of the descriptor and of the file."""
_ON_STREAMS = (0x5401, 0x5413, 0x541B, 0x5451)
"""ioctl: whether it is a terminal and how large, how much waits, close-on-exec."""

_FREE: tuple[tuple[int | None, int | None], ...] = (
    (0, 63),  # read
    (1, 64),  # write
    (19, 65),  # readv
    (20, 66),  # writev
    (17, 67),  # pread64
    (3, 57),  # close
    (436, 436),  # close_range
    (5, 80),  # fstat
    (262, 79),  # newfstatat, fstatat
    (4, None),  # stat
    (6, None),  # lstat
    (332, 291),  # statx
    (8, 62),  # lseek
    (217, 61),  # getdents64
    (89, None),  # readlink
    (267, 78),  # readlinkat
    (21, None),  # access
    (269, 48),  # faccessat
    (439, 439),  # faccessat2
    (137, 43),  # statfs
    (138, 44),  # fstatfs
    (221, 223),  # fadvise64
    (32, 23),  # dup
    (33, None),  # dup2
    (292, 24),  # dup3
    (22, None),  # pipe
    (293, 59),  # pipe2
    (290, 19),  # eventfd2
    (79, 17),  # getcwd
    (39, 172),  # getpid
    (110, 173),  # getppid
    (186, 178),  # gettid
    (102, 174),  # getuid
    (107, 175),  # geteuid
    (104, 176),  # getgid
    (108, 177),  # getegid
    (228, 113),  # clock_gettime
    (229, 114),  # clock_getres
    (96, 169),  # gettimeofday
    (201, None),  # time
    (35, 101),  # nanosleep
    (230, 115),  # clock_nanosleep
    (24, 124),  # sched_yield
    (204, 123),  # sched_getaffinity
    (143, 121),  # sched_getparam
    (145, 120),  # sched_getscheduler
    (309, 168),  # getcpu
    (99, 179),  # sysinfo
    (63, 160),  # uname
    (318, 278),  # getrandom
    (13, 134),  # rt_sigaction
    (14, 135),  # rt_sigprocmask
    (15, 139),  # rt_sigreturn
    (131, 132),  # sigaltstack
    (9, 222),  # mmap
    (11, 215),  # munmap
    (10, 226),  # mprotect
    (12, 214),  # brk
    (25, 216),  # mremap
    (26, 227),  # msync
    (27, 232),  # mincore
    (28, 233),  # madvise
    (202, 98),  # futex
    (7, None),  # poll
    (271, 73),  # ppoll
    (23, None),  # select
    (270, 72),  # pselect6
    (60, 93),  # exit
    (231, 94),  # exit_group
    (273, 99),  # set_robust_list
    (274, 100),  # get_robust_list
    (218, 96),  # set_tid_address
    (334, 293),  # rseq
    (158, None),  # arch_prctl
    (97, 163),  # getrlimit
    (98, 165),  # getrusage
    (100, 153),  # times
    (324, 283),  # membarrier
    (219, 128),  # restart_syscall
)


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of processor: its mark, and the numbers that calls have on it; `open` where there is an older one."""

    mark: int
    column: int
    seccomp: int
    clone: int
    openat: int
    fcntl: int
    ioctl: int
    prctl: int
    prlimit: int
    tgkill: int
    open: int | None = None

    @property
    def free(self) -> list[int]:
        """The calls that are allowed whatever their arguments."""
        numbers = (numbers[self.column] for numbers in _FREE)
        return [number for number in numbers if number is not None]


MACHINES = {
    "x86_64": Machine(0xC000003E, 0, 317, 56, 257, 72, 16, 157, 302, 234, open=2),
    "aarch64": Machine(0xC00000B7, 1, 277, 220, 56, 25, 29, 167, 261, 131),
}

Step = tuple[int, int, int, int]
"""A step of a filter: what it does, how many steps it leaves out if so and if not, its number."""


def program(machine: Machine, own: int) -> list[Step]:
    """The filter for the process `own`."""
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine.mark),
        _end(_KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        _end(_FAIL | errno.EPERM),
    ]
    for number in machine.free:
        steps += [(_EQUAL, 0, 1, number), _end(_ALLOW)]
    if machine.open is not None:
        steps += _case(machine.open, 1, _without(_WRITING))
    steps += _case(machine.openat, 2, _without(_WRITING))
    steps += _case(machine.clone, 0, [(_ANY_BIT, 0, 1, _CLONE_THREAD), _end(_ALLOW), _end(_FAIL | errno.EPERM)])
    steps += _case(machine.fcntl, 1, _one_of(_ON_FILES))
    steps += _case(machine.ioctl, 1, _one_of(_ON_STREAMS))
    steps += _case(machine.prctl, 0, _one_of((_PR_SET_NAME, _PR_SET_VMA)))
    steps += _case(machine.prlimit, 0, _one_of((0, own)))
    steps += _case(machine.tgkill, 0, _one_of((own,)))
    return [*steps, (_AT_LEAST, 0, 1, _SHARED_NUMBERS), _end(_FAIL | errno.ENOSYS), _end(_FAIL | errno.EPERM)]


def _end(answer: int) -> Step:
    return (_RETURN, 0, 0, answer)


def _case(number: int, argument: int, then: Sequence[Step]) -> Iterator[Step]:
    """What is asked of one argument of a call; any other call goes on after it."""
    yield (_EQUAL, 0, len(then) + 1, number)
    yield (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
    yield from then


def _without(bits: int) -> list[Step]:
    return [(_ANY_BIT, 0, 1, bits), _end(_FAIL | errno.EPERM), _end(_ALLOW)]


def _one_of(values: Sequence[int]) -> list[Step]:
    asked = [step for value in values for step in ((_EQUAL, 0, 1, value), _end(_ALLOW))]
    return [*asked, _end(_FAIL | errno.EPERM)]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def without_new_rights(library: ctypes.CDLL) -> bool:
    """Let this process gain no rights any more, which comes before either fence, and end with its parent."""
    library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    done: int = library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return done == 0


def restrict_calls(library: ctypes.CDLL) -> bool:
    """Put the filter over all threads of this process, for good; False where the system takes none."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    packed = b"".join(struct.pack("=HBBI", *step) for step in program(machine, os.getpid()))
    told = _Program(len(packed) // 8, packed)
    done: int = library.syscall(machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(told))
    return done == 0
