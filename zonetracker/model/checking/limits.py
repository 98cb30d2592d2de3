"""How long, how large and how odd a value may be: one place for what is typed, pasted, read from a sheet or written.

Each function gives a Finding or None, and each finding is HARD: a value beyond its limit is never kept.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.rules import OF_CONTROL, OF_COUNTS, OF_YEAR_END, RuleSet

DIGITS = 30
"""Of a figure, before and after its point together; also how far its exponent may reach."""
LARGEST_RATE = Decimal(1_000_000)
YEARS = range(1949, 2100)
NAME, UNIT, LINE, TEXT, QUOTE = 300, 30, 1000, 4000, 100_000
"""Characters: of a name, of a unit, of what stands in one cell, of a note or reason, of a quotation."""
MOST_PLACES = 4
MOST_DAYS = 3660
MOST_NODES = 200
"""Of one milestone."""
MOST_EVIDENCE = 20 * 1024 * 1024
"""Bytes of one file that proves something."""
LAST_DUE_DAY = 28
WIDEST_EDGE = 100
_SHOWN = 20
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Control characters, halves of a character, and marks that turn the text around: not to be shown nor written out."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def figure_beyond(value: Decimal | None, field: str) -> Finding | None:
    """A figure that is no number, has too many digits or is too large."""
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise TypeError(f"a figure must be a Decimal, not {value!r}")
    if not value.is_finite():
        return hard(FindingCode.NOT_A_NUMBER, field)
    written = value.as_tuple()
    digits, exponent = len(written.digits), written.exponent
    assert isinstance(exponent, int)
    if digits > DIGITS or not -DIGITS <= exponent <= DIGITS or digits + exponent > DIGITS:
        return hard(FindingCode.FIGURE_LONG, field, digits=str(DIGITS))
    return None


def rate_beyond(rate: Decimal | None, field: str) -> Finding | None:
    """A percentage that no figure of an office has."""
    found = figure_beyond(rate, field)
    if found is None and rate is not None and abs(rate) >= LARGEST_RATE:
        return hard(FindingCode.RATE_LARGE, field, value=str(rate))
    return found


def text_beyond(text: str | None, field: str, longest: int) -> Finding | None:
    """A text that is too long or holds characters that can't be shown."""
    if not text:
        return None
    if len(text) > longest:
        return hard(FindingCode.TEXT_LONG, field, text=in_short(text), length=str(len(text)), longest=str(longest))
    odd = _ODD.search(text)
    if odd is not None:
        return hard(FindingCode.TEXT_ODD, field, place=str(odd.start() + 1), char=f"U+{ord(odd[0]):04X}")
    return None


def name_beyond(name: str, field: str = "name") -> Finding | None:
    """A name that is empty, too long or odd."""
    return text_beyond(name, field, NAME) if name.strip() else hard(FindingCode.NAMELESS, field)


def year_beyond(year: int | None) -> Finding | None:
    """A year that no workbook is about."""
    return None if year is None or year in YEARS else hard(FindingCode.YEAR_BEYOND, "year", year=in_short(str(year)))


def month_beyond(month: int) -> Finding | None:
    """A month that no year has."""
    return None if 1 <= month <= 12 else hard(FindingCode.MONTH_BEYOND, "month")


def date_beyond(text: str | None, field: str) -> Finding | None:
    """What is no date of the form 2023, 2023-06 or 2023-06-30."""
    if text is None:
        return None
    found = _DATE.fullmatch(text)
    if found is None or int(found[1]) not in YEARS or not _is_date(*(int(one) for one in found.groups() if one)):
        return hard(FindingCode.NOT_A_DATE, field, text=in_short(text))
    return None


def day_beyond(text: str, field: str) -> Finding | None:
    """What is no day of the form 2023-06-30, as a document is dated."""
    whole = len(text) == len("2023-06-30") and date_beyond(text, field) is None
    return None if whole else hard(FindingCode.NOT_A_DAY, field, text=in_short(text))


def days_beyond(days: object, field: str = "days") -> Finding | None:
    """What is no number of days, below zero, or longer than any plan."""
    known = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS
    return None if known else hard(FindingCode.DAYS_BEYOND, field, most=str(MOST_DAYS))


def reason_beyond(reason: str, field: str = "reason") -> Finding | None:
    """A reason that is missing or not words: a bare number, one letter, signs only, one letter again and again."""
    if not reason.strip():
        return hard(FindingCode.REASON_MISSING, field)
    letters = {letter for letter in unicodedata.normalize("NFKC", reason) if letter.isalpha()}
    if len(letters) < 2:
        return hard(FindingCode.NO_REASON, field, text=in_short(reason.strip()))
    return text_beyond(reason, field, TEXT)


