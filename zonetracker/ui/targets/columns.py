"""The columns of the target list, and how each takes what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Adjustment, BaseRevision
from zonetracker.model.changes import TargetChange
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Indicator, JudgeBy, Target
from zonetracker.model.measure import row_unit
from zonetracker.services.target_checks import is_checked
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.signs import adjusted_sign
from zonetracker.ui.parts.tables import State, TableColumn, state_column
from zonetracker.words.facts import bound_word, code_of, judge_by_words
from zonetracker.words.typed import (
    bound_choices,
    in_unit,
    read_bound,
    read_deadline,
    read_level,
    read_number,
    read_rate,
    with_level,
    with_rate,
)
from zonetracker.words.wording import adjustments_told, figure, part_name, range_text, revision_words

Reader = Callable[["TargetRow", str], TargetChange]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in its place in the list, with its baseline and what the back-check says."""

    number: str
    depth: int
    target: Target
    indicator: Indicator
    baseline: Actual | None
    findings: tuple[Finding, ...]
    adjustments: tuple[Adjustment, ...]
    revision: BaseRevision | None

    @property
    def unit(self) -> str:
        """The unit that the row's figures are in."""
        return row_unit(self.target, self.indicator) or ""


class Takers:
    """Where edits go: `keep` changes a target, the others what belongs to its indicator or its baseline."""

    def __init__(
        self,
        keep: Callable[[TargetRow, TargetChange], bool],
        rename: Callable[[TargetRow, str], bool],
        baseline: Callable[[TargetRow, str], bool],
        refuse: Callable[[Refusal], None],
    ) -> None:
        self.keep = keep
        self.rename = rename
        self.baseline = baseline
        self.refuse = refuse

    def taking(self, reader: Reader) -> Callable[[TargetRow, str], bool]:
        """An edit that reads what was typed into a change."""
        return self.guarded(lambda row, text: self.keep(row, reader(row, text)))

    def guarded(self, edit: Callable[[TargetRow, str], bool]) -> Callable[[TargetRow, str], bool]:
        """An edit whose refusals are told."""

        def guarded(row: TargetRow, text: str) -> bool:
            try:
                return edit(row, text)
            except Refusal as refusal:
                self.refuse(refusal)
                return False

        return guarded


def target_columns(takers: Takers, units: Callable[[], Sequence[str]]) -> list[TableColumn]:
    """All columns of the list; `units` are the responsible units that a field offers."""
    take = takers.taking
    return [
        TableColumn("number", tr("序号"), lambda row: row.number, order=_number, width=4),
        TableColumn("name", tr("指标名称"), _name, edit=takers.guarded(takers.rename), start=_bare_name, width=24),
        TableColumn(
            "value",
            tr("年度目标"),
            _value,
            order=_value_order,
            edit=take(_level),
            start=_value,
            numeric=True,
            sign=lambda row: adjusted_sign(row.adjustments),
            tip=lambda row: adjustments_told(row.adjustments),
            width=10,
        ),
        TableColumn(
            "unit",
            tr("单位"),
            lambda row: row.unit,
            edit=take(lambda _, text: TargetChange(unit=text or None)),
            width=7,
        ),
        TableColumn("bound", tr("口径"), _bound, edit=take(_read_bound), choices=bound_choices(), width=5),
        TableColumn(
            "growth",
            tr("目标增速%"),
            _growth,
            order=_growth_order,
            edit=take(_rate),
            start=_rate_start,
            numeric=True,
            width=9,
        ),
        TableColumn(
            "baseline",
            tr("上年实绩"),
            _baseline,
            edit=takers.guarded(takers.baseline),
            numeric=True,
            sign=lambda row: "" if row.revision is None else "sign-changed",
            tip=lambda row: "" if row.revision is None else revision_words(row.revision),
            width=10,
        ),
        state_column("check", tr("核对"), _check, width=6),
        TableColumn(
            "responsible",
            tr("责任单位"),
            lambda row: row.target.responsible,
            edit=take(lambda _, text: TargetChange(responsible=text)),
            completes=units,
            width=16,
        ),
        TableColumn(
            "weight",
            tr("权重"),
            lambda row: _plain(row.target.weight),
            order=lambda row: row.target.weight,
            edit=take(lambda _, text: TargetChange(weight=read_number(text))),
            numeric=True,
            width=5,
        ),
        TableColumn(
            "stretch",
            tr("奋斗目标"),
            lambda row: _plain(row.target.stretch),
            order=lambda row: row.target.stretch,
            edit=take(_stretch),
            numeric=True,
            width=8,
        ),
        TableColumn(
            "judge_by",
            tr("评价依据"),
            _judge,
            colour=_judge_shade,
            edit=take(_read_judge),
            choices=tuple(judge_by_words().values()),
            width=8,
        ),
        TableColumn(
            "deadline",
            tr("时限"),
            lambda row: row.target.deadline or "",
            edit=take(lambda _, text: TargetChange(deadline=read_deadline(text))),
            width=10,
        ),
        TableColumn(
            "section",
            tr("所属部分"),
            lambda row: " ".join(row.target.section.split()),
            edit=take(lambda _, text: TargetChange(section=text)),
            width=16,
        ),
        TableColumn(
            "note",
            tr("备注"),
            lambda row: row.target.note,
            edit=take(lambda _, text: TargetChange(note=text)),
            width=16,
        ),
        TableColumn("source", tr("来源"), lambda row: row.target.source, tip=lambda row: row.target.quote, width=14),
    ]


