"""What the words behind a figure say of it: the thing counted, its use, what was done to it; and the clause before."""

from __future__ import annotations

import re
from typing import NamedTuple

from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.dating import Dating
from zonetracker.extraction.sentences.naming import EXPLAINED
from zonetracker.extraction.sentences.patterns import GRADED, PLACE, PREPOSITION, SO_FAST

_HAN_NOUN = re.compile(r"[\d\u4e00-\u9fff“A-Z《‘\ue000]")
_BARRED = re.compile(
    r"(?:对(?!口|外)|用于|为(?!民|企|群|老)|向|给予|在(?!建|校|岗|园|孵|册|库)|以(?!工|旧)|并|且|同比|比|较|占|增长|下降|，"
    r"|和(?![谐美平])|及|与|或|惠及|带动|共(?!建|享|富|同)|其中|由|是|高于|低于|居(?!民|家|住)|列(?!入)|位(?!于)|突破"
    r"|待(?![遇业岗])|供(?=[^，、]{1,6}(?:使用|调剂|参考|选择)))"
)
_MEASURED_AFTER = re.compile(
    r"(?P<counted>(?:(?:国家|省|市|区|县)级?、)*[^，、]{2,}?)(?:(?:累计|预计|合计|共|计划|拟|已|实际)*(?:新增|实现|完成|达成|创造|贡献|投入(?=资金))(?P<measure>[^，、\d]{2,8}?)"
    r"|(?P<size>总长度?|全长|总投资额?|(?:(?:本|当|今)?年度?)?(?:计划|估算|意向|协议|合同)总?投资|总?建筑面积|总面积|总库容))"
    r"(?:大约|约|将近|近|超过?|突破|达到?|不到|不足|逾|高达|为)*"
)
_PART = re.compile(r"的(?!有|企业|村|户|县|乡镇)(?P<what>[^，、的\d]{2,8})$")
_IN_REGION = re.compile(r"(?:占)?(?P<whole>全[国省市区县州](?:经济|工业)?)(?:总量)?(?:的)?(?:约|近|超过?|不到)?$")
_GIVES = re.compile(r"(?:以|用|仅用|创造|贡献|集聚|聚集|提供|拥有|吸纳|占用|完成|实现|解决)(?:了|着)?$")
_SHARE_OF = re.compile(r"占(?P<whole>全[国省市区县州](?:经济|工业)?)比重$")
_THOSE_THAT = re.compile(r"的(?P<what>[^，、的]{2,12}?)(?:已经?|均|都|全部|实现)+(?P<did>[^，、]{2,10})")
_PUT_TO = re.compile(
    r"(?:以上|左右)?(?:的?(?P<what>[^，、的\d]{2,10}?))?(?:均|都|全部|要|被|将)*(?P<did>(?:用于|投向|投入到?)[^，、\d]{2,10})"
)
_MEANT_FOR = re.compile(r"(?:主要)?(?P<use>用于|支持|奖励|扶持|资助|补助|补贴)(?P<what>[^，、]{2,24})")
_ONLY_SETS = re.compile(
    "(?:统筹|累计|共|再|已|新增)*(?:安排|投入|拿出|筹措|筹集|统筹|拨付|下达|列支|落实)(?:财政|专项|补助)?(?:资金)?"
)
_MEANT_NEXT = re.compile(
    r"，(?:继续|主要|重点|统筹|全部|专项)*(?P<use>用于|支持|奖励|扶持|资助|补助|补贴)(?P<what>[^，。；\d]{3,60}?)(?=[，。；]|$)"
)
_LONG_PURPOSE = 26
_SETS_ASIDE = re.compile(r"(?:安排|投入|拿出|筹措|统筹|设立|下达|拨付|整合|列支|落实)(?:了|各类|资金)*$")
_MET = re.compile(r"(?:完成|达到|实现)(?:了)?(?:全年|年度|年初|市定|省定)?$")
OF_TASK = re.compile(r"的?(?:年度|全年|年初|既定|市定|省定|下达)*的?(?:目标|任务|计划)+[数量]?")
_BY_WHOM = re.compile(r"(?P<what>[^，、由\d]{2,8})(?:均|全部)?由(?:\d+[名位个])?(?P<who>[^，、。；\d]{3,14})")
_AMONG_COUNTED = re.compile(
    r"[^。；]{0,40}?\d(?P<unit>[个户家条处座项件名人村])(?P<what>[^，、。；的\d]{2,16}?)[当之]?中，"
    r"(?:[^。；中]{0,60}[，、])?(?:有|已有)?$"
)
_ALREADY = re.compile(r"^(?:目前|现|已|有|其余|剩余|另外?|余下)+$")
_HAVE_COME = re.compile(r"(?:已经?|均|全部|正)+(?P<did>[^，、已]{2,10})")
_THOSE_DONE = re.compile(r"已[^，、。；\d]{2,8}?(?:项目|企业|单位|机构|工程|小区|园区)")
_BY_NOW = re.compile(r"(?<=.{2})(?:目前|现|已经?|均|全部|累计|共|提前|超前|按期|如期|率先)+$")
_SPENDS = re.compile(
    r"(?:^|[，、年月底内将拟]|计划|累计|共|总|再|已|完成|财政|[省市区县镇乡州旗局])(?:投资|投入资金|投入|投)$"
)
_MEASURE_SPENT = re.compile(r"(?:计划)?总?(?:投资|投入)(?:资金)?$")
_SPENT = ("投资", "总投资", "计划投资", "计划总投资", "投入资金", "投入", "再投资", "累计投资")
_WITH_ZEAL = re.compile(r"(?:主要)?(?:用于|来|以)?(?:加快|大力|全面|重点|集中|全力|着力|加大|扎实|组织)*")
_CARRIES_OUT = re.compile(r"(?:实施|推进|开展|建设|办好|完成)了?")
_SIZE_INSIDE = re.compile(r"\d+(?:\.\d+)?(?:公里|千米|米|km|亩|平方米|座|处|口|条)的?")
_DESCRIBES = re.compile(r"[^，、]{2}了?的")
_DONE_TO = re.compile(r"对(?P<what>[^，、]{3,20}?)(?:进行|实施|开展)(?P<did>[^，、]{2,8})")
_DONE_TO_COUNTED = re.compile(r"(?P<what>[^，、]{2,20}?)(?:进行|实施|开展)了?(?P<did>[^，、]{2,8})")
_DONE_ACROSS = re.compile(r"对(?P<what>[^，。；:]{3,40}?)(?:进行|实施|开展)了?(?P<did>[^，。；:]{2,6})(?=[，。；])")
_OF_WORK = re.compile(r"(?:(?<=工程|项目|行动)建设)?(?:力度|进展|进度|进程|步伐)?$")
_UPON = re.compile(r"^(?:在|通过|按照|为)[^，。；]{2,40}，")
_URGED = re.compile(r"(?:工程|项目|行动)建设(?:力度|进度|步伐|进程)$")
_BUILT_NEXT = re.compile(
    r"，完成了?(?P<work>[^，、。；:()\d]{0,12})\d+(?:\.\d+)?(?:公里|千米|米|km|亩|平方米|座|处|口|条|个)的?"
    r"(?P<what>[^，、。；:()\d]{2,20})(?=[，。；]|$)"
)
_NEXT_CLAUSE = re.compile(r"，(?P<words>[^，、。；:()\d]{6,40})(?=[，。；])")