def evidence_beyond(name: str, size: int) -> Finding | None:
    """A file that is empty, or too large to be kept in a workbook."""
    if size == 0:
        return hard(FindingCode.EVIDENCE_EMPTY, "name", name=in_short(name))
    if size <= MOST_EVIDENCE:
        return None
    tenths = -(-size * 10 // (1024 * 1024))
    said = {"size": f"{tenths // 10}.{tenths % 10}", "most": str(MOST_EVIDENCE // (1024 * 1024))}
    return hard(FindingCode.EVIDENCE_LARGE, "name", name=in_short(name), **said)


def due_day_beyond(day: int) -> Finding | None:
    """A day of the month that not every month has."""
    return None if 1 <= day <= LAST_DUE_DAY else hard(FindingCode.DUE_DAY_BEYOND, "due_day", last=str(LAST_DUE_DAY))


def levels_beyond(levels: object) -> Finding | None:
    """Days overdue from which on a note is blue, yellow and red, that are not three or do not rise."""
    listed = list(levels) if isinstance(levels, (list, tuple)) else []
    rising = len(listed) == 3 and not any(map(days_beyond, listed)) and 0 < listed[0] < listed[1] < listed[2]
    return None if rising else hard(FindingCode.LEVELS_WRONG, "supervise_levels")


def months_beyond(months: tuple[int, ...]) -> Finding | None:
    """A calendar that names no month, or one that is none."""
    wrong = not months or any(month_beyond(month) for month in months)
    return hard(FindingCode.MONTHS_WRONG, "months") if wrong else None


def curve_beyond(curve: tuple[Decimal, ...]) -> Finding | None:
    """A course of the year that is not twelve percentages rising to 100; empty is N/12."""
    if not curve:
        return None
    if any(figure_beyond(share, "curve") for share in curve):
        return hard(FindingCode.CURVE_WRONG, "curve")
    rises = list(curve) == sorted(curve) and curve[0] >= 0 and curve[-1] == 100
    return None if len(curve) == 12 and rises else hard(FindingCode.CURVE_WRONG, "curve")


def places_beyond(places: object) -> Finding | None:
    """Decimals of percentages that no sheet shows."""
    known = isinstance(places, int) and not isinstance(places, bool) and 0 <= places <= MOST_PLACES
    return None if known else hard(FindingCode.PLACES_BEYOND, "places", most=str(MOST_PLACES))


def rules_beyond(rules: RuleSet) -> Finding | None:
    """A rule set without a name, with an edge that no gap reaches, or in which two grades have one word."""
    edges = (-rules.late, -rules.growth_late, rules.tolerance, rules.ahead or Decimal(0), rules.growth_ahead)
    if any(not 0 <= edge <= WIDEST_EDGE for edge in edges):
        return hard(FindingCode.EDGE_BEYOND, "rules", most=str(WIDEST_EDGE))
    words = [word.strip() for word in rules.words.values()]
    if not all(words) or any(len(set(some)) < len(some) for some in _words_of_a_month(rules)):
        return hard(FindingCode.WORD_NOT_ITS_OWN, "rules")
    wrong = next((colour for colour in rules.colours.values() if not _COLOUR.fullmatch(colour)), None)
    if wrong is not None:
        return hard(FindingCode.NOT_A_COLOUR, "rules", text=in_short(wrong))
    named = [name_beyond(rules.name, "rules"), *(text_beyond(word, "rules", UNIT) for word in words)]
    return next((found for found in named if found is not None), None)


def _words_of_a_month(rules: RuleSet) -> tuple[list[str], list[str]]:
    """The words that may stand side by side in a month, and at a year's end."""
    unused = OF_COUNTS | (frozenset({"ahead"}) if rules.ahead is None else frozenset())
    at_the_end = OF_YEAR_END | OF_CONTROL | {"no_data", "not_due"}
    words = {key: word.strip() for key, word in rules.words.items() if key not in unused}
    in_year = [word for key, word in words.items() if key not in OF_YEAR_END]
    return in_year, [word for key, word in words.items() if key in at_the_end]


def in_short(text: str, longest: int = _SHOWN) -> str:
    """The beginning of a text as a sentence can quote it: one line, without what can't be shown."""
    line = " ".join(_ODD.sub("", text[: 4 * longest]).split())
    return line[:longest] + "…" if len(line) > longest or len(text) > 4 * longest else line


def _is_date(year: int, month: int = 1, day: int = 1) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30 if month != 2 else 28 + leap
    return 1 <= month <= 12 and 1 <= day <= longest
