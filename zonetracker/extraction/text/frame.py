"""What a document says of time before it is read: when it was written, which year it reviews, which it plans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.document import Document
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.months import HAN_MONTHS, months_in_prose

FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?=年\s?\d{1,2}月|-\s?\d{1,2}-|/\s?\d{1,2}/|\.\s?\d{1,2}\.)(?:年|-|/|\.)\s?(\d{1,2})(?:月|-|/|\.)\s?(\d{1,2})"
)
_MONTH_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?!\d)")
_SAID_AT = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,6}在.{2,40}(?:会议|大会|[次届]会|全会)")
_PUBLISHED = re.compile(
    r"(?:时间|日期|发布于|发表于)[: ]{0,3}((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月]\d"
    r"|((?:19|20)\d\d)[-/.](\d{1,2})[-/.]\d{1,2} ?\d{1,2}:\d\d"
)
_FOOT = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?\W{0,3}$")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_PART_OF = re.compile(r"((?:19|20)\d\d)年(?:上半年|前三季度|第?[一二三]季度|[1一]-\d{1,2}月|[1一]至)")
_AS_OF = re.compile(r"截[至止]到?((?:19|20)\d\d)年(\d{1,2})月")
_HAN_DATE = re.compile(r"((?:19|20)\d\d)年(十[一二]?|[一二三四五六七八九])月")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年?度?.{0,24}(?:报告|公报|总结|概况|运行|情况|计划|要点|工作)")
_TWO_YEARS = re.compile(
    r"(?P<past>(?:19|20)\d\d)年?(?:度)?(?!\d).{0,30}?(?:总结|回顾|执行|完成|情况|工作).{0,24}?(?P<ahead>(?:19|20)\d\d)年?(?:度)?"
    r".{0,24}?(?:计划|目标|安排|思路|打算|要点|草案|重点|任务|展望|谋划|部署)"
)
_PLAN_TITLE = re.compile(
    r"((?:19|20)\d\d)年?度?(?!.{0,30}(?:执行|完成|总结|自查|述职|考核|绩效|情况|进展|公示|通报|成效|盘点|回顾|讲话|会上|大会|召开))"
    r".{0,24}(?:计划(?!生育)|方案|要点|工作安排|工作思路|任务分解|责任分解|实施意见|重点工作|民生实事|目标任务|任务书|责任书|清单)"
)
_LONG_PLAN = re.compile(
    r"(十[一二三四五六]?|九)(?:个)?五[”\"]?年?(?:发展|时期)?(?:总体)?(?:规划|计划|纲要)(?:纲要)?"
    r"》?(?:\(.{0,12}\)|的通知|全文)?(?: |$)"
)
_LONG_REVIEW = re.compile(
    r"(十[一二三四五六]?|九)(?:个)?五[”\"]?(?:年)?(?:规划|计划|时期|期间)?.{0,14}(?:实施情况|执行情况|完成情况|回顾|成就|总结|综述)"
)
_REPORT = re.compile(
    r"政府工作报告(?!》?(?:任务|目标|中|确定|提出|涉及|重点|责任|分解|落实|主要))|作工作报告|作(?:政府)?工作报告|向大会报告工作|向大会作报告|向会议报告工作|各位代表|请(?:各位)?代表们?审议"
)
_YEARBOOK = re.compile(r"公报|总结|运行(?:情况|分析|简析)|概况|年鉴|简介|情况综述|回眸")
_PLANS_TOO = re.compile("(?:目标|计划|安排|打算|任务|思路|要点)")
_WHOLE_YEAR = re.compile(r"总结|年度|全年|述职|自查")


@dataclass(frozen=True, slots=True)
class Frame:
    """`now` is the year the document was written in, `past` the last year reported, `ahead` the year that is planned.

    `plan` is a document that only plans; `yearbook` one that only reports; `speech` a report to a congress.
    `month` is that of its date, 0 where unknown.
    """

    now: int | None
    past: int | None
    speech: bool
    yearbook: bool
    source: str
    months: tuple[int, int] | None
    plan: bool = False
    ahead: int | None = None
    month: int = 0


@dataclass(frozen=True, slots=True)
class _Dated:
    year: int
    month: int
    source: str


def read_frame(document: Document, flat: Flat, lines: list[TextLine]) -> Frame:
    """The document's own date, which year its review is about and which year its goals are for."""
    text = flat.text
    every, lines = lines, [line for line in lines if not line.furniture] or lines
    title = " ".join(text[line.start : line.end] for line in lines[:8] if line.end - line.start <= 80)[:400]
    first = document.title + " " + title
    date = _document_date(document, text, [*lines[:12], *every[-4:]])
    source = date.source or "text"
    speech = _REPORT.search(text[:3000]) is not None
    both = _both_years(first) or _both_years(text[:400])
    months = months_in_prose(first[:120]) or (None if _WHOLE_YEAR.search(first[:160]) else months_in_prose(text[:600]))
    if speech:
        now = (both[1] if both else None) or _speech_year(first, date.year, text)
        return Frame(now, now - 1 if now else None, True, False, source, None, ahead=now)
    if both:
        return Frame(_written(both, date, text), both[0], False, False, "title", None, ahead=both[1])
    planned = _PLAN_TITLE.search(_headline(document, text, lines))
    if planned:
        year = int(planned[1])
        return Frame(year, year - 1, False, False, "title", None, True, year)
    long_plan = _LONG_PLAN.search(" ".join(title.split(" ")[:3]) + " ")
    if long_plan and date.year:
        begins = plan_years(long_plan[1])[0]
        return Frame(date.year, begins - 1, False, False, source, None, ahead=begins + 4)
    reviewed = _LONG_REVIEW.search(first[:120])
    if reviewed and (not date.year or date.year >= plan_years(reviewed[1])[1]):
        ends = plan_years(reviewed[1])[1]
        return Frame(date.year or ends, ends, False, False, source, None, ahead=(date.year or ends) + 1)
    yearbook = _YEARBOOK.search(first[:160]) is not None and not _PLANS_TOO.search(first[:160])
    titled = _TITLE_YEAR.search(first)
    if titled and yearbook:
        year = int(titled[1])
        return Frame(max(year, date.year) or year, year, False, True, "title", months, ahead=year + 1)
    if months and date.year and months[1] > date.month > 0:
        months = None
    years = _years(text)
    if years and document.date is None and max(map(int, _ANY_YEAR.findall(text))) < date.year - 1:
        date = _Dated(0, 0, "")
    part = _PART_OF.search(first[:200])
    now = date.year or (int(part[1]) if months and part else max(years) if years else None)
    past = (
        now
        if months and (date.year or part)
        else _past_year(text, years, now, months, 1 <= date.month <= 3, date.month >= 11)
    )
    return Frame(
        now, past, False, yearbook, source, months, ahead=_planned_year(now, past, date, months), month=date.month
    )


