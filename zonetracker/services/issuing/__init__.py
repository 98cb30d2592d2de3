"""Issuing the sheet, the summary and the gauges by what the workbook keeps: one road for window and command line.

An `Issue` makes the bytes of a file by its ending, writes it whole or not at all, and is kept as issued. Paper needs
Qt, which services don't know: the fronts hand it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from zonetracker.drawing.dial import Followed, gauges_heading
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.issuing import PAPERS, GaugeOptions, IssuedKind, SheetOptions, Wording
from zonetracker.model.milestones.states import followed
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.background import Background
from zonetracker.outputs.sheet.texts import PrintedTable, cell_text, sheet_table
from zonetracker.outputs.sheet.widths import fit
from zonetracker.outputs.sheet.workbook import build_sheet, groups_of, title
from zonetracker.outputs.sheet.year_end import build_year_end, year_end_title
from zonetracker.outputs.summary.blocks import Summary
from zonetracker.outputs.summary.composing import compose, to_html
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.services.issuing.background import background_of
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.support.writing import write_safely

__all__ = [
    "Issue",
    "Paper",
    "Summary",
    "background_of",
    "cell_text",
    "compose",
    "gauge_options",
    "gauge_rows",
    "gauges_heading",
    "groups_of",
    "is_kept",
    "issue_gauges",
    "issue_sheet",
    "issue_summary",
    "issue_year_end",
    "keep_choices",
    "keep_issue",
    "month_choices",
    "paper_advice",
    "sheet_options",
    "title",
    "wording",
]

_LOOKED_AT = 300
"""So many rows, from first to last, tell how wide the columns are."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet and the summary as a PDF; `fonts_missing` has a sentence for each typeface that this PC lacks.

    `table` sets any other table, where it is known.
    """

    sheet: Callable[[Progress, SheetOptions], bytes]
    summary: Callable[[Summary], bytes]
    fonts_missing: Callable[[], Sequence[str]] = tuple
    table: Callable[[PrintedTable], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One output of one month: `makers` give its bytes by the ending of the file; `title` is what it is called."""

    kind: IssuedKind
    title: str
    year: int
    month: int
    makers: Mapping[str, Callable[[], bytes]]

    def write(self, path: Path) -> bytes:
        """Write the file that `path` names by its ending and give its bytes; raises the Refusals of `write_safely`."""
        made = self.makers[path.suffix.lower().removeprefix(".")]()
        write_safely(path, made)
        return made


# ---- what the workbook keeps


def sheet_options(ledger: Ledger) -> SheetOptions:
    """The choices of the sheet that the workbook keeps."""
    return SheetOptions.from_data(ledger.setting(IssuedKind.SHEET))


def wording(ledger: Ledger) -> Wording:
    """The words of the summary that the workbook keeps."""
    return Wording.from_data(ledger.setting(IssuedKind.SUMMARY))


def gauge_options(ledger: Ledger) -> GaugeOptions:
    """The choice for the gauges that the workbook keeps."""
    return GaugeOptions.from_data(ledger.setting(IssuedKind.GAUGES))


def month_choices(ledger: Ledger, issued_on: str = "") -> tuple[SheetOptions, Wording]:
    """By which choices sheet and summary of a month are made, both with this date."""
    return replace(sheet_options(ledger), issued_on=issued_on), replace(wording(ledger), issued_on=issued_on)


_KINDS = {SheetOptions: IssuedKind.SHEET, Wording: IssuedKind.SUMMARY, GaugeOptions: IssuedKind.GAUGES}


def keep_choices(ledger: Ledger, chosen: SheetOptions | Wording | GaugeOptions) -> Changed:
    """Keep the lasting ones of these choices in the workbook."""
    kind = _KINDS[type(chosen)]
    return ledger.set_settings(**{kind.value: chosen.to_data()})


