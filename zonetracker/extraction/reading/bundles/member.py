"""A file within a bundle, before anything of it is taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zonetracker.support.errors import RefusalCode


@dataclass(frozen=True, slots=True)
class Member:
    """Its name and folder as they are shown, its size in bytes, `load` to get it, or why it can't be taken out.

    `load` raises Refusal for what is broken or larger than it says; `own` marks a mail's own text.
    """

    name: str
    folder: str
    size: int
    load: Callable[[], bytes]
    trouble: RefusalCode | None = None
    own: bool = False
