"""Taking snapshots and thinning them: checked copies on this PC, away from the workbook's own folder.

Two copies of one workbook, both written on, share a folder; whose a snapshot is, the hash of its history tells (see
`HistoryLine`). Each is thinned among its own, by the order of operations and never by a clock alone.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path

from zonetracker.storage.connection import Connection
from zonetracker.storage.files import copy_file, move_new, rough_of
from zonetracker.storage.snapshots.folders import folder_for, folder_of, private_file, snapshots_home
from zonetracker.storage.trouble import plain_trouble, refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.writing import write_safely

_NAME = re.compile(r"(\d{8,})-([0-9a-f]{8})-(\d{14})\.zt")
_HEAD = 8
_PIECE = 2**20
_ONE_DAY = 24 * 3600
_KEEP_ALL = timedelta(days=2)
_KEEP_LATEST = 3
_TRIES = 3
_MOST_LINES = 30
_THINNED = (("%Y%m%d", 12), ("%G%V", 10), ("%Y%m", 9))  # days, weeks, months: so many of each, the last of each kept


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the workbook as of `revision`; `head` is the start of its history's hash, `at` when it was taken."""

    path: Path
    revision: int
    head: str
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """The history of a workbook as far as it tells whose a snapshot is: the head of each of its operations."""

    heads: Mapping[int, str]

    @property
    def tip(self) -> int:
        """The latest operation."""
        return max(self.heads, default=0)

    def held(self, some: Sequence[Snapshot]) -> list[Snapshot]:
        """Those that are this workbook as it was, or as it went on from here before it was brought back.

        Of the latter a file a line is opened, those taken last before others, and of very many lines not all.
        """
        later: list[HistoryLine] = []
        found = {one.path for one in some if self.was(one)}
        for one in sorted(some, key=lambda one: one.at, reverse=True):
            line = _line_through(one, later) if one.revision > self.tip else None
            if line is not None and (self.tip == 0 or line.heads.get(self.tip) == self.heads[self.tip]):
                found.add(one.path)
        return [one for one in some if one.path in found]

    def was(self, one: Snapshot) -> bool:
        """Whether the snapshot is this workbook as it was."""
        return one.revision <= self.tip and self.heads.get(one.revision) == one.head


def _line_through(one: Snapshot, opened: list[HistoryLine]) -> HistoryLine | None:
    """A line on which the snapshot lies: one of those `opened`, else its own, which is then one of them."""
    for line in opened:
        if line.heads.get(one.revision) == one.head:
            return line
    if len(opened) == _MOST_LINES:
        return None
    opened.append(HistoryLine({}))
    with suppress(Refusal):
        opened[-1] = line_of_file(one.path)
    return opened[-1]


def line_of(connection: Connection) -> HistoryLine:
    """The line of an open workbook."""
    return HistoryLine(dict(connection.raw.execute(f"SELECT id, substr(hash, 1, {_HEAD}) FROM operation")))


def line_of_file(path: Path) -> HistoryLine:
    """The line of a file that nobody has open; Refusal where it cannot be read."""
    with plain_trouble(path):
        connection = Connection(path, "ro")
        try:
            return line_of(connection)
        finally:
            connection.close()


# ---- what is kept


def is_snapshot(path: Path) -> bool:
    """Whether a file is called as snapshots are."""
    return _NAME.fullmatch(path.name) is not None


def snapshots_in(folder: Path) -> list[Snapshot]:
    """All snapshots of a folder, latest revision first. Refusal where it cannot be read."""
    found = []
    with plain_trouble(folder):
        listed = list(folder.iterdir()) if folder.is_dir() else []
    for path in listed:
        named = _NAME.fullmatch(path.name)
        if named:
            with suppress(OSError, ValueError):
                at = datetime.fromisoformat(f"{named[3][:8]}T{named[3][8:]}")
                found.append(Snapshot(path, int(named[1]), named[2], at, path.stat().st_size))
    return sorted(found, key=lambda one: (one.revision, one.at), reverse=True)


def snapshots_of(connection: Connection) -> list[Snapshot]:
    """The snapshots of an open workbook, latest revision first; those of another copy of it are left out.

    Refusal where this PC's folder of them cannot be read.
    """
    line = line_of(connection)
    with plain_trouble(snapshots_home()):
        known = folder_of(_file_id(connection))
        return line.held(snapshots_in(known.path)) if known is not None else []


def _file_id(connection: Connection) -> str:
    return str(connection.query("SELECT file_id FROM meta")[0]["file_id"])


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a snapshot beside it: its bytes as they were, whose it is, whether all of it was looked over."""

    sha256: str
    book: str = ""
    faults: tuple[str, ...] | None = None

    @classmethod
    def of(cls, snapshot: Path) -> Record | None:
        """The record of a snapshot; None where there is none that can be read, as with an older program."""
        try:
            told = json.loads(_record_path(snapshot).read_text(encoding="utf-8"))
            faults = None if told["faults"] is None else tuple(str(fault) for fault in told["faults"])
            return cls(str(told["sha256"]), str(told["book"]), faults)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, snapshot: Path) -> None:
        """Write it down; without it a snapshot costs only a longer look."""
        told = {"sha256": self.sha256, "book": self.book, "faults": self.faults}
        path = _record_path(snapshot)
        with suppress(Refusal, OSError, UnicodeEncodeError):
            write_safely(path, json.dumps(told, ensure_ascii=False).encode("utf-8"))
            private_file(path)


def _record_path(snapshot: Path) -> Path:
    return snapshot.with_suffix(".json")


def hash_of(path: Path) -> str:
    """The SHA-256 of a file that this process has not open."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


