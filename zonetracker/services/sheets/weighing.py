"""Of several figures that a file gives for one indicator the one to be entered, and whether others contradict it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from zonetracker.model.facts import Indicator, Nature, Stated
from zonetracker.model.planning import FigureDoubt, doubted
from zonetracker.model.units import same_figure
from zonetracker.services.sheets.model import Offer
from zonetracker.support.i18n import tr
from zonetracker.words.wording import figure as figure_text

_AWAY = {
    FigureDoubt.REGION_UNCLEAR: 1,
    FigureDoubt.HIDDEN: 2,
    FigureDoubt.OTHER_MONTH: 3,
    FigureDoubt.OWN_MONTH: 4,
    FigureDoubt.OTHER_YEAR: 5,
}
_SHOWN = 3


def weigh(offers: Sequence[Offer], indicator: Indicator | None = None) -> Offer:
    """The one that fits best; with its like from other places joined, or with the doubt that they differ."""
    judged = list(offers)
    if min(map(away, judged)) > 0:
        judged = [_at_a_date(offer, indicator) for offer in judged]
    nearest = min(map(away, judged))
    left = [offer for offer in judged if away(offer) == nearest]
    sure = [offer for offer in left if not offer.doubts] or left
    first = sure[0]
    others = list(islice((offer for offer in sure[1:] if not _agree(first, offer)), _SHOWN))
    if others:
        said = "、".join(dict.fromkeys(f"{_words(one)}（{one.place}）" for one in others))
        return replace(first, doubts=(*first.doubts, doubted(FigureDoubt.ROWS_DIFFER, others=said)))
    for offer in sure[1:]:
        first = _joined(first, offer)
    return first


def away(offer: Offer) -> int:
    """How far a figure is from what is asked for: 0 where place and time fit."""
    return max((_AWAY.get(one.code, 0) for one in offer.doubts), default=0)


def _at_a_date(offer: Offer, indicator: Indicator | None) -> Offer:
    """A stock as it stands at the end of a month is that month's figure."""
    if indicator is None or indicator.nature is not Nature.LEVEL:
        return offer
    return replace(offer, doubts=tuple(one for one in offer.doubts if one.code is not FigureDoubt.OWN_MONTH))


def _agree(one: Offer, other: Offer) -> bool:
    left, right = one.figure.stated, other.figure.stated
    levels = left.value is None or right.value is None or same_figure(left.value, left.unit, right.value, right.unit)
    return levels and (left.growth is None or right.growth is None or left.growth == right.growth)


def _joined(one: Offer, other: Offer) -> Offer:
    """A value here and its growth there are one figure's."""
    left, right = one.figure.stated, other.figure.stated
    if left.value is None and right.value is not None:
        stated = replace(right, growth=left.growth, growth_high=left.growth_high, growth_bound=left.growth_bound)
    elif left.growth is None and right.growth is not None:
        stated = replace(left, growth=right.growth, growth_high=right.growth_high, growth_bound=right.growth_bound)
    else:
        return one
    return replace(one, figure=replace(one.figure, stated=stated))


def _words(offer: Offer) -> str:
    stated: Stated = offer.figure.stated
    level = "" if stated.value is None else figure_text(stated.value) + (stated.unit or "")
    growth = "" if stated.growth is None else tr("同比 {rate}%", rate=figure_text(stated.growth))
    return "，".join(part for part in (level, growth) if part)
