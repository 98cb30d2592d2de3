"""What stands around a figure in its sentence, and the rows that the sentence has given so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.growth import Approaches
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.sentences.patterns import DETAIL, OF_PLAN, OF_THINGS, SPREAD, STOP, came_from, without_turn
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.times import Role, Time, Timeline
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import Bound, Kind
from zonetracker.model.reports.frame import Frame

_HARD = re.compile(r"[，。；:！？\n\t()-](?:(?<!-)|-)")
_STOPS = frozenset(("，", "。", "；", ":", "！", "？", "\n", "\t", "、", ""))
_FARES = (
    "平?稳|持续|不断|加快|快速|蓬勃|明显|显著|进一步|健康|有序|全面|更加|逐步|深入|大幅|优化|提升|增强|壮大|向好|良好"
    "|活跃|复苏|回升|发展"
)
_TOPIC = re.compile(rf"[^，。]{{2,10}}?(?={_FARES})")
_HOW_FAST = re.compile(r"(?<=[^，、]{2})(?:建设|施工|推进)(?:进度|步伐)$")
_SPEAKS_OF = re.compile(
    r"(?P<thing>[^，、。:；\d]{2,16}?(?:企业|工程|项目|[东南西北中]段(?![^，。；:]{0,14}(?:工程|项目))|(?:路|大道|桥|隧道|高速|水库|机场|医院)(?=全长|总长|东起|西起|起于|位于)|园区|产业园|工业|服务业|建筑业|行业|产业)"
    rf"|(?:工业|服务业|建筑业|农业|旅游业|制造业|商贸业|房地产业|(?:民营|县域|数字|海洋|园区|总部|集体|个体私营|非公有制?)经济)(?=(?:经济|生产|运行|发展|态势)*(?:{_FARES})))(?!数|化)[^。；:]{{2}}"
)
_IN_TURN = re.compile("，?(?:分别|依次)")
_FAR = 200
_PARAGRAPH = 4000
_SHORT = 60
_ACROSS = "|".join(f"{way}(?:相距|跨度?|横跨|纵贯|纵跨|直线距离)*[长宽约达近为]*$" for way in ("东西", "南北"))
_OF_LEVELS = re.compile(r"(?:国家|省|市|区|县)级?、(?:省|市|区|县|乡|镇)级?(?![、长委政])[^，。；、]{2,}")
"""80个省、市重点项目: of which levels the things are."""
_BESIDE = 40
_FAR_BACK = 60
_MUCH = 6
"""How much longer than a name the words before its figure may be."""
_SAYS_LITTLE = re.compile(
    r"其中|全年|今年|去年|目前|当前|同比|环比|累计|分别|占|全[省市区县国镇乡]|预计|实现|完成|达到?|比上年|上年|同期|较|比|增长|下降"
    r"|年末|年底|新增|突破|共|已|超过?|约|近|为|到|力争|确保|以上|左右|又|再"
)
_BEHIND = re.compile(
    r"(?=[\u4e00-\u9fff“”]{2})(?!大关|新?台阶|关口|[^，、]{0,4}[到至为]|的?(?:左右|以[上下内]|余|多|和|及|与|同比|比|较|占|增长|下降))[\u4e00-\u9fff“”]{2,20}"
)
_OPENS_WITH = re.compile(
    r"(?!全|各|新|农村|重点|重大)(?P<thing>[^，、。:\d]{2,20}?(?:工程|项目|路|大道|大桥|隧道|电站|水库|医院|学校|[院校]区))"
    r"(?:全线?|总)?(?:长|治理|建筑面积|占地|位于|[估概]算|总?投资|起于|设计|规划)[^，。；]*\d"
)
_NEXT_THING = re.compile(r"(?<=[业品厂])(?:、|以及|和|及|与)")
_RANKING = re.compile(
    r"(?:\d{1,2}[.、]|\(.{1,3}\))?(?:(?:地级市|县\(区\)|县区|市县|区县|各?[县市区]|乡镇|街道|园区)(?:及[^，。:]{2}(?=.{4}))?)*"
    r"(?P<measure>[^，。；:、]{2,20}?(?:[率额量值]|[增降]速|[增涨降]幅))(?:排名)?(?:[前后末]|倒数)[一二两三四五六七八九十\d]{1,2}[名位]"
    r"(?:的?(?:[县市区]|单位|企业|街道|乡镇))*(?:分别|依次)*(?:是|为)?[:，]"
)
_PACE = re.compile(r"(?:[增降]速|[增涨降]幅|增长率)$")
_OF_PLACE = re.compile(r"(?P<place>[^，、]{1,8}[省市县区镇乡州旗])(?P<rest>[^，、]{0,5})")
_ZONE_DID = re.compile(
    r"(?![全我本该各])(?P<zone>[^，、。\d]{2,10}(?:园区|工业园|产业园|开发区|集聚区|经开区|高新区))(?:已|共|累计|现)+(?:完成|实现)?[^，、]{2,6}$"
)
"""青禾工业园累计投资: whose the bare measure is."""
_BY_PLACE = re.compile(
    r"(?:分|从|按)(?:区域|地区|地域|县区|县市区|区县|县\(?市?区?\)?|园区|板块|乡镇|镇街|街道)(?:情况)?来?看，"
)
_PLAN_MET = re.compile(r"(?:[国省市县区]级|[省市县区]定|年度|全年|年初)*(?:目标|任务|指标|计划)+完成率")
_start_of = attrgetter("start")
_COUNTING = (MarkKind.FIGURE, MarkKind.RANK, MarkKind.FOLD, MarkKind.EVEN, MarkKind.DIGITS)
_CACHE: dict[int, tuple[Lexicon, Namer, Approaches]] = {}


@dataclass(slots=True)
class Carry:
    """What one clause leaves to the next: rows just read, the verb of a list, the whole of 其中.

    `split` is what may be broken down by 分产业看, the nearest last; `base` what was broken down last. `place` is that
    of the paragraph in a list of places.
    """

    rows: list[Draft] = field(default_factory=list)
    group: list[Draft] = field(default_factory=list)
    whole: Draft | None = None
    verb: str = ""
    from_year: int | None = None
    one_year: bool = False
    time: Time | None = None
    ranking: str = ""
    split: tuple[Draft, ...] = ()
    base: Draft | None = None
    place: str = ""


class Scene:
    """A document being read: its text, its time, and the words of the lexicon made ready."""

    def __init__(
        self,
        lexicon: Lexicon,
        text: str,
        shape: str,
        frame: Frame,
        places: tuple[str, ...] = (),
        times: Timeline | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.text = text
        self.shape = shape
        self.frame = frame
        self.times = times or Timeline(text, shape, frame)
        self.namer = _namer(lexicon)
        self.approaches = _approaches(lexicon)
        self.namer = self.namer.placed(places)
        self.regions, self.generic = self.namer.regions, self.namer.generic
        self.aspects = frozenset(lexicon.markers["aspects"])
        self.static = re.compile(rf"{lexicon.words('static')}|{_ACROSS}")
        self.ending = re.compile(rf"(?:已|全面|正式|全部|顺利|集中)*(?:{lexicon.words('event_after')})$")
        self.done_by = re.compile(
            rf"(?:要|须)?(?:确保|力争)?(?:全部|全面|均|基本|陆续|集中|正式|顺利)*"
            rf"(?:(?:{lexicon.words('event_after')})(?:{lexicon.words('event_more')})?|到位|到岗|办结|完成(?P<work>[^，。；:\d]{{2,8}})?)"
            r"(?=[，。；)]|$)"
        )
        self.finished = re.compile(rf"[^，、]{{3,}}(?:{lexicon.words('event_after')})$")
        self.places = re.compile(
            r"(?:行政村|社区|街道|镇|乡|自然[村屯]|居委会|居民委|[村居]民小?组|村委会|县|区)(?:办|办事处)?$"
        )
        self.attribute = re.compile(rf"(?:{lexicon.words('attribute')})(?:达|约|近|超|超过|为)?$")


def _tools(lexicon: Lexicon) -> tuple[Lexicon, Namer, Approaches]:
    kept = _CACHE.get(id(lexicon))
    if kept is None or kept[0] is not lexicon:
        kept = (lexicon, Namer(lexicon), Approaches(lexicon))
        _CACHE.clear()
        _CACHE[id(lexicon)] = kept
    return kept


def _namer(lexicon: Lexicon) -> Namer:
    return _tools(lexicon)[1]


def _approaches(lexicon: Lexicon) -> Approaches:
    return _tools(lexicon)[2]


_UNREAD = (MarkKind.SPENT, MarkKind.DATE)
_OWN_CHANGE = re.compile(r"[、和](?:(?P<fall>下降|减少|回落)|增长|上涨|提高|增加)$")


_MOVES = "(?:增长|回升|提升|提高|上升|攀升|增加|上涨|下降|回落|下滑)"
_HOW_IT_MOVES = (
    "(?:稳步|显著|持续|较快|平稳|快速|恢复性|两位数|继续|不断|小幅|大幅|微幅|明显|略有|有所|逐步|稳定|平缓|缓慢|温和|强劲"
    "|高速|中高速|中速|低速|总体|整体)"
)
_GOING_WELL = re.compile(
    r"(?:(?:连续|接连|连)?(?:跨过|跨越|跨上|跨|跃上|登上)[^，、]{0,6}台阶|(?:首次|再次|已|成功)*(?:突破|超过?|跨过|迈过|迈上|站上|跨上)[百千万亿]+元?(?:大关|台阶|关口)*|再?创(?:出)?(?:历史)?新高"
    rf"|(?:实现|保持|呈现?出?|维持|也?有)?了?{_HOW_IT_MOVES}{{0,3}}的?{_MOVES}的?(?:态势|势头|趋势|较[快高大多]|明显|平稳|显著|强劲|迅速|缓慢)?"
    r"|增[势幅速长](?:较好|良好|较快|较高|回落|放缓|收窄|加快|强劲|明显|平稳|趋缓|喜人)|由?[降负正升]转[升正负降]|止跌(?:回升|企稳)|稳中有[升降]|[高低平]开[高低稳]走|(?<![速幅])(?:最[多少高低大小]|居首)|实现新突破|(?:再)?(?:上|迈上)新台阶)$"
)
_ALL_OF_THEM = re.compile(r"(?:同比|均|都|双双|全部|全面|再次|进一步|同步|分别)+$")
_NO_LABEL = re.compile(
    r"浏览|点击|阅读|访问|字数|页|次数|来源|编号|电话|邮|文号|字号|时间|日期|地址|^(?:其中|当中|如下|分别|即|一是|二是|三是|注|附)|(?:目标|任务|方面|情况|如下|指标|重点|工作|思路|包括|其中|是|为)$"
)
_NUMBERING = re.compile(
    r"^(?:--|[一二三四五六七八九十]+是|\(.{1,3}\)|[一二三四五六七八九十]+、|\d{1,2}[.、]|[①-⑳■●◆◎])+"
)


def _share_words(words: str, name: str) -> bool:
    """Whether two neighbouring characters of `words` stand in `name` too."""
    return any(words[at : at + 2] in name for at in range(len(words) - 1))


def without_course(words: str) -> str:
    """煤炭、钢材产量均有所下降 without what it says of how they went."""
    found = _GOING_WELL.search(words)
    return words if found is None else _ALL_OF_THEM.sub("", words[: found.start()])


def _counts(mark: Token) -> bool:
    """Whether a mark counts something; a figure without a unit may be the number of a point."""
    return mark.kind in _COUNTING and not (mark.kind is MarkKind.FIGURE and mark.unit_kind == "")


class Clause:
    """One sentence being read: its marks, and how far its words are used up.

    `doers` are where counts end of those that did what the next figure counts, `told_of` where such counts begin that
    are rows all the same.
    """

    _by_place_from: int | None = None

    def __init__(self, whole: Scene, start: int, end: int, marks: list[Token], period: Period, carry: Carry) -> None:
        self.whole = whole
        self.text, self.shape = whole.text, whole.shape
        self.namer, self.approaches = whole.namer, whole.approaches
        self.start, self.end = start, end
        self.marks = marks
        self.period = period
        self.carry = carry
        self.rows: list[Draft] = []
        self.last_end = start
        self.doers: tuple[int, ...] = ()
        self.told_of: tuple[int, ...] = ()
        self._said: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self.carried = carry.time if start > 0 and self.shape[start - 1] == "；" else None
        self._timed = bool(whole.times.within(start, end))
        carry.time = (self._opened_with() if self._timed else None) or self.carried
        goes_on = start > 0 and self.shape[start - 1] == "；"
        carry.split = carry.split if goes_on else ()
        placed = self.text.find("名", start, end) >= 0 or self.text.find("位", start, end) >= 0
        ranking = _RANKING.match(self.text, start, end) if placed else None
        carry.ranking = ranking["measure"] if ranking is not None else carry.ranking if goes_on else ""

    def _opened_with(self) -> Time | None:
        """The time that holds over the semicolons of a sentence: 1-9月，…; 前三季度出口…; 下半年，力争全年…."""
        times = self.whole.times
        in_turn = next((time for time in reversed(self._times(self.start, self.end)) if self._goes_in_turn(time)), None)
        if in_turn is not None:
            return in_turn
        first = next((mark.start for mark in self.marks if _counts(mark)), self.end)
        near = times.dating(self.start, first)
        led = times.leading(self.start, first)
        if near is None or (led is not None and not near.whole):
            return led
        part = near.role is Role.OWN and near.months is not None and not (near.moment or near.end_of)
        return near if near.whole or (part and near.start == self.start) else led

    def _goes_in_turn(self, time: Time) -> bool:
        """2016-2018年，分别…: whether figures have the years of a time in turn."""
        return time.several and time.years is not None and _IN_TURN.match(self.text, time.end, self.end) is not None

    def _times(self, start: int, end: int) -> tuple[Time, ...]:
        """The time expressions that begin in flat start..end of the sentence."""
        return self.whole.times.within(start, end) if self._timed else ()

    def _hard_before(self, at: int, floor: int) -> int:
        """Where the clause of flat `at` begins: after the last mark that parts clauses, not before `floor`."""
        best = floor
        stop = _HARD.search(self.shape, floor, at)
        while stop is not None:
            if self._parts_clauses(stop, floor):
                best = stop.end()
            stop = _HARD.search(self.shape, stop.end(), at)
        return best

    def _parts_clauses(self, stop: re.Match[str], floor: int) -> bool:
        """Not a bracket without a figure, nor 分别为:12个."""
        if stop[0] in "()":
            return self._open_bracket(stop.start())
        numbered = stop[0] == ":" and self.shape[stop.end() : stop.end() + 1].isdigit()
        return not (numbered and self.shape.endswith(("分别为", "分别是"), floor, stop.start()))

    def _open_bracket(self, at: int) -> bool:
        """A bracket parts clauses only where it holds a figure."""
        if self.shape[at] == "(":
            close = self.shape.find(")", at, at + 120)
            left, right = at, close if close > 0 else at
        else:
            left = self.shape.rfind("(", max(0, at - 120), at)
            right = at
        if left < 0:
            return False
        first = bisect_right(self.marks, left, key=_start_of)
        for at in range(first, len(self.marks)):
            mark = self.marks[at]
            if mark.start >= right:
                return False
            if mark.kind not in _UNREAD:
                return True
        return False

    def _taken_as(self, mark: Token, kind: MarkKind, unit: str | None, unit_kind: str) -> Token:
        """A mark as its sentence makes it out, in the sentence's own list; the mark itself stays as it was found."""
        made = mark._replace(kind=kind, unit=unit, unit_kind=unit_kind)
        self.marks[self._place(mark)] = made
        return made

    def _place(self, mark: Token) -> int:
        """Which of the sentence's marks one is."""
        return bisect_left(self.marks, mark.start, key=_start_of)

    def _said_before(self, at: int) -> str:
        """The words of the sentence before flat `at`, the last of them where it is long."""
        return self.text[max(self.start, at - _FAR) : at]

    def _is_said(self, pattern: re.Pattern[str], at: int) -> bool:
        """Whether a pattern is found in those words; in a long sentence it is looked for once."""
        if at - self.start <= _SHORT:
            return pattern.search(self.text[self.start : at]) is not None
        if pattern not in self._said:
            self._said[pattern] = [
                (said.end(), said.start()) for said in pattern.finditer(self.text, self.start, self.end)
            ]
        said = self._said[pattern]
        last = bisect_right(said, (at, at)) - 1
        return last >= 0 and said[last][1] >= at - _FAR

    def _stop_before(self, at: int) -> int:
        """Where the item before flat `at` begins."""
        begin = self.last_end
        for stop in STOP.finditer(self.shape, begin, at):
            if stop[0] not in "()" or self._open_bracket(stop.start()):
                begin = stop.end()
        return begin

    def right(self, index: int) -> str:
        """The words after a figure up to the next stop or figure."""
        mark = self.marks[index]
        if self.shape[mark.tail : mark.tail + 1] in _STOPS:
            return ""
        stop = self.end
        following = self._following(index)
        if following is not None:
            stop = min(stop, following.start)
        stops = _HARD if mark.unit == "次" and self.shape.startswith("实现", mark.tail) else STOP
        found = stops.search(self.shape, mark.tail, stop)
        while found is not None and found[0] in "()" and not self._open_bracket(found.start()):
            found = stops.search(self.shape, found.end(), stop)
        if found is not None and found[0] == "、" and found.start() > mark.tail and self._lists_on(found.start(), stop):
            return self.text[mark.tail : self._hard_after(found.start(), stop) or stop]
        if found is not None and found[0] == "、" and _OF_LEVELS.match(self.shape, mark.tail, stop):
            return self.text[mark.tail : self._hard_after(found.start(), stop) or stop]
        return self.text[mark.tail : found.start() if found else stop]

    def _lists_on(self, at: int, stop: int) -> bool:
        """Whether the 、 at flat `at` goes on with the same thing (国家、省科技项目), not with another figure's."""
        hard = self._hard_after(at, stop)
        end = hard or stop
        return end - at <= 24 and (hard is not None or stop == self.end) and self.shape[end - 1 : end] != "、"

    def _hard_after(self, at: int, stop: int) -> int | None:
        """Where the clause of flat `at` ends, if before `stop`: a bracket without a figure parts nothing."""
        for found in _HARD.finditer(self.shape, at, stop):
            if found[0] not in "()" or self._open_bracket(found.start()):
                return found.start()
        return None

    def _following(self, index: int) -> Token | None:
        for at in range(index + 1, len(self.marks)):
            other = self.marks[at]
            if other.kind not in _UNREAD:
                return other
        return None

    def _plan_met(self, index: int, lead: str) -> re.Match[str] | None:
        """占年度任务4.5亿元的102.7%: the words of a plan whose amount stands here and how far it was met behind it."""
        mark = self.marks[index]
        share = self.marks[index + 1] if index + 1 < len(self.marks) else None
        if share is None or mark.unit_kind == "percent" or share.unit != "%":
            return None
        between = self.shape[mark.tail : share.start]
        if between == ")的" and self.shape[mark.start - 1] == "(":
            begin = self._hard_before(mark.start - 1, self.last_end)
            return OF_PLAN.search(self.text[begin : mark.start - 1])
        return OF_PLAN.search(lead) if between in ("的", "") else None

    def _in_list(self, raw: str, mark: Token) -> bool:
        at = mark.start - len(raw)
        beside = not raw and at == self.last_end
        return at > self.start and (beside or self.shape[at - 1 : at] in "、和及与") and bool(self.rows)

    def _loose_clause(self, lead_start: int) -> str:
        """The words of a clause without a figure that stands between the last figure and this one."""
        if lead_start < 1 or self.shape[lead_start - 1] != "，":
            return ""
        begin = self._hard_before(lead_start - 1, self.last_end)
        words = without_turn(self.text[begin : lead_start - 1])
        if begin == self.last_end and self.rows:
            return ""
        name = self.namer.clean(words)
        if not self.namer.is_measure(name):
            name = self.namer.clean(_GOING_WELL.sub("", name))
        went = name.endswith("业") and not name.endswith("企业") and _GOING_WELL.search(words) is not None
        known = went or self.namer.is_measure(name) or name in self.namer.lexicon.indicator_units
        return name if known and 2 <= len(name) <= 16 else ""

    def _moved_before(self, lead_start: int) -> str:
        """税收收入稳步增长，完成60亿元: what the clause before says the moves of, where it does."""
        loose = self._loose_clause(lead_start)
        told = self.text[self._hard_before(lead_start - 1, self.start) : lead_start - 1] if loose else ""
        return loose if _GOING_WELL.search(told) else ""

    def _labelled(self, lead_start: int) -> str:
        """The words before a colon that a figure follows at once: 常住人口:30.2万人."""
        if lead_start < 1 or self.shape[lead_start - 1] != ":":
            return ""
        begin = self._hard_before(lead_start - 1, self.last_end)
        name = self.namer.clean(_NUMBERING.sub("", self.text[begin : lead_start - 1]))
        if not 2 <= len(name) <= 24 or _NO_LABEL.search(name):
            return ""
        return name

    def _loose_any(self, lead_start: int) -> str:
        begin = self._hard_before(max(lead_start - 1, self.start), self.last_end)
        words = self.namer.clean(self.text[begin : max(lead_start - 1, self.start)])
        words = _HOW_FAST.sub("", words)
        ended = self.whole.ending.search(words)
        words = words[: ended.start() if ended and ended.start() >= 3 else None][-20:]
        return "" if words.startswith(("亿元", "万元", "元的")) else words

    def _one_subject(self) -> str:
        """The one road, plant or work that a sentence opens with and goes on to describe, or nothing."""
        opens = _OPENS_WITH.match(self.text, self.start, self.end)
        return self.namer.clean(opens["thing"]) if opens is not None else ""

    def _thing_of_sentence(self, before: int) -> str:
        """Whom a sentence is about, by the nearest clause that names one: 规上工业企业克服困难，…，实现产值96亿元."""
        for words in reversed(self.text[max(self.start, before - 120) : before].split("，")[:-1]):
            found = _SPEAKS_OF.match(self.namer.front(_NUMBERING.sub("", words)))
            if found is not None:
                return self.namer.clean(found["thing"])
        return ""

    def _things_before(self, before: int, figures: int) -> list[str]:
        """The things of the clause before, one for each figure: 汽车、医药制造业等支柱产业较快增长，增加值分别增长…."""
        begin = self._hard_before(before - 1, self.last_end) if before > self.start else before
        said = self.namer.front(_NUMBERING.sub("", self.text[begin : max(begin, before - 1)]))
        listed, more, _ = said.partition("等")
        things = _NEXT_THING.split(listed) if more else []
        return things if len(things) == figures > 1 else []

    def _with_place(self, name: str, raw: str) -> str:
        """A name with the place that it begins with, also the document's own, below a list that ranks places."""
        told = self.carry.ranking or self._is_by_place()
        found = _OF_PLACE.match(self.namer.front(raw)) if told else None
        if told and found is None and name.startswith("人均") and self.rows and not self.carry.ranking:
            found = _OF_PLACE.match(self.rows[-1].subject)
        if found is None and name in OF_THINGS:
            did = _ZONE_DID.match(self.namer.front(raw))
            return name if did is None else did["zone"] + name
        return name if found is None or name.startswith(found["place"]) else found["place"] + name

    def _is_by_place(self) -> bool:
        """分区域看，…: whether the sentence tells place by place, looked for once."""
        if self._by_place_from is None:
            told = _BY_PLACE.search(self.text, self._after_last("。\n", self.start), self.end + 1)
            self._by_place_from = told.end() if told is not None else self.end + 2
        return self._by_place_from <= self.last_end + 1

    def _ranked(self, name: str) -> str:
        """甲县 or 甲县完成率 below a list of …投资完成率前三名: what is ranked goes into the name."""
        found = _OF_PLACE.fullmatch(name) if self.carry.ranking else None
        if found is None:
            return name
        measure = self.namer.clean(self.carry.ranking)
        if not measure.endswith(found["rest"]):
            return name
        return found["place"] + (measure if found["rest"] else _PACE.sub("", measure))

    def _after_last(self, stops: str, at: int) -> int:
        """What follows the last of some stops before flat `at`, looked for as far back as a paragraph is long."""
        floor = max(0, at - _PARAGRAPH)
        return max(floor - 1, *(self.shape.rfind(stop, floor, at) for stop in stops)) + 1

    def _topic(self) -> str:
        """What the sentence before is about: 经营主体稳中培优。总量达1461万户."""
        if self.start < 2 or self.shape[self.start - 1] != "。":
            return ""
        begin = self._after_last("。\n", self.start - 1)
        before = _NUMBERING.sub("", self.text[begin : self.start])
        if 4 <= len(before) <= 15 and "，" not in before and self.namer.is_measure(before[:-1]):
            return before[:-1]
        found = _TOPIC.match(before) if len(before) <= 16 else None
        return found[0] if found else ""

    def _is_generic(self, name: str) -> bool:
        if name in self.whole.generic or name.startswith("占"):
            return True
        return name.endswith("完成率") and _PLAN_MET.fullmatch(name) is not None

    def _subject_row(self) -> Draft | None:
        """The row that a clause without a subject of its own goes on about: not one that only states a change."""
        for row in reversed(self.carry.rows):
            if not row.change:
                return row
        return self.carry.rows[-1] if self.carry.rows else None

    def _last_level(self) -> list[Draft]:
        for row in reversed(self.rows):
            if not row.change and not row.aside:
                return [row]
        return self.rows[-1:]

    def add(self, draft: Draft) -> Draft:
        """Take a finished row in, under its whole where it is an 其中 part."""
        carry = self.carry
        before = self.shape[self.last_end : draft.start]
        if DETAIL.search(before) and carry.rows:
            whole = (
                row for row in reversed(carry.rows[-3:]) if not (row.unit_kind == "rank" or row.aside or row.change)
            )
            top = next(whole, carry.rows[-1])
            if draft.unit and top.unit != draft.unit:
                beside = (self.rows or carry.rows)[-3:]
                top = next((row for row in reversed(beside) if row.unit == draft.unit), top)
            carry.whole = top.parent if top.parent is not None and "其中" not in before else top
            while carry.whole is not None and carry.whole.parent is not None and carry.whole.parent is not top:
                carry.whole = carry.whole.parent
        if draft.kind is Kind.ACTUAL:
            draft.deadline = None
        if carry.whole is not None and carry.whole is not draft:
            draft.parent = carry.whole
        self._doubt_name(draft)
        self.rows.append(draft)
        carry.rows = [*carry.rows[-7:], draft]
        return draft

    def _doubt_name(self, draft: Draft) -> None:
        """Note a name that was told far before, and words beside the figure that its name leaves out."""
        told = next((row for row in reversed(self.carry.rows) if row.subject and row.subject in draft.name), None)
        apart = told is not None and (told.start < self.start or draft.start - told.end > _FAR_BACK)
        if apart and draft.name not in self.text[max(self.start, draft.quote_start - _BESIDE) : draft.end + _BESIDE]:
            draft.doubt("name_far")
        if draft.unit_kind != "rank" and (self._is_left_before(draft) or self._is_left_behind(draft)):
            draft.doubt("words_left")

    def _is_left_before(self, draft: Draft) -> bool:
        """Whether the words before a figure name more than its row does: not in lists, which part them."""
        begin = self._hard_before(draft.start, self.last_end)
        lead = self.text[begin : draft.start].lstrip("、，和及与")
        base = came_from(lead)
        lead = lead if base is None else lead[: base.start()]
        longer = len(lead) > len(draft.name) + _MUCH
        if len(lead) < 2 or "、" in lead or lead.endswith("等") or (_share_words(lead, draft.name) and not longer):
            return False
        if OF_PLAN.search(lead) or SPREAD.search(lead):
            return False
        own = self.namer.clean(self.namer.without_comparison(self.namer.front(lead)))
        if len(own) > len(draft.name) + _MUCH:
            return True
        own = _SAYS_LITTLE.sub("", own)
        return len(own) >= 2 and own not in self.namer.all_verbs and not _share_words(own, draft.name)

    def _is_left_behind(self, draft: Draft) -> bool:
        """Whether words behind a figure that lead on to nothing else are not in its name."""
        behind = _BEHIND.match(self.text, draft.end)
        return behind is not None and not _share_words(behind[0], draft.name)

    def _close(self, mark: Token) -> None:
        self.last_end = max(self.last_end, mark.tail)

    def _fill_level(self, draft: Draft, mark: Token, bound: Bound | None) -> None:
        if mark.masked:
            return
        draft.value, draft.high, draft.unit = mark.value, mark.high, mark.unit
        draft.bound = mark.bound or bound or Bound.EXACT

    def _fill_growth(self, draft: Draft, mark: Token, rise: int, bound: Bound | None) -> None:
        own = _OWN_CHANGE.search(self.shape, max(0, mark.start - 4), mark.start)
        if own is not None:
            rise = -1 if own["fall"] else 1
        if mark.value is not None and mark.value < 0:
            rise = 1
        if mark.masked:
            draft.masked = True
            return
        if mark.value is None:
            return
        draft.growth = mark.value * rise if mark.value else mark.value
        draft.growth_high = mark.high * rise if mark.high is not None else None
        draft.growth_bound = mark.bound or bound or Bound.EXACT
