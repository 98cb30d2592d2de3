"""Python's own calls to the disk (os, open), asked and noted one by one; what is not below its folder goes through."""

from __future__ import annotations

import builtins
import errno
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.trust.disk import Disk, FolderSynced, Opened, place_of

_HELD = 32  # Windows: the file is used by another process


def _trouble(error: int, path: str) -> OSError:
    return OSError(error, os.strerror(error), path)


def _held(path: str) -> PermissionError:
    error = PermissionError(errno.EACCES, "held by another program", path)
    error.winerror = _HELD  # type: ignore[attr-defined,unused-ignore]
    return error


class _Stream(io.FileIO):
    """The raw file beneath what `open` gives."""

    def __init__(self, calls: PythonCalls, file: str | int, mode: str, closefd: bool, opener: Any) -> None:
        self._calls = calls
        super().__init__(file, mode, closefd, opener)

    def readinto(self, buffer: Any) -> int | None:  # type: ignore[override,unused-ignore]
        self._calls.ask_of(self.fileno(), "read")
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._calls.ask_of(self.fileno(), "read")
        return super().readall()

    def write(self, data: Any) -> int:
        return self._calls.write(self.fileno(), data)

    def truncate(self, size: int | None = None) -> int:
        size = self.tell() if size is None else size
        self._calls.ftruncate(self.fileno(), size)
        return size

    def close(self) -> None:
        if not self.closed and self.closefd:
            self._calls.forget(self.fileno())
        super().close()


class PythonCalls:
    """What stands in the places of os.* and open for as long as a disk is there."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.files: dict[int, Opened] = {}
        self.folders: dict[int, str] = {}
        self.plain: dict[str, Any] = {}

    def ours(self, path: object) -> str | None:
        """The path as text, if it is below the disk's folder."""
        if isinstance(path, int) or path is None:
            return None
        try:
            text = place_of(os.fsdecode(path))  # type: ignore[arg-type]
        except TypeError:
            return None
        return text if self.disk.watches(text + os.sep) else None

    def ask(self, kind: str, path: str) -> None:
        error = self.disk.ask(kind, path)
        if error:
            raise _trouble(error, path)

    def ask_of(self, handle: int, kind: str) -> None:
        if handle in self.files:
            self.ask(kind, self.files[handle].path)

    def forget(self, handle: int) -> None:
        self.files.pop(handle, None)
        self.folders.pop(handle, None)

    def _is_folder(self, path: str) -> bool:
        try:
            return stat.S_ISDIR(self.plain["stat"](path).st_mode)
        except OSError:
            return False

    # Opening

    def _ask_open(self, path: str, writes: bool, makes: bool) -> bool:
        """Ask for an opening; whether the file will be made."""
        made = not self.disk.there(path) and makes
        self.ask("make" if made else "open", path)
        if writes and self.disk.is_held(path):
            raise _held(path)
        return made

    def open_handle(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        ours = self.ours(path)
        if ours is None:
            handle: int = self.plain["open"](path, flags, mode, dir_fd=dir_fd)
            return handle
        if self._is_folder(ours):
            self.ask("open", ours)
            handle = self.plain["open"](ours, flags, mode)
            self.folders[handle] = ours
            return handle
        made = self._ask_open(ours, bool(flags & (os.O_WRONLY | os.O_RDWR)), bool(flags & os.O_CREAT))
        handle = self.plain["open"](ours, flags, mode)
        opened = self.files[handle] = self.disk.opened(ours, made=made)
        if flags & os.O_TRUNC and not made:
            opened.cut(0)
        return handle

    def open(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        ours = self.ours(file)
        if ours is None and file not in self.files:
            return self.plain["io.open"](file, mode, buffering, encoding, errors, newline, closefd, opener)
        raw_mode = mode.replace("t", "").replace("b", "")
        if ours is None:
            raw = _Stream(self, file, raw_mode, closefd, opener)
        else:
            makes = raw_mode[0] in "wax"
            made = self._ask_open(ours, makes or "+" in raw_mode, makes)
            raw = _Stream(self, ours, raw_mode, closefd, opener)
            opened = self.files[raw.fileno()] = self.disk.opened(ours, made=made)
            if raw_mode[0] == "w" and not made:
                opened.cut(0)
        return _layers(raw, mode, buffering, encoding, errors, newline)

    # On what is open

    def write(self, handle: int, data: Any) -> int:
        opened = self.files.get(handle)
        if opened is None:
            count: int = self.plain["write"](handle, data)
            return count
        piece = bytes(data)
        allowed, error = opened.ask_write(os.lseek(handle, 0, os.SEEK_CUR), len(piece))
        if error and not (allowed and error == errno.ENOSPC):
            raise _trouble(error, opened.path)
        offset = os.lseek(handle, 0, os.SEEK_CUR)
        count = self.plain["write"](handle, piece[:allowed])
        opened.wrote(offset, piece[:count])
        return count

    def ftruncate(self, handle: int, size: int) -> None:
        self.ask_of(handle, "cut")
        self.plain["ftruncate"](handle, size)
        if handle in self.files:
            self.files[handle].cut(size)

    def fsync(self, handle: int) -> None:
        if isinstance(handle, int) and handle in self.files:
            self.ask_of(handle, "sync")
            self.files[handle].synced()
        elif isinstance(handle, int) and handle in self.folders:
            self.ask("sync", self.folders[handle])
            self.disk.note(FolderSynced(self.folders[handle]))
        else:
            self.plain["fsync"](handle)

    def close(self, handle: int) -> None:
        self.forget(handle)
        self.plain["close"](handle)

    def sendfile(self, out: int, source: int, offset: int | None, count: int) -> int:
        """A copy inside the system: refused, so that whoever copies does it by reading and writing."""
        raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))

    # Names

    def rename(self, old: Any, new: Any, **options: Any) -> None:
        self._two("rename", old, new, options, self.disk.renamed)

    def replace(self, old: Any, new: Any, **options: Any) -> None:
        self._two("replace", old, new, options, self.disk.renamed)

    def link(self, old: Any, new: Any, **options: Any) -> None:
        self._two("link", old, new, options, self.disk.linked)

    def _two(self, act: str, old: Any, new: Any, options: dict[str, Any], tell: Callable[[str, str], None]) -> None:
        ours, other = self.ours(old), self.ours(new)
        for path in (ours, other):
            if path is not None:
                if path is other:
                    self.ask("name", path)
                if self.disk.is_held(path):
                    raise _held(path)
        self.plain[act](old, new, **options)
        if ours is not None and other is not None:
            tell(ours, other)

    def unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        ours = self.ours(path)
        if ours is not None:
            self.ask("delete", ours)
            if self.disk.is_held(ours):
                raise _held(ours)
        self.plain["unlink"](path, dir_fd=dir_fd)
        if ours is not None:
            self.disk.deleted(ours)

    def mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        ours = self.ours(path)
        if ours is not None:
            self.ask("make", ours)
        self.plain["mkdir"](path, mode, dir_fd=dir_fd)

    def looking(self, act: str) -> Callable[..., Any]:
        """stat and the like: asked, never changed."""

        def look(path: Any = ".", *arguments: Any, **options: Any) -> Any:
            ours = self.ours(path)
            if ours is not None:
                self.ask("look", ours)
            return self.plain[act](path, *arguments, **options)

        return look

    def access(self, path: Any, mode: int, **options: Any) -> bool:
        """Whether a path may be used: never an error."""
        ours = self.ours(path)
        if ours is not None and self.disk.ask("look", ours):
            return False
        return bool(self.plain["access"](path, mode, **options))


