"""Figures that only describe a thing: thresholds, attributes of one project, what a place is like."""

from __future__ import annotations

import re
from collections.abc import Callable

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.patterns import (
    AIMED,
    AMONG_ALL,
    CHANGE,
    COMPARED_WITH,
    MONTH_BY_MONTH,
    STOP,
    THAN_THEN,
    TURNS,
    turned_from,
)
from zonetracker.extraction.sentences.sizes import COUNTED, Case, Described
from zonetracker.extraction.text.times import Role
from zonetracker.model.facts import Kind

_ON_AVERAGE = re.compile(r"^[^，。、]{2,14}(?:平均|[人户亩]均)[^，。、]{2,14}(?:为|达到?|是|约)?$")
_CONTEXT = re.compile(r"(?:中|里|之一|期间|以来|时)(?:名列|位列|排名|居|，?有)?$")
_HOW_THEY_ARE = re.compile(
    r"(?:重点|主要)?(?:城市|县区|地区|省份|国家|断面)[^，。、]{2,12}(?:状况|情况|数据)[^，。、]{0,4}"
)
_ALL_DO = re.compile(
    r"[^，、。的\d]{2,20}?(?:(?:已经?|均|都|全部)?(?:共计?|合计|总共|一共)(?![享建])[^，、。的\d]{2,12}"
    r"|(?:额|值|入|润|税|量|价格)(?:上涨|下跌|增长|下降|完成|达到?|为|是)约?|投资(?:增长|下降)"
    r"|(?:占比|占(?![地用比])[^，、。\d]{2,16}?)(?:的?比[重例])?(?:均|都)?(?:达到?|为|超过?|突破|的)*)"
)
_PLACES_HAVE = re.compile(
    r"[^，、。的\d]{0,8}?(?:园区|景区|集聚区|开发区|乡镇|县区|街道|社区|城市|村)[^，、。的\d]{2,12}?"
    r"(?:企业|单位|项目|人口|用户|户|人)(?:总?数量?)?(?:共有?|达到?|为)"
)
_REACH = re.compile(r"[^，、。的\d]{2,20}?(?:完成|实现)了?[^，、。的\d]{2,10}")
_TELLS_WHICH = re.compile("惠及|覆盖|涉及|受益|由|超过?$|突破$|总投资|包括|分为|开工|竣工|完工|投产|排名")
_NO_MORE = re.compile(r"(?:全[国省市区县州镇乡]|(?:园|开发|高新)区|其中|[省市县镇乡州旗]|等)")
_ATTRIBUTE_AFTER = re.compile(
    r"(?:的|级|项目|企业|重大|重特大|大项目|规模|工业|产业项目|产业基金|服务业项目|装备|以上|及以上|煤|生产|口径|超高压|输变电|变电站|风电|光伏|机组|扩建|技改|大豆|高端|石化|污水|垃圾)"
)
_GROWN_ON = re.compile(
    r"(?:种植|播种|养殖|栽培|绿化|造林|灌溉|治理|覆盖|[茶果桑药花竹][园林田]|油茶|基地|大棚|销售|施工|竣工)总面积[达为到已约近超过突破扩大发展累计]*$"
)
_REACHES = re.compile(
    r"，(?:使|全[市区县省镇乡])?总面积(?:累计)?(?:达到?|扩大到|扩大至|发展到|增加到|增至|为|突破|超过?)"
)
_DISTRICT = re.compile(r"辖区(?!总?面积|[内现共有])")
_HELD = re.compile(r"(?:^|[辖、]|下辖|共有|现有|全[国市区县镇州省乡]|[市区县镇州省])$")
_WORK = re.compile(
    r"的[^，、]{2,8}(?:任务|指标|改造|建设|整治|治理|绿化)$|的[^，、]{0,6}(?:贷款|补贴|补助|救助金|奖金|奖励)$"
)
_HAS_OF_IT = re.compile(r"的(?P<what>[^，、的\d]{2,10}?)(?=在|位|居|排|名列|列|领跑|跻身|$)")
_PASSES = re.compile(r"(?:产值|收入|投资|税收|营收|销售额|销售收入|纳税)(?:超|超过|达|达到|过|突破)$")
_COMPARES = re.compile(r"(?P<how>高于|低于|优于|好于|快于|慢于|超过|超出|高出)(?P<other>[^，、\d]{0,12})$")
_COMPARED = 14
_OF_OTHERS = re.compile(r"全[国省市州区县]|国家|世界|国际|国内|[东中西]部|[全本同]行业|同期|规定|平均|均值|标准|底线")
_MEASURE_OF_OTHERS = re.compile(r"(?:的|这一)?[^，、]{0,6}(?:平均|均值|标准|要求|底线|红线|目标值)")
_ONLY_OF = re.compile(
    r"(?:仅为|仅是|仅有|只有|相当于)"
    r"(?![^，、]*(?:计划|目标|任务|预算|全部|总|收入|支出|产值|增加值|面积|人口|投资|GDP))[^，、\d]{2,10}的$"
)
_THAN_OTHERS = re.compile(
    r"[，、]?比(?![^，、]*(?:年|期|月|初|末|底|前|计划|目标|规划|预算))[^，、\d]{2,14}[少多高低](?:出|了)?$"
)
_OF_NATION = re.compile(r"(?:内陆)?省(?:份|区市|级)")
_IF = re.compile("如果|假如|假设|倘若|要是")
_SUPPOSED = re.compile(
    rf"(?:^|[，。；])(?:但|而|而且|因为)?(?:{_IF.pattern})(?!按|以|扣除|剔除|不考虑|加上|算上|包括|从)"
)
_MIGHT = re.compile(r"可能|大约|大概|能(?!源|耗|力|级|量)|会(?!议|展)|(?<!如)就(?!业|医|餐|地|近)")
_STEPS = re.compile(r"(?:[十百千万]*亿?元?级?大?)(?:台阶|关口)")
_AVERAGE = re.compile(r"(?:平均(?:水平|值|数|增速|增幅)?|均值|标准)\($")
_STEPS_OVER = re.compile(r"(?:跨|迈|跃|站)[上过越]?了?[\d一二两三四五]个$")
_RECOVERS = re.compile(r"(?:恢复|回升)[到至]")
_OF_PAGE = re.compile(r"(?:阅读|浏览|点击|访问)(?:量|数|次数|人数)?[:为达]*$|共印(?:发|制)?(?:材料|资料)?$|字数[:为]?$")
_AWAY = re.compile(r"(?:位于|地处|处于|坐落于?|座落于?)[^，；。、]{1,16}?[东南西北偏]{1,4}(?:方向?|部|面|侧)?约?$")
_TELLS_WHERE = re.compile(r"下?辖\d|位于|地处|坐落于?")
_AREAS = ("面积", "总面积", "全镇面积", "全县面积", "全乡面积", "幅员")
_UTMOST = re.compile(r"最[高低长宽深](?:点|处|峰|气温|海拔)?(?:达|为|约|至|可达)*$")
_SINGLED_OUT = re.compile(r"(?:唯一|唯|仅有|仅此|[首每同另任某各第这其“”》])$")

