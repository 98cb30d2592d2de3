"""A fact that the document says twice: the later rows point to the first."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.model.facts import FactType

_ALIKE = 24
_SQUEEZE = re.compile(r"[\s\"“”‘’《》()\[\]，、:。·]|^(?:全年|全区|全市|全县|全省|实现|完成)+")


def mark_repeats(drafts: list[Draft]) -> None:
    """Set `first` on each row whose kind, year and figures an earlier row of a like name already states."""
    seen: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        keys = _keys(draft)
        for key in keys:
            earlier = next((other for other in seen.get(key, ()) if _same_name(draft, other)), None)
            if earlier is not None and earlier is not draft:
                draft.first = earlier.first or earlier
                break
        if draft.first is None:
            for key in keys:
                alike = seen.setdefault(key, [])
                if len(alike) < _ALIKE:
                    alike.append(draft)


def _keys(draft: Draft) -> list[tuple[object, ...]]:
    if draft.masked:
        return []
    if draft.type is not FactType.QUANTITY:
        name = _SQUEEZE.sub("", draft.name)
        return [(draft.type, draft.kind, draft.year, name[:4]), (draft.type, draft.kind, draft.year, name[-6:])]
    place = (draft.kind, draft.year)
    keys: list[tuple[object, ...]] = []
    if draft.value is not None:
        keys.append((*place, draft.value, draft.high, draft.unit))
    if draft.growth is not None:
        keys.append((*place, "growth", draft.growth, draft.growth_high))
    return keys


def _same_name(one: Draft, other: Draft) -> bool:
    if one.name == other.name:
        return True
    a, b = _SQUEEZE.sub("", one.name), _SQUEEZE.sub("", other.name)
    if a == b:
        return True
    if one.type is not FactType.QUANTITY:
        return min(len(a), len(b)) >= 8 and (a in b or b in a)
    if one.value is not None and other.value is not None and one.growth is not None and one.growth != other.growth:
        return False
    precise = one.value is not None and len(one.value.as_tuple().digits) >= 3
    grown = one.growth is not None and one.growth == other.growth
    return (precise or grown) and min(len(a), len(b)) >= 2 and (a.endswith(b) or b.endswith(a))
