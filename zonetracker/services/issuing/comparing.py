"""The made files of a month against the ledger: rows, sentences, counts, gauges and notes.

What is printed is read back and understood (the head of a column, 低于序时进度1.0个百分点, 略滞后3项); what is not
understood is left alone, so other words around a figure are no fault, and another figure in the same words is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.drawing.dial import gauge_reading
from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.issuing import SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import shown
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.services.issuing.claims import (
    assessments,
    claims,
    class_counts_told,
    counted,
    sentences,
    without_number,
)
from zonetracker.services.issuing.readback import Cell, ReadText
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import column_head, column_named, corrections_note
from zonetracker.words.standing import class_numbers
from zonetracker.words.wording import bare_name, figure, one_line

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SAY_ONE_THING = frozenset(
    (
        SheetColumn.NAME,
        SheetColumn.COMPLETION,
        SheetColumn.GAP,
        SheetColumn.GROWTH_GAP,
        SheetColumn.ASSESSMENT,
        SheetColumn.RESPONSIBLE,
    )
)
"""The columns of the sheet that stand in a bulletin's tables as they are; others are put together there."""
_EMPTY = ("", "—", "-")


@dataclass(frozen=True, slots=True)
class Compared:
    """A finding on a made file, and the row that it is about, where it is about one."""

    finding: Finding
    row: ProgressRow | None = None


@dataclass(frozen=True, slots=True)
class ReadMonth:
    """What stands in the made files of a month as they were read back; `gauges` are the rows that are drawn."""

    sheet: Sequence[Sequence[Cell]]
    document: ReadText
    pdf: str
    gauges: tuple[ProgressRow, ...]


def compared_month(read: ReadMonth, progress: Progress) -> list[Compared]:
    """All that the files of a month say otherwise than `progress`."""
    sheet = "\n".join(str(cell) for row in read.sheet for cell in row)
    return [
        *compared_sheet(read.sheet, progress),
        *compared_text(read.document, progress),
        *compared_pdf(read.pdf, read.document),
        *compared_gauges(read.gauges, progress),
        *compared_notes(sheet, read.document.text, progress),
    ]


def compared_sheet(cells: Sequence[Sequence[Cell]], progress: Progress) -> Iterator[Compared]:
    """The rows of the sheet against those of `progress`."""
    at, columns = _head(cells, progress.month)
    found, lacking = _matched(cells[at + 1 :], columns, progress, FindingCode.SHEET_DIFFERS)
    yield from found
    yield from (Compared(hard(FindingCode.SHEET_LACKS, "name"), row) for row in lacking)


def _head(cells: Sequence[Sequence[Cell]], month: int) -> tuple[int, dict[int, SheetColumn]]:
    """In which line the table has its heads, and the columns by their places."""
    heads = {_squeezed(column_head(column, month)): column for column in SheetColumn}
    for at, line in enumerate(cells):
        said = [_squeezed(str(cell)) for cell in line]
        columns = {place: heads[head] for place, head in enumerate(said) if head in heads}
        if SheetColumn.NAME in columns.values():
            return at, columns
    return len(cells), {}


def _by_name(progress: Progress) -> dict[str, list[ProgressRow]]:
    found: dict[str, list[ProgressRow]] = defaultdict(list)
    for row in progress.rows:
        found[_squeezed(bare_name(cell_text(SheetColumn.NAME, progress, row)))].append(row)
    return found


def _matched(
    lines: Sequence[Sequence[Cell]], columns: Mapping[int, SheetColumn], progress: Progress, code: FindingCode
) -> tuple[list[Compared], list[ProgressRow]]:
    """Where the lines of a table say something else than their rows, and the rows that it does not have."""
    waiting, found = _by_name(progress), list[Compared]()
    for line in lines:
        told = {column: line[place] for place, column in columns.items() if place < len(line)}
        rows = waiting.get(_squeezed(bare_name(str(told.get(SheetColumn.NAME, "")))), [])
        judged = [(row, _differing(told, row, progress, code)) for row in rows]
        if judged:
            row, differing = min(judged, key=lambda pair: len(pair[1]))
            rows.remove(row)
            found += [Compared(finding, row) for finding in differing]
    return found, [row for rows in waiting.values() for row in rows]


