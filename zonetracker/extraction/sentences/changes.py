"""Changes: growth in percent and steps in percentage points."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.growth import Approach
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.dating import Dating
from zonetracker.extraction.sentences.listing import part
from zonetracker.extraction.sentences.patterns import COMPARED_WITH, DETAIL, OF_THINGS, SPREAD, THAN_LEVEL, without_turn
from zonetracker.model.facts import Kind

_NOT_ROWS = re.compile(
    r"(?:拉动|高于|快于|低于|高出|超出|慢于|领先)[^，、]{0,12}$|(?:增速|增幅|涨幅|降幅|增长率)[^，、]{0,10}(?:提高|加快|回升|回落|提升|收窄|扩大|上升|下降|高|快|低|慢|放缓|加快)了?$|(?:(?<!提)高|(?<!加)快|(?<!降)低)(?:出|于)?$"
)
_BRACKET = re.compile(r"\([^()\d]{1,8}\)$")
_ASIDE = re.compile(r"\([^()]*\)$")
_THEN = re.compile(r"(?:上年|去年)?(?:同期|上期|全年|同月)(?:为|是)?(?:增长|下降|上涨|上升|减少)?")
_ALSO_THEN = re.compile(
    r"(?:(?:上年|去年)?(?:同期|全年)|[一二三]季度|[上下]半年|前三季度|\d{1,2}-\d{1,2}月|上年|去年)(?:为|是)?(?:增长|下降|上涨|上升|减少)?"
)
_THAN_BEFORE = re.compile(
    r"^[，、]?(?:比|较)(?:(?:上年|去年)(?:同期)?|同期|年初)(?=(?:比重|占比|水平|覆盖|普及|[^，、]{2,6}率)$)"
)
_BUT_FOR = re.compile("(?:不含|不包括|剔除|扣除)(?=.{2})")
_PULLS = re.compile("拉动|贡献率")
_YEARS = re.compile(r"(?:[一二两三四五六七八九十]|\d\d?)年(?:来|间)?$")
_AVERAGED = re.compile(r"(?P<years>(?:[一二两三四五六七八九十]|\d\d?)年)平均")
_ONLY_COMPARES = ("比", "较", "与", "同", "环比", "同比")
_BASED = re.compile(
    r"(?:比|较)(?:(?P<y>(?:19|20)\d\d)年|[“\"](?:十[一二三四五]?|[七八九])五[”\"]?(?:时期)?末?)",
)
_LISTED = re.compile("、|和(?=[^和与及、]{4,}$)")
_GROWS_TOO = re.compile(r"(?:年均)?(?:增长|增速)(?=[和与及、][^和与及、]{4})")
"""生产总值增长和居民收入增长8%: what the first of two does is what both do."""
_AGAINST = re.compile(
    r"(?:比|较|与)(?:(?:19|20)\d\d年|去年|上年)?(?:[\d一二三四]{1,2}[-~至到]?)*(?:月份?|季度|[上下]半年|前三季度|同期)*(?:相比)?"
)
_CHANGES_NEXT = re.compile(r"，(?:同比|环比|比|较|[净略]?[增上提下降减])")
_NAMES_IN_TURN = re.compile(
    r"^(?:其中)?[^，、；]*?(?:排位|排名|排序|[较最][快高大]的|居前的|[降增]幅|增速)[^，、；]{0,8}?(?:分别|依次)?(?:是|为|有)(?=[^，、；]{2})"
)
"""按增速排位分别是…(17.8%): what leads to the first of a list."""
_SHARES_IN_TURN = re.compile("其?(?:所?占)?(?:比重|占比)")
_PACE_COMPARED = re.compile(r"(?:幅度|[增降涨]幅|[增降]速|增长率)(?:比|较)[^，；。]*")
"""增幅比1-3月、1-4月分别回落…: how a pace compares, no step of a level."""
_STEP = re.compile(r"(?:同比)?(?:净?增加|净?减少|增收|减收|多增|少增|增长|下降|上升|提高|降低|扩大)")
_OF_ALL = re.compile(r"均(?<![人户平年日月亩]均)|双双|都(?=[上下增减])")
_OF_LAST_ONLY = ("涨幅", "增幅", "降幅", "增速")
_NAMED_CHANGE = ("提升", "提高", "降低", "压减")
_OF_BUSINESS = ("产值", "总产值", "增加值", "营业收入", "销售收入", "主营业务收入", "利润", "利润总额", "利税")
_WHERE_LIVED = ("城市", "农村", "城镇", "乡村")
_OF_DWELLERS = "居民消费价格"
_OF_CLASS = re.compile(r"类((?:商品)?零售额|价格)$")
_OF_TRADE = re.compile(r"业(增加值)$")
_SORTS_OF = re.compile(
    r"(?:\d+|[三四五六七八九十]+)[个类种大](?:[^，。；\d]{0,8}[类业品])?(?P<what>零售额|增加值|产值|产量|销售额|价格)[^，。；\d]{0,8}(?:增长|下降|上涨|如下)[^；]*$"
)
"""21类商品中15类零售额实现增长，其中，…: what is told of each of the sorts that follow."""
_OF_WHICH = re.compile(
    r"(?P<what>产量|产值|增加值|零售额|销售额)(?:均|都)?(?:增[势速长]|保持|快速|较快|大幅|稳步)[^，。；\d]{0,8}，其中$"
)
"""高技术产品产量增势良好，其中A、B分别增长…: what is told of each of them."""
_NO_NAME = ("总量", "增速", "全部", "增幅", "依次", "增幅依次", "目标任务", "目标")


def _is_step(row: Draft) -> bool:
    """Whether a row tells by what amount its subject changed."""
    amount = row.value is not None and row.unit_kind not in ("percent", "points", "rank")
    return amount and row.name != row.subject and _STEP.fullmatch(row.name.removeprefix(row.subject)) is not None


def _says_again(row: Draft, approach: Approach) -> bool:
    """下降3%，力争下降3.5%: whether a change is the same as that of the row before, or the row is itself a step."""
    if row.kind is Kind.TARGET and row.growth is not None:
        return (row.growth < 0) == (approach.rise < 0)
    return _is_step(row)


def _is_long_ago(base: re.Match[str] | None, row: Draft) -> bool:
    """Whether a base of comparison is older than the year before the row's."""
    return base is not None and (base["y"] is None or row.year is None or int(base["y"]) < row.year - 1)


