"""The last step of an office document: exact digits, the values of formulas, nothing that tells who or when.

openpyxl writes a number with sixteen digits (74.1 becomes 74.09999999999999) and a formula without its value. Both
are put right here, so that a viewer that does not calculate shows the same figures as the program.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def finish_package(
    data: bytes, values: Mapping[str, Mapping[str, str]], issued_on: str, texts: Mapping[str, str] | None = None
) -> bytes:
    """`data` with `values` (part name → cell → digits) in its cells, dated `issued_on` (see `repacked`).

    `texts` are areas (by part name) in which figures stand as texts on purpose, so that no program marks them as wrong.
    """
    meant = texts or {}

    def change(name: str, part: bytes) -> bytes:
        return _with_values(part, values[name], meant.get(name, "")) if name in values else part

    return repacked(data, issued_on, change)


def repacked(data: bytes, issued_on: str, change: Callable[[str, bytes], bytes]) -> bytes:
    """An office document anew with every part changed, its times fixed: equal content gives equal bytes.

    The properties carry `issued_on` where that is an ISO date, else the first day of 2000.
    """
    moment = f"{_date(issued_on)}T00:00:00Z".encode()
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as goal:
        for name in source.namelist():
            part = change(name, source.read(name))
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            goal.writestr(entry, part)
    return sink.getvalue()


def _date(issued_on: str) -> date:
    try:
        return date.fromisoformat(issued_on)
    except ValueError:
        return date(2000, 1, 1)


def _with_values(part: bytes, values: Mapping[str, str], texts: str) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for cell in root.iter(f"{_MAIN}c"):
        digits = values.get(cell.get("r", ""))
        if digits is None:
            continue
        held = cell.find(f"{_MAIN}v")
        if held is None:
            held = etree.SubElement(cell, f"{_MAIN}v")
        held.text = digits
    if texts:
        ignored = etree.SubElement(root, f"{_MAIN}ignoredErrors")
        etree.SubElement(ignored, f"{_MAIN}ignoredError", sqref=texts, numberStoredAsText="1")
    finished: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return finished
