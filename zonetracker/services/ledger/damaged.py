"""The damaged rows of a workbook: what no program of ours could have written, and what stands on such a row.

A look at all rows takes long where they are many, so it is made when somebody asks, and again only for what was touched
since; the tables that are read meanwhile leave out what is damaged by themselves (`kept`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from zonetracker.model.bookkeeping import DamagedRow
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode
from zonetracker.model.facts import Target
from zonetracker.model.milestones.grades import project_rules_beyond
from zonetracker.model.points.rules import points_rules_beyond
from zonetracker.model.rules import rules_from_data
from zonetracker.services.ledger.kept import in_circles
from zonetracker.storage import values
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import Database
from zonetracker.storage.records import FACTS, to_setting
from zonetracker.storage.task_records import TASK_FACTS
from zonetracker.storage.values import Damaged, id_of
from zonetracker.support.i18n import tr
from zonetracker.words.fields import table_word
from zonetracker.words.findings import say_finding

_MANY = 400
_FACTS = {**FACTS, **TASK_FACTS}
_NAMES = ("name", "title", "key", "raw", "file_name", "problem", "paper")
_UNBEARABLE = frozenset({FindingCode.EDGE_BEYOND, FindingCode.NOT_A_COLOUR})
"""Of the findings on a rule set those with which nothing can be judged or drawn."""
_STANDS_ON: Mapping[str, tuple[str, str]] = {
    "review_row": ("report_id", "report"),
    "target": ("indicator_id", "indicator"),
    "actual": ("indicator_id", "indicator"),
    "target_adjustment": ("target_id", "target"),
    "made": ("row_id", "review_row"),
    "node": ("milestone_id", "milestone"),
    "period_target": ("target_id", "target"),
    "points": ("department_id", "department"),
}
"""Which column of a table names the row without which a row of it is nothing.

A filing, an action and evidence outlive what they are about.
"""
_GROUNDS = frozenset(other for _, other in _STANDS_ON.values())
ORDER = (
    *("report", "review_row", "indicator", "target", "milestone", "actual", "target_adjustment", "made", "filing"),
    *("node", "action", "evidence", "department", "period_target", "points"),
    *("closing", "setting", "issued", "learned_name", "sheet_mapping"),
)
"""The tables whose changes are recorded, each behind those that its rows stand on."""


MAY_LACK = (
    ("target", "parent_id", "target"),
    ("milestone", "whole_id", "milestone"),
    ("evidence", "node_id", "node"),
    *((table, "row_id", "review_row") for table in ("target", "milestone", "actual")),
    *(("made", f"{table}_id", table) for table in ("indicator", "target", "actual", "milestone")),
)
"""Which columns of a table name a row of another that may also be none."""


def without(damaged: Iterable[DamagedRow], rows: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """All rows but the damaged ones; one that named a damaged row names none."""
    gone: dict[str, set[int]] = {table: set() for table in rows}
    for one in damaged:
        gone[one.table].add(one.row_id)
    left = {table: [row for row in some if id_of(row) not in gone[table]] for table, some in rows.items()}
    for table, column, other in MAY_LACK if any(gone.values()) else ():
        left[table] = [row | {column: None} if row[column] in gone[other] else row for row in left[table]]
    return left


_BROKEN: Mapping[str, Callable[[object], Finding | None]] = {
    "project_rules": project_rules_beyond,
    "points_rules": points_rules_beyond,
}
"""Settings that are left out, and told, where another program has broken them."""


@values.of_table("setting")
def setting_of(row: values.Row) -> tuple[str, object]:
    """A setting that can be lived with: its key and its value."""
    key, value = to_setting(row)
    for text in _texts(value):
        values.text({"value": text}, "value", limits.TEXT)
    if key == "zone" and not isinstance(value, str):
        raise TypeError(key)
    if key == "rules" and isinstance(value, Mapping):
        found = limits.rules_beyond(rules_from_data(value))
        if found is not None and found.code in _UNBEARABLE:
            raise Damaged(say_finding(found))
    broken = _BROKEN[key](value) if key in _BROKEN and value is not None else None
    if broken is not None:
        raise Damaged(say_finding(broken))
    return key, value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


class Contents:
    """Whether the contents that rows name are there; one that is never changes, so it is looked at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts: set[Value] = set()

    def there(self, row: Row) -> bool:
        """Whether the original of a report or an issued file is kept."""
        return bool(self._database.query("SELECT 1 FROM content WHERE sha256 = ?", (row["sha256"],)))

    def readable(self, report: Row) -> bool:
        """Whether a report has its original and its text."""
        key = report["text_sha256"]
        if key not in self._texts:
            kept = self._database.query("SELECT bytes FROM content WHERE sha256 = ?", (key,))
            if any(_is_text(one["bytes"]) for one in kept):
                self._texts.add(key)
        return key in self._texts and self.there(report)


