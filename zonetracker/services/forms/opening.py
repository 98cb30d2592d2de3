"""A form opened with what a workbook has for it, and written filled in beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zonetracker.extraction.forms.filling import fill_job
from zonetracker.extraction.forms.reading import FormRead, form_job
from zonetracker.services.forms.known import KnownFigures
from zonetracker.services.forms.model import FormPlan
from zonetracker.services.forms.planning import FormPlanner
from zonetracker.services.importing import load_file
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.paths import identity
from zonetracker.support.writing import write_safely


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form as it came, its planner, and the year and month that it names; None for what it does not."""

    path: Path
    data: bytes
    planner: FormPlanner
    said: tuple[int | None, int | None]


def open_form(ledger: Ledger, path: Path) -> Job[OpenedForm]:
    """Read a form in the fence; the workbook is asked now, and not by the thread that runs the job."""
    known = KnownFigures(ledger)

    def job() -> Job[OpenedForm]:
        data = load_file(path)
        read = yield from form_job(data, path.name)
        return OpenedForm(path, data, FormPlanner(known, read), said_time(read))

    return job()


def settled_time(opened: OpenedForm, given: tuple[int, int] | None) -> tuple[int, int]:
    """The month that a form is filled in for: the one that is given, which it may not contradict, else its own."""
    year, month = opened.said
    if given is None:
        if year is None or month is None:
            said = tr("“{name}”没有写明是哪年哪月，请写明月份（--month）。", name=opened.path.name)
            raise Refusal(RefusalCode.FORM_NO_MONTH, said)
        return year, month
    if year not in (None, given[0]) or month not in (None, given[1]):
        raise Refusal(RefusalCode.FORM_OTHER_TIME, other_time_words(opened, given))
    return given


def other_time_words(opened: OpenedForm, wanted: tuple[int, int]) -> str:
    """That a form names another month than the one it is to be filled in for."""
    year, month = opened.said
    own = (tr("{year}年", year=year) if year else "") + (tr("{month}月", month=month) if month else "")
    return tr(
        "“{name}”写的是{own}，不是{year}年{month}月，请核对。",
        name=opened.path.name,
        own=own,
        year=wanted[0],
        month=wanted[1],
    )


def said_time(read: FormRead) -> tuple[int | None, int | None]:
    """The year and month that titles, sheets and the file's name say, else the only month that heads name."""
    shown = [table for table in read.tables if not table.hidden]
    years = Counter(table.year for table in shown if table.year is not None)
    months = Counter(table.months[1] for table in shown if table.months is not None)
    headed = {
        column.months[1]
        for table in shown
        for column in table.columns
        if column.months is not None and column.months != (1, 12) and not column.previous
    }
    month = _most(months) if months else (next(iter(headed)) if len(headed) == 1 else None)
    return _most(years), month


def _most(said: Mapping[int, int]) -> int | None:
    return max(said, key=lambda one: (said[one], one), default=None)


def filled_name(path: Path, year: int, month: int) -> str:
    """What a filled form is called: its own name and the month, so that it is never taken for the empty one."""
    return tr("{name}（已填{year}年{month}月）", name=path.stem, year=year, month=month) + path.suffix


def writing_job(opened: OpenedForm, planned: FormPlan, path: Path) -> Job[bytes]:
    """Write the form filled in; its own file is never written over. Gives the bytes that were written."""
    if identity(path) == identity(opened.path):
        said = tr("不能写到原来的表上，请换一个文件名：{name}", name=path.name)
        raise Refusal(RefusalCode.FILE_TAKEN, said)
    if path.suffix.casefold() != opened.path.suffix.casefold():
        said = tr("填好的表要与原表格式相同，扩展名应为 {ending}。", ending=opened.path.suffix)
        raise Refusal(RefusalCode.FILE_NAME, said)
    if not planned.cells:
        said = tr("“{name}”里没有一格能填，没有写文件。", name=opened.path.name)
        raise Refusal(RefusalCode.FORM_NO_FIGURES, said)
    data = yield from fill_job(opened.data, opened.path.name, planned.cells)
    write_safely(path, data)
    return data
