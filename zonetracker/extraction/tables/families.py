"""Which row of a table is a part of which (其中)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from zonetracker.lexicon.table_heads import head_words

Level = tuple[Decimal, str | None]
_LONGEST_RUN = 200
_WHOLE = Decimal("1.005")
_ALL_BUT_WHOLE = Decimal("0.995")
_NEARLY_WHOLE = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the body: its name as the clerk would write it, and the signs of how it hangs under others.

    `of_total`: 在总计中; `first`: its name was numbered (1); `depth`: how many blanks it is set in by;
    `when`: the month or year that stands where other tables have a name. `growth` where the row states growths (增速),
    `cumulative` where its name says so (累计值, 当期值). `over` is the group or the line that it stands under, `year`,
    `months` and `whose` what that says, or the region that the row itself names below an indicator.
    """

    number: int
    label: str
    of_which: bool
    of_total: bool
    first: bool
    depth: int
    unit: str | None
    when: str = ""
    said: str = ""
    growth: bool = False
    cumulative: bool | None = None
    over: str = ""
    year: int | None = None
    months: tuple[int, int] | None = None
    whose: str = ""


class ColumnFamily:
    """Which row is a part of which: by indentation where the table has any, else by 其中, numbering and arithmetic."""

    def __init__(self, rows: Sequence[Row], values: Mapping[int, Level | None], *, headed: bool) -> None:
        self.rows, self.values, self.headed = rows, values, headed
        self.parents: dict[int, int] = {}
        indented = len({row.depth for row in rows}) > 1
        self.above: list[Row] = []
        self.total = next((row for row in rows if not row.of_which), None)
        for at, row in enumerate(rows):
            while self.above and self.above[-1].depth >= row.depth:
                self.above.pop()
            self._place(at, row, indented=indented)
            self.above.append(row)

    def _place(self, at: int, row: Row, *, indented: bool) -> None:
        if not at or row.number in self.parents:
            return
        if indented and row.depth > 0:
            if self.above:
                self.parents[row.number] = self.above[-1].number
        elif row.of_which:
            whole = self._whole_before(at)
            self.parents[row.number] = whole
            self._go_on(at, whole, self.values.get(row.number))
        elif row.first:
            self._numbered(at)

    def _whole_before(self, at: int) -> int:
        """The row that 其中 speaks of: the one above, or the whole of the parts above when this is no part of them."""
        if self.rows[at].of_total and self.total:
            return self.total.number
        above = self.rows[at - 1].number
        return self.parents.get(above, above)

    def _go_on(self, at: int, whole_row: int, total: Level | None) -> None:
        """Rows after 其中 are parts too while they fit into the whole, and either need it for a name or complete it."""
        whole = self.values.get(whole_row)
        if whole is None or total is None or whole[1] != total[1]:
            return
        run, named, reached, closed = [], [], total[0], True
        for row in islice(self.rows, at + 1, at + 1 + _LONGEST_RUN):
            part = self.values.get(row.number)
            if row.of_which or part is None or part[1] != whole[1] or reached + part[0] > whole[0] * _WHOLE:
                closed = part is None or part[1] != whole[1]
                break
            reached += part[0]
            run.append(row)
            named.append(row.label.endswith(head_words("ending") + head_words("measure")))
        if reached >= whole[0] * (_NEARLY_WHOLE if closed and not any(named) else _ALL_BUT_WHOLE):
            self.parents.update((row.number, whole_row) for row in run)
        elif not self.headed:
            for row, by_itself in zip(run, named, strict=True):
                if by_itself:
                    break
                self.parents[row.number] = whole_row

    def _numbered(self, at: int) -> None:
        """(1), (2)… below a row are its parts where they make it up."""
        above = self.rows[at - 1]
        whole, first = self.values.get(above.number), self.values.get(self.rows[at].number)
        if whole is None or first is None or whole[1] != first[1]:
            return
        before = len(self.parents)
        self._go_on(at, above.number, first)
        if len(self.parents) > before:
            self.parents[self.rows[at].number] = above.number