def _headline(document: Document, text: str, lines: list[TextLine]) -> str:
    """The title proper: the first short lines that are no numbered headings."""
    heads = [text[line.start : line.end] for line in lines[:4] if line.end - line.start <= 80]
    return " ".join([document.title, *(head for head in heads if level_of(head) is None)])


def _planned_year(now: int | None, past: int | None, date: _Dated, months: tuple[int, int] | None) -> int | None:
    """The year that goals without a year are for: next year once this one is nearly over."""
    over = date.month == 12 or (months is not None and months[1] >= 11)
    return now + 1 if now is not None and now == past and over else now


def _both_years(title: str) -> tuple[int, int] | None:
    """The years of a title that reviews one year and plans the next."""
    found = _TWO_YEARS.search(title)
    if found is None or int(found["ahead"]) - int(found["past"]) != 1:
        return None
    return int(found["past"]), int(found["ahead"])


def _written(both: tuple[int, int], date: _Dated, text: str) -> int:
    """In which of the two years a document that reviews one and plans the next was written."""
    if re.search(r"今年以来|今年(?:1|一|前|全)", text[:800]):
        return both[0]
    if date.year in both:
        return date.year
    said = re.search(r"一年来|今年(?P<will>.{0,10}(?:将(?!军)|(?<![主重需])要|力争|计划|确保))?", text)
    return both[0] if said and not said["will"] else both[1]


