"""From a file to rows under review: read and extracted in the fence, kept as one operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zonetracker.extraction.document import Document
from zonetracker.extraction.fenced import Extracted, Foreign, dated_job, rows_job
from zonetracker.extraction.fenced.pictures import page_picture_job
from zonetracker.extraction.reading import read_pasted, supported
from zonetracker.extraction.reading.limits import FILE_BYTES
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Redating
from zonetracker.model.facts import Candidate, Kind, Report
from zonetracker.model.reports.frame import Frame, Written
from zonetracker.model.reports.layout import PagePrints
from zonetracker.services.bundles import Chosen, take_out
from zonetracker.services.ledger import Ledger
from zonetracker.services.wholes import with_wholes
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

_ALONE = 2_000
"""So many characters at most are read in the main process, as the row of a few selected words."""


def file_patterns() -> str:
    """The names of files that can be read, as reports and as sheets, for a file dialog: *.docx *.xlsx …"""
    return " ".join(dict.fromkeys(f"*{ending}" for endings, _ in supported() for ending in endings))


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that was read and not kept yet; `origin` names the mail or archive that enclosed it, if one did."""

    name: str
    data: bytes
    document: Document
    candidates: tuple[Candidate, ...]
    frame: Frame
    origin: str = ""

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return year_of(self.candidates)


def year_of(candidates: Iterable[Candidate]) -> int | None:
    """The year that a report plans, else the one it looks back on: that of most of its rows."""
    rows = [row for row in candidates if row.year is not None]
    for kind in (Kind.TARGET, Kind.ACTUAL):
        years = Counter(row.year for row in rows if row.kind is kind)
        if years:
            return years.most_common(1)[0][0]
    return None


def load_file(path: Path, most: int = FILE_BYTES) -> bytes:
    """The bytes of a file that a clerk chose; raises Refusal when it is missing, a folder, too large or unreadable."""
    try:
        if path.is_dir():
            raise Refusal(
                RefusalCode.FILE_FOLDER, tr("“{name}”是一个文件夹，请选择里面的文件。", name=path.resolve().name)
            )
        if path.stat().st_size > most:
            raise refusal(RefusalCode.READ_TOO_LARGE, path.name, most=most // 2**20)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal(
            RefusalCode.FILE_MISSING, tr("找不到“{path}”，请检查文件名和所在的文件夹。", path=path)
        ) from error
    except OSError as error:
        raise Refusal(
            RefusalCode.FILE_UNREADABLE, tr("打不开“{path}”，请检查是否有权限，或文件是否正被其他程序占用。", path=path)
        ) from error


def read_report(
    data: bytes, name: str, learned: Mapping[str, str] | None = None, written: Written | None = None
) -> Job[ReadReport]:
    """Read a file in the fence and extract its rows; `learned` maps names as read to the clerk's names, `written` is
    the date that the clerk says.
    """
    yield Step(0, 0, tr("正在读取“{name}”", name=name))
    found = yield from rows_job(Foreign(name, data, written=written), learned)
    return _read(name, data, found)


def read_enclosed(
    chosen: Chosen, learned: Mapping[str, str] | None = None, written: Written | None = None
) -> Job[ReadReport]:
    """The same for a file in a mail or an archive: it is kept as if it had been saved from there."""
    data = yield from take_out(chosen)
    report = yield from read_report(data, chosen.name, learned, written)
    return replace(report, origin=chosen.bundle.name)


def read_paste(text: str, learned: Mapping[str, str] | None = None) -> Job[ReadReport]:
    """The same for text from the clipboard."""
    name = tr("粘贴的文字")
    found = yield from rows_job(Foreign(name, text.encode("utf-8", "surrogatepass"), pasted=True), learned)
    return _read(name, found.document.text.encode("utf-8"), found)


def _read(name: str, data: bytes, found: Extracted) -> ReadReport:
    return ReadReport(name, data, found.document, found.rows, found.frame)


def read_again(
    report: Report, original: bytes, written: Written, learned: Mapping[str, str] | None = None
) -> Job[Redating]:
    """Read a kept report as written at another date: what Ledger.date_report takes."""
    yield Step(0, 0, tr("正在重新读取“{name}”", name=report.name))
    found = yield from dated_job(kept_source(report, original), written, learned)
    after = with_wholes(found.after)
    return Redating(written, found.frame, year_of(after), with_wholes(found.before), after)


def kept_source(report: Report, original: bytes) -> Foreign:
    """A kept report with its settled date; where its file is read otherwise by now, its kept text holds."""
    return Foreign(
        report.name, original, written=report.written, kept=report.text, title=report.title, layout=report.layout
    )


def picture_job(ledger: Ledger, report: Report, page: PagePrints) -> Job[bytes]:
    """The PNG of a page of a kept scan, drawn anew in the fence; raises Refusal where its original can't be drawn."""
    return page_picture_job(ledger.original(report.id), report.name, page)


def read_alone(quote: str) -> Candidate | None:
    """The first row that extraction finds in a few words by themselves, its places those of `quote`.

    A few words of a text are read here and now; what is too long for that has none.
    """
    if len(quote) > _ALONE:
        return None
    from zonetracker.extraction import extract

    try:
        document = read_pasted(quote)
    except Refusal:
        return None
    found = extract(document)
    return found[0] if found and document.text == quote else None


def keep_report(ledger: Ledger, report: ReadReport) -> Changed:
    """Keep the report with its original bytes and its rows, as one operation."""
    document, rows = report.document, with_wholes(report.candidates)
    return ledger.import_report(
        report.name,
        document.media,
        report.data,
        document.text,
        document.title,
        report.year,
        rows,
        frame=report.frame,
        written=document.written,
        layout=document.layout,
        origin=report.origin,
    )
