"""A later start finds the running window: the door, what passes through it, and who is sent away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zonetracker.services.ledger import Ledger
from zonetracker.ui.window import one_window
from zonetracker.ui.window.one_window import Answer, Door, arrive, files_of, framed, hand_over, unframed

LONG = 60_000
UNCONNECTED = QLocalSocket.LocalSocketState.UnconnectedState


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[Door]:
    made = Door()
    assert made.claim() and made.open()
    yield made
    made.release()


def visit(door: Door, qtbot: QtBot, said: bytes = b"") -> QLocalSocket:
    """Someone who connects and may say anything."""
    socket = QLocalSocket(door)
    socket.connectToServer(door.address)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.ConnectedState, timeout=LONG)
    socket.write(said)
    return socket


def call(*files: str) -> bytes:
    return framed({"version": 1, "files": list(files)})


def still_open(door: Door, qtbot: QtBot) -> None:
    with qtbot.waitSignal(door.called, timeout=LONG) as called:
        visit(door, qtbot, call())
    assert called.args == [[]]


def test_files_reach_the_running_window(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    files = [str(tmp_path / "某某 高新区.zt"), str(tmp_path / "报告.docx")]
    code = (
        "import sys; from zonetracker.ui.window.one_window import hand_over;"
        f"print(hand_over(sys.argv[1], sys.argv[2:], {LONG}).name)"
    )
    with qtbot.waitSignal(door.called, timeout=LONG) as called:
        later = subprocess.Popen([sys.executable, "-c", code, door.address, *files], stdout=subprocess.PIPE, text=True)
    assert called.args == [files]
    qtbot.waitUntil(lambda: later.poll() is not None, timeout=LONG)
    assert later.communicate()[0] == "TAKEN\n"


def test_a_start_is_greeted_and_answered(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    start = visit(door, qtbot)
    greeting = framed({"version": 1, "pid": os.getpid()})
    qtbot.waitUntil(lambda: start.bytesAvailable() == len(greeting), timeout=LONG)
    assert start.readAll().data() == greeting
    message = call(str(tmp_path / "甲.zt"))
    heard: list[list[str]] = []
    door.called.connect(heard.append)
    for at in range(len(message)):
        start.write(message[at : at + 1])
        start.flush()
        QApplication.processEvents()
    qtbot.waitUntil(lambda: heard == [[str(tmp_path / "甲.zt")]], timeout=LONG)
    qtbot.waitUntil(lambda: start.bytesAvailable() > 0, timeout=LONG)
    assert unframed(bytes(start.readAll().data())) == {"version": 1, "taken": True}


def test_one_that_goes_as_soon_as_it_is_answered_was_heard(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    start = visit(door, qtbot)

    def go_when_answered() -> None:
        if b"taken" in bytes(start.peek(1000).data()):
            QTimer.singleShot(0, start, start.abort)

    start.readyRead.connect(go_when_answered)
    with qtbot.waitSignal(door.called, timeout=LONG) as called:
        start.write(call(str(tmp_path / "甲.zt")))
    assert called.args == [[str(tmp_path / "甲.zt")]]
    qtbot.waitUntil(lambda: start.state() is UNCONNECTED, timeout=LONG)


def test_many_starts_at_once(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[list[str]] = []
    door.called.connect(heard.append)
    given = [[str(tmp_path / f"{number}.docx")] for number in range(15)]
    starts = [visit(door, qtbot, call(*files)) for files in given]
    qtbot.waitUntil(lambda: len(heard) == len(starts), timeout=LONG)
    assert sorted(heard) == sorted(given)


def test_a_name_that_is_no_unicode_comes_through_whole() -> None:
    files = ["/tmp/\udcff报告.txt" if os.name != "nt" else "C:\\报告.txt"]
    message = unframed(framed({"version": 1, "files": files}))
    assert message is not None and files_of(message) == files


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff" * 64,
        (5).to_bytes(4, "big") + b"{nope",
        (2).to_bytes(4, "big") + b"[]",
        (100_000).to_bytes(4, "big") + b"[" * 100_000,
        framed({"version": 2, "files": []}),
        framed({"version": 1}),
        framed({"version": 1, "files": "a"}),
        framed({"version": 1, "files": [1]}),
        framed({"version": 1, "files": ["relative.zt"]}),
        framed({"version": 1, "files": [os.path.abspath("a\0b")]}),  # noqa: PTH100
    ],
)
def test_a_stranger_is_sent_away(door: Door, qtbot: QtBot, garbage: bytes) -> None:
    heard: list[object] = []
    door.called.connect(heard.append)
    stranger = visit(door, qtbot, garbage)
    qtbot.waitUntil(lambda: stranger.state() is UNCONNECTED, timeout=LONG)
    still_open(door, qtbot)
    assert heard == [[]]


@pytest.mark.parametrize("said", [b"", b"\x00", (1000).to_bytes(4, "big") + b"{"])
def test_one_who_does_not_come_to_an_end_is_sent_away(
    door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(one_window, "_VISIT_MS", 50)
    slow = visit(door, qtbot, said)
    qtbot.waitUntil(lambda: slow.state() is UNCONNECTED, timeout=LONG)
    monkeypatch.undo()
    still_open(door, qtbot)


def test_a_crowd_is_sent_away_too(door: Door, qtbot: QtBot) -> None:
    crowd = [visit(door, qtbot) for _ in range(40)]
    qtbot.waitUntil(lambda: any(one.state() is UNCONNECTED for one in crowd), timeout=LONG)
    for one in crowd:
        one.abort()
    heard: list[object] = []
    door.called.connect(heard.append)

    def let_in() -> bool:
        visit(door, qtbot, call())
        return bool(heard)

    qtbot.waitUntil(let_in, timeout=LONG)


def test_nobody_is_asked_where_no_window_runs(qtbot: QtBot) -> None:
    assert hand_over(Door().address, [], LONG) is Answer.SHUT
    first = arrive([])
    assert first is not None and first.open()
    first.release()


def test_a_silent_window_is_left_alone(door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This thread does not answer while it waits: as a window that hangs."""
    monkeypatch.setattr(one_window, "ANSWER_MS", 50)
    heard: list[object] = []
    door.called.connect(heard.append)
    own = arrive([tmp_path / "甲.zt"])
    assert own is not None and not own.open()


