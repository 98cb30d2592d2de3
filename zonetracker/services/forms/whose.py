"""Whose form it is: one for the zone itself, or one that another place of its kind is to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zonetracker.extraction.forms.reading import FormRead
from zonetracker.extraction.tables.headtext import plain
from zonetracker.extraction.tables.model import ReadTable
from zonetracker.lexicon.table_heads import head_words
from zonetracker.services.sheets.regions import WhoseFigures, whose_figures, zone_kind

_FILLER = re.compile(r"(?:填报|填表|报送|上报)(?:单位|地区|部门)[:：]\s*([\u4e00-\u9fff]{2,20})")
_PLACE = re.compile("^.{2,12}?(?:[区县市镇乡园旗]|街道)")
_SUPERIOR = re.compile(r"^(?:全?国|.{0,8}?(?:[省市州盟]|自治区))")
_ALL = re.compile("^[各全本]|^(?:所辖|辖区|下辖)")


def is_of_another(table: ReadTable, zone: str) -> bool:
    """Whether a table is another place's: its filler says so, else its title; a superior's title is everybody's."""
    fillers = list(_fillers(table))
    if any(whose_figures(said, zone) is WhoseFigures.OWN for said in fillers):
        return False
    title = [table.whose] if table.whose and not table.turned else []
    return any(_is_neighbour(said, zone) for said in (*fillers, *title))


def names_another(read: FormRead, zone: str) -> str:
    """The place that a whole form is for where that is not the zone; "" where some table may be the zone's."""
    others = [table for table in read.tables if not table.hidden and is_of_another(table, zone)]
    if not others or len(others) < sum(not table.hidden for table in read.tables):
        return ""
    return next(_fillers(others[0]), others[0].whose)


def _fillers(table: ReadTable) -> Iterator[str]:
    """The places whose offices fill a table in; an office without a place is anybody's."""
    for line in (*table.title, *table.notes):
        found = _FILLER.search(line)
        if found and (place := _PLACE.match(found[1])):
            yield place[0]


def _is_neighbour(said: str, zone: str) -> bool:
    """Whether a title names a place of the zone's own kind: 某某经开区, and no city over it or all its zones."""
    if whose_figures(said, zone) is not WhoseFigures.OTHER:
        return False
    rest = _SUPERIOR.sub("", plain(said))
    generic = {*head_words("region"), zone_kind(zone), zone_kind(rest)}
    return bool(rest) and _ALL.match(rest) is None and rest not in generic
