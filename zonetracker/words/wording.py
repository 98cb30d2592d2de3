"""Figures, bounds and months in the words of an office; shared by sheet, summary, gauges and status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zonetracker.model.bookkeeping import Adjustment, BaseRevision, WayKind
from zonetracker.model.facts import Stated
from zonetracker.model.quarters import PeriodView
from zonetracker.support.i18n import tr
from zonetracker.words.facts import bound_word

FORMULA_SIGNS = "=+-@＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula; a Chinese one takes the wide ones too."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_MIXED = re.compile(r"(?<=[々〇㐀-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[々〇㐀-鿿])")
_WIDE = frozenset("WFA")
_PART = re.compile(r"^\s*其中\s*[:：]")


def visible(text: str) -> str:
    """`text` with every hidden, control or unpaired character shown as ‹U+202E›; line ends stay, tabs become spaces."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"} or ord(character) & 0xFFFE == 0xFFFE
    return f"‹U+{ord(character):04X}›" if hidden and character != "\n" else character


def one_line(text: str) -> str:
    """`visible(text)` with every run of white space, line ends too, as one space."""
    return " ".join(visible(text).split())


def columns_of(text: str) -> int:
    """How many columns of a fixed-width screen `text` takes; a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    return 0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def stretches(text: str) -> list[str]:
    """The text parted where a Chinese letter stands beside a Latin letter or a figure."""
    return _MIXED.split(text)


def figure(value: Decimal) -> str:
    """A figure as written, without exponent; a zero has no sign."""
    return format(value if value else value.copy_abs(), "f")


def range_text(value: Decimal | None, high: Decimal | None) -> str:
    """A figure or a range as a cell shows it: 80, 10–15; empty for none."""
    if value is None:
        return ""
    return figure(value) if high is None else f"{figure(value)}–{figure(high)}"


def part_name(name: str, depth: int = 1, *, apart: bool = False) -> str:
    """A name in a list: that of a part is set in and says that it is one. A whole that stands in the name (甲其中乙) is
    not said again below itself, but where the part stands `apart` from it.
    """
    if not depth or (apart and "其中" in name):
        return "　" * depth + one_line(name)
    own = name.rpartition("其中")[2] or name
    return tr("{indent}其中：{name}", indent="　" * depth, name=one_line(own))


def bare_name(text: str) -> str:
    """The name in a cell that may say that it is one of a part."""
    return _PART.sub("", text).strip()


def months(month: int) -> str:
    """The months of a cumulative figure: 1月, 1-2月, …, 1-12月."""
    return tr("1月") if month == 1 else tr("1-{month}月", month=month)


def period_words(year: int, month: int) -> str:
    """The months that an output is about, in its title: 2023年1-9月, and 2023年度 for all twelve."""
    return tr("{year}年度", year=year) if month == 12 else tr("{year}年{months}", year=year, months=months(month))


def quarter_word(month: int) -> str:
    """What the months from January to the end of a quarter are called; other months are said as they are."""
    words = {3: tr("一季度"), 6: tr("上半年"), 9: tr("前三季度"), 12: tr("全年")}
    return words.get(month, months(month))


def single_quarter_word(month: int) -> str:
    """What the quarter that ends with a month is called by itself."""
    return {3: tr("一季度"), 6: tr("二季度"), 9: tr("三季度"), 12: tr("四季度")}[month]


def view_words(year: int, month: int, view: PeriodView) -> str:
    """What is looked at, in words: 2023年1-9月, 2023年前三季度, 2023年三季度（当季）."""
    if view is PeriodView.MONTH:
        return tr("{year}年{months}", year=year, months=months(month))
    if view is PeriodView.QUARTER:
        return tr("{year}年{quarter}", year=year, quarter=quarter_word(month))
    return tr("{year}年{quarter}（当季）", year=year, quarter=single_quarter_word(month))


def date_words(date: str | None) -> str:
    """2023-06 as 2023年6月; other wordings as they are; empty for none."""
    if not date:
        return ""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def level_words(stated: Stated, unit: str) -> str:
    """A target's level as written: 80亿元以上, 10–15家; empty where it has none."""
    if stated.value is None:
        return ""
    return f"{range_text(stated.value, stated.value_high)}{unit}{bound_word(stated.bound)}"


