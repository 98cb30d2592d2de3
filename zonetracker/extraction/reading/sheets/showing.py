"""What a number looks like in a cell: number formats as spreadsheets write them, taken apart once each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

DAYS_1900 = datetime.date(1899, 12, 30)
DAYS_1904 = datetime.date(1904, 1, 1)
"""The days from which a workbook counts."""

BUILT_IN = {
    **dict(zip((0, 1, 2, 3, 4, 9, 10), ("General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%"), strict=True)),
    **dict.fromkeys((11, 48), "0.00E+00"),
    49: "@",
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0;-#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((14, 15, 22, 30, 31, 47), "yyyy-m-d"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "m-d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy-m"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 55, 56), "h:mm"),
}
"""The number formats that files name by a number alone, as a Chinese system shows them."""

NAMED = {
    "General Number": "General",
    "Fixed": "0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    **dict.fromkeys(("Standard", "Currency", "Euro Currency"), "#,##0.00"),
    **dict.fromkeys(("General Date", "Long Date", "Medium Date", "Short Date"), "yyyy-m-d"),
    **dict.fromkeys(("Long Time", "Medium Time", "Short Time"), "h:mm"),
}
"""The number formats that files of text name by a word."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.|(?P<general>General|G/通用格式)'
    r"|(?P<power>E[+-]0*)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<clock>[yYmMdDhHsSeEbB]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]{1,20})")
_UNSAID = re.compile("[¥￥↑↓▲▼△▽\\s]")
_MINUS = re.compile(r"[-−－()（）]")
_FALL = re.compile("[降减负亏]")
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d*[1-9])?")
_GENERAL_CHARACTERS = 11
_EXACT = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400)
_LARGEST = 40
_LAST_DAY = 2_958_465
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_DEEPEST_INDENT = 15
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
    "=": lambda a, b: a == b,
}


@dataclass(slots=True)
class _Section:
    """One part of a format between semicolons: signs and digits before the point, marks behind it, and what else."""

    before: list[tuple[str, bool]]
    marks: str = ""
    behind: str = ""
    percents: int = 0
    thousands: int = 0
    clock: str = ""
    general: bool = False
    text: bool = False
    digits: bool = False
    condition: tuple[str, Decimal] | None = None

    def holds(self, number: Decimal) -> bool:
        return self.condition is None or _COMPARED[self.condition[0]](number, self.condition[1])


class NumberFormat:
    """One number format; `shown` gives a number as it shows it, without separators of thousands."""

    def __init__(self, code: str) -> None:
        self._sections = [_section(part) for part in _parts(code or "General")[:3]]
        self._is_general = code in ("", "General")

    def shown(self, number: Decimal, first_day: datetime.date = DAYS_1900) -> str:
        """So many places, a percentage, a day, or nothing where the format hides it."""
        if not number.is_finite() or number.adjusted() > _LARGEST:
            return ""
        section = self._chosen(number)
        if section.clock:
            return _moment(number, section.clock, first_day)
        return _written(section, number, own=section is not self._sections[0])

    def written(self, raw: str, first_day: datetime.date = DAYS_1900) -> str:
        """The same for a number as a file writes it; what is no number stays as it is."""
        if self._is_general and len(raw) < _GENERAL_CHARACTERS and _PLAIN.fullmatch(raw):
            return raw
        try:
            return self.shown(Decimal(raw), first_day)
        except InvalidOperation:
            return raw

    @property
    def is_text(self) -> bool:
        """Whether the cell keeps what is typed as a text."""
        return self._sections[0].text

    @property
    def places(self) -> int | None:
        """How many decimals the cell shows; None where it shows a number as it is."""
        section = self._sections[0]
        return len(section.marks) if section.digits and not section.general else None

    def kept(self, number: Decimal) -> Decimal | None:
        """What a cell keeps so that it shows this number (0.068 for 6.8%); None where it shows days or no number."""
        section = self._sections[0]
        if section.clock or not (section.digits or section.general):
            return None
        return number if section.general else number.scaleb(3 * section.thousands - 2 * section.percents, _WIDE)

    def _chosen(self, number: Decimal) -> _Section:
        sections = self._sections
        if any(section.condition for section in sections):
            return next((section for section in sections if section.holds(number)), sections[-1])
        if number < 0 and len(sections) > 1:
            return sections[1]
        return sections[2] if number == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=2000)
def number_format(code: str) -> NumberFormat:
    """The format that a code writes."""
    return NumberFormat(code)


def shown(number: Decimal, form: str, first_day: datetime.date = DAYS_1900) -> str:
    """A number as the format with this code shows it."""
    return number_format(form).shown(number, first_day)


