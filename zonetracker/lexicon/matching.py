"""Which known indicator a name means: exactly by name or alias, else as a careful proposal with its reasons.

A proposal is made only between names that agree in every distinguishing word (城镇 or 农村, 新增 or not, 出口 or 进口)
and in every number: a likeness of letters alone would join 城镇居民… and 农村居民….
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from rapidfuzz import fuzz, process

from zonetracker.lexicon.indicators import families
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import SURE, Indicator
from zonetracker.model.units import measure_of

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治[州县旗]|开发区|高新区|新区|[省市区县镇州旗])")
_PART_OF_PLACE = re.compile(
    "(?:城[镇市]|县城|乡镇|都市|市区)$|(?:园|社|小|城|郊|片|景|库|山|矿|保税|综保|自贸|试验|示范)区$"
)
_GROWTH = re.compile("(?<!年均)(?:同比)?(?:增长速度|增长率|增速|增幅|增长|涨幅)$")
_SOFT_LEAD = re.compile(
    "(?:各项|全部|全社会|年末|期末|每年|总|新|培育|创建|购置|举办|兴办|组织|开展|建设|推进|实施|发放|重点|各类|大力|继续)*"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[a-z&]+|[十百千万亿]+(?=元|级)|[一二三四五六七八九十]+(?=年|级|星)")

_COUNTED = {"count", "household"}
_LIKELY = 75
_LIKELY_CHANGED = 84
_WORTH_SHOWING = 55
_TOO_CLOSE = 3
_SHOWN = 3
_CERTAIN, _OTHER_UNIT, _WITHOUT_PLACE, _GROWTH_NAME = Decimal(1), Decimal("0.85"), Decimal("0.86"), Decimal("0.88")


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: the indicator or None, how sure (1 is an exact name in a fitting unit), and why.

    Below SURE it is a proposal that a clerk confirms. `alternatives` are (indicator id, score), best first.
    """

    indicator_id: int | None
    score: Decimal
    reasons: tuple[str, ...] = ()
    alternatives: tuple[tuple[int, Decimal], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a clerk need not confirm it."""
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class _Entry:
    indicator_id: int
    is_name: bool


@lru_cache(maxsize=20_000)
def signature(plain: str) -> tuple[frozenset[str], ...]:
    """The numbers and the distinguishing words of a plain name; names of different signatures are never joined."""
    return (frozenset(_NUMBERS.findall(plain)), *(family.meanings(plain) for family in families()))


def _money(dimension: str) -> bool:
    return dimension.isascii() and dimension.isupper()


def _units_fit(unit: str | None, usual: str | None) -> bool:
    """Whether a figure in `unit` may be one of an indicator usually in `usual` (all money is alike)."""
    if unit is None or usual is None or unit == usual:
        return True
    written, known = measure_of(unit), measure_of(usual)
    if written is None or known is None:
        return True
    alike = {written[0], known[0]}
    return len(alike) == 1 or alike <= _COUNTED or all(_money(dimension) for dimension in alike)


def _narrows(longer: str, shorter: str) -> bool:
    """Whether a name is another with a qualifier before it: 设施农业增加值 is no 农业增加值."""
    extra = longer.removesuffix(shorter)
    return extra != longer and not _SOFT_LEAD.fullmatch(extra)


def _only_adds(one: str, other: str) -> bool:
    """Whether the shorter name stands in the longer in order: letters were added, none was changed for another."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(letter in rest for letter in shorter)


def _likely(plain: str, known: str, likeness: float) -> bool:
    if likeness < (_LIKELY if _only_adds(plain, known) else _LIKELY_CHANGED):
        return False
    return not _narrows(plain, known) and not _narrows(known, plain)


def _shown(score: float) -> Decimal:
    return (Decimal(str(score)) * Decimal("0.0089")).quantize(Decimal("0.01"), ROUND_HALF_UP)


class Matcher:
    """Names against a workbook's indicators; building it takes a pass over the names, matching needs no database."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._units: dict[int, str | None] = {}
        self._exact: dict[str, list[_Entry]] = {}
        self._alike: dict[tuple[frozenset[str], ...], dict[str, int]] = {}
        for indicator in indicators:
            self.add(indicator)

    def add(self, indicator: Indicator) -> None:
        """Learn one more, as if it had stood last in the list."""
        self._units[indicator.id] = indicator.unit
        for position, name in enumerate((indicator.name, *indicator.aliases)):
            self._learn(name, _Entry(indicator.id, position == 0))

    def _learn(self, name: str, entry: _Entry) -> None:
        plain = plain_name(name)
        if not plain:
            return
        entries = self._exact.setdefault(plain, [])
        if all(known.indicator_id != entry.indicator_id for known in entries):
            entries.append(entry)
        self._alike.setdefault(signature(plain), {}).setdefault(plain, entry.indicator_id)

    def match(self, name: str, unit: str | None = None) -> Match:
        """The indicator that `name` means, given the unit of its figure where there is one. Never raises."""
        plain = plain_name(name)
        if not plain:
            return Match(None, Decimal(0), ("name_missing",))
        for shape, reason, score in self._shapes(name, plain):
            found = self._exactly(shape, unit, reason, score)
            if found:
                return found
        return self._alike_to(plain, unit)

    def _shapes(self, name: str, plain: str) -> Iterable[tuple[str, str, Decimal]]:
        yield plain, "name_exact", _CERTAIN
        bare = plain_name(_BRACKETED.sub("", unicodedata.normalize("NFKC", name)))
        if bare != plain:
            yield bare, "name_without_brackets", Decimal("0.95")
        grown = _GROWTH.sub("", plain)
        if grown != plain:
            yield grown, "growth_of_name", _GROWTH_NAME
        placed = _PLACE.match(plain)
        if placed and not _PART_OF_PLACE.search(placed[0]):
            yield plain[placed.end() :], f"place_left_out:{placed[0]}", _WITHOUT_PLACE

    def _exactly(self, plain: str, unit: str | None, reason: str, score: Decimal) -> Match | None:
        entries = self._exact.get(plain, [])
        fitting = [entry for entry in entries if _units_fit(unit, self._units[entry.indicator_id])]
        chosen = fitting or entries
        if len(chosen) > 1:
            chosen = [entry for entry in chosen if entry.is_name] or chosen
        if not chosen:
            return None
        if len(chosen) > 1:
            return Match(
                None,
                Decimal("0.5"),
                ("name_of_several",),
                tuple((entry.indicator_id, Decimal("0.5")) for entry in chosen),
            )
        if not fitting:
            return Match(chosen[0].indicator_id, min(score, _OTHER_UNIT), (reason, f"unit_unusual:{unit}"))
        return Match(chosen[0].indicator_id, score, (reason,))

    def _alike_to(self, plain: str, unit: str | None) -> Match:
        names = self._alike.get(signature(plain), {})
        best: dict[int, float] = {}
        nearest: dict[int, str] = {}
        for known, likeness, _ in process.extract(
            plain, names.keys(), scorer=fuzz.ratio, limit=12, score_cutoff=_WORTH_SHOWING
        ):
            number = names[known]
            if likeness > best.get(number, 0) and _units_fit(unit, self._units[number]):
                best[number], nearest[number] = likeness, known
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[: _SHOWN + 1]
        if not ranked:
            return Match(None, Decimal(0), ("name_unknown",))
        shown = tuple((number, _shown(likeness)) for number, likeness in ranked)
        if not _likely(plain, nearest[ranked[0][0]], ranked[0][1]):
            return Match(None, Decimal(0), ("name_unknown",), shown[:_SHOWN])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _TOO_CLOSE:
            return Match(None, shown[0][1], ("name_like_several",), shown[:_SHOWN])
        return Match(ranked[0][0], shown[0][1], (f"name_like:{nearest[ranked[0][0]]}",), shown[1:])
