"""Names that share words: lists with one tail, pairs in one word, parts of a whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.sentences.clause import Clause, without_course
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.sentences.patterns import OF_THINGS, THREE
from zonetracker.support.seeds import seed_rows

TWINS = (
    ("城乡居民", "城镇居民", "农村居民"),
    ("城乡常住居民", "城镇常住居民", "农村常住居民"),
    ("存贷款", "存款", "贷款"),
    ("城乡低保", "城市低保", "农村低保"),
    ("城乡", "城镇", "农村"),
    ("进出口", "进口", "出口"),
    ("产销量", "产量", "销量"),
    ("产销", "产量", "销量"),
)
_PARTED = re.compile("(存|城|产|进)、(贷款|乡|销|出口)")
"""存、贷款: two that share what follows, written as a list."""
TAIL = re.compile(
    r"(?:人均(?:可支配|纯)?收入|增加值|总产值|产值|(?:保费|营业|主营业务|业务|销售|旅游)?收入|支出|投资(?!额)|销售额|(?:网络|网上)?零售额|营业额|产量|面积|余额|比重|利润|税收(?!返还)|价格|指数|平均浓度|覆盖率|利用率|完成率|参保率|总量|规模|进出口|出口|进口|施用量|使用量|排放量|消费量|用[电水气]量?|销量|里程).*$"
)
MEASURE_TAIL = re.compile(
    r"(?:总产量|总产|产量|总产值|产值|增加值|销售面积|施工面积|种植面积|播种面积|面积|饲养量|出栏量|存栏量|出栏|存栏|销售额|营业收入|主营业务收入|数量|人次|人数|起数|户数)$"
)
MIDDLES = ("居民", "领域", "行业", "产业", "企业", "系统", "用地", "作物", "人口", "住户", "常住")


TRADE = re.compile(r"(?:出口|进口)(?:总?[额值])?$")
_LIKE_THESE = re.compile(r"(?<=.)等(?=.{2})")
_SORT_OF_THESE = re.compile(
    r"(?<=.{2})等(?:重点|主要|支柱|新兴|传统|绿色|战略性|优势|特色)*"
    r"(?:经济体|国家(?:和地区)?|地区|市场|板块|品种|产品|商品|行业|产业)(?P<rest>(?!集群|基地|园)[^的占].+)"
)
"""欧盟、东盟等经济体投资: what the things of a list are, where it is a mere word for their sort."""
_KIND_OF_OWNER = re.compile("(?:园区?|基地|集群|企业|公司|[市县镇乡]|街道|学校|院校|医院|景区|口岸|港)$")
_COME_FROM = re.compile(r"^(?:来自|面向)(?=[^，、]{2,8}、)")
GRADE = re.compile(r"(?:国家|省|市|县|区)级(?:以上)?")
_PARTS_OF = (("进出口", "进出口总额"), ("零售总额", "消费品零售额"), ("价格", "价格"), ("CPI", "价格"))
_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_LET_OUT = ("排放总量", "排放量", "排放强度", "平均浓度", "浓度", "余额")
_WHOLE_MEASURES = ("指数", "率", "比例")
_LONG_ITEM = 4
_LISTED = 4
_LIST_BEFORE = re.compile("[^，、和及与]{2}[和及与、][^，、和及与]{2}")
_SHARED_NOUN = 4
"""How long what stands between a sort and its measure may be, for all of a list to share it (产业 in 产业规模)."""
_COUNTS = dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_PLACES_TAIL = re.compile(
    r"(?<=.)(?P<count>[二两三四五六七八九十])(?P<kind>[省市县区镇乡州旗国])(?P<rest>(?!级).{2,})$"
)
_PLACE = re.compile(r"[^，、]{1,6}[市县区镇乡州旗]")
_PLACE_FIRST = re.compile(r"[^，、]{1,6}?[市县区镇乡州旗](?P<rest>(?![市县区镇乡州旗])[^，、]{2,})")
_NOUN_TAIL = re.compile(
    r"(?:管网|管道|管线|线路|设施|设备|泵站|站点|厂房|工程|项目|企业|学校|基地|园区|公路|道路|住房|用房|床位|学位|车位|岗位)$"
)
_ALSO_OF_AMOUNTS = "新净增减压降争引完到利"
"""How verbs begin that are said of amounts too (新增贷款、税收); 接待游客 and 举办展会 are not."""
_AMOUNTS = ("花费", "收入", "支出", "消费", "产值", "增加值", "利润", "税收")
_INSURES = re.compile("(?:养老|医疗|失业|工伤|生育)$")
_INSURED = re.compile("(?:养老|医疗|失业|工伤|生育)(?P<rest>保险.*)$")
_MERE_SORT = re.compile(r"^(?:行业|产业|领域|板块)")
_COUNTED_TAIL = re.compile(r"[二两三四五六七八九十](?:项|类|大|个)(?P<rest>.{2,})$")


def twins(name: str) -> list[str]:
    """The two that a word stands for (进出口), where no list before it says which two things are meant."""
    for both, one, other in TWINS:
        front, found, _ = name.partition(both)
        if found and (len(front) < _LISTED or _LIST_BEFORE.search(front) is None):
            return [name.replace(both, one, 1), name.replace(both, other, 1)]
    return []


def share_tail(items: list[str], namer: Namer) -> list[str]:
    """装备制造业、高新技术产业增加值占…比重: the tail of the last item belongs to all."""
    if len(items) < 2:
        return items
    whole = _summed_up(items) or _of_places(items, namer) or _of_sort(items) or _insured(items)
    whole = whole or _of_these(items, namer)
    if whole:
        return whole
    items = [*items[:-1], _LIKE_THESE.sub("", items[-1])]
    first = items[0]
    grade = GRADE.match(first)
    if grade is not None and not any(GRADE.match(item) for item in items[1:]):
        bare = share_tail([first[grade.end() :], *items[1:]], namer)
        return [grade[0] + item for item in bare]
    if len(first) >= 5 and first.endswith("率"):
        items = [first, *(first[:-3] + item if len(item) <= 4 and item.endswith("率") else item for item in items[1:])]
    last = items[-1]
    deed = namer.head_verb(last)
    if deed and len(last) - len(deed) >= 2 and all(item in namer.all_verbs for item in items[:-1]):
        return [*(item + last[len(deed) :] for item in items[:-1]), last]
    if all(len(item) == 2 for item in items[:-1]) and last[2:4] in MIDDLES:
        return [*(item + last[2:] for item in items[:-1]), last]
    let_out = next((tail for tail in _LET_OUT if last.endswith(tail) and len(last) > len(tail)), "")
    if let_out and all(len(item) > 1 for item in items):
        return [item if item.endswith((let_out, *_WHOLE_MEASURES)) else item + let_out for item in items]
    if all(namer.is_measure(item) for item in items):
        return items
    tail = _tail(items, namer)
    if not tail:
        return items
    return [item if namer.is_measure(item) or item.endswith((tail, "投入")) else _met(item, tail) for item in items]


def _met(item: str, tail: str) -> str:
    """An item with the tail of its list, what both have at their edge said once (省外游客 and 游客人次)."""
    shared = next((size for size in range(min(len(item), len(tail)) - 1, 1, -1) if tail.startswith(item[-size:])), 0)
    return item + tail[shared:]


def _of_sort(items: list[str]) -> list[str]:
    """欧盟、东盟等经济体投资: each of a list whose sort is told with what is said behind it, or nothing."""
    found = _SORT_OF_THESE.search(items[-1])
    return [item + found["rest"] for item in (*items[:-1], items[-1][: found.start()])] if found is not None else []


def _of_these(items: list[str], namer: Namer) -> list[str]:
    """教育、社保、医疗卫生等民生支出: each of a list with what is measured behind its 等, or nothing."""
    found = _LIKE_THESE.search(items[-1])
    measured = TAIL.search(items[-1], found.end()) if found is not None else None
    if found is None or measured is None or not namer.is_measure(measured[0]):
        return []
    things = (*items[:-1], items[-1][: found.start()])
    whose = items[-1][found.end() : measured.start()]
    said = (whose if _KIND_OF_OWNER.search(whose) else "") + measured[0]
    return [] if any(map(namer.is_measure, things)) else [thing + said for thing in things]


def _insured(items: list[str]) -> list[str]:
    """城镇职工养老、失业、工伤保险参保人数: the last insurance says for all what they are, or nothing."""
    found = _INSURED.search(items[-1])
    if found is None or not all(map(_INSURES.search, items[:-1])):
        return []
    return [*(item + found["rest"] for item in items[:-1]), items[-1]]


def _summed_up(items: list[str]) -> list[str]:
    """甲、乙两大产业产值, 云溪、青禾两县税收: what a count at the end of a list says for all, or nothing."""
    *others, last = items
    placed = _PLACES_TAIL.search(last)
    if placed is not None and _COUNTS[placed["count"]] == len(items):
        kind = placed["kind"]
        places = (*others, last[: placed.start()])
        return [item + ("" if item.endswith(kind) else kind) + placed["rest"] for item in places]
    counted = _COUNTED_TAIL.search(last)
    if counted is None or counted.start() < 1:
        return []
    things = (*others, last[: counted.start()])
    sorted_out = all(thing.endswith("业") for thing in things)
    rest = _MERE_SORT.sub("", counted["rest"]) if sorted_out else counted["rest"]
    return [thing + rest for thing in things]


def _of_places(items: list[str], namer: Namer) -> list[str]:
    """云溪县、青禾县开工率: the measure of the last place is that of all, or nothing."""
    placed = _PLACE_FIRST.fullmatch(items[-1])
    if placed is None or not namer.is_measure(placed["rest"]) or not all(map(_PLACE.fullmatch, items[:-1])):
        return []
    return [*(item + placed["rest"] for item in items[:-1]), items[-1]]


def in_turn(items: list[str], namer: Namer) -> list[str]:
    """新建供水、供气管网: each of a list with the verb before the first and the noun behind the last."""
    if any(namer.head_verb(item) for item in items[1:]):
        return share_tail(items, namer)
    noun = _NOUN_TAIL.search(items[-1])
    size = noun.start() if noun is not None else 0
    led = bool(namer.head_verb(items[0])) or items[0][:2] in namer.paired
    alike = (len(items[0]) == size or led) and all(len(item) == size for item in items[1:-1])
    if noun is not None and size >= 2 and alike and not any(map(_NOUN_TAIL.search, items[:-1])):
        head = items[0][:-size]
        return [items[0] + noun[0], *(head + item + noun[0] for item in items[1:-1]), head + items[-1]]
    verb = namer.head_verb(items[0])
    if not verb or len(items[0]) < len(verb) + 2:
        return share_tail(items, namer)
    shared = share_tail([items[0][len(verb) :], *items[1:]], namer)
    apart = () if verb[0] in _ALSO_OF_AMOUNTS else _AMOUNTS
    return [item if at and item.endswith(apart) else verb + item for at, item in enumerate(shared)]


def part(name: str, whole: str) -> str:
    """The part's name with the measure of the whole: 农村 of 恩格尔系数, 娱乐业 of 文化和娱乐业营业收入."""
    if whole.endswith(("生产总值", "GDP")):
        return name + "增加值"
    said = next((how for what, how in _PARTS_OF if what in whole), None)
    if said is not None:
        return name if name.endswith(("零售", "收入")) else name + said
    if whole.endswith(("产量", "销量")) and name.endswith(("企业", "公司", "单位")):
        return name + _ALL_OVER.sub("", whole)
    tail = TAIL.search(_IN_BRACKETS.sub("", whole.removeprefix("规模以上")))
    if tail is not None and tail.start() >= 1:
        own = name.find(tail[0], 2)
        if own > 0:
            return name[: own + len(tail[0])] if name.endswith("到账") else name
        return name if name.endswith("投入") else _overlapping(name, tail[0])
    if name[-1] == whole[-1] or name[-1:] in "税金":
        return name
    return name + whole if len(whole) <= 8 and len(name) <= 4 else name


