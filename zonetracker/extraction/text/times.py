"""Every time expression of a text, found once and read against the document's year: 去年, 前三季度, 2019-2022年.

Some date what follows them in their sentence; others are only compared with (比2010年, 上年同期) or begin a stretch
(由2010年的…). Nothing changes after it was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from zonetracker.extraction.text import time_words as say
from zonetracker.extraction.text.flat import OPAQUE
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.reports.frame import Frame
from zonetracker.words.months import NUMBER, PARTS, month_number


class Role(StrEnum):
    """What a time expression does to the figures after it."""

    OWN = "own"
    """They are of that time: 2022年, 上半年."""
    AS_OF = "as_of"
    """They stand so at its end: 截至2022年底, 目前."""
    SINCE = "since"
    """They sum up what came since: 2019年以来."""
    BY = "by"
    """They are wanted by then: 6月底前, 到2025年."""
    COMPARED = "compared"
    """None: 比2010年, 增速较1-5月."""
    SAME = "same"
    """They are of another time, beside the report's own: 上年同期."""
    BASE = "base"
    """They are where a stretch began: 由2010年的."""


_DATING = frozenset({Role.OWN, Role.AS_OF, Role.SINCE, Role.BY})


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at flat start..end; `years` and `months` run from the first to the last, None where not said.

    `named` tells a year in figures from a relative one, `plan` a five-year plan, `whole` is 全年; `moment` is when an
    event was (6月, 6月8日), `day` its day, else 0; `end_of` is 底 or 末.
    """

    start: int
    end: int
    role: Role
    years: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    named: bool = False
    plan: bool = False
    whole: bool = False
    moment: bool = False
    end_of: bool = False
    day: int = 0

    @property
    def year(self) -> int | None:
        """The year that a figure under it is for: the last of several."""
        return self.years[1] if self.years is not None else None

    @property
    def several(self) -> bool:
        """Whether it spans more than one year."""
        return self.years is not None and self.years[0] < self.years[1]

    @property
    def dates(self) -> bool:
        """Whether it dates what follows it."""
        return self.role in _DATING


_SHIFTS = {"大前": -3, "前": -2, "去": -1, "上": -1, "上一": -1, "今": 0, "本": 0, "明": 1, "来": 1, "下一": 1, "后": 2}
_COUNTS = {"一": 1, "两": 2, **{digit: at for at, digit in enumerate("二三四五六七八九十", 2)}}
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_PLAN = r"(?<![一二三四五六七八九十])(?:十[一二三四五六]?|九)"
_FIRSTS = r'未头一二两三四五六七八九十“"去今本明下上前来后大过近最几全年成开投运启实挂设创建换首第目迄至如当单\d'
_STARTS = (
    r'[一二两三四五六七八九十“"去今本明来后近几]|[上下前头][一二两三四五六七八九十\d半年个季月线]|全年|年[内底末]|未来|过去|最近|大前'
    r"|首季|第[一二三四\d]|目前|迄今|至今|如今|成立|开[通航园业]|投[运用]|运营|启动|实施|挂牌|设立|创建|建[区园]|换届|[当单]月"
)
_DIGITS = r"\d{1,4}[年度月份季至到~、-]"
"""What an expression can begin with, by its first letter and by more of them: looked at first, as most begin none."""

_ATOM = re.compile(
    rf"""(?=[{_FIRSTS}])(?={_STARTS}|{_DIGITS})(?:(?P<first>{_YEAR})年?度?(?:-{{1,2}}|~|至|到)(?P<last>(?:19|20)\d\d)年(?:的?这?[两三四五六七3-7]年(?:内|期?间|时间)?(?!来))?
    |(?P<year>{_YEAR})年度?
    |(?P<near>大前|去|今|本(?=年度)|明|下一|(?<![加赶历以晚])上一?(?!年[均产])|(?<![以提之])前(?!年度)
        |(?<![历年])来(?!年均)|(?<![前先之])后(?!年[均度]))年度?(?![级份]|末?(?:净|滚存)?(?:结转|结余|结存))
    |[“"]?(?P<plan>{_PLAN})五(?:[”"]|(?=时期|期间|末|以来))(?:规划|计划)?(?P<of_plan>时期|期间|期?末|以来)
    |(?P<run>过去的?|近|最近)(?P<count>[一两二三四五六七八九十]|\d{{1,2}})年来?
    |(?<![\d第近去])(?P<came>[两三四五六七八九十]|\d{{1,2}})年[来间]
    |(?P<begun>(?:成立|开通|上线|开航|投运|运营|启动|实施|挂牌|设立|创建|投用|开园|开业|建区|建园|换届){{1,3}}(?:以来|至今))
    |(?:未来|今后)(?P<coming>[两三四五六七八九十]|\d)年(?!的|计划|规划|行动)
    |(?P<lately>近年来|近几年来?|几年来)
    |(?P<whole>全年|(?<![\d去今明上])年{say.WITHIN})(?!的?[^，。、；\d]{{0,4}}(?:目标|计划|任务|预期|预算))
    |(?P<close>年[底末])
    |(?P<which>[上本下])个?(?P<unit>季度|月)(?!球)
    |(?<![\d.])(?P<from>{NUMBER})(?:月?份?(?:-{{1,2}}|~|至|到)|(?P<both>、))(?P<to>{NUMBER})月份?
    |(?<![目当提])[前头](?P<months>{NUMBER})个月
    |(?<![一二三四1-4]、)(?P<part>{"|".join(PARTS)})
    |(?<![\d.一二三四五六七八九十])(?P<month>{NUMBER})月(?:(?P<day>\d{{1,2}})日|份)?(?![饼球嫂])
    |(?P<own>(?<!月)(?<!月份)(?:当月|单月)(?![底末起球]))
    |(?P<now>目前|迄今|(?<!截)至今|如今))""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"[上中下]?旬?(?P<end>[底末])?"
    rf"(?:(?:之|以)?(?P<before>前(?!{NUMBER}个?[月季]|[一二三四五六七八九十两列茅百景端沿身期])))?(?:{say.WITHIN})?(?P<own>当月)?"
    r"(?P<base>[^，。；、]{0,24}基础上)?(?P<since>[^，。；、\d]{0,8}以来|至今|来(?=[，“])|起(?=，))?(?P<same>同期|同月|同季)?"
)
_FRONT = re.compile(
    r"(?:(?P<as_of>截[至止]到?)|(?P<than>[比较与同和跟按占超为]|(?:成立|始建|创建|创办|创立|设立|组建|兴建|建区|建园)于|相比|对比|超过|恢复到|相当于|(?<![于属])是|[高低快慢好大小优]于)"
    r"|(?P<base>[由从自])|(?P<by>(?<![提增减降升压])到|(?<![截甚])至))$"
)
_THING = re.compile(r"[^，。；、:\d]{2,8}的[^，。；、:\d]{0,2}\d")
_FIRST_OVER = re.compile(
    r"[^，。；、:\d]{2,14}后，|，?[经由被][^，。；、:\d]{2,14}(?:批准|批复|认定|命名|列|定)[^，。；:\d]{0,16}，"
)
_INCLUDES = re.compile(r"\((?:其中)?(?:不?含|包括|扣除|剔除)[^()]{0,8}$")
_BRACKET = 24
_MONTHLY = re.compile(r"[^。；\n]{0,40}?(?:环比|同比|增长|下降|当月)")
_RUN = re.compile(
    r"(?<![第近去\d])(?P<count>[两三四五六七八九十]|\d{1,2})年[来间][^。\n]{0,60}?[由从](?P<first>(?:19|20)\d\d)年"
    r"[^，。；\n]{0,40}?[到至](?P<last>(?:19|20)\d\d)年的"
)
_ANY_RUN = re.compile(r"年[来间][^。\n]{0,60}?[由从](?:19|20)\d\d年")
_SPAN = re.compile(r"(?<!\d)(?P<first>20\d\d)年?(?:-{1,2}|~|至)(?P<last>20\d\d)(?=年)")
_Years = tuple[int, int] | None


