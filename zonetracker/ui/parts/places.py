"""Files as a clerk meets them: where dialogs start, what a file is called."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from zonetracker.support.i18n import tr
from zonetracker.support.paths import local_folder
from zonetracker.support.settings import LocalSettings


def documents_folder() -> Path:
    """The system's folder for documents, which a clerk finds again; the home folder where there is none."""
    told = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(told) if told and Path(told).is_dir() else Path.home()


def last_folder(settings: LocalSettings) -> Path:
    """The folder that was written to or read from last, while it is there."""
    kept = settings.text("folder")
    return Path(kept) if kept and Path(kept).is_dir() else documents_folder()


def last_workbook(recent: Iterable[str]) -> Path | None:
    """The workbook used last that is still there and readable; never one of the program's own, such as the sample."""
    own = local_folder().absolute()
    for path in map(Path, recent):
        if own not in path.parents and path.is_file() and os.access(path, os.R_OK):
            return path
    return None


def workbook_filter() -> str:
    """The filter line of a dialog for workbooks."""
    return tr("工作簿 ({pattern})", pattern="*.zt")
