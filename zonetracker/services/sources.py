"""Whose figures there are: the list that a workbook offers, and what a sheet's own lines say of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import EXPECTED
from zonetracker.services.ledger import Ledger
from zonetracker.support.seeds import seed_rows
from zonetracker.words.sources import PRELIMINARY, joined

_SETTING = "sources"
_PARTED = re.compile(r"[、,，;；\n]+")
_LONGEST = 20
_SAID = re.compile(
    r"(?:数据来源|资料来源|填报单位|填报部门|报送单位|报送部门|提供单位|制表单位|编制单位|来源)\s*[:：]\s*"
    r"([^\s:：;；。,，()（）]{2,30})"
)


def sources_of(ledger: Ledger) -> tuple[str, ...]:
    """The sources that are offered: those that the workbook keeps, else the usual ones."""
    kept = ledger.setting(_SETTING)
    listed = tuple(str(one) for one in kept) if isinstance(kept, Sequence) and not isinstance(kept, str) else ()
    return listed or usual_sources()


def usual_sources() -> tuple[str, ...]:
    """The sources that every workbook begins with."""
    return tuple(row["source"] for row in seed_rows("sources.csv"))


def keep_sources(ledger: Ledger, text: str) -> Changed:
    """Keep the sources that stand in `text`, parted by 、 or a comma; none brings the usual ones back."""
    listed = [one.strip() for one in _PARTED.split(text)]
    return ledger.set_settings(**{_SETTING: list(dict.fromkeys(one for one in listed if one)) or None})


def proposed_source(lines: Iterable[str], known: Sequence[str]) -> str:
    """Whose figures a sheet's title and notes say they are; "" where they say nothing.

    A line that names who filled it in comes first, then a known source in a title. 快报 and 预计 are added to a bureau.
    """
    told = [line for line in lines if line]
    states = [word for word in (EXPECTED, PRELIMINARY) if any(_speaks(line, word) for line in told)]
    said = [found[1] for line in told for found in _SAID.finditer(line)]
    owner = next((_known(one, known) or one[:_LONGEST] for one in said), "")
    owner = owner or next((name for line in told if (name := _known(line, known))), "")
    return joined(owner, states[0] if states else "")


def _speaks(line: str, state: str) -> bool:
    """Whether a line says that its figures are 快报 or 预计: of a whole year that is only a goal."""
    return state in line and not re.search(f"全年{state}|{state}全年|{state}目标", line)


def _known(text: str, known: Sequence[str]) -> str:
    """The bureau among the known sources that a text names, also by another of its words."""
    words = {row["source"]: tuple(row["words"].split("|")) for row in seed_rows("sources.csv")}
    return next(
        (
            source
            for source in known
            if source not in (EXPECTED, PRELIMINARY) and any(word in text for word in (source, *words.get(source, ())))
        ),
        "",
    )
