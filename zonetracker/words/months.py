"""The months that a text names: the one reader of lists, of heads and captions, and of prose."""

from __future__ import annotations

import re
import unicodedata

from zonetracker.support.i18n import tr

ALL_MONTHS = tuple(range(1, 13))
HAN_MONTHS = {"十": 10, "十一": 11, "十二": 12, **{digit: at for at, digit in enumerate("一二三四五六七八九", 1)}}
PARTS = {
    "前三季度": (1, 9),
    "1-3季度": (1, 9),
    "一至三季度": (1, 9),
    "前两季度": (1, 6),
    "前两个季度": (1, 6),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "首季": (1, 3),
    **{
        f"{said}季度": (last - 2, last)
        for last, digits in ((3, "一1"), (6, "二2"), (9, "三3"), (12, "四4"))
        for digit in digits
        for said in (f"第{digit}", digit)
    },
}
"""The parts of a year by their names, the longer names before the shorter ones."""
_IN_PROSE = ("上半年", "前三季度", "1-3季度", "一至三季度", "一季度", "首季", "二季度")
_IN_HEADS = ("上半年", "下半年", "首季", "一季度", "二季度", "三季度", "四季度", "1季度", "2季度", "3季度", "4季度")
NUMBER = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
"""A month's number in figures or Chinese numerals, as a pattern (see `month_number`)."""
MONTHS_TO = rf"[1一]月?\s*[-—–~至到]\s*({NUMBER})月"
"""1-9月, 一至九月: the pattern, whose group is the last month (see `month_number`)."""

_TO_MONTH = re.compile(MONTHS_TO)
_TO_QUARTER = re.compile(r"(?:[1一]\s*[-—–~至到]\s*|前)([234二三四两])个?季度")
_QUARTER_ENDS = {"2": 6, "二": 6, "两": 6, "3": 9, "三": 9, "4": 12, "四": 12}
_ONE_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月(?!底|末|前|份前)")
_PROSE = re.compile(rf"(?P<part>{'|'.join(_IN_PROSE)})|{MONTHS_TO}|(?<!提)前(1?\d)个月")
_ALONE = re.compile(
    rf"(?<![-—–~～至到、前\d])(?:第?(?P<quarter>[二三四2-4])季度"
    rf"|(?P<month>{NUMBER})月份?(?!底|末|前|内|[\d一二三四五六七八九十廿]{{1,3}}日|至|到|-|、|以来))"
    r"(?=[^，。；\n]{0,30}(?:情况|运行|进展|快报|月报|简报|状况|分析|通报|数据|完成))"
)
_LISTED = re.compile(r"(\d{1,2})(?:\s*[-—–~至]\s*(\d{1,2}))?")


def listed_months(text: str) -> tuple[int, ...]:
    """The months of a list, `3、6、9、12`, `2-12`, a mix of both or `每月`; ValueError where one is no month."""
    text = unicodedata.normalize("NFKC", text).replace("月", "").strip()
    if text == "每":
        return ALL_MONTHS
    found: set[int] = set()
    for part in re.split(r"[、,;\s]+", text):
        ends = _LISTED.fullmatch(part)
        first = int(ends[1]) if ends else 0
        last = int(ends[2] or first) if ends else 0
        if not 1 <= first <= last <= 12:
            raise ValueError(f"no months: {text!r}")
        found.update(range(first, last + 1))
    return tuple(sorted(found))


def months_text(months: tuple[int, ...]) -> str:
    """A list of months as `listed_months` reads it: 每月, 2-12, 3、6、9、12."""
    if months == ALL_MONTHS:
        return tr("每月")
    if len(months) > 3 and months == tuple(range(months[0], months[-1] + 1)):
        return f"{months[0]}-{months[-1]}"
    return "、".join(str(month) for month in months)


def months_in_head(text: str) -> tuple[int, int] | None:
    """The months that a head or caption speaks of, (1, 9) for 1-9月 and 前三季度; None where none are named."""
    to = _TO_MONTH.search(text)
    if to:
        last = month_number(to[1])
        return (1, last) if 1 <= last <= 12 else None
    quarters = _TO_QUARTER.search(text)
    if quarters:
        return 1, _QUARTER_ENDS[quarters[1]]
    part = next((word for word in _IN_HEADS if word in text), None)
    if part:
        return PARTS[part]
    one = _ONE_MONTH.search(text)
    if one and 1 <= int(one[1]) <= 12:
        month = int(one[1])
        return (1, month) if "累计" in text else (month, month)
    return None


def months_in_prose(text: str) -> tuple[int, int] | None:
    """The months of this year that a text names first: 上半年, 前三季度, 1-9月, 前5个月."""
    found = _PROSE.search(text)
    if found is None:
        return None
    if found["part"]:
        return PARTS[found["part"]]
    last = month_number(found[2] or found[3])
    return (1, last) if 1 < last <= 12 else None


def month_alone(title: str) -> int | None:
    """The last month of a report whose title names one month or quarter (9月份经济运行情况): it may be about that alone
    or about all from January on. None for any other title; 一季度 is in prose a part of the year like any other.
    """
    found = _ALONE.search(title)
    if found is None:
        return None
    last = _QUARTER_ENDS[found["quarter"]] if found["quarter"] else month_number(found["month"])
    return last if 1 <= last <= 12 else None


def month_number(said: str) -> int:
    """A month in figures or Chinese numerals."""
    return HAN_MONTHS.get(said) or int(said)
