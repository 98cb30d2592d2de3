"""Where elements stand among the bytes of a part."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from zonetracker.extraction.forms.xmlplaces import scan
from zonetracker.support.errors import Refusal, RefusalCode


def places(data: bytes) -> list[tuple[str, bytes, bytes]]:
    """Each element with its start tag and all of its bytes, in the order in which they end."""
    found: list[tuple[str, bytes, bytes]] = []
    begun: list[tuple[int, int]] = []

    def started(_: str, __: Mapping[str, str], start: int, end: int) -> None:
        begun.append((start, end))

    def ended(kind: str, end: int) -> None:
        start, tag = begun.pop()
        found.append((kind, data[start:tag], data[start:end]))

    scan(data, "表.xlsx", started, ended)
    return found


def test_elements_stand_where_they_begin_and_end() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?><x:a 名="a>b"><x:b/><c ></c ></x:a>'.encode()
    assert places(data) == [
        ("b", b"<x:b/>", b"<x:b/>"),
        ("c", b"<c >", b"<c ></c >"),
        ("a", '<x:a 名="a>b">'.encode(), data[data.index(b"<x:a") :]),
    ]


def test_an_empty_element_before_an_end_tag_ends_with_itself() -> None:
    assert places(b"<a><b/></a>")[0] == ("b", b"<b/>", b"<b/>")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a><b></a>", RefusalCode.READ_DAMAGED),
        (b"", RefusalCode.READ_DAMAGED),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', RefusalCode.READ_ENTITY),
        ('<?xml version="1.0" encoding="GB2312"?><a/>'.encode("gb2312"), RefusalCode.FORM_BUILT),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), RefusalCode.FORM_BUILT),
    ],
)
def test_what_is_no_plain_xml_is_refused(data: bytes, code: RefusalCode) -> None:
    with pytest.raises(Refusal) as refused:
        places(data)
    assert refused.value.code == code
