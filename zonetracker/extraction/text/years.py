"""Which years a text speaks of: those that it reports, that it only compares with, and that are still to come."""

from __future__ import annotations

import re

from zonetracker.extraction.text import time_words as say

_TWO_YEARS = re.compile(
    r"(?P<past>(?:19|20)\d\d)年?(?:度)?(?!\d).{0,30}?(?:总结|回顾|执行|完成|情况|工作).{0,24}?(?P<ahead>(?:19|20)\d\d)年?(?:度)?"
    r".{0,24}?(?:计划|目标|安排|思路|打算|要点|草案|重点|任务|展望|谋划|部署)"
)
TO_COME = re.compile(
    r"(?:(?<![加高长展大升降少增减涨扩])到|(?<![截加高长展大升降少增减涨扩])至|力争|计划|规划|面向|[-~])(?P<a>(?:19|20)\d\d)年?"
    r"|(?P<b>(?:19|20)\d\d)年(?:底|末|\d{1,2}月[底末]?)?(?:之?前|基本实现)"
    r"|(?:预计[于在]?|将于|有望于?|拟于)(?P<c>(?:19|20)\d\d)年"
)
_SAID = re.compile(
    r"(?P<than>[比较同])?(?<!\d)(?:(?<![至到~从由自-])|(?<=[加高长展大升降少增减涨扩][到至])|(?<=截[至止]))"
    r"(?P<year>(?:19|20)\d\d)(?=年)"
)
"""A year that a text speaks of: neither one to come (到2025年) nor where a stretch began; 增加到2021年的 is one."""
_SPAN_DONE = re.compile(
    r"(?<=[-~至到])(?:19|20)\d\d(?=年，?[^，。；\d]{0,8}?(?:分别|累计|共)(?:完成|实现|达|新增|引进|建成|投入))"
)
"""The last of a run of years whose results are told: 2016年至2018年，分别完成…."""
_FOUNDED = re.compile(
    r"(?:设立|成立|始建|创建|组建|建制|诞生|兴建|开发)于(?:19|20)\d\d年"
    r"|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?，?(?:[^，。；\n\d]{0,14}批准|撤[县乡镇市区社]|(?:设|建|改)[镇乡县区市](?!域|长))"
)
"""When something came into being, which dates nothing that is told of it."""
_SUMS_UP = re.compile("总结|回顾|汇报|情况")
_TITLE = 60
_REACHED_BY = re.compile(
    r"(?:^|[。；\n])(?:截?[至止])?到(?P<y>(?:19|20)\d\d)年\d{1,2}月[底末]?，(?:全[市区县乡镇村])?[^，。；\d]{2,20}(?:达到?|完成|突破|实现)[^。；\n]*"
)
"""到2016年6月底，全乡…达…: how things stood when a summary was written."""
_FORESEEN = re.compile(r"(?:预计[于在]?|将于|有望于?|拟于)(?:19|20)\d\d年")
_BY_YEAR = re.compile(r"(?:^|[，。；\n])(?:力争)?到((?:19|20)\d\d)年")
_FIGURE_OF_YEAR = re.compile(r"全年(?:实现|完成)?[^，。、]{2,16}?\d")


def years_said(text: str) -> dict[int, int]:
    """The years that a text speaks of and how often; one that it only compares with (较2023年末) means the next."""
    counts: dict[int, int] = {}
    compared: set[int] = set()
    for found in _SAID.finditer(_FOUNDED.sub("", text)):
        year = int(found["year"])
        if found["than"]:
            compared.add(year)
        counts[year] = counts.get(year, 0) + 1
    for found in _SPAN_DONE.finditer(text):
        counts[int(found[0])] = counts.get(int(found[0]), 0) + 1
    for year in _reached(text):
        counts[year] = counts.get(year, 0) + 1
    if counts and compared == set(counts):
        counts[max(compared) + 1] = 1
    return counts


def _reached(text: str) -> list[int]:
    """The years by whose month a summary says what was reached (到2016年6月底，…达…)."""
    if _SUMS_UP.search(text[:_TITLE]) is None:
        return []
    found = (said for said in _REACHED_BY.finditer(text) if not say.WILL.search(text, said.end("y"), said.end()))
    return [int(said["y"]) for said in found]


