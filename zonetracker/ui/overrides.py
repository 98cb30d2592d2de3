"""No exception leaves an override of Qt: Qt would call the next one with it pending, which ends the process.

Each class of the window that derives from one of Qt's is guarded when it is made, so nobody has to think of it.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from shiboken6 import Shiboken

_OURS = __name__.rpartition(".")[0]
_QT = "PySide6."
_ANSWERS = frozenset(
    {
        *("data", "headerData", "flags", "rowCount", "columnCount", "sizeHint", "minimumSizeHint", "heightForWidth"),
        *("moveCursor", "lessThan", "filterAcceptsRow", "createEditor", "pathFromIndex", "pixmap", "clone"),
        *("paint", "paintEvent"),
    }
)
"""What only tells or paints something: Qt's own may do it instead. Others have perhaps done half of it already."""
_EMPTY: dict[str, Callable[[], Any]] = {
    "rowCount": int,
    "columnCount": int,
    "heightForWidth": lambda: -1,
    "flags": lambda: Qt.ItemFlag.NoItemFlags,
    "sizeHint": QSize,
    "minimumSizeHint": QSize,
    "moveCursor": QModelIndex,
    "lessThan": bool,
    "filterAcceptsRow": lambda: True,
    "event": bool,
    "eventFilter": bool,
    "setData": bool,
    "pathFromIndex": str,
}
_LARGEST = 2**63


def guard_overrides() -> None:
    """From now on each class of this package that derives from one of Qt's has its overrides guarded."""
    Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(cls: type, /, **_: object) -> None:
    if not cls.__module__.startswith(_OURS):
        return
    for name, made in list(vars(cls).items()):
        own = _of_qt(cls, name)
        if isinstance(made, FunctionType) and not name.startswith("__") and own is not None:
            setattr(cls, name, _guarded(name, made, own))


def _of_qt(cls: type, name: str) -> Callable[..., Any] | None:
    """What a class of Qt has under this name."""
    for base in cls.__mro__[1:]:
        if base.__module__.startswith(_QT) and callable(found := getattr(base, name, None)):
            return found  # type: ignore[no-any-return]
    return None


def _guarded(name: str, made: Callable[..., Any], own: Callable[..., Any]) -> Callable[..., Any]:
    def instead(given: tuple[Any, ...]) -> Any:
        try:
            if name in _ANSWERS:
                return own(*given)
        except Exception:  # what Qt leaves to us has no own one, and what it calls may be as bad
            pass
        return _EMPTY.get(name, lambda: None)()

    @wraps(made)
    def call(*given: Any, **named: Any) -> Any:
        try:
            told = made(*given, **named)
            if type(told) is int and not -_LARGEST <= told < _LARGEST:
                raise OverflowError("no number for Qt")
            return told
        except Exception as error:
            report(error)
        return instead(given)

    return call


def report(error: BaseException) -> None:
    """Tell the hook of uncaught exceptions, and let go of what the frames hold: no painter may outlive its paint."""
    sys.excepthook(type(error), error, error.__traceback__)
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__