_IN_ALL = re.compile(r"在全[国省市]$")
_AS_FOCUS = re.compile(r"为(?:重点|抓手|核心|主|主线|载体|依托|契机)$")
_LISTED_NEXT = re.compile(r"[^，。\d]{0,8}?(?:实事|任务|目标|指标|工程|项目)分别(?:是|为)$")
_RANKED_AMONG = re.compile(
    r"[^，。；\d]{2,24}?(?:考核|评价|评比|排名|竞赛|测评)?(?:中|里)(?:，)?(?:综合)?(?:排名|位列|位居|名列|居|列|排|获|荣获)"
)
_THESE_DO = re.compile(r"(?:预计|计划|将|均|都|也|全部|已)")
_MAKES_OF_IT = re.compile(r"(?:^|[，、])(?:可?年|日)(?:产|处理|加工|养殖|出栏|生产|发电)[^，、\d]{0,8}$")
"""年产服装150万件的…项目: what one thing is to make."""
_ABLE = re.compile(r"(?:年出栏|年屠宰|年存栏|[建扩]存栏|年产|日产|日处理|年处理|可容纳|可停放|年加工)$")
_EQUAL_TO = re.compile(r"(?:折合|约合|合|折|相当于)")
_AMOUNTS_TO = re.compile(r"(?:折合|约合|折算约?合)(?:人民币)?$")
_YEAR_AFTER_YEAR = re.compile(
    r"[，、]?(?:已|且)?(?:连续|持续)[\d一二三四五六七八九十两]{1,2}年(?:均|都)?(?:保持|稳定)?(?:在)?(?:超过?|高于|达到?)?$"
)
"""占比86%，连续6年超85%: what held for years before, beside that of this year."""
_TO_MEET = re.compile("(?:力争|确保|全面|努力|如期)*(?:完成|实现)(?=.{4})")
_OF_GOAL = re.compile(r"的[^，]{0,4}(?:目标|警戒线)$")
_ALSO_THEIRS = re.compile(r"[、和及与](?:[^，、\d]{2,8}的)?")
_OF_AGE = re.compile(
    r"(?:周岁)?(?:\([^()]{1,12}\))?(?:以上|以下|至|的|老|儿童|人|各类|及|组|[幼婴]|青少|少年|未成年|妇女|女性|男性|学龄|适龄|残疾|年龄)"
)
_SIZE_OF_NAMED = re.compile(r"投资[\d.]+[万亿]元[^，、。\d]{1,20}(?:项目|工程)、$")
_NAMED_NEXT = re.compile(r"的?[^，、。\d]{2,14}(?:项目|工程)")
_SCHEDULE = re.compile(r"(?:超|快于|高于|低于|慢于|超过|落后|落后于|超前)(?:时)?序时(?:进度)?[^，、]{0,4}$")
_LIMITS_LISTED = re.compile(
    r"(?:[\d.]*[十百千]?[万亿]+元(?:以上|级)?(?:、|以及|和|及|与)){1,3}[\d十百千]*[万亿]+元(?:以上|级)?[^，、。；\d]{0,10}"
    r"(?:项目|企业|集群)(?!投资|产值|贷款|资金|有|达)"
    r"|[十百千]+[万亿]+元级?(?:以上)?[^，、。；\d]{2,8}(?:项目|企业|集群)的(?:引进|签约|落地|突破|培育)"
)
"""30亿元以上、50亿元以上以及百亿元重大项目: how large things of several sorts are."""
_MORE_OR_LESS = re.compile("[增减][收支产加少长]|[下上]降|多|少")
_AMOUNTS = ("money", "measure", "bare")
_COMPARABLE = ("money", "measure", *COUNTED)
_OF_PAGES = ("次", "份", "人次", "个字", "字")
_SPANS = ("季度", "月", "星期", "小时", "工作日", "交易日", "年头", "方面")


