"""What a bundle encloses, one by one, and one of it taken out: both in the fence, nothing ever on the disk."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.bundles.kinds import ZIP, BundleKind, kind_of
from zonetracker.extraction.reading.bundles.member import Member
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.format import format_of
from zonetracker.extraction.reading.names import numbered
from zonetracker.extraction.reading.refusals import answer_of_child, damaged_otherwise, refusal, refuse_large
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

_OUTPUT_MB = limits.FILE_BYTES // 2**20 + 1
_TEXT, _SAMPLE = "text/plain", 2**11


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in a bundle: its number from 1 on, its name, in which folder or inner bundle it lies, its size in bytes.

    `kind` says what it is by its content, "" where that is not known; `trouble` why it can't be read, "" where it can
    be tried; `sha256` is that of its bytes; `own` marks a mail's own text.
    """

    number: int
    name: str
    folder: str
    size: int
    kind: str
    trouble: str
    sha256: str
    own: bool


Found = tuple[Enclosure, bytes | None]


def enclosures(data: bytes, name: str) -> tuple[Enclosure, ...]:
    """What a bundle encloses, also what lies in an inner one; raises Refusal for one that is empty, or made to harm."""
    with damaged_otherwise(name):
        found = tuple(one for one, _ in _Walk(name).through(data))
    if not found:
        raise refusal(RefusalCode.READ_BUNDLE_EMPTY, name)
    return found


def enclosed(data: bytes, name: str, number: int) -> tuple[str, bytes]:
    """The name and the bytes of one enclosure; raises Refusal for what can't be taken out."""
    with damaged_otherwise(name):
        for one, content in _Walk(name).through(data):
            if one.number == number and content is not None:
                return one.name, content
            if one.number == number:
                raise Refusal(RefusalCode.READ_DAMAGED, one.trouble)
    raise refusal(RefusalCode.READ_DAMAGED, name)


def enclosures_job(data: bytes, name: str) -> Job[tuple[Enclosure, ...]]:
    """`enclosures` in a fenced child process; closing the job stops it."""
    refuse_large(data, name)
    answer = yield from fenced_job(f"{__name__}:enclosures_payload", data, arguments={"name": name})
    with answer_of_child(name):
        return tuple(_enclosure(told) for told in json.loads(answer))


def enclosed_job(data: bytes, name: str, number: int) -> Job[tuple[str, bytes]]:
    """`enclosed` in a fenced child process."""
    refuse_large(data, name)
    arguments = {"name": name, "number": str(number)}
    task = f"{__name__}:enclosed_payload"
    answer = yield from fenced_job(task, data, arguments=arguments, output_mb=_OUTPUT_MB)
    with answer_of_child(name):
        said, _, content = answer.partition(b"\n")
        return str(json.loads(said)), content


def enclosures_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `enclosures_job`."""
    return json.dumps([astuple(one) for one in enclosures(payload, arguments["name"])]).encode()


def enclosed_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `enclosed_job`."""
    name, content = enclosed(payload, arguments["name"], int(arguments["number"]))
    return json.dumps(name).encode() + b"\n" + content


def _enclosure(told: Sequence[object]) -> Enclosure:
    number, name, folder, size, kind, trouble, sha256, own = told
    said = [str(one) for one in (name, folder, kind, trouble, sha256)]
    return Enclosure(int(str(number)), said[0], said[1], int(str(size)), said[2], said[3], said[4], own is True)


class _Walk:
    """Goes through a bundle and those within it, as far and as much as is allowed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = self._bytes = 0
        self._taken: set[str] = set()
        self._doubles: Counter[str] = Counter()

    def through(self, data: bytes) -> Iterator[Found]:
        """Each enclosure with its bytes, None where it can't be read."""
        kind = kind_of(data, self._name)
        if kind is None:
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        yield from self._within(kind.members(data, self._name), (kind,), "")

    def _within(self, members: Sequence[Member], kinds: tuple[BundleKind, ...], folder: str) -> Iterator[Found]:
        self._count_in(members)
        for member in members:
            place = _joined(folder, member.folder)
            try:
                content = _loaded(member)
                inner = _inner(content, member.name, kinds)
                inside = inner.members(content, member.name) if inner is not None else ()
                kind = "" if inner is not None else _label(content, member.name)
            except Refusal as refused:
                yield self._told(member, place, trouble=str(refused)), None
                continue
            if inner is None:
                yield self._told(member, place, kind=kind, content=content), content
            else:
                yield from self._within(inside, (*kinds, inner), _joined(place, member.name))

    def _count_in(self, members: Sequence[Member]) -> None:
        self._count += len(members)
        self._bytes += sum(member.size for member in members)
        if self._count > limits.ENCLOSURES:
            raise refusal(RefusalCode.READ_BUNDLE_MANY, self._name)
        if self._bytes > limits.BUNDLE_BYTES:
            raise refusal(RefusalCode.READ_BUNDLE_LARGE, self._name)

    def _told(
        self, member: Member, folder: str, *, kind: str = "", trouble: str = "", content: bytes | None = None
    ) -> Enclosure:
        name = self._name_of_its_own(member.name)
        size = member.size if content is None else len(content)
        digest = "" if content is None else hashlib.sha256(content).hexdigest()
        return Enclosure(len(self._taken), name, folder, size, kind, trouble, digest, member.own)

    def _name_of_its_own(self, name: str) -> str:
        """The name, with a number where it was told before."""
        own = name
        while own in self._taken:
            self._doubles[name] += 1
            own = numbered(name, self._doubles[name] + 1)
        self._taken.add(own)
        return own


def _joined(*folders: str) -> str:
    return "/".join(filter(None, folders))


def _loaded(member: Member) -> bytes:
    if member.trouble is not None:
        raise refusal(member.trouble, member.name)
    if member.size > limits.FILE_BYTES:
        raise refusal(RefusalCode.READ_TOO_LARGE, member.name)
    return member.load()


def _inner(content: bytes, name: str, kinds: tuple[BundleKind, ...]) -> BundleKind | None:
    """Which bundle an enclosure is itself; raises Refusal where it lies too deep for that."""
    inner = kind_of(content, name)
    if inner is not None and (len(kinds) >= limits.BUNDLE_NESTING or (inner is ZIP and kinds.count(ZIP) > 1)):
        raise refusal(RefusalCode.READ_BUNDLE_NESTED, name)
    return inner


def _label(content: bytes, name: str) -> str:
    """What an enclosure is; raises Refusal for what is known to be unreadable."""
    format = format_of(content, name)
    if format.media == _TEXT:
        decode(content[:_SAMPLE], name)
    return format.label()
