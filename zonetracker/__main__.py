"""The start of the program: the window by default, a verb on the command line, or the fenced child."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterable
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonetracker.services.issuing import Paper
    from zonetracker.services.qt_side import Check

_NEW_OBJECTS = 50_000
"""So many before the collector looks: what a start and a long table make stays, and looking was a tenth of the time."""

_ERROR, _INFORMATION = 0x10, 0x40  # the icons of a message box


def main(arguments: list[str] | None = None) -> int:
    """Run and return the exit status: 0 done, 1 could not, 2 wrong call."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) == 2 and given[0] == "--child":
        from zonetracker.support.process.fence import serve

        collect_rarely()
        serve(given[1])
    sys.stdout = sys.stdout or StringIO()
    if sys.stderr is None:
        return _without_console(given)
    _streams()
    return _start(given)


def collect_rarely() -> None:
    """Let Python look for garbage as seldom as suits this program."""
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def _start(given: list[str]) -> int:
    collect_rarely()
    _keep_caches_local()
    from zonetracker.commands import QtSide, parse, run

    options = parse(given)
    if options.verb is not None:
        return run(options, QtSide(_paper, _window_checks))
    from zonetracker.ui.window.app import run_window

    return run_window(options.files, new_window=options.new_window)


def _without_console(given: list[str]) -> int:
    """On Windows nobody sees what is written: help, a wrong call and what could not be done are said in a box."""
    sys.stderr = errors = StringIO()
    _streams()
    try:
        status = _start(given)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
        if status == 0 and isinstance(sys.stdout, StringIO):
            _show_box(sys.stdout.getvalue(), _INFORMATION)
    except Exception as error:
        status = 1
        print(_bug(error), file=errors)
    if status:
        _show_box(errors.getvalue(), _ERROR)
    return status


def _bug(error: Exception) -> str:
    from zonetracker.support.diagnostics import crash_bundle, start_log
    from zonetracker.support.i18n import tr

    start_log()
    bundle = crash_bundle(error)
    return tr("程序没能启动，请重新安装；仍不行时请把出错记录“{path}”交给维护人员。", path=bundle or "—")


def _show_box(text: str, icon: int) -> None:
    if sys.platform == "win32" and text.strip():
        import ctypes

        from zonetracker.support.i18n import program_name

        ctypes.windll.user32.MessageBoxW(None, text.strip(), program_name(), icon)


def _streams() -> None:
    """UTF-8 on every console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_caches_local() -> None:
    """matplotlib's font list belongs to this PC's folder, not to the user's home."""
    from zonetracker.support.paths import local_folder

    with contextlib.suppress(OSError):
        os.environ.setdefault("MPLCONFIGDIR", str(local_folder() / "matplotlib"))


def _paper() -> Paper:
    from zonetracker.paper.compose import summary_pdf
    from zonetracker.paper.fonts import paper_fonts_missing
    from zonetracker.paper.sheet import sheet_pdf, table_pdf
    from zonetracker.services.issuing import Paper

    return Paper(sheet_pdf, summary_pdf, paper_fonts_missing, table_pdf)


def _window_checks(book: Path, directory: Path) -> Iterable[Check]:
    from zonetracker.ui.window.self_test import window_checks

    return window_checks(book, directory)


if __name__ == "__main__":
    sys.exit(main())
