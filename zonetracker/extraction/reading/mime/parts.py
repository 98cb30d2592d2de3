"""The parts of a mail or a saved page, as places in its bytes: each byte is looked at once for each level it lies in.

Python's own parser takes each line through every level above it, which a hostile file can make a million steps a line.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.mime.headers import Headers, head_of, message_start
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_OWN_LETTERS = ("", "7bit", "8bit", "binary")
_KNOWN = ("from", "subject", "date", "to", "mime-version", "message-id", "received", "content-type")
_SURE = ("mime-version", "message-id", "received")
_NAMED = (".eml", ".mht", ".mhtml")
_LOOKED_AT = 2**16
_FIRST_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:")

_BASE64, _PADDED = re.compile(rb"[A-Za-z0-9+/=\r\n]*"), re.compile(rb"[^=]+=*")
"""Some programs wrap each line for itself: behind the first padding Python's decoder stops and says nothing."""


@dataclass(frozen=True, slots=True)
class MimePart:
    """A part: its head, where its body lies, the parts in it; `whole` unless the file ends before the part does."""

    headers: Headers
    start: int
    end: int
    parts: tuple[MimePart, ...] = ()
    whole: bool = True

    def leaves(self) -> Iterator[MimePart]:
        """The parts that hold no others, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def message_head(data: bytes, suffix: str) -> Headers | None:
    """The head of a mail or a saved page; None for what is neither, such as a few lines with colons."""
    start = message_start(data)
    if not _FIRST_LINE.match(data, start):
        return None
    headers, _ = head_of(data[start : start + _LOOKED_AT], 0, _LOOKED_AT)
    known = sum(headers.has(name) for name in _KNOWN)
    return headers if known >= 2 and (suffix in _NAMED or headers.has(*_SURE)) else None


def message_of(data: bytes, name: str) -> MimePart:
    """The parts of a file that has a `message_head`; raises Refusal where there are too many, or too deep."""
    return _Splitter(data, name).part(message_start(data), len(data), 0, whole=True)


class _Splitter:
    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._count = 0

    def part(self, start: int, end: int, depth: int, *, whole: bool) -> MimePart:
        self._count += 1
        if self._count > limits.MAIL_PARTS:
            raise refusal(RefusalCode.READ_BUNDLE_MANY, self._name)
        headers, body = head_of(self._data, start, end)
        if not headers.media.startswith("multipart/"):
            return MimePart(headers, body, end, whole=whole)
        if not headers.boundary:
            return MimePart(headers, body, end, whole=False)
        if depth >= limits.MAIL_NESTING:
            raise refusal(RefusalCode.READ_NESTED, self._name)
        parts, closed = self._within(headers.boundary, body, end, depth, whole=whole)
        return MimePart(headers, body, end, parts, closed)

    def _within(
        self, boundary: bytes, start: int, end: int, depth: int, *, whole: bool
    ) -> tuple[tuple[MimePart, ...], bool]:
        line = re.compile(rb"(?:(?<=[\r\n])|\A)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)")
        found: list[MimePart] = []
        begun: int | None = None
        for mark in line.finditer(self._data, start, end):
            if begun is not None:
                found.append(self.part(begun, self._before(mark.start(), begun), depth + 1, whole=True))
            begun = mark.end()
            if mark[1]:
                return tuple(found), True
        if begun is not None:
            found.append(self.part(begun, end, depth + 1, whole=False))
        return tuple(found), False

    def _before(self, mark: int, least: int) -> int:
        """The end of what stands before a boundary: the line's end belongs to that."""
        for ending in (b"\r\n", b"\n", b"\r"):
            if self._data.endswith(ending, least, mark):
                return mark - len(ending)
        return mark


def content_of(data: bytes, part: MimePart, name: str) -> bytes:
    """The bytes that a part carries; raises Refusal where they are cut off, or wrapped in a way that nobody uses."""
    way, body = part.headers.plain("content-transfer-encoding"), data[part.start : part.end]
    if not part.whole or way not in (*_OWN_LETTERS, "base64", "quoted-printable"):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    if way == "base64":
        try:
            pieces = _PADDED.findall(body) if _BASE64.fullmatch(body) else [body]
            return b"".join(map(binascii.a2b_base64, pieces))
        except binascii.Error:
            raise refusal(RefusalCode.READ_DAMAGED, name) from None
    return binascii.a2b_qp(body) if way == "quoted-printable" else body
