"""Sentence by sentence: joins figures with the words around them into draft rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.growth import Approach, Approaches
from zonetracker.extraction.lexicon import Lexicon
from zonetracker.extraction.marks import Mark, MarkKind
from zonetracker.extraction.naming import Namer
from zonetracker.extraction.periods import Frame, Period, year_before
from zonetracker.model.facts import Bound, Kind

_HARD = re.compile(r"[，。；:！？\n\t()]|--")
_STOP = re.compile(r"[，。；:！？\n\t()、]|--")
_JOIN = re.compile(r"[、和及与，]*(?:和|及|与|以及)?(?:分别)?(?:人均)?(?:每[年月人户亩])?")
_SPREAD = re.compile(
    r"分别|(?<![人户平年日月亩单次])均(?![等衡价线可纯生收G])|(?<![首成古])都(?!市)|各(?![类项级族种界地县乡镇有])"
)
_CONTEXT = re.compile(r"(?:中|里|之一|期间|以来|时)(?:名列|位列|排名|居|，?有)?$")
_ATTRIBUTE_AFTER = re.compile(
    r"(?:的|级|项目|企业|重大|重特大|大项目|规模|工业|产业项目|产业基金|服务业项目|装备|以上|及以上|煤|生产|口径|超高压|输变电|变电站|风电|光伏|机组|扩建|技改|大豆|高端|石化|污水|垃圾)"
)
_THRESHOLD_AFTER = re.compile(r"(?:的)?[^，。；:！？\n\t()、\d]")
_NOT_ROWS = re.compile(
    r"(?:拉动|高于|快于|低于|高出|超出|慢于|领先)[^，、]{0,12}$|(?:增速|增幅|涨幅|降幅|增长率)[^，、]{0,10}(?:提高|加快|回升|回落|提升|收窄|扩大|上升|下降|高|快|低|慢|放缓|加快)了?$|(?:(?<!提)高|(?<!加)快|(?<!降)低)(?:出|于)?$"
)
_INDEX = re.compile(r"(?:指数|之比|存贷比|评分|得分|总分|系数)(?:为|达|达到|是|到|下降到|提高到|降至|缩小到|总值为)?$")
_RANK_BARE = re.compile(r"(?:排名|位列|名列|排在|位居|名次为)[全国省市区县第东西南北中部]{0,6}$")
_RANK_LEAD = re.compile(
    r"(?:排名|位列|名列|排在|位居|居(?!民|住|家)|列(?!入)|位次|排|升至|升到|上升至|跃居|跃升至|进入|跻身|挺进|稳居|前移至|前移到)[^，、。]{0,14}$|(?:全国|全省|全市|全区|全县)$"
)
_REGION = re.compile(
    r"(?:(?:位居|稳居|位列|名列|排名|排在|跃居|居|列|在|保持|均|继续|连续.{1,4}年|进入|跻身|跃升至|升至|挺进|分别)+)?(?P<region>[^，、。]{0,14})$"
)
_CHANGE = re.compile(
    r"(?:净增加|净增长|净增|增加|提高|提升|减少|下降|降低|上升|回升|前移|前进|扩大|压减|缩短|压缩|下调|上调|增长|上涨|多增|新增|少)(?:了|约|近|超|超过|达)?$"
)
_DETAIL = re.compile(r"其中|(?<![当此])其(?=中)|当中|包括")
_EXAMPLES = re.compile(r"等$|等(?:一批)?$")
_PLANNED = re.compile(
    r"力争|确保|计划(?!生育|单列|项目|外)|拟|争取(?=.{0,8}(?:达|完成|实现|引进|新))|目标|任务数|将(?!军)|努力|奋力|预期"
)
_MEANT = re.compile(r"力争|确保|任务数|目标数|(?:^|[，、]|全[市区县省年])(?:计划(?!总投资|投资总额)|拟|将(?!军))")
_THREE = re.compile(r"第?一、?第?二、?第?三(?:次?产业|产)")
_HELD = re.compile(r"(?:^|[辖、]|下辖|共有|现有|全[市区县镇州省乡]|[市区县镇州省])$")
_WORK = re.compile(r"的[^，、]{2,8}(?:任务|指标|改造|建设|整治|治理|绿化)$")
_CAPACITIES = ("吨", "千瓦", "兆瓦", "千伏安", "吨/日")
_COUNTED = ("count", "people", "kinds", "times")
_FROM = re.compile(
    r"(?:由|从)(?P<when>[“\"]?(?:(?:19|20)\d\d年(?:末|底)?|上年末?|去年末?|年初|原来|原先|之前|过去|[“\"]?(?:十[一二三四五]?|[七八九])五[”\"]?(?:时期)?(?:初期|初|末)?|五年前)?)(?:的)?$"
)
_TO = re.compile(
    r"^(?:减少|增加|提高|下降|精简|上升|增长|提升|降低|压缩|扩大|发展|调整|缩短|减|增|降|升|跃升|扩展|上调|下调)?(?:到|至|为)"
)
_GROWN = re.compile(
    r"(?:由|从)[^，、]{1,16}?(?:增加|提高|发展|扩大|增长|下降|减少|上升)(?:到|至)(?:目前|现在|如今|(?:19|20)\d\d年)?的?$"
)
_TOPIC = re.compile(
    r"[^，。]{2,10}?(?=稳|持续|不断|加快|快速|蓬勃|明显|显著|进一步|健康|有序|全面|更加|逐步|深入|大幅|优化|提升|增强|壮大|向好|发展)"
)
_HAN_NOUN = re.compile(r"[\d\u4e00-\u9fff“A-Z《‘\ue000]")
_AFTER_CUT = re.compile(
    r"(?:，|。)|(?:加快推进|扎实推进|有序推进|顺利推进|稳步推进|深入推进|进展顺利|加快建设|强势推进|有序实施)$"
)
_PREPOSITION = re.compile(
    r"(?:和(?![谐美平])|及|与|或|对(?!口|外)|用于|支持|为(?!民|企|群|老)|向|给予|通过|在(?!建|校|岗|园|孵|册|库)|以(?!工|旧)|并|且|同比|比|较|占|增长|下降|，|投入|改善|惠及|带动|共(?!建|享|富|同)|已|均(?!等)|全部|全面|平均|累计|达(?!标)|完成|实现|被|其中|由|是|高于|低于|居(?!民|家|住)|列(?!入)|位(?!于)|突破|推动|继续|连续|首次|成为)"
)
_BARRED = re.compile(
    r"(?:对(?!口|外)|用于|为(?!民|企|群|老)|向|给予|在(?!建|校|岗|园|孵|册|库)|以(?!工|旧)|并|且|同比|比|较|占|增长|下降|，"
    r"|和(?![谐美平])|及|与|或|惠及|带动|共(?!建|享|富|同)|其中|由|是|高于|低于|居(?!民|家|住)|列(?!入)|位(?!于)|突破)"
)


@dataclass(slots=True)
class Carry:
    """What one clause leaves to the next: rows just read, the verb of a list, the whole of 其中."""

    rows: list[Draft] = field(default_factory=list)
    group: list[Draft] = field(default_factory=list)
    whole: Draft | None = None
    verb: str = ""
    from_year: int | None = None
    loose: str = ""


class Assembler:
    """Turns the marks of one sentence into drafts."""

    def __init__(self, lexicon: Lexicon, text: str, shape: str, frame: Frame, places: tuple[str, ...] = ()) -> None:
        self.lexicon = lexicon
        self.text = text
        self.shape = shape
        self.frame = frame
        self.namer = _namer(lexicon)
        self.approaches = _approaches(lexicon)
        self.namer = self.namer.placed(places)
        self.regions = frozenset(lexicon.markers["regions"])
        self.generic = frozenset(lexicon.markers["generic"])
        self.static = re.compile(lexicon.words("static"))
        self.finished = re.compile(rf"[^，、]{{3,}}(?:{lexicon.words('event_after')})$")
        self.places = re.compile(
            r"(?:行政村|社区|街道|镇|乡|自然[村屯]|居委会|居民委|村民小组|村委会|县|区)(?:办|办事处)?$"
        )
        self.attribute = re.compile(rf"(?:{lexicon.words('attribute')})(?:达|约|近|超|超过|为)?$")

    def sentence(self, start: int, end: int, marks: list[Mark], period: Period, carry: Carry) -> list[Draft]:
        """The rows of flat start..end; `marks` are those of the sentence, in order."""
        carry.group = []
        carry.loose = ""
        if carry.whole is not None and not _DETAIL.match(self.shape, start) and not carry.whole.reasons.count("open"):
            carry.whole = None
        work = _Sentence(self, start, end, marks, period, carry)
        return work.read()


_CACHE: dict[int, tuple[Lexicon, Namer, Approaches]] = {}


def _tools(lexicon: Lexicon) -> tuple[Lexicon, Namer, Approaches]:
    kept = _CACHE.get(id(lexicon))
    if kept is None or kept[0] is not lexicon:
        kept = (lexicon, Namer(lexicon), Approaches(lexicon))
        _CACHE.clear()
        _CACHE[id(lexicon)] = kept
    return kept


def _namer(lexicon: Lexicon) -> Namer:
    return _tools(lexicon)[1]


def _approaches(lexicon: Lexicon) -> Approaches:
    return _tools(lexicon)[2]


class _Sentence:
    def __init__(self, whole: Assembler, start: int, end: int, marks: list[Mark], period: Period, carry: Carry) -> None:
        self.whole = whole
        self.text, self.shape = whole.text, whole.shape
        self.namer, self.approaches = whole.namer, whole.approaches
        self.start, self.end = start, end
        self.marks = marks
        self.period = period
        self.carry = carry
        self.rows: list[Draft] = []
        self.last_end = start
        self.clause_start = start

    def read(self) -> list[Draft]:
        marks = self.marks
        self._set_aside()
        index = 0
        while index < len(marks):
            mark = marks[index]
            if mark.kind in (MarkKind.DATE, MarkKind.MONTHS, MarkKind.SPENT):
                index += 1
                continue
            run = self._run(index)
            taken = self._take(index, run)
            index += max(taken, 1)
        return self.rows

    def _set_aside(self) -> None:
        """Mark first what only looks like a figure, so that the others may read across it."""
        floor = self.start
        for index, mark in enumerate(self.marks):
            if mark.kind is MarkKind.SPENT and mark.unit == "年" and mark.value is not None:
                if re.search(r"年限(?:达到?|为|提高到|提高至)?$", self.text[max(floor, mark.start - 12) : mark.start]):
                    mark.kind, mark.unit_kind, mark.bound = MarkKind.FIGURE, "measure", mark.bound
            if mark.kind is not MarkKind.FIGURE:
                continue
            lead = self.text[self._hard_before(mark.start, floor) : mark.start]
            if self._spent(index, lead, self._right(index)):
                mark.kind = MarkKind.SPENT
            else:
                floor = mark.tail

    # what stands around a figure

    def _hard_before(self, at: int, floor: int) -> int:
        """Where the clause of flat `at` begins: after the last mark that parts clauses, not before `floor`."""
        best = floor
        for stop in _HARD.finditer(self.shape, floor, at):
            if stop[0] in "()" and not self._open_bracket(stop.start()):
                continue
            best = stop.end()
        return best

    def _open_bracket(self, at: int) -> bool:
        """A bracket parts clauses only where it holds a figure."""
        if self.shape[at] == "(":
            close = self.shape.find(")", at, at + 120)
            left, right = at, close if close > 0 else at
        else:
            left = self.shape.rfind("(", max(0, at - 120), at)
            right = at
        if left < 0:
            return False
        return any(
            left < m.start < right and m.kind is not MarkKind.SPENT and m.kind is not MarkKind.DATE for m in self.marks
        )

    def _right(self, index: int) -> str:
        """The words after a figure up to the next stop or figure."""
        mark = self.marks[index]
        stop = self.end
        for other in self.marks[index + 1 :]:
            if other.kind not in (MarkKind.SPENT, MarkKind.DATE):
                stop = min(stop, other.start)
                break
        found = None
        stops = _HARD if mark.unit == "次" and self.shape.startswith("实现", mark.tail) else _STOP
        for hit in stops.finditer(self.shape, mark.tail, stop):
            if hit[0] in "()" and not self._open_bracket(hit.start()):
                continue
            found = hit
            break
        if found is not None and found[0] == "、" and found.start() > mark.tail and self._lists_on(found.start(), stop):
            hard = _HARD.search(self.shape, found.start(), stop)
            return self.text[mark.tail : hard.start() if hard else stop]
        return self.text[mark.tail : found.start() if found else stop]

    def _lists_on(self, at: int, stop: int) -> bool:
        """Whether the 、 at flat `at` goes on with the same thing (国家、省科技项目), not with another figure's."""
        hard = _HARD.search(self.shape, at, stop)
        end = hard.start() if hard else stop
        return end - at <= 24 and (hard is not None or stop == self.end) and self.shape[end - 1 : end] != "、"

    def _run(self, index: int) -> list[int]:
        """The figures of one list: parted by 、 和 及 only, same kind of unit."""
        run = [index]
        at = index
        while at + 1 < len(self.marks):
            this, following = self.marks[at], self.marks[at + 1]
            if following.kind is not this.kind or this.kind is not MarkKind.FIGURE:
                break
            gap = self.shape[this.tail : following.start]
            if len(gap) > 6 or not gap or _JOIN.fullmatch(gap) is None or "，" in gap:
                break
            pointed = following.unit_kind == "points" and this.unit == "个"
            if following.unit_kind != this.unit_kind and this.unit is not None and not pointed:
                break
            run.append(at + 1)
            at += 1
        return run

    # deciding

    def _take(self, index: int, run: list[int]) -> int:
        mark = self.marks[index]
        lead_start = self._hard_before(mark.start, max(self.last_end, self.start))
        lead = self.text[lead_start : mark.start]
        if mark.kind is MarkKind.RANK:
            return self._rank(mark, lead_start, lead)
        if mark.kind in (MarkKind.FOLD, MarkKind.DIGITS, MarkKind.EVEN):
            return self._folded(mark, lead_start, lead)
        right = self._right(index)
        if (not mark.masked and mark.unit_kind == "rank") or (
            not mark.unit and not mark.masked and _RANK_BARE.search(lead[-20:])
        ):
            if not mark.unit:
                mark.unit, mark.unit_kind = "位", "rank"
            elif "次" not in mark.unit:
                mark.unit = "位"
            if "名次" not in (mark.unit or "") and "位次" not in (mark.unit or ""):
                return self._rank(mark, lead_start, lead)
        if mark.unit in ("名", "位") and re.search(r"(?:排名|名列|位列|位居|居)[^，、]{0,6}$", lead):
            return self._rank(mark, lead_start, lead)
        if not mark.unit and not mark.masked and not _INDEX.search(lead):
            if len(run) == 1:
                return 1
            later = self.marks[run[-1]]
            if not later.unit:
                return 1
        approach = self.approaches.read(lead)
        units = [self.marks[i] for i in run]
        last = units[-1]
        if mark.unit_kind == "times":
            mark.value = mark.value * 100 if mark.value is not None else None
            return self._growth([mark], lead_start, lead, approach) if approach.rise else 1
        if (mark.unit_kind == "percent" and mark.unit != "‰" and approach.rise) or (
            not mark.unit and last.unit_kind == "percent" and approach.rise
        ):
            return self._growth(units, lead_start, lead, approach)
        if (
            mark.unit_kind == "points"
            or (not mark.unit and last.unit_kind == "points")
            or (last.unit_kind == "points" and mark.unit in ("个",))
        ):
            return self._points(units, lead_start, lead, approach)
        return self._level(index, run, lead_start, lead, right, approach)

    def _spent(self, index: int, lead: str, right: str) -> bool:
        """Whether the figure only describes a thing: a threshold, an attribute of one project, a context."""
        mark = self.marks[index]
        kind = mark.unit_kind
        if (
            kind != "percent"
            and (self.whole.static.search(lead[-14:]) or (self.whole.places.match(right) and _HELD.search(lead)))
            and not self._is_planned()
        ):
            return True
        suffix = self.shape[mark.end : mark.tail]
        if right and kind in _COUNTED and re.search(r"在全[国省市]$", lead) and _CONTEXT.search(right):
            return True
        if suffix == "以下" and right and _THRESHOLD_AFTER.match(right) and not _PREPOSITION.match(right):
            return True
        if suffix and mark.unit == "户" and re.match(r"[^，]{0,12}村", right):
            return True
        if re.search(r"为(?:重点|抓手|核心|主|主线|载体|依托|契机)$", right):
            return True
        if kind == "percent" and right.startswith(("的有", "的企业", "人口抽样")):
            return True
        if kind == "times":
            return not re.search(r"(?:增长|提高|增加|扩大)了?$", lead)
        if kind in ("span", "spec"):
            return True
        if kind == "days" and not re.search(r"天数|优良|达标", lead):
            return True
        if kind == "kinds" and not (
            mark.unit == "大" and right and not mark.chinese and re.search(r"完成|竣工|建成|落地|开工", right)
        ):
            return True
        if kind == "bare" and mark.unit not in ("万", "亿", "万亿"):
            return True
        if (
            right
            and _CONTEXT.search(right)
            and kind in _COUNTED
            and self.shape[mark.tail + len(right) : mark.tail + len(right) + 1] == "，"
        ):
            return True
        if mark.chinese and kind in _COUNTED and not self._counts(mark, lead, right):
            return True
        if mark.chinese and kind == "bare":
            return True
        if mark.unit == "所" and re.match(r"开展|建设|研发|承担|牵头", right):
            return True
        if (
            mark.unit == "所"
            and right
            and lead
            and not self.namer.tail_verb(lead)
            and mark.value is not None
            and mark.value >= 20
        ):
            return True
        if right and re.search(r"(?:年产|日产|日处理|年处理|可容纳|可停放|年加工)$", lead[-6:]):
            return True
        measured = kind in ("money", "measure", "bare")
        if not measured:
            return False
        if suffix and right and _THRESHOLD_AFTER.match(right) and not _PREPOSITION.match(right):
            return True
        if suffix and self.shape[mark.tail : mark.tail + 1] == "":
            return False
        earlier = self.marks[index - 1] if index else None
        if earlier is not None and earlier.unit_kind == "count" and earlier.tail == mark.start and mark.chinese:
            return True
        if right and _WORK.match(right) and self.namer.tail_verb(lead):
            return False
        if right and _ATTRIBUTE_AFTER.match(right):
            return True
        if right and mark.unit not in ("万亩", "亩") and self.whole.finished.search(right):
            return True
        if right and re.match(r"“[^”]{1,12}”(?:项目|工程)", right) and kind == "measure":
            return True
        if right and (mark.unit or "").endswith(_CAPACITIES) and not _PREPOSITION.match(right):
            before = re.sub(r"^[、，和及与]+", "", lead)
            if before and before not in self.namer.all_verbs and not self.namer.tail_verb(before):
                return True
        if (
            right
            and not right.startswith("的")
            and self.whole.attribute.search(lead[-8:])
            and not _PREPOSITION.match(right)
            and kind != "money"
        ):
            return True
        if re.search(r"(?:产值|收入|投资|税收|营收|销售额|销售收入|纳税)(?:超|超过|达|达到|过|突破)$", lead[-8:]) and (
            not _PREPOSITION.match(right) if right else self._after_count(index)
        ):
            return True
        if (
            re.match(r"(?:折合|约合|合|折|相当于)", lead)
            and self.shape[mark.start - len(lead) - 1 : mark.start - len(lead)] == "("
        ):
            return True
        if re.search(r"(?:折合|约合|折算约?合)(?:人民币)?$", lead):
            return True
        if mark.unit == "岁" and re.match(r"(?:以上|以下|至|的|老|儿童|人|各类|及|组)", right):
            return True
        following = self.marks[index + 1] if index + 1 < len(self.marks) else None
        if following is not None and re.match(r"或", right) and following.unit_kind == kind:
            return True
        return False

    def _after_count(self, index: int) -> bool:
        """159个村集体经济纯收入超过10万元: the money is what each of the counted has."""
        before = self.marks[index - 1] if index else None
        if before is None or before.kind is not MarkKind.FIGURE or before.unit_kind not in _COUNTED:
            return False
        return _STOP.search(self.shape, before.tail, self.marks[index].start) is None

    def _is_planned(self) -> bool:
        return self.period.kind is Kind.TARGET

    def _counts(self, mark: Mark, lead: str, right: str) -> bool:
        """A count in Chinese numerals is a figure where it counts results, not where it names a thing."""
        if mark.unit == "次":
            return bool(right) and right[:2] in ("举行", "召开", "组织", "开展")
        if mark.value is None or mark.value > 99 or re.search(r"[“这第每各其另]$", lead):
            return False
        if lead[-2:] in ("通航", "新增", "建成", "新建") or lead[-2:] in self.namer.acts:
            return bool(right) and mark.unit in ("个", "家", "条", "座") and "“" not in right
        return False

    # rows

    def _draft(self, mark: Mark, quote_start: int, name: str, subject: str) -> Draft:
        draft = Draft(mark.start, mark.end, quote_start, mark.tail, name, subject)
        draft.masked = mark.masked
        draft.unit_kind = mark.unit_kind
        self._date(draft, mark)
        return draft

    def _date(self, draft: Draft, mark: Mark) -> None:
        period = self.period
        draft.kind = period.kind
        draft.year = period.year
        dated = year_before(self.marks, mark.start, self.start, self.shape)
        clause = self.text[self._hard_before(mark.start, max(self.start, self.last_end)) : mark.start]
        before = self.text[self.start : mark.start]
        if dated is not None and dated.year is not None and dated.year != period.year:
            draft.doubt("year_said")
            self._dated(draft, dated, before)
        elif dated is None and self.frame_now is not None:
            self._relative_year(draft, before)
        if draft.kind is Kind.ACTUAL and self._meant(before, clause):
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
        months = period.months
        if dated is not None and dated.months is not None and dated.kind is MarkKind.DATE:
            months = None
        if draft.kind is Kind.ACTUAL and months and draft.year is not None and "全年" not in before:
            draft.period = f"{draft.year}-{months[0]:02d}..{draft.year}-{months[1]:02d}"
        elif (period.several and draft.kind is Kind.ACTUAL and not re.search(r"20\d\d年", before)) or (
            re.search(r"近年来|五年来|累计", before) and period.several
        ):
            draft.period = "cumulative"

    @staticmethod
    def _meant(before: str, clause: str) -> bool:
        """Whether the words before a figure in a looking-back part say that it is still to come."""
        said = None
        for said in _MEANT.finditer(before):
            pass
        if said is None:
            return False
        if said[0] in ("任务数", "目标数"):
            return said[0] in clause
        return (
            re.search(r"已(?!经开)|实际|目前|截至|完成了|实现了|达到了|[，、]完成|[，、]实现", before[said.end() :])
            is None
        )

    @property
    def frame_now(self) -> int | None:
        return self.whole.frame.now

    def _dated(self, draft: Draft, dated: Mark, before: str) -> None:
        year = dated.year or 0
        frame = self.whole.frame
        draft.year = year
        if frame.past is not None and year > frame.past and not frame.yearbook:
            tail = self.text[max(self.start, dated.start - 1) : dated.start]
            goal = tail in ("到", "至") or _PLANNED.search(before) or self.period.kind is Kind.TARGET
            draft.kind = Kind.TARGET if goal or frame.speech else draft.kind
        elif frame.past is not None and year <= frame.past:
            draft.kind = Kind.ACTUAL

    def _relative_year(self, draft: Draft, before: str) -> None:
        now = self.whole.frame.now
        if now is None or self.whole.frame.yearbook or self.period.kind is Kind.TARGET:
            return
        if re.search(r"(?<![比较与])(?:去年|上年)(?!同期|末|底|度)", before) and not re.search(
            r"[比较与]上年|[比较与]去年", before
        ):
            draft.year = now - 1

    def _add(self, draft: Draft) -> Draft:
        carry = self.carry
        before = self.shape[self.last_end : draft.start]
        if _DETAIL.search(before) and carry.rows:
            top = carry.rows[-1]
            carry.whole = top.parent if top.parent is not None and "其中" not in before else top
            while carry.whole is not None and carry.whole.parent is not None and carry.whole.parent is not top:
                carry.whole = carry.whole.parent
        if carry.whole is not None and carry.whole is not draft:
            draft.parent = carry.whole
        self.rows.append(draft)
        carry.rows = [*carry.rows[-7:], draft]
        return draft

    def _close(self, mark: Mark) -> None:
        self.last_end = max(self.last_end, mark.tail)

    def _fill_level(self, draft: Draft, mark: Mark, bound: Bound | None) -> None:
        if mark.masked:
            return
        draft.value, draft.high, draft.unit = mark.value, mark.high, mark.unit
        draft.bound = mark.bound or bound or Bound.EXACT

    def _fill_growth(self, draft: Draft, mark: Mark, rise: int, bound: Bound | None) -> None:
        if mark.masked:
            draft.masked = True
            return
        if mark.value is None:
            return
        draft.growth = mark.value * rise if mark.value else mark.value
        draft.growth_high = mark.high * rise if mark.high is not None else None
        draft.growth_bound = mark.bound or bound or Bound.EXACT

    # growth

    def _growth(self, marks: list[Mark], lead_start: int, lead: str, approach: Approach) -> int:
        head = lead[: len(lead) - approach.cut]
        spread = _SPREAD.search(lead)
        yearly = approach.yearly
        name = self.namer.without_comparison(head)
        name = self.namer.front(name.lstrip("、和及与，"))
        name = self.namer.without_comparison(name)
        if re.search(r"拉动|贡献率", lead):
            self._close(marks[-1])
            return len(marks)
        if self._quoted_earlier(lead_start, lead):
            self._close(marks[-1])
            return len(marks)
        if not name and lead_start > self.last_end and self.shape[lead_start - 1] == "(":
            name = self.namer.clean(self.text[self._stop_before(lead_start - 1) : lead_start - 1])
        if not name or name in ("总量", "增速", "全部"):
            return self._growth_of_rows(marks, lead_start, approach, yearly)
        names = self._names(name, len(marks), spread is not None)
        if len(names) == 1 and self._is_generic(names[0]):
            names = [self._with_subject(names[0])]
        if _DETAIL.search(self.shape[self.last_end : lead_start + 2]) and self.rows and len(names) == 1:
            if not self.namer.is_measure(names[0]) and self.rows[-1].value is None:
                names = [_part(names[0], self.rows[-1].subject)]
        pairs = self._pairs(names, marks)
        group: list[Draft] = []
        for each, mark in pairs:
            draft = self._draft(mark, lead_start, each + ("年均增速" if yearly else ""), each)
            if (
                not approach.verb.startswith(("增", "涨", "下降", "减", "上"))
                and not yearly
                and approach.verb in ("提升", "提高", "降低", "压减")
            ):
                draft.name = each + approach.verb
            if mark is marks[0]:
                draft.start = max(lead_start, mark.start - approach.cut) if not spread else mark.start
            self._fill_growth(draft, mark, approach.rise, approach.bound)
            if len(pairs) > 1:
                draft.doubt("shared_figure")
            if yearly and draft.kind is Kind.ACTUAL:
                draft.period = "cumulative"
            group.append(self._add(draft))
        self.carry.group = group
        self._close(marks[-1])
        return len(marks)

    def _stop_before(self, at: int) -> int:
        """Where the item before flat `at` begins."""
        begin = max(self.last_end, self.start)
        for stop in _STOP.finditer(self.shape, begin, at):
            begin = stop.end()
        return begin

    def _quoted_earlier(self, lead_start: int, lead: str) -> bool:
        """Growth of earlier periods in brackets is not a row of this report."""
        if lead_start == 0 or self.shape[lead_start - 1] != "(":
            return False
        return re.search(r"(?:19|20)\d\d年?.{0,6}(?:和|、|同期|增速)|同期增速|上年同期", lead) is not None

    def _growth_of_rows(self, marks: list[Mark], lead_start: int, approach: Approach, yearly: bool) -> int:
        carry = self.carry
        rows = self.rows[-len(marks) :] if len(marks) > 1 else self._last_level()
        loose = self._loose_clause(lead_start)
        if loose and len(marks) == 1:
            draft = self._draft(marks[0], lead_start, loose + ("年均增速" if yearly else ""), loose)
            draft.start = marks[0].start - approach.cut
            self._fill_growth(draft, marks[0], approach.rise, approach.bound)
            self._add(draft)
            self._close(marks[0])
            return 1
        if not rows and carry.rows:
            rows = carry.rows[-1:]
        for at, mark in enumerate(marks):
            row = rows[at] if at < len(rows) else (rows[-1] if rows else None)
            based = re.search(
                r"(?:比|较)(?:(?P<y>(?:19|20)\d\d)年|[“\"](?:十[一二三四五]?|[七八九])五[”\"]?(?:时期)?末?)",
                self.text[lead_start : mark.start],
            )
            apart = (
                based is not None
                and row is not None
                and (based["y"] is None or row.year is None or int(based["y"]) < row.year - 1)
            )
            merge = (
                not apart
                and row is not None
                and row.growth is None
                and not yearly
                and row in self.rows
                and not row.masked
            )
            if row is not None and row.masked and mark.masked and row in self.rows and not yearly:
                continue
            if merge and row is not None and (row.unit_kind not in ("percent", "points") or row.unit is None):
                self._fill_growth(row, mark, approach.rise, approach.bound)
                row.quote_end = mark.tail
                continue
            subject = row.subject if row is not None else ""
            if not subject:
                continue
            said = based[0].rstrip("“") if apart and based is not None else ""
            name = subject + ("年均增速" if yearly else said + approach.verb if said or approach.verb != "增长" else "")
            draft = self._draft(mark, max(lead_start - 24, self.start), name, subject)
            draft.change = True
            draft.start = mark.start - (approach.cut if at == 0 else 0)
            draft.doubt("subject_carried")
            self._fill_growth(draft, mark, approach.rise, approach.bound)
            if yearly:
                draft.period = "cumulative"
            self._add(draft)
        self._close(marks[-1])
        return len(marks)

    def _last_level(self) -> list[Draft]:
        for row in reversed(self.rows):
            if not row.change:
                return [row]
        return self.rows[-1:]

    def _loose_clause(self, lead_start: int) -> str:
        """The words of a clause without a figure that stands between the last figure and this one."""
        if lead_start < 1 or self.shape[lead_start - 1] != "，":
            return ""
        begin = self._hard_before(lead_start - 1, max(self.last_end, self.start))
        words = self.text[begin : lead_start - 1]
        if begin == self.last_end and self.rows:
            return ""
        name = self.namer.clean(words)
        if not 2 <= len(name) <= 16 or not self.namer.is_measure(name):
            return ""
        return name

    def _names(self, name: str, figures: int, spread: bool) -> list[str]:
        """The items that share one predicate: A、B均…, A和B分别…"""
        if not spread and figures == 1:
            return [self.namer.clean(name)]
        body = self.namer.back(name)
        three = _THREE.search(body)
        if three is not None and figures == 3:
            tail = body[three.end() :]
            return [self.namer.clean(f"第{number}产业{tail}") for number in "一二三"]
        items = [item for item in re.split(r"、", body) if item]
        if len(items) < figures or (spread and items):
            parted = re.split(r"(?:以及|和|与|及)(?=[^和与及]{2,}$)", items[-1]) if items else []
            if len(parted) == 2 and (len(items) + 1 == figures or figures == 1):
                items = items[:-1] + parted
        if len(items) == 1 and figures == 2:
            pair = _twins(items[0])
            if pair:
                items = pair
        if figures > 1 and len(items) != figures:
            return [self.namer.clean(name)]
        for at in range(1, len(items)):
            if self._is_generic(items[at]):
                items[at] = _joined(items[at - 1], items[at]) if _MEASURE_TAIL.search(items[at - 1]) else items[at]
        items = _share_tail(items, self.namer)
        return [self.namer.clean(item) for item in items]

    @staticmethod
    def _pairs(names: list[str], marks: list[Mark]) -> list[tuple[str, Mark]]:
        if len(names) == len(marks):
            return list(zip(names, marks, strict=True))
        if len(marks) == 1:
            return [(name, marks[0]) for name in names]
        return [(names[min(at, len(names) - 1)], mark) for at, mark in enumerate(marks)]

    def _is_generic(self, name: str) -> bool:
        return name in self.whole.generic or name.startswith("占")

    def _with_subject(self, name: str) -> str:
        last = self.carry.rows[-1] if self.carry.rows else None
        if last is None or not self.rows:
            return name
        subject = last.subject
        if name in subject:
            return name
        return _joined(subject, name)

    # points, ranks, 翻番

    def _points(self, marks: list[Mark], lead_start: int, lead: str, approach: Approach) -> int:
        self_rows = self.rows
        if _NOT_ROWS.search(lead) or "拉动" in lead or (approach.rise == 0):
            self._close(marks[-1])
            return len(marks)
        head = lead[: len(lead) - approach.cut]
        name = self.namer.without_comparison(self.namer.front(head))
        name = self.namer.clean(self.namer.without_comparison(name))
        previous = self_rows[-len(marks) :]
        names = self._names(name, len(marks), True) if name and len(marks) > 1 and "分别" in lead else []
        for at, mark in enumerate(marks):
            if not mark.unit or mark.unit == "个":
                mark.unit, mark.unit_kind = "个百分点", "points"
            subject = names[at] if at < len(names) and len(names) == len(marks) else name
            subject = subject or (previous[at].subject if at < len(previous) else "")
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
            draft = self._draft(mark, lead_start, subject + approach.verb, subject)
            self._fill_level(draft, mark, approach.bound)
            draft.change = True
            if not name:
                draft.doubt("subject_carried")
            self._add(draft)
        self._close(marks[-1])
        return len(marks)

    def _rank(self, mark: Mark, lead_start: int, lead: str) -> int:
        found = _RANK_LEAD.search(lead[-24:])
        if found is None and not (self.rows and self.rows[-1].unit_kind == "rank" and len(lead) <= 14):
            return 1
        cut = re.search(
            r"(?:位居|稳居|位列|名列|排名|排在|跃居|均居|居|列|升至|跃升至|进入|跻身|挺进|保持|连续|排)", lead
        )
        head = lead[: cut.start()] if cut else ""
        region = self.namer.front(lead[cut.end() :] if cut else lead.lstrip("、"))
        region = region.strip("第、在为 ")
        subject = re.sub(r"^在|中$", "", self.namer.clean(head))
        if subject and self._is_generic(subject):
            subject = self._with_subject(subject)
        names = [subject] if subject else []
        if "均" in lead and "、" in head:
            names = self._names(re.sub(r"均$", "", head), 1, True)
        if not names and self.rows:
            last = self.rows[-1]
            names = [last.subject if last.change or not last.name or "rank" in last.reasons else last.name]
        if not names:
            loose = self._loose_any(lead_start)
            names = [loose] if self.namer.is_measure(loose) else [""]
        mark.unit, mark.unit_kind = "位", "rank"
        for name in names:
            draft = self._draft(mark, lead_start, f"{name}{region}排名" if "排名" not in name else name + region, name)
            draft.value, draft.unit, draft.bound = mark.value, "位", mark.bound or Bound.EXACT
            draft.doubt("rank")
            self._add(draft)
        self._close(mark)
        return 1

    def _topic(self) -> str:
        """What the sentence before is about: 经营主体稳中培优。总量达1461万户."""
        if self.start < 2 or self.shape[self.start - 1] != "。":
            return ""
        begin = max(self.text.rfind("。", 0, self.start - 1), self.text.rfind("\n", 0, self.start - 1)) + 1
        before = re.sub(
            r"^(?:--|[一二三四五六七八九十]+是|\(.{1,3}\)|[一二三四五六七八九十]+、)", "", self.text[begin : self.start]
        )
        found = _TOPIC.match(before) if len(before) <= 16 else None
        return found[0] if found else ""

    def _loose_any(self, lead_start: int) -> str:
        begin = self._hard_before(max(lead_start - 1, self.start), max(self.last_end, self.start))
        return self.namer.clean(self.text[begin : max(lead_start - 1, self.start)])[-20:]

    def _folded(self, mark: Mark, lead_start: int, lead: str) -> int:
        if mark.kind is MarkKind.EVEN:
            return self._even(mark, lead_start, lead)
        name = self.namer.clean(self.namer.without_comparison(re.sub(r"(?:增长|增速)(?:保持|达到|实现)?$", "", lead)))
        if not name and mark.kind is MarkKind.FOLD and self.rows:
            name = self.rows[-1].subject
        if not name or len(name) > 24:
            return 1
        both = name.split("和")
        names = both if len(both) == 2 and all(self.namer.is_measure(part) for part in both) else None
        for each in names or self._names(name, 1, bool(_SPREAD.search(lead))):
            draft = self._draft(mark, lead_start, each, each)
            self._fill_growth(draft, mark, 1, mark.bound)
            draft.doubt("growth_in_words")
            self._add(draft)
        self._close(mark)
        return 1

    def _even(self, mark: Mark, lead_start: int, lead: str) -> int:
        if re.search(r"目标|计划|全国|全省|经济", lead):
            return 1
        before = self.namer.clean(
            re.sub(r"(?:与|和|同|较|比)?(?:上年|去年|同期|上年同期|去年同期|上年同月|同月|上月)*(?:基本)?$", "", lead)
        )
        if not before and self.rows and self.rows[-1].growth is None and self.rows[-1].value is not None:
            row = self.rows[-1]
            row.growth, row.growth_bound, row.quote_end = Decimal(0), Bound.EXACT, mark.tail
        elif before and 2 <= len(before) <= 16 and self.namer.is_measure(before):
            draft = self._draft(mark, lead_start, before, before)
            draft.growth, draft.growth_bound = Decimal(0), Bound.EXACT
            self._add(draft)
        self._close(mark)
        return 1

    # levels

    def _level(self, index: int, run: list[int], lead_start: int, lead: str, right: str, approach: Approach) -> int:
        marks = [self.marks[i] for i in run]
        spread = _SPREAD.search(lead) if len(marks) > 1 or re.search(r"均|都", lead) else None
        if len(marks) > 1 and (spread or _THREE.search(lead)):
            return self._spread_level(marks, lead_start, lead, approach)
        mark = marks[0]
        raw = re.sub(r"^[、，和及与]+", "", lead)
        came_from = _FROM.search(raw)
        if (
            len(marks) > 1
            and _TO.match(raw)
            and len(self.rows) >= len(marks)
            and not self.namer.clean(self._strip_from(raw))
        ):
            return self._reached(marks, lead_start, approach)
        if self._completes(mark, raw, approach):
            return 1
        label = self._label(raw, right, index, lead_start)
        if not label.name:
            self._close(mark)
            return 1
        names = [label.name]
        spread_one = re.search(r"(?:均|都)(?:达到?|为|实现|完成|突破|超过|在|保持|保持在|稳定在)?$", raw)
        if spread_one and "、" in label.name and not right:
            names = self._names(self.namer.front(raw), 1, True)
        group: list[Draft] = []
        for each in names:
            draft = self._draft(mark, lead_start, each, label.subject or each)
            if len(names) > 1:
                draft.subject = each
            draft.quote_end = mark.tail + label.used
            draft.change = label.change
            self._fill_level(draft, mark, approach.bound)
            self._from_to(draft, raw, came_from)
            if label.doubt:
                draft.doubt(label.doubt)
            if label.used:
                draft.doubt("name_after")
            if len(names) > 1:
                draft.doubt("shared_figure")
            if mark.chinese:
                draft.doubt("numeral_in_words")
            group.append(self._add(draft))
        self.carry.group = group
        self.last_end = mark.tail + label.consumed
        return 1

    def _reached(self, marks: list[Mark], lead_start: int, approach: Approach) -> int:
        """A、B分别从…家、…家增加到…家、…家: the second figures belong to the same things in turn."""
        for row, mark in zip(self.rows[-len(marks) :], marks, strict=True):
            draft = self._draft(mark, lead_start, row.subject, row.subject)
            draft.doubt("subject_carried")
            self._fill_level(draft, mark, approach.bound)
            self._add(draft)
        self._close(marks[-1])
        return len(marks)

    def _completes(self, mark: Mark, raw: str, approach: Approach) -> bool:
        """增长8%，达到80亿元: the level belongs to the growth just read."""
        row = self.rows[-1] if self.rows else None
        if row is None or row.value is not None or row.growth is None or row.name.endswith("年均增速"):
            return False
        if (
            not re.fullmatch(r"(?:力争|预计|总量|总额|全年|可)?(?:达到|达|完成|实现|突破|超过|为|约|左右)+", raw)
            or row.kind is not self.period.kind
        ):
            return False
        self._fill_level(row, mark, approach.bound)
        row.unit_kind = mark.unit_kind
        row.start, row.end, row.quote_end = mark.start, mark.end, mark.tail
        self._close(mark)
        return True

    def _strip_from(self, raw: str) -> str:
        grown = _GROWN.search(raw)
        if grown:
            return raw[: grown.start()]
        found = _FROM.search(raw)
        return raw[: found.start()] if found else _TO.sub("", raw)

    def _from_to(self, draft: Draft, raw: str, came_from: re.Match[str] | None) -> None:
        frame = self.whole.frame
        if came_from and _TO_AHEAD.match(self.shape, draft.end, min(self.end, draft.end + 24)):
            draft.year = self._year_of_base(came_from["when"], draft.year)
            self.carry.from_year = draft.year
            draft.doubt("base_of_change")
        elif _TO.match(raw) and (year := re.search(r"(?:19|20)\d\d", raw)):
            draft.year = int(year[0])
            draft.kind = self.period.kind if frame.past is None or int(year[0]) > frame.past else Kind.ACTUAL

    def _year_of_base(self, when: str, year: int | None) -> int | None:
        """The year of the first figure in 由…增加到…."""
        said = re.search(r"(?:19|20)\d\d", when)
        plan = re.search(r"十([一二三四五])?五", when)
        if said:
            return int(said[0])
        if plan:
            return {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030}.get(plan[1] or "", 2005)
        if self.carry.from_year and not when:
            return self.carry.from_year
        if year is None:
            return None
        return year - (5 if self.period.several or self.period.plan_review else 1)

    def _label(self, raw: str, right: str, index: int, lead_start: int) -> _Label:
        """The name of a level, from what stands before the figure, after it, or in the rows before."""
        namer = self.namer
        mark = self.marks[index]
        name = namer.clean(self._strip_from(raw))
        if raw.endswith("、") and right:
            name = ""
        change = _CHANGE.search(raw[-12:])
        in_list = self._in_list(raw, mark)
        if not in_list:
            self.carry.verb = "" if name else self.carry.verb
        after = self._from_right(name, raw, right, index, in_list)
        if after is not None:
            return after
        last = self._subject_row()
        if name in self.whole.regions:
            return _Label("")
        if change and name and mark.unit_kind == "rank":
            return _Label(re.sub(r"^在|(?<=.)[在中](?=较|提升|考核)", "", name) + "位次", name, change=True)
        if change and last is not None:
            body = raw[: len(raw) - (len(raw[-12:]) - change.start())]
            bare = namer.front(namer.without_comparison(namer.front(body)))
            if not bare or (self._is_generic(bare) and self.rows):
                return _Label(last.subject + bare + change[0], last.subject, "subject_carried", change=True)
        planned = _OF_PLAN.search(raw)
        if planned and last is not None and mark.unit_kind == "percent":
            front = namer.clean(raw[: planned.start()])
            whole = front or last.subject
            return _Label(
                whole + "完成" + planned["plan"] + "比例", whole, "" if front else "subject_carried", change=not front
            )
        nearby = self._next_noun(index) if not name or name in namer.all_verbs or raw.endswith("等") else ""
        if nearby:
            self.carry.verb = namer.head_verb(name) if raw.endswith("等") else name or self.carry.verb
            return _Label(self.carry.verb + nearby, "", "name_shared")
        if not name:
            return self._unnamed(raw, mark, in_list, last, lead_start)
        return self._from_left(name, mark, in_list, last, lead_start)

    def _from_left(self, name: str, mark: Mark, in_list: bool, last: Draft | None, lead_start: int) -> _Label:
        namer = self.namer
        if name in ("授权", "立项", "结案") and last is not None and self.rows:
            return _Label(last.subject[len(namer.head_verb(last.subject)) :] + "已" + name, "", "subject_carried")
        if name in namer.acts and last is not None and self.rows:
            return _Label(self._replaced(last.subject, name), "", "subject_carried")
        if name in namer.all_verbs and not self.rows and name in self._loose_any(lead_start):
            loose = self._loose_any(lead_start)
            return _Label(loose[len(namer.head_verb(loose)) :], "", "name_guessed")
        if (self._is_generic(name) or name in namer.acts) and not self.rows:
            loose = self._loose_any(lead_start) or self._topic()
            if loose and name in loose:
                return _Label(
                    re.sub(r"(?:工作|任务|行动)$", "", loose[len(namer.head_verb(loose)) :]), "", "name_guessed"
                )
            return _Label(loose + name, "", "name_guessed")
        if (name.endswith(("以上", "以下")) or _LEVEL_OF.match(name)) and last is not None and self.rows:
            return _Label(name + last.subject, "", "subject_carried")
        if self._is_generic(name) and last is not None and self.rows:
            share = mark.unit_kind == "percent" and name.startswith("占") and not name.endswith(("比重", "率", "比例"))
            whole = self._before_share(last) if name.startswith("占") else last.subject
            if name in whole:
                return _Label(whole, whole, "subject_carried")
            return _Label(_joined(whole, name) + ("比重" if share else ""), whole, "subject_carried")
        whole_row = self._whole_of(mark)
        if whole_row is not None and not namer.is_measure(name) and mark.unit_kind in ("money", "percent", "bare"):
            return _Label(_part(name, whole_row.subject), "", "part_of_whole")
        head = namer.head_verb(name)
        if head:
            self.carry.verb = head
        elif in_list and self.carry.verb and mark.unit_kind in ("count", "people", "measure"):
            name = self.carry.verb + name
        if mark.unit_kind == "percent" and "占" in name and not name.endswith(("比重", "率", "比例", "占比")):
            name += "比重"
        return _Label(name, name)

    def _whole_of(self, mark: Mark) -> Draft | None:
        """The row of which this figure is an 其中 part, where both are of one unit."""
        before = self.shape[self.last_end : mark.start]
        if _DETAIL.search(before) and self.carry.rows:
            return self.carry.rows[-1] if self.carry.rows[-1].unit_kind == mark.unit_kind else None
        whole = self.carry.whole
        return whole if whole is not None and whole.unit_kind == mark.unit_kind else None

    @staticmethod
    def _before_share(row: Draft) -> str:
        return row.subject

    def _unnamed(self, raw: str, mark: Mark, in_list: bool, last: Draft | None, lead_start: int) -> _Label:
        if last is None or not (self.rows or in_list):
            loose = self._loose_clause(lead_start)
            if not loose and mark.unit_kind == "count":
                loose = self._loose_any(lead_start)
                loose = loose if 3 <= len(loose) <= 14 else ""
            return _Label(loose, loose, "name_guessed")
        if mark.chinese:
            return _Label("")
        tail = _FIRST_TAIL.search(raw)
        if mark.unit_kind not in ("money", last.unit_kind) and last.unit_kind == "money":
            subject = re.sub(r"^(?:投资|投入)", "", last.subject) or last.subject
            return _Label(subject + (tail[0] if tail else ""), subject, "subject_carried")
        return _Label(last.subject + (tail[0] if tail else ""), last.subject, "subject_carried")

    def _from_right(self, name: str, raw: str, right: str, index: int, in_list: bool) -> _Label | None:
        """建成6个国家级园林县城, 96家企业实施改制: the thing counted stands after the figure."""
        namer = self.namer
        mark = self.marks[index]
        if not right:
            return None
        after, used, consumed = self._after(right, index, not name or name in namer.all_verbs)
        if not after:
            return None
        examples = raw.rstrip("的共").endswith("等") or re.search(r"等(?:一批)?$", raw.rstrip("的共")) is not None
        head = namer.head_verb(name) or namer.head_verb(namer.front(raw))
        if not name or name in self.whole.regions:
            verb = self.carry.verb if in_list and not namer.head_verb(after) else ""
            return _Label(verb + after, verb + after, "", used, consumed)
        if examples or (head and "、" in name):
            self.carry.verb = head
            return _Label(head + after, head + after, "", used, consumed)
        verb = namer.tail_verb(name)
        if name in namer.all_verbs or len(name) <= 2:
            self.carry.verb = name
            return _Label(name + after, name + after, "", used, consumed)
        if verb and not namer.is_measure(name):
            self.carry.verb = verb
            kept = name if len(name) <= 16 else verb
            return _Label(kept + after, kept + after, "", used, consumed)
        if head or (
            not namer.is_measure(name) and mark.unit_kind not in ("money", "percent") and not self._is_generic(name)
        ):
            self.carry.verb = head
            kept = name if len(name) <= 14 else head
            return _Label(kept + after, kept + after, "name_around", used, consumed)
        return None

    def _subject_row(self) -> Draft | None:
        """The row that a clause without a subject of its own goes on about: not one that only states a change."""
        for row in reversed(self.carry.rows):
            if not row.change:
                return row
        return self.carry.rows[-1] if self.carry.rows else None

    def _replaced(self, subject: str, verb: str) -> str:
        """The same thing with another verb: 申报精英项目20个、入围10个."""
        head, tail = self.namer.head_verb(subject), self.namer.tail_verb(subject)
        if head and len(subject) - len(head) >= 2:
            return verb + subject[len(head) :]
        if tail and len(subject) - len(tail) >= 2:
            return subject[: -len(tail)] + verb
        return subject + verb

    def _in_list(self, raw: str, mark: Mark) -> bool:
        at = mark.start - len(raw)
        return at > self.start and self.shape[at - 1 : at] in "、和及与" and bool(self.rows)

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
        right = self._right(index + 1)
        if not right:
            return self._next_noun(index + 1)
        return self._after(right, index + 1)[0]

    def _after(self, right: str, index: int, alone: bool = True) -> tuple[str, int, int]:
        """The noun after a figure and what is said of it; how far it was read, and how far it is used up.

        Where a verb there leads on to the next figure, the words from the verb stay for that figure.
        """
        words = right.lstrip("的、")
        if not words or not _HAN_NOUN.match(words) or (_BARRED if alone else _PREPOSITION).match(words):
            return "", 0, 0
        skipped = len(right) - len(words)
        stop = words.find("等", 2)
        if stop > 0 and words[stop - 1] not in "中高初平同均对" and len(words) - stop <= 8:
            words = words[:stop]
        if re.search(r"(?:表示|介绍|指出|说|认为)$", words):
            return "", 0, 0
        following = self._following(index)
        consumed = len(words)
        if following is not None and following.start == self.marks[index].tail + len(right):
            verb = self.namer.tail_verb(words)
            if verb:
                words = words[: -len(verb)]
                consumed = len(words)
            else:
                inner = [m.start() for m in self.namer.act_inside.finditer(words) if m.start() >= 1]
                consumed = inner[-1] if inner else consumed
        words = re.split(r"\d+(?:\.\d+)?(?:万|亿|万亿)?元的", words)[0]
        words = re.sub(r"在.{2,10}方面$|(?:扎实|加快|有序|顺利|稳步|深入|全面|持续|正)?推进$|进行(?=.{2}$)", "", words)
        words = re.sub(
            r"(?:全面|全部|均|已|顺利|成功|正式|陆续|相继|如期)(?=完成|竣工|开工|建成|投|落地|通)", "", words
        )
        if not words or words in self.namer.acts:
            return "", 0, 0
        words = re.sub(r"[和与及均或、]+$", "", words)
        words = re.sub(r"(?:已|均)?(?:基本|全面|全部)?完成(?=.{2})", "", words)
        return words.rstrip("的")[:30], skipped + len(words), skipped + consumed

    def _following(self, index: int) -> Mark | None:
        for other in self.marks[index + 1 :]:
            if other.kind not in (MarkKind.SPENT, MarkKind.DATE):
                return other
        return None

    def _list_before(self, lead_start: int, figures: int) -> str:
        """A、B和C再次提高，月人均分别提高…: the items stand in the clause before."""
        begin = self._hard_before(lead_start - 1, self.start)
        words = self.namer.front(self.text[begin : lead_start - 1])
        words = re.sub(r"(?:再次|稳步|进一步|不断|大幅|持续|继续|同步|分别)?(?:提高|增长|提升|增加|下降)$", "", words)
        return words if len(re.split(r"、|和|及", words)) == figures else ""

    def _spread_level(self, marks: list[Mark], lead_start: int, lead: str, approach: Approach) -> int:
        body = _SPREAD.split(lead)[0]
        tail = self.namer.clean(_SPREAD.split(lead)[-1])
        name = self.namer.front(body.lstrip("、和及与，"))
        name = self.namer.without_comparison(name)
        change = _CHANGE.search(lead[-8:])
        unit = next((m.unit for m in reversed(marks) if m.unit), None)
        if not self.rows and len(name) <= 3 and lead_start > self.start:
            name = self._list_before(lead_start, len(marks)) or name
        names = self._names(name, len(marks), True) if name else []
        previous = self.rows[-len(marks) :]
        came_from = _FROM.search(lead)
        for at, mark in enumerate(marks):
            if not mark.unit:
                mark.unit, mark.unit_kind = unit, marks[-1].unit_kind
            subject = names[min(at, len(names) - 1)] if names else (previous[at].subject if at < len(previous) else "")
            if not subject:
                continue
            extra = change[0] if change and not names else tail if tail and not self.namer.is_measure(subject) else ""
            draft = self._draft(mark, lead_start, subject + extra, subject)
            if not names:
                draft.doubt("subject_carried")
            self._fill_level(draft, mark, approach.bound if at == 0 else None)
            if came_from is not None and _TO_AHEAD.match(self.shape, marks[-1].tail, self.end):
                draft.year = self._year_of_base(came_from["when"], draft.year)
                draft.doubt("base_of_change")
            self._add(draft)
        self._close(marks[-1])
        return len(marks)


