"""What stands behind a sheet, out of the ledger; gathered first, since what makes a file may run in a thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

from zonetracker.model.facts import Report, Target
from zonetracker.model.issuing import ExtraSheet, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.background import Background, StatedAt
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of

_BY_MONTH = {ExtraSheet.ACTUALS, ExtraSheet.COMPLETIONS}


def background_of(ledger: Ledger, progress: Progress, options: SheetOptions) -> Background:
    """What stands behind the sheet of a month, as far as its further sheets tell it."""
    readings = readings_of(ledger, [row.target for row in progress.rows])
    if not _BY_MONTH & set(options.extra):
        return Background(readings)
    earlier = tuple(progress_of(ledger, progress.year, month) for month in range(1, progress.month))
    return Background(readings, (*earlier, progress))


def readings_of(ledger: Ledger, targets: Iterable[Target]) -> dict[int, StatedAt]:
    """What the reports state of those targets that came out of one, by target; nothing of a report that is damaged."""
    texts: dict[int, ReportText] = {}
    found = {}
    for target in targets:
        if target.row_id is None:
            continue
        try:
            row = ledger.row(target.row_id)
            if row.report_id not in texts:
                texts[row.report_id] = ReportText(ledger.report(row.report_id))
        except KeyError:
            continue
        text, candidate = texts[row.report_id], row.candidate
        stated = candidate.stated if not row.edited else ledger.as_read(row.id) or candidate.stated
        found[target.id] = StatedAt(stated, text.title, text.paragraph(candidate.span.start))
    return found


class ReportText:
    """A report's title, and in which of its paragraphs a place lies."""

    def __init__(self, report: Report) -> None:
        self.title = report.title or Path(report.name).stem
        self._starts: list[int] = []
        place = 0
        for line in report.text.split("\n"):
            if line.strip():
                self._starts.append(place)
            place += len(line) + 1

    def paragraph(self, place: int) -> int:
        """In which paragraph a place lies, from 1."""
        return bisect_right(self._starts, place)
