"""A power cut: what may lie on a disk afterwards, replayed from what a disk wrote down (tests/trust/disk.py).

What was synced is there. Of what was written since then to a file any part may be, in any order, torn at a sector; a
place beyond the synced end that got nothing reads as zeros or as what lay there before. Names given and taken come in
the order of their folder, as far as it was synced and as much further as chance will.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.trust.disk import Cut, Disk, Event, FolderSynced, Named, Synced, Wrote, folder_of

SECTOR = 512


def _put(content: bytearray, offset: int, data: bytes, filler: bytes = b"\0") -> None:
    if offset > len(content):
        content.extend((filler * (offset - len(content)))[: offset - len(content)])
    content[offset : offset + len(data)] = data


@dataclass
class Platter:
    """What is safely on the disk, and what is under way."""

    safe: dict[int, bytearray] = field(default_factory=dict)
    waiting: dict[int, list[Wrote | Cut]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    renaming: dict[str, list[Named]] = field(default_factory=dict)

    @classmethod
    def of(cls, disk: Disk) -> Platter:
        """What lies there now, taken as safe."""
        made = cls()
        for path, node in disk.nodes().items():
            made.names[path] = node.number
            made.safe[node.number] = bytearray(Path(path).read_bytes())
        return made

    def feed(self, event: Event) -> None:
        """The next thing that happened."""
        if isinstance(event, Wrote | Cut):
            self.waiting.setdefault(event.node.number, []).append(event)
        elif isinstance(event, Synced):
            number = event.node.number
            _apply(self.safe.setdefault(number, bytearray()), self.waiting.pop(number, []))
        elif isinstance(event, Named):
            self.renaming.setdefault(folder_of(event.names[0][0]), []).append(event)
        elif isinstance(event, FolderSynced):
            _rename(self.names, self.renaming.pop(event.folder, []))

    def as_it_was_meant(self) -> dict[str, bytes]:
        """The files as they are when no power cut comes."""
        names = dict(self.names)
        for named in self.renaming.values():
            _rename(names, named)
        return {path: bytes(self._whole(number)) for path, number in sorted(names.items())}

    def _whole(self, number: int) -> bytearray:
        content = bytearray(self.safe.get(number, b""))
        _apply(content, self.waiting.get(number, []))
        return content

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Files as they may be found when the power comes back."""
        names = dict(self.names)
        for folder in sorted(self.renaming):
            named = self.renaming[folder]
            _rename(names, named[: chance.randrange(len(named) + 1)])
        likely = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        return {path: self._torn(number, likely, chance) for path, number in sorted(names.items())}

    def _torn(self, number: int, likely: float, chance: random.Random) -> bytes:
        content = bytearray(self.safe.get(number, b""))
        waiting = self.waiting.get(number, [])
        filler = chance.randbytes(SECTOR) if waiting and chance.random() < 0.3 else b"\0"
        for event in waiting:
            if chance.random() >= likely:
                if isinstance(event, Wrote) and chance.random() < 0.3:  # the length is there before the content
                    _put(content, event.offset + len(event.data), b"", filler)
            elif isinstance(event, Cut):
                del content[event.size :]
            else:
                _tear(content, event, chance, filler)
        return bytes(content)


def _apply(content: bytearray, events: Iterable[Wrote | Cut]) -> None:
    for event in events:
        if isinstance(event, Wrote):
            _put(content, event.offset, event.data)
        elif event.size < len(content):
            del content[event.size :]
        else:
            _put(content, event.size, b"")


def _tear(content: bytearray, event: Wrote, chance: random.Random, filler: bytes) -> None:
    """All of a write, or the sectors that chance leaves of it."""
    if chance.random() < 0.7:
        _put(content, event.offset, event.data, filler)
        return
    start, end = event.offset, event.offset + len(event.data)
    while start < end:
        border = min(end, start // SECTOR * SECTOR + SECTOR)
        if chance.random() < 0.5:
            _put(content, start, event.data[start - event.offset : border - event.offset], filler)
        start = border


def _rename(names: dict[str, int], events: Iterable[Named]) -> None:
    for event in events:
        for path, node in event.names:
            if node is None:
                names.pop(path, None)
            else:
                names[path] = node.number


def lay(files: dict[str, bytes], root: Path, place: Path) -> None:
    """Put files found below `root` below `place`."""
    for path, content in files.items():
        target = place / Path(path).relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def clear(place: Path) -> None:
    """Take every file below `place` away; the folders stay, for making them anew is what would cost most."""
    for path in place.rglob("*"):
        if path.is_file():
            path.unlink()


def an_hour_passes(place: Path) -> None:
    """The files below `place` are as old as after a start of the PC."""
    before = time.time() - 3600
    for path in place.rglob("*"):
        os.utime(path, (before, before))
