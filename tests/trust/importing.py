"""A window at work, as far as importing goes: reads files in its threads, and tells what that cost it.

`importing.py FOLDER report|sheet` reads each file there as that, one after the other, while the event loop of the main
thread beats; a line of JSON a file says how it ended and what this process (not its fenced child) spent meanwhile. A
beat that is late counts by the processor time that this process took over it: the time on the wall is the machine's.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from zonetracker.services.importing import load_file, read_report
from zonetracker.services.sheets.reading import read_actuals
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job
from zonetracker.ui.parts.tasks import TaskThread

BEAT_MS = 10
_STATUS, _REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Beats:
    """How long the main thread was kept from its next beat, at the most, in processor seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.process_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last = time.process_time()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.process_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def megabytes() -> float:
    """The most memory that this process had at once since it was last asked to forget; 0 where nobody tells."""
    if not _STATUS.exists():
        return 0.0
    peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def forget_peak() -> None:
    """From now on the peak is that of what follows, where the system allows that."""
    if _REFS.exists():
        _REFS.write_text("5")


def child_seconds() -> float:
    used = os.times()
    return used.children_user + used.children_system


READERS: dict[str, Callable[[bytes, str], Job[object]]] = {"report": read_report, "sheet": read_actuals}


def taken(path: Path, reader: Callable[[bytes, str], Job[object]]) -> dict[str, object]:
    """A file read as the window reads it."""
    said: dict[str, object] = {"name": path.name, "ended": "", "code": ""}
    forget_peak()
    before, used, beats = megabytes(), child_seconds(), Beats()

    def job() -> Job[object]:
        return (yield from reader(load_file(path), path.name.partition(" ")[2]))

    thread, loop = TaskThread(job()), QEventLoop()

    def ended(word: str, code: str = "") -> None:
        said["ended"], said["code"] = word, code
        loop.quit()

    def failed(error: Exception) -> None:
        ended("refused", error.code) if isinstance(error, Refusal) else ended("failed", repr(error)[:200])

    thread.succeeded.connect(lambda _: ended("read"))
    thread.failed.connect(failed)
    beats.start()
    thread.start()
    loop.exec()
    thread.wait()
    beats.stop()
    said |= {"longest": beats.longest, "megabytes": megabytes() - before, "child": child_seconds() - used}
    return said


def main() -> None:
    app = QCoreApplication([])
    for path in sorted(Path(sys.argv[1]).iterdir()):
        print(json.dumps(taken(path, READERS[sys.argv[2]])), flush=True)
    app.quit()


if __name__ == "__main__":
    main()
