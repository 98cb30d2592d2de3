"""A file of the open form, parsed in the fenced child: which format it is, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.refusals import answer_of_child, refusal
from zonetracker.extraction.reading.sheets.sheetparts import main_part
from zonetracker.services.openforms import archives, documents, workbooks
from zonetracker.services.openforms.found import FoundBook, from_wire, to_wire
from zonetracker.services.openforms.refusals import foreign
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

MOST_BYTES = 256 * 2**20
_SECONDS, _MEMORY_MB, _OUTPUT_MB = 180, 2048, 512
Reader = Callable[[bytes, str], FoundBook]


def found_job(data: bytes, name: str) -> Job[FoundBook]:
    """What a file says, as a job in a fenced child process; closing the job stops it."""
    answer = yield from fenced_job(
        f"{__name__}:read_payload",
        data,
        arguments={"name": name},
        seconds=_SECONDS,
        memory_mb=_MEMORY_MB,
        output_mb=_OUTPUT_MB,
    )
    with answer_of_child(name):
        return from_wire(answer)


def read_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `found_job`."""
    return to_wire(read(payload, arguments["name"]))


def read(data: bytes, name: str) -> FoundBook:
    """What a file says; its content decides the format. Raises Refusal for whatever can't be read."""
    reader = _reader(data, name)
    try:
        return reader(data, name)
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error


def _reader(data: bytes, name: str) -> Reader:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return documents.read
    if not data.startswith(b"PK"):
        raise foreign(name)
    with Archive(data, name) as archive:
        if main_part(archive.names) is not None:
            return workbooks.read
        if archives.root_of(archive.names) is not None:
            return archives.read
    raise foreign(name)
