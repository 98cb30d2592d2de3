"""Mails that enclose files: those, and before them the mail's own text as a mail that encloses nothing."""

from __future__ import annotations

from pathlib import PurePath

from zonetracker.extraction.reading.bundles.member import Member
from zonetracker.extraction.reading.mime.headers import head_of
from zonetracker.extraction.reading.mime.letter import ParsedMail, is_letter, letter_of, text_alone
from zonetracker.extraction.reading.mime.parts import MimePart, content_of
from zonetracker.extraction.reading.names import parted, short
from zonetracker.support.i18n import tr

_MAIL = "message/rfc822"
_SUBJECT = 60


def is_mail(data: bytes, name: str) -> bool:
    """Whether it is a mail with something else than its text."""
    return is_letter(data, PurePath(name).suffix.lower()) and bool(letter_of(data, name).enclosed)


def members(data: bytes, name: str) -> tuple[Member, ...]:
    """The mail's text, and what it encloses, in order."""
    letter = letter_of(data, name)
    own = [_text(data, letter, name)] if any(data[one.start : one.end].strip() for one in letter.texts) else []
    return (*own, *(_enclosed(data, part, number) for number, part in enumerate(letter.enclosed, 1)))


def _text(data: bytes, letter: ParsedMail, name: str) -> Member:
    subject = parted(letter.subject.replace("/", "／").replace("\\", "＼"))[1][:_SUBJECT]
    shown = tr("邮件正文（{subject}）.eml", subject=subject) if subject else tr("邮件正文.eml")

    def load() -> bytes:
        for part in letter.texts:
            content_of(data, part, name)
        return text_alone(data, letter)

    return Member(shown, "", sum(part.end - part.start for part in letter.texts), load, own=True)


def _enclosed(data: bytes, part: MimePart, number: int) -> Member:
    said = parted(part.headers.filename)[1]
    if not said and part.headers.media == _MAIL:
        subject = parted(head_of(data, part.start, part.end)[0].words("subject"))[1][:_SUBJECT]
        said = tr("{subject}.eml", subject=subject) if subject else ""
    name = short(said) if said else tr("附件{number}", number=number)
    size = part.end - part.start
    if part.headers.plain("content-transfer-encoding") == "base64":
        size = size * 3 // 4
    return Member(name, "", size, lambda: content_of(data, part, name))
