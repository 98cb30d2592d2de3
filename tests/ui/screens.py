"""Pictures of every page, to be looked at: `python tests/ui/screens.py OUT [BOOK.zt | --rows 3000]`.

QT_SCALE_FACTOR=2 gives 200 %, ZONETRACKER_THEME=dark the dark scheme, ZONETRACKER_SIZE=960x540 another window,
ZONETRACKER_POINTS=18 larger letters.
Without BOOK the sample workbook is built, with --rows a made-up one of so many targets.
"""

import argparse
import os
import sys
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtTest import QTest

from zonetracker.support.settings import LocalSettings
from zonetracker.ui.overview.page import OverviewPage, OverviewTab
from zonetracker.ui.parts.canvas import drawings
from zonetracker.ui.start.sample_book import show_sample
from zonetracker.ui.units.page import UnitsPage
from zonetracker.ui.window.app import dress, make_app
from zonetracker.ui.window.main_window import MainWindow

_LONGEST = 120.0


def settle(window: MainWindow) -> None:
    """Wait until what is shown stands: drawn, and nothing being read or laid out any more."""
    QTest.qWait(300)
    end = monotonic() + _LONGEST
    while window.tasks.busy or drawings().busy:
        if monotonic() > end:
            raise SystemExit(f"a page was not ready within {_LONGEST:.0f} s")
        QTest.qWait(50)
    QTest.qWait(100)


def _open(window: MainWindow, book: Path | None) -> None:
    """Open a workbook, or the sample once it is built."""
    if book is not None:
        window.open_workbook(book)
        return
    show_sample(window.tasks, window.open_workbook)
    for _ in range(1200):
        QTest.qWait(50)
        if window.desk is not None:
            return
    raise SystemExit("the sample workbook was not built within a minute")


def main(out: Path, book: Path | None) -> None:
    """Grab the welcome page, every page of the book, and every tab of its overview and its outputs."""
    os.environ["ZONETRACKER_HOME"] = str(out / "home")
    (out / "home").mkdir(parents=True, exist_ok=True)
    (out / "home" / "settings.json").unlink(missing_ok=True)
    app = make_app(["screens"])
    settings = LocalSettings(out / "home" / "settings.json")
    settings.keep("theme", os.environ.get("ZONETRACKER_THEME", "light"))
    settings.keep("points", int(os.environ.get("ZONETRACKER_POINTS", "10")))
    dress(app, settings)
    window = MainWindow(settings)
    width, height = os.environ.get("ZONETRACKER_SIZE", "1366x768").split("x")
    window.resize(int(width), int(height))
    window.show()
    QTest.qWait(50)
    window.grab().save(str(out / "welcome.png"))
    _open(window, book)
    for row, entry in enumerate(window.entries):
        window.rail.setCurrentRow(row)
        settle(window)
        window.grab().save(str(out / f"{row + 1}-{entry.key}.png"))
        if entry.key == "overview":
            page = window.page()
            assert isinstance(page, OverviewPage)
            for view in reversed(OverviewTab):
                page.tabs.setCurrentIndex(view)
                settle(window)
                window.grab().save(str(out / f"{row + 1}-{entry.key}-{view.name.lower()}.png"))
        if entry.key == "units":
            _grab_units(window, out / f"{row + 1}-{entry.key}")
        if entry.key == "outputs":
            for tab in ("sheet", "gauges", "issued"):
                window.go("outputs", tab)
                settle(window)
                window.grab().save(str(out / f"{row + 1}-{entry.key}-{tab}.png"))
    window.close()


def _grab_units(window: MainWindow, stem: Path) -> None:
    page = window.page()
    assert isinstance(page, UnitsPage)
    for place in range(1, page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        settle(window)
        window.grab().save(f"{stem}-{page.tab.key}.png")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("out", type=Path)
    asked.add_argument("book", type=Path, nargs="?")
    asked.add_argument("--rows", type=int, default=0)
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.rows:
        from tests.ui.made_up_book import book

        given.book = book(given.out, rows=given.rows)
    main(given.out, given.book)
