"""The facts that the program keeps: frozen, exact, and each able to say where it came from.

Figures are `Decimal` made from the text as written, so "74.10" keeps its last zero. The words are those of
GLOSSARY.md; the meaning of the fields of a Candidate is settled by the evaluation standard of the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from zonetracker.model.reports.frame import Frame, Written

if TYPE_CHECKING:
    from zonetracker.model.reports.layout import ScanLayout


class Bound(StrEnum):
    """How a figure binds: exactly, 以上, 以内 or 左右."""

    EXACT = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"


class Kind(StrEnum):
    """What a unit means to reach, or what was reached."""

    TARGET = "target"
    ACTUAL = "actual"


class FactType(StrEnum):
    """A figure, a goal tied to another thing without a number, or a named item to be done."""

    QUANTITY = "quantity"
    RELATIVE = "relative"
    MILESTONE = "milestone"


class Polarity(StrEnum):
    """指标方向: 正向, 逆向, 区间."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within"


class Nature(StrEnum):
    """指标性质: 累计型 (a flow over the year) or 时点型 (a level or a stock at a date)."""

    FLOW = "flow"
    LEVEL = "level"


class ReviewStatus(StrEnum):
    """What a clerk has said of an extracted row."""

    OPEN = "open"
    SKIPPED = "skipped"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Mark(StrEnum):
    """How a row stands: sure by the machine, confirmed by a person, to be looked at, failing a check, or put aside."""

    SURE = "sure"
    CONFIRMED = "confirmed"
    LOOK = "look"
    FAILS = "fails"
    SKIPPED = "skipped"
    REJECTED = "rejected"


PENDING = frozenset({Mark.LOOK, Mark.FAILS, Mark.SKIPPED})
"""The marks that wait for a clerk."""
JUDGED = frozenset({Mark.CONFIRMED, Mark.REJECTED})
"""The marks of which a clerk has said what holds."""


class JudgeBy(StrEnum):
    """Which of a target's two figures its assessment follows; WORSE is the default."""

    WORSE = "worse"
    LEVEL = "level"
    GROWTH = "growth"


SURE = Decimal("0.90")
"""From here on a reading or a match needs no second look by a clerk."""
MISREAD = "misread"
"""The reason of a row of a scan that leans on a character which may have been misread."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end (end excluded) of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence states: a level and/or a growth (percent a year, signed), each with its bound and range."""

    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    growth: Decimal | None = None
    growth_high: Decimal | None = None
    growth_bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One fact mention as extraction read it; `id`, `parent` and `duplicate_of` are unique within its document.

    `period` is "annual", "cumulative" (several years) or "2022-01..2022-09". `span` holds the figure (for a milestone
    the verb phrase), `quote_span` the clause around it; `quote` equals the text there. `confidence` lies in 0..1,
    SURE and over meaning that a clerk need not look again; `reasons` are codes ("year_from_heading:展望篇") that the
    ui words. `stretch`: the row states the upper of two tiers (奋斗目标) of what another row of its name states.
    """

    id: str
    kind: Kind
    type: FactType
    year: int | None
    period: str
    name: str
    stated: Stated
    span: Span
    quote_span: Span
    quote: str
    parent: str | None = None
    masked: bool = False
    stretch: bool = False
    deadline: str | None = None
    responsible: str = ""
    duplicate_of: str | None = None
    section: str = ""
    confidence: Decimal = Decimal("0.5")
    reasons: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a clerk need not look again: never where a scan may have been misread."""
        return self.confidence >= SURE and MISREAD not in self.reasons


@dataclass(frozen=True, slots=True)
class ReportHead:
    """An imported document without its text, and the SHA-256 under which its original bytes are kept.

    `frame` is what was read of its time (None in a report that an older program took in), `written` the date that the
    clerk has settled.
    """

    id: int
    name: str
    media: str
    sha256: str
    title: str
    year: int | None
    imported_at: str
    frame: Frame | None
    written: Written | None


@dataclass(frozen=True, slots=True)
class Report(ReportHead):
    """An imported document with its text as read; of one that was read from pictures, its layout too."""

    text: str
    layout: ScanLayout | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A candidate in the file, as it stands after the clerk's corrections, with what the clerk said of it."""

    id: int
    report_id: int
    position: int
    status: ReviewStatus
    edited: bool
    candidate: Candidate


