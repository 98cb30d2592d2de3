"""A program that is killed at a moment which neither the clock nor the load chooses: after so many calls."""

from __future__ import annotations

import os
import signal
import sys


def die() -> None:
    """Kill this process, as a power cut would."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # on Windows any signal ends it at once


def die_after(calls: int) -> None:
    """Kill this process when Python has called or left that many functions more."""
    left = calls

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            die()

    sys.setprofile(note)
