"""The inside of the fenced child: takes its limits on itself before any parser is imported, then runs one task."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NoReturn

from zonetracker.support.errors import Refusal

CODES = ("ok", "refusal", "memory", "output", "failed")
"""The first word of an answer, followed by the length of its body."""

_TASK = re.compile(r"zonetracker(\.[a-z_]+)+:[a-z_]+")
_GRACE_SECONDS = 3
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
        word, body = _answer(task, source)
    except BaseException as error:
        word, body = "failed", _trace(error)
    try:
        sink.write(f"{word} {len(body)}\n".encode())
        sink.write(body)
        sink.flush()
    finally:
        os._exit(0)


def _answer(task: str, source: BinaryIO) -> tuple[str, bytes]:
    header = json.loads(source.readline())
    limit_memory(int(header["memory_mb"]))
    limit_time(int(header["seconds"]) + _GRACE_SECONDS)
    forbid_outside()
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


def limit_time(seconds: int) -> None:
    """End this process after `seconds` even if its parent is gone; on POSIX also by processor time."""
    watch = threading.Timer(seconds, os._exit, (1,))
    watch.daemon = True
    watch.start()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_memory(megabytes: int) -> None:
    """Bound the address space (POSIX) or the committed memory (a job object on Windows) of this process."""
    if sys.platform == "win32":
        from zonetracker.support.process.jobobject import limit_this_process

        limit_this_process(megabytes)
    else:
        import resource

        size = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def forbid_outside() -> None:
    """Refuse the network, other programs, databases, and any change to a file, for the rest of this process."""
    sys.dont_write_bytecode = True
    homes = tuple(os.path.normcase(place) for place in (sys.prefix, Path(__file__).resolve().parents[3]))

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
