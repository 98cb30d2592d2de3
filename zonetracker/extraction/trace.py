"""Which rules fired while a document was read, and what each said of which figure.

The classes that read are watched by deriving from them: without a trace they are what they are, and cost the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from inspect import getattr_static
from typing import Any, NamedTuple, TypeVar, cast

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.rules import Rule, name_of
from zonetracker.extraction.text.periods import Period

Reader = TypeVar("Reader")


class Place(NamedTuple):
    """Flat start..end: a figure or a clause, or the `whole` sentence or line."""

    start: int
    end: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A rule that fired: what it looked at, and what it answered."""

    rule: Rule
    looked: Place
    says: object = None


@dataclass(slots=True)
class Finds:
    """What was said of one place, in the order it was said, and the rows that it is part of."""

    notes: list[Noted] = field(default_factory=list)
    rows: list[Draft] = field(default_factory=list)

    def row(self, draft: Draft) -> None:
        """This place is part of a row."""
        if not any(one is draft for one in self.rows):
            self.rows.append(draft)


class Trace:
    """Collects notes by the place that is being looked at."""

    def __init__(self) -> None:
        self.cases: dict[Place, Finds] = {}
        self._origins: dict[int, tuple[Period, Noted]] = {}
        self._here = self._looked = Place(0, 0)

    def about(self, place: Place, looked: Place | None = None) -> None:
        """What follows is said of this place, by what stands at `looked`, or in the place itself."""
        self._here, self._looked = place, looked or place

    def case(self, place: Place | None = None) -> Finds:
        """What was said of a place, or of the one that is being looked at."""
        return self.cases.setdefault(place or self._here, Finds())

    def note(self, rule: Rule, says: object = None, *, looked: Place | None = None, about: Place | None = None) -> None:
        """A rule fired, about the place at hand or another; `looked` is what it looked at."""
        note = Noted(rule, looked or self._looked, says)
        self.case(about).notes.append(note)
        if isinstance(says, Period):
            self._origins[id(says)] = (says, note)

    def origin(self, period: Period) -> Noted | None:
        """The note that gave a period, or None where the document as a whole gives it."""
        found = self._origins.get(id(period))
        return found[1] if found is not None else None

    def watched(self, kind: type[Reader]) -> type[Reader]:
        """The class with its rules watched, inherited ones too; its instances know this trace as `trace`."""
        rules = {name: rule for name in dir(kind) if (rule := name_of(getattr(kind, name, None))) is not None}
        watched = {name: self._watched(kind, name, rule) for name, rule in rules.items()}
        return cast("type[Reader]", type(kind.__name__, (kind,), {"trace": self, **watched}))

    def _watched(self, kind: type[Any], name: str, rule: Rule) -> object:
        read: Callable[..., Any] = getattr(kind, name)
        plain = isinstance(getattr_static(kind, name), staticmethod)

        @wraps(read)
        def watching(reader: object, *said: object, **by_name: object) -> object:
            place, looked = self._here, self._looked
            found = read(*said, **by_name) if plain else read(reader, *said, **by_name)
            if _answers(found) and not _leaves(found, said):
                self.note(rule, found, about=place, looked=looked)
            return found

        return watching


def _leaves(found: object, said: tuple[object, ...]) -> bool:
    """Whether a rule leaves the period that it was told as it is."""
    return isinstance(found, Period) and found in said


def _answers(found: object) -> bool:
    """Whether a rule said anything: neither no nor nothing, nor a name without a letter."""
    return bool(found) and found != [""] and getattr(found, "name", True) != ""
