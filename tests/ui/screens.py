"""Pictures of every page, to be looked at: `python tests/ui/screens.py OUT [BOOK.zt]`.

QT_SCALE_FACTOR=2 gives 200 %, ZONETRACKER_THEME=dark the dark scheme, ZONETRACKER_SIZE=960x540 another window.
Without BOOK the sample workbook is built.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from zonetracker.support.settings import LocalSettings
from zonetracker.ui.app import dress, make_app
from zonetracker.ui.main_window import MainWindow
from zonetracker.ui.sample_book import show_sample


def main(out: Path, book: Path | None) -> None:
    """Grab the welcome page and every page of the book."""
    os.environ["ZONETRACKER_HOME"] = str(out / "home")
    (out / "home").mkdir(parents=True, exist_ok=True)
    (out / "home" / "settings.json").unlink(missing_ok=True)
    app = make_app(["screens"])
    settings = LocalSettings(out / "home" / "settings.json")
    settings.keep("theme", os.environ.get("ZONETRACKER_THEME", "light"))
    dress(app, settings)
    window = MainWindow(settings)
    width, height = os.environ.get("ZONETRACKER_SIZE", "1366x768").split("x")
    window.resize(int(width), int(height))
    window.show()
    QTest.qWait(50)
    window.grab().save(str(out / "welcome.png"))
    if book is None:
        show_sample(window.tasks, window.open_workbook)
        for _ in range(1200):
            QTest.qWait(50)
            if window.desk is not None:
                break
        else:
            raise SystemExit("the sample workbook was not built within a minute")
    else:
        window.open_workbook(book)
    for row, entry in enumerate(window.entries):
        window.rail.setCurrentRow(row)
        QTest.qWait(300)
        window.grab().save(str(out / f"{row + 1}-{entry.key}.png"))
    window.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
