"""What a file says, asked row by row whether a workbook may hold it; out of texts come the values that are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NoReturn

from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import ReportHead, ReviewRow
from zonetracker.services.ledger.within import row_findings, setting_findings, written_beyond
from zonetracker.services.openforms.form import CONTENT, TABLES, OpenBook, OpenColumn, OpenTable, Shown, Texts
from zonetracker.services.openforms.found import FoundBook
from zonetracker.services.openforms.refusals import wrong_row, wrong_table
from zonetracker.storage import records, task_records
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.history import canonical
from zonetracker.storage.values import Damaged
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.words.fields import field_word
from zonetracker.words.findings import say_finding

_ROWS_A_STEP = 2000
_SHOWN_CHARACTERS = 20
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?", re.IGNORECASE)
_LONGEST_FIGURE = 1000


class _CannotBe(Exception):
    """A value that its column can't hold; `str()` says why."""


@dataclass(slots=True)
class _Checked:
    """The rows of one table as they are kept, and where each stood."""

    table: OpenTable
    title: str
    lines: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def refuse(self, at: int, said: str) -> NoReturn:
        raise wrong_row(self.title, self.lines[at], said)


def checked(found: FoundBook) -> Job[OpenBook]:
    """The workbook that a file describes; raises Refusal, naming sheet and line, where it can't be one."""
    total = sum(len(table.lines) for table in found.tables.values())
    done = 0
    tables: dict[str, _Checked] = {}
    for table in TABLES:
        if table.name == CONTENT:
            continue
        there = found.tables[table.name]
        here = tables[table.name] = _Checked(table, there.title)
        for start in range(0, len(there.lines), _ROWS_A_STEP):
            yield Step(done + start, total, tr("正在核对数据"))
            for line, texts in there.lines[start : start + _ROWS_A_STEP]:
                _take(here, line, texts)
        done += len(there.lines)
        _each_once(here)
    _linked(tables, found)
    _parts_of_no_circle(tables["target"], "parent_id", tr("“其中”项隶属于自己"))
    _parts_of_no_circle(tables["milestone"], "whole_id", tr("子项目隶属于自己"))
    _quoted(tables["review_row"], tables["report"], found)
    _has_zone(tables["setting"])
    return OpenBook({name: one.rows for name, one in tables.items()}, found.originals)


def _take(here: _Checked, line: int, texts: Texts) -> None:
    """One row: its values, then the fact that it is."""
    here.lines.append(line)
    row: Row = {}
    for text, column in zip(texts, here.table.columns, strict=True):
        try:
            row[column.name] = _value(text, column)
        except _CannotBe as why:
            here.refuse(-1, tr("{field}{why}", field=_quoted_name(column.name), why=why))
    here.rows.append(row)
    make = _FINDINGS.get(here.table.name)
    if make is None:
        return
    unlike = tr("内容与格式说明不符，读不出来")
    try:
        findings = [one for one in make(row) if one is not None]
    except Damaged as damaged:
        named = _quoted_name(damaged.field) if damaged.field else ""
        here.refuse(-1, tr("{field}{why}", field=named, why=damaged.what) if named else unlike)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        here.refuse(-1, unlike)
    if findings:
        first = findings[0]
        here.refuse(-1, tr("{field}{why}", field=_quoted_name(first.field), why=say_finding(first)))


def _quoted_name(*fields: str) -> str:
    """Fields as a clerk finds them in either line of heads."""
    words = ((field_word(field), field) for field in fields)
    return tr("“{names}”", names="、".join(field if word == field else f"{word} {field}" for word, field in words))


# ---- one value


def _value(text: str | None, column: OpenColumn) -> Value:
    if text is None:
        if not column.optional:
            raise _CannotBe(tr("不能空着"))
        return None
    if column.shown is Shown.TEXT:
        return text
    return _VALUES[column.shown](text.strip(), column)


def _whole(text: str, column: OpenColumn) -> int:
    number = int(text) if _NUMBER.fullmatch(text) else None
    if number is None or (number < 1 and column.name == "id"):
        raise _CannotBe(tr("“{text}”不是这里可以写的整数", text=limits.in_short(text)))
    return number


def _flag(text: str, _: OpenColumn) -> int:
    if text not in ("0", "1"):
        raise _CannotBe(tr("“{text}”应是 0 或 1", text=limits.in_short(text)))
    return int(text)


def _figure(text: str, column: OpenColumn) -> str | None:
    """The figure as it is kept; how long it may be is asked before anything is made of it."""
    if len(text) > _LONGEST_FIGURE:
        raise _CannotBe(tr("“{text}”位数过多", text=limits.in_short(text)))
    if not _FIGURE.fullmatch(text):
        raise _CannotBe(tr("“{text}”不是一个数", text=limits.in_short(text)))
    value = Decimal(text)
    beyond = limits.figure_beyond(value, column.name)
    if beyond is not None:
        raise _CannotBe(tr("“{text}”位数过多", text=limits.in_short(text)))
    return records.figure(value)


def _code(text: str, column: OpenColumn) -> str:
    if text not in column.codes:
        known = "、".join(column.codes)
        raise _CannotBe(tr("“{text}”应是 {known} 之一", text=limits.in_short(text), known=known))
    return text


def _moment(text: str, _: OpenColumn) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise _CannotBe(tr("“{text}”不是日期和时间", text=limits.in_short(text))) from None
    return text