def _overlapping(front: str, back: str) -> str:
    """工业用电 + 用电量 is 工业用电量."""
    return front + (back[2:] if len(back) > 2 and front.endswith(back[:2]) else back)


def joined(front: str, back: str) -> str:
    """Front and back without saying their shared edge twice (粮食总产 + 单产 is 粮食单产)."""
    if back in ("出口", "进口", "出口额", "进口额") and "进出口" in front:
        return front[: front.index("进出口")] + back
    if TRADE.fullmatch(back):
        return TRADE.sub("", front) + back
    tail = MEASURE_TAIL.search(front)
    if tail is not None and tail.start() >= 2 and (back == "单产" or MEASURE_TAIL.fullmatch(back)):
        return front[: tail.start()] + back
    return front + back


def _tail(items: list[str], namer: Namer) -> str:
    """What the last item says for all: what stands behind a word as long as each of the others, or its measure."""
    first, last = items[0], items[-1]
    size, again = len(first), last.rfind(first)
    if again > 0:
        return last[again + size :]
    found = TAIL.search(last)
    measure = found.start() if found is not None and found.start() >= 2 else 0
    own = len(namer.without_measure(last))
    if found is None and 2 <= own < size and last[own:] in namer.lexicon.markers["measures"]:
        return last[own:]
    rest = last[size:]
    if len(rest) >= 2 and all(len(item) == size for item in items[:-1]):
        apart = measure - size
        whole = (
            size == 1
            or apart in (0, 2)
            or (not found and (size < _LONG_ITEM or len(rest) == 2))
            or (2 < apart <= _SHARED_NOUN and first[-1] != "业")
        )
        if (namer.is_measure(rest) and whole) or _end_alike(first, last[:size]):
            return rest if rest.startswith("业务") else rest.removeprefix("业")
    return last[measure:] if measure else ""


