"""The match of a pattern that comes last before a place: found once for a text, not again for each of its figures."""

from __future__ import annotations

import re
from bisect import bisect_right


class Nearest:
    """Finds what a pattern matched last in the words before a place, as if the text ended there.

    `reach` is how many characters a match may look at, itself and what it looks ahead to. What begins further from the
    place than that is the same wherever the text ends: only the last stretch is read anew, and that only where one of
    the `cores` stands there, plain words without any of which the pattern matches nothing.
    """

    def __init__(self, pattern: re.Pattern[str], cores: re.Pattern[str], text: str, reach: int) -> None:
        self._pattern = pattern
        self._text = text
        self._reach = reach
        self._cores = [core.end() for core in cores.finditer(text)]
        self.nothing = not self._cores
        """Whether there is nothing to find, wherever the text ends."""
        self.found = list(pattern.finditer(text)) if self._cores else []

    def before(self, end: int) -> re.Match[str] | None:
        """The last match in the first `end` characters."""
        told = bisect_right(self._cores, end)
        if not told:
            return None
        last, begin = None, end - self._reach
        if self.found and self.found[0].start() <= begin:
            last = self.found[bisect_right(self.found, begin, key=re.Match.start) - 1]
            begin = max(begin, last.end())
        if self._cores[told - 1] <= begin:
            return last
        for found in self._pattern.finditer(self._text, max(0, begin), end):
            last = found
        return last
