"""What the cells of a row say of a target and its indicator beside what stands: field by field, read or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.extraction.tables.cells import figures
from zonetracker.extraction.tables.headtext import known_unit, plain
from zonetracker.extraction.tables.model import TableFigure
from zonetracker.extraction.tables.sides import deadline_in
from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Bound, Indicator, Stated, Target
from zonetracker.model.measure import SHARES, row_unit
from zonetracker.model.planning import FigureDoubt, doubted
from zonetracker.model.units import same_dimension
from zonetracker.outputs.breakdown.columns import BreakdownColumn, ListedTarget, cells_of, digest, head, written
from zonetracker.services.breakdown.rows import ListedRow
from zonetracker.services.ledger.listing import is_stated, restates
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.facts import Code, judge_by_words, nature_words, polarity_words
from zonetracker.words.findings import say_doubt
from zonetracker.words.typed import (
    Typed,
    in_unit,
    read_curve,
    read_deadline,
    read_level,
    read_months,
    read_names,
    with_level,
    with_rate,
)
from zonetracker.words.wording import goal_words, one_line

_TOLD = frozenset(
    {
        *(FigureDoubt.VALUE_UNREAD, FigureDoubt.GROWTH_UNREAD, FigureDoubt.CELL_ERROR, FigureDoubt.CELL_FORMULA),
        *(FigureDoubt.SHIFTED, FigureDoubt.FRACTIONS),
    }
)
"""Doubts of the reader of tables that are doubts of a list as well."""
_OF_GOAL = (BreakdownColumn.LEVEL, BreakdownColumn.GROWTH, BreakdownColumn.UNIT)
_FREE = frozenset({BreakdownColumn.RESPONSIBLE, BreakdownColumn.SECTION, BreakdownColumn.NOTE})
_SHOWN = 60
_NEVER_EMPTY = frozenset(
    {
        *(BreakdownColumn.NAME, BreakdownColumn.UNIT, BreakdownColumn.JUDGE_BY),
        *(BreakdownColumn.NATURE, BreakdownColumn.POLARITY),
    }
)


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """What a row says of one field: in words what stands and what it would be, and the change it makes.

    `wrong` is why it can't be entered, `doubts` why it is not entered unasked. `restates` where figures that stand
    become others.
    """

    what: str
    before: str
    after: str
    change: TargetChange | IndicatorChange | None
    wrong: str = ""
    doubts: tuple[str, ...] = ()
    restates: bool = False


def fields_said(row: ListedRow, target: Target, indicator: Indicator, year: int) -> Iterator[FieldSaid]:
    """The fields in which a row says something else than stands; a target that is new says nothing yet."""
    return _RowFields(row, target, indicator, year).said()


def clear_word() -> str:
    """What a cell says that empties a field; a blank one leaves it."""
    return tr("清空")


class _RowFields:
    """One row beside one target."""

    def __init__(self, row: ListedRow, target: Target, indicator: Indicator, year: int) -> None:
        self.row, self.target, self.indicator, self.year = row, target, indicator, year
        self.stands = cells_of(ListedTarget("", 0, target, indicator))
        self.unit = row_unit(target, indicator)

    def said(self) -> Iterator[FieldSaid]:
        changed = [column for column in _OF_GOAL if self._changed(column)]
        goal = list(self._goal(changed)) if changed else []
        yield from goal
        with_goal = any(one.change is not None and "stretch" in one.change.said for one in goal)
        for column, read in self._readers().items():
            if column is BreakdownColumn.STRETCH and with_goal:
                continue
            if self._changed(column) and (said := self._field(column, read)) is not None:
                yield said

    def _changed(self, column: BreakdownColumn) -> bool:
        """Whether a cell says something else than stands; what it held when it went out was changed by nobody."""
        text = self.row.texts.get(column, "")
        if not text or one_line(text) == self.stands[column]:
            return False
        return digest(one_line(text)) != self.row.digests.get(column)

    def _text(self, column: BreakdownColumn) -> str:
        return one_line(self.row.texts[column])

    # ---- level, growth and unit

    def _goal(self, changed: list[BreakdownColumn]) -> Iterator[FieldSaid]:
        """What is to be reached, as a whole: the level in its unit, the growth."""
        what = "、".join(head(column) for column in changed if column is not BreakdownColumn.UNIT)
        wrong, stated = "", self.target.stated
        wording, stretch = self._wording(changed), TargetChange()
        try:
            stated = self._stated(changed) if wording is None else stated
            stretch = self._stretch_beside(stated)
        except Refusal as refusal:
            wrong = str(refusal)
        if not wrong and stated.value is None and BreakdownColumn.UNIT in changed:
            yield from self._usual_unit()
        if not wrong and wording is None and self._alike(stated):
            return
        before = goal_words(self.target.stated, self.target.stated.unit or self.unit or "", self.target.wording)
        change = replace(stretch, stated=stated) if wording is None else TargetChange(wording=wording)
        after = goal_words(stated, stated.unit or "", wording or "") or tr("（空）")
        if stretch.said:
            what = "、".join((what or head(BreakdownColumn.LEVEL), head(BreakdownColumn.STRETCH)))
            before = _with_stretch(before, self.target.stretch)
            after = _with_stretch(after, stretch.on(self.target).stretch)
        yield FieldSaid(
            what or head(BreakdownColumn.LEVEL),
            before,
            self._said_of(changed) if wrong else after,
            None if wrong else change,
            wrong,
            tuple(self._doubts(stated, wording or "", changed)),
            restates=not wrong and restates(self.target.stated, stated),
        )

    def _stretch_beside(self, stated: Stated) -> TargetChange:
        """The stretch where the unit that it is read in becomes another one: apart they would say something else."""
        unit = row_unit(replace(self.target, stated=stated), self.indicator)
        if unit == self.unit:
            return TargetChange()
        if self._changed(BreakdownColumn.STRETCH):
            return self._stretch_said(unit)
        if self.target.stretch is None:
            return TargetChange()
        said = self._text(BreakdownColumn.UNIT) if self._changed(BreakdownColumn.UNIT) else self.unit
        return TargetChange(stretch=in_unit(Typed(self.target.stretch, unit=said), unit).value)

    def _stretch_said(self, unit: str | None) -> TargetChange:
        text = self._text(BreakdownColumn.STRETCH)
        try:
            return self._stretch("" if text == clear_word() else text, unit)
        except Refusal:
            if self.target.stretch is None:
                return TargetChange()
            raise

    def _wording(self, changed: list[BreakdownColumn]) -> str | None:
        """A goal in words alone, "" where it is cleared, where no figure stands and none is said; None otherwise."""
        if BreakdownColumn.LEVEL not in changed or is_stated(self.target.stated):
            return None
        text, figure = self._text(BreakdownColumn.LEVEL), self.row.level
        if text == clear_word():
            return "" if self.target.wording else None
        return None if figure is None or is_stated(figure.stated) or _broken(figure) else text

    def _stated(self, changed: list[BreakdownColumn]) -> Stated:
        stated, figure = self.target.stated, self.row.level
        if BreakdownColumn.LEVEL in changed:
            stated = self._with_level(stated, figure)
        elif BreakdownColumn.UNIT in changed and stated.value is not None:
            stated = replace(stated, unit=self._text(BreakdownColumn.UNIT))
        if BreakdownColumn.GROWTH not in changed:
            return stated
        if self._text(BreakdownColumn.GROWTH) == clear_word():
            return with_rate(stated, Typed())
        if figure is None or figure.stated.growth is None:
            raise self._unread(BreakdownColumn.GROWTH)
        return _growing(stated, figure.stated)

    def _with_level(self, stated: Stated, figure: TableFigure | None) -> Stated:
        if self._text(BreakdownColumn.LEVEL) == clear_word():
            return with_level(stated, Typed())
        said = Stated() if figure is None else figure.stated
        own_growth = figure is not None and not figure.growth and said.growth is not None
        if figure is None or not figure.value or (said.value is None and not own_growth):
            raise self._unread(BreakdownColumn.LEVEL)
        if said.value is not None:
            stated = with_level(stated, Typed(said.value, said.value_high, self._unit_of(figure), _bound(said.bound)))
        return _growing(stated, said) if own_growth else stated

    def _unit_of(self, figure: TableFigure) -> str | None:
        """The unit of a level: in its cell, else beside it as written, else what the lines over the table say."""
        beside = self.row.texts.get(BreakdownColumn.UNIT, "")
        own = any(one.unit for one in figures(figure.value))
        if beside and not own and known_unit(plain(beside)) is None:
            return one_line(beside)
        return figure.stated.unit or self.unit

    def _unread(self, column: BreakdownColumn) -> Refusal:
        figure = self.row.level
        told = [one for one in figure.doubts if one in _TOLD] if figure is not None else []
        text = in_short(self._text(column))
        code = told[0] if told else FigureDoubt.VALUE_UNREAD
        return Refusal(RefusalCode.TYPED_FIGURE, say_doubt(doubted(code, value=text, growth=text, cell=text)))

    def _said_of(self, changed: list[BreakdownColumn]) -> str:
        return "，".join(in_short(self._text(column)) for column in changed)

    def _alike(self, stated: Stated) -> bool:
        """Whether what is said is what stands, however it is spelled."""
        return _spelled(stated, self.unit) == _spelled(self.target.stated, self.unit)

    def _usual_unit(self) -> Iterator[FieldSaid]:
        """A unit beside a target without a level is its indicator's; a percentage there is the growth's."""
        unit = self._text(BreakdownColumn.UNIT)
        if unit not in SHARES:
            wrong = "" if same_dimension(unit, self.unit) else self._clash(unit, self.unit)
            doubts = (wrong,) if wrong else ()
            yield FieldSaid(
                head(BreakdownColumn.UNIT), self.unit or "", unit, IndicatorChange(unit=unit), doubts=doubts
            )

    def _standing(self) -> str:
        """The level that stands, with its unit."""
        return goal_words(_without_growth(self.target.stated), self.unit or "")

    def _clash(self, unit: str | None, usual: str | None) -> str:
        return tr("单位“{unit}”与这项指标的“{usual}”不能换算", unit=unit or "", usual=usual or "")

    def _doubts(self, stated: Stated, wording: str, changed: list[BreakdownColumn]) -> Iterator[str]:
        if wording:
            yield tr("“{text}”不是数字，照填就作为文字目标", text=in_short(wording))
        usual = self.unit or self.indicator.unit
        if stated.value is not None and usual and not same_dimension(stated.unit, usual):
            yield self._clash(stated.unit, usual)
        elif stated.value is not None and BreakdownColumn.UNIT in changed and BreakdownColumn.LEVEL not in changed:
            yield tr(
                "只有单位不同，数没有改：照填就是{after}，不再是{before}",
                after=goal_words(_without_growth(stated), stated.unit or ""),
                before=self._standing(),
            )
        figure = None if wording else self.row.level
        cleared = any(self._text(column) == clear_word() for column in changed)
        for one in figure.doubts if figure is not None and not cleared else ():
            if figure is not None and one in _TOLD:
                text = in_short(one_line(figure.value or figure.growth))
                yield say_doubt(doubted(one, value=text, growth=text, cell=text))

    # ---- the other fields

    def _readers(self) -> Mapping[BreakdownColumn, Callable[[str], TargetChange | IndicatorChange]]:
        """How each field takes what its cell says; an empty text clears it."""
        return {
            BreakdownColumn.STRETCH: self._stretch,
            BreakdownColumn.RESPONSIBLE: lambda text: TargetChange(responsible=text),
            BreakdownColumn.WEIGHT: lambda text: TargetChange(weight=_weight(text)),
            BreakdownColumn.DEADLINE: lambda text: TargetChange(deadline=self._deadline(text)),
            BreakdownColumn.SECTION: lambda text: TargetChange(section=text),
            BreakdownColumn.NOTE: lambda text: TargetChange(note=text),
            BreakdownColumn.JUDGE_BY: lambda text: TargetChange(judge_by=_code(judge_by_words(), text)),
            BreakdownColumn.NATURE: lambda text: IndicatorChange(nature=_code(nature_words(), text)),
            BreakdownColumn.POLARITY: lambda text: IndicatorChange(polarity=_code(polarity_words(), text)),
            BreakdownColumn.MONTHS: lambda text: IndicatorChange(months=read_months(text)),
            BreakdownColumn.CURVE: lambda text: IndicatorChange(curve=read_curve(text)),
            BreakdownColumn.ALIASES: self._aliases,
        }

    def _field(
        self, column: BreakdownColumn, read: Callable[[str], TargetChange | IndicatorChange]
    ) -> FieldSaid | None:
        """What a cell changes; None where it says what stands in other letters (5 for 5.0)."""
        text = self.row.texts[column].strip()
        cleared = text == clear_word()
        before, after = self.stands[column], tr("（空）") if cleared else in_short(one_line(text), _SHOWN)
        if cleared and column in _NEVER_EMPTY:
            wrong = tr("“{what}”不能清空", what=head(column))
            return FieldSaid(head(column), before, after, None, wrong)
        try:
            change = read("" if cleared else text)
        except Refusal as refusal:
            return FieldSaid(head(column), before, after, None, str(refusal).removesuffix("。"))
        if self._changes_nothing(change):
            return None
        as_typed = cleared or column in _FREE
        return FieldSaid(head(column), before, after if as_typed else self._shown(column, change), change)

    def _changes_nothing(self, change: TargetChange | IndicatorChange) -> bool:
        if isinstance(change, TargetChange):
            return change.on(self.target) == self.target
        return change.on(self.indicator) == self.indicator

    def _shown(self, column: BreakdownColumn, change: TargetChange | IndicatorChange) -> str:
        """A field as it is shown once it is changed."""
        target = change.on(self.target) if isinstance(change, TargetChange) else self.target
        indicator = change.on(self.indicator) if isinstance(change, IndicatorChange) else self.indicator
        return in_short(cells_of(ListedTarget("", 0, target, indicator))[column], _SHOWN)

    def _stretch(self, text: str, unit: str | None = None) -> TargetChange:
        """The stretch in a unit, by itself in the one that stands."""
        grows = self._only_grows()
        if not text:
            return TargetChange(stretch_growth=None) if grows else TargetChange(stretch=None)
        figure = self.row.stretch
        said = figure.stated if figure is not None else Stated()
        if said.value is None or said.value_high is not None:
            raise Refusal(
                RefusalCode.TYPED_FIGURE, tr("奋斗目标“{text}”看不出是一个确定的数", text=in_short(one_line(text)))
            )
        if grows and said.unit in (None, "%"):
            return TargetChange(stretch_growth=said.value)
        return TargetChange(stretch=in_unit(Typed(said.value, unit=said.unit), unit or self.unit).value)

    def _only_grows(self) -> bool:
        """Whether the row states a growth and no level, so that its upper tier is one of the growth."""
        level, growth = (self.row.texts.get(one, "") for one in (BreakdownColumn.LEVEL, BreakdownColumn.GROWTH))
        stated = self.target.stated
        return stated.value is None and not level and (stated.growth is not None or bool(growth))

    def _deadline(self, text: str) -> str | None:
        try:
            return read_deadline(text)
        except Refusal:
            said = deadline_in(text, self.year)
            if said is None:
                raise
            return said

    def _aliases(self, text: str) -> IndicatorChange:
        return IndicatorChange(aliases=tuple(one for one in read_names(text) if one != self.indicator.name))


def _with_stretch(goal: str, stretch: Decimal | None) -> str:
    return tr("{goal}，奋斗目标 {stretch}", goal=goal, stretch=written(stretch)) if stretch is not None else goal


def _weight(text: str) -> Decimal | None:
    """A weight: 5, 5分, 5%."""
    typed = read_level(text)
    if typed.unit not in (None, "%", tr("分")) or typed.high is not None or typed.bound is not None:
        raise Refusal(RefusalCode.TYPED_FIGURE, tr("“{text}”不是权重，请只写一个数，如 5、2.5", text=in_short(text)))
    return typed.value


def _code(words: Mapping[Code, str], text: str) -> Code:
    """The code whose word a text is, or the beginning of: 累计."""
    found = [code for code, word in words.items() if word == text] or [
        code for code, word in words.items() if text and word.startswith(text)
    ]
    if len(found) != 1:
        offered = "、".join(words.values())
        raise Refusal(
            RefusalCode.TYPED_CHOICE, tr("“{text}”不能填，可以填：{offered}", text=in_short(text), offered=offered)
        )
    return found[0]


def _growing(stated: Stated, said: Stated) -> Stated:
    return with_rate(stated, Typed(said.growth, said.growth_high, None, _bound(said.growth_bound)))


def _without_growth(stated: Stated) -> Stated:
    return replace(stated, growth=None, growth_high=None)


def _bound(bound: Bound | None) -> Bound:
    """A bound that was read: none is an exact figure, also where another bound stood."""
    return bound or Bound.EXACT


def _broken(figure: TableFigure) -> bool:
    return FigureDoubt.CELL_ERROR in figure.doubts or FigureDoubt.CELL_FORMULA in figure.doubts


def _spelled(stated: Stated, usual: str | None) -> tuple[object, ...]:
    level = (stated.value, stated.value_high, stated.unit or usual, _bound(stated.bound))
    rate = (stated.growth, stated.growth_high, _bound(stated.growth_bound))
    return level if stated.value is not None else None, rate if stated.growth is not None else None