def _end_alike(first: str, beside: str) -> bool:
    """Whether two items of one length are of one sort by their ends; of longer ones one sign is not enough."""
    shared = 1 if len(first) < _LONG_ITEM else 2
    return len(first) >= 2 and first[-shared:] == beside[-shared:]


_HOW = re.compile(
    r"(?:总|年|月|日|种植|播种|销售|施工|竣工|建筑|占地|规划|用地|营业|主营业务|实现|完成|累计|计划|到位|从业|户均|人均|亩均)+$"
)
_OF_WHOLE_PLACE = re.compile(
    r"^(?:(?:全[国省市区县镇乡州旗]|全社会|地方|限额以上|外贸|货物|对外|财政|一般公共|居民|城镇|农村|常住|人均)*)"
    r"(?:生产总值|GDP|固定资产投资|社会消费品零售(?:总额|额)?|(?:预算|财政)?(?:总收入|收入)|可支配收入|纯收入"
    r"|进出口(?:总?[额值])?|[出进]口(?:总?[额值])?|贸易总额)(?:增速)?$"
)
"""What a whole place has by itself: no measure that follows is one of it."""
_MAKES = re.compile(r"(?<=.{2})(?:生产|种植|养殖)?(?:线|基地|车间)$")
_CLOSE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Owned:
    """A measure with what it measures; `close` where another reading has nearly as much for it."""

    name: str
    owner: str
    points: Decimal = Decimal(0)
    close: bool = False


