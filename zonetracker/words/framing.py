"""The words for when a document was written: what it is for, where its date was found, and what a clerk types."""

from __future__ import annotations

import re

from zonetracker.model.checking.limits import month_beyond, year_beyond
from zonetracker.model.reports.frame import Clue, Frame, Genre, Source, Written
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

_TYPED = re.compile(r"(\d{4})(?:年|(?:年|[-/.])(\d{1,2})月?)?", re.ASCII)
_WORDS_SHOWN = 30


def genre_words() -> dict[Genre, str]:
    """What a document is for."""
    return {
        Genre.REPORT: tr("向大会所作的报告"),
        Genre.REVIEW_AND_PLAN: tr("总结与计划"),
        Genre.PLAN: tr("计划、要点或任务清单"),
        Genre.FIVE_YEARS: tr("五年规划或其总结"),
        Genre.REVIEW: tr("公报、总结或概况"),
        Genre.PRESS: tr("新闻稿"),
        Genre.TEXT: tr("其他材料"),
    }


def source_words() -> dict[Source, str]:
    """Where a date was found."""
    return {
        Source.SETTLED: tr("由人确定"),
        Source.MEETING: tr("会议日期"),
        Source.DATE_LINE: tr("文中日期"),
        Source.PUBLISHED: tr("发布日期"),
        Source.FOOT: tr("落款日期"),
        Source.AS_OF: tr("截至日期"),
        Source.FILE_NAME: tr("文件名"),
        Source.PROPERTIES: tr("文件属性（不作依据）"),
    }


def written_word(written: Written) -> str:
    """2023年1月, or 2023年."""
    year, month = written
    return tr("{year}年{month}月", year=year, month=month) if month else tr("{year}年", year=year)


def read_written(text: str) -> Written | None:
    """The date that somebody types: 2023, 2023年, 2023-01 or 2023年1月; None for anything else."""
    found = _TYPED.fullmatch("".join(text.split()))
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    wrong = year_beyond(year) or (month_beyond(month) if found[2] else None)
    return None if wrong else (year, month)


def clue_words(clue: Clue) -> str:
    """A piece of evidence: 文件名“2023”."""
    where = source_words()[clue.source]
    said = one_line(clue.words)[:_WORDS_SHOWN]
    return tr("{where}“{said}”", where=where, said=said) if said else where


def frame_words(frame: Frame) -> str:
    """政府工作报告，2023年1月成文，总结2022年、安排2023年（依据：…）; empty where the date is not known at all."""
    proposed = frame.proposed
    if proposed is None:
        return ""
    spans = [
        words.format(year=year)
        for words, year in ((tr("总结{year}年"), frame.past), (tr("安排{year}年"), frame.ahead))
        if year is not None
    ]
    backing = clue_words(frame.backing) if frame.backing else tr("标题和正文里的年份")
    parts = [tr("{date}成文", date=written_word(proposed)), "、".join(spans)]
    if frame.genre is not Genre.TEXT:
        parts.insert(0, genre_words()[frame.genre])
    return tr("{said}（依据：{backing}）", said="，".join(part for part in parts if part), backing=backing)
