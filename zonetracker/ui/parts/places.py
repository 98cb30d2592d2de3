"""Where dialogs start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """The system's folder for documents, which a clerk finds again; the home folder where there is none."""
    told = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(told) if told and Path(told).is_dir() else Path.home()
