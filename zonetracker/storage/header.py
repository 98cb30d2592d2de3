"""The first hundred bytes of a file, read before SQLite sees it: a workbook, whole, not of a newer program?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zonetracker.storage.schema import APPLICATION_ID, SCHEMA
from zonetracker.storage.trouble import plain_trouble, refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; `counter` goes up by one with each transaction that any program writes.

    `write_ahead`: another program has left it so that SQLite would make files of its own beside it, even for reading.
    """

    schema: int
    counter: int
    page_size: int
    write_ahead: bool


def _number(head: bytes, start: int, length: int = 4) -> int:
    return int.from_bytes(head[start : start + length], "big")


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal of a file."""
    return path.with_name(path.name + "-journal")


def has_journal(path: Path) -> bool:
    """Whether an unfinished transaction may lie beside the file; between transactions the journal is empty."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def look(path: Path) -> Header:
    """The header of a workbook; Refusal for any other file, which stays as it is.

    Must not be called while this process has the file open in SQLite: closing it would drop SQLite's file locks.
    """
    name = path.name
    if path.is_dir():
        raise Refusal(
            RefusalCode.FILE_FOREIGN, tr("“{name}”是文件夹，不是工作簿；请选择以 .zt 结尾的文件。", name=name)
        )
    if not path.exists():
        raise Refusal(
            RefusalCode.FILE_MISSING,
            tr("找不到“{name}”；请检查文件是否被移动、改名，或者U盘、网络盘是否连着。", name=name),
        )
    with plain_trouble(path):
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    if not head:
        raise Refusal(
            RefusalCode.FILE_EMPTY, tr("“{name}”是空文件，没有任何内容；请改用备份，或新建一个工作簿。", name=name)
        )
    if not head.startswith(_MAGIC):
        raise Refusal(RefusalCode.FILE_FOREIGN, tr("“{name}”不是工作簿；请选择由本程序建立的 .zt 文件。", name=name))
    return _judge(head, path, size)


def _judge(head: bytes, path: Path, size: int) -> Header:
    name = path.name
    if len(head) < 100:
        raise refusal(RefusalCode.FILE_BROKEN, path)
    if _number(head, 68) != APPLICATION_ID:
        raise Refusal(
            RefusalCode.FILE_FOREIGN, tr("“{name}”是别的程序的数据库，不是工作簿；请用原来的程序打开它。", name=name)
        )
    schema = _number(head, 60)
    if schema > SCHEMA:
        raise Refusal(RefusalCode.FILE_NEWER, tr("“{name}”由更新版本的程序建立；请先升级本程序，再打开它。", name=name))
    page_size = _number(head, 16, 2)
    page_size = 65536 if page_size == 1 else page_size
    if schema < 1 or page_size < 512 or page_size & (page_size - 1):
        raise refusal(RefusalCode.FILE_BROKEN, path)
    counter = _number(head, 24)
    pages_valid = counter == _number(head, 92)
    if pages_valid and _number(head, 28) * page_size > size and not has_journal(path):
        raise refusal(RefusalCode.FILE_BROKEN, path)
    return Header(schema, counter, page_size, head[18] != 1 or head[19] != 1)
