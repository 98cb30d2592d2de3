"""From the words around a figure to the name that a clerk would give the row."""

from __future__ import annotations

import re
from copy import copy

from zonetracker.extraction.sentences.patterns import AIMED, GRADED, PLACE
from zonetracker.lexicon.words import Lexicon, alternation

_TIME = (
    r"(?:(?:19|20)\d\d年?[-~至到](?:19|20)\d\d年(?:的?这?[两三四五六七3-7]年(?:内|期?间|时间)?)?|[两三四五六七]年(?:内|期?间)|(?:19|20)?(?:\*+|[Xx]{2,4})年度?(?:\d\d?月(?:\d\d?日)?)?|\*+|(?:19|20)\d\d年?(?:\d\d?月(?:\d\d?日)?)?(?:以来|末|底|全年|度)?|\d\d?(?:[-~至到]+\d\d?)?月(?:份|末|底|\d\d?日)?(?:前)?|十?[一二三四五六七八九十]月份|第?[一二三四]季度末?(?:之?前)?"
    r"|[“\"]?(?:十[一二三四五六]?|[七八九])五(?!年)[”\"]?(?:时期|期间|末|以来)?|到(?:19|20)\d\d年|[一二两三四五六七八九十\d]{1,2}年[后前]的?)"
)
_TIME_FIRSTS = r"*Xx\d第一二两三四五六七八九十“\"到"
_COMPARED = re.compile(
    r"(?:同口径|按可比口径)?(?:环?比|较|与)?(?:同期|上年度?|去年度?|年初|上年末|上年同期|去年同期|上年底|(?:19|20)\d\d年(?:年?末|年?底|全年)?|[“\"](?:十[一二三四五]?|[七八九])五[”\"]?(?:时期|期)?末?|上一年度|上期|上月|上月末|第?[一二三四]季度|前三季度|上半年)(?:同期)?(?:相比|比)?(?:末|底)?$"
    r"|(?:(?:按|以(?![上下内外来及]))[^，、]{1,12}(?:(?<![累共合总])计算?|折算)|按[^，、]{1,6}口径|(?:扣除|剔除)[^，、]{2,12}(?:因素|影响)后?)$"
    r"|(?:比|较|与)(?:同期|去年|上年|(?:19|20)\d\d年)?[^，、；。的\d]{0,4}(?:黄金周|[小长]?长假|假期|假日|节日|[春暑]运|时期|平[日时]|往年|常年"
    r"|[节假]前一?周?|前一周)(?:同期)?(?:相比)?$"
    r"|(?:同比|环比|年均|(?<![两三四五六七八九十\d])年平均|平均每年|每年平均|平均|名义|实际|现价|可比|分别|(?<![人户亩日月年平])均|各|预计|预期|力争|确保|累计|又|再|将|要|净|首次|共|还|直接|保持|实现|共计|仍|也|都|全部|年度|同口径|较快|小幅|大幅|明显)$"
)
_THE_MOST = re.compile(
    r"^(?:[增下上降][^，、]{1,4}[较最][大快多高小]的(?:行业|地区|产品|县区)?(?:有|是|为)|(?:比重|占比|增速|[增涨降]幅|总量|规模|体量|产值|贡献)(?:均|都)?(?:最[大快高多]|较[大快高多]|居首|第一|领先)的)(?=.{2})"
)
_HAVING = re.compile(
    r"^(?:另有(?!关)|(?:(?:全|我)[省市区县镇乡州旗盟]|[镇区县市乡园校]内|境内|辖区内?)(?:现有|建有|设有|拥有|共有|有)(?![效机色线轨源关])|(?:建有|设有)|有(?=各|(?![效机色线轨源关害限偿序奖证组条意劳需望力利益林房])[^的]{2,}$))(?=.{2})"
)
_TASK = re.compile(
    r"^(?:[^，、\d]{2,6}工作(?:要|将|可|预计|力争|确保|争取|计划)+"
    r"|各?(?:乡镇|镇街|镇|街道|乡|县区|县市区|部门|单位|园区)(?:\([^()]{1,8}\))?(?:要|须|应|将|需)(?:再|至少|力争|确保|争取)*"
    r"|要(?=(?:再|新增|新建|完成|引进|建成|改造|培育|实现|力争|确保)))(?=.{3})"
)
_ONE_YEAR = re.compile(
    r"^(?:(?:这)?一年(?:下来|来|间|里|中)?|半年(?:多)?(?:来|间)|\d{1,2}年内(?:力争|计划|将)?)(?:共|累计)?(?![期级生制度])(?=.{2})"
)
_WANTED_BY = re.compile(r"^(?:提出|明确|规划|要求|力争|争取)[，:]?(?:到|至)(?=[^位港岗期账].{2})")
_ABLE_TO = re.compile(
    r"^(?:[^，、]{2,8}(?=可[使让])|(?:预计)?(?:每年)?)可(?:使|让|为)?(?=新增|带动|提供|实现|创造|吸纳|解决|全[乡镇县区市村]|农民|群众|户均|人均)"
)
_THROUGH = re.compile(r"^通过[^，、\d]{2,12}?(?:共|累计|已)+(?=.{3})")
_THIS_ONE = re.compile(
    r"^(?:其(?![中他它余次实])|[该本](?:基地|园区|工程|项目|企业|公司|村|社区|合作社)(?:共|已|累计)*)(?=.{2})"
)
_RANKED_AS = re.compile(
    r"^(?:排名|排在|位居|位列)(?:在?全[国省市区县])?第[\d一二三四五六七八九十]{1,3}[位名]?的(?=.{3})"
)
_AS_WHAT = re.compile(r"^作为[^，、]{2,14}的(?=.{2})")
_RUN_OF_YEARS = re.compile(r"^(?:[两三四五六七八九十]|\d{1,2})年[来间]?(?:共|累计|已|总共)+(?![期级生])(?=.{2})")
_FORECAST = re.compile(r"^[^，、]{2,6}?(?:预计|力争|确保)(?:可|将)?(?:完成|实现|达到)(?=.{4})")
_REMARK = re.compile(r"\((?:不含|含|不包括|下同|按|预计|同口径)[^()]{0,30}\)")
_LIST_MARK = re.compile(
    r"^(?:[①-⑳◎■●◆▲★○]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\d{1,2}[.、](?!\d)|\(\d{1,2}\)"
    r"|第\d{1,3}条(?=[\u4e00-\u9fff])|\d{0,3}\|+|【[^】]{1,12}】|\([^()]{1,10}\)|[一二三四五六七八九十]{1,2}是(?=.{2}))+"
)
_LASTING = re.compile(
    r"(?<=.{2})(?:近|过去|这)?(?<![\d〇零])[两三四五六七八九十2-9]年(?:间|来)?$|(?:已)?(?:连续|持续)[一二三四五六七八九十两\d]+(?:年|个月)(?:稳定|保持|位居|蝉联)*(?:在)?$"
)
_EVEN = re.compile("(?<=.{2})(?:更是|则是|(?<!变)更|(?<![成造])就)$")
"""财政收入更是达到, 企业就有16家: words that only stress a figure."""
_SINCE = re.compile(r"^[^，、]{2,6}以来(?:共|累计)?")
_TIMED = re.compile(
    r"(?<=.{2})[比较]?(?:(?:未来|今后)[一两三四五六七八九十\d]年|上半年|下半年|前三季度|[一二三]季度|全年(?!任务|目标|计划|预算|指标)|(?:19|20)\d\d(?:年度?(?!度|[计目任预])|年(?!度)|(?=年度))|在?(?:今|去|本)年(?:以来)?(?:\d\d?(?:[-~至到]\d\d?)?月份?)?|[两三四五六七八九]年(?=累计|新增|净增|共))"
)
_DOER = re.compile(
    r"^[^，、“\"]{0,14}?(?:[省市区县镇乡州旗局委厅园]|政府|管委会|街道|部门|中心|公司|集团|领域|系统|行业|条线|(?:实事|民生工程)(?=计划|拟|将))"
    r"(?:今年|全年|目前|年内|现有(?![效机色线轨源关])|现(?=有)|已经?|累计|总?共|先后|还|[将要](?:重点)?|拟|计划(?!总?投资)|正在?|共同|联动|协同|合力|携手|承担了?)+(?=.{2})"
)
_CREW = re.compile(
    r"^[^，、“\"]{0,12}?(?:施工队伍?|施工方|施工单位|建设者们?|工人们?|项目部|志愿者们?|工作队|队员们?|干部们?)"
    r"(?:[在于赶][^，、]{2,10}[前后里中])?(?:就|已经?|共|一共|累计|先后|又)*(?=完成|建成|铺设|安装|浇筑|改造|整治|修复|清理|走访|发放|调解)"
)
"""施工队在雨季来临前完成了…: who did it and when, before the deed."""
_EVERYBODY = re.compile(
    r"^(?:全[国省市区县州])?(?:各(?:级各?部门|相关部门|有关部门|部门|乡镇(?:街道)?|镇街|县市区|县区|单位|成员单位|地(?!区))[、和]?)+(?=.{2})"
)
_NAMELESS = re.compile(r"^(?:[Xx×]{1,3}|\*{1,4}|某)(?:[省市区县镇乡村]|街道)(?=.{2})")
_CONTENT = re.compile(
    r"^(?:主要)?(?:建设|改造|工程|实施|项目|整治)?(?:建设)?内容(?:主要)?(?:包括|为|是|有)[:，]?(?=.{2})"
)
_LISTED = re.compile(r"^[^，、\d“]{1,10}[中里](?:已|共|现)?有(?=.{2})")
_SET = re.compile(r"^[^，、]{2,20}(?:下达|批准|确定|核定|批复|明确|转贷)(?:的|给?我[省市区县州镇](?=.{2}))(?=.{2})")
_BASE = re.compile(r"^(?:按|以(?![上下内外来及]))[^，、]{1,14}?(?:(?<![累共合总])计算?|折算|口径)(?:的|为|，)?")
_STEADY = re.compile(r"(?<=.)(?:已)?(?:连续|持续)[一二三四五六七八九十两\d]{1,2}年(?=.{2})")
_STEPPED = re.compile(
    r"(?<=.{2})(?:连续|接连|先后)?(?:连跨|[跨迈跃][上过越]?)[\d一二两三四五]+个[^，、\d]{0,6}(?:台阶|关口)、?"
)
EXPLAINED = re.compile(r"(?<=.{2})\([^()]{8,80}\)(?=.{2})")
_IN_ALL = re.compile(
    r"(?<=.{2})(?<![公总一])(?:共|已经?)(?=完成投资|投入资金|引进|建成|新建|发放|入驻|签约|开工|竣工)"
    r"|(?<=.{2})累计(?:已经?)?(?=完成投资|销售|成交)|(?<=.{2})[共现已]有(?=[^，、]{0,4}(?:数|面积|里程|容量)$)"
)
_LIGHT_INSIDE = re.compile(r"(?<=.{2})(?:[共可]?(?:实现|完成(?!投资$)|达成|取得))(?!的|程度|率|度|形式|情况)(?=.{2})")
_ABOUT_OF_ALL = re.compile(r"(?:大约|(?<![签节预履违解合契])约)(?=占.{2})")
_WHO_PLANS = re.compile(r"(?<=^全[市区县省州镇乡])计划$")
_LIGHT = re.compile("实现|完成|达成|取得|累计|共|已")
"""Without any of these no light word stands inside a name."""
_NOTED = re.compile(r"[\[①-⑳●■◆▲★]")
_BULLET = re.compile("(?<=.)[●■◆▲★]")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|(?<=.{2})[①-⑳]")
_TWICE = re.compile("项目(?=项目)|工程(?=工程)|企业(?=企业)")
_A_TOWN = re.compile(r"(?:[^，、\d的]{2,6}[省市])?(?![全本我各农城])[^，、\d的]{2,4}[省市县]")
_PLACED_BY = re.compile(r"(?P<who>[^，、\d的以]{2,12}[省市县区镇州国])以(?P<what>[^，、\d上下内外来及]{2,12})")
_PLANNER = re.compile(r"^[^，、“\"\d]{2,6}(?:计划|拟|将)(?:于|在)?(?:今年|明年|年内|年底前|全年)+(?:内|底前)?(?=.{4})")
_AGENT = re.compile(
    r"(?:院所|企业|公司|部门|服务团|单位|机构|集团|我[市区县省州镇]|全[市区县省州镇]|街道|乡镇|力量|平台|活动)$"
)
_AHEAD = re.compile(r"(?<=.{2})提前[\d一二两三四五六七八九十]{1,3}个?(?:月|天|年|季度)")
_IN_FIELD = re.compile(r"在(?P<field>[^，、\d]{2,16}?)方面的?(?P<rest>.{2,})")
_ADDED = re.compile("^加上(?![级年解划缴])(?=.{3})|^加(?=上[级年解划缴])")
_TOWARDS = re.compile(r"^对(?![外口接等台虾二象手联美欧日非])")
_OF_WHOLE = re.compile(r"^(?:其中|当中)[:，]?(?!心)")
_EVERYWHERE = re.compile("^全[省市区县州镇乡]共?")
_COUNTED = re.compile(r"(全[省市区县州镇乡])(?:累计|共有|共(?![建享同]))")
_MASKED = re.compile(r"\*+(?:项目|·)?")
_SUMMED = re.compile(r"(?<=.{2})累计(?=[^，、]{0,4}(?:金额|数额)$)")
_BY_MANNER = re.compile(r"^(?:以|通过|采取|采用)[^，。；的\d]{2,14}?(?:方式|形式)(?=[^，、的])")
_MOVES = re.compile("增加|减少|节约|带动|盘活")
_SAY_LITTLE = ("政策", "措施", "方式", "因素", "活动", "渠道", "手段")
_HOW_MANY = re.compile("(?<=[^，、]{2})[个家户宗项处件]数$")
_DONE_SO_FAR = re.compile("^实际(?=(?:完成|实施|建成|新建|改造|整治|建设|发放|新增|开工|竣工).{2})")
_KEPT = 2000
_TRAIL = 8
_MARKS = (("(", ")"), ("“", "”"), ("《", "》"), ("‘", "’"))
_ANY_MARK = re.compile("[()“”《》‘’]")


