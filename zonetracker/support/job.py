"""Long work: a generator that yields Steps and returns its result; closing it cancels it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


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