@cache
def _points() -> dict[str, Decimal]:
    return {row["evidence"]: Decimal(row["points"]) for row in seed_rows("name_evidence.csv")}


def stem(name: str, namer: Namer) -> str:
    """What a measure measures (烟叶 of 烟叶种植面积), or nothing."""
    while True:
        cut = _HOW.sub("", namer.without_measure(name))
        verb = namer.tail_verb(cut)
        cut = cut[: len(cut) - len(verb)] if verb in namer.acts else cut
        if cut == name:
            return name
        name = cut


def owned(name: str, before: Sequence[Draft], here: int, namer: Namer, goes_on: bool = False) -> Owned:
    """A measure that needs an owner with the likeliest one among the rows `before` it, the nearest first.

    `here` is where its sentence begins; `goes_on` where a 、 joins it to the nearest row.
    """
    readings = sorted(_readings(name, before, here, namer, goes_on), key=lambda reading: -reading.points)
    first = readings[0]
    other = next((one for one in readings[1:] if one.name != first.name), None)
    near = other is not None and first.points - other.points < _CLOSE
    return Owned(first.name, first.owner, first.points, near or _ends_list(first, before, namer))


def _ends_list(owned_by: Owned, before: Sequence[Draft], namer: Namer) -> bool:
    """存栏生猪18万头、肉牛2万头，产值26亿元: whether the owner is only the last of things that share a verb."""
    if len(before) < 2 or owned_by.owner != before[0].subject:
        return False
    verbs = {namer.list_verb(row.subject) for row in before[:2]}
    return len(verbs) == 1 and "" not in verbs


