"""What a workbook knows of a year that a list is held against; for a thread that may not ask the file."""

from __future__ import annotations

from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.known_year import KnownYear
from zonetracker.services.sheets.memory import remembered_names


class KnownList:
    """The targets and indicators of a year as they stand, names, and what is remembered of names."""

    def __init__(self, ledger: Ledger, year: int) -> None:
        self.year: KnownYear = ledger.known_year(year)
        self.file_id = ledger.file_id
        self.names = ledger.names.copy()
        self.remembered = remembered_names(ledger.sheet_mappings(), self.year.by_id)
        self.adjusted = {one.target_id for one in ledger.adjustments()}
