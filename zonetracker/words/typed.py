"""What a clerk types into a cell, read exactly; anything else is refused with a sentence that shows the right form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.model import units
from zonetracker.model.checking.limits import YEARS, date_beyond, figure_beyond, in_short
from zonetracker.model.facts import Bound, Stated
from zonetracker.model.units import fall_and_figure, split_figure
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.facts import bound_word
from zonetracker.words.findings import say_finding
from zonetracker.words.months import ALL_MONTHS, listed_months
from zonetracker.words.wording import figure

_RANGE = re.compile(r"(.+?)(?:--|[—–~～至到]+|(?<=[\d%\w])-)(.+)")
_BOUNDS = (
    (Bound.AT_LEAST, ("以上", "≥", ">=", "＞=", "不少于", "不低于")),
    (Bound.AT_MOST, ("以内", "以下", "≤", "<=", "不超过")),
    (Bound.ABOUT, ("左右", "~", "约")),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure as typed: a value, maybe a range, a unit and a bound where they were typed too."""

    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None


def read_level(text: str) -> Typed:
    """`80`, `5200万元`, `80-90亿元`, `6家以上`; empty text is no figure. Raises Refusal."""
    text = unicodedata.normalize("NFKC", text).strip()
    bound, text = _take_bound(text)
    if not text:
        return Typed()
    found = _RANGE.fullmatch(text)
    low, high = (_split(found[1]), _split(found[2])) if found else (None, None)
    if low is None or high is None:
        whole = _split(text)
        if whole is None:
            raise _refused(text)
        return Typed(whole[0], None, whole[1], bound)
    return Typed(low[0], high[0], high[1] or low[1], bound)


def _split(text: str) -> tuple[Decimal, str | None] | None:
    figure = split_figure(text)
    beyond = figure_beyond(figure[0], "value") if figure is not None else None
    if beyond is not None:
        raise Refusal(RefusalCode.TYPED_LONG, tr("“{typed}”：{said}。", typed=in_short(text), said=say_finding(beyond)))
    if figure is not None and figure[1] and any(letter.isdigit() for letter in figure[1]):
        return None
    return figure


def read_rate(text: str) -> Typed:
    """`8`, `8%`, `-3.5`, `下降3.5%`, `8-8.5`, `持平`; empty text is no rate. Raises Refusal."""
    text = unicodedata.normalize("NFKC", text).strip()
    bound, text = _take_bound(text)
    falls, figures = fall_and_figure(text)
    sentence = tr("“{typed}”不是增速，请写百分数，如 8、8%、-3.5、下降3.5、8-8.5。", typed=in_short(text))
    try:
        typed = read_level(figures)
    except Refusal:
        raise Refusal(RefusalCode.TYPED_FIGURE, sentence) from None
    if typed.unit not in (None, "%") or (falls and typed.value is not None and typed.value < 0):
        raise Refusal(RefusalCode.TYPED_FIGURE, sentence)
    if falls and typed.value is not None:
        typed = replace(typed, value=-typed.value, high=None if typed.high is None else -typed.high)
    return replace(typed, unit=None, bound=bound)


def exact(typed: Typed) -> Typed:
    """The same, where it is one figure; raises Refusal for a range or a bound, which no actual and no stretch has."""
    if typed.high is not None or typed.bound is not None:
        raise Refusal(RefusalCode.TYPED_EXACT, tr("这里要填一个确定的数，不能写区间、“以上”或“约”。"))
    return typed


def read_money(text: str) -> Typed:
    """A sum of money as `read_level` reads it, where 2.5亿 means 2.5亿元. Raises Refusal."""
    typed = read_level(text)
    return replace(typed, unit=f"{typed.unit}元") if typed.unit in ("万", "亿") else typed


def read_number(text: str) -> Decimal | None:
    """A number without a unit, or nothing. Raises Refusal."""
    try:
        typed = read_level(text)
    except Refusal:
        typed = Typed(unit=text)
    if typed.unit or typed.high is not None:
        raise Refusal(
            RefusalCode.TYPED_FIGURE,
            tr("“{typed}”不是数字，这里只写一个数，不带单位，如 10、2.5。", typed=in_short(text)),
        )
    return typed.value


def read_year(text: str) -> int | None:
    """`2023` or `2023年`, or nothing. Raises Refusal."""
    text = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if not text:
        return None
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or int(text) not in YEARS:
        raise Refusal(RefusalCode.TYPED_YEAR, tr("“{typed}”不是年份，请写四位数字，如 2023。", typed=in_short(text)))
    return int(text)


