"""Builds the program with a window: settings, language, theme, window; nothing here is reached from below."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from zonetracker import __version__
from zonetracker.support.diagnostics import catch_bugs, start_log
from zonetracker.support.i18n import choose_language
from zonetracker.support.paths import local_folder
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.icons import program_icon
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.window.main_window import MainWindow


def run_window(path: Path | None = None, *, sample: bool = False) -> int:
    """Show the window, with a workbook (or the sample) where one is named; gives the exit code."""
    start_log()
    app = make_app(sys.argv[:1])
    settings = LocalSettings(local_folder() / "settings.json")
    dress(app, settings)
    window = MainWindow(settings)
    app.styleHints().colorSchemeChanged.connect(lambda _: dress_again(app, settings))
    catch_bugs(window.show_bundle)
    window.show()
    if path is not None:
        window.take_files([str(path)])
    elif sample:
        window.open_sample()
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
