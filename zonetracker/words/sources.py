"""Whose figure an actual is, in the office's words: a bureau, with what stands of it in brackets (统计局（快报）)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zonetracker.model.facts import EXPECTED
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

PRELIMINARY = "快报"
_STATES = (PRELIMINARY, EXPECTED)
_IN_BRACKETS = re.compile(rf"[（(]({'|'.join(_STATES)})数?[)）]")
_EXPECTED = rf"[（(]?\s*{EXPECTED}[数值]?\s*[)）]?"
_TYPED = re.compile(rf"\s*(?:{_EXPECTED}\s*[为:：]?(?P<before>.*)|(?P<after>.*?){_EXPECTED})\s*", re.DOTALL)
_NAMED = 5


def joined(owner: str, state: str) -> str:
    """A bureau and what its figure is, as one source; either may be empty."""
    return f"{owner}（{state}）" if owner and state else owner or state


def owner_of(source: str) -> str:
    """The bureau alone; "" where a source only says what the figure is."""
    owner = _IN_BRACKETS.sub("", one_line(source)).strip()
    return "" if owner in _STATES else owner


def marked(figure: str, expected: bool) -> str:
    """A figure as it is printed, with its mark as long as it is only expected."""
    return f"{figure}{mark_of_expected()}" if expected and figure else figure


def mark_of_expected() -> str:
    """What stands behind a figure that is only expected."""
    return tr("（预计）")


def without_expected(text: str) -> tuple[str, bool]:
    """A figure as typed without the word that it is only expected (预计 80, 80（预计）), and whether that was said."""
    found = _TYPED.fullmatch(text)
    return (text, False) if found is None else ((found["before"] or found["after"] or "").strip(), True)


def expected_of(source: str) -> str:
    """The source of a figure that is said to be only expected: the bureau stays (统计局（预计）)."""
    return joined(owner_of(source), EXPECTED)


def sources_note(sources: Iterable[str]) -> str:
    """The note on whose figures they are: 数据来源：统计局、财政局, and what is not final among them; "" for none."""
    told = [one_line(source) for source in sources]
    owners = [owner for owner in dict.fromkeys(map(owner_of, told)) if owner]
    more = tr("等") if len(owners) > _NAMED else ""
    parts = [tr("数据来源：{names}{more}", names="、".join(owners[:_NAMED]), more=more)] if owners else []
    if any(PRELIMINARY in source for source in told):
        parts.append(tr("部分为快报数"))
    if any(EXPECTED in source for source in told):
        parts.append(tr("标“预计”的为预计数"))
    return "，".join(parts)
