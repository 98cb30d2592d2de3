"""What a form would get for a month: one state for each cell, out of what it asks for and what the workbook has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zonetracker.extraction.forms.reading import CellAt, FormRead
from zonetracker.extraction.forms.sheetxml import Figured
from zonetracker.extraction.reading.sheets.showing import number_format
from zonetracker.extraction.tables.cells import figures
from zonetracker.extraction.tables.model import TableFigure
from zonetracker.model.facts import Indicator, Nature
from zonetracker.model.measure import SHARES
from zonetracker.model.planning import FigureDoubt, FormMeaning, FormState
from zonetracker.model.units import currency_of
from zonetracker.services.forms.known import KnownFigures, number_for
from zonetracker.services.forms.meanings import cells_of, title_region
from zonetracker.services.forms.memory import remembered_in
from zonetracker.services.forms.model import FormCell, FormChoices, FormLine, FormPlan, place_of
from zonetracker.services.forms.whose import is_of_another, names_another
from zonetracker.services.sheets.matching import match_figure
from zonetracker.services.sheets.regions import WhoseFigures, whose_figures
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.findings import meaning_words
from zonetracker.words.wording import figure as figure_text

_NO_CHOICES = FormChoices()
_NO_TABLE = -1
_RATES = {
    FormMeaning.CUMULATIVE: FormMeaning.GROWTH,
    FormMeaning.LAST_CUMULATIVE: FormMeaning.LAST_GROWTH,
    FormMeaning.LAST_YEAR: FormMeaning.LAST_GROWTH,
    FormMeaning.TARGET: FormMeaning.TARGET_GROWTH,
}
"""What a cell of percents asks for where its head alone would ask for an amount."""
_TARGETS = frozenset({FormMeaning.TARGET, FormMeaning.TARGET_GROWTH})


class FormPlanner:
    """Plans one form again and again, for whatever month and choices a clerk says."""

    def __init__(self, known: KnownFigures, read: FormRead) -> None:
        self.known, self.read = known, read
        self._named: dict[tuple[str, str, str | None], tuple[Indicator | None, tuple[Indicator, ...]]] = {}

    def indicator(self, figure: TableFigure) -> tuple[Indicator | None, tuple[Indicator, ...]]:
        """The indicator that a figure's name means; where that is not sure, those that it may mean."""
        key = figure.name, figure.said, figure.unit
        if key not in self._named:
            found = match_figure(self.known.matcher, figure, self.known.zone)
            ids = dict.fromkeys([found.indicator_id, *(one for one, _ in found.alternatives)])
            likely = tuple(self.known.indicators[one] for one in ids if one is not None)
            sure = likely[0] if found.sure else None
            self._named[key] = sure, likely if sure is None and found.indicator_id is not None else ()
        return self._named[key]

    def remembered(self) -> FormChoices:
        """What was settled before for forms that look the same."""
        return remembered_in(self.known.mappings, self.known.indicators, self.read)

    def plan(self, year: int, month: int, choices: FormChoices = _NO_CHOICES) -> FormPlan:
        """The plan of a month; raises Refusal where the form is another place's, or has nothing to fill."""
        if other := names_another(self.read, self.known.zone):
            said = tr(
                "“{name}”是{other}的表，不是{zone}的，没有填写。",
                name=self.read.name,
                other=other,
                zone=self.known.zone,
            )
            raise Refusal(RefusalCode.FORM_OTHER_ZONE, said)
        if not self.read.blanks:
            said = tr("“{name}”里没有要填的格子：没有认出表头，或格子里都已有数、公式，或有保护。", name=self.read.name)
            raise Refusal(RefusalCode.FORM_NOTHING, said)
        if self.known.years.isdisjoint((year, year - 1)):
            said = tr(
                "台账里没有 {year} 年和 {before} 年的数，“{name}”填不了。",
                year=year,
                before=year - 1,
                name=self.read.name,
            )
            raise Refusal(RefusalCode.FORM_NO_FIGURES, said)
        lines = [
            line
            for number in range(len(self.read.tables))
            for line in _TablePlan(self, number, choices, (year, month)).lines()
        ]
        beside = sorted(self.read.blanks.keys() - {line.cell.at for line in lines})
        lines += [self._unread(cell, (year, month)) for cell in beside]
        return FormPlan(self.read, year, month, tuple(lines))

    def _unread(self, cell: CellAt, time: tuple[int, int]) -> FormLine:
        """A cell that awaits something of which the reader of tables says nothing, as in a table of ranks alone."""
        at, row, column = cell
        texts = [self.read.text((at, row, beside)).strip() for beside in range(column)]
        name = next((text for text in reversed(texts) if text), "")
        figure = TableFigure(row, name, name, "", "", (row, column), None)
        asked = FormCell(cell, _NO_TABLE, column, "", name, figure, None, time[0], (1, time[1]), None)
        return FormLine(asked, place_of(self.read, cell), FormState.UNCLEAR, why=tr("没有认出这一格要什么数"))