def _data(text: str, column: OpenColumn) -> str:
    if not text and column.name == "frame":
        return text
    try:
        return canonical(json.loads(text, parse_float=_no_float, parse_constant=_no_float))
    except (ValueError, RecursionError):
        raise _CannotBe(tr("“{text}”不是规定写法的 JSON", text=limits.in_short(text))) from None


def _no_float(text: str) -> NoReturn:
    raise ValueError(text)


def _as_is(text: str, _: OpenColumn) -> str:
    return text


_VALUES: Mapping[Shown, Callable[[str, OpenColumn], Value]] = {
    Shown.NUMBER: _whole,
    Shown.FLAG: _flag,
    Shown.FIGURE: _figure,
    Shown.CODE: _code,
    Shown.DAY: _as_is,
    Shown.MOMENT: _moment,
    Shown.DATA: _data,
    Shown.SHA256: _as_is,
}


# ---- one row: read as the program would read it, and within the limits of the door


def _of_report(row: Row) -> Sequence[Finding | None]:
    head: ReportHead = records.to_report_head(row)
    return limits.year_beyond(head.year), written_beyond(head.written)


def _of_review_row(row: Row) -> Sequence[Finding | None]:
    read: ReviewRow = records.to_review_row(row)
    return row_findings(read.candidate)


def _of_setting(row: Row) -> Sequence[Finding | None]:
    return setting_findings(str(row["key"]), records.to_value(row["value"]))


def _of_mapping(row: Row) -> Sequence[Finding | None]:
    records.to_mapping(row)
    return ()


def _of_issued(row: Row) -> Sequence[Finding | None]:
    issued = records.to_issued(row)
    named = limits.name_beyond(issued.file_name, "file_name")
    return limits.year_beyond(issued.year), limits.month_beyond(issued.month), named


_FINDINGS: Mapping[str, Callable[[Row], Sequence[Finding | None]]] = {
    "report": _of_report,
    "review_row": _of_review_row,
    "indicator": lambda row: row_findings(records.to_indicator(row)),
    "target": lambda row: row_findings(records.to_target(row)),
    "target_adjustment": lambda row: row_findings(records.to_adjustment(row)),
    "milestone": lambda row: row_findings(task_records.to_milestone(row)),
    "actual": lambda row: row_findings(records.to_actual(row)),
    "department": lambda row: row_findings(task_records.to_department(row)),
    "closing": lambda row: row_findings(records.to_closing(row)),
    "filing": lambda row: row_findings(task_records.to_filing(row)),
    "node": lambda row: row_findings(task_records.to_node(row)),
    "action": lambda row: row_findings(task_records.to_action(row)),
    "evidence": lambda row: row_findings(task_records.to_evidence(row)),
    "period_target": lambda row: row_findings(task_records.to_period_target(row)),
    "points": lambda row: row_findings(task_records.to_points(row)),
    "setting": _of_setting,
    "sheet_mapping": _of_mapping,
    "issued": _of_issued,
}


# ---- all rows


def _each_once(here: _Checked) -> None:
    """Whether rows are told apart by their id and by what else is unique."""
    for fields in (("id",), *here.table.unique):
        seen: dict[tuple[Value, ...], int] = {}
        for at, row in enumerate(here.rows):
            key = tuple(row[one] for one in fields)
            if None in key:
                continue
            if key in seen:
                here.refuse(
                    at, tr("与第 {line} 行的{fields}相同", line=here.lines[seen[key]], fields=_quoted_name(*fields))
                )
            seen[key] = at


def _linked(tables: Mapping[str, _Checked], found: FoundBook) -> None:
    """Whether what rows point to is there."""
    known: dict[str, set[Value]] = {name: {row["id"] for row in one.rows} for name, one in tables.items()}
    known[CONTENT] = set(found.originals)
    for here in tables.values():
        for column in here.table.columns:
            if column.link:
                for at in _dangling(here, column, known[column.link]):
                    there = limits.in_short(str(here.rows[at][column.name]))
                    words = tr("{field}所指的“{there}”没有", field=_quoted_name(column.name), there=there)
                    here.refuse(at, words)


def _dangling(here: _Checked, column: OpenColumn, known: set[Value]) -> Iterator[int]:
    name = column.name
    return (at for at, row in enumerate(here.rows) if row[name] is not None and row[name] not in known)


def _parts_of_no_circle(here: _Checked, whole: str, said: str) -> None:
    """Whether the way from any row to its whole comes to an end."""
    above = {row["id"]: row[whole] for row in here.rows}
    ended: set[Value] = {None}
    for at, row in enumerate(here.rows):
        way: list[Value] = []
        one: Value = row["id"]
        while one not in ended:
            if one in way:
                here.refuse(at, said)
            way.append(one)
            one = above[one]
        ended.update(way)


def _quoted(here: _Checked, reports: _Checked, found: FoundBook) -> None:
    """Whether a row's quotation stands in its report where the row says."""
    try:
        texts = {row["id"]: found.originals[str(row["text_sha256"])].decode() for row in reports.rows}
    except UnicodeDecodeError:
        raise wrong_table(tr("{sheet}里有报告的文字不是 UTF-8", sheet=reports.title)) from None
    for at, row in enumerate(here.rows):
        quote = records.to_candidate(row).quote_span
        if texts[row["report_id"]][quote.start : quote.end] != row["quote"]:
            here.refuse(at, tr("“原文 quote”不是报告里这个位置的文字"))


def _has_zone(here: _Checked) -> None:
    if not any(row["key"] == "zone" for row in here.rows):
        raise wrong_table(tr("{sheet}里没有单位名称（zone）", sheet=here.title))
