"""The only threads: a job runs in one, its steps and its result arrive in the main thread.

A progress panel with a cancel shows after 0.6 s; cancelling closes the generator in its own thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

PANEL_AFTER_MS = 600
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


class ProgressPanel(QDialog):
    """What a job does now, how far it is, and a cancel."""

    cancel_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self.label = QLabel(title)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(tr("取消"))
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

    def show_step(self, step: Step) -> None:
        """Show how far the job is."""
        self.label.setText(step.text)
        self.bar.setRange(0, step.total)
        self.bar.setValue(min(step.done, step.total))

    def reject(self) -> None:
        """Cancel or Esc: the panel stays until the job has really ended."""
        self.cancel.setEnabled(False)
        self.label.setText(tr("正在取消…"))
        self.cancel_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross cancels too."""
        event.ignore()
        self.reject()

    def finish(self) -> None:
        """The job has ended."""
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()


class _Run(QObject):
    """A task with its panel and what is to follow; a QObject of the main thread, so that its slots run there."""

    over = Signal(object)

    def __init__(self, task: TaskThread, panel: ProgressPanel, done: Callable[[Any], object], failed: Failed) -> None:
        super().__init__(panel.parent())
        self.task = task
        self._panel = panel
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
        task.cancelled.connect(self.end)

    def start(self) -> None:
        self._timer.start(PANEL_AFTER_MS)
        self.task.start()

    def abandon(self) -> None:
        """Stop, wait, and let nothing follow: what it was for is closing."""
        self._abandoned = True
        self.task.cancel()
        self.task.wait()

    def end(self) -> None:
        self._timer.stop()
        self._panel.finish()
        self.task.wait()
        self.over.emit(self)

    def forget_result(self) -> None:
        """What asked for the result is going away; a result that is on its way already reaches nobody."""
        self._done = self._failed = lambda _: None

    def _succeed(self, result: object) -> None:
        self.end()
        if not self._abandoned:
            self._done(result)

    def _fail(self, error: Exception) -> None:
        self.end()
        if not self._abandoned:
            self._failed(error)


class Tasks(QObject):
    """Starts jobs and shows their progress over `window`."""

    def __init__(self, window: QWidget, refused: Callable[[Refusal], None], bug: Failed) -> None:
        super().__init__(window)
        self._window = window
        self._refused = refused
        self._bug = bug
        self._running: list[_Run] = []

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
    ) -> None:
        """Run `job`; `done` gets its result in the main thread; a Refusal goes to `refused`, else to the window."""

        def failed(error: Exception) -> None:
            if isinstance(error, Refusal):
                (refused or self._refused)(error)
            else:
                self._bug(error)

        run = _Run(TaskThread(job, self), ProgressPanel(title, self._window), done, failed)
        run.over.connect(self._forget)
        self._running.append(run)
        run.start()

    def stop_all(self) -> None:
        """Cancel everything and wait for it; before the window goes."""
        for run in list(self._running):
            run.forget_result()
            run.abandon()

    def _forget(self, run: _Run) -> None:
        self._running.remove(run)
        run.task.deleteLater()
        run.deleteLater()
