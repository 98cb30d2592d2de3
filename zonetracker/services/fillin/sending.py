"""The fill-in sheets of a month, written for all units into one folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zonetracker.model.duties.due import due_rules, duty_table
from zonetracker.model.duties.fillin import FillIn, fill_ins
from zonetracker.model.milestones.states import as_of
from zonetracker.outputs.fillin.columns import title
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import kept_by_windows
from zonetracker.support.writing import write_safely

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')
_LONGEST_UNIT = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written, and what was left since a file of that name is there."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]


def sheets_of(ledger: Ledger, year: int, month: int) -> tuple[FillIn, ...]:
    """The fill-in sheets of a month, one for each registered unit that owes something in it, sent or not."""
    now = progress_of(ledger, year, month)
    before = progress_of(ledger, year, month - 1) if month > 1 else None
    owed = duty_table(now, ledger.filings(year, month), as_of(year, month), due_rules(ledger.settings()))
    return fill_ins(now, before, owed)


def nothing_to_send(ledger: Ledger, year: int, month: int) -> str:
    """Why a month has no fill-in sheet, and what to do."""
    if not ledger.departments():
        return tr("还没有登记责任单位，请先在“单位”页登记（命令行用 units --register）。")
    return tr("{year}年{month}月没有一家登记的单位牵头要填的目标或事项。", year=year, month=month)


def file_names(sheets: Sequence[FillIn]) -> list[str]:
    """A file name for each sheet: safe on Windows, no two alike whatever their letters' case."""
    plain = [title(one.zone, unit_in_name(one.department.name), one.year, one.month) for one in sheets]
    names = [_UNSAFE.sub("", name) for name in plain]
    count = Counter(name.casefold() for name in names)
    return [
        (name if count[name.casefold()] == 1 else f"{name}({one.department.id})") + ".xlsx"
        for name, one in zip(names, sheets, strict=True)
    ]


def unit_in_name(unit: str) -> str:
    """A unit's name as a file's name can hold it."""
    kept = _UNSAFE.sub("", unit)[:_LONGEST_UNIT].rstrip(". ")
    return f"{kept}_" if kept_by_windows(kept) else kept


def already_there(sheets: Sequence[FillIn], folder: Path) -> list[Path]:
    """The files of these names that a folder holds already."""
    return [path for name in file_names(sheets) if (path := folder / name).exists()]


def writing_job(sheets: Sequence[FillIn], file_id: str, folder: Path, *, replace: bool = False) -> Job[Sent]:
    """Write each sheet into `folder`; what is there already stays unless `replace`. Closing the job stops it."""
    from zonetracker.outputs.fillin.workbook import build_fill_in

    written, left = [], []
    for done, (sheet, name) in enumerate(zip(sheets, file_names(sheets), strict=True)):
        yield Step(done, len(sheets), tr("正在写出 {name}", name=name))
        path = folder / name
        if path.exists() and not replace:
            left.append(path)
            continue
        write_safely(path, build_fill_in(sheet, file_id))
        written.append(path)
    return Sent(tuple(written), tuple(left))
