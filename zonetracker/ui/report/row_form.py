"""The form for a row that extraction missed, filled in from the selected text as far as it can be read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonetracker.model.facts import Candidate, FactType, Kind, Report, Span, Stated
from zonetracker.services.importing import read_alone
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.review import kind_choices, kind_word
from zonetracker.words.typed import (
    bound_choices,
    read_bound,
    read_deadline,
    read_level,
    read_rate,
    read_year,
    with_level,
    with_rate,
)
from zonetracker.words.wording import one_line, range_text

_NAME_LENGTH = 40


def proposed(report: Report, span: Span, near: Candidate | None) -> Candidate:
    """What the selected text says, as extraction reads it alone; year, kind and section from the row before it."""
    quote = report.text[span.start : span.end]
    start = Candidate(
        id="new",
        kind=near.kind if near else Kind.TARGET,
        type=FactType.QUANTITY,
        year=near.year if near else report.year,
        period="annual",
        name=one_line(quote)[:_NAME_LENGTH],
        stated=Stated(),
        span=span,
        quote_span=span,
        quote=quote,
        section=near.section if near else "",
        confidence=Decimal(1),
    )
    read = read_alone(quote)
    if read is None:
        return start
    name = read.name if read.name.strip() else start.name
    figure = Span(span.start + read.span.start, span.start + read.span.end)
    inside = report.text[figure.start : figure.end] == quote[read.span.start : read.span.end]
    return replace(start, name=name, stated=read.stated, type=read.type, span=figure if inside else span)


class RowForm(FormDialog):
    """Edits a proposed row; `candidate()` gives it as filled in. `line` of a scan stands above the figure."""

    def __init__(self, parent: QWidget | None, start: Candidate, line: QWidget | None = None) -> None:
        super().__init__(parent, tr("新增一行"), tr("新增"), tr("原文：{quote}", quote=one_line(start.quote)[:120]))
        self._start = start
        stated = start.stated
        self.kind = QComboBox()
        self.kind.addItems(list(kind_choices()))
        self.kind.setCurrentText(kind_word(start.kind, start.type, start.stretch))
        self.name = QLineEdit(start.name)
        self.year = QLineEdit("" if start.year is None else str(start.year))
        self.level = QLineEdit(range_text(stated.value, stated.value_high) + (stated.unit or ""))
        self.bound = QComboBox()
        self.bound.addItems([word or tr("等于") for word in bound_choices()])
        self.bound.setCurrentIndex(next((n for n, w in enumerate(bound_choices()) if read_bound(w) is stated.bound), 0))
        self.growth = QLineEdit(range_text(stated.growth, stated.growth_high))
        self.deadline = QLineEdit(start.deadline or "")
        self.responsible = QLineEdit(start.responsible)
        self.level.setPlaceholderText(tr("如 80亿元、10-15家，可空"))
        self.growth.setPlaceholderText(tr("如 8、-3.5，可空"))
        self.deadline.setPlaceholderText(tr("如 2023-06，可空"))
        for label, field in (
            (tr("类别"), self.kind),
            (tr("名称"), self.name),
            (tr("年度"), self.year),
            (tr("数值和单位"), self.level),
            (tr("口径"), self.bound),
            (tr("增速%"), self.growth),
            (tr("时限"), self.deadline),
            (tr("责任单位"), self.responsible),
        ):
            if field is self.level and line is not None:
                self.form.addRow(line)
            self.form.addRow(plain_label(label), field)
        self.name.setFocus()

    def candidate(self) -> Candidate:
        """The row as filled in. Raises Refusal where a field cannot be read."""
        kind, type_, stretch = kind_choices()[self.kind.currentText()]
        stated = with_level(Stated(), read_level(self.level.text()))
        if stated.value is not None and self.bound.currentIndex() > 0:
            stated = replace(stated, bound=read_bound(self.bound.currentText()))
        stated = with_rate(stated, read_rate(self.growth.text()))
        return replace(
            self._start,
            kind=kind,
            type=type_,
            stretch=stretch,
            name=self.name.text().strip(),
            year=read_year(self.year.text()),
            stated=Stated() if type_ is not FactType.QUANTITY else stated,
            deadline=read_deadline(self.deadline.text()),
            responsible=self.responsible.text().strip(),
        )
