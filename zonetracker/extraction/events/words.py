"""The words of events: their verbs by place in a clause, and what may stand before a clause's first word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zonetracker.extraction.text.time_words import COMES, MUST, PLANNED
from zonetracker.lexicon.words import Lexicon

_NUMBER = (
    r"(?:\((?:责任|牵头|配合)[^()]{1,60}\) ?"
    r"|[①-⑳◎■●◆▲★○]|\(?[\d一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?: |(?!\d(?!\d?月)))"
    r"|[一二三四五六七八九十]{1,2}[是、]|第[一二三四五六七八九十]{1,2}[，、])"
)
_COUNT = r"[一二三四五六七八九十两\d]{1,3}"
TIME = (
    r"(?:(?:(?:19|20)\d\d年度?|[今去前明后当同本来]年|年(?=[底末内初])|[本当上下]个?月|\d{1,2}月|[一二三四五六七八九十]{1,2}月"
    r"|第?[一二三四]季度|[上下]半年|[春夏秋冬]季(?:学期)?|[上中下]旬|\d{1,2}[日号](?![线楼馆机桥路院厂门井泵炉库])|主?汛期|[昨今当][日天]"
    r"|[“\"]?(?:[五七八]一|十一|国庆|春节|元旦|中秋)[”\"]?节?|日前|近日|近期|目前|眼下|最近|前不久|不久前|此前"
    rf"|连续{_COUNT}[年次届]|第{_COUNT}次|经?\d+个月|提前{_COUNT}个?[月天年]|{_COUNT}年后"
    rf"|[仅只]用了?{_COUNT}个?[月天年](?:时间)?)(?:份|之?前|以前|底|末|初|内|中旬|里|起|前后|左右)*)"
)
_HELPER = (
    r"(?:加快|推动|推进|确保|力争|支持|保障|争取|促进|全力|积极|全面|抓好|加速|助力|鼓励|引导|力促|力推|协助|指导|组织|帮助"
    r"|配合|坚持|大力|成功|顺利|完善|做好|持续|深入|扎实|继续|加强|强化|圆满|率先|同步|先后|相继|陆续|分别|共同|新增"
    r"|高标准|高质量|高水平|高效率|如期|按期|提前|尽快|尽早|早日|正式|集中|全部|全线|主体|基本|刚刚|按计划|全年"
    rf"|现(?![代场有状行役])|即将|有望|预计|{PLANNED}|拟|{COMES}|{MUST}|可(?!持|再|视)|已经?(?!开)|还(?!款|贷|绿|建)|也|均(?!等)|同时|其中"
    r"|并(?![网购轨联])|再(?![生制])|又|于|在(?![建校岗])|底可|底(?=按)|就|实现|因此|(?:这也?)?标志着|随着"
    r"|新(?=设立|成立|组建|开通|投用|引进|签约)|[与和同][^，、]{2,24}?(?:共同|联合|携手)|[我本全][市区县省州镇])"
)
NUMBER = re.compile(rf"{_NUMBER}*")
_LEAD = re.compile(rf"{_NUMBER}|{TIME}|{_HELPER}")
_HELPS = re.compile(_HELPER)
_TRAIL = re.compile(rf"(?:{TIME}|{_HELPER}|等|年底前?|[经正])+$")
_NO_END = (
    r"(?:后|以来|时|率|的|于(?=(?:19|20)\d\d)|[\d一二三四五六七八九十百]{1,3}周年"
    r"|区(?=的|绿化|面积|内|黑臭|道路|排水|供水|平均|路网|污水))"
)
_FINISHED = "完成"
_TIMED = re.compile(rf"{TIME}(?:将|可|正式|全面|主体)*$")
_PASSED = r"通过[^，、过]{2,12}?(?:验收|评审|认定|复[核审检评]|复查|审批)"
_GIVEN = "评为|认定为|命名为|列为|列入|确定为|批准为|授予"
_JUDGED = rf"被[^，、被]{{2,12}}?(?:{_GIVEN})"
_GRANTED = r"获(?![得评批授])[^，、获]{2,12}?(?=批复|批准|认定|授牌)"


@dataclass(frozen=True, slots=True)
class EventWords:
    """`before` stands before the item, `after` ends the clause, `between` joins an item and what it became.

    A sentence without an `event` is passed over; a clause without a `hint` has none of them.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    vague: re.Pattern[str]
    event: re.Pattern[str]
    hint: re.Pattern[str]

    def lead(self, words: str) -> int:
        """How much of a clause is its number, time and helping words."""
        at = 0
        while self.before.match(words, at) is None:
            found = _LEAD.match(words, at)
            if found is None:
                return at
            at = found.end()
        return at


_KEPT: dict[int, tuple[Lexicon, EventWords]] = {}


def event_words(lexicon: Lexicon) -> EventWords:
    """The patterns of a lexicon, made once."""
    kept = _KEPT.get(id(lexicon))
    if kept is not None and kept[0] is lexicon:
        return kept[1]
    before, after, between, more = (lexicon.words(f"event_{place}") for place in ("before", "after", "between", "more"))
    starts = f"通{_FINISHED[0]}{lexicon.firsts('event_after')}"
    words = EventWords(
        re.compile(rf"(?:{_JUDGED}|{before})(?:了|(?!(?:{after}|{more}){{0,2}}{_NO_END}))"),
        re.compile(
            rf"(?=[{starts}])(?:(?:{after})仪式(?:在[^，、]{{2,10}})?(?:隆重)?(?:举行|举办)|{_PASSED}|(?<=[将已底前内可月度]){_FINISHED}|{after})(?:并?(?:{after}|{more})){{0,3}}$"
        ),
        re.compile(rf"(?:{_JUDGED}|{_GRANTED}|{between})(?!{_NO_END})"),
        re.compile(rf"(?:{lexicon.words('vague')})$"),
        re.compile(rf"{before}|{after}|{between}"),
        re.compile(rf"{before}|{after}|{between}|{_GIVEN}|通过|{_FINISHED}|获"),
    )
    _KEPT.clear()
    _KEPT[id(lexicon)] = (lexicon, words)
    return words


@lru_cache(maxsize=64)
def without_trail(words: str) -> str:
    """`words` without the time and the helping words before the verb that follows."""
    found = _TRAIL.search(words[-30:])
    return words if found is None else words[: len(words) - len(found[0])]


def is_only_time(words: str) -> bool:
    """Whether nothing but time and helping words stands in `words`."""
    return _TRAIL.fullmatch(words) is not None if words else True


def ends_in_time(words: str) -> bool:
    """Whether the last thing said is a time: 二期4月."""
    return _TIMED.search(words[-12:]) is not None


def starts_anew(words: str) -> bool:
    """Whether a new deed begins here: 大力开展…."""
    return _HELPS.match(words) is not None
