"""What a stretch of the program does to the disk, by Python's own audit events: files opened for writing, made, moved,
removed, and databases opened, with the folders in which it happens; and all that is opened, to read too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ONE = ("os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.utime", "os.chmod", "shutil.rmtree")
_TWO = ("os.rename", "os.link", "os.symlink", "shutil.move", "shutil.copyfile")
_watchers: list[list[tuple[str, str]]] = []
_readers: list[list[Path]] = []


def _hear(event: str, told: tuple[Any, ...]) -> None:
    if _readers:
        _note_opened(event, told)
    if _watchers:
        _note_touched(event, told)


def _note_touched(event: str, told: tuple[Any, ...]) -> None:
    touched: tuple[Any, ...] = ()
    if event == "open":
        path, mode, flags = told
        writes = bool(set(str(mode)) & set("wax+")) if mode is not None else bool(int(flags) & _WRITING)
        touched = (path,) if writes else ()
    elif event == "sqlite3.connect":
        touched = (_database(os.fsdecode(told[0])),)
    elif event in _ONE:
        touched = told[:1]
    elif event in _TWO:
        touched = told[:2]
    for one in touched:
        if isinstance(one, str | bytes | os.PathLike):
            place = os.fsdecode(one)
            if place and place != ":memory:":
                for watcher in _watchers:
                    watcher.append((event, os.path.abspath(place)))  # noqa: PTH100


def _note_opened(event: str, told: tuple[Any, ...]) -> None:
    if event in ("open", "sqlite3.connect") and isinstance(told[0], str | bytes | os.PathLike):
        place = os.fsdecode(told[0])
        for reader in _readers:
            reader.append(Path(unquote(urlsplit(place).path) if place.startswith("file:") else place))


def _database(told: str) -> str:
    """The file that is opened for writing; nothing where it is only read."""
    if not told.startswith("file:"):
        return told
    parts = urlsplit(told)
    return "" if "mode=ro" in parts.query else unquote(parts.path)


sys.addaudithook(_hear)


@contextmanager
def touched() -> Iterator[list[tuple[str, str]]]:
    """The events inside, each with its place; those of this process alone."""
    heard: list[tuple[str, str]] = []
    _watchers.append(heard)
    try:
        yield heard
    finally:
        _watchers.remove(heard)


@contextmanager
def opened(below: Path) -> Iterator[list[Path]]:
    """The files in a folder that are opened inside, to read or to write, each as often as it is."""
    heard: list[Path] = []
    _readers.append(heard)
    try:
        yield heard
    finally:
        _readers.remove(heard)
        heard[:] = [place for place in heard if below in place.parents]


def outside(heard: list[tuple[str, str]], *allowed: Path) -> list[tuple[str, str]]:
    """The events beyond these folders; what goes to no disk (/dev/null, pipes) aside."""
    roots = [os.path.abspath(one) for one in allowed]  # noqa: PTH100
    return [
        (event, place)
        for event, place in heard
        if not place.startswith(("/dev/", "/proc/")) and not any(_within(place, root) for root in roots)
    ]


def _within(place: str, root: str) -> bool:
    return place == root or place.startswith(root + os.sep)
