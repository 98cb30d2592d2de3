"""Whether a verb and a name together are an event that a reader can tick: 建成…大桥, …获评…示范区."""

from __future__ import annotations

import re

from zonetracker.extraction.events.items import (
    PROJECT,
    is_sayable,
    is_specific,
    is_work_done,
    without_work,
)

HOLDING = ("举办", "成功举办", "承办", "办好", "举行", "成功举行", "圆满举办")
_NAMED_ONLY = ("引进", "签约", "落户", "开行", "开通", "组建", "上线", "首发", "首航", "启用")
_BECOMING = ("成为", "跻身", "列入", "获得", "荣获", "获评", "晋升为", "入选")
_ALONE = ("落地", "启动", "开放", "清零", "立项", "落户", "签约", "验收", "开通", "退出")
_CHECKED = ("认定", "验收", "评审", "复核", "复审", "复检", "复评", "复查", "审批", "公示", "核查")
_JUDGED = ("评为", "获评", "命名为", "认定为", "荣获", "升级为", "晋升为", "创建为", "蝉联")
_TELLING = 6
_LEVEL = re.compile(r"年度|国家|全国|全省|全市|省级?|市级?|世界|中国|自治区|首批|强[市县区镇]|“")
_STATUS = re.compile(
    r"(?:示范.{0,4}|试点.{0,4}|先进.{0,5}|模范.{0,5}|文明.{0,4}|称号”?|[百十]强.{0,3}|园区|开发区|高新区|新区|产业集群|基地|工厂"
    r"|名单|企业|单位|奖|城市|县市|市县|[城县镇村]|”)$"
)
_AWARD = re.compile(r"国家|全国|省级|市级|示范|试点|称号|先进|优秀|模范|奖|十强|百强|首批|甲等|[一二三]级")
_NO_AWARD = re.compile(
    r"(?:总?目标|行列|之年|征程|通报表彰|打卡[地点]|力度|工作|活动|支持|好评|肯定|认可|关注|赞誉)”?$"
)
_DONE = re.compile(r"(?:全面|全部|基本|如期|顺利|提前|圆满|已)*完成$")
_NAMED_AWARD = re.compile(
    r"国家|全国|省|市|区级|示范|试点|称号|奖|先进|优秀|首批|百强|十佳|模范|等级|[一二三四五]级|三甲|世界|全球|最佳|冠军|小巨人|专精特新|榜|\dA级|遗产|名录|AA|“|《|基地|集群|园区|决赛|典型"
    r"|名单|批准|批复"
)
_LEFT = re.compile(r"贫困[县市区村]|(?:序列|名单)$")
_RANKED = re.compile(r"决赛|百强|十强|名单|前[一二三四五六七八九十\d]")
NO_ACTOR = re.compile(
    r"^(?:更多|从|在|为|对|由|把|将|以|自|按|因|与|和|实施|开展|推进|加强|深化|完善|健全|加大|落实|一批|多个|多项|一系列)|(?:从|到|以|对|为|的|是[^，、]{0,6}唯一)$"
)
_QUOTED_ONLY = re.compile(r"“[^”]*”")
_PAPER = re.compile(
    r"(?:条例|办法|方案|意见|规划|细则|计划|新政|(?<!配套)(?<!有关)(?<!相关)(?<!系列)(?:措施|政策))(?:双?\d+条)?$"
)
_ANY_PAPER = re.compile(r"的(?:一揽子|相关|有关)?(?:政策)?(?:措施|政策)$")
_MONEY = re.compile(r"[万亿]元")
_GATHERING = re.compile(r"(?:大赛|会|节|论坛|展|活动|赛|仪式|晚会|峰会|运动会)$")
_NO_COVER = re.compile(r"实现|管线|饮水|快递|公厕|贫困|供电|动力电|景区$|事项$")


def is_event(name: str, verb: str, vague: re.Pattern[str]) -> bool:
    """Whether `verb` done to `name` is one; `vague` finds names that say nothing."""
    if not is_sayable(name):
        return False
    if _DONE.fullmatch(verb):
        return is_work_done(name)
    fits = _fits(name, verb)
    if fits is not None:
        return fits
    bare = without_work(name)
    if vague.search(bare):
        return is_specific(bare)
    return bare == name or len(bare) >= 4 or PROJECT.search(bare) is not None


