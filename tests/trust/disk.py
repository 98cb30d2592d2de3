"""A disk under the real program that records, fails, fills up, is held by others, vanishes and comes back.

    with disk_under(tmp_path) as disk:
        disk.fail(17, errno.ENOSPC)            # the 17th call from now, once; for_ever=True: from then on
        disk.room = 10_000                     # bytes that may be added yet
        disk.vanish(); disk.come_back()        # the stick is pulled out and put in again
        disk.kill(17)                          # the process dies at the 17th call from now
        disk.hold(path)                        # as Windows does while Excel has a file open
        disk.log = []                          # from now on each change with its bytes, for tests/trust/cuts.py

It lies under SQLite (tests/trust/vfs.py) and under Python (os, open): whatever goes to a path below its folder goes by
it. Nothing is really synced, so that trials are quick; the log says what was. Children are not watched.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.dying import die
from tests.trust.vfs import reachable, watched_by

READING = ("open", "read")
WRITING = ("make", "write", "sync", "cut", "name", "delete")
FILLING = ("make", "write", "sync", "name")
"""What a full disk refuses: a file made, bytes added, names, and a sync where space is found out late."""

_KILL = -1
_lstat = os.lstat

needs_disk = pytest.mark.skipif(not reachable(), reason="Python's sqlite3 is linked statically: no disk under it")


@dataclass(slots=True, eq=False)
class Node:
    """A file, whatever its names."""

    number: int
    size: int = 0


@dataclass(frozen=True, slots=True)
class Wrote:
    node: Node
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    node: Node
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    node: Node


@dataclass(frozen=True, slots=True)
class Named:
    """Names of files given and taken (None), at one stroke."""

    names: tuple[tuple[str, Node | None], ...]


@dataclass(frozen=True, slots=True)
class FolderSynced:
    folder: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the program had said by then."""

    words: object


Event = Wrote | Cut | Synced | Named | FolderSynced | Said


@dataclass(slots=True)
class _Plan:
    left: int
    error: int
    for_ever: bool
    kinds: tuple[str, ...]
    broken: bool = False


