"""What SQLite and the system say when something fails, as one Chinese sentence that says what to do.

Which case it is goes by SQLite's code and the system's number, and by looking whether drive, folder and file are still
there; never by the words of a message.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import LONGEST_PATH
from zonetracker.support.patience import in_use
from zonetracker.support.reach import Missing, gone, missing, place_of, says_away

_PRIMARY = {
    "FULL": RefusalCode.DISK_FULL,
    "BUSY": RefusalCode.FILE_LOCKED,
    "LOCKED": RefusalCode.FILE_LOCKED,
    "PROTOCOL": RefusalCode.FILE_LOCKED,
    "CORRUPT": RefusalCode.FILE_BROKEN,
    "NOTADB": RefusalCode.FILE_BROKEN,
    "IOERR": RefusalCode.DISK_ERROR,
    "CANTOPEN": RefusalCode.FILE_UNREACHABLE,
    "READONLY": RefusalCode.FILE_READONLY,
    "PERM": RefusalCode.FILE_READONLY,
}
"""By the first part of SQLite's name for an error."""
_NO_DISK = frozenset({"SQLITE_IOERR_NOMEM"})
_ERRNO = {
    errno.ENOSPC: RefusalCode.DISK_FULL,
    errno.EDQUOT: RefusalCode.DISK_FULL,
    errno.EFBIG: RefusalCode.DISK_FULL,
    errno.EROFS: RefusalCode.FILE_READONLY,
    errno.EACCES: RefusalCode.FILE_READONLY,
    errno.EPERM: RefusalCode.FILE_READONLY,
    errno.EBUSY: RefusalCode.FILE_LOCKED,
    errno.EIO: RefusalCode.DISK_ERROR,
    errno.ENOENT: RefusalCode.FILE_UNREACHABLE,
    errno.ENOTDIR: RefusalCode.FILE_UNREACHABLE,
    errno.ENAMETOOLONG: RefusalCode.FILE_UNREACHABLE,
}
_MAY_BE_GONE = frozenset(
    {
        *(RefusalCode.DISK_ERROR, RefusalCode.FILE_BROKEN, RefusalCode.FILE_READONLY),
        *(RefusalCode.FILE_UNREACHABLE, RefusalCode.FILE_LOCKED),
    }
)


def refusal(code: RefusalCode, path: Path) -> Refusal:
    """The refusal of a case, naming the file or its drive."""
    name, drive = path.name, place_of(path)
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
        RefusalCode.FILE_BROKEN: tr(
            "“{name}”已损坏，无法使用；请用“恢复备份”回到以前的一份，或打开另存过的备份。", name=name
        ),
        RefusalCode.FILE_MOVED: tr(
            "“{name}”已不在原来的文件夹里（被移动、改名或删除），这一步没有保存；"
            "请把它放回“{folder}”再做一次，或关闭后到新的位置打开。",
            name=name,
            folder=path.absolute().parent,
        ),
        RefusalCode.FILE_UNREACHABLE: tr(
            "打不开“{name}”；请检查文件夹（{drive}）是否存在、磁盘或网络是否连着。", name=name, drive=drive
        ),
        RefusalCode.DISK_ERROR: tr(
            "读写“{name}”时磁盘（{drive}）出错，这一步没有保存；请检查U盘、网络盘是否连着，然后再做一次。",
            name=name,
            drive=drive,
        ),
        RefusalCode.DISK_UNSURE: tr(
            "保存“{name}”时磁盘（{drive}）出错，现在读不到它，还不能确定这一步存上了没有；"
            "请接好磁盘，看看这一步在不在，不在再做一次。",
            name=name,
            drive=drive,
        ),
    }
    return Refusal(code, words[code])


def known(error: BaseException, path: Path, *, new: bool = False) -> Refusal | None:
    """The refusal for an error of SQLite or the system; None for one that is a bug. A `new` file need not be there."""
    if isinstance(error, OSError) and says_away(error):
        return gone(path)
    code = _code_of(error, path)
    if code in _MAY_BE_GONE:
        lacks = missing(path)
        if lacks in (Missing.DRIVE, Missing.FOLDER):
            return gone(path)
        if lacks is Missing.FILE and not new:
            code = RefusalCode.FILE_MOVED
    return refusal(code, path) if code else None


def _code_of(error: BaseException, path: Path) -> RefusalCode | None:
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        return _by_sqlite(error, path)
    if isinstance(error, OSError) and error.errno is not None:
        code = _ERRNO.get(error.errno)
        return _on_windows(code, error, path) if os.name == "nt" else code
    return None


def sqlite_name(error: sqlite3.Error) -> str:
    """SQLite's own name for an error; "" for one that Python's module raises by itself."""
    return str(getattr(error, "sqlite_errorname", None) or "")


def _by_sqlite(error: sqlite3.DatabaseError, path: Path) -> RefusalCode | None:
    name = sqlite_name(error)
    if not name:  # Python could not read a text of the file
        return RefusalCode.FILE_BROKEN if "decode" in str(error) else None
    if name in _NO_DISK:
        return None
    code = _PRIMARY.get(name.removeprefix("SQLITE_").partition("_")[0])
    if code == RefusalCode.FILE_UNREACHABLE:
        with suppress(OSError):  # a disk that fails does not even say what is a folder
            if path.parent.is_dir() and not os.access(path.parent, os.W_OK):
                return RefusalCode.FILE_READONLY
    return code


def _on_windows(code: RefusalCode | None, error: OSError, path: Path) -> RefusalCode | None:
    """Windows denies access to a file that is open elsewhere, and does not find one whose path is too long."""
    if code == RefusalCode.FILE_READONLY and in_use(error):
        with suppress(OSError):
            if path.is_file() and os.access(path, os.W_OK):
                return RefusalCode.FILE_LOCKED
    if code == RefusalCode.FILE_UNREACHABLE and len(str(path.absolute())) > LONGEST_PATH:
        return RefusalCode.FILE_LONG
    return code


@contextmanager
def plain_trouble(path: Path, *, new: bool = False) -> Iterator[None]:
    """Turn known errors inside into refusals about `path`, which is yet to be there where it is `new`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        said = known(error, path, new=new)
        if said is None:
            raise
        raise said from error