_INVESTED_IN = re.compile(r"投资(?:于|到)?(?P<work>[^，、\d]{2,20}(?:建设|工程|改造|整治|治理))")
_FOR_THEM = ("为", "向", "给", "替", "帮助")
_COUNTED_SO_FAST = re.compile(SO_FAST.pattern + r"\d[\d.]*%(?:以上)?")
_ALL_DID = re.compile(r"[^，、。；\d]{2,8}?(?:全部|均|都)(?:已经?|实现)*(?P<did>[^，、。；\d]{2,8})(?=[，。；]|$)")
_SHORT = 40
_WHICH = re.compile(r"(?<=.{2})\((?:[^()]{4,}|[^()]*、[^()]*)\)?$")
_RANKED = re.compile(
    r"(?<=.{2})(?:在[^，、]{1,10}?|全[国省市区县州])?(?:位列|位居|排名|排在|名列|稳居|高居|领跑|跻身)[^，、]{0,12}$"
)
_AMONG_THOSE = re.compile(r"(?P<what>[^，、]{2,12}?)在[^，、]{1,8}$")
_SPEAKS = re.compile(r"(?:表示|介绍|指出|说|认为)$")
_OF_MONEY = re.compile(r"(?<![\d.超过达])\d+(?:\.\d+)?(?:万|亿|万亿)?元的")
_ON_ITS_WAY = re.compile(
    r"在.{2,10}方面$|(?<=.)(?<!以)(?:也|还|都|均|已)?(?:正在?|已在)(?:抓紧|加快|加紧|全力|有序|顺利)*(?:建设|施工|推进|实施)中?$|(?:扎实|加快|有序|顺利|稳步|深入|全面|持续|正)?推进$|进行(?=.{2,5}$)"
)
_GOES_WELL = re.compile(
    r"(?<=.{2})(?:总体|整体|均|都)?(?:进展(?:顺利|良好|较快)|(?:顺利|有序|稳步|加快|全力|全面|扎实|正常)推进)$"
)
_OF_A_KIND = re.compile(r"(?:[新续扩改在]建|技改|储备|前期|收尾|结转)(?:项目|工程)")
_ALSO = re.compile(r"(?<=.{3})(?:以及|及其(?!他))")
_UNDER_WAY = re.compile(r"(?:正在?|已在(?![^，、的]{1,6}(?:项目|企业).{2})|将)[^，、的]{2,10}")
_BEGUN_OR_ENDED = ("开工", "竣工", "完工", "复工", "投产")
_PREPARED = re.compile(r"(?<=.{4})(?:前期工作|前期|建设工作|建设)$")
_SUMMED = re.compile(r"(?<=.{2})(?:总量|总数|总户数)$")
_OF_EACH = re.compile(r"[人户]均(?![衡价])")
_PLANNED_A_YEAR = re.compile(r"(?:(?:本|当|今)?年度?)(?:计划)?总?(?:投资|完成投资)(?:计划)?(?:约|近|超|达|为)*")
"""项目共17项年度计划投资…: a measure of the next figure that says nothing of this one."""
_ALL_MET = re.compile(r"均?(?:超额|提前|如期)完成")
_NEWS = re.compile(r"本报|本刊|记者|新华社|据悉|近日|日前")
_HOW = re.compile(
    r"(?:全面|(?:已经?)?全部|均|也?已经?|顺利|成功|正式|陆续|相继|如期|按期|按时)(?=完成|竣工|开工|建成|投|达产|落地|通|淘汰|拆除)"
)
_BY_WHEN = re.compile(
    r"(?<=.{2})(?:[今本]年)?(?:年[内底末]|\d{1,2}月(?:\d{1,2}日)?|第?[一二三四]季度|[上下]半年)[份底末]*(?:之?前|内)?(?=.{2})"
)
_SEEN = re.compile(
    r"(?:[若单仅只]?[看论]|从|在(?=[^，、。；\d]{2,10}指标))(?P<what>[^，、。；\d]{2,10}?)(?:(?:上|来)?(?:看|讲|说|而言)|指标[中上])?"
    r"，(?:(?:由于|因|受)[^，。；\d]{2,16}，)?$"
)
_AND_DEED = re.compile(r"^[和、及](?:改造|改建|扩建|新建|维修|续建|提升|整治)(?=.{2})")
_DONE = re.compile(r"(?:已|均)?(?:基本|全面|全部)?完成(?=.{2})")


