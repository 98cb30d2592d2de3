"""The picture of one page of a scan, drawn anew in the fence from the file that was imported."""

from __future__ import annotations

from collections.abc import Mapping

from zonetracker.extraction.reading import refuse_large
from zonetracker.model.reports.layout import PagePrints
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

_MEMORY_MB = 1536


def page_picture_job(data: bytes, name: str, page: PagePrints | int) -> Job[bytes]:
    """The PNG of a page as its boxes were taken, or of a page number (from 1) as the file has it; closing stops it.

    Raises Refusal for what is no picture and no PDF, and for a page that is not there.
    """
    refuse_large(data, name)
    number, turns = (page, 0) if isinstance(page, int) else (page.number, page.turned)
    said = {"name": name, "number": str(number), "turned": str(turns)}
    return (yield from fenced_job(f"{__name__}:picture_payload", data, arguments=said, memory_mb=_MEMORY_MB))


def picture_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `page_picture_job`."""
    from zonetracker.extraction.reading.scans.showing import page_picture

    return page_picture(payload, arguments["name"], int(arguments["number"]), int(arguments["turned"]))
