"""Files as a clerk meets them: where dialogs start, what a file is called, where a backup goes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.paths import local_folder
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.desk import Desk


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


def ask_backup(desk: Desk) -> None:
    """Write a checked copy of the workbook where the clerk says."""
    ledger = desk.ledger

    def write(path: str) -> None:
        try:
            ledger.backup(Path(path))
        except Refusal as refusal:
            desk.tell(str(refusal), "trouble")
            return
        desk.tell(tr("已备份到 {path}", path=path))

    start = str(last_folder(desk.settings) / f"{ledger.path.stem}-{desk.today():%Y%m%d}.zt")
    desk.ask.save_file(tr("备份到哪里"), workbook_filter(), start, "zt", write)