def _document_date(document: Document, text: str, lines: list[TextLine]) -> _Dated:
    """The date a document carries: what its format says, else a date in a short line at its head or foot."""
    if document.date:
        return _Dated(int(document.date[:4]), int(document.date[5:7] or 0), "document_date")
    met = next(
        (line for line in lines[:12] if line.end - line.start <= 60 and _SAID_AT.search(text, line.start, line.end)),
        None,
    )
    opening = FULL_DATE.search(text, met.start, met.end) if met else FULL_DATE.search(text[:60])
    if opening:
        return _Dated(int(opening[1]), int(opening[2]), "date")
    short = [line for line in lines if line.end - line.start <= 60]
    for pattern in (FULL_DATE, _MONTH_DATE):
        for line in short:
            found = pattern.search(text, line.start, line.end)
            if found and (pattern is FULL_DATE or line.heading):
                return _Dated(int(found[1]), int(found[2]), "date")
    for line in short:
        written = _written_date(text[line.start : line.end])
        if written is not None:
            return written
    published = _PUBLISHED.search(text[:1500])
    if published:
        return _Dated(int(published[1] or published[3]), int(published[2] or published[4]), "date")
    foot = _foot_date(text[-80:])
    if foot is not None:
        return foot
    standing = _AS_OF.search(text[:400])
    return _Dated(int(standing[1]), int(standing[2]), "") if standing else _Dated(0, 0, "")


def _written_date(words: str) -> _Dated | None:
    """A date whose month is in Chinese numerals: 2012年八月 (its year has been made plain before)."""
    found = _HAN_DATE.search(words)
    return _Dated(int(found[1]), HAN_MONTHS[found[2]], "date") if found else None


def _foot_date(words: str) -> _Dated | None:
    """The date that ends a text."""
    found = _FOOT.search(words)
    if found:
        return _Dated(int(found[1]), int(found[2]), "date")
    return _written_date(words[-24:])


def _speech_year(title: str, date: int, text: str) -> int | None:
    """The year a government report is given in: its title's, its date's, or that of the plan it brings."""
    named = [int(year) for year in re.findall(r"((?:19|20)\d\d)年(?!\d)(?=.{0,40}报告)", title)]
    if named and _TITLE_YEAR.search(title):
        return max(named)
    if date:
        return date
    heading = re.search(r"((?:19|20)\d\d)年(?:的)?(?:政府)?(?:工作)?(?:的)?(?:回顾|总结)", text)
    if heading:
        return int(heading[1]) + 1
    opened = re.search(r"\n((?:19|20)\d\d)年?:", text[:1500])
    if opened:
        return int(opened[1]) + 1
    brought = re.search(r"第(十[一二三四五六]?|九)个五年规划(?:和.{0,20})?纲要", text[:1500])
    if brought:
        return plan_years(brought[1])[0]
    reviewed = re.search(
        r"[“\"](十[一二三四五六]?|九)五[”\"](?:时期|期间|规划|计划).{0,16}(?:回顾|总结|执行情况|完成情况)", text
    )
    if reviewed:
        return plan_years(reviewed[1])[1] + 1
    pattern = r"((?:19|20)\d\d)年(?:的)?(?:工作|经济社会发展)?(?:的)?(?:安排|目标|总体要求|主要任务|重点|打算)"
    ahead = re.search(pattern, text)
    if ahead:
        return int(ahead[1])
    years = _years(text)
    if not years:
        return None
    past = _past_year(text, years, max(years), None, False)
    return past + 1 if past is not None and "今年" in text else max(years)


def _years(text: str) -> dict[int, int]:
    """The years that a text speaks of and how often; one that it only compares with (较2023年末) means the next."""
    counts: dict[int, int] = {}
    compared: set[int] = set()
    for found in re.finditer(r"(?P<than>[比较同])?(?<![\d至到~-])(?P<year>(?:19|20)\d\d)(?=年)", text):
        year = int(found["year"])
        if found["than"]:
            compared.add(year)
        counts[year] = counts.get(year, 0) + 1
    if counts and compared == set(counts):
        counts[max(compared) + 1] = 1
    return counts


def _past_year(
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
    will = r"(?<!现)将(?!军)|是.{0,60}之年|(?<![主重需])要(?!求|素)|力争|目标(?!.{0,6}完成)"
    ahead = re.search(
        rf"{latest}年(?:.{{0,60}}?(?:{will})|.{{0,12}}(?:计划(?!生育|的|完成)|安排|打算|思路|部署))", text
    )
    done = re.search(rf"{latest}年(?:以来|末|底|[，,]?(?:全|实现|完成|地区|我|全年)).{{0,80}}?\d", text)
    done = done or re.search(rf"{latest}年.{{0,24}}(?:进展|完成情况|执行情况|通报|成绩单|盘点)", text[:200])
    done = done or re.search(rf"{latest}年，.{{0,160}}?(?:比上年|同比|圆满完成)", text)
    if (ahead and not done) or (now == latest and years.get(latest - 1, 0) and ahead):
        return latest - 1
    return latest