def test_a_silent_window_takes_nothing_afterwards(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[object] = []
    door.called.connect(heard.append)
    assert hand_over(door.address, [str(tmp_path / "甲.zt")], 50) is Answer.SILENT
    still_open(door, qtbot)
    assert heard == [[]]


def test_a_window_of_its_own_asks_nobody(door: Door, qtbot: QtBot) -> None:
    own = arrive([], alone=True)
    assert own is not None and not own.open()
    still_open(door, qtbot)


def test_a_door_that_never_opens_is_not_waited_for_for_ever(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "STARTING_MS", 100)
    starting = Door()
    assert starting.claim()
    own = arrive([])
    assert own is not None and not own.open()
    starting.release()


def test_another_local_folder_is_another_window(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "portable"))
    other = Door()
    assert other.address != door.address and other.claim() and other.open()
    other.release()


def test_a_local_folder_with_a_long_path_has_a_door_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / ("长" * 60)))
    far = Door()
    assert far.claim() and far.open()
    still_open(far, qtbot)
    far.release()


@pytest.mark.skipif(os.name == "nt", reason="a pipe has no file")
def test_only_the_user_may_come_in(door: Door) -> None:
    assert Path(door.address).stat().st_mode & 0o077 == 0


# ---- whole programs

START = (
    "import sys\n"
    "from zonetracker.ui.window import one_window\n"
    f"one_window.ANSWER_MS = one_window.STARTING_MS = {LONG}\n"
    "from zonetracker.__main__ import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


class Programs:
    """Starts the program, as patient as a loaded machine needs it; what still runs is killed at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all: list[subprocess.Popen[str]] = []

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", START, *words]
        made = subprocess.Popen(
            command, cwd=self._folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        self._all.append(made)
        return made

    def end(self) -> None:
        for one in self._all:
            one.kill()
            one.communicate()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    made = Programs(tmp_path)
    yield made
    made.end()


@pytest.fixture
def books(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "甲 台账.zt", tmp_path / "乙.zt"]
    for book in made:
        Ledger.create(book, "青禾高新区").close()
    return made


def handed_over(one: subprocess.Popen[str]) -> bool:
    return (one.communicate(timeout=LONG / 1000)[0], one.returncode) == ("程序已在运行，已转到它的窗口。\n", 0)


def held(book: Path) -> bool:
    return book.with_name(book.name + ".lock").exists()


def test_a_second_start_goes_to_the_first_and_a_killed_one_is_replaced(
    programs: Programs, books: list[Path], qtbot: QtBot
) -> None:
    first = programs.start(books[0].name)
    qtbot.waitUntil(lambda: held(books[0]), timeout=LONG)
    assert handed_over(programs.start(books[1].name))
    qtbot.waitUntil(lambda: held(books[1]) and not held(books[0]), timeout=LONG)
    assert first.poll() is None
    first.kill()
    first.wait()
    third = arrive([])
    assert third is not None and third.open()
    still_open(third, qtbot)
    third.release()


def test_two_first_starts_at_once_are_one_window(programs: Programs, books: list[Path], qtbot: QtBot) -> None:
    both = [programs.start(book.name) for book in books]
    qtbot.waitUntil(lambda: any(one.poll() is not None for one in both), timeout=LONG)
    ended, running = sorted(both, key=lambda one: one.poll() is None)
    assert handed_over(ended)
    taken = books[both.index(ended)]
    qtbot.waitUntil(lambda: held(taken) and sum(map(held, books)) == 1, timeout=LONG)
    assert running.poll() is None
