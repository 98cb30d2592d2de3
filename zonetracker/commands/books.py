"""A workbook opened for a verb, what a write left alone, and the way back to an earlier state of one."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.bookkeeping import Changed
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.restoring import (
    WayBack,
    WayKind,
    done_words,
    look_job,
    origin_words,
    restore_job,
    restored_words,
    state_words,
    steps_since,
    ways_of,
)
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.fields import damage_counted
from zonetracker.words.findings import say_asked
from zonetracker.words.wording import one_line, size_words


@contextmanager
def opened(path: Path, *, writing: bool) -> Iterator[Ledger]:
    """A workbook, closed afterwards; refused where it is to be written and can only be looked at."""
    with Ledger.open(path) as ledger:
        if writing and ledger.read_only:
            why = "".join(ledger.notices) or tr("“{name}”现在只能查看，不能修改，请稍后再试。", name=path.name)
            left = ledger.lock_holder
            if left is not None and left.may_be_gone:
                why += tr("接管用 zonetracker takeover {path} --from {host}。", path=path, host=left.host)
            raise Refusal(RefusalCode.FILE_READ_ONLY, why)
        for notice in () if ledger.read_only else ledger.notices:
            print(notice, file=sys.stderr)
        told = len(ledger.notices)
        if said := damage_counted(len(ledger.damaged())):
            print(tr("{said}用 check 可逐行查看。", said=said), file=sys.stderr)
        yield ledger
        for notice in ledger.notices[told:]:
            print(notice, file=sys.stderr)
    if news := ledger.backup_news():
        print(news, file=sys.stderr)


def tell_waiting(changed: Changed) -> int:
    """Say what was not written and why; the exit status."""
    for asked in changed.asked:
        words = tr("没有填入：{said}") if asked.stopped else tr("待核对，没有填入：{said}")
        print(words.format(said=say_asked([asked])), file=sys.stderr)
    if changed.waits:
        print(tr("确实如此的，请用 --reason 写明原因再来一次，其余各项已填好，不会重复。"), file=sys.stderr)
    return COULD_NOT if changed.asked else DONE


def snapshots(options: Namespace, _: QtSide) -> int:
    """What a workbook can be brought back to, each checked; the workbook itself need not open, nor be there."""
    ways = _ways(options.book)
    heads = (tr("编号"), tr("备份时间"), tr("大小"), tr("到第几步"), tr("最后做的"), tr("检查"), tr("来源"))
    since = steps_since(ways)
    lines = [_line(number, way, since) for number, way in enumerate(ways, 1)]
    print(aligned([heads, *lines], right=frozenset({0, 2, 3})))
    return DONE


def restore(options: Namespace, _: QtSide) -> int:
    """Bring a workbook back to one of them; the present is kept first, and the old file moved aside."""
    ways = _ways(options.book)
    if options.number > len(ways):
        said = tr("没有第 {number} 份，只有 {count} 份；请用 snapshots 列出。", number=options.number, count=len(ways))
        raise Refusal(RefusalCode.RESTORE_NONE, said)
    print(restored_words(finish(restore_job(options.book, ways[options.number - 1]))))
    return DONE


def _ways(book: Path) -> list[WayBack]:
    ways = ways_of(book)
    if not ways:
        said = tr("这台电脑上没有“{name}”的备份；U盘、共享盘上另存过的，直接打开就能用。", name=book.name)
        raise Refusal(RefusalCode.RESTORE_NONE, said)
    return ways


def _line(number: int, way: WayBack, since: Mapping[Path, int]) -> tuple[str, ...]:
    state = finish(look_job(way))
    step = "" if way.kind is WayKind.ASIDE else str(way.revision)
    at, size = f"{way.at:%Y-%m-%d %H:%M:%S}", size_words(way.size)
    done, said = one_line(done_words(way, state, since)), one_line(state_words(state))
    return (str(number), at, size, step, done, said, origin_words(way))
