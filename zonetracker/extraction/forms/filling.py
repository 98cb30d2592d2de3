"""A form filled in: the same file with some of its cells set, and not a byte of anything else changed.

No library for Excel files gives back what it does not know, so the file is not read and written anew: the wanted cells
are set inside the bytes of their sheet, and all other parts are copied as they lie in the zip. The one thing beside is
that a workbook with formulas is told to work them out when it is opened, for what they saved is of the empty form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from zonetracker.extraction.forms.sheetxml import Figured, Place, SheetXml
from zonetracker.extraction.forms.xmlplaces import scan
from zonetracker.extraction.forms.zipped import with_parts
from zonetracker.extraction.reading import refuse_large
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.sheets.sheetparts import Workbook
from zonetracker.support.errors import RefusalCode
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

_BEFORE = frozenset({"sheets", "functionGroups", "externalReferences", "definedNames"})
"""What stands before the settings of calculation where a workbook has none."""
_SET = b' fullCalcOnLoad="1"'
_OFF = re.compile(rb"""\sfullCalcOnLoad\s*=\s*(["'])(?:0|false)\1""")


def fill_job(data: bytes, name: str, cells: Mapping[str, Mapping[Place, Figured]]) -> Job[bytes]:
    """The form with its cells set, by the names of their sheets, in a fenced child process."""
    refuse_large(data, name)
    said = [
        (sheet, row, column, one.text, one.is_text)
        for sheet, own in cells.items()
        for (row, column), one in own.items()
    ]
    arguments = {"name": name, "cells": json.dumps(said, ensure_ascii=False)}
    return (yield from fenced_job(f"{__name__}:{fill_payload.__name__}", data, arguments=arguments))


def fill_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `fill_job`."""
    name = arguments["name"]
    wanted: dict[str, dict[Place, Figured]] = {}
    for sheet, row, column, text, is_text in json.loads(arguments["cells"]):
        wanted.setdefault(sheet, {})[row, column] = Figured(text, is_text)
    return filled(payload, name, wanted)


def filled(data: bytes, name: str, cells: Mapping[str, Mapping[Place, Figured]]) -> bytes:
    """The bytes of the form with its cells set."""
    with Archive(data, name) as archive:
        book = Workbook(archive, name)
        places = [(sheet, part) for sheet, part, _ in book.sheets]
        parts: dict[str, bytes] = {}
        has_formulas = False
        for sheet, part in places:
            xml = SheetXml(archive.part(part) or b"", name)
            has_formulas = has_formulas or bool(xml.formulas)
            if sheet in cells:
                parts[part] = xml.filled(cells[sheet])
        if has_formulas:
            parts[book.main] = _worked_out_anew(archive.part(book.main) or b"", name)
    made = with_parts(data, parts, name)
    _refuse_otherwise(data, made, name, cells)
    return made


def _worked_out_anew(data: bytes, name: str) -> bytes:
    """The list of sheets with the wish that formulas be worked out when the file is opened."""
    tags: dict[str, tuple[int, int, int]] = {}
    open_tags: list[tuple[str, int, int]] = []

    def started(kind: str, _: Mapping[str, str], start: int, end: int) -> None:
        open_tags.append((kind, start, end))

    def ended(kind: str, end: int) -> None:
        _, start, tag = open_tags.pop()
        if len(open_tags) == 1:
            tags[kind] = start, tag, end

    scan(data, name, started, ended)
    if "calcPr" in tags:
        start, tag, _ = tags["calcPr"]
        said = data[start:tag]
        if b"fullCalcOnLoad" in said:
            return data[:start] + _OFF.sub(_SET, said) + data[tag:]
        at = tag - (2 if said.endswith(b"/>") else 1)
        return data[:at].rstrip() + _SET + data[at:]
    at = max(tags[kind][2] for kind in _BEFORE & tags.keys())
    first = data[tags["sheets"][0] + 1 :].split(None, 1)[0].partition(b">")[0]
    prefix = first.rpartition(b":")[0] + b":" if b":" in first else b""
    return data[:at] + b"<%scalcPr%s/>" % (prefix, _SET) + data[at:]


def _refuse_otherwise(before: bytes, after: bytes, name: str, cells: Mapping[str, Mapping[Place, Figured]]) -> None:
    """Refuse to give away a file in which anything but the wanted cells reads otherwise than before."""
    with Archive(before, name) as one, Archive(after, name) as other:
        old, new = Workbook(one, name).lines(), Workbook(other, name).lines()
        same = one.names == other.names and all(
            _same_line(left, right, cells.get(left[0], {})) for left, right in zip(old, new, strict=True)
        )
    if not same:
        raise refusal(RefusalCode.FORM_BUILT, name)


def _same_line(
    left: tuple[str, int, list[tuple[int, str | None]]],
    right: tuple[str, int, list[tuple[int, str | None]]],
    cells: Mapping[Place, Figured],
) -> bool:
    row = left[1] - 1
    return left[:2] == right[:2] and _others(left[2], row, cells) == _others(right[2], row, cells)


def _others(
    texts: Sequence[tuple[int, str | None]], row: int, cells: Mapping[Place, Figured]
) -> list[tuple[int, str | None]]:
    return [(column, text) for column, text in texts if (row, column) not in cells]
