"""Chinese numerals, read exactly."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))


def small(words: str) -> int | None:
    """The number below ten thousand that `words` say: 十五, 两百, 一千零二十, 百 (100); None when it says none."""
    if not words:
        return None
    total = 0
    digit: int | None = None
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign] if digit is None or digit == 0 else digit * 10 + _DIGITS[sign]
        elif sign in _STEPS:
            total += (1 if digit is None else digit) * _STEPS[sign]
            digit = None
        else:
            return None
    return total + (digit or 0)


def scaled(words: str) -> tuple[Decimal, str] | None:
    """A numeral with its largest scale kept as the unit's prefix: 一亿二千万 is (1.2, 亿), 十五 is (15, "")."""
    for scale, factor in _SCALES:
        head, found, rest = words.partition(scale)
        if not found:
            continue
        whole = small(head) if head else 1
        if whole is None:
            return None
        lower = Decimal(0)
        if rest:
            part = scaled(rest)
            if part is None:
                return None
            lower = part[0] * _factor(part[1])
        return Decimal(whole) + lower / factor, scale
    number = small(words)
    return None if number is None else (Decimal(number), "")


def _factor(scale: str) -> int:
    return dict(_SCALES).get(scale, 1)


def mixed(whole: str, scale: str, part: str, step: str, lower: str) -> Decimal:
    """3亿5千万 in 亿: `mixed("3", "亿", "5", "千", "万")` is 3.5."""
    steps = {"": 1, **_STEPS}
    return Decimal(whole) + Decimal(part) * steps[step] * _factor(lower) / _factor(scale)
