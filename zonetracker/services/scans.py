"""What a clerk sees of a scan: the picture of a page, and which letters of a row may have been misread."""

from __future__ import annotations

from zonetracker.extraction.fenced.pictures import page_picture_job
from zonetracker.model.facts import Report, Span
from zonetracker.model.reports.layout import PagePrints
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import Job

_LETTERS_NAMED = 5


def picture_job(ledger: Ledger, report: Report, page: PagePrints) -> Job[bytes]:
    """The PNG of a page of a kept scan, drawn anew in the fence; raises Refusal where its original can't be drawn."""
    return page_picture_job(ledger.original(report.id), report.name, page)


def doubtful_letters(report: Report, span: Span) -> list[str]:
    """What of a place may have been misread, the first few in order; empty for a report with a text of its own."""
    layout = report.layout
    if layout is None or layout.lost:
        return []
    shares = ((max(one.start, span.start), min(one.end, span.end)) for one in layout.doubtful)
    found = (report.text[start:end] for start, end in sorted(shares) if start < end)
    return list(dict.fromkeys(one.strip() for one in found if one.strip()))[:_LETTERS_NAMED]
