"""The inside of the fence: a source is read, its rows are made, and both leave as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from zonetracker.extraction.document import Document
from zonetracker.extraction.explaining import explain_job
from zonetracker.extraction.fenced.foreign import Foreign
from zonetracker.extraction.fenced.reasons import explanation_lines
from zonetracker.extraction.fenced.wire import document_lines, lines_of, plain_row
from zonetracker.extraction.pipeline import extract_job, frame_of
from zonetracker.extraction.reading import read, read_pasted
from zonetracker.extraction.reading.scans.keeping import kept_scan
from zonetracker.lexicon.words import Lexicon
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job
from zonetracker.support.process.fence import tell

Result = TypeVar("Result")


def rows_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The document of a source with its rows."""
    source, document, lexicon = _opened(payload, arguments)
    rows = _told(extract_job(document, lexicon, source.name), document)
    return b"".join((*document_lines(document, frame_of(document), [len(rows)]), *lines_of(rows, plain_row)))


def dated_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The document of a source as written at `arguments["written"]`; its rows as they were read, and with that date."""
    source, document, lexicon = _opened(payload, arguments)
    year, month = json.loads(arguments["written"])
    dated = replace(document, written=(year, month))
    before = _told(extract_job(document, lexicon, source.name), document, 0, 2)
    after = _told(extract_job(dated, lexicon, source.name), document, 1, 2)
    told = document_lines(dated, frame_of(dated), [len(before), len(after)])
    return b"".join((*told, *lines_of(before, plain_row), *lines_of(after, plain_row)))


def reasons_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The document of a source with its rows and why they are what they are."""
    source, document, lexicon = _opened(payload, arguments)
    explanation = _told(explain_job(document, lexicon, source.name), document)
    return b"".join(explanation_lines(document, explanation))


def _opened(payload: bytes, arguments: Mapping[str, str]) -> tuple[Foreign, Document, Lexicon]:
    source = Foreign.from_bytes(payload)
    return source, document_of(source), Lexicon(json.loads(arguments["learned"]))


def document_of(source: Foreign) -> Document:
    """What a source says, with the date that is settled; where a kept file is read otherwise by now, its kept text."""
    if source.pasted:
        return replace(read_pasted(source.data.decode("utf-8", "surrogatepass")), written=source.written)
    if source.kept is not None and source.layout is not None:
        return replace(kept_scan(source.kept, source.title, source.name, source.layout), written=source.written)
    if source.kept is None:
        return replace(read(source.data, source.name), written=source.written)
    with suppress(Refusal):
        document = read(source.data, source.name)
        if document.text == source.kept:
            return replace(document, written=source.written)
    document = read_pasted(source.kept)
    return replace(document, title=source.title, named=PurePath(source.name).stem, written=source.written)


def _told(job: Job[Result], document: Document, part: int = 0, parts: int = 1) -> Result:
    """Run a job over a document, the `part` of so many, and tell the parent how far it is."""
    size = len(document.text)
    tell(part * size, parts * size)
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            result: Result = end.value
            return result
        tell(part * size + step.done, parts * size)
