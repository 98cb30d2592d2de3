"""What the words of a head or of a title say: unit, year, months, whose figures, and what kind of column it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from zonetracker.extraction.tables.cells import same_width
from zonetracker.extraction.tables.model import ColumnRole, Months
from zonetracker.extraction.tables.names import is_indicator
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Kind
from zonetracker.model.units import measure_of
from zonetracker.words.months import HAN_MONTHS, NUMBER, month_number, months_in_head

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SLASHED = re.compile(r"[/:,]([^/:,]{1,8})$")
_YEAR = re.compile(r"(?<![\d.A-Za-z])((?:19|20)\d\d)(?![\d.%]|\s*[万亿]?元|[万亿个家户名吨亩])")
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-./]0?([1-9]|1[0-2])|(0[1-9]|1[0-2]))(?![\d.%])")
_DASHED = re.compile(r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])|(?:19|20)\d\d(?:0[1-9]|1[0-2])")
DOTTED = re.compile(r"(?:19|20)\d\d\.(?:0[1-9]|1[0-2])")
DAY = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日?|[-./]\d{1,2}[-./]\d{1,2})")
_AS_OF = re.compile(r"(?:截至|截止|截止到)(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日")
_UP_TO_NOW = re.compile("[1一]月?[-~至到][本当]月")
_CONVERTED = re.compile("折(?:合|算|成|为)?(?=([^折]{1,8})$)")
_END_OF = re.compile(rf"({NUMBER})月[末底](?!前|以前|之前)")
_HAN_YEAR = re.compile("[一二][〇○零一二三四五六七八九O]{3}(?=年)")
_HAN_MONTH = re.compile("(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月")
_HAN_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_INDEX = re.compile(r"(?:指数)?\(?(?:以)?(?:上年|去年|上年同期|去年同期|同期|上月)?(?:=|为)100\)?")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d年?度?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月?[-—~至]\d{1,2})?月(?:份|累计)?"
    r"|第?[一二三四]季度|上半年|前三季度|全年)?"
)
_SPAN = re.compile(
    r"(?:(?:19|20)\d\d年?度?|(?:[\d一二三四五六七八九十]{1,2}月?[-—~至到])?[\d一二三四五六七八九十]{1,2}月(?:份|止|末|底)?"
    r"|(?:第?[一二三四]|前[两三]个?|1-3|一至三)季度|[上下]半年|全年)"
)
_CAPTION_UNIT = re.compile(r"单位[:：]\s*([^\s,，;；)）。]{1,16})")
_LINE_UNIT = re.compile(r"^[(（]?([^\s()（）]{1,14}?)[)）]?$")
_LAST_YEARS = re.compile("(?<![比较与和对同])(?:上年|去年)(?:同期|同月)?(?:累计)?(?:同比)?(?:增速|增长|增幅)")
MARKER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩★☆▲●■◆*＊])\s*"
)
_TITLE_REGION = re.compile(
    r"^([\u4e00-\u9fff]{2,20}?)(?=(?:19|20)\d\d|\d|[一二三四五六七八九十]{1,3}月|上半年|前三季度|主要|国民|各)"
)
_REGION = re.compile(r"[\u4e00-\u9fff]{1,16}")
_DITTO = ("〃", "″", "同上", "''", "“", "”", '"')
_NOTE = re.compile(r"\s*[（(]?(?:注|说明|备注)[\d\s]*[）)]?[:：.、]")
_DIGITS_OF_TIME = {1: "月", 2: "月", 4: "年"}
_LONGEST_HEAD = 24
_LONGEST_REST = 3
_SKIPPED = {
    "rank": ColumnRole.RANK,
    "share": ColumnRole.SHARE,
    "change": ColumnRole.CHANGE,
    "deadline": ColumnRole.DEADLINE,
    "score": ColumnRole.OTHER,
}
_PASSED = {"note": ColumnRole.NOTE, "responsible": ColumnRole.RESPONSIBLE, "ordinal": ColumnRole.ORDINAL}
_KINDS_OF_FIGURE = (ColumnRole.GROWTH, ColumnRole.RANK, ColumnRole.SHARE, ColumnRole.CHANGE)
_KNOWN = (
    *_SKIPPED,
    *_PASSED,
    *("growth", "previous", "target", "actual", "generic", "cumulative", "own", "this_year", "this_period"),
)


@dataclass(frozen=True, slots=True)
class HeadText:
    """What heads say of their column; `role` is None where only its cells can tell, `index` marks 上年=100.

    `words` are the known words in them, which spoke for the reading.
    """

    text: str
    role: ColumnRole | None
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    cumulative: bool | None = None
    kind: Kind | None = None
    previous: bool = False
    whose: str = ""
    measure: str = ""
    index: bool = False
    words: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """A head without blanks and in one width."""
    return re.sub(r"\s", "", same_width(text))


def says(head: str, role: str) -> bool:
    """Whether a head contains a word of a role."""
    return any(word in head for word in head_words(role))


def known_unit(text: str) -> str | None:
    """The text where it is a unit (% and ‰ included), else None; of two (亿元、%) the first."""
    first = re.split("[、,，/]", text.strip(), maxsplit=1)[0] if measure_of(text.strip()) is None else text.strip()
    return first if first in ("%", "‰") or (first and measure_of(first)) else None


def unit_in(head: str) -> tuple[str, str | None]:
    """A head or label without the unit it names in brackets or after a slash, and that unit."""
    for pattern in (_BRACKET, _SLASHED):
        for found in reversed(list(pattern.finditer(head))):
            unit = known_unit(found[1].removeprefix("单位:").removeprefix("±").removeprefix("+-"))
            if unit:
                return head[: found.start()] + head[found.end() :], unit
    if (converted := _CONVERTED.search(head)) and (unit := known_unit(converted[1])):
        return head[: converted.start()], unit
    return (head[:-1], "%") if head.endswith("%") else (head, None)


def unit_of_caption(caption: str) -> str | None:
    """The unit that 单位:亿元 or a line of its own over a table gives its values; a percent there is the growth's."""
    said = [found[1] for found in _CAPTION_UNIT.finditer(caption)]
    said += [found[1] for line in caption.split("\n") if (found := _LINE_UNIT.match(line.strip()))]
    for text in said:
        units = [unit for part in re.split("[、,，]", text) if (unit := known_unit(part)) and unit != "%"]
        if len(units) > 1:
            return None
        if units:
            return units[0]
        if known_unit(text) == "%":
            return "%"
    return None


