"""Linux: which files a fenced child may read, for its native code too (Landlock, in kernels since 5.13)."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from zonetracker.support.added import added_places

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ONLY_VERSION = 1
_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_OF_VERSION = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
"""What can be done to files, as far as each version knows: all of it is refused but what is granted."""
_ONLY_PLACE = getattr(os, "O_PATH", 0) | getattr(os, "O_CLOEXEC", 0)
_NETWORK, _NETWORK_FROM = 0b11, 4
_SIGNALS, _SIGNALS_FROM = 0b11, 6
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/lib32",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/timezone",
    "/dev/null",
    "/dev/zero",
    "/dev/urandom",
    "/dev/random",
)
"""Libraries, typefaces, the time zone, chance."""


def own_places() -> list[str]:
    """Where this program and its libraries lie, with the parts of the system that every program reads."""
    package = str(Path(__file__).resolve().parents[3])
    prefixes = (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, sys.pycache_prefix)
    places = (package, *prefixes, *sys.path, *added_places(), *_SYSTEM)
    return list(dict.fromkeys(os.path.realpath(place) for place in places if place))


def restrict_files(library: ctypes.CDLL, places: Iterable[str]) -> bool:
    """Let this thread and those that it starts read below these places alone; False where the kernel can't."""
    version = library.syscall(_CREATE, None, 0, _ONLY_VERSION)
    if version < 1:
        return False
    rules = library.syscall(_CREATE, *_sized(_handled(version)), 0)
    if rules < 0:
        return False
    try:
        for place in places:
            _grant(library, rules, place)
        done: int = library.syscall(_RESTRICT, rules, 0)
        return done == 0
    finally:
        os.close(rules)


def _handled(version: int) -> bytes:
    """What the rules are about, in as many words as the version knows."""
    words = [_OF_VERSION[min(version, max(_OF_VERSION))]]
    if version >= _NETWORK_FROM:
        words.append(_NETWORK)
    if version >= _SIGNALS_FROM:
        words.append(_SIGNALS)
    return struct.pack(f"={len(words)}Q", *words)


def _sized(data: bytes) -> tuple[ctypes.c_char_p, ctypes.c_size_t]:
    return ctypes.c_char_p(data), ctypes.c_size_t(len(data))


def _grant(library: ctypes.CDLL, rules: int, place: str) -> None:
    """Reading below a place; one that is not there needs no grant."""
    try:
        handle = os.open(place, _ONLY_PLACE)
    except OSError:
        return
    try:
        rights = _READ_FILE | (_READ_FOLDER if stat.S_ISDIR(os.fstat(handle).st_mode) else 0)
        library.syscall(_ADD, rules, _BENEATH, ctypes.c_char_p(struct.pack("=Qi", rights, handle)), 0)
    finally:
        os.close(handle)
