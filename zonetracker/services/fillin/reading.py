"""Fill-in sheets that have come back: many files, each read in the fence; what can't be read is told, not fatal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zonetracker.extraction.tables.reader import tables_job
from zonetracker.services.importing import load_file
from zonetracker.services.sheets.model import SheetRead
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

_ENDINGS = frozenset({".xlsx", ".xls", ".et", ".ods", ".xlsm", ".csv"})


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that has come back: what was read of it, or the sentence that says why it could not be read."""

    name: str
    read: SheetRead | None
    trouble: str = ""


def may_be_sheet(path: Path) -> bool:
    """Whether a path may be a fill-in sheet, or a folder of them."""
    return path.is_dir() or path.suffix.casefold() in _ENDINGS


def files_among(paths: Sequence[Path]) -> list[Path]:
    """The files to be read: those named, and of a folder the workbooks that lie in it."""
    return [file for path in paths for file in (_workbooks(path) if path.is_dir() else (path,))]


def _workbooks(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and may_be_sheet(path) and not path.name.startswith(("~$", ".")):
            yield path


def reading_job(paths: Sequence[Path]) -> Job[tuple[Returned, ...]]:
    """Read the files one after another; closing the job stops it."""
    found = []
    for done, path in enumerate(paths):
        yield Step(done, len(paths), tr("正在读 {name}", name=path.name))
        try:
            grids, tables = yield from tables_job(load_file(path), path.name)
            found.append(Returned(path.name, SheetRead(path.name, grids, tables)))
        except Refusal as refusal:
            found.append(Returned(path.name, None, str(refusal)))
    return tuple(found)
