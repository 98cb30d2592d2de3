"""What is done about milestones and units, in words."""

from __future__ import annotations

from collections.abc import Iterable

from zonetracker.model.facts import ActionKind, WarningLevel
from zonetracker.support.i18n import tr


def action_word(kind: ActionKind) -> str:
    """What was done about a milestone or a unit."""
    words = {
        ActionKind.ASSIGN: tr("交办"),
        ActionKind.INSTRUCT: tr("调度要求"),
        ActionKind.CHASE: tr("催报"),
        ActionKind.WARN: tr("督办单"),
        ActionKind.APPLY: tr("申请销号"),
        ActionKind.PASS: tr("通过"),
        ActionKind.RETURN: tr("退回"),
        ActionKind.EXTEND: tr("延期"),
        ActionKind.SUSPEND: tr("暂缓"),
        ActionKind.RESUME: tr("恢复"),
        ActionKind.CANCEL: tr("取消"),
        ActionKind.REOPEN: tr("重开"),
    }
    return words[kind]


def moves_word(moves: Iterable[ActionKind]) -> str:
    """Several moves in their order."""
    return "、".join(action_word(kind) for kind in ActionKind if kind in set(moves)) or tr("无")


def level_word(level: WarningLevel) -> str:
    """The colour of a supervise note."""
    return {
        WarningLevel.BLUE: tr("蓝色"),
        WarningLevel.YELLOW: tr("黄色"),
        WarningLevel.RED: tr("红色"),
    }[level]
