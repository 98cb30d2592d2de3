"""A zip with some parts replaced."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from zonetracker.extraction.forms.zipped import with_parts
from zonetracker.support.errors import Refusal, RefusalCode

TEXT = b"what is packed " * 50


class Stream(BytesIO):
    """A file that can't be gone back in, as a server writes one: sizes follow the parts."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def packed(into: BytesIO | None = None, comment: bytes = b"") -> bytes:
    out = into or BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", TEXT)
        archive.writestr("表.xml", b"small")
        archive.writestr(zipfile.ZipInfo("c.bin"), TEXT, zipfile.ZIP_STORED)
        archive.comment = comment
    return out.getvalue()


def raw(data: bytes, name: str) -> bytes:
    """A part as it lies in the zip, still packed, with its head."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(name)
    named, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
    return data[info.header_offset : info.header_offset + 30 + named + extra + info.compress_size]


@pytest.mark.parametrize("data", [packed(), packed(Stream()), packed(comment=b"from the bureau"), b"before" + packed()])
@pytest.mark.parametrize("name", ["a.xml", "表.xml", "c.bin"])
def test_one_part_is_another_and_all_others_lie_as_they_were(data: bytes, name: str) -> None:
    made = with_parts(data, {name: b"new"}, "表.xlsx")
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(made)) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist() and new.comment == old.comment
        assert new.read(name) == b"new"
        assert [one.date_time for one in new.infolist()] == [one.date_time for one in old.infolist()]
        for other in {*old.namelist()} - {name}:
            assert raw(made, other) == raw(data, other)


def test_a_zip_of_the_large_kind_is_refused() -> None:
    data = bytearray(packed())
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 24] = b"\xff" * 4
    with pytest.raises(Refusal) as refused:
        with_parts(bytes(data), {}, "表.xlsx")
    assert refused.value.code == RefusalCode.FORM_BUILT
