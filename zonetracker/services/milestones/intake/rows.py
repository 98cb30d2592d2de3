"""The rows of a ledger as texts: sections, totals and notes apart, lines under one name joined or parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.headtext import MARKER, plain
from zonetracker.extraction.tables.regions import SIGNED
from zonetracker.lexicon.item_heads import item_words
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import in_unit
from zonetracker.services.milestones.intake.amounts import read_amount
from zonetracker.services.milestones.intake.columns import LedgerColumn
from zonetracker.services.milestones.intake.tables import LedgerTable

Role = MilestoneRole
_NOTE = re.compile(r"[（(]?(?:注|说明|备注)[\d\s]*[）)]?[:：.、]")
_HAN = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_SUMMED = re.compile(
    r"(?P<of>.{0,10}?)(?P<word>合计|总计|共计|小计|分计)[:：]?(?:共?\d+[个项件家条处](?:项目|事项|问题|任务)?)?[:：]?"
)
_ALL = re.compile("全[部县市区镇乡街园局省]?|本[县市区镇乡街园局]|")
_COUNT = re.compile(r"共\d+[个项件家条处](?:项目|事项|问题|任务)?[:：]?")
_COUNTED = re.compile(r"\s*[（(][^()（）]*\d+\s*[个项件家条处][^()（）]*[)）]$")
_NUMBERS = (Role.NUMBER, Role.CODE)
_OF_MONEY = tuple(role for role in MilestoneRole if role.of_money)
_OUTER = re.compile(r"(\d{1,3})[.、．]?")
_WITHIN = re.compile(r"(\d{1,3})[.．\-－—]0*[1-9]\d{0,2}(?:[.．\-－—]\d{1,3})*")
_INNER = re.compile(r"[（(]\d{1,2}[)）]|[①-⑳]")
_THEREOF = re.compile(r"其中[:：]?\s*")
_BLANK = re.compile(r"[-—–/\\…\s]*")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row: the texts of its columns by their places, where it stands, under which section.

    `whole` is the place, among all rows, of the one that it is a part of; `hidden` where the file hides it; `shared`
    are columns whose sum stands in a cell over several names, and so is nobody's own.
    """

    table: int
    place: str
    name: str
    texts: Mapping[int, str]
    section: str = ""
    whole: int | None = None
    hidden: bool = False
    key: str = ""
    shared: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of sums: what it calls itself and each sum by the column's place, its rows; `grand` for all."""

    table: int
    place: str
    said: str
    sums: Mapping[int, str]
    rows: tuple[int, ...]
    grand: bool = False


@dataclass(slots=True)
class LedgerRows:
    """All rows of the ledgers of a file, and the rows of sums among them."""

    rows: list[LedgerRow] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)


def rows_of(tables: Sequence[LedgerTable]) -> LedgerRows:
    """The rows of tables that have a column of names."""
    found = LedgerRows()
    for at, table in enumerate(tables):
        if table.named:
            _Rows(at, table, found).read()
    return found


