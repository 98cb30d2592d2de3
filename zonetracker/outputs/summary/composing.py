"""The monthly summary in words: one content, made here, for paper, HTML and .docx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zonetracker.model.issuing import Edit, SheetOptions, Template, Wording
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import LAGGING
from zonetracker.outputs.paper_faces import FONT_CHOICES, fonts_missing
from zonetracker.outputs.summary.annex import annex_of
from zonetracker.outputs.summary.blocks import (
    Annex,
    AnnexLine,
    Block,
    Heading,
    Note,
    Paragraph,
    Signature,
    Summary,
    SummaryTable,
)
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.outputs.summary.editing import with_edits
from zonetracker.outputs.summary.notes import notes_of
from zonetracker.outputs.summary.page import to_html
from zonetracker.outputs.summary.parts import (
    behind_table,
    behind_words,
    counted_part,
    counts_words,
    divided,
    milestones_part,
    missing_part,
    most_important,
    worst_first,
)
from zonetracker.outputs.summary.room import ROOM, fitting, lines_of, row_lines, title_lines
from zonetracker.outputs.summary.sentences import Trends, sentence
from zonetracker.outputs.summary.templates import Texts
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import edition_mark
from zonetracker.words.wording import date_words, one_line

__all__ = [
    "FONT_CHOICES",
    "Block",
    "Heading",
    "Note",
    "Paragraph",
    "Signature",
    "Summary",
    "SummaryTable",
    "compose",
    "docx_bytes",
    "fonts_missing",
    "rows_told",
    "to_html",
]

_TOLD, _LISTED, _LEAST_LISTED, _LIST_SHARE = 10, 40, 8, 0.5
"""At most so many economic targets are told in sentences and so many of those behind listed; the room may be less, and
the first ones of the list go before the last sentences, up to a share of the room."""
_LEADS = 6
"""Lines that lead in the sentences and the list, and the empty ones above the annex's name and the signature."""
_LEAST_ROOM = 10
"""Lines for the sentences and the list; where there are fewer all the rest is told in brief."""
_ORDINALS = "一二三四五六七八九十"
_Sections = Sequence[tuple[Template, Sequence[Block]]]


