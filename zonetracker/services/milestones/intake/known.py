"""What a workbook knows of a year's milestones, for a thread that may not ask the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from zonetracker.model.duties.workdays import office_holidays
from zonetracker.model.facts import Filing, Milestone, Node, TaskKind
from zonetracker.model.milestones.checklists import SETTING as LISTS
from zonetracker.model.milestones.checklists import checklists_of
from zonetracker.model.milestones.templates import SETTING, templates_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake.fields import IntakePeriod


class KnownMilestones:
    """The milestones of a year with nodes and filings, as they stand, and what is remembered of ledgers."""

    def __init__(self, ledger: Ledger, year: int, month: int, today: str) -> None:
        self.period = IntakePeriod(year, month, today)
        self.milestones: tuple[Milestone, ...] = tuple(ledger.milestones(year))
        self.by_id: Mapping[int, Milestone] = {one.id: one for one in self.milestones}
        self.nodes: Mapping[int, dict[str, Node]] = defaultdict(dict)
        for node in ledger.nodes():
            if node.milestone_id in self.by_id:
                self.nodes[node.milestone_id][node.name] = node
        self.filings: Mapping[int, list[Filing]] = defaultdict(list)
        for filing in ledger.filings_of(year):
            if filing.task is TaskKind.MILESTONE:
                self.filings[filing.task_id].append(filing)
        self.mappings = ledger.sheet_mappings()
        self.templates = templates_of(ledger.setting(SETTING))
        self.checklists = checklists_of(ledger.setting(LISTS))
        self.holidays = office_holidays(ledger.setting("holidays"))

    def filing(self, milestone_id: int) -> Filing:
        """What is filed on a milestone for the month, a blank one where nothing is."""
        blank = Filing(0, TaskKind.MILESTONE, milestone_id, self.period.year, self.period.month)
        filed = self.filings.get(milestone_id, ())
        return next((one for one in filed if one.month == self.period.month), blank)