def rate_words(rate: Decimal) -> str:
    """A growth in running text: 增长8%, 下降3.5%, 持平."""
    if rate == 0:
        return tr("持平")
    word = tr("增长") if rate > 0 else tr("下降")
    return f"{word}{figure(abs(rate))}%"


def growth_words(stated: Stated) -> str:
    """A target's growth as written: 增长8%左右, 增长8%–8.5%, 下降3%; empty where it has none."""
    if stated.growth is None:
        return ""
    words, high = rate_words(stated.growth), stated.growth_high
    if high is not None:
        same_side = stated.growth != 0 and (high > 0) == (stated.growth > 0)
        words += f"–{figure(abs(high))}%" if same_side else f"–{rate_words(high)}"
    return words + bound_word(stated.growth_bound)


@dataclass(frozen=True, slots=True)
class GoalCell:
    """A target in a cell of figures: as text, and as the signed number with the format that shows it so in Excel."""

    text: str
    number: Decimal
    format: str


def target_cell(stated: Stated) -> GoalCell | None:
    """A target's level without its unit: 80以上, 10–15; None where it has none."""
    if stated.value is None:
        return None
    high = "" if stated.value_high is None else f"–{figure(stated.value_high)}"
    return _goal_cell(stated.value, high + bound_word(stated.bound))


def target_growth_cell(stated: Stated) -> GoalCell | None:
    """A target's growth in a column of percents: 8左右, 7–8; a fall is said in words, 下降4%以上, 下降3%–5%."""
    rate, high = stated.growth, stated.growth_high
    if rate is None:
        return None
    if rate > 0 or (rate == 0 and high is None):
        return _goal_cell(rate, ("" if high is None else f"–{figure(high)}") + bound_word(stated.growth_bound))
    words = growth_words(stated)
    start = rate_words(rate)
    sections = f'{number_format(rate)};"{tr("下降")}"{number_format(rate)}"%{words.removeprefix(start)}"'
    return GoalCell(words, rate, sections)


def _goal_cell(number: Decimal, after: str) -> GoalCell:
    shown = number_format(number)
    return GoalCell(figure(number) + after, number, f'{shown}"{after}"' if after else shown)


def number_format(value: Decimal) -> str:
    """Excel's format that shows as many decimals as `value` is written with."""
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return "0." + "0" * min(places, 30) if places else "0"


def goal_words(stated: Stated, unit: str, wording: str = "") -> str:
    """A whole target in words: level and growth, or a relative target's own words."""
    parts = [part for part in (level_words(stated, unit), growth_words(stated)) if part]
    return "，".join(parts) or one_line(wording)


def adjustment_words(one: Adjustment) -> str:
    """An adjustment in a line: from which month, the old and the new figures, the paper."""
    before, after = goal_words(one.before, one.before.unit or ""), goal_words(one.after, one.after.unit or "")
    return tr(
        "自{month}月起由{before}调整为{after}（{paper}）",
        month=one.from_month,
        before=before or tr("没有数字"),
        after=after or tr("没有数字"),
        paper=one_line(one.paper),
    )


def adjustments_told(adjustments: Iterable[Adjustment]) -> str:
    """All of them, for the tip of a cell; "" for none."""
    return tr("；").join(map(adjustment_words, adjustments))


def revision_words(one: BaseRevision) -> str:
    """A revised base in a line: the old and the new figure, the paper, the reason."""
    before, after = (
        "" if side is None or side.value is None else f"{figure(side.value)}{side.unit or ''}"
        for side in (one.before, one.after)
    )
    why = tr("；").join(map(one_line, (one.paper, one.reason)))
    return tr("由{before}核定为{after}（{why}）", before=before or tr("没有数字"), after=after, why=why)


def size_words(size: int) -> str:
    """The size of a file as a clerk reads it."""
    if size < 1024:
        return tr("{size} 字节", size=size)
    return f"{size // 1024} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def way_word(kind: WayKind) -> str:
    """What a line of the list of backups is, where it is not simply one of the workbook itself."""
    return {
        WayKind.KEPT: tr("自动备份"),
        WayKind.BEFORE: tr("恢复以前的备份"),
        WayKind.COPY: tr("另一份副本的备份"),
        WayKind.OTHER_BOOK: tr("同名的另一个工作簿"),
        WayKind.ASIDE: tr("移到一边的原文件"),
    }[kind]