def compose(
    progress: Progress,
    wording: Wording | None = None,
    options: SheetOptions | None = None,
    trends: Trends | None = None,
    edits: Mapping[str, Edit] | None = None,
    ranking: Sequence[str] = (),
) -> Summary:
    """The summary of `progress` on one to three pages; every number in it is one of the rows that the sheet shows.

    `options` are those of the sheet, which goes with it as its annex. `trends` are the earlier months of `rows_told`,
    `edits` the clerk's own words in place of paragraphs, by key. `ranking` tells of the places of departments.
    """
    chosen, earlier = wording or Wording(), trends or {}
    texts = Texts(progress, chosen)
    title = one_line(chosen.title) or texts(Template.TITLE) + edition_mark(progress.edition)
    around, room = _surrounded(progress, chosen, options or SheetOptions(), texts, title, ranking)
    economic, behind = divided(progress.rows)[0], worst_first(progress.rows)
    stories = [_story(row, progress, earlier) for row in most_important(economic)[:_TOLD]]
    stories, table = _within(room, stories, behind_table(behind[:_LISTED], progress, earlier))
    sections = (
        (Template.ECONOMY, [*_economy(economic, len(stories), progress), *stories]),
        (Template.COUNTED, around.counted),
        (Template.MILESTONES, around.milestones),
        (Template.MISSED if progress.year_end else Template.BEHIND, [*_behind(len(behind), table, progress)]),
        (Template.MISSING, around.missing),
        (Template.RANKING, around.ranking),
    )
    blocks = (*around.head, *_headed(sections, texts), *around.foot)
    return with_edits(Summary(title, blocks, chosen.issued_on, around.annex), edits or {})


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands in a summary however much room is left for the sentences and the list of those behind."""

    head: list[Block]
    counted: list[Block]
    milestones: list[Block]
    missing: list[Block]
    ranking: list[Block]
    foot: list[Block]
    annex: Annex | None

    @property
    def lines(self) -> float:
        """How many lines it takes with the headings of all parts."""
        headings = map(Heading, _ORDINALS[: 6 if self.ranking else 5])
        told = (*self.counted, *self.milestones, *self.missing, *self.ranking)
        return lines_of((*self.head, *told, *self.foot, *headings))


def _surrounded(
    progress: Progress, chosen: Wording, options: SheetOptions, texts: Texts, title: str, ranking: Sequence[str]
) -> tuple[_Around, float]:
    """What stands around sentences and list, and the room that it leaves; in brief where that is hardly any."""
    for brief in (False, True):
        around = _around(progress, chosen, options, texts, ranking, brief=brief)
        room = ROOM - _LEADS - title_lines(title) - around.lines
        if room >= _LEAST_ROOM:
            break
    return around, room


def _around(
    progress: Progress, chosen: Wording, options: SheetOptions, texts: Texts, ranking: Sequence[str], *, brief: bool
) -> _Around:
    milestones, overdue = milestones_part(progress, brief=brief)
    missing, owed = missing_part(progress)
    annex = annex_of(progress, options, [*owed, *overdue])
    foot: list[Block] = [*_closing(texts, progress), *notes_of(progress, chosen, brief=brief)]
    foot += [AnnexLine(tr("附件：{title}", title=annex.title))] if annex is not None else []
    foot += [Signature(text) for text in (one_line(chosen.issuer), date_words(one_line(chosen.issued_on))) if text]
    return _Around(
        head=[*_addressed(chosen), Paragraph(texts(Template.OPENING), "opening")],
        counted=list(counted_part(divided(progress.rows)[1], progress, brief=brief)),
        milestones=milestones,
        missing=missing,
        ranking=[Paragraph(said, f"ranking-{at}") for at, said in enumerate(ranking, 1)],
        foot=foot,
        annex=annex,
    )


def rows_told(progress: Progress) -> list[ProgressRow]:
    """The rows of which the summary may say more than a name: how they stood in earlier months goes with them."""
    told = most_important(divided(progress.rows)[0])[:_TOLD] + worst_first(progress.rows)[:_LISTED]
    return list({row.target.id: row for row in told}.values())


def _addressed(chosen: Wording) -> Iterator[Block]:
    if chosen.addressee:
        yield Paragraph(tr("{addressee}：", addressee=one_line(chosen.addressee).rstrip("：:")))


def _within(room: float, stories: list[Paragraph], table: SummaryTable) -> tuple[list[Paragraph], SummaryTable]:
    """As many sentences and rows of the list as there is room for, at least one of each."""
    least = 0.0
    if table.rows:
        head, *rows = row_lines(_first_rows(table, _LEAST_LISTED))
        room -= head + max(rows)  # what a table that runs over a page leaves empty, and its head again
        least = head + sum(rows)
    told = max(1, fitting(map(_lines_of_one, stories), room - min(least, room * _LIST_SHARE)))
    stories = stories[:told]
    left, listed = room - lines_of(stories), 1
    while listed < len(table.rows) and sum(row_lines(_first_rows(table, listed + 1))) <= left:
        listed += 1  # each time anew, for other rows have other columns
    return stories, _first_rows(table, listed)


def _lines_of_one(story: Paragraph) -> float:
    return lines_of([story])


def _first_rows(table: SummaryTable, count: int) -> SummaryTable:
    return SummaryTable(table.head, table.rows[:count])


def _headed(sections: _Sections, texts: Texts) -> Iterable[Block]:
    ordinals = iter(_ORDINALS)
    for template, blocks in sections:
        if blocks:
            yield Heading(tr("{ordinal}、{heading}", ordinal=next(ordinals), heading=texts(template)))
            yield from blocks


def _economy(rows: Sequence[ProgressRow], told: int, progress: Progress) -> Iterator[Block]:
    """What leads in the sentences, where they are not all there is."""
    if not rows:
        yield Paragraph(tr("本期没有列入跟踪的主要经济指标。"), "economy")
    elif told < len(rows):
        said = tr("主要经济指标共{total}项：{counted}。", total=len(rows), counted=counts_words(rows, progress))
        more = tr("主要的{told}项如下，其余见附件。", told=told) if told else ""
        yield Paragraph(said + more, "economy")


def _story(row: ProgressRow, progress: Progress, trends: Trends) -> Paragraph:
    said = sentence(row, progress, trends)
    return Paragraph(tr("其中，{told}", told=said) if row.depth else said, f"economy-{row.target.id}")


def _behind(total: int, table: SummaryTable, progress: Progress) -> Iterator[Block]:
    yield Paragraph(behind_words(total, len(table.rows), progress), "behind")
    if total:
        yield table


def _closing(texts: Texts, progress: Progress) -> Iterator[Block]:
    """What is asked of the responsible units, where any is behind."""
    if any(row.standing.grade in LAGGING for row in progress.rows):
        yield Paragraph(texts(Template.CLOSING_YEAR if progress.year_end else Template.CLOSING), "closing")