class Changes(Dating):
    """Reads changes."""

    def growth(self, marks: list[Token], lead_start: int, lead: str, approach: Approach) -> int:
        """The growth of what `lead` names, or of the rows before; how many figures are used up."""
        if self._pulls(lead) or self._quoted_earlier(lead_start, lead):
            self._close(marks[-1])
            return len(marks)
        name = self._grown_name(lead_start, lead[: len(lead) - approach.cut])
        name = _YEARS.sub("", name) if approach.yearly else name
        spread = SPREAD.search(lead) is not None
        if not name and spread and len(marks) > 1 and lead_start - 1 > self.last_end:
            name = self._list_before(lead_start, len(marks))
        name = self._of_each_before(self._but_for(name, lead_start), lead_start, len(marks)) if name else ""
        if not name or name in _NO_NAME or name in _ONLY_COMPARES:
            parted = self._growth_of_parted(marks, approach)
            return parted or self._growth_of_rows(marks, lead_start, approach, approach.yearly)
        pairs = self._pairs(self._grown_names(name, lead_start, len(marks), spread), marks)
        group: list[Draft] = []
        for each, mark in pairs:
            draft = self._grown(each, mark, lead_start, approach, len(pairs) > 1)
            if mark is marks[0] and not spread:
                draft.start = max(lead_start, mark.start - approach.cut)
            group.append(self.add(draft))
        self.carry.group = group
        self._close(marks[-1])
        return len(marks)

    def _but_for(self, name: str, lead_start: int) -> str:
        """12亿元、增长6%(不含开发区增长7%): without whom the row before the bracket grew, by its name."""
        held = self.rows and _BUT_FOR.match(name) and self.shape[lead_start - 1 : lead_start] == "("
        return name + self.rows[-1].subject if held else name

    @rule(Rule.GROWTH_NAMED)
    def _grown_name(self, lead_start: int, head: str) -> str:
        """What grows: from the words before, a bracket's owner, a label before a colon, or the topic."""
        name = self._named_to_grow(head) if head else ""
        if not name and lead_start > self.last_end and self.shape[lead_start - 1] == "(":
            words = self.text[self._stop_before(lead_start - 1) : lead_start - 1]
            name = self.namer.clean(_NAMES_IN_TURN.sub("", words))
        if name.startswith(("因", "受", "由于")) and len(name) <= 16:
            name = ""
        name = name or self._labelled(lead_start)
        if not name and not self.rows and "，" not in self.shape[self.start : lead_start]:
            name = self._topic()
        return name

    def _named_to_grow(self, head: str) -> str:
        """What grows by the words before, without what it is compared with."""
        head = THAN_LEVEL.sub("", _BRACKET.sub("", without_turn(head)), count=1)
        name = self.namer.front(self.namer.without_comparison(head).lstrip("、和及与，"))
        return "" if _AGAINST.fullmatch(name) else self.namer.without_comparison(name)

    def _grown_names(self, name: str, lead_start: int, figures: int, spread: bool) -> list[str]:
        """The items that grow, a part of a whole by its full name."""
        name = _GROWS_TOO.sub("", name)
        names = self.names(name, figures, spread or self._each_measures(name))
        if not self.rows and all(each in _OF_BUSINESS for each in names):
            thing = self._thing_of_sentence(lead_start)
            names = [thing + each for each in names]
        names = [self._of_class(self._of_account(each), lead_start) for each in names]
        if len(names) != 1:
            return self._of_which(names, lead_start)
        only = self._ranked(names[0])
        things = self._things_before(lead_start, figures) if only in OF_THINGS else []
        if things:
            return [thing + only for thing in things]
        if self._is_generic(only):
            only = self._with_subject(only)
        only = self._where_lived(only)
        split = self._part_of(only, lead_start, None)
        if split or not self.rows:
            return [split or only]
        detailed = DETAIL.search(self.shape[self.last_end : lead_start + 2]) is not None
        whole = self.rows[-1] if detailed else self.carry.whole
        grown = whole is not None and (whole.growth is not None or whole.value is None)
        if whole is not None and grown and self._is_plain(only):
            return [part(only, whole.subject)]
        last = self.rows[-1]
        if only.endswith("类") and last.name.endswith("价格"):
            return [part(only, last.name)]
        return [only]

    def _of_which(self, names: list[str], lead_start: int) -> list[str]:
        """The things of a list with the measure that the clause before 其中 says it is about."""
        which = _OF_WHICH.search(self.text, self.start, lead_start + 2)
        return names if which is None else [each + which["what"] if self._is_plain(each) else each for each in names]

    def _where_lived(self, name: str) -> str:
        """居民消费价格上涨0.4%。其中，城市上涨0.5%: the dwellers whose prices rose, with what rose."""
        rows = self.rows or self.carry.rows
        known = name in _WHERE_LIVED and rows and rows[-1].name.endswith(_OF_DWELLERS)
        return name + _OF_DWELLERS if known else name

    def _of_class(self, name: str, lead_start: int) -> str:
        """粮油类零售额增长6%。日用品类增长8%: a class of goods, or a trade, with what was measured of that before."""
        sorts = _SORTS_OF.search(self._said_before(lead_start)) if name.endswith(("类", "业")) else None
        if sorts is not None and self._is_plain(name):
            return name + sorts["what"]
        last = self.carry.rows[-1] if self.carry.rows and name.endswith(("类", "业")) else None
        if last is None or (name.endswith("业") and not self._goes_on_by_trade(last)):
            return name
        measured = (_OF_CLASS if name.endswith("类") else _OF_TRADE).search(last.name)
        return name + measured[1] if measured is not None else name

    def _goes_on_by_trade(self, row: Draft) -> bool:
        """采矿业增加值增长2%，制造业增长9%: whether a trade follows another in the same paragraph."""
        grew = row.growth is not None and not row.change and row.name != row.subject + "年均增速"
        return grew and self.shape.find("\n", row.end, self.start) < 0

    def _grown(self, each: str, mark: Token, lead_start: int, approach: Approach, shared: bool) -> Draft:
        """The row of one thing that grows; `shared` where several grow in one clause."""
        draft = self.draft(mark, lead_start, each + (self._pace(lead_start, mark) if approach.yearly else ""), each)
        if not approach.yearly and approach.verb in _NAMED_CHANGE:
            draft.name = each + approach.verb
        if shared and each.endswith("率") and approach.verb in _OF_LAST_ONLY:
            self._fill_level(draft, mark, approach.bound)
            draft.unit_kind = mark.unit_kind
        else:
            self._fill_growth(draft, mark, approach.rise, approach.bound)
        if shared:
            draft.doubt("shared_figure")
        if each in OF_THINGS and each not in self.namer.lexicon.indicator_units:
            draft.doubt("name_guessed")
        if approach.yearly and draft.kind is Kind.ACTUAL:
            draft.period = "cumulative"
        return draft

    def _grown_alike(self, lead_start: int, mark: Token, row: Draft) -> list[Draft]:
        """A、B分别为78、117，同比均上升14%: the other rows of the list that the growth is said of as well."""
        if _OF_ALL.search(self.text, lead_start, mark.start) is None:
            return []
        group = [one for one in self.rows if one.quote_start == row.quote_start and one is not row]
        return [one for one in group if one.value is not None and one.growth is None and not one.aside]

    @rule(Rule.PULL)
    def _pulls(self, lead: str) -> bool:
        """拉动全市工业增长2.3%, 贡献率: what a part gave to the growth of the whole."""
        return _PULLS.search(lead) is not None

    @rule(Rule.POINTS_OF_NOTHING)
    def _only_compared(self, lead: str, approach: Approach) -> bool:
        """增速比全省高2个百分点: how a growth compares, and no step of a level."""
        compared = _NOT_ROWS.search(lead) is not None or _PACE_COMPARED.match(lead.lstrip("，"))
        return bool(compared) or "拉动" in lead or approach.rise == 0

    def _pace(self, lead_start: int, mark: Token) -> str:
        """What an average over years is called: 年均增速, 两年平均增速."""
        said = _AVERAGED.search(self.text, lead_start, mark.start)
        return f"{said['years']}平均增速" if said is not None else "年均增速"

    def _each_measures(self, name: str) -> bool:
        """社会消费品零售总额、固定资产投资增长4%, 生产总值和财政收入增长4%: each item is an indicator of its own."""
        items = [] if name in self.namer.lexicon.indicator_units else _LISTED.split(name)
        named = [self.namer.back(item) for item in items]
        return len(items) > 1 and all(
            len(each) > 3 and (self.namer.is_measure(each) or each.endswith("投入")) for each in named
        )

    @rule(Rule.EARLIER_GROWTH)
    def _quoted_earlier(self, lead_start: int, lead: str) -> bool:
        """Growth of earlier periods in brackets is not a row of this report."""
        opened = self.shape.rfind("(", self.start, lead_start)
        if self._goes_on_in_bracket(opened, lead_start, lead):
            return True
        if lead_start == 0 or self.shape[lead_start - 1] != "(":
            return False
        if COMPARED_WITH.search(self.text, max(self.start, lead_start - 32), lead_start - 1):
            return True
        told = re.search(r"(?:19|20)\d\d年?.{0,6}(?:和|、|同期|增速)|同期增速|上年同期", lead) is not None
        return told or _THEN.match(lead) is not None

    def _goes_on_in_bracket(self, opened: int, lead_start: int, lead: str) -> bool:
        """(同期为下降9.8%、一季度为增长3.5%): what a bracket of earlier growths goes on with."""
        if (
            opened < 0
            or self.shape.find(")", opened, lead_start) >= 0
            or _THEN.match(self.text[opened + 1 :][:12]) is None
        ):
            return False
        return _ALSO_THEN.match(lead.lstrip("、，")) is not None

    def _grown_in_turn(self, figures: int) -> list[Draft]:
        """The rows that several growths are said of in turn: the last, but no share among amounts."""
        amounts = [row for row in self.rows if row.unit_kind not in ("percent", "points") and row.growth is None]
        amounts = [row for row in amounts if not (row.change or row.aside)]
        last = self.rows[-figures:]
        shared = any(row.unit_kind == "percent" and row.value is not None for row in last)
        return amounts[-figures:] if shared and len(amounts) == figures else last

    def _step_of(self, row: Draft, mark: Token, lead_start: int, approach: Approach) -> None:
        """上升8.2%、1.3个百分点: the last of a list of changes is a step of a rate."""
        draft = self.draft(mark, lead_start, row.subject + approach.verb, row.subject)
        draft.change = True
        draft.doubt("subject_carried")
        self._fill_level(draft, mark, approach.bound)
        self.add(draft)

    def _apart_from(self, row: Draft, mark: Token, lead_start: int, approach: Approach) -> bool:
        """Whether a change is a row beside the one it follows: a step in points, the growth of what has a share."""
        if mark.unit_kind == "points":
            self._step_of(row, mark, lead_start, approach)
            return True
        shared = self._thing_of_share(row, mark)
        if shared:
            self._grows_of_share(shared, mark, lead_start, approach)
        return bool(shared)

    def _thing_of_share(self, row: Draft, mark: Token) -> str:
        """采矿业增加值占比92%，同比下降13%: what is told to fall is the thing, where it is a measure."""
        thing = row.subject.removesuffix("占比")
        if thing == row.subject or row.unit_kind != "percent" or row.value is None or mark.unit != "%":
            return ""
        return thing if self.namer.is_measure(thing) else self._part_of(thing, mark.start, None)

    def _grows_of_share(self, name: str, mark: Token, lead_start: int, approach: Approach) -> None:
        draft = self.draft(mark, lead_start, name, name)
        draft.doubt("subject_carried")
        self._fill_growth(draft, mark, approach.rise, approach.bound)
        self.add(draft)

    def _grown_whole(self, lead_start: int) -> list[Draft]:
        """合计41亿元(其中:甲5亿元、乙36亿元)，下降7%: what a growth behind a bracket is said of, or the last row."""
        if self.shape.endswith(")，", self.start, lead_start):
            opened = self.shape.rfind("(", self.start, lead_start)
            before = [row for row in self.rows if row.start < opened and not (row.change or row.aside)]
            if before and before[-1] is not self.rows[-1]:
                return before[-1:]
        return self._step_since() or self._last_level()

    def _step_since(self) -> list[Draft]:
        """380亿元，较“十三五”末增加80亿元，增长26.7%: the growth since then is that of the step."""
        step = self.rows[-1] if self.rows else None
        if step is None or not step.change or not _is_step(step):
            return []
        return [step] if _is_long_ago(_BASED.search(self.text, step.quote_start, step.start), step) else []

    def _follows_nameless(self, mark: Token) -> bool:
        """；形势平稳，为5.95，下降11.9%: whether the growth is that of a figure without a name in its own sentence."""
        at = self._place(mark)
        before = self.marks[at - 1] if at else None
        if before is None or before.value is None or before.kind not in (MarkKind.FIGURE, MarkKind.SPENT):
            return False
        return _CHANGES_NEXT.match(self.text, before.tail, mark.start) is not None

    @rule(Rule.GROWTH_OF_ROW)
    def _growth_of_parted(self, marks: list[Token], approach: Approach) -> int:
        """12亿元；同比增长8%: the growth of the amount before a semicolon; how many figures are used up."""
        alone = len(marks) == 1 and not approach.yearly and not self.rows
        row = self._parted_level(marks[0]) if alone else None
        if row is None:
            return 0
        self._fill_growth(row, marks[0], approach.rise, approach.bound)
        row.quote_end = marks[0].tail
        self._close(marks[0])
        return 1

    def _parted_level(self, mark: Token) -> Draft | None:
        """12亿元，占40%；同比增长8%: the amount that a semicolon parts from its growth over the year before."""
        if self.start == 0 or self.shape[self.start - 1] != "；":
            return None
        begin = self._begin()
        told = (row for row in reversed(self.carry.rows[-3:]) if row.start >= begin and row.unit_kind != "percent")
        row = next(told, None)
        if row is None or row.change or row.aside or row.masked or row.value is None or row.growth is not None:
            return None
        return None if _BASED.search(self.text, self.start, mark.start) else row

    def _is_own(self, row: Draft) -> bool:
        """Whether a row is of this sentence, the nearest asked first."""
        return any(one is row for one in reversed(self.rows))

    @rule(Rule.GROWTH_OF_ROW)
    def _growth_of_rows(self, marks: list[Token], lead_start: int, approach: Approach, yearly: bool) -> int:
        carry = self.carry
        rows = self._grown_in_turn(len(marks)) if len(marks) > 1 else self._grown_whole(lead_start)
        loose = self._loose_clause(lead_start)
        if loose and len(marks) == 1:
            draft = self.draft(
                marks[0], lead_start, loose + (self._pace(lead_start, marks[0]) if yearly else ""), loose
            )
            draft.start = marks[0].start - approach.cut
            self._fill_growth(draft, marks[0], approach.rise, approach.bound)
            self.add(draft)
            self._close(marks[0])
            return 1
        if not rows and carry.rows and not self._follows_nameless(marks[0]):
            rows = carry.rows[-1:]
        for at, mark in enumerate(marks):
            row = rows[at] if at < len(rows) else (rows[-1] if rows else None)
            if row is not None and self._apart_from(row, mark, lead_start, approach):
                continue
            based = _BASED.search(self.text, lead_start, mark.start)
            apart = row is not None and _is_long_ago(based, row)
            merge = (
                not apart
                and row is not None
                and (row.growth is None or "growth_in_words" in row.reasons)
                and not row.aside
                and not yearly
                and self._is_own(row)
                and not row.masked
                and (not _is_step(row) or row.change)
            )
            if row is not None and row.masked and mark.masked and self._is_own(row) and not yearly:
                continue
            if merge and row is not None and (row.unit_kind not in ("percent", "points") or row.unit is None):
                for grown in (*self._grown_alike(lead_start, mark, row), row):
                    self._fill_growth(grown, mark, approach.rise, approach.bound)
                    grown.quote_end = mark.tail
                continue
            subject = row.subject if row is not None else ""
            if not subject:
                continue
            said = based[0].rstrip("“") if apart and based is not None else ""
            plain = not said and (approach.verb == "增长" or (row is not None and _says_again(row, approach)))
            name = subject + (self._pace(lead_start, mark) if yearly else "" if plain else said + approach.verb)
            draft = self.draft(mark, max(lead_start - 24, self.start), name, subject)
            draft.change = True
            draft.start = mark.start - (approach.cut if at == 0 else 0)
            draft.doubt("subject_carried")
            self._fill_growth(draft, mark, approach.rise, approach.bound)
            if yearly:
                draft.period = "cumulative"
            self.add(draft)
        self._close(marks[-1])
        return len(marks)

    def points(self, marks: list[Token], lead_start: int, lead: str, approach: Approach) -> int:
        """Steps in percentage points, each a row of its own; how many figures are used up."""
        self_rows = self.rows
        if self._only_compared(lead, approach):
            self._close(marks[-1])
            return len(marks)
        name = self._stepped_name(lead[: len(lead) - approach.cut])
        previous = self_rows[-len(marks) :]
        shared = _SHARES_IN_TURN.fullmatch(name) is not None and len(previous) == len(marks)
        if shared and len(marks) > 1:
            return self._shares_in_turn(previous, marks, lead_start, approach)
        name = "" if name in ("比重", "占比") and previous else name
        if not name and previous and previous[-1].value is None and previous[-1].growth is not None:
            self._close(marks[-1])
            return len(marks)
        names = self.names(name, len(marks), True) if name and len(marks) > 1 and "分别" in lead else []
        for at, mark in enumerate(marks):
            if not mark.unit or mark.unit == "个":
                mark = self._taken_as(mark, mark.kind, "个百分点", "points")
            subject = names[at] if at < len(names) and len(names) == len(marks) else name
            subject = subject or (self._share_or_subject(previous[at]) if at < len(previous) else "")
            if not subject or subject in ("增速", "增幅", "涨幅", "降幅") or subject.endswith(("增速", "增幅")):
                continue
            kind = previous[min(at, len(previous) - 1)].unit_kind if previous else ""
            if (
                not name
                and kind not in ("percent", "points", "")
                and not subject.endswith(("率", "比", "水平", "比重"))
            ):
                continue
            if self._is_generic(subject):
                subject = self._with_subject(subject)
            draft = self.draft(mark, lead_start, subject + approach.verb, subject)
            self._fill_level(draft, mark, approach.bound)
            draft.change = not name
            if not name:
                draft.doubt("subject_carried")
            self.add(draft)
        self._close(marks[-1])
        return len(marks)

    def _shares_in_turn(self, rows: list[Draft], marks: list[Token], lead_start: int, approach: Approach) -> int:
        """A增长47%，B增长9%，其所占比重分别增加4.3、3.8个百分点: the share of each of the rows before."""
        for row, mark in zip(rows, marks, strict=True):
            step = self._taken_as(mark, mark.kind, "个百分点", "points")
            draft = self.draft(step, lead_start, f"{row.subject}占比{approach.verb}", row.subject)
            draft.change = True
            draft.doubt("subject_carried")
            self._fill_level(draft, step, approach.bound)
            self.add(draft)
        self._close(marks[-1])
        return len(marks)

    @rule(Rule.GROWTH_NAMED)
    def _stepped_name(self, head: str) -> str:
        """城镇化率每年提高1.5个百分点: what takes the step, where its own clause says so."""
        head = self.namer.without_comparison(_ASIDE.sub("", _THAN_BEFORE.sub("", head)))
        name = self.namer.without_comparison(self.namer.front(head).removeprefix("分别"))
        name = self.namer.clean(self.namer.without_comparison(name))
        return "" if name in _ONLY_COMPARES else name

    @staticmethod
    @rule(Rule.GROWTH_OF_ROW)
    def _share_or_subject(row: Draft) -> str:
        """占比重82.6%，提高1.5个百分点: what rose is the share, not the amount it is a share of."""
        return row.name if "占" in row.name and row.name.endswith(("比重", "占比")) else row.subject
