"""Figures that only describe a thing: thresholds, attributes of one project, what a place is like."""

from __future__ import annotations

import re

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.clause import Clause
from zonetracker.extraction.sentences.patterns import AIMED, PREPOSITION, STOP
from zonetracker.model.facts import Kind

_CONTEXT = re.compile(r"(?:中|里|之一|期间|以来|时)(?:名列|位列|排名|居|，?有)?$")
_ATTRIBUTE_AFTER = re.compile(
    r"(?:的|级|项目|企业|重大|重特大|大项目|规模|工业|产业项目|产业基金|服务业项目|装备|以上|及以上|煤|生产|口径|超高压|输变电|变电站|风电|光伏|机组|扩建|技改|大豆|高端|石化|污水|垃圾)"
)
_THRESHOLD_AFTER = re.compile(r"(?:的)?[^，。；:！？\n\t()、\d]")
_HELD = re.compile(r"(?:^|[辖、]|下辖|共有|现有|全[市区县镇州省乡]|[市区县镇州省])$")
_WORK = re.compile(r"的[^，、]{2,8}(?:任务|指标|改造|建设|整治|治理|绿化)$")
_CAPACITIES = ("吨", "千瓦", "兆瓦", "千伏安", "吨/日")
_COUNTED = ("count", "people", "kinds", "times")


class Spent(Clause):
    """Tells which figures are no rows."""

    def _spent(self, index: int, lead: str, right: str) -> bool:
        """Whether the figure only describes a thing: a threshold, an attribute of one project, a context."""
        mark = self.marks[index]
        kind = mark.unit_kind
        if (
            kind != "percent"
            and (self.whole.static.search(lead[-14:]) or (self.whole.places.match(right) and _HELD.search(lead)))
            and not self._is_planned()
        ):
            return True
        suffix = self.shape[mark.end : mark.tail]
        if right and kind in _COUNTED and re.search(r"在全[国省市]$", lead) and _CONTEXT.search(right):
            return True
        if suffix == "以下" and right and _THRESHOLD_AFTER.match(right) and not PREPOSITION.match(right):
            return True
        if suffix and mark.unit == "户" and re.match(r"[^，]{0,12}村", right):
            return True
        if re.search(r"为(?:重点|抓手|核心|主|主线|载体|依托|契机)$", right):
            return True
        if kind == "percent" and re.match(r"的[^，]{0,4}(?:目标|警戒线)$", right):
            return not AIMED.search(self.text, max(self.start, mark.start - 60), mark.start)
        if kind == "percent" and right.startswith(("的有", "的企业", "人口抽样")):
            return True
        if kind == "times":
            return not re.search(r"(?:增长|提高|增加|扩大)了?$", lead)
        if kind in ("span", "spec"):
            return True
        if kind == "days" and not re.search(r"天数|优良|达标", lead):
            return True
        if kind == "kinds" and not (
            mark.unit == "大" and right and not mark.chinese and re.search(r"完成|竣工|建成|落地|开工", right)
        ):
            return True
        if kind == "bare" and mark.unit not in ("万", "亿", "万亿"):
            return True
        if (
            right
            and _CONTEXT.search(right)
            and kind in _COUNTED
            and self.shape[mark.tail + len(right) : mark.tail + len(right) + 1] == "，"
        ):
            return True
        if mark.chinese and kind in _COUNTED and not self._counts(mark, lead, right):
            return True
        if mark.chinese and kind == "bare":
            return True
        if mark.chinese and kind == "measure" and right and self.shape[mark.start] in "十百千万":
            return True
        if mark.unit == "所" and re.match(r"开展|建设|研发|承担|牵头", right):
            return True
        if (
            mark.unit == "所"
            and right
            and lead
            and not self.namer.tail_verb(lead)
            and mark.value is not None
            and mark.value >= 20
        ):
            return True
        if right and re.search(r"(?:年产|日产|日处理|年处理|可容纳|可停放|年加工)$", lead[-6:]):
            return True
        measured = kind in ("money", "measure", "bare")
        if not measured:
            return False
        if suffix and right and _THRESHOLD_AFTER.match(right) and not PREPOSITION.match(right):
            return True
        if suffix == "以上" and kind == "money" and index + 1 < len(self.marks):
            counted = self.marks[index + 1]
            if counted.start == mark.tail and counted.unit_kind in ("count", "people"):
                return True
        if suffix and self.shape[mark.tail : mark.tail + 1] == "":
            return False
        earlier = self.marks[index - 1] if index else None
        if earlier is not None and earlier.unit_kind == "count" and earlier.tail == mark.start and mark.chinese:
            return True
        if right and _WORK.match(right) and self.namer.tail_verb(lead):
            return False
        if right and _ATTRIBUTE_AFTER.match(right):
            return True
        if right and mark.unit not in ("万亩", "亩") and self.whole.finished.search(right):
            return True
        if right and re.match(r"“[^”]{1,12}”(?:项目|工程)", right) and kind == "measure":
            return True
        if right and (mark.unit or "").endswith(_CAPACITIES) and not PREPOSITION.match(right):
            before = re.sub(r"^[、，和及与]+", "", lead)
            if before and before not in self.namer.all_verbs and not self.namer.tail_verb(before):
                return True
        if (
            right
            and not right.startswith("的")
            and self.whole.attribute.search(lead[-8:])
            and not PREPOSITION.match(right)
            and kind != "money"
        ):
            return True
        if re.search(r"(?:产值|收入|投资|税收|营收|销售额|销售收入|纳税)(?:超|超过|达|达到|过|突破)$", lead[-8:]) and (
            not PREPOSITION.match(right) if right else self._after_count(index)
        ):
            return True
        if (
            re.match(r"(?:折合|约合|合|折|相当于)", lead)
            and self.shape[mark.start - len(lead) - 1 : mark.start - len(lead)] == "("
        ):
            return True
        if re.search(r"(?:折合|约合|折算约?合)(?:人民币)?$", lead):
            return True
        if mark.unit == "岁" and re.match(r"(?:以上|以下|至|的|老|儿童|人|各类|及|组)", right):
            return True
        following = self.marks[index + 1] if index + 1 < len(self.marks) else None
        return following is not None and right.startswith("或") and following.unit_kind == kind

    def _after_count(self, index: int) -> bool:
        """159个村集体经济纯收入超过10万元: the money is what each of the counted has."""
        before = self.marks[index - 1] if index else None
        if before is None or before.kind is not MarkKind.FIGURE or before.unit_kind not in _COUNTED:
            return False
        return STOP.search(self.shape, before.tail, self.marks[index].start) is None

    def _is_planned(self) -> bool:
        return self.period.kind is Kind.TARGET

    def _counts(self, mark: Token, lead: str, right: str) -> bool:
        """A count in Chinese numerals is a figure where it counts results, not where it names a thing."""
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
