"""Going back: a copy put in a workbook's place, the old file with its journal moved aside, never half of either.

The old file keeps its place until the new one takes it in one step; before that it has a second name, under which it
stays. So whoever is killed in between leaves the old workbook or the new one.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from zonetracker.storage import header
from zonetracker.storage.connection import Connection
from zonetracker.storage.files import check_name, rough_of
from zonetracker.storage.hot_journal import stamp_turn, stamp_words
from zonetracker.storage.identity import vet
from zonetracker.storage.locking import FileLock, lock_holder
from zonetracker.storage.snapshots.keeping import Snapshot, hash_of, take_snapshot
from zonetracker.storage.snapshots.soundness import readable
from zonetracker.storage.trouble import known
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import real_place
from zonetracker.support.patience import in_use, patiently
from zonetracker.support.writing import sync_folder

KEPT_ASIDE = timedelta(days=30)
_CLOCKS_DIFFER = timedelta(days=1)
_ASIDE = re.compile(r"(\d{8}-\d{6})(?:-\d+)?")
_COPIED = 2  # of meta.clean, as every copy has it
_FAR = 10**7


def restore_file(book: Path, source: Path) -> Path | None:
    """Put a copy of `source` in the place of `book`, which nobody may have open; where the old file lies now.

    None where there was none. Refusal, and everything as it was, where that cannot be done.
    """
    with _plain_failure(book):
        book = real_place(book)
    check_name(book)
    lock = FileLock(book)
    with _plain_failure(book):
        _check_place(book)
        holder = lock.take()
        if holder is not None:
            said = tr("{who}正在使用“{name}”，没有恢复；请等对方关闭后再恢复。", who=holder.words, name=book.name)
            raise Refusal(RefusalCode.FILE_IN_USE, said)
        try:
            with rough_of(book) as rough:
                _copy(source, rough)
                _take_mode(rough, book)
                _keep_present(book)  # only now: among the snapshots it thins may be the source
                return _put(rough, book)
        finally:
            lock.release()


def _check_place(book: Path) -> None:
    if not book.parent.is_dir():
        said = tr(
            "文件夹“{folder}”现在不在（U盘、网络盘没有连着？），没有恢复；可以把备份取出到别处。", folder=book.parent
        )
        raise Refusal(RefusalCode.RESTORE_FAILED, said)
    if book.exists() and not (book.is_file() and os.access(book, os.W_OK)):
        said = tr("“{name}”是只读的，没有恢复；请去掉只读，或把备份取出到别处。", name=book.name)
        raise Refusal(RefusalCode.RESTORE_FAILED, said)


@contextmanager
def _plain_failure(book: Path) -> Iterator[None]:
    """What goes wrong here, said as it is: nothing was brought back, and the old file stands."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        trouble = known(error, book)
        if trouble is None:
            raise
        full = trouble.code == RefusalCode.DISK_FULL
        place = book.drive or str(book.absolute().parent)
        if full:
            said = tr("“{place}”空间不足，没有恢复，原来的文件没有动；请腾出空间再恢复。", place=place)
        elif isinstance(error, OSError) and in_use(error):
            said = tr(
                "“{name}”正被别的程序占用，或所在的文件夹不能写入，没有恢复，原来的文件没有动；请关闭占用它的程序再恢复。",
                name=book.name,
            )
        else:
            said = tr("读写“{place}”出错，没有恢复，原来的文件没有动；请检查磁盘是否连着。", place=place)
        raise Refusal(RefusalCode.RESTORE_FAILED, said) from error


def _keep_present(book: Path) -> None:
    """A snapshot of the workbook as it stands, where it can be read; it is moved aside whole in any case."""
    with suppress(Refusal, OSError, sqlite3.Error, ValueError):
        if header.has_journal(book):
            return
        header.look(book)
        connection = Connection(book, "ro")
        try:
            vet(connection, book)
            take_snapshot(connection, book)
        finally:
            connection.close()


def _copy(source: Path, rough: Path) -> None:
    with readable(source) as (place, _):
        shutil.copyfile(place, rough)
        if hash_of(rough) != hash_of(place):
            raise OSError(errno.EIO, "the copy differs", str(rough))
    _make_new(rough)
    with rough.open("rb+") as file:
        os.fsync(file.fileno())


