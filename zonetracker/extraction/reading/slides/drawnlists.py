"""The numbers that PowerPoint computes for the paragraphs of a shape: 1. (2) ③ 四."""

from __future__ import annotations

from lxml import etree

from zonetracker.extraction.reading.ordinals import labelled, ordinal
from zonetracker.extraction.reading.safexml import attribute, child
from zonetracker.extraction.reading.wordstyles import number

_FORMS = (
    ("arabicDb", "decimalFullWidth"),
    ("arabic", "decimal"),
    ("alphaLc", "lowerLetter"),
    ("alphaUc", "upperLetter"),
    ("romanLc", "lowerRoman"),
    ("romanUc", "upperRoman"),
    ("ea1Chs", "chineseCounting"),
    ("ea1Cht", "chineseCounting"),
    ("ea1Jpn", "chineseCounting"),
    ("circleNum", "decimalEnclosedCircle"),
)
_AROUND = (("ParenBoth", "(", ")"), ("ParenR", "", ")"), ("DbPeriod", "", "．"), ("Period", "", "."))
_DEEPEST = 9


class ListCounts:
    """Counts the numbered paragraphs of one shape; they must be asked in order."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles = styles
        self._counts: dict[int, tuple[str, int]] = {}

    def numbered(self, properties: etree._Element | None, text: str) -> str:
        """The text of the next paragraph with its number; a paragraph without one ends the lists of its level."""
        level = 0 if properties is None else min(max(number(attribute(properties, "lvl"), 0), 0), _DEEPEST)
        bullet = self._bullet(properties, level)
        for deeper in [one for one in self._counts if one > level]:
            del self._counts[deeper]
        if bullet is None:
            self._counts.pop(level, None)
            return text
        form, start = attribute(bullet, "type") or "", number(attribute(bullet, "startAt"), 1)
        before, count = self._counts.get(level, ("", 0))
        count = count + 1 if before == form else start
        self._counts[level] = form, count
        return labelled(_label(form, count), text)

    def _bullet(self, properties: etree._Element | None, level: int) -> etree._Element | None:
        """How a paragraph is numbered: as it says itself, else as its shape says for that level."""
        for said in (properties, child(self._styles, f"lvl{level + 1}pPr")):
            if any(child(said, kind) is not None for kind in ("buNone", "buChar", "buBlip")):
                return None
            if (found := child(said, "buAutoNum")) is not None:
                return found
        return None


def _label(form: str, count: int) -> str:
    known = next((name for start, name in _FORMS if form.startswith(start)), "decimal")
    before, behind = next(((one, two) for end, one, two in _AROUND if form.endswith(end)), ("", ""))
    return before + ordinal(count, known) + behind
