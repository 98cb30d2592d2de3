"""Where dialogs start, and which workbook comes to mind first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from zonetracker.support.paths import local_folder


def documents_folder() -> Path:
    """The system's folder for documents, which a clerk finds again; the home folder where there is none."""
    told = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(told) if told and Path(told).is_dir() else Path.home()


def last_workbook(recent: Iterable[str]) -> Path | None:
    """The workbook used last that is still there and readable; never one of the program's own, such as the sample."""
    own = local_folder().absolute()
    for path in map(Path, recent):
        if own not in path.parents and path.is_file() and os.access(path, os.R_OK):
            return path
    return None
