"""How the window says that something went wrong that nobody foresaw: once in a box, and again in one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from zonetracker.support.diagnostics import crash_bundle
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from zonetracker.ui.window.main_window import MainWindow


class BugTelling(QObject):
    """Tells when the event loop is next free: a bug may come out of a paint, and would come again for each box."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._box: tuple[str, str] | None = None
        self._line = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)

    def show_error(self, error: Exception) -> None:
        """An error nobody foresaw, caught by who did it: keep a bundle, and say so in a box."""
        self.show(crash_bundle(error), False)

    def show(self, bundle: Path | None, again: bool) -> None:
        """A bug happened, and its bundle lies there; one that was told already gets a line above the page."""
        said = tr("程序出了一个没有预料到的错误，刚才这一步没有完成；已存的数据不受影响，可以继续使用。")
        if again:
            self._line = said
        else:
            self._box = said, tr("出错记录（不含报告内容）在：{path}", path=bundle) if bundle else ""
        self._timer.start(0)

    def tell(self, refusal: Refusal) -> None:
        """Trouble with a sentence of its own, where nobody was there to tell it."""
        self._line = str(refusal)
        self._timer.start(0)

    def _say(self) -> None:
        box, self._box = self._box, None
        line, self._line = self._line, ""
        if box is not None:
            self._window.ask.tell(*box)
        elif line and not (self._window.message.isVisible() and self._window.message.label.text() == line):
            self._window.message.say(line, "trouble")
