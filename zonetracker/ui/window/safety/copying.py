"""A copy of the open workbook every half hour of work, in a thread, never while somebody types; and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zonetracker.support.job import Job
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.tasks import TaskThread

_HALF_HOUR_MS = 30 * 60 * 1000
_SOON_MS = 20 * 1000
_FIRST_LOOK_MS = 60 * 1000


class CopyTimer(QObject):
    """Keeps copies of the workbook of a desk, and looks over one of those kept; what goes wrong the desk says."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._done: Callable[[Any], object] = lambda _: None
        self._thread: TaskThread | None = None
        self._seen: tuple[QWidget | None, str] = (None, "")
        self._timer = _timer(self, _HALF_HOUR_MS, self.copy)
        self._soon = _timer(self, _SOON_MS, self.copy, once=True)
        self._look = _timer(self, _FIRST_LOOK_MS, self.look, once=True)
        self._news = _timer(self, 0, self._tell_news, once=True)

    def follow(self, desk: Desk) -> None:
        """The workbook of this desk from now on."""
        self._desk = desk
        desk.changed.connect(self._news.start)
        self._timer.start()
        self._look.start()

    def stop(self) -> None:
        """No more copies; one that is being made is waited for."""
        for timer in (self._timer, self._soon, self._look, self._news):
            timer.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()
            thread.deleteLater()
        self._desk = None

    def copy(self) -> None:
        """Keep a copy now, where something changed since the last; in a while, where somebody is typing."""
        if self._desk is None:
            return
        if self._thread is not None or self._typing():
            self._soon.start()
        else:
            self._run(self._desk.ledger.copying_job(), lambda _: self._tell_news())

    def look(self) -> None:
        """Once a day look over one of the copies."""
        if self._desk is None:
            return
        if self._thread is not None:
            self._look.start()
        else:
            self._run(self._desk.ledger.looking_job(), self._tell)

    def _typing(self) -> bool:
        """Whether the text that has the keyboard is another than at the last look."""
        field = QApplication.focusWidget()
        text = ""
        if isinstance(field, QLineEdit):
            text = field.text()
        elif isinstance(field, QPlainTextEdit | QTextEdit) and not field.isReadOnly():
            text = field.toPlainText()
        before, self._seen = self._seen, (field, text)
        return bool(text) and before != self._seen

    def _run(self, job: Job[Any], done: Callable[[Any], object]) -> None:
        self._done = done
        thread = self._thread = TaskThread(job, self)
        thread.succeeded.connect(self._succeeded)
        thread.finished.connect(self._ended)
        thread.start()

    def _succeeded(self, result: object) -> None:
        """A method of this object, so that it runs in the thread of the window."""
        if self._desk is not None:
            self._done(result)

    def _ended(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.deleteLater()

    def _tell_news(self) -> None:
        if self._desk is not None:
            self._tell(self._desk.ledger.backup_news())

    def _tell(self, sentence: str) -> None:
        if sentence and self._desk is not None:
            self._desk.tell(sentence, "look")


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], object], *, once: bool = False) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.setSingleShot(once)
    timer.timeout.connect(slot)
    return timer
