"""What the columns of a ledger hold beside each other: by their cells, and which of several that may hold the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.extraction.tables.headtext import in_figures, plain
from zonetracker.extraction.tables.regions import GridView
from zonetracker.lexicon.item_heads import item_head_words, item_words
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import in_unit
from zonetracker.services.milestones.intake.amounts import MONEY, may_be_money, read_amount
from zonetracker.services.milestones.intake.columns import YEAR, LedgerColumn, is_planned, word_of
from zonetracker.services.milestones.intake.dates import read_date

Role = MilestoneRole
SAMPLE = 200
"""How many rows are looked at to tell what a column holds."""
_THIS_YEAR = re.compile(r"本年|今年|当年|年初|年度|\d{1,2}月")
_UP_TO = re.compile(r"(?:截[至止]到?|(?<![\d月])至)(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|[底末份])?")
_BY_MONTHS = (Role.MONTH, Role.PROGRESS, Role.PROBLEM, Role.NEXT)
_BESIDE = {
    "problem_beside": Role.PROBLEM,
    "done_beside": Role.DONE,
    "assist_beside": Role.ASSIST,
    "nothing_beside": Role.NOTHING,
}
_NEAR = Decimal("0.2")
_ANY_YEAR = 2000


def settled(
    columns: Sequence[LedgerColumn], view: GridView, rows: Sequence[int], month: int
) -> tuple[LedgerColumn, ...]:
    """Columns as their cells and the columns beside them let them be, for a month."""
    told = _of_the_month(_beside(_with_contents(columns, view, rows, month)), month)
    return tuple(_each_once(told))


def _with_contents(
    columns: Sequence[LedgerColumn], view: GridView, rows: Sequence[int], month: int
) -> list[LedgerColumn]:
    """Columns as their cells let them be: sums want figures, and words under 年度任务 are what is to be done."""
    told = []
    for column in columns:
        own = (row for row in rows[:SAMPLE] if not _is_wide(view, row, column.index))
        cells = [text for row in own if (text := view.text(row, column.index).strip())]
        figured = sum(map(may_be_money, cells))
        role = column.role
        if role in (Role.PLAN, Role.SUM, Role.MONTH) and cells and figured * 2 < len(cells):
            role = _in_words(column, month)
        elif role in (Role.NEXT, Role.NODE) and cells and all(map(_is_counted, cells)):
            role = Role.NOTHING
        elif role is Role.REQUIREMENT and not column.pieces and figured == len(cells) and len(cells) > 1:
            role = Role.PLAN
        told.append(replace(column, role=role))
    return told


def _is_counted(cell: str) -> bool:
    """Whether a cell holds a figure that is no date: 391 under 已签约 counts households."""
    return may_be_money(cell) and read_date(cell, _ANY_YEAR).day is None


def _is_wide(view: GridView, row: int, index: int) -> bool:
    """Whether a cell reaches over columns beside it, as a note under the table does."""
    own = view.origin(row, index)
    return own[1] != index or view.origin(row, index + 1) == own


def _in_words(column: LedgerColumn, month: int) -> MilestoneRole:
    """What words say under the head of a sum: what is done, what is to be done, or what is done next (四季度计划)."""
    if column.role is not Role.PLAN:
        return Role.PROGRESS
    months = column.months
    return Role.NEXT if months is not None and months[0] > month else Role.REQUIREMENT


def _beside(columns: Sequence[LedgerColumn]) -> list[LedgerColumn]:
    """Columns whose word means something else where another column says the same more plainly: 完成时间 beside 时限."""
    other = {one.index: role for one in columns if (role := _other_role(one)) is not None}
    plainly = {one.role for one in columns if one.index not in other}
    return [
        replace(one, role=other[one.index]) if one.index in other and one.role in plainly else one for one in columns
    ]


def _other_role(column: LedgerColumn) -> MilestoneRole | None:
    word = _own_word(column)
    if word is None or word[0] != column.role.value or is_planned(plain(column.head)):
        return None
    return next((role for words, role in _BESIDE.items() if word[1] in item_words(words)), None)


def _of_the_month(columns: Sequence[LedgerColumn], month: int) -> list[LedgerColumn]:
    """Where each month has a column of its own, the one of the month, else of the last one before it."""
    left: set[int] = set()
    for role in _BY_MONTHS:
        dated = {one.index: months for one in columns if one.role is role and (months := one.months) is not None}
        if len(set(dated.values())) > 1:
            best = min(dated.values(), key=lambda months: _distance(months, month))
            left |= {index for index, months in dated.items() if months[1] != best[1]}
    return [replace(one, role=Role.NOTHING) if one.index in left else one for one in columns]


def _distance(months: tuple[int, int], month: int) -> tuple[bool, int]:
    """How far what is said of some months is from what is said of one: one that is over comes first."""
    begin, end = months
    return not begin <= month <= end and end > month, abs(end - month)


def _each_once(columns: Sequence[LedgerColumn]) -> Iterator[LedgerColumn]:
    """Of several columns that hold the same, the one whose word stands first in the data."""
    order: Mapping[str, int] = {word: at for at, (_, word) in enumerate(item_head_words())}
    best: dict[MilestoneRole, LedgerColumn] = {}
    for column in columns:
        if column.role.joined:
            continue
        held = best.get(column.role)
        if held is None or _rank(column, order) < _rank(held, order):
            best[column.role] = column
    for column in columns:
        kept = column.role.joined or best[column.role] is column
        yield column if kept else replace(column, role=Role.NOTHING)


def _rank(column: LedgerColumn, order: Mapping[str, int]) -> tuple[bool, int, int]:
    """Sums that say they are this year's before others, of those the latest; names that say so; then by the word."""
    word = _own_word(column)
    place = order.get(word[1], len(order)) if word else len(order)
    if column.role is not Role.SUM:
        return column.role is Role.NAME and "名称" not in column.head, 0, place
    months = column.months
    return not _says_year(column), -months[1] if months else 0, place


