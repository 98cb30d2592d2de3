"""A clerk at work in a process of its own, to be killed: does random actions and says each that was acknowledged."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from tests.dying import die_after
from tests.services.made_reports import MadeReport, actual, content, milestone, target
from tests.trust.disk import Disk, disk_under
from zonetracker.model.changes import RowChange, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.storage.locking import FileLock
from zonetracker.support.errors import Refusal
from zonetracker.support.writing import write_safely

ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"第{number}项投资" for number in range(12)]


def digest(ledger: Ledger) -> str:
    return hashlib.sha256(json.dumps(content(ledger), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def some_figure(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(-(10**9), 10**9)).scaleb(-chance.randrange(0, 5))


def some_report(chance: random.Random) -> MadeReport:
    makers = [target, actual]
    rows = [chance.choice(makers)(chance.choice(NAMES), str(abs(some_figure(chance)))) for _ in range(8)]
    return MadeReport([*rows, milestone("孵化楼竣工")], title=f"报告{chance.randrange(10**9)}")


def act(ledger: Ledger, chance: random.Random) -> None:
    """One random action of a clerk; an action that finds nothing to do is passed over."""
    rows = [row.id for report in ledger.reports() for row in ledger.rows(report.id)]
    some = chance.sample(rows, min(len(rows), 4))
    targets = [one.id for one in ledger.targets()]
    indicators = [one.id for one in ledger.indicators()]
    entries = [
        ActualEntry(number, 2023, month, some_figure(chance), "亿元")
        for number in indicators
        for month in chance.sample(range(1, 13), 2)
    ]
    conflict = chance.choice(["ask", "keep", "replace"])
    actions: list[Callable[[], object]] = [
        lambda: some_report(chance).keep(ledger) if len(rows) < 40 else ledger.remove_report(ledger.reports()[0].id),
        lambda: ledger.confirm_rows(some, on_conflict=conflict),  # type: ignore[arg-type]
        lambda: ledger.confirm_rows(some, reason="核对无误"),
        lambda: ledger.reject_rows(some[:2]),
        lambda: ledger.reopen_rows(some[:1]),
        lambda: ledger.edit_rows(some[:1], RowChange(name=chance.choice(NAMES), value=some_figure(chance))),
        lambda: ledger.edit_rows(
            some[:1], RowChange(masked=chance.random() < 0.5, year=chance.choice([2022, 2023, None]))
        ),
        lambda: ledger.set_actuals(entries[:6], reason="核对无误"),
        lambda: ledger.edit_targets(targets[:3], TargetChange(responsible=chance.choice(NAMES))),
        lambda: ledger.remove_targets(targets[:1]),
        lambda: ledger.add_target(chance.choice(NAMES), 2023, Stated(some_figure(chance))),
        lambda: ledger.adjust_target(chance.choice(targets), Stated(some_figure(chance)), 6, "文", "外部环境变化"),
        lambda: ledger.copy_targets(2023, chance.randrange(2024, 2030)),
        lambda: ledger.set_settings(places=chance.randrange(5)),
        lambda: ledger.undo(),
        lambda: ledger.undo(),
        lambda: ledger.redo(),
        lambda: ledger.revert_to(max(1, ledger.revision - 5)) if chance.random() < 0.2 else None,
    ]
    try:
        chance.choice(actions)()
    except (Refusal, IndexError):
        return


@dataclass(frozen=True)
class Shift:
    """What a clerk shall do, and after how many calls (of the disk, or of Python) it is killed; 0 for never."""

    path: str
    seed: int = 0
    mode: str = "work"
    disk_calls: int = 0
    calls: int = 0
    home: str = ""


def work(shift: Shift) -> None:
    """Open the book and act until killed."""
    os.environ["ZONETRACKER_HOME"] = shift.home or os.environ["ZONETRACKER_HOME"]
    with disk_under(Path(shift.path).parents[1]) if shift.disk_calls else nullcontext() as disk:
        if shift.mode in ("open", "open unlocked"):
            _will_die(shift, disk)
            _only_open(shift)
        if shift.mode == "export":
            _will_die(shift, disk)
            write_safely(Path(shift.path), sheet_of(1))
            os._exit(0)
        ledger = Ledger.open(shift.path)
        assert not ledger.read_only, ledger.notices
        assert not ledger.faults, ledger.faults
        chance = random.Random(shift.seed)
        say(ledger)
        _will_die(shift, disk)
        if shift.mode == "import":
            some_report(chance).keep(ledger, operation_key=f"key-{shift.seed}")
            say(ledger)
        while shift.mode == "work":
            act(ledger, chance)
            say(ledger)
        os._exit(0)  # a kill after the last call


def sheet_of(edition: int) -> bytes:
    """The bytes of an exported file, larger than a piece that is written at once."""
    return f"edition {edition}\n".encode() * 120_000


def _will_die(shift: Shift, disk: Disk | None) -> None:
    if disk is not None:
        disk.kill(shift.disk_calls)
    if shift.calls:
        die_after(shift.calls)


def _only_open(shift: Shift) -> None:
    """Open and close, also where lock files do nothing, and say what came of it."""
    if shift.mode == "open unlocked":
        FileLock.take = lambda self: None  # type: ignore[method-assign]
    try:
        with Ledger.open(shift.path) as ledger:
            print("reads" if ledger.read_only else "writes", flush=True)
    except Refusal as refused:
        print(f"refused {refused.code}", flush=True)
    except Exception as error:
        print(f"raised {error!r}", flush=True)
    os._exit(0)


def say(ledger: Ledger) -> None:
    """Acknowledge what was done so far."""
    print(f"at {ledger.revision} {digest(ledger)}", flush=True)


def main() -> None:
    """Work one shift a line of standard input, each in a process of its own, and say when it is over."""
    for line in sys.stdin:
        if hasattr(os, "fork"):
            child = os.fork()
            if not child:
                work(Shift(**json.loads(line)))
            os.waitpid(child, 0)
        else:
            code = "import sys; from tests.trust.crashing import *; work(Shift(**json.loads(sys.argv[1])))"
            subprocess.run([sys.executable, "-c", code, line], check=False)
        print("over", flush=True)


class Clerks:
    """A process that has everything loaded and lets a clerk begin at once."""

    def __enter__(self) -> Clerks:
        command = [sys.executable, "-m", "tests.trust.crashing"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def begin(self, shift: Shift) -> None:
        """Let a clerk begin."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(shift)) + "\n")
        self._process.stdin.flush()

    def end(self) -> list[str]:
        """The whole lines that the clerk said until it was done or killed."""
        assert self._process.stdout is not None
        return [line[:-1] for line in iter(self._process.stdout.readline, "over\n") if line.endswith("\n")]

    def work(self, shift: Shift) -> list[tuple[int, str]]:
        """The revisions and contents that a clerk had acknowledged when it was killed."""
        self.begin(shift)
        lines = self.end()
        found = [line.split() for line in lines if line.startswith("at ")]
        assert found, f"the clerk did not even begin: {lines}"
        return [(int(revision), content) for _, revision, content in found]


if __name__ == "__main__":
    main()
