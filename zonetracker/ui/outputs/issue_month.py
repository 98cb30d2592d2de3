"""签发 from the window: files made and read back in a thread, the check's dialog, then one step of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zonetracker.model.bookkeeping import MadeFile
from zonetracker.model.issuing import SheetOptions, Wording
from zonetracker.model.progress import Progress
from zonetracker.services.issuing import gauge_options, gauge_rows, issue_gauges
from zonetracker.services.issuing.checking import check_month, known_reasons
from zonetracker.services.issuing.drafting import MonthDraft, drafting_job, gauges_job, month_material
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.outputs.issue_dialog import IssueDialog
from zonetracker.ui.outputs.printing import PAPER
from zonetracker.ui.parts.desk import Desk

ISSUE_KEY = "F9"


class MonthIssuing:
    """Gives a month out; `done` follows when it is."""

    def __init__(self, desk: Desk, done: Callable[[], object]) -> None:
        self._desk, self._done = desk, done

    def ask(self, progress: Progress, options: SheetOptions, chosen: Wording) -> None:
        """Make the files by these choices, check them, and put what was found to the clerk."""
        desk = self._desk
        try:
            desk.ledger.next_closing(progress.year, progress.month)
        except Refusal as refusal:
            desk.tell(str(refusal), "trouble")
            return
        day = options.issued_on or chosen.issued_on or desk.today().isoformat()
        dated = replace(options, issued_on=day), replace(chosen, issued_on=day)
        gathered = month_material(desk.ledger, progress, *dated)
        desk.run(drafting_job(gathered, PAPER), tr("正在核对"), self._show)

    def _show(self, draft: MonthDraft) -> None:
        ledger = self._desk.ledger
        found = check_month(ledger, draft, PAPER.fonts_missing())
        dialog = IssueDialog(self._desk, draft, found, known_reasons(ledger))
        dialog.keep = lambda: self._draw(dialog, draft)
        self._desk.ask.form(dialog, lambda: None)

    def _draw(self, dialog: IssueDialog, draft: MonthDraft) -> None:
        """The gauges last, as they take a while, where they are wished."""
        if not dialog.gauges.isChecked():
            self._keep(dialog, draft, list(draft.files))
            return
        issue = issue_gauges(draft.progress, gauge_rows(draft.progress), options=gauge_options(self._desk.ledger))

        def drawn(made: MadeFile) -> None:
            self._keep(dialog, draft, [*draft.files, made])

        self._desk.run(gauges_job(issue), tr("仪表图"), drawn)

    def _keep(self, dialog: IssueDialog, draft: MonthDraft, files: list[MadeFile]) -> None:
        ledger, year, month = self._desk.ledger, draft.progress.year, draft.progress.month
        passed = dialog.passed()
        if self._desk.write(lambda: ledger.issue_month(year, month, files, passed), form=dialog) is None:
            return
        dialog.finish()
        said = {"year": year, "month": month, "edition": draft.progress.edition, "count": len(files)}
        told = tr("{year}年{month}月已签发（第{edition}版），留存{count}个文件；可用 Ctrl+Z 撤销。", **said)
        self._done()
        self._desk.tell(told)
