"""The pipe to the fenced child: what it is fed, how far it says that it is, and its answer, which may be any bytes."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import subprocess
import threading
from typing import IO

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.process.fence import CODES

_HEAD_LIMIT = 4096
_TOLD_LIMIT = 2**20
_JOIN_SECONDS = 2
_WORDS_SHOWN = 500
_STEP = re.compile(rb"step (\d{1,12}) (\d{1,12})(?: (pages)?)?")
_FENCES = re.compile(rb"fences ([a-z ]{0,200})")
_NO_REFUSAL = (ValueError, LookupError, TypeError)
_log = logging.getLogger(__name__)


class Exchange:
    """Feeds the child and collects its answer in two threads, for a pipe holds only a few kilobytes.

    `told` is how much of how much it has done and of what (pages, or "" for text), `fences` what it could be fenced
    with (None until it says so).
    """

    def __init__(self, process: subprocess.Popen[bytes], header: bytes, payload: bytes, output_mb: int) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.told = (0, 0, "")
        self.fences: frozenset[str] | None = None
        self._most = output_mb * 2**20
        self._head: bytes | None = None
        self._chunks: list[bytes] = []
        self._pipes = (process.stdin, process.stdout)
        self._writer = threading.Thread(target=_feed, args=(process.stdin, header, payload), name="child-writer")
        self._reader = threading.Thread(target=self._collect, args=(process.stdout,), name="child-reader")
        for thread in (self._writer, self._reader):
            thread.daemon = True
            thread.start()

    def _collect(self, stream: IO[bytes]) -> None:
        """Lines that tell something, then the head of the answer and its body; no more of it than is allowed."""
        left = _TOLD_LIMIT
        with contextlib.suppress(OSError, ValueError):
            while self._head is None and left > 0 and (line := stream.readline(_HEAD_LIMIT)):
                left -= len(line)
                self._take(line)
            size = 0
            while self._head is not None and size <= self._most and (chunk := stream.read(65536)):
                self._chunks.append(chunk)
                size += len(chunk)

    def _take(self, line: bytes) -> None:
        if step := _STEP.match(line):
            done, total = int(step[1]), int(step[2])
            self.told = (min(done, total), total, (step[3] or b"").decode())
        elif fences := _FENCES.match(line):
            self.fences = frozenset(fences[1].decode().split())
        else:
            self._head = line

    def finished(self, seconds: float) -> bool:
        """Whether the answer is there, after waiting so long for it."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def result(self) -> bytes:
        """What the task returned; raises the Refusal that it raised, or the one for what became of it."""
        word, _, length = (self._head or b"").decode("ascii", "replace").strip().partition(" ")
        body = b"".join(self._chunks)
        if len(body) > self._most:
            raise child_refusal(RefusalCode.CHILD_OUTPUT)
        if word not in CODES or length != str(len(body)):
            raise child_refusal(RefusalCode.CHILD_DIED)
        if word == "ok":
            return body
        if word == "refusal":
            raise _refused(body)
        _log.warning("the child process failed: %s %s", word, body[:_WORDS_SHOWN].decode("utf-8", "replace"))
        raise child_refusal(RefusalCode(f"child-{word}"))

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


def _refused(body: bytes) -> Refusal:
    """The refusal that the child raised; a child that was taken over may say anything here."""
    try:
        said = json.loads(body)
        return Refusal(RefusalCode(said["code"]), str(said["sentence"])[:_WORDS_SHOWN])
    except _NO_REFUSAL:
        return child_refusal(RefusalCode.CHILD_DIED)


def child_refusal(code: RefusalCode, **values: object) -> Refusal:
    """What became of the child, as a sentence."""
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
