"""Builds the program with a window: settings, language, theme, window; nothing here is reached from below."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from zonetracker import __version__
from zonetracker.support.diagnostics import catch_bugs, start_log
from zonetracker.support.i18n import choose_language, tr
from zonetracker.support.paths import local_folder
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.icons import program_icon
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.window.one_window import arrive

_DOOR_MS = 500
"""When the window stands, the door opens; a start that comes before that waits for it."""


def run_window(files: Sequence[Path] = (), *, new_window: bool = False) -> int:
    """Show the window with these files, or let the running one take them; gives the exit code."""
    start_log()
    app = make_app(sys.argv[:1])
    door = arrive(files, alone=new_window)
    if door is None:
        print(tr("程序已在运行，已转到它的窗口。"))
        return 0
    from zonetracker.ui.window.main_window import MainWindow

    settings = LocalSettings(local_folder() / "settings.json")
    dress(app, settings)
    window = MainWindow(settings)
    app.styleHints().colorSchemeChanged.connect(lambda _: dress_again(app, settings))
    catch_bugs(window.bugs.show, window.bugs.tell)
    window.show()
    if files:
        window.take_files([str(path) for path in files])
    door.called.connect(window.answer)
    app.lastWindowClosed.connect(door.close)
    QTimer.singleShot(_DOOR_MS, door, door.open)
    return app.exec()


def make_app(arguments: list[str]) -> QApplication:
    """The one QApplication; an existing one is used again."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(arguments)
    app.setApplicationName("zonetracker")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("zonetracker")
    app.setWindowIcon(program_icon())
    return app


def dress_again(app: QApplication, settings: LocalSettings) -> None:
    """Follow the system from light to dark, where the clerk has not chosen one of them."""
    if settings.text("theme", "auto") == "auto":
        apply_theme(app, "auto", settings.number("points", 10))


def dress(app: QApplication, settings: LocalSettings) -> None:
    """Language, fonts and colours as the clerk chose them on this PC."""
    language = settings.text("language", "zh")
    choose_language(language)
    if language.startswith("zh"):
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    apply_theme(app, settings.text("theme", "auto"), settings.number("points", 10))
