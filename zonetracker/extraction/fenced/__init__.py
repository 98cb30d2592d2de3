"""Foreign bytes to a document and its rows, both made in one fenced child; the main process gets what is finished."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from zonetracker.extraction.document import Document
from zonetracker.extraction.explaining import Explanation
from zonetracker.extraction.fenced.foreign import Foreign
from zonetracker.extraction.fenced.reasons import explanation_from
from zonetracker.extraction.fenced.wire import Wire
from zonetracker.extraction.reading import refuse_large
from zonetracker.extraction.reading.refusals import answer_of_child
from zonetracker.model.facts import Candidate
from zonetracker.model.reports.frame import Frame, Written
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job
from zonetracker.support.process.child import MEMORY_MB, MOST_MORE_SECONDS, fenced_job

__all__ = ["Dated", "Extracted", "Foreign", "dated_job", "reasons_job", "rows_job"]

Result = TypeVar("Result")
Learned = Mapping[str, str] | None
_CHARACTERS_A_SECOND = 10_000
"""So many an old PC does at least; beyond the time to read a file it gets what its text needs."""
_REASONS_MB = 24
_SCAN_MB, _SCAN_SECONDS = 2048, 3600
"""For what may have to be recognised: memory, and how much longer it may take in all."""

_OF_CHILD = "child-"
"""How the codes begin that tell what became of a child."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document without its blocks and tables, its rows, and what it says of time as a whole."""

    document: Document
    rows: tuple[Candidate, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Dated:
    """The rows of a document as they were read so far and as written at another date, and the frame it then has."""

    before: tuple[Candidate, ...]
    after: tuple[Candidate, ...]
    frame: Frame


def rows_job(source: Foreign, learned: Learned = None) -> Job[Extracted]:
    """Read a source and extract its rows; `learned` maps names as read to the clerk's."""

    def made(wire: Wire) -> Job[Extracted]:
        return Extracted(wire.document, (yield from wire.rows()), wire.frame)

    return _job("rows_payload", source, {"learned": _learned(learned)}, made)


def dated_job(source: Foreign, written: Written, learned: Learned = None) -> Job[Dated]:
    """Extract the rows of a source with the date that is settled for it, and with another one."""

    def made(wire: Wire) -> Job[Dated]:
        return Dated((yield from wire.rows()), (yield from wire.rows()), wire.frame)

    return _job("dated_payload", source, {"learned": _learned(learned), "written": json.dumps(written)}, made)


def reasons_job(source: Foreign, learned: Learned = None) -> Job[Explanation]:
    """Read a source with every rule that fires written down."""
    return _job("reasons_payload", source, {"learned": _learned(learned)}, explanation_from, _REASONS_MB)


def _learned(learned: Learned) -> str:
    return json.dumps(dict(learned or {}))


def _job(
    task: str, source: Foreign, arguments: Mapping[str, str], made: Callable[[Wire], Job[Result]], output_mb: int = 64
) -> Job[Result]:
    """One child over a source; a kept report whose file brings it down is read from its kept text in another one."""
    refuse_large(source.data, source.name)
    if source.kept is not None and source.layout is not None:
        source = replace(source, data=b"")
    try:
        answer = yield from _answer(task, source, arguments, output_mb)
    except Refusal as refused:
        if source.kept is None or not refused.code.startswith(_OF_CHILD):
            raise
        answer = yield from _answer(task, replace(source, data=b""), arguments, output_mb)
    with answer_of_child(source.name):
        return (yield from made(Wire(answer)))


def _answer(task: str, source: Foreign, arguments: Mapping[str, str], output_mb: int) -> Job[bytes]:
    scan = source.may_be_scan
    return fenced_job(
        f"{__name__}.task:{task}",
        source.to_bytes(),
        arguments=arguments,
        pace=_CHARACTERS_A_SECOND,
        output_mb=output_mb,
        memory_mb=_SCAN_MB if scan else MEMORY_MB,
        most_more=_SCAN_SECONDS if scan else MOST_MORE_SECONDS,
    )
