"""An OLE container: what stands in it, and that no damage makes it turn in circles."""

import struct

import pytest

from tests.reading.hostile import container
from tests.reading.workbooks import OLD
from zonetracker.extraction.reading import read_grids
from zonetracker.extraction.reading.container import stream, streams
from zonetracker.support.errors import Refusal


def test_the_streams_of_a_workbook_and_the_bytes_of_one() -> None:
    data = OLD.read_bytes()
    assert "Workbook" in streams(data) and "WordDocument" not in streams(data)
    assert stream(data, ("Book", "Workbook"), "a.xls").startswith(b"\x09\x08\x10\x00")


def test_a_workbook_that_lies_in_no_container_is_read_as_well() -> None:
    data = OLD.read_bytes()
    assert read_grids(stream(data, ("Workbook",), "a.xls"), "a.xls") == read_grids(data, "a.xls")


def test_where_the_directory_is_broken_known_names_are_looked_for() -> None:
    assert streams(container("WordDocument")) == {"WordDocument"}
    assert streams(container("Nothing")) == frozenset()


def test_a_chain_that_leads_back_to_itself_ends_and_one_that_breaks_off_is_refused() -> None:
    data = bytearray(OLD.read_bytes())
    (table,) = struct.unpack_from("<i", data, 76)
    place = 512 + table * 512
    numbers = struct.unpack_from("<128i", data, place)
    for at, after in enumerate(numbers):
        if after == at + 1:
            struct.pack_into("<i", data, place + at * 4, at)
    assert "Workbook" in streams(bytes(data)) or streams(bytes(data)) == frozenset()
    with pytest.raises(Refusal, match="损坏"):
        stream(bytes(data), ("Workbook",), "a.xls")
