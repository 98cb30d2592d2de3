"""SQLite's own way to the disk with a watcher in it: a VFS of the library that Python's sqlite3 itself is linked with.

The shim stands in the place of the default VFS and hands every call on to it; before it does, the watcher is asked, and
afterwards told. It swaps the table of methods in a file that the default VFS opened, so that what is not watched costs
nothing. Where that library can't be reached (sqlite3 linked in statically and hidden) `reachable` says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Protocol

NAME = b"zt-trust"

OK, IOERR, FULL, CANTOPEN = 0, 10, 13, 14
_IOERR_OF = {"read": 1, "write": 3, "sync": 4, "cut": 6, "size": 7, "delete": 10, "look": 13, "lock": 15}
_OPEN_CREATE, _OPEN_JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000

Number = ctypes.c_int
Long = ctypes.c_int64
Address = ctypes.c_void_p


class FileWatcher(Protocol):
    """One file that SQLite has open; `ask…` gives 0 to go on, or the errno that the call fails with."""

    def ask(self, kind: str) -> int: ...
    def ask_write(self, offset: int, length: int) -> tuple[int, int]: ...
    def wrote(self, offset: int, data: bytes) -> None: ...
    def cut(self, size: int) -> None: ...
    def synced(self) -> bool: ...


class Watcher(Protocol):
    """Who is asked: first whether a path is its business at all."""

    def watches(self, path: str) -> bool: ...
    def there(self, path: str) -> bool: ...
    def ask(self, kind: str, path: str) -> int: ...
    def opened(self, path: str, *, made: bool, syncs_folder: bool) -> FileWatcher: ...
    def deleted(self, path: str, *, synced: bool) -> None: ...


_FIRST = ("close", "read", "write", "truncate", "sync", "size", "lock", "unlock", "reserved", "control", "sector")
_METHODS = (*_FIRST, "characteristics", "shm_map", "shm_lock", "shm_barrier", "shm_unmap", "fetch", "unfetch")
_BY_VERSION = {1: 12, 2: 16, 3: 18}


class _IoMethods(ctypes.Structure):
    _fields_ = [("version", Number), *((name, Address) for name in _METHODS)]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_IoMethods))]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", Number),
        ("size", Number),
        ("longest", Number),
        ("next", Address),
        ("name", ctypes.c_char_p),
        ("data", Address),
        *((name, Address) for name in ("open", "delete", "access", "full", "dl_open", "dl_error", "dl_sym")),
        *((name, Address) for name in ("dl_close", "random", "sleep", "time", "last_error")),
        *((name, Address) for name in ("time64", "set_call", "get_call", "next_call")),
    ]


_Close = ctypes.CFUNCTYPE(Number, Address)
_Move = ctypes.CFUNCTYPE(Number, Address, Address, Number, Long)
_Cut = ctypes.CFUNCTYPE(Number, Address, Long)
_Flags = ctypes.CFUNCTYPE(Number, Address, Number)
_Size = ctypes.CFUNCTYPE(Number, Address, Address)
_Open = ctypes.CFUNCTYPE(Number, Address, Address, Address, Number, Address)
_Delete = ctypes.CFUNCTYPE(Number, Address, Address, Number)
_Access = ctypes.CFUNCTYPE(Number, Address, Address, Number, Address)


def _code(kind: str, error: int) -> int:
    """What SQLite's own VFS says for an errno."""
    if error == errno.ENOSPC and kind == "write":
        return FULL
    if kind in ("open", "make"):
        return CANTOPEN
    return IOERR | _IOERR_OF[kind] << 8


@cache
def _library() -> ctypes.CDLL | None:
    """The very library that sqlite3 uses, or None."""
    import _sqlite3

    places = [getattr(_sqlite3, "__file__", None)]
    if sys.platform == "win32":
        places.append("sqlite3.dll")
    for place in places:
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(place)
            library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
            library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
            library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), Number]
            library.sqlite3_vfs_unregister.argtypes = [ctypes.POINTER(_Vfs)]
            return library
    return None


