"""Rule sets, data that an office picks and edits: from which gap on a target is behind, in which word and colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

DEFAULT_WORDS = {
    "done": "已完成",
    "ahead": "超序时",
    "on_pace": "达到序时",
    "behind": "略滞后",
    "late": "滞后",
    "no_data": "暂无数据",
    "not_due": "本月无数",
    "exceeded": "超额完成",
    "met": "完成",
    "missed": "未完成",
    "within": "控制在内",
    "over_pace": "超控制进度",
    "beyond": "突破控制数",
    "lagging": "未达序时",
}
OF_YEAR_END = frozenset({"exceeded", "met", "missed"})
"""The grades of a year's end alone; the two without a judgement are those of every month."""
OF_CONTROL = frozenset({"within", "over_pace", "beyond"})
"""Words in place of a grade's own for what is not to exceed a figure; the light stays that of the grade."""
OF_COUNTS = frozenset({"lagging"})
"""Words for several grades together, where rows are counted."""

DEFAULT_COLOURS = {
    "done": "#1f6fd1",
    "ahead": "#14807a",
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
    growth); `tolerance`: 左右 counts as reached within this many percent of the value. Where `ahead` is a figure, a gap
    above it is 超序时 and no longer 达到序时, and so is a growth gap above `growth_ahead`. `words` and `colours` have
    the lower-case names of Grade as keys; words also those of OF_CONTROL and OF_COUNTS.
    """

    name: str = "四档"
    late: Decimal = Decimal("-10")
    growth_late: Decimal = Decimal("-2")
    tolerance: Decimal = Decimal("2")
    ahead: Decimal | None = None
    growth_ahead: Decimal = Decimal(0)
    words: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_WORDS))
    colours: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_COLOURS))


def rules_to_data(rules: RuleSet) -> dict[str, object]:
    """A rule set as plain data for a settings row."""
    return {
        "name": rules.name,
        "late": str(rules.late),
        "growth_late": str(rules.growth_late),
        "tolerance": str(rules.tolerance),
        "ahead": None if rules.ahead is None else str(rules.ahead),
        "growth_ahead": str(rules.growth_ahead),
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
        ahead=_margin(data.get("ahead")),
        growth_ahead=_figure(data.get("growth_ahead"), usual.growth_ahead),
        words=_texts(data.get("words"), usual.words),
        colours=_texts(data.get("colours"), usual.colours),
    )


def _figure(said: object, usual: Decimal) -> Decimal:
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return usual
    return found if found.is_finite() else usual


def _margin(said: object) -> Decimal | None:
    found = _figure(said, Decimal(-1))
    return None if found < 0 else found


def _texts(said: object, usual: Mapping[str, str]) -> dict[str, str]:
    chosen = said if isinstance(said, Mapping) else {}
    return {key: _text(chosen.get(key), word) for key, word in usual.items()}


def _text(said: object, usual: str) -> str:
    return usual if said is None else str(said)