class _Rows:
    def __init__(self, at: int, table: LedgerTable, found: LedgerRows) -> None:
        self.at, self.table, self.view, self.found = at, table, table.view, found
        self.columns = {one.index: one for one in table.columns}
        self.names = table.held(Role.NAME)[0].index
        self.section, self.first, self.since = "", len(found.rows), len(found.rows)
        self.outer: dict[str, int] = {}
        self.last: int | None = None
        self.numbered = False

    def read(self) -> None:
        for lines in self._groups():
            if not self._is_apart(lines[0]):
                self._take(lines)
        own = [at for at, one in enumerate(self.found.totals) if one.table == self.at and one.grand]
        if len(own) == 1:
            every = tuple(range(self.first, len(self.found.rows)))
            self.found.totals[own[0]] = replace(self.found.totals[own[0]], rows=every)

    def _groups(self) -> Iterator[list[int]]:
        """The rows under one name: that of a merged cell, and lines below one that have neither name nor number."""
        group: list[int] = []
        for row in self.table.rows:
            if group and not self._goes_on(group[-1], row):
                yield group
                group = []
            if group or self.view.filled(row):
                group.append(row)
        if group:
            yield group

    def _goes_on(self, before: int, row: int) -> bool:
        own, former = self.view.origin(row, self.names), self.view.origin(before, self.names)
        if own == former:
            return True
        filled = self._own_texts(row)
        blank = not filled.get(self.names) and not any(filled.get(one.index) for one in self._held(*_NUMBERS))
        return blank and bool(filled) and not self._is_apart(row) and bool(self._text(before, self.names))

    # ---- rows that are none

    def _is_apart(self, row: int) -> bool:
        """Whether a row is a section, a sum, a note or a line that numbers the columns."""
        texts = self._own_texts(row)
        if not texts:
            return True
        first = next(iter(texts.values()))
        if SIGNED.match(plain(first)) or _NOTE.match(first) or self._numbers_columns(texts):
            return True
        return self._takes_total(row, texts) or self._takes_section(row, texts)

    def _numbers_columns(self, texts: Mapping[int, str]) -> bool:
        said = [plain(text) for text in texts.values()]
        return len(said) > 2 and said == [str(number + 1) for number in range(len(said))]

    def _takes_total(self, row: int, texts: Mapping[int, str]) -> bool:
        heads = [_COUNTED.sub("", "".join(text.split())) for text in list(texts.values())[:3]]
        grand = next((text for text in heads if _is_total(text)), "")
        some = next((text for text in heads if _is_subtotal(text)), "")
        if not grand and not some:
            return False
        sums = {one.index: texts[one.index] for one in self._held(*_OF_MONEY) if texts.get(one.index)}
        rows = tuple(range(self.since, len(self.found.rows)))
        place = self._place(row, next(iter(texts)))
        if not self._stood(row, place):
            self.found.totals.append(TotalRow(self.at, place, grand or some, sums, rows, bool(grand)))
        self.since = len(self.found.rows)
        return True

    def _stood(self, row: int, place: str) -> bool:
        return any(one.place == place and one.table == self.at for one in self.found.totals)

    def _takes_section(self, row: int, texts: Mapping[int, str]) -> bool:
        """A line of its own: alone in its row, or a number in Chinese and a name, with no more than sums."""
        places = list(texts)
        numbers = {one.index for one in self._held(*_NUMBERS)}
        sums = {one.index for one in self._held(*_OF_MONEY, Role.RATIO)}
        worded = [place for place in places if place not in sums]
        alone = len(places) == 1 and (self._is_wide(row, places[0]) or places[0] <= self.names)
        if not worded or (any(place not in (*numbers, self.names) for place in worded) and not alone):
            return False
        said = " ".join(texts[place] for place in worded if place not in numbers or place == worded[-1])
        han = any(_HAN.fullmatch(plain(texts[place])) for place in worded if place in numbers)
        marked = MARKER.match(plain(said)) is not None or _COUNTED.search(said) is not None
        if not (han or marked or (alone and self._is_wide(row, places[0]))):
            return False
        self.section, self.since = _bare_section(said), len(self.found.rows)
        self.outer, self.last = {}, None
        return True

    def _is_wide(self, row: int, column: int) -> bool:
        """Whether a cell is merged over more than half of the table."""
        own = self.view.origin(row, column)
        reach = sum(self.view.origin(row, one) == own for one in self.columns)
        return reach * 2 > len(self.columns)

    # ---- rows

    def _take(self, lines: Sequence[int]) -> None:
        parts = self._held(Role.PART)
        named = [row for row in lines if parts and self._text(row, parts[0].index)]
        own_money = [row for row in lines if self._has_money(row)]
        if named and (len(lines) > 1 or self._text(lines[0], self.names)):
            self._take_parts(lines[0], named, parts[0].index)
        elif len(own_money) > 1 and (column := self._naming()) is not None:
            self._take_parts(lines[0], own_money, column)
        else:
            self._put(lines, self._joined(lines, self.names))

    def _take_parts(self, first: int, lines: Sequence[int], column: int) -> None:
        whole = len(self.found.rows)
        name = self._text(first, self.names)
        section = self._joined([first], *(one.index for one in self._held(Role.SECTION)))
        texts = {self.names: name}
        texts |= {one.index: section for one in self._held(Role.SECTION)}
        place = self._place(first, self.names)
        self.found.rows.append(LedgerRow(self.at, place, name, texts, self.section, key=f"{place}…"))
        for row in lines:
            said = self._text(row, column)
            self._put([row], said or name, whole=whole)

    def _naming(self) -> int | None:
        """The column by whose words parts are told apart that have no name of their own."""
        held = self._held(Role.SCALE) or self._held(Role.REQUIREMENT)
        return held[0].index if held else None

    def _put(self, lines: Sequence[int], name: str, whole: int | None = None) -> None:
        texts = {index: said for index in self.columns if (said := self._joined(lines, index))}
        number = next((texts[one.index] for one in self._held(*_NUMBERS) if one.index in texts), "")
        if whole is None:
            whole = self._whole_of(number, name)
            self._keep_whole(number, whole)
        name = _THEREOF.sub("", name) if _THEREOF.match(name) and whole is not None else name
        place = self._place(lines[0], self.names)
        hidden = lines[0] in self.view.grid.hidden_rows
        shared = frozenset(
            one.index for one in self._held(*_OF_MONEY) if one.index in texts and self._shared(lines, one.index)
        )
        texts = {index: said for index, said in texts.items() if index not in shared}
        row = LedgerRow(self.at, place, name.strip(), texts, self.section, whole, hidden, place, shared)
        self.found.rows.append(row)

    def _whole_of(self, number: str, name: str) -> int | None:
        """The row that one is a part of by its number (1.2 of 1, （1） of the numbered one above) or by 其中."""
        within = _WITHIN.fullmatch(number)
        if within is not None:
            return self.outer.get(within[1])
        thereof = _THEREOF.fullmatch(number) or (not number and _THEREOF.match(name))
        return self.last if thereof or (self.numbered and _INNER.fullmatch(number)) else None

    def _keep_whole(self, number: str, whole: int | None) -> None:
        """Remembers a row that is no part as the one of which those below may be."""
        if whole is not None:
            return
        self.last = len(self.found.rows)
        outer = _OUTER.fullmatch(number)
        self.numbered = outer is not None
        if outer is not None:
            self.outer[outer[1]] = self.last

    def _shared(self, lines: Sequence[int], column: int) -> bool:
        """Whether a cell is merged over lines of another name as well."""
        beside = (lines[0] - 1, lines[-1] + 1)
        own = {self.view.origin(row, column) for row in lines}
        return any(self.view.origin(row, column) in own for row in beside)

    def _has_money(self, row: int) -> bool:
        held = [one for one in self._held(*_OF_MONEY) if self.view.origin(row, one.index)[0] == row]
        return any(read_amount(self._text(row, one.index), "", None).value is not None for one in held)

    def _joined(self, lines: Sequence[int], *columns: int) -> str:
        """The texts of a column's cells under one name, each cell once."""
        cells = dict.fromkeys(self.view.origin(row, column) for row in lines for column in columns)
        return "\n".join(dict.fromkeys(text for place in cells if (text := self._text(*place))))

    def _text(self, row: int, column: int) -> str:
        text = self.view.text(row, column).strip()
        return "" if _BLANK.fullmatch(text) else text

    def _own_texts(self, row: int) -> dict[int, str]:
        """The texts of a row by their columns, merged cells once; those that reach down from above are not its own."""
        return {place[1]: text.strip() for place, text in self.view.filled(row) if place[0] == row}

    def _held(self, *roles: MilestoneRole) -> list[LedgerColumn]:
        return [one for one in self.table.columns if one.role in roles]

    def _place(self, row: int, column: int) -> str:
        return f"{self.table.sheet}!{address(row, column)}" if self.table.sheet else address(row, column)


