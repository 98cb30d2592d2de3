"""The name of a level from what was told before: the rows of its sentence, their whole, the clause before."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.behind import Behind, Label
from zonetracker.extraction.sentences.listing import GRADE, TRADE, joined, part
from zonetracker.extraction.sentences.patterns import (
    CHANGE,
    CHANGE_ENDS,
    DETAIL,
    OF_PLAN,
    OF_THINGS,
    PLACE,
    THAN_LEVEL,
    TO,
)
from zonetracker.extraction.sentences.sizes import LENGTHS

_WHOLE_AGAIN = re.compile(r"(?:确保|力争|预计)全(?:年|区|市|县|省|镇)")
_MORE_OR_LESS = re.compile(r"(?:了|约|近|超|超过|达)+$")
_EACH_OF = re.compile(r"(?P<whose>[^，、]{0,6}(?:居民|农民|农牧民|牧民|职工))人均")
_OF_HOUSEHOLDS = re.compile(r"人均(?:生活)?(?:消费|纯收入|可支配|住房|食品|现金|工资|财产|经营|转移)")
_LEVEL_OF = re.compile(
    r"^(?:(?:国家|省|市|县|区|部)级(?:以上)?|(?:十亿|百亿|千亿|亿元)级|(?:[1-5]A|[三四五]星)级(?:以上)?)$"
)
_LEVEL_FRONT = re.compile(
    r"[1-5]?A级(?:以上)?|[三四五]?星级(?:以上)?|\d*(?:十|百|千)?[亿万]?元以上|(?:十亿|百亿|千亿|亿元)级|(?:总?投资)?[超过]\d*[十百千]?[万亿]元"
)
_OVER = re.compile(
    r"(?:年?(?:总?投资额?|产值|营收|纳税|税收|销售额|(?:主营业务|营业|销售)?收入))?[超过]\d*[十百千]?[万亿]元"
)
_OF_IT_ALL = re.compile("^(?:总量|规模|总额|数量|增量|其)(?=占(?!比))")
_SPENT_ON = re.compile(r"(?:计划)?完成投资")
_AND_OPENED = re.compile(r"^建成(?=.{4})|并(?:投入(?:使用|运营)?|投用|运营)?$")
_FARED = re.compile(
    r"(?<=.{2})(?:支撑|带动|引领|主导|龙头|骨干)*(?:作用|地位|能力|优势|效应)"
    r"(?:明显|显著|进一步|不断|持续|更加|日益)*(?:增强|提升|凸显|显现|发挥|突出|巩固|扩大)$"
    r"|(?<=.{4})(?:建设)?(?:力度)?(?:得到|进一步|不断|持续|继续|全面)+(?:加强|加大|推进|提速)$"
)
_DESCRIBED = re.compile(r"(?<=.{3})(?:全长|总长度?|总里程|占地|总?建筑面积|长)[^\d]{0,4}\d.*$")
_HOUSEHOLDS = re.compile(r"(?<=.)户数?$")
_LANDS = ("平方公里", "万平方米", "平方米", "亩", "万亩", "公顷")
_LONG = ("长", "总长", "全长", "总长度", "长度")
_OPENED = ("开发", "建成", "开发建设", "征收", "收储", "供应", "出让", "流转")
_LAND = re.compile(r"(?P<what>.{2,16}?)(?:总|规划|控制|核心)*(?:面积|用地|占地)")
_OF_GOODS = ("销售额", "销售面积", "产量", "销量", "面积", "利润总额", "零售额", "施工面积", "竣工面积")
_OF_CROPS = ("播种面积", "种植面积", "单产", "总产", "总产量")
_GROWN_GOODS = re.compile("(?P<what>[^，、]{2,8}?)(?:总?产量?|播种面积|种植面积|单产)")
_ONLY_DEED = re.compile(
    r"(?:着手|正在|正|已经?|全面|加快|抓紧|稳步|有序|即将|开始|顺利)*(?:实施|推进|启动|施工|建设|开展|展开|落实)"
)
_BY_MEANS = ("经过", "通过", "随着", "围绕")
_AGROUND = ("基础上", "情况下", "前提下", "背景下", "同时")
_PLANNED_MONEY = re.compile("(?:(?:年度)?(?:计划|估算|概算)(?:总|完成)?投资|总投资|(?:年度)?投资计划)$")
_PLANNED_OF_YEAR = re.compile(r"，?(?:(?:19|20)\d\d年|今年|当年|年度)(?:内)?(?:计划(?:完成)?投资|投资计划)")
_DONE_OF_IT = re.compile(
    r"(?:(?:截至)?目前|截[至止]到?[^，、]{2,6}|\d{1,2}(?:-\d{1,2})?月份?|[上下]半年|前三季度|[一二三]季度|今年以来|现|已经?|累计|实际|共)*完成(?:投资)?"
)
_DONE_SO_FAR = re.compile(r"(?:目前|现|已经?|累计|共)+(?P<did>[^，、]{2,6})")
_LAST_THING = re.compile(
    r"[^，。；]{4}的(?P<thing>[^，、。；的\d]{2,12}(?:问题|事项|任务|项目|工程|线索|案件|隐患|实事))，$"
)
_BUILDS = ("新建", "改建", "扩建", "续建", "改造")
_ENDS = ("开工", "竣工", "完工", "建成", "投用", "投产")
_STAGES = (*_ENDS, "复工", "开复工", "完成", "验收", "在建", "续建", "投运")
_OF_EACH = ("人均", "户均", "亩均")
_ENTERED = ("入库", "纳统", "入规", "升规", "签约", "落户", "投产", "竣工", "开工")
_TASKS = ("任务数", "目标任务", "任务", "目标数", "计划数")
_SET_GOING = re.compile(r"^(?:实施|安排|推进|确定|谋划|铺排)(?=.{2})")
TASKED = re.compile(r"(?<=.{2})(?:年度|全年)?(?:目标)?任务数?$")
_ACTED_ON = re.compile(
    r"^(?:实施|推进|开展|组织|加快)?(?:新一轮)?(?P<thing>[^，、]{2,10}?)(?:提升|改造|建设|整治|提质|治理|升级|振兴)*(?:行动|工程|计划|攻坚)$"
)
ALL_OVER = re.compile(r"^全[国省市区县镇乡州旗]")
_THINGS = ("企业", "项目", "单位", "机构", "平台", "基地", "园区", "户", "人才")
_OF_MANY = ("张", "人", "人次", "名", "万人", "万人次")
_INSTITUTION = re.compile(
    r"(?:[医学法]院|初中|高中|普高|职高|中职|幼儿园|院校|中职学校|卫生院|养老院|福利院|敬老院|保健院|中医院|机构|学校|中学|小学|高校|企业|公司|单位|景区)$"
)
_INSTITUTION_FIRST = re.compile(r"^.{0,12}(?:医院|机构|学校|企业|单位)(?=.{2})")
_MOVED_ON = ("转移就业", "转移", "就业", "再就业", "创业", "外出务工")
_PEOPLE = re.compile(r"(?:组织|开展|完成|培训)*(?P<who>[^，、]{0,8}?(?:劳动力|劳力|人员|农民工?|毕业生|人口|群众))")
_FIRMS = ("企业", "单位", "市场主体")
_SHARE_IN = re.compile(r"在?(?P<whole>[^，、]{2,14}?)(?:总量|总额)?中的?(?:所占)?(?:占比|比重)")
_GAVE_TO = re.compile(r"[^，、对]{2,14}?(?:增长)?的?贡献率")
_OF_PLACES = re.compile(r"辖[^。；]*\d+个?[^，。；、\d]{0,4}[村社居屯组区](?:民?委员?会|民?小?组)?[，、]$")
"""辖18个行政村、324个村民组，48382人: how many live there."""
_ADDED = re.compile("(?<=.{2})(?:新增|净增|增加)$|^(?:新增|净增)(?=.{3})")
_REACHES = re.compile("(?:已|累计|总[量数])*(?:达|突破|超过)")
_FIRST_TAIL = re.compile(r"累计|新增|净增")
_ALL_AGAIN = re.compile(
    r"(?:(?:全年|[上下]半年|前三季度|今年以来|年初以来|至今|年内|截[至止]到?[^，、占]{1,12}?|\d{1,2}-\d{1,2}月份?)(?:已|共)*(?:累计)?"
    r"|总[数量]|累计|总共|一共|共计)(?!.{0,4}占)(?=[^，、]{2})"
)


def is_unnamed_share(name: str, mark: Token) -> bool:
    return mark.unit_kind == "percent" and not name.endswith(("比重", "率", "比例", "占比"))


_BESIDE_PLAN = re.compile("超|.*在建")
"""What no share of a plan is met by: what went beyond it (超出计划投资), what is still being built."""


class Carried(Behind):
    """Names a level by what goes on; `again` is the whole that a clause behind one of its parts goes back to."""

    again: Draft | None = None

    @rule(Rule.SUBJECT_CARRIED)
    def _whole_again(self, raw: str, mark: Token) -> Draft | None:
        """签约14个，其中外资2个，上半年累计签约25个: behind its part, the whole with a time or a sum of its own."""
        last = self._subject_row()
        whole = last.parent if last is not None else None
        self.again = None
        if whole is None or whole.unit_kind != mark.unit_kind or _ALL_AGAIN.match(raw) is None:
            return None
        self.again, self.carry.whole = whole, None
        return whole

    @rule(Rule.CHANGE_OF_ROW)
    def _of_change(self, name: str, raw: str, mark: Token, last: Draft | None) -> Label | None:
        """A rank that moved (前移2位), and 比上年净增12家 after the row that it is said of."""
        namer = self.namer
        change = CHANGE.search(raw[-12:]) if raw[-1:] in CHANGE_ENDS else None
        if change is None:
            return None
        if name and mark.unit_kind == "rank" and namer.without_comparison(name[: -len(change[0])]):
            return Label(re.sub(r"^在|(?<=.)[在中](?=较|提升|考核)", "", name) + "位次", name, change=True)
        body = THAN_LEVEL.sub("", raw[: len(raw) - (len(raw[-12:]) - change.start())])
        bare = namer.front(namer.without_comparison(namer.front(body)))
        ranked = bare.removesuffix("中")
        if mark.unit == "位" and ranked.endswith(("排名", "位次", "名次")):
            return Label(ranked + change[0], ranked, change=True)
        if last is None:
            return None
        if last.unit != mark.unit:
            last = next((row for row in reversed(self.rows) if row.unit == mark.unit and not row.change), last)
        if bare in _OF_EACH or (bare and not (self._is_generic(bare) and self.rows)):
            return None
        if bare and bare not in self.whole.aspects:
            whole = self._owned(bare, last).name
        else:
            whole = last.subject + bare if bare or last.unit != mark.unit else self._measured(last)
        said = _MORE_OR_LESS.sub("", change[0])
        if said == "新增" and not bare and namer.head_verb(last.subject):
            newly = self._replaced(last.subject, said)
            return Label(newly, newly, "subject_carried")
        return Label(whole + said, last.subject, "subject_carried", change=True)

    @rule(Rule.SHARE_OF_PLAN)
    def _of_plan(self, raw: str, mark: Token, last: Draft | None) -> Label | None:
        """为年初预算的101%: how far a plan was met."""
        planned = OF_PLAN.search(raw) if last is not None and mark.unit_kind == "percent" else None
        if planned is None or last is None:
            return None
        front = self.namer.clean(raw[: planned.start()])
        apart = (row for row in reversed(self.rows) if not (row.change or _BESIDE_PLAN.match(row.subject)))
        met = next(apart, last)
        whole = front or self._measured(met)
        share = whole.endswith("完成投资") or planned[0].startswith("占")
        name = whole + ("占" if share else "完成") + planned["plan"] + "比重"
        return Label(name, whole, "" if front else "subject_carried", change=not front)

    @rule(Rule.OTHER_DEED)
    def _of_pair(self, name: str, mark: Token) -> Label | None:
        """排查企业641家，关停取缔23家: two deeds in one, done to the things counted before in the same unit."""
        if not self.namer.is_pair(name):
            return None
        alike = [row for row in self.rows if row.unit == mark.unit and not row.change]
        first = next((row for row in reversed(alike) if "subject_carried" not in row.reasons), None)
        if first is None or name[:2] in first.subject:
            return None
        return Label(self._replaced(first.subject, name), "", "subject_carried")

    @rule(Rule.OTHER_DEED)
    def _of_act(self, name: str, mark: Token, last: Draft | None) -> Label | None:
        """申请专利300件、授权120件; 新开工项目215个；竣工138个: another deed done to the same things."""
        namer = self.namer
        if last is None or name.endswith("项目"):
            return None
        planned = self._planned_before(name, mark)
        if planned is not None:
            return Label(self._replaced(planned.subject, name), "", "name_guessed")
        if name in ("授权", "立项", "结案") and self.rows:
            return Label(last.subject[len(namer.head_verb(last.subject)) :] + "已" + name, "", "subject_carried")
        again = (
            last.unit == mark.unit
            and name in namer.all_verbs
            and name not in OF_THINGS
            and (bool(namer.head_verb(last.subject)) or "name_after" in last.reasons)
        )
        if (name in namer.acts or again) and (self.rows or self._resumes(mark, last)):
            alike = next((row for row in reversed(self.rows) if row.unit == mark.unit and not row.change), last)
            if self.again is not None:
                anew = "新" if self.again.subject.startswith(f"新{name}") else ""
                return Label(self._replaced(self.again.subject.removeprefix(anew), name), "", "subject_carried")
            whole, made = self._whole_of(mark) or self.carry.whole, self._replaced(alike.subject, name)
            done = self.namer.head_verb(whole.subject) if whole is not None and name in _BUILDS else ""
            return Label(made + done if done in _ENDS else made, "", "subject_carried")
        return None

    @rule(Rule.TOLD_BEFORE)
    def _guessed(self, name: str, lead_start: int) -> Label | None:
        """The thing is told in a clause before: 推进农村改厕工作，完成1200户."""
        namer = self.namer
        if self.rows:
            return None
        if name in _TASKS and self.carry.rows:
            return Label(self.carry.rows[-1].subject, "", "name_guessed", task=True)
        measure = name in OF_THINGS or name in _OF_GOODS
        if measure and self.carry.rows and self.shape[self.start - 1 : self.start] == "；":
            found = self._owned(self._as_spent(name, lead_start), self.carry.rows[-1])
            if found.owner != found.name:
                return Label(found.name, found.owner, "name_guessed")
        thing = self._one_subject() or self._thing_of_sentence(lead_start) if name in OF_THINGS else ""
        if thing:
            return Label(thing + self._as_spent(name, lead_start), thing, "name_guessed")
        loose = self._loose_any(lead_start) if name in namer.all_verbs else ""
        if name in loose[-8:] and not loose.endswith(("模式", "方式", "机制", "政策")):
            return Label(loose[len(namer.head_verb(loose)) :], "", "name_guessed")
        if not self._is_generic(name) and name not in namer.acts:
            return None
        loose = self._told_of(lead_start)
        if loose and name in loose:
            whole = re.sub(r"(?:工作|任务|行动)$", "", loose[len(namer.head_verb(loose)) :])
            return Label(whole, "", "name_guessed")
        acted_on = _ACTED_ON.search(loose)
        if name in namer.acts and acted_on is not None:
            return Label(name + acted_on["thing"], "", "name_guessed")
        return Label(loose + self._as_spent(name, lead_start), loose if name in _TASKS else "", "name_guessed")

    def _of_crop(self, name: str) -> Label | None:
        """夏粮总产量73万吨；播种面积275万亩；单产265公斤: what is measured is named before the semicolon."""
        goes_on = name in _OF_CROPS and not self.rows and self.shape[self.start - 1 : self.start] == "；"
        last = self.carry.rows[-1] if goes_on and self.carry.rows else None
        grown = _GROWN_GOODS.fullmatch(last.subject) if last is not None else None
        return Label(grown["what"] + name, grown["what"] + name, "subject_carried") if grown is not None else None

    def _told_of(self, lead_start: int) -> str:
        """What the clause before is about, without its size (东环路全长12公里) and that it opened (建成…并投用).

        Where that tells a deed, the thing is another, named before.
        """
        loose = _DESCRIBED.sub("", (self._loose_any(lead_start) or self._topic()).removesuffix("方面"))
        loose = _FARED.sub("", _AND_OPENED.sub("", loose))
        if _ONLY_DEED.fullmatch(loose) or loose.endswith(_AGROUND) or loose.startswith(_BY_MEANS):
            return self._thing_of_sentence(lead_start)
        return loose

    def _opened(self, name: str, mark: Token, lead_start: int) -> Label | None:
        """园区规划面积42平方公里，已开发18平方公里: the land of the clause before, as far as it was opened."""
        if mark.unit not in _LANDS or name not in _OPENED:
            return None
        land = _LAND.match(self.namer.clean(self.text[self._hard_before(lead_start - 1, self.start) : lead_start - 1]))
        if land is None:
            return None
        name = f"{land['what']}已{name}面积"
        return Label(name, name, "name_guessed")

    @rule(Rule.MEASURE_OF_ROW)
    def _of_last(self, name: str, mark: Token, last: Draft, lead_start: int) -> Label | None:
        """A name that is whole only with that of the row before: 50亿元以上3个, 人均3万元, 占比12%."""
        name = _OF_IT_ALL.sub("", name) if "占" in name else name
        if name == "人口" and _HOUSEHOLDS.search(last.subject) is not None:
            people = _HOUSEHOLDS.sub("人口", last.subject)
            return Label(people, people, "subject_carried")
        graded = (name.endswith("级") and _LEVEL_OF.match(name)) or (name.endswith("元") and _OVER.fullmatch(name))
        if graded or name.endswith(("以上", "以下")):
            return Label(self._above(name, mark, last), "", "subject_carried")
        if name in _LONG and mark.unit in LENGTHS and last.unit_kind == "count":
            return Label(last.subject + "长度", "", "subject_carried")
        whose = _EACH_OF.match(last.subject) if _OF_HOUSEHOLDS.match(name) else None
        if whose is not None:
            return Label(whose["whose"] + name, "", "subject_carried")
        if (
            name.endswith("贡献率")
            and _GAVE_TO.fullmatch(name)
            and self.rows
            and self.text[lead_start : lead_start + 2].lstrip("，").startswith("对")
        ):
            return Label(f"{last.subject}对{name}", last.subject, "subject_carried", aside=True)
        share = _SHARE_IN.fullmatch(name) if mark.unit_kind == "percent" else None
        if share is not None:
            return Label(f"{self._measured(last)}占{share['whole']}比重", last.subject, "subject_carried", aside=True)
        moved = _PEOPLE.match(last.subject) if name in _MOVED_ON and mark.unit_kind == "people" else None
        if moved is not None:
            return Label(moved["who"] + name, moved["who"] + name, "subject_carried")
        if name in ("人均", "户均", "亩均", "日均", "月均"):
            all_over = ALL_OVER.match(last.subject)
            where = all_over[0] if all_over is not None else ""
            return Label(where + name + last.subject[len(where) :], "", "subject_carried")
        return self._generic(name, mark, last, lead_start) if self._is_generic(name) else None

    def _spent_of_plan(self, name: str, last: Draft, lead_start: int) -> Label | None:
        """总投资86亿元，已完成投资21亿元: what was spent of what was planned."""
        planned, spent = _PLANNED_MONEY.search(last.name), self._as_spent(name, lead_start)
        if planned is None or not planned.start() or not spent.endswith("完成投资"):
            return None
        done = last.name[: planned.start()] + spent
        return Label(done, done, "subject_carried")

    def _generic(self, name: str, mark: Token, last: Draft, lead_start: int) -> Label:
        """面积, 总量, 出口, 占…: what is measured of the thing before."""
        namer = self.namer
        known = namer.lexicon.indicator_units
        whole = last.subject
        beside = self._beside_known(name, whole)
        if beside is not None:
            return beside
        if name.startswith("占"):
            share = name + (("比" if name == "占" else "比重") if is_unnamed_share(name, mark) else "")
            return Label(joined(self._measured(last), share), whole, "subject_carried", aside=True)
        if (self.carry.place and name in known) or (len(name) <= 4 and _WHOLE_AGAIN.match(self.text, lead_start)):
            return Label(name, name, "name_guessed")
        head = namer.head_verb(whole)
        of_money = mark.unit_kind == last.unit_kind == "money"
        if of_money and head and self.shape[lead_start] == "、" and namer.is_measure(whole):
            return Label(head + name, head + name, "subject_carried")
        if name in whole and last.unit_kind == mark.unit_kind:
            anew = name != whole and self.text.startswith("全年", lead_start)
            return Label(name, name, "name_guessed") if anew else Label(whole, whole, "subject_carried")
        name = self._as_spent(name, lead_start)
        if name in _TASKS:
            last = next((row for row in reversed(self.rows) if row.unit == mark.unit and not row.change), last)
        if not last.name.endswith(name) and self._stands_apart(lead_start, mark, last):
            return Label(name, name, "name_guessed")
        found = self._owned(name, last, self.shape[lead_start] == "、")
        doubt = "name_guessed" if found.name == name else "subject_carried"
        of_year = _PLANNED_OF_YEAR.match(self.text, lead_start, mark.start) is not None
        aside, task = name in ("占比", "比重"), name == "计划完成投资" or of_year
        return Label(found.name, found.owner, doubt, aside=aside, task=task, close=found.close)

    def _beside_known(self, name: str, whole: str) -> Label | None:
        """进口, 税收 beside a known whole: the other side of its trade, a part of it, or one of its kind."""
        known = self.namer.lexicon.indicator_units
        if "进出口" in whole:
            sides = name in ("出口", "进口", "出口额", "进口额")
            return Label(joined(whole, name), "", "part_of_whole") if sides else None
        if TRADE.fullmatch(name) and TRADE.search(whole):
            traded = joined(whole, name)
            return Label(traded, traded, "subject_carried")
        alike = name in known and ALL_OVER.sub("", whole) in known and self.namer.is_measure(whole)
        return Label(name, name, "subject_carried") if alike else None

    def _measured(self, row: Draft) -> str:
        """What a share is one of: the measure just named with its thing, or the thing alone."""
        plain = not (row.change or row.aside or row.masked) and row.period != "cumulative"
        return row.name if plain and self.namer.is_measure(row.name) and not TASKED.search(row.name) else row.subject

    def _stands_apart(self, lead_start: int, mark: Token, last: Draft) -> bool:
        """二季度前开工项目6个，四季度完成投资9亿元: each has a time of its own, so neither goes on with the other."""
        here, there = (
            {self.text[time.start : time.end] for time in self.whole.times.within(start, end)}
            for start, end in ((lead_start, mark.start), (last.quote_start, last.start))
        )
        return bool(here) and bool(there) and not here & there

    def _as_spent(self, name: str, lead_start: int) -> str:
        """投资 that was cleaned of its 完成 and 计划 has them back: it is what was spent of a whole."""
        if name not in ("投资", "实际完成投资", "计划完成投资"):
            return name
        said = _SPENT_ON.search(self.text, max(self.start, lead_start - 2), lead_start + 40)
        return said[0] if said is not None else name

    @rule(Rule.PART_OF_WHOLE)
    def _of_whole(self, name: str, mark: Token) -> Label | None:
        """其中工业12亿元: a part takes the measure of its whole."""
        whole = self._whole_of(mark)
        if whole is None or self.namer.is_measure(name) or name.startswith(("人均", "户均")):
            return None
        weighed = mark.unit_kind == "measure" and whole.unit == mark.unit and self.namer.is_measure(whole.name)
        if weighed or mark.unit_kind in ("money", "percent", "bare"):
            of_all = whole.name if weighed else whole.subject
            return Label(part(name, of_all), "", "part_of_whole")
        alike = whole.unit == mark.unit or (mark.unit == "人" and whole.unit == "万人")
        if not alike or self.namer.head_verb(name):
            return None
        if mark.unit in _OF_MANY and _INSTITUTION.search(name):
            return Label(name + _INSTITUTION_FIRST.sub("", ALL_OVER.sub("", whole.subject)), name, "part_of_whole")
        if name.endswith("区") and whole.subject.endswith(("区", "区域")):
            return Label(name, name)
        if PLACE.search(name):
            return Label(name + whole.subject, name, "part_of_whole")
        verb = self.namer.head_verb(ALL_OVER.sub("", whole.subject))
        newly = verb.startswith("新") and (name.endswith(_THINGS) or mark.unit_kind == "measure")
        if (
            name.endswith("业")
            and not name.endswith("企业")
            and whole.subject.endswith(_FIRMS)
            and mark.unit_kind == "count"
        ):
            return Label((verb if verb.startswith("新") else "") + name + "企业", "", "part_of_whole")
        drawn = verb in ("引进", "招引", "引育", "培养", "招聘") and mark.unit_kind == "people"
        if newly or drawn:
            return Label(name if verb in name else verb + name, "", "part_of_whole")
        deed = self.namer.tail_verb(whole.subject)
        if deed not in _ENTERED or self.namer.tail_verb(name):
            return None
        newly_done = whole.subject.endswith("新增" + deed)
        return Label(name + ("新增" if newly_done else "") + deed, "", "part_of_whole")

    @rule(Rule.PART_OF_WHOLE)
    def _of_split(self, name: str, mark: Token) -> Label | None:
        """分行业看，制造业1.8亿元: a part of what is broken down."""
        named = self._part_of(name, mark.start, mark.unit) if mark.unit_kind != "percent" else ""
        return Label(named, "", "part_of_whole") if named else None

    def _above(self, level: str, mark: Token, last: Draft) -> str:
        """新签约项目73个，其中50亿元以上3个: the level goes into the name of what is counted in the same unit."""
        alike = [row for row in self.carry.rows if row.unit == mark.unit]
        whole = next((row for row in reversed(alike) if row.parent is None or row.parent.unit != mark.unit), last)
        tops = [row for row in alike if not _LEVEL_FRONT.search(row.subject)]
        of_grade = GRADE.fullmatch(level) is not None
        subject = (GRADE if of_grade else _LEVEL_FRONT).sub("", (tops[-1] if tops else whole).subject)
        placed = ALL_OVER.match(subject)
        subject = subject[placed.end() :] if placed is not None and len(subject) - placed.end() >= 4 else subject
        head = self.namer.head_verb(subject)
        return head + level + subject[len(head) :]

    def _resumes(self, mark: Token, last: Draft) -> bool:
        """新开工项目215个；竣工138个: a verb alone after a semicolon is said of the things before it."""
        if self.start == 0 or self.shape[self.start - 1] != "；" or mark.unit != last.unit:
            return False
        return self.namer.head_verb(last.subject) != ""

    def _planned_before(self, name: str, mark: Token) -> Draft | None:
        """实施水利项目26个。已开工18个: what the sentence before counts, where its things can be begun or ended."""
        if name not in _STAGES or self.rows or self.start == 0 or self.shape[self.start - 1] != "。":
            return None
        row = next((row for row in reversed(self.carry.rows) if row.unit == mark.unit and not row.change), None)
        return row if row is not None and row.subject.endswith(("项目", "工程")) else None

    def _whole_of(self, mark: Token) -> Draft | None:
        """The row of which this figure is an 其中 part, where both are of one unit."""
        before = self.shape[self.last_end : mark.start]
        if DETAIL.search(before) and self.carry.rows:
            if self.carry.rows[-1].unit_kind == mark.unit_kind:
                return self.carry.rows[-1]
            return next((row for row in reversed(self.rows[-3:]) if row.unit == mark.unit and not row.change), None)
        whole = self.carry.whole
        return whole if whole is not None and whole.unit_kind == mark.unit_kind else None

    def _is_share_done(self, mark: Token, last: Draft) -> bool:
        """15个…已完成8个(53%): how many of those counted before were done."""
        rows, shape = self.rows, self.shape
        held = shape[mark.start - 1 : mark.start] == "(" == shape[last.end : last.end + 1] and mark.unit == "%"
        return held and len(rows) > 1 and rows[-2].unit == last.unit and "subject_carried" in last.reasons

    def _what_was_to_do(self, raw: str, lead_start: int) -> str:
        """根据反馈意见分解的主要问题，已完成23项: what the clause before tells at length, and what was done."""
        did = _DONE_SO_FAR.fullmatch(raw)
        if did is None:
            return ""
        thing = _LAST_THING.search(self.text, max(self.start, lead_start - 60), lead_start)
        return thing["thing"] + did["did"] if thing is not None else ""

    def _loosely(self, raw: str, mark: Token, lead_start: int) -> str:
        """What a figure without words of its own and without a row before it may be of."""
        if mark.unit in ("人", "万人") and not raw and _OF_PLACES.search(self._said_before(mark.start)):
            return "人口"
        loose = self._loose_clause(lead_start)
        if not loose and mark.unit_kind == "count":
            loose = self._loose_any(lead_start)
            loose = loose if 3 <= len(loose) <= 14 else self._what_was_to_do(raw, lead_start)
        return loose

    @rule(Rule.SUBJECT_CARRIED)
    def _unnamed(self, raw: str, mark: Token, in_list: bool, last: Draft | None, lead_start: int) -> Label:
        if last is None or not (self.rows or in_list):
            loose = self._loosely(raw, mark, lead_start)
            return Label(loose, loose, "name_guessed")
        moved = self._moved_before(lead_start)
        if moved:
            return Label(moved, moved, "name_guessed")
        if mark.chinese and mark.unit_kind in ("count", "people") and not TO.match(raw):
            return Label("")
        if self._is_share_done(mark, last):
            rate = "率" if last.subject.endswith(("开工", "竣工", "完工", "复工")) else "完成率"
            return Label(last.subject + rate, last.subject, "subject_carried", aside=True)
        if TO.match(raw) and "base_of_change" in last.reasons:
            return Label(last.name, last.subject, "subject_carried", aside=last.aside)
        carried_out = self._carried_out(raw, last.subject)
        if carried_out:
            return Label(carried_out, carried_out, "subject_carried")
        planned = _PLANNED_MONEY.search(last.subject)
        if planned is not None and _DONE_OF_IT.fullmatch(raw):
            thing = last.subject[: planned.start()]
            done = "投资完成率" if mark.unit == "%" else "完成投资"
            return Label(thing + done, thing + done, "subject_carried")
        if mark.unit_kind == "money" and last.subject.endswith(("项目", "工程")) and _DONE_OF_IT.fullmatch(raw):
            done = _SET_GOING.sub("", last.subject) + "完成投资"
            return Label(done, done, "subject_carried")
        tail = _FIRST_TAIL.search(raw)
        if mark.unit_kind not in ("money", last.unit_kind) and last.unit_kind == "money":
            subject = re.sub(r"^(?:投资|投入)", "", last.subject) or last.subject
            return Label(subject + (tail[0] if tail else ""), subject, "subject_carried")
        subject = _ADDED.sub("", last.subject) if _REACHES.match(raw) else last.subject
        return Label(subject + (tail[0] if tail else ""), subject, "subject_carried")