def _layers(
    raw: _Stream, mode: str, buffering: int, encoding: str | None, errors: str | None, newline: str | None
) -> Any:
    """What `open` puts upon a raw file."""
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    kind: Any = io.BufferedReader
    if "+" in mode:
        kind = io.BufferedRandom
    elif mode[0] in "wax":
        kind = io.BufferedWriter
    buffer = kind(raw, size)
    if "b" in mode:
        return buffer
    text = io.TextIOWrapper(buffer, encoding, errors, newline, line_buffering=buffering == 1)
    text.mode = mode  # type: ignore[misc]
    return text


@contextmanager
def python_calls(disk: Disk) -> Iterator[PythonCalls]:
    """Python's calls go by the disk inside."""
    calls = PythonCalls(disk)
    looks = ("stat", "lstat", "listdir", "scandir", "utime", "chmod")
    places: list[tuple[Any, str, Any]] = [
        (os, "open", calls.open_handle),
        (io, "open", calls.open),
        (builtins, "open", calls.open),
        *((os, name, getattr(calls, name)) for name in ("write", "ftruncate", "fsync", "close", "sendfile")),
        *((os, name, getattr(calls, name)) for name in ("rename", "replace", "link", "unlink", "mkdir")),
        (os, "remove", calls.unlink),
        (os, "access", calls.access),
        *((os, name, calls.looking(name)) for name in looks),
    ]
    places = [one for one in places if hasattr(one[0], one[1])]
    for module, name, _ in places:
        key = name if module is os else "io.open"
        calls.plain[key] = getattr(module, name)
    saved = [(module, name, getattr(module, name)) for module, name, _ in places]
    for module, name, mine in places:
        setattr(module, name, mine)
    try:
        yield calls
    finally:
        for module, name, theirs in saved:
            setattr(module, name, theirs)