def _differing(
    told: Mapping[SheetColumn, Cell], row: ProgressRow, progress: Progress, code: FindingCode
) -> list[Finding]:
    """Where the cells of a line say something else than the ledger."""
    found = []
    for column, cell in told.items():
        if column in (SheetColumn.NAME, SheetColumn.NUMBER):
            continue
        meant = cell_text(column, progress, row)
        chosen = cell_text(column, progress, row, rate_completion=True)  # an office may leave a rate's completion out
        if not (_same(cell, meant) or _same(cell, chosen) or _shortened(cell, meant, code)):
            found.append(_differs(code, str(cell), meant, column=column_head(column, progress.month)))
    return found


def _same(cell: Cell, meant: str) -> bool:
    """Whether a cell says what is meant; a number may have more places than are shown."""
    if isinstance(cell, str):
        blank = cell.strip() in _EMPTY and meant.strip() in _EMPTY
        return blank or _squeezed(cell) == _squeezed(meant)
    number = _NUMBER.search(meant)
    if number is None:
        return False
    places = len(number[0].partition(".")[2])
    there, here = shown(Fraction(cell), places), Decimal(number[0])
    return there == here if number[0] == meant else abs(there) == abs(here)  # 下降4%以上 is a number below zero


def _shortened(cell: Cell, meant: str, code: FindingCode) -> bool:
    """Whether a bulletin's list has only the beginning of a long text (所列单位…)."""
    said = _squeezed(cell) if isinstance(cell, str) and code is FindingCode.TEXT_DIFFERS else ""
    return len(said) > 1 and said.endswith("…") and _squeezed(meant).startswith(said[:-1])


def _differs(code: FindingCode, there: str, here: str, **more: str) -> Finding:
    return hard(code, "value", there=there or tr("空白"), here=here or tr("没有这个数"), **more)


def compared_text(read: ReadText, progress: Progress) -> Iterator[Compared]:
    """What the bulletin says against `progress`: its sentences, its tables, and what its counts come to."""
    names = [(one_line(row.indicator.name), row) for row in progress.rows]
    for paragraph in read.paragraphs:
        yield from _compared_counts(paragraph, progress)
        for said in sentences(paragraph):
            row = row_named(said, names)
            if row is not None:
                yield from _compared_sentence(said, row, progress)
    for table in read.tables:
        yield from _compared_table(table, progress)


def row_named(said: str, names: Sequence[tuple[str, ProgressRow]]) -> ProgressRow | None:
    """The row with whose name a sentence begins; of several the one with the longest."""
    starts = (said, without_number(said))
    named = [(len(name), row) for name, row in names if any(start.startswith(name) for start in starts)]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _compared_sentence(said: str, row: ProgressRow, progress: Progress) -> Iterator[Compared]:
    behind = said.partition(one_line(row.indicator.name))[2]
    for there, here in claims(behind, row, figures(row, progress)):
        if there != here:
            text = "" if here is None else figure(here)
            yield Compared(_differs(FindingCode.TEXT_DIFFERS, figure(there), text), row)
    word = cell_text(SheetColumn.ASSESSMENT, progress, row)
    for told in assessments(said, progress.rules.words.values()):
        if told != word:
            yield Compared(_differs(FindingCode.TEXT_DIFFERS, told, word), row)


def _compared_table(table: Sequence[Sequence[str]], progress: Progress) -> Iterator[Compared]:
    """A list of some rows by the columns that say one thing; the annex, numbered and headed as the sheet, wholly."""
    head = table[0] if table else ()
    columns = {place: column for place, said in enumerate(head) if (column := column_named(_squeezed(said)))}
    whole = len(columns) == len(head) and SheetColumn.NUMBER in columns.values()
    if not whole:
        columns = {place: column for place, column in columns.items() if column in _SAY_ONE_THING}
    if SheetColumn.NAME not in columns.values():
        return
    found, lacking = _matched(table[1:], columns, progress, FindingCode.TEXT_DIFFERS)
    yield from found
    yield from (Compared(hard(FindingCode.ANNEX_LACKS, "name"), row) for row in lacking if whole)