def total_of(
    row: TotalRow, rows: Sequence[LedgerRow], column: LedgerColumn, unit: str | None, wanted: str | None
) -> Decimal:
    """The sum of a column over the rows that a row of sums is of, without parts whose whole has a sum of its own.

    `unit` is that of cells which name none, `wanted` that of the sum.
    """
    summed = Decimal(0)
    for at in row.rows:
        above = rows[at].whole
        within = above is not None and read_amount(rows[above].texts.get(column.index, ""), "", unit).value is not None
        one = read_amount(rows[at].texts.get(column.index, ""), "", unit)
        if one.value is not None and not within:
            summed += in_unit(one.value, one.unit, wanted) or Decimal(0)
    return summed


def _is_total(said: str) -> bool:
    """Whether a text names the sum of all rows: 合计, 全县合计, 合计3个, 共12个项目."""
    summed = _SUMMED.fullmatch(said)
    all_rows = summed is not None and summed["word"] in item_words("total") and _ALL.fullmatch(summed["of"])
    return bool(all_rows) or _COUNT.fullmatch(said) is not None or said.strip(":：") in item_words("total")


def _is_subtotal(said: str) -> bool:
    """Whether a text names the sum of some rows: 小计, 本页小计, 工业项目合计."""
    return _SUMMED.fullmatch(said) is not None and not _is_total(said)


def _bare_section(said: str) -> str:
    """一、工业项目（12个） is 工业项目."""
    text = _COUNTED.sub("", MARKER.sub("", said.strip())).strip(" 、.．:：")
    return text or said.strip()
