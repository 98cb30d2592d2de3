"""The list of a year's targets: out as a workbook, and back, or an office's own list, as one step."""

from zonetracker.services.breakdown.model import ListChoices, ListLine, ListPlan, Restating
from zonetracker.services.breakdown.planning import ListPlanner, apply, open_list, plan_list, planned_again, read_list
from zonetracker.services.breakdown.sending import export_list, list_title

__all__ = [
    "ListChoices",
    "ListLine",
    "ListPlan",
    "ListPlanner",
    "Restating",
    "apply",
    "export_list",
    "list_title",
    "open_list",
    "plan_list",
    "planned_again",
    "read_list",
]
