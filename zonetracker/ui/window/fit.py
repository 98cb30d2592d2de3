"""Where the window opens: as large as a clerk left it, never larger than the screen shows, with nothing outside."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

USUAL = QSize(1280, 720)
SMALLEST = QSize(720, 400)
_FRAME = QMargins(8, 32, 8, 8)
"""What the system draws around a window, title and all: known only when it is shown, and then it is too late."""


def place(window: QMainWindow, kept: str) -> None:
    """Give the window the place that `kept_place` told, else the usual one; both fitted to its screen."""
    window.setMinimumSize(QSize(0, 0))
    if not (kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
        room = _room(window.screen())
        usual = QRect(room.topLeft(), USUAL)
        usual.moveCenter(room.center())
        window.setGeometry(fitted(usual, room))
    elif not (window.isMaximized() or window.isFullScreen()):
        there = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
        window.setGeometry(fitted(window.geometry(), _room(there)))
    limit(window)


def limit(window: QMainWindow) -> None:
    """How small the window may be made: on a small screen smaller than elsewhere."""
    window.setMinimumSize(SMALLEST.boundedTo(_room(window.screen()).size()))


def _room(screen: QScreen) -> QRect:
    return screen.availableGeometry().marginsRemoved(_FRAME)


def kept_place(window: QMainWindow) -> str:
    """The window's place as a word to keep."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def fitted(wanted: QRect, room: QRect) -> QRect:
    """The rectangle nearest to `wanted` that lies in `room`, cut where it is too large."""
    found = QRect(wanted.topLeft(), wanted.size().boundedTo(room.size()))
    found.moveLeft(min(max(found.left(), room.left()), room.left() + room.width() - found.width()))
    found.moveTop(min(max(found.top(), room.top()), room.top() + room.height() - found.height()))
    return found
