"""The columns of the target list, and how each reads what is typed or pasted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.bookkeeping import Adjustment, BaseRevision
from zonetracker.model.changes import KEEP, ActualEntry, IndicatorChange, PeriodTargetEntry, TargetChange
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Indicator, JudgeBy, PeriodTarget, Target
from zonetracker.model.measure import row_unit
from zonetracker.model.rounding import shown
from zonetracker.model.standing import SecondTier
from zonetracker.services.arranging import spoken_order
from zonetracker.services.target_checks import is_checked
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.signs import adjusted_sign
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.ui.targets.periods import PERIOD_KEYS, period_order, period_reader, period_text
from zonetracker.words.facts import bound_word, code_of, judge_by_words, nature_words
from zonetracker.words.months import months_text
from zonetracker.words.typed import (
    bound_choices,
    exact,
    in_unit,
    read_bound,
    read_deadline,
    read_level,
    read_months,
    read_number,
    read_rate,
    with_level,
    with_rate,
)
from zonetracker.words.wording import (
    adjustments_told,
    figure,
    part_name,
    quarter_word,
    range_text,
    revision_words,
)

Said = TargetChange | IndicatorChange | ActualEntry | PeriodTargetEntry
"""What a cell says: of the target, of its indicator over all years, of the baseline, or of a part of the year."""
Reader = Callable[["TargetRow", str], Said]
Take = Callable[["TargetRow", Reader, str], bool]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in its place in the list, with its baseline, what the back-check says, and its second tier.

    `parts` is how many rows (其中) stand below it, `outcome` what it came to by the end of a closed year, `periods`
    what it asks for in parts of its year.
    """

    number: str
    depth: int
    target: Target
    indicator: Indicator
    baseline: Actual | None
    findings: tuple[Finding, ...]
    adjustments: tuple[Adjustment, ...]
    revision: BaseRevision | None
    parts: int
    second: SecondTier | None
    outcome: str
    periods: tuple[PeriodTarget, ...] = ()

    @property
    def unit(self) -> str:
        """The unit that the row's figures are in."""
        return row_unit(self.target, self.indicator) or ""

    @property
    def vacant(self) -> bool:
        """Whether the row waits for its figure: it says none, and no words in place of one."""
        stated = self.target.stated
        return stated.value is None and stated.growth is None and not self.target.wording.strip()


def readers() -> Mapping[str, Reader]:
    """What each column that can be edited makes of a text, by the column's key. Each may raise Refusal."""
    return {
        "name": lambda _, text: IndicatorChange(name=text),
        "value": _level,
        "unit": lambda _, text: TargetChange(unit=text or None),
        "bound": _read_bound,
        "growth": _rate,
        "baseline": _read_baseline,
        "responsible": lambda _, text: TargetChange(responsible=text),
        "weight": lambda _, text: TargetChange(weight=read_number(text)),
        "stretch": _stretch,
        "stretch_growth": lambda _, text: TargetChange(stretch_growth=_one_rate(text)),
        "judge_by": lambda _, text: TargetChange(judge_by=code_of(judge_by_words(), text)),
        "nature": lambda _, text: IndicatorChange(nature=code_of(nature_words(), text)),
        "months": lambda _, text: IndicatorChange(months=read_months(text)),
        "deadline": lambda _, text: TargetChange(deadline=read_deadline(text)),
        "section": lambda _, text: TargetChange(section=text),
        "note": lambda _, text: TargetChange(note=text),
        **{key: period_reader(month) for key, month in PERIOD_KEYS.items()},
    }


