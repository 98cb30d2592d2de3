"""The fenced child: what it returns, what it refuses, and that none of it outlives its limits."""

import os
import socket
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path

import pytest

from tests.support.process.conftest import Trial
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish
from zonetracker.support.process import child, fence
from zonetracker.support.process.child import fenced_job, run_fenced

TASKS = """
import ctypes, os, socket, sqlite3, subprocess, sys, time
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.process.fence import _Teller, tell

def echo(payload, arguments):
    print("a parser that prints")
    os.write(1, b"and a library that writes")
    return arguments["mark"].encode() + payload

def refuse(payload, arguments):
    raise Refusal(RefusalCode.PASTE_OUTSIDE, "请换一份文件。")

def break_down(payload, arguments):
    raise KeyError(payload.decode())

def hang(payload, arguments):
    time.sleep(600)

def spin(payload, arguments):
    while True:
        pass

def work(payload, arguments):
    tell(3, 12)
    time.sleep(0.3)
    tell(9, 12)
    time.sleep(2)
    return b"done"

def eat(payload, arguments):
    held = []
    while True:
        held.append(bytearray(2**24))

def talk(payload, arguments):
    return bytes(int(payload))

def die(payload, arguments):
    ctypes.string_at(0)

def say(payload, arguments):
    os.write(_Teller.sink.fileno(), payload)
    os._exit(0)

def quit(payload, arguments):
    os._exit(0)

def escape(payload, arguments):
    ways = {
        "connect": lambda: socket.create_connection(("127.0.0.1", int(arguments["port"]))),
        "resolve": lambda: socket.getaddrinfo("localhost", 80),
        "run": lambda: subprocess.run([sys.executable, "-c", ""]),
        "system": lambda: os.system("true"),
        "fork": lambda: os.fork(),
        "write": lambda: open(arguments["path"], "w"),
        "append": lambda: os.open(arguments["path"], os.O_APPEND | os.O_CREAT | os.O_WRONLY),
        "delete": lambda: os.remove(arguments["path"]),
        "share": lambda: open("//server/share/file"),
        "database": lambda: sqlite3.connect(":memory:"),
    }
    try:
        ways[payload.decode()]()
    except PermissionError:
        return b"forbidden"
    return b"escaped"
"""


@pytest.fixture
def tasks(trial: Trial) -> str:
    return trial(TASKS)


def test_payload_and_arguments_come_back_whole_and_unmixed(tasks: str) -> None:
    payload = bytes(range(256)) * 20_000
    assert run_fenced(f"{tasks}:echo", payload, arguments={"mark": "报告"}) == "报告".encode() + payload


def test_a_refusal_in_the_child_is_the_same_refusal_here(tasks: str) -> None:
    with pytest.raises(Refusal, match="请换一份文件。") as told:
        run_fenced(f"{tasks}:refuse", b"")
    assert told.value.code == "paste.outside"


@pytest.mark.parametrize("task", ["break_down", "die", "quit", "missing"])
def test_whatever_else_happens_becomes_one_refusal(tasks: str, task: str) -> None:
    with pytest.raises(Refusal) as told:
        run_fenced(f"{tasks}:{task}", b"secret words")
    assert told.value.code in ("child-died", "child-failed")
    assert "另存" in str(told.value)


def test_the_log_of_a_failure_holds_no_words_of_the_report(tasks: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Refusal):
        run_fenced(f"{tasks}:break_down", "机密数字".encode())
    assert "KeyError trial.py:" in caplog.text
    assert "机密数字" not in caplog.text


@pytest.mark.parametrize("task", ["hang", "spin"])
def test_time_is_bounded(tasks: str, task: str) -> None:
    with pytest.raises(Refusal) as told:
        run_fenced(f"{tasks}:{task}", b"", seconds=1)
    assert told.value.code == "child-time"


def test_memory_is_bounded(tasks: str) -> None:
    with pytest.raises(Refusal) as told:
        run_fenced(f"{tasks}:eat", b"", memory_mb=256)
    assert told.value.code == "child-memory"


def test_output_is_bounded(tasks: str) -> None:
    assert len(run_fenced(f"{tasks}:talk", b"1048576", output_mb=1)) == 2**20
    with pytest.raises(Refusal) as told:
        run_fenced(f"{tasks}:talk", b"1048577", output_mb=1)
    assert told.value.code == "child-output"