class Derived(StrEnum):
    """What of the projects that reached a node is counted: their number, or a sum of money."""

    COUNT = "count"
    INVESTMENT = "investment"
    FIXED_ASSETS = "fixed_assets"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Derivation:
    """How the projects of a year give an indicator's figure: those that reached the node `node`, no smaller than said.

    The least sums are in 亿元; an empty `industry` or `checklist` asks for none.
    """

    node: str
    what: Derived = Derived.COUNT
    least_investment: Decimal | None = None
    least_fixed_assets: Decimal | None = None
    industry: str = ""
    checklist: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, over all years.

    `typed_growth`: growth is published (comparable prices) and never computed. `months`: the months that have a figure
    by nature; another month is 本月无数. `curve`: twelve cumulative percentages in place of N/12, or empty. `supplier`
    (数据提供单位) owes the figure in place of the unit that leads, by `due_day` of the next month where that is said;
    `derive` says how the projects of a year give it.
    """

    id: int
    name: str
    unit: str | None = None
    category: str = ""
    polarity: Polarity = Polarity.HIGHER
    nature: Nature = Nature.FLOW
    typed_growth: bool = False
    months: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    curve: tuple[Decimal, ...] = ()
    aliases: tuple[str, ...] = ()
    pinned: bool = False
    supplier: str = ""
    due_day: int | None = None
    derive: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Indicator × year: what is to be reached. `stretch` is the upper of two tiers (奋斗目标), in the same unit,
    `stretch_growth` that of the growth, in percent.

    `quote` and `source` say where it came from (a report's name, or who typed it); `wording` keeps a relative target's
    words (与经济增长同步). `weight` is its 分值, `score_rule` the name of the office's rule by which it scores (empty:
    that of its measure).
    """

    id: int
    indicator_id: int
    year: int
    stated: Stated
    position: int = 0
    parent_id: int | None = None
    section: str = ""
    deadline: str | None = None
    responsible: str = ""
    weight: Decimal | None = None
    stretch: Decimal | None = None
    stretch_growth: Decimal | None = None
    judge_by: JudgeBy = JudgeBy.WORSE
    wording: str = ""
    note: str = ""
    row_id: int | None = None
    quote: str = ""
    source: str = ""
    score_rule: str = ""


@dataclass(frozen=True, slots=True)
class PeriodTarget:
    """阶段目标: what a target asks for from January to `to_month`, cumulatively (一季度目标: to_month 3)."""

    id: int
    target_id: int
    to_month: int
    stated: Stated
    note: str = ""


class Cycle(StrEnum):
    """How often a unit files on a milestone."""

    MONTH = "month"
    QUARTER = "quarter"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Milestone:
    """重点事项: a named item to be started, finished, opened or awarded, for a year; done when `done_on` is set.

    `checklist` (清单) is the list that it stands on, `code` its number there, `requirement` what counts as done,
    `leader` who of the leadership answers. With `signoff` it is done only once that was asked for and granted.
    `received_on` is the day on which it was assigned; `template` names the nodes that follow from it.

    A project is a milestone with money: `investment` (总投资), `fixed_assets` of it, `spent_before` (至上年底累计) and
    `year_plan` are all in `money_unit`; `construction` is 新建, 续建 …; `curve` is that of an Indicator. `whole_id` is
    the project of which it is a part, whose money includes its own. `weight` and `score_rule` are those of a Target.
    """

    id: int
    year: int
    name: str
    kind: Kind = Kind.TARGET
    section: str = ""
    deadline: str | None = None
    done_on: str | None = None
    responsible: str = ""
    note: str = ""
    row_id: int | None = None
    quote: str = ""
    source: str = ""
    checklist: str = ""
    code: str = ""
    requirement: str = ""
    leader: str = ""
    position: int = 0
    whole_id: int | None = None
    cycle: Cycle = Cycle.MONTH
    received_on: str | None = None
    template: str = ""
    signoff: bool = False
    builder: str = ""
    scale: str = ""
    construction: str = ""
    industry: str = ""
    investment: Decimal | None = None
    fixed_assets: Decimal | None = None
    spent_before: Decimal | None = None
    year_plan: Decimal | None = None
    money_unit: str | None = None
    curve: tuple[Decimal, ...] = ()
    weight: Decimal | None = None
    score_rule: str = ""

    @property
    def project(self) -> bool:
        """Whether it is a project: it has money, or a sum that is to be invested."""
        return any(sum_ is not None for sum_ in (self.investment, self.year_plan, self.spent_before, self.fixed_assets))


@dataclass(frozen=True, slots=True)
class Node:
    """节点: a dated step of a milestone. Dates are days, months or years as ISO text.

    It is `done` once it has a date or is `reached` (done, and nobody knows when). `meaning` says what counts, `papers`
    what proves it; that many days after its plan it is behind, and late.
    """

    id: int
    milestone_id: int
    position: int
    name: str
    planned: str | None = None
    reached: bool = False
    done_on: str | None = None
    meaning: str = ""
    papers: str = ""
    behind_after: int = 1
    late_after: int = 30

    @property
    def done(self) -> bool:
        """Whether it is done, on a known day or not."""
        return self.reached or self.done_on is not None


