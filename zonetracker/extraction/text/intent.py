"""Words of will and words of deed: whether what stands before a figure means it or reports it; the last one counts."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from zonetracker.extraction.text.nearest import Nearest


class Intent(StrEnum):
    """What a word says of the figures after it."""

    WILL = "will"
    """They are meant: 力争, 将建成, 计划完成."""
    TASK = "task"
    """The one figure of this clause was set: 任务数, 年度计划投资."""
    DEED = "deed"
    """They are reported: 已, 截至, 实际."""


_TO_DO = (
    r"(?:[建完竣开交启覆推培引改新筹签形集投实安增提达突超创争力打入招发盘带]"
    r"|全[部面力]|累计|大力|加快|深化|陆续|再|继续|于|在|有望|可|逐步|用)"
)
_MEANT = r"(?:完成|建[设成]|新?改?建|改造|实施|开工|安排|筹|投入|引进|培育|实现|新增|竣工|整治|创|招)"
_WILL = "|".join(
    (
        r"力争|力保(?!护)|(?<!为)(?<!为了)确保|务必|有望",
        r"争取(?=[^，。；、]{0,8}(?:达到|完成|实现|引进|突破|超过|新[增建开引]))(?![^，。；]{0,30}(?:资金|补助|奖补|债券|贷款))",
        rf"(?<![即行可])将(?={_TO_DO})(?![建改]制)",
        r"(?<![主重需必首只])(?:不仅|还|就)?[要需须](?=完成|达|超过|实现|新增|新建|建成|确保|力争|突破|引进|培育|改造|开工)",
        rf"(?<!按)(?<!按照)计划(?=(?:今年|年内|全年|用|再|新|将|至){{0,4}}{_MEANT})(?![^，。；\d]{{0,8}}的(?:\d|$))",
        rf"(?<![模虚草])拟(?=(?:今年|年内|全年|用|再|新){{0,4}}(?:投资|{_MEANT})(?!项目))",
        r"(?:^|[，、]|全[市区县省年])(?:计划(?!总投资|投资|生育|单列|内|外|的|任务|目标|数)|拟(?!.{1,3}项目)|将(?!军|\d|$|[^，。；]{1,12}(?:纳入|作为|列[为入]|[调转]|划)))",
        r"(?<=[年度月])计划(?!$|\d|总?投资(?:额|的|\d|$)|生育|内|外|的|任务|目标|数|指标|[^，。；\d]{0,8}的(?:\d|$))",
        r"今年[^，。；\d]{0,8}安排(?!资金|财政|专项|补助|经费|预算)",
        r"全年(?:计划)?安排(?=[^，。；\d]{0,12}(?:项目|工程))",
        r"下半年将|初步安排|(?:目标|任务)(?:是|为|:|要)",
    )
)
_TASK = "|".join(
    (
        r"(?:任务|目标)(?:[数值量]|人数|户数|面积|金额)",
        r"年度投资计划(?=$|[为是])",
        r"(?!.年计划(?:签约|引进|招引|开工|竣工|建成|[新改扩]建|改造|新[增开引签]|实施|培育))"
        r"(?:今年|年度|全年|当年|本年)度?(?:计划|预算|目标|任务)(?:完成)?(?:投资|总?量|数)?(?![^，。；]{0,4}的)",
    )
)
_DEED = "|".join(
    (
        r"(?<!早)已(?!经开)|实际|(?<!截至)目前|截[至止]|同比|比上年|较上年",
        r"获批|获评|荣获|(?:完成|实现|达到|建成|开工)了|提前完成|超额完成|(?<![将要])(?<!力争)(?<!确保)累计(?:完成|实现|建成|达)",
    )
)
_STARTS = "，、获荣力确务有争将不还就要需须计拟全下初目任今年度当本已实截同比较完达建开提超累"
_WORD = re.compile(f"(?=[{_STARTS}])(?:(?P<task>{_TASK})|(?P<will>{_WILL})|(?P<deed>{_DEED}))")
_CORES = re.compile(
    "争|力保|确保|务必|有望|将|要|需|须|计划|拟|安排|任务|目标|预算|已|实际|目前|截|同比|上年|获|了|提前完成|超额完成|累计"
)
"""Each of the words has one of these in it."""


_INTENTS = {intent.value: intent for intent in Intent}
_REACH = 40
"""More than any of these words is long, with what it looks ahead to."""
Said = tuple[Intent, int, int]
"""Such a word, where it begins and ends."""


class IntentWords:
    """The words of will and deed in one sentence."""

    def __init__(self, sentence: str) -> None:
        self._nearest = Nearest(_WORD, _CORES, sentence, _REACH)
        self.kinds = frozenset([_INTENTS[word.lastgroup or ""] for word in self._nearest.found])

    def last(self, end: int) -> Said | None:
        """The last of them in the first `end` characters."""
        if self._nearest.nothing:
            return None
        return _said(self._nearest.before(end))


@lru_cache(maxsize=2)
def intent_words(sentence: str) -> IntentWords:
    """Those of a sentence, kept while it is read: its period, its figures and its things all ask for them."""
    return IntentWords(sentence)


def intents_of(sentence: str) -> frozenset[Intent]:
    """The kinds of such words in a sentence."""
    return intent_words(sentence).kinds


def last_intent(before: str) -> Said | None:
    """The last such word of the words before a figure; None where there is none."""
    words = list(_WORD.finditer(before)) if _CORES.search(before) else []
    return _said(words[-1] if words else None)


def _said(word: re.Match[str] | None) -> Said | None:
    return (_INTENTS[word.lastgroup or ""], *word.span()) if word is not None else None
