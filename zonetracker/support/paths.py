"""Where things lie: packed resources and seeds, and this PC's own folders for settings, log and snapshots."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

import platformdirs

LONGEST_PATH = 235
"""Windows ends a path at 259 letters; the difference is for the names that files are built under."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE)
_MARKED_LONG = re.compile(r"[\\/]{2}\?[\\/](?:(UNC[\\/])|(?=[a-z]:))", re.IGNORECASE)
_UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')

_PACKAGE = Path(__file__).resolve().parent.parent


def _packed(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@cache
def resource_folder() -> Path:
    """Icons, style, locale and templates: inside an installed package, or at the top of a checkout."""
    return _packed("resources")


@cache
def seed_folder() -> Path:
    """Indicators, units, verbs and the sample reports: inside an installed package, or at the top of a checkout."""
    return _packed("seeds")


def local_place() -> Path:
    """Where this PC's folder for settings, log and snapshots lies (ZONETRACKER_HOME says otherwise), there or not."""
    chosen = os.environ.get("ZONETRACKER_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("zonetracker", appauthor=False))


def local_folder() -> Path:
    """This PC's folder for settings, log and snapshots; made when missing."""
    folder = local_place()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def plain_path(text: str) -> str:
    """A path without the mark that Windows puts before a long one: `\\\\?\\C:\\a` and `\\\\?\\UNC\\host\\a`."""
    found = _MARKED_LONG.match(text)
    if found is None:
        return text
    return f"\\\\{text[found.end() :]}" if found[1] else text[found.end() :]


def real_place(path: Path) -> Path:
    """Where the file lies that a path leads to: what is kept beside it is found there, whichever way leads to it."""
    return path.resolve() if path.is_symlink() else path.absolute()


def is_there(path: Path) -> bool:
    """Whether a file can be seen; on a disk that fails it cannot."""
    try:
        return path.is_file()
    except OSError:
        return False


def identity(path: Path) -> object:
    """What two spellings of one file have in common; for one that is not there, its place as the system compares it."""
    with contextlib.suppress(OSError, ValueError):
        found = path.stat()
        if found.st_ino:
            return found.st_dev, found.st_ino
    return os.path.normcase(path.absolute())


def distinct(paths: Iterable[Path]) -> list[Path]:
    """Each file once, in the order given."""
    kept: dict[object, Path] = {}
    for path in paths:
        kept.setdefault(identity(path), path)
    return list(kept.values())


def file_name(words: str) -> str:
    """`words` as a file may be called on any system."""
    return "".join(letter if letter not in '\\/:*?"<>|' and letter.isprintable() else "_" for letter in words)[:80]


def kept_name(told: str, endings: Collection[str]) -> tuple[str, str] | None:
    """What a name out of a file may be called on this PC: a stem and one of `endings`; None for any other ending.

    A name that a file tells of itself may be a path, a device or a program: none of it goes further than the stem.
    """
    stem, _, ending = told.rpartition(".")
    ending = ending.lower()
    if ending not in endings:
        return None
    plain = file_name(stem).strip(". ") or "_"
    return (f"_{plain}" if kept_by_windows(f"{plain}.{ending}") else plain), ending


def usable_name(name: str) -> bool:
    """Whether a file may be called `name` on this system."""
    return os.name != "nt" or not kept_by_windows(name)


def kept_by_windows(name: str) -> bool:
    """Whether Windows keeps `name` for a device, or does not take its marks or its end."""
    return _DEVICE.fullmatch(name) is not None or _UNUSABLE.search(name) is not None