def general(number: Decimal) -> str:
    """A number without a format: no more characters than a cell shows, whole numbers in full."""
    number = _EXACT.plus(number)
    whole = max(number.adjusted(), 0) + 1
    places = max(_GENERAL_CHARACTERS - 1 - whole, 0)
    text = format(_rounded(number, places), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _parts(code: str) -> list[str]:
    """What stands between the semicolons."""
    parts = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _section(code: str) -> _Section:
    section = _Section([])
    after_point = False
    for token in _TOKEN.finditer(code):
        kind, said = token.lastgroup or "", token[0]
        if kind == "digit":
            _digit(section, said, after_point)
        elif kind == "point":
            after_point = True
        elif kind in ("general", "power") or said in ("@", "/"):
            _free(section, said)
            section.text = section.text or said == "@"
            after_point = after_point or section.general
        else:
            _beside(section, kind, token, after_point)
    return section


def _digit(section: _Section, mark: str, after_point: bool) -> None:
    section.digits = True
    if after_point:
        section.marks += mark
    else:
        section.before.append((mark, True))
        section.thousands = 0


def _free(section: _Section, said: str) -> None:
    """What leaves the number of places open: General, a text, a power of ten, a fraction."""
    if said != "/" or section.digits:
        section.general = True


def _beside(section: _Section, kind: str, token: re.Match[str], after_point: bool) -> None:
    """Take what is neither a digit nor the point into a section."""
    if kind == "comma":
        section.thousands += section.digits
    elif kind == "clock":
        section.clock += token[0].lower()
    elif kind == "bracket":
        _bracket(section, token["bracket"], after_point)
    elif kind:
        section.percents += kind == "percent"
        _literal(section, token[kind], after_point)


def _bracket(section: _Section, said: str, after_point: bool) -> None:
    """A condition, a sign of money, a count of hours; colours and languages show nothing."""
    if condition := _CONDITION.fullmatch(said):
        with suppress(InvalidOperation):
            section.condition = (condition[1], Decimal(condition[2]))
    elif said.startswith("$"):
        _literal(section, said[1:].split("-")[0], after_point)
    elif re.fullmatch("[hms]+", said.lower()):
        section.clock += said.lower()


def _literal(section: _Section, said: str, after_point: bool) -> None:
    if said := _UNSAID.sub("", said):
        if after_point:
            section.behind += said
        else:
            section.before.append((said, False))


def _written(section: _Section, number: Decimal, own: bool) -> str:
    """The number in a section; `own` where the section itself says what a minus looks like."""
    number = _EXACT.plus(number)
    if section.general:
        text = "".join(sign for sign, is_digit in section.before if not is_digit) + general(abs(number))
    elif section.digits:
        scaled = abs(number) * 100**section.percents / Decimal(1000) ** section.thousands
        whole, _, decimals = format(_rounded(scaled, len(section.marks)), "f").partition(".")
        text = _filled(section.before, whole) + _trimmed(section.marks, decimals)
    else:
        return "".join(sign for sign, _ in section.before) + section.behind
    text += section.behind
    if number >= 0 or (own and _FALL.search(text)):
        return text
    return "-" + (_MINUS.sub("", text) if own else text)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _filled(places: list[tuple[str, bool]], whole: str) -> str:
    """The digits before the point on their places from the right, the first place taking what is left over."""
    left = sum(is_digit for _, is_digit in places)
    rest = list(whole)
    found: list[str] = []
    for sign, is_digit in reversed(places):
        if not is_digit:
            found.append(sign)
            continue
        left -= 1
        if left == 0:
            found.append("".join(rest) or sign.strip("#?"))
        elif rest:
            found.append(rest.pop())
        elif sign == "0":
            found.append("0")
    return "".join(reversed(found)) or "0"


def _trimmed(marks: str, decimals: str) -> str:
    for mark in reversed(marks):
        if mark == "0" or not decimals.endswith("0"):
            break
        decimals = decimals[:-1]
    return f".{decimals}" if decimals else ""


def _moment(number: Decimal, clock: str, first_day: datetime.date) -> str:
    """A day as an office writes it, as far as the format shows it; a time of day where it shows no day."""
    if not 0 <= number < _LAST_DAY:
        return general(number)
    has_year, has_day = bool(re.search("[yeb]", clock)), "d" in clock
    if not (has_year or has_day) and re.search("[hs]", clock):
        minutes = int(number * 1440 + Decimal("0.5"))
        return f"{minutes // 60}:{minutes % 60:02d}"
    day = first_day + datetime.timedelta(days=int(number))
    year = f"{day.year}年" if has_year else ""
    month = f"{day.month}月" if "m" in clock else ""
    return year + month + (f"{day.day}日" if has_day else "")


def iso_day(said: str | None) -> str | None:
    """A day that a file writes as 2023-09-30, as an office writes it; None for what is none."""
    day = _ISO_DAY.fullmatch((said or "").strip())
    return f"{int(day[1])}年{int(day[2])}月{int(day[3])}日" if day else None


def indented(text: str, depth: int) -> str:
    """A text that its cell's format sets in by `depth`, behind as many wide blanks."""
    return "\u3000" * min(depth, _DEEPEST_INDENT) + text if depth > 0 and text.strip() else text