@pytest.mark.parametrize(
    "way",
    ["connect", "resolve", "run", "system", "write", "append", "delete", "share", "database"]
    + (["fork"] if hasattr(os, "fork") else []),
)
def test_nothing_outside_can_be_reached(tasks: str, tmp_path: Path, way: str) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("stays", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        arguments = {"port": str(server.getsockname()[1]), "path": str(kept)}
        assert run_fenced(f"{tasks}:escape", way.encode(), arguments=arguments) == b"forbidden"
    assert kept.read_text(encoding="utf-8") == "stays"


def test_a_task_tells_how_far_it_is(tasks: str) -> None:
    job = fenced_job(f"{tasks}:work", b"", pace=2)
    told = []
    with pytest.raises(StopIteration) as end:
        while True:
            told.append(next(job))
    assert end.value.value == b"done"
    assert next((step.done, step.total) for step in told if step.total) == (3, 12)
    assert "75%" in told[-1].text


def test_a_task_gets_the_time_that_its_work_needs_and_no_more_than_ten_minutes(tasks: str) -> None:
    assert child.allowed_seconds(30, 0, 0) == child.allowed_seconds(30, 10**9, 0) == 30
    assert child.allowed_seconds(30, 50_000, 10_000) == 35
    assert child.allowed_seconds(30, 10**12, 10_000) == 630
    with pytest.raises(Refusal) as late:
        finish(fenced_job(f"{tasks}:work", b"", seconds=1, pace=100))
    assert late.value.code == "child-time"


def test_a_child_that_was_taken_over_can_say_what_it_likes(tasks: str) -> None:
    for said in (
        b"step 1",
        b"fences " + b"x" * 10_000,
        b"refusal 2\n[]",
        b"refusal 4\nnull",
        b"ok 9\n",
        b"step 1 2\n" * 200_000,
    ):
        with pytest.raises(Refusal) as told:
            run_fenced(f"{tasks}:say", said)
        assert told.value.code == "child-died"


def test_a_task_outside_the_package_is_not_run() -> None:
    for task in ("os:getcwd", "zonetracker.support.process.child:", "zonetracker.support..child:serve", "json:loads"):
        with pytest.raises(Refusal):
            run_fenced(task, b"{}")


def test_closing_the_job_kills_the_child(tasks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = child._start

    def watched(task: str) -> subprocess.Popen[bytes]:
        started.append(start(task))
        return started[-1]

    monkeypatch.setattr(child, "_start", watched)
    job = fenced_job(f"{tasks}:hang", b"x" * 5_000_000)
    step = next(job)
    assert step.text
    job.close()
    assert started[0].returncode not in (None, 0)
    assert not [one for one in threading.enumerate() if one.name.startswith("child")]


def test_a_program_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/zonetracker")
    with pytest.raises(Refusal) as told:
        run_fenced("zonetracker.extraction.reading:grids_payload", b"")
    assert told.value.code == "child-start"


def test_a_launcher_starts_itself_and_an_interpreter_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "C:/Programs/zonetracker.exe")
    assert child._command("a:b") == ["C:/Programs/zonetracker.exe", "--child", "a:b"]
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3.11")
    assert child._command("a:b")[-4:] == ["-m", "zonetracker", "--child", "a:b"]


def test_the_child_works_without_a_console(tasks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run_fenced(f"{tasks}:echo", b"!", arguments={"mark": ""}) == b"!"


def test_windows_paths_to_a_share_are_refused() -> None:
    with pytest.raises(PermissionError):
        fence._check_open(("\\\\server\\share\\x", "r", 0), ("/program",))
    fence._check_open(("\\\\server\\program\\lib.py", "r", 0), ("\\\\server\\program",))


def test_the_child_finds_a_package_that_only_the_user_or_the_environment_has(tmp_path: Path) -> None:
    """As after `pip install --user` or with PYTHONPATH: an isolated interpreter would not see the package."""
    places = [Path(fence.__file__).parents[3], sysconfig.get_path("purelib")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places)), "ZONETRACKER_HOME": str(tmp_path)}
    report = tmp_path / "报告.txt"
    report.write_text("2024年,地区生产总值增长6%以上。", encoding="utf-8")
    command = [vars(sys)["_base_executable"], "-m", "zonetracker", "extract", str(report)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "地区生产总值" in done.stdout


def test_the_child_takes_nothing_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zonetracker").mkdir()
    (tmp_path / "zonetracker" / "__main__.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(child._command("zonetracker.nothing:here"), input=b"", capture_output=True)
    assert done.returncode == 0
    assert done.stdout.startswith(b"failed ")
