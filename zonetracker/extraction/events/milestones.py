"""Named items that were, or are to be, started, finished, opened or awarded."""

from __future__ import annotations

import re
from typing import NamedTuple

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.events.checks import (
    HOLDING,
    is_award,
    is_event,
    is_firm,
)
from zonetracker.extraction.events.counted import DESCRIBED, uncounted
from zonetracker.extraction.events.items import (
    MOST,
    PROJECT_WORDS,
    Items,
    is_project,
    is_sayable,
    is_specific,
    is_stage,
    items_of,
    with_kind,
    with_kind_of_last,
    with_place_kind,
    with_shared_end,
    without_stage,
)
from zonetracker.extraction.events.refused import Refused
from zonetracker.extraction.events.when import Almanac, VerbAt
from zonetracker.extraction.events.words import (
    ends_in_time,
    event_words,
    is_only_time,
    starts_anew,
    without_trail,
)
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import FactType, Kind

_CLAUSE = re.compile(r"[，。；:！？\n\t、-](?:(?<![、-])|(?<=-)-|(?<=、)(?=[^，。；、]{4}))")
_URGED = re.compile(
    r"[^，、的“《\d]{2,8}?(?:还将|也将|将|还要|要)(?:全力|积极|大力|加快)*(?:推动|促进|确保|力争|争取|加快|支持)(?=.{4})"
)
_SAYS = re.compile(r"(?<=》)(?:明确)?(?:提出|要求|指出)$")
_PLACED = re.compile(r"(?<=.{4})[在于][^，、的在于]{2,12}$")
_MADE_BY = re.compile(r"^由[^，、]{2,30}?(?:建设|投资|承建|实施|开发|运营|打造|兴建|负责)的")
_LIGHT = ("完成", "实现", "通过", "获得")
_NAMES_PROJECT = re.compile(PROJECT_WORDS)
_HEAD = re.compile(
    rf"(?:[^，、的]{{0,8}}的)?(?P<name>[^，、的]{{3,30}}?{PROJECT_WORDS})"
    r"(?=经过|全长|总长|计划|总投资|年度|年内|[建用占][设筑地](?:总?面积|\d)|总建筑|估算|概算|今年|已|正在|将|占地|位于|由|是|工期|进入|主体|开始|于|自|从|完成)"
)
_HEAD_REACH = 44
"""Further than this the noun of such a head does not stand."""
_STATE = re.compile(r"(?:主体|桥面铺设|建设)?(?:已|正)?(?:完工|完成|封顶|建设|推进)$")
_WORKED_AT = re.compile(r"(?:加快|推进|抓好|实施|续建|建设|新建|改造|谋划)+")
_ANY_KIND = re.compile(r"项目|工程|在建|重大|重点|一批|控制性|标志性|关键|骨干|节点|重要|民生|公共服务")
_SEVERAL = re.compile(r"[、*]|\d[余多万千百]*[个项家条座所处栋台套户间部辆张幢]")
_ENTRY = re.compile(r"(?:\d{1,2}[.、]|\(.{1,3}\)|[一二三四五六七八九十]{1,3}、) ?(?P<name>[^，。；:、]{4,40})。")
_BUILDING_PART = re.compile(
    r"(?:(?:首条|首批|主要|[一二三四]号|[A-Z\d]号?)?(?:厂房|楼|主[楼桥塔体]|站房|主体结构|桥面|路面|路基|隧道|生产线|产线|机组|大坝|塔筒)|[一二三]期)"
)
_NUMBERED = re.compile(rf"{_BUILDING_PART.pattern}|[A-Z\d]{{1,3}}号")
_PHASE = re.compile(r"\(?[一二三四]期(?:工程|项目)?\)?$")
_NEXT_OWNER = re.compile(r"(?:、|和(?=[^和]{2,}$))(?![^“”]*”)")
"""Parts who was given a title; not within a quoted name (“千村示范、万村整治”工程)."""
_SELF = re.compile(r"(?:该|此|整个)?(?:项目|工程|园区|基地)")
_EACH = re.compile(r"(?:分别|依次)$")
_LONG = 40


class Passage(NamedTuple):
    """A clause at flat start..end of the sentence from `sentence`; `figures` are those of its quantity rows."""

    sentence: int
    start: int
    end: int
    begin: int
    figures: tuple[tuple[int, int], ...]
    period: Period
    caption: bool