def _fits(name: str, verb: str) -> bool | None:
    """Whether a name is of the kind that its verb asks for; None where it asks for none."""
    if verb.startswith("通过") and len(verb) > 2:
        return len(name) >= 4
    if verb.endswith("通过"):
        return name.endswith(_CHECKED)
    if verb.endswith(("全覆盖", "清零")):
        return (
            len(name) >= 4
            and _NO_COVER.search(name) is None
            and not (len(name) < 8 and name.endswith(("管理", "服务")))
            and not name.startswith(("重点", "主要", "各类"))
        )
    if verb in HOLDING:
        return len(name) >= 6 and _GATHERING.search(name) is not None
    if verb in ("成为", "跻身"):
        return _is_status(name)
    if verb.endswith("退出"):
        return _LEFT.search(name) is not None or not name.endswith(("序列", "名单", "企业", "行业"))
    if verb.endswith("出台") and len(name) >= 8 and _PAPER.search(name):
        return _ANY_PAPER.search(name) is None
    if verb in ("引进", "签约", "落户"):
        return PROJECT.search(name) is not None and _MONEY.search(name) is None
    if verb in ("列入", "获得", "晋升为", "升级为", "创建为"):
        return _AWARD.search(name) is not None
    return False if verb.endswith("建成") and _QUOTED_ONLY.fullmatch(name) else None


def is_firm(name: str, verb: str) -> bool:
    """Whether a name is one that may follow a verb of gaining (引进, 开通, 组建): it must say which one."""
    return verb not in _NAMED_ONLY or is_specific(name)


def is_bare_boast(verb: str, words: str) -> bool:
    """Whether what something became is nothing that can be looked up (…行列, …征程)."""
    return verb in _BECOMING and _NO_AWARD.search(words) is not None


def carries(name: str, verb: str, inner: re.Pattern[str]) -> bool:
    """Whether a name is firm enough for a verb that alone says little (落地, 启动); `inner` finds other verbs in it."""
    alone = verb.removesuffix("实施")
    if alone not in _ALONE:
        return True
    if inner.search(name, 1) is not None or not is_specific(name):
        return False
    return alone != "落地" or PROJECT.search(name) is not None


def has_become(front: str, verb: str, back: str, vague: re.Pattern[str]) -> bool:
    """Whether `front` is a named thing that became something with a name."""
    if not 2 <= len(front) <= 34 or NO_ACTOR.search(front) or max(map(len, back.split("、"))) > 32 or "*" in front:
        return False
    bare = re.sub(r"(?:项目|工程)$", "", front)
    judged = verb.endswith(_JUDGED)
    if (
        len(bare) < 2
        or (vague.search(bare) and verb != "通过" and not (judged and ("“" in bare or len(bare) >= _TELLING)))
        or _NO_AWARD.search(back)
    ):
        return False
    if judged or (verb == "落户" and len(back) <= 6) or (verb[0] == "获" and back.startswith(("批复", "批准", "认定"))):
        return True
    if vague.search(back) and verb != "通过" and not _AWARD.search(back) and "“" not in back:
        return False
    return _is_what_verb_gives(verb, back)


def _is_what_verb_gives(verb: str, back: str) -> bool:
    if verb.endswith("退出"):
        return _LEFT.search(back) is not None
    if verb in ("成为", "升格", "缔结为"):
        return _is_status(back)
    if verb == "进入":
        return _RANKED.search(back) is not None
    if verb == "通过":
        return back.endswith((*_CHECKED, "立项"))
    return is_award(re.sub(r"[“《]", "", back) if verb in ("纳入", "列入") else back, verb)


def is_award(words: str, verb: str) -> bool:
    """Whether `words` are one title by themselves, so that a list of them is a list of awards."""
    return verb.endswith("评为") or _NAMED_AWARD.search(words) is not None


def _is_status(name: str) -> bool:
    """Whether a name is one that somebody gives (国家级…示范区), not a description (…的城市)."""
    bare = re.sub(r"“[^”]*”$", "", name)
    return (
        "的" not in re.sub(r"“[^”]*”", "", name)
        and _LEVEL.search(bare) is not None
        and _STATUS.search(name) is not None
    )
