"""What an event happens to: the items of a list, and whether a name says which one."""

from __future__ import annotations

import re
from typing import NamedTuple

from zonetracker.extraction.sentences.patterns import GRADED

MOST = 8
PROJECT_WORDS = (
    r"(?:项目|工程|基地|中心|园|公园|路|大道|国道|省道|县道|乡道|街|桥|线|段|高速|铁路|公路|航道|航线|隧道|枢纽|机场|水库|灌区|码头|船坞|口岸|港"
    r"|学校|中学|小学|幼儿园|校|医院|院|所|厂|站|馆|楼|大厦|综合体|小区|安置房|广场|市场|村|区|城|管道|号机|机组"
    r"|客专|一期|二期|三期|四期|改造|搬迁|加固|迁建|平台|系统|实验室|成果|热线|直通车|专列|班列|专线|航班|集团|公司|基金|协会|联盟)"
)
"""All of them plain words: a pattern that begins with a sign for many letters is looked for five times as long."""
PROJECT = re.compile(rf"{PROJECT_WORDS}$")
_LONGEST = 3
_SHORT_NAME = 3
_KIND = re.compile(
    r"(?:[特大中小]+型|城[镇市乡]|农村|生活|垃圾|污水|工业|高速|客运|货运|抽水蓄能|风电|光伏|燃煤|安置|智慧|体育|文化|森林|湿地)*"
    rf"(?:(?:焚烧|处理|填埋|转运|蓄能|储备|检测)*(?:发电|变电|换乘|服务)?{PROJECT_WORDS})$"
)
"""What kind of thing a name tells behind its proper part: 大型水库, 城镇污水处理厂."""
_WORK = re.compile(r"(?:的)?(?:规划建设|规划设计|前期工作|安置工作|审批工作|建设|改造|整治|搬迁|验收|工程)$")
_WORKS = re.compile(
    r"(?:的)?(?:(?:标准化|道路|项目|工程|片区|组团|街区|校区|规划|老旧小区)?(?:建设|改造|整治)|规划设计|前期工作|安置工作|审批工作|"
    r"景观工程|亮化工程|搬迁|验收|工程)$"
)
_DONE_OBJECT = re.compile(
    r"(?:换届|批复|机构改革|区划调整|验收|征用|搬迁|改造|建设|编制|修编|整治|提升|扩建|安置工作|前期工作|改制|组建|认定|工程|主体|铺设|选址|审批|审批工作"
    r"|重组|更名|规划设计|迁址|新建|翻建|亮化|通道|处置|更换|治理|路|规划|普查|合并|迁建|清零|项目|装修|设计|评估|立项|施工|路基"
    r"|路面|桩基|建设任务|试点|报批|[一二三]期|[东南西北]延)$"
)
_DONE_OF_ALL = re.compile(
    r"(?:基础设施|城市|城乡|农村|重点|全市|全区|道路|项目|各|配套|征地|前期|土地|机构|规划|投资|年度)"
)
_STAGE = re.compile(
    r"(?:征地(?:拆迁)?|拆迁|征拆|场平|(?:首期)?土地平整|用地报批|选址|立项|环评|审批|论证|前期工作|可研(?:报告)?(?:编制|评审)?"
    r"|(?:可研|初步设计|环评|概算|用地|规划|立项|施工图)(?:报告)?批[复准]|(?:施工图|规划|初步)?设计|(?:工程)?招(?:投)?标|主体(?:工程|建设|施工|结构)?|基础施工|厂房建设"
    r"|(?:全线)?(?:路基|路面|桥梁|桩基)(?:工程|施工)?|(?:设备)?(?:安装|调试)|装修|验收)$"
)
_SHORT_PROJECT = re.compile(r"[^业产资类性新老全个批大点建工路型][^类性业型级期]项目$")
_SLOGAN = re.compile(
    r"^(?:抓|让|做到|覆盖|早|以|为|从|与|把|使|如|因|若|当|项目|区域性|投资|、|转化|“[^”]*、[^”]*”$)"
    r"|^[\d一二三四五六七八九十两]{1,4}(?:个|项|家|条|座|所|栋|处|台|套|批|公里|千米|米|亩|平方|万平方)"
    r"|(?:力度|一览|加快建设|加快推进)$"
    r"|具有|更高|更好|更加|影响力|社会主义|现代化(?:国际|强|新|建)|小康|新格局|新局面|新篇章|决定性进展|契机|最(?:安全|优|好|活跃|便捷|宜居)"
    r"|位居|居全|数量|保持|一流(?!专业|学科|大学|高校|课程)|就有|缺少|缺乏|尚未|仍未|不足|[^不]是[^否]|项目早"
)
_SKIP = re.compile(
    r"^(?:一批|一系列|各|所有|部分|更多|若干|多个|许多|不少|众多|大批|有关|相关|新一轮|上述|这些|其他|全[市区县省]|我[市区县]|该[区市]"
    r"|(?:更多)?(?:国内外)?(?:重大|重点|优质|优势|关键)(?:产业|工业|制造业|招商|功能性|民生)?项目"
    r"|(?:签约|在建|竣工|开工|续建|储备|入库|招商|产业|大|好)*项目早?|工程|企业|区内企业|早|(?:重点)?民生实事)+$"
)
_SPECIFIC = re.compile(r"[“《A-Za-z\d]")
_NOT_SPECIFIC = re.compile(
    r"(?:超?[十百千]+亿元?级?(?:重[大点]|优质|龙头型?|以上|工业|产业)*(?:项目|企业)$|重点|重大|全面|基层|一批|各类|全|新(?![桥河城江安华])|多|城市基础|基础设施|更多|区内|市场化|专业化|社会|吸引|行业性)"
)
_QUOTED = re.compile(r"\([^)]*\)|“[^”]*”|《[^》]*》")
_CUT = re.compile(r"、|(?<=\ue000)(?=“)")
_JOINED = re.compile(r"(?P<left>.{2,}?)(?:以及|和(?!平|谐|睦)|及|与)(?P<right>.{2,})$")
_PLACE_END = re.compile(r"[东南西北路桥区镇村乡市县河江湖山街]$")
_MASKED = re.compile(r"(?<!\d)\*|\*(?!\d)")
_SORTS = re.compile(r"(?:公共|市政)?(?:基础设施|配套|公用设施|赛事|活动|服务|制度|管网|管线)")
_PLACE = re.compile(r"[^，、]{1,5}[省市州县区旗镇乡村]")
_OF_PLACE = re.compile(r"[^，、]{1,5}?[省市州县区旗镇乡村]([^，、]{2,})")


