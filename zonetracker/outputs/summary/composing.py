"""The monthly summary in words: one content, made here, for paper, HTML and .docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zonetracker.model.facts import Milestone, Polarity
from zonetracker.model.issuing import SheetOptions, Wording
from zonetracker.model.milestones import MilestoneState, followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.model.units import measure_of
from zonetracker.outputs.paper_faces import FONT_CHOICES, fonts_missing
from zonetracker.outputs.summary.annex import annex_of
from zonetracker.outputs.summary.blocks import Block, Heading, Note, Paragraph, Signature, Summary, SummaryTable
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.outputs.summary.page import to_html
from zonetracker.outputs.summary.sentences import reached_words, sentence, shortfall
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import corrections_note, edition_mark
from zonetracker.words.sources import sources_note
from zonetracker.words.standing import class_counts, state_word
from zonetracker.words.wording import (
    adjustments_told,
    date_words,
    figure,
    goal_words,
    months,
    one_line,
    period_words,
)

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
    "to_html",
]

_ECONOMY = frozenset({"", "经济", "财政金融", "工业", "投资", "贸易"})
_TOLD = 40
"""Up to so many economic targets are told in sentences; beyond that they stand in a table."""
_NAMED = 12
_BEST = (Grade.DONE, Grade.EXCEEDED)
"""The best light of a month and of a year's end: its targets are named."""
_ORDINALS = "一二三四五六七八九十"


def compose(progress: Progress, wording: Wording | None = None, options: SheetOptions | None = None) -> Summary:
    """The summary of `progress`; every number in it is taken from the rows that the sheet shows.

    `options` are those of the sheet, which goes with it as its annex.
    """
    chosen = wording or Wording()
    annex = annex_of(progress, options or SheetOptions())
    economic, counted = _divided(progress.rows)
    parts: list[tuple[str, list[Block]]] = [
        (tr("主要经济指标"), list(_economy(economic, progress))),
        (tr("量化指标"), list(_counted(counted, progress))),
        (tr("重点项目和民生实事"), list(_milestones(progress))),
        (tr("{word}清单", word=_lagging_word(progress)), list(_behind(progress))),
    ]
    blocks: list[Block] = []
    if chosen.addressee:
        blocks.append(Paragraph(tr("{addressee}：", addressee=one_line(chosen.addressee).rstrip("：:"))))
    blocks.append(Paragraph(_opening(progress)))
    for ordinal, (heading, content) in zip(_ORDINALS, parts, strict=False):
        blocks.append(Heading(tr("{ordinal}、{heading}", ordinal=ordinal, heading=heading)))
        blocks += content
    blocks += [Note(text) for text in _notes(progress, chosen)]
    if annex is not None:
        blocks.append(Paragraph(tr("附件：{title}", title=annex.title)))
    signed = (one_line(chosen.issuer), date_words(one_line(chosen.issued_on)))
    blocks += [Signature(text) for text in signed if text]
    return Summary(one_line(chosen.title) or _title(progress), tuple(blocks), chosen.issued_on, annex)


def _title(progress: Progress) -> str:
    title = tr(
        "关于{zone}{period}主要目标任务完成情况的通报",
        zone=one_line(progress.zone),
        period=period_words(progress.year, progress.month),
    )
    return title + edition_mark(progress.edition)


def _opening(progress: Progress) -> str:
    counted = class_counts(progress.rows, progress)
    return tr(
        "截至{month}月底，列入跟踪的目标任务共{total}项：{counted}。",
        month=progress.month,
        total=len(progress.rows),
        counted=counted,
    )


def _lagging_word(progress: Progress) -> str:
    """The office's word for all that is behind, which is missed at a year's end."""
    return progress.rules.words["missed" if progress.year_end else "lagging"]


def _divided(rows: Sequence[ProgressRow]) -> tuple[list[ProgressRow], list[ProgressRow]]:
    """Economic targets and the other counted ones; a part (其中) goes with its whole."""
    economic: list[ProgressRow] = []
    counted: list[ProgressRow] = []
    place = counted
    for row in rows:
        if row.depth == 0:
            place = economic if _is_economic(row) else counted
        place.append(row)
    return economic, counted


def _is_economic(row: ProgressRow) -> bool:
    if row.target.stated.growth is not None:
        return row.indicator.polarity is not Polarity.LOWER
    measure = measure_of(row.unit) if row.unit else None
    money = measure is not None and "元" in row.unit
    return money and row.indicator.category in _ECONOMY


def _economy(rows: Sequence[ProgressRow], progress: Progress) -> Iterator[Block]:
    if not rows:
        yield Paragraph(tr("本期没有列入跟踪的主要经济指标。"))
    elif len(rows) > _TOLD:
        yield Paragraph(
            tr("主要经济指标共{total}项：{counted}。", total=len(rows), counted=class_counts(rows, progress))
        )
        yield from _tabled(rows, progress)
    else:
        yield from (Paragraph(_told(row, progress)) for row in rows if _has_data(row))
        yield from _without_data(rows)


