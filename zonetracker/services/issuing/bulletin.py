"""The monthly summary out of the ledger: the office's texts, earlier months, and what a clerk wrote himself.

What is composed is gathered first (`material`), so that composing itself may run in a thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.issuing import (
    Edit,
    IssuedKind,
    SheetOptions,
    Template,
    Wording,
    edits_from_data,
    edits_key,
    edits_to_data,
)
from zonetracker.model.progress import Progress, ProgressRow, progress_row
from zonetracker.outputs.summary.blocks import Edited, Summary
from zonetracker.outputs.summary.composing import compose, rows_told
from zonetracker.outputs.summary.editing import composed_paragraphs, paragraphs_of
from zonetracker.outputs.summary.templates import Texts
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import in_force
from zonetracker.services.scores.board import score_board
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.scores.ranking import ranking_told

__all__ = [
    "Edited",
    "Material",
    "Texts",
    "compose_bulletin",
    "composed_paragraphs",
    "edits_of",
    "keep_edits",
    "keep_templates",
    "material",
    "paragraphs_of",
    "stale_edits",
]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a summary is composed of beside the month's table."""

    wording: Wording
    options: SheetOptions
    trends: Mapping[int, Sequence[ProgressRow]] = field(default_factory=dict)
    edits: Mapping[str, Edit] = field(default_factory=dict)
    ranking: Sequence[str] = ()


def material(ledger: Ledger, progress: Progress, chosen: Wording | None = None) -> Material:
    """What the workbook keeps for this month's summary, with the words of this one issue where they are `chosen`."""
    kept = Wording.from_data(ledger.setting(IssuedKind.SUMMARY))
    wording = kept
    if chosen is not None:
        templates, ranking = chosen.templates or kept.templates, chosen.ranking or kept.ranking
        wording = replace(chosen, templates=templates, ranking=ranking)
    return Material(
        wording,
        SheetOptions.from_data(ledger.setting(IssuedKind.SHEET)),
        _trends(ledger, progress),
        edits_of(ledger, progress.year, progress.month),
        _ranking(ledger, progress) if wording.ranking else (),
    )


def _ranking(ledger: Ledger, progress: Progress) -> list[str]:
    year, month, day = progress.year, progress.month, progress.today
    board = score_board(ledger, year, month, day, quarter=progress.quarter, progress=progress, compared=False)
    return ranking_told(board)


def compose_bulletin(progress: Progress, gathered: Material) -> Summary:
    """The summary of all that was gathered."""
    return compose(progress, gathered.wording, gathered.options, gathered.trends, gathered.edits, gathered.ranking)


def _trends(ledger: Ledger, progress: Progress) -> dict[int, list[ProgressRow]]:
    """The earlier months of the rows that the summary tells of, the month before first; only these are judged."""
    year, rules = progress.year, progress.rules
    last_targets = {target.indicator_id: target for target in ledger.targets(year - 1)}
    found: dict[int, list[ProgressRow]] = {}
    for row in rows_told(progress):
        indicator, number = row.indicator, row.target.id
        target, adjustments = ledger.target(number), progress.adjustments.get(number, ())
        actuals = {(one.year, one.month): one for one in ledger.actuals_of(indicator.id, year, year - 1)}
        found[number] = [
            progress_row(
                row.number,
                row.depth,
                in_force(target, adjustments, month),
                indicator,
                actuals.get((year, month)),
                actuals.get((year - 1, 12)),
                actuals.get((year - 1, month)),
                last_targets.get(indicator.id),
                month,
                rules,
            )
            for month in range(progress.month - 1, 0, -1)
        ]
    return found


# ---- the office's texts


def keep_templates(ledger: Ledger, templates: Mapping[Template, str]) -> Changed:
    """Keep the office's own texts in the workbook; an empty one is the program's again. Refusal: unknown braces."""
    kept = Wording.from_data(ledger.setting(IssuedKind.SUMMARY))
    own = {str(template): text.strip() for template, text in templates.items() if text.strip()}
    return ledger.set_settings(**{IssuedKind.SUMMARY.value: replace(kept, templates=own).to_data()})


# ---- paragraphs a clerk wrote himself


def edits_of(ledger: Ledger, year: int, month: int) -> dict[str, Edit]:
    """The paragraphs of a month's summary that the clerk wrote himself, by key."""
    return edits_from_data(ledger.setting(edits_key(year, month)))


def keep_edits(ledger: Ledger, year: int, month: int, changed: Mapping[str, Edit | None]) -> Changed:
    """Keep paragraphs as the clerk wrote them; None takes the program's own words again, as one undoable step.

    Refused where the month is given out ("month.closed"): what was given out stays as it was.
    """
    if ledger.closed(year, month):
        said = tr("{year}年{month}月已经结账，通报不再改写；要改请先重新打开。", year=year, month=month)
        raise Refusal(RefusalCode.MONTH_CLOSED, said)
    edits = {**edits_of(ledger, year, month), **changed}
    own = {key: one for key, one in edits.items() if one is not None and one.text.strip() != one.composed.strip()}
    return ledger.set_settings(**{edits_key(year, month): edits_to_data(own)})


def stale_edits(ledger: Ledger, progress: Progress) -> list[Edited]:
    """The paragraphs in the clerk's words under which the figures have changed since he wrote them."""
    if not edits_of(ledger, progress.year, progress.month):
        return []
    return [one for one in compose_bulletin(progress, material(ledger, progress)).edited if one.stale]
