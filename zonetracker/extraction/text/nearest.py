"""The match of a pattern that comes last before a place: found once for a text, not again for each of its figures."""

from __future__ import annotations

import re
from bisect import bisect_right


class Nearest:
    """Finds what a pattern matched last in the words before a place, as if the text ended there.

    `reach` is how many characters a match may look at, itself and what it looks ahead to. What begins further from the
    place than that is the same wherever the text ends: only the last stretch is read anew. A short text is read whole.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, reach: int) -> None:
        self._pattern = pattern
        self._text = text
        self._reach = reach
        self._found: list[re.Match[str]] | None = None
        self._starts: list[int] = []

    def before(self, end: int) -> re.Match[str] | None:
        """The last match in the first `end` characters."""
        last, begin = self._settled(end) if end > 2 * self._reach else (None, 0)
        for found in self._pattern.finditer(self._text, begin, end):
            last = found
        return last

    def _settled(self, end: int) -> tuple[re.Match[str] | None, int]:
        """The last match that the end doesn't touch, and where to read on."""
        if self._found is None:
            self._found = list(self._pattern.finditer(self._text))
            self._starts = [found.start() for found in self._found]
        settled = bisect_right(self._starts, end - self._reach)
        if not settled:
            return None, end - self._reach
        last = self._found[settled - 1]
        return last, max(last.end(), end - self._reach)