# ---- taking


@dataclass(frozen=True, slots=True)
class _AtStep:
    """Which operation a file is at."""

    revision: int
    head: str

    @classmethod
    def of(cls, connection: Connection, book: Path) -> _AtStep:
        known = connection.query("SELECT revision, head FROM meta")[0]
        if not isinstance(known["revision"], int):
            raise refusal(RefusalCode.FILE_BROKEN, book)
        return cls(known["revision"], (str(known["head"]) or "0" * _HEAD)[:_HEAD])

    def is_kept(self, folder: Path) -> bool:
        named = (_NAME.fullmatch(path.name) for path in folder.iterdir())
        return any(one and (int(one[1]), one[2]) == (self.revision, self.head) for one in named)

    def path_in(self, folder: Path, later: int = 0) -> Path:
        """Its name now, or of some seconds later, where another program has just taken that name."""
        at = datetime.now() + timedelta(seconds=later)
        return folder / f"{self.revision:08d}-{self.head}-{at:%Y%m%d%H%M%S}.zt"


def take_snapshot(connection: Connection, book: Path) -> Path | None:
    """Copy an open workbook as it stands, unless this very state is kept already. A failure raises Refusal.

    Another thread may write meanwhile; then the copy is of the state after that, or is begun once more.
    """
    folder = _folder(connection, book)
    for left in reversed(range(_TRIES)):
        state = _AtStep.of(connection, book)
        if state.is_kept(folder):
            return None
        path = state.path_in(folder)
        try:
            with plain_trouble(path):
                path = _copied(connection, path)
        except Refusal:
            if not left or _AtStep.of(connection, book) == state:
                raise
        else:
            break
    with plain_trouble(path):
        private_file(path)
        Record(hash_of(path), str(book)).keep(path)
    line = line_of(connection)
    forget(superfluous([one for one in snapshots_in(folder) if line.was(one)]))
    return path


def _folder(connection: Connection, book: Path) -> Path:
    try:
        with plain_trouble(snapshots_home()):
            return folder_for(_file_id(connection), book).path
    except OSError as error:
        said = tr("存放备份的文件夹（{place}）不能使用。", place=snapshots_home())
        raise Refusal(RefusalCode.SNAPSHOT_FAILED, said) from error


def _copied(connection: Connection, path: Path) -> Path:
    """The copy under a free name of the state that it really is of: nothing that is kept is ever replaced."""
    with rough_of(path) as rough:
        copy_file(connection, rough)
        copy = Connection(rough, "ro")
        try:
            state = _AtStep.of(copy, rough)
        finally:
            copy.close()
        for later in range(_TRIES):
            named = state.path_in(path.parent, later)
            try:
                move_new(rough, named)
            except Refusal as taken:
                if taken.code != RefusalCode.FILE_EXISTS:
                    raise
            else:
                return named
    raise refusal(RefusalCode.FILE_EXISTS, path)


def superfluous(have: Sequence[Snapshot]) -> list[Snapshot]:
    """Which of the snapshots (latest first) need not be kept: ages count from the latest one, never from the clock."""
    kept = {one.path for one in have[:_KEEP_LATEST]}
    kept |= {one.path for one in have if abs(have[0].at - one.at) <= _KEEP_ALL}
    for pattern, count in _THINNED:
        last_of: dict[str, Path] = {}
        for one in have:
            last_of.setdefault(one.at.strftime(pattern), one.path)
        kept |= set(islice(last_of.values(), count))
    return [one for one in have if one.path not in kept]


def thin_others(connection: Connection) -> None:
    """Thin the snapshots that went another way than the open workbook, by where they were taken; reads a file of each.

    Its own are thinned whenever one is taken.
    """
    known, line = folder_of(_file_id(connection)), line_of(connection)
    have = snapshots_in(known.path) if known is not None else []
    others = sorted((one for one in have if not line.was(one)), key=_taken_from)
    for _, some in groupby(others, key=_taken_from):
        forget(superfluous(list(some)))


def _taken_from(one: Snapshot) -> str:
    record = Record.of(one.path)
    return "" if record is None else record.book


def forget(some: Iterable[Snapshot]) -> None:
    """Delete snapshots with what was known of them."""
    for one in some:
        with suppress(OSError):
            one.path.unlink()
            _record_path(one.path).unlink(missing_ok=True)


# ---- once a day


def done_lately(file_id: str, book: Path, what: str) -> bool:
    """Whether this PC has done something for the workbook within a day; from now on it counts as done."""
    with suppress(OSError, Refusal):
        mark = folder_for(file_id, book).path / what
        lately = mark.is_file() and abs(time.time() - mark.stat().st_mtime) < _ONE_DAY
        if not lately:
            mark.touch(mode=0o600)
        return lately
    return False
