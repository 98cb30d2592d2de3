"""Things made of facts, kept from one showing to the next and made anew only where a fact is another one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")


class Remade(Generic[Thing]):
    """Calls `make(*facts)` for each key, unless its facts equal those of the last call; then the thing is the same.

    >>> doubled = Remade(lambda number: number * 2)
    >>> doubled([("a", (1,)), ("b", (2,))])
    [2, 4]
    """

    def __init__(self, make: Callable[..., Thing]) -> None:
        self._make = make
        self._made: dict[Hashable, tuple[tuple[Any, ...], Thing]] = {}

    def __call__(self, wanted: Iterable[tuple[Hashable, tuple[Any, ...]]]) -> list[Thing]:
        """One thing for each (key, facts), in this order; what is not wanted now is forgotten."""
        return list(self.each(wanted))

    def each(self, wanted: Iterable[tuple[Hashable, tuple[Any, ...]]]) -> Iterator[Thing]:
        """The same one by one; what was wanted last is forgotten at the end, so who stops before loses nothing."""
        made: dict[Hashable, tuple[tuple[Any, ...], Thing]] = {}
        for key, facts in wanted:
            known = self._made.get(key)
            if known is None or known[0] != facts:
                known = (facts, self._make(*facts))
                self._made[key] = known
            made[key] = known
            yield known[1]
        self._made = made
