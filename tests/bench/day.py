"""A clerk's month by keys alone: keys pressed, letters typed and seconds of each stretch."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.day.walk import Walk, own_dialogs, table_of
from zonetracker.ui.parts.theme import apply_theme


def bench() -> None:
    """Go the walk once and print its record."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    own_dialogs()
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZONETRACKER_HOME"] = folder
        walk = Walk(Path(folder))
        walk.go()
        walk.leave()
        print(table_of(walk.stretches), flush=True)
