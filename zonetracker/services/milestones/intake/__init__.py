"""A ledger of items or projects, of whatever shape: read, planned row by row, and entered as one step."""

from zonetracker.services.milestones.intake.known import KnownMilestones
from zonetracker.services.milestones.intake.matching import search_milestones
from zonetracker.services.milestones.intake.model import IntakeChoices, IntakeLine, IntakePlan
from zonetracker.services.milestones.intake.planning import IntakePlanner, apply, open_intake, read_ledger
from zonetracker.services.milestones.intake.tables import LedgerTable

__all__ = [
    "IntakeChoices",
    "IntakeLine",
    "IntakePlan",
    "IntakePlanner",
    "KnownMilestones",
    "LedgerTable",
    "apply",
    "open_intake",
    "read_ledger",
    "search_milestones",
]
