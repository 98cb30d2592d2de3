"""Ranks, and growth said in words: 翻番, 持平, 两位数."""

from __future__ import annotations

import re
from decimal import Decimal

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.dating import Dating
from zonetracker.extraction.sentences.patterns import SPREAD
from zonetracker.model.facts import Bound

_RANK_LEAD = re.compile(
    r"(?:排名|位列|名列|排在|位居|居(?!民|住|家|环|养)|列(?!入)|位次|排|升至|升到|上升至|跃居|跃升至|进入|跻身|挺进|稳居|前移至|前移到)[^，、。]{0,14}$|(?:全国|全省|全市|全区|全县)$"
)


class Ranks(Dating):
    """Reads ranks and growth in words."""

    def rank(self, mark: Token, lead_start: int, lead: str) -> int:
        """位居全省第3, 前移2位: the rank of what `lead` names, or of the row before; always one figure."""
        found = _RANK_LEAD.search(lead[-24:])
        if found is None and not (self.rows and self.rows[-1].unit_kind == "rank" and len(lead) <= 14):
            return 1
        cut = re.search(
            r"(?:位居|稳居|位列|名列|排名|排在|跃居|均居|分列|分居|居(?!民|住|家|环|养)|列(?!入)|升至|跃升至|进入|跻身|挺进|保持|连续|排)",
            lead,
        )
        head = lead[: cut.start()] if cut else ""
        region = self.namer.front(lead[cut.end() :] if cut else lead.lstrip("、"))
        region = region.strip("第、在为 ")
        subject = re.sub(r"^在|中$", "", self.namer.clean(head))
        if subject and self._is_generic(subject):
            subject = self._with_subject(subject)
        names = [subject] if subject else []
        if (SPREAD.search(lead) or "全部" in lead) and "、" in head:
            names = self.names(re.sub(r"等[^，、]{0,14}$|(?:均|都|全部)$", "", head), 1, True)
        if not names and self.rows:
            last = self.rows[-1]
            names = [last.subject if last.change or not last.name or "rank" in last.reasons else last.name]
        if not names:
            loose = self._loose_any(lead_start)
            names = [loose] if self.namer.is_measure(loose) else [""]
        mark.unit, mark.unit_kind = "位", "rank"
        for name in names:
            whole = region if "排名" in region else f"{name}{region}排名" if "排名" not in name else name + region
            draft = self.draft(mark, lead_start, whole, name)
            draft.value, draft.unit, draft.bound = mark.value, "位", mark.bound or Bound.EXACT
            draft.doubt("rank")
            draft.aside = True
            if mark.chinese:
                draft.doubt("numeral_in_words")
            self.add(draft)
        self._close(mark)
        return 1

    def folded(self, mark: Token, lead_start: int, lead: str) -> int:
        """翻一番, 持平, 两位数增长: growth without a figure; always one mark."""
        if mark.kind is MarkKind.EVEN:
            return self._even(mark, lead_start, lead)
        name = self.namer.clean(self.namer.without_comparison(re.sub(r"(?:增长|增速)(?:保持|达到|实现)?$", "", lead)))
        name = "" if name in ("均", "均保持", "都保持", "均实现", "保持", "同比", "比上年", "实现", "较上年") else name
        last = self.rows[-1] if self.rows else None
        if not name and last is not None and last.growth is None and last.value is not None:
            if "均" in lead:
                for row in self.rows[:-1]:
                    if row.growth is None and row.value is not None:
                        self._fill_growth(row, mark, 1, mark.bound)
            last.doubt("growth_in_words")
            more = self.shape.startswith(("多", "还多", "以上", "有余"), mark.end)
            self._fill_growth(last, mark, 1, Bound.AT_LEAST if more else mark.bound)
            last.quote_end = mark.tail
            self._close(mark)
            return 1
        if not name and mark.kind is MarkKind.FOLD and self.rows:
            name = self.rows[-1].subject
        if not name or len(name) > 24:
            return 1
        both = name.split("和")
        names = both if len(both) == 2 and all(self.namer.is_measure(part) for part in both) else None
        for each in names or self.names(name, 1, bool(SPREAD.search(lead))):
            draft = self.draft(mark, lead_start, each, each)
            self._fill_growth(draft, mark, 1, mark.bound)
            draft.doubt("growth_in_words")
            self.add(draft)
        self._close(mark)
        return 1

    def _even(self, mark: Token, lead_start: int, lead: str) -> int:
        if re.search(r"目标|计划|全国|全省|经济", lead):
            return 1
        before = self.namer.clean(
            re.sub(r"(?:与|和|同|较|比)?(?:上年|去年|同期|上年同期|去年同期|上年同月|同月|上月)*(?:基本)?$", "", lead)
        )
        if not before and self.rows and self.rows[-1].growth is None and self.rows[-1].value is not None:
            row = self.rows[-1]
            row.growth, row.growth_bound, row.quote_end = Decimal(0), Bound.EXACT, mark.tail
        elif before and 2 <= len(before) <= 16 and self.namer.is_measure(before):
            draft = self.draft(mark, lead_start, before, before)
            draft.growth, draft.growth_bound = Decimal(0), Bound.EXACT
            self.add(draft)
        self._close(mark)
        return 1