def _told(row: ProgressRow, progress: Progress) -> str:
    return tr("其中，{told}", told=sentence(row, progress)) if row.depth else sentence(row, progress)


def _counted(rows: Sequence[ProgressRow], progress: Progress) -> Iterator[Block]:
    if not rows:
        yield Paragraph(tr("本期没有列入跟踪的量化指标。"))
        return
    yield Paragraph(tr("量化指标共{total}项：{counted}。", total=len(rows), counted=class_counts(rows, progress)))
    best = progress.word(_BEST[progress.year_end])
    for word, chosen in ((best, frozenset(_BEST)), (_lagging_word(progress), LAGGING)):
        named = [row for row in rows if row.standing.grade in chosen]
        if named:
            yield Paragraph(_naming(word, named, progress))
    yield from _tabled(rows, progress)


def _has_data(row: ProgressRow) -> bool:
    return row.standing.grade not in (Grade.NO_DATA, Grade.NOT_DUE)


def _tabled(rows: Sequence[ProgressRow], progress: Progress) -> Iterator[Block]:
    """A table of what has figures, and the names of what has none."""
    known = [row for row in rows if _has_data(row)]
    if known:
        yield _table(known, progress)
    yield from _without_data(rows)


def _without_data(rows: Sequence[ProgressRow]) -> Iterator[Block]:
    for grade, words in ((Grade.NO_DATA, tr("暂无数据的有")), (Grade.NOT_DUE, tr("按统计制度本月无数的有"))):
        names = [one_line(row.indicator.name) for row in rows if row.standing.grade is grade]
        if names:
            named = "、".join(names[:_NAMED])
            more = tr("等{count}项", count=len(names)) if len(names) > _NAMED else ""
            yield Paragraph(tr("{words}：{named}{more}。", words=words, named=named, more=more))


def _naming(word: str, rows: Sequence[ProgressRow], progress: Progress) -> str:
    named = "、".join(_brief(row, progress) for row in rows[:_NAMED])
    if len(rows) > _NAMED:
        return tr("{word}的有：{named}等{count}项。", word=word, named=named, count=len(rows))
    return tr("{word}的有：{named}。", word=word, named=named)


def _brief(row: ProgressRow, progress: Progress) -> str:
    share = figures(row, progress).completion
    told = reached_words(row, progress) if share is None else f"{figure(share)}%"
    return f"{one_line(row.indicator.name)}（{told}）"


def _table(rows: Sequence[ProgressRow], progress: Progress) -> SummaryTable:
    head: tuple[str, ...]
    head = (tr("指标名称"), tr("年度目标"), tr("{months}累计", months=months(progress.month)), tr("完成年度目标(%)"))
    head += (tr("与序时进度差(百分点)"), tr("进度评价"))
    return SummaryTable(head, tuple(_table_row(row, progress) for row in rows), frozenset({3, 4}))


def _table_row(row: ProgressRow, progress: Progress) -> tuple[str, ...]:
    known = figures(row, progress)
    inset = tr("其中：") if row.depth else ""
    return (
        inset + one_line(row.indicator.name),
        goal_words(row.target.stated, one_line(row.unit), row.target.wording) or "—",
        reached_words(row, progress),
        "—" if known.completion is None else figure(known.completion),
        "—" if known.gap is None else figure(known.gap),
        progress.word_of(row),
    )


def _milestones(progress: Progress) -> Iterator[Block]:
    items = followed(progress)
    if not items:
        yield Paragraph(tr("本期没有列入跟踪的重点项目和民生实事。"))
        return
    counted = "，".join(
        tr("{name}{count}项", name=state_word(each), count=sum(state is each for _, state in items))
        for each in MilestoneState
        if each is not MilestoneState.DUE_SOON or any(state is each for _, state in items)
    )
    yield Paragraph(tr("列入跟踪的重点事项共{total}项：{counted}。", total=len(items), counted=counted))
    for state, group in groupby(items, key=lambda pair: pair[1]):
        listed = [milestone for milestone, _ in group]
        if state is MilestoneState.OVERDUE:
            yield _overdue(listed)
        else:
            yield Paragraph(_listing(state, listed))


def _listing(state: MilestoneState, listed: Sequence[Milestone]) -> str:
    named = "、".join(_item(milestone, state) for milestone in listed[:_NAMED])
    if len(listed) > _NAMED:
        return tr("{word}的有：{named}等{count}项。", word=state_word(state), named=named, count=len(listed))
    return tr("{word}的有：{named}。", word=state_word(state), named=named)


