"""What a document says of time before it is read: when it was written, which year it reviews, which it plans."""

from __future__ import annotations

import re
from dataclasses import replace

from zonetracker.extraction.document import Document
from zonetracker.extraction.text import time_words as say
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.intent import Intent, intents_of
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.extraction.text.written import clues
from zonetracker.extraction.text.years import (
    TO_COME,
    both_years,
    last_year_told,
    only_goal,
    past_year,
    planned_year,
    tells_of_deeds,
    written_in,
    years_said,
)
from zonetracker.lexicon.letters import simplified
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.reports.frame import Clue, Frame, Genre, Source
from zonetracker.words.months import month_alone, months_in_prose

_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_PART_OF = re.compile(r"((?:19|20)\d\d)年(?:上半年|前三季度|第?[一二三]季度|[1一]-\d{1,2}月|[1一]至)")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年?度?.{0,24}(?:报告|公报|总结|概况|运行|情况|计划|要点|工作)")
_PLAN_TITLE = re.compile(
    r"((?:19|20)\d\d)(?!年?\d{1,2}月\d)年?度?(?!.{0,30}(?:执行|完成|总结|自查|述职|考核|绩效|情况|进展|公示|通报|成效|盘点|回顾|讲话|会上|大会|召开|全面落实|落实到位|兑现))"
    rf".{{0,24}}(?:{say.PLANNED}|方案|要点|工作安排|工作思路|任务分解|责任分解|实施意见|重点工作|民生实事|目标任务|任务书|责任书|清单)"
    r"|关于(?:切实|扎实|全力|进一步)?(?:做好|抓好|开展|推进|加强)((?:19|20)\d\d)年.{2,24}的(?:通知|意见)"
)
_TASKS_TITLE = re.compile(
    r"(?:(?:民生实事|为民办?实事|办实事|惠民实事)(?:项目|工程)*(?:责任|任务|目标)?(?:清单|安排|方案|计划|分解)?"
    r"|(?:重点|主要|年度|目标)(?:工作|任务|项目)+(?:责任)?(?:清单|安排|分解|计划)|(?:任务|责任|目标)分解|工作(?:要点|安排|计划)"
    r"|投资(?:项目)?计划|任务书|责任书|重点项目(?:清单|名单)|大礼包)(?:表|方案|一览表|\(?草案\)?|说明)*[》”\"]?(?:的通知|的公告)?(?:\(.{1,16}\))?$"
)
_MEANT_TITLE = re.compile(
    r"^(?!.*(?:19|20)\d\d).*(?:(?:实施|指导)意见|若干(?:措施|意见)|(?:行动|实施|工作)方案|行动计划)[》”\"]?(?:的通知)?(?:\(.{1,16}\))?$"
)
_TASKS_SET = re.compile(
    r"(?:确定|公布|发布|敲定|推出|票选|明确|办好|办实)[^，。]{0,14}(?:实事|重点(?:项目|工程)|重点工作)(?:项目|任务)?[!！]?$"
    r"|(?:实事|重点(?:项目|工程))(?:项目)?(?:出炉|敲定|确定|公布|发布|亮相)[!！]?$"
    r"|今年(?:排定|安排|确定|实施|推进|办理)的[^，。]{2,16}(?:实事|项目|工程)$"
)
"""News of tasks that were set (确定今年十件民生实事): the text lists them."""
_NO_TASKS = re.compile(
    "执行|完成|总结|自查|述职|考核|绩效|情况|进展|公示|通报|成效|盘点|回顾|讲话|征[集求]|解读|开工|竣工"
)
_GOES_ON_WITH = re.compile(r"(?:^|\n)[^，。\n]{0,6}?继续(?!教育|医学)")
_URGES = re.compile(
    "(?:^|[\n。；])(?:全力|加快|推进|推动|深入|大力|积极|支持|实施|培育|建设|加强|完善|提升|强化|优化|打造|抓好|做好|落实)"
)
_ALL_ALONG = 6
_WILLS = re.compile(
    r"(?<!现)将(?:始终|进一步|继续|全力|重点|围绕|加快|从)[^\n]{0,400}(?:[\n。]|\n.{0,400}?。)继续(?!教育|医学)",
    re.DOTALL,
)
_LONG_PLAN = re.compile(
    r"(十[一二三四五六]?|九)(?:个)?五[”\"]?年?(?:发展|时期)?[^，。\d ]{0,16}?(?:规划|计划|纲要)(?:纲要)?"
    r"(?:和20\d\d年远景目标(?:纲要)?)?》?(?:\(.{0,12}\)|的通知|全文)?(?: |$)"
)
_SPAN_PLAN = re.compile(
    r"(?:计划|规划|方案|行动|纲要)》?\(?((?:19|20)\d\d)年?(?:-{1,2}|~|至)((?:19|20)\d\d)年?\)?"
    r"|((?:19|20)\d\d)年?(?:-{1,2}|~|至)((?:19|20)\d\d)年[^，。]{0,16}(?:计划|规划|方案|纲要)"
)
_LONG_REVIEW = re.compile(
    r"(十[一二三四五六]?|九)(?:个)?五[”\"]?(?:年)?(?:规划|计划|时期|期间)?.{0,14}(?:实施情况|执行情况|完成情况|回顾|成就|总结|综述)"
)
_REPORT = re.compile(
    r"(?:^|\n)[^，。；\n]{0,40}政府工作报告(?!》?(?:任务|目标|中|确定|提出|涉及|重点|责任|分解|落实|主要))[^，。；\n]{0,40}(?:\n|$)"
    r"|作(?:政府)?工作报告|向大会报告工作|向大会作报告|向会议报告工作|各位代表|请(?:各位)?代表们?审议"
)
_MONTHS_OF = re.compile(r"((?:19|20)\d\d)年(?:上半年|前三季度|[一二三]季度|\d{1,2}(?:[-~至到]\d{1,2})?月)")
_YEARBOOK = re.compile(r"公报|自评|决算|总结|运行(?:情况|分析|简析)|概况|年鉴|简介|情况综述|回眸")
_SUMS_UP = re.compile(r"^[^，。]{0,24}(?:19|20)\d\d年?度?[^，。]{0,12}工作总结$")
_PLANS_TOO = re.compile("(?:目标|计划|安排|打算|任务|思路|要点)")
_WHOLE_YEAR = re.compile(r"总结|年度|全年|述职|自查")
_ANY_YEAR_SAID = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REPORT_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年(?!\d)(?=.{0,40}报告)|(?=[^\d，。、 ]{0,16}政府工作报告))")
_REPORT_TITLE = re.compile(r"政府工作报告(?: |$|\()")
_YEAR_REVIEWED = re.compile(r"((?:19|20)\d\d)年(?:的)?(?:政府)?(?:工作)?(?:的)?(?:回顾|总结)")
_PLAN_BROUGHT = re.compile(r"第(十[一二三四五六]?|九)个五年规划(?:和.{0,20})?纲要")
_PLAN_REVIEWED = re.compile(
    r"[“\"](十[一二三四五六]?|九)五[”\"](?:时期|期间|规划|计划).{0,16}(?:回顾|总结|执行情况|完成情况)"
)
_YEAR_OF_TASKS = re.compile(
    r"((?:19|20)\d\d)年(?:的)?(?:工作|经济社会发展)?(?:的)?(?:安排|目标|总体要求|主要任务|重点|打算)"
)
_TASKS_HEADED = re.compile(
    r"(?:^|\n)[^，。；:\n]{0,6}((?:19|20)\d\d)年[^，。；:\n\d]{0,16}(?:目标|任务|重点|安排|打算|思路|要求|部署)[^，。；:\n\d]{0,8}(?=\n|$)"
)
_AIMS_HEADED = re.compile(
    r"\n[^，。；\n\d]{0,6}((?:19|20)\d\d)年[^，。；\n]{0,12}(?:预期|工作|发展|奋斗|任务)目标"
    r"(?![^\n]{0,8}(?:完成|情况|回顾))[^，。；\n]{0,12}(?=\n)"
)
_PRESS = re.compile(r"记者|本报讯|通讯员|正文:|新闻发布会|[日社网]电|原标题|融媒体|接受[^，。；\n]{0,16}(?:采访|专访)")
_BY_LINE = re.compile(
    r"\((?:本报|实习)?(?:记者|通讯员)[^()]{1,24}\)|(?:^|\n)(?:本报|实习)?(?:记者|通讯员|责任编辑|责编)[|:： ]"
)
_PAPER_SAYS = re.compile(r"[报网社台]讯\((?:[^()]{0,24}?)?(?:记者|通讯员)")
_DAY_ONLY = re.compile(r"(?:^|\n)[^，。\n\d]{0,4}(?<!\d)\d{1,2}日，")
_DAY_TOLD = re.compile(r"(?:^|\n)(?:本报讯|.{0,12}消息)?[^，。\n\d]{0,4}(\d{1,2})月\d{1,2}日(?:上午|下午|晚|，)")
_OF_MONTH = re.compile(
    r"(?:^|[。；\n:，])(?:截至)?本月(?:份|末|底)?，?[^，。；\n]{0,8}?(?:完成|实现|新增|推进|开展|启动|建成|累计|重点)"
)
"""本月完成…: what a report of a month tells."""
_LAST_YEAR = re.compile("(?<![比较与和同于跟及])(?:去年|上年)(?!同[期比])|过去一年|年终|一年来")
_LONG_GONE = re.compile(r"(?:早在|自|从)(?:19|20)\d\d年|(?:19|20)\d\d年(?:以来|起)")
_OF_ONE_FIGURE = re.compile(r"(?<=[%元人个家户吨])\((?:1|一)(?:[-~至到]+)\d{1,2}月份?\)")
"""113亿元(1-11月): the months of that figure alone."""
_DURING_PLAN = re.compile(
    r"[“\"‘]?(?P<plan>十[一二三四五六]?)五[”\"’]?(?:期间|时期|以来)，?(?!.{0,30}(?:将(?!.{1,12}作为)|力争|计划|拟))"
)
_OPENS = re.compile(r"(?:^|[\n。])[^，。\n]{0,12}?(?<![-~至到])((?:19|20)\d\d)年(?:，|是|以来|，?全[市区县省年])")


