"""Which pages a clerk wants printed, as he writes it: 1-3,5."""

from __future__ import annotations

import re
import unicodedata

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_SPLIT = re.compile(r"[,;、\s]+")
_STRETCH = re.compile(r"(\d{1,4})(?:[-–—~至到](\d{1,4}))?")


def page_numbers(text: str, count: int | None = None) -> list[int]:
    """The numbers of the pages in the order written; all `count` of them where nothing is said.

    Raises Refusal ("print-failed") with a sentence for what cannot be read and for a page that there is not.
    """
    said = unicodedata.normalize("NFKC", text).strip(" ,;、")
    if not said:
        return list(range(1, (count or 0) + 1))
    numbers: list[int] = []
    for part in _SPLIT.split(said):
        found = _STRETCH.fullmatch(part)
        if found is None:
            raise Refusal(RefusalCode.PRINT_FAILED, tr("页码写成 1-3,5 这样，“{part}”看不懂。", part=part))
        first, last = int(found[1]), int(found[2] or found[1])
        for number in (first, last):
            if number < 1 or (count is not None and number > count):
                raise Refusal(RefusalCode.PRINT_FAILED, tr("没有第{number}页。", number=number))
        numbers += range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return numbers
