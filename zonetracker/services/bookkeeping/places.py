"""Where on screen a thing stands: the page, and what it is to show there."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.progress import ProgressRow

BACKUP_LIST = "backups"
"""What the page of settings is given to show its backups."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page by its key, and what its `show_item` gets."""

    page: str
    item: object = None


def target_place(row: ProgressRow) -> PagePlace:
    """The target of a row."""
    return PagePlace("targets", row.target.id)


def actual_place(row: ProgressRow, year: int, month: int) -> PagePlace:
    """The cell of a month's actual, be there a figure or none."""
    return PagePlace("actuals", (row.indicator.id, year, month))


def problem_place(row: ProgressRow) -> PagePlace:
    """Where the reason for being behind is filed."""
    return PagePlace("overview", row.target.id)
