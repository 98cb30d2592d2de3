"""Figures that are a part of a name (how far a circle reaches), or tell what one project or company is like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.clause import Clause
from zonetracker.extraction.sentences.patterns import PREPOSITION, SO_FAST, TO, came_from

LENGTHS = ("米", "公里", "千米", "厘米")
_REACHES = (*LENGTHS, "分钟")
_RANKED = ("名", "位", "家", "个")
_LAST = ("后", "末", "倒数")
_THRESHOLD_AFTER = re.compile(r"(?:的)?[^，。；:！？\n\t()、\d]")
_PLACES_OF_LIST = re.compile(r"(?:率|额|量|[增降]速|[增涨降]幅|值|排名|考核|成绩|得分)(?:后|末|倒数)$")
_REACH = re.compile(r"(?:以?内|范围内?|半径)?[^，、的]{0,8}(?:率|比例|生活圈|服务圈)")
_SIZED = re.compile(r"(?:床位?|座位|席|户|人|吨|亩|千瓦)以上的?[^，、]{2}")
_GROUP_BEFORE = re.compile(r"(?:最[高低](?:收入)?的?|前|后|中间)$")
_GROUP = re.compile(r"的?[^，、。；\d]{0,4}?(?:组|户|家庭|人口|人群|居民|企业|单位|群体)[^，、。；]{0,16}?\d")
_GROUP_OF = re.compile(r"的?(?:收入)?(?:群体|人群|家庭|人口|居民)[^，、。；\d]{0,8}(?:比例|占比|比重|数量|人数|户数)")
_LIMIT_OF = re.compile(
    r"(?:\(不?含[^()]{1,10}\))?的[^，、。；:()\d]{1,12}(?:\([^()\d]{1,8}\))?(?:共?有|达到?|为|共|超过?|突破|约|近)*\d"
)
COUNTED = ("count", "people", "kinds", "times")
_BUILT = re.compile(
    r"(?:^.{0,3}(?:(?<![拓加])宽|(?<![提拔增新])高|深)|主跨|跨径|时速(?:目标值)?|引道长|(?:河道?|桥|隧道|渠道?|大坝|堤防)长|流域面积|坡度|日均流量|境内|红线宽度?|[路桥河]面宽度?|跨度|层高|直径)(?:约|达|为|近|超)*$"
)
_OF_SIZE = re.compile(r"处(?![理置])|水深|高的|宽的?|长的|口径|直径")
_SOLD_TO = re.compile(r"(?:远销|畅销|销往|出口到|服务于|遍布|分布在|业务覆盖|在全球|在世界|在海外)[^，。]*$")
_MARKETS = re.compile(r"(?:多个)?(?:国家|地区|行业|省|城市|领域)")
_ONE_COMPANY = re.compile(
    r"归属于?[^，、]{0,8}(?:股东|所有者|母公司)|归母|扣非|每股(?:收益|净资产)|(?:公司|集团)(?:预计|预告|发布|披露|公告)"
    r"|(?:该|这家)(?:企业|(?:股份|上市)?公司|集团|厂)(?!数)|(?:^|[，“])公司(?:今年|去年|目前|现|已|年)|(?:公司|集团)总部(?:位于|设在)|(?:公司|集团|股份)(?:是|系|成立于|创立于|创办于|始建于)"
    r"|可年(?:生产|加工|处理|产)|年可(?:生产|加工|处理|产)|预计(?:可|每年)*(?:实现|新增|创造)?年(?:应税)?(?:销售|产值|税收|纳税|营业收入|利润)"
    r"|(?:达产|满产|达效|投产|(?:建成|投用|投运)(?=后，?[^，]{0,6}(?:年|可|将|预计)))(?:达效)?(?:以?后|时)"
)
_OF_ONE = re.compile("企业|公司|集团|股份|家厂|该厂|达产|满产|达效|投产|建成|投用|投运|可年|年可|预计")
_FINISHED = re.compile(r"完成|建成|竣工|开工|封顶|贯通|安装|浇筑|投用|投产|新增|完工|架设|带动")
_ATTRIBUTE = re.compile(
    r"(?P<of>(?:[该本此]?(?:项目|工程|线路|厂区|园区|电站))?)(?:[该本此]?(?:项目|工程)|[一二三首]期|计划|规划|设计|估算|概算|预计|建成后)*"
    r"(?:总投资额?|[估概]算投资|投资总额|概算总额|总?(?:用地|占地|建筑)面积|占地|用地|总长度?|全线?长|注册资本|(?:实现)?年(?:应税)?销售额?|(?:年|亩均)税收|年纳税额?|年产值|年产量|年销售收入|[日年]处理能力|[一二三首]期(?:项目|工程)?(?:计划)?总?投资"
    r"|总?装机(?:容量|规模)?|年?(?:平均|设计)?发电量|总?库容|年设计产能|(?:设计|建设)规模)"
    r"(?:可?达|约|近|超过?|为|是|可|到)*$"
)
_ASPECT = re.compile("投资|总额|装机|面积|占地|用地|长|资本|销售|税收|纳税|年产|能力|容量|规模|发电量|库容|产能")
"""No attribute is said without one of these."""
_ONE_PROJECT = re.compile(
    r"(?:项目|工程)是[^，。；]{4,60}(?:项目|工程)，|(?:^|，)[一二三首]期(?:项目|工程)|线路(?:涉及|途经|经过)|[该本此](?:项目|工程|线路|铁路|公路|桥|厂|校(?!长)|院(?!长)|馆(?!长))(?!库)|(?:项目|工程)(?:位于|坐落|选址|起于|由[^，]{2,20}(?:投资|建设|承建))"
    r"|(?:正线|线路)全?长|[路桥线道](?:工程|项目)?(?:全长|总长)|主跨|双向[四六八]车道|设计时速|首个[^，]{2,14}(?:项目|工程|产业园|基地|中心)"
)
_NO_NAME = re.compile(r"(?:全|各|新|改|农村|城[市区乡镇]|市政|乡[村镇]|县乡|国省|中小|老旧|[旧危])")
_OF_NAMED = re.compile(
    r"^[^，、\d]{2,20}?"
    r"(?:大道|[^道公铁网线]路|[^危]桥|隧道|水库|学校|中学|小学|医院|水厂|处理厂|电站|[至到][^，、至到]{2,10}(?:公路|铁路|高速|段))"
    r"(?:[新改扩迁]建|改扩建|改造|除险|加固|建设|拓宽|提升|延伸|[一二三]期)*(?:项目|工程)?"
    r"(?:全长|总长度?|总?(?:用地|占地|建筑|建设)面积|总?占地|总投资额?|[估概]算总?投资)(?:可?达|约|近|超过?|为|是|可|到)*$"
)
_PHASE = re.compile(r"[一二三首]期(?:项目|工程)?(?:计划)?(?:总)?投资")
_MANY = re.compile(r"[批类各些]|全[国省市区县州镇]|集中|重点|重大|签约|\d+个|项目库|多个|两个|三个")
_NAMED = re.compile(
    r"[^，、]{3,}(?:项目|工程|产业园|大桥|高速|铁路|公路|快速路|大道|隧道|医院|学校|中学|小学|电站|水库|厂|基地|综合体)"
)
_BARE = re.compile(r"(?:项目|工程|电站|线路)(?=总?(?:占地|用地|建筑面积|装机|全长|库容)|设计|规划|[一二三首]期)")
_ONE_NAMED = re.compile(
    r"^(?:位于|坐落)[^，、]{4,50}$|^[该本此][^，、]{1,4}$|(?:“[^”]{3,40}”|(?:公司|集团|股份)[^，、]{2,30}|[^，、]{2,30}(?:路|街|道|桥|隧|线|段|河|库|港|园|馆|院|校|城|站|厂|场|中心|广场|大厦|基地|平台|[院校厂馆新]区))"
    r"(?:\([^()]*\))?(?:[^，、]{0,4}(?:项目|工程)|建设|改造|扩建)?(?:\([^()]*\))?的?$"
)
_THE_ONE = re.compile(
    r"(?:，[^，。；\d]{0,10}[\d.]+[万亿]*(?:美?元|平方米|平方公里|公里|米|亩|公顷)){0,2}的(?!\d+个)[^，。；]{3,30}(?:项目|工程|园|基地|中心)"
)
_HAS = re.compile(r"，设(?:有|置|计|立)?(?![备施])[^，。；]*$")
_PROPER = 4
_AT_WORK = re.compile(r"正(?:在|满负荷|开足马力|有序|紧张|加紧|火热)*(?:运转|运行|作业|忙碌|采摘|生产)$")
_BULLETS = "、和及与■●◆▲★◎"
_A_PLACE = re.compile(r"[^，、的]{3,20}(?:项目|工程|景区|产业园|园区|基地|中心|综合体|大桥|生产线|小镇)")
_PAID = re.compile(r"(?:重点|加快|全力|大力)?(?:推进|建设|实施)?总?投资")
_DELEGATION = re.compile(r"(?:考察|代表|调研|检查|采访|访问)[组团](?:一行)?(?:约|共|近)*$")
_AT_MEETING = re.compile(
    r"(?:应到|实到|到会|出席(?:会议|大会)?)(?:的|人大|政协)?(?:代表|委员|人员)?$|，实$|^来自[^，。；\d]{1,12}$"
)
_MEET = re.compile(
    r"[^，。；\d]{0,10}?(?:代表|委员|嘉宾)(?:欢聚|汇聚|齐聚|共聚|出席|列席|参会|参加(?:会议|大会)|开展视察)"
)
_OF_PLANT = re.compile(r"[^，、]{2,24}?(?:项目|工程|生产线|加工厂|养殖场)")
_PLANT = re.compile(r"(?:公司|集团|股份|科技|实业|农投|牧业|药业|食品|能源|农牧)$")
_CAPACITIES = ("吨", "千瓦", "兆瓦", "吉瓦", "GW", "MW", "千伏安", "吨/日")
_OF_HERDS = ("头", "只", "羽", "套", "辆", "台", "件")
_NEAR = 60
_FAR_BACK = 200
_ENTRY = re.compile(
    r"(?:\d{1,2}[.、]|\(.{1,3}\)|[一二三四五六七八九十]{1,3}、) ?(?P<name>[^，。；:、\d]{2,30}?)[一二三四]?期?[。:，]"
)
_GOES_ON = re.compile(r"正在?|将|也|还|基本|顺利|目前")


@dataclass(slots=True)
class Case:
    """A figure to judge: its kind, the words of its clause before it, those after it, and the bound behind it."""

    index: int
    mark: Token
    kind: str
    lead: str
    right: str
    suffix: str

    @property
    def of_rest(self) -> bool:
        """Whether the words after the figure go on with it, not with a clause of their own."""
        return bool(self.right) and not PREPOSITION.match(self.right) and not _GOES_ON.match(self.right)

    @property
    def is_threshold(self) -> bool:
        """10亿元以上企业: a bound and the thing that it bounds."""
        return bool(self.suffix) and self.of_rest and _THRESHOLD_AFTER.match(self.right) is not None


class Sizes(Clause):
    """Tells which figures only belong to a name."""

    @rule(Rule.IN_NAME)
    def _in_name(self, case: Case) -> bool | None:
        """500米覆盖率, 世界500强企业, 80张床位以上养老机构: a size that is part of a name."""
        if case.mark.unit in _RANKED and case.lead.endswith(_LAST) and _PLACES_OF_LIST.search(case.lead):
            return True
        if case.mark.unit == "条" and case.lead.endswith("双"):
            return True
        if not case.mark.unit:
            return True if self.shape[case.mark.tail : case.mark.tail + 1] == "强" else None
        if self._is_limit(case) or (case.kind == "money" and self._is_group_of_money(case)):
            return True
        if case.kind == "percent" and (self._is_group(case) or self._is_pace_of_counted(case)):
            return True
        reach = case.mark.unit in _REACHES and _REACH.match(case.right)
        return True if reach or (case.right and _SIZED.match(case.right)) else None

    @staticmethod
    def _is_group_of_money(case: Case) -> bool:
        """收入20-60万元群体的比例: a range by which a group is named."""
        return case.mark.high is not None and _GROUP_OF.match(case.right) is not None

    def _is_group(self, case: Case) -> bool:
        """最高20%收入组人均收入30204元: a share by which a group is named."""
        if _GROUP_BEFORE.search(case.lead) is None:
            return False
        return _GROUP.match(self.text, case.mark.tail, self.end) is not None

    def _is_pace_of_counted(self, case: Case) -> bool:
        """10个行业产值增速超过30%: the pace by which things are counted."""
        before = self.marks[case.index - 1] if case.index else None
        if before is None or before.unit_kind != "count":
            return False
        return SO_FAST.fullmatch(self.text[before.tail : case.mark.start]) is not None

    def _is_limit(self, case: Case) -> bool:
        """人口4万人以上(含4万人)的县有10个: the size from which things are counted, said with the count."""
        mark = case.mark
        if self.text.endswith("(含", 0, mark.start) and self.text.startswith(")", mark.tail):
            return True
        return bool(case.suffix) and _LIMIT_OF.match(self.text, mark.tail, self.end) is not None


class Described(Sizes):
    """Tells figures that only describe one thing."""

    _of_one: bool | None = None

    def describes(self, case: Case) -> bool | None:
        """Whether a figure tells what one project, plant or company is like; the first of its judges to say so."""
        verdict = self._of_one_thing(case)
        if verdict is None and case.right:
            verdict = self._of_place_paid(case) if case.kind == "money" else self._of_plant(case)
        return verdict

    @rule(Rule.OF_ONE_THING)
    def _of_one_thing(self, case: Case) -> bool | None:
        """该项目总投资3亿元, 设计时速350公里, 产品远销40个国家: what one project, line or company is like."""
        lead = case.lead.lstrip(_BULLETS)
        measured = case.kind == "measure"
        if (measured or case.mark.unit == "‰") and _BUILT.search(lead[-8:]):
            return True
        if measured and case.mark.unit in LENGTHS and _OF_SIZE.match(case.right):
            return True
        if case.kind in COUNTED and (self._is_of_visit(case, lead) or self._is_of_one_work(case)):
            return True
        if self._tells_of_one(case.mark.start):
            return True
        if case.kind == "count" and self._is_of_one_project(case.mark.start):
            return None if _FINISHED.search(case.lead + case.right) else True
        return True if case.kind in ("money", "measure", "bare") and self._is_attribute(case, lead) else None

    def _is_of_one_project(self, at: int) -> bool:
        """Whether the words before flat `at` are about one project or line."""
        if _BARE.match(self.text, max(self.start, at - _FAR_BACK), at) is not None:
            return True
        return self._is_said(_ONE_PROJECT, at)

    def _tells_of_one(self, at: int) -> bool:
        """Whether the words before flat `at` speak of one company, or of how things are once they run."""
        if self._of_one is None:
            self._of_one = _OF_ONE.search(self.text, self.start, self.end) is not None
        return self._of_one and self._is_said(_ONE_COMPANY, at)

    @staticmethod
    def _is_of_visit(case: Case, lead: str) -> bool:
        """远销20个国家, 考察组40人: where a company sells to, and how many came to look."""
        if case.kind == "people":
            return bool(_DELEGATION.search(lead) or _AT_MEETING.search(lead) or _MEET.match(case.right))
        return bool(case.right) and _MARKETS.match(case.right) is not None and _SOLD_TO.search(lead) is not None

    def _is_of_one_work(self, case: Case) -> bool:
        """设桥梁6座、隧道2座, 生产线正满负荷运转: what the one work of the sentence has, and what is at work."""
        if case.right and _AT_WORK.search(case.right):
            return True
        at = case.mark.start
        return _HAS.search(self.text, max(self.start, at - _NEAR), at) is not None and bool(self._one_subject())

    def _is_attribute(self, case: Case, lead: str) -> bool:
        """总投资3亿元 of a project that is named in this clause, in one before it or in one behind it."""
        found = _ATTRIBUTE.search(lead[-_NEAR:]) if _ASPECT.search(lead, max(0, len(lead) - _NEAR)) else None
        several = _NO_NAME.match(lead) or _MANY.search(lead) or "等" in lead
        if not several and _OF_NAMED.search(lead):
            return True
        if found is None:
            return False
        owner = lead[-_NEAR:][: found.start()].removeprefix("其中")
        if owner:
            whole = owner + found["of"] if found["of"] == "电站" and len(owner) >= _PROPER else owner
            return not several and any(_ONE_NAMED.search(words) for words in (owner, whole))
        the_one = _THE_ONE.match(self.text, case.mark.tail, self.end) is not None
        return the_one or self._is_of_entry(case.mark.start) or self._speaks_of_one(case)

    def _is_of_entry(self, at: int) -> bool:
        """4.滨江大桥。总投资3亿元: whether the line opens with a number and the name of one project."""
        begin = self.text.rfind("\n", max(0, at - _FAR_BACK), at) + 1
        entry = _ENTRY.match(self.text, begin, at) if begin else None
        if entry is None or _NO_NAME.match(entry["name"]) or _MANY.search(self.text[begin:at]):
            return False
        return _ONE_NAMED.search(entry["name"]) is not None

    def _speaks_of_one(self, case: Case) -> bool:
        """Whether an attribute is that of one project: one is named, and none were counted."""
        before = self._said_before(case.mark.start)
        if _ONE_PROJECT.search(before) or _PHASE.search(case.lead) or self._one_subject():
            return True
        counted = any(
            mark.kind is MarkKind.FIGURE and mark.unit_kind in ("count", "kinds") for mark in self.marks[: case.index]
        )
        last = self.carry.rows[-1] if self.carry.rows else None
        if counted or _MANY.search(before) or (last is not None and last.unit_kind == "count"):
            return False
        named = _NAMED.search(before[: len(before) - len(case.lead)]) or _BARE.match(before)
        return named is not None or "算总" in case.lead

    @rule(Rule.CAPACITY)
    def _of_plant(self, case: Case) -> bool | None:
        """宏远集团30万头生猪屠宰项目: what the plant of a company is made for."""
        if case.mark.unit not in _OF_HERDS and (case.mark.unit or "").lstrip("百千万亿") not in _OF_HERDS:
            return None
        return True if _PLANT.search(case.lead) and _OF_PLANT.match(case.right) else None

    @rule(Rule.SIZE_OF_PROJECT)
    def _of_place_paid(self, case: Case) -> bool | None:
        """投资6亿元石门景区: what one place costs, its name right behind."""
        if _A_PLACE.fullmatch(case.right) is None or _PAID.fullmatch(case.lead.lstrip(_BULLETS)) is None:
            return None
        return None if case.right[:2] in self.namer.all_verbs or self.namer.is_pair(case.right[:4]) else True

    @rule(Rule.CAPACITY)
    def _of_capacity(self, case: Case) -> bool | None:
        """宏远30万吨甲醇: what a plant can do, named before and after."""
        if not case.of_rest or not (case.mark.unit or "").endswith(_CAPACITIES):
            return None
        if TO.match(case.right) and came_from(case.lead) is not None:
            return None
        if case.right.endswith("能力") and re.search(r"(?:具备|形成|新增|达到|拥有)$", case.lead):
            return False
        before = re.sub(r"^[、，和及与]+", "", case.lead)
        named = before and before not in self.namer.all_verbs and not self.namer.tail_verb(before)
        return True if named else None
