"""The rows of a table by what stands at their side: names without their marks, units, groups, lines over groups; and
who answers for a row and by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zonetracker.extraction.tables.cells import figures, same_width
from zonetracker.extraction.tables.families import Row
from zonetracker.extraction.tables.headtext import (
    MARKER,
    in_figures,
    is_ditto,
    is_region,
    is_time,
    kind_of_figure,
    known_unit,
    months_of,
    period_text,
    plain,
    read_head,
    region_of,
    says,
    time_beside,
    unit_in,
    year_in,
)
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, ReadTable
from zonetracker.extraction.tables.names import is_growth_word, is_indicator
from zonetracker.extraction.tables.regions import SIGNED, GridView
from zonetracker.lexicon.table_heads import head_words

_OF_WHICH = re.compile(r"^(?:其中|#|＃|在总计中|按.{1,8}分)\s*[:：]?\s*")
_NUMBERED = re.compile(r"^\s*\d{1,2}\s+(?=[\u4e00-\u9fff])")
_FIRST = re.compile(r"[(（]?[1一①][)）、.．]?(?!\d)")
_SPAN_TAIL = re.compile(r"[_:：\-—]*(累计|当期|当季|当月|本月|本期|本季|单月)(?:值|数|额|量|完成|实绩)?$")
_GROWTH_TAIL = re.compile(
    r"[_:：\-—]*(?:(累计|当期|当季|当月|本月|本期|本季|单月)(?:值|额|数)?)?(?:同比|比上年同期|比上年|较上年同期|较上年)?"
    r"(?:增长速度|(?<!自然)增长率|增速|增幅|(?<!自然)增长|同比)$"
)
_BY_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
_TRAILING = re.compile(r"[*＊★☆#△①-⑩]+$|(?<=\S{2})(?:[合总]计|小计)$")


def is_notice(label: str) -> bool:
    """Whether what stands at the side of a row is no name: 单位负责人：."""
    return label.rstrip().endswith((":", "：")) or SIGNED.match(label.strip()) is not None


def rows_of(sheet: GridView, table: ReadTable, columns: Sequence[HeadedColumn]) -> Iterator[Row]:
    """The rows of one panel of a table that have a name, from top to bottom."""
    side = _SideReader(sheet, table, columns)
    if side.names is not None:
        yield from side.rows(side.names)


class _SideReader:
    """What is known while the rows of a panel are gone through: the line over the group, the name before."""

    def __init__(self, sheet: GridView, table: ReadTable, columns: Sequence[HeadedColumn]) -> None:
        self.sheet, self.table, self.columns = sheet, table, columns
        self.names = _first(columns, ColumnRole.NAME) or _first(columns, ColumnRole.WHOSE)
        self.owners = _first(columns, ColumnRole.WHOSE)
        self.owner = self.named = ""
        self.unit: str | None = None
        self.units = _first(columns, ColumnRole.UNIT)
        others = (column for column in columns if column.role is ColumnRole.OTHER)
        self.times = [column for column in others if column.lowest in head_words("time_head")]
        self.timed: dict[int, str] = {}
        self.groups = [column for column in columns if column.role is ColumnRole.GROUP]
        self.group = self.groups[-1] if self.groups else None
        self.section, self.grouped = Row(-1, "", False, False, False, 0, None), ""
        self.before, self.lined = "", False

    def rows(self, names: HeadedColumn) -> Iterator[Row]:
        for number in range(self.table.heads[1] + 1, self.table.area[2] + 1):
            raw = self._label(number, names)
            if not raw.strip() or (names.lowest and plain(raw) == names.lowest) or is_notice(raw):
                continue
            if self._is_no_amount(raw):
                continue
            if self._is_line(number, names):
                self._over(raw)
                continue
            yield self._row(number, raw)

    def _is_no_amount(self, raw: str) -> bool:
        """Whether a row gives a rank, or, where each row says which figure of an indicator it is, a share or change."""
        figure = kind_of_figure(unit_in(plain(raw))[0])
        if figure is None:
            return False
        grouped = self.group is not None and figure.role in (ColumnRole.SHARE, ColumnRole.CHANGE)
        return figure.role is ColumnRole.RANK or grouped

    def _label(self, number: int, names: HeadedColumn) -> str:
        """The name of a row; where its place is empty, what stands in this row in the columns of groups before it."""
        text = self.sheet.text(number, names.index)
        if text.strip():
            self.named = text
            return text
        if self.owners and self.sheet.text(number, self.owners.index).strip():
            return self.named
        own = [one.index for one in reversed(self.groups) if self.sheet.origin(number, one.index)[0] == number]
        return next((text for index in own if (text := self.sheet.text(number, index)).strip()), "")

    def _is_line(self, number: int, names: HeadedColumn) -> bool:
        """Whether a row has a name and nothing else: a line over a group."""
        place = self.sheet.origin(number, names.index)
        return not any(
            column.index != names.index
            and self.sheet.origin(number, column.index) != place
            and column.role is not ColumnRole.GROUP
            and self.sheet.text(number, column.index).strip()
            for column in self.columns
        )

    def _over(self, raw: str) -> None:
        """A line over a group may name another time, another region, or the indicator of generic rows below."""
        text = plain(raw)
        bare = MARKER.sub("", text)
        said = period_text(bare)
        region = region_of(bare)
        bare, unit = unit_in(bare)
        self.before, self.lined = bare, True
        self.section = replace(
            self.section,
            label=bare,
            unit=unit,
            year=year_in(said) or self.section.year,
            months=months_of(said) or self.section.months,
            whose=region or self.section.whose,
        )

    def _row(self, number: int, raw: str) -> Row:
        said, unit = unit_in(plain(_NUMBERED.sub("", raw)))
        said = _TRAILING.sub("", said) or said
        growth_word = is_growth_word(said) or _is_only_growth(said)
        figure = kind_of_figure(said)
        bare = self._whole(number, said, figure is not None, growth_word)
        of_which = _OF_WHICH.match(bare)
        name = MARKER.sub("", _OF_WHICH.sub("", MARKER.sub("", bare))) or bare
        name, growth, cumulative = _without_tail(name, growth_word)
        if figure is not None and cumulative is None:
            cumulative = figure.cumulative
        name, whose = self._named(number, name, growth_word)
        over = self._group(number) if self.group else self.section.label
        beside = self._time_beside(number)
        return Row(
            number,
            name,
            of_which=of_which is not None,
            of_total=of_which is not None and "总计" in of_which[0],
            first=_FIRST.match(said) is not None,
            depth=_depth(raw),
            unit=self._unit_beside(number) or unit or self.section.unit,
            when=bare if is_time(bare) else "",
            said=raw.strip(),
            growth=growth,
            cumulative=cumulative,
            over=over,
            year=year_in(over) if self.group and is_time(over) else year_in(beside) or self.section.year,
            months=months_of(beside) or self.section.months,
            whose=whose,
        )

    def _whole(self, number: int, said: str, only_kind: bool, growth_word: bool) -> str:
        """The name of a row with what it needs of the group, line or row above to be one."""
        if only_kind or growth_word:
            return self._above(number, growth_word) or said
        return _known_under(self._group(number) if self.group else self.section.label, said)

    def _named(self, number: int, name: str, growth_word: bool) -> tuple[str, str]:
        """The name and the region of a row; a region below an indicator has its name."""
        if not self.table.turned and self.before and is_region(name) and not self.lined:
            return self.before, name
        if not growth_word:
            self.before, self.lined = name, False
        return name, self._owner(number) or self.section.whose

    def _above(self, number: int, growth: bool) -> str:
        """The name of which 总量 or 增速 is said: in the column of groups, in the line before, or in the row before."""
        if self.group:
            return self._group(number)
        return self.before if growth or self.lined else ""

    def _unit_beside(self, number: int) -> str | None:
        if self.units is None:
            return None
        text = self.sheet.text(number, self.units.index)
        if not is_ditto(text):
            self.unit = known_unit(plain(text))
        return self.unit

    def _owner(self, number: int) -> str:
        """The region of a row where a column beside the names says it, down to the next."""
        if self.owners and (text := plain(self.sheet.text(number, self.owners.index))):
            self.owner = text
        return self.owner

    def _time_beside(self, number: int) -> str:
        """What the columns of years and months beside the names say of a row, each down to the next."""
        for one in self.times:
            if said := time_beside(one.lowest, self.sheet.text(number, one.index)):
                self.timed[one.index] = said
        return "".join(self.timed.values())

    def _group(self, number: int) -> str:
        if self.group and (text := plain(self.sheet.text(number, self.group.index))):
            self.grouped = text
        return self.grouped


def _known_under(over: str, bare: str) -> str:
    """A name that is known only together with its group or the line over it: 总产值 under 规模以上工业."""
    whole = over + bare
    return whole if is_indicator(whole) and not is_indicator(bare) else bare


def _first(columns: Sequence[HeadedColumn], role: ColumnRole) -> HeadedColumn | None:
    return next((column for column in columns if column.role is role), None)


def _depth(raw: str) -> int:
    """How far a name is set in; one after 其中 as far as those that are written below it."""
    bare = raw.lstrip(" \u3000\u00a0")
    marked = _OF_WHICH.match(same_width(bare))
    blanks = len(raw) - len(bare)
    return blanks + marked.end() if blanks and marked and marked[0].startswith("其中") else blanks


def _is_only_growth(bare: str) -> bool:
    if not says(bare, "growth"):
        return False
    head = read_head((bare,))
    return head.role is ColumnRole.GROWTH and not head.measure and not head.whose and not figures(bare)


def _without_tail(name: str, growth_word: bool) -> tuple[str, bool, bool | None]:
    """A name without 累计值, 当期值 or 累计增长 at its end, whether it states growths, and whether cumulative ones."""
    tail = _GROWTH_TAIL.search(name) or _SPAN_TAIL.search(name)
    if tail is None or not tail.start():
        return name, growth_word, None
    growth = growth_word or tail.re is _GROWTH_TAIL
    return name[: tail.start()], growth, None if tail[1] is None else tail[1] == "累计"


def responsible_in(said: Sequence[tuple[str, str]]) -> str:
    """Who answers, from heads and cells: 责任单位 or 牵头单位, and behind them who assists; no persons."""
    told = [(head, " ".join(text.split())) for head, text in said]
    leads = [text for head, text in told if text and says(head, "leading")]
    assists = [f"{head}：{text}" for head, text in told if text and says(head, "assisting")]
    return "；".join([*leads[:1], *assists])


def deadline_in(text: str, year: int | None) -> str | None:
    """The month that a cell under 完成时限 names (6月底前, 三季度, 全年); `year` holds where it names none."""
    said = in_figures(plain(text))
    year = year_in(said) or year
    month = 12 if says(said, "year_end") else _last_month(said)
    return None if year is None or month is None else f"{year}-{month:02}"


def _last_month(said: str) -> int | None:
    """The month by which something is wanted: 6月底前, 2023年12月, 三季度."""
    months = _BY_MONTH.findall(said)
    if months:
        return int(months[-1]) if 1 <= int(months[-1]) <= 12 else None
    found = months_of(said)
    return found[1] if found else None