Judge = Callable[[Case], bool | None]


class Spent(Described):
    """Tells which figures are no rows; `_others` is where the last figure of others begins."""

    _others = -1
    _if: bool | None = None

    def is_spent(self, index: int, lead: str, right: str) -> bool:
        """Whether the figure only describes a thing: a threshold, an attribute of one project, a context.

        Each judge says yes, no, or nothing (None); the first word counts.
        """
        mark = self.marks[index]
        case = Case(index, mark, mark.unit_kind, lead, right, self.shape[mark.end : mark.tail])
        for judge in (*self._judges(case), *self._judges_of_words(case)):
            verdict = judge(case)
            if verdict is not None:
                return verdict
        return False

    def _judges(self, case: Case) -> list[Judge]:
        """Those that can speak of such a figure, in their order."""
        judges: list[Judge] = [self._of_plan_met] if case.index + 1 < len(self.marks) else []
        if case.kind == "percent":
            judges += self._of_earlier_pace, self._of_each_month
        if self._timed or case.lead.endswith("的"):
            judges.append(self._of_other_time)
        if case.kind != "points":
            judges.append(self._of_others)
        if self._supposes():
            judges.append(self._in_supposition)
        if case.kind != "percent":
            judges.append(self._of_place)
        judges += self.describes, self._in_name
        if case.mark.unit in _OF_PAGES:
            judges.append(self._of_counter)
        if case.suffix or case.right:
            judges.append(self._in_passing)
        judges.append(self._of_share if case.kind == "percent" else self._of_unit)
        return judges

    def _judges_of_words(self, case: Case) -> list[Judge]:
        """Those that look at the words of a numeral and behind it; only amounts and sizes are judged further."""
        judges: list[Judge] = []
        if case.right and case.kind in COUNTED:
            judges.append(self._in_context)
        if case.mark.chinese:
            judges.append(self._in_words)
        if case.right or case.mark.unit == "所":
            judges.append(self._of_institute)
        if case.kind in _AMOUNTS:
            judges += self._of_threshold, self._of_project, self._of_capacity
            judges += self._of_attribute, self._converted, self._of_age_or_choice
        return judges

    def _of_plan_met(self, case: Case) -> bool | None:
        """占年度任务4.5亿元的102.7%: what was planned is a row of its own."""
        return None if self._plan_met(case.index, case.lead) is None else False

    @rule(Rule.EARLIER_GROWTH)
    def _of_earlier_pace(self, case: Case) -> bool | None:
        """由一季度下降3.4%转为增长0.8%, 比上半年(4.2%)加快: the growth that it turned from or is held against."""
        at = case.mark.start
        if self.text[at - 1] == "(" and COMPARED_WITH.search(self.text, max(self.start, at - 32), at - 1):
            return True
        if not ("由" in case.lead or "从" in case.lead):
            return None
        turns = TURNS.search(self.text, max(self.start, case.mark.start - 24), min(self.end, case.mark.tail + 16))
        if turns is not None and turns.start("earlier") == case.mark.start:
            return True
        return False if turned_from(case.lead[-40:]) else None

    @rule(Rule.OTHER_TIME)
    def _of_other_time(self, case: Case) -> bool | None:
        """上年同期为376亿元, 较上年同期的4.1万件下降, 比上年同期9亿元增收: beside that of this year, to compare."""
        if case.lead.endswith("的") and THAN_THEN.search(case.lead):
            return True
        near = self._times(case.mark.start - len(case.lead), case.mark.start)
        if near and near[-1].role is Role.COMPARED and near[-1].end == case.mark.start:
            return True if _MORE_OR_LESS.match(case.right) else None
        same = near and near[-1].role is Role.SAME
        return True if same and not _RECOVERS.search(case.lead) else None

    @rule(Rule.OTHER_TIME)
    def _of_each_month(self, case: Case) -> bool | None:
        """增加值增速每月均保持在20%以上: how each month was, no figure of the whole."""
        return True if MONTH_BY_MONTH.search(case.lead) else None

    @rule(Rule.OF_OTHERS)
    def _of_others(self, case: Case) -> bool | None:
        """高于全省92.4%、86.1%的平均水平: what ours is held against, also in a list and in brackets."""
        mark = case.mark
        earlier = self.marks[case.index - 1] if case.index else None
        if (
            earlier is not None
            and earlier.start == self._others
            and _ALSO_THEIRS.fullmatch(self.text, earlier.tail, mark.start)
        ):
            self._others = mark.start
            return True
        found = _COMPARES.search(case.lead[-_COMPARED:])
        theirs = found is not None and _MEASURE_OF_OTHERS.match(case.right)
        if found is not None and not theirs:
            theirs = (found["how"].endswith("于") or "平均" in found["other"]) and _OF_OTHERS.search(found["other"])
        if case.kind in _COMPARABLE and _THAN_OTHERS.match(case.lead[-24:]):
            return True
        only = case.kind == "percent" and _ONLY_OF.search(case.lead) is not None
        if not theirs and not only and not (self.text.startswith("(", mark.start - 1) and self._averaged(mark.start)):
            return None
        self._others = mark.start
        return True

    def _averaged(self, at: int) -> bool:
        """全省平均水平(86.1%: whether a bracket before flat `at` gives a mean or a norm."""
        return at > self.start and _AVERAGE.search(self.text, max(self.start, at - 8), at) is not None

    def _supposes(self) -> bool:
        """Whether the sentence supposes anything."""
        if self._if is None:
            self._if = _IF.search(self.text, self.start, self.end) is not None
        return self._if

    @rule(Rule.SUPPOSED)
    def _in_supposition(self, case: Case) -> bool | None:
        """如果用于开发，大约能拿到10亿元: what only might be."""
        found = _SUPPOSED.search(self._said_before(case.mark.start))
        return True if found is not None and _MIGHT.search(found.string, found.end()) is not None else None

    @rule(Rule.OF_PLACE)
    def _of_place(self, case: Case) -> bool | None:
        """辖12个乡镇, 在全国第一: what a place is like, unless it is planned."""
        if case.kind == "count" and _STEPS.match(self.text, case.mark.tail):
            return True
        if case.kind == "count" and case.lead.endswith("全国") and _OF_NATION.match(case.right):
            return True
        if self.text.startswith(("台阶", "关口"), case.mark.end) and _STEPS_OVER.search(case.lead):
            return True
        if self.period.kind is not Kind.TARGET:
            held = case.right and self.whole.places.match(case.right) and _HELD.search(case.lead)
            utmost = case.kind == "measure" and (_UTMOST.search(case.lead) or _AWAY.search(case.lead[-24:]))
            area = (
                case.kind == "measure"
                and case.lead.lstrip("，、") in _AREAS
                and self._is_said(_TELLS_WHERE, case.mark.start)
            )
            if held or utmost or area or (self._is_so(case.lead) and not self._is_of_crops(case)):
                return True
        if case.right and case.kind in COUNTED and case.lead.endswith("在") and _RANKED_AMONG.match(case.right):
            return True
        counted = case.right and case.kind in COUNTED and _IN_ALL.search(case.lead[-3:])
        return True if counted and _CONTEXT.search(case.right) else None

    def _is_of_crops(self, case: Case) -> bool:
        """农作物种植总面积32万亩; 新增茶园1.2万亩，总面积达到9.8万亩: an area that is a result, not that of a place."""
        if case.kind != "measure":
            return False
        if _GROWN_ON.search(case.lead):
            return True
        before = self.marks[case.index - 1] if case.index else None
        if before is None or before.kind is not MarkKind.FIGURE or before.unit_kind != case.kind:
            return False
        return _REACHES.fullmatch(self.shape, before.tail, case.mark.start) is not None

    def _is_so(self, lead: str) -> bool:
        """Whether words say what a place is (全镇共有自然村), and not what was done there (新增通车自然村)."""
        near = (AMONG_ALL.sub("", lead) if lead.endswith("有") else lead)[-14:]
        if self.whole.static.search(_DISTRICT.sub("", near) if "辖" in near else near) is None:
            return False
        done = self.namer.front(lead)
        return not self.namer.head_verb(done) and not done.startswith("新通")

    @rule(Rule.OF_PAGE)
    def _of_counter(self, case: Case) -> bool | None:
        """阅读：312次; 共印80份: what a page says of itself."""
        return True if _OF_PAGE.search(self.text, max(self.start, case.mark.start - 12), case.mark.start) else None

    @rule(Rule.IN_PASSING)
    def _in_passing(self, case: Case) -> bool | None:
        """1万元以下罚款, 300户以上的村, 以5个项目为重点, 这10件实事分别为:…."""
        if case.suffix == "以下" and case.is_threshold:
            return True
        if case.suffix and case.mark.unit == "户" and re.match(r"[^，]{0,12}村", case.right):
            return True
        told = (case.kind in COUNTED and case.lead.endswith(("，这", "。这", "上述", "以上这"))) or case.lead == "这"
        if told and case.right and _THESE_DO.match(case.right):
            return True
        next_told = case.right.endswith(("是", "为")) and _LISTED_NEXT.fullmatch(case.right)
        return True if next_told or _AS_FOCUS.search(case.right) else None

    @rule(Rule.SHARE_IN_PASSING)
    def _of_share(self, case: Case) -> bool | None:
        """8%的目标 is a row only where it is aimed at; 30%的企业 is none."""
        mark = case.mark
        if _SCHEDULE.search(case.lead):
            return True
        if _OF_GOAL.match(case.right):
            meant = self.period.kind is Kind.TARGET and _TO_MEET.match(case.lead) is not None
            return not (meant or AIMED.search(self.text, max(self.start, mark.start - 60), mark.start))
        if _YEAR_AFTER_YEAR.match(case.lead) and any(
            other.kind is MarkKind.FIGURE and other.unit == mark.unit for other in self.marks[: case.index]
        ):
            return True
        return True if case.right.startswith(("的有", "的企业", "人口抽样")) else None

    @rule(Rule.UNIT_STATES_NOTHING)
    def _of_unit(self, case: Case) -> bool | None:
        """Units that seldom state a result: times, spans, days, kinds, and no unit at all."""
        kind, mark = case.kind, case.mark
        if kind == "times":
            return not re.search(r"(?:增长|提高|增加|扩大)了?(?:近|约|逾|超过?|将近)?$", case.lead)
        if kind in ("span", "spec") or (mark.unit == "个" and case.right.startswith(_SPANS)):
            return True
        if kind == "days" and not re.search(r"天数|优良|达标", case.lead):
            counted = any(
                other.unit_kind == "days" and other.kind is MarkKind.FIGURE for other in self.marks[: case.index]
            )
            return None if counted and CHANGE.search(case.lead) else True
        if kind == "kinds":
            done = re.search(r"完成|竣工|建成|落地|开工", case.right)
            return None if mark.unit == "大" and not mark.chinese and done else True
        return True if kind == "bare" and mark.unit not in ("万", "亿", "万亿") else None

    @rule(Rule.SETS_SCENE)
    def _in_context(self, case: Case) -> bool | None:
        """在20个城市中，…; 338个城市平均优良天数比例为60%; 12个园区之一: a count that only sets the scene."""
        if _ON_AVERAGE.search(case.right):
            following = self.marks[case.index + 1 : case.index + 2]
            return True if following and following[0].start == case.mark.tail + len(case.right) else None
        if case.kind == "count" and (_HOW_THEY_ARE.fullmatch(case.right) or self._is_whole_of_count(case)):
            return True
        if case.kind in ("count", "kinds") and self._is_of_doers(case):
            return True
        if not _CONTEXT.search(case.right):
            return None
        if case.right.endswith("之一"):
            return True
        behind = case.mark.tail + len(case.right)
        return True if self.shape[behind : behind + 1] == "，" else None

    def _is_of_doers(self, case: Case) -> bool:
        """15个景区共接待游客3万人次: how many did what the next figure counts; of 36家企业完成产值12亿元 only noted."""
        following = self.marks[case.index + 1 : case.index + 2]
        if not following or following[0].start != case.mark.tail + len(case.right):
            return False
        lead = self.namer.front(case.lead.lstrip("、，和及与"))
        bare = not lead or _NO_MORE.search(lead[-4:]) is not None
        if bare and _PLACES_HAVE.fullmatch(case.right):
            self.doers += (case.mark.tail,)
            return True
        if not bare or self.namer.act_inside.search(lead) or following[0].unit == case.mark.unit:
            return False
        if _TELLS_WHICH.search(case.right):
            return False
        if _REACH.fullmatch(case.right):
            self.told_of += (case.mark.start,)
            return False
        if _ALL_DO.fullmatch(case.right):
            self.doers += (case.mark.tail,)
            return True
        return False

    def _is_whole_of_count(self, case: Case) -> bool:
        """16个行业大类中有10个: how many there are of which some are counted."""
        following = self.marks[case.index + 1 : case.index + 2]
        here = (
            following and following[0].unit_kind == "count" and following[0].start == case.mark.tail + len(case.right)
        )
        return bool(here) and case.right.endswith(("中有", "中已有", "当中有"))

    @rule(Rule.NAMES_A_THING)
    def _in_words(self, case: Case) -> bool | None:
        """Numerals in words that name a thing (三大工程) or only a size (十里长街)."""
        mark = case.mark
        if case.kind in COUNTED and not self._counts(mark, case.lead, case.right):
            return True
        if case.kind == "bare" and (case.right or not case.lead):
            return True
        return True if case.kind == "measure" and case.right and self.shape[mark.start] in "十百千万" else None

    @rule(Rule.OF_INSTITUTES)
    def _of_institute(self, case: Case) -> bool | None:
        """与30所高校: schools that take part in a thing; and what a plant makes or a hall holds in a year."""
        mark = case.mark
        if mark.unit == "所":
            if re.match(r"开展|建设|研发|承担|牵头", case.right):
                return True
            many = mark.value is not None and mark.value >= 20
            if many and case.right and case.lead and not self.namer.tail_verb(case.lead):
                return True
        able = _ABLE.search(case.lead[-6:]) or (case.right.startswith("的") and _MAKES_OF_IT.search(case.lead))
        return True if case.right and able else None

    @rule(Rule.THRESHOLD)
    def _of_threshold(self, case: Case) -> bool | None:
        """产值超10亿元以上企业; 500万元以上3家, 投资超10亿元3个: the limit of what is counted."""
        mark = case.mark
        listed = case.kind == "money" and _LIMITS_LISTED.match(self.text, mark.start) is not None
        if listed or case.is_threshold or self._is_passed_by_counted(case):
            return True
        bound = case.suffix == "以上" or case.lead.endswith(("超", "过"))
        if bound and case.kind == "money" and case.index + 1 < len(self.marks):
            counted = self.marks[case.index + 1]
            if counted.start == mark.tail and counted.unit_kind in ("count", "people"):
                return True
        if case.suffix and self.shape[mark.tail : mark.tail + 1] == "":
            return False
        earlier = self.marks[case.index - 1] if case.index else None
        follows = earlier is not None and earlier.unit_kind == "count" and earlier.tail == mark.start
        return True if follows and mark.chinese else None

    def _is_passed_by_counted(self, case: Case) -> bool:
        """超百亿元产业集群达到90个: how large each of the things is that are counted next."""
        if case.kind != "money" or not case.of_rest or not case.lead.endswith("超"):
            return False
        following = self.marks[case.index + 1 : case.index + 2]
        counted = [one for one in following if one.start == case.mark.tail + len(case.right)]
        return bool(counted) and counted[0].unit_kind == "count"

    @rule(Rule.SIZE_OF_PROJECT)
    def _of_project(self, case: Case) -> bool | None:
        """投资3亿元的项目, 2万吨“清源”工程: the size of one thing; 完成5万亩的造林任务 is a result all the same."""
        if not case.right:
            return None
        if _WORK.match(case.right) and self.namer.tail_verb(case.lead):
            return False
        measured = _HAS_OF_IT.match(case.right) if case.kind == "money" else None
        if measured is not None and measured["what"] in self.namer.lexicon.indicator_units:
            return False
        if _ATTRIBUTE_AFTER.match(case.right) or self._is_next_of_sizes(case):
            return True
        if case.mark.unit not in ("万亩", "亩") and self.whole.finished.search(case.right):
            return True
        named = case.kind == "measure" and re.match(r"“[^”]{1,12}”(?:项目|工程)", case.right)
        return True if named else None

    def _is_next_of_sizes(self, case: Case) -> bool:
        """投资110亿元甲项目、30亿元乙项目: the size of the next of named projects."""
        if case.kind != "money" or self.shape[case.mark.start - 1 : case.mark.start] != "、":
            return False
        before = self.text[max(self.start, case.mark.start - 40) : case.mark.start]
        return _NAMED_NEXT.match(case.right) is not None and _SIZE_OF_NAMED.search(before) is not None

    @rule(Rule.OF_EACH)
    def _of_attribute(self, case: Case) -> bool | None:
        """总面积3万平方米主体工程, 产值超10亿元企业, 159个村收入超过10万元: what each of the things is like."""
        tail = case.lead[-8:]
        if (
            case.kind != "money"
            and case.of_rest
            and not case.right.startswith("的")
            and self.whole.attribute.search(tail)
        ):
            return True
        if _PASSES.search(tail) is None:
            return None
        of_each = case.of_rest if case.right else self._after_count(case.index)
        return True if of_each else None

    @rule(Rule.CONVERTED)
    def _converted(self, case: Case) -> bool | None:
        """(折合6.8亿元): the same figure in another unit."""
        before = case.mark.start - len(case.lead)
        if _EQUAL_TO.match(case.lead) and self.shape[before - 1 : before] == "(":
            return True
        return True if _AMOUNTS_TO.search(case.lead[-8:]) else None

    @rule(Rule.AGE_OR_CHOICE)
    def _of_age_or_choice(self, case: Case) -> bool | None:
        """60岁以上老人; 3万元或5万元."""
        if case.mark.unit == "岁" and _OF_AGE.match(case.right):
            return True
        following = self.marks[case.index + 1] if case.index + 1 < len(self.marks) else None
        either = following is not None and case.right.startswith("或") and following.unit_kind == case.kind
        return True if either else None

    def _after_count(self, index: int) -> bool:
        """159个村集体经济纯收入超过10万元: the money is what each of the counted has."""
        before = self.marks[index - 1] if index else None
        if before is None or before.kind is not MarkKind.FIGURE or before.unit_kind not in COUNTED:
            return False
        return STOP.search(self.shape, before.tail, self.marks[index].start) is None

    def _counts_before(self, mark: Token, lead: str) -> bool:
        """Whether the words before a count that ends its clause are what it counts; 一个, 十条 mostly end a phrase."""
        named = self.namer.clean(lead)
        if len(named) < 2 or named in self.namer.all_verbs or _SINGLED_OUT.search(lead):
            return False
        return (mark.value != 1 and mark.unit != "条") or mark.high is not None or named[:2] in self.namer.all_verbs

    def _counts(self, mark: Token, lead: str, right: str) -> bool:
        """A count in Chinese numerals is a figure where it counts results, not where it names a thing.

        At the end of its clause it counts what stands before it (新建公厕十八座); a range always counts (引进三五家).
        """
        if not right and self._counts_before(mark, lead):
            return True
        if mark.high is not None and self.namer.tail_verb(lead):
            return True
        if mark.value is not None and self.shape[mark.start] in "一二两三四五六七八九":
            scaled = (mark.unit or "").startswith(("万", "亿"))
            if mark.value >= 100 or scaled or (mark.value >= 20 and mark.unit not in ("条", "项", "个", "次")):
                return True
        if mark.unit == "次":
            return bool(right) and right[:2] in ("举行", "召开", "组织", "开展")
        if mark.value is None or mark.value > 99 or re.search(r"[“这第每各其另]$", lead):
            return False
        if lead[-2:] in ("通航", "新增", "建成", "新建") or lead[-2:] in self.namer.acts:
            return bool(right) and mark.unit in ("个", "家", "条", "座") and "“" not in right
        return False
