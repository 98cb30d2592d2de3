"""Reports made up for tests: a text with its candidates, spans and quotes true to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import FilingChange, FilingEntry
from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Span, Stated, TaskKind
from zonetracker.model.reports.layout import PagePrints, Print, PrintBox, ScanLayout
from zonetracker.services.ledger import Ledger
from zonetracker.storage.schema import RECORDED


def target(name: str, value: str | None = None, growth: str | None = None, **fields: Any) -> Candidate:
    """A target of 2023 in 亿元; its place in the text comes when it is put into a report."""
    return _candidate(Kind.TARGET, name, value, growth, **({"year": 2023} | fields))


def actual(name: str, value: str | None = None, growth: str | None = None, **fields: Any) -> Candidate:
    """What 2022 reached."""
    return _candidate(Kind.ACTUAL, name, value, growth, **({"year": 2022} | fields))


def milestone(name: str, **fields: Any) -> Candidate:
    """A thing to be done in 2023."""
    return _candidate(Kind.TARGET, name, None, None, year=2023, type=FactType.MILESTONE, **fields)


def _candidate(
    kind: Kind, name: str, value: str | None, growth: str | None, unit: str = "亿元", **fields: Any
) -> Candidate:
    stated = Stated(
        value=None if value is None else Decimal(value),
        unit=unit if value is not None else None,
        bound=Bound.AT_LEAST if value is not None else None,
        growth=None if growth is None else Decimal(growth),
        growth_bound=Bound.AT_LEAST if growth is not None else None,
    )
    nowhere = Span(0, 0)
    made = Candidate("", kind, FactType.QUANTITY, None, "annual", name, stated, nowhere, nowhere, "")
    return replace(made, **fields)


@dataclass
class MadeReport:
    """A text of one sentence a candidate."""

    candidates: Sequence[Candidate]
    title: str = "云岭高新区年度报告"
    text: str = field(init=False)
    scanned: bool = False

    def __post_init__(self) -> None:
        text, placed = f"{self.title}\n", []
        for number, one in enumerate(self.candidates):
            quote = f"{one.name}{one.stated.value or ''}{one.stated.growth or ''}第{number}句"
            start = len(text)
            text += f"{quote}。"
            span = Span(start, start + len(quote))
            placed.append(replace(one, id=one.id or f"c{number}", span=span, quote_span=span, quote=quote))
        self.text, self.candidates = text, placed

    def keep(self, ledger: Ledger, operation_key: str | None = None) -> Changed:
        data = self.text.encode("gb18030")
        return ledger.import_report(
            *(f"{self.title}.txt", "text/plain", data, self.text, self.title, 2023, self.candidates, operation_key),
            layout=one_line_a_print(self.text) if self.scanned else None,
        )


def one_line_a_print(text: str, lines_a_page: int = 20) -> ScanLayout:
    """The layout of a text as if its lines had been read from pages, its first digit doubtful."""
    prints: list[Print] = []
    start = 0
    for at, line in enumerate(text.splitlines(keepends=True)):
        box = PrintBox(100, 100 + 50 * (at % lines_a_page), 30 * len(line), 40)
        prints += [Print(Span(start, start + len(line.rstrip("\n"))), box)] if line.strip() else []
        start += len(line)
    pages = [prints[at : at + lines_a_page] for at in range(0, len(prints), lines_a_page)]
    first = next((at for at, letter in enumerate(text) if letter.isdigit()), 0)
    return ScanLayout(
        tuple(PagePrints(number, 1240, 1754, tuple(some)) for number, some in enumerate(pages, 1)),
        (Span(first, first + 1),),
    )


def imported(ledger: Ledger, *candidates: Candidate, title: str = "云岭高新区年度报告") -> tuple[int, ...]:
    """Import a report of these candidates; the ids of their rows."""
    return MadeReport(candidates, title).keep(ledger).ids["review_row"]


def reason_filed(target_id: int, month: int, problem: str, year: int = 2023) -> list[FilingEntry]:
    """Why a target is behind, as its unit files it."""
    return [FilingEntry(TaskKind.TARGET, target_id, year, month, FilingChange(problem=problem))]


def content(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    """Everything that the file says, table by table: what undo must give back exactly."""
    return {
        table: [dict(row) for row in ledger._database.query(f"SELECT * FROM {table} ORDER BY id")] for table in RECORDED
    }
