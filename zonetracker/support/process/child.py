"""A task over foreign bytes in a fenced child process; whatever happens there becomes one Refusal here.

The child has no database and no network, and limits on memory, time and output (see `fence`). It is a second start of
this very program with `--child TASK`; a task is "module:function" within the package, and the function takes
(payload: bytes, arguments: Mapping[str, str]) and returns bytes.
"""

from __future__ import annotations

import contextlib
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish
from zonetracker.support.process.fence import CODES, serve

__all__ = ["fenced_job", "run_fenced", "serve"]

_POLL_SECONDS = 0.1
_HEAD_LIMIT = 4096
_JOIN_SECONDS = 2
_log = logging.getLogger(__name__)


def run_fenced(
    task: str,
    payload: bytes,
    *,
    arguments: Mapping[str, str] | None = None,
    seconds: int = 30,
    memory_mb: int = 1024,
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
    memory_mb: int = 1024,
    output_mb: int = 64,
) -> Job[bytes]:
    """`run_fenced` as a job: a Step every tenth of a second; closing it kills the child."""
    header = {
        "arguments": dict(arguments or {}),
        "seconds": seconds,
        "memory_mb": memory_mb,
        "output_mb": output_mb,
    }
    process = _start(task)
    exchange = _Exchange(process, json.dumps(header).encode() + b"\n", payload, output_mb * 2**20 + _HEAD_LIMIT)
    try:
        started = time.monotonic()
        while not exchange.finished(_POLL_SECONDS):
            spent = int(time.monotonic() - started)
            if spent >= seconds:
                raise _refusal(RefusalCode.CHILD_TIME, seconds=seconds)
            yield Step(spent, seconds, tr("正在读取文件…"))
        return _result(exchange.answer(), output_mb)
    finally:
        _end(process)
        exchange.close()


def _start(task: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            _command(task),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        _log.warning("the child process could not be started: %s", error)
        raise _refusal(RefusalCode.CHILD_START) from error


def _command(task: str) -> list[str]:
    """A launcher starts itself; a plain interpreter starts the package, from where this one has it, not from "."."""
    program = sys.executable or ""
    if getattr(sys, "frozen", False) or not Path(program).name.lower().startswith("python"):
        return [program, "--child", task]
    return [program, "-P", "-B", "-X", "utf8", "-m", "zonetracker", "--child", task]


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()


class _Exchange:
    """Feeds the child and collects its answer in two threads, for a pipe holds only a few kilobytes."""

    def __init__(self, process: subprocess.Popen[bytes], header: bytes, payload: bytes, limit: int) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._chunks: list[bytes] = []
        self._pipes = (process.stdin, process.stdout)
        self._writer = threading.Thread(target=_feed, args=(process.stdin, header, payload), name="child-writer")
        self._reader = threading.Thread(target=self._collect, args=(process.stdout, limit), name="child-reader")
        for thread in (self._writer, self._reader):
            thread.daemon = True
            thread.start()

    def _collect(self, stream: IO[bytes], limit: int) -> None:
        size = 0
        with contextlib.suppress(OSError, ValueError):
            while size <= limit and (chunk := stream.read(65536)):
                self._chunks.append(chunk)
                size += len(chunk)

    def finished(self, seconds: float) -> bool:
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def answer(self) -> bytes:
        return b"".join(self._chunks)

    def close(self) -> None:
        """After the child's end: both threads see the broken pipe and end as well."""
        for thread in (self._writer, self._reader):
            thread.join(_JOIN_SECONDS)
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.close()


def _feed(stream: IO[bytes], header: bytes, payload: bytes) -> None:
    """A child that dies early breaks the pipe; its answer, or the lack of one, tells what happened."""
    with contextlib.suppress(OSError, ValueError):
        stream.write(header)
        stream.write(payload)
        stream.close()


def _result(answer: bytes, output_mb: int) -> bytes:
    head, _, body = answer.partition(b"\n")
    word, _, length = head[:_HEAD_LIMIT].decode("ascii", "replace").partition(" ")
    if len(body) > output_mb * 2**20:
        raise _refusal(RefusalCode.CHILD_OUTPUT)
    if word not in CODES or length != str(len(body)):
        raise _refusal(RefusalCode.CHILD_DIED)
    if word == "ok":
        return body
    if word == "refusal":
        said = json.loads(body)
        raise Refusal(RefusalCode(said["code"]), str(said["sentence"]))
    _log.warning("the child process failed: %s %s", word, body.decode("utf-8", "replace"))
    raise _refusal(RefusalCode(f"child-{word}"))


def _refusal(code: RefusalCode, **values: object) -> Refusal:
    sentences = {
        RefusalCode.CHILD_START: tr("读取文件的程序没能启动，请重新打开软件；仍不行时请重新安装。"),
        RefusalCode.CHILD_TIME: tr(
            "文件在 {seconds} 秒内没有读完，可能过大或已损坏，请另存一份或拆成几份后再试。", **{"seconds": 30, **values}
        ),
        RefusalCode.CHILD_MEMORY: tr("读取这个文件需要的内存过多，文件可能已损坏，请另存一份或拆成几份后再试。"),
        RefusalCode.CHILD_OUTPUT: tr("这个文件的内容过多，请拆成几份后再试。"),
        RefusalCode.CHILD_DIED: tr("读取这个文件时出错，文件可能已损坏，请用原来的软件打开并另存一份后再试。"),
    }
    return Refusal(code, sentences.get(code, sentences[RefusalCode.CHILD_DIED]))