class _Heads:
    """Patterns of what may stand at the very beginning of a name and is no part of it, in the order they are tried."""

    def __init__(self, *heads: re.Pattern[str]) -> None:
        self._heads = heads
        self._any = re.compile("|".join(f"(?:{head.pattern})" for head in heads))

    def without(self, words: str) -> str:
        """`words` without what these find there, one after the other; most names begin with none of them."""
        if self._any.match(words) is None:
            return words
        for head in self._heads:
            found = head.match(words)
            if found is not None:
                words = words[found.end() :]
        return words


_SETTING = _Heads(
    _NAMELESS, _EVERYBODY, _LIST_MARK, _SINCE, _ONE_YEAR, _RUN_OF_YEARS, _TASK, _WANTED_BY, _CONTENT, _DONE_SO_FAR
)
_TELLING = _Heads(_LISTED, _SET, _THROUGH, _THIS_ONE, _AS_WHAT, _RANKED_AS, _ADDED)
_DOING = _Heads(_DOER, _CREW, _PLANNER)
_OWNING = _Heads(_HAVING, _THE_MOST)
_MEANING = _Heads(_FORECAST, _TOWARDS, _ABLE_TO)
_BUILT_UP = "建成区"
"""A noun, though it begins like a verb."""


class Namer:
    """Cleans names with the words of a lexicon; `act_inside` finds an act verb anywhere."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        lead = lexicon.words("lead")
        self._lead = re.compile(rf"(?:{_TIME}|{lead}|[、，:的了\s·])+")
        self._trail = re.compile(rf"(?=[{lexicon.firsts('trail')}])(?:{lexicon.words('trail')})$")
        self._date_tail = re.compile(
            rf"(?=[{_TIME_FIRSTS}上下由从自至于在])(?:由|从|自|到|至|于|在)?(?:{_TIME}|(?<=.)[上下]半年)(?:的)?$"
        )
        self._places: re.Pattern[str] | None = None
        self._cleaned: dict[str, str] = {}
        self._kept = lexicon.markers["kept"]
        longest = max(map(len, self._kept))
        self._longer_than = [tuple(word for word in self._kept if len(word) > size) for size in range(longest)]
        ends = lexicon.markers["kept_ends"]
        self._ends_from = [tuple(end for end in ends if len(end) >= size) for size in range(_TRAIL + 1)]
        self._doubles = frozenset(("改造", "培育", "认定", "扩建", "改建", "提升", "整治", "建设", "发放", "储备"))
        self.acts = frozenset(lexicon.verbs_of("act"))
        self._begun = frozenset(verb[:2] for verb in self.acts)
        self.act_inside = re.compile(alternation(verb for verb in self.acts if len(verb) > 1))
        self.all_verbs = frozenset(lexicon.verbs)
        self.generic = frozenset(lexicon.markers["generic"])
        self.regions = frozenset(lexicon.markers["regions"])
        self.paired = frozenset(lexicon.markers["paired"])
        self._halves = self.acts | self.paired
        self._heads = frozenset(lexicon.markers["heads"])
        self._measure = re.compile(rf"(?=[{lexicon.firsts('measures')}])(?:{lexicon.words('measures')})$")
        self._measure_ends = lexicon.lasts("measures") | frozenset("率度数量额值")
        self._trail_ends = lexicon.lasts("trail")

    def is_measure(self, name: str) -> bool:
        """Whether a name ends in a noun that measures (增加值, 面积, …率)."""
        if name[-1:] not in self._measure_ends:
            return False
        return name.endswith(("率", "度", "数", "量", "额", "值")) or self._measure.search(name) is not None

    def without_measure(self, name: str) -> str:
        """A name without the noun that measures at its end."""
        found = self._measure.search(name)
        if found is not None:
            return name[: found.start()]
        if _HOW_MANY.search(name):
            return name[:-2]
        return name[:-1] if self.is_measure(name) else name

    def head_verb(self, name: str) -> str:
        """The act verb that a name begins with, or nothing."""
        if name[:2] not in self._begun or name.startswith(_BUILT_UP):
            return ""
        for length in (5, 4, 3, 2):
            if name[:length] in self.acts:
                second = name[length : length + 2]
                more = 2 if second in self.all_verbs and len(name) >= length + 4 and second in self._doubles else 0
                return name[: length + more]
        return ""

    def is_pair(self, name: str) -> bool:
        """Whether a name is nothing but two deeds (关停取缔, 优化调整)."""
        return len(name) == 4 and name[:2] in self._halves and name[2:] in self._halves

    def list_verb(self, name: str) -> str:
        """The verb that a name begins with and that what is listed after it shares, or nothing."""
        if len(name) >= 6 and self.is_pair(name[:4]):
            return name[:4]
        heads = name[:2] in self._heads and len(name) >= 4 and not self.is_measure(name)
        return name[:2] if heads else self.head_verb(name)

    def tail_verb(self, name: str) -> str:
        """The verb that a name ends with, or nothing."""
        for length in (5, 4, 3, 2):
            if name[-length:] in self.all_verbs:
                return name[-length:]
        return ""

    def front(self, words: str) -> str:
        """`words` without lead-ins at their front."""
        if words.startswith(("其中", "当中")):
            words = _OF_WHOLE.sub("", words)
        manner = _BY_MANNER.match(words)
        if manner is not None and (self.head_verb(words[manner.end() :]) or _MOVES.match(words, manner.end())):
            words = words[manner.end() :]
        while True:
            found = self._lead.match(words)
            if found is None or not found.end():
                return words
            rest = words[found.end() :]
            if rest and self._spoiled(words, found.end()):
                return self._least(words, found.end())
            words = rest

    def _spoiled(self, words: str, cut: int) -> bool:
        """Whether the cut falls inside a word that starts with a lead-in (完成率, 实现…, 上市)."""
        longer = self._longer_than
        return any(words.startswith(longer[cut - at], at) for at in range(max(0, cut - len(longer) + 1), cut))

    def _least(self, words: str, cut: int) -> str:
        for at in range(cut):
            if words.startswith(self._kept, at):
                return words[at:]
        return words[cut:]

    def back(self, words: str) -> str:
        """`words` without what only leads to the figure (达到, 完成, 增加到2015年的)."""
        for _ in range(8):
            before = words
            words = _LASTING.sub("", words) if "年" in words or "月" in words else words
            words = _EVEN.sub("", words.rstrip("、，:的 "))
            words = words[:-1] if words.endswith("比重要") else words
            found = self._date_tail.search(words[-16:])
            if found is not None:
                words = words[: len(words) - (len(words[-16:]) - found.start())]
            found = self._trail.search(words[-_TRAIL:]) if words[-1:] in self._trail_ends else None
            if found is not None:
                if words.endswith(self._ends_from[len(found[0])]):
                    return words
                words = words[: len(words) - len(words[-_TRAIL:]) + found.start()]
            if words == before:
                return words
        return words

    def without_comparison(self, words: str) -> str:
        """`words` without 同比, 比上年, 年均 … at their end."""
        for _ in range(6):
            found = _COMPARED.search(words[-24:])
            if found is None or not found[0]:
                return words
            words = words[: len(words) - (len(words[-24:]) - found.start())].rstrip("、， ")
        return words

    def clean(self, words: str) -> str:
        """The name in `words`, both ends cleaned and light verbs inside dropped (一产实现增加值)."""
        kept = self._cleaned.get(words)
        if kept is None:
            if len(self._cleaned) >= _KEPT:
                self._cleaned.clear()
            kept = self._cleaned[words] = self._clean(words)
        return kept

    def _clean(self, words: str) -> str:
        words = _BULLET.sub("", _FOOTNOTE.sub("", words)) if _NOTED.search(words) else words
        words = _AHEAD.sub("", words) if "提前" in words else words
        words = self._placeless(_SETTING.without(words))
        words = _TELLING.without(words)
        words = EXPLAINED.sub("", words) if "(" in words else words
        words = _BASE.sub("", words) if words.startswith(("按", "以")) else words
        words = _STEADY.sub("", words) if "续" in words else words
        words = _ABOUT_OF_ALL.sub("", words) if "约占" in words else words
        words = _STEPPED.sub("", words) if "台阶" in words or "关口" in words else words
        words = _balance(self.back(self._unplaced(self.front(words))))
        done = _DOING.without(_WHO_PLANS.sub("", words))
        words = self._undated(words if done == words else self.front(done))
        words = _OWNING.without(words)
        counted = _COUNTED.match(words)
        words = words if counted is None else counted[1] + words[counted.end() :]
        words = _MEANING.without(words)
        verb, just_done, what = words.partition("了")
        words = verb + what if just_done and (verb in self.all_verbs or verb.endswith("安排")) else words
        words = _REMARK.sub("", _MASKED.sub("", words) if "*" in words else words)
        if _LIGHT.search(words) is not None:
            words = _SUMMED.sub("", _IN_ALL.sub("", _LIGHT_INSIDE.sub("", words)))
        placed = _PLACED_BY.fullmatch(words)
        if placed is not None and self.is_measure(words):
            words = placed["who"] + placed["what"]
        return self._shorten(self.without_examples(_TWICE.sub("", words)))

    def _undated(self, words: str) -> str:
        """Drop a time inside, and the place before it (全市上半年税收), but not an owner (规上企业2023年产值)."""
        timed = _TIMED.search(words)
        if timed is None or timed.end() == len(words):
            return words
        rest = self.front(words[timed.end() :])
        owner = self.front(words[: timed.start()])
        other = timed[0][:2] in ("19", "20") and _A_TOWN.fullmatch(owner) is not None
        here = PLACE.search(owner.removesuffix("在")) is not None and not other
        led = not owner or owner.endswith(("的", "园区")) or here or AIMED.match(owner)
        return rest if led and len(rest) >= 3 else owner + rest

    def _placeless(self, words: str) -> str:
        """Drop where, for whom or around what something is done: 在主干道两侧新建公厕, 向群众发放."""
        if not words.startswith(("在", "向", "围绕")):
            return words
        told = _IN_FIELD.fullmatch(words)
        if told is not None and self.is_measure(self.back(told["rest"])):
            return told["field"] + told["rest"]
        verb = self.act_inside.search(words, 3, 20)
        return words[verb.start() :] if verb is not None and len(words) - verb.end() >= 2 else words

    def placed(self, places: tuple[str, ...]) -> Namer:
        """A namer that also drops the names of the document's own place from the front of names."""
        other = copy(self)
        other._cleaned = {}
        other._places = re.compile(rf"(?:{alternation(places)})(?=.{{3}})") if places else None
        return other

    def _unplaced(self, words: str) -> str:
        found = self._places.match(words) if self._places is not None else None
        if found is None:
            return words
        rest = self.front(words[found.end() :])
        return rest if len(rest) >= 3 and rest[0] not in "级属内外域" else words

    def without_examples(self, words: str) -> str:
        """Drop what 等 sums up: 打造华夏、东风等红色教育基地 is 打造红色教育基地."""
        at = words.rfind("等")
        if at < 2:
            return words
        rest = words[at + 1 :].lstrip("一批的")
        verb = self.list_verb(_EVERYWHERE.sub("", words))
        if (
            len(rest) < (2 if verb else 4)
            or rest[:2] in ("各类", "各项", "各种", "级别", "领域", "行业", "方面", "称号", "荣誉", "奖项")
            or rest[0] == "级"
            or words[at - 1] in GRADED
            or (not verb and rest.startswith(_SAY_LITTLE))
        ):
            return words
        inner = self.act_inside.search(rest)
        if inner is not None and inner.start() > 0 and len(rest) - inner.end() >= 2:
            return rest[inner.start() :]
        return rest if self.head_verb(rest) or self.is_measure(rest) else verb + rest

    def _shorten(self, words: str) -> str:
        """Drop an agent before the last act verb of a long name (…等高校院所共建产学研合作平台)."""
        if len(words) <= 12:
            return words
        cut = 0
        for found in self.act_inside.finditer(words):
            at = found.start()
            if found[0] == "通过":
                continue
            if at >= 4 and len(words) - found.end() >= 2 and words[at - 2 : at] not in self.all_verbs:
                if _AGENT.search(words, 0, at) is None or words[found.end()] in "率额量度费用等、":
                    continue
                cut = at
        return words[cut:]


def _balance(words: str) -> str:
    """Drop a bracket or quotation mark that has lost its fellow."""
    for left, right in _MARKS if _ANY_MARK.search(words) else ():
        if words.count(left) != words.count(right):
            if words.endswith(left) or words.startswith(left):
                words = words.strip(left)
            elif words.startswith(right) or words.endswith(right):
                words = words.strip(right)
    return words.strip("、，: -")
