"""Mails and archives as fronts see them: a file is read, or turns out to enclose others, of which one is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from zonetracker.extraction.reading.bundles.listing import Enclosure, enclosed_job, enclosures_job
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

__all__ = [
    "Chosen",
    "Enclosure",
    "OpenedBundle",
    "imported_already",
    "or_bundle",
    "place_of",
    "take_out",
]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A mail or an archive with what it encloses; nothing is taken out yet."""

    name: str
    data: bytes
    enclosures: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of what a bundle encloses."""

    bundle: OpenedBundle
    enclosure: Enclosure

    @property
    def name(self) -> str:
        """The name of the enclosure."""
        return self.enclosure.name


def or_bundle(reading: Job[Result], data: bytes, name: str) -> Job[Result | OpenedBundle]:
    """What `reading` makes of a file; of one that encloses others what those are. Raises Refusal as `reading` does."""
    try:
        return (yield from reading)
    except Refusal as refused:
        if refused.code is not RefusalCode.READ_BUNDLE:
            raise
    yield Step(0, 0, tr("正在查看“{name}”里的文件", name=name))
    return OpenedBundle(name, data, (yield from enclosures_job(data, name)))


def take_out(chosen: Chosen) -> Job[bytes]:
    """The bytes of an enclosure, taken out in the fence; raises Refusal for one that can't be."""
    one = chosen.enclosure
    if one.trouble:
        raise Refusal(RefusalCode.READ_DAMAGED, one.trouble)
    yield Step(0, 0, tr("正在取出“{name}”", name=one.name))
    _, data = yield from enclosed_job(chosen.bundle.data, chosen.bundle.name, one.number)
    return data


def imported_already(ledger: Ledger, bundle: OpenedBundle) -> dict[int, str]:
    """Of those enclosures that were imported before the name under which they were, by their numbers."""
    known = {report.sha256: report.name for report in ledger.reports()}
    return {one.number: known[one.sha256] for one in bundle.enclosures if one.sha256 in known}


def place_of(one: Enclosure) -> str:
    """Its name with the folders, archives and mails in which it lies."""
    return f"{one.folder}/{one.name}" if one.folder else one.name