@dataclass(slots=True, eq=False)
class Opened:
    """One way to a file that is open."""

    disk: Disk
    path: str
    node: Node
    syncs_folder: bool

    def ask(self, kind: str) -> int:
        return self.disk.ask(kind, self.path)

    def ask_write(self, offset: int, length: int) -> tuple[int, int]:
        """How many of these bytes are taken, and what is said then."""
        error = self.ask("write")
        if error:
            return (length // 1024 * 512 if error == errno.ENOSPC else 0), error
        grown = max(0, offset + length - self.node.size)
        room = self.disk.room
        if room is None or grown <= room:
            return length, 0
        self.disk.failed["write"] += 1
        return length - grown + room, errno.ENOSPC

    def wrote(self, offset: int, data: bytes) -> None:
        self.disk.resize(self.node, max(self.node.size, offset + len(data)))
        self.disk.note(Wrote(self.node, offset, data))

    def cut(self, size: int) -> None:
        self.disk.resize(self.node, size)
        self.disk.note(Cut(self.node, size))

    def synced(self) -> bool:
        """Note a sync; whether it shall be done in earnest."""
        self.disk.note(Synced(self.node))
        if self.syncs_folder:
            self.syncs_folder = False
            self.disk.note(FolderSynced(folder_of(self.path)))
        return False


@dataclass(slots=True, eq=False)
class Disk:
    """What becomes of each call; see the module."""

    root: str
    room: int | None = None
    log: list[Event] | None = None
    failed: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    _plan: _Plan | None = None
    _gone: int = 0
    _held: set[str] = field(default_factory=set)
    _nodes: dict[str, Node] = field(default_factory=dict)
    _made: int = 0

    # What a test says

    def fail(
        self, nth: int, error: int = errno.EIO, *, for_ever: bool = False, kinds: tuple[str, ...] | None = None
    ) -> None:
        """Let the nth call from now (the first is 0) fail, of the kinds that such an error hits."""
        self._plan = _Plan(nth, error, for_ever, kinds or kinds_of(error))

    def kill(self, nth: int) -> None:
        """Let this process be killed at the nth call from now."""
        self._plan = _Plan(nth, _KILL, False, kinds_of(_KILL))

    def heal(self) -> None:
        """No call fails any more; what is gone comes back, what is held is let go."""
        self._plan, self._gone, self.room = None, 0, None
        self._held.clear()

    def vanish(self, error: int = errno.EIO) -> None:
        """From now on every call fails, looks too."""
        self._gone = error

    def come_back(self) -> None:
        """The disk is there again, as it was left."""
        self._gone = 0

    def hold(self, path: Path) -> None:
        """Another program has a file open: neither written, replaced nor deleted, as Windows says it."""
        self._held.add(place_of(path))

    def let_go(self, path: Path) -> None:
        """The other program has closed it."""
        self._held.discard(place_of(path))

    def say(self, words: object) -> None:
        """Put into the log what the program has said."""
        self.note(Said(words))

    def counted(self, error: int) -> int:
        """How many calls there were that such an error hits."""
        return sum(self.calls[kind] for kind in kinds_of(error))

    def nodes(self) -> dict[str, Node]:
        """The files that are there, by path."""
        return dict(self._nodes)

    # What the layers ask and tell

    def watches(self, path: str) -> bool:
        return path.startswith(self.root)

    def there(self, path: str) -> bool:
        """Whether a file is there in truth; one that was made by who is not watched is known from now on."""
        path = place_of(path)
        try:
            size = _lstat(path).st_size
        except OSError:
            self._nodes.pop(path, None)
            return False
        if path not in self._nodes:
            self._found(path, size)
        return True

    def ask(self, kind: str, path: str) -> int:
        """The errno that this call fails with, or 0."""
        self.calls[kind] += 1
        if self._gone:
            self.failed[kind] += 1
            return self._gone
        plan = self._plan
        if plan is None:
            return 0
        hit = plan.broken and (kind in plan.kinds or plan.error != errno.ENOSPC)
        if not plan.broken and kind in plan.kinds:
            plan.left -= 1
            hit = plan.left < 0
            plan.broken = hit and plan.for_ever
            if hit and not plan.for_ever:
                self._plan = None
        if hit and plan.error == _KILL:
            die()
        self.failed[kind] += hit
        return plan.error if hit else 0

    def is_held(self, path: str) -> bool:
        return place_of(path) in self._held

    def note(self, event: Event) -> None:
        if self.log is not None:
            self.log.append(event)

    def opened(self, path: str, *, made: bool, syncs_folder: bool = False) -> Opened:
        """A file was opened, and made if it was not there."""
        path = place_of(path)
        if made:
            self._made += 1
            self._nodes[path] = Node(self._made)
            self.note(Named(((path, self._nodes[path]),)))
        return Opened(self, path, self._nodes[path], syncs_folder)

    def _found(self, path: str, size: int) -> None:
        self._made += 1
        self._nodes[path] = Node(self._made, size)

    def renamed(self, old: str, new: str) -> None:
        """A file, or a folder with all that is in it, has another name."""
        old, new = place_of(old), place_of(new)
        moved = [path for path in self._nodes if path == old or path.startswith(old + os.sep)]
        names: list[tuple[str, Node | None]] = []
        for path in moved:
            node = self._nodes.pop(path)
            self._give(new + path[len(old) :], node)
            names += [(path, None), (new + path[len(old) :], node)]
        self.note(Named(tuple(names)))

    def linked(self, old: str, new: str) -> None:
        """A file has one name more."""
        node = self._nodes[place_of(old)]
        self._give(place_of(new), node)
        self.note(Named(((place_of(new), node),)))

    def deleted(self, path: str, *, synced: bool = False) -> None:
        """A name is gone."""
        path = place_of(path)
        self._give(path, None)
        self.note(Named(((path, None),)))
        if synced:
            self.note(FolderSynced(folder_of(path)))

    def _give(self, path: str, node: Node | None) -> None:
        before = self._nodes.pop(path, None)
        if node is not None:
            self._nodes[path] = node
        if before is not None and before not in self._nodes.values():
            self.resize(before, 0)

    def resize(self, node: Node, size: int) -> None:
        if self.room is not None:
            self.room = max(0, self.room - (size - node.size))
        node.size = size


def place_of(path: str | Path) -> str:
    """The path as the log has it; a pathlib of this moment would ask the disk."""
    return os.path.abspath(path)  # noqa: PTH100


def folder_of(path: str) -> str:
    """The folder in which a name is given."""
    return os.path.dirname(path)  # noqa: PTH120


def kinds_of(error: int) -> tuple[str, ...]:
    """The kinds of calls that an error hits."""
    return FILLING if error == errno.ENOSPC else (*READING, *WRITING)


@contextmanager
def disk_under(root: Path) -> Iterator[Disk]:
    """A disk under everything below `root`, whose files are taken as written through; at the end it is whole again."""
    from tests.trust.calls import python_calls  # which knows this module

    disk = Disk(place_of(root) + os.sep)
    for folder, _, names in os.walk(root):
        for name in names:
            disk.there(f"{folder}{os.sep}{name}")
    with watched_by(disk), python_calls(disk):
        try:
            yield disk
        finally:
            disk.heal()