def is_time(text: str) -> bool:
    """Whether a label is only a month, a part of a year or a year."""
    text = re.sub(r"\s", "", text)
    return _TIME.fullmatch(text) is not None or _DASHED.fullmatch(text) is not None


def time_beside(head: str, cell: str) -> str:
    """The time that a cell under 年份, 月份 or 统计期 tells in digits or words; "" where it is none."""
    text = in_figures(plain(cell))
    if text.isdigit() and len(text) in _DIGITS_OF_TIME and _DIGITS_OF_TIME[len(text)] in head:
        text += _DIGITS_OF_TIME[len(text)]
    return text if is_time(text) and text else ""


def year_in(text: str) -> int | None:
    """The last year named in a head or caption."""
    years = _YEAR.findall(text) or [found[1] for found in _DATED.finditer(text)]
    return int(years[-1]) if years else None


def months_of(text: str) -> Months | None:
    """The months that a head, a title or a name of a sheet speaks of."""
    said = months_in_head(text)
    if said is None and (ended := _END_OF.search(text)) and 1 <= (last := month_number(ended[1])) <= 12:
        return (1, last)
    if said is None and (found := _DATED.search(text)):
        month = int(found[2] or found[3])
        said = (month, month)
    return said


def period_text(text: str) -> str:
    """A line as its time is read: 二〇二三年九月 in figures, and without days (填表2023年10月18日) but for 截至."""
    return DAY.sub("", _AS_OF.sub(lambda found: found[0][: found[0].index("月") + 1], in_figures(text)))


def in_figures(text: str) -> str:
    """A text whose years and months stand in figures: 二〇二三年九月 is 2023年9月."""
    text = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_DIGITS), text)
    return _HAN_MONTH.sub(lambda found: f"{HAN_MONTHS[found[1]]}月", text)


def is_note(line: str) -> bool:
    """Whether a line over or under a table is a note, which names times only in passing: 注：1、2月合并统计."""
    return _NOTE.match(line) is not None