def _make_new(rough: Path) -> None:
    """Another stamp and no lease: a journal that lies about is not replayed into it, a program that had it open stops.

    The stamp is far from each that a journal of this workbook may hold (see hot_journal).
    """
    connection = Connection(rough, "rw")
    try:
        words = str(connection.query("SELECT words FROM stamp")[0]["words"])
        turn = (stamp_turn(words) + _FAR + secrets.randbelow(_FAR)) % 10**12
        connection.begin()
        connection.execute("UPDATE stamp SET words = ?", (stamp_words(words.split(" ")[1], turn),))
        connection.execute("UPDATE meta SET clean = ?, lease = ?", (_COPIED, secrets.token_hex(8)))
        connection.commit()
        sound = [row["quick_check"] for row in connection.query("PRAGMA quick_check(1)")] == ["ok"]
    finally:
        connection.close()
    if not sound:
        raise OSError(errno.EIO, "the copy is damaged", str(rough))


def _take_mode(rough: Path, book: Path) -> None:
    """The workbook stays readable for those who could read it."""
    if os.name != "nt" and book.exists():
        rough.chmod(book.stat().st_mode & 0o777)


# ---- the old file


def _put(rough: Path, book: Path) -> Path | None:
    aside = _free_name(book)
    there = book.exists()
    moved = there and not _second_name(book, aside)
    try:
        patiently(lambda: rough.replace(book))
    except OSError:
        if moved:
            aside.rename(book)
        elif there:
            aside.unlink(missing_ok=True)
        raise
    sync_folder(book.parent)
    with suppress(OSError):
        journal = header.journal_of(book)
        if header.has_journal(book):
            patiently(lambda: journal.rename(header.journal_of(aside)))
    return aside if there or header.has_journal(aside) else None


def _second_name(book: Path, aside: Path) -> bool:
    """Give the old file another name besides its own, or a copy; False where it could only be renamed."""
    try:
        os.link(book, aside)
        return True
    except OSError:  # a stick or share without hard links
        pass
    try:
        with rough_of(aside) as part:
            shutil.copy2(book, part)
            part.rename(aside)
        return True
    except OSError as error:
        if error.errno != errno.EIO:
            raise
    patiently(lambda: book.rename(aside))  # a file that cannot be read to its end
    return False


def _free_name(book: Path) -> Path:
    at = f"{datetime.now():%Y%m%d-%H%M%S}"
    first = book.with_name(f"{_before(book)}{at}{book.suffix}")
    names = (first, *(book.with_name(f"{_before(book)}{at}-{number}{book.suffix}") for number in range(1, 100)))
    return next(name for name in names if not name.exists() and not header.journal_of(name).exists())


def _before(book: Path) -> str:
    return tr("{stem}-恢复前-", stem=book.stem)


def asides_of(book: Path) -> list[Snapshot]:
    """The files that were moved aside for `book` and still lie beside it, latest first; they have no known revision."""
    return [one for one in _named_aside(book) if not _still_one(one.path, book)]


def _named_aside(book: Path) -> list[Snapshot]:
    found = []
    before = _before(book)
    with suppress(OSError):
        for path in book.parent.iterdir():
            named = _ASIDE.fullmatch(path.stem.removeprefix(before)) if path.stem.startswith(before) else None
            if named and path.suffix == book.suffix and path.is_file():
                with suppress(OSError, ValueError):
                    at = datetime.strptime(named[1], "%Y%m%d-%H%M%S")
                    found.append(Snapshot(path, 0, "", at, path.stat().st_size))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _still_one(aside: Path, book: Path) -> bool:
    """Whether both names mean one file: the restore was stopped before the new file took the place."""
    try:
        one, other = aside.stat(), book.stat()
    except OSError:
        return False
    return bool(one.st_ino) and one.st_nlink > 1 and (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _written_since(aside: Snapshot) -> bool:
    """Whether it was written, or is open, after it was moved aside; the clock of a share may be some hours off."""
    try:
        written = datetime.fromtimestamp(aside.path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return True
    return written - aside.at > _CLOCKS_DIFFER or lock_holder(aside.path) is not None


def sweep_asides(book: Path, snapshots: Callable[[], Sequence[Snapshot]]) -> None:
    """Delete what was moved aside thirty days ago: that so long has passed two snapshots must say, not the clock.

    What somebody has gone on working in since is a workbook of its own by now, and stays.
    """
    named = _named_aside(book)
    ats = sorted(one.at for one in snapshots()) if named else []
    for one in named:
        if _still_one(one.path, book):
            with suppress(OSError):
                one.path.unlink()
        elif len(ats) > 1 and ats[-2] - one.at > KEPT_ASIDE and not _written_since(one):
            for path in (one.path, header.journal_of(one.path)):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