class Label(NamedTuple):
    """A level's name and what later clauses carry on of it; `used` and `consumed` count characters after the figure.

    `begin` is where a label before a colon begins, or -1; `aside` as in Draft.
    `task` is true of a figure that was set, not reached; `close` of a name that another reading comes near.
    """

    name: str
    subject: str = ""
    doubt: str = ""
    used: int = 0
    consumed: int = 0
    change: bool = False
    aside: bool = False
    task: bool = False
    close: bool = False
    begin: int = -1


_MAKES_UP = re.compile(r"占(?P<whole>[^，、；比\d]{2,14})?(?:的)?(?:比重?|总量)?(?:已)?(?:超过?|达到?|近|约|为)*")
_WHOSE_SHARE = re.compile(
    r"的(?P<what>[^，、；\d]{2,14}?)(?=(?:累计|同比|比上年|较上年|共)*(?:增长|下降|上升|回落|完成|实现|增加|减少))"
)


def _counter(unit: str | None) -> str:
    """A unit without its scale (套 of 万套)."""
    return (unit or "").lstrip("百千万亿")


def _names_nothing(words: str) -> bool:
    """Whether words behind a figure go on with something else: who says it, what is under way, that all was met."""
    said = _SPEAKS.search(words) or _NEWS.match(words)
    return bool(said or _UNDER_WAY.fullmatch(words) or _ALL_MET.match(words))