def is_ditto(text: str) -> bool:
    """Whether a cell says 〃, the same as above."""
    return text.strip() in _DITTO


def is_region(text: str) -> bool:
    """Whether a name is that of a region: 全区, 某某镇, 某某高新区."""
    if text in head_words("region"):
        return True
    ends = _REGION.fullmatch(text) is not None and len(text) > 1 and text.endswith(head_words("region_end"))
    return ends and not is_indicator(text)


def region_of(line: str) -> str:
    """The region that a title or the name of a sheet begins with: 某某区2023年1-9月主要经济指标."""
    text = MARKER.sub("", plain(line))
    if is_region(text):
        return text
    found = _TITLE_REGION.match(text)
    return found[1] if found and is_region(found[1]) else ""


def joined_months(months: Months | None, cumulative: bool | None) -> Months | None:
    """Months as they are when the figures are cumulative (9月累计 is 1-9月), or the month's own (1-9月, 本月)."""
    if months is None or cumulative is None:
        return months
    first, last = months
    if cumulative:
        return (1, last)
    return (last, last) if first == 1 else months


def _whole_year(head: str) -> Months | None:
    return (1, 12) if says(head, "whole_year") else None


def is_cumulative(text: str) -> bool | None:
    """Whether words speak of cumulative figures (True), of the month's own (False), or of neither."""
    said = _is_cumulative_or_own(text)
    return True if said is None and says(text, "this_year") else said


def _is_cumulative_or_own(text: str) -> bool | None:
    """What words say outright: 累计 and 1-本月, or 本月; 本年 says it only where no head beside it does."""
    if says(text, "cumulative") or _UP_TO_NOW.search(text):
        return True
    return False if says(text, "own") else None


def _cumulative_of(words: Sequence[str]) -> bool | None:
    """What heads from top to bottom say: the lowest that says it outright, else the lowest at all."""
    for told in (_is_cumulative_or_own, is_cumulative):
        said = next((one for part in reversed(words) if (one := told(part)) is not None), None)
        if said is not None:
            return said
    return None


@lru_cache(maxsize=4096)
def is_head_word(text: str) -> bool:
    """Whether a cell is made of the words of heads, with no more than a region or a known indicator beside them."""
    bare, unit = unit_in(plain(text))
    if not bare or len(bare) > _LONGEST_HEAD:
        return unit is not None
    if known_unit(bare) or bare in (*head_words("sheet_name"), *head_words("sheet_unit"), *head_words("region_head")):
        return True
    rest = _rest(bare)
    return rest != bare and (len(rest) <= _LONGEST_REST or is_region(rest) or is_indicator(rest))


@lru_cache(maxsize=4096)
def read_head(heads: tuple[str, ...]) -> HeadText:
    """What the heads over a column, from top to bottom, say together: of each thing what the lowest says."""
    bare = [unit_in(_INDEX.sub("", part)) for part in heads]
    text = "".join(heads)
    words = tuple(part if known_unit(part) is None else "" for part, _ in bare)
    units = [unit or known_unit(part) for part, unit in bare]
    unit = next((unit for unit in reversed(units) if unit), None)
    role = _role(words, unit, text)
    previous = _is_previous(words, role)
    joined = "".join(part for part in words if not is_indicator(part))
    cumulative = _cumulative_of(words)
    months = next((said for part in reversed(words) if (said := months_of(part) or _whole_year(part))), None)
    whose, measure = _whose_and_measure(words)
    return HeadText(
        text,
        role,
        unit=None if unit == "%" and role is ColumnRole.GROWTH else unit,
        year=next((found for part in reversed(words) if (found := year_in(part))), None),
        months=joined_months(months, cumulative),
        cumulative=cumulative,
        kind=_kind(joined, previous),
        previous=previous,
        whose=whose,
        measure=measure,
        index=_INDEX.search(text) is not None,
        words=tuple(_known_words(text)),
    )


@lru_cache(maxsize=4096)
def kind_of_figure(label: str) -> HeadText | None:
    """What a label says that tells no more than which figure of an indicator it is: 总量, 累计值, 增速, 全市位次."""
    generic = label in head_words("generic")
    rest = _rest(unit_in(label)[0])
    if not generic and rest and not is_region(rest):
        return None
    said = read_head((label,))
    told = said.role in _KINDS_OF_FIGURE or _is_cumulative_or_own(label) is not None
    return said if generic or told else None


