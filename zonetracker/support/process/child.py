"""A task over foreign bytes in a fenced child process; whatever happens there becomes one Refusal here.

The child has no database and no network, and limits on memory, time and output (see `fence`). It is a second start of
this very program with `--child TASK`; a task is "module:function" within the package, and the function takes
(payload: bytes, arguments: Mapping[str, str]) and returns bytes.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish
from zonetracker.support.process.exchange import Exchange, child_refusal
from zonetracker.support.process.fence import GRACE_SECONDS, PAGES, serve
from zonetracker.support.process.guarding import Guard

__all__ = ["fenced_job", "run_fenced", "serve"]

_POLL_SECONDS = 0.1
MOST_MORE_SECONDS = 600
"""How much longer a task may take that tells how much it has to do."""

MEMORY_MB = 1024
"""How much memory a child may take that is started for nothing in particular."""

_log = logging.getLogger(__name__)


def run_fenced(
    task: str,
    payload: bytes,
    *,
    arguments: Mapping[str, str] | None = None,
    seconds: int = 30,
    memory_mb: int = MEMORY_MB,
    output_mb: int = 64,
) -> bytes:
    """What `task` returns for `payload`; raises Refusal when it refuses, dies, or passes a limit."""
    return finish(
        fenced_job(task, payload, arguments=arguments, seconds=seconds, memory_mb=memory_mb, output_mb=output_mb)
    )


def fenced_job(
    task: str,
    payload: bytes,
    *,
    arguments: Mapping[str, str] | None = None,
    seconds: int = 30,
    memory_mb: int = MEMORY_MB,
    output_mb: int = 64,
    pace: int = 0,
    most_more: int = MOST_MORE_SECONDS,
) -> Job[bytes]:
    """`run_fenced` as a job: a Step every tenth of a second; closing it kills the child.

    A task that tells how much it has to do gets a second more for each `pace` of that, at most `most_more`.
    """
    most = seconds + (most_more if pace else 0)
    header = {"arguments": dict(arguments or {}), "seconds": most, "memory_mb": memory_mb, "output_mb": output_mb}
    process = _start(task)
    guard = Guard(process, memory_mb, most + GRACE_SECONDS)
    exchange = Exchange(process, json.dumps(header).encode() + b"\n", payload, output_mb)
    try:
        started = time.monotonic()
        allowed = seconds
        while not exchange.finished(_POLL_SECONDS):
            done, total, what = exchange.told
            allowed = max(allowed, allowed_seconds(seconds, total, pace, most_more))
            spent = int(time.monotonic() - started)
            if spent >= allowed:
                raise child_refusal(RefusalCode.CHILD_TIME, seconds=allowed)
            guard.watch(exchange.fences)
            yield _step(done, total, what, spent)
        guard.note(exchange.fences)
        return exchange.result()
    finally:
        _end(process)
        guard.close()
        exchange.close()


def allowed_seconds(seconds: int, total: int, pace: int, most_more: int = MOST_MORE_SECONDS) -> int:
    """How long a task may take that has told how much it has to do."""
    return seconds + (min(total // pace, most_more) if pace else 0)


def _step(done: int, total: int, what: str, spent: int) -> Step:
    """How far the child is, or how long it has taken where it does not say."""
    if total and what == PAGES:
        return Step(done, total, tr("正在识别图片中的文字… {percent}%", percent=done * 100 // total))
    if total:
        return Step(done, total, tr("正在提取数字… {percent}%", percent=done * 100 // total))
    return Step(0, 0, tr("正在读取文件… {seconds} 秒", seconds=spent) if spent else tr("正在读取文件…"))


def _start(task: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            _command(task),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        _log.warning("the child process could not be started: %s", error)
        raise child_refusal(RefusalCode.CHILD_START) from error


def _command(task: str) -> list[str]:
    """A launcher starts itself; a plain interpreter starts the package, from where this one has it, not from "."."""
    program = sys.executable or ""
    if sys.platform == "win32" and sys.prefix != sys.base_prefix:
        program = vars(sys)["_base_executable"]  # what stands in a virtual environment only starts that one
    if getattr(sys, "frozen", False) or not Path(program).name.lower().startswith("python"):
        return [program, "--child", task]
    return [program, "-P", "-B", "-X", "utf8", "-m", "zonetracker", "--child", task]


def _environment() -> dict[str, str] | None:
    """That of this process; on Windows the real interpreter is told of which virtual environment it is to be."""
    if sys.platform == "win32" and sys.prefix != sys.base_prefix:
        return {**os.environ, "__PYVENV_LAUNCHER__": sys.executable}
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
