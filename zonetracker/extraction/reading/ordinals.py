"""The forms in which Word numbers a list: 一, 壹, 甲, ①, iv, …"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9999


def form_of_code(code: int) -> str:
    """The name of a number format that the older files of Word give by its number; decimal for one that is unknown."""
    return _CODES.get(code, "decimal")


def ordinal(number: int, form: str) -> str:
    """`number` written in Word's number format `form`; decimal for one that is unknown, "" for bullets and none."""
    if form in ("bullet", "none"):
        return ""
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= _MOST else str(number)


def labelled(label: str, text: str) -> str:
    """A paragraph with its number; one that ends in a figure or a full stop must not run into a figure behind it."""
    last = label[-1:]
    figure = last.isdecimal() or (last.isalpha() and last.isnumeric())
    apart = figure or last == "．" or (last.isascii() and last not in ("", " ", ")"))
    return f"{label} {text.lstrip()}" if apart else label + text


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    written = ""
    pending_zero = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        if pending_zero:
            written += "零"
            pending_zero = False
        tens_alone = power == 1 and digit == 1 and not written and digits is _DIGITS
        written += ("" if tens_alone else digits[digit]) + (units[power - 1] if power else "")
    return written


def _roman(number: int) -> str:
    written = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _chinese,
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}

_CODES = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth",
    22: "decimalZero",
    23: "bullet",
    28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "chineseLegalSimplified",
    35: "taiwaneseCountingThousand",
    36: "ideographDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
