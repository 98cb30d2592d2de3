"""Ranks, and growth said in words: 翻番, 持平, 两位数."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from operator import attrgetter

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.dating import Dating
from zonetracker.extraction.sentences.listing import joined
from zonetracker.extraction.sentences.patterns import MONTH_BY_MONTH, PLACE, SPREAD, came_from
from zonetracker.model.facts import Bound

_RANK_LEAD = re.compile(
    r"(?:排名|位列|名列|排位|排在|位居|居(?!民|住|家|环|养)|列(?!入)|位次|排|升至|升到|上升至|提[升高][到至]|攀升[到至]|前进[到至]|跃居|跃升至|进入|跻身|挺进|稳居|前移至|前移到|获|夺得|取得|摘得)[^，、。]{0,14}$|(?:全[国省市区县州盟旗]|全球|世界|亚洲|国内)$"
)
_RANKED = re.compile(
    r"(?:位居|稳居|位列|名列|排名|排位|排在|跃居|均居|分列|分居|居(?!民|住|家|环|养)|列(?!入)|[提跃攀上晋]?升[至到]|(?:提高|前移|前进)[至到]|进入|跻身|挺进|保持|(?:保持)?连续第?[一二三四五六七八九十两\d]{1,2}年(?:稳居|位居|位列|居|保持)?|排"
    r"|(?:获得?|荣获|夺得|取得|勇夺|喜获|摘得)了?)"
)
_PUT_FIRST = re.compile(r"(?:必须|始终|坚持|都要|要)*(?:把|将)")
_WHICH = re.compile(r"[、，]?[^，、]{0,3}(?:排名|排位|排在|排|位居|位列|名列|列|居)(?:在?全[国省市区县])?")
_AWARDED = re.compile(r"(?:获得?|荣获|夺得|取得|勇夺|喜获|摘得)了?[^，]{0,6}$")
_IN_TURN = re.compile(r"分列|分居|分别")
_CLIMBED = re.compile(
    r"、?(?:由|从)(?P<where>全[国省市区县州])?第?[一二三四五六七八九十\d]{1,3}[位名]?(?:提升|上升|跃升|攀升|前移|前进|下降|退|升)[到至]$"
)
_FROM_WHERE = re.compile(r"(?:由|从)(?P<where>全[国省市区县州][^，、\d第]{0,6}?)(?:排名|位次)?第?$")
_CLIMBS = re.compile(r"[位名]?(?:大幅|快速|稳步)?(?:提升|上升|跃升|攀升|前移|前进|下降|退|跌|升|降)(?:了\d位)?[到至为]")
"""由全省第8位提升到第5位: where it stood, and that it moved."""
_POOL = re.compile(
    r"(?:在|于)?(?P<where>全[国省市区县州])?\d+[个家位名][^，、]{0,8}(?:[省市区县州镇乡]|城市|地区|企业|单位|高校)[中里]$"
)
_CONTEST = re.compile(r"(?:^|[，。；是])在(?P<what>[^，。；、]{4,30}?)(?:活动)?中(?:，[^，。；]{0,12})?，?$")
_RIVALS = re.compile(
    r"[在于]?(?:(?P<all>全[国省市区县州盟旗])(?:\d+个?[省市县区州]{1,3})?"
    r"|(?P<some>[两二三四五六七八九十\d]+个?(?:县市区|市县区|县[市区]|市县|区[县市]|地市|市州|[区县市]|乡镇|园区|开发区)))[中里内]?$"
)
"""六县市排名第三: among whom, right before the word of rank."""
_AMONG = re.compile(r"^(?:全[国省市区县州])?\d+[个家][^，]{0,8}?(?=综合|年度|季度|月度|考|评|竞赛|比赛)")
_ENTERED = re.compile(r"(?:^|[，；])(?P<what>[^，；\d]{2,14}?)(?:跻身|进入|迈入|入围)全[国省市球][^，；\d]{1,6}，$")
_LISTED_IN = re.compile(
    r"(?:^|[，；])(?P<what>[^，；\d]{2,20}?)在[^，；]{2,16}(?:排名|排行榜?|榜单)[中里上]，(?:[^，；\d]{0,12}，)?$"
)
_NEXT_TO = re.compile(r"(?:^|[，；])(?:其中)?(?P<what>[^，；\d]{2,16}?)(?:仅次于|紧随|紧跟)[^，；\d]{2,12}，$")
_AT = re.compile(
    r"[在于](?P<where>全[国省市区县州盟旗](?:[^，、\d]{0,8}(?=中)|[^，、\d]{0,6})|[^，、\d在于]{1,8}(?:城区|地区|城市|园区|开发区|[省市县区]))[中里]?$"
)
_ONLY_WHERE = re.compile(
    r"(?:在|于)?(?P<where>全[国省市区县州盟旗]|全[国省][^，、\d]{2,4}(?=[中里排位名]))[中里]?(?:排名|排位|位次|名次|排|名列|位列|位居|居)"
)
_WHERE_LAST = re.compile(r"[、，]?(?P<head>[^，、]{2,}?)(?:在|为)?(?P<where>全[国省市区县州盟旗]|世界|全球|亚洲|国内)")
_OF_ALL = re.compile(r"(?<![平人户年])均|双双|都(?!市)")
_SO_MANY = re.compile("(?:这|以上|上述)?(?P<count>[两二三四])(?:项|个)(?:主要|核心)?(?:经济)?指标")
_FEW_OF = {"两": 2, "二": 2, "三": 3, "四": 4}
_MOST = 8
_FEW = 4
_OF_GROWTH = ("增幅", "增速", "涨幅", "总量", "排名", "位次")
_ASPECTS = re.compile("(?:数量|总量|规模|质量|效益|增速)(?:[、和与](?:数量|总量|规模|质量|效益|增速))+")
_AND = re.compile("[、和与]")
_OWN_MEASURE = re.compile(rf"(?<=.{{2}})(?:{'|'.join(_OF_GROWTH)})$")
_PLACES = ("排名", "位次", "名次")
_HELD_ON = re.compile(
    r"[且并和、已]*(?:连续|持续)(?:[一二三四五六七八九十两\d]+(?:年|个(?:月|季度)))?(?:均|都|稳定|保持)*$"
)
_GREW_BEFORE = re.compile(
    r"(?:^|(?<=，))(?P<what>[^，、；\d]{2,20}?)(?:也|均|都)?(?:有|呈|保持|实现|继续)?了?[较快高平稳速持续稳步大幅]*(?:增长|上升|提高|攀升)，$"
)


class Ranks(Dating):
    """Reads ranks and growth in words."""

    def rank(self, mark: Token, lead_start: int, lead: str) -> int:
        """位居全省第3, 前移2位: the rank of what `lead` names, or of the row before; how many figures are used up."""
        if _PUT_FIRST.match(lead) or (self.text.startswith("的", mark.tail) and _WHICH.fullmatch(lead)):
            return 1
        base = came_from(lead)
        found = _RANK_LEAD.search(lead[-24:])
        if found is None and base is None and not (self.rows and self.rows[-1].unit_kind == "rank" and len(lead) <= 14):
            return 1
        cut = next(reversed(list(_RANKED.finditer(lead))), None)
        climbs = _CLIMBS.match(self.text, mark.tail) is not None
        from_where = _FROM_WHERE.search(lead) if base is None and climbs else None
        if base is not None:
            head, region = lead[: base.start()], ""
        elif from_where is not None:
            base, head, region = from_where, lead[: from_where.start()], from_where["where"]
        else:
            head, region = self._of_region_ranked(lead, cut)
        last = self.rows[-1] if self.rows else None
        if not region and last is not None and last.unit_kind == "rank" and "base_of_change" in last.reasons:
            region = last.name.removeprefix(last.subject).removesuffix("排名")
        names = self._ranked_names(head, lead, lead_start)
        several = self._ranks_in_turn(mark) if _IN_TURN.search(lead) else [mark]
        in_turn = self._named_in_turn(head, len(several))
        if len(several) == len(in_turn) > 1:
            names = in_turn
        else:
            several = [mark]
        for name, one in self._pairs(names, several):
            self._add_rank(one, lead_start, name, region, base is not None)
        self._close(several[-1])
        return len(several)

    def _of_region_ranked(self, lead: str, cut: re.Match[str] | None) -> tuple[str, str]:
        """What has the rank, and among whom: 增速居全市第3, 增速在全市列第3, 在全省86个县中位列第3."""
        alone = _ONLY_WHERE.fullmatch(lead)
        if alone is not None:
            return "", alone["where"]
        placed = _WHERE_LAST.fullmatch(lead) if cut is None else None
        if placed is not None:
            return placed["head"], placed["where"]
        climbed = _CLIMBED.search(lead)
        if climbed is not None:
            return lead[: climbed.start()], climbed["where"] or ""
        head = lead[: cut.start()] if cut else ""
        rivals = _RIVALS.search(head)
        if rivals is not None and cut is not None and not lead[cut.end() :].strip("第"):
            return head[: rivals.start()], rivals["all"] or rivals["some"]
        region = self.namer.front(lead[cut.end() :] if cut else lead.lstrip("、")).strip("第、在为了的 ")
        region = "" if region == "分别" else region
        among = _POOL.search(head) or _AT.search(head)
        if among is not None and among["where"] and among["where"] not in region:
            region = among["where"] + region
        return head[: among.start()] if among is not None else head, region

    def _ranks_in_turn(self, mark: Token) -> list[Token]:
        """分列全市第三、第二: the ranks of a list."""
        several = [mark]
        behind = bisect_right(self.marks, mark.start, key=attrgetter("start"))
        for other in self.marks[behind : behind + _MOST]:
            if other.kind is not MarkKind.RANK or self.shape[several[-1].tail : other.start] not in ("、", "和"):
                break
            several.append(other)
        return several

    @rule(Rule.RANKS_IN_TURN)
    def _named_in_turn(self, head: str, several: int) -> list[str]:
        """What has them in turn: the items of the clause, or the rows before with what it says of them."""
        items = self.names(head, several, True) if head else []
        if len(items) == several:
            whole = _OWN_MEASURE.sub("", self.rows[-1].subject) if self.rows else ""
            return [whole + item if item in _OF_GROWTH else item for item in items]
        said = self.namer.clean(head)
        rows = self.rows[-several:]
        if (said and said not in _OF_GROWTH) or len({row.subject for row in rows}) < several:
            return []
        return [joined(row.subject, said) for row in rows]

    @rule(Rule.RANK_NAMED)
    def _ranked_names(self, head: str, lead: str, lead_start: int) -> list[str]:
        """What has the rank: named in the clause, carried from the row before, or the contest of the clause before."""
        head = _HELD_ON.sub("", head)
        if (SPREAD.search(lead) or "全部" in lead) and "、" in head:
            return self.names(re.sub(r"等[^，、]{0,14}$|(?:均|都|全部)$", "", head), 1, True)
        contest = _CONTEST.search(self._said_before(lead_start))
        what = _AMONG.sub("", contest["what"]) if contest is not None else ""
        if what and _AWARDED.search(lead):
            return [what]
        subject = re.sub(r"^[在是]|中$", "", self.namer.clean(head))
        so_many = _SO_MANY.fullmatch(subject)
        if so_many is not None:
            rows = [row for row in self.carry.rows if not (row.change or row.aside)][-_FEW_OF[so_many["count"]] :]
            return [row.subject for row in rows]
        listed = self._listed_before() if _OF_ALL.search(lead) and (not subject or subject in _OF_GROWTH) else []
        if len(listed) > 1:
            return [_OWN_MEASURE.sub("", row.subject) + subject for row in listed]
        if self.rows and _ASPECTS.fullmatch(subject):
            return [self.rows[-1].subject + each for each in _AND.split(subject)]
        subject = self._with_whose(subject, lead_start)
        if subject:
            return [subject + what if PLACE.search(subject) else subject]
        said = self._said_before(lead_start)
        told = _ENTERED.search(said) or _LISTED_IN.search(said) or _NEXT_TO.search(said)
        if told is not None:
            return [self.namer.clean(told["what"])]
        return [self._ranked_before(lead_start)]

    def _with_whose(self, subject: str, lead_start: int) -> str:
        """增速居全省第二: whose growth it is, from the row or the words before."""
        if subject in _OF_GROWTH and self.rows:
            return _OWN_MEASURE.sub("", self.rows[-1].subject) + subject
        if subject in _OF_GROWTH:
            return self._said_to_grow(lead_start) + subject
        return self._with_subject(subject) if subject and self._is_generic(subject) else subject

    def _ranked_before(self, lead_start: int) -> str:
        """粮食产量再创新高，居全国首位: what the clause before says the moves of, or what the row before names."""
        moved = self._moved_before(lead_start)
        if moved:
            return moved
        if not self.rows:
            loose = self._loose_any(lead_start)
            return loose if self.namer.is_measure(loose) else ""
        last = self.rows[-1]
        return last.subject if last.change or not last.name or "rank" in last.reasons else last.name

    def _said_to_grow(self, lead_start: int) -> str:
        """财政收入也有快速增长，增速居全省第3位: what grew, in the clause before."""
        grown = _GREW_BEFORE.search(self._said_before(lead_start))
        name = self.namer.clean(grown["what"]) if grown is not None else ""
        return name if self.namer.is_measure(name) else ""

    def _listed_before(self) -> list[Draft]:
        """智能工厂2家、绿色工厂67家，均居全国第一: the rows of the list that ends here, or all where there are few."""
        stated = [row for row in self.rows if not (row.change or row.aside)]
        alike = takewhile(lambda row: row.unit_kind == stated[-1].unit_kind, reversed(stated))
        near = list(alike)[::-1]
        together = [row for row in near if row.quote_start == near[-1].quote_start]
        near = together if len(together) > 1 else near
        return near if len(near) > 1 else stated if len(stated) <= _FEW else []

    def _add_rank(self, mark: Token, lead_start: int, name: str, region: str, base: bool) -> None:
        whole = region if "排名" in region else f"{name}{region}排名" if not name.endswith(_PLACES) else name + region
        draft = self.draft(mark, lead_start, whole, name)
        draft.value, draft.unit, draft.bound = mark.value, "位", mark.bound or Bound.EXACT
        draft.unit_kind = "rank"
        draft.doubt("rank")
        draft.aside = True
        if mark.chinese:
            draft.doubt("numeral_in_words")
        if base:
            draft.year = self._year_of_base("", draft)
            draft.doubt("base_of_change")
        self.add(draft)

    @rule(Rule.GROWTH_NAMED)
    def _named_in_words(self, lead: str) -> str:
        """农民人均纯收入到规划期末翻一番: what grows, where its own clause says so."""
        name = self.namer.clean(
            self.namer.without_comparison(re.sub(r"(?:增长|增速|(?<![上高增看])涨)(?:保持|达到|实现)?$", "", lead))
        )
        return "" if name in ("均", "均保持", "都保持", "均实现", "保持", "同比", "比上年", "实现", "较上年") else name

    def folded(self, mark: Token, lead_start: int, lead: str) -> int:
        """翻一番, 持平, 两位数增长: growth without a figure; always one mark."""
        if MONTH_BY_MONTH.search(lead):
            return 1
        if mark.kind is MarkKind.EVEN:
            return self._even(mark, lead_start, lead)
        name = self._named_in_words(lead)
        last = self.rows[-1] if self.rows else None
        if not name and last is not None and last.growth is None and last.value is not None:
            if "均" in lead:
                for row in self.rows[:-1]:
                    if row.growth is None and row.value is not None:
                        self._fill_growth(row, mark, 1, mark.bound)
            last.doubt("growth_in_words")
            more = self.shape.startswith(("多", "还多", "以上", "有余"), mark.end)
            self._fill_growth(last, mark, 1, Bound.AT_LEAST if more else mark.bound)
            last.quote_end = mark.tail
            self._close(mark)
            return 1
        if not name and mark.kind is MarkKind.FOLD and self.rows:
            name = self.rows[-1].subject
        if not name or len(name) > 24:
            return 1
        both = name.split("和")
        names = both if len(both) == 2 and all(self.namer.is_measure(part) for part in both) else None
        for each in names or self.names(name, 1, bool(SPREAD.search(lead))):
            draft = self.draft(mark, lead_start, each, each)
            self._fill_growth(draft, mark, 1, mark.bound)
            draft.doubt("growth_in_words")
            self.add(draft)
        self._close(mark)
        return 1

    def _even(self, mark: Token, lead_start: int, lead: str) -> int:
        if re.search(r"目标|计划|全国|全省|经济", lead):
            return 1
        before = self.namer.clean(
            re.sub(r"(?:与|和|同|较|比)?(?:上年|去年|同期|上年同期|去年同期|上年同月|同月|上月)*(?:基本)?$", "", lead)
        )
        if not before and self.rows and self.rows[-1].growth is None and self.rows[-1].value is not None:
            self._fill_growth(self.rows[-1], mark, 1, None)
            self.rows[-1].quote_end = mark.tail
        elif before not in _OF_GROWTH and 2 <= len(before) <= 16 and self.namer.is_measure(before):
            draft = self.draft(mark, lead_start, before, before)
            self._fill_growth(draft, mark, 1, None)
            self.add(draft)
        self._close(mark)
        return 1
