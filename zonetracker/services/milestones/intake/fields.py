"""What the cells of a row say of a milestone, its nodes and its filing of the month: read, doubted or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zonetracker.extraction.tables.headtext import plain, unit_in
from zonetracker.lexicon.item_heads import item_words
from zonetracker.model.changes import FilingChange, MilestoneChange, NodeChange
from zonetracker.model.checking.limits import NAME, TEXT, in_short, text_beyond
from zonetracker.model.dates import come_by
from zonetracker.model.facts import Milestone
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import in_unit, same_dimension
from zonetracker.services.milestones.intake.amounts import MONEY, Amount, read_amount
from zonetracker.services.milestones.intake.columns import LedgerColumn
from zonetracker.services.milestones.intake.dates import (
    DateSaid,
    read_date,
    read_span,
    says_done,
    says_meant,
    says_open,
    says_reached,
)
from zonetracker.services.milestones.intake.rows import LedgerRow
from zonetracker.services.milestones.intake.tables import LedgerTable
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

Role = MilestoneRole
START, END, RUNNING = "开工", "竣工", "投产"
_TEXTS = {
    Role.CODE: "code",
    Role.SECTION: "section",
    Role.CHECKLIST: "checklist",
    Role.INDUSTRY: "industry",
    Role.REQUIREMENT: "requirement",
    Role.BUILDER: "builder",
    Role.CONSTRUCTION: "construction",
    Role.SCALE: "scale",
    Role.LEADER: "leader",
}
_SUMS = {
    Role.INVESTMENT: "investment",
    Role.FIXED: "fixed_assets",
    Role.BEFORE: "spent_before",
    Role.PLAN: "year_plan",
}
_FILED = {Role.PROGRESS: "progress", Role.PROBLEM: "problem", Role.NEXT: "next_step"}
_STARTS = (Role.START_PLANNED, Role.START, Role.START_DONE)
_ENDS = (Role.END_PLANNED, Role.END, Role.END_DONE)
_LAST = 10_000
_NAMES_JOINED = (Role.LEAD, Role.ASSIST, Role.LEADER)
_PERSON = re.compile(r"(?:^|(?<=[\n;；，, ]))[^\n;；，,:： ]{0,6}(?:领导|责任人|负责人)[:：]([^\n;；]+)(?:[\n;；]|$)")
_BRACKET_BELOW = re.compile(r"\s*\n\s*(?=[（(])")
_NONE = ("无", "暂无", "没有", "无。", "/")
_CONTINUED = "续建"
_SHORTENED, _KEPT = re.compile(r"(?:19|20)\d\d\.1"), re.compile(r"(?:19|20)\d\d\.(?:10|0\d)(?!\d)")
"""A month that a spreadsheet may have cut as it does a figure (2023.10), and one that shows that it has not."""


@dataclass(frozen=True, slots=True)
class IntakePeriod:
    """The year and month that a ledger is read for, and the last day that can be past."""

    year: int
    month: int
    today: str

    @property
    def month_text(self) -> str:
        """The month as a date: 2023-09."""
        return f"{self.year}-{self.month:02d}"

    def is_past(self, day: str) -> bool:
        """Whether a date lies not after the month."""
        return day[:7] <= self.month_text if len(day) > len("2023") else int(day) < self.year

    def is_future(self, day: str) -> bool:
        """Whether a date lies after today, as exactly as it says."""
        return day > self.today[: len(day)]

    def is_running(self, day: str) -> bool:
        """Whether a date is the year that runs, which says of nothing when it was done."""
        return day == self.today[:4] and not come_by(day, date.fromisoformat(self.today))


@dataclass(slots=True)
class RowSaid:
    """What a row says: the milestone's fields, its nodes by name, the filing of the month.

    `wrong` tells of cells that can't be taken, `doubts` why nothing is entered unasked, `hints` what is only told.
    """

    change: MilestoneChange = field(default_factory=MilestoneChange)
    nodes: dict[str, NodeChange] = field(default_factory=dict)
    filing: FilingChange = field(default_factory=FilingChange)
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    undated: bool = False

    @property
    def sums(self) -> bool:
        """Whether it says any sum of money."""
        return self.change.money_unit is not MilestoneChange().money_unit


def row_said(
    row: LedgerRow, table: LedgerTable, period: IntakePeriod, stands: Milestone | None, done_on: str | None = None
) -> RowSaid:
    """What a row says; sums are in the unit of the milestone that `stands`. `done_on` is when it was done, if told."""
    return _CellReading(row, table, period, stands, done_on).said()


class _CellReading:
    def __init__(
        self, row: LedgerRow, table: LedgerTable, period: IntakePeriod, stands: Milestone | None, done_on: str | None
    ) -> None:
        self.row, self.table, self.period, self.stands, self.done_on = row, table, period, stands, done_on
        self.result = RowSaid()
        self.notes: list[str] = []
        self.places = {one.node: one.index for one in reversed(table.held(Role.NODE))}
        for name, roles in ((START, _STARTS), (END, _ENDS)):
            self.places[name] = min((one.index for one in table.columns if one.role in roles), default=_LAST)

    def said(self) -> RowSaid:
        self._take_texts()
        self._take_sums()
        self._take_dates()
        self._take_nodes()
        self._take_filing()
        self._compare()
        note = "；".join(dict.fromkeys(text for text in (self._text(Role.NOTE), *self.notes) if text))
        self._put(note=note)
        return self.result

    # ---- reaching cells

    def _cells(self, role: MilestoneRole) -> Iterator[tuple[LedgerColumn, str]]:
        for column in self.table.held(role):
            text = self.row.texts.get(column.index, "").strip()
            if text:
                yield column, text

    def _text(self, role: MilestoneRole) -> str:
        texts = dict.fromkeys(text for _, text in self._cells(role))
        if role not in _NAMES_JOINED:
            return "\n".join(texts)
        return "、".join(_BRACKET_BELOW.sub("", text) for text in texts)

    def _cell(self, role: MilestoneRole) -> tuple[LedgerColumn, str] | None:
        return next(self._cells(role), None)

    def _put(self, **texts: str) -> None:
        """Texts that say something and can be kept become fields."""
        kept: dict[str, Any] = {}
        for name, text in texts.items():
            longest = NAME if name in ("name", "code", "section", "checklist", "construction", "industry") else TEXT
            if not text:
                continue
            if text_beyond(text, name, longest) is not None:
                words = tr("文字太长或有不能显示的字符，没有填：{text}", text=in_short(one_line(text)))
                self.result.wrong.append(words)
            else:
                kept[name] = text
        self.result.change = replace(self.result.change, **kept)

    # ---- texts

    def _take_texts(self) -> None:
        self._put(name=self.row.name, section=self.row.section)
        self._put(**{name: self._text(role) for role, name in _TEXTS.items()})
        lead, assist = self._text(Role.LEAD), self._text(Role.ASSIST)
        lead = self._without_persons(lead)
        if assist:
            lead = tr("{lead}；配合单位：{assist}", lead=lead, assist=assist) if lead else f"配合单位：{assist}"
        self._put(responsible=lead)

    def _without_persons(self, lead: str) -> str:
        """Who is responsible without the leaders that are named with a label among them, who become the leader."""
        persons = [found[1].strip() for found in _PERSON.finditer(lead)]
        if persons and not isinstance(self.result.change.leader, str):
            self._put(leader="、".join(persons))
        return _PERSON.sub("", lead).strip("\n;；，, ") if persons else lead

    # ---- money

    def _take_sums(self) -> None:
        for column in self.table.columns:
            if column.index in self.row.shared:
                words = tr("“{head}”的一格合并在几个名称上，看不出各是多少，没有填", head=_head(column))
                self.result.wrong.append(words)
        amounts = {role: self._amount(role) for role in _SUMS}
        said = {role: one for role, one in amounts.items() if one.value is not None}
        if not said:
            return
        order = [role for role in (Role.PLAN, Role.INVESTMENT, Role.FIXED, Role.BEFORE) if role in said]
        heads = (self._headed(role) for role in order)
        first = next((unit for unit in heads if unit), None) or said[order[0]].unit
        unit = (self.stands.money_unit if self.stands is not None else None) or first or MONEY
        values: dict[str, Any] = {
            _SUMS[role]: in_unit(one.value, one.unit, unit) for role, one in said.items() if one.value is not None
        }
        self.result.change = replace(self.result.change, money_unit=unit, **values)
        if any(one.unit is None and one.value for one in said.values()):
            self.result.doubts.append(tr("没有写金额的单位，按{unit}", unit=unit))

    def _headed(self, role: MilestoneRole) -> str | None:
        """The unit that a column's head, or the table, gives its sums."""
        return next((column.unit for column in self.table.held(role)), None) or self.table.unit

    def _amount(self, role: MilestoneRole) -> Amount:
        cell = self._cell(role)
        if cell is None:
            return Amount()
        column, text = cell
        amount = read_amount(text, _head(column), column.unit or self._unit_beside(column) or self.table.unit)
        if amount.wrong:
            self.result.wrong.append(amount.wrong)
        elif amount.about:
            self.notes.append(tr("{head}：{text}", head=_head(column), text=one_line(text)))
        return amount

    def _unit_beside(self, column: LedgerColumn) -> str | None:
        """The unit of money that stands in the row under 单位, beside the column or for all of them."""
        for one in self.table.columns:
            if one.heads and one.heads[-1] in item_words("unit_beside") and one.heads[:-1] in ((), column.heads[:-1]):
                unit = self.row.texts.get(one.index, "").strip()
                if same_dimension(unit, MONEY):
                    return unit
        return None

    # ---- dates of the milestone

    def _take_dates(self) -> None:
        received, deadline = self._date(Role.RECEIVED), self._date(Role.DEADLINE)
        change = self.result.change
        if received is not None and received.day is not None:
            if self.period.is_future(received.day):
                self.result.wrong.append(tr("交办日期 {day} 晚于今天，没有填", day=received.day))
            elif deadline is not None and deadline.day and deadline.day < received.day[: len(deadline.day)]:
                self.result.wrong.append(
                    tr("时限 {end} 早于交办日期 {day}，请核对", end=deadline.day, day=received.day)
                )
                deadline = None
            else:
                change = replace(change, received_on=received.day)
        if deadline is not None and deadline.day is not None:
            change = replace(change, deadline=deadline.day)
        self.result.change = change
        self._take_done()

    def _take_done(self) -> None:
        """When it was done: a date, or that it is and nobody wrote when, which is asked."""
        cells = [*self._cells(Role.DONE), *self._cells(Role.FINISHED)]
        self.notes += [
            tr("{head}：{text}", head=_head(column), text=one_line(text))
            for column, text in cells
            if says_meant(text) and not says_open(text)
        ]
        cells = [(column, text) for column, text in cells if not says_meant(text)]
        dates = [read_date(text, self.period.year) for _, text in cells]
        day = next((one.day for one in dates if one.day is not None), None)
        running = day is not None and self.period.is_running(day)
        day = None if running else day
        finished = running or any(says_done(text) for _, text in cells)
        if day is None and not finished and not self.done_on:
            return
        if day is None and self.stands is not None and self.stands.done_on:
            return
        if day is None and not self.done_on:
            self.result.undated = True
            words = tr("已办结，没有写日期，按{month}；不对的按 F2 改", month=self.period.month_text)
            self.result.doubts.append(words)
        day = day or self.done_on or self.period.month_text
        if self.period.is_future(day):
            self.result.wrong.append(tr("办结日期 {day} 晚于今天，没有填", day=day))
        else:
            self.result.change = replace(self.result.change, done_on=day)

    def _date(self, role: MilestoneRole) -> DateSaid | None:
        cell = self._cell(role)
        return None if cell is None else self._read(*cell)

    def _read(self, column: LedgerColumn, text: str) -> DateSaid:
        said = read_date(text, self.period.year)
        if not said.known:
            self.result.wrong.append(
                tr(
                    "“{head}”要写日期（如 2023-06-30、2023年6月、三季度），表中是“{text}”",
                    head=_head(column),
                    text=in_short(one_line(text)),
                )
            )
        elif _SHORTENED.fullmatch(text) and not any(_KEPT.search(one) for one in self._column(column)):
            words = tr(
                "“{head}”的 {text} 是1月还是10月看不出（表格会去掉末尾的0），按1月", head=_head(column), text=text
            )
            self.result.doubts.append(words)
        elif said.day is None and not said.done and not says_open(text):
            self.notes.append(tr("{head}：{text}", head=_head(column), text=one_line(text)))
        return said

    # ---- nodes

    def _take_nodes(self) -> None:
        status = self._text(Role.STATUS)
        finished = _says(status, "finished_word") or _says(status, "running_word") or self._runs()
        begun = finished or _says(status, "started_word") or self._begun()
        self._take_span(begun=begun)
        self._take_step(START, _STARTS, reached=begun)
        self._take_step(END, _ENDS, reached=finished)
        for column, text in self._cells(Role.NODE):
            if column.planned:
                self._take_planned(column, text)
            elif not self._take_meant(column, text):
                self._take_node(column.node, self._read(column, text), reached=False)
        if _says(status, "running_word"):
            self._node(RUNNING, reached=True)
        nodes = sorted(self.result.nodes, key=lambda name: self.places.get(name, _LAST))
        self.result.nodes = {name: self.result.nodes[name] for name in nodes}
        if finished:
            for name in nodes:
                if "done_on" not in self.result.nodes[name].said:
                    self._node(name, reached=True)

    def _begun(self) -> bool:
        """Whether the row says beside its dates that it was begun: 是否开工, 续建."""
        texts = [text for _, text in self._cells(Role.STARTED) if not says_meant(text)]
        started = any(says_done(text) or read_date(text, self.period.year).day for text in texts)
        return started or plain(self._text(Role.CONSTRUCTION)) == _CONTINUED

    def _runs(self) -> bool:
        """Whether it runs since a day that is past, and so is built."""
        cells = ((one, text) for one, text in self._cells(Role.NODE) if one.node == RUNNING and not one.planned)
        dates = (read_date(text, self.period.year).day for _, text in cells if not says_meant(text))
        return any(day is not None and self.period.is_past(day) for day in dates)

    def _take_span(self, *, begun: bool) -> None:
        cell = self._cell(Role.SPAN)
        if cell is None:
            return
        start, end = read_span(cell[1], self.period.year)
        if start is None and end is None:
            self._read(*cell)
        if start is not None:
            self._take_node(START, DateSaid(start), reached=begun, planned=not begun)
        if end is not None:
            self._node(END, planned=end)

    def _take_step(self, name: str, roles: Sequence[MilestoneRole], *, reached: bool) -> None:
        planned, bare, done = (self._cell(role) for role in roles)
        if planned is not None and (day := self._read(*planned)).day is not None:
            self._node(name, planned=day.day)
        if bare is not None:
            said, own = self._read(*bare), says_reached(bare[1])
            actual = own or reached or self.table.tells_done(bare[0]) or bool(self.table.held(roles[0]))
            meant = says_meant(bare[1])
            self._take_node(name, said, reached=reached, planned=meant or not actual, actual=own)
            if name == END and said.day is not None and not (actual or meant) and self.period.is_past(said.day):
                words = tr("“{head}”的 {day} 已过，看不出是计划还是已竣工，按计划", head=_head(bare[0]), day=said.day)
                self.result.doubts.append(words)
        if done is not None and not self._take_meant(*done):
            self._take_node(name, self._read(*done), reached=False, actual=True)
        if reached and (bare is None and done is None):
            self._node(name, reached=True)

    def _take_planned(self, column: LedgerColumn, text: str) -> None:
        """A date under 计划 is a plan, however long ago; a tick there is none."""
        said = self._read(column, text)
        if said.day is not None:
            self._node(column.node, planned=said.day)
        elif said.done:
            words = tr("“{head}”是计划，表中是“{text}”，没有填", head=_head(column), text=in_short(one_line(text)))
            self.result.wrong.append(words)

    def _take_meant(self, column: LedgerColumn, text: str) -> bool:
        """Whether a cell of what is done says that it is still to come, which is noted."""
        meant = says_meant(text)
        if meant and not says_open(text):
            self.notes.append(tr("{head}：{text}", head=_head(column), text=one_line(text)))
        return meant

    def _column(self, column: LedgerColumn) -> Iterator[str]:
        return (self.table.view.text(row, column.index) for row in self.table.rows[:_SAMPLE])

    def _take_node(
        self, name: str, said: DateSaid, *, reached: bool, planned: bool = False, actual: bool = False
    ) -> None:
        """A node by what its cell says: a date that is past or `actual` is when it was done, unless `planned`."""
        if said.day is not None and not planned and (actual or self.period.is_past(said.day)):
            if self.period.is_future(said.day):
                self.result.wrong.append(tr("{name}日期 {day} 晚于今天，没有填", name=name, day=said.day))
            elif self.period.is_running(said.day):
                self._node(name, reached=True)
            else:
                self._node(name, done_on=said.day)
        elif said.day is not None:
            self._node(name, planned=said.day)
            if reached:
                self._node(name, reached=True)
        elif said.done or reached:
            self._node(name, reached=True)

    def _node(
        self, name: str, *, planned: str | None = None, done_on: str | None = None, reached: bool = False
    ) -> None:
        change = self.result.nodes.get(name, NodeChange())
        if planned is not None:
            change = replace(change, planned=planned)
        if done_on is not None:
            change = replace(change, done_on=done_on)
        if reached:
            change = replace(change, reached=True)
        self.result.nodes[name] = change

    # ---- what is filed for the month

    def _take_filing(self) -> None:
        texts = {name: self._text(role) for role, name in _FILED.items()}
        if texts["problem"] in _NONE:
            texts["problem"] = ""
        kept: dict[str, Any] = {
            name: text for name, text in texts.items() if text and text_beyond(text, name, TEXT) is None
        }
        if len(kept) < sum(map(bool, texts.values())):
            self.result.wrong.append(tr("进展或问题的文字太长，或有不能显示的字符，没有填"))
        filing = replace(FilingChange(), **kept)
        amount = self._amount(Role.SUM)
        if amount.value is None and self.period.month == 1 and not amount.wrong:
            amount = self._amount(Role.MONTH)
        if amount.value is not None:
            filing = replace(filing, value=amount.value, unit=amount.unit or self._money_unit())
            if amount.unit is None and amount.value:
                self.result.doubts.append(tr("没有写金额的单位，按{unit}", unit=filing.unit))
            if self.table.unclear:
                head = _head(self.table.held(Role.SUM)[0])
                words = tr("看不出“{head}”是今年的还是开工以来的，按今年的；不是的请在“列”里改", head=head)
                self.result.doubts.append(words)
        self.result.filing = filing

    def _money_unit(self) -> str:
        unit = self.result.change.money_unit
        return unit if isinstance(unit, str) else MONEY

    # ---- what is only compared

    def _compare(self) -> None:
        """The completion that the ledger prints beside the one that its sums give."""
        cell = self._cell(Role.RATIO)
        plan, value = self.result.change.year_plan, self.result.filing.value
        if cell is None or not isinstance(plan, Decimal) or not isinstance(value, Decimal) or not plan:
            return
        said = read_amount(cell[1].rstrip("%％"), "", None).value
        done = in_unit(value, str(self.result.filing.unit), self._money_unit())
        if said is None or done is None:
            return
        rate = done / plan * 100
        if min(abs(rate - said), abs(rate - said * 100)) > _NEAR:
            words = tr("表中完成比例是{said}，按累计和计划算是{rate}%", said=cell[1], rate=f"{rate:.1f}")
            self.result.hints.append(words)


_NEAR = Decimal("0.1")
_SAMPLE = 200


def _says(text: str, role: str) -> bool:
    """Whether a state in words says that a step is reached."""
    said = plain(text)
    half = role != "started_word" and (said.endswith("中") or any(word in said for word in item_words("half_word")))
    return bool(said) and not half and not says_meant(said) and any(word in said for word in item_words(role))


def _head(column: LedgerColumn) -> str:
    """The lowest head over a column, without its unit."""
    return in_short(unit_in(plain(column.heads[-1]))[0]) if column.heads else ""


def node_words(nodes: Mapping[str, NodeChange]) -> str:
    """Nodes in words: 开工 计划2023-02-01、实际2023-02-20."""
    said = []
    for name, change in nodes.items():
        parts = []
        if isinstance(change.planned, str):
            parts.append(tr("计划{day}", day=change.planned))
        if isinstance(change.done_on, str):
            parts.append(tr("实际{day}", day=change.done_on))
        elif change.reached is True:
            parts.append(tr("已完成"))
        said.append(f"{name} {'、'.join(parts)}")
    return "；".join(said)
