"""A bureau's sheet to actuals of one month: read, chosen from, planned row by row, entered as one step."""

from zonetracker.extraction.tables.entries import is_blank
from zonetracker.services.sheets.applying import apply, refuse_nothing, source_told
from zonetracker.services.sheets.meanings import CHOSEN, columns_of, meaning_of, with_meaning
from zonetracker.services.sheets.memory import forget, remembered, remembered_of, to_keep
from zonetracker.services.sheets.model import Choices, Offer, PlanRow, SheetPlan, SheetRead
from zonetracker.services.sheets.planning import OpenedSheet, SheetPlanner, open_sheet, plan
from zonetracker.services.sheets.reading import read_actuals, read_enclosed_actuals, sheet_from_grids
from zonetracker.services.sheets.searching import search_indicators

__all__ = [
    "CHOSEN",
    "Choices",
    "Offer",
    "OpenedSheet",
    "PlanRow",
    "SheetPlan",
    "SheetPlanner",
    "SheetRead",
    "apply",
    "columns_of",
    "forget",
    "is_blank",
    "meaning_of",
    "open_sheet",
    "plan",
    "read_actuals",
    "read_enclosed_actuals",
    "refuse_nothing",
    "remembered",
    "remembered_of",
    "search_indicators",
    "sheet_from_grids",
    "source_told",
    "to_keep",
    "with_meaning",
]
