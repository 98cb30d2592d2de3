"""The name of a level: from the words before the figure, after it, or from what was told before."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.behind import OF_TASK, Label
from zonetracker.extraction.sentences.carried import ALL_OVER, TASKED, Carried, is_unnamed_share
from zonetracker.extraction.sentences.listing import GRADE
from zonetracker.extraction.sentences.patterns import (
    AMONG_ALL,
    COMPARED_WITH,
    OF_PLAN,
    OF_SORTS,
    came_from,
    without_move,
)
from zonetracker.model.facts import Kind

_REACH = 16
_OF_WORKS = ("项目", "工程")
_WORTH_DONE = re.compile("(?:项目|工程)(?:已|共|累计|预计)*完成了?(?:约|近|超过?|达)*$")
"""防洪工程完成1550万元: money done of a work is money spent on it."""
_GROWN = re.compile(
    r"(?:由|从)[^，、]{1,16}?(?:增加|提高|发展|扩大|增长|下降|减少|上升)(?:到|至)(?:目前|现在|如今|(?:19|20)\d\d年)?的?$"
)
_GREW = re.compile(
    r"(?<=.[数量额])(?:净增|新增)$|(?<=标准)(?:每人每[年月])?(?:提高|上调|下调)$|(?<=.{2})(?:同比)?(?:净?增加|净?减少|增收|减收|多增|少增|纯增|削减|调减)$"
)
_GROWS = frozenset("增高调加少收减")
"""What the words of such a change end with."""
_OF_HERD = re.compile(r"^大?牲畜的?(?=.{2})")
_EACH_TIME = re.compile(r"^每人每[年月]")
_GOING_ON = re.compile(r"(?<=.{3})正在(?:施工|建设|实施|推进)中?$")
_THEN_DONE = re.compile(r"[，、](?:目前|现|已|累计|实际)*完成(?:投资)?[\d.]")
_SHORT_SORT = 4
_WORKS = ("改造", "整治", "绿化", "加固", "搬迁", "安置", "拆迁", "修复", "治理")
_SET_BY = re.compile(r"(?:下达|批准|确定|核定|批复|明确)的$")
_LISTS = re.compile(r"^.*(?:是|为(?!民|企)|有|[集处]中[在于]|主要在|包括|包含|以(?!上|下|内|外|来|及))")
_SHARES = ("率", "比重", "占比", "比例", "满意度")
_LIST_OF = re.compile(r"(?P<what>占比|比重|[^，、。；\d]{1,6}率)[^，、。；\d]{0,12}(?:是|为|有|在|:)")
_LESSENS = ("压减", "压降", "削减", "压缩", "减少", "降低")
"""压减地下水超采量7亿立方米，生态补水53亿立方米: what is done to one thing alone."""
_PART_OF_ALL = re.compile(
    r"(?P<what>[^占]{2,}?(?<![率速幅比]))(?:均|都|已|仅|合计)*(?:达到?|相当于)(?P<whole>全[国省市区县州旗](?:总量|总数|总额|总产量)?)"
)
"""税收达到全市总量的15%: which part of what all have."""
_BECOMES = re.compile(
    r"(?:减少|增加|提高|下降|精简|上升|增长|提升|降低|压缩|压减|扩大|缩小|发展|调整|缩短|减|增|降|升|跃升|扩展|上调|下调|收窄|回升)(?:到|至|为)"
)
_IN_FIELD = re.compile(
    r"[^，、。\d]{2,12}?(?:领域|产业|行业|板块|服务业|制造业)(?:新?引进|落地|签约|招引|实施|汇聚|集聚|开工|建成|落户)(?=[^，。]{2})"
)
"""绿色化工领域落地甲公司等12个项目: of which field the things are."""
_ENTERS = re.compile(r"^(?:已经?|投入(?=试))+")
_ANY_WORK = ("项目", "工程", "事项", "任务", "实事")
_IN_SORTS = re.compile(
    r"(?<=.{2})(?:共计?|总共)?(?:包括|分为|涵盖|涉及|包含)[一二三四五六七八九十\d]{1,2}(?:大?类别?|个方面|个领域)$"
)
_SORT = re.compile(
    r"(?:[一二三四五六七八九十]是|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十\d]{1,2}[、.])?"
    r"(?P<sort>[^，。、；:]{2,12}类)(?:，|:)?(?:主要)?(?:包括|涵盖|涉及|包含|有)[^。；:\d]{4,}等$"
)
_WORTH = re.compile(r"(?:还有)?(?:计划)?总?投资(?:总?额)?(?:约|超|达)?[\d.]+[万亿]*元的?$")


class Labels(Carried):
    """Names levels."""

    def _strip_from(self, raw: str) -> str:
        if raw[-1:] in ("有", "类", "面"):
            raw = OF_SORTS.sub("", AMONG_ALL.sub("", raw))
        found = (_GROWN.search(raw) or came_from(raw)) if "由" in raw or "从" in raw else None
        return raw[: found.start()] if found is not None else without_move(raw)

    def label(self, raw: str, right: str, index: int, lead_start: int) -> Label:
        """The name of a level, from what stands before the figure, after it, or in the rows before."""
        mark = self.marks[index]
        listed = right and (raw.endswith("、") or _SET_BY.search(raw))
        name = "" if listed else self._of_account(self._with_place(self.namer.clean(self._strip_from(raw)), raw))
        in_list = self._in_list(raw, mark)
        if name and not in_list:
            self.carry.verb = ""
        found = self._from_right(name, raw, right, index, in_list) if right else None
        if found is None and not name:
            found = self._before_colon(lead_start) or self._before_bracket(mark, lead_start)
        if found is not None:
            return found
        if name in self.whole.regions:
            return Label("")
        last = (self._whole_again(raw, mark) if self.rows else None) or self._subject_row()
        found = self._of_pair(name, mark) or self._of_change(name, raw, mark, last) or self._of_plan(raw, mark, last)
        if found is None and index + 1 < len(self.marks):
            found = self._of_next_noun(name, raw, index)
        if found is not None:
            return found
        if not name:
            return self._unnamed(raw, mark, in_list, last, lead_start)
        return self._from_left(name, mark, in_list, last, lead_start)

    @rule(Rule.NAME_BEHIND)
    def _from_right(self, name: str, raw: str, right: str, index: int, in_list: bool) -> Label | None:
        """建成6个国家级园林县城, 96家企业实施改制: the thing counted stands after the figure."""
        namer = self.namer
        mark = self.marks[index]
        if _BECOMES.match(right) or (name and OF_TASK.fullmatch(right)):
            return None
        after, used, consumed = self._after(right, index, not name or name in namer.all_verbs)
        if not after:
            return None
        sort = _SORT.match(self.text, self.start, mark.start) if after in _ANY_WORK else None
        if sort is not None and not self.rows:
            return Label(sort["sort"] + after, "", "name_around", used, consumed)
        name = _WORTH.sub("", _IN_SORTS.sub("", name))
        last = self.rows[-1] if self.rows else None
        if not name and last is not None and last.unit == mark.unit and self.whole.ending.fullmatch(after):
            return Label(
                self._replaced(last.subject.removesuffix("有"), _ENTERS.sub("", after)),
                "",
                "subject_carried",
                used,
                consumed,
            )
        examples = raw.rstrip("的共").endswith("等") or re.search(r"等(?:一批)?$", raw.rstrip("的共")) is not None
        head = namer.head_verb(name) or namer.head_verb(namer.front(raw))
        if not name or name in self.whole.regions:
            verb = self.carry.verb if in_list and not namer.head_verb(after) else ""
            return Label(verb + after, verb + after, "", used, consumed)
        if examples or (head and "、" in name):
            field = _IN_FIELD.match(namer.front(raw)) if examples else None
            self.carry.verb = head if field is None else ""
            what = (head if field is None else field[0]) + after
            return Label(what, what, "", used, consumed)
        verb = namer.tail_verb(name)
        if name in namer.all_verbs or len(name) <= 2:
            self.carry.verb = name
            return Label(name + after, name + after, "", used, consumed)
        if verb and not namer.is_measure(name):
            self.carry.verb = verb
            kept = name if len(name) <= 16 else verb
            return Label(kept + after, kept + after, "", used, consumed)
        if head or (
            not namer.is_measure(name) and mark.unit_kind not in ("money", "percent") and not self._is_generic(name)
        ):
            self.carry.verb = head
            kept = name if len(name) <= 14 else head
            return Label(kept + after, kept + after, "name_around", used, consumed)
        return None

    @rule(Rule.LABEL_BEFORE_COLON)
    def _before_colon(self, lead_start: int) -> Label | None:
        labelled = self._labelled(lead_start)
        if not labelled:
            return None
        doubt = "" if self.namer.is_measure(labelled) else "name_guessed"
        begin = self._hard_before(lead_start - 1, self.last_end)
        return Label(labelled, labelled, doubt, begin=begin)

    def _bracketed(self, mark: Token, lead_start: int) -> str:
        """The words before a bracket that holds this figure alone: 城镇化率(52%)."""
        held = self.shape[lead_start - 1 : lead_start] == "(" and self.shape[mark.tail : mark.tail + 1] == ")"
        words = (
            self.text[self._stop_before(lead_start - 1) : lead_start - 1] if held and lead_start == mark.start else ""
        )
        return "" if OF_PLAN.search(words) or COMPARED_WITH.search(words) else words

    def _listed(self, words: str) -> str:
        """The thing that a list gives a share or a pace for in brackets: 投诉集中在物业管理(32%)."""
        return self.namer.clean(_LISTS.sub("", words))

    @rule(Rule.LABEL_BEFORE_BRACKET)
    def _before_bracket(self, mark: Token, lead_start: int) -> Label | None:
        """城镇化率(52%); 主要致贫原因是因病(36%)、缺劳力(23%): each thing with its level or its share of all."""
        words = self._bracketed(mark, lead_start)
        name, begin = self.namer.clean(words), lead_start - 1 - len(words)
        if name.endswith(_SHARES) if mark.unit_kind == "percent" else self.namer.is_measure(name):
            return None if self._is_generic(name) else Label(name, name, begin=begin)
        item = self._listed(words) if mark.unit_kind == "percent" else ""
        if len(item) < 2 or self._is_generic(item):
            return None
        going_on = _GOING_ON.search(item)
        if going_on is not None:
            return Label(item[: going_on.start()] + "进度", item[: going_on.start()], begin=begin)
        measure = _LIST_OF.search(self._said_before(lead_start))
        name = item + (measure["what"] if measure is not None else "占比")
        return Label(name, name, "name_bare", begin=begin)

    @rule(Rule.NAME_OF_NEXT)
    def _of_next_noun(self, name: str, raw: str, index: int) -> Label | None:
        """新建12条、14公里园区道路: the noun stands after the next figure."""
        namer = self.namer
        which = raw.endswith("的") or self._verb_of_two(name, index)
        if name and name not in namer.all_verbs and not raw.endswith("等") and not which:
            return None
        nearby = self._next_noun(index)
        if not nearby:
            return None
        nearby = _OF_HERD.sub("", nearby) if self.marks[index].unit_kind == "people" else nearby
        if which and name:
            self.carry.verb = name + ("的" if raw.endswith("的") else "")
            return Label(self.carry.verb + nearby, "", "name_shared")
        self.carry.verb = namer.head_verb(name) if raw.endswith("等") else name or self.carry.verb
        return Label(self.carry.verb + nearby, "", "name_shared")

    def _next_noun(self, index: int) -> str:
        """The noun that two figures share: 12条、14公里园区道路."""
        mark = self.marks[index]
        if index + 1 >= len(self.marks):
            return ""
        following = self.marks[index + 1]
        gap = self.shape[mark.tail : following.start]
        if (
            gap not in ("", "、")
            or following.kind is not MarkKind.FIGURE
            or following.unit_kind in ("percent", "points")
        ):
            return ""
        right = self.right(index + 1)
        if not right:
            return self._next_noun(index + 1)
        return self._after(right, index + 1)[0]

    def _verb_of_two(self, name: str, index: int) -> bool:
        """产业带动86户215人受益: whether a verb before two counts side by side leads to both."""
        beside = self.marks[index + 1 : index + 2]
        counts = beside and beside[0].start == self.marks[index].tail and beside[0].unit_kind in ("count", "people")
        return bool(counts) and self.namer.tail_verb(name) in self.namer.acts

    def _from_left(self, name: str, mark: Token, in_list: bool, last: Draft | None, lead_start: int) -> Label:
        found = self._spent_of_plan(name, last, lead_start) if last is not None and self.rows else None
        found = found or self._seen_by(name, lead_start)
        found = found or (self._of_ranked_place(name, lead_start) if self.rows else None)
        found = found or self._opened(name, mark, lead_start)
        found = found or self._of_act(name, mark, last) or self._of_crop(name) or self._guessed(name, lead_start)
        if found is None and last is not None and self.rows:
            found = self._of_last(name, mark, last, lead_start)
        found = found or self._of_whole(name, mark) or self._of_split(name, mark)
        found = found or self._by_name(name, mark, in_list)
        set_first = found.name.endswith("计划投资") and _THEN_DONE.match(self.text, mark.tail, self.end) is not None
        return found._replace(task=True) if set_first else found

    @rule(Rule.NAME_BEFORE)
    def _by_name(self, name: str, mark: Token, in_list: bool) -> Label:
        """The words as they stand, with the verb of their list."""
        name = self._like_the_last(self._ranked(name), in_list)
        head = self.namer.list_verb(ALL_OVER.sub("", name) if name.startswith("全") else name)
        if head:
            self.carry.verb = head
        elif in_list and self.carry.verb and self._shares_verb(name, mark):
            name = self.carry.verb + self._graded(name)
        elif self._is_next_sort(name, mark):
            shared = self.namer.list_verb(self.rows[-1].subject) + name
            return Label(shared, shared, "name_shared")
        if name.endswith("占") and is_unnamed_share(name, mark):
            name = name.rstrip("占仅") + "占比"
            return Label(name, name, "name_guessed")
        part = _PART_OF_ALL.fullmatch(name) if is_unnamed_share(name, mark) else None
        if part is not None:
            share = f"{part['what']}占{part['whole']}比重"
            return Label(share, share)
        if "占" in name and is_unnamed_share(name, mark):
            name += "比重"
        if mark.unit_kind == "money" and name.endswith(_OF_WORKS) and _WORTH_DONE.search(self._said_before(mark.start)):
            return Label(f"{name}完成投资", name)
        grown = _GREW.search(name) if mark.unit_kind != "percent" and name[-1:] in _GROWS else None
        if grown is not None:
            subject = self.namer.without_comparison(name[: grown.start()])
            step = _EACH_TIME.sub("", grown[0])
            return Label(subject + step, subject) if subject else Label(name, name)
        tasked = TASKED.search(name) if "任务" in name else None
        return Label(name, name[: tasked.start()] if tasked else name)

    def _like_the_last(self, name: str, in_list: bool) -> str:
        """公办机构26家、民办62家; 省级示范镇3个、示范点5个: of a list, a sort has what the sort before it has."""
        last = self.rows[-1].subject if self.rows and in_list else ""
        alike = len(name) == 2 and 4 <= len(last) <= 6 and last[1] == name[1] and name not in self.namer.all_verbs
        if alike:
            return name + last[2:]
        size = len(name)
        sorts = 3 <= size <= 4 and len(last) >= size + 2 and last[-size:-1] == name[:-1] and last[-1] != name[-1]
        return last[:-size] + name if sorts else name

    def _shares_verb(self, name: str, mark: Token) -> bool:
        """新改建公路120公里、桥梁18座: not what tells a deed of its own (危桥改造18座; 意向入园 after 签约入园)."""
        own = self.namer.tail_verb(name) in _WORKS or (len(self.carry.verb) == 4 and self.carry.verb[2:] in name)
        return mark.unit_kind in ("count", "people", "measure") and not own

    def _is_next_sort(self, name: str, mark: Token) -> bool:
        """净增风电45万千瓦，光伏76万千瓦: whether a bare word after a comma is the next that the verb was done to."""
        last = self.rows[-1] if self.rows else None
        beside = last is not None and self.text[last.quote_end : mark.start] == f"，{name}"
        if last is None or not beside or last.unit != mark.unit or last.change or not 0 < len(name) <= _SHORT_SORT:
            return False
        verb = self.namer.list_verb(last.subject)
        if verb in _LESSENS:
            return False
        done_to = last.subject.removeprefix(verb)
        alone = (done_to and name.endswith(done_to)) or ALL_OVER.match(name) is not None
        named = name in self.namer.lexicon.indicator_units or self.namer.is_measure(name)
        return not (alone or named) and self._shares_verb(name, mark)

    def _graded(self, name: str) -> str:
        """省级文明村镇12个、文明单位26家: the grade of the first of a list of like things."""
        before = self.rows[-1].subject.removeprefix(self.carry.verb) if self.rows else ""
        grade = GRADE.match(before)
        alike = grade is not None and before[grade.end() : grade.end() + 2] == name[:2]
        return grade[0] + name if grade is not None and alike else name


_OF_ENTRY = re.compile(r"(?:计划总?|年度计划|总|累计|本年度?)?(?:完成)?(?:项目)?(?:总|计划)?投资额?")
_SET_FOR_ENTRY = re.compile(r"[该本](?:项目|工程)(?P<what>(?:年度)?(?:计划)?(?:总)?投资额?)(?:约|为|达)*$")


def name_by_entry(draft: Draft, entry: str, text: str) -> None:
    """Name what a paragraph says of the entry of a list by that entry: 该项目计划投资…, 完成项目投资…."""
    if draft.unit_kind != "money":
        return
    before = text[max(0, draft.start - _REACH) : draft.start]
    planned = _SET_FOR_ENTRY.search(before)
    if planned is not None:
        draft.name, draft.subject = entry + planned["what"], entry
        if "计划" in planned["what"]:
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
    elif _OF_ENTRY.fullmatch(draft.name):
        done = "完成" if "完成" in before[-8:] else ""
        draft.name = entry + done + draft.name.removeprefix("完成").removeprefix("项目")
        draft.subject = entry
    else:
        return
    draft.doubt("name_far")
