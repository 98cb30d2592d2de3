"""Units with dimension and scale: what may be compared with what, exactly.

The table is seeds/units.csv; a prefixed unit (万亩, 亿元, 千万人次) is its base times the Chinese power of ten.
There is no exchange rate: 元 and 美元 are of two dimensions.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache

from zonetracker.model.rounding import plain
from zonetracker.support.seeds import seed_rows

_PLACES = 12
"""Within which a converted figure is written exactly: enough for 1元 in 亿元 and more."""
PREFIXES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PREFIXED = re.compile("([十百千万亿]{1,3})(.+)")
_FIGURE = re.compile(r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?)\s*([^\d\s,.+-].{0,11})?")
_SAME = frozenset({"持平", "平", "与上年持平"})
_RISES = re.compile(r"^(?:同比)?(?:增长|上升|上涨|提高|增|升|↑)")
_FALLS = re.compile(r"^(?:同比)?(?:负增长|下降|减少|降低|回落|降|减|↓|△|▲|▼)")
_DASHES = re.compile(r"^[−–—](?=\s*\d)\s*")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BELOW_ZERO = re.compile(r"\((\d[\d,. ]*)(%?)\)\s*(.{0,12})")


@cache
def _table() -> dict[str, tuple[str, Fraction, bool]]:
    return {
        row["unit"]: (row["dimension"], Fraction(row["factor"]), row["prefixed"] == "1")
        for row in seed_rows("units.csv")
    }


@cache
def measure_of(unit: str) -> tuple[str, Fraction] | None:
    """The dimension of a unit and how many of its base units it holds; None where the unit is not known."""
    unit = unicodedata.normalize("NFKC", unit).replace(" ", "")
    known = _table().get(unit)
    if known:
        return known[0], known[1]
    prefixed = _PREFIXED.fullmatch(unit)
    if not prefixed:
        return None
    for cut in range(len(prefixed[1]), 0, -1):
        scale = Fraction(1)
        for power in unit[:cut]:
            scale *= PREFIXES[power]
        base = _table().get(unit[cut:])
        if base and base[2]:
            return base[0], base[1] * scale
        if base is None and (bare := _table().get("个")) and unit[cut:] in {"", "余"}:
            return bare[0], scale
    return None


def is_scale(unit: str | None) -> bool:
    """Whether what stands for a unit is only its power of ten: 57.6亿, 5930万."""
    return bool(unit) and all(power in PREFIXES for power in unit or "")


def whole_unit(unit: str | None, usual: str | None) -> str | None:
    """A unit that is only a power of ten, of what another measures: 万 beside 亿美元 is 万美元; others as they are."""
    if not is_scale(unit) or usual is None:
        return unit
    bases = (usual[cut:] for cut in range(len(usual)) if all(power in PREFIXES for power in usual[:cut]))
    base = next((one for one in bases if one in _table()), None)
    return unit if base is None or measure_of(f"{unit}{base}") is None else f"{unit}{base}"


def currency_of(unit: str | None) -> str | None:
    """The currency of a unit of money: USD of 万美元."""
    measure = measure_of(unit or "")
    return measure[0] if measure and measure[0].isascii() and measure[0].isupper() else None


def same_dimension(one: str | None, other: str | None) -> bool:
    """Whether figures in the two units can be compared; a missing unit compares with any."""
    if one is None or other is None or one == other:
        return True
    left, right = measure_of(one), measure_of(other)
    return left is not None and right is not None and left[0] == right[0]


def scale(value: Decimal, unit: str | None, wanted: str | None) -> Fraction | None:
    """`value` of `unit` in the unit `wanted`, exactly; None where the two cannot be compared."""
    if unit is None or wanted is None or unit == wanted:
        return Fraction(value)
    left, right = measure_of(unit), measure_of(wanted)
    if left is None or right is None or left[0] != right[0]:
        return None
    return Fraction(value) * left[1] / right[1]


@cache
def _counters() -> frozenset[str]:
    return frozenset(row["unit"] for row in seed_rows("counters.csv") if row["kind"] in ("count", "people"))


def counted(unit: str | None) -> bool:
    """Whether a unit counts single things (家, 个, 人, 起), so that a figure in it is a whole number."""
    measure = measure_of(unit) if unit else None
    return unit in _counters() and measure is not None and measure[1] == 1


def in_unit(value: Decimal, unit: str | None, wanted: str | None) -> Decimal | None:
    """A figure in another unit, for a row: as written where it is in it already; None where it can't be compared."""
    if not unit or not wanted or unit == wanted:
        return value
    scaled = scale(value, unit, wanted)
    return None if scaled is None else in_decimals(scaled)


def in_decimals(number: Fraction) -> Decimal:
    """A figure as it is written: exactly where that ends within the places that conversions need, else rounded."""
    exact = plain(number, _PLACES)
    return exact if Fraction(exact) == number else plain(number)


def same_figure(one: Decimal | None, unit: str | None, other: Decimal | None, other_unit: str | None) -> bool:
    """Whether two figures are the same, whatever units they are written in: 5200万元 is 0.52亿元."""
    if one is None or other is None:
        return one is other
    scaled = scale(one, unit, other_unit)
    return scaled is not None and scaled == Fraction(other)


def split_figure(text: str) -> tuple[Decimal, str | None] | None:
    """A figure as typed, `5200万元`, `1,089.50` or `(3.5)` below zero, as number and unit; None where it is none."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).strip()
    text = _DASHES.sub("-", text)
    below = _BELOW_ZERO.fullmatch(text)
    if below:
        text = f"-{below[1].strip()}{below[2] or below[3]}"
    found = _FIGURE.fullmatch(text)
    if not found:
        return None
    return Decimal(re.sub("[, ]", "", found[1])), (found[2] or "").strip() or None


def fall_and_figure(text: str) -> tuple[bool, str]:
    """Whether the words before a growth make it a fall, and the figure after them: `下降3.5%` is a fall of `3.5%`."""
    said = "".join(unicodedata.normalize("NFKC", text).split())
    if said in _SAME:
        return False, "0"
    falls = _FALLS.match(said)
    return falls is not None, said[falls.end() :] if falls else _RISES.sub("", said)
