"""The columns of the list of milestones, and of the nodes, actions and evidence of one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.model.changes import FilingChange, MilestoneChange, NodeChange
from zonetracker.model.facts import Evidence, Node
from zonetracker.model.milestones.listing import ListedMilestone
from zonetracker.model.milestones.states import MilestoneState, NodeStanding
from zonetracker.model.standing import LAGGING
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.milestones.following import action_words, evidence_name, signoff_words
from zonetracker.words.standing import days_words, deadline_words, standing_word, warning_word
from zonetracker.words.typed import read_deadline
from zonetracker.words.wording import date_words, one_line

_SIGNS = {
    MilestoneState.DONE: ("sign-done", "confirmed"),
    MilestoneState.OVERDUE: ("sign-late", "fails"),
    MilestoneState.DUE_SOON: ("sign-bang", "look"),
    MilestoneState.RETURNED: ("sign-bang", "look"),
    MilestoneState.CANCELLED: ("sign-dash", "muted"),
    MilestoneState.SUSPENDED: ("sign-dash", "muted"),
}


@dataclass(frozen=True, slots=True)
class MilestoneEditing:
    """How what is typed into a cell is kept: fields of the milestone, what is filed for the month.

    `units` and `checklists` are the names that an editor offers.
    """

    milestone: Callable[[ListedMilestone, Callable[[], MilestoneChange]], bool]
    filing: Callable[[ListedMilestone, FilingChange], bool]
    units: Callable[[], Sequence[str]]
    checklists: Callable[[], Sequence[str]]


def milestone_columns(editing: MilestoneEditing) -> list[TableColumn]:
    """A milestone with how it stands in the month."""

    def taking(read: Callable[[str], MilestoneChange]) -> Callable[[ListedMilestone, str], bool]:
        return lambda row, typed: editing.milestone(row, lambda: read(typed))

    return [
        state_column("state", tr("状态"), shown_state, width=12),
        TableColumn(
            "checklist",
            tr("清单"),
            lambda row: one_line(row.milestone.checklist),
            edit=taking(lambda typed: MilestoneChange(checklist=typed)),
            completes=editing.checklists,
            width=10,
            least=8,
        ),
        TableColumn(
            "name",
            tr("任务"),
            lambda row: one_line(row.milestone.name),
            start=lambda row: row.milestone.name,
            edit=taking(lambda typed: MilestoneChange(name=typed)),
            tip=_told,
            width=24,
            fills=True,
        ),
        TableColumn(
            "responsible",
            tr("牵头/配合"),
            _units,
            start=lambda row: row.milestone.responsible,
            edit=taking(lambda typed: MilestoneChange(responsible=typed)),
            completes=editing.units,
            tip=lambda row: row.milestone.responsible,
            width=18,
            least=12,
        ),
        TableColumn(
            "leader",
            tr("责任领导"),
            lambda row: one_line(row.milestone.leader),
            edit=taking(lambda typed: MilestoneChange(leader=typed)),
            width=9,
            least=8,
        ),
        TableColumn(
            "deadline",
            tr("时限"),
            lambda row: row.standing.deadline or "",
            start=lambda row: row.milestone.deadline or "",
            edit=taking(lambda typed: MilestoneChange(deadline=read_deadline(typed))),
            tip=lambda row: deadline_words(row.standing),
            corner=lambda row: bool(row.standing.former),
            width=11,
        ),
        TableColumn(
            "days",
            tr("剩余/逾期"),
            lambda row: days_words(row.standing),
            order=lambda row: row.standing.left,
            colour=lambda row: "fails" if row.standing.overdue else None,
            tip=lambda row: warning_word(row.standing.warning) if row.standing.warning is not None else "",
            width=12,
        ),
        TableColumn(
            "progress",
            tr("本月进展"),
            lambda row: one_line(row.filing.progress) if row.filing is not None else "",
            start=lambda row: row.filing.progress if row.filing is not None else "",
            edit=lambda row, typed: editing.filing(row, FilingChange(progress=typed)),
            width=20,
            least=12,
            head_tip=tr("这个月报送的进展；存在问题和下步措施按 Ctrl+M 填"),
        ),
        TableColumn(
            "evidence",
            tr("佐证"),
            lambda row: str(len(row.evidence)) if row.evidence else "",
            order=lambda row: len(row.evidence),
            numeric=True,
            tip=lambda row: "、".join(map(evidence_name, row.evidence)),
            width=5,
        ),
        TableColumn(
            "signoff",
            tr("销号"),
            signoff_words,
            width=12,
            least=10,
            head_tip=tr("须审核销号的先申请再通过；不用审核的办结就是销号"),
        ),
    ]


def shown_state(row: ListedMilestone) -> State:
    """The state of a milestone as a table shows it."""
    state = MilestoneState.OVERDUE if row.standing.overdue else row.standing.state
    return State(standing_word(row.milestone, row.standing), *_SIGNS.get(state, ("sign-ring", "muted")))


def _units(row: ListedMilestone) -> str:
    lead = one_line(row.lead)
    beside = "、".join(map(one_line, row.beside))
    return tr("{lead} / {beside}", lead=lead, beside=beside) if beside else lead


def _told(row: ListedMilestone) -> str:
    milestone = row.milestone
    parts = (milestone.name, milestone.requirement, milestone.note)
    return "\n".join(filter(None, parts))


# ---- of one milestone

NodeLine = tuple[Node, NodeStanding]
"""A node with how it stands."""
KeepNode = Callable[[Node, Callable[[], NodeChange]], bool]


def node_columns(keep: KeepNode) -> list[TableColumn]:
    """The nodes of a milestone, edited in place."""
    return [
        state_column("state", tr("节点状态"), _node_state, width=12),
        TableColumn(
            "name",
            tr("节点"),
            lambda line: one_line(line[0].name),
            edit=lambda line, typed: keep(line[0], lambda: NodeChange(name=typed)),
            tip=lambda line: "\n".join(filter(None, (line[0].meaning, line[0].papers))),
            width=12,
            least=6,
            fills=True,
        ),
        TableColumn(
            "planned",
            tr("计划"),
            lambda line: line[0].planned or "",
            edit=lambda line, typed: keep(line[0], lambda: NodeChange(planned=read_deadline(typed))),
            width=10,
            least=9,
        ),
        TableColumn(
            "done_on",
            tr("完成"),
            lambda line: line[0].done_on or (tr("已完成") if line[0].reached else ""),
            start=lambda line: line[0].done_on or "",
            edit=lambda line, typed: keep(line[0], lambda: _node_done(typed)),
            width=11,
            least=9,
        ),
    ]


def _node_done(typed: str) -> NodeChange:
    """A node is done on a day; an empty cell takes that back."""
    day = read_deadline(typed)
    return NodeChange(done_on=day) if day else NodeChange(done_on=None, reached=False)


def _node_state(line: NodeLine) -> State:
    _, standing = line
    if standing.done:
        return State(tr("已完成"), "sign-done", "confirmed")
    if standing.left is None:
        return State(tr("未定"), "sign-ring", "muted")
    if standing.left >= 0:
        left = tr("剩余{days}天", days=standing.left) if standing.left else tr("当天到期")
        return State(left, "sign-ring", "muted")
    late = standing.grade in LAGGING
    return State(tr("逾期{days}天", days=-standing.left), "sign-late", "fails" if late else "look")


def action_columns() -> list[TableColumn]:
    """What was done about a milestone, the latest first."""
    return [
        TableColumn("day", tr("日期"), lambda one: date_words(one.day), width=14, least=12),
        TableColumn("words", tr("办理记录"), action_words, width=24, least=10, fills=True),
    ]


def evidence_columns() -> list[TableColumn]:
    """What proves a milestone."""
    return [
        TableColumn("name", tr("佐证材料"), evidence_name, tip=_evidence_tip, width=16, least=8, fills=True),
        TableColumn("added", tr("加入日期"), lambda one: one.added_on, width=11),
    ]


def _evidence_tip(one: Evidence) -> str:
    kind = tr("文件，Enter 另存出来看") if one.sha256 else tr("只记了文号")
    return "\n".join(filter(None, (one.name, one.paper_no, one.note, kind)))
