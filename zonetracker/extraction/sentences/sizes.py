"""Figures that are a part of a name: how far a circle reaches, how large a thing must be to be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.clause import Clause
from zonetracker.extraction.sentences.patterns import PREPOSITION

LENGTHS = ("米", "公里", "千米", "厘米")
_THRESHOLD_AFTER = re.compile(r"(?:的)?[^，。；:！？\n\t()、\d]")
_PLACES_OF_LIST = re.compile(r"(?:率|额|量|[增降]速|[增涨降]幅|值|排名|考核|成绩|得分)(?:后|末|倒数)$")
_REACH = re.compile(r"(?:以?内|范围内?|半径)?[^，、的]{0,8}(?:率|比例|生活圈|服务圈)")
_SIZED = re.compile(r"(?:床位?|座位|席|户|人|吨|亩|千瓦)以上的?[^，、]{2}")
_GROUP_BEFORE = re.compile(r"(?:最[高低](?:收入)?的?|前|后|中间)$")
_GROUP = re.compile(r"的?[^，、。；\d]{0,4}?(?:组|户|家庭|人口|人群|居民|企业|单位|群体)[^，、。；]{0,16}?\d")
_LIMIT_OF = re.compile(
    r"(?:\(不?含[^()]{1,10}\))?的[^，、。；:()\d]{1,12}(?:\([^()\d]{1,8}\))?(?:共?有|达到?|为|共|超过?|突破|约|近)*\d"
)


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
        return bool(self.right) and not PREPOSITION.match(self.right)

    @property
    def is_threshold(self) -> bool:
        """10亿元以上企业: a bound and the thing that it bounds."""
        return bool(self.suffix) and self.of_rest and _THRESHOLD_AFTER.match(self.right) is not None


class Sizes(Clause):
    """Tells which figures only belong to a name."""

    @rule(Rule.IN_NAME)
    def _in_name(self, case: Case) -> bool | None:
        """500米覆盖率, 世界500强企业, 80张床位以上养老机构: a size that is part of a name."""
        if case.mark.unit in ("名", "位", "家", "个") and _PLACES_OF_LIST.search(case.lead):
            return True
        if case.mark.unit == "条" and case.lead.endswith("双"):
            return True
        if not case.mark.unit:
            return True if self.shape[case.mark.tail : case.mark.tail + 1] == "强" else None
        if self._is_group(case) or self._is_limit(case):
            return True
        reach = case.mark.unit in (*LENGTHS, "分钟") and _REACH.match(case.right)
        return True if reach or _SIZED.match(case.right) else None

    def _is_group(self, case: Case) -> bool:
        """最高20%收入组人均收入30204元: a share of all by which a group is named."""
        if case.kind != "percent" or _GROUP_BEFORE.search(case.lead) is None:
            return False
        return _GROUP.match(self.text, case.mark.tail, self.end) is not None

    def _is_limit(self, case: Case) -> bool:
        """人口4万人以上(含4万人)的县有10个: the size from which things are counted, said with the count."""
        mark = case.mark
        if self.text[max(0, mark.start - 2) : mark.start] == "(含" and self.text[mark.tail : mark.tail + 1] == ")":
            return True
        return bool(case.suffix) and _LIMIT_OF.match(self.text, mark.tail, self.end) is not None