@dataclass(frozen=True, slots=True)
class _Label:
    """A level's name and what later clauses carry on of it; `used` and `consumed` count characters after the figure."""

    name: str
    subject: str = ""
    doubt: str = ""
    used: int = 0
    consumed: int = 0
    change: bool = False


def _part(name: str, whole: str) -> str:
    """The part's name with the measure of the whole: 农村 of 恩格尔系数, 娱乐业 of 文化和娱乐业营业收入."""
    if whole.endswith(("生产总值", "GDP")):
        return name + "增加值"
    tail = _TAIL.search(whole)
    if tail is not None and tail.start() >= 1:
        return name + tail[0]
    return name + whole if len(whole) <= 8 and len(name) <= 4 else name


def _joined(front: str, back: str) -> str:
    """Front and back without saying their shared edge twice (粮食总产 + 单产 is 粮食单产)."""
    tail = _MEASURE_TAIL.search(front)
    if tail is not None and tail.start() >= 2 and (back == "单产" or _MEASURE_TAIL.fullmatch(back)):
        return front[: tail.start()] + back
    return front + back


_OF_PLAN = re.compile(r"(?:为|占|完成|达到|达|相当于)(?P<plan>[^，、]{0,6}(?:计划|目标|任务|预算))(?:任务|数|的)*$")
_MEASURE_TAIL = re.compile(
    r"(?:总产量|总产|产量|总产值|产值|增加值|销售面积|施工面积|种植面积|播种面积|面积|饲养量|出栏量|存栏量|出栏|存栏|销售额|营业收入|主营业务收入)$"
)
_LEVEL_OF = re.compile(r"^(?:国家|省|市|县|区|部)级(?:以上)?$")
_MIDDLES = ("居民", "领域", "行业", "产业", "企业", "系统", "用地", "作物", "人口", "住户", "常住")
_TO_AHEAD = re.compile(
    r"[^，。；、]{0,8}?(?:增加|提高|减少|下降|精简|上升|增长|提升|降低|压缩|扩大|发展|跃升|缩短|扩展|调整|减|增|降|升)?(?:到|至|为)"
)
_FIRST_TAIL = re.compile(r"累计|新增|净增")
_TWINS = (
    ("城乡居民", "城镇居民", "农村居民"),
    ("城乡常住居民", "城镇常住居民", "农村常住居民"),
    ("存贷款", "存款", "贷款"),
    ("城乡低保", "城市低保", "农村低保"),
    ("城乡", "城镇", "农村"),
    ("进出口", "进口", "出口"),
)


