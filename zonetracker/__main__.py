"""The start of the program: the window by default, a verb on the command line, or the fenced child."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonetracker.commands.qt_side import Check


def main(arguments: list[str] | None = None) -> int:
    """Run and return the exit status: 0 done, 1 could not, 2 wrong call."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) == 2 and given[0] == "--child":
        from zonetracker.support.fence import serve

        serve(given[1])
    windowed = sys.stderr is None
    _streams()
    try:
        return _start(given)
    except Exception as error:
        if not windowed:
            raise
        return _say_in_a_box(error)


def _start(given: list[str]) -> int:
    _keep_caches_local()
    from zonetracker.commands import QtSide, parse, run

    options = parse(given)
    if options.verb is not None:
        return run(options, QtSide(_save_pdf, _window_checks))
    from zonetracker.ui.window.app import run_window

    return run_window(options.file)


def _say_in_a_box(error: Exception) -> int:
    """Without a console nobody would see why the window does not come up (Windows)."""
    from zonetracker.support.diagnostics import crash_bundle, start_log
    from zonetracker.support.i18n import program_name, tr

    start_log()
    bundle = crash_bundle(error)
    if sys.platform == "win32":
        import ctypes

        said = tr("程序没能启动，请重新安装；仍不行时请把出错记录“{path}”交给维护人员。", path=bundle or "—")
        ctypes.windll.user32.MessageBoxW(None, said, program_name(), 0x10)
    return 1


def _streams() -> None:
    """UTF-8 on every console; a program without a console (Windows) writes into nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_caches_local() -> None:
    """matplotlib's font list belongs to this PC's folder, not to the user's home."""
    from zonetracker.support.paths import local_folder

    with contextlib.suppress(OSError):
        os.environ.setdefault("MPLCONFIGDIR", str(local_folder() / "matplotlib"))


def _save_pdf(summary: object, path: Path) -> None:
    from zonetracker.outputs.summary import Summary
    from zonetracker.paper.compose import save_pdf

    if not isinstance(summary, Summary):
        raise TypeError(summary)
    save_pdf(summary, path)


def _window_checks(book: Path, directory: Path) -> Iterable[Check]:
    from zonetracker.ui.window.self_test import window_checks

    return window_checks(book, directory)


if __name__ == "__main__":
    sys.exit(main())
