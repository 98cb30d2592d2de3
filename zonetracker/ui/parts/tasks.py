"""The only threads: a job runs in one, its steps and its result arrive in the main thread.

A progress panel with a cancel shows after 0.6 s, over the window or as a line inside a dialog; cancelling closes the
generator in its own thread.

While a job runs Python's rubbish is collected in the main thread alone: the collector takes what is dead everywhere,
and a widget that ends in another thread than its own ends the program.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

PANEL_AFTER_MS = 600
TURN_SECONDS = 0.001
"""So long one thread computes before another may: one painting of a table asks for its turn some hundred times."""
COLLECT_MS = 1000
Result = TypeVar("Result")
Failed = Callable[[Exception], None]


class TaskThread(QThread):
    """One running job; the signals arrive in the thread that made the task."""

    stepped = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, job: Job[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job

    def cancel(self) -> None:
        """Ask the job to end at its next step."""
        self.requestInterruption()

    def run(self) -> None:
        """Thread side: drive the generator."""
        sys.setswitchinterval(TURN_SECONDS)
        try:
            while not self.isInterruptionRequested():
                self.stepped.emit(next(self._job))
        except StopIteration as end:
            if self.isInterruptionRequested():
                self.cancelled.emit()
            else:
                self.succeeded.emit(end.value)
            return
        except Exception as error:
            self.failed.emit(error)
            return
        try:
            self._job.close()
        except Exception as error:
            self.failed.emit(error)
            return
        self.cancelled.emit()


class _Advance:
    """What a job does now, how far it is, and a cancel."""

    label: QLabel
    bar: QProgressBar
    cancel: QPushButton

    def make_parts(self, title: str) -> None:
        """The words, the bar and the button."""
        self.label = QLabel(title)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(tr("取消"))
        self.cancel.setAutoDefault(False)

    def show_step(self, step: Step) -> None:
        """Show how far the job is."""
        self.label.setText(step.text)
        self.bar.setRange(0, step.total)
        self.bar.setValue(min(step.done, step.total))

    def show_cancelling(self) -> None:
        """The cancel was heard; the job ends at its next step."""
        self.cancel.setEnabled(False)
        self.label.setText(tr("正在取消…"))


class ProgressPanel(QDialog, _Advance):
    """The progress of a job over a window that waits for it."""

    cancel_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self.make_parts(title)
        self.label.setWordWrap(True)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(self.label)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)

    def reject(self) -> None:
        """Cancel or Esc: the panel stays until the job has really ended."""
        self.show_cancelling()
        self.cancel_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross cancels too."""
        event.ignore()
        self.reject()

    def finish(self) -> None:
        """The job has ended."""
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()


class ProgressLine(QWidget, _Advance):
    """The progress of a job in a line of a dialog that can be used meanwhile; one job at a time."""

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.make_parts("")
        self.cancel.clicked.connect(self.reject)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for part, stretch in ((self.label, 0), (self.bar, 1), (self.cancel, 0)):
            line.addWidget(part, stretch)
        self.setVisible(False)

    def open(self) -> None:
        """Show it for a job that takes long."""
        self.cancel.setEnabled(True)
        self.setVisible(True)

    def reject(self) -> None:
        """Cancel: it stays until the job has really ended."""
        self.show_cancelling()
        self.cancel_wanted.emit()

    def finish(self) -> None:
        """The job has ended."""
        self.setVisible(False)


class _Run(QObject):
    """A task with its progress and what is to follow; a QObject of the main thread, so that its slots run there."""

    over = Signal(object)

    def __init__(
        self,
        task: TaskThread,
        panel: ProgressPanel | ProgressLine,
        done: Callable[[Any], object],
        failed: Failed,
        stopped: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.task = task
        self._stopped = stopped
        self._panel: ProgressPanel | ProgressLine | None = panel
        self._done = done
        self._failed = failed
        self._abandoned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(panel.open)
        panel.cancel_wanted.connect(task.cancel)
        task.stepped.connect(panel.show_step)
        task.succeeded.connect(self._succeed)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._stop)

    def start(self) -> None:
        self._timer.start(PANEL_AFTER_MS)
        self.task.start()

    def abandon(self) -> None:
        """Stop, wait, and let nothing follow: what it was for is closing."""
        self._abandoned = True
        self.task.cancel()
        self.task.wait()

    def leave(self) -> None:
        """Stop, and let nothing follow: another wish took its place, or what showed its progress is closing."""
        self.forget_result()
        self._quiet()
        self.task.cancel()

    def _quiet(self) -> None:
        """Show no progress any more."""
        self._timer.stop()
        if self._panel is not None:
            self.task.stepped.disconnect(self._panel.show_step)
            self._panel.cancel_wanted.disconnect(self.task.cancel)
            self._panel.finish()
            self._panel = None

    def end(self) -> None:
        self._quiet()
        self.task.wait()
        self.over.emit(self)

    def forget_result(self) -> None:
        """What asked for the result is going away; a result that is on its way already reaches nobody."""
        self._done = self._failed = lambda _: None
        self._stopped = lambda: None

    def _stop(self) -> None:
        stopped = self._stopped
        self.end()
        stopped()

    def _succeed(self, result: object) -> None:
        self.end()
        if not self._abandoned:
            self._done(result)

    def _fail(self, error: Exception) -> None:
        self.end()
        if not self._abandoned:
            self._failed(error)


_all_running: set[_Run] = set()
"""Of all windows: there is one collector in a process."""


class Tasks(QObject):
    """Starts jobs and shows their progress over `window`."""

    def __init__(self, window: QWidget, refused: Callable[[Refusal], None], bug: Failed) -> None:
        super().__init__(window)
        self._window = window
        self._refused = refused
        self._bug = bug
        self._running: list[_Run] = []
        self._collecting = QTimer(self)
        self._collecting.setInterval(COLLECT_MS)
        self._collecting.timeout.connect(lambda: gc.collect(1))

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return bool(self._running)

    def start(
        self,
        job: Job[Result],
        title: str,
        done: Callable[[Result], object],
        refused: Callable[[Refusal], None] | None = None,
        *,
        line: ProgressLine | None = None,
        stopped: Callable[[], object] = lambda: None,
    ) -> Callable[[], None]:
        """Run `job`; `done` gets its result in the main thread; a Refusal goes to `refused`, else to the window.

        Its progress shows in `line`, else in a panel over the window; `stopped` follows where it was cancelled there.
        What comes back ends the job, and nothing follows.
        """

        def failed(error: Exception) -> None:
            if isinstance(error, Refusal):
                (refused or self._refused)(error)
            else:
                self._bug(error)

        panel = line or ProgressPanel(title, self._window)
        panel.show_step(Step(0, 0, title))
        run = _Run(TaskThread(job, self), panel, done, failed, stopped, self)
        run.over.connect(self._forget)
        self._running.append(run)
        _all_running.add(run)
        gc.disable()
        self._collecting.start()
        run.start()
        return run.leave

    def stop_all(self) -> None:
        """Cancel everything and wait for it; before the window goes."""
        for run in list(self._running):
            run.forget_result()
            run.abandon()
            self._let_collect(run)

    def _let_collect(self, run: _Run) -> None:
        """The thread of a run has ended; after the last one of all rubbish is collected wherever it is met again."""
        _all_running.discard(run)
        if not _all_running.intersection(self._running):
            self._collecting.stop()
        if not _all_running:
            gc.enable()

    def _forget(self, run: _Run) -> None:
        self._let_collect(run)
        self._running.remove(run)
        run.task.deleteLater()
        run.deleteLater()
