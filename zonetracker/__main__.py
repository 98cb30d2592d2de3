"""The start of the program: the window by default, a verb on the command line, or the fenced child."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run and return the exit status: 0 done, 1 could not, 2 wrong call."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) == 2 and given[0] == "--child":
        from zonetracker.support.fence import serve

        serve(given[1])
    _streams()
    _keep_caches_local()
    from zonetracker.commands import parse, run

    options = parse(given)
    if options.verb is not None:
        return run(options, _save_pdf)
    from zonetracker.ui.app import run_window

    return run_window(options.file)


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
    from zonetracker.ui.paper import save_pdf

    if not isinstance(summary, Summary):
        raise TypeError(summary)
    save_pdf(summary, path)


if __name__ == "__main__":
    sys.exit(main())
