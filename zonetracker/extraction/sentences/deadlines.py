"""By when: 6月底前, 年底前, 2025年底前, 上半年."""

from __future__ import annotations

import re

_DEADLINE = re.compile(
    r"(?P<close>20\d\d)年(?:底|末)前?|(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?P<by>底|末|份|上旬|中旬|下旬|初)?(?P<before>之?前)?"
    r"|(?P<end>年底|年末)(?:之?前)?|(?P<half>上半年)(?:内|前|底前)?|(?P<quarter>[一二三四])季度(?:末|内|底)?前?)"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


def deadline_in(words: str, year: int | None, loose: bool = False) -> str | None:
    """The date by which `words` want something, for a text that speaks of `year`; None where none is stated.

    `loose` takes a month alone for one too: a plan that says 4月份开园 means it so.
    """
    for found in _DEADLINE.finditer(words):
        if found["close"]:
            return f"{found['close']}-12"
        said = int(found["year"]) if found["year"] else year
        if said is None:
            continue
        if found["end"]:
            return f"{said}-12"
        if found["half"]:
            return f"{said}-06"
        if found["quarter"]:
            return f"{said}-{_QUARTERS[found['quarter']]:02d}"
        month = int(found["month"])
        if 1 <= month <= 12 and (found["before"] or found["by"] in ("底", "末") or (loose and not found["day"])):
            day = f"-{int(found['day']):02d}" if found["day"] else ""
            return f"{said}-{month:02d}{day}"
    return None