def _stands_beside(one: Draft, other: Draft) -> bool:
    """Whether two rows are different parts of one whole."""
    return one.parent is other.parent and one.subject not in other.subject and other.subject not in one.subject


def _rated(thing: str, rate: str, namer: Namer) -> str:
    """What a rate is one of: 标准厂房 of 标准厂房累计建成 for 入驻率, 信访件 of 办结信访件 for 办结率."""
    done = namer.tail_verb(thing)
    bare = re.sub(r"(?:累计|已|共)+$", "", thing[: -len(done)]) if done in namer.acts else thing
    said = namer.list_verb(bare)
    bare = bare[len(said) :] if said and said.startswith(rate[:2]) else bare
    return bare if len(bare) >= 2 else thing


def _readings(name: str, before: Sequence[Draft], here: int, namer: Namer, goes_on: bool) -> Iterator[Owned]:
    points = _points()
    known = namer.lexicon.indicator_units
    told = {row.name for row in before if row.value is not None and not row.change}
    yield Owned(name, name, points["alone"] + (points["known_alone"] if name in known else 0))
    apart = 0
    for back, row in enumerate(before):
        if (
            row.change
            or row.aside
            or _OF_WHOLE_PLACE.match(row.subject)
            or (row.unit_kind == "people" and name in OF_THINGS)
        ):
            continue
        thing = row.subject if not namer.is_measure(row.subject) else stem(row.subject, namer).removesuffix("占")
        if len(thing) < 2 or thing in namer.all_verbs or thing in namer.regions:
            continue
        score = (
            points["counted" if thing == row.subject else "measured"]
            + back * points["far"]
            + apart * points["over_part"]
        )
        score += points["other_sentence"] if row.start < here else 0
        score += points["goes_on"] if goes_on and back == 0 else 0
        if row.parent is not None and any(_stands_beside(other, row) for other in before):
            score += points["one_of_parts"]
            apart += 1
        thing = _rated(thing, name, namer) if name.endswith("率") else thing
        thing = _MAKES.sub("", thing) if name.endswith("产量") else thing
        whole = joined(thing, name)
        score += (points["known"] if whole in known else 0) + (points["told"] if back and whole in told else 0)
        yield Owned(whole, thing, score)


