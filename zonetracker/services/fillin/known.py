"""What a workbook knows of a month that fill-in sheets are held against, read once for all files."""

from __future__ import annotations

from zonetracker.model.duties.fillin import FillIn
from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.facts import Department, Milestone, Target, TaskKind
from zonetracker.outputs.fillin.workbook import row_key
from zonetracker.services.fillin.sending import sheets_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.known_year import KnownYear
from zonetracker.words.wording import one_line


class KnownMonth:
    """The sheets as they would go out now, and what stands already; for a thread that may not ask the file."""

    def __init__(self, ledger: Ledger, year: int, month: int) -> None:
        self.year, self.month, self.file_id = year, month, ledger.file_id
        self.known_year: KnownYear = ledger.known_year(year)
        self.departments = {one.id: one for one in ledger.departments()}
        self.index = DepartmentIndex(self.departments.values())
        self.sheets: dict[int, FillIn] = {one.department.id: one for one in sheets_of(ledger, year, month)}
        self.targets: dict[int, Target] = {one.id: one for one in ledger.targets(year)}
        self.milestones: dict[int, Milestone] = {one.id: one for one in ledger.milestones(year)}
        targets = {row_key(TaskKind.TARGET, one.id): one for one in self.targets.values()}
        items = {row_key(TaskKind.MILESTONE, one.id): one for one in self.milestones.values()}
        self.by_key: dict[str, Target | Milestone] = {**targets, **items}
        self.names = ledger.names.copy()
        filings = ledger.filings(year, month)
        self.filings = {(one.task, one.task_id): one for one in filings}

    def owner_of(self, task: Target | Milestone) -> Department | None:
        """The registered unit that owes a task's figures."""
        supplier = self.known_year.by_id[task.indicator_id].supplier if isinstance(task, Target) else ""
        return self.index.resolve(supplier or task.responsible).lead

    def target_named(self, name: str) -> Target | None:
        """The target of the year whose indicator has this name or alias."""
        found = self.names.find(name)
        return None if found is None else self.known_year.target_of.get(found.id)

    def milestone_named(self, name: str) -> Milestone | None:
        """The milestone of the year with this name, blanks aside; of two alike neither."""
        found = [one for one in self.milestones.values() if bare(one.name) == bare(name)]
        return found[0] if len(found) == 1 else None

    def name_of(self, task: Target | Milestone) -> str:
        """What a target or milestone is called."""
        return one_line(task.name if isinstance(task, Milestone) else self.known_year.by_id[task.indicator_id].name)


def bare(text: str) -> str:
    """A text without its blanks, as two spellings of one name or head are compared."""
    return "".join(text.split())
