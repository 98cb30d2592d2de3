"""A mail: which of its parts are its own text, and which files it encloses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from zonetracker.extraction.reading.mime.headers import Headers
from zonetracker.extraction.reading.mime.parts import MimePart, message_head, message_of

_TEXTS = ("text/plain", "text/html")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_OF_DELIVERY = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
_ADDRESSED = ("to", "cc", "received", "message-id", "return-path", "delivered-to", "x-mailer")
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
    """The mail in a file that `is_letter`; raises Refusal where it has too many parts, or too deep ones."""
    whole = message_of(data, name)
    texts, enclosed = list[MimePart](), list[MimePart]()
    for part in _chosen(whole):
        if _is_text(part):
            texts.append(part)
        elif not _is_left_out(part):
            enclosed.append(part)
    return ParsedMail(whole.headers, tuple(texts), tuple(enclosed))


def _chosen(part: MimePart) -> Iterator[MimePart]:
    """The parts that are read: of two versions of one text the richer, and no pictures that are shown within it."""
    if not part.parts:
        yield part
        return
    inner = part.parts
    if part.headers.media == "multipart/alternative":
        best = _richest(inner)
        inner = tuple(one for one in inner if one is best or one.headers.filename)
    elif part.headers.media == "multipart/related":
        inner = tuple(one for one in inner if one.headers.attached or not _is_picture(one))
    for one in inner:
        yield from _chosen(one)


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


def _is_left_out(part: MimePart) -> bool:
    """Pictures within the text, signatures, notes of delivery, and what nobody named or attached of other texts."""
    headers = part.headers
    if headers.attached:
        return False
    if _is_picture(part) and headers.has("content-id"):
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
