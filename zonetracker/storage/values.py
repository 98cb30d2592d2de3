"""The values of a row as a file holds them, each asked whether a program of ours could have written it.

A file comes from anywhere. Figures, years and months have the limits of the door; a text has four times its limit: an
older program may have let in what the door refuses today, and a row that is left out is a loss. Nothing is made of a
value before its length is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, wraps
from typing import NoReturn, TypeVar

from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding
from zonetracker.storage.connection import Value
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.fields import field_word, table_word
from zonetracker.words.findings import say_finding

Row = Mapping[str, Value]
_Fact = TypeVar("_Fact")
_Code = TypeVar("_Code", bound=StrEnum)

SLACK = 4
_LONGEST_FIGURE = 100
_LONGEST_DATA = 16_000_000
_DEEPEST = 16
_LARGEST = 10**9
_LAST_ID = 2**53
_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?")
_SHA256 = re.compile("[0-9a-f]{64}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""What neither a sheet nor a document can hold."""


class Damaged(Refusal, KeyError):
    """A row that no program of ours could have written: of which table, which one, and `what` is wrong of `field`.

    It is no row: whoever can do without one that is not there does so here too.
    """

    __str__ = Exception.__str__

    def __init__(self, what: str, field: str = "", table: str = "", row_id: int = 0) -> None:
        self.what, self.field, self.table, self.row_id = what, field, table, row_id
        where = tr("{table}第{number}号", table=table_word(table), number=row_id) if table else tr("一行数据")
        said = tr("{where}已损坏（{why}），这里不能使用；请恢复备份，或移除已损坏的数据。", where=where, why=self.why)
        super().__init__(RefusalCode.ROW_DAMAGED, said)

    @property
    def why(self) -> str:
        """What is wrong, with the field where one is known."""
        return tr("“{field}”{what}", field=field_word(self.field), what=self.what) if self.field else self.what

    def of(self, table: str, row_id: int) -> Damaged:
        """The same, of a row of this table."""
        return Damaged(self.what, self.field, table, row_id)


def of_table(table: str) -> Callable[[Callable[[Row], _Fact]], Callable[[Row], _Fact]]:
    """A maker of facts that raises Damaged and nothing else, naming its table and the row."""

    def around(make: Callable[[Row], _Fact]) -> Callable[[Row], _Fact]:
        @wraps(make)
        def made(row: Row) -> _Fact:
            try:
                return make(row)
            except Damaged as damaged:
                raise damaged.of(table, id_of(row)) from None
            except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
                raise Damaged(tr("内容读不出来"), "", table, id_of(row)) from error

        return made

    return around


def id_of(row: Row) -> int:
    """The number of a row, whatever else it holds."""
    number = row.get("id")
    return number if isinstance(number, int) else 0


def _odd(column: str, what: str) -> NoReturn:
    raise Damaged(what, column)


def within(finding: Finding | None, column: str) -> None:
    """Raise what lies beyond its limit."""
    if finding is not None:
        _odd(column, say_finding(finding))


# ---- numbers


def whole(row: Row, column: str, least: int = -_LARGEST, most: int = _LARGEST) -> int:
    """A whole number between two others."""
    value = row[column]
    if not isinstance(value, int):
        _odd(column, tr("不是整数"))
    if not least <= value <= most:
        _odd(column, tr("不在可能的范围内"))
    return value


def number(row: Row, column: str, least: int = -_LARGEST, most: int = _LARGEST) -> int | None:
    """A whole number, or nothing."""
    return None if row[column] is None else whole(row, column, least, most)


def key(row: Row, column: str = "id") -> int:
    """The number of a row, as SQLite gives them: from 1 on."""
    return whole(row, column, 1, _LAST_ID)


def link(row: Row, column: str) -> int | None:
    """The number of another row, or nothing."""
    return None if row[column] is None else key(row, column)


def flag(row: Row, column: str) -> bool:
    """Yes or no."""
    return bool(whole(row, column, 0, 1))


def year(row: Row, column: str = "year") -> int:
    """A year that a workbook is about."""
    found = whole(row, column)
    within(limits.year_beyond(found), column)
    return found


def month(row: Row, column: str = "month") -> int:
    """A month of the year."""
    return whole(row, column, 1, 12)