def read_deadline(text: str) -> str | None:
    """`2023-06`, `2023年6月`, `2023-06-30`, `2023`, or nothing. Raises Refusal."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?", text)
    parts = [part for part in found.groups() if part] if found else []
    date = "-".join([*parts[:1], *(f"{int(part):02}" for part in parts[1:])])
    if date_beyond(date, "date") is not None:
        raise Refusal(
            RefusalCode.TYPED_DATE,
            tr("“{typed}”不是日期，请写成 2023-06-30、2023年6月 或 2023。", typed=in_short(text)),
        )
    return date


def read_months(text: str) -> tuple[int, ...]:
    """`每月`, `3、6、9、12`, `2-12`; empty text is every month. Raises Refusal."""
    try:
        return listed_months(text) if text.strip() else ALL_MONTHS
    except ValueError:
        sentence = tr("“{typed}”不是月份，请写成 3、6、9、12 或 2-12。", typed=in_short(text))
        raise Refusal(RefusalCode.TYPED_MONTHS, sentence) from None


def read_curve(text: str) -> tuple[Decimal, ...]:
    """The figures of `5、12、20 …`, none for an empty text; raises Refusal where one is no number."""
    parts = re.split(r"[、,;\s]+", unicodedata.normalize("NFKC", text).replace("%", ""))
    return tuple(share for part in parts if (share := read_number(part)) is not None)


def read_numbers(text: str) -> tuple[Decimal, ...]:
    """The whole numbers of `1、10、30`, none for an empty text; raises Refusal where one is no number."""
    found = read_curve(text)
    odd = next((number for number in found if number != number.to_integral_value()), None)
    if odd is not None:
        raise Refusal(RefusalCode.TYPED_FIGURE, tr("“{typed}”不是整数，请写成 1、10、30。", typed=figure(odd)))
    return found


def curve_text(curve: tuple[Decimal, ...]) -> str:
    """A course of the year as `read_curve` reads it."""
    return "、".join(map(figure, curve))


def read_names(text: str) -> tuple[str, ...]:
    """Names parted by 、 ， or ；, each once."""
    return tuple(dict.fromkeys(name.strip() for name in re.split(r"[、；;,，]", text) if name.strip()))


def trouble_of(reading: Callable[[], object]) -> str:
    """The sentence with which reading refuses what was typed; empty where it is fine."""
    try:
        reading()
    except Refusal as refusal:
        return str(refusal)
    return ""


def read_bound(word: str) -> Bound:
    """The bound that a word of `bound_choices` means; the empty word is an exact figure."""
    return next((bound for bound, words in _BOUNDS if word and word in words), Bound.EXACT)


def bound_choices() -> tuple[str, ...]:
    """The words that a bound's cell offers; the first, empty one is an exact figure."""
    return ("", bound_word(Bound.AT_LEAST), bound_word(Bound.AT_MOST), bound_word(Bound.ABOUT))


def in_unit(typed: Typed, unit: str | None) -> Typed:
    """The same figure in the row's unit: 5200万元 in a 亿元 row is 0.52. Raises Refusal where they do not compare."""
    if typed.value is None or not unit or not typed.unit or typed.unit == unit:
        return typed
    value = units.in_unit(typed.value, typed.unit, unit)
    high = None if typed.high is None else units.in_unit(typed.high, typed.unit, unit)
    if value is None:
        sentence = tr("“{typed}”的单位与这一行的“{unit}”不能换算，请改正。", typed=typed.unit, unit=unit)
        raise Refusal(RefusalCode.TYPED_UNIT, sentence)
    return replace(typed, value=value, high=high, unit=unit)


def with_level(stated: Stated, typed: Typed) -> Stated:
    """A statement with another level; a unit or bound that was not typed stays, and goes with the figure."""
    if typed.value is None:
        return replace(stated, value=None, value_high=None, unit=None, bound=None)
    return replace(
        stated,
        value=typed.value,
        value_high=typed.high,
        unit=typed.unit or stated.unit,
        bound=typed.bound or stated.bound or Bound.EXACT,
    )


def with_rate(stated: Stated, typed: Typed) -> Stated:
    """A statement with another growth."""
    if typed.value is None:
        return replace(stated, growth=None, growth_high=None, growth_bound=None)
    bound = typed.bound or stated.growth_bound or Bound.EXACT
    return replace(stated, growth=typed.value, growth_high=typed.high, growth_bound=bound)


def _take_bound(text: str) -> tuple[Bound | None, str]:
    for bound, words in _BOUNDS:
        for word in words:
            if text.endswith(word) or (text.startswith(word) and word != "以上"):
                return bound, (text.removesuffix(word) if text.endswith(word) else text.removeprefix(word)).strip()
    return None, text


def _refused(text: str) -> Refusal:
    return Refusal(
        RefusalCode.TYPED_FIGURE,
        tr("“{typed}”不是数字，请只写数字（可带单位），如 80、5200万元、8-8.5。", typed=in_short(text)),
    )
