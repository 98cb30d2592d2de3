"""R16 for whole workbooks: a forged one is refused, shown with its damaged rows left out, or right.

Never does it end the program, hang it or lead it out of the workbook's folder and the program's own. Each book is made
and tried in a child (see `forging`), so that a crash is seen and names its seed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import pytest
from PySide6.QtWidgets import QApplication

from tests.storage.make_golden import book_of
from tests.trust.forging import MONTHS, Trial, forged, look_at
from tests.trust.promises import Asking, Counting
from zonetracker.storage.schema import SCHEMA
from zonetracker.ui.history.page import HistoryPage

PATIENCE_SECONDS = 120
"""On the wall: a step that takes long is told by the child in CPU seconds; this only ends a child that stands still."""
EVERY_WINDOW = 10
CHILD_BOOKS = 100
"""A child that has shown many windows takes longer for each: a clerk has one."""
Answer = dict[str, list[str] | str | int]


class Child:
    """Tries one book after another; a new one goes on where one has ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def tried(self, seed: int, windowed: bool) -> Answer:
        process = self._process = self._process or self._begun()
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps([seed, windowed]) + "\n")
            process.stdin.flush()
        try:
            line = self._lines.get(timeout=PATIENCE_SECONDS)
        except Empty:
            process.kill()
            line = ""
        if line:
            answer: Answer = json.loads(line)
            return answer
        status = self.end()
        return {"seed": seed, "ended": "crashed", "bad": [f"the program ended: {status}"], "refused": []}

    def _begun(self) -> subprocess.Popen[str]:
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        own = {"ZONETRACKER_HOME": str(home), "MPLCONFIGDIR": str(home / "matplotlib")}
        # What Python keeps of compiled tests is written outside too.
        own |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
        environment = {**os.environ, **own}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.trust.forging", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
            encoding="utf-8",
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._listening = Thread(target=_listen, args=(process.stdout, self._lines), daemon=True)
        self._listening.start()
        return process

    def end(self) -> int | None:
        """Let the child go; its exit status."""
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.stdout is None:
            return None
        with suppress(BrokenPipeError):
            process.stdin.close()
        status = process.wait()
        self._listening.join()
        process.stdout.close()
        return status


def _listen(stream: IO[str], lines: SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child(tmp_path)
    yield made
    made.end()


@pytest.mark.slow
def test_no_forged_book_ends_hangs_or_misleads_the_program(child: Child, rounds: Asking, promise: Counting) -> None:
    count = rounds("R16", "books")
    bad: list[str] = []
    ended: Counter[str] = Counter()
    for seed in range(count):
        answer = child.tried(seed, seed % EVERY_WINDOW == 0)
        if seed % CHILD_BOOKS == CHILD_BOOKS - 1:
            child.end()
        ended[str(answer["ended"])] += 1
        if answer["bad"]:
            bad.append(f"book {seed}: {answer['bad']}")
    print(dict(ended))
    promise("R16", tried=count, bad=bad)
    assert bad == []
    assert ended.keys() <= {"refused", "damaged", "right"} and min(ended["damaged"], ended["right"]) > count // 10


def test_a_step_that_raises_or_writes_elsewhere_is_seen(child: Child, tmp_path: Path) -> None:
    """The control: what the trial is there to notice, it notices."""
    trial = Trial(tmp_path / "台账.zt")
    with trial.step("raising"):
        raise ZeroDivisionError
    assert trial.bad[0].startswith("raising: ") and "ZeroDivisionError" in trial.bad[0]
    child._process = child._begun()
    child._process.kill()
    assert child.tried(0, False)["ended"] == "crashed"


def test_a_page_that_raises_is_seen(
    tmp_path: Path, qapp: QApplication, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the window: what one of its overrides raises comes to the trial."""

    def refresh(*_: object) -> None:
        raise ZeroDivisionError

    path = tmp_path / "台账.zt"
    shutil.copy(book_of(SCHEMA), path)
    bad: list[str] = []
    look_at(path, *MONTHS[0], bad)
    assert bad == []
    monkeypatch.setattr(HistoryPage, "refresh", refresh)
    look_at(path, *MONTHS[0], bad)
    assert any("ZeroDivisionError" in one for one in bad)


def test_a_seed_gives_the_same_book(tmp_path: Path) -> None:
    from zonetracker.services.ledger import Ledger
    from zonetracker.support.errors import Refusal

    def told(folder: Path, seed: int) -> object:
        folder.mkdir(exist_ok=True)
        try:
            with Ledger.open(forged(folder, seed)) as ledger:
                return ledger.damaged(), ledger.targets(MONTHS[0][0])
        except Refusal as refusal:
            return str(refusal)

    for seed in range(8):
        assert told(tmp_path / "a", seed) == told(tmp_path / "b", seed)