def _item(milestone: Milestone, state: MilestoneState) -> str:
    date = date_words(milestone.done_on if state is MilestoneState.DONE else milestone.deadline)
    name = one_line(milestone.name)
    if not date:
        return name
    if state is MilestoneState.DONE:
        return tr("{name}（{date}完成）", name=name, date=one_line(date))
    if date.endswith("日"):
        return tr("{name}（{date}前完成）", name=name, date=one_line(date))
    return tr("{name}（{date}底前完成）", name=name, date=one_line(date))


def _overdue(listed: Sequence[Milestone]) -> SummaryTable:
    head = (tr("逾期事项"), tr("责任单位"), tr("完成时限"), tr("说明"))
    rows = tuple(
        (
            one_line(milestone.name),
            one_line(milestone.responsible) or "—",
            one_line(date_words(milestone.deadline)),
            one_line(milestone.note) or tr("未填报"),
        )
        for milestone in listed
    )
    return SummaryTable(head, rows)


def _behind(progress: Progress) -> Iterator[Block]:
    rows = [row for row in progress.rows if row.standing.grade in LAGGING]
    word = _lagging_word(progress)
    if not rows:
        none = tr("全年没有{word}的目标任务。") if progress.year_end else tr("截至{month}月底，没有{word}的目标任务。")
        yield Paragraph(none.format(month=progress.month, word=word))
        return
    some = tr("{word}的目标任务共{count}项，请责任单位说明原因。")
    if not progress.year_end:
        some = tr("{word}的目标任务共{count}项，请责任单位查明原因、限期赶上。")
    yield Paragraph(some.format(word=word, count=len(rows)))
    head: tuple[str, ...]
    head = (tr("指标名称"), tr("责任单位"), tr("年度目标"), tr("{months}累计", months=months(progress.month)))
    head += (tr("差距"), tr("进度评价"), tr("原因"))
    yield SummaryTable(head, tuple(_behind_row(row, progress) for row in rows))


def _behind_row(row: ProgressRow, progress: Progress) -> tuple[str, ...]:
    return (
        one_line(row.indicator.name),
        one_line(row.target.responsible) or "—",
        goal_words(row.target.stated, one_line(row.unit), row.target.wording),
        reached_words(row, progress),
        shortfall(row, progress),
        progress.word_of(row),
        one_line(row.problem) or tr("未填报"),
    )


def _notes(progress: Progress, chosen: Wording) -> Iterator[str]:
    until = one_line(chosen.cut_off) or tr("{year}年{month}月底", year=progress.year, month=progress.month)
    yield tr("说明：1.数据截止{until}，{sources}。", until=until, sources=_sources(progress))
    yield tr(
        "2.完成率、差距由原始数据计算后四舍五入，保留{places}位小数；与序时进度差按未舍入的完成率计算，分项之和与合计可能略有出入。",
        places=progress.places,
    )
    yield _classes_note(progress)
    yield tr(
        "4.评价采用“{rule}”规则，“左右”按±{tolerance}%掌握。",
        rule=one_line(progress.rules.name),
        tolerance=progress.rules.tolerance,
    )
    corrected = corrections_note(progress.edition, progress.corrections, progress.changed_since)
    told = [_adjusted_note(progress), corrected]
    yield from (f"{number}.{said}" for number, said in enumerate(filter(None, told), start=5))


def _adjusted_note(progress: Progress) -> str:
    """Which targets were adjusted within the year, by which paper; "" for none that is not told as a correction."""
    corrected = {one.indicator_id for one in (*progress.corrections, *progress.changed_since) if not one.month}
    told = [
        f"{one_line(row.indicator.name)}{adjustments_told(adjusted)}"
        for row in progress.rows
        if row.indicator.id not in corrected and (adjusted := progress.adjusted(row))
    ]
    return tr("目标调整：{told}。", told=tr("；").join(told)) if told else ""


def _classes_note(progress: Progress) -> str:
    """What the words of the classes mean."""
    if progress.year_end:
        return tr(
            "3.“{exceeded}”指超过全年目标，“{met}”指达到全年目标（有控制数的指没有突破），“{missed}”指没有达到；"
            "数值和增速都有目标的，以较差的一项为准，责任书另有约定的除外。",
            **{grade: progress.rules.words[grade] for grade in ("exceeded", "met", "missed")},
        )
    return tr(
        "3.“{done}”指已达到全年目标，“{on_pace}”指不低于序时进度（或目标增速），“{lagging}”指低于序时进度或目标增速；"
        "序时进度按月份占全年的比例（有分月计划的按计划）计算，有控制数的指标以不超过序时进度为好。",
        **{key: progress.rules.words[key] for key in ("done", "on_pace", "lagging")},
    )


def _sources(progress: Progress) -> str:
    told = sources_note(row.actual.source for row in progress.rows if row.actual is not None)
    return told or tr("来源见各责任单位报送")
