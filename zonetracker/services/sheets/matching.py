"""Which indicator a row of a sheet means: by its name as a clerk would write it, without the zone's name before it."""

from __future__ import annotations

from zonetracker.extraction.tables.model import TableFigure
from zonetracker.lexicon.matching import Match, Matcher
from zonetracker.services.sheets.regions import without_zone


def match_figure(matcher: Matcher, figure: TableFigure, zone: str) -> Match:
    """What a figure's name means; the surest of the ways to write it."""
    best: Match | None = None
    for name in dict.fromkeys((figure.name, without_zone(figure.name, zone))):
        for unit in dict.fromkeys((figure.unit, None)):
            found = matcher.match(name, unit)
            if found.sure:
                return found
            best = found if best is None or found.score > best.score else best
    assert best is not None
    return best
