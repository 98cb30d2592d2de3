"""The fence for native code: what a task that calls the C library itself is refused by the system."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.process.conftest import Trial
from zonetracker.support.process import seccomp
from zonetracker.support.process.child import run_fenced
from zonetracker.support.process.seccomp import MACHINES, Machine, program

TASKS = """
import ctypes, os, threading

CALLS = ctypes.CDLL(None, use_errno=True)

def call(payload, arguments):
    name, *values = eval(payload.decode())
    done = getattr(CALLS, name)(*values)
    return f"{done} {ctypes.get_errno()}".encode()

def thread(payload, arguments):
    found = []
    one = threading.Thread(target=lambda: found.append(sum(range(1000))))
    one.start()
    one.join()
    return str(found).encode()

def read(payload, arguments):
    return open(payload, "rb").read()

def hang(payload, arguments):
    threading.Event().wait()
"""


def landlock_here() -> bool:
    return sys.platform == "linux" and bool(ctypes.CDLL(None).syscall(444, None, 0, 1) > 0)


on_linux = pytest.mark.skipif(
    platform.machine() not in MACHINES or sys.platform != "linux", reason="seccomp is Linux's"
)
with_landlock = pytest.mark.skipif(not landlock_here(), reason="this kernel has no Landlock")


@pytest.fixture
def tasks(trial: Trial) -> str:
    return trial(TASKS)


def called(tasks: str, *call: object) -> tuple[int, int]:
    """What the C library's function gave in the child, and the number of its error."""
    done, error = run_fenced(f"{tasks}:call", repr(call).encode()).split()
    return int(done), int(error)


@on_linux
@pytest.mark.parametrize(
    "call",
    [
        ("socket", 2, 1, 0),
        ("socketpair", 1, 1, 0, None),
        ("fork",),
        ("execv", b"/bin/true", None),
        ("ptrace", 0, 0, 0, 0),
        ("kill", 1, 0),
        ("open", b"{kept}", os.O_RDWR),
        ("open", b"{kept}.new", os.O_WRONLY | os.O_CREAT, 0o600),
        ("unlink", b"{kept}"),
        ("rename", b"{kept}", b"{kept}.gone"),
        ("truncate", b"{kept}", 0),
        ("chmod", b"{kept}", 0),
        ("mkdir", b"{kept}.folder", 0o700),
        ("symlink", b"/", b"{kept}.link"),
        ("setsid",),
        ("personality", 0),
        ("memfd_create", b"x", 0),
        ("unshare", 0x10000000),
    ],
    ids=lambda call: call[0],
)
def test_the_system_refuses_what_native_code_has_no_need_of(
    tasks: str, tmp_path_factory: pytest.TempPathFactory, call: tuple[object, ...]
) -> None:
    kept = tmp_path_factory.mktemp("outside") / "kept.txt"
    kept.write_text("stays", encoding="utf-8")
    named = [one.replace(b"{kept}", os.fsencode(kept)) if isinstance(one, bytes) else one for one in call]
    assert called(tasks, *named) in ((-1, errno.EPERM), (-1, errno.EACCES))
    assert kept.read_text(encoding="utf-8") == "stays" and [one.name for one in kept.parent.iterdir()] == ["kept.txt"]


@on_linux
def test_a_process_is_no_thread_however_it_is_asked_for(tasks: str) -> None:
    if platform.machine() == "x86_64":
        assert called(tasks, "syscall", 56, int(signal.SIGCHLD), 0, 0, 0, 0) == (-1, errno.EPERM)
    assert called(tasks, "syscall", 435, None, 0) == (-1, errno.ENOSYS)
    assert run_fenced(f"{tasks}:thread", b"") == b"[499500]"


