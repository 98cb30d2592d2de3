"""What the finished row itself shows that makes it more or less sure: its name, its unit, its figure, its year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.confidence import GUESSED
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.lexicon.indicators import seed_indicators
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import FactType
from zonetracker.model.reports.frame import Frame

_ODD = re.compile(
    r"^(?:[级以及与和的了在于由从对向把被将是]|.{0,2}(?:表示|指出|介绍))|(?:[的了在于由从对向把被将及与和比较]|进一步|不断|持续|分别|进入|迈入|跻身)$|[，。；:]|\d{4}年"
)
_MONEY_NAMES = (
    *("投资", "收入", "产值", "增加值", "资本", "资金", "总额", "销额", "交额", "引额"),
    *("税收", "利润", "存款", "贷款", "任务数"),
)
_COUNTED_NAMES = ("项目", "企业", "户", "家", "人", "镇", "村")
_CLAUSE_LIKE = re.compile(
    r"仅|如何|只有|已经|年能|这一|助力|收窄|降幅|元(?<=\d元)|比(?![重例价])|月份|任务数|的(?!士)|拿出|今年"
    r"|期(?<=[一二三四五六七八九十]期)"
)
_CLAUSE_STARTS = (
    *("推动", "实施", "带动", "铺排", "选择", "围绕", "开展", "安排"),
    *("四期", "总量", "增量", "增幅", "增速", "同比", "计", "完成率"),
)
_BARE_PLACE = re.compile(r"[^，、“]{1,8}[省市县区镇乡州旗]")
_BARE_SHARE = re.compile(
    r"(?:总量|增量|增速|增幅)(?:占|提高|增加|扩大|下降|全).*|(?:全[国省市区县球]|世界)[^，]{0,4}排名"
)
_FILLER = re.compile(
    r"将|需|拟|按|据|各|共|该|此|均(?<![人户日年平月地]均)(?!衡)|累计|计划|中有|相比|可比|以上年|达到|分别|目标任务"
)
_FILLS = ("中", "等", "的", "年均", "任务", "总量", "方面", "之一")
_DATED = re.compile(
    r"[\d一二两三四五六七八九十](?:(?<=\D)年|(?<=\d)(?![\d.]*[亿万千百]*(?:美?元|吨|亩|人|户)?(?:及?以上)))"
)
_DESCRIBES = re.compile(r"总投资|估算|概算|占地|规划|设计|全长|总长|建筑面积|总面积|时速|流域")


def note_doubts(draft: Draft, frame: Frame, lexicon: Lexicon, namer: Namer) -> None:
    """Add the reasons that the finished row itself shows."""
    _doubt_year(draft, frame)
    if draft.type is not FactType.QUANTITY:
        return
    _doubt_known(draft, lexicon, namer)
    if draft.value is not None and not draft.unit:
        draft.doubt("unit_missing")
    if draft.unit_kind == "bare":
        draft.doubt("unit_bare")
    _doubt_fit(draft)
    _doubt_stated(draft)


def _doubt_year(draft: Draft, frame: Frame) -> None:
    if draft.year is None:
        draft.doubt("year_missing")
    elif not frame.certain:
        draft.doubt(GUESSED)


def _doubt_known(draft: Draft, lexicon: Lexicon, namer: Namer) -> None:
    """Whether the name is one that the office has taught or that the lexicon knows, with its usual unit."""
    name = draft.name
    usual = lexicon.indicator_units.get(name)
    if name in lexicon.taught:
        draft.doubt("name_learned")
    elif usual is not None:
        draft.doubt("name_known")
        if usual and draft.unit is not None and draft.unit[-1:] != usual[-1:]:
            draft.doubt("unit_unusual")
    else:
        _doubt_name(draft, name, namer)


def _doubt_stated(draft: Draft) -> None:
    """Whether the figure says a level of this year plainly."""
    percent = draft.unit_kind == "percent" and draft.value is not None
    if percent and not re.search(r"率|比重|占比|比例|面|度$", draft.name):
        draft.doubt("share_unnamed")
    if draft.change:
        draft.doubt("change")
    if draft.masked:
        draft.doubt("masked")
    if draft.start - draft.quote_start > 40:
        draft.doubt("clause_long")


def _doubt_fit(draft: Draft) -> None:
    """Whether the unit is one that the name can have, and whether the name is whole."""
    name = draft.name
    counts = draft.unit_kind in ("count", "people")
    if (counts and name.endswith(_MONEY_NAMES)) or (draft.unit_kind == "money" and name.endswith(_COUNTED_NAMES)):
        draft.doubt("unit_against_name")
    if name.startswith(_CLAUSE_STARTS) or _CLAUSE_LIKE.search(name):
        draft.doubt("name_clause")
    if _DESCRIBES.search(name):
        draft.doubt("description")
    if "name_known" not in draft.reasons and len(name) <= 4:
        draft.doubt("name_brief")
    if "subject_carried" in draft.reasons and "name_known" not in draft.reasons:
        draft.doubt("name_composed")


def _doubt_name(draft: Draft, name: str, namer: Namer) -> None:
    if len(name) < 3:
        draft.doubt("name_short")
    elif len(name) > 16:
        draft.doubt("name_long")
    if "、" in name:
        draft.doubt("name_list")
    if _ODD.search(name):
        draft.doubt("name_odd")
    if name.endswith(_FILLS) or _FILLER.search(name):
        draft.doubt("name_filler")
    if _DATED.search(name):
        draft.doubt("name_dated")
    heard = _heard(name)
    if _is_bare(draft, namer) or (heard < 50 and len(name) <= 4):
        draft.doubt("name_bare")
    if heard < 75:
        draft.doubt("name_strange" if heard < 50 else "name_unusual")
    _doubt_shape(draft, name, namer)
    if draft.subject != name and draft.subject in namer.lexicon.indicator_units:
        draft.doubt("subject_known")


def _is_bare(draft: Draft, namer: Namer) -> bool:
    """Whether a name lacks what it is a measure of (到位资金, 完成率), or says only where."""
    name = draft.name
    if (1 < len(name) <= 3 and name.endswith("率")) or name in namer.generic:
        return True
    if _BARE_SHARE.fullmatch(name):
        return True
    return draft.unit_kind not in ("count", "people") and _BARE_PLACE.fullmatch(name) is not None


def _doubt_shape(draft: Draft, name: str, namer: Namer) -> None:
    """Whether a name is built like one: it ends in what is measured, or begins with a verb and has none inside."""
    inner = namer.act_inside.search(name, 2)
    if inner is not None and inner.end() < len(name):
        draft.doubt("name_verb_inside")
    measured, headed = namer.is_measure(name), namer.head_verb(name)
    if measured and 3 < len(name) <= 12:
        draft.doubt("name_measured")
    if headed and 4 <= len(name) <= 14:
        draft.doubt("name_headed")
    if not (draft.change or measured or headed or draft.unit_kind in ("count", "people")):
        draft.doubt("name_plain")


def doubt_twice_named(drafts: Iterable[Draft]) -> None:
    """Doubt rows of one name, kind, year and period with different figures: one of them has lost a part of its name,
    unless it is the upper of two tiers.
    """
    alike: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.type is FactType.QUANTITY and not draft.stretch:
            alike.setdefault((draft.name, draft.kind, draft.year, draft.period, draft.unit), []).append(draft)
    for rows in alike.values():
        if len({(row.value, row.high, row.growth) for row in rows}) > 1:
            for row in rows:
                row.doubt("name_again")


@cache
def _pairs() -> frozenset[str]:
    """The pairs of neighbouring characters in the names of all known indicators."""
    names = (name for one in seed_indicators() for name in (one.name, *one.aliases))
    return frozenset(name[at : at + 2] for name in names for at in range(len(name) - 1))


def _heard(name: str) -> int:
    """How many of a hundred pairs of a name's characters stand in the name of a known indicator too."""
    pairs = _pairs()
    return 100 * sum([name[at : at + 2] in pairs for at in range(len(name) - 1)]) // max(1, len(name) - 1)