SHARED = frozenset({"responsible", "weight", "judge_by", "deadline", "section", "note"})
"""Fields that an edit sets for all chosen rows at once."""


def _number(row: TargetRow) -> int | None:
    return int(row.number) if row.number else None


def _name(row: TargetRow) -> str:
    return part_name(row.indicator.name, row.depth)


def _bare_name(row: TargetRow) -> str:
    return row.indicator.name


def _value(row: TargetRow) -> str:
    stated = row.target.stated
    if stated.value is None and stated.growth is None:
        return " ".join(row.target.wording.split())
    return range_text(stated.value, stated.value_high)


def _value_order(row: TargetRow) -> object:
    return row.target.stated.value


def _growth_order(row: TargetRow) -> object:
    return row.target.stated.growth


def _rate_start(row: TargetRow) -> str:
    return range_text(row.target.stated.growth, row.target.stated.growth_high)


def _growth(row: TargetRow) -> str:
    return _rate_start(row) + bound_word(row.target.stated.growth_bound)


def _bound(row: TargetRow) -> str:
    return bound_word(row.target.stated.bound)


def _judge(row: TargetRow) -> str:
    return judge_by_words()[row.target.judge_by]


def _judge_shade(row: TargetRow) -> str | None:
    return "muted" if row.target.judge_by is JudgeBy.WORSE else None


def _baseline(row: TargetRow) -> str:
    baseline = row.baseline
    if baseline is None or baseline.value is None:
        return ""
    unit = baseline.unit if baseline.unit and baseline.unit != row.unit else ""
    return figure(baseline.value) + unit


def _check(row: TargetRow) -> State | None:
    if row.findings:
        return State(tr("不符"), "sign-bang", "fails")
    return State(tr("相符"), "sign-check", "sure") if is_checked(row.target, row.baseline) else None


def _plain(value: object) -> str:
    return "" if value is None else f"{value:f}"


def _level(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(stated=with_level(row.target.stated, read_level(text)))


def _read_bound(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(bound=read_bound(text) if row.target.stated.value is not None else None)


def _rate(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(stated=with_rate(row.target.stated, read_rate(text)))


def _stretch(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(stretch=in_unit(read_level(text), row.unit).value)


def _read_judge(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(judge_by=code_of(judge_by_words(), text))
