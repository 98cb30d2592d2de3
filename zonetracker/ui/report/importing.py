"""From chosen files or a pasted text to a kept report: reading in a thread, keeping in one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from zonetracker.services.bundles import Chosen, OpenedBundle, or_bundle
from zonetracker.services.importing import (
    ReadReport,
    keep_report,
    load_file,
    read_enclosed,
    read_paste,
    read_report,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.plans.enclosures_dialog import ask_which
from zonetracker.words.findings import say_asked


class ReportImport:
    """Takes reports into the workbook; `kept` gets the id of each and what was read."""

    def __init__(self, desk: Desk, kept: Callable[[int, ReadReport], None]) -> None:
        self._desk = desk
        self._kept = kept
        self._troubles: list[str] = []

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files one after another, of a mail or an archive those that are chosen; one refused stops none."""
        self._troubles = []
        self._next(paths)

    def take_text(self, text: str) -> None:
        """Read a text from the clipboard."""
        if not text.strip():
            self._desk.tell(tr("剪贴板里没有文字，请先复制报告的文字。"), "look")
            return
        self._troubles = []

        def read(report: ReadReport) -> None:
            self._keep(report)
            self._next([])

        self._desk.run(read_paste(text, self._desk.ledger.learned_names()), tr("正在读取"), read)

    def _next(self, waiting: Sequence[Path | Chosen]) -> None:
        if not waiting:
            if self._troubles:
                self._desk.tell("\n".join(self._troubles), "trouble")
            return
        first, rest = waiting[0], waiting[1:]

        def refused(refusal: Refusal) -> None:
            self._troubles.append(str(refusal))
            self._next(rest)

        def read(found: ReadReport | OpenedBundle) -> None:
            if isinstance(found, OpenedBundle):
                ask_which(self._desk, found, lambda chosen: self._next([*chosen, *rest]))
                return
            self._keep(found)
            self._next(rest)

        try:
            job = self._reading(first)
        except Refusal as refusal:
            refused(refusal)
            return
        self._desk.tasks.start(job, tr("正在读取“{name}”", name=first.name), read, refused)

    def _reading(self, one: Path | Chosen) -> Job[ReadReport | OpenedBundle]:
        learned = self._desk.ledger.learned_names()
        if isinstance(one, Chosen):
            return read_enclosed(one, learned)
        data = load_file(one)
        return or_bundle(read_report(data, one.name, learned), data, one.name)

    def _keep(self, report: ReadReport) -> None:
        changed = self._desk.write(lambda: keep_report(self._desk.ledger, report), self._troubles.append)
        if changed is None:
            return
        if changed.asked:
            self._troubles.append(tr("没有收入：{said}", said=say_asked(changed.asked)))
        for made in changed.ids.get("report", ()):
            self._kept(made, report)
