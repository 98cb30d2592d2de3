"""R9: two programs and one workbook: nothing that either was told is kept is lost, and the second knows whom to ask."""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.process.session import user_name

ROOT = Path(__file__).resolve().parents[2]
MODES: dict[str, list[str]] = {
    "all locks": [],
    "no lock file": ["no-locks"],
    "no locks of SQLite": ["no-sqlite-locks"],
    "no locks at all": ["no-locks", "no-sqlite-locks"],
}
PATIENCE_SECONDS = 2


class Told:
    """A clerk in another process, who is given orders and asked for the answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.answer()

    @property
    def pid(self) -> int:
        return self._process.pid

    def order(self, *words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def does(self, *words: str) -> dict[str, Any]:
        self.order(*words)
        return self.answer()


@contextmanager
def clerk(book: Path, name: str, without: list[str]) -> Iterator[Told]:
    command = [sys.executable, "-m", "tests.trust.clerk", str(book), name, *without]
    options: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, **options) as process:
        yield Told(process)
        process.kill()


class Rounds:
    """What two clerks did with a workbook, and what of it was wrong."""

    def __init__(self, book: Path, clerks: tuple[Told, Told], at_once: bool, chance: random.Random) -> None:
        self._book, self._clerks, self._at_once, self._chance = book, clerks, at_once, chance
        self.kept: set[str] = set()
        self.refused: set[str] = set()
        self.wrong: list[str] = []
        self.waited: list[float] = []

    def both(self, orders: tuple[list[str], list[str]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Both do something: at the same moment where locks can part them, else one after the other."""
        first = self._chance.randrange(2)
        turn = (first, 1 - first)
        said: list[dict[str, Any]] = [{}, {}]
        if self._at_once:
            for one in turn:
                self._clerks[one].order(*orders[one])
            for one in turn:
                said[one] = self._clerks[one].answer()
        else:
            for one in turn:
                said[one] = self._clerks[one].does(*orders[one])
        return said[0], said[1]

    def one(self, number: int, locked: bool) -> None:
        """Both open, both edit a few times, both close."""
        opened = self.both((["open"], ["open"]))
        self.waited += [said["seconds"] for said in opened]
        if locked:
            self._look_who_reads(number, opened)
        for step in range(self._chance.randrange(1, 4)):
            names = [f"第{number}轮{step}步{who}" for who in "甲乙"]
            answers = self.both((["edit", names[0]], ["edit", names[1]]))
            for who, (name, said) in enumerate(zip(names, answers, strict=True)):
                (self.kept if said["kept"] else self.refused).add(name)
                if not said["kept"] and said["code"] == "file.taken":
                    self._clerks[who].does("close")
                    self._clerks[who].does("open")
        for who in self._chance.sample([0, 1], 2):
            self._clerks[who].does("close")

    def _look_who_reads(self, number: int, opened: tuple[dict[str, Any], dict[str, Any]]) -> None:
        readers = [said["read_only"] for said in opened]
        if sorted(readers) != [False, True]:
            self.wrong.append(f"round {number}: {readers.count(False)} write")
            return
        second = opened[readers.index(True)]
        writer = self._clerks[readers.index(False)]
        holder, notice = second["holder"], " ".join(second["notices"])
        if holder is None or holder[:2] != [user_name(), platform.node()] or holder[3] != writer.pid:
            self.wrong.append(f"round {number}: it is said that {holder} writes")
        elif not all(word in notice for word in (holder[0], holder[1], holder[2].replace("T", " "))):
            self.wrong.append(f"round {number}: {notice!r} does not say who and since when")

    def look(self) -> None:
        """What was kept is there, and nothing that was refused; the file is sound."""
        with Ledger.open(self._book) as ledger:
            there = {one.name for one in ledger.indicators()}
            self.wrong += [f"lost: {name}" for name in sorted(self.kept - there)]
            self.wrong += [f"refused and there: {name}" for name in sorted(self.refused & there)]
            self.wrong += ledger.check()


def worked(book: Path, without: list[str], at_once: bool, count: int, chance: random.Random) -> Rounds:
    Ledger.create(book, "云岭高新区").close()
    with ExitStack() as stack:
        clerks = [stack.enter_context(clerk(book, name, without)) for name in ("王敏", "李强")]
        done = Rounds(book, (clerks[0], clerks[1]), at_once, chance)
        for number in range(count):
            done.one(number, "no-locks" not in without)
    done.look()
    return done


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_lost_and_the_second_is_told(tmp_path: Path, mode: str, promise: Counting, rounds: Asking) -> None:
    count = rounds("R9") // len(MODES)
    done = worked(tmp_path / "台账.zt", MODES[mode], len(MODES[mode]) < 2, count, random.Random(mode))
    assert len(done.kept) >= count and done.refused, "nothing was contended for"
    promise("R9", tried=count, bad=done.wrong)
    assert median(done.waited) < PATIENCE_SECONDS, "whoever comes second waits for the first"


@pytest.mark.slow
def test_where_no_lock_holds_two_who_write_at_once_lose(tmp_path: Path, control: Controlling) -> None:
    try:
        lost = len(worked(tmp_path / "台账.zt", [*MODES["no locks at all"], "slow"], True, 4, random.Random(9)).wrong)
    except (ValueError, Refusal):  # a clerk whose program ended, or a file that no longer opens
        lost = 1
    control("R9", "no lock at all and both at the same moment", failed=min(lost, 4), of=4, at_least=1)