class Behind(Dating):
    """Reads what stands behind a figure, and what the clause before looks at or ranks."""

    def _said_behind(self, raw: str, right: str, mark: Token) -> Label | None:
        """What the words after a figure say of it, where they are more than the thing that it counts."""
        spent = self._spent_on(raw, right, mark) if mark.unit_kind in ("money", "bare") else None
        if spent is None and mark.unit_kind == "money":
            spent = self._meant_for(raw, right, mark)
        if spent is not None or not right or mark.unit_kind == "money":
            return spent
        if mark.unit_kind == "percent":
            return self._of_region(raw, right, mark) or self._of_those_that(raw, right) or self._whose_share(raw, right)
        done = _DONE_TO_COUNTED.fullmatch(right) if raw.endswith("对") else None
        if done is not None:
            name = done["what"] + done["did"].replace("的", "")
            return Label(name, name, "name_around", len(right), len(right))
        counted = (
            self._among(raw, right, mark)
            or self._task_behind(raw, right, mark)
            or self._cared_for(right, mark)
            or self._helped(raw, right, mark)
            or self._all_did(right, mark)
        )
        return counted or self._so_fast(right, mark)

    @rule(Rule.CARED_FOR)
    def _among(self, raw: str, right: str, mark: Token) -> Label | None:
        """165个黑臭水体中，155个已整治完成，8个正在整治: how many of those counted have come so far."""
        did = _HAVE_COME.fullmatch(right) if not _ALREADY.sub("", raw) else None
        told = _AMONG_COUNTED.match(self.text, self.start, mark.start) if did is not None else None
        if did is None or told is None or told["unit"] != mark.unit:
            return None
        return Label(told["what"] + did["did"], told["what"], "name_around", len(right), len(right))

    @rule(Rule.SHARE_OF_THOSE)
    def _of_those_that(self, raw: str, right: str) -> Label | None:
        """72%的项目已进入施工阶段, 新增财力的75%用于民生: the share of those that have done a thing."""
        found = _THOSE_THAT.fullmatch(right) or _PUT_TO.fullmatch(right)
        if found is None:
            return None
        what = found["what"] or self.namer.clean(raw) if raw.endswith("的") else found["what"]
        if not what:
            return None
        name = f"{what}{found['did']}比例"
        return Label(name, name, "name_around", len(right), len(right))

    @staticmethod
    @rule(Rule.SHARE_OF_THOSE)
    def _whose_share(raw: str, right: str) -> Label | None:
        """占比51%的化工业增长8%, 占全部投资比重35%的工业投资: the share of what is told of behind it."""
        share, owner = _MAKES_UP.fullmatch(raw), _WHOSE_SHARE.match(right)
        if share is None or owner is None:
            return None
        name = f"{owner['what']}占{share['whole']}比重" if share["whole"] else f"{owner['what']}占比"
        return Label(name, owner["what"], "name_around", owner.end(), owner.start("what"))

    @rule(Rule.MONEY_FOR)
    def _spent_on(self, raw: str, right: str, mark: Token) -> Label | None:
        """投资3400万元整治农村公路; 投入资金900万元，加快实施管网改造工程: money named by the work that it pays."""
        invested = _INVESTED_IN.fullmatch(right) if right else None
        if invested is not None and mark.unit_kind == "money":
            name = invested["work"] + "投资"
            return Label(name, invested["work"], "name_around", len(right), len(right))
        if _SPENDS.search(raw) is None:
            return None
        words, doubt = right, "name_around"
        opens = not right and not self.rows and mark.start - self.start <= _SHORT
        if opens and self.namer.clean(_UPON.sub("", self.text[self.start : mark.start])) in _SPENT:
            built = _BUILT_NEXT.match(self.text, mark.tail, self.end)
            if built is not None:
                work = built["work"] + built["what"]
                return Label(work + "投资", work, "name_guessed")
            after = _NEXT_CLAUSE.match(self.text, mark.tail, self.end)
            words, doubt = after["words"] if after is not None else "", "name_guessed"
        work = self._work(words)
        measure = _MEASURE_SPENT.search(raw)
        spent = measure[0] if measure is not None else "投资"
        if not work:
            return self._spent_across(mark, spent) if right.startswith("对") else None
        name = work + spent
        next_one = self._following(self._place(mark))
        shared = next_one is not None and next_one.start == mark.tail + len(right)
        return Label(name, work, doubt, len(right), 0 if shared else len(right))

    def _spent_across(self, mark: Token, spent: str) -> Label | None:
        """投资4亿元对36个片区160万平方米棚户区进行改造: work on what is counted in between."""
        across = _DONE_ACROSS.match(self.text, mark.tail, self.end)
        if across is None:
            return None
        last = max(one.tail for one in self.marks if one.start < across.end("what"))
        work = self.text[max(last, across.start("what")) : across.end("what")] + across["did"]
        return Label(work + spent, work, "name_around") if len(work) >= 4 else None

    def _work(self, words: str) -> str:
        """The work in the words of what money pays: 加快实施管网改造工程建设, 对12条道路进行改造, or nothing."""
        told = words
        words = _WITH_ZEAL.sub("", words, count=1)
        urged = words != told and _URGED.search(words) is not None
        done = _DONE_TO.fullmatch(words)
        if done is not None:
            return done["what"] + done["did"]
        carried = _CARRIES_OUT.match(words)
        if (
            words.endswith("等")
            or (carried is None and words[:2] not in self.namer.all_verbs and not urged)
            or _DESCRIBES.match(words)
        ):
            return ""
        words = _SIZE_INSIDE.sub("", words[carried.end() :] if carried else words)
        work = self.namer.without_examples(_OF_WORK.sub("", words, count=1))
        return work if len(work) >= 4 else ""

    @rule(Rule.MONEY_FOR)
    def _meant_for(self, raw: str, right: str, mark: Token) -> Label | None:
        """安排30亿元支持先进制造业发展; 筹集3亿元，用于公共交通发展: money that is named by what it is for."""
        found, doubt = _MEANT_FOR.fullmatch(right) if _SETS_ASIDE.search(raw) else None, "name_around"
        if not right and mark.unit_kind == "money" and _ONLY_SETS.fullmatch(self.namer.front(raw)):
            found, doubt = _MEANT_NEXT.match(self.text, mark.tail, self.end), "name_guessed"
        if found is None:
            return None
        use = "" if found["use"] == "用于" else found["use"]
        name = self.namer.back(use + self.namer.without_examples(found["what"]))
        name += "" if name.endswith(("资金", "贷款", "补贴", "奖金", "支出", "经费")) else "资金"
        return Label(name, name, doubt, len(right)) if len(name) <= _LONG_PURPOSE else None

    def _seen_by(self, name: str, lead_start: int) -> Label | None:
        """若看人均GDP，北部仅为4.5万元: what is looked at stands in the clause before."""
        if self.namer.is_measure(name) or not self.text.startswith("，", lead_start - 1):
            return None
        seen = _SEEN.search(self.text, max(self.start, lead_start - 40), lead_start)
        if seen is None or self.namer.head_verb(name):
            return None
        known = self.namer.lexicon.indicator_units
        if name in known or (seen["what"] not in known and not self.namer.is_measure(seen["what"])):
            return None
        whole = name + seen["what"]
        return Label(whole, whole, "name_guessed")

    def _of_ranked_place(self, name: str, lead_start: int) -> Label | None:
        """东江市位列第三，人均收入是6.7万元: the place that the clause before ranks."""
        last = self.rows[-1]
        if last.unit_kind != "rank" or not PLACE.search(last.subject) or last.subject in name:
            return None
        beside = self.shape[lead_start - 1 : lead_start] == "，" and lead_start - last.quote_end <= 2
        if not beside or not self.namer.is_measure(name):
            return None
        return Label(last.subject + name, last.subject + name, "subject_carried")

    @rule(Rule.TASK_OF_ROW)
    def _task_behind(self, raw: str, right: str, mark: Token) -> Label | None:
        """超额完成20个的年度任务: what was set for the row before."""
        if not (_MET.search(raw) and OF_TASK.fullmatch(right)):
            return None
        alike = [row for row in self.rows if not row.change and _counter(row.unit) == _counter(mark.unit)]
        last = next((row for row in reversed(alike) if row.unit == mark.unit), alike[-1] if alike else None)
        if last is None:
            return None
        return Label(last.subject, last.subject, "subject_carried", len(right), len(right), task=True)

    @rule(Rule.CARED_FOR)
    def _cared_for(self, right: str, mark: Token) -> Label | None:
        """28个项目由16名领导包联: what is done to the things counted, and by whom."""
        found = _BY_WHOM.match(self.text, mark.tail, self.end) if mark.unit_kind == "count" else None
        if found is None:
            return None
        name = found["who"] + found["what"]
        return Label(name, name, "name_around", len(right), len(right))

    @rule(Rule.CARED_FOR)
    def _helped(self, raw: str, right: str, mark: Token) -> Label | None:
        """为2150名农民工追回工资3460万元: those for whom something was done, and the sum that it came to."""
        following = self._following(self._place(mark)) if raw.endswith(_FOR_THEM) else None
        if following is None or following.unit_kind != "money" or following.start != mark.tail + len(right):
            return None
        done = self.namer.act_inside.search(right)
        if done is None or done.start() < 2 or len(right) - done.end() < 2 or "、" in right or "，" in right:
            return None
        who, did = right[: done.start()], right[done.start() :]
        if who[-2:] in self.namer.all_verbs:
            return None
        return Label(did + who, "", "name_around", len(who), len(who))

    @rule(Rule.CARED_FOR)
    def _all_did(self, right: str, mark: Token) -> Label | None:
        """18个乡镇、206个村全部通光纤: what is said of the last of a list is said of all of it."""
        following = self._following(self._place(mark))
        if (
            following is None
            or following.unit_kind != "count"
            or self.shape[mark.tail : following.start] != right + "、"
        ):
            return None
        said = _ALL_DID.match(self.text, following.tail, self.end)
        if said is None or not 2 <= len(right) <= 8:
            return None
        return Label(right + said["did"], right, "name_around", len(right), len(right))

    @staticmethod
    @rule(Rule.CARED_FOR)
    def _so_fast(right: str, mark: Token) -> Label | None:
        """10个行业产值增速超过30%: those that grew so fast are counted."""
        if mark.unit_kind != "count" or _COUNTED_SO_FAST.fullmatch(right) is None:
            return None
        name = right.replace("同比", "")
        return Label(name, name, "", len(right), len(right))

    @rule(Rule.SHARE_OF_REGION)
    def _of_region(self, raw: str, right: str, mark: Token) -> Label | None:
        """贡献了占全市24%的出口、17%的就业: a share of what the whole region has."""
        part = _PART.match(right)
        if part is None or mark.unit_kind != "percent":
            return None
        last = self.rows[-1] if self.rows else None
        listed = last is not None and _SHARE_OF.search(last.name)
        said = _IN_REGION.search(raw)
        if said is not None:
            owner, whole = self.namer.clean(_GIVES.sub("", raw[: said.start()])), said["whole"]
            owner = owner or (last.subject if last is not None and listed else "")
        elif last is not None and listed and not raw:
            owner, whole = last.subject, listed["whole"]
        else:
            return None
        name = f"{owner}{part['what']}占{whole}比重"
        return Label(name, owner or name, "name_around", part.end(), part.end(), aside=True)

    def _replaced(self, subject: str, verb: str) -> str:
        """The same thing with another verb: 申报精英项目20个、入围10个; 续建项目 keep the name of their kind."""
        if _OF_A_KIND.fullmatch(subject) is not None:
            return subject + verb
        subject = _PREPARED.sub("", subject) if verb.startswith(_BEGUN_OR_ENDED) else _SUMMED.sub("", subject)
        head, tail = self.namer.head_verb(subject), self.namer.tail_verb(subject)
        begins = subject[:2] in self.namer.all_verbs or subject[:2] in self.namer.paired
        head = head or (subject[:2] if begins and len(subject) >= 4 else "")
        if head and head != verb and head.endswith(verb):
            return subject + verb
        if subject in self.namer.all_verbs:
            return verb
        if head and len(subject) - len(head) >= 2:
            rest = _AND_DEED.sub("", subject[len(head) :], count=1)
            return verb + (rest[2:] if rest[:2] in self.namer.acts and len(rest) >= 6 else rest)
        if tail and len(subject) - len(tail) >= 2:
            thing = subject[: -len(tail)]
            return thing if thing.endswith(verb) else thing + verb
        return subject + verb

    def _without_deeds(self, words: str) -> str:
        """The thing before what was done to it up to the next figure (问题已整改完成81个)."""
        last = self.namer.tail_verb(words)
        words = words[: len(words) - len(last)]
        other = self.namer.tail_verb(words) if last == "完成" else ""
        return words[: -len(other)] if other and _BY_NOW.search(words[: -len(other)]) else words

    def _measures(self, said: re.Match[str], following: Token, mark: Token) -> bool:
        """30家企业实现利润8亿元: whether the next figure is a measure of the things counted here."""
        of_another = mark.unit_kind == "count" and following.unit_kind in ("money", "measure", "bare")
        return of_another and (bool(said["size"]) or self.namer.is_measure(said["measure"]))

    def _is_barred(self, words: str, index: int, alone: bool) -> bool:
        """Whether words behind a figure begin with one that leads on; 等26个已开工项目 only tells which ones."""
        of_those = self.text[self.marks[index].start - 1] == "等" and _THOSE_DONE.match(words)
        return not of_those and (_BARRED if alone else PREPOSITION).match(words) is not None

    def _after(self, right: str, index: int, alone: bool = True) -> tuple[str, int, int]:
        """The noun after a figure and what is said of it; how far it was read, and how far it is used up.

        Where a verb there leads on to the next figure, the words from the verb stay for that figure.
        """
        words = right.lstrip("的、")
        if not words or not _HAN_NOUN.match(words) or self._is_barred(words, index, alone):
            return "", 0, 0
        skipped = len(right) - len(words)
        words = _WHICH.sub("", _RANKED.sub("", words))
        among = _AMONG_THOSE.match(words)
        if among is not None and among["what"] in self.namer.lexicon.indicator_units:
            words = among["what"]
        stop = words.find("等", 2)
        if stop > 0 and words[stop - 1] not in GRADED and len(words) - stop <= 8:
            words = words[:stop]
        following = self._following(index)
        beside = following is not None and following.start == self.marks[index].tail + len(right)
        planned = beside and _PLANNED_A_YEAR.fullmatch(words) is not None
        if planned or _names_nothing(words) or (beside and not skipped and _OF_EACH.match(words)):
            return "", 0, 0
        consumed = len(words)
        if following is not None and beside:
            measured = _MEASURED_AFTER.fullmatch(words)
            verb = self.namer.tail_verb(words)
            if measured is not None and self._measures(measured, following, self.marks[index]):
                words = measured["counted"]
                consumed = 0 if alone else len(words)
            elif verb:
                words = self._without_deeds(words)
                consumed = len(words)
                words = _BY_NOW.sub("", words)
            else:
                inner = [m.start() for m in self.namer.act_inside.finditer(words) if m.start() >= 1]
                consumed = inner[-1] if inner else consumed
        words = _ALSO.split(_OF_MONEY.split(words, maxsplit=1)[0], maxsplit=1)[0]
        words = _BY_WHEN.sub("", _ON_ITS_WAY.sub("", _GOES_WELL.sub("", words)))
        words = _HOW.sub("", words)
        if not words or words in self.namer.acts:
            return "", 0, 0
        words = words.rstrip("和与及均或、")
        if consumed < len(right) - skipped:
            words = re.sub(r"(?<=.{2})(?:已|累计)?(?:完成|实现)$", "", words)
        words = _DONE.sub("", words)
        words = self.namer.back(words) if "续" in words else words
        return EXPLAINED.sub("", words).rstrip("的")[:30], skipped + len(words), skipped + consumed