_NEWLY = re.compile(r"^(?:新增加?|净增|新认定|新引进|新培育|新注册|新登记)(?=.{2})")
_RAISED = re.compile(r"^年?(?:出栏|存栏)量?(?=.{2})")
_IN_ALL = ("总数", "总量", "累计", "存量")
_OWNS = re.compile(r"(?P<who>[^，、\d的]{2,8})的(?P<what>[^，、\d的]{2,12})")
_DOES = re.compile(r"(?P<owner>.{2,}?)(?:累计|合计|共)*(?:实现|完成|达成|创造)(?=.{2})")
_SHORT_MEASURE = 6
_SPLITS = re.compile(
    r"(?<![^，。；:\n、)])(?:(?:从|按|分)[^，。；、\d]{1,10}?(?P<what>产量|产值|销量|销售额|零售额|税收|利润|投资)?(?:情况)?来?(?:看|分|划分|分类|统计)"
    r"|[^，。；、\d]{2,20}?(?P<inside>增加值|产值|零售额|销售额|营业收入|支出|投资|产量)当?中)，"
)
_LOOKS = re.compile("看，|分，|分类，|统计，|中，")
_ALL_OVER = re.compile(r"^全[国省市区县镇乡州]")
_LONGEST_PART = 14
_LONGEST_TRADE = 20
_BUDGET = "(?:(?:年初)?预算(?:安排|总计|合计|数)?)"
_SIDE = re.compile(
    rf"(?:年初)?总?(?:收入|支出)(?:总计|合计|{_BUDGET})?|(?:当年)?(?:收支|累计|上年)?(?:年?[终末])?(?:滚存)?结余"
)
_ACCOUNT = re.compile(rf"(?P<whose>.*(?:预算|财政|基金|公共|经营))总?(?:收入|支出){_BUDGET}?|(?P<all>.*预算)安排")
_BUDGETED = re.compile(rf"(?P<of>.*?)(?:年初)?(?P<side>收入|支出){_BUDGET}")
"""Whose the other side of an account is: 一般公共预算 of 一般公共预算收入."""
_AND = re.compile(r"(?<=.{2})和(?![谐美平])(?=.{2})")
_DOERS = re.compile("(?:政府|部门|单位|机关)$")
"""各级政府和部门一般性支出: who did it together."""
_CARRIED_OUT = re.compile("(?:[^，]{0,12}，)?(?:实际|年终|全年|共|累计)*(?:完成|执行)(?:数)?")
_WHOSE = re.compile(r"其(?![他它中余])(?P<what>.{2,})")
_ENUMERATES = re.compile(r"^[^、]*?(?:还有|包括|分别是|[是有])(?=[^、])")


def _whose_alike(items: list[str], namer: Namer) -> list[str]:
    """甲县、乙县和丙县的生产总值分别…: the measure that the last owns is that of each."""
    last = _OWNS.fullmatch(items[-1]) if len(items) > 1 else None
    if last is None or any("的" in item or namer.is_measure(item) for item in items[:-1]):
        return items
    what = last["what"]
    known = namer.is_measure(what) or what in namer.lexicon.indicator_units
    return [item + what for item in (*items[:-1], last["who"])] if known else items


