"""Files that come from outside: dropped, named at the start, or handed over by a later start. They wait their turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from zonetracker.support.paths import distinct

_LOOK_MS = 200


class Intake(QObject):
    """Gives files to `take` as soon as no question, menu or job of `window` is open; until then `wait` tells of them.

    What is being typed is kept first, as when the clerk clicks elsewhere.
    """

    def __init__(
        self,
        window: QWidget,
        busy: Callable[[], bool],
        take: Callable[[list[Path]], object],
        wait: Callable[[Sequence[Path]], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._busy = busy
        self._take = take
        self._wait = wait
        self._waiting: list[Path] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def add(self, paths: Sequence[Path]) -> None:
        """Take these, each once, now or when there is room for them."""
        self._waiting = distinct([*self._waiting, *paths])
        self._look()
        if self._waiting:
            self._wait(self._waiting)
            self._timer.start()

    def _look(self) -> None:
        if not self._waiting or not self._free():
            return
        self._timer.stop()
        paths, self._waiting = self._waiting, []
        self._take(paths)

    def _free(self) -> bool:
        if self._occupied():
            return False
        typing = self._window.focusWidget()
        if typing is not None:
            _finish(typing)
        return not self._occupied()  # what was typed may have led to a question

    def _occupied(self) -> bool:
        asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return asked is not None or self._busy()


def _finish(typing: QWidget) -> None:
    """End what is being typed as when the keyboard goes elsewhere; it comes back to the field, or to the table."""
    if not typing.hasFocus():  # the window is not in front
        QApplication.sendEvent(typing, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
        return
    place: QWidget | None = typing
    while place is not None and not isinstance(place, QAbstractItemView):
        place = place.parentWidget()
    typing.clearFocus()
    (place or typing).setFocus()