def target_columns(
    take: Take, units: Callable[[], Sequence[str]], fold_sign: Callable[[TargetRow], str], places: Callable[[], int]
) -> list[TableColumn]:
    """All columns of the list.

    `units` are the responsible units that a field offers, `fold_sign` is what stands before a whole, `places` how many
    decimals a percentage has.
    """
    known = readers()

    def taking(key: str) -> Callable[[TargetRow, str], bool]:
        return lambda row, text: take(row, known[key], text)

    def percent(of: Callable[[SecondTier], Fraction | None]) -> Callable[[TargetRow], str]:
        def text(row: TargetRow) -> str:
            number = of(row.second) if row.second is not None else None
            return "" if number is None else figure(shown(number, places()))

        return text

    def column(
        key: str,
        title: str,
        text: Callable[[TargetRow], str],
        width: int,
        *,
        order: Callable[[TargetRow], object] | None = None,
        start: Callable[[TargetRow], str] | None = None,
        numeric: bool = False,
        choices: Sequence[str] = (),
        editable: Callable[[TargetRow], bool] | None = None,
        colour: Callable[[TargetRow], str | None] | None = None,
        sign: Callable[[TargetRow], str] | None = None,
        tip: Callable[[TargetRow], str] | None = None,
        head_tip: str = "",
    ) -> TableColumn:
        return TableColumn(
            key,
            title,
            text,
            order=order or (lambda row: spoken_order(text(row))),
            edit=taking(key) if key in known else None,
            start=start,
            numeric=numeric,
            choices=choices,
            editable=editable,
            colour=colour,
            sign=sign,
            tip=tip,
            head_tip=head_tip,
            width=width,
        )

    grown = percent(_second_growth)
    return [
        TableColumn("number", tr("序号"), lambda row: row.number, order=_number, width=4),
        TableColumn(
            "name",
            tr("指标名称"),
            _name,
            order=lambda row: spoken_order(row.indicator.name),
            edit=taking("name"),
            start=_bare_name,
            sign=fold_sign,
            width=24,
        ),
        column(
            "value",
            tr("年度目标"),
            _value,
            10,
            order=_value_order,
            start=_level_start,
            numeric=True,
            colour=_shade,
            sign=lambda row: adjusted_sign(row.adjustments),
            tip=lambda row: adjustments_told(row.adjustments),
        ),
        column("unit", tr("单位"), lambda row: row.unit, 7),
        column("bound", tr("口径"), _bound, 5, choices=bound_choices()),
        column("growth", tr("目标增速%"), _growth, 9, order=_growth_order, start=_rate_start, numeric=True),
        column(
            "baseline",
            tr("上年实绩"),
            _baseline,
            10,
            order=_baseline_order,
            numeric=True,
            sign=lambda row: "" if row.revision is None else "sign-changed",
            tip=lambda row: "" if row.revision is None else revision_words(row.revision),
        ),
        state_column("check", tr("核对"), _check, width=6),
        TableColumn(OUTCOME, tr("年终结果"), lambda row: row.outcome, width=8),
        TableColumn(
            "responsible",
            tr("责任单位"),
            _responsible,
            order=lambda row: spoken_order(_responsible(row)) if _responsible(row) else None,
            edit=taking("responsible"),
            completes=units,
            width=16,
        ),
        column("weight", tr("权重"), lambda row: _plain(row.target.weight), 5, order=_weight_order, numeric=True),
        *(
            column(
                key,
                tr("{quarter}目标", quarter=quarter_word(month)),
                period_text(month),
                12,
                order=period_order(month),
                numeric=True,
                head_tip=tr("自1月起累计。有增速的写在后面，如 18，6.5%；空着的按序时进度"),
            )
            for key, month in PERIOD_KEYS.items()
        ),
        column("stretch", tr("奋斗目标"), _stretch_text, 8, order=lambda row: row.target.stretch, numeric=True),
        column(
            "stretch_growth",
            tr("奋斗增速%"),
            lambda row: "" if _only_grows(row.target) else grown(row),
            9,
            order=_second(_second_growth),
            start=lambda row: _plain(row.target.stretch_growth),
            numeric=True,
            head_tip=tr("没有填时，是奋斗目标比上年实绩的增速"),
        ),
        TableColumn(
            "stretch_gap",
            tr("奋斗序时差"),
            percent(_second_gap),
            order=_second(_second_gap),
            numeric=True,
            width=9,
            head_tip=tr("完成奋斗目标的百分数减去所选月份的序时进度，单位：个百分点"),
        ),
        TableColumn(
            "stretch_growth_gap",
            tr("奋斗增速差"),
            percent(_second_growth_gap),
            order=_second(_second_growth_gap),
            numeric=True,
            width=9,
            head_tip=tr("所选月份的累计增速减去填写的奋斗增速，单位：个百分点"),
        ),
        column(
            "judge_by",
            tr("评价依据"),
            _judge,
            8,
            choices=tuple(judge_by_words().values()),
            editable=_has_both,
            colour=_judge_shade,
        ),
        column("nature", tr("指标性质"), _nature, 7, choices=tuple(nature_words().values())),
        column("months", tr("出数月份"), _months, 9),
        column("deadline", tr("时限"), lambda row: row.target.deadline or "", 10),
        column("section", tr("所属部分"), section_of, 16),
        column("note", tr("备注"), lambda row: row.target.note, 16),
        TableColumn("source", tr("来源"), lambda row: row.target.source, tip=lambda row: row.target.quote, width=14),
    ]


OUTCOME = "outcome"
"""The column that says something only of a closed year."""
TIERS = ("stretch_growth", "stretch_gap", "stretch_growth_gap")
"""Columns that say something only where a target has an upper tier."""
SHARED = frozenset({"responsible", "weight", "judge_by", "deadline", "section", "note"})
"""Fields that an edit sets for all chosen rows at once."""


