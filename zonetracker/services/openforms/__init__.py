"""Open forms: everything in a workbook as Excel, CSV or JSON that any program reads, and back to an equal workbook.

`docs/open-forms.md` tells what stands in them. Exporting takes all rows at once (`taken`) and writes them as a job; a
new workbook is made of a file by one job, which parses it in the fenced child, checks every row and writes all or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zonetracker.services.importing import load_file
from zonetracker.services.ledger import Ledger
from zonetracker.services.openforms import archives, documents, workbooks
from zonetracker.services.openforms.checking import checked
from zonetracker.services.openforms.form import BOOK, PIECES, TABLES, OpenBook
from zonetracker.services.openforms.reading import MOST_BYTES, found_job
from zonetracker.services.openforms.refusals import too_large
from zonetracker.storage.files import check_free
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.writing import write_safely

__all__ = ["OpenBook", "export_job", "new_from_job", "taken"]

_WRITERS: Mapping[str, Callable[[OpenBook], Iterator[bytes]]] = {
    "xlsx": workbooks.written,
    "csv": archives.written,
    "json": documents.written,
}


def taken(ledger: Ledger) -> OpenBook:
    """Everything in a workbook but its history."""
    return OpenBook(*ledger.recorded())


def export_job(book: OpenBook, path: Path, form: str) -> Job[bytes]:
    """Write everything to `path` in a format of OPEN_FORMS, whole or not at all; gives what was written."""
    pieces: list[bytes] = []
    total = len((BOOK, *TABLES, PIECES))
    for done, piece in enumerate(_WRITERS[form](book)):
        pieces.append(piece)
        yield Step(min(done, total), total, tr("正在导出全部数据"))
    data = b"".join(pieces)
    if len(data) > MOST_BYTES and form != "csv":
        raise too_large(form)
    write_safely(path, data)
    return data


def new_from_job(source: Path, path: Path, actor: str | None = None) -> Job[Path]:
    """Make the workbook `path` of an exported file, whole or not at all; raises Refusal, naming sheet and line."""
    check_free(path)
    found = yield from found_job(load_file(source, MOST_BYTES), source.name)
    book = yield from checked(found)
    yield from Ledger.create_filled(path, book.rows, book.originals.values(), actor)
    return path