def _twins(name: str) -> list[str]:
    for both, one, other in _TWINS:
        if both in name:
            return [name.replace(both, one, 1), name.replace(both, other, 1)]
    return []


def _share_tail(items: list[str], namer: Namer) -> list[str]:
    """装备制造业、高新技术产业增加值占…比重: the tail of the last item belongs to all."""
    if len(items) < 2:
        return items
    first = items[0]
    if len(first) >= 6 and first.endswith("率"):
        items = [first, *(first[:-3] + item if len(item) <= 4 and item.endswith("率") else item for item in items[1:])]
    last = items[-1]
    if all(len(item) == 2 for item in items[:-1]) and last[2:4] in _MIDDLES:
        return [*(item + last[2:] for item in items[:-1]), last]
    if all(namer.is_measure(item) for item in items):
        return items
    found = _TAIL.search(last)
    if found is None or found.start() < 2:
        return items
    tail = last[found.start() :]
    return [item if namer.is_measure(item) else item + tail for item in items]


_TAIL = re.compile(
    r"(?:增加值|总产值|产值|(?:保费|营业|主营业务|业务|销售|旅游)?收入|支出|投资(?!额)|销售额|零售额|营业额|产量|面积|余额|比重|利润|税收|价格|指数|平均浓度|覆盖率|利用率|完成率|参保率|总量|规模|出口|进口|施用量|使用量|排放量|消费量|用电量|销量).*$"
)