class Items(NamedTuple):
    """The items of a list as spans of its words, and the words they share (…等项目)."""

    spans: list[tuple[int, int]]
    shared: str


def is_project(name: str) -> bool:
    """Whether a name ends in a noun for what is built or set up."""
    return PROJECT.search(name, max(0, len(name) - _LONGEST)) is not None


def items_of(body: str) -> Items:
    """The items of A、B和C等项目."""
    flat = _QUOTED.sub(lambda m: "\ue000" * len(m[0]), body)
    shared = ""
    stop = len(body)
    at = flat.rfind("等")
    if at > 0 and flat[at - 1] not in GRADED and not flat.startswith("级", at + 1):
        shared = re.sub(r"^(?:一批|一系列|多个|若干|的)", "", body[at + 1 :]).rstrip("的")
        stop = at
    spans: list[tuple[int, int]] = []
    begin = 0
    for cut in [*(m.start() for m in _CUT.finditer(flat, 0, stop)), stop]:
        spans.append((begin, cut))
        begin = cut + (cut < stop and flat[cut] == "、")
    if len(spans) > 1 and _SORTS.match(shared) and all(stop - start <= 3 for start, stop in spans[1:]):
        return Items([], shared)
    spans = [each for span in spans for each in _joined(flat, *span)]
    return Items(
        [(start, end) for start, end in spans if start < end and _MASKED.search(body, start, end) is None], shared
    )