_HEAD = 40
_DEEDS = 20_000
_FEW_DEEDS = 3
_AIMED = re.compile(r"(?:^|\n)[^，。\n]{0,12}?((?:19|20)\d\d)年[^，。:\n]{0,10}目标[^，。:\n]{0,4}:")
_OPENS_WITH = re.compile(
    r"(?:^|\n)(?:[^，。；\n]{0,24}，)?[^，。；\n]{0,16}?(?<![-~至到\d])((?:19|20)\d\d)年"
    r"(?:，|全年|[上下]半年|前三季度|第?[一二三四]季度|[1一](?:[-至到]|月))"
)
_RELATIVE_YEAR = re.compile(r"(?<![比较同与])(?:今年|[去上前]年(?!同期)|明年|本年)|目前|截[至止]")
_AT_YEAR_END = re.compile(r"(?<![到至])(?:截[至止]到?)?(?:19|20)\d\d年[底末](?!前|[建完实])")
_NOW_IS = re.compile(r"今年|去年|明年|本年(?!度)|目前|当前|截[至止]到?(?!(?:19|20)\d\d年)")
_FIRST_REVIEWS = re.compile(r"(?:[^，。；:\n\d]{0,8}[、)])?((?:19|20)\d\d)年度?[^，。；:\n\d]{0,6}(?:回顾|总结)(?=\n)")
_RESULT_TOLD = re.compile(
    r"(?<!\d)[1-3]月\d{1,2}日[电讯，][^\n]{0,60}(?:公布|发布|通报|公开)了?[^，。\n\d]{0,6}((?:19|20)\d\d)年[^，。\n]{0,24}(?:情况|数据|成绩单|年报)"
)
"""…1月20日电 …统计局公布了2022年经济运行情况: the year gone by, told at the beginning of the next."""
_ABOUT = 200
"""So many characters of a text say which part of a year it is about."""


