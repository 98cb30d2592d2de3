"""At 18 pt, and at 150 % on a small laptop, no label or button of any page or tab is cut."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children, tabs_of
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.theme import apply_theme

LAPTOP_150 = (895, 432)
"""What 1366×768 leaves to a window at 150 %, above a taskbar and below a title."""

_AIR = 2
"""How much lower than it asks for a part may be before its words are cut."""


def cut(part: QWidget) -> bool:
    """Whether less is seen of a part than its words need; what scrolls or ends in … by itself is never cut."""
    if isinstance(part, ShortLabel):
        return False
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) > part.height() + 1
    if isinstance(part, QLabel | QComboBox | QPushButton | QCheckBox):
        needed = part.minimumSizeHint()
        return needed.width() > part.width() + 1 or needed.height() > part.height() + _AIR
    return False


def clipped(window: QWidget, part: QWidget) -> bool:
    """Whether the window ends before a part does, outside of what scrolls."""
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return False
        above = above.parentWidget()
    return part.visibleRegion().boundingRect().size() != part.size()


def words_cut(window: ClerkWindow) -> list[str]:
    parts = [part for part in children(window, QWidget) if isinstance(part, QLabel | QAbstractButton | QComboBox)]
    shown = [part for part in parts if part.isVisible() and window.message not in (part, part.parentWidget())]
    return [
        f"{type(part).__name__} {part.property('text') or part.property('currentText')!r}"
        for part in shown
        if (part.property("text") or part.property("currentText")) and (cut(part) or clipped(window, part))
    ]


def rail_cut(window: ClerkWindow) -> list[str]:
    """The pages of the rail of which less is seen than drawing and word need, or that lie below its end."""
    rail = window.rail
    letters = rail.fontMetrics()
    found = []
    for row in range(rail.count()):
        item, place = rail.item(row), rail.visualItemRect(rail.item(row))
        needed = letters.horizontalAdvance(item.text()) + rail.iconSize().width()
        if (
            needed > place.width() - 28
            or not rail.viewport().rect().contains(place)
            or letters.height() > place.height()
        ):
            found.append(item.text())
    return found


@pytest.mark.parametrize(("points", "size"), [(18, (1366, 730)), (10, LAPTOP_150)], ids=["18 pt", "150 %"])
def test_no_text_is_cut(
    window: ClerkWindow,
    qtbot: QtBot,
    tmp_path: Path,
    dressed: QApplication,
    points: int,
    size: tuple[int, int],
) -> None:
    apply_theme(dressed, "light", points)
    try:
        window.resize(*size)
        QApplication.processEvents()
        found = {"welcome": words_cut(window)}
        assert window.open_workbook(book(tmp_path))
        window.desk.choose_period(YEAR, MONTH)
        QApplication.processEvents()
        found["rail"] = rail_cut(window)
        for entry in window.entries:
            window.go(entry.key)
            tabs = tabs_of(window.page())
            for number in range(1 if tabs is None else tabs.count()):
                if tabs is not None:
                    tabs.setCurrentIndex(number)
                qtbot.waitUntil(lambda: not window.tasks.busy)
                for _ in range(3):
                    QApplication.processEvents()
                found[f"{entry.key} {number}"] = words_cut(window)
    finally:
        apply_theme(dressed, "light")
    told = [f"{page}: {word}" for page, words in found.items() for word in words]
    assert not told, "\n".join(told)
