"""The open form as data: its tables, their columns, how values are written; docs/open-forms.md says what they mean.

All three formats are written and read by it. The columns are those of the newest schema, in its order (a test compares
them); the fenced child reads by it too and has no database, so nothing here asks one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.facts import (
    ActionKind,
    ActionSubject,
    Bound,
    Cycle,
    DepartmentKind,
    FactType,
    JudgeBy,
    Kind,
    Nature,
    PointsAccount,
    PointsKind,
    Polarity,
    ReviewStatus,
    TaskKind,
)
from zonetracker.storage.connection import Row

NAME = "zonetracker"
VERSION = 1


class Shown(StrEnum):
    """How the values of a column are written."""

    NUMBER = "whole number"
    FLAG = "0 or 1"
    TEXT = "text"
    FIGURE = "figure"
    CODE = "code"
    DAY = "date"
    MOMENT = "moment"
    DATA = "JSON"
    SHA256 = "SHA-256"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column; `optional` where a row may have nothing in it, `link` names the table it points to."""

    name: str
    shown: Shown = Shown.TEXT
    optional: bool = False
    link: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table; the first column tells its rows apart, and so does each set of columns in `unique`."""

    name: str
    columns: tuple[OpenColumn, ...]
    unique: tuple[tuple[str, ...], ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def _some(shown: Shown, *names: str) -> tuple[OpenColumn, ...]:
    return tuple(OpenColumn(name, shown) for name in names)


def _maybe(shown: Shown, *names: str) -> tuple[OpenColumn, ...]:
    return tuple(OpenColumn(name, shown, optional=True) for name in names)


def _texts(*names: str) -> tuple[OpenColumn, ...]:
    return _some(Shown.TEXT, *names)


def _link(name: str, table: str, *, optional: bool = False) -> OpenColumn:
    return OpenColumn(name, Shown.SHA256 if table == CONTENT else Shown.NUMBER, optional, table)


def _code(name: str, codes: type[StrEnum], *, optional: bool = False) -> OpenColumn:
    return OpenColumn(name, Shown.CODE, optional, codes=tuple(str(code) for code in codes))


CONTENT = "content"
_ID = OpenColumn("id", Shown.NUMBER)
_YEAR = OpenColumn("year", Shown.NUMBER)
_YEAR_SAID = OpenColumn("year", Shown.NUMBER, optional=True)
_MONTH = OpenColumn("month", Shown.NUMBER)
_ROW = _link("row_id", "review_row", optional=True)
_DEADLINE = OpenColumn("deadline", Shown.DAY, optional=True)
_STATED = (
    *_maybe(Shown.FIGURE, "value", "value_high"),
    *_maybe(Shown.TEXT, "unit"),
    _code("bound", Bound, optional=True),
    *_maybe(Shown.FIGURE, "growth", "growth_high"),
    _code("growth_bound", Bound, optional=True),
)

BOOK = OpenTable("book", _texts("name", "value"))
"""What the file is: `form` and `version`, and how many rows each table has."""

ORIGINALS = OpenTable(CONTENT, (OpenColumn("sha256", Shown.SHA256), OpenColumn("bytes", Shown.BYTES)))
"""The original files and texts that reports and issued outputs point to."""

TABLES = (
    OpenTable(
        "report",
        (
            _ID,
            *_texts("name", "media"),
            _link("sha256", CONTENT),
            _link("text_sha256", CONTENT),
            *_texts("title"),
            _YEAR_SAID,
            *_some(Shown.MOMENT, "imported_at"),
            *_maybe(Shown.TEXT, "operation_key"),
            *_some(Shown.DATA, "frame"),
            *_maybe(Shown.DAY, "written"),
            _link("layout_sha256", CONTENT, optional=True),
        ),
        (("sha256",), ("operation_key",)),
    ),
    OpenTable(
        "review_row",
        (
            _ID,
            _link("report_id", "report"),
            *_some(Shown.NUMBER, "position"),
            _code("status", ReviewStatus),
            *_some(Shown.FLAG, "edited"),
            *_texts("raw_name", "key"),
            _code("kind", Kind),
            _code("type", FactType),
            _YEAR_SAID,
            *_texts("period", "name"),
            *_STATED,
            *_some(Shown.NUMBER, "span_start", "span_end", "quote_start", "quote_end"),
            *_texts("quote"),
            *_maybe(Shown.TEXT, "parent"),
            *_some(Shown.FLAG, "masked"),
            _DEADLINE,
            *_maybe(Shown.TEXT, "duplicate_of"),
            *_texts("section"),
            *_some(Shown.FIGURE, "confidence"),
            *_some(Shown.DATA, "reasons"),
            *_texts("responsible"),
            *_some(Shown.FLAG, "stretch"),
        ),
        (("report_id", "key"),),
    ),
    OpenTable(
        "indicator",
        (
            _ID,
            *_texts("name"),
            *_maybe(Shown.TEXT, "unit"),
            *_texts("category"),
            _code("polarity", Polarity),
            _code("nature", Nature),
            *_some(Shown.FLAG, "typed_growth"),
            *_some(Shown.DATA, "months", "curve", "aliases"),
            *_some(Shown.FLAG, "pinned", "from_row"),
            *_texts("supplier"),
            *_maybe(Shown.NUMBER, "due_day"),
            *_texts("derive"),
        ),
        (("name",),),
    ),
    OpenTable(
        "target",
        (
            _ID,
            _link("indicator_id", "indicator"),
            _YEAR,
            *_STATED,
            *_some(Shown.NUMBER, "position"),
            _link("parent_id", "target", optional=True),
            *_texts("section"),
            _DEADLINE,
            *_texts("responsible"),
            *_maybe(Shown.FIGURE, "weight", "stretch"),
            _code("judge_by", JudgeBy),
            *_texts("wording", "note"),
            _ROW,
            *_texts("quote", "source"),
            *_maybe(Shown.FIGURE, "stretch_growth"),
            *_texts("score_rule"),
        ),
    ),
    OpenTable(
        "target_adjustment",
        (
            _ID,
            _link("target_id", "target"),
            *_some(Shown.NUMBER, "from_month"),
            *_some(Shown.DATA, "before", "after"),
            *_texts("paper", "reason"),
        ),
    ),
    OpenTable(
        "milestone",
        (
            _ID,
            _YEAR,
            *_texts("name"),
            _code("kind", Kind),
            *_texts("section"),
            _DEADLINE,
            *_maybe(Shown.DAY, "done_on"),
            *_texts("responsible", "note"),
            _ROW,
            *_texts("quote", "source", "checklist", "code", "requirement", "leader"),
            *_some(Shown.NUMBER, "position"),
            _link("whole_id", "milestone", optional=True),
            _code("cycle", Cycle),
            *_maybe(Shown.DAY, "received_on"),
            *_texts("template"),
            *_some(Shown.FLAG, "signoff"),
            *_texts("builder", "scale", "construction", "industry"),
            *_maybe(Shown.FIGURE, "investment", "fixed_assets", "spent_before", "year_plan"),
            *_maybe(Shown.TEXT, "money_unit"),
            *_some(Shown.DATA, "curve"),
            *_maybe(Shown.FIGURE, "weight"),
            *_texts("score_rule"),
        ),
    ),
    OpenTable(
        "node",
        (
            _ID,
            _link("milestone_id", "milestone"),
            *_some(Shown.NUMBER, "position"),
            *_texts("name"),
            *_maybe(Shown.DAY, "planned"),
            *_some(Shown.FLAG, "reached"),
            *_maybe(Shown.DAY, "done_on"),
            *_texts("meaning", "papers"),
            *_some(Shown.NUMBER, "behind_after", "late_after"),
        ),
    ),
    OpenTable(
        "actual",
        (
            _ID,
            _link("indicator_id", "indicator"),
            _YEAR,
            _MONTH,
            *_maybe(Shown.FIGURE, "value"),
            *_maybe(Shown.TEXT, "unit"),
            *_maybe(Shown.FIGURE, "growth"),
            *_texts("origin", "reason"),
            _ROW,
            *_texts("source"),
            *_maybe(Shown.DAY, "reported_on"),
        ),
        (("indicator_id", "year", "month"),),
    ),
    OpenTable(
        "made",
        (
            _ID,
            _link("row_id", "review_row"),
            _link("indicator_id", "indicator", optional=True),
            _link("target_id", "target", optional=True),
            _link("actual_id", "actual", optional=True),
            _link("milestone_id", "milestone", optional=True),
        ),
        (("row_id",),),
    ),
    OpenTable("setting", (_ID, *_texts("key"), *_some(Shown.DATA, "value")), (("key",),)),
    OpenTable(
        "issued",
        (
            _ID,
            *_texts("kind"),
            _YEAR,
            _MONTH,
            *_texts("file_name"),
            _link("sha256", CONTENT),
            *_some(Shown.NUMBER, "size"),
            *_some(Shown.MOMENT, "made_at"),
        ),
    ),
    OpenTable("learned_name", (_ID, *_texts("raw", "corrected")), (("raw",),)),
    OpenTable("sheet_mapping", (_ID, *_texts("name"), *_some(Shown.DATA, "mapping")), (("name",),)),
    OpenTable(
        "department",
        (
            _ID,
            *_texts("name"),
            *_some(Shown.DATA, "aliases"),
            *_texts("contact"),
            *_maybe(Shown.NUMBER, "due_day"),
            *_some(Shown.NUMBER, "position"),
            *_texts("series"),
            _code("kind", DepartmentKind),
            *_texts("leader"),
            *_maybe(Shown.DAY, "retired_from"),
        ),
        (("name",),),
    ),
    OpenTable(
        "filing",
        (
            _ID,
            _code("task", TaskKind),
            *_some(Shown.NUMBER, "task_id"),
            _YEAR,
            _MONTH,
            *_texts("problem", "progress", "next_step"),
            *_maybe(Shown.FIGURE, "value"),
            *_maybe(Shown.TEXT, "unit"),
            *_maybe(Shown.DAY, "reported_on"),
            *_texts("origin"),
        ),
        (("task", "task_id", "year", "month"),),
    ),
    OpenTable(
        "action",
        (
            _ID,
            _code("subject", ActionSubject),
            *_some(Shown.NUMBER, "subject_id"),
            *_some(Shown.DAY, "day"),
            _code("kind", ActionKind),
            *_texts("level"),
            _YEAR_SAID,
            *_maybe(Shown.NUMBER, "month"),
            *_texts("words", "paper_no"),
            *_maybe(Shown.DAY, "before", "after"),
        ),
    ),
    OpenTable(
        "evidence",
        (
            _ID,
            _code("task", TaskKind),
            *_some(Shown.NUMBER, "task_id"),
            _link("node_id", "node", optional=True),
            *_texts("name"),
            _link("sha256", CONTENT, optional=True),
            *_texts("paper_no", "note"),
            *_some(Shown.DAY, "added_on"),
        ),
    ),
    OpenTable(
        "period_target",
        (
            _ID,
            _link("target_id", "target"),
            *_some(Shown.NUMBER, "to_month"),
            *_STATED,
            *_texts("note"),
        ),
        (("target_id", "to_month"),),
    ),
    OpenTable(
        "points",
        (
            _ID,
            _YEAR,
            _MONTH,
            _link("department_id", "department"),
            _code("account", PointsAccount),
            _code("kind", PointsKind),
            *_some(Shown.DAY, "day"),
            *_maybe(Shown.FIGURE, "amount"),
            *_texts("part", "task"),
            *_maybe(Shown.NUMBER, "task_id"),
            *_texts("entry", "reason", "paper_no"),
        ),
    ),
    OpenTable(
        "closing",
        (
            _ID,
            _YEAR,
            *_maybe(Shown.NUMBER, "month"),
            *_some(Shown.NUMBER, "edition"),
            *_some(Shown.MOMENT, "closed_on"),
            *_maybe(Shown.MOMENT, "reopened_on"),
            *_texts("reason"),
        ),
        (("year", "month", "edition"),),
    ),
    ORIGINALS,
)
"""What is exported, in the order in which it is written."""

PIECES = OpenTable("pieces", _texts("table", "of", "field", "number", "text"))
"""Of the Excel form alone: texts that are longer than a cell, cut."""


Texts = Sequence[str | None]
"""The values of a row in the order of its table's columns, as text; None for nothing."""


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A workbook outside of its file: the rows of each table, and the original bytes by their SHA-256."""

    rows: Mapping[str, Sequence[Row]]
    originals: Mapping[str, bytes]

    def told(self) -> list[tuple[str, str]]:
        """The rows of the table `book`."""
        counts = [(f"rows.{table}", str(len(rows))) for table, rows in self.rows.items()]
        return [("form", NAME), ("version", str(VERSION)), *counts, (f"rows.{CONTENT}", str(len(self.originals)))]

    def texts(self, table: OpenTable) -> Iterator[Texts]:
        """The rows of a table as texts; not those of the originals, which each format keeps in its own way."""
        if table is BOOK:
            yield from self.told()
        else:
            fields = table.fields
            for row in self.rows[table.name]:
                yield [None if (value := row[field]) is None else str(value) for field in fields]
