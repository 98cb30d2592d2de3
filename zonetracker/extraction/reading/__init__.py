"""Bytes → Document: one file a format in `formats`; hides what each format needs to be read whole and safely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import pasted
from zonetracker.extraction.reading.bundles.kinds import KINDS
from zonetracker.extraction.reading.format import Format, format_of, readers
from zonetracker.extraction.reading.refusals import answer_of_child, damaged_otherwise, refusal, refuse_large
from zonetracker.extraction.reading.sheets.grid import Grid, grids_from_json, grids_of, grids_to_json
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

__all__ = ["grids_job", "read", "read_grids", "read_pasted", "refuse_large", "supported"]


def read(data: bytes, name: str) -> Document:
    """The document in `data`; its content decides the format, `name` is a hint.

    Raises Refusal for whatever can't be read, and for nothing else. Parses in this process: foreign files go through
    `extraction.fenced`.
    """
    format = format_of(data, name)
    with damaged_otherwise(name):
        document = format.read(data, name)
    if not any(character.isprintable() and not character.isspace() for character in document.text):
        raise refusal(RefusalCode.READ_NO_TEXT, name)
    document = replace(document, named=f"{PurePath(name).stem} {document.named}".strip())
    return replace(document, warnings=(*document.warnings, *_named_otherwise(format, name)))


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of a spreadsheet, or the tables of any other document; under the rules of `read`."""
    format = format_of(data, name)
    with damaged_otherwise(name):
        if format.grids is None:
            document = format.read(data, name)
            grids = tuple(replace(grid, warnings=document.warnings) for grid in grids_of(document))
        else:
            grids = format.grids(data, name)
    said = _named_otherwise(format, name)
    return tuple(replace(grid, warnings=(*grid.warnings, *said)) for grid in grids)


def _named_otherwise(format: Format, name: str) -> tuple[str, ...]:
    """A sentence when the name promises another format than the content holds."""
    suffix = PurePath(name).suffix.lower()
    if suffix in format.suffixes or not any(suffix in other.suffixes for other in readers()):
        return ()
    return (tr("文件名以 {suffix} 结尾，内容却是{label}，已按{label}读取。", suffix=suffix, label=format.label()),)


def read_pasted(text: str) -> Document:
    """The document of text from the clipboard; raises Refusal when it holds no text or too much."""
    return pasted(text)


def supported() -> tuple[tuple[tuple[str, ...], str], ...]:
    """For the file dialog: (suffixes, Chinese label) of each format and bundle, in the order to show."""
    formats = [(one.suffixes, one.label()) for one in readers()]
    known = {suffix for suffixes, _ in formats for suffix in suffixes}
    return (*formats, *((one.suffixes, one.label()) for one in KINDS if not known.issuperset(one.suffixes)))


def grids_job(data: bytes, name: str) -> Job[tuple[Grid, ...]]:
    """`read_grids` as a job in a fenced child process; closing the job stops it."""
    refuse_large(data, name)
    answer = yield from fenced_job("zonetracker.extraction.reading:grids_payload", data, arguments={"name": name})
    with answer_of_child(name):
        return grids_from_json(answer)


def grids_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `grids_job`."""
    return grids_to_json(read_grids(payload, arguments["name"]))
