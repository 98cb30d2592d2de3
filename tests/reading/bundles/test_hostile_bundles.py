"""Mails and archives made to harm: each is refused, or its bad part told, in a sentence and in a moment."""

import re
import struct
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.reading.bundles.made import REPORT, archive, explorer_zip, mail, packed, raw_mail
from tests.reading.hostile import patched_sizes
from zonetracker.extraction.reading import limits, read
from zonetracker.extraction.reading.bundles.listing import enclosed, enclosures
from zonetracker.support.errors import Refusal

SENTENCE = re.compile(r"[^{}\n]*[\u4e00-\u9fff][^{}\n]*。")
SECONDS = 5
HEAD = b"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: a"


def shared_bytes() -> bytes:
    """A zip in which a thousand names mean the same bytes."""
    data = bytearray(explorer_zip({b"%d.txt" % number: bytes(1000) for number in range(900)}))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<I", data, start + 42, 0)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def nested_mail(depth: int) -> bytes:
    """A mail whose parts lie in parts."""
    lines = [HEAD, b"MIME-Version: 1.0"]
    for number in range(depth):
        lines += [b"Content-Type: multipart/mixed; boundary=b%d" % number, b"", b"--b%d" % number]
    return b"\r\n".join([*lines, b"Content-Type: text/plain", b"", b"x"])


def mail_in_mails(depth: int) -> bytes:
    """A mail in a mail in a mail."""
    data = mail(text="x")
    for _ in range(depth):
        data = raw_mail(HEAD, (b"Content-Type: message/rfc822", data), boundary=b"b%d" % len(data))
    return data


def zips_in_zips(depth: int) -> bytes:
    data = archive({"a.txt": b"1"})
    for _ in range(depth):
        data = archive({"a.zip": data})
    return data


PARTS = [(b"Content-Type: application/octet-stream; name=a%d.txt" % number, b"1") for number in range(10_000)]
ENDLESS = HEAD + b"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;boundary=a\r\n\r\n"
HARMFUL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ratio": ("bomb", lambda: archive({"a.txt": bytes(8_000_000)})),
    "larger than all": ("bundle_large", lambda: archive({f"{n}.txt": bytes(range(251)) * 8_000 for n in range(160)})),
    "hundred thousand": ("bundle_many", lambda: archive({f"{n}.txt": b"" for n in range(100_000)})),
    "two thousand": ("bundle_many", lambda: archive({f"{n}.txt": b"" for n in range(2_000)})),
    "shared bytes": ("damaged", shared_bytes),
    "ten thousand parts": ("bundle_many", lambda: raw_mail(HEAD, *PARTS)),
    "a thousand deep": ("nested", lambda: nested_mail(1_000)),
    "ratio of gzip": ("bomb", lambda: packed(bytes(60_000_000))),
    "endless gzip": ("bomb", lambda: packed(bytes(200_000_000))),
    "no end of parts": ("bundle_many", lambda: ENDLESS + b"--a\n" * 2_000_000),
}  # fmt: skip


@pytest.mark.parametrize("trick", HARMFUL)
def test_a_harmful_bundle_is_refused_in_a_sentence(trick: str) -> None:
    code, made = HARMFUL[trick]
    data = made()
    began = time.process_time()
    with pytest.raises(Refusal) as told:
        enclosures(data, "材料.zip")
    assert time.process_time() - began < SECONDS
    assert told.value.code == f"read-{code}" and SENTENCE.fullmatch(str(told.value)), str(told.value)


def test_one_that_lies_about_its_size_is_told_of_and_the_rest_is_there() -> None:
    data = patched_sizes(archive({"a.txt": b"5" * 5000, "b.txt": b"7" * 10}), 10)
    first, second = enclosures(data, "材料.zip")
    assert "异常庞大" in first.trouble or "已损坏" in first.trouble
    assert enclosed(data, "材料.zip", second.number)[1] == b"7" * 10


@pytest.mark.parametrize("depth", [40])
def test_zips_in_zips_end_after_one(depth: int) -> None:
    [one] = enclosures(zips_in_zips(depth), "材料.zip")
    assert "套在好几层" in one.trouble and one.folder == "a.zip"


def test_mails_in_mails_end() -> None:
    [one] = enclosures(mail_in_mails(30), "来文.eml")
    assert "套在好几层" in one.trouble and one.folder.count("/") == 1


def test_a_bomb_within_hides_nothing_beside_it() -> None:
    data = archive({"坏.zip": archive({"a.txt": bytes(8_000_000)}), "好.txt": REPORT.encode()})
    first, second = enclosures(data, "材料.zip")
    assert "异常庞大" in first.trouble and second.kind == "文本文件"


def test_names_of_ten_thousand_letters() -> None:
    name = "名".encode("gb18030") * 5_000 + b".txt"
    assert len(enclosures(explorer_zip({name: b"1", name + b"x": b"2"}), "材料.zip")) == 2
    data = raw_mail(HEAD, (b"Content-Type: application/octet-stream; name=" + name, b"1"))
    [one] = enclosures(data, "来文.eml")
    assert len(one.name) <= 120


@pytest.mark.parametrize(
    "boundary", [b"a" * 100_000, b"", b"--", b"\x00", b"[a-z]*(", b'"', b"a b", b"=?utf-8?B?YQ==?=", b";" * 5_000]
)
def test_odd_boundaries(boundary: bytes) -> None:
    data = raw_mail(HEAD, (b"Content-Type: text/plain", REPORT.encode()), boundary=boundary)
    try:
        assert read(data, "来文.eml").text
    except Refusal as refused:
        assert SENTENCE.fullmatch(str(refused))


def test_a_boundary_of_its_own_part_and_one_that_begins_as_another() -> None:
    inner = b"--ab\r\nContent-Type: text/plain\r\n\r\nA\r\n--ab--\r\n--abc\r\nB"
    parts = [(b"Content-Type: multipart/mixed; boundary=ab", inner), (b"Content-Type: text/plain", b"C")]
    assert read(raw_mail(HEAD, *parts, boundary=b"abcd"), "来文.eml").text == "a\nA\nC\n"
    with pytest.raises(Refusal, match="已损坏"):
        read(raw_mail(HEAD, (b"Content-Type: multipart/mixed; boundary=a", b"x"), boundary=b"a"), "a.eml")


def test_a_head_without_end_and_a_million_lines_in_one() -> None:
    long = HEAD + b"\r\nMIME-Version: 1.0\r\n" + b"X-A: " + b'";' * 3_000_000
    for data in (long, HEAD + b"\r\nMIME-Version: 1.0\r\n" + b"X: y\r\n" * 1_000_000 + b"\r\ntext"):
        began = time.process_time()
        try:
            read(data, "来文.eml")
        except Refusal as refused:
            assert SENTENCE.fullmatch(str(refused))
        assert time.process_time() - began < SECONDS


def test_many_parts_with_heads_that_are_hard_to_take_apart() -> None:
    hard = b'Content-Type: text/plain; name="' + b'\\";' * 3_000
    began = time.process_time()
    listed = enclosures(raw_mail(HEAD, *[(hard, b"1")] * 900), "来文.eml")
    assert time.process_time() - began < SECONDS and len(listed) <= limits.ENCLOSURES


def test_what_is_stored_is_no_bomb() -> None:
    data = archive({"a.txt": b"5\n" * 3_000_000}, zipfile.ZIP_STORED)
    assert [one.trouble for one in enclosures(data, "材料.zip")] == [""]