def _is_text(data: Value) -> bool:
    try:
        return isinstance(data, bytes) and isinstance(data.decode("utf-8"), str)
    except UnicodeDecodeError:
        return False


class Damages:
    """The damaged rows of one workbook, kept in step with its revision."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.contents = Contents(database)
        self._known: tuple[int, list[DamagedRow]] | None = None

    def rows(self) -> list[DamagedRow]:
        """All damaged rows, table by table."""
        database = self._database
        if database.writing:
            return _DamageSearch(database, self.contents).rows()
        revision = database.revision
        if self._known is None or (self._known[0] != revision and not self._still_so(*self._known)):
            self._known = revision, _DamageSearch(database, self.contents).rows()
        self._known = revision, self._known[1]
        return list(self._known[1])

    def _still_so(self, revision: int, found: Collection[DamagedRow]) -> bool:
        """Whether just these are damaged still: nothing of what was touched since is, or has to do with them."""
        odd = {(one.table, one.row_id) for one in found}
        touched = self._database.touched_since(revision)
        if "report" in touched or sum(map(len, touched.values())) > _MANY or (odd and touched.keys() & _GROUNDS):
            return False
        if "target" in touched and self._moved(touched["target"]):
            return False
        if any((table, number) in odd for table, ids in touched.items() for number in ids):
            return False
        rows = ((table, row) for table, ids in touched.items() for row in self._database.rows(table, ids))
        return all(_why(table, row) is None and not _stands_on(table, row, odd) for table, row in rows)

    def _moved(self, ids: Collection[int]) -> bool:
        """Whether one of these targets is a part of another: then the way up is looked at as a whole."""
        return any(row["parent_id"] is not None for row in self._database.rows("target", ids))


def _why(table: str, row: Row) -> str | None:
    try:
        (setting_of if table == "setting" else _FACTS[table])(row)
    except Damaged as damaged:
        return damaged.why
    return None


def _stands_on(table: str, row: Row, odd: Collection[tuple[str, Value]]) -> bool:
    """Whether a row needs one of these."""
    column, other = _STANDS_ON.get(table, ("", ""))
    return bool(column) and (other, row[column]) in odd


class _DamageSearch:
    """One look at all rows."""

    def __init__(self, database: Database, contents: Contents) -> None:
        self._database, self._contents = database, contents
        self._sound: dict[str, set[int]] = {}
        self._names: dict[int, str] = {}

    def rows(self) -> list[DamagedRow]:
        """All damaged rows."""
        return [one for table in ORDER for one in self._of(table)]

    def _of(self, table: str) -> Iterator[DamagedRow]:
        rows = self._database.query(f"SELECT * FROM {table} ORDER BY id")
        whys = {id_of(row): _why(table, row) or self._groundless(table, row) for row in rows}
        if table == "target":
            sound = [_FACTS[table](row) for row in rows if whys[id_of(row)] is None and row["parent_id"] is not None]
            circles = in_circles([one for one in sound if isinstance(one, Target)])
            whys |= dict.fromkeys(circles, tr("“其中”项隶属于自己"))
        self._sound[table] = {number for number, why in whys.items() if why is None}
        if table == "indicator":
            self._names = {id_of(row): name for row in rows if isinstance(name := row["name"], str)}
        for row in rows:
            why = whys[id_of(row)]
            if why is not None:
                yield DamagedRow(table, id_of(row), self._told(row), why)

    def _groundless(self, table: str, row: Row) -> str | None:
        """Why a row has nothing to stand on."""
        if table in ("report", "issued"):
            whole = self._contents.readable(row) if table == "report" else self._contents.there(row)
            return None if whole else tr("它的文件或文字读不出来")
        column, other = _STANDS_ON.get(table, ("", ""))
        if not column or row[column] in self._sound[other]:
            return None
        return tr("它所属的{table}已损坏或不存在", table=table_word(other))

    def _told(self, row: Row) -> str:
        """What of a row can be read, in short."""
        number: Any = row.get("indicator_id")
        named = self._names.get(number) or next((said for key in _NAMES if isinstance(said := row.get(key), str)), "")
        year, month, value = row.get("year"), row.get("month"), row.get("value")
        when = tr("{year}年", year=year) if isinstance(year, int) else ""
        when += tr("{month}月", month=month) if isinstance(month, int) else ""
        said = value if isinstance(value, str) else ""
        return " ".join(part for part in (_short(named), when, _short(said)) if part)


def _short(text: str) -> str:
    """The beginning of a text in one line."""
    return limits.in_short(text, 30)
