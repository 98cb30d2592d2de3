"""The one way a file leaves the program: the old file or the whole new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
import time
from pathlib import Path

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import LONGEST_PATH, usable_name
from zonetracker.support.patience import in_use, patiently
from zonetracker.support.reach import gone, missing, place_of, says_away

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WINDOWS_FULL = frozenset({39, 112})
_PIECE = 2**20
_STUMP_SECONDS = 24 * 3600
"""A day, since the clock of a share may go otherwise than ours."""
_STUMP = re.compile(
    r"\.zt-[a-z0-9_]{8}\.part|\..+\.zt\.[0-9a-f]{8}\.part(?:-journal|\.lock)?|.+\.zt\.lock\.[0-9a-f]{8}", re.IGNORECASE
)
"""A file before it is whole, a workbook before it is whole, a lock that was set aside."""


def write_safely(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a temporary file in its folder, read back and compared before it replaces.

    Raises Refusal: "file-open", "disk-full", "folder-missing", "folder-read-only", "path-is-folder", "name-invalid",
    "write-failed", "disk.gone". Whatever happens, `path` is what it was or all of `data`, and no temporary file stays.
    """
    path = Path(path)
    temporary: Path | None = None
    try:
        _check_place(path)
        sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix=".zt-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        _fill(handle, data)
        _verify(temporary, data)
        _take_mode(temporary, path)
        _replace(temporary, path)
    except OSError as error:
        raise _refusal(error, path, temporary is not None) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def put_in_place(made: Path, path: Path) -> None:
    """Give a whole file that was made beside it the name `path`, in place of an older one; Refusal as above."""
    try:
        _replace(made, path)
    except OSError as error:
        raise _refusal(error, path, True) from error


def _replace(made: Path, path: Path) -> None:
    patiently(lambda: os.replace(made, path))  # noqa: PTH105
    sync_folder(path.parent)


def _check_place(path: Path) -> None:
    if not usable_name(path.name):
        raise _bad_name(path)
    if path.is_dir():
        raise Refusal(RefusalCode.PATH_IS_FOLDER, tr("“{name}”是一个文件夹，请换一个文件名。", name=path.name))
    if not path.parent.is_dir():
        raise Refusal(
            RefusalCode.FOLDER_MISSING, tr("文件夹“{folder}”不存在，请先建立或选择别的文件夹。", folder=path.parent)
        )


def sweep(folder: Path) -> None:
    """Take away what work of ours that was killed has left half made here; what is younger may still be at work.

    A journal that was set aside is never taken away: what it holds may be wanted yet.
    """
    before = time.time() - _STUMP_SECONDS
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _STUMP.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    told = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(told.st_mode) and told.st_mtime < before:
                        os.unlink(entry.path)  # noqa: PTH108  (a disk of the tests lies under os)


def _fill(handle: int, data: bytes) -> None:
    try:
        view, done = memoryview(data), 0
        while done < len(data):
            wrote = os.write(handle, view[done : done + _PIECE])
            if wrote <= 0:
                raise OSError(errno.EIO, "nothing written")
            done += wrote
        os.fsync(handle)
    finally:
        os.close(handle)


def _verify(temporary: Path, data: bytes) -> None:
    if temporary.read_bytes() != data:
        raise OSError(errno.EIO, "content differs")


def _take_mode(temporary: Path, path: Path) -> None:
    """mkstemp gives a file to its owner alone; a sheet in a shared folder must stay readable for colleagues."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)


def sync_folder(folder: Path) -> None:
    """Write a folder's names through to the disk: without it a power cut may take back a file that was named already.

    Windows' file systems keep a journal of names by themselves.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(error: OSError, path: Path, made: bool) -> Refusal:
    folder = path.absolute().parent
    place = place_of(path)
    if says_away(error) or missing(folder) is not None:
        return gone(path)
    if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL:
        return Refusal(
            RefusalCode.WRITING_DISK_FULL,
            tr("“{place}”空间不足，文件没有写出，请清理后再试或换一个位置。", place=place),
        )
    if error.errno == errno.EROFS or (in_use(error) and not made):
        return Refusal(RefusalCode.FOLDER_READ_ONLY, tr("文件夹“{folder}”不能写入，请选择别的文件夹。", folder=folder))
    if in_use(error):
        sentence = tr("文件“{name}”正被别的程序打开，请先关闭它，或换一个文件名。", name=path.name)
        return Refusal(RefusalCode.FILE_OPEN, sentence)
    too_long = os.name == "nt" and len(str(folder)) + len(path.name) > LONGEST_PATH
    if too_long or error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return _bad_name(path)
    return Refusal(
        RefusalCode.WRITE_FAILED, tr("向“{place}”写文件时出错，原文件没有改变，请检查磁盘或换一个位置。", place=place)
    )


def _bad_name(path: Path) -> Refusal:
    said = tr("文件名“{name}”不能使用，请换一个短些的、不含特殊符号的名称，或换一个文件夹。", name=path.name)
    return Refusal(RefusalCode.NAME_INVALID, said)
