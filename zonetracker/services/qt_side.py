"""What of the command line needs Qt: handed down by the program's start, so that nothing below imports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonetracker.services.issuing import Paper

Check = tuple[str, Callable[[], object]]
"""One check of the self-test: its name, and what says in a few words that it holds, or raises."""


@dataclass(frozen=True, slots=True)
class QtSide:
    """`paper` gives what composes sheets and summaries; `window_checks` gives the window's checks over a workbook.

    The latter takes the workbook and a folder for what it writes; its first check starts Qt for all that follow.
    """

    paper: Callable[[], Paper]
    window_checks: Callable[[Path, Path], Iterable[Check]]
