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
_SUPERIOR = re.compile(r"^(?:全?国|.{0,8}?(?:[省市州盟]|自治区))")
_ALL = re.compile("^[各全本]|^(?:所辖|辖区|下辖)")


def is_of_another(table: ReadTable, zone: str) -> bool:
    """Whether a table is another place's: its filler says so, else its title; a superior's title is everybody's."""
    for said in _fillers(table):
        return whose_figures(said, zone) is WhoseFigures.OTHER
    return not table.turned and bool(table.whose) and _is_neighbour(table.whose, zone)


def names_another(read: FormRead, zone: str) -> str:
    """The place that a whole form is for where that is not the zone; "" where some table may be the zone's."""
    others = [table for table in read.tables if not table.hidden and is_of_another(table, zone)]
    if not others or len(others) < sum(not table.hidden for table in read.tables):
        return ""
    return next(_fillers(others[0]), others[0].whose)


def _fillers(table: ReadTable) -> Iterator[str]:
    for line in (*table.title, *table.notes):
        if found := _FILLER.search(line):
            yield found[1]


def _is_neighbour(said: str, zone: str) -> bool:
    """Whether a title names a place of the zone's own kind: 某某经开区, and no city over it or all its zones."""
    if whose_figures(said, zone) is not WhoseFigures.OTHER:
        return False
    rest = _SUPERIOR.sub("", plain(said))
    generic = {*head_words("region"), zone_kind(zone), zone_kind(rest)}
    return bool(rest) and _ALL.match(rest) is None and rest not in generic
