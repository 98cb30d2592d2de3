"""One file packed with gzip."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.bundles.member import Member
from zonetracker.extraction.reading.names import letters_of, parted, short
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_START = b"\x1f\x8b\x08"
_NAMED, _EXTRA = 0x08, 0x04
_SUFFIX = ".gz"


def is_packed(data: bytes, name: str) -> bool:
    """Whether it is a file of gzip."""
    return data.startswith(_START)


def members(data: bytes, name: str) -> tuple[Member, ...]:
    """The one file in it, under the name that it had, or that of the gzip without its suffix."""
    own = _own_name(data) or name.removesuffix(_SUFFIX).removesuffix(_SUFFIX.upper())
    shown = short(parted(own)[1] or name)
    content = _unpacked(data, name)
    return (Member(shown, "", len(content), lambda: content),)


def _own_name(data: bytes) -> str:
    if len(data) < 12 or not data[3] & _NAMED or data[3] & _EXTRA:
        return ""
    return letters_of(data[10:1000].partition(b"\x00")[0])


def _unpacked(data: bytes, name: str) -> bytes:
    """The file, also one that was packed in pieces one behind another."""
    try:
        content = gzip.GzipFile(fileobj=BytesIO(data)).read(limits.FILE_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise refusal(RefusalCode.READ_DAMAGED, name) from None
    if len(content) > min(limits.FILE_BYTES, max(limits.RATIO_FROM_BYTES, limits.RATIO * len(data))):
        raise refusal(RefusalCode.READ_BOMB, name)
    return content
