"""What fails because an antivirus or a reader holds a file for a moment is tried again for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from zonetracker.support.reach import says_away

Result = TypeVar("Result")

FIRST_WAIT_SECONDS = 0.05
_LONGEST_WAIT_SECONDS = 0.5
_ATTEMPTS = 8
_IN_USE = frozenset({5, 32, 33})


def in_use(error: OSError) -> bool:
    """Whether another program holds the file (Windows errors 5, 32, 33)."""
    if says_away(error):  # a stick that was pulled out says "access denied" too
        return False
    return getattr(error, "winerror", None) in _IN_USE or isinstance(error, PermissionError)


def patiently(act: Callable[[], Result]) -> Result:
    """What `act` gives; while the file is held it is tried again, some two seconds long."""
    wait = FIRST_WAIT_SECONDS
    for _ in range(_ATTEMPTS - 1):
        try:
            return act()
        except OSError as error:
            if not in_use(error):
                raise
        time.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT_SECONDS)
    return act()
