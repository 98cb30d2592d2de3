"""Threads: results and troubles arrive in the main thread, a cancel closes the generator in its own."""

import gc
import threading
import time
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import child, children
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import Job, Step
from zonetracker.ui.parts import tasks
from zonetracker.ui.parts.tasks import ProgressPanel, Tasks

PATIENCE = 120  # seconds


Told = dict[str, list[Any]]
Stage = tuple[QWidget, Tasks, Told]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    told: Told = {"refused": [], "bugs": []}
    return window, Tasks(window, told["refused"].append, told["bugs"].append), told


def test_the_result_arrives_in_the_main_thread(qtbot: QtBot, stage: Stage) -> None:
    _, jobs, _ = stage
    seen: dict[str, int] = {}

    def job() -> Job[int]:
        seen["worker"] = threading.get_ident()
        yield Step(1, 2, "读")
        return 42

    jobs.start(job(), "读", lambda result: seen.update(result=result, main=threading.get_ident()))
    qtbot.waitUntil(lambda: "result" in seen)
    assert seen["result"] == 42
    assert seen["main"] == threading.get_ident() != seen["worker"]
    assert not jobs.busy


def test_no_panel_before_its_time_and_one_after_it(qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    window, jobs, _ = stage
    done: list[int] = []
    seen = threading.Event()

    def job() -> Job[int]:
        while not seen.is_set():
            seen.wait(0.01)
            yield Step(1, 4, "读第一页")
        return 1

    monkeypatch.setattr(tasks, "PANEL_AFTER_MS", PATIENCE * 1000)
    jobs.start(job(), "读", done.append)
    qtbot.wait(50)
    assert not any(panel.isVisible() for panel in children(window, ProgressPanel))
    seen.set()
    qtbot.waitUntil(lambda: len(done) == 1)
    seen.clear()
    monkeypatch.setattr(tasks, "PANEL_AFTER_MS", 0)
    jobs.start(job(), "读", done.append)
    panel = children(window, ProgressPanel)[-1]
    qtbot.waitUntil(lambda: panel.isVisible() and panel.label.text() == "读第一页")
    assert panel.bar.maximum() == 4
    seen.set()
    qtbot.waitUntil(lambda: len(done) == 2)


def test_a_cancel_runs_finally_in_the_worker(qtbot: QtBot, stage: Stage) -> None:
    window, jobs, _ = stage
    seen: dict[str, int] = {}

    def job() -> Job[None]:
        try:
            while True:
                seen["started"] = True
                time.sleep(0.01)
                yield Step(0, 0, "读")
        finally:
            seen["closed_in"] = threading.get_ident()

    jobs.start(job(), "读", lambda _: seen.update(result=True))
    qtbot.waitUntil(lambda: "started" in seen)
    child(window, ProgressPanel).cancel.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert seen["closed_in"] != threading.get_ident()
    assert "result" not in seen


def test_a_refusal_is_told_and_a_bug_goes_to_the_bundle(qtbot: QtBot, stage: Stage) -> None:
    _, jobs, told = stage

    def refusing() -> Job[None]:
        yield Step(0, 0, "读")
        raise Refusal(RefusalCode.FILE_EMPTY, "文件是空的。")

    def broken() -> Job[None]:
        yield Step(0, 0, "读")
        raise ZeroDivisionError

    jobs.start(refusing(), "读", lambda _: None)
    jobs.start(broken(), "读", lambda _: None)
    qtbot.waitUntil(lambda: bool(told["refused"]) and bool(told["bugs"]))
    assert str(told["refused"][0]) == "文件是空的。"
    assert isinstance(told["bugs"][0], ZeroDivisionError)


def test_closing_the_window_stops_what_runs(qtbot: QtBot, stage: Stage) -> None:
    _, jobs, _ = stage
    started, closed = threading.Event(), threading.Event()

    def job() -> Job[None]:
        try:
            while True:
                started.set()
                time.sleep(0.01)
                yield Step(0, 0, "读")
        finally:
            closed.set()

    jobs.start(job(), "读", lambda _: None)
    assert started.wait(PATIENCE)
    jobs.stop_all()
    assert closed.is_set()


def test_a_result_that_comes_too_late_is_dropped(qtbot: QtBot, stage: Stage) -> None:
    _, jobs, _ = stage
    finished = threading.Event()
    done: list[int] = []

    def job() -> Job[int]:
        yield Step(0, 0, "读")
        finished.set()
        return 1

    jobs.start(job(), "读", done.append)
    assert finished.wait(PATIENCE)
    jobs.stop_all()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert done == []


class _Dead:
    """Rubbish that is found by the collector alone, and tells in which thread."""

    def __init__(self, found_in: list[int]) -> None:
        self.itself = self
        self._found_in = found_in

    def __del__(self) -> None:
        self._found_in.append(threading.get_ident())


def test_rubbish_is_never_collected_in_the_thread_of_a_job(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tasks = Tasks(window, lambda _: None, lambda _: None)
    found_in: list[int] = []
    done: list[bool] = []

    def job() -> Job[bool]:
        yield Step(0, 0, "")
        kept = [[number] for number in range(200_000)]
        yield Step(1, 0, "")
        return gc.isenabled() or not kept

    for _ in range(3):
        _Dead(found_in)
    tasks.start(job(), "算", done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert done == [False] and gc.isenabled()
    gc.collect()
    assert found_in == [threading.get_ident()] * 3
    tasks.start(job(), "算", done.append)
    tasks.stop_all()
    assert gc.isenabled()
