"""What is read in the fence: a file, a pasted text, or a report that a workbook keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass

from zonetracker.extraction.reading.probe import is_scan
from zonetracker.model.reports.frame import Written
from zonetracker.model.reports.layout import ScanLayout, layout_data, layout_from_data

_PDF_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Foreign:
    """The bytes of a file, or of a `pasted` text in UTF-8, and the date that is settled for it.

    Of a report that is `kept`, that is its text with its `title`; it holds where the file is read otherwise by now. A
    kept scan has its `layout` too, and is never recognised again: both hold, and nobody looks at its file.
    """

    name: str
    data: bytes
    pasted: bool = False
    written: Written | None = None
    kept: str | None = None
    title: str = ""
    layout: ScanLayout | None = None

    @property
    def may_be_scan(self) -> bool:
        """Whether pages of it may have to be recognised."""
        return b"%PDF-" in self.data[:_PDF_HEAD] or is_scan(self.data)

    def to_bytes(self) -> bytes:
        """All of it: a line of JSON, the kept text, the bytes."""
        kept = None if self.kept is None else self.kept.encode()
        layout = None if self.layout is None else layout_data(self.layout)
        head = [self.name, self.pasted, self.written, self.title, None if kept is None else len(kept), layout]
        return b"".join((json.dumps(head).encode(), b"\n", kept or b"", self.data))

    @classmethod
    def from_bytes(cls, told: bytes) -> Foreign:
        """The source of which `to_bytes` made this."""
        at = told.index(b"\n") + 1
        name, pasted, written, title, size, laid = json.loads(told[:at])
        end = at + (size or 0)
        kept = None if size is None else told[at:end].decode()
        layout = None if laid is None else layout_from_data(laid)
        return cls(name, told[end:], pasted, None if written is None else (written[0], written[1]), kept, title, layout)
