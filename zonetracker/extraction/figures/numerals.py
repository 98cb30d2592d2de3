"""Chinese numerals, read exactly or not at all: where a numeral can mean two numbers, none is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGIT = "一二两三四五六七八九"
SIGNS = f"零〇{DIGIT}十百千万亿点"
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEPS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
_BELOW_TEN_THOUSAND = re.compile(
    rf"(?:(?P<k>[{DIGIT}]?)千)?(?P<gap1>[零〇]?)(?:(?P<h>[{DIGIT}]?)百)?(?P<gap2>[零〇]?)"
    rf"(?:(?P<t>[{DIGIT}]?)十)?(?P<gap3>[零〇]?)(?P<o>[{DIGIT}]?)"
)
_SECTION = re.compile(r"(?:(\d{1,4})千)?(?:(\d{1,4})百)?(?:(\d{1,4})十)?(\d{1,8})?")
_IN_DIGITS = re.compile(rf"[{DIGIT}〇零]*[〇零][{DIGIT}〇零]*")
_PAIR = re.compile(rf"(?<![{DIGIT}零〇])([{DIGIT}])([{DIGIT}])(?![{DIGIT}零〇])")
_FRACTION = re.compile(rf"(?P<whole>[^点]+)点(?P<part>[{DIGIT}零〇]{{1,6}})(?P<scale>万亿|[万亿])?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in the scale that ends it: 一亿二千万 is 1.2 亿, 一万六千 is 16000; `high` ends a pair like 六七百."""

    value: Decimal
    scale: str = ""
    high: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The (lower) number without any scale."""
        return self.value * SCALES[self.scale]


def read(words: str) -> Numeral | None:
    """What a numeral says: 十五, 一百九十万零三, 二十六点三亿, 三五 (three to five); None where it says no number."""
    pair = None if "点" in words else _PAIR.search(words)
    if pair is None:
        return _plain(words)
    low, high = (_plain(words[: pair.start()] + digit + words[pair.end() :]) for digit in pair.groups())
    if low is None or high is None or not _neighbours(pair):
        return None
    return Numeral(low.value, low.scale, high.value)


def whole(words: str) -> int | None:
    """The whole number that `words` say, or None."""
    found = read(words)
    return None if found is None or found.high is not None or found.number % 1 else int(found.number)


def multiplied(number: Decimal, by: int) -> Decimal:
    """`number` times `by`, without noughts behind the point: 8.5 ten times is 85."""
    return Decimal(f"{(number * by).normalize():f}")


def mixed(words: str) -> Numeral | None:
    """Digits and steps in turn: 3亿5千万 is 3.5 亿, 5万6千4百 is 5.64 万, 5千8百万 is 5800 万."""
    total = _chained(words)
    if total is None:
        return None
    first = next(sign for sign in words if not sign.isdigit())
    scale = first if first in "亿万" else next(scale for scale in SCALES if words.endswith(scale))
    return Numeral(Decimal(total) / SCALES[scale], scale)


def _chained(words: str) -> int | None:
    for scale in ("亿", "万"):
        head, found, rest = words.rpartition(scale)
        if found:
            upper, lower = _chained(head), _chained(rest) if rest else 0
            fits = upper is not None and lower is not None and lower < SCALES[scale]
            return (upper or 0) * SCALES[scale] + (lower or 0) if fits else None
    section = _SECTION.fullmatch(words)
    if section is None or not words:
        return None
    return sum(int(digits) * size for digits, size in zip(section.groups(), (1000, 100, 10, 1), strict=True) if digits)


def _neighbours(pair: re.Match[str]) -> bool:
    """Whether two digits say a round pair: 六七, and 三五 by custom."""
    first, second = (_DIGITS[digit] for digit in pair.groups())
    return second == first + 1 or (first, second) == (3, 5)


def _plain(words: str) -> Numeral | None:
    fraction = _FRACTION.fullmatch(words)
    if fraction is not None:
        before = _number(fraction["whole"])
        digits = "".join(str(_DIGITS[digit]) for digit in fraction["part"])
        return None if before is None else Numeral(Decimal(f"{before}.{digits}"), fraction["scale"] or "")
    number = _number(words)
    if number is None:
        return None
    ending = next(scale for scale in SCALES if words.endswith(scale))
    scale = "亿" if ending == "万" and "亿" in words else ending
    return Numeral(Decimal(number) / SCALES[scale], scale)


def _number(words: str) -> int | None:
    """A whole number across 亿 and 万, or digit by digit (一二〇)."""
    if len(words) > 1 and _IN_DIGITS.fullmatch(words):
        return int("".join(str(_DIGITS[digit]) for digit in words))
    for scale in ("亿", "万"):
        head, found, rest = words.rpartition(scale)
        if found:
            upper = _number(head) if head else 1
            lower = _lower(rest)
            return None if upper is None or lower is None else upper * SCALES[scale] + lower
    return _below_ten_thousand(words)


def _lower(words: str) -> int | None:
    """What follows 万 or 亿: nothing, or a number whose first place is said (零五, 五千; 三万五 may be two numbers)."""
    if not words:
        return 0
    return None if len(words) == 1 else _number(words.lstrip("零〇"))


def _below_ten_thousand(words: str) -> int | None:
    found = _BELOW_TEN_THOUSAND.fullmatch(words)
    if found is None or not words:
        return None
    total, said, gap = 0, False, ""
    for place, between, size in (("k", "", 1000), ("h", "gap1", 100), ("t", "gap2", 10), ("o", "gap3", 1)):
        gap += found[between] if between else ""
        digit = found[place]
        if digit is None or (size == 1 and not digit):
            continue
        if not digit and said and size != 10:
            return None
        if size == 1 and said and not gap and found["t"] is None:
            return None
        total += (_DIGITS[digit] if digit else 1) * size
        said, gap = True, ""
    return total if said or words in ("零", "〇") else None
