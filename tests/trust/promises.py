"""What the program promises about data, how often each promise is tried, and the table of what came of it.

A test of tests/trust asks `rounds("R1")` how many trials this run wants, and says with `promise("R1", tried=…, bad=…)`
what came of them. What a test counts goes into its report, so that a worker of xdist hands it on to the one table.
Where every disk call of a work is made to fail in turn (R3, R12) the rounds are the steps: every 7th call, every call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pytest

LONG = "--long"
COUNTED, CONTROLLED = "promise", "control"
SHOWN = 10


@dataclass(frozen=True)
class Rounds:
    """How many trials a promise gets with every change, and how many in the long form."""

    short: int
    long: int

    def of(self, long_form: bool) -> int:
        return self.long if long_form else self.short


@dataclass(frozen=True)
class Promise:
    """One promise by its number; `parts` are kinds of trials that are counted beside the main one."""

    number: str
    words: str
    rounds: Rounds
    parts: Mapping[str, Rounds] = field(default_factory=dict)


PROMISES = (
    Promise("R1", "what was shown as saved outlives a killed program", Rounds(100, 1_000)),
    Promise("R2", "what was shown as saved outlives a power cut", Rounds(500, 10_000)),
    Promise("R3", "a failing disk call leaves the old state, and saving works again after it", Rounds(7, 1)),
    Promise("R4", "a full disk harms no file that was there before", Rounds(20, 200)),
    Promise("R5", "an exported file is the former one or the whole new one", Rounds(40, 200)),
    Promise("R6", "every listed snapshot can be brought back, and the newest good one stays", Rounds(40, 400)),
    Promise("R7", "what comes back is the snapshot itself, whatever journal lies there", Rounds(40, 200)),
    Promise(
        "R8",
        "damage to a file is noticed and said",
        Rounds(200, 400),
        {"pages": Rounds(50, 100), "cuts": Rounds(25, 50)},
    ),
    Promise("R9", "of two who open a file one writes, the other reads and is told whom to ask", Rounds(40, 500)),
    Promise("R10", "what was typed outlives a disk that goes away", Rounds(12, 100)),
    Promise("R11", "a file that is none of ours, or too new, or broken, is left as it is", Rounds(80, 200)),
    Promise("R12", "an update leaves the old file or the new one", Rounds(20, 1)),
    Promise("R13", "nothing changes without a line in the history", Rounds(900, 10_000)),
    Promise("R14", "undo goes back to the beginning, also after a restart", Rounds(30, 1_000)),
    Promise("R15", "an imported file comes out as the bytes that went in", Rounds(40, 400)),
    Promise(
        "R16",
        "no file hangs or ends the program",
        Rounds(24, 200),
        {"mutations": Rounds(200, 5_000), "books": Rounds(60, 2_000)},
    ),
    Promise("R17", "no text is garbled in silence", Rounds(200, 200), {"declared": Rounds(8, 200)}),
    Promise("R18", "no imported text becomes a formula", Rounds(1, 1)),
    Promise("R19", "figures are exactly those of the report", Rounds(20_000, 1_000_000)),
    Promise("R20", "doing it again after a crash makes nothing twice", Rounds(40, 500)),
    Promise("R21", "nothing leaves the PC", Rounds(1, 1)),
)
BY_NUMBER = {promise.number: promise for promise in PROMISES}


class Counting(Protocol):
    """The fixture `promise`: so many trials of a promise, and those that broke it (their number, or each in words)."""

    def __call__(self, number: str, *, tried: int, bad: int | Sequence[object]) -> None: ...


class Controlling(Protocol):
    """The fixture `control`: an attack on a setting that must not hold, of which at least so many trials must fail."""

    def __call__(self, number: str, name: str, *, failed: int, of: int, at_least: float) -> None: ...


class Asking(Protocol):
    """The fixture `rounds`: how many trials of a promise, or of one part of it, this run wants."""

    def __call__(self, number: str, part: str = "") -> int: ...


class Counts:
    """What one test tells of promises; kept in its report before anything fails."""

    def __init__(self, node: pytest.Item) -> None:
        self._properties = node.user_properties

    def promise(self, number: str, *, tried: int, bad: int | Sequence[object]) -> None:
        assert number in BY_NUMBER, f"there is no promise {number}"
        assert tried > 0, f"{number} was not tried at all"
        found = [] if isinstance(bad, int) else [str(each) for each in bad]
        count = bad if isinstance(bad, int) else len(bad)
        self._properties.append((COUNTED, [number, tried, count]))
        assert not count, "\n".join([f"{number} broken in {count} of {tried} trials", *found[:SHOWN]])

    def control(self, number: str, name: str, *, failed: int, of: int, at_least: float) -> None:
        assert number in BY_NUMBER, f"there is no promise {number}"
        self._properties.append((CONTROLLED, [number, name, failed, of]))
        assert failed >= at_least, f"{number}: only {failed} of {of} failed with {name}, so the attack is too weak"


def rounds_of(number: str, part: str, long_form: bool) -> int:
    promise = BY_NUMBER[number]
    return (promise.parts[part] if part else promise.rounds).of(long_form)


def table(properties: Iterable[tuple[str, object]]) -> list[str]:
    """Promise · tried · bad, the controls, and which promises no test of this run tried; nothing where none did."""
    tried: dict[str, list[int]] = {}
    controls: list[tuple[str, str, int, int]] = []
    for name, value in properties:
        if name == COUNTED and isinstance(value, list):
            sums = tried.setdefault(value[0], [0, 0])
            sums[0] += value[1]
            sums[1] += value[2]
        elif name == CONTROLLED and isinstance(value, list):
            controls.append((value[0], value[1], value[2], value[3]))
    if not tried and not controls:
        return []
    lines = [f"{'':5}{'tried':>12}{'bad':>7}   promise"]
    for each in (promise for promise in PROMISES if promise.number in tried):
        number, (trials, bad) = each.number, tried[each.number]
        lines.append(f"{number:5}{trials:>12,}{bad:>7,}   {each.words}")
        lines += [
            f"{'':5}control: {failed:,} of {of:,} failed with {name}"
            for of_, name, failed, of in controls
            if of_ == number
        ]
    lines += [
        f"{of_:5}control: {failed:,} of {of:,} failed with {name}"
        for of_, name, failed, of in controls
        if of_ not in tried
    ]
    missing = [promise.number for promise in PROMISES if promise.number not in tried]
    return [*lines, "not tried in this run: " + ", ".join(missing)] if missing else lines