class Listed(Clause):
    """Names the things of a list, and a measure by the thing that it measures.

    `_under` is the row of which the next one is a part; `_splits` where the sentence begins to break one down, and
    `_split_by` what it looks at there (从产量看).
    """

    _under: Draft | None = None
    _splits: tuple[int, ...] | None = None
    _split_by: tuple[str, ...] = ()

    def add(self, draft: Draft) -> Draft:
        """Take a finished row in, under the row that is broken down."""
        draft.parent, self._under = self._under, None
        return super().add(draft)

    def _broken_down(self, at: int) -> tuple[Draft, ...]:
        """分产业看，…: the rows of which the one at flat `at` may be a part, the nearest last."""
        if self._splits is None:
            self._splits = ()
            if _LOOKS.search(self.text, self.start, self.end) is not None:
                found = list(_SPLITS.finditer(self.text, self.start, self.end))
                self._splits = tuple(one.end() for one in found)
                self._split_by = tuple(one["what"] or one["inside"] or "" for one in found)
        behind = bisect_right(self._splits, at)
        if behind:
            begin = self._splits[behind - 1]
            last = (self.carry.base,) if self.carry.base is not None else ()
            self.carry.split = (*last, *(row for row in self.carry.rows if row.start < begin))
        return self.carry.split

    def _part_of(self, name: str, at: int, unit: str | None) -> str:
        """分产业看，第一产业增长3%: a part with the measure of what is broken down; `unit` is None for a growth."""
        split = self._broken_down(at)
        behind = bisect_right(self._splits or (), at)
        measure = self._split_by[behind - 1] if behind else ""
        if measure and unit is None and self._is_plain(name):
            return name + measure
        if not split:
            return ""
        alike = (row for row in reversed(split) if row.unit == unit and row.value is not None)
        grown = (row for row in reversed(split) if row.growth is not None)
        base = next((row for row in (grown if unit is None else alike) if self._is_whole(row)), None)
        if base is None:
            return ""
        self._under = self.carry.base = base
        if not self._is_plain(name):
            return ""
        whole = _ALL_OVER.sub("", base.subject)
        verb = self.namer.head_verb(whole)
        return verb + name + whole[len(verb) :] if verb and base.unit_kind == "count" else part(name, whole)

    def _is_plain(self, name: str) -> bool:
        """Whether a name says only who or where, not what of it."""
        known = name in self.namer.lexicon.indicator_units or self._is_generic(name)
        did = self.namer.head_verb(name) or self.namer.tail_verb(name.removesuffix("服务"))
        longest = _LONGEST_TRADE if name.endswith("业") else _LONGEST_PART
        return 2 <= len(name) <= longest and not (known or did or self.namer.is_measure(name))

    def _is_whole(self, row: Draft) -> bool:
        """Whether a row can be broken down."""
        apart = row.change or row.aside or row.parent is not None
        measured = self.namer.is_measure(row.subject) and len(self.namer.without_measure(row.subject)) >= 2
        known = row.subject in self.namer.lexicon.indicator_units
        return not apart and (measured or known or row.unit_kind in ("people", "count"))

    def _of_account(self, name: str) -> str:
        """一般公共预算收入完成…；支出完成…: the other side of the account told last, or the name as it stands."""
        if _SIDE.fullmatch(name) is None:
            return name
        rows = (row for row in reversed(self.carry.rows) if row.parent is None and len(row.subject) > len("总收入"))
        told = (_ACCOUNT.fullmatch(row.subject) for row in rows)
        account = next((found for found in told if found is not None), None)
        return (account["whose"] or account["all"]) + name if account is not None else name

    @staticmethod
    def _carried_out(raw: str, subject: str) -> str:
        """支出预算48亿元，完成45亿元: what was carried out of a budget, or nothing."""
        budgeted = _BUDGETED.fullmatch(subject) if _CARRIED_OUT.fullmatch(raw) else None
        return budgeted["of"] + budgeted["side"] if budgeted is not None else ""

    def _with_subject(self, name: str) -> str:
        last = self.carry.rows[-1] if self.carry.rows else None
        if last is None or not self.rows or name in last.subject:
            return name
        return self._owned(name, last).name

    def _owned(self, name: str, last: Draft, goes_on: bool = False) -> Owned:
        """A measure with the thing it measures: 占比 of the row before, 产值 of the nearest thing that has one."""
        if name in self.whole.aspects or name.startswith("占"):
            whole = _NEWLY.sub("", last.subject) if name in _IN_ALL else last.subject
            whole = _RAISED.sub("", whole) if name.startswith(("出栏", "存栏")) else whole
            return Owned(joined(whole, name), last.subject)
        one = self._one_subject() if name.endswith("投资") else ""
        if one:
            return Owned(one + name, one)
        return owned(name, self.carry.rows[::-1], self.start, self.namer, goes_on)

    def names(self, name: str, figures: int, spread: bool) -> list[str]:
        """The items that share one predicate: A、B均…, A和B分别…"""
        if not spread and figures == 1:
            return [self.namer.clean(name)]
        body = _PARTED.sub(r"\1\2", _COME_FROM.sub("", self.namer.back(name)))
        three = THREE.search(body)
        if three is not None and figures == 3:
            tail = body[three.end() :]
            return [self.namer.clean(f"第{number}产业{tail}") for number in "一二三"]
        items = [item for item in re.split(r"、", body) if item]
        if len(items) < figures or (spread and items):
            parted = re.split(r"(?:以及|和|与|及)(?=[^和与及]{2,}$)", items[-1]) if items else []
            if len(parted) == 2 and (len(items) + 1 == figures or (figures == 1 and not _DOERS.search(parted[0]))):
                items = items[:-1] + parted
        if len(items) + 1 == figures > 2:
            items = [one for item in items for one in (_AND.split(item, maxsplit=1) if "和" in item else [item])]
        if len(items) == 1 and figures == 2:
            pair = twins(items[0])
            if pair:
                items = pair
        if figures > 1 and len(items) != figures:
            return [self.namer.clean(name)]
        items = _whose_alike(self._owned_alike(items), self.namer)
        items = in_turn(items, self.namer) if figures > 1 else share_tail(items, self.namer)
        return [self.namer.clean(item) for item in items]

    def _owned_alike(self, items: list[str]) -> list[str]:
        """园区企业实现产值、利润, 园区企业产值、利润: the owner that stands before the first measure has them all."""
        if len(items) < 2:
            return items
        first, *others = items
        does = _DOES.match(first)
        measured = MEASURE_TAIL.search(first)
        if does is not None and self._is_owner(does["owner"]):
            short = [len(item) <= _SHORT_MEASURE for item in others]
            owners = [self.namer.clean(does["owner"]) if own else "" for own in short]
            return [first, *(owner + item for owner, item in zip(owners, others, strict=True))]
        if measured is None or not self._is_owner(first[: measured.start()]):
            return items
        return [first, *(self._of_owner(first, measured.start(), item) for item in others)]

    def _is_owner(self, words: str) -> bool:
        """Whether words name somebody or something, not only where."""
        name = self.namer.clean(words)
        return len(name) >= 2 and name[-1] not in "省市县区镇乡州旗" and not self.namer.is_measure(name)

    def _of_owner(self, first: str, cut: int, item: str) -> str:
        """An item that needs an owner with that of the first, or with the first itself where it is said of that."""
        if not self._is_generic(item):
            return item
        return joined(first, item) if item in self.whole.aspects or item.endswith("率") else first[:cut] + item

    def _list_before(self, lead_start: int, figures: int) -> str:
        """A、B和C再次提高，月人均分别提高…: the items stand in the clause before."""
        begin = self._hard_before(lead_start - 1, self.start)
        words = self.namer.front(self.text[begin : lead_start - 1])
        words = without_course(words)
        return words if figures in (len(re.split(r"、|和|及", words)), len(words.split("、"))) else ""

    def _of_each_before(self, name: str, lead_start: int, figures: int) -> str:
        """…还有甲国、乙国和丙国，其合同金额分别为…: the list of the clause before, each with this measure."""
        whose = _WHOSE.match(name)
        listed = _ENUMERATES.sub("", self._list_before(lead_start, figures)) if whose is not None else ""
        if whose is None or not listed:
            return name
        return "、".join(item + whose["what"] for item in self.names(listed, figures, True))

    @staticmethod
    def _pairs(names: list[str], marks: list[Token]) -> list[tuple[str, Token]]:
        if len(names) == len(marks):
            return list(zip(names, marks, strict=True))
        if len(marks) == 1:
            return [(name, marks[0]) for name in names]
        return [(names[min(at, len(names) - 1)], mark) for at, mark in enumerate(marks)]
