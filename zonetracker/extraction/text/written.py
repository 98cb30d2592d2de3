"""When a document was written: every piece of evidence for it, the strongest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zonetracker.extraction.document import Document
from zonetracker.extraction.text.structure import TextLine
from zonetracker.model.reports.frame import Clue, Source
from zonetracker.words.months import HAN_MONTHS

FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?=年\s?\d{1,2}月|-\s?\d{1,2}-|/\s?\d{1,2}/|\.\s?\d{1,2}\.)(?:年|-|/|\.)\s?(\d{1,2})(?:月|-|/|\.)\s?((?:[12]\d|3[01]|0?[1-9])(?!\d))"
)
_MONTH_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月\W{0,3}$")
_MONTH_TOLD = re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?!\W{0,3}$|\s?\d{1,2}\s?[日号])")
_LINK = re.compile(r"https?://\S{0,90}?/t?(20\d\d)[-/]?(0[1-9]|1[0-2])(?=[-/_\d])")
_SAID_AT = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,6}在.{2,40}(?:会议|大会|[次届]会|全会)")
_CLOCK_DATE = re.compile(r"(?<![\d-])((?:20)?\d\d)[-/.](\d{1,2})[-/.]\d{1,2},? ?\d{1,2}:\d\d")
_PUBLISHED = re.compile(r"(?:时间|日期|发布于|发表于)[: ]{0,3}((?:20)?\d\d)[-/.年](\d{1,2})[-/.月]\d")
_FOOT = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?\W{0,3}$")
_HAN_DATE = re.compile(r"((?:19|20)\d\d)年(十[一二]?|[一二三四五六七八九])月")
_AS_OF = re.compile(r"截[至止]到?((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.年]?(0[1-9]|1[0-2])?(?=[-_.月日]|[0-3]\d(?!\d)|\D|$)")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(rf"(?i)\b\d{{1,2}} ({'|'.join(_MONTH_NAMES)})[a-z]* ((?:19|20)\d\d)\b")
_OF_FOUNDING = re.compile(
    r"(?:建置|建制|成立|设立|始建|创建|创办|组建|获批|批准|开园|建成|投产)(?:时间|日期|年份|于)?[:：| ]?(?:19|20)\d\d"
)
_HEAD_LINES = 12
_SHORT = 60


def clues(document: Document, text: str, lines: list[TextLine], around: list[TextLine]) -> tuple[Clue, ...]:
    """What speaks for the date of a document, strongest first.

    `lines` are its own lines, `around` those at its head and foot that may belong to the page around it.

    A date of the file's own properties is told, but never used for a row: saving a file anew changes it.
    """
    found: dict[Source, Clue] = {}
    for clue in (
        *_settled(document),
        *_borne(text, [*lines[:_HEAD_LINES], *around]),
        *_guessed(document, text, lines[:_HEAD_LINES]),
    ):
        found.setdefault(clue.source, clue)
    order = list(Source)
    return tuple(sorted(found.values(), key=lambda clue: order.index(clue.source)))


def _settled(document: Document) -> Iterator[Clue]:
    if document.written is not None:
        year, month = document.written
        yield Clue(Source.SETTLED, year, month, "")


def _borne(text: str, lines: list[TextLine]) -> Iterator[Clue]:
    short = [line for line in lines if line.end - line.start <= _SHORT]
    short = [line for line in short if _OF_FOUNDING.search(text, line.start, line.end) is None]
    for line in short:
        if _SAID_AT.search(text, line.start, line.end):
            yield from _dates(Source.MEETING, FULL_DATE, text, line.start, line.end)
    yield from _dates(Source.DATE_LINE, FULL_DATE, text, 0, _SHORT)
    for pattern in (_CLOCK_DATE, FULL_DATE):
        for line in short:
            yield from _dates(Source.DATE_LINE, pattern, text, line.start, line.end)
    for line in short:
        if line.heading:
            yield from _dates(Source.DATE_LINE, _MONTH_DATE, text[: line.end], line.start, line.end)
    for line in short:
        yield from _han(Source.DATE_LINE, text[line.start : line.end])
    english = _ENGLISH.search(text, 0, 300)
    if english:
        month = _MONTH_NAMES.index(english[1].lower()) + 1
        yield Clue(Source.PUBLISHED, int(english[2]), month, english[0])
    yield from _dates(Source.PUBLISHED, _PUBLISHED, text, 0, 1500)
    yield from _dates(Source.PUBLISHED, _CLOCK_DATE, text, 0, 1500)
    yield from _dates(Source.PUBLISHED, _LINK, text, 0, 1500)
    yield from _dates(Source.FOOT, _FOOT, text[-80:], 0, 80)
    yield from _han(Source.FOOT, text[-24:])


def _guessed(document: Document, text: str, lines: list[TextLine]) -> Iterator[Clue]:
    yield from _dates(Source.AS_OF, _AS_OF, text, 0, 400)
    for line in lines:
        if line.heading and line.end - line.start <= _SHORT:
            yield from _dates(Source.AS_OF, _MONTH_TOLD, text, line.start, line.end)
    yield from _dates(Source.FILE_NAME, _IN_NAME, document.named, 0, len(document.named))
    if document.date:
        yield Clue(Source.PROPERTIES, int(document.date[:4]), int(document.date[5:7] or 0), document.date)


def _dates(source: Source, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Clue]:
    """The first date of a pattern that is one; a year of two digits is of this century."""
    for found in pattern.finditer(text, start, end):
        year, month = int(found[1]), int(found[2] or 0)
        if month <= 12:
            yield Clue(source, year + 2000 if year < 100 else year, month, found[0])
            return


def _han(source: Source, words: str) -> Iterator[Clue]:
    """A date whose month is in Chinese numerals: 2012年八月 (its year has been made plain before)."""
    found = _HAN_DATE.search(words)
    if found:
        yield Clue(source, int(found[1]), HAN_MONTHS[found[2]], found[0])
