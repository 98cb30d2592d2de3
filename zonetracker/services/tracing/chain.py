"""The chain of a figure: how it is worked out, and where each figure that goes into it is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zonetracker.model.bookkeeping import StepKind
from zonetracker.model.facts import Actual
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import growth_is_computed
from zonetracker.services.bookkeeping.cells import CellStep, actual_steps, target_steps
from zonetracker.services.bookkeeping.places import PagePlace, target_place
from zonetracker.services.ledger import Ledger
from zonetracker.services.tracing.arithmetic import Traced, row_title, traced_text, worked_out
from zonetracker.support.i18n import tr
from zonetracker.words.wording import adjustment_words, figure, goal_words, months, one_line, rate_words, revision_words


@dataclass(frozen=True, slots=True)
class LineageStep:
    """One step of a chain; `place` is where it stands on screen, None for what stands nowhere."""

    kind: StepKind
    text: str
    place: PagePlace | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a figure comes from, from the figure back to its sources."""

    title: str
    steps: tuple[LineageStep, ...]


_FROM_TARGET = frozenset(
    {
        Traced.TARGET,
        Traced.TARGET_GROWTH,
        Traced.COMPLETION,
        Traced.GAP,
        Traced.GROWTH_GAP,
        Traced.ASSESSMENT,
        Traced.FORECAST,
        Traced.NEEDED,
    }
)
_FROM_ACTUAL = frozenset(Traced) - {Traced.TARGET, Traced.TARGET_GROWTH, Traced.BASELINE, Traced.TIME_PROGRESS}
_FROM_GROWTH = frozenset({Traced.GROWTH, Traced.GROWTH_GAP, Traced.ASSESSMENT})


def trace(ledger: Ledger, progress: Progress, row: ProgressRow, one: Traced) -> Lineage:
    """Where one figure of a row comes from."""
    return Lineage(
        row_title(one, row, progress), (*_working(one, row, progress), *_sources(ledger, progress, row, {one}))
    )


def trace_row(ledger: Ledger, progress: Progress, row: ProgressRow) -> Lineage:
    """Where all figures of a row come from; what they stand on is told once."""
    there = [one for one in Traced if traced_text(one, row, progress)]
    working = [step for one in there for step in _working(one, row, progress) if worked_out(one, row, progress)]
    title = tr("{name} {year}年{months}", name=row.indicator.name, year=progress.year, months=months(progress.month))
    return Lineage(title, (*working, *_sources(ledger, progress, row, set(there))))


def _working(one: Traced, row: ProgressRow, progress: Progress) -> Iterator[LineageStep]:
    place = PagePlace("overview", row.target.id)
    yield LineageStep(StepKind.RESULT, row_title(one, row, progress), place)
    for line in worked_out(one, row, progress):
        yield LineageStep(StepKind.WORKING, line, place)


def _sources(ledger: Ledger, progress: Progress, row: ProgressRow, asked: set[Traced]) -> Iterator[LineageStep]:
    if asked & _FROM_TARGET:
        yield from _target(ledger, progress, row)
    if asked & _FROM_ACTUAL:
        yield from _actual(ledger, row, progress.year, progress.month, row.actual)
    if (asked & _FROM_GROWTH and growth_is_computed(row)) or Traced.FORECAST in asked:
        yield from _actual(ledger, row, progress.year - 1, progress.month, row.last_year)
        if progress.month == 12:  # the year before has been told whole
            return
    if asked & {Traced.BASELINE, Traced.FORECAST}:
        yield from _actual(ledger, row, progress.year - 1, 12, row.baseline)


# ---- the target


def _target(ledger: Ledger, progress: Progress, row: ProgressRow) -> Iterator[LineageStep]:
    target = row.target
    goal = goal_words(target.stated, one_line(row.unit), target.wording) or tr("没有数字")
    yield LineageStep(StepKind.TARGET, tr("{year}年目标 {goal}", year=target.year, goal=goal), target_place(row))
    yield from _sentence(ledger, target.row_id, target.quote, target.source)
    steps = target_steps(ledger, target.indicator_id, target.year, "value" if target.stated.value else "growth")
    yield from (LineageStep(StepKind.ENTRY, _done(step), PagePlace("history", step.operation.id)) for step in steps[:1])
    for one in progress.adjusted(row):
        said = tr("目标{adjusted}", adjusted=adjustment_words(one))
        reason = tr("；原因：{reason}", reason=one_line(one.reason)) if one.reason else ""
        yield LineageStep(StepKind.ADJUSTMENT, said + reason, target_place(row))


def _sentence(ledger: Ledger, row_id: int | None, quote: str, source: str) -> Iterator[LineageStep]:
    """The sentence of the report that says so, with its place in it; else who typed it."""
    if row_id is None:
        if source or quote:
            said = "：".join(one_line(part) for part in (source, quote) if part)
            yield LineageStep(StepKind.SENTENCE, said)
        return
    from zonetracker.services.issuing.background import ReportText  # a start does without what writes a sheet

    try:
        row = ledger.row(row_id)
        text = ReportText(ledger.report(row.report_id))
    except KeyError:
        yield LineageStep(StepKind.SENTENCE, tr("原来的报告已损坏或不存在，原句：“{quote}”", quote=one_line(quote)))
        return
    heading = one_line(row.candidate.section).rstrip("：:")
    section = tr("，{section}", section=heading) if heading else ""
    yield LineageStep(
        StepKind.SENTENCE,
        tr(
            "《{report}》第{number}段{section}：“{quote}”",
            report=one_line(text.title),
            number=text.paragraph(row.candidate.span.start),
            section=section,
            quote=one_line(row.candidate.quote),
        ),
        PagePlace("report", row_id),
    )


# ---- a figure of a month


def _actual(ledger: Ledger, row: ProgressRow, year: int, month: int, actual: Actual | None) -> Iterator[LineageStep]:
    place = PagePlace("actuals", (row.indicator.id, year, month))
    when = tr("{year}年{months}", year=year, months=months(month))
    if actual is None:
        yield LineageStep(StepKind.ACTUAL, tr("{when}实绩 还没有填", when=when), place)
        return
    source = tr("（{source}）", source=one_line(actual.source)) if actual.source else ""
    yield LineageStep(
        StepKind.ACTUAL, tr("{when}实绩 {said}{source}", when=when, said=_said(actual), source=source), place
    )
    if actual.row_id is not None:
        yield from _sentence(ledger, actual.row_id, "", "")
    elif actual.origin:
        yield LineageStep(StepKind.SENTENCE, one_line(actual.origin), place)
    for step in actual_steps(ledger, actual.indicator_id, year, month)[:1]:
        yield LineageStep(StepKind.ENTRY, _done(step), PagePlace("history", step.operation.id))
    revised = ledger.revisions(year).get(actual.indicator_id) if month == 12 else None
    if revised is not None:
        yield LineageStep(StepKind.ADJUSTMENT, tr("基数{revised}", revised=revision_words(revised)), place)
    if actual.reason:
        yield LineageStep(StepKind.REASON, one_line(actual.reason), place)


def _said(actual: Actual) -> str:
    level = "" if actual.value is None else f"{figure(actual.value)}{one_line(actual.unit or '')}"
    rate = "" if actual.growth is None else tr("同比{rate}", rate=rate_words(actual.growth))
    return tr("，").join(part for part in (level, rate) if part)


def _done(step: CellStep) -> str:
    """Who wrote a figure, when, and by which step."""
    operation = step.operation
    return tr(
        "{at} {actor}：{title}",
        at=operation.at[:16].replace("T", " "),
        actor=one_line(operation.actor),
        title=one_line(operation.title),
    )