def read_frame(document: Document, flat: Flat, lines: list[TextLine]) -> Frame:
    """The document's own date, which year its review is about and which year its goals are for."""
    every, lines = lines, [line for line in lines if not line.furniture] or lines
    around = [*(line for line in every[:_HEAD] if line.furniture), *every[-4:]]
    return _Framing(document, flat.text, lines, clues(document, flat.text, lines, around)).frame()


class _Framing:
    """A document's title and date, and what follows from them; a file's name stands in for a title without a year."""

    def __init__(self, document: Document, text: str, lines: list[TextLine], found: tuple[Clue, ...]) -> None:
        self.text = text
        self.clues = found
        heads = [text[line.start : line.end] for line in lines[:8] if line.end - line.start <= 80]
        shown = " ".join(head for head in heads if not head.endswith(("。", "；")))[:400]
        title = "" if document.title in heads else f"{document.title} "
        self.heads = title + " ".join(heads)[:400]
        headline = _headline(document, text, lines)
        dated_name = _ANY_YEAR_SAID.search(document.named) is not None
        by_name = dated_name and not _ANY_YEAR_SAID.search(f"{title}{shown}"[:160])
        named = f"{document.named} " if by_name else ""
        self.title = simplified(f"{named}{title}{shown}")
        self.headline = named + headline
        self.titles = headline.split(" ")
        self.opening = " ".join((named + shown).split(" ")[:3]) + " "
        unused = (Source.PROPERTIES,) if by_name else (Source.PROPERTIES, Source.FILE_NAME)
        self.date = next((clue for clue in found if clue.source not in unused), None)
        self.certain = not by_name or (self.date is not None and self.date.borne)
        self.months_open = False

    @property
    def year(self) -> int:
        return self.date.year if self.date else 0

    @property
    def month(self) -> int:
        return self.date.month if self.date else 0

    def frame(self) -> Frame:
        """What the first kind of document that its title shows says of time; without one, what its text says."""
        kinds = (
            self._report,
            self._both,
            self._plan,
            self._five_years,
            self._five_reviewed,
            self._aims,
            self._review,
            self._tasks,
            self._meant_only,
        )
        frame = next((found for kind in kinds if (found := kind()) is not None), None) or self._told()
        settled = self.date is not None and self.date.source is Source.SETTLED
        open_ = self.months_open and frame.months is not None
        return replace(frame, clues=self.clues, certain=settled or self._agrees(frame), months_open=open_)

    def _agrees(self, frame: Frame) -> bool:
        """Whether the date that the document bears is near the years that its title and its text speak of."""
        if frame.now is None or not (self.certain or self._says_its_year(frame)):
            return False
        if self.date is not None and self.date.borne and frame.past is not None:
            return frame.past - 1 <= self.date.year <= frame.past + 2 or frame.genre is Genre.FIVE_YEARS
        return True

    def _says_its_year(self, frame: Frame) -> bool:
        """Whether a text without a date says of itself which year it is in.

        It opens with a year and names no later one, names the end of one year and no other, calls a year 今年, or
        paragraphs open with a year that they report, or its title names, and with the next, which they plan.
        """
        now, past = frame.now, frame.past
        if now is not None and past == now - 1 and self._tasks_year() == now:
            return True
        if now is not None and now == past and (self._opens_with(now) or self._stands_at_end_of(now)):
            return True
        if past is not None and self._reviews_only(past):
            return True
        opened = [(int(found[1]), found.start(1)) for found in _OPENS.finditer(self.text)]
        if now is None or past is None or any(year > now + 1 for year, _ in opened):
            return False
        if past in dict(opened) and {int(year) for year in _AIMED.findall(self.text)} == {past + 1}:
            return True
        called = (
            rf"(?:^|\n)[^，。\n]{{0,12}}{now}年(?!全年|[底末])(?:[^\n]{{0,160}}|工作(?:安排|打算|思路)[^\n]{{0,12}}\n)"
        )
        called += "今年"
        if re.search(called, self.text):
            return True
        first = dict(reversed(opened))
        if past + 1 not in first or self._tells_from(first[past + 1]):
            return False
        titled = str(past) in _ANY_YEAR.findall(self.headline)
        return titled or (past in first and self._tells_from(first[past]))

    def _tells_from(self, at: int) -> bool:
        """Whether the paragraph that opens with a year at `at` reports it."""
        return tells_of_deeds(self.text[: self.text.find("\n", at) + 1 or None], at)

    def _opens_with(self, year: int) -> bool:
        """2020年1-11月，…: whether its first words say the year, and none of its words another of its own."""
        opens = _OPENS_WITH.search(self.text[:_ABOUT])
        if opens is None or int(opens[1]) != year or _RELATIVE_YEAR.search(self.text) is not None:
            return False
        return max(map(int, _ANY_YEAR_SAID.findall(self.text))) == year and tells_of_deeds(self.text, opens.start(1))

    def _reviews_only(self, year: int) -> bool:
        """Whether its first heading reviews that year (一、2022年工作回顾), or news of the next year's first months
        tell its result, and neither counts years from its own day.
        """
        if _RELATIVE_YEAR.search(self.text) is not None:
            return False
        headed = _FIRST_REVIEWS.match(self.text.lstrip())
        told = _RESULT_TOLD.search(self.text[:_ABOUT]) or headed
        return told is not None and int(told[1]) == year == max(map(int, _ANY_YEAR_SAID.findall(self.text)))

    def _stands_at_end_of(self, year: int) -> bool:
        """截至2020年底，…: whether the end of that year is what it says of time, and it names no other year or day."""
        said = {int(found) for found in _ANY_YEAR_SAID.findall(self.text)}
        return said == {year} and _AT_YEAR_END.search(self.text) is not None and not _NOW_IS.search(self.text)

    # kinds of documents ---------------------------------------------------------------------------------------------

    def _report(self) -> Frame | None:
        if _REPORT.search(self.text[:3000]) is None and _REPORT_TITLE.search(self.headline) is None:
            return None
        now = self._both_said()
        year = now[1] if now else self._speech_year()
        return Frame(year, year - 1 if year else None, Genre.REPORT, ahead=year)

    def _both_said(self) -> tuple[int, int] | None:
        return both_years(self.title) or both_years(self.heads) or both_years(self.text[:400])

    def _both(self) -> Frame | None:
        both = self._both_said()
        if both is None:
            return None
        return Frame(written_in(both, self.year, self.text), both[0], Genre.REVIEW_AND_PLAN, ahead=both[1])

    def _plan(self) -> Frame | None:
        planned = _PLAN_TITLE.search(self.headline)
        if planned is None:
            return None
        year = int(planned[1] or planned[2])
        return Frame(year, year - 1, Genre.PLAN, ahead=year)

    def _tasks(self) -> Frame | None:
        """A list of tasks whose title names no year (民生实事项目清单): those of the year it was written in."""
        just_set = [head for head in self.titles if _TASKS_SET.search(head)]
        listed = [head for head in self.titles if _TASKS_TITLE.search(head)]
        titles = just_set or ([] if _PRESS.search(self.text[:300]) else listed)
        if not titles or any(map(_NO_TASKS.search, self.titles)):
            return None
        if self._tells_deeds(self.text.split("\n去年")[0] if just_set else self.text):
            return None
        said = _ANY_YEAR_SAID.search(titles[0]) or (_ANY_YEAR.search(self.text[:300]) if just_set else None)
        if said is None and not self.year:
            return Frame(None, None, Genre.PLAN)
        self.certain = self.certain and (said is not None or self.month < 11)
        year = int(said[0]) if said is not None else self.year + (self.month == 12)
        return Frame(year, year - 1, Genre.PLAN, ahead=year)

    def _meant_only(self) -> Frame | None:
        """A text without a year that tells no deed and goes on (继续…) or urges all along, or is called so."""
        if self.date is not None:
            return None
        if any(map(_MEANT_TITLE.search, self.titles)):
            done = [said for said in re.split("[。；\n]", self.text[:_DEEDS]) if Intent.DEED in intents_of(said)]
            told = sum(TO_COME.search(said) is None for said in done)
            return Frame(None, None, Genre.PLAN) if told < _FEW_DEEDS else None
        if _ANY_YEAR.search(self.text) or self._tells_deeds(self.text):
            return None
        urges = len(_URGES.findall(self.text[:_DEEDS])) >= _ALL_ALONG
        meant = urges or _GOES_ON_WITH.search(self.text) or _WILLS.search(self.text)
        return Frame(None, None, Genre.PLAN) if meant else None

    @staticmethod
    def _tells_deeds(text: str) -> bool:
        """Whether words of deed stand anywhere in it."""
        return say.REPORTED.search(text) is not None or Intent.DEED in intents_of(text[:_DEEDS])

    def _five_years(self) -> Frame | None:
        span = _SPAN_PLAN.search(self.headline)
        if span is not None:
            begins, ends = int(span[1] or span[3]), int(span[2] or span[4])
            return Frame(self.year or begins, begins - 1, Genre.FIVE_YEARS, ahead=ends) if begins < ends else None
        plan = _LONG_PLAN.search(self.opening)
        if plan is None:
            return None
        begins = plan_years(plan[1])[0]
        return Frame(self.year or begins, begins - 1, Genre.FIVE_YEARS, ahead=begins + 4)

    def _five_reviewed(self) -> Frame | None:
        reviewed = _LONG_REVIEW.search(self.title[:120])
        if reviewed is None:
            return None
        ends = plan_years(reviewed[1])[1]
        if self.year and self.year < ends:
            return None
        now = self.year or ends
        return Frame(now, ends, Genre.FIVE_YEARS, ahead=now + 1)

    def _review(self) -> Frame | None:
        head = self.title[:160]
        titled = _TITLE_YEAR.search(self.title)
        if titled is None or _YEARBOOK.search(head) is None:
            return None
        summed_up = next((line for line in self.titles if _SUMS_UP.search(line)), "")
        if _PLANS_TOO.search(summed_up or self.heads[:160]):
            return None
        year = int(titled[1])
        if self.year > year + 3:
            return None
        partly = _MONTHS_OF.search(head)
        months = self._months() if partly is None or int(partly[1]) == year else None
        plans_too = summed_up and _PLANS_TOO.search(self.heads[:160])
        genre = Genre.REVIEW_AND_PLAN if plans_too else Genre.REVIEW
        written = max(year, self.year)
        return Frame(min(written, year + 1) if self._put_up() else written, year, genre, months, ahead=year + 1)

    def _put_up(self) -> bool:
        """Whether the date is that on which a page was put up, which may be years after it was written."""
        return any(clue.source is Source.PUBLISHED and clue.year == self.year for clue in self.clues)

    def _aims(self) -> Frame | None:
        """2026年工作报告 with 一、2026年主要预期目标: its title's year has a part of aims, and none that reviews it."""
        titled = _TITLE_YEAR.search(self.headline)
        if titled is None or "总结" in self.headline or _YEAR_REVIEWED.search(self.text) is not None:
            return None
        year = int(titled[1])
        aims = year in {int(found) for found in _AIMS_HEADED.findall(self.text)}
        return Frame(year, year - 1, Genre.REPORT, ahead=year) if aims and self.year <= year + 1 else None

    def _months(self) -> tuple[int, int] | None:
        last = month_alone(self.headline[:80])
        if last is not None:
            self.months_open = last > 1 and months_in_prose(self.text[:_ABOUT]) != (1, last)
            return 1, last
        said = months_in_prose(self.title[:120])
        about = _OF_ONE_FIGURE.sub("", self.text[:_ABOUT])
        return said or (None if _WHOLE_YEAR.search(self.title[:160]) else months_in_prose(about))

    def _told(self) -> Frame:
        """A text whose title doesn't say what it is: its date, and the years that it speaks of."""
        years = years_said(self.text)
        self._drop_far_date(years)
        months = self._months()
        if months and self.year and months[1] > self.month > 0:
            months = None
        part = _PART_OF.search(self.title[:200])
        now = self.year or (int(part[1]) if months and part else self._own_year() or last_year_told(self.text, years))
        now = now or self._plan_told()
        if not (self.date and self.date.borne) and str(now) not in _ANY_YEAR.findall(self.headline):
            self.certain = False
        press = self._is_news()
        genre = Genre.REVIEW if self._only_reports() else Genre.PRESS if press else Genre.TEXT
        as_of = any(clue.source is Source.AS_OF and clue.year == now for clue in self.clues)
        of_month = self.month and _OF_MONTH.search(self.text) is not None
        if (months and (self.year or part)) or as_of or of_month:
            past = now
        elif now is None:
            past = None
        elif press and self.month:
            past = self._press_past(now, years)
        else:
            past = past_year(self.text, years, now, months, 1 <= self.month <= 3, self.month >= 11)
            if past is not None and self._tells_last_year():
                past = max(past, now - 1)
        ahead = only_goal(self.text) if now is None else planned_year(now, past, self.month, months)
        return Frame(now, past, genre, months, ahead=ahead, month=self.month)

    def _tells_last_year(self) -> bool:
        """Whether a text of the first months of a year tells of 去年."""
        return 1 <= self.month <= 3 and _LAST_YEAR.search(self.text) is not None

    def _is_news(self) -> bool:
        """Whether its head or its foot names who wrote it for a newspaper, or it opens with a day just gone by."""
        if _PRESS.search(self.text[:300]) is not None or _BY_LINE.search(self.text[-160:]) is not None:
            return True
        if _PAPER_SAYS.search(self.text) is not None:
            return True
        told = _DAY_TOLD.search(self.text[:300])
        if self.date is None or not self.date.borne or not self.month:
            return False
        near = told is not None and (self.month - int(told[1])) % 12 <= 1
        return near or _DAY_ONLY.search(self.text[:300]) is not None

    def _own_year(self) -> int | None:
        """The year of a title (2021年农业生产情况) that the text calls 今年."""
        titled = _TITLE_YEAR.search(self.title)
        return int(titled[1]) if titled and "今年" in self.text else None

    def _only_reports(self) -> bool:
        return _YEARBOOK.search(self.title[:160]) is not None and not _PLANS_TOO.search(self.heads[:160])

    def _drop_far_date(self, years: dict[int, int]) -> None:
        """A date years behind everything that the text speaks of is that of a page, not of the text."""
        kept = self._is_news() or (self.date is not None and self.date.source is Source.SETTLED)
        said = _ANY_YEAR.findall(_LONG_GONE.sub("", self.text))
        last = self.year - 1 - self._tells_last_year()
        if years and said and not kept and max(map(int, said)) < last:
            self.date = None

    def _plan_told(self) -> int | None:
        """The last year of the one plan during which a text without years tells what was done (“十四五”期间，累计…)."""
        told = {plan_years(found["plan"])[1] for found in _DURING_PLAN.finditer(self.text)}
        return told.pop() if len(told) == 1 and self._tells_deeds(self.text) else None

    def _press_past(self, now: int, years: dict[int, int]) -> int:
        """News speak of their own year; in its first months, of the year gone by where their words say so."""
        gone = now - 1 in years or _LAST_YEAR.search(self.text) is not None
        return now - 1 if self.month <= 3 and gone else now

    # reports to a congress ------------------------------------------------------------------------------------------

    def _speech_year(self) -> int | None:
        """The year a government report is given in: its title's, its date's, or that of the plan it brings."""
        named = [int(year) for year in _REPORT_YEAR.findall(self.title)]
        if named and _TITLE_YEAR.search(self.title):
            return max(named)
        if self.year and self.date is not None and self.date.borne:
            return self.year + self._at_year_end()
        for read in (self._headed_year, self._brought_year, self._tasks_year):
            year = read()
            if year:
                return year
        self.certain = False
        if self.year:
            return self.year
        ahead = _YEAR_OF_TASKS.search(self.text)
        opened = int(ahead[1]) if ahead else self._opening_year()
        if opened:
            return opened
        years = years_said(self.text)
        if not years:
            return None
        past = past_year(self.text, years, max(years), None, False)
        return past + 1 if past is not None and "今年" in self.text else max(years)

    def _at_year_end(self) -> bool:
        """Whether a congress held late in a year reviews that year already and plans the next."""
        if self.month < 11:
            return False
        tasks = _YEAR_OF_TASKS.search(self.text)
        return self._headed_year() == self.year + 1 or (tasks is not None and int(tasks[1]) == self.year + 1)

    def _headed_year(self) -> int | None:
        """From a heading that reviews a year."""
        heading = _YEAR_REVIEWED.search(self.text) or re.search(r"\n((?:19|20)\d\d)年?:", self.text[:1500])
        return int(heading[1]) + 1 if heading else None

    def _tasks_year(self) -> int | None:
        """From a heading of a year's tasks (二、2018年目标任务), where no other heading names another year's."""
        years = {int(year) for year in _TASKS_HEADED.findall(self.text)}
        return years.pop() if len(years) == 1 else None

    def _brought_year(self) -> int | None:
        """From the five-year plan that it brings, or reviews."""
        brought = _PLAN_BROUGHT.search(self.text[:1500])
        if brought:
            return plan_years(brought[1])[0]
        reviewed = _PLAN_REVIEWED.search(self.text)
        return plan_years(reviewed[1])[1] + 1 if reviewed else None

    def _opening_year(self) -> int | None:
        """From its first sentence that names a year, where what follows tells deeds."""
        opens = _OPENS.search(self.text[:1500])
        if opens is None:
            return None
        year = int(opens[1])
        return year + 1 if tells_of_deeds(self.text, opens.start(1)) else year


def _headline(document: Document, text: str, lines: list[TextLine]) -> str:
    """The title proper: the first short lines that are no sentences and no numbered headings."""
    heads = [text[line.start : line.end] for line in lines[:4] if line.end - line.start <= 80]
    heads = [head for head in heads if not head.endswith(("。", "；"))]
    title = [] if document.title in heads else [document.title]
    return " ".join([*title, *(head for head in heads if level_of(head) is None)])
