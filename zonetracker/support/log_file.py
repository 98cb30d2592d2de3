"""The file of the log: so many bytes, then a new one, and the oldest goes."""

from __future__ import annotations

import contextlib
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_KEPT = 3


class _SharedLog(RotatingFileHandler):
    """Windows lets nobody rename a log that a second window has open; it then grows on until that one ends."""

    def rotate(self, source: str, dest: str) -> None:
        with contextlib.suppress(OSError):
            super().rotate(source, dest)


def open_log(path: Path) -> logging.Handler:
    """A handler that writes there; its file is made with the first line."""
    handler = _SharedLog(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
