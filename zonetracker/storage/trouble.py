"""What SQLite and the system say when something fails, as one Chinese sentence that says what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import LONGEST_PATH
from zonetracker.support.patience import in_use

_CASES: tuple[tuple[str, RefusalCode], ...] = (
    ("database or disk is full", RefusalCode.DISK_FULL),
    ("readonly", RefusalCode.FILE_READONLY),
    ("read-only", RefusalCode.FILE_READONLY),
    ("locked", RefusalCode.FILE_LOCKED),
    ("malformed", RefusalCode.FILE_BROKEN),
    ("could not decode", RefusalCode.FILE_BROKEN),
    ("not a database", RefusalCode.FILE_BROKEN),
    ("unable to open", RefusalCode.FILE_UNREACHABLE),
    ("disk i/o error", RefusalCode.DISK_ERROR),
)
_ERRNO = {
    errno.ENOSPC: RefusalCode.DISK_FULL,
    errno.EDQUOT: RefusalCode.DISK_FULL,
    errno.EROFS: RefusalCode.FILE_READONLY,
    errno.EACCES: RefusalCode.FILE_READONLY,
    errno.EPERM: RefusalCode.FILE_READONLY,
    errno.EIO: RefusalCode.DISK_ERROR,
    errno.ENOENT: RefusalCode.FILE_UNREACHABLE,
    errno.ENOTDIR: RefusalCode.FILE_UNREACHABLE,
    errno.ENAMETOOLONG: RefusalCode.FILE_UNREACHABLE,
}


def _drive(path: Path) -> str:
    return path.drive or str(path.absolute().parent)


def refusal(code: RefusalCode, path: Path) -> Refusal:
    """The refusal of a case, naming the file or its drive."""
    name, drive = path.name, _drive(path)
    words = {
        RefusalCode.DISK_FULL: tr(
            "磁盘“{drive}”已满，这一步没有保存，原有数据未受影响；请腾出空间后再做一次。", drive=drive
        ),
        RefusalCode.FILE_READONLY: tr(
            "“{name}”或所在文件夹（{drive}）是只读的，无法写入；请另存到可写的文件夹再操作。", name=name, drive=drive
        ),
        RefusalCode.FILE_LOCKED: tr("“{name}”正被其他程序占用，这一步没有保存；请稍候再做一次。", name=name),
        RefusalCode.FILE_EXISTS: tr("“{name}”已经存在；请换一个名字，或直接打开它。", name=name),
        RefusalCode.FILE_NAME: tr("文件名“{name}”不能使用；请换一个不含特殊符号的名称。", name=name),
        RefusalCode.FILE_LONG: tr("“{name}”的完整路径太长，系统打不开；请改短名称，或移到上一级的文件夹。", name=name),
        RefusalCode.FILE_BROKEN: tr("“{name}”已损坏，无法使用；请从“设置—备份”里的最近快照或备份恢复。", name=name),
        RefusalCode.FILE_UNREACHABLE: tr(
            "打不开“{name}”；请检查文件夹（{drive}）是否存在、磁盘或网络是否连着。", name=name, drive=drive
        ),
        RefusalCode.DISK_ERROR: tr(
            "读写“{name}”时磁盘（{drive}）出错，这一步没有保存；请检查U盘、网络盘是否连着，然后再做一次。",
            name=name,
            drive=drive,
        ),
    }
    return Refusal(code, words[code])


def known(error: BaseException, path: Path) -> Refusal | None:
    """The refusal for an error of SQLite or the system; None for one that is a bug."""
    code: RefusalCode | None = None
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        said = str(error).lower()
        code = next((code for words, code in _CASES if words in said), None)
        if code == RefusalCode.FILE_UNREACHABLE and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
            code = RefusalCode.FILE_READONLY
    elif isinstance(error, OSError) and error.errno is not None:
        code = _ERRNO.get(error.errno)
        if os.name == "nt":
            code = _on_windows(code, error, path)
    return refusal(code, path) if code else None


def _on_windows(code: RefusalCode | None, error: OSError, path: Path) -> RefusalCode | None:
    """Windows denies access to a file that is open elsewhere, and does not find one whose path is too long."""
    if code == RefusalCode.FILE_READONLY and in_use(error) and path.is_file() and os.access(path, os.W_OK):
        return RefusalCode.FILE_LOCKED
    if code == RefusalCode.FILE_UNREACHABLE and len(str(path.absolute())) > LONGEST_PATH:
        return RefusalCode.FILE_LONG
    return code


@contextmanager
def plain_trouble(path: Path) -> Iterator[None]:
    """Turn known errors inside into refusals about `path`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        said = known(error, path)
        if said is None:
            raise
        raise said from error
