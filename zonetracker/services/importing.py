"""From a file to rows under review: fenced reading, extraction, one operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zonetracker.extraction import Lexicon, extract, extract_job
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read_fenced, read_pasted
from zonetracker.extraction.reading.limits import FILE_BYTES
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Candidate, Kind
from zonetracker.services.ledger import Ledger
from zonetracker.services.wholes import with_wholes
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that was read and not kept yet."""

    name: str
    data: bytes
    document: Document
    candidates: tuple[Candidate, ...]

    @property
    def year(self) -> int | None:
        """The year that the report plans, else the one it looks back on: that of most of its rows."""
        for kind in (Kind.TARGET, Kind.ACTUAL):
            years = Counter(row.year for row in self.candidates if row.kind is kind and row.year is not None)
            if years:
                return years.most_common(1)[0][0]
        return None


def load_file(path: Path) -> bytes:
    """The bytes of a file that a clerk chose; raises Refusal when it is missing, a folder, too large or unreadable."""
    try:
        if path.is_dir():
            raise Refusal(
                RefusalCode.FILE_FOLDER, tr("“{name}”是一个文件夹，请选择里面的文件。", name=path.resolve().name)
            )
        if path.stat().st_size > FILE_BYTES:
            raise refusal(RefusalCode.READ_TOO_LARGE, path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal(
            RefusalCode.FILE_MISSING, tr("找不到“{path}”，请检查文件名和所在的文件夹。", path=path)
        ) from error
    except OSError as error:
        raise Refusal(
            RefusalCode.FILE_UNREADABLE, tr("打不开“{path}”，请检查是否有权限，或文件是否正被其他程序占用。", path=path)
        ) from error


def read_report(data: bytes, name: str, learned: Mapping[str, str] | None = None) -> Job[ReadReport]:
    """Read a file in the fence and extract its rows; `learned` maps names as read to the clerk's names."""
    yield Step(0, 0, tr("正在读取“{name}”", name=name))
    document = yield from read_fenced(data, name)
    candidates = yield from extract_job(document, Lexicon(learned))
    return ReadReport(name, data, document, tuple(candidates))


def read_paste(text: str, learned: Mapping[str, str] | None = None) -> Job[ReadReport]:
    """The same for text from the clipboard."""
    document = read_pasted(text)
    candidates = yield from extract_job(document, Lexicon(learned))
    return ReadReport(tr("粘贴的文字"), document.text.encode("utf-8"), document, tuple(candidates))


def read_alone(quote: str) -> Candidate | None:
    """The first row that extraction finds in a few words by themselves, its places those of `quote`."""
    try:
        document = read_pasted(quote)
    except Refusal:
        return None
    found = extract(document, Lexicon())
    return found[0] if found and document.text == quote else None


def keep_report(ledger: Ledger, report: ReadReport) -> Changed:
    """Keep the report with its original bytes and its rows, as one operation."""
    document, rows = report.document, with_wholes(report.candidates)
    return ledger.import_report(
        report.name, document.media, report.data, document.text, document.title, report.year, rows
    )
