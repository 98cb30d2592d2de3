"""The way back: what a workbook can be brought back to, whether each is sound, and bringing it back.

Needs no workbook that opens: one that is broken, empty or gone is known by where it was seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from zonetracker.model.bookkeeping import WayKind
from zonetracker.storage.snapshots.folders import folders_seen_at
from zonetracker.storage.snapshots.listing import KnownBook, WayBack, has_snapshots, known_books, ways_back, ways_in
from zonetracker.storage.snapshots.restoring import restore_file
from zonetracker.storage.snapshots.soundness import CopyState, look_at, set_aside
from zonetracker.storage.trouble import plain_trouble
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import real_place
from zonetracker.support.writing import write_safely
from zonetracker.words.wording import way_word

__all__ = [
    "WAY_BACK_FOR",
    "CopyState",
    "KnownBook",
    "Restored",
    "WayBack",
    "WayKind",
    "done_words",
    "has_way",
    "known_books",
    "look_job",
    "origin_words",
    "restore_job",
    "restored_words",
    "state_words",
    "steps_since",
    "take_out",
    "ways_of",
    "ways_of_known",
]

WAY_BACK_FOR: Collection[RefusalCode] = frozenset(
    {
        RefusalCode.FILE_ALTERED,
        RefusalCode.FILE_BROKEN,
        RefusalCode.FILE_EMPTY,
        RefusalCode.FILE_FOREIGN,
        RefusalCode.FILE_MISSING,
        RefusalCode.FILE_UNREACHABLE,
        RefusalCode.DISK_ERROR,
    }
)
"""Why a workbook does not open, where an earlier state may help."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A workbook brought back; `aside` is where the old file lies, if there was one; `usable` if it can be read."""

    book: Path
    way: WayBack
    aside: Path | None
    usable: bool


def ways_of(book: Path) -> list[WayBack]:
    """What a workbook that is not open here can be brought back to, latest first."""
    with plain_trouble(book):
        return ways_back(real_place(book))


def ways_of_known(book: KnownBook) -> list[WayBack]:
    """The same for one of `known_books`, which may have been seen nowhere."""
    return ways_of(book.place) if book.place is not None else ways_in(book.folder)


def has_way(book: Path) -> bool:
    """Whether this PC has snapshots of a workbook that was seen at this place, be it there or not."""
    return any(has_snapshots(one) for one in folders_seen_at(book))


def look_job(way: WayBack, done: int = 0, total: int = 0) -> Job[CopyState]:
    """Whether it is sound, and what had been done last. A rotted snapshot is set aside, no longer to be offered.

    `done` of `total` were looked at before it.
    """
    yield Step(done, total, tr("正在检查备份（{number}/{total}）", number=done + 1, total=max(total, 1)))
    state = look_at(way.path)
    if state.rotted:
        set_aside(way.path)
    return state


def restore_job(book: Path, way: WayBack) -> Job[Restored]:
    """Bring a workbook back, which nobody may have open; the present is kept, and moved aside for thirty days."""
    yield Step(0, 2, tr("正在检查备份"))
    state = look_at(way.path)
    if state.broken:
        said = tr("这一份不能用：{why}。请选另一份。", why=state.broken.rstrip("。"))
        raise Refusal(RefusalCode.RESTORE_DAMAGED, said)
    yield Step(1, 2, tr("正在恢复“{name}”", name=book.name))
    aside = restore_file(book, way.path)
    return Restored(book, way, aside, aside is not None and not look_at(aside).broken)


def restored_words(done: Restored) -> str:
    """What was brought back, and where the old file lies."""
    at = f"{done.way.at:%Y-%m-%d %H:%M}"
    said = tr("已恢复到 {at} 的备份（第{step}步）。", at=at, step=done.way.revision)
    if not done.way.revision:
        said = tr("已恢复 {at} 移到一边的原文件。", at=at)
    if done.aside is not None:
        said += tr("原来的文件改名为“{name}”，保留30天", name=done.aside.name)
        said += tr("，也可以再恢复回来。") if done.usable else tr("；它已损坏，只供查找原因。")
    return said


def state_words(state: CopyState) -> str:
    """Whether a copy can be used, in a few words."""
    if state.broken:
        return tr("不能用：{why}", why=state.broken)
    if state.faults:
        return tr("可恢复，但其中有{count}处问题：{first}", count=len(state.faults), first=state.faults[0])
    return tr("完好")


def steps_since(ways: Sequence[WayBack]) -> Mapping[Path, int]:
    """How many steps each is after the one before it of its kind, where there is one before it."""
    found: dict[Path, int] = {}
    for kind in set(WayKind) - {WayKind.ASIDE}:
        some = [way for way in ways if way.kind is kind]
        before = {later: older for older, later in pairwise(sorted({way.revision for way in some}))}
        found |= {way.path: way.revision - before[way.revision] for way in some if way.revision in before}
    return found


def done_words(way: WayBack, state: CopyState, since: Mapping[Path, int]) -> str:
    """What had been done since the one before (`steps_since`): the last step, and how many there were."""
    steps = since.get(way.path, 0)
    return tr("{last}（共{count}步）", last=state.done, count=steps) if steps > 1 else state.done


def origin_words(way: WayBack) -> str:
    """What a line of the list is, and of which file where that is another."""
    return f"{way_word(way.kind)}（{way.place}）" if way.place else way_word(way.kind)


def take_out(way: WayBack, to: Path) -> bytes:
    """Write a copy elsewhere as it is; the bytes written."""
    data = way.path.read_bytes()
    write_safely(to, data)
    return data
