"""A workbook opened for a verb, and what a write left alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.bookkeeping import Changed
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_asked


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
        yield ledger
        for notice in ledger.notices[told:]:
            print(notice, file=sys.stderr)


def tell_waiting(changed: Changed) -> int:
    """Say what was not written and why; the exit status."""
    for asked in changed.asked:
        words = tr("没有填入：{said}") if asked.stopped else tr("待核对，没有填入：{said}")
        print(words.format(said=say_asked([asked])), file=sys.stderr)
    if changed.waits:
        print(tr("确实如此的，请用 --reason 写明原因再来一次，其余各项已填好，不会重复。"), file=sys.stderr)
    return COULD_NOT if changed.asked else DONE
