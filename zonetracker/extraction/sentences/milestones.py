"""Named items that were, or are to be, started, finished, opened or awarded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.dating import event_time
from zonetracker.extraction.sentences.deadlines import deadline_in
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import FactType, Kind

_CLAUSE = re.compile(r"[，。；:！？\n\t]|--")
_CLAUSE_OR_LIST = re.compile(rf"{_CLAUSE.pattern}|、(?![\d一二三四五六七八九十]{{1,3}}月|年|全)(?=[^，。；、]{{6}})")
_COSTING = re.compile(r"^(?:计划|估算)?总?投资(?:约|达|超|近)?[\d.]+(?:万|亿|万亿|千万)?(?:美)?元的(?=.{4})")
_TIMED = re.compile(r"月|年|季|日|节")
_WORKS = re.compile(
    r"(?:的)?(?:规划建设|标准化建设|道路建设|项目建设|工程建设|片区建设|规划设计|前期工作|安置工作|审批工作|老旧小区改造|"
    r"景观工程|亮化工程|建设|改造|搬迁|验收|工程)$"
)
_MOST = 8
_TIMING = re.compile(r"(?:年底|年内|\d+月底?|可|按计划|前|即将|将|全面|正式|已)+")
_PROJECT = re.compile(
    r"(?:项目|工程|基地|中心|园|产业园|公园|路|大道|桥|学校|中学|小学|幼儿园|医院|厂|站|馆|线|高速|铁路|公路|机场|水库|码头|隧道|广场|街|市场|院|所|校|村|一期|二期|三期|四期|管道|改造|搬迁|平台|综合体|大厦|小区|安置房|区|段|城|港)$"
)
_SHORT_PROJECT = re.compile(r"[^业产资类性新老全个批大点建工路型][^类性业型级期]项目$")
_DONE_OBJECT = re.compile(
    r"(?:换届|验收|征用|搬迁|改造|建设|编制|修编|整治|提升|扩建|安置工作|前期工作|改制|组建|认定|工程|主体|铺设|选址|审批|审批工作|重组|更名|规划设计|迁址|新建|翻建|亮化|通道|处置|更换|治理|路|规划|普查|合并|迁建|清零|项目|装修|设计|评估|立项)$"
)
_LEAD_VERB = re.compile(
    r"^(?:加快|推动|推进|确保|力争|支持|保障|争取|促进|全力|积极|全面|抓好|加速|助力|鼓励|引导|力促|力推|实现|协助|指导|组织|帮助|已|还|也|同时|其中|坚持|成功|顺利|完善|做好|持续|深入|扎实|继续|加强|强化)+"
)
_ADVERB = re.compile(
    r"(?:已|将|均|正式|全面|成功|顺利|全部|基本|相继|陆续|先后|如期|提前|实现|即将|可|按计划|年底前?|年内|全线|主体|等|工程|建设|还|也|先后|分别|\d+月(?:份|底|末)?前?|[一二三四五六七八九十]{1,2}月(?:份|底)?前?|[一二三四]季度|[春夏秋冬]季|“(?:七一|八一|国庆|五一|十一)”(?:节)?前?|经\d+个月|年底可|底可按计划|底前)+$"
)
_AWARD = re.compile(r"国家|全国|省级|市级|示范|试点|称号|先进|优秀|模范|奖|十强|百强|首批")
_NO_AWARD = re.compile(r"(?:总?目标|行列|之年|征程|通报表彰|打卡地)$")
_NAMED_AWARD = re.compile(
    r"国家|全国|省|市|区级|示范|试点|称号|奖|先进|优秀|首批|百强|十佳|模范|等级|AA|“|《|基地|集群|园区|决赛|典型|名单|批准"
)
_PROGRESS = re.compile(
    r"(?:进展顺利|成效明显|成效显著|稳步推进|加快推进|步伐加快|深入推进|扎实推进|有序推进|取得.{0,4}(?:成效|进展))$"
)
_SLOGAN = re.compile(
    r"^(?:抓|让|做到|覆盖)|力度$|具有|影响力|社会主义|现代化(?:国际|强|新|建)|小康|新格局|新局面|新篇章|决定性进展"
)
_SKIP = re.compile(
    r"^(?:一批|一系列|各|所有|部分|更多|若干|多个|许多|不少|众多|大批|有关|相关|新一轮|上述|这些|其他|全市|全区|全县|全省|我市|我区|我县|该区|该市|重大项目|重点项目|(?:签约|在建|竣工|开工|续建|储备|入库)?项目早?|工程|企业|(?:重点)?民生实事)+$"
)


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    vague: re.Pattern[str]
    event: re.Pattern[str]


_KEPT: dict[int, tuple[Lexicon, _Words]] = {}


def _words(lexicon: Lexicon) -> _Words:
    kept = _KEPT.get(id(lexicon))
    if kept is not None and kept[0] is lexicon:
        return kept[1]
    before, after, between = (lexicon.words(f"event_{place}") for place in ("before", "after", "between"))
    words = _Words(
        re.compile(rf"(?:{before})(?:了)?"),
        re.compile(rf"(?:{after})$"),
        re.compile(rf"(?:{between})"),
        re.compile(rf"(?:{lexicon.words('vague')})$"),
        re.compile(rf"{before}|{after}|{between}"),
    )
    _KEPT.clear()
    _KEPT[id(lexicon)] = (lexicon, words)
    return words


def _with_shared_end(items: list[str], keep: bool) -> list[str]:
    """完成A、B和C建设: the work named last is done to all; for other verbs (新开工A、B建设) it says nothing."""
    found = _WORKS.search(items[-1]) if len(items) > 1 else None
    if found is None or len(items[-1]) - len(found[0]) < 2:
        return items
    if not keep:
        return [*items[:-1], items[-1][: found.start()]]
    return [item if _DONE_OBJECT.search(item) else item + found[0].removeprefix("的") for item in items]


class Milestones:
    """Reads the milestones of a sentence."""

    def __init__(self, lexicon: Lexicon, namer: Namer, flat: Flat) -> None:
        self.words = _words(lexicon)
        self.namer = namer
        self.flat = flat

    def sentence(self, start: int, end: int, marks: list[Token], period: Period, caption: bool) -> list[Draft]:
        """The milestones of flat start..end; clauses that hold a count are rows of their own and are passed over."""
        shape = self.flat.shape
        if self.words.event.search(shape, start, end) is None:
            return []
        found: list[Draft] = []
        at = start
        edges = [
            (m.start(), m.end())
            for m in _CLAUSE_OR_LIST.finditer(shape, start, end)
            if m[0] != "、" or self._is_told_apart(start, m.start())
        ]
        self._before = ""
        for stop, following in [*edges, (end, end)]:
            if stop - at >= 4:
                counted = any(
                    at <= m.start < stop
                    and (m.kind is MarkKind.RANK or (m.kind is MarkKind.FIGURE and bool(m.unit or m.masked)))
                    for m in marks
                )
                if not counted:
                    found.extend(self._clause(at, stop, start, period, caption))
                self._before = self.flat.text[at:stop]
            at = following
        return found

    def _is_told_apart(self, start: int, end: int) -> bool:
        """Whether what stands before a 、 tells its own end: 一号桥6月合龙、二期4月开工."""
        verb = self.words.after.search(self.flat.shape, max(start, end - 8), end)
        return (
            verb is not None and _TIMED.search(self.flat.shape, max(start, verb.start() - 8), verb.start()) is not None
        )

    def _clause(self, start: int, end: int, sentence: int, period: Period, caption: bool) -> list[Draft]:
        shape = self.flat.shape
        begin = self._skip_lead(start, end)
        first = self.words.before.match(shape, begin, end)
        if first is not None and end - first.end() >= 3 and not caption:
            rows = self._verb_first(begin, first.start(), first.end(), end, sentence, period)
            if rows:
                return rows
        last = self.words.after.search(shape, max(begin, end - 16), end)
        if (
            last is not None
            and last.end() == end
            and last.start() - begin >= 2
            and not _TIMING.fullmatch(self.flat.text[begin : last.start()])
        ):
            return self._verb_last(begin, last.start(), end, sentence, period, caption)
        if last is not None and last.end() == end and len(last[0]) >= 2 and self._before:
            bare = re.sub(r"\d+月|[底末前年可按计划即将已全面]", "", self.flat.text[begin : last.start()])
            if not bare or bare in ("正式", "全部"):
                return self._said_of_before(last.start(), begin, end, sentence, period)
        if caption:
            return []
        between = self.words.between.search(shape, begin + 2, end)
        if between is not None and end - between.end() >= 4 and between.start() > begin:
            return self._between(begin, between.start(), between.end(), end, sentence, period)
        return []

    def _skip_lead(self, start: int, end: int) -> int:
        """Where the clause begins once its time and auxiliaries are passed."""
        text = self.flat.text[start:end]
        rest = re.sub(
            r"^(?:高标准|高质量|高水平|高效率|成功|顺利|圆满|率先|同步|如期|先后|新增|全面|(?=高分通过)|我[市区县省州镇]|(?:19|20)\d\d年|全年|今年|年内|年底前|上半年|去年|\d{1,2}月(?:底|份)?前?|将|要|我[市区县省]|[^，]{2,6}(?:还|已))+",
            "",
            text,
        )
        begin = end - len(rest)
        if self.words.before.match(rest):
            return begin
        lead = _LEAD_VERB.match(rest)
        return begin + lead.end() if lead else begin

    def _said_of_before(self, verb: int, begin: int, end: int, sentence: int, period: Period) -> list[Draft]:
        """…工程，确保6月底前全面完工: what is finished stands in the clause before."""
        name = _LEAD_VERB.sub("", self.namer.front(self._before))
        name = re.sub(r"(?:主体|桥面铺设|建设)?(?:已|正)?(?:完工|完成|封顶|建设|推进)$", "", name)
        if not 3 <= len(name) <= 40 or _PROJECT.search(name) is None or "*" in name:
            return []
        return [self._row(verb, end, end, begin, name, sentence, period)]

    def _verb_first(self, begin: int, verb: int, after: int, end: int, sentence: int, period: Period) -> list[Draft]:
        said = self.flat.text[verb:after].removesuffix("了")
        body = self.flat.text[after:end]
        light = said.endswith(("完成", "实现", "通过", "获得"))
        named_only = said in ("引进", "签约", "落户", "开行", "开通", "组建")
        tail = self.words.after.search(body)
        if said in ("实现",) and not (tail and tail[0].endswith(("通车", "全覆盖", "清零", "通航", "投产"))):
            return []
        if _PROGRESS.search(body):
            return []
        items, shared = self._items(body)
        rows: list[Draft] = []
        finished = light or said.endswith(("启动", "启动实施"))
        items = _with_shared_end(items, finished and not shared)
        names = [item + ("" if _PROJECT.search(item) and not light else shared) for item in items[:_MOST]]
        good = [self._is_named(name, light, said) and (not named_only or self._is_specific(name)) for name in names]
        for name, named in zip(names, good, strict=True):
            if not named and not (len(names) > 2 and sum(good) * 2 >= len(names) and self._is_plain(name)):
                continue
            rows.append(
                self._row(verb, after, end, begin, name if said in ("完成",) else said + name, sentence, period)
            )
        return rows

    def _verb_last(self, begin: int, verb: int, end: int, sentence: int, period: Period, caption: bool) -> list[Draft]:
        body = self.flat.text[begin:verb]
        said = self.flat.text[verb:end]
        adverb = _ADVERB.search(body)
        if adverb:
            body = body[: adverb.start()]
        items, shared = self._items(body)
        rows: list[Draft] = []
        light = said.endswith(("全覆盖", "清零")) or (said.endswith("完成") and said != "主体完成")
        kind_of = shared.startswith(("项目", "工程", "在建", "重大", "重点", "一批"))
        names = [item + ("" if kind_of else shared) for item in items[:_MOST]]
        good = [self._is_named(name, light, said) for name in names]
        for name, named in zip(names, good, strict=True):
            if not named and not (len(names) > 1 and sum(good) * 2 >= len(names) and self._is_plain(name)):
                continue
            if said in (
                "落地",
                "启动",
                "开放",
                "清零",
                "立项",
                "落户",
                "签约",
                "验收",
                "开通",
                "退出",
            ) and not self._is_specific(name):
                continue
            rows.append(self._row(verb, end, end, begin, name + said, sentence, period))
            if caption and period.kind is Kind.TARGET:
                rows[-1].kind = Kind.ACTUAL
                rows[-1].year = period.year - 1 if period.year is not None else None
        return rows

    def _between(self, begin: int, verb: int, after: int, end: int, sentence: int, period: Period) -> list[Draft]:
        front = _ADVERB.sub("", self.flat.text[begin:verb]).rstrip("被")
        back = self.flat.text[after:end]
        said = self.flat.text[verb:after]
        if (
            not 2 <= len(front) <= 34
            or front.startswith(("让", "使"))
            or len(back) > 32
            or "*" in front
            or (self.words.vague.search(front) and said != "通过")
        ):
            return []
        if _NO_AWARD.search(back) or (self.words.vague.search(back) and not _AWARD.search(back) and "“" not in back):
            return []
        if said == "进入" and not re.search(r"决赛|百强|十强|名单|前[一二三四五六七八九十\d]", back):
            return []
        if said == "通过" and not back.endswith(("验收", "认定", "评审", "公示", "核查", "复核", "审批", "立项")):
            return []
        judged = said.endswith(("评为", "获评", "命名为", "认定为", "荣获", "升级为", "晋升为", "创建为"))
        if not judged and not _NAMED_AWARD.search(back):
            return []
        items = [item for item in re.split(r"、|和(?=[^和]{2,}$)", re.sub(r"等.{0,8}$", "", front)) if len(item) >= 2]
        return [self._row(verb, after, end, begin, item + said + back, sentence, period) for item in items[:_MOST]]

    def _items(self, body: str) -> tuple[list[str], str]:
        """The items of A、B、C等项目 and the words they share."""
        body = body.strip("了的 ")
        shared = ""
        at = body.rfind("等")
        if at > 0 and body[at - 1] not in "中高初平同均对特":
            shared = body[at + 1 :]
            body = body[:at]
        flat = re.sub(r"\([^)]*\)|“[^”]*”|《[^》]*》", lambda m: "\ue000" * len(m[0]), body)
        cuts = [m.start() for m in re.finditer("、", flat)]
        parts: list[str] = []
        begin = 0
        for cut in [*cuts, len(body)]:
            parts.append(body[begin:cut])
            begin = cut + 1
        shared = re.sub(r"^(?:一批|一系列|多个|若干)", "", shared)
        if parts:
            last = parts[-1]
            joined = re.match(r"(.{3,}?)(?:和|及)(.{3,})$", last)
            if joined and _PROJECT.search(joined[1]):
                parts[-1:] = [joined[1], joined[2]]
        return [part for part in parts if part and "*" not in part], shared

    def _is_named(self, name: str, light: bool, verb: str) -> bool:
        if not 3 <= len(name) <= 44 or _SKIP.match(name) or _SLOGAN.search(name):
            return False
        if light and verb.endswith("完成"):
            done = _DONE_OBJECT.search(name) is not None and len(name) >= 5
            return (
                done
                and re.match(r"(?:基础设施|城市|城乡|农村|重点|全市|全区|道路|项目|各|配套|征地|前期|土地)", name)
                is None
            )
        if verb.endswith("通过") and verb != "通过":
            return name.endswith(("认定", "验收", "评审", "复核", "审批", "公示", "核查"))
        if verb.endswith("通过"):
            return name.endswith(("认定", "验收", "评审", "复核", "审批"))
        if verb.endswith(("全覆盖", "清零")):
            return (
                len(name) >= 5 and re.search(r"实现|网络|宽带|管线|饮水|快递|公厕|贫困|供电|动力电|景区$", name) is None
            )
        if verb.endswith(("举办", "承办", "办好", "举行")):
            return (
                len(name) >= 6 and re.search(r"(?:大赛|会|节|论坛|展|活动|赛|仪式|晚会|峰会|运动会)$", name) is not None
            )
        if verb in ("成为", "列入", "跻身", "获得", "晋升为", "升级为", "创建为"):
            return _AWARD.search(name) is not None
        bare = _WORKS.sub("", name)
        if self.words.vague.search(bare):
            return self._is_specific(bare)
        return bare == name or len(bare) >= 4 or _PROJECT.search(bare) is not None

    @staticmethod
    def _is_plain(name: str) -> bool:
        """Whether a name may stand in a list of named items, though alone it would say too little."""
        return 3 <= len(name) <= 24 and _SKIP.match(name) is None and _SLOGAN.search(name) is None

    def _is_specific(self, name: str) -> bool:
        """Whether a name says which one: a quoted or proper part before the kind of thing."""
        if re.search(r"[“《A-Za-z\d]", name):
            return True
        return (
            len(name) >= (5 if _SHORT_PROJECT.search(name) else 6)
            and not re.match(r"(?:重点|重大|全面|基层|一批|各类|全|新|多|城市基础|基础设施)", name)
            and _PROJECT.search(name) is not None
        )

    def _row(self, verb: int, after: int, end: int, begin: int, name: str, sentence: int, period: Period) -> Draft:
        name = _COSTING.sub("", self.namer.front(name.strip("的，、")) or name)
        row = Draft(verb, after, begin, end, name, name, type=FactType.MILESTONE)
        row.kind, row.year = event_time(
            self.flat.text[max(sentence, begin - 6) : verb], self.flat.text[begin:verb], period
        )
        before = self.flat.text[sentence:end]
        timed = self.flat.text[max(sentence, begin - 12) : end]
        own = self.flat.text[begin:end]
        row.deadline = deadline_in(own, row.year) or deadline_in(timed, row.year)
        soon = row.deadline and re.search(r"(?:前|可|底)(?:可|按计划|前|建成|完工|竣工)", before)
        if row.kind is Kind.ACTUAL and soon:
            row.kind = Kind.TARGET
        if row.kind is Kind.TARGET and row.deadline is None:
            row.deadline = deadline_in(own, row.year, loose=True)
        if period.several and row.kind is Kind.ACTUAL:
            row.period = "cumulative"
        row.doubt("milestone")
        return row
