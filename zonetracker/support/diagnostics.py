"""The log, and what is left of a bug: a bundle with places and versions, never with the words of a report.

An exception's message may hold a sentence of a report, so a bundle keeps the types and places only.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from zonetracker import __version__
from zonetracker.support.errors import Refusal
from zonetracker.support.paths import local_folder

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_BUNDLES_KEPT = 20
_log = logging.getLogger("zonetracker")

BugShown = Callable[[Path | None, bool], object]
"""Shows that a bug happened: where its bundle lies, and whether the same one was told already."""
TroubleShown = Callable[[Refusal], object]


def log_folder() -> Path:
    """The folder of the log and the crash bundles; made when missing."""
    folder = local_folder() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class LateLog(logging.Handler):
    """The rotating file of the log, opened for the first line: what it needs takes time, and most starts write none."""

    def __init__(self) -> None:
        super().__init__()
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write; without a file (a full disk) the program still runs."""
        if self._file is None:
            from zonetracker.support.log_file import open_log

            with contextlib.suppress(OSError):
                self._file = open_log(log_folder() / "zonetracker.log")
        if self._file is not None:
            self._file.emit(record)

    def close(self) -> None:
        """logging: let the file go."""
        if self._file is not None:
            self._file.close()
        super().close()


def start_log() -> None:
    """From now on the program's log goes to its file."""
    logger = logging.getLogger("zonetracker")
    if not any(isinstance(handler, LateLog) for handler in logger.handlers):
        logger.addHandler(LateLog())
        logger.setLevel(logging.INFO)


class BugCatcher:
    """What becomes of exceptions that nobody caught: of each kind one bundle, however often it comes.

    A kind is where it arose and what it is. `show` and `tell` are called in the main thread only; the second takes
    trouble that has a sentence, and is no bug.
    """

    def __init__(self, show: BugShown, tell: TroubleShown) -> None:
        self._show, self._tell = show, tell
        self._bundles: dict[str, Path | None] = {}

    def take(self, error: BaseException) -> None:
        """Keep and show; whatever fails here, the program goes on."""
        with contextlib.suppress(Exception):
            shown = threading.current_thread() is threading.main_thread()
            if isinstance(error, Refusal):
                if shown:
                    self._tell(error)
                return
            kind = describe(error)
            known = kind in self._bundles
            if not known:
                self._bundles[kind] = crash_bundle(error) if len(self._bundles) < _BUNDLES_KEPT else None
            if shown:
                self._show(self._bundles[kind], known)


def catch_bugs(show: BugShown, tell: TroubleShown) -> None:
    """From now on an exception that nobody caught is taken by a BugCatcher, in every thread."""
    catcher = BugCatcher(show, tell)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            catcher.take(error)

    def other_hook(caught: threading.ExceptHookArgs | UnraisableHookArgs) -> None:
        if caught.exc_value is not None:
            catcher.take(caught.exc_value)

    sys.excepthook = hook
    threading.excepthook = other_hook
    sys.unraisablehook = other_hook


def crash_bundle(error: BaseException) -> Path | None:
    """Keep what is needed to find a bug; None where even that cannot be written."""
    import zipfile  # what only a bug needs is loaded by it, not by every start

    places = describe(error)
    _log.error("bug: %s", places.replace("\n", " | "))
    try:
        folder = log_folder()
        path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr("bug.txt", f"{_versions()}\n\n{places}\n")
            log = folder / "zonetracker.log"
            if log.is_file():
                bundle.write(log, "zonetracker.log")
        for old in sorted(folder.glob("crash-*.zip"))[:-_BUNDLES_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """The types and places of an exception and its causes, without their messages."""
    import traceback

    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < 200:
        lines.append(type(current).__qualname__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _versions() -> str:
    import platform

    return f"zonetracker {__version__}\nPython {platform.python_version()}\n{platform.platform()}"
