"""When an open workbook is copied to this PC, and what there is to tell where that fails: no stop, and no silence."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from zonetracker.storage.connection import Connection
from zonetracker.storage.snapshots.folders import snapshots_home
from zonetracker.storage.snapshots.keeping import snapshots_of, take_snapshot, thin_others
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

MANY = 20
"""So many things changed by one operation make it a large one."""

_TOLD_AGAIN = timedelta(hours=2)
_LARGE = frozenset(
    {
        "import_report",
        "remove_report",
        "date_report",
        "enter_breakdown",
        "enter_returns",
        "enter_milestones",
        "copy_targets",
        "merge_targets",
        "merge_departments",
        "revise_base",
        "close_year",
        "revert_to",
    }
)


def is_large(name: str, words: Mapping[str, object]) -> bool:
    """Whether a copy is kept before an operation: one that changes much at once, or many things of a kind."""
    count = words.get("count")
    of_sheet = name == "set_actuals" and words.get("as") == "sheet"
    return name in _LARGE or of_sheet or (isinstance(count, int) and count >= MANY)


class CopyKeeper:
    """Keeps copies of one open workbook, from whichever thread; a failure is kept to be told."""

    def __init__(self, book: Path) -> None:
        self._book = book
        self._turn = threading.Lock()
        self._failure = ""
        self._told: tuple[str, datetime] | None = None

    def keep(self, connection: Connection) -> bool:
        """Copy the workbook, unless this very state is kept; False where that failed."""
        with self._turn:
            try:
                take_snapshot(connection, self._book)
            except (Refusal, OSError, sqlite3.Error) as error:
                self._failure = _failure_words(error, connection)
                return False
            self._failure, self._told = "", None
            return True

    def keep_beside(self) -> bool:
        """The same through a connection of its own, for another thread than that of the workbook."""
        return self._beside(self.keep)

    def thin_beside(self) -> bool:
        """Thin the copies of other ways that the workbook went; False where that failed, which costs only room."""

        def thin(connection: Connection) -> bool:
            with suppress(Refusal, OSError, sqlite3.Error):
                thin_others(connection)
                return True
            return False

        return self._beside(thin)

    def _beside(self, what: Callable[[Connection], bool]) -> bool:
        try:
            connection = Connection(self._book, "ro")
        except sqlite3.Error:
            return False  # at this moment the file cannot be read; the next operation says so itself
        try:
            return what(connection)
        finally:
            connection.close()

    def news(self) -> str:
        """That there is no new copy, since when and why: once, and again after a while as long as it lasts."""
        now = datetime.now()
        if not self._failure:
            return ""
        if self._told is not None and self._told[0] == self._failure and abs(now - self._told[1]) < _TOLD_AGAIN:
            return ""
        self._told = self._failure, now
        return self._failure


def _failure_words(error: Exception, connection: Connection) -> str:
    try:
        have = snapshots_of(connection)
    except (Refusal, OSError, sqlite3.Error):
        have = []
    since = (
        tr("{at} 以后没有新的自动备份", at=f"{have[0].at:%Y-%m-%d %H:%M}")
        if have
        else tr("这台电脑上还没有这个工作簿的自动备份")
    )
    return tr("{since}：{why}。改动照常存在工作簿里；{ask}程序过一会儿再试。", since=since, **_why(error))


def _why(error: Exception) -> dict[str, str]:
    code = error.code if isinstance(error, Refusal) else None
    home = snapshots_home()
    place = home.drive or str(home)
    if code == RefusalCode.DISK_FULL:
        return {"why": tr("这台电脑的磁盘（{place}）已满", place=place), "ask": tr("请腾出空间，")}
    if code == RefusalCode.FILE_READONLY:
        why = tr("存放备份的文件夹（{place}）不能写入", place=home)
        return {"why": why, "ask": tr("请检查这个文件夹的权限，")}
    if code == RefusalCode.FILE_BROKEN:
        why = tr("工作簿有损坏的地方，复制不了")
        return {"why": why, "ask": tr("请用“文件—恢复备份”回到以前的一份，")}
    return {"why": tr("备份没有写成（{place}）", place=place), "ask": tr("请检查磁盘，")}
