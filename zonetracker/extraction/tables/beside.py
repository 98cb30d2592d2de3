"""What stands beside the figures of a row: who answers for its target, and by when it is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonetracker.extraction.tables.headtext import in_figures, months_of, plain, says, year_in

_BY_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")


def responsible_in(said: Sequence[tuple[str, str]]) -> str:
    """Who answers, from heads and cells: 责任单位 or 牵头单位, and behind them who assists; no persons."""
    told = [(head, " ".join(text.split())) for head, text in said]
    leads = [text for head, text in told if text and says(head, "leading")]
    assists = [f"{head}：{text}" for head, text in told if text and says(head, "assisting")]
    return "；".join([*leads[:1], *assists])


def deadline_in(text: str, year: int | None) -> str | None:
    """The month that a cell under 完成时限 names (6月底前, 三季度, 全年); `year` holds where it names none."""
    said = in_figures(plain(text))
    year = year_in(said) or year
    month = 12 if says(said, "year_end") else _last_month(said)
    return None if year is None or month is None else f"{year}-{month:02}"


def _last_month(said: str) -> int | None:
    """The month by which something is wanted: 6月底前, 2023年12月, 三季度."""
    months = _BY_MONTH.findall(said)
    if months:
        return int(months[-1]) if 1 <= int(months[-1]) <= 12 else None
    found = months_of(said)
    return found[1] if found else None
