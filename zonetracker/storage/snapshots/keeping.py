"""Snapshots: checked copies on this PC, away from the workbook's own folder, thinned by age."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from zonetracker.storage.identity import is_file_id
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.paths import local_folder

if TYPE_CHECKING:
    from zonetracker.storage.database import Database

_NAME = re.compile(r"(\d{8})-([0-9a-f]{8})-(\d{14})\.zt")
_ONE_DAY = 24 * 3600
_KEEP_ALL = timedelta(days=2)
_THINNED = (("%Y%m%d", 12), ("%G%V", 10), ("%Y%m", 9))  # days, weeks, months: so many of each, the last of each kept


def folder_of(file_id: str) -> Path:
    """Where this PC keeps what it has of a workbook; ValueError for what is no identity and could lead elsewhere."""
    if not is_file_id(file_id):
        raise ValueError(f"no file id: {file_id[:80]!r}")
    return local_folder() / "snapshots" / file_id


def looked_over_lately(file_id: str) -> bool:
    """Whether this PC has looked over the whole workbook within a day; from now on it counts as done."""
    mark = folder_of(file_id) / "looked-over"
    try:
        lately = abs(time.time() - mark.stat().st_mtime) < _ONE_DAY
    except OSError:
        lately = False
    if not lately:
        with suppress(OSError):
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
    return lately


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the workbook as of `revision`; `head` is the start of its history's hash, `at` when it was taken."""

    path: Path
    revision: int
    head: str
    at: datetime
    size: int


def snapshots(file_id: str) -> list[Snapshot]:
    """All snapshots of a workbook, latest revision first."""
    found = []
    folder = folder_of(file_id)
    for path in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        if named:
            with suppress(OSError, ValueError):
                at = datetime.fromisoformat(f"{named[3][:8]}T{named[3][8:]}")
                found.append(Snapshot(path, int(named[1]), named[2], at, path.stat().st_size))
    return sorted(found, key=lambda one: (one.revision, one.at), reverse=True)


def take_snapshot(database: Database) -> Path | None:
    """Copy the workbook as it stands, unless this very state is kept already. A failure raises Refusal."""
    known = database.query("SELECT file_id, revision, head FROM meta")[0]
    revision, head = int(known["revision"] or 0), str(known["head"])[:8]
    have = snapshots(str(known["file_id"]))
    if any(one.revision == revision and one.head == head for one in have):
        return None
    folder = folder_of(str(known["file_id"]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(RefusalCode.SNAPSHOT_FAILED, str(error)) from error
    path = folder / f"{revision:08d}-{head}-{datetime.now():%Y%m%d%H%M%S}.zt"
    database.copy_to(path)
    _thin(snapshots(str(known["file_id"])))
    return path


def superfluous(have: list[Snapshot]) -> list[Snapshot]:
    """Which of the snapshots (latest first) need not be kept: ages count from the newest time, never from the clock."""
    if not have:
        return []
    newest = max(one.at for one in have)
    kept = {have[0].path} | {one.path for one in have if newest - one.at <= _KEEP_ALL}
    for pattern, count in _THINNED:
        last_of: dict[str, Path] = {}
        for one in have:
            last_of.setdefault(one.at.strftime(pattern), one.path)
        kept |= {last_of[period] for period in sorted(last_of, reverse=True)[:count]}
    return [one for one in have if one.path not in kept]


def _thin(have: list[Snapshot]) -> None:
    for one in superfluous(have):
        with suppress(OSError):
            one.path.unlink()
