"""Indicators, targets, milestones, actuals and settings as a clerk keeps them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zonetracker.model.bookkeeping import ActualEntry, Changed
from zonetracker.model.facts import Stated
from zonetracker.services.ledger_reads import LedgerReads


class PlanOperations(LedgerReads):
    """Operations on what is followed. Each is one step of undo; each may raise Refusal."""

    def add_indicator(self, name: str, **fields: object) -> Changed:
        """A new indicator with any field of Indicator; a name or alias in use is refused ("indicator.twice")."""
        raise NotImplementedError

    def edit_indicator(self, indicator_id: int, **fields: object) -> Changed:
        """Change fields of an indicator; a rename keeps the old name as an alias."""
        raise NotImplementedError

    def remove_indicators(self, indicator_ids: Sequence[int]) -> Changed:
        """Remove indicators that have no target and no actual; others are refused ("indicator.used")."""
        raise NotImplementedError

    def add_target(self, indicator: int | str, year: int, stated: Stated | None = None, **fields: object) -> Changed:
        """A target by indicator id or name (made when unknown), with any field of Target; Changed.ids["target"][0].

        A second target of the same indicator and year is refused ("target.twice").
        """
        raise NotImplementedError

    def edit_target(self, target_id: int, **fields: object) -> Changed:
        """Change any field of Target, or of Stated by its own name, or `stated` whole."""
        raise NotImplementedError

    def edit_targets(self, target_ids: Sequence[int], **fields: object) -> Changed:
        """The same change for several targets (a responsible unit for many), as one operation."""
        raise NotImplementedError

    def move_targets(self, target_ids: Sequence[int]) -> Changed:
        """Put these targets of one year into this order; their places stay, their order among them changes."""
        raise NotImplementedError

    def remove_targets(self, target_ids: Sequence[int]) -> Changed:
        """Remove targets with their adjustments; their children become rows of their own."""
        raise NotImplementedError

    def copy_targets(self, from_year: int, to_year: int, figures: bool = False) -> Changed:
        """Take over a year's list (indicators, order, sections, units); without `figures` the figures stay blank.

        Indicators that have a target in `to_year` already are left out.
        """
        raise NotImplementedError

    def adjust_target(self, target_id: int, stated: Stated, from_month: int, paper: str, reason: str) -> Changed:
        """目标调整: new figures from a month on, approved by `paper`; the old ones are kept beside them."""
        raise NotImplementedError

    def add_milestone(self, name: str, year: int, **fields: object) -> Changed:
        """A milestone with any field of Milestone; its id is Changed.ids["milestone"][0]."""
        raise NotImplementedError

    def edit_milestone(self, milestone_id: int, **fields: object) -> Changed:
        """Change any field of Milestone."""
        raise NotImplementedError

    def remove_milestones(self, milestone_ids: Sequence[int]) -> Changed:
        """Remove milestones."""
        raise NotImplementedError

    def set_actuals(self, entries: Sequence[ActualEntry]) -> Changed:
        """Enter or clear figures of any months as one operation (a sheet, a paste, one cell)."""
        raise NotImplementedError

    def set_settings(self, **values: object) -> Changed:
        """Keep settings in the workbook (`zone` is one): JSON values and Decimals, never float; None removes one."""
        raise NotImplementedError

    def keep_sheet_mapping(self, name: str, mapping: Mapping[str, object]) -> Changed:
        """Remember how the columns of a bureau's sheet are to be read."""
        raise NotImplementedError

    def keep_issued(self, kind: str, year: int, month: int, file_name: str, data: bytes) -> Changed:
        """Keep an output as it was issued; `kind` is "sheet", "summary" or "gauges"."""
        raise NotImplementedError
