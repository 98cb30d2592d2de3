"""Whether a file, its folder and its drive are still there when something has failed: words of errors do not say so.

A stick that was pulled out answers "access denied" on Windows (not ready) and damaged bytes on Linux.
"""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_AWAY = frozenset(
    getattr(errno, name)
    for name in (
        *("ENODEV", "ENXIO", "ENOMEDIUM", "EREMOTEIO", "ENOTCONN", "ESTALE", "ETIMEDOUT"),
        *("EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNRESET", "ECONNABORTED"),
    )
    if hasattr(errno, name)
)
_WINDOWS_AWAY = frozenset(
    {
        *(15, 20, 21, 31),  # no such drive or unit, not ready, device does not work
        *(51, 53, 54, 55, 58, 59, 64, 65, 67, 71, 121),  # the share, its server or the network
        *(433, 1006, 1117, 1167),  # no such device, volume exchanged, device error, device not connected
        *(1222, 1225, 1231, 1232, 1236, 1256),  # no network, refused, unreachable, aborted
    }
)
_NOT_FOUND = frozenset({errno.ENOENT, errno.ENOTDIR})


class Missing(StrEnum):
    """What is not there any more."""

    DRIVE = "drive"
    FOLDER = "folder"
    FILE = "file"


def says_away(error: OSError) -> bool:
    """Whether an error says that the drive or the share is not there."""
    told = getattr(error, "winerror", None)
    return told in _WINDOWS_AWAY if told is not None else error.errno in _AWAY


def missing(path: Path) -> Missing | None:
    """What of drive, folder and file is gone; None where all stand. A dead share may take its time to say so."""
    places = [(path.absolute().parent, Missing.FOLDER), (path, Missing.FILE)]
    if path.drive:
        places.insert(0, (Path(path.anchor), Missing.DRIVE))
    for place, what in places:
        try:
            os.stat(place)  # noqa: PTH116  (a disk of the tests lies under os)
        except OSError as error:
            if error.errno in _NOT_FOUND:
                return what
            if says_away(error) or not isinstance(error, PermissionError):
                return Missing.DRIVE
    return None


def readable(path: Path) -> bool:
    """Whether the file's bytes can be had. Must not be called while SQLite holds locks on it: closing drops those."""
    try:
        with path.open("rb", buffering=0) as file:
            file.read(1)
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 1))
            file.read(1)
    except OSError:
        return False
    return True


def place_of(path: Path) -> str:
    """The drive or share of a path, as a clerk knows it; where there are none its folder."""
    return path.drive or str(path.absolute().parent)


def gone(path: Path) -> Refusal:
    """The refusal of a file whose drive or folder is not there any more."""
    said = tr(
        "“{place}”连不上了（U盘被拔出、网络断开，或文件夹被移走），“{name}”这一步没有保存；请接好以后再做一次。",
        place=place_of(path),
        name=path.name,
    )
    return Refusal(RefusalCode.DISK_GONE, said)