@on_linux
@with_landlock
def test_what_lies_outside_the_program_cannot_be_read(tasks: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    letter = tmp_path_factory.mktemp("home") / "letter.txt"
    letter.write_text("private", encoding="utf-8")
    assert called(tasks, "open", os.fsencode(letter), os.O_RDONLY) == (-1, errno.EACCES)
    assert called(tasks, "open", os.fsencode(letter.parent), os.O_RDONLY) == (-1, errno.EACCES)
    own = Path(seccomp.__file__)
    assert run_fenced(f"{tasks}:read", os.fsencode(own)) == own.read_bytes()


@on_linux
def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    root = str(Path(seccomp.__file__).parents[3])
    (tmp_path / "trial.py").write_text(TASKS, encoding="utf-8")
    start = (
        f"import sys; sys.path[:0] = [{root!r}, {str(tmp_path)!r}]; import zonetracker.support as s;"
        f"s.__path__.append({str(tmp_path)!r});"
    )
    parent = (
        f"{start} from zonetracker.support.process import child;"
        f"child._command = lambda task: [sys.executable, '-I', '-B', '-c',"
        f" {start + 'from zonetracker.support.process.child import serve; serve(sys.argv[1])'!r}, task];"
        "start = child._start\n"
        "def told(task):\n process = start(task); print(process.pid, flush=True); return process\n"
        "child._start = told\n"
        "job = child.fenced_job('zonetracker.support.trial:hang', b'')\n"
        "for _ in job:\n print('going', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-I", "-c", parent], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    while Path(f"/proc/{pid}/status").exists() and "zombie" not in Path(f"/proc/{pid}/status").read_text():
        pass


# ---- the filter itself, for both machines: what it answers, worked out step by step

ALLOW, KILL = 0x7FFF0000, 0x80000000
FAIL, MISSING = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
OWN = 4711


def answer(machine: Machine, number: int, *values: int, mark: int | None = None) -> int:
    """What the filter says of a call."""
    seen = {0: number, 4: machine.mark if mark is None else mark} | {16 + 8 * at: one for at, one in enumerate(values)}
    steps, at, held = program(machine, OWN), 0, 0
    while True:
        code, yes, no, value = steps[at]
        if code == 0x06:
            return value
        if code == 0x20:
            held = seen.get(value, 0)
            at += 1
            continue
        holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
        at += 1 + (yes if holds else no)


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_the_filter_lets_through_what_reading_needs_and_nothing_else(machine: Machine) -> None:
    assert all(answer(machine, number) == ALLOW for number in machine.free)
    assert answer(machine, machine.openat, 0, 0, 0o2000000) == ALLOW
    for flags in (0o1, 0o2, 0o100, 0o1000, 0o2000, 0o20200000):
        assert answer(machine, machine.openat, 0, 0, flags) == FAIL
        assert machine.open is None or answer(machine, machine.open, 0, flags) == FAIL
    assert answer(machine, machine.clone, 0x3D0F00) == ALLOW and answer(machine, machine.clone, 17) == FAIL
    assert answer(machine, machine.fcntl, 0, 3) == ALLOW and answer(machine, machine.fcntl, 0, 8) == FAIL
    assert answer(machine, machine.ioctl, 0, 0x5401) == ALLOW and answer(machine, machine.ioctl, 0, 0x5412) == FAIL
    assert answer(machine, machine.prctl, 15) == ALLOW and answer(machine, machine.prctl, 22) == FAIL
    assert answer(machine, machine.prlimit, OWN) == ALLOW and answer(machine, machine.prlimit, 1) == FAIL
    assert answer(machine, machine.tgkill, OWN) == ALLOW and answer(machine, machine.tgkill, 1) == FAIL
    named = {*machine.free, machine.openat, machine.clone, machine.fcntl, machine.ioctl, machine.prctl}
    named |= {machine.prlimit, machine.tgkill, machine.openat if machine.open is None else machine.open}
    for number in set(range(600)) - named:
        assert answer(machine, number) == (FAIL if number < 424 else MISSING)


def test_another_machine_ends_and_the_older_numbers_of_this_one_fail() -> None:
    for machine in MACHINES.values():
        assert answer(machine, 0, mark=0x40000003) == KILL
        assert answer(machine, 0x40000000) == FAIL


def test_the_numbers_are_those_of_each_machine() -> None:
    """Some that are known by heart: write, exit_group, execve, socket."""
    x86, arm = MACHINES["x86_64"], MACHINES["aarch64"]
    assert answer(x86, 1) == answer(arm, 64) == ALLOW
    assert answer(x86, 231) == answer(arm, 94) == ALLOW
    assert answer(x86, 59) == answer(arm, 221) == FAIL
    assert answer(x86, 41) == answer(arm, 198) == FAIL
    assert all(len(program(machine, OWN)) < 4096 for machine in MACHINES.values())
