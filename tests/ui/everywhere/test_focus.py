"""Where the keyboard is, is seen: every part of every page looks another way with the keyboard in it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children, tabs_of
from tests.ui.made_up_book import fill
from zonetracker.ui.parts.theme import apply_theme

_SEEN, _APART = 60, 60
"""How many points must differ, and by how much in one of their colours."""


def picture(window: ClerkWindow, part: QWidget) -> QImage:
    place = QRect(part.mapTo(window, QPoint(0, 0)), part.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place.intersected(window.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    first, second = bytes(one.constBits()), bytes(other.constBits())
    return sum(
        any(abs(first[at + part] - second[at + part]) > _APART for part in range(3))
        for at in range(0, min(len(first), len(second)), 4)
        if first[at : at + 3] != second[at : at + 3]
    )


def stops(window: ClerkWindow) -> list[QWidget]:
    return [
        part
        for part in children(window, QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not part.visibleRegion().isEmpty()
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_of_the_keyboard_is_seen(
    open_window: ClerkWindow, qtbot: QtBot, dressed: QApplication, scheme: str
) -> None:
    desk = open_window.desk
    fill(desk.ledger)
    desk.ledger.add_milestone("东片区道路建成通车", 2023)
    desk.ledger.add_departments(["商务局"])
    desk.choose_period(2023, 9)
    apply_theme(dressed, scheme)
    try:
        unseen = [name for entry in open_window.entries for name in unseen_on(open_window, qtbot, entry.key)]
    finally:
        apply_theme(dressed, "light")
    assert not unseen, "\n".join(unseen)


def unseen_on(window: ClerkWindow, qtbot: QtBot, key: str) -> list[str]:
    """The stops of a page, on each of its tabs, that look the same with and without the keyboard."""
    window.go(key)
    found = []
    tabs = tabs_of(window.page())
    for number in range(1 if tabs is None else tabs.count()):
        if tabs is not None:
            tabs.setCurrentIndex(number)
        qtbot.waitUntil(lambda: not window.tasks.busy)
        QApplication.processEvents()
        for part in stops(window):
            if not looks_other(window, part):
                found.append(f"{key} {number} {type(part).__name__} {part.accessibleName()} {part.property('text')}")
    return found


def looks_other(window: ClerkWindow, part: QWidget) -> bool:
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not part.hasFocus():
        return True
    there = picture(window, part)
    part.clearFocus()
    QApplication.processEvents()
    return differing(there, picture(window, part)) >= _SEEN