def _joined(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """The two items on both sides of an 和, where each is one by itself."""
    found = _JOINED.match(flat, start, end)
    if found is None:
        return [(start, end)]
    left = found["left"]
    if len(found["right"]) < 3 and not (is_project(left) and flat.startswith("、", end)):
        return [(start, end)]
    whole = len(left) >= 3 and (is_project(left) or _DONE_OBJECT.search(left) is not None)
    if not (whole or _PLACE_END.search(left) or "\ue000" in left) or re.search(r"[的为对在]", found["right"][:1]):
        return [(start, end)]
    return [found.span("left"), found.span("right")]


def with_shared_end(items: list[str], keep: bool) -> list[str]:
    """完成A、B和C建设: the work named last is done to all; for other verbs (新开工A、B建设) it says nothing."""
    found = _WORKS.search(items[-1]) if len(items) > 1 else None
    if found is None or len(items[-1]) - len(found[0]) < 2:
        return items
    if not keep:
        return [*items[:-1], items[-1][: found.start()]]
    return [item if _DONE_OBJECT.search(item) else item + found[0].removeprefix("的") for item in items]


def with_kind_of_last(items: list[str]) -> list[str]:
    """甲坪、乙河大型水库和丙镇、丁乡垃圾处理站: short names have the kind of the next that tells one."""
    found: list[str] = []
    kind = ""
    for item in reversed(items):
        if len(item) > 2 and is_project(item):
            told = _KIND.search(item, 2)
            kind = item[told.start() :] if told is not None and told.start() <= _SHORT_NAME else ""
        elif kind and 2 <= len(item) <= _SHORT_NAME:
            item += kind
        else:
            return _with_kind_behind(items)
        found.append(item)
    return found[::-1]


def _with_kind_behind(items: list[str]) -> list[str]:
    """东风、龙珊安置留地项目: names of one length with what stands behind as much of the last."""
    *others, last = items
    size = len(others[0]) if others else 0
    kind = last[size:]
    alike = 2 <= size <= 3 and all(len(item) == size and not is_project(item) for item in others)
    return [*(item + kind for item in others), last] if alike and len(kind) >= 2 and is_project(kind) else items


def is_plain(name: str) -> bool:
    """Whether a name may stand in a list of named items, though alone it would say too little."""
    return 3 <= len(name) <= 24 and _SKIP.match(name) is None and _SLOGAN.search(name) is None


def is_sayable(name: str) -> bool:
    """Whether a name can be an item at all: of some length, no slogan, not merely a kind of thing."""
    return 3 <= len(name) <= 44 and _SKIP.match(name) is None and _SLOGAN.search(name) is None


def is_specific(name: str) -> bool:
    """Whether a name says which one: a quoted or proper part before the kind of thing."""
    if _SPECIFIC.search(name):
        return True
    return (
        len(name) >= (5 if _SHORT_PROJECT.search(name) or name[0] in "省市区县" else 6)
        and _NOT_SPECIFIC.match(name) is None
        and is_project(name)
    )


def is_work_done(name: str) -> bool:
    """Whether 完成 of it is an end that can be seen: …改造工程, …规划编制."""
    return len(name) >= 5 and _DONE_OBJECT.search(name) is not None and _DONE_OF_ALL.match(name) is None


def is_stage(name: str) -> bool:
    """Whether it is a stage of a work that stands elsewhere: 征地拆迁, 主体工程."""
    return _STAGE.fullmatch(name) is not None


def without_work(name: str) -> str:
    """A name without the work done on it: …片区建设 is …."""
    return _WORK.sub("", name)


def with_kind(items: list[str]) -> list[str]:
    """引进A、B项目: both are 项目, where the first does not say what it is."""
    kind = re.search(r"(?:项目|工程)$", items[-1]) if len(items) > 1 else None
    if kind is None:
        return items
    whole = (PROJECT, _SPECIFIC, _DONE_OBJECT)
    return [item if any(each.search(item) for each in whole) else item + kind[0] for item in items]


def without_stage(name: str) -> str:
    """The work itself where a stage of it is named: …客运站主体工程 is …客运站."""
    found = _STAGE.search(name)
    return name[: found.start()] if found is not None and found.start() >= 4 else name


def with_place_kind(items: list[str]) -> list[str]:
    """甲县、乙县工业园区: both are 工业园区."""
    last = _OF_PLACE.fullmatch(items[-1]) if len(items) > 1 else None
    if last is None or not all(_PLACE.fullmatch(item) for item in items[:-1]):
        return items
    return [*(item + last[1] for item in items[:-1]), items[-1]]