class _TablePlan:
    def __init__(self, planner: FormPlanner, number: int, choices: FormChoices, time: tuple[int, int]) -> None:
        self.planner, self.known, self.read = planner, planner.known, planner.read
        self.choices, self.time = choices, time
        self.table = self.read.tables[number]
        self.columns = {column.index: column for column in self.table.columns}
        self.is_other = is_of_another(self.table, self.known.zone)
        heads = [whose_figures(one.whose, self.known.zone) for one in self.table.columns if one.whose]
        self.own_named = self.table.turned or WhoseFigures.OWN in heads
        self.cells = cells_of(self.read, number, choices, time)

    def lines(self) -> Iterator[FormLine]:
        for cell in self.cells:
            line = self._line(cell) if cell.at in self.read.blanks else self._standing(cell)
            if line is not None:
                yield line

    # ---- whose and which

    def _told(self, cell: FormCell, state: FormState, indicator: Indicator | None = None, why: str = "") -> FormLine:
        return FormLine(cell, place_of(self.read, cell.at), state, indicator, stands=self.read.text(cell.at), why=why)

    def _line(self, cell: FormCell) -> FormLine:
        """What becomes of a cell that awaits a figure."""
        if cell.at in self.choices.left or cell.meaning is FormMeaning.NOTHING:
            return self._told(cell, FormState.LEFT)
        if self._is_others(cell):
            return self._told(cell, FormState.OTHER_REGION)
        if cell.meaning not in _TARGETS and (cell.year, cell.months[1]) > self.time:
            return self._told(cell, FormState.LATER)
        indicator, likely = self._indicator(cell)
        if indicator is None:
            return self._unknown(cell, likely)
        cell = self._of_indicator(cell, indicator)
        if cell.meaning is None or cell.doubts:
            return self._told(cell, FormState.UNCLEAR, indicator, why=self._why_unclear(cell))
        return self._found(cell, cell.meaning, indicator)

    def _is_others(self, cell: FormCell) -> bool:
        if self.is_other:
            return True
        if title_region(self.table, cell.figure, self.columns) or (cell.meaning is None and not self.table.turned):
            return False
        said = whose_figures(cell.figure.whose, self.known.zone)
        return said is WhoseFigures.OTHER or (said is WhoseFigures.UNCLEAR and self.own_named)

    def _indicator(self, cell: FormCell) -> tuple[Indicator | None, tuple[Indicator, ...]]:
        """The indicator that a cell's name means; where that is not sure, those that it may mean."""
        chosen = self.known.indicators.get(self.choices.names.get(cell.name, 0))
        if chosen is not None:
            return chosen, ()
        return self.planner.indicator(cell.figure)

    def _unknown(self, cell: FormCell, likely: tuple[Indicator, ...]) -> FormLine:
        if not likely:
            return self._told(cell, FormState.UNKNOWN, why=tr("台账里没有对上的指标"))
        names = "、".join(one.name for one in likely)
        line = self._told(cell, FormState.LIKELY, why=tr("可能是：{names}", names=names))
        return replace(line, likely=likely)

    def _of_indicator(self, cell: FormCell, indicator: Indicator) -> FormCell:
        """What a cell asks for, seen from what its indicator is.

        What stands at a date is one figure, whether of the month or up to it. Percents of what is measured otherwise
        are its growth; then a growth beside them is nobody's.
        """
        if indicator.nature is Nature.LEVEL:
            cell = replace(cell, doubts=tuple(one for one in cell.doubts if one != FigureDoubt.MONTHS_UNCLEAR))
        if cell.figure.unit != "%" or indicator.unit in SHARES or cell.figure.value_at is None:
            return cell
        if cell.at[1:] != cell.figure.value_at and cell.at[1:] == cell.figure.growth_at:
            return replace(cell, doubts=(*cell.doubts, FigureDoubt.GROWTH_UNCLEAR))
        return replace(cell, meaning=_RATES.get(cell.meaning, cell.meaning)) if cell.meaning else cell

    def _why_unclear(self, cell: FormCell) -> str:
        if FigureDoubt.MONTHS_UNCLEAR in cell.doubts:
            return tr("表上没有写明“{head}”是哪几个月的数（累计、当月还是全年）", head=cell.head)
        if FigureDoubt.GROWTH_UNCLEAR in cell.doubts:
            return tr("看不出“{head}”是哪一个数的增速", head=cell.head)
        return tr("看不出“{head}”要的是什么数", head=cell.head)

    # ---- the figure

    def _found(self, cell: FormCell, meaning: FormMeaning, indicator: Indicator) -> FormLine:
        found = self.known.figures(meaning, indicator, cell.year, cell.months)
        if not found:
            words = meaning_words(meaning, cell.year, cell.months)
            why = tr("台账里没有{indicator}{meaning}", indicator=indicator.name, meaning=words)
            return self._told(cell, FormState.MISSING, indicator, why=why)
        if cell.unit is None and currency_of(found[0].unit) and (cell.table, cell.column) not in self.choices.columns:
            why = tr("表上没有写明单位（台账是{unit}），认可时选定这一列要什么", unit=found[0].unit)
            return self._told(cell, FormState.UNCLEAR, indicator, why=why)
        form = number_format(self.read.blanks[cell.at])
        number = number_for(cell, found, form.places, self.known.places)
        if number is None:
            why = tr("台账的单位是{unit}，换算不成{wanted}", unit=found[0].unit, wanted=cell.unit)
            return self._told(cell, FormState.OTHER_UNIT, indicator, why=why)
        kept = form.kept(number)
        if kept is None:
            return self._told(cell, FormState.NO_NUMBER, indicator, why=tr("这个格子的格式不是数字"))
        figured = Figured(format(kept, "f"), form.is_text)
        why = tr("台账里是预计数") if any(one.is_expected for one in found) else ""
        return replace(self._told(cell, FormState.FILLED, indicator, why), shown=form.shown(kept), figured=figured)

    # ---- what stands already

    def _standing(self, cell: FormCell) -> FormLine | None:
        """A cell that has a figure already, held against the workbook; None where that says nothing of it."""
        if cell.meaning is None or self._is_others(cell) or cell.at in self.choices.left:
            return None
        indicator, _ = self._indicator(cell)
        said = figures(self.read.text(cell.at))
        if indicator is None or cell.meaning is FormMeaning.NOTHING or len(said) != 1:
            return None
        cell = self._of_indicator(cell, indicator)
        if cell.meaning is None or cell.doubts:
            return None
        found = self.known.figures(cell.meaning, indicator, cell.year, cell.months)
        own = said[0].low
        number = number_for(cell, found, _places(own), self.known.places) if found else None
        if number is None:
            return None
        if number == own:
            return self._told(cell, FormState.SAME, indicator)
        exact = number_for(cell, found, None, self.known.places)
        why = tr("表里已有 {own}，台账是 {known}，没有改动", own=figure_text(own), known=figure_text(exact or number))
        return self._told(cell, FormState.DIFFERS, indicator, why=why)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
