"""What can be read of the ledger: facts as they stand, the history, and whether the file is sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zonetracker.model.bookkeeping import Adjustment, Change, Issued, Operation
from zonetracker.model.facts import Actual, Indicator, Milestone, Report, ReviewRow, Target
from zonetracker.storage.locking import Holder


class LedgerReads:
    """Reads; every call asks the file, nothing is kept. An unknown id raises KeyError."""

    @property
    def path(self) -> Path:
        """The workbook's file."""
        raise NotImplementedError

    @property
    def read_only(self) -> bool:
        """Whether writes are refused: the file or folder is read-only, or another program holds the file."""
        raise NotImplementedError

    @property
    def lock_holder(self) -> Holder | None:
        """Who holds the file for writing, where it is not this program."""
        raise NotImplementedError

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the clerk from opening: read-only and why, an unclean end, an edit by another program."""
        raise NotImplementedError

    @property
    def zone(self) -> str:
        """The zone's name."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """Counts up by one with each operation; two equal revisions of a file have equal content."""
        raise NotImplementedError

    def reports(self) -> list[Report]:
        """All reports in order of import."""
        raise NotImplementedError

    def report(self, report_id: int) -> Report:
        """One report."""
        raise NotImplementedError

    def original(self, report_id: int) -> bytes:
        """The imported file, byte for byte."""
        raise NotImplementedError

    def rows(self, report_id: int) -> list[ReviewRow]:
        """The rows of a report in order of their place in the text."""
        raise NotImplementedError

    def row(self, row_id: int) -> ReviewRow:
        """One row."""
        raise NotImplementedError

    def made_by(self, row_id: int) -> Target | Actual | Milestone | None:
        """What a confirmed row became or supports; None where it made nothing."""
        raise NotImplementedError

    def indicators(self) -> list[Indicator]:
        """All indicators in order of their making."""
        raise NotImplementedError

    def indicator(self, indicator_id: int) -> Indicator:
        """One indicator."""
        raise NotImplementedError

    def find_indicator(self, name: str) -> Indicator | None:
        """The indicator with this name or alias, widths and spaces aside."""
        raise NotImplementedError

    def targets(self, year: int | None = None) -> list[Target]:
        """The targets of a year, or of all years, in the order of the list."""
        raise NotImplementedError

    def target(self, target_id: int) -> Target:
        """One target."""
        raise NotImplementedError

    def adjustments(self, target_id: int | None = None) -> list[Adjustment]:
        """The adjustments of a target, or all, oldest first."""
        raise NotImplementedError

    def milestones(self, year: int | None = None) -> list[Milestone]:
        """The milestones of a year, or of all years."""
        raise NotImplementedError

    def milestone(self, milestone_id: int) -> Milestone:
        """One milestone."""
        raise NotImplementedError

    def actuals(self, year: int | None = None) -> list[Actual]:
        """The actuals of a year, or of all years, by indicator and month."""
        raise NotImplementedError

    def actual(self, indicator_id: int, year: int, month: int) -> Actual | None:
        """The actual of a month, or None."""
        raise NotImplementedError

    def years(self) -> list[int]:
        """The years that have a target, a milestone or an actual, latest first."""
        raise NotImplementedError

    def setting(self, key: str, default: object = None) -> object:
        """A setting of the workbook (JSON values and Decimals), or `default`."""
        raise NotImplementedError

    def settings(self) -> dict[str, object]:
        """All settings of the workbook."""
        raise NotImplementedError

    def issued(self) -> list[Issued]:
        """The sheets and summaries kept as issued, latest first."""
        raise NotImplementedError

    def issued_data(self, issued_id: int) -> bytes:
        """An issued file, byte for byte."""
        raise NotImplementedError

    def learned_names(self) -> dict[str, str]:
        """Names as extraction read them, to the names that the clerk gave them."""
        raise NotImplementedError

    def sheet_mappings(self) -> dict[str, Mapping[str, object]]:
        """The kept column choices for bureau sheets, by name."""
        raise NotImplementedError

    def history(
        self, limit: int = 200, offset: int = 0, table: str | None = None, row_id: int | None = None
    ) -> list[Operation]:
        """Operations, latest first; with `table` (and `row_id`) only those that touched it."""
        raise NotImplementedError

    def changes(self, operation_id: int) -> list[Change]:
        """What an operation changed, in order."""
        raise NotImplementedError

    @property
    def can_undo(self) -> Operation | None:
        """The operation that undo() would take back."""
        raise NotImplementedError

    @property
    def can_redo(self) -> Operation | None:
        """The operation that redo() would bring back."""
        raise NotImplementedError

    def check(self) -> list[str]:
        """Look over the whole file; one Chinese sentence for each thing wrong, empty when sound."""
        raise NotImplementedError