class Milestones(Refused):
    """Reads the milestones of a sentence."""

    def __init__(self, lexicon: Lexicon, namer: Namer, flat: Flat, almanac: Almanac) -> None:
        super().__init__(event_words(lexicon))
        self.namer = namer
        self.flat = flat
        self.almanac = almanac
        self._topics: tuple[str, ...] = ()
        self._told_to = 0
        self._entry = ""

    def enter(self, entry: str) -> None:
        """Go on to a paragraph about the entry of a list (该项目…), or about none."""
        self._entry = entry

    def sentence(self, start: int, end: int, rows: list[Draft], period: Period, caption: bool) -> list[Draft]:
        """The milestones of flat start..end, beside the rows that its figures gave already."""
        if self._told_to != start:
            self._topics = ()
        self._told_to = end
        if self.words.event.search(self.flat.shape, start, end) is None:
            self._pass_over(start, end)
            return []
        found: list[Draft] = []
        for at, stop in self._clauses(start, end):
            hinted = self.words.hint.search(self.flat.text, at, stop) is not None
            names_project = _NAMES_PROJECT.search(self.flat.text, at, stop) is not None
            if not hinted and not names_project:
                continue
            if names_project and at == start and _SELF.match(self.flat.text, at) is None:
                self._topics = ()
            begin = at + self.words.lead(self.flat.text[at:stop])
            made: list[Draft] = []
            if hinted:
                figures = tuple([(row.start, row.end) for row in rows if at <= row.start < stop])
                made = self._clause(Passage(start, at, stop, begin, figures, period, caption))
            self._topics = (
                tuple(row.subject for row in made)
                or (self._subjects(begin, stop) if names_project else ())
                or self._topics
            )
            found += made
        return found

    def _pass_over(self, start: int, end: int) -> None:
        """A sentence without an event: what it speaks of, unless it goes on about the same (该项目总投资…)."""
        words = self.flat.text[start:end]
        if _SELF.match(words) is None:
            head = (_NAMES_PROJECT.search(words, 0, _HEAD_REACH) and _HEAD.match(words)) or _ENTRY.fullmatch(words)
            name = head["name"] if head is not None else ""
            self._topics = (name,) if name and is_project(name) and _SEVERAL.search(name) is None else ()

    def _clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a sentence that are long enough; a 、 parts only what tells each its own event."""
        found: list[tuple[int, int]] = []
        at = start
        edges = [(m.start(), m.end()) for m in _CLAUSE.finditer(self.flat.shape, start, end)]
        for place, (stop, following) in enumerate([*edges, (end, end)]):
            if self.flat.shape[stop : stop + 1] == "、" and stop < end:
                after = edges[place + 1][0] if place + 1 < len(edges) else end
                if not self._told_apart(at, stop, after):
                    continue
            if stop - at >= 4:
                found.append((at, stop))
            at = following
        return found

    def _told_apart(self, start: int, comma: int, end: int) -> bool:
        """Whether what stands on both sides of a 、 has its own end: 一号桥6月合龙、二期4月开工; 竣工A、6月底开工B."""
        shape = self.flat.shape
        if self.words.hint.search(shape, start, end) is None:
            return False
        later = comma + 1 + self.words.lead(self.flat.text[comma + 1 : end])
        anew = self.words.before.match(shape, later)
        if anew is not None and end - anew.end() > 2 and ends_in_time(self.flat.text[comma + 1 : later]):
            return True
        if all(
            self.words.between.search(shape, *side)
            for side in ((max(start + 2, comma - _LONG), comma), (comma + 3, min(end, comma + _LONG)))
        ):
            return self.words.before.match(shape, start) is None
        verb = self.words.after.search(shape, max(start, comma - 12), comma)
        if verb is None or verb.start() <= start:
            return False
        timed = ends_in_time(self.flat.text[start : verb.start()])
        return timed or self.words.after.search(shape, max(comma + 1, end - 12), end) is not None

    def _clause(self, part: Passage) -> list[Draft]:
        shape = self.flat.shape
        first = self.words.before.match(shape, part.begin, part.end)
        if first is not None and part.end - first.end() >= 3 and not part.caption:
            rows = self._verb_first(part, first.end())
            if rows:
                return rows
        last = self.words.after.search(shape, max(part.begin, part.end - 16), part.end)
        if last is not None:
            before = self.flat.text[part.begin : last.start()]
            if self.is_not_done(before) or self.is_only_told_of(before):
                return []
            if is_only_time(before):
                return self._of_topics(part, last.start(), last[0])
            return self._verb_last(part, last.start())
        if part.caption or part.figures:
            return []
        between = self.words.between.search(shape, part.begin + 2, part.end)
        if between is not None and part.end - between.end() >= (2 if len(between[0]) > 3 else 4):
            return self._between(part, between.start(), between.end())
        return self._acted(part)

    def _subjects(self, begin: int, end: int) -> tuple[str, ...]:
        """What a clause without an event speaks of, for the event that follows: 建设A、B，确保6月底前完工."""
        words = self.flat.text[begin:end]
        if _NAMES_PROJECT.search(words) is None:
            return ()
        words = self.namer.front(words)
        worked = _WORKED_AT.match(words)
        if worked is not None:
            items = items_of(words[worked.end() :])
            names = tuple(words[worked.end() :][start:end] for start, end in items.spans)
            if len(names) > 1:
                return names if all(_is_topic(name) for name in names) else ()
        head = _HEAD.match(words)
        name = head["name"] if head else _STATE.sub("", words)
        acted = self.words.before.search(words, 3, 24) if head is None else None
        if acted is not None and not is_project(name):
            name = without_trail(words[: acted.start()])
        return (name,) if _is_topic(name) else ()

    @rule(Rule.THING_BEFORE)
    def _of_topics(self, part: Passage, verb: int, said: str) -> list[Draft]:
        """…项目主体封顶，10月投产: what it happens to stands in a clause before."""
        topics = (self._entry,) if self._entry else self._topics
        if part.figures or said in ("启动", "落地", "签约") or self.names_nothing(topics, said):
            return []
        items = [without_stage(topic) for topic in topics[:MOST]]
        return [self._row(part, verb, part.end, item, item + said, "event_carried") for item in items]

    @rule(Rule.DONE_THING)
    def _verb_first(self, part: Passage, after: int) -> list[Draft]:
        text = self.flat.text
        said = text[part.begin : after].removesuffix("了")
        body = text[after : part.end]
        if self.only_goes_on(body) or self.is_still_to_hold(said, part.period):
            return []
        if is_stage(body) and said.endswith(("完成", "启动")):
            return self._of_topics(part, part.begin, body)
        if self.is_boast(said, body):
            return []
        light = said.endswith(_LIGHT)
        items = items_of(body)
        if self.names_nothing(items.spans, body):
            return []
        names = self._first_items(part, items, after, (light or said.startswith("启动")) and not items.shared)
        names = [name + ("" if is_project(name) and not light else items.shared) for name in names[:MOST]]
        good = [is_firm(name, said) and is_event(name, said, self.words.vague) for name in names]
        unnamed = self.unnamed(names, good, 2 if items.shared else 3)
        return [
            self._row(part, part.begin, after, name, name if said.endswith("完成") else said + name)
            for name in names
            if name not in unnamed
        ]

    def _first_items(self, part: Passage, items: Items, offset: int, keep: bool) -> list[str]:
        """The items after a verb, up to where the next verb begins (启动A、强化B), with the end that they share."""
        text = self.flat.text
        names = [text[offset + start : offset + end] for start, end in items.spans]
        if not names:
            return []
        if not items.shared:
            names = with_kind_of_last(with_kind(with_shared_end(names, keep)))
        free = self._free(part, items, offset)
        if not free[0] and any(start == offset for start, _ in part.figures):
            return []
        found: list[str] = []
        for place, name in enumerate(names):
            if place and (starts_anew(name) or (self.namer.head_verb(name) and not name.endswith(("项目", "工程")))):
                break
            if free[place]:
                found.append(name)
        return found

    def _free(self, part: Passage, items: Items, offset: int) -> list[bool]:
        """Which items no figure counts."""
        spans = [(offset + start, offset + end) for start, end in items.spans]
        return uncounted(self.flat.text, spans, part.figures, part.end, len(spans) == 1 and offset == part.begin)

    @rule(Rule.THING_DONE)
    def _verb_last(self, part: Passage, verb: int) -> list[Draft]:
        said = self.flat.text[verb : part.end].removeprefix("已")
        body = without_trail(_PLACED.sub("", without_trail(self.flat.text[part.begin : verb])))
        described = DESCRIBED.match(body) or _URGED.match(body)
        offset = part.begin + (described.end() if described else 0)
        items = items_of(body[offset - part.begin :])
        text = self.flat.text
        shared = _kind_only(items.shared)
        free = self._free(part, items, offset)
        names = [
            _with_end(without_trail(DESCRIBED.sub("", text[offset + start : offset + end])), shared)
            for (start, end), one in zip(items.spans, free, strict=True)
            if one
        ][:MOST]
        if self.is_still_to_hold(said, part.period) or self.is_coverage(said, body):
            return []
        if self.names_nothing(items.spans, body):
            return []
        if len(names) == 1 and (self._topics or self._entry) and (_SELF.fullmatch(names[0]) or is_stage(names[0])):
            return self._of_topics(part, verb, said)
        names = [_of_first(names[0], name) if place else name for place, name in enumerate(names)]
        names = with_kind_of_last(names) if names else names
        names = [self._with_topic(name) for name in names]
        good = [is_event(name, said, self.words.vague) for name in names]
        unnamed = self.unnamed(names, good, 2)
        kept = [name for name in names if name not in unnamed]
        loose = self.loose(kept, said)
        rows = [self._row(part, verb, part.end, name, name + said) for name in kept if name not in loose]
        if part.caption and part.period.kind is Kind.TARGET:
            for row in rows:
                row.kind = Kind.ACTUAL
                row.year = part.period.year - 1 if part.period.year is not None else None
        return rows

    def _with_topic(self, name: str) -> str:
        """厂房 of the project before."""
        if len(self._topics) != 1 or _BUILDING_PART.fullmatch(name) is None or _NUMBERED.match(self._topics[0]):
            return name
        return _PHASE.sub("", self._topics[0]) + name

    @rule(Rule.THING_AWARDED)
    def _between(self, part: Passage, verb: int, after: int) -> list[Draft]:
        text = self.flat.text
        front = _MADE_BY.sub("", without_trail(text[part.begin : verb].rstrip("被")))
        back, said = text[after : part.end], text[verb:after]
        if self.is_no_title(front, said, back):
            return []
        items = [item for item in _NEXT_OWNER.split(re.sub(r"等.{0,8}$", "", front)) if len(item) >= 2]
        items = with_place_kind(items)
        became = [back[start:end] for start, end in items_of(back).spans]
        if len(became) == 1 or not all(is_award(each, said) for each in became):
            pairs = [(item, back) for item in items]
        elif _EACH.search(text[part.begin : verb].rstrip("被")) or len(items) == len(became) > 1:
            pairs = list(zip(items, became, strict=False))
        else:
            pairs = [(item, each) for item in items for each in became]
        return [self._row(part, verb, after, item, item + said + each, "event_status") for item, each in pairs[:MOST]]

    def _acted(self, part: Passage) -> list[Draft]:
        """…项目已完成一号厂房建设: the verb between the one who acts and the item."""
        words = self.flat.text[part.begin : part.end]
        verb = self.words.before.search(words, 2, 26)
        if verb is None or verb[0].removesuffix("了") in HOLDING:
            return []
        actor = without_trail(words[: verb.start()])
        told = len(actor) < verb.start() or verb[0].endswith("了")
        if self.is_no_doer(actor, told):
            return []
        if is_project(actor):
            self._topics = (actor,)
        rows = self._verb_first(part._replace(begin=part.begin + verb.start()), part.begin + verb.end())
        for row in rows:
            row.doubt("event_acted")
            if is_project(actor) and verb[0].startswith("完成"):
                row.name = row.subject = actor + row.name
        return rows if told or not self.unspecific(rows) else []

    def _row(self, part: Passage, verb: int, after: int, item: str, name: str, *doubts: str) -> Draft:
        name = DESCRIBED.sub("", self.namer.front(_SAYS.sub("", name).strip("的，、")) or name)
        row = Draft(verb, after, part.begin, part.end, name, item, type=FactType.MILESTONE)
        when = self.almanac.when(VerbAt(part.sentence, part.start, verb), part.period)
        row.kind, row.year, row.deadline = when.kind, when.year, when.deadline
        if part.period.several and row.kind is Kind.ACTUAL:
            row.period = "cumulative"
        for doubt in ("milestone", *doubts):
            row.doubt(doubt)
        if not is_specific(item) and not doubts:
            row.doubt("event_plain")
        if when.by_word:
            row.doubt("kind_by_word")
        return row


def _of_first(first: str, name: str) -> str:
    """产业园一期、二期: the second is of the same thing."""
    phase = _PHASE.search(first)
    return first[: phase.start()] + name if phase is not None and phase.start() and _PHASE.fullmatch(name) else name


def _kind_only(shared: str) -> str:
    """What a list shares behind its items, for names that the verb follows: 重大产业项目 is 项目."""
    if _ANY_KIND.match(shared) is None:
        return shared
    kind = re.search("项目|工程", shared)
    return kind[0] if kind is not None else shared[-2:]


def _is_topic(name: str) -> bool:
    """Whether a later clause can go on about it."""
    firm = 3 < len(name) <= _LONG and is_project(name)
    return firm and _SEVERAL.search(name) is None and is_sayable(name)


def _with_end(item: str, shared: str) -> str:
    """The item with the shared end; a bare 项目 says something only of a short name (甲公司项目)."""
    return item if shared in ("项目", "工程") and (len(item) > 3 or is_project(item)) else item + shared
