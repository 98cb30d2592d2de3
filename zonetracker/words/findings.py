"""Findings and reasons in words, one place for the command line and the window."""

from __future__ import annotations

from zonetracker.model.checks import Finding
from zonetracker.support.i18n import tr


def say_finding(finding: Finding) -> str:
    """One Chinese sentence for a finding of model.checks."""
    return finding_words()[finding.code].format(**dict(finding.parameters))


def finding_words() -> dict[str, str]:
    """The sentence of every finding by its code; its parameters stand in braces."""
    return {
        "range_reversed": tr("区间上限 {high} 小于下限 {low}"),
        "value_missing": tr("有单位而没有数值"),
        "unit_differs": tr("单位“{unit}”与“{wanted}”不能比较"),
        "growth_differs": tr("填报增速 {typed}% 与按上年同期算出的 {computed}% 不一致"),
        "cumulative_falls": tr("累计数 {value} 比 {month} 月的 {before} 小"),
        "unit_likely_other": tr("{value} 与参照数 {yardstick} 相差悬殊，单位可能有误"),
        "jump": tr("{value} 超过参照数 {yardstick} 的三倍"),
        "target_disagrees": tr("按上年 {base} 推算增速为 {implied}%，与目标增速 {growth}% 不一致"),
        "part_exceeds": tr("其中项 {part} 大于总数 {whole}"),
        "parts_fall_short": tr("其中项合计 {parts} 小于总数 {whole}"),
        "parts_exceed": tr("其中项合计 {parts} 大于总数 {whole}"),
    }
