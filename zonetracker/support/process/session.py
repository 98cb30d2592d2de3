"""Who sits at the keyboard, and before which screen."""

from __future__ import annotations

import os
import sys
from getpass import getuser


def user_name() -> str:
    """The name of the one at the keyboard, as the system knows it."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def screen_name() -> str:
    """Tells the screens on which one user may be at work on one PC; a window on another one cannot come forward."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        number = wintypes.DWORD()
        ctypes.windll.kernel32.ProcessIdToSessionId(wintypes.DWORD(os.getpid()), ctypes.byref(number))
        return str(number.value)
    return os.environ.get("WAYLAND_DISPLAY", "") + os.environ.get("DISPLAY", "")
