"""签发: a month is closed and its files are kept as that edition, in one step; and which edition a file is of."""

from __future__ import annotations

import json
from collections.abc import Sequence

from zonetracker.model.bookkeeping import Changed, MadeFile, Passed
from zonetracker.model.checking import limits
from zonetracker.services.ledger.closing import ClosingOperations
from zonetracker.services.ledger.entering import refuse
from zonetracker.services.ledger.plan import put_issued
from zonetracker.storage.database import words_of
from zonetracker.storage.history import recorded_value
from zonetracker.storage.records import closing_columns

_EDITIONS = (
    f"SELECT kept.row_id AS id, {recorded_value('made.after', 'edition')} AS edition"
    " FROM change AS made JOIN change AS kept ON kept.operation_id = made.operation_id"
    " WHERE made.table_name = 'closing' AND made.before IS NULL AND kept.table_name = 'issued' AND kept.before IS NULL"
)
_PASSED = "SELECT words FROM operation WHERE name = 'issue_month' ORDER BY id"
_PASSED_THAT_STAND = (
    "SELECT words FROM operation WHERE name = 'issue_month' AND id IN (SELECT operation_id FROM change"
    " JOIN closing ON closing.id = change.row_id WHERE table_name = 'closing' AND before IS NULL) ORDER BY id"
)


class IssueOperations(ClosingOperations):
    """Giving a month out as a whole."""

    def issue_month(self, year: int, month: int, files: Sequence[MadeFile], passed: Sequence[Passed] = ()) -> Changed:
        """签发: close a month and keep its files byte for byte as that edition, as one step.

        `passed` are the findings that were let go for a reason; they stand in the history. Refused where the month
        can't be closed (see `close_month`), rows are damaged, a file's name can't be kept, or a reason is none.
        """
        refuse(limits.year_beyond(year), limits.month_beyond(month))
        refuse(*(limits.name_beyond(one.name, "file_name") for one in files))
        refuse(*(limits.reason_beyond(one.reason) for one in passed))
        self.refuse_damaged()
        closing = self.next_closing(year, month)
        words: dict[str, object] = {"year": year, "month": month, "edition": closing.edition, "count": len(files)}
        words |= {"as": "again"} if closing.edition > 1 else {}
        words |= {"passed": _as_text(passed)} if passed else {}
        with self._database.operation("issue_month", **words) as recorder:
            recorder.insert("closing", closing_columns(closing))
            for made in files:
                put_issued(recorder, year, month, made)
        return recorder.changed

    def issued_editions(self) -> dict[int, int]:
        """With which edition of its month each kept file was given out, by its id; none of those kept otherwise."""
        return {int(row["id"] or 0): _number(row["edition"]) for row in self._query(_EDITIONS)}

    def passed(self, *, standing: bool = False) -> list[tuple[int, int, int, Passed]]:
        """What was passed when months were given out, oldest first: year, month and edition with it.

        Only that of editions that were not taken back where `standing` says so.
        """
        found = []
        for row in self._query(_PASSED_THAT_STAND if standing else _PASSED):
            words = words_of(row["words"])
            place = (_number(words.get("year")), _number(words.get("month")), _number(words.get("edition")))
            found += [(*place, one) for one in _from_text(words.get("passed"))]
        return found


def _as_text(passed: Sequence[Passed]) -> str:
    return json.dumps([[one.key, one.said, one.reason.strip()] for one in passed], ensure_ascii=False)


def _from_text(text: object) -> list[Passed]:
    """What `_as_text` wrote; nothing where it did not."""
    try:
        found = json.loads(text) if isinstance(text, str) else []
        return [Passed(str(key), str(said), str(reason)) for key, said, reason in found]
    except (ValueError, TypeError, RecursionError):
        return []


def _number(said: object) -> int:
    return said if isinstance(said, int) else 0
