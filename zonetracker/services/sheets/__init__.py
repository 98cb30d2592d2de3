"""A bureau's sheet to actuals of one month: read, chosen from, planned row by row, entered as one step."""

from zonetracker.extraction.tables.entries import is_blank
from zonetracker.services.sheets.applying import apply, refuse_nothing
from zonetracker.services.sheets.meanings import CHOSEN, meaning_of, with_meaning
from zonetracker.services.sheets.model import Choices, Offer, PlanRow, SheetPlan, SheetRead
from zonetracker.services.sheets.planning import plan
from zonetracker.services.sheets.reading import likely_month, read_actuals, sheet_from_grids

__all__ = [
    "CHOSEN",
    "Choices",
    "Offer",
    "PlanRow",
    "SheetPlan",
    "SheetRead",
    "apply",
    "is_blank",
    "likely_month",
    "meaning_of",
    "plan",
    "read_actuals",
    "refuse_nothing",
    "sheet_from_grids",
    "with_meaning",
]
