"""The turns of phrase that more than one stage of a sentence's reading looks for."""

from __future__ import annotations

import re

GRADED = "中高初平同均对特一二三甲乙丙优劣"
"""What 等 gives a grade or a word of its own with (甲等医院, 中等城市), so that it sums nothing up."""
STOP = re.compile(r"[，。；:！？\n\t()、-](?:(?<!-)|-)")
SPREAD = re.compile(
    r"分别|依次|双双|均(?<![人户平年日月亩单次]均)(?![等衡价线可纯生收G])|都(?<![首成古]都)(?!市)|各(?![类项级族种界地县乡镇有])"
)
_CHANGES = (
    "净增加|净增长|增产|减产|增收|减收|减支|增支|下滑|后退|多争取|多|纯增|削减|调减|压降|提升|前移|净增|增加|提高|减少"
    "|下降|降低|上升|回升|前进|扩大|压减|缩短|压缩|下调|上调|增长|上涨|多增|新增|少"
)
CHANGE = re.compile(f"(?:{_CHANGES})(?:了|约|近|超|超过|达)?$")
CHANGE_ENDS = frozenset((*(change[-1] for change in _CHANGES.split("|")), *"了约近超过达"))
"""What such words end with."""
AMONG_ALL = re.compile(r"[^，、\d]{0,6}\d+[多余]?[个家户所座条项][^，、\d]{1,10}中(?:已经?|就|共)?有$")
"""120个村中有: the whole of which some are counted next."""
OF_SORTS = re.compile(r"(?:共有?|达到?|为|有)?\d+个?(?:[大中小]类|方面)$")
"""11大类37项: of how many sorts the things are that are counted next."""
AIMED = re.compile(r"(?:围绕|锚定|紧盯|紧扣|瞄准|对标|朝着|聚焦)[^。；]*$")
DETAIL = re.compile("其中|当中|包括")
THREE = re.compile(r"第?一、?第?二、?第?三(?:次?产业|产)|三次产业(?!结构|比例)(?:的(?=比重|占比))?")
_FROM = re.compile(
    r"(?:由|从)(?P<when>[“\"]?(?:现在|目前|现有|当前|现行|平均|(?:19|20)\d\d年(?:末|底)?|上年末?|去年末?|上个?月(?:末|底)?|上个?季度末?|上期|年初|原来|原先|之前|过去|[“\"]?(?:十[一二三四五]?|[七八九])五[”\"]?(?:时期)?(?:初期|初|末)?|五年前|(?:19|20)\d\d年[^，、\d]{2,10}[前后时])?)的?(?:每[^，。；\d]{1,8}|[人户亩]均)?$"
)
TO = re.compile(
    r"^(?:减少|增加|提高|下降|精简|上升|增长|提升|降低|压缩|扩大|发展|调整|缩短|减|增|降|升|跃升|扩展|上调|下调|攀升|拓展|扩充|扩张|扩容|壮大|延伸|拓宽|回升|回落|上涨|下滑|飙升|缩减|缩小|攀|涨|跌|缩|扩)?(?:到(?![位期港岗账])|至(?!高|少)|为(?!民|企|群|老|主))"
)
PREPOSITION = re.compile(
    r"(?:和(?![谐美平])|及|与|或|对(?!口|外)|用于|支持|为(?!民|企|群|老)|向|给予|通过|在(?!建|校|岗|园|孵|册|库)|以(?!工|旧)|并|且|同比|比|较|占|增长|下降|，|投入|改善|惠及|带动|共(?!建|享|富|同)|已|均(?!等)|全部|全面|平均|累计|达(?!标)|完成|实现|被|其中|由|是|高于|低于|居(?!民|家|住)|列(?!入)|位(?!于)|突破|推动|继续|连续|首次|成为|待(?![遇业岗])|供(?=[^，、]{1,6}(?:使用|调剂|参考|选择)))"
)
OF_PLAN = re.compile(
    r"(?:为|占|完成|达到|(?<!下)达|相当于)(?P<plan>(?:[^，、\d]{1,10}?(?:下达|确定|核定|批准|考核)的?)?[^，、]{0,10}"
    r"(?:计划|目标|任务|预算|预期))(?:任务|数|投资额?|(?:新?开|竣|复)工|的)*$"
)
PLACE = re.compile(r"(?:[省市县镇乡州旗]|(?<!园)区|区域|农村|乡村|街道)$")
OF_THINGS = ("产值", "总产值", "增加值", "营业收入", "利润", "利税", "税收", "投资", "完成投资", "销售收入")
_THAN = r"(?:比(?![重例率])|较|与)[^，、由从]{1,16}[年月期度初末底]"
THAN_THEN = re.compile(f"{_THAN}的$")
THAN_LEVEL = re.compile(rf"{_THAN}的?[\d.]+[^，、\d]{{1,4}}?(?:相比)?$")
COMPARED_WITH = re.compile(
    r"(?:比(?![重例率])|较|与|低于|高于)[^，、；。的()]{0,8}(?:[年月期度]|全[国省市区县州]|平均(?:水平|值)?)"
    r"(?:\([^()]{1,10}\)[和与及、]全[国省市区县州](?:平均(?:水平|值)?)?)?$"
)
_GREW_OR_FELL = "(?:增长|上涨|上升|增加|提高|下降|下滑|下跌|回落|减少|降低)"
_PACE_WORDS = "(?:[增降]速|[增涨降]幅|增长率)"
_TURNED = "(?:转|变|收窄|扩大|回落|回升|反弹|加快|放缓|提高|提升|上升|下降|攀升)*(?:为|到|至|成)"
_FROM_EARLIER = rf"(?:(?P<pace>{_PACE_WORDS})(?:由|从)[^，；]{{0,12}}?|(?:由|从)[^，；]{{0,16}}?{_GREW_OR_FELL}了?)"
_TURNED_FROM = re.compile(rf"{_FROM_EARLIER}[\d.]+%(?:{_TURNED}(?:同比)?|转[正负]，?){_GREW_OR_FELL}?$")
TURNS = re.compile(
    rf"{_FROM_EARLIER}(?P<earlier>[\d.]+)%"
    rf"(?:{_TURNED}(?:同比)?{_GREW_OR_FELL}?|转[正负]，{_GREW_OR_FELL})(?:约|近|超)?\d"
)
SO_FAST = re.compile(r"[^，、。；\d]{2,12}(?:增速|[增涨降]幅|增长率)(?:均|都)?(?:超过?|在|高于|大于)")
"""10个行业产值增速超过30%: how fast those grew that are counted."""
MONTH_BY_MONTH = re.compile(r"每个?月(?:份)?(?:增[速幅长])?均|(?:连续|持续)[一二三四五六七八九十两\d]+个(?:月|季度)")
"""规上工业增加值连续6个月保持两位数增长: how each of several months was, no figure of the whole."""


def came_from(words: str) -> re.Match[str] | None:
    """由去年底的, 从2020年的: where a figure that moved came from, at the end of the words before it."""
    return _FROM.search(words) if "由" in words or "从" in words else None


def without_move(words: str) -> str:
    """The words without what leads to a figure at their head: 增加到, 达到…的, 为."""
    found = TO.match(words)
    return words[found.end() :] if found is not None else words


def turned_from(words: str) -> re.Match[str] | None:
    """由一季度下降3.4%转为, 增速由3.2%提高到: the growth that a later one turned from, at the end of words."""
    return _TURNED_FROM.search(words) if "%" in words and ("由" in words or "从" in words) else None


def without_turn(words: str) -> str:
    """The words without the growth that a later one turned from."""
    found = turned_from(words)
    return words[: found.start()] if found is not None else words
