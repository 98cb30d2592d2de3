"""Mails and archives as fronts see them: a file is read, or turns out to enclose others, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from zonetracker.extraction.reading.bundles.listing import Enclosure, enclosed_job, enclosures_job
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.words.wording import size_words

__all__ = ["Chosen", "Enclosure", "OpenedBundle", "choose", "imported_already", "listed", "or_bundle", "take_out"]

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


def choose(bundle: OpenedBundle, wanted: Sequence[str]) -> list[Chosen]:
    """The enclosures of these numbers or names; raises Refusal, with all there are, for one that is not there."""
    found = list[Chosen]()
    for said in wanted:
        one = next((one for one in bundle.enclosures if said in (str(one.number), one.name)), None)
        if one is None:
            told = tr("“{name}”里没有“{said}”，里面有：\n{all}", name=bundle.name, said=said, all=listed(bundle))
            raise Refusal(RefusalCode.READ_BUNDLE, told)
        found.append(Chosen(bundle, one))
    return found


def listed(bundle: OpenedBundle) -> str:
    """What a bundle encloses, a line each: number, name, kind and size, or why it can't be read."""
    return "\n".join(f"{one.number}  {_place(one)}  {one.trouble or _kind_words(one)}" for one in bundle.enclosures)


def _place(one: Enclosure) -> str:
    return f"{one.folder}/{one.name}" if one.folder else one.name


def _kind_words(one: Enclosure) -> str:
    return tr("{kind}，{size}", kind=one.kind, size=size_words(one.size))