def _known_words(text: str) -> Iterator[str]:
    for word in _longest_first():
        if word in text:
            text = text.replace(word, " ")
            yield word


def _role(words: Sequence[str], unit: str | None, text: str) -> ColumnRole | None:
    for name, role in (*_PASSED.items(), *_SKIPPED.items()):
        if any(_says_role(part, name, unit) for part in words) or (role is ColumnRole.CHANGE and "百分点" in text):
            return role
    for part in reversed(words):
        if says(part, "growth"):
            amount = unit is not None and unit not in ("%", "‰")
            return ColumnRole.CHANGE if amount and "幅" not in part and "率" not in part else ColumnRole.GROWTH
        if part in head_words("generic"):
            return ColumnRole.VALUE
    return None


def _says_role(part: str, role: str, unit: str | None) -> bool:
    """Whether a head says a role; a growth by a 口径 is no note on it, and 占调整预算% is a share of whatever."""
    if role == "note" and says(part, "growth"):
        return False
    return says(part, role) or (role == "share" and unit == "%" and part.startswith("占"))


def _is_previous(words: Sequence[str], role: ColumnRole | None) -> bool:
    said = "".join(words)
    if role is ColumnRole.GROWTH:
        return _LAST_YEARS.search(said) is not None
    return says(_BRACKET.sub("", said) or said, "previous")


def _kind(said: str, previous: bool) -> Kind | None:
    if says(said, "target") and not previous:
        return Kind.TARGET
    return Kind.ACTUAL if says(said, "actual") or previous else None


def _whose_and_measure(words: Sequence[str]) -> tuple[str, str]:
    """The region that heads name, and what they count where they say more than 绝对数, a year or a kind."""
    whose, measure = "", ""
    for part in words:
        rest = _rest(part)
        if rest != part and len(rest) <= _LONGEST_REST and not is_region(rest) and not _counts(rest):
            continue
        if is_region(rest) or (owner := region_of(part)):
            whose = rest if is_region(rest) else owner
        elif rest != part and not _counts(rest):
            continue
        elif rest:
            measure += rest
    return whose, measure


def _counts(rest: str) -> bool:
    """Whether what is left of a head names something to be counted."""
    if rest.endswith(head_words("measure")) or is_indicator(rest) or rest in head_words("place"):
        return True
    return len(rest) > _LONGEST_REST and rest.endswith(head_words("ending"))


@lru_cache(maxsize=4096)
def _rest(part: str) -> str:
    """A head without times and the words of heads; what they leave over as fillers goes too."""
    part = part.removeprefix("其中").removeprefix(":")
    if is_indicator(part):
        return part
    if part in head_words("generic"):
        return ""
    rest = _BRACKET.sub(lambda found: "" if _is_empty(found[1]) else found[0], _SPAN.sub("", part))
    for word in _longest_first():
        if len(rest) <= _LONGEST_HEAD and word in rest and not is_indicator(rest):
            rest = rest.replace(word, "")
    if rest in head_words("generic"):
        return ""
    trimmed = _trimmed(rest)
    return rest if rest == part and trimmed else trimmed


def _trimmed(rest: str) -> str:
    """What is left of a head without the longer fillers at its ends; nothing where it is made of fillers."""
    fillers = sorted(head_words("filler"), key=len, reverse=True)
    bare = rest
    for word in fillers:
        bare = bare.replace(word, "")
    if not bare:
        return ""
    longer = [word for word in fillers if len(word) > 1]
    while (end := next((word for word in longer if rest.endswith(word)), "")) and rest != end:
        rest = rest[: -len(end)]
    start = next((word for word in longer if rest.startswith(word)), "")
    return rest[len(start) :].lstrip(":") or rest


def _is_empty(inside: str) -> bool:
    return not inside or is_time(inside) or says(inside, "remark")


@cache
def _longest_first() -> tuple[str, ...]:
    """The words of all roles that tell what a column is, the longer ones first."""
    words = {word for role in _KNOWN if role != "generic" for word in head_words(role)}
    return tuple(sorted(words, key=len, reverse=True))
