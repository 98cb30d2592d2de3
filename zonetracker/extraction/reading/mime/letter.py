"""A mail: which of its parts are its own text, and which files it encloses."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonetracker.extraction.reading.mime.headers import Headers
from zonetracker.extraction.reading.mime.parts import MimePart, content_of, message_head, message_of
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import Refusal, RefusalCode

_TEXTS = ("text/plain", "text/html")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_OF_DELIVERY = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
_ADDRESSED = ("to", "cc", "received", "message-id", "return-path", "delivered-to", "x-mailer")
_SHOWN = re.compile(rb"cid:([^\s\"'<>)]{1,200})", re.IGNORECASE)
_PAGES = ("multipart/related", "text/html")
_SAVED = (".mht", ".mhtml")
_KEPT = ("subject", "from", "to", "date", "mime-version")
_OWN = ("content-type", "content-transfer-encoding", "content-disposition")


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail's head, the parts that are its text in order (of two versions the richer), and those it encloses."""

    headers: Headers
    texts: tuple[MimePart, ...]
    enclosed: tuple[MimePart, ...]

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.headers.words("subject")


def is_page(data: bytes, suffix: str) -> bool:
    """Whether a file is a saved page: one that is addressed to nobody, or named so."""
    headers = message_head(data, suffix)
    if headers is None or headers.media not in _PAGES:
        return False
    return suffix in _SAVED or not headers.has(*_ADDRESSED)


def is_letter(data: bytes, suffix: str) -> bool:
    """Whether a file is a mail."""
    return message_head(data, suffix) is not None and not is_page(data, suffix)


def letter_of(data: bytes, name: str) -> ParsedMail:
    """The mail in a file that `is_letter`; raises Refusal where its parts are too many, too deep, or not there."""
    whole = message_of(data, name)
    chosen = list(_chosen(whole))
    if any(part.headers.media.startswith("multipart/") and not part.whole for part in chosen):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    texts = [part for part in chosen if _is_text(part)]
    pictured = any(_is_picture(part) and part.headers.has("content-id") for part in chosen)
    shown = _shown_in(data, texts, name) if pictured else frozenset()
    enclosed = [part for part in chosen if not _is_text(part) and not _is_left_out(part, shown)]
    return ParsedMail(whole.headers, tuple(texts), tuple(enclosed))


def _shown_in(data: bytes, texts: Sequence[MimePart], name: str) -> frozenset[str]:
    """By what they are called the pictures that the text shows within it: a photo beside it is named like them."""
    found = set[bytes]()
    for part in texts:
        with contextlib.suppress(Refusal):
            found.update(_SHOWN.findall(content_of(data, part, name)))
    return frozenset(one.decode("latin-1") for one in found)


def _chosen(part: MimePart) -> Iterator[MimePart]:
    """The parts that are read: of two versions of one text the richer, and no pictures that are shown within it."""
    if not part.parts:
        yield part
        return
    inner = part.parts
    if part.headers.media == "multipart/alternative":
        best = _richest(inner)
        inner = tuple(leaf for one in inner for leaf in ((one,) if one is best else _files_in(one)))
    elif part.headers.media == "multipart/related":
        inner = tuple(one for one in inner if one.headers.attached or not _is_picture(one))
    for one in inner:
        yield from _chosen(one)


def _files_in(version: MimePart) -> Iterator[MimePart]:
    """What goes along with a version that is not read itself."""
    return (leaf for leaf in version.leaves() if leaf.headers.attached or leaf.headers.filename)


def _richest(versions: tuple[MimePart, ...]) -> MimePart:
    for media in ("text/html", "text/plain"):
        found = [one for one in versions if any(leaf.headers.media == media for leaf in one.leaves() if _is_text(leaf))]
        if found:
            return found[-1]
    return versions[-1]


def _is_text(part: MimePart) -> bool:
    headers = part.headers
    return headers.media in _TEXTS and not headers.attached and not headers.filename


def _is_picture(part: MimePart) -> bool:
    return part.headers.media.startswith("image/")


def _is_left_out(part: MimePart, shown: frozenset[str]) -> bool:
    """Pictures within the text, signatures, notes of delivery, and what nobody named or attached of other texts."""
    headers = part.headers
    if headers.attached:
        return False
    if _is_picture(part) and headers.words("content-id").strip("<> ") in shown:
        return True
    if headers.media in (*_SIGNATURES, *_OF_DELIVERY):
        return True
    return not headers.filename and headers.media.startswith(("text/", "multipart/"))


def text_alone(data: bytes, letter: ParsedMail) -> bytes:
    """The mail without what it encloses, as a file of its own: the same each time, its text untouched."""
    head = letter.headers.lines(*_KEPT)
    mark = b"=_" + hashlib.sha256(data).hexdigest().encode()
    parts = [b"--%s\r\n%s\r\n%s\r\n" % (mark, _own(part), data[part.start : part.end]) for part in letter.texts]
    return b'%sContent-Type: multipart/mixed; boundary="%s"\r\n\r\n%s--%s--\r\n' % (head, mark, b"".join(parts), mark)


def _own(part: MimePart) -> bytes:
    return part.headers.lines(*_OWN)
