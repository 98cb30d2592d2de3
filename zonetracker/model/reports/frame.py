"""What a document says of time as a whole, and the evidence for it: the frame (成文情况)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

Written = tuple[int, int]
"""The year and the month in which a document was written; month 0 where only the year is known."""


class Source(StrEnum):
    """Where a date was found, the strongest evidence first; all up to FOOT are a date that the document bears."""

    SETTLED = "settled"
    MEETING = "meeting"
    DATE_LINE = "date_line"
    PUBLISHED = "published"
    FOOT = "foot"
    AS_OF = "as_of"
    FILE_NAME = "file_name"
    PROPERTIES = "properties"


_BORNE = (Source.SETTLED, Source.MEETING, Source.DATE_LINE, Source.PUBLISHED, Source.FOOT)


@dataclass(frozen=True, slots=True)
class Clue:
    """A date of the document: its year, its month (0 where none is said), and the words that say it."""

    source: Source
    year: int
    month: int
    words: str

    @property
    def borne(self) -> bool:
        """Whether the document itself bears this date: no guess from its file or from the figures it sums up."""
        return self.source in _BORNE


class Genre(StrEnum):
    """What a document is for, as far as its time goes; TEXT is any other."""

    REPORT = "report"
    REVIEW_AND_PLAN = "review_and_plan"
    PLAN = "plan"
    FIVE_YEARS = "five_years"
    REVIEW = "review"
    PRESS = "press"
    TEXT = "text"


_SPEECH, _YEARBOOK, _NARRATIVES = Genre.REPORT, Genre.REVIEW, (Genre.PRESS, Genre.TEXT)
"""Members as plain names: a member of an enumeration is slow to come by, and these are asked for at every figure."""


_EARLY = 4
"""The last month in which 过去一年 is still the calendar year before."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`now` is the year the document was written in, `past` the last year reported, `ahead` the year that is planned.

    `months` is the part of a year that it is about (`months_open` where that may be the last of them alone), `month`
    that of its date (0 where unknown). `clues` are what was found of its date, the strongest first; `certain` where its
    title or a date it bears says so and nothing speaks against it.
    """

    now: int | None
    past: int | None
    genre: Genre = Genre.TEXT
    months: tuple[int, int] | None = None
    ahead: int | None = None
    month: int = 0
    clues: tuple[Clue, ...] = ()
    certain: bool = True
    months_open: bool = False

    @property
    def speech(self) -> bool:
        """A report to a congress."""
        return self.genre is _SPEECH

    @property
    def narrates(self) -> bool:
        """A text that tells one thing after another, not a report in parts."""
        return self.genre in _NARRATIVES

    @property
    def year_gone(self) -> int | None:
        """The year that 过去一年 looks back on: of a text that was written early in its year, the one before."""
        early = self.now is not None and self.past == self.now and 0 < self.month <= _EARLY
        return self.past - 1 if early and self.past is not None else self.past

    @property
    def plan(self) -> bool:
        """A document that only plans."""
        return self.genre is Genre.PLAN

    @property
    def yearbook(self) -> bool:
        """A document that only reports."""
        return self.genre is _YEARBOOK

    @property
    def proposed(self) -> Written | None:
        """The date that the evidence speaks for; None where nothing does."""
        backing = self.backing
        if backing is not None:
            return backing.year, backing.month
        return None if self.now is None else (self.now, self.month)

    @property
    def backing(self) -> Clue | None:
        """The strongest evidence that bears out when it was written; None where only its years speak for it.

        A date that was settled always does, one that it bears also from the turn of the year beside it.
        """
        for clue in self.clues:
            away = None if self.now is None else abs(clue.year - self.now)
            if clue.source is Source.SETTLED or away == 0 or (away == 1 and clue.borne):
                return clue
        return None

    @property
    def others(self) -> tuple[Clue, ...]:
        """What speaks for another year, the strongest of each year."""
        found: dict[int, Clue] = {}
        for clue in self.clues:
            if self.proposed is None or clue.year != self.proposed[0]:
                found.setdefault(clue.year, clue)
        return tuple(found.values())


def frame_data(frame: Frame) -> dict[str, Any]:
    """A frame as plain values, for a record."""
    return asdict(frame)


def frame_from_data(data: Mapping[str, Any]) -> Frame:
    """The frame of which `frame_data` gave these values; what an older program did not say has its default."""
    said = dict(data)
    said["genre"] = Genre(said["genre"])
    said["months"] = tuple(said["months"]) if said.get("months") else None
    said["clues"] = tuple(Clue(**{**clue, "source": Source(clue["source"])}) for clue in said.get("clues", ()))
    return Frame(**said)


def written_text(written: Written) -> str:
    """A date as it is kept and typed: 2023-01, or 2023."""
    year, month = written
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def written_from_text(text: str) -> Written:
    """The date of which `written_text` gave this."""
    year, _, month = text.partition("-")
    return int(year), int(month or 0)
