"""How sure a row is: points for each reason, fitted on labelled reports, turned into a share of rows that are right."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from functools import cache
from math import prod

from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import SURE, Candidate, FactType
from zonetracker.model.frame import Frame
from zonetracker.support.seeds import seed_rows

_ODD = re.compile(
    r"^(?:[级以及与和的了在于由从对向把被将]|.{0,2}(?:表示|指出|介绍))|(?:[的了在于由从对向把被将及与和比较]|进一步|不断|持续|分别)$|[，。；:]|\d{4}年"
)
_MONEY_NAME = re.compile(r"(?:投资|收入|产值|增加值|资本|资金|[总销交引]额|税收|利润|存款|贷款|任务数)$")
_COUNTED_NAME = re.compile(r"(?:项目|企业|户|家|人|镇|村)$")
_CLAUSE_LIKE = re.compile(
    r"仅|只有|已经|年能|这一|助力|收窄|降幅|\d元|比(?![重例价])|月份|任务数|的(?!士)|拿出|今年|[一二三四五六七八九十]+期"
    r"|^(?:推动|实施|带动|铺排|选择|围绕|开展|安排|四期|总量|增量|增幅|增速|同比|计|完成率)"
)
_CEILING = Decimal("0.99")
_FLOOR = Decimal("0.05")
_NEVER_SURE = frozenset(("ocr_slip", "converted"))
_UNSURE = Decimal("0.60")
_EVENT_CEILING = Decimal("0.89")
_UNSETTLED = SURE - Decimal("0.01")
_GUESSED = "year_guessed:text"


@cache
def _points() -> dict[str, Decimal]:
    return {row["reason"]: Decimal(row["points"]) for row in seed_rows("confidence.csv")}


@cache
def _event_shares() -> dict[str, Decimal]:
    return {row["reason"]: Decimal(row["share"]) for row in seed_rows("event_shares.csv")}


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
        draft.doubt(_GUESSED)


def _doubt_known(draft: Draft, lexicon: Lexicon, namer: Namer) -> None:
    """Whether the name is one that the office has taught or that the lexicon knows, with its usual unit."""
    name = draft.name
    usual = lexicon.indicator_units.get(name)
    if name in lexicon.learned.values():
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
    if (counts and _MONEY_NAME.search(name)) or (draft.unit_kind == "money" and _COUNTED_NAME.search(name)):
        draft.doubt("unit_against_name")
    if _CLAUSE_LIKE.search(name):
        draft.doubt("name_clause")
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
    inner = namer.act_inside.search(name, 2)
    if inner is not None and inner.end() < len(name):
        draft.doubt("name_verb_inside")
    if namer.is_measure(name) and 3 < len(name) <= 12:
        draft.doubt("name_measured")
    if namer.head_verb(name) and 4 <= len(name) <= 14:
        draft.doubt("name_headed")
    if draft.subject != name and draft.subject in namer.lexicon.indicator_units:
        draft.doubt("subject_known")
    if (
        not draft.change
        and draft.unit_kind not in ("count", "people")
        and not namer.is_measure(name)
        and not namer.head_verb(name)
    ):
        draft.doubt("name_plain")


def confidence_of(draft: Draft) -> Decimal:
    """The share of rows with such reasons that are right, to two digits (0.90: a clerk need not look again)."""
    reasons = frozenset(reason.partition(":")[0] for reason in draft.reasons)
    if draft.type is not FactType.QUANTITY:
        return _event_share(reasons)
    share = _share(reasons)
    return share if reasons.isdisjoint(_NEVER_SURE) else min(share, _UNSURE)


def unsettled(row: Candidate) -> Candidate:
    """A row of a document whose date is not certain: whatever speaks for it, a clerk looks at it."""
    reasons = row.reasons if _GUESSED in row.reasons else (*row.reasons, _GUESSED)
    return replace(row, confidence=min(row.confidence, _UNSETTLED), reasons=reasons)


@cache
def _share(reasons: frozenset[str]) -> Decimal:
    points = _points()
    total = points.get("", Decimal(0)) + sum((points.get(reason, Decimal(0)) for reason in reasons), Decimal(0))
    share = 1 / (1 + (-total).exp())
    return min(max(share, _FLOOR), _CEILING).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


@cache
def _event_share(reasons: frozenset[str]) -> Decimal:
    """The share of a row without a figure: never sure, the less so the more speaks against it."""
    shares = _event_shares()
    share = prod((shares[reason] for reason in reasons if reason in shares), start=Decimal(1))
    return max(min(share, _EVENT_CEILING), _FLOOR).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
