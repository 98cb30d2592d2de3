"""Fill-in sheets that have come back: many files, each read in the fence; what can't be read is told, not fatal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from zonetracker.extraction.tables.reader import tables_job
from zonetracker.services.bundles import Chosen, OpenedBundle, or_bundle, take_out
from zonetracker.services.importing import load_file
from zonetracker.services.sheets.model import SheetRead
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

_SHEETS = frozenset({".xlsx", ".xls", ".et", ".ods", ".xlsm", ".csv"})
_ENDINGS = _SHEETS | {".zip", ".eml"}


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that has come back: what was read of it, or the sentence that says why it could not be read."""

    name: str
    read: SheetRead | None
    trouble: str = ""


def may_be_sheet(path: Path) -> bool:
    """Whether a path may be a fill-in sheet, or a folder, an archive or a mail with some."""
    return path.is_dir() or path.suffix.casefold() in _ENDINGS


def files_among(paths: Sequence[Path]) -> list[Path]:
    """The files to be read: those named, and of a folder the workbooks, archives and mails that lie in it."""
    return [file for path in paths for file in (_workbooks(path) if path.is_dir() else (path,))]


def _workbooks(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and may_be_sheet(path) and not path.name.startswith(("~$", ".")):
            yield path


def reading_job(paths: Sequence[Path]) -> Job[tuple[Returned, ...]]:
    """Read the files one after another, of mails and archives the workbooks in them; closing the job stops it."""
    found = list[Returned]()
    for done, path in enumerate(paths):
        yield Step(done, len(paths), tr("正在读 {name}", name=path.name))
        try:
            data = load_file(path)
            read = yield from or_bundle(_returned(data, path.name), data, path.name)
        except Refusal as refusal:
            read = Returned(path.name, None, str(refusal))
        found += [read] if isinstance(read, Returned) else (yield from _within(read))
    return tuple(found)


def _within(bundle: OpenedBundle) -> Job[list[Returned]]:
    """What units have sent in a mail or an archive: its workbooks, as those of a folder are taken."""
    found = list[Returned]()
    for one in bundle.enclosures:
        if PurePath(one.name).suffix.casefold() not in _SHEETS:
            continue
        try:
            data = yield from take_out(Chosen(bundle, one))
            found.append((yield from _returned(data, one.name)))
        except Refusal as refusal:
            found.append(Returned(one.name, None, str(refusal)))
    return found or [Returned(bundle.name, None, tr("“{name}”里没有表格文件。", name=bundle.name))]


def _returned(data: bytes, name: str) -> Job[Returned]:
    grids, tables = yield from tables_job(data, name)
    return Returned(name, SheetRead(name, grids, tables))
