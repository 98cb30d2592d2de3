"""Every override of Qt in the window's classes, found in the sources; each broken while the window is walked through.

`python -m tests.ui.overriding FOLDER GROUP OF` walks with every OF-th of them broken in turn, and ends with how many.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

import zonetracker.ui

_ROOT = Path(zonetracker.ui.__file__).parent


MOST_BUNDLES = 3
"""A bug may bring about another kind of it; it must not bring one with every paint."""


class Broken(Exception):
    """What a broken override raises."""


def overrides() -> list[tuple[type, str]]:
    """Each method of a class of the window that has the name of one of Qt's."""
    found: list[tuple[type, str]] = []
    for path in sorted(_ROOT.rglob("*.py")):
        module = importlib.import_module(_name(path))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found += _of_class(module, node)
    return found


def _name(path: Path) -> str:
    parts = path.relative_to(_ROOT.parents[1]).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _of_class(module: ModuleType, node: ast.ClassDef) -> Iterator[tuple[type, str]]:
    kind = getattr(module, node.name)
    if not issubclass(kind, Shiboken.Object):
        return
    qt = [base for base in kind.__mro__ if base.__module__.startswith("PySide6.")]
    for method in node.body:
        plain = isinstance(method, ast.FunctionDef) and not method.name.startswith("__") and not method.decorator_list
        if isinstance(method, ast.FunctionDef) and plain and any(hasattr(base, method.name) for base in qt):
            yield kind, method.name


@contextmanager
def broken(kind: type, name: str, calls: list[str]) -> Iterator[None]:
    """The method's own code raises, below whatever lies around it."""
    made: FunctionType = vars(kind)[name]
    inner = getattr(made, "__wrapped__", made)
    before: CodeType = inner.__code__

    def called(*_: object) -> None:
        calls.append(name)
        raise Broken

    inner.__code__ = _raising(len(before.co_freevars)).__code__.replace(co_name=f"{kind.__name__}.{name}")
    inner.__globals__["_broken_call"] = called
    try:
        yield
    finally:
        inner.__code__ = before


def _raising(free: int) -> FunctionType:
    """A function that raises, with so many free variables: code fits only a function with as many."""
    one = two = None

    def plain(*given: Any, **named: Any) -> None:
        _broken_call()  # type: ignore[name-defined]  # noqa: F821

    def single(*given: Any, **named: Any) -> None:
        _broken_call(one)  # type: ignore[name-defined]  # noqa: F821

    def double(*given: Any, **named: Any) -> None:
        _broken_call(one, two)  # type: ignore[name-defined]  # noqa: F821

    made: list[Any] = [plain, single, double]
    found: FunctionType = made[free]
    return found


def walk(window: Any) -> None:
    """Through every page: shown, painted, keys, a resize, the wheel of the mouse over it."""
    app = QApplication.instance()
    assert app is not None
    for number in range(len(window.entries)):
        window.show_page(number)
        app.processEvents()
        page = window.page()
        for area in page.areas()[:2] if page is not None else ():
            area.setFocus()
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_F2, Qt.Key.Key_Escape):
                QTest.keyClick(QApplication.focusWidget() or area, key)
            middle = area.rect().center()
            app.sendEvent(area, QEnterEvent(middle, middle, area.mapToGlobal(QPoint(1, 1))))
            QTest.mouseMove(area, middle)
        assert not window.grab().isNull()
        while (box := QApplication.activeModalWidget() or QApplication.activePopupWidget()) is not None:
            box.close()
            if box.isVisible():
                box.hide()
    window.resize(window.width() ^ 8, window.height())
    app.sendEvent(window, QEvent(QEvent.Type.PaletteChange))
    app.processEvents()
    assert not window.grab().isNull()


def main(folder: Path, group: int, of: int) -> None:
    """Break each of a share of the overrides in turn, and say how many were walked with."""
    import os

    os.environ["ZONETRACKER_HOME"] = str(folder)
    from tests.ui.made_up_book import book
    from zonetracker.support.diagnostics import catch_bugs, log_folder
    from zonetracker.support.settings import LocalSettings
    from zonetracker.ui.parts.dialogs import Ask
    from zonetracker.ui.window.app import dress, make_app
    from zonetracker.ui.window.main_window import MainWindow

    told: list[str] = []

    class Listening(Ask):
        def tell(self, sentence: str, more: str = "") -> None:
            told.append(sentence)

    app, settings = make_app(["overriding"]), LocalSettings(folder / "settings.json")
    dress(app, settings)
    window = MainWindow(settings)
    window.ask = Listening(window)
    catch_bugs(window.bugs.show, window.bugs.tell)
    window.show()
    assert window.open_workbook(book(folder))
    walk(window)
    shared, reached = overrides()[group::of], 0
    for kind, name in shared:
        calls: list[str] = []
        told.clear()
        before = len(list(log_folder().glob("crash-*.zip")))
        print(f"{kind.__qualname__}.{name}", flush=True)
        with broken(kind, name, calls):
            walk(window)
        made = len(list(log_folder().glob("crash-*.zip"))) - before
        assert made <= MOST_BUNDLES, f"{made} bundles of one bug"
        assert not calls or window.message.isVisible() or told, "it was not told"
        reached += bool(calls)
    print(f"walked with {len(shared)}, of which {reached} were called")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
