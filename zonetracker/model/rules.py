"""Rule sets, data that an office picks and edits: from which gap on a target is behind, in which word and colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

DEFAULT_WORDS = {
    "done": "已完成",
    "on_pace": "达到序时",
    "behind": "略滞后",
    "late": "滞后",
    "no_data": "暂无数据",
    "not_due": "本月无数",
    "exceeded": "超额完成",
    "met": "完成",
    "missed": "未完成",
}
OF_YEAR_END = frozenset({"exceeded", "met", "missed"})
"""The grades of a year's end alone; the two without a judgement are those of every month."""

DEFAULT_COLOURS = {
    "done": "#1f6fd1",
    "on_pace": "#2e8b3d",
    "behind": "#d99a00",
    "late": "#c62828",
    "no_data": "#8a8f98",
    "not_due": "#b5bac2",
    "exceeded": "#1f6fd1",
    "met": "#2e8b3d",
    "missed": "#c62828",
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How gaps become an assessment.

    `late`: a gap at or below it (个百分点 of completion) is 滞后; `growth_late`: the same for a growth gap (个百分点 of
    growth); `tolerance`: 左右 counts as reached within this many percent of the value. `words` and `colours` are keyed
    by the lower-case name of a Grade.
    """

    name: str = "四档"
    late: Decimal = Decimal("-10")
    growth_late: Decimal = Decimal("-2")
    tolerance: Decimal = Decimal("2")
    words: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_WORDS))
    colours: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_COLOURS))


def rules_to_data(rules: RuleSet) -> dict[str, object]:
    """A rule set as plain data for a settings row."""
    return {
        "name": rules.name,
        "late": str(rules.late),
        "growth_late": str(rules.growth_late),
        "tolerance": str(rules.tolerance),
        "words": dict(rules.words),
        "colours": dict(rules.colours),
    }


def rules_from_data(data: Mapping[str, object]) -> RuleSet:
    """A rule set from a settings row; what is missing or no figure keeps its default."""
    usual = RuleSet()
    return RuleSet(
        name=_text(data.get("name"), usual.name),
        late=_figure(data.get("late"), usual.late),
        growth_late=_figure(data.get("growth_late"), usual.growth_late),
        tolerance=abs(_figure(data.get("tolerance"), usual.tolerance)),
        words=_texts(data.get("words"), usual.words),
        colours=_texts(data.get("colours"), usual.colours),
    )


def _figure(said: object, usual: Decimal) -> Decimal:
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return usual
    return found if found.is_finite() else usual


def _texts(said: object, usual: Mapping[str, str]) -> dict[str, str]:
    chosen = said if isinstance(said, Mapping) else {}
    return {key: _text(chosen.get(key), word) for key, word in usual.items()}


def _text(said: object, usual: str) -> str:
    return usual if said is None else str(said)
