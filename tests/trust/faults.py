"""Which calls of a work fail and how, and what the program may say to it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass

from tests.trust.disk import Disk
from zonetracker.support.errors import Refusal, RefusalCode

FAULTS = [(error, for_ever) for error in (errno.EIO, errno.ENOSPC) for for_ever in (False, True)]
UNTRUE = {RefusalCode.FILE_BROKEN, RefusalCode.FILE_FOREIGN, RefusalCode.FILE_ALTERED, RefusalCode.FILE_EMPTY}
UNTRUE |= {RefusalCode.FILE_MISSING}
"""What a disk that fails is never called."""


@dataclass(frozen=True)
class Fault:
    nth: int
    error: int
    for_ever: bool

    def __str__(self) -> str:
        return f"call {self.nth}, {errno.errorcode[self.error]} {'for ever' if self.for_ever else 'once'}"

    def strike(self, disk: Disk) -> None:
        disk.fail(self.nth, self.error, for_ever=self.for_ever)


def each_fault(trial: Callable[[Fault], tuple[bool, str | None]], step: int) -> tuple[int, list[str]]:
    """Let every step-th call fail, as long as there is one to fail: how many were tried, and what was wrong."""
    tried, bad = 0, []
    for shift, (error, for_ever) in enumerate(FAULTS):
        nth, struck = shift * step // len(FAULTS), True
        while struck:
            fault = Fault(nth, error, for_ever)
            struck, wrong = trial(fault)
            tried += struck
            if wrong:
                bad.append(f"{fault}: {wrong}")
            nth += step
    return tried, bad


def said_by(act: Callable[[], object]) -> Refusal | str | None:
    """What the program says to a fault: nothing, a sentence (Refusal), or what it must never say (str)."""
    try:
        act()
    except Refusal as refused:
        return f"an untrue word: {refused}" if refused.code in UNTRUE else refused
    except Exception as error:
        return f"raised {error!r}"
    return None