def _own_word(column: LedgerColumn) -> tuple[str, str] | None:
    return next((found for part in reversed(column.heads) if (found := word_of(part))), None)


def _says_year(column: LedgerColumn) -> bool:
    """Whether heads say that sums are those of a year: 今年累计, 1-9月, 2023年完成."""
    head = in_figures(plain(column.head))
    return bool(_THIS_YEAR.search(head) or YEAR.search(head))


def _says_since_when(column: LedgerColumn) -> bool:
    """Whether heads say from when on sums are cumulated: 1-9月 and 今年累计 do, 截至9月底 does not."""
    head = _UP_TO.sub("", in_figures(plain(column.head)))
    return bool(_THIS_YEAR.search(head) or YEAR.search(head))


# ---- sums that do not say whether they are this year's


def unclear_sum(columns: Sequence[LedgerColumn], view: GridView, rows: Sequence[int], unit: str | None) -> bool:
    """Whether cumulated sums may be those since the beginning of the work.

    So where the ledger tells what was spent before or since the beginning, or prints the sums' share of the whole, and
    the sums' head does not say since when, and no row's figures show that they are this year's.
    """
    held = {one.role: one for one in reversed(columns)}
    if Role.SUM not in held or _says_since_when(held[Role.SUM]):
        return False
    told = [_told(held, view, row, unit) for row in rows[:SAMPLE]]
    if any(one.is_of_the_year() for one in told):
        return False
    return bool({Role.BEFORE, Role.SINCE} & held.keys()) or any(one.is_share(one.whole) for one in told)


@dataclass(frozen=True, slots=True)
class _SumsTold:
    """The sums of a row in one unit, and the share that is printed beside them."""

    done: Decimal | None
    before: Decimal | None
    since: Decimal | None
    plan: Decimal | None
    whole: Decimal | None
    share: Decimal | None

    def is_of_the_year(self) -> bool:
        """Whether the sum can't hold what was spent before, or the share printed is that of the plan."""
        if self.done is not None and self.before is not None:
            with_before = self.done + self.before
            if self.done < self.before or (self.before > 0 and with_before == self.since):
                return True
        return self.is_share(self.plan)

    def is_share(self, of: Decimal | None) -> bool:
        """Whether the share printed is that of a sum."""
        if self.done is None or not of or not self.share:
            return False
        share = self.done / of * 100
        return min(abs(share - self.share), abs(share - self.share * 100)) <= _NEAR


def _told(held: Mapping[MilestoneRole, LedgerColumn], view: GridView, row: int, unit: str | None) -> _SumsTold:
    roles = (Role.SUM, Role.BEFORE, Role.SINCE, Role.PLAN, Role.INVESTMENT)
    done, before, since, plan, whole = (_amount(held.get(role), view, row, unit) for role in roles)
    ratio = held.get(Role.RATIO)
    share = read_amount(view.text(row, ratio.index).rstrip("%％"), "", None).value if ratio is not None else None
    return _SumsTold(done, before, since, plan, whole, share)


def _amount(column: LedgerColumn | None, view: GridView, row: int, unit: str | None) -> Decimal | None:
    if column is None:
        return None
    amount = read_amount(view.text(row, column.index), "", column.unit or unit)
    return None if amount.value is None else in_unit(amount.value, amount.unit or MONEY, MONEY)