def _compared_counts(paragraph: str, progress: Progress) -> Iterator[Compared]:
    """What is counted in classes comes to its total, and the classes of all targets are the ledger's."""
    told = counted(paragraph)
    if told is None:
        return
    of_all = tr("列入跟踪的目标任务") in paragraph
    known = class_numbers(progress.rows, progress)
    classes = class_counts_told(told.classes, list(known))
    if told.sum not in (None, told.total) and (not of_all or _all_told(classes, progress)):
        yield _miscounted(tr("各类合计"), told.sum, told.total)
    if not of_all:
        return
    if told.total != len(progress.rows):
        yield _miscounted(tr("目标任务总数"), told.total, len(progress.rows))
    for word, count in classes:
        if count not in _counts_of(word, known, progress):
            yield _miscounted(f"“{word}”", count, known[word])


def _all_told(classes: Sequence[tuple[str, int]], progress: Progress) -> bool:
    """Whether the classes of an opening are all that have a row; an office's own text may name a few."""
    said, lagging = {word for word, _ in classes}, progress.rules.words["lagging"]
    apart = {Grade.NOT_DUE, *(LAGGING if lagging in said else ())}
    return all(
        progress.word(grade) in said for grade in progress.grades if progress.count(grade) and grade not in apart
    )


def _miscounted(what: str, there: int | None, here: int) -> Compared:
    return Compared(_differs(FindingCode.COUNTS_DIFFER, str(there), str(here), what=what))


def _counts_of(word: str, known: Mapping[str, int], progress: Progress) -> set[int]:
    """How many rows a class may be told to have: where no figure was due is told beside no data, or within it."""
    no_data, not_due = (progress.rules.words[key] for key in ("no_data", "not_due"))
    return {known[word], known[word] + known[not_due]} if word == no_data else {known[word]}


def compared_pdf(text: str, read: ReadText) -> Iterator[Compared]:
    """Every figure of the bulletin is found in its PDF as it reads."""
    whole = _squeezed(text)
    lost = [number for number in dict.fromkeys(_NUMBER.findall(read.text)) if number not in whole]
    if lost:
        yield Compared(hard(FindingCode.PDF_LACKS, "value", there="、".join(lost[:6])))


def compared_gauges(rows: Sequence[ProgressRow], progress: Progress) -> Iterator[Compared]:
    """What the gauges show against `progress`."""
    for row in rows:
        reading, known = gauge_reading(row, progress), figures(row, progress)
        shown_there = _NUMBER.search(reading.figure)
        levels = [one for one in (known.completion, known.growth, known.actual) if one is not None]
        if shown_there is not None and abs(Decimal(shown_there[0])) not in map(abs, levels):
            here = "" if known.completion is None else figure(known.completion)
            yield Compared(_differs(FindingCode.GAUGE_DIFFERS, shown_there[0], here), row)
        word = cell_text(SheetColumn.ASSESSMENT, progress, row)
        if reading.word != word:
            yield Compared(_differs(FindingCode.GAUGE_DIFFERS, reading.word, word), row)


def compared_notes(sheet: str, bulletin: str, progress: Progress) -> Iterator[Compared]:
    """What must be told is told: the edition and what it corrects in both, an adjusted target in one of them."""
    told = {tr("完成情况表"): _squeezed(sheet), tr("通报"): _squeezed(bulletin)}
    note = corrections_note(progress.edition, progress.corrections, progress.changed_since)
    for where, text in told.items():
        mark = tr("第{edition}版", edition=progress.edition) if progress.edition > 1 else ""
        if mark not in text or _squeezed(note) not in text:
            yield Compared(hard(FindingCode.EDITION_UNTOLD, "edition", where=where))
    for row in progress.rows:
        for one in progress.adjusted(row):
            if not any(_squeezed(one_line(one.paper)) in text for text in told.values()):
                yield Compared(hard(FindingCode.ADJUSTMENT_UNTOLD, "value", paper=one_line(one.paper)), row)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
