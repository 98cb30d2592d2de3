"""The files of a month as they are to be given out, made and read back before anybody sees them."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.bookkeeping import MadeFile
from zonetracker.model.issuing import SheetOptions, Wording
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.outputs.sheet.background import Background
from zonetracker.services.issuing import Issue, Paper, background_of, gauge_rows, issue_sheet, issue_summary
from zonetracker.services.issuing.bulletin import Edited, Material, compose_bulletin, material
from zonetracker.services.issuing.comparing import Compared, ReadMonth, compared_month
from zonetracker.services.issuing.readback import document_text, pdf_text, sheet_cells
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import file_name


@dataclass(frozen=True, slots=True)
class MonthMaterial:
    """All that the files of a month are made of, gathered first: making them runs in a thread."""

    progress: Progress
    options: SheetOptions
    background: Background
    bulletin: Material


def month_material(ledger: Ledger, progress: Progress, options: SheetOptions, chosen: Wording) -> MonthMaterial:
    """What sheet and bulletin of a month are made of by these choices."""
    return MonthMaterial(
        progress, options, background_of(ledger, progress, options), material(ledger, progress, chosen)
    )


@dataclass(frozen=True, slots=True)
class MonthDraft:
    """A month made ready: its files, what stands in them as read back, and where that is not what `progress` says.

    `edited` are the paragraphs of the bulletin in the clerk's own words.
    """

    progress: Progress
    files: tuple[MadeFile, ...]
    edited: tuple[Edited, ...]
    read: ReadMonth
    compared: tuple[Compared, ...]


def drafting_job(gathered: MonthMaterial, paper: Paper) -> Job[MonthDraft]:
    """Make sheet and bulletin of what was gathered, and read them back."""
    progress = gathered.progress
    yield Step(0, 4, tr("正在写完成情况表…"))
    sheet = _made(issue_sheet(progress, gathered.options, paper, gathered.background), "xlsx")
    yield Step(1, 4, tr("正在写通报…"))
    composed = compose_bulletin(progress, gathered.bulletin)
    summary = issue_summary(progress, composed, paper)
    document = _made(summary, "docx")
    yield Step(2, 4, tr("正在排版…"))
    printed = _made(summary, "pdf")
    yield Step(3, 4, tr("正在核对…"))
    drawn = tuple(row for row in gauge_rows(progress) if isinstance(row, ProgressRow))
    read = ReadMonth(sheet_cells(sheet.data), document_text(document.data), pdf_text(printed.data), drawn)
    files, compared = (sheet, document, printed), tuple(compared_month(read, progress))
    return MonthDraft(progress, files, composed.edited, read, compared)


def gauges_job(issue: Issue) -> Job[MadeFile]:
    """Draw the gauges, as a PDF to be kept with the others."""
    yield Step(0, 1, tr("正在画仪表图…"))
    return _made(issue, "pdf")


def _made(issue: Issue, ending: str) -> MadeFile:
    return MadeFile(issue.kind.value, f"{file_name(issue.title)}.{ending}", issue.makers[ending]())
