"""The verb form: a superior's form filled in from the workbook, as a copy with nothing else changed."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.services import forms
from zonetracker.services.forms import FormChoices, FormLine, FormPlan, OpenedForm
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.findings import form_state_word, meaning_words
from zonetracker.words.wording import one_line


def form(options: Namespace, _: QtSide) -> int:
    """Fill a form in, or list what each of its cells would get."""
    names: Sequence[str] = options.name or ()
    with opened(options.book, writing=bool(names) and not options.plan) as ledger:
        one = finish(forms.open_form(ledger, options.form))
        time = forms.settled_time(one, options.month)
        choices = _with_names(one.planner.remembered(), names, ledger)
        planned = one.planner.plan(*time, choices)
        _refuse_unknown(planned, names)
        if options.plan:
            for line in planned.lines:
                print(json.dumps(_told(line), ensure_ascii=False))
            return DONE
        path = _place(options, one, planned)
        finish(forms.writing_job(one, planned, path))
        if names:
            forms.remember(ledger, one.planner.read, choices)
    for line in planned.untouched:
        print(tr("没有填：{line}", line=_line_words(line)), file=sys.stderr)
    year, month = time
    print(
        tr(
            "已写出 {path}（{year}年{month}月，填了 {count} 格）",
            path=path,
            year=year,
            month=month,
            count=len(planned.filled),
        )
    )
    return COULD_NOT if planned.untouched else DONE


def _with_names(choices: FormChoices, said: Sequence[str], ledger: Ledger) -> FormChoices:
    """The choices with names of the form that mean indicators: 表中名称=指标."""
    names = dict(choices.names)
    for pair in said:
        name, parted, meant = (part.strip() for part in pair.partition("="))
        indicator = ledger.names.find(meant)
        if not parted or not name or indicator is None:
            told = tr("“{pair}”应写成 表中名称=台账里的指标。", pair=pair)
            raise Refusal(RefusalCode.SHEET_NOT_ASKED, told)
        names[name] = indicator.id
    return replace(choices, names=names)


def _refuse_unknown(planned: FormPlan, said: Sequence[str]) -> None:
    """Refuse names that no cell of the form has; they would be remembered and never used."""
    there = {line.cell.name for line in planned.lines}
    for pair in said:
        name = pair.partition("=")[0].strip()
        if name not in there:
            raise Refusal(RefusalCode.SHEET_NOT_ASKED, tr("表中没有待核对的“{name}”。", name=name))


def _place(options: Namespace, one: OpenedForm, planned: FormPlan) -> Path:
    """Where the copy goes; no file is replaced that was not named."""
    if options.to is not None:
        return Path(options.to)
    path = one.path.with_name(forms.filled_name(one.path, planned.year, planned.month))
    if path.exists():
        raise Refusal(RefusalCode.FILE_EXISTS, tr("“{path}”已经存在；请用 --to 写明写到哪里。", path=path))
    return path


def _line_words(line: FormLine) -> str:
    name = one_line(line.cell.name)
    return tr("{place} {name}：{why}", place=line.place, name=name, why=line.why or form_state_word(line.state))


def _told(line: FormLine) -> dict[str, object]:
    cell = line.cell
    meaning = cell.meaning
    return {
        "place": line.place,
        "name": cell.name,
        "indicator": None if line.indicator is None else line.indicator.name,
        "wanted": "" if meaning is None else meaning_words(meaning, cell.year, cell.months),
        "unit": cell.unit,
        "shown": line.shown,
        "value": None if line.figured is None else line.figured.text,
        "state": line.state.value,
        "reason": line.why,
    }
