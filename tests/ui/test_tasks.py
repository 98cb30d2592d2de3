"""Threads: results and troubles arrive in the main thread, a cancel closes the generator in its own."""

import threading
import time

import pytest
from PySide6.QtWidgets import QWidget

from zonetracker.support.errors import Refusal
from zonetracker.support.job import Step
from zonetracker.ui.tasks import ProgressPanel, Tasks


@pytest.fixture
def stage(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    told = {"refused": [], "bugs": []}
    return window, Tasks(window, told["refused"].append, told["bugs"].append), told


def test_the_result_arrives_in_the_main_thread(qtbot, stage):
    _, tasks, _ = stage
    seen = {}

    def job():
        seen["worker"] = threading.get_ident()
        yield Step(1, 2, "读")
        return 42

    tasks.start(job(), "读", lambda result: seen.update(result=result, main=threading.get_ident()))
    qtbot.waitUntil(lambda: "result" in seen)
    assert seen["result"] == 42
    assert seen["main"] == threading.get_ident() != seen["worker"]
    assert not tasks.busy


def test_no_panel_for_a_short_job_and_one_for_a_long_one(qtbot, stage):
    window, tasks, _ = stage
    done = []

    def job(seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.02)
            yield Step(1, 4, "读第一页")
        return seconds

    tasks.start(job(0.1), "读", done.append)
    while not done:
        qtbot.wait(20)
        assert not any(panel.isVisible() for panel in window.findChildren(ProgressPanel))
    tasks.start(job(1.2), "读", done.append)
    panel = window.findChildren(ProgressPanel)[-1]
    qtbot.waitUntil(panel.isVisible, timeout=1000)
    assert panel.label.text() == "读第一页" and panel.bar.maximum() == 4
    qtbot.waitUntil(lambda: len(done) == 2, timeout=3000)


def test_a_cancel_runs_finally_in_the_worker(qtbot, stage):
    window, tasks, _ = stage
    seen = {}

    def job():
        try:
            while True:
                seen["started"] = True
                time.sleep(0.01)
                yield Step(0, 0, "读")
        finally:
            seen["closed_in"] = threading.get_ident()

    tasks.start(job(), "读", lambda _: seen.update(result=True))
    qtbot.waitUntil(lambda: "started" in seen)
    window.findChild(ProgressPanel).cancel.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen["closed_in"] != threading.get_ident()
    assert "result" not in seen


def test_a_refusal_is_told_and_a_bug_goes_to_the_bundle(qtbot, stage):
    _, tasks, told = stage

    def refusing():
        yield Step(0, 0, "读")
        raise Refusal("file.empty", "文件是空的。")

    def broken():
        yield Step(0, 0, "读")
        raise ZeroDivisionError

    tasks.start(refusing(), "读", lambda _: None)
    tasks.start(broken(), "读", lambda _: None)
    qtbot.waitUntil(lambda: bool(told["refused"]) and bool(told["bugs"]))
    assert str(told["refused"][0]) == "文件是空的。"
    assert isinstance(told["bugs"][0], ZeroDivisionError)


def test_closing_the_window_stops_what_runs(qtbot, stage):
    _, tasks, _ = stage
    started, closed = threading.Event(), threading.Event()

    def job():
        try:
            while True:
                started.set()
                time.sleep(0.01)
                yield Step(0, 0, "读")
        finally:
            closed.set()

    tasks.start(job(), "读", lambda _: None)
    assert started.wait(5)
    tasks.stop_all()
    assert closed.is_set()


def test_a_result_that_comes_too_late_is_dropped(qtbot, stage):
    _, tasks, _ = stage
    finished = threading.Event()
    done = []

    def job():
        yield Step(0, 0, "读")
        finished.set()
        return 1

    tasks.start(job(), "读", done.append)
    assert finished.wait(5)
    tasks.stop_all()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == []
