"""Changes in words: which thing, which field, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Change
from zonetracker.model.checking.limits import in_short
from zonetracker.support.i18n import tr
from zonetracker.words.fields import FLAGS, field_word, table_word, value_word
from zonetracker.words.settings import setting_parts, setting_word
from zonetracker.words.wording import one_line

Namer = Callable[[str, int], str]
HIDDEN = frozenset(
    (
        *("id", "row_id", "indicator_id", "target_id", "actual_id", "milestone_id", "report_id", "parent_id"),
        *("position", "from_row", "raw_name", "key", "span_start", "span_end", "quote_start", "quote_end"),
        *("sha256", "text_sha256", "layout_sha256", "operation_key", "parent", "duplicate_of", "task", "task_id"),
    )
)
_IN_THE_NAME = frozenset(("name", "year", "month", "file_name"))
_LONGEST = 100
_FIRST = (
    "before",
    "after",
    "value",
    "value_high",
    "unit",
    "bound",
    "growth",
    "growth_high",
    "growth_bound",
    "responsible",
    "deadline",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row before and after; `table` and `row_id` tell the row."""

    number: int
    table: str
    row_id: int
    thing: str
    deed: str
    field: str
    before: str
    after: str


def field_changes(change: Change, name_of: Namer) -> list[FieldChange]:
    """What a change did, field by field; a row that is new or gone is told in one line."""
    before, after = change.before, change.after
    thing = thing_of(change.table, after or before or {}, name_of)

    def line(deed: str, field: str, was: str, now: str) -> FieldChange:
        return FieldChange(change.id, change.table, change.row_id, thing, deed, field, was, now)

    if change.table == "setting":
        old, new = (setting_parts(str(row.get("key")), row.get("value")) for row in (before or {}, after or {}))
        deed = tr("新增") if before is None else tr("删除") if after is None else tr("修改")
        named = [part for part in dict.fromkeys((*new, *old)) if old.get(part) != new.get(part)]
        return [line(deed, part, old.get(part, ""), new.get(part, "")) for part in named]
    if before is None or after is None:
        told = told_row(before or after or {})
        return [line(tr("新增"), "", "", told) if before is None else line(tr("删除"), "", told, "")]
    found = []
    for key in (key for key in _ordered((*after, *before)) if key not in HIDDEN):
        was, now = value_word(key, before.get(key)), value_word(key, after.get(key))
        if was != now:
            found.append(line(tr("修改"), field_word(key), was, now))
    return found or [line(tr("修改"), tr("位置或关联"), "", "")]


def told_row(row: Mapping[str, object]) -> str:
    """A whole row in one line: its fields that say something."""
    told = []
    for key in _ordered(row):
        said = "" if key in HIDDEN or key in _IN_THE_NAME else value_word(key, row[key])
        if said and (key not in FLAGS or row[key]):
            told.append(f"{field_word(key)} {said}")
    return "；".join(told)


def _ordered(keys: Iterable[str]) -> list[str]:
    """The figures first, as a clerk looks for them."""
    return sorted(dict.fromkeys(keys), key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))


_OF_ANOTHER = {
    "target": ("indicator", "indicator_id"),
    "actual": ("indicator", "indicator_id"),
    "target_adjustment": ("target", "target_id"),
    "made": ("review_row", "row_id"),
    "filing": ("task", "task_id"),
    "node": ("milestone", "milestone_id"),
    "action": ("subject", "subject_id"),
}
"""Rows that have the name of another: of which table (or the column that says it), and the column of its id."""
_OF_A_MONTH = frozenset({"target", "actual", "filing"})


def thing_of(table: str, row: Mapping[str, object], name_of: Namer) -> str:
    """A row by the name a clerk knows it by."""
    word = table_word(table)
    year, month = row.get("year"), row.get("month")
    period = (f"{year}年" if year else "") + (f"{month}月" if month else "")
    if table in _OF_ANOTHER:
        other, key = _OF_ANOTHER[table]
        whose = one_line(name_of(str(row.get(other, other)), _number(row, key)))
        own = f" {in_short(str(row.get('name', '')), _LONGEST)}" if table == "node" else ""
        return f"{period if table in _OF_A_MONTH else ''}{word}：{whose}{own}"
    if table == "setting":
        return f"{word}：{setting_word(str(row.get('key')))}"
    if table == "closing":
        return f"{period}{word}"
    for key in ("name", "file_name", "title", "raw"):
        said = row.get(key)
        if isinstance(said, str) and said:
            return f"{word}：{in_short(said, _LONGEST)}"
    return word


def _number(row: Mapping[str, object], key: str) -> int:
    number = row.get(key)
    return number if isinstance(number, int) else 0
