"""The menu of workbooks opened lately; those that are gone are left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from zonetracker.support.i18n import tr
from zonetracker.support.paths import is_there
from zonetracker.support.settings import LocalSettings


class RecentMenu:
    """Fills `menu` each time it is shown."""

    def __init__(self, menu: QMenu, settings: LocalSettings, open_workbook: Callable[[Path], object]) -> None:
        self.menu, self._settings, self._open = menu, settings, open_workbook
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """The files that are still there, latest first, each with a digit as its key."""
        self.menu.clear()
        there = [Path(path) for path in self._settings.texts("recent") if is_there(Path(path))]
        for number, path in enumerate(there[:9], 1):
            action = self.menu.addAction(f"&{number}  " + path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
        if not there:
            self.menu.addAction(tr("（还没有打开过工作簿）")).setEnabled(False)
