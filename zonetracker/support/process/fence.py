"""The inside of the fenced child: takes its limits on itself before any parser is imported, then runs one task.

Three fences stand one behind another: what the parent holds (`guarding`), what the system refuses this process, native
code too (`seccomp`, `landlock`), and what Python itself refuses (`forbid_outside`).
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NoReturn

from zonetracker.support.added import added_places
from zonetracker.support.errors import Refusal

CODES = ("ok", "refusal", "memory", "output", "failed")
"""The first word of an answer, followed by the length of its body."""

_TASK = re.compile(r"zonetracker(\.[a-z_]+)+:[a-z_]+")
GRACE_SECONDS = 3
"""So long after its parent has given it up a child may still be there."""
_TELL_SECONDS = 0.1
_REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.chmod",
    "os.chown",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "shutil.",
    "sqlite3.",
    "urllib.Request",
    "webbrowser.",
)


def serve(task: str) -> NoReturn:
    """Run `task` over what stands on standard input, answer on standard output, and end the process."""
    source, sink = _take_streams()
    try:
        word, body = _answer(task, source, sink)
    except BaseException as error:
        word, body = "failed", _trace(error)
    try:
        sink.write(f"{word} {len(body)}\n".encode())
        sink.write(body)
        sink.flush()
    finally:
        os._exit(0)


def _answer(task: str, source: BinaryIO, sink: BinaryIO) -> tuple[str, bytes]:
    header = json.loads(source.readline())
    fences = " ".join(sorted(take_limits(int(header["memory_mb"]), int(header["seconds"]) + GRACE_SECONDS)))
    sink.write(f"fences {fences}\n".encode())
    _Teller.sink = sink
    try:
        result = _function(task)(source.read(), header["arguments"])
    except Refusal as refusal:
        said = {"code": refusal.code, "sentence": str(refusal)}
        return "refusal", json.dumps(said).encode()
    except MemoryError as error:
        return "memory", _trace(error)
    if len(result) > int(header["output_mb"]) * 2**20:
        return "output", b""
    return "ok", result


def _function(task: str) -> Callable[[bytes, Mapping[str, str]], bytes]:
    if not _TASK.fullmatch(task):
        raise ValueError("not a task of this package")
    module, _, name = task.partition(":")
    function: Callable[[bytes, Mapping[str, str]], bytes] = getattr(importlib.import_module(module), name)
    return function


def _trace(error: BaseException) -> bytes:
    """Where it failed, without the words of the error: they may hold the text of a report."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    places = " < ".join(f"{os.path.basename(frame.filename)}:{frame.lineno}" for frame in reversed(frames))  # noqa: PTH119
    return f"{type(error).__name__} {places}".encode("utf-8", "replace")


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for the answer alone, so that nothing a parser prints can mix with it."""
    source, sink = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(source, os.O_BINARY)
        msvcrt.setmode(sink, os.O_BINARY)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


class _Teller:
    """Where this process tells how far it is; nowhere in a process that is no child."""

    sink: BinaryIO | None = None
    told = 0.0


PAGES = "pages"
"""What a child may say that it is at, where that is not reading text."""


def tell(done: int, total: int, what: str = "") -> None:
    """Tell the parent how much of how much is done; what comes too soon after the last is left out."""
    sink, now = _Teller.sink, time.monotonic()
    if sink is None or (done and now - _Teller.told < _TELL_SECONDS):
        return
    _Teller.told = now
    with contextlib.suppress(OSError):
        sink.write(f"step {done} {total} {what}\n".encode())
        sink.flush()


def take_limits(megabytes: int, seconds: int) -> frozenset[str]:
    """Bound this process for good; gives the fences that could be had."""
    had = {"time"} | _limits_of_system(megabytes, seconds)
    watch = threading.Timer(seconds, os._exit, (1,))
    watch.daemon = True
    watch.start()
    forbid_outside()
    return frozenset(had)


if sys.platform == "win32":

    def _limits_of_system(megabytes: int, seconds: int) -> set[str]:
        """Nothing: the job that the parent holds bounds this process."""
        return set()

else:

    def _limits_of_system(megabytes: int, seconds: int) -> set[str]:
        """Bounds on address space and processor time, and on Linux on calls and files."""
        import resource

        had: set[str] = set()
        size = megabytes * 2**20
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
            had.add("memory")
        if sys.platform == "linux":
            had |= _native_fences()
        return had


if sys.platform == "linux":

    def _native_fences() -> set[str]:
        """What the kernel refuses this process from now on; nothing where it has no such fence."""
        import ctypes

        from zonetracker.support.process.landlock import own_places, restrict_files
        from zonetracker.support.process.seccomp import restrict_calls, without_new_rights

        library = ctypes.CDLL(None)
        if not without_new_rights(library):
            return set()
        had = {"files"} if restrict_files(library, own_places()) else set()
        return had | {"calls"} if restrict_calls(library) else had


def forbid_outside() -> None:
    """Refuse the network, other programs, databases, and any change to a file, for the rest of this process."""
    sys.dont_write_bytecode = True
    places = (sys.prefix, str(Path(__file__).resolve().parents[3]), *added_places())
    homes = tuple(os.path.normcase(place) for place in places)

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(details, homes)
        elif event.startswith(_REFUSED_EVENTS):
            raise PermissionError(event)

    sys.addaudithook(hook)


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _check_open(details: tuple[object, ...], homes: tuple[str, ...]) -> None:
    """No writing, and no share (reading one sends the clerk's name there) but the one the program itself lies on."""
    path, _, flags = details
    if isinstance(flags, int) and flags & _WRITING:
        raise PermissionError("open")
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if isinstance(path, str) and path.startswith(("\\\\", "//")) and not os.path.normcase(path).startswith(homes):
        raise PermissionError("open")