class Timeline:
    """The time expressions of a text, in order; `now` is the year that 今年 means."""

    def __init__(self, text: str, shape: str, frame: Frame) -> None:
        self.now = frame.past if frame.yearbook else frame.now
        self._past = frame.past if frame.past is not None else self.now
        self._planned = frame.ahead if frame.speech else None
        self._five = five_years_ahead(frame)
        self._month, self._of_all, self._gone = frame.month, frame.months, frame.year_gone
        self._text = text
        self._meant = _meant_by_runs(text)
        self._spans: dict[int, int] | None = None
        self._found = tuple(self._joined(shape))
        self._starts = [time.start for time in self._found]

    def within(self, start: int, end: int) -> tuple[Time, ...]:
        """Those that begin in flat start..end."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= end:
            return ()
        return self._found[first : bisect_left(self._starts, end, first)]

    def dating(self, start: int, at: int) -> Time | None:
        """The nearest before flat `at`, from `start` on, that dates what stands there; not that of a thing counted
        (去年签约的148个项目), nor that of what is over first (2021年建成后，…; 1995年经省政府批准，…).
        """
        near: Time | None = None
        for time in reversed(self.within(start, at)):
            if (
                not time.dates
                or self._only_included(time, at)
                or _THING.match(self._text, time.end)
                or _FIRST_OVER.match(self._text, time.end, at)
            ):
                continue
            if near is None:
                near = time
            if near.years is not None:
                return near
            if time.years is not None:
                return near if time.several else replace(near, years=time.years, named=time.named)
        return near

    def _only_included(self, time: Time, at: int) -> bool:
        """26个(含2011年签约项目)，开工率81%: a time in a bracket that is closed before flat `at`."""
        opened = _INCLUDES.search(self._text, max(0, time.start - _BRACKET), time.start)
        return opened is not None and self._text.find(")", time.end, min(at, time.end + _BRACKET)) >= 0

    def leading(self, start: int, end: int) -> Time | None:
        """The last set off by a comma before flat `end`: a sentence that opens with it is all of that time."""
        for time in reversed(self.within(start, end)):
            if time.dates and self._text.startswith(("，", ":"), time.end):
                return time
        return None

    def planned_end(self, said: str) -> int | None:
        """The last of so many years that a plan gives itself: of a run of as many that the text names, else from the
        year of writing on, the next where that is half over.
        """
        count = _COUNTS.get(said) or int(said)
        if self._spans is None:
            named = [(int(run["first"]), int(run["last"])) for run in _SPAN.finditer(self._text)]
            self._spans = {last - first + 1: last for first, last in reversed(named)}
        if count in self._spans:
            return self._spans[count]
        return None if self.now is None else self.now + count - (self._month <= 6)

    # finding --------------------------------------------------------------------------------------------------------

    def _joined(self, shape: str) -> Iterator[Time]:
        """Each expression as a whole: a year and the months that follow it at once are one."""
        year: Time | None = None
        reached = 0
        told: Time | None = None
        for atom in _ATOM.finditer(self._text):
            time = self._read(atom, told) if atom.start() >= reached and shape[atom.start()] != OPAQUE else None
            if time is None:
                continue
            joins = time.years is None and time.role is Role.OWN
            if year is not None and year.end == time.start and joins and year.role is Role.OWN:
                time = replace(time, start=year.start, years=year.years, named=year.named)
                year = None
            elif year is not None:
                whole = self._placed(year, reached)
                year, reached = None, whole.end
                yield whole
                if time.start < reached:
                    continue
            if time.years is not None and time.months is None and not time.several and not time.whole:
                year = time
                continue
            whole = self._placed(time, reached)
            reached = whole.end
            told = whole if whole.months is not None and whole.dates and not whole.moment else told
            yield whole
        if year is not None:
            yield self._placed(year, reached)

    def _read(self, atom: re.Match[str], told: Time | None) -> Time | None:
        """What an atom says by itself, or after the months `told` last; None where it is no time after all."""
        if atom["first"] or atom["year"] or atom["near"]:
            return self._year(atom)
        if atom["plan"]:
            return self._plan(atom)
        if atom["begun"] or atom["count"] or atom["came"] or atom["lately"]:
            return self._run(atom)
        if atom["coming"]:
            return self._ahead(atom)
        if atom["which"]:
            return self._beside(atom)
        if atom["whole"]:
            return Time(*atom.span(), Role.OWN, whole=True)
        if atom["now"]:
            return Time(*atom.span(), Role.AS_OF)
        return self._own(atom, told) if atom["own"] else _months(atom)

    def _own(self, atom: re.Match[str], told: Time | None) -> Time | None:
        """当月: the last of the months told, of the year of those where one sentence tells both."""
        months = told.months if told is not None else self._of_all
        if months is None:
            return None
        years = None
        if told is not None and self._text.find("。", told.end, atom.start()) < 0:
            years = told.years
        return Time(*atom.span(), Role.OWN, years, (months[1], months[1]))

    def _year(self, atom: re.Match[str]) -> Time | None:
        """2022年, 2019-2022年, and 去年 where the year of writing is known."""
        if atom["near"]:
            shifted = None if self.now is None else self.now + _SHIFTS[atom["near"]]
            return None if shifted is None else Time(*atom.span(), Role.OWN, (shifted, shifted))
        first, last = int(atom["first"] or atom["year"]), int(atom["last"] or atom["year"])
        if atom["first"] and first >= last:
            return None
        return Time(*atom.span(), Role.OWN, (first, last), named=True)

    def _plan(self, atom: re.Match[str]) -> Time:
        begins, ends = plan_years(atom["plan"])
        of = atom["of_plan"]
        if of.endswith("末"):
            return Time(*atom.span(), Role.OWN, (ends, ends), named=True, plan=True, end_of=True)
        if of == "以来":
            return Time(*atom.span(), Role.SINCE, (begins, max(begins, self._past or begins)), named=True, plan=True)
        return Time(*atom.span(), Role.OWN, (begins, ends), named=True, plan=True)

    def _run(self, atom: re.Match[str]) -> Time | None:
        """过去五年, 近三年, 五年来: so many years up to the last that is reported; 成立以来: more than one."""
        if self._past is None:
            return None
        if atom["begun"]:
            return Time(*atom.span(), Role.SINCE, (self._past - 1, self._past))
        said = atom["count"] or atom["came"] or "三"
        count = _COUNTS.get(said) or int(said)
        if atom["lately"] is None and not 1 <= count <= 30:
            return None
        last = self._gone if count == 1 and self._gone is not None else self._past
        years = self._meant.get(count, (last - count + 1, last))
        return Time(*atom.span(), Role.OWN, years)

    def _ahead(self, atom: re.Match[str]) -> Time | None:
        """未来三年: as many years, from the one that is planned in a report, else after that of writing."""
        if self.now is None:
            return None
        count = _COUNTS.get(atom["coming"]) or int(atom["coming"])
        begins = self._planned or self.now + 1
        if count == 5 and self._five is not None:
            begins = self._five - 4
        return Time(*atom.span(), Role.OWN, (begins, begins + max(count, 1) - 1))

    def _beside(self, atom: re.Match[str]) -> Time | None:
        """上季度, 下月: counted from the month in which the text was written."""
        if not self._month or self.now is None:
            return None
        step = {"上": -1, "本": 0, "下": 1}[atom["which"]]
        size = 3 if atom["unit"] == "季度" else 1
        at = self.now * 12 + (self._month - 1) // size * size + step * size
        first = at % 12 + 1
        return Time(*atom.span(), Role.OWN, (at // 12, at // 12), (first, first + size - 1))

    def _placed(self, time: Time, reached: int) -> Time:
        """The expression with what the words around it make of it; the one before it ended at `reached`."""
        text = self._text
        tail = _TAIL.match(text, time.end)
        listed = 0 < reached == time.start - 1 and text[reached] in "和与及"
        front = None if listed else _FRONT.search(text, max(0, time.start - 3), time.start)
        closed = text.startswith(")", time.end) or (tail is not None and text.startswith(")", tail.end()))
        bracketed = closed and text[max(0, time.start - 1) : time.start] == "("
        role = _role(time.role, "than" if bracketed else front.lastgroup if front else None, tail)
        stands = role is Role.BY and tail is not None and not tail["before"] and text.startswith("，", tail.end())
        if stands and time.months is not None and time.years is not None and time.months[1] < 12:
            role = Role.AS_OF if time.years[1] == self._past else role
        end = tail.start("base") if tail and tail["base"] else tail.end() if tail else time.end
        end_of = time.end_of or (tail is not None and tail["end"] is not None)
        years, months = time.years, time.months
        if role is Role.SINCE:
            years, months = self._until_now(years), None
        elif months is not None and (role is Role.AS_OF or (end_of and role is Role.OWN)):
            months = (1, months[1])
        moment = time.moment and role is Role.OWN and not end_of
        own = tail is not None and tail["own"] is not None
        moment = moment and (time.day > 0 or not (own or _MONTHLY.match(text, end)))
        return Time(time.start, end, role, years, months, time.named, time.plan, time.whole, moment, end_of, time.day)

    def _until_now(self, years: _Years) -> _Years:
        """From a year gone by to the last that is reported."""
        past = self._past
        return years if years is None or past is None or years[0] > past else (years[0], max(past, years[1]))


def _meant_by_runs(text: str) -> dict[int, tuple[int, int]]:
    """Which years so many are where the text says it once: 十年来，…由2011年的…增加到2021年的…."""
    found: dict[int, tuple[int, int]] = {}
    for run in _RUN.finditer(text) if _ANY_RUN.search(text) else ():
        count = _COUNTS.get(run["count"]) or int(run["count"])
        first, last = int(run["first"]), int(run["last"])
        if count - 1 <= last - first <= count:
            found.setdefault(count, (first + 1, last))
    return found


def five_years_ahead(frame: Frame) -> int | None:
    """The last of 今后五年: of the plan that a report brings; of five from the next on where a year is half over."""
    if frame.ahead is None or (frame.ahead % 5 == 0 and not frame.narrates):
        return frame.ahead
    begun = frame.narrates and frame.month > 6 and frame.ahead == frame.now
    return frame.ahead + (5 if begun else 4)


def _role(own: Role, front: str | None, tail: re.Match[str] | None) -> Role:
    """What the words before and after an expression make of it; what is compared with dates nothing."""
    if tail is not None and tail["same"]:
        return Role.COMPARED if front == "than" else Role.SAME
    if front == "than":
        return Role.COMPARED
    if tail is not None and tail["base"]:
        return Role.BASE
    if tail is not None and tail["since"]:
        return Role.SINCE
    if tail is not None and tail["before"]:
        return Role.BY
    return {"base": Role.BASE, "by": Role.BY, "as_of": Role.AS_OF}.get(front or "", own)


def _months(atom: re.Match[str]) -> Time | None:
    """The months that an atom names; None for what is no month."""
    start, end = atom.span()
    if atom["close"]:
        return Time(start, end, Role.OWN, None, (12, 12), end_of=True)
    if atom["part"]:
        return Time(start, end, Role.OWN, None, PARTS[atom["part"]])
    if atom["months"]:
        last = month_number(atom["months"])
        return Time(start, end, Role.OWN, None, (1, last)) if 1 < last <= 12 else None
    if atom["from"]:
        first, last = month_number(atom["from"]), month_number(atom["to"])
        if atom["both"] and last != first + 1:
            first = last
        return Time(start, end, Role.OWN, None, (first, last)) if 1 <= first <= last <= 12 else None
    month = month_number(atom["month"])
    if not 1 <= month <= 12:
        return None
    day = int(atom["day"] or 0)
    return Time(start, end, Role.OWN, None, (month, month), moment=day > 0 or not atom[0].endswith("份"), day=day)
