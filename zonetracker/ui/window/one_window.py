"""One running window per user, screen and local folder: a later start hands its files over at the window's door."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from zonetracker.support.paths import local_folder
from zonetracker.support.process.session import screen_name, user_name
from zonetracker.support.process.sole import Sole

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

VERSION = 1
LONGEST_MESSAGE = 1 << 20
ANSWER_MS = 3000
STARTING_MS = 20000
_HEAD = 4
_LONGEST_ADDRESS = 80  # a socket's path is limited to about a hundred bytes, and Qt builds it under a longer name
_VISITORS = 32
_VISIT_MS = 5000
_RETRY_MS = 50

_log = logging.getLogger(__name__)


class Answer(Enum):
    """What a start found at the door."""

    TAKEN = auto()
    SHUT = auto()
    SILENT = auto()


def framed(message: object) -> bytes:
    """A message as it travels: its length, then JSON."""
    body = json.dumps(message).encode("ascii")
    return len(body).to_bytes(_HEAD, "big") + body


def unframed(data: bytes) -> dict[str, object] | None:
    """The message in `data`, None while it is not whole; ValueError for what is none."""
    if len(data) < _HEAD:
        return None
    length = int.from_bytes(data[:_HEAD], "big")
    if length > LONGEST_MESSAGE:
        raise ValueError(length)
    if len(data) < _HEAD + length:
        return None
    try:
        message = json.loads(data[_HEAD : _HEAD + length])
    except RecursionError as error:
        raise ValueError(length) from error
    if not isinstance(message, dict) or message.get("version") != VERSION:
        raise ValueError(message)
    return message


def files_of(message: dict[str, object]) -> list[str]:
    """The absolute paths that a start hands over; ValueError where they are none."""
    files = message.get("files")
    if not isinstance(files, list):
        raise ValueError(files)
    for file in files:
        if not isinstance(file, str) or "\0" in file or not Path(file).is_absolute():
            raise ValueError(file)
    return files


def _key() -> str:
    parts = (str(local_folder().resolve()), platform.node(), user_name(), screen_name())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _address(key: str) -> str:
    """A pipe's name on Windows; elsewhere a socket in the local folder, which is the user's alone."""
    name = f"zonetracker-{key}"
    if sys.platform == "win32":
        return name
    inside = str(local_folder().resolve() / name)
    short = len(os.fsencode(inside)) <= _LONGEST_ADDRESS
    return inside if short else str(Path(tempfile.gettempdir()) / name)


class Door(QObject):
    """Where the running window hears of later starts: `called` brings the files of each, maybe none."""

    called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = _key()
        self.address = _address(key)
        self._sole = Sole(local_folder() / f"window-{key}.lock")
        self._server: QLocalServer | None = None
        self._visitors: set[_Visitor] = set()

    def claim(self) -> bool:
        """Whether this process is the one with the window now. OSError where that cannot be settled."""
        return self._sole.take()

    def open(self) -> bool:
        """Listen from now on, if this process is the one; a socket that a killed program left is removed."""
        if not self._sole.held:
            return False
        from PySide6.QtNetwork import QLocalServer  # only one who listens or calls waits for the network's part of Qt

        if self._server is None:
            self._server = QLocalServer(self)
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(self.address)
        if self._server.listen(self.address):
            return True
        _log.warning("no door: %s", self._server.errorString())
        self._sole.release()
        return False

    def close(self) -> None:
        """Nobody is heard any more; the place stays taken until the process ends or `release`."""
        if self._server is not None:
            self._server.close()
        for visitor in list(self._visitors):
            visitor.leave()

    def release(self) -> None:
        """Close, and let another process be the one."""
        self.close()
        self._sole.release()

    def _greet(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            visitor = _Visitor(socket, self)
            self._visitors.add(visitor)
            if len(self._visitors) > _VISITORS:
                visitor.leave()

    def pass_on(self, files: list[str]) -> None:
        """A visitor has been answered: now there is time for what it brought."""
        QTimer.singleShot(0, self, lambda: self.called.emit(files))

    def forget(self, visitor: _Visitor) -> None:
        """A visit is over."""
        self._visitors.discard(visitor)


class _Visitor:
    """One later start at the door, or a stranger: heard for a while, then sent away."""

    def __init__(self, socket: QLocalSocket, door: Door) -> None:
        self._door = door
        self._socket = socket
        self._heard = b""
        self._answered = False
        socket.setReadBufferSize(LONGEST_MESSAGE + _HEAD)
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self.leave)
        self._patience = QTimer(socket)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.leave)
        self._patience.start(_VISIT_MS)
        socket.write(framed({"version": VERSION, "pid": os.getpid()}))

    def leave(self) -> None:
        """The visit is over, whatever was heard; the connection ends with the socket, outside its signals."""
        self._patience.stop()
        self._socket.blockSignals(True)
        self._socket.deleteLater()
        self._door.forget(self)

    def _listen(self) -> None:
        self._heard += bytes(self._socket.readAll().data())
        if self._answered:
            return
        try:
            message = unframed(self._heard)
            files = None if message is None else files_of(message)
        except ValueError:
            self.leave()
            return
        if files is not None:
            self._answered = True  # the start itself ends the visit, once it has read the answer
            self._socket.write(framed({"version": VERSION, "taken": True}))
            self._socket.flush()
            self._door.pass_on(files)


def hand_over(address: str, files: Sequence[str], answer_ms: int) -> Answer:
    """Give `files` to the window behind the door; files are sent only to a window that has greeted."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(answer_ms):
        return Answer.SHUT
    greeting = _hear(socket, answer_ms)
    if greeting is None:
        connected = socket.state() is QLocalSocket.LocalSocketState.ConnectedState
        return Answer.SILENT if connected else Answer.SHUT
    _let_come_forward(greeting.get("pid"))
    socket.write(framed({"version": VERSION, "files": list(files)}))
    socket.flush()
    reply = _hear(socket, answer_ms)
    socket.disconnectFromServer()
    return Answer.TAKEN if reply is not None and reply.get("taken") is True else Answer.SILENT


def _hear(socket: QLocalSocket, answer_ms: int) -> dict[str, object] | None:
    """The next message of the window; None where it says nothing in time, or nothing that is one."""
    deadline = QDeadlineTimer(answer_ms)
    heard = b""
    try:
        while (message := unframed(heard)) is None:
            if not socket.bytesAvailable() and not socket.waitForReadyRead(deadline.remainingTime()):
                return None
            heard += bytes(socket.readAll().data())
    except ValueError:
        return None
    return message


def _let_come_forward(pid: object) -> None:
    """Windows lets a window come forward only by leave of the program that the clerk has just started."""
    if sys.platform == "win32" and isinstance(pid, int):
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(ctypes.c_ulong(pid))


def arrive(files: Sequence[Path], *, alone: bool = False) -> Door | None:
    """None where a running window has taken `files`; else the door of the window that is to be opened now.

    That door opens only for the one window; with `alone`, or where the running window is silent, it stays shut.
    """
    door = Door()
    given = [str(path.absolute()) for path in files]
    patience = QDeadlineTimer(STARTING_MS)
    try:
        while not door.claim():
            answer = Answer.SILENT if alone else hand_over(door.address, given, ANSWER_MS)
            if answer is Answer.TAKEN:
                return None
            if answer is Answer.SILENT or patience.hasExpired():
                break
            QThread.msleep(_RETRY_MS)  # the window is just starting or just closing
    except OSError as error:
        _log.warning("no door: %s", type(error).__name__)
    return door