class DepartmentKind(StrEnum):
    """What sort of unit a department is: an office, a team for one task (专班), or a person."""

    OFFICE = "office"
    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Department:
    """责任单位: who answers for targets and milestones. `aliases` are what reports and sheets call it as well.

    `due_day` is the day of the next month by which it files (None: that of the workbook), `contact` a name and number
    as noted. Departments are compared within a `series` (部门, 镇街, 园区 …). From the month `retired_from` ("2023-07")
    on it owes nothing more.
    """

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    contact: str = ""
    due_day: int | None = None
    position: int = 0
    series: str = ""
    kind: DepartmentKind = DepartmentKind.OFFICE
    leader: str = ""
    retired_from: str | None = None


class TaskKind(StrEnum):
    """What a unit reports on."""

    TARGET = "target"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Filing:
    """报送: what the responsible unit files for a task in a month.

    `progress` says how it goes, `problem` why it is behind, `next_step` what is done about it. `value` is what a
    project has spent since January, in `unit`. `reported_on` is the day on which it came (None: nobody noted it).
    """

    id: int
    task: TaskKind
    task_id: int
    year: int
    month: int
    problem: str = ""
    progress: str = ""
    next_step: str = ""
    value: Decimal | None = None
    unit: str | None = None
    reported_on: str | None = None
    origin: str = ""


class ActionKind(StrEnum):
    """What was done about a milestone or a department, and is kept with its day."""

    ASSIGN = "assign"
    INSTRUCT = "instruct"
    CHASE = "chase"
    WARN = "warn"
    APPLY = "apply"
    PASS = "pass"
    RETURN = "return"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    REOPEN = "reopen"


class ActionSubject(StrEnum):
    """Whom an action is about."""

    MILESTONE = "milestone"
    DEPARTMENT = "department"


class WarningLevel(StrEnum):
    """The colour of a supervise note (督办单), the lightest first."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Action:
    """办理记录: what was done on a day about a milestone or a department; it is added and never rewritten.

    `level` is that of a supervise note, `year` and `month` those of which a chase speaks, `paper_no` the 文号. An
    extension says the deadline `before` and `after`, a reopening when it was done `before`.
    """

    id: int
    subject: ActionSubject
    subject_id: int
    day: str
    kind: ActionKind
    level: WarningLevel | None = None
    year: int | None = None
    month: int | None = None
    words: str = ""
    paper_no: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """佐证材料 of a task, or of one node of a milestone: a file under its SHA-256, or the 文号 of a paper alone."""

    id: int
    task: TaskKind
    task_id: int
    name: str
    added_on: str
    node_id: int | None = None
    sha256: str | None = None
    paper_no: str = ""
    note: str = ""


class PointsAccount(StrEnum):
    """What points count into: the total of an assessment (考核得分), or the ledger of points (积分)."""

    SCORE = "score"
    LEDGER = "ledger"


class PointsKind(StrEnum):
    """What is given or taken: a bonus, a deduction, a share of a part that is not computed (评价分), a veto, a waiver
    of an automatic entry; of a task what its unit claims for it (自评分), and what a look at its proofs brought (核查).
    """

    BONUS = "bonus"
    DEDUCTION = "deduction"
    GIVEN = "given"
    VETO = "veto"
    WAIVER = "waiver"
    CLAIM = "claim"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Points:
    """加减分: what a person decided for or against a department in a month, with the reason and the paper.

    `amount` is never below zero; the kind says which way it counts. Of GIVEN it is percent of the part or of the
    task's weight, of CLAIM the score claimed; VETO, WAIVER and CHECK have none. `part` is the part of the total that
    GIVEN is about (社会评价). With `task` it is about one task. `entry` is the key of the automatic entry that a WAIVER
    is about.
    """

    id: int
    year: int
    month: int
    department_id: int
    account: PointsAccount
    kind: PointsKind
    day: str
    amount: Decimal | None = None
    part: str = ""
    task: TaskKind | None = None
    task_id: int | None = None
    entry: str = ""
    reason: str = ""
    paper_no: str = ""


EXPECTED = "预计"
"""The word in a source that says that its figure is not final."""


@dataclass(frozen=True, slots=True)
class Actual:
    """实绩: indicator × year × month; the value is cumulated over months 1..month where the indicator is a flow.

    The figure of month 12 is the year's, and so the baseline (上年实绩) of the next. `unit` is as typed; `origin` names
    the sheet, report or person it came from, `source` whose figure it is, as printed (统计局); `reason` is what a clerk
    wrote when a soft check was passed, never why a unit is behind (that is a Filing). `reported_on` is the day on which
    its unit filed it (None: nobody noted it).
    """

    id: int
    indicator_id: int
    year: int
    month: int
    value: Decimal | None = None
    unit: str | None = None
    growth: Decimal | None = None
    origin: str = ""
    reason: str = ""
    row_id: int | None = None
    source: str = ""
    reported_on: str | None = None

    @property
    def expected(self) -> bool:
        """Whether the figure is only expected (预计), until a final one is entered over it."""
        return EXPECTED in self.source