class _Shim:
    """The one shim of this process: made once and never freed, for a file opened through it may outlive a test."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        self.watcher: Watcher | None = None
        self.base = library.sqlite3_vfs_find(None)
        self.files: dict[int, tuple[FileWatcher, _IoMethods]] = {}
        self.tables: dict[int, _IoMethods] = {}
        self.kept: list[Any] = []
        self.vfs = _Vfs()
        ctypes.pointer(self.vfs)[0] = self.base.contents
        self.vfs.next, self.vfs.name = None, NAME
        self.vfs.open = self._callback(_Open, self._open)
        self.vfs.delete = self._callback(_Delete, self._delete)
        self.vfs.access = self._callback(_Access, self._access)
        own: list[tuple[Any, str, Callable[..., int]]]
        own = [(_Close, "close", self._close), (_Move, "read", self._read), (_Move, "write", self._write)]
        own += [(_Cut, "truncate", self._cut), (_Flags, "sync", self._sync), (_Size, "size", self._size)]
        own += [(_Flags, "lock", self._lock)]
        self.own = {name: self._callback(kind, act) for kind, name, act in own}

    def _callback(self, kind: Any, act: Callable[..., int]) -> int | None:
        def safe(*arguments: Any) -> int:
            try:
                return act(*arguments)
            except Exception as error:  # nothing may be raised into C
                sys.stderr.write(f"the watching VFS failed: {error!r}\n")
                return IOERR

        made = kind(safe)
        self.kept.append(made)
        return ctypes.cast(made, Address).value

    def _open(self, vfs: int, name: int | None, file: int, flags: int, told: int | None) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        watcher = self.watcher
        go_on = _Open(self.base.contents.open)
        if watcher is None or not path or not watcher.watches(path):
            return int(go_on(vfs, name, file, flags, told))
        error = watcher.ask("make" if flags & _OPEN_CREATE else "open", path)
        if error:
            ctypes.cast(file, ctypes.POINTER(ctypes.c_void_p))[0] = None
            return CANTOPEN
        journal = bool(flags & _OPEN_CREATE and flags & _OPEN_JOURNALS)
        before = watcher.there(path)
        code: int = go_on(vfs, name, file, flags, told)
        if code == OK:
            place = _File.from_address(file)
            plain = place.methods.contents
            watched = watcher.opened(path, made=not before, syncs_folder=journal)
            self.files[file] = (watched, plain)
            place.methods = ctypes.pointer(self._table(plain))
        return code

    def _table(self, plain: _IoMethods) -> _IoMethods:
        """The methods of the default VFS with ours in their places."""
        at = ctypes.addressof(plain)
        if at not in self.tables:
            made = _IoMethods()
            version = made.version = min(plain.version, 3)
            for name in _METHODS[: _BY_VERSION[version]]:
                setattr(made, name, getattr(plain, name))
            for name, place in self.own.items():
                setattr(made, name, place)
            self.tables[at] = made
        return self.tables[at]

    def _delete(self, vfs: int, name: int, sync: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        watcher = self.watcher if self.watcher is not None and self.watcher.watches(path) else None
        if watcher is not None and watcher.ask("delete", path):
            return _code("delete", errno.EIO)
        code: int = _Delete(self.base.contents.delete)(vfs, name, 0 if watcher is not None else sync)
        if watcher is not None and code == OK:
            watcher.deleted(path, synced=bool(sync))
        return code

    def _access(self, vfs: int, name: int, flags: int, found: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if self.watcher is not None and self.watcher.watches(path) and self.watcher.ask("look", path):
            return _code("look", errno.EIO)
        code: int = _Access(self.base.contents.access)(vfs, name, flags, found)
        return code

    def _close(self, file: int) -> int:
        _, plain = self.files.pop(file)
        code: int = _Close(plain.close)(file)
        return code

    def _read(self, file: int, into: int, length: int, offset: int) -> int:
        watched, plain = self.files[file]
        error = watched.ask("read")
        if error:
            return _code("read", error)
        code: int = _Move(plain.read)(file, into, length, offset)
        return code

    def _write(self, file: int, data: int, length: int, offset: int) -> int:
        watched, plain = self.files[file]
        allowed, error = watched.ask_write(offset, length)
        code: int = OK
        if allowed:
            code = _Move(plain.write)(file, data, allowed, offset)
            if code == OK:
                watched.wrote(offset, ctypes.string_at(data, allowed))
        return _code("write", error) if error else code

    def _cut(self, file: int, size: int) -> int:
        watched, plain = self.files[file]
        error = watched.ask("cut")
        if error:
            return _code("cut", error)
        code: int = _Cut(plain.truncate)(file, size)
        if code == OK:
            watched.cut(size)
        return code

    def _sync(self, file: int, flags: int) -> int:
        watched, plain = self.files[file]
        error = watched.ask("sync")
        if error:
            return _code("sync", error)
        code: int = _Flags(plain.sync)(file, flags) if watched.synced() else OK
        return code

    def _size(self, file: int, size: int) -> int:
        watched, plain = self.files[file]
        error = watched.ask("look")
        if error:
            return _code("size", error)
        code: int = _Size(plain.size)(file, size)
        return code

    def _lock(self, file: int, level: int) -> int:
        watched, plain = self.files[file]
        error = watched.ask("lock")
        if error:
            return _code("lock", error)
        code: int = _Flags(plain.lock)(file, level)
        return code


@cache
def _shim() -> _Shim | None:
    library = _library()
    return None if library is None else _Shim(library)


@cache
def reachable() -> bool:
    """Whether the VFS that is registered is one that Python's sqlite3 knows."""
    shim = _shim()
    if shim is None or shim.library.sqlite3_vfs_register(ctypes.byref(shim.vfs), 0) != OK:
        return False
    try:
        sqlite3.connect(f"file:zt?mode=memory&vfs={NAME.decode()}", uri=True).close()
        return True
    except sqlite3.Error:
        return False
    finally:
        shim.library.sqlite3_vfs_unregister(ctypes.byref(shim.vfs))


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Every file that SQLite opens inside goes by the watcher, as far as it watches the path."""
    shim = _shim()
    assert shim is not None, "ask `reachable` first"
    assert shim.watcher is None, "one disk at a time"
    shim.watcher = watcher
    shim.library.sqlite3_vfs_register(ctypes.byref(shim.vfs), 1)
    try:
        yield
    finally:
        shim.library.sqlite3_vfs_unregister(ctypes.byref(shim.vfs))
        shim.library.sqlite3_vfs_register(shim.base, 1)
        shim.watcher = None
