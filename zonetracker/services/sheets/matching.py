"""Which indicator a row of a sheet means: by its name as a clerk would write it, without the zone's name before it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from zonetracker.extraction.tables.model import TableFigure
from zonetracker.lexicon.matching import Match, Matcher
from zonetracker.model.facts import SURE
from zonetracker.services.sheets.regions import without_zone

SUBTOTAL = "name_of_subtotal"
"""The reason of a match by what stands before 小计 or 合计: likely only, unless the figure's size bears it out."""
_MARKS = re.compile(r"^[*＊#＃★☆▲●■◆※\s]+|[*＊#＃★☆※\s]+$")
_SUM = re.compile(r"(?<=.)(?:小计|合计)$")
_SCOPE = re.compile(r"[(（\[][^()（）\[\]]*(?:口径|不含|不包|扣除|剔除|除外|仅|不计|部分)[^()（）\[\]]*[)）\]]")
_BELOW_SURE = SURE - Decimal("0.01")


def match_figure(matcher: Matcher, figure: TableFigure, zone: str) -> Match:
    """What a figure's name means; the surest of the ways to write it."""
    bare = _MARKS.sub("", figure.name)
    best: Match | None = None
    for name in dict.fromkeys((figure.name, bare, without_zone(bare, zone), _SUM.sub("", bare))):
        for unit in dict.fromkeys((figure.unit, None)):
            found = _scoped(matcher.match(name, unit), figure.said)
            if found.sure:
                return _summed(found, figure.said)
            best = found if best is None or found.score > best.score else best
    assert best is not None
    return best


def _summed(found: Match, said: str) -> Match:
    if not _SUM.search(said.strip()):
        return found
    return replace(found, score=_BELOW_SURE, reasons=(*found.reasons, SUBTOTAL))


def _scoped(found: Match, said: str) -> Match:
    """A name whose brackets say that it covers something else than usual is only likely that of the indicator."""
    exact = "name_exact" in found.reasons
    return replace(found, score=min(found.score, _BELOW_SURE)) if _SCOPE.search(said) and not exact else found
