"""Long work: a generator that yields Steps and returns its result; closing it cancels it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")
Thing = TypeVar("Thing")
_THINGS_A_STEP = 200


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come: `done` of `total` (0 where unknown) and what it does now, in words for the screen."""

    done: int
    total: int
    text: str


Job = Generator[Step, None, Result]


def finish(job: Job[Result]) -> Result:
    """Run a job to its end without showing its steps."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result


def gathered(things: Iterable[Thing], text: str, total: int) -> Job[list[Thing]]:
    """A list of things that are made one by one, with a step every so many; `total` is about how many they will be."""
    found: list[Thing] = []
    for thing in things:
        if len(found) % _THINGS_A_STEP == 0:
            yield Step(min(len(found), total), total, text)
        found.append(thing)
    return found
