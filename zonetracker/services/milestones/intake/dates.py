"""The dates of ledgers as offices write them: 2023.3, 3月底, 一季度, 2022-2024, 45107, 已开工."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from zonetracker.extraction.tables.headtext import in_figures, plain
from zonetracker.lexicon.item_heads import item_words
from zonetracker.model.checking.limits import YEARS, date_beyond

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d)(?=年))年?度?"
_DAY = re.compile(
    rf"{_YEAR}[-./年]?(?P<month>1[0-2]|0?[1-9])(?:(?:[-./月](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)日?)|月|(?!\d))(?:份)?"
)
_CLOSE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])?(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?")
_QUARTER = re.compile(r"(?:第?(?P<quarter>[一二三四1-4])|(?P<upto>前[两二三]))个?季度")
_WORDS = (
    ("上半年", 6),
    ("年中", 6),
    ("下半年", 12),
    ("年底", 12),
    ("年末", 12),
    ("年内", 12),
    ("全年", 12),
    ("年终", 12),
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?!\d|[./]\d)")
_OTHER_YEARS = (("明年", 1), ("次年", 1), ("去年", -1), ("上年", -1))
_SERIAL = re.compile(r"[3-7]\d{4}")
_FIRST_DAY, _ZERO = date(2000, 1, 1), date(1899, 12, 30)
_BETWEEN = re.compile(r"^(.+?[^-—–~～至到])\s*(?:[-—–~～]+|至|到)\s*([^-—–~～至到].*)$")
_MONTHS = re.compile(
    r"((?:(?:19|20)\d\d|\d\d(?=年))[./年])(?:1[0-2]|0?[1-9])月?[-—–~～至到](1[0-2]|0?[1-9])(?:月份?|(?![\d./月日]))"
)
_DATE_MARKS = re.compile(r"[\d年月日季度底末初旬.:/\-—～~()\s]+")
_TICKS = ("√", "✓", "✔", "☑")
_AS_PLANNED = re.compile("(?:按|照|依)计划|计划内")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "前两": 6, "前二": 6, "前三": 9}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class DateSaid:
    """What a cell of dates says: a date as ISO text, or that it is `done` on a day that nobody wrote.

    `known` is False where it says neither, nor that there is none.
    """

    day: str | None = None
    done: bool = False
    known: bool = True


def read_date(text: str, year: int) -> DateSaid:
    """The date that a cell tells, in the year that the ledger is of where it names none; the last one of several."""
    said = in_figures(plain(text[:_LONGEST]))
    if not said or says_open(text):
        return DateSaid()
    found = _serial(said) or _dated(said, year)
    if found is not None:
        return DateSaid(found)
    if says_done(said):
        return DateSaid(done=True)
    return DateSaid(known=any(word in said for word in item_words("long_term")))


def read_span(text: str, year: int) -> tuple[str | None, str | None]:
    """Beginning and end of 2022-2024 or 2022年3月至2024年; one date alone is the end."""
    said = in_figures(plain(text[:_LONGEST]))
    if _full_day(said):
        return None, read_date(said, year).day
    parted = _BETWEEN.match(said)
    if parted is None:
        return None, read_date(said, year).day
    begin = _dated(parted[1], year)
    named = _ANY_YEAR.search(parted[1])
    return begin, _dated(parted[2], int(named[1]) if named else year)


def says_done(text: str) -> bool:
    """Whether a cell says that something is done: √, 是, 已开工."""
    said = plain(text).rstrip("。.!；;")
    if says_open(text):
        return False
    words = tuple(word for role in _DONE for word in item_words(role))
    if said in words:
        return True
    rest = said.removeprefix("已")
    half = any(word in said for word in item_words("half_word"))
    if rest == said or len(said) > _SHORT or half:
        return False
    reached = {*(word.removeprefix("已") for word in words), *item_words("node")} - {""}
    return any(rest.startswith(word) and rest[len(word) :] in reached | _ENDINGS for word in reached)


def says_reached(text: str) -> bool:
    """Whether a cell says beside its date that it is one of what is done: 2023.3（已开工）, 2023.5（实际）."""
    rest = _DATE_MARKS.sub("", plain(text))
    told = rest.startswith("实际") or (rest.startswith(("已", *_TICKS)) and says_done(rest))
    return told and rest != plain(text) and not says_meant(text)


def says_meant(text: str) -> bool:
    """Whether a cell, whatever date it has, says that something is not done yet: 否, 预计10月, 未完成，延期至10月."""
    said = _AS_PLANNED.sub("", plain(text))
    if any(word in said for word in item_words("meant_word")):
        return True
    return said.startswith(item_words("open_word")) and not said.startswith(_NOTHING_LEFT)


def says_open(text: str) -> bool:
    """Whether a cell says that something is not done: 否, 未开工, 正在办理, a dash."""
    said = "".join(text.split())
    return not said.strip("-—–/\\…、.·") or (len(said) <= _SHORT and said.startswith(item_words("open_word")))


_SHORT = 8
_DONE = ("done_word", "started_word", "finished_word", "running_word")
_ENDINGS = frozenset(("", "手续", "建设", "工作", "完毕", "到位", "使用", "证", "了"))
_NOTHING_LEFT = ("无遗留", "无问题")


def _serial(said: str) -> str | None:
    """A day as a spreadsheet counts it."""
    if not _SERIAL.fullmatch(said):
        return None
    day = _ZERO + timedelta(days=int(said))
    return day.isoformat() if day >= _FIRST_DAY and day.year in YEARS else None


def _full_day(said: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?", said) is not None


def _dated(said: str, year: int) -> str | None:
    said = _MONTHS.sub(r"\1\2月", said)
    for pattern in (_CLOSE, _DAY):
        found = list(pattern.finditer(said))
        if found:
            one = found[-1].groupdict()
            own = one["year"] or f"20{one['short']}"
            return _iso(int(own), int(one["month"]), one["day"])
    own_year = _year_said(said, year)
    months = list(_MONTH.finditer(said))
    if months:
        return _iso(own_year, int(months[-1]["month"]), months[-1]["day"])
    quarter = _QUARTER.search(said)
    if quarter is not None:
        return _iso(own_year, _QUARTERS[quarter["quarter"] or quarter["upto"]], None)
    last = next((month for word, month in _WORDS if word in said), None)
    if last is not None:
        return _iso(own_year, last, None)
    named = _ANY_YEAR.findall(said)
    return named[-1] if named and int(named[-1]) in YEARS else None


def _year_said(said: str, year: int) -> int:
    named = _ANY_YEAR.findall(said)
    if named:
        return int(named[-1])
    short = re.search(r"(?<!\d)(\d\d)年", said)
    if short is not None:
        return 2000 + int(short[1])
    return year + next((step for word, step in _OTHER_YEARS if word in said), 0)


def _iso(year: int, month: int, day: str | None) -> str | None:
    text = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return text if date_beyond(text, "date") is None else None
