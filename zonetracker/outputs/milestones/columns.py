"""What stands in the list of milestones: its heads, the texts of a row, the lines around the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.issuing import PAPERS, SheetOptions
from zonetracker.model.milestones.listing import ListedMilestone, MilestoneList
from zonetracker.outputs.sheet.texts import PrintedTable, SheetTexts
from zonetracker.outputs.sheet.workbook import sign_line
from zonetracker.support.i18n import tr
from zonetracker.words.milestones.following import counted_words, evidence_words, narrowed_words, rules_words
from zonetracker.words.standing import deadline_words, standing_word, warning_word
from zonetracker.words.wording import date_words, one_line, period_words


class MilestoneColumn(StrEnum):
    """The columns of the list in the office's order."""

    NUMBER = "number"
    CHECKLIST = "checklist"
    NAME = "name"
    REQUIREMENT = "requirement"
    LEAD = "lead"
    BESIDE = "beside"
    LEADER = "leader"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    PROBLEM = "problem"
    NEXT_STEP = "next_step"
    EVIDENCE = "evidence"
    STATE = "state"
    DONE_ON = "done_on"
    OVERDUE = "overdue"
    NOTE = "note"


PAPER = PAPERS[1]
COLUMNS = tuple(MilestoneColumn)
CENTRED = frozenset(
    {
        *(MilestoneColumn.NUMBER, MilestoneColumn.CHECKLIST, MilestoneColumn.LEADER, MilestoneColumn.DEADLINE),
        *(MilestoneColumn.STATE, MilestoneColumn.DONE_ON),
    }
)
FIGURES = frozenset({MilestoneColumn.OVERDUE})


def head(column: MilestoneColumn) -> str:
    """The head over a column."""
    words = {
        MilestoneColumn.NUMBER: tr("序号"),
        MilestoneColumn.CHECKLIST: tr("清单"),
        MilestoneColumn.NAME: tr("任务内容"),
        MilestoneColumn.REQUIREMENT: tr("目标要求"),
        MilestoneColumn.LEAD: tr("牵头单位"),
        MilestoneColumn.BESIDE: tr("配合单位"),
        MilestoneColumn.LEADER: tr("责任领导"),
        MilestoneColumn.DEADLINE: tr("完成时限"),
        MilestoneColumn.PROGRESS: tr("进展情况"),
        MilestoneColumn.PROBLEM: tr("存在问题"),
        MilestoneColumn.NEXT_STEP: tr("下步措施"),
        MilestoneColumn.EVIDENCE: tr("佐证材料"),
        MilestoneColumn.STATE: tr("状态"),
        MilestoneColumn.DONE_ON: tr("办结日期"),
        MilestoneColumn.OVERDUE: tr("逾期天数"),
        MilestoneColumn.NOTE: tr("备注"),
    }
    return words[column]


def row_texts(number: int, row: ListedMilestone) -> dict[MilestoneColumn, str]:
    """The texts of a row's cells."""
    milestone, standing, filing = row.milestone, row.standing, row.filing
    late = row.overdue_days
    texts = {
        MilestoneColumn.NUMBER: str(number),
        MilestoneColumn.CHECKLIST: milestone.checklist,
        MilestoneColumn.NAME: milestone.name,
        MilestoneColumn.REQUIREMENT: milestone.requirement,
        MilestoneColumn.LEAD: row.lead,
        MilestoneColumn.BESIDE: "、".join(row.beside),
        MilestoneColumn.LEADER: milestone.leader,
        MilestoneColumn.DEADLINE: deadline_words(standing),
        MilestoneColumn.PROGRESS: "" if filing is None else filing.progress,
        MilestoneColumn.PROBLEM: "" if filing is None else filing.problem,
        MilestoneColumn.NEXT_STEP: "" if filing is None else filing.next_step,
        MilestoneColumn.EVIDENCE: evidence_words(row.evidence, row.nodes),
        MilestoneColumn.STATE: standing_word(milestone, standing),
        MilestoneColumn.DONE_ON: date_words(standing.done_on),
        MilestoneColumn.OVERDUE: "" if late is None else str(late),
        MilestoneColumn.NOTE: "；".join(_notes_of(row)),
    }
    return {column: one_line(text) for column, text in texts.items()}


def _notes_of(row: ListedMilestone) -> Iterator[str]:
    if row.standing.warning is not None:
        yield warning_word(row.standing.warning)
    if row.standing.returned:
        yield tr("退回{times}次", times=row.standing.returned)
    if row.took is not None:
        yield tr("用时{days}个工作日", days=row.took)
    if row.milestone.note:
        yield row.milestone.note


@dataclass(frozen=True, slots=True)
class PrintedMilestones:
    """The list as it is given out; `narrowed` names what it was chosen by, `checklist` the one list of which it is.

    `places` are the decimals of its rates.
    """

    zone: str
    listed: MilestoneList
    options: SheetOptions
    places: int = 1
    narrowed: tuple[str, ...] = ()
    checklist: str = ""

    @property
    def title(self) -> str:
        """The title line, also the name of the file."""
        what = one_line(self.checklist) or tr("重点事项（督查）")
        period = period_words(self.listed.year, self.listed.month)
        return tr("{period}{zone}{what}台账", period=period, zone=one_line(self.zone), what=what)

    def ends(self) -> tuple[str, str]:
        """The words at both ends of the line under the title."""
        issuer = one_line(self.options.issuer or self.zone)
        return tr("填报单位：{issuer}", issuer=issuer), tr("截至{day}", day=self._day())

    def counted(self) -> str:
        """合计5项：…: how many are done, with the rates."""
        return counted_words(self.listed.rows, self.places)

    def foot(self) -> list[str]:
        """The lines under the table: who signs, until when it reaches, and by which rules."""
        until = one_line(self.options.cut_off) or self._day()
        only = narrowed_words(map(one_line, self.narrowed))
        said = "；".join(filter(None, (tr("数据截止：{until}", until=until), only)))
        return [sign_line(self.options), said, *rules_words(self.listed)]

    def texts(self) -> SheetTexts:
        """The table as texts."""
        cells = (row_texts(number, row) for number, row in enumerate(self.listed.rows, 1))
        return SheetTexts(
            heads=tuple(map(head, COLUMNS)),
            bands=(("", tuple(tuple(one[column] for column in COLUMNS) for one in cells)),),
            numeric=frozenset(at for at, column in enumerate(COLUMNS) if column in FIGURES),
            centred=frozenset(at for at, column in enumerate(COLUMNS) if column in CENTRED),
        )

    def on_paper(self) -> PrintedTable:
        """The same on paper."""
        return PrintedTable(self.title, self.ends(), self.texts(), (self.counted(), *self.foot()), PAPER)

    def _day(self) -> str:
        return date_words(self.listed.day.isoformat())
