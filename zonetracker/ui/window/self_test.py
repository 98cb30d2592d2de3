"""The window's part of --self-test: every page is shown with a workbook, unseen, and what Qt lacks is named."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QEventLoop, QLibraryInfo, QSize, Qt, QTimer, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QIcon, QImageReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from zonetracker.paper.compose import print_summary
from zonetracker.paper.fonts import Face, typeface
from zonetracker.services.issuing import compose, wording
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import latest_month, progress_of
from zonetracker.services.qt_side import Check
from zonetracker.support.paths import local_folder, resource_folder
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.dialogs import Ask
from zonetracker.ui.window.app import dress, make_app
from zonetracker.ui.window.main_window import MainWindow

_QT_MODULES = tuple(f"PySide6.Qt{name}" for name in ("Core", "Gui", "Widgets", "PrintSupport", "Svg", "Network"))
_LONGEST_SECONDS = 120
_SETTLED_MS = 300
_FEWEST_COLOURS = 12
_PICTURE_FORMATS = frozenset({"png", "jpeg", "svg", "ico"})
_OUTPUT_TABS = ("sheet", "gauges", "summary", "issued")


def window_checks(book: Path, directory: Path) -> Iterator[Check]:
    """Qt's parts by name, each page of a window over `book`, and a summary through the printer's road into `directory`.

    One check after the other: each builds upon the window of the one before.
    """
    yield "Qt", _qt_modules
    if _missing_modules():
        return  # without one of them a painting would end the program
    app = make_app(["zonetracker", *_platform()])
    with _troubles() as troubles:
        settings = LocalSettings(local_folder() / "settings.json")
        dress(app, settings)
        yield "picture formats", _picture_formats
        yield "drawings", _drawings
        yield "Qt's Chinese words", _chinese_words
        yield "Chinese fonts", _chinese_fonts
        window = MainWindow(settings)
        window.ask = _NotedAsk(window, troubles)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(1280, 720)
        window.show()
        yield "page welcome", lambda: _shown(window, troubles)
        window.open_workbook(book)
        for entry in window.entries:
            yield f"page {entry.key}", partial(_page, window, troubles, entry.key)
        for tab in _OUTPUT_TABS:
            yield f"page outputs, {tab}", partial(_page, window, troubles, "outputs", tab)
        yield "printing", lambda: _printed(book, directory / "printed.pdf")
        window.close()
        window.deleteLater()


def _missing_modules() -> list[str]:
    missing = []
    for name in _QT_MODULES:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return missing


def _qt_modules() -> str:
    if missing := _missing_modules():
        raise ImportError(", ".join(missing))
    return f"{len(_QT_MODULES)} modules"


def _platform() -> list[str]:
    return [] if sys.platform in ("win32", "darwin") else ["-platform", "offscreen"]


@contextmanager
def _troubles() -> Iterator[list[str]]:
    """What goes wrong where no check can catch it: exceptions in slots, and what Qt complains of."""
    troubles: list[str] = []

    def bug(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        troubles.append(f"{kind.__name__}: {error}")

    def complaint(kind: object, _: object, message: str) -> None:
        if "plugin" in message.lower() or "could not" in message.lower():
            troubles.append(message)

    before, sys.excepthook = sys.excepthook, bug
    handler = qInstallMessageHandler(complaint)
    try:
        yield troubles
    finally:
        sys.excepthook = before
        qInstallMessageHandler(handler)


class _NotedAsk(Ask):
    """Nobody is there to answer: a sentence to the clerk is a trouble."""

    def __init__(self, window: QWidget, troubles: list[str]) -> None:
        super().__init__(window)
        self._troubles = troubles

    def tell(self, sentence: str, more: str = "") -> None:
        self._troubles.append(" ".join((sentence, more)).strip())


def _picture_formats() -> str:
    known = {bytes(one.data()).decode("ascii") for one in QImageReader.supportedImageFormats()}
    if missing := sorted(_PICTURE_FORMATS - known):
        raise LookupError(f"no plugin for {', '.join(missing)}")
    styles: list[str] = QStyleFactory.keys()
    if "fusion" not in map(str.lower, styles):
        raise LookupError("the style Fusion is missing")
    return ", ".join(sorted(_PICTURE_FORMATS))


def _drawings() -> str:
    """Every SVG of the resources as an icon."""
    from PySide6.QtSvg import QSvgRenderer  # icons do without it rather than fail

    drawings = sorted(resource_folder().rglob("*.svg"))
    blank = [
        path.name
        for path in drawings
        if QIcon(str(path)).pixmap(QSize(32, 32)).isNull() or not QSvgRenderer(str(path)).isValid()
    ]
    if blank:
        raise LookupError(f"not drawn: {', '.join(blank)}")
    return f"{len(drawings)} drawings"


def _chinese_words() -> str:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    if not translator.load("qtbase_zh_CN", folder):
        raise LookupError(f"qtbase_zh_CN.qm is missing in {folder}")
    return translator.translate("QPlatformTheme", "Cancel") or "loaded"


def _chinese_fonts() -> str:
    if not typeface(Face.BODY).family:
        raise LookupError("this PC has no Chinese font")
    return ", ".join(sorted({typeface(face).family for face in Face}))


def _page(window: MainWindow, troubles: list[str], key: str, tab: str | None = None) -> str:
    window.go(key, tab)
    return _shown(window, troubles)


def _shown(window: MainWindow, troubles: list[str]) -> str:
    """Wait until nothing is being read or drawn any more, then look at it."""
    _wait(_SETTLED_MS)
    end = monotonic() + _LONGEST_SECONDS
    while window.tasks.busy:
        if monotonic() > end:
            raise TimeoutError(f"not ready within {_LONGEST_SECONDS} s")
        _wait(50)
    _wait(_SETTLED_MS)
    colours = _colours(window)
    if troubles:
        said = "; ".join(troubles)
        troubles.clear()
        raise RuntimeError(said)
    if colours < _FEWEST_COLOURS:
        raise LookupError(f"only {colours} colours: nothing is drawn")
    return f"{colours} colours"


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.processEvents()


def _colours(window: MainWindow) -> int:
    picture = window.grab().toImage()
    steps = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    return len({picture.pixel(x, y) for x, y in steps})


def _printed(book: Path, path: Path) -> str:
    """A summary by the road to a printer, which here is a file."""
    path.unlink(missing_ok=True)
    with Ledger.open(book) as ledger:
        year = next(iter(ledger.years()))
        summary = compose(progress_of(ledger, year, latest_month(ledger, year)), wording(ledger))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    print_summary(summary, printer)
    return f"{path.stat().st_size} bytes"
