"""A start in a process of its own, for the architecture test and the benchmark.

`started.py bare | BOOK.zt` starts a bare window with a table or the program, and prints a line of JSON when the first
table with rows is painted and another when the window is idle, every picture shown: CPU seconds since the start of
Python, and which of the heavy modules are loaded.
"""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

_PACKAGES = ("matplotlib", "numpy", "lxml", "openpyxl", "docx", "pypdfium2", "rapidfuzz", "xlrd", "pypinyin")
HEAVY = (*_PACKAGES, "zonetracker.extraction")
_ROWS = 3


class Watch(QObject):
    """Reports the first painting of a table, then that nothing is left to do, and ends the process."""

    painted = False

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        """Qt: every event of the program."""
        if event.type() == QEvent.Type.Paint and not self.painted and _table_with_rows(thing):
            self.painted = True
            report("painted")
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._look)
            self._timer.start(50)
        return False

    def _look(self) -> None:
        canvas = sys.modules.get("zonetracker.ui.parts.canvas")
        if canvas is None or not canvas.drawings().busy:
            report("idle")
            os._exit(0)


def _table_with_rows(thing: QObject) -> bool:
    view = thing.parent()
    if not isinstance(view, QTableView) or view.viewport() is not thing:
        return False
    model = view.model()
    return model is not None and model.rowCount() > _ROWS


def report(when: str) -> None:
    """Print a line of JSON."""
    heavy = [name for name in HEAVY if name in sys.modules]
    print(json.dumps({"when": when, "cpu": time.process_time(), "heavy": heavy}), flush=True)


def bare_window() -> None:
    """A window with a table of 40 × 12, and nothing else."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    app = QApplication([])
    watch = Watch()
    app.installEventFilter(watch)
    window, view, model = QMainWindow(), QTableView(), QStandardItemModel(40, 12)
    for row in range(40):
        for column in range(12):
            model.setItem(row, column, QStandardItem("12.5"))
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(1366, 768)
    window.show()
    app.exec()


def program(book: str) -> None:
    """The program as a double click on a workbook starts it."""
    run, watch = QApplication.exec, Watch()

    def watched(*_: object) -> int:
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(watch)
        return run()

    QApplication.exec = watched  # type: ignore[method-assign]
    from zonetracker.__main__ import main

    main(["--new-window", book])


if __name__ == "__main__":
    bare_window() if sys.argv[1] == "bare" else program(sys.argv[1])
