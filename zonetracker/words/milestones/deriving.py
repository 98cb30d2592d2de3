"""The words for figures that projects give for an indicator: how they are counted, and what stands beside them."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.facts import Derivation, Derived
from zonetracker.model.milestones.derivations import Proposal, ProposalState, Tally
from zonetracker.model.units import in_decimals
from zonetracker.support.i18n import tr
from zonetracker.words.wording import figure, months, one_line


def derived_word(what: Derived) -> str:
    """What of the projects is counted."""
    words = {
        Derived.COUNT: tr("项目个数"),
        Derived.INVESTMENT: tr("总投资之和"),
        Derived.FIXED_ASSETS: tr("固定资产投资之和"),
        Derived.SPENT: tr("累计完成投资之和（只看）"),
    }
    return words[what]


def derivation_words(derive: Derivation) -> str:
    """How projects give a figure: 到达“开工”的，总投资1亿元以上，项目个数."""
    parts = [tr("到达“{node}”的", node=one_line(derive.node))]
    if derive.industry:
        parts.append(tr("类别为“{name}”", name=one_line(derive.industry)))
    if derive.checklist:
        parts.append(tr("清单为“{name}”", name=one_line(derive.checklist)))
    parts += [_least(tr("总投资"), derive.least_investment), _least(tr("固定资产投资"), derive.least_fixed_assets)]
    return tr("，").join([*filter(None, parts), derived_word(derive.what)])


def _least(what: str, least: Decimal | None) -> str:
    return "" if least is None else tr("{what}{least}亿元以上", what=what, least=figure(least))


def proposal_state_word(state: ProposalState) -> str:
    """What a proposed figure is beside the one that stands."""
    words = {
        ProposalState.NEW: tr("可填入"),
        ProposalState.SAME: tr("已填，相同"),
        ProposalState.OUTDATED: tr("项目变了，可更新"),
        ProposalState.DIFFERS: tr("与填的数不同"),
        ProposalState.ONLY_SHOWN: tr("只供对照"),
    }
    return words[state]


def tally_text(told: Tally) -> str:
    """The figure that projects give; "" where its unit does not fit."""
    return "" if told.value is None else figure(in_decimals(told.value))


def proposal_words(one: Proposal) -> str:
    """A proposal in a sentence beside the figure that stands."""
    unit = one_line(one.tally.unit or "")
    name, counted = one_line(one.indicator.name), f"{tally_text(one.tally)}{unit}"
    stands = one.stands
    if stands is None or stands.value is None:
        return tr("“{name}”{month}由项目统计为{counted}", name=name, month=months(one.month), counted=counted)
    entered = f"{figure(stands.value)}{one_line(stands.unit or unit)}"
    return tr(
        "“{name}”{month}填的是{entered}，由项目统计为{counted}，没有改动",
        name=name,
        month=months(one.month),
        entered=entered,
        counted=counted,
    )


def tally_notes(told: Tally) -> list[str]:
    """Which projects are behind a figure, and which could not be counted."""
    lines = (
        (told.names, tr("计入{count}个：{names}")),
        (told.undated, tr("到达日期不明、没有计入的{count}个：{names}")),
        (told.unknown, tr("缺金额、没有计入的{count}个：{names}")),
    )
    return [words.format(count=len(names), names="、".join(map(one_line, names))) for names, words in lines if names]