def gauge_rows(progress: Progress, *, all_rows: bool = False) -> list[Followed]:
    """What is drawn: the indicators that the office watches, all where it watches none or `all_rows` asks for them.

    All are all targets, also those in words, and the milestones.
    """
    pinned = [] if all_rows else [row for row in progress.rows if row.indicator.pinned]
    return [*pinned] or [*progress.rows, *(milestone for milestone, _ in followed(progress))]


def paper_advice(progress: Progress, options: SheetOptions) -> str:
    """What is told where the columns cannot be read on the paper chosen; "" where they can."""
    step = max(1, len(progress.rows) // _LOOKED_AT)
    columns = sheet_table(replace(progress, rows=progress.rows[::step]), options).measured()
    fitting = fit(columns, options.paper)
    if fitting.readable:
        return ""
    larger = options.paper == PAPERS[0] and fit(columns, PAPERS[1]).readable
    remedy = tr("建议改用A3纸，或少选几列。") if larger else tr("请少选几列。")
    size, count = f"{fitting.size:.1f}", len(columns)
    told = tr("所选的{count}列在{paper}纸上只能印到{size}磅（不到8磅）。", count=count, paper=options.paper, size=size)
    return told + remedy


# ---- what is issued


def issue_sheet(progress: Progress, options: SheetOptions, paper: Paper, background: Background | None = None) -> Issue:
    """The sheet as .xlsx or .pdf; `background` is what its further sheets tell (see `background_of`)."""
    makers = {
        "xlsx": partial(build_sheet, progress, options, background),
        "pdf": partial(paper.sheet, progress, options),
    }
    return Issue(IssuedKind.SHEET, title(progress, options), progress.year, progress.month, makers)


def issue_year_end(progress: Progress, before: Progress, options: SheetOptions) -> Issue:
    """The closing list of a year as .xlsx, made of its last month and of that of the year before."""
    makers = {"xlsx": partial(build_year_end, progress, before, options)}
    return Issue(IssuedKind.YEAR_END, year_end_title(progress), progress.year, progress.month, makers)


def issue_summary(progress: Progress, chosen: Wording | Summary, paper: Paper) -> Issue:
    """The summary, composed by `chosen` or composed already, as .pdf, .docx or .html."""
    summary = chosen if isinstance(chosen, Summary) else compose(progress, chosen)
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": partial(paper.summary, summary),
        "docx": partial(docx_bytes, summary),
        "html": lambda: to_html(summary).encode("utf-8"),
    }
    return Issue(IssuedKind.SUMMARY, summary.title, progress.year, progress.month, makers)


def issue_gauges(
    progress: Progress, rows: Sequence[Followed], heading: str = "", options: GaugeOptions | None = None
) -> Issue:
    """The gauges of `rows` as .png, .pdf or .svg; without `options` in the form that suits their number."""
    said, chosen = heading or gauges_heading(progress), options or GaugeOptions()
    makers = {ending: partial(_picture, progress, rows, said, chosen, ending) for ending in ("png", "pdf", "svg")}
    return Issue(IssuedKind.GAUGES, said, progress.year, progress.month, makers)


def _picture(progress: Progress, rows: Sequence[Followed], heading: str, options: GaugeOptions, ending: str) -> bytes:
    from zonetracker.outputs.pictures import picture

    return picture(progress, ending, rows, heading=heading, form=options.form)


def is_kept(ledger: Ledger, issue: Issue, name: str, data: bytes) -> bool:
    """Whether the workbook holds these bytes under this name already."""
    place = (issue.kind, issue.year, issue.month, name)
    return any(
        (one.kind, one.year, one.month, one.file_name) == place and ledger.issued_data(one.id) == data
        for one in ledger.issued()
    )


def keep_issue(ledger: Ledger, issue: Issue, name: str, data: bytes) -> Changed:
    """Keep what was issued, byte for byte, under its file name."""
    return ledger.keep_issued(issue.kind.value, issue.year, issue.month, name, data)
