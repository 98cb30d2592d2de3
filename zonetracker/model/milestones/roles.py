"""What a column of a ledger of milestones holds."""

from __future__ import annotations

from enum import StrEnum


class MilestoneRole(StrEnum):
    """What a column of such a ledger holds; the words that tell it are seeds/item_heads.csv.

    START and END are those that say neither planned nor reached, NODE any other step by its own name.
    """

    NUMBER = "number"
    CODE = "code"
    NAME = "name"
    PART = "part"
    CHECKLIST = "checklist"
    SECTION = "section"
    INDUSTRY = "industry"
    REQUIREMENT = "requirement"
    BUILDER = "builder"
    CONSTRUCTION = "construction"
    SCALE = "scale"
    LEAD = "lead"
    ASSIST = "assist"
    LEADER = "leader"
    INVESTMENT = "investment"
    FIXED = "fixed"
    BEFORE = "before"
    PLAN = "plan"
    MONTH = "month"
    SUM = "sum"
    SINCE = "since"
    RATIO = "ratio"
    START = "start"
    START_PLANNED = "start_planned"
    START_DONE = "start_done"
    END = "end"
    END_PLANNED = "end_planned"
    END_DONE = "end_done"
    NODE = "node"
    SPAN = "span"
    STARTED = "started"
    STATUS = "status"
    RECEIVED = "received"
    DEADLINE = "deadline"
    DONE = "done"
    FINISHED = "finished"
    PROGRESS = "progress"
    PROBLEM = "problem"
    NEXT = "next"
    NOTE = "note"
    NOTHING = "nothing"

    @property
    def of_money(self) -> bool:
        """Whether it holds sums of money that are kept."""
        return self in _MONEY

    @property
    def joined(self) -> bool:
        """Whether several columns may hold it, whose texts are joined."""
        return self in _JOINED


_MONEY = frozenset(
    {
        *(MilestoneRole.INVESTMENT, MilestoneRole.FIXED, MilestoneRole.BEFORE),
        *(MilestoneRole.PLAN, MilestoneRole.MONTH, MilestoneRole.SUM),
    }
)
_JOINED = frozenset(
    {
        *(MilestoneRole.REQUIREMENT, MilestoneRole.SCALE, MilestoneRole.LEAD, MilestoneRole.ASSIST),
        *(MilestoneRole.LEADER, MilestoneRole.PROGRESS, MilestoneRole.PROBLEM, MilestoneRole.NEXT),
        *(MilestoneRole.NOTE, MilestoneRole.NODE, MilestoneRole.NOTHING, MilestoneRole.SINCE),
    }
)