def last_year_told(text: str, years: dict[int, int]) -> int | None:
    """The last year that the text speaks of otherwise than as one to come; with only foreseen ones, the year before
    the first where the text calls one 明年.
    """
    coming = {int(found["a"] or found["b"] or found["c"]) for found in TO_COME.finditer(text)}
    coming -= {int(year) for year in _SPAN_DONE.findall(text)}
    said = [year for year in years if year not in coming - set(_reached(text))]
    if years and not said and _FORESEEN.search(text) is not None:
        return min(years) - 1 if say.NEXT_YEAR.search(text) or "明年底" in text else None
    return max(said or years, default=None)


def past_year(
    text: str, years: dict[int, int], now: int | None, months: tuple[int, int] | None, early: bool, late: bool = False
) -> int | None:
    """The last year reported; `early` in a year (before April) nothing of it can have been,
    `late` (from November) most of it has."""
    if not years:
        return now - 1 if early and now is not None else now
    latest = max((year for year in years if now is None or year <= now), default=now)
    if latest is None or months:
        return latest
    if latest == now and early:
        return latest - 1
    if latest == now and late:
        return latest
    will = rf"{say.COMES}|是.{{0,60}}之年|{say.MUST}|{say.STRIVES}|目标(?!.{{0,6}}完成)"
    aims = rf"(?:(?![到至]20)[^。\n]){{0,60}}?(?:{will})(?![到至]20\d\d年)"
    ahead = re.search(rf"{latest}年(?:{aims}|.{{0,12}}(?:{say.PLANNED}(?!的|完成)|安排|打算|思路|部署))", text)
    if ahead and latest - 1 not in years and tells_of_deeds(text, ahead.end()):
        ahead = None
    done = re.search(rf"{latest}年(?:以来|末|底|[，,]?(?:全|实现|完成|地区|我|全年)).{{0,80}}?\d", text)
    done = done or re.search(
        rf"{latest}年.{{0,24}}(?:进展|完成情况|执行情况|通报|成绩单|盘点|工作(?:开展)?情况)", text[:200]
    )
    done = done or re.search(rf"{latest}年，.{{0,160}}?(?:比上年|同比|圆满完成)", text)
    if (ahead and not done) or (now == latest and years.get(latest - 1, 0) and ahead):
        return latest - 1
    return latest


def both_years(title: str) -> tuple[int, int] | None:
    """The years of a title that reviews one year and plans the next."""
    found = _TWO_YEARS.search(title)
    if found is None or int(found["ahead"]) - int(found["past"]) != 1:
        return None
    return int(found["past"]), int(found["ahead"])


def written_in(both: tuple[int, int], date: int, text: str) -> int:
    """In which of the two years a document that reviews one and plans the next was written."""
    if re.search(r"今年以来|今年(?:1|一|前|全)", text[:800]) or say.NEXT_YEAR.search(text):
        return both[0]
    if date in both:
        return date
    will = f"{say.COMES}|{say.MUST}|{say.STRIVES}|{say.PLANNED}"
    said = re.search(rf"一年来|今年(?P<will>.{{0,10}}(?:{will}))?", text)
    return both[0] if said and not said["will"] else both[1]


def planned_year(now: int | None, past: int | None, month: int, months: tuple[int, int] | None) -> int | None:
    """The year that goals without a year are for: next year once this one is nearly over."""
    over = month == 12 or (months is not None and months[1] >= 11)
    return now + 1 if now is not None and now == past and over else now


def only_goal(text: str) -> int | None:
    """The one year by which a text without a date wants things: 到2020年."""
    years = {int(found[1]) for found in _BY_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def tells_of_deeds(text: str, at: int) -> bool:
    """Whether what follows tells of deeds rather than of what is to come."""
    piece = text[at : at + 300]
    deeds = sum(len(words.findall(piece)) for words in (say.DONE, say.REPORTED, _FIGURE_OF_YEAR))
    return deeds > len(say.WILL.findall(piece))