def section_of(row: TargetRow) -> str:
    """The part of the report that a row stands in, on one line."""
    return " ".join(row.target.section.split())


def _number(row: TargetRow) -> int | None:
    return int(row.number) if row.number else None


def _name(row: TargetRow) -> str:
    return part_name(row.indicator.name, row.depth + 1 if row.depth else 0)  # behind the arrow of its whole


def _bare_name(row: TargetRow) -> str:
    return row.indicator.name


def _level_start(row: TargetRow) -> str:
    return range_text(row.target.stated.value, row.target.stated.value_high)


def _value(row: TargetRow) -> str:
    if row.vacant:
        return tr("待填")
    stated = row.target.stated
    if stated.value is None and stated.growth is None:
        return " ".join(row.target.wording.split())
    return _level_start(row)


def _shade(row: TargetRow) -> str | None:
    return "look" if row.vacant else None


def _value_order(row: TargetRow) -> object:
    return row.target.stated.value


def _growth_order(row: TargetRow) -> object:
    return row.target.stated.growth


def _weight_order(row: TargetRow) -> object:
    return row.target.weight


def _rate_start(row: TargetRow) -> str:
    return range_text(row.target.stated.growth, row.target.stated.growth_high)


def _growth(row: TargetRow) -> str:
    return _rate_start(row) + bound_word(row.target.stated.growth_bound)


def _bound(row: TargetRow) -> str:
    return bound_word(row.target.stated.bound)


def _responsible(row: TargetRow) -> str:
    return row.target.responsible


def _stretch_text(row: TargetRow) -> str:
    """The upper tier; of a target that has only a growth that of the growth."""
    growth = row.target.stretch_growth
    return f"{_plain(growth)}%" if _only_grows(row.target) and growth is not None else _plain(row.target.stretch)


def _only_grows(target: Target) -> bool:
    return target.stated.value is None and target.stated.growth is not None


def _second_growth(second: SecondTier) -> Fraction | None:
    return second.growth


def _second_gap(second: SecondTier) -> Fraction | None:
    return second.gap


def _second_growth_gap(second: SecondTier) -> Fraction | None:
    return second.growth_gap


def _second(of: Callable[[SecondTier], Fraction | None]) -> Callable[[TargetRow], Fraction | None]:
    return lambda row: None if row.second is None else of(row.second)


def _has_both(row: TargetRow) -> bool:
    return row.target.stated.value is not None and row.target.stated.growth is not None


def _judge(row: TargetRow) -> str:
    return judge_by_words()[row.target.judge_by] if _has_both(row) else ""


def _judge_shade(row: TargetRow) -> str | None:
    return "muted" if row.target.judge_by is JudgeBy.WORSE else None


def _nature(row: TargetRow) -> str:
    return nature_words()[row.indicator.nature]


def _months(row: TargetRow) -> str:
    return months_text(row.indicator.months)


def _baseline(row: TargetRow) -> str:
    baseline = row.baseline
    if baseline is None or baseline.value is None:
        return ""
    unit = baseline.unit if baseline.unit and baseline.unit != row.unit else ""
    return figure(baseline.value) + unit


def _baseline_order(row: TargetRow) -> object:
    return row.baseline.value if row.baseline is not None else None


def _check(row: TargetRow) -> State | None:
    if row.findings:
        return State(tr("不符"), "sign-bang", "fails")
    return State(tr("相符"), "sign-check", "sure") if is_checked(row.target, row.baseline) else None


def _plain(value: Decimal | None) -> str:
    return "" if value is None else figure(value)


def _level(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(stated=with_level(row.target.stated, read_level(text)))


def _read_bound(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(bound=read_bound(text) if row.target.stated.value is not None else None)


def _rate(row: TargetRow, text: str) -> TargetChange:
    return TargetChange(stated=with_rate(row.target.stated, read_rate(text)))


def _stretch(row: TargetRow, text: str) -> TargetChange:
    if _only_grows(row.target):
        return TargetChange(stretch_growth=_one_rate(text))
    return TargetChange(stretch=in_unit(exact(read_level(text)), row.unit).value)


def _one_rate(text: str) -> Decimal | None:
    return exact(read_rate(text)).value


def _read_baseline(row: TargetRow, text: str) -> ActualEntry:
    typed = exact(read_level(text))
    unit = typed.unit or row.unit or KEEP
    return ActualEntry(row.indicator.id, row.target.year - 1, 12, typed.value, unit, origin=tr("手工填写"))
