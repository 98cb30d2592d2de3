"""One pass over the text that finds every figure, rank and date, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from zonetracker.extraction.figures.numerals import mixed, whole
from zonetracker.extraction.figures.spelled import (
    LEADS,
    Spelled,
    alone,
    any_of,
    counted,
    counter,
    pattern,
    share,
    tenths,
)
from zonetracker.extraction.text.flat import OR_OTHER
from zonetracker.lexicon.words import SCALE, Lexicon
from zonetracker.model.facts import Bound
from zonetracker.support.seeds import seed_rows

_MAX_DIGITS = 16


class MarkKind(StrEnum):
    """What a mark is: `FOLD` is 翻番, `EVEN` 持平, `DIGITS` 两位数增长; a `SPENT` mark looks like a figure only."""

    FIGURE = "figure"
    RANK = "rank"
    DATE = "date"
    MONTHS = "months"
    FOLD = "fold"
    EVEN = "even"
    DIGITS = "digits"
    SPENT = "spent"


class Token(NamedTuple):
    """A figure at flat start..end (its unit within); `tail` is the end of a bound that follows it (以上, 左右).

    `unit_kind` is that of counters.csv; a unit without a counter word (万, 亿) is "bare", none at all "".
    `converted` is a figure of two units (3元2角).
    """

    kind: MarkKind
    start: int
    end: int
    tail: int
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_kind: str = ""
    bound: Bound | None = None
    masked: bool = False
    chinese: bool = False
    converted: bool = False
    year: int | None = None
    months: tuple[int, int] | None = None


_SUFFIX = re.compile(
    r"(?:\(.\))?(?:及|或者?|含)?以(?P<side>[上下])|(?:以|之|(?<=[日天]))内|之间|左右|上下|有余|(?:为|的)(?P<limit>[上下])限|封顶"
    r"|(?:的)?(?:新)?(?:大关|台阶|关口|门槛)"
)
_SUFFIX_FIRSTS = frozenset("(及或含以之内左上有为的封新大台关门")
_SUFFIX_BOUND = {
    "有余": Bound.AT_LEAST,
    "大关": Bound.AT_LEAST,
    "之间": Bound.EXACT,
    "以内": Bound.AT_MOST,
    "之内": Bound.AT_MOST,
    "内": Bound.AT_MOST,
    "封顶": Bound.AT_MOST,
    "左右": Bound.ABOUT,
    "上下": Bound.ABOUT,
}
_PER = re.compile(rf"{OR_OTHER}$|(?<=吨)/[天日年]$")
_ONCE = re.compile(r"1\*(?P<size>\d+(?:\.\d+)?)")
"""1×60万千瓦: the one unit that a plant has; of several units no sum is made."""
_CAPACITIES = ("千瓦", "兆瓦", "MW", "千伏安")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = "一二三四五六七八九十百千两零"


@cache
def _pattern() -> re.Pattern[str]:
    rows = sorted(seed_rows("counters.csv"), key=lambda row: -len(row["unit"]))
    base = any_of(counter(row["unit"], row["not_before"]) for row in rows) + f"(?:{OR_OTHER})?"
    per = "(?:/(?:百人|千人|万人|亩|公顷|平方米|平方公里|立方米|百户|千户|人|户|年|月|天|日|吨|公里|万元|升|辆|件))?"
    base += per
    return re.compile(
        rf"""(?=[-\d第前首榜*Xx{LEADS}翻持了])(?:
        (?P<year>(?<!\d)(?:19|20)\d\d)(?:年度?(?:(?P<mon>\d\d?)月份?(?:\d\d?日)?)?|-\s?(?P<mon2>\d\d?)-\s?\d\d?|[./]\d\d?[./]\d\d?)
        |(?<!\d)(?P<m1>\d\d?)(?:[-~至到]+(?P<m2>\d\d?))?月(?:\d\d?日|份)?
        |第(?P<ord>\d{{1,6}}|[{_HAN}]{{1,8}})(?P<ordu>位|名|个名次)?
        |(?<![目当提之以])前(?P<top>\d{{1,4}}|[一二三四五六七八九十]{{1,4}})(?P<topu>位|名|强|列)?
        |(?P<first>首位(?![度次级])|榜首)
        |(?P<ratio>\d{{1,12}}(?:\.\d{{1,6}})?(?::\d{{1,12}}(?:\.\d{{1,6}})?){{1,8}})
        |(?P<mask>(?<![\d*])\d{{0,8}}\*[\d*]{{0,12}}(?:\.[\d*]{{1,8}})?|(?<![A-Za-z])[Xx]{{1,4}}(?:\.[Xx]{{1,4}})?(?![A-Za-z]))(?P<munit>{SCALE}?(?:[余多]?{base})|{SCALE}(?![{_HAN}]))?(?P<msuf>)
        |(?<![A-Za-z\d.+])(?P<chain>\d{{1,6}}[亿万千百](?=\d)(?:\d{{1,4}}[千百十]){{0,3}}(?:\d{{1,4}}[亿万]?|(?<=[千百十])[亿万])?)
            (?P<wmore>[余多])?(?P<wu>{base})
        |(?<![\d.])(?P<yuan>\d{{1,6}})元(?P<jiao>\d)角(?:(?P<fen>\d)分)?
        |{pattern()}
        |(?:(?<![A-Za-z\d.几])|(?<=GDP|GNP|CPI|PPI|FDI|R&D))(?<![^比(，:长速幅]\+)(?P<neg>(?<=[为达至是长速幅率度额数、和及增])-|(?<=[为达至是在长速幅率])负)?(?P<n1>{_NUMBER})
            (?:(?=[^，。；、]{{0,20}}?[-~至到]\d)(?P<u1>{SCALE}?(?:{base})?)(?P<to>-{{1,2}}|~|至|到)(?P<n2>{_NUMBER}))?
            (?P<more1>[余多几](?!元化)|来(?=[万亿个家户人项名元亩件]))?(?P<scale>{SCALE}|个亿(?![元级]))?(?P<more2>[余多](?!元化))?(?P<scale2>[万亿])?(?P<base>{base})?
        |翻(?:了)?(?P<fold>[一两二三四])?番
        |(?P<even>(?<![保])持平|零增长)
        |(?P<digits>(?:两位数|2位数)(?:以上)?的?(?:增长|增速)|(?<=[长速达到在持现])两位数))
        """,
        re.VERBOSE,
    )


def find_marks(shape: str, lexicon: Lexicon) -> list[Token]:
    """Every mark of the text in order; linear in its length."""
    found: list[Token] = []
    counters = lexicon.counters
    for match in _pattern().finditer(shape):
        mark = _make(match, shape, counters)
        if mark is None:
            continue
        found.append(mark)
        if mark.high is not None and not _is_range(match, mark, shape):
            found.extend(_two(match, found.pop(), shape, counters))
    return found


def _is_range(match: re.Match[str], mark: Token, shape: str) -> bool:
    """80-90亿元, 8%至8.5% and 三五家 are ranges; 由206项到152项, 从三家到五家 and 3-2 are two figures."""
    if not match["n2"] and not match["cn2"]:
        return True
    first = match["u1"] or match["cu1"] or ""
    if (
        mark.high is None
        or mark.value is None
        or mark.high <= mark.value
        or (first and not (mark.unit or "").startswith(first))
    ):
        return False
    dash = match["to"] or match["cto"]
    return not (dash in "至到" and mark.start > 0 and shape[mark.start - 1] in "由从")


def _two(match: re.Match[str], mark: Token, shape: str, counters: dict[str, str]) -> list[Token]:
    number, unit, following = ("n1", "u1", "n2") if match["n2"] else ("cn", "cu1", "cn2")
    first = match[unit] or ""
    end = match.end(unit if first else number)
    tail, bound = _suffix(shape, end)
    kind = _kind_of(first, counters)
    left = mark._replace(end=end, tail=tail, high=None, unit=first or None, unit_kind=kind, bound=bound)
    return [left, mark._replace(start=match.start(following), value=mark.high, high=None)]


def _make(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token | None:
    for group, maker in _MAKERS:
        if match[group]:
            return maker(match, shape, counters)
    return _fold(match)


def _date(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    start, end = match.span()
    month = match["mon"] or match["mon2"]
    months = (int(month), int(month)) if month and 1 <= int(month) <= 12 else None
    return Token(MarkKind.DATE, start, end, end, year=int(match["year"]), months=months)


def _months(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    start, end = match.span()
    first, last = int(match["m1"]), int(match["m2"] or match["m1"])
    return Token(MarkKind.MONTHS, start, end, end, months=(first, last) if 1 <= first <= last <= 12 else None)


def _ordinal(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    return _rank(match, shape, match["ord"], match["ordu"], Bound.EXACT)


def _among_first(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    return _rank(match, shape, match["top"], match["topu"], Bound.AT_MOST)


def _at_the_top(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    """首位 is the first rank."""
    start, end = match.span()
    return Token(MarkKind.RANK, start, end, end, Decimal(1), None, "位", "rank", Bound.EXACT, chinese=True)


def _two_scales(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token | None:
    """3亿5千万元, 5万6千4百亩."""
    said = mixed(match["chain"])
    if said is None:
        return None
    mark = _figure(match, shape, said.value, said.scale + match["wu"], counters)
    return mark._replace(bound=Bound.AT_LEAST) if match["wmore"] else mark


def _compound(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    """3元2角 is 3.2元."""
    value = Decimal(f"{match['yuan']}.{match['jiao']}{match['fen'] or ''}")
    return _figure(match, shape, value, "元", counters)._replace(converted=True)


def _spelled(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token | None:
    """A share or a count in Chinese words; what says no number (百分之几) is spent."""
    read = share if match["of"] else tenths if match["cheng"] else alone if match["one"] else counted
    said = read(match)
    start, end = match.span()
    if said is None:
        return Token(MarkKind.SPENT, start, end, end)
    if read is counted and not _is_count(said, shape[max(0, start - 1) : start], counters):
        return None
    mark = _figure(match, shape, said.value, said.unit, counters, chinese=True)
    return mark._replace(high=said.high, bound=said.more or mark.bound)


def _is_count(said: Spelled, before: str, counters: dict[str, str]) -> bool:
    """Not 三元, 每百户 or 统一."""
    small = _kind_of(said.unit, counters) == "money" and said.unit in counters and said.value < 10
    return not small and before not in ("第", "届", "之", "统", "每")


def _spent(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    """3:7, 三分之二, 几十万: a figure by its look only."""
    return Token(MarkKind.SPENT, match.start(), match.end(), match.end())


def _even(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    return Token(MarkKind.EVEN, match.start(), match.end(), match.end(), value=Decimal(0))


def _two_digits(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token:
    return Token(MarkKind.DIGITS, match.start(), match.end(), match.end(), value=Decimal(10), bound=Bound.AT_LEAST)


def _fold(match: re.Match[str]) -> Token:
    """翻两番, 增长一倍."""
    times = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[match["fold"] or "一"]
    return Token(MarkKind.FOLD, match.start(), match.end(), match.end(), value=Decimal(100 * (2**times - 1)))


def _suffix(shape: str, end: int) -> tuple[int, Bound | None]:
    found = _SUFFIX.match(shape, end) if shape[end : end + 1] in _SUFFIX_FIRSTS else None
    if found is None:
        return end, None
    if side := found["side"]:
        return found.end(), Bound.AT_LEAST if side == "上" else Bound.AT_MOST
    if limit := found["limit"]:
        return found.end(), Bound.AT_MOST if limit == "上" else Bound.AT_LEAST
    if found[0].endswith(("关", "口", "槛", "阶")):
        return found.end(), None
    return found.end(), _SUFFIX_BOUND.get(found[0], Bound.AT_LEAST)


def _kind_of(unit: str | None, counters: dict[str, str]) -> str:
    if not unit:
        return ""
    bare = _PER.sub("", unit) if unit[-1] in ")天日年" else unit
    for cut in range(len(bare)):
        if bare[cut:] in counters:
            return counters[bare[cut:]]
    return "bare"


def _figure(
    match: re.Match[str], shape: str, value: Decimal, unit: str, counters: dict[str, str], chinese: bool = False
) -> Token:
    tail, bound = _suffix(shape, match.end())
    kind = _kind_of(unit, counters)
    return Token(MarkKind.FIGURE, match.start(), match.end(), tail, value, None, unit, kind, bound, False, chinese)


def _arabic(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token | None:
    start, end = match.span()
    digits = match["n1"]
    if len(digits) > _MAX_DIGITS:
        return None
    value = Decimal(digits.replace(",", ""))
    if match["neg"]:
        value = -value
    high = None
    scale, base = (match["scale"] or "").lstrip("个") + (match["scale2"] or ""), match["base"] or ""
    unit = scale + base
    if match["n2"]:
        high = Decimal(match["n2"].replace(",", ""))
    if not unit and end < len(shape) and ((shape[end].isascii() and shape[end].isalpha()) or shape[end] == "+"):
        return Token(MarkKind.SPENT, start, end, end)
    kind = _kind_of(unit, counters)
    if kind in ("span", "spec") or unit == "度" or (unit == "G" and value < 10):
        return Token(MarkKind.SPENT, start, end, end, value, unit=unit, unit_kind=kind)
    tail, bound = _suffix(shape, end)
    if more := match["more1"] or match["more2"]:
        bound = Bound.ABOUT if more == "来" else Bound.AT_LEAST
    return Token(MarkKind.FIGURE, start, end, tail, value, high, unit or None, kind, bound)


def _masked(match: re.Match[str], shape: str, counters: dict[str, str]) -> Token | None:
    unit = match["munit"]
    start, end = match.span()
    if not unit:
        return None
    once = _ONCE.fullmatch(match["mask"])
    if once is not None and unit.endswith(_CAPACITIES):
        return _figure(match, shape, Decimal(once["size"]), unit, counters)._replace(converted=True)
    if re.fullmatch(r"\d+\*\d+", match["mask"]):
        return Token(MarkKind.SPENT, start, end, end)
    unit = unit.lstrip("余多")
    kind = _kind_of(unit, counters)
    if kind in ("span", "spec"):
        return Token(MarkKind.SPENT, start, end, end)
    tail, bound = _suffix(shape, end)
    return Token(MarkKind.FIGURE, start, end, tail, None, None, None, kind, bound, masked=True)


_RANK_LISTED = re.compile(r"[、和与及]第[\d一二三四五六七八九十]{1,3}(?:[位名]|(?=[，。；)！\n])|$)")


def _rank(match: re.Match[str], shape: str, digits: str, unit: str | None, bound: Bound) -> Token:
    start, end = match.span()
    value = int(digits) if digits.isdigit() and len(digits) < 6 else whole(digits)
    listed = unit is None and _RANK_LISTED.match(shape, end) is not None
    plain = (
        listed
        or unit in ("位", "名")
        or (unit in (None, "强") and (end == len(shape) or shape[end] in "，。；、)！\n且") and value is not None)
    )
    kind = MarkKind.RANK if plain and value is not None else MarkKind.SPENT
    return Token(kind, start, end, end, Decimal(value or 0), None, "位", "rank", bound, chinese=not digits.isdigit())


_MAKERS: tuple[tuple[str, Callable[[re.Match[str], str, dict[str, str]], Token | None]], ...] = (
    ("n1", _arabic),
    ("year", _date),
    ("m1", _months),
    ("ord", _ordinal),
    ("top", _among_first),
    ("first", _at_the_top),
    ("mask", _masked),
    ("chain", _two_scales),
    ("yuan", _compound),
    ("vague", _spent),
    ("part", _spent),
    ("of", _spelled),
    ("cheng", _spelled),
    ("one", _spelled),
    ("cn", _spelled),
    ("even", _even),
    ("digits", _two_digits),
    ("ratio", _spent),
)