def figure(row: Row, column: str) -> Decimal | None:
    """A figure, or nothing; its length is looked at before anything is made of it."""
    text = row[column]
    if text is None:
        return None
    if not isinstance(text, str) or (len(text) <= _LONGEST_FIGURE and not _FIGURE.fullmatch(text)):
        _odd(column, tr("不是一个数"))
    if len(text) > _LONGEST_FIGURE:
        _odd(column, tr("位数过多"))
    found = Decimal(text)
    within(limits.figure_beyond(found, column), column)
    return found


# ---- texts


def text(row: Row, column: str, longest: int) -> str:
    """A text up to four times its limit, of letters that can be shown; nothing is empty."""
    value = row[column]
    if value is None:
        return ""
    if not isinstance(value, str):
        _odd(column, tr("不是文字"))
    if len(value) > SLACK * longest:
        _odd(column, tr("过长（{length}字）", length=len(value)))
    if _CONTROL.search(value):
        _odd(column, tr("含有不能显示的字符"))
    return value


def said(row: Row, column: str, longest: int) -> str | None:
    """A text, or nothing."""
    return None if row[column] is None else text(row, column, longest)


def code(row: Row, column: str, codes: type[_Code]) -> _Code:
    """One of the codes of a column."""
    try:
        return codes(row[column])  # type: ignore[arg-type]
    except ValueError:
        _odd(column, tr("是未知的代码“{code}”", code=limits.in_short(str(row[column]))))


def moment(row: Row, column: str) -> str:
    """A day, or a day with its time."""
    found = text(row, column, limits.UNIT)
    try:
        datetime.fromisoformat(found)
    except ValueError:
        _odd(column, tr("不是日期和时间"))
    return found


def day(row: Row, column: str) -> str | None:
    """A day, or nothing."""
    return None if row[column] is None else moment(row, column)


def sha256_of(row: Row, column: str = "sha256") -> str:
    """The hash of kept bytes."""
    value = row[column]
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        _odd(column, tr("不是校验码"))
    return value


# ---- JSON


def data(row: Row, column: str) -> object:
    """What a JSON text says: of a length and depth that can be lived with, a number with a point as a Decimal."""
    value = row[column]
    if not isinstance(value, str) or len(value) > _LONGEST_DATA:
        _odd(column, tr("不是规定写法的内容"))
    try:
        return _parsed(value)
    except (ValueError, ArithmeticError, RecursionError):
        _odd(column, tr("不是规定写法的内容"))


def texts(row: Row, column: str, longest: int) -> tuple[str, ...]:
    """A list of texts."""
    value = row[column]
    found = _listed(value) if isinstance(value, str) and len(value) <= _LONGEST_DATA else None
    if found is None or any(len(one) > SLACK * longest or _CONTROL.search(one) for one in found):
        _odd(column, tr("不是规定写法的内容"))
    return found


@lru_cache
def _listed(value: str) -> tuple[str, ...] | None:
    """Most rows have one of a few lists."""
    try:
        found = _parsed(value)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return tuple(found) if isinstance(found, list) and all(isinstance(one, str) for one in found) else None


def _parsed(value: str) -> object:
    found: object = json.loads(
        value, object_hook=_revived, parse_float=_finite, parse_int=_integer, parse_constant=_no_number
    )
    if _depth(found) > _DEEPEST:
        raise ValueError("too deep")
    return found


def _revived(found: dict[str, object]) -> object:
    return _finite(str(found["$decimal"])) if found.keys() == {"$decimal"} else found


def _finite(said: str) -> Decimal:
    found = Decimal(said) if len(said) <= _LONGEST_FIGURE else None
    if found is None or limits.figure_beyond(found, "value") is not None:
        raise ValueError("no figure")
    return found


def _integer(said: str) -> int:
    if len(said) > limits.DIGITS:
        raise ValueError("no number")
    return int(said)


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _depth(found: object) -> int:
    """How deep lists and mappings lie in one another, counted no further than a step beyond the limit."""
    depth, level = 0, [found]
    while level and depth <= _DEEPEST:
        depth += 1
        inside = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [below for one in inside for below in one]
    return depth
