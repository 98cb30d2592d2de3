"""Every dialog that asks for something, opened over a window with a workbook: one list for pictures and tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QDialog

from tests.ui.conftest import ClerkWindow
from zonetracker.model.bookkeeping import DamagedRow, MadeFile
from zonetracker.model.facts import (
    ActionKind,
    Bound,
    Department,
    Milestone,
    Node,
    Points,
    PointsAccount,
    PointsKind,
    Stated,
)
from zonetracker.model.issuing import Edit, IssuedKind, Wording
from zonetracker.model.milestones.checklists import Checklist, usual_checklists
from zonetracker.model.planning import FormMeaning
from zonetracker.model.points.rules import READY
from zonetracker.outputs.summary.composing import compose
from zonetracker.outputs.summary.editing import with_edits
from zonetracker.services.bookkeeping.years import year_state
from zonetracker.services.issuing.checking import check_month
from zonetracker.services.issuing.comparing import ReadMonth
from zonetracker.services.issuing.drafting import MonthDraft
from zonetracker.services.issuing.readback import ReadText
from zonetracker.services.overview import progress_of
from zonetracker.services.restoring import known_books
from zonetracker.services.tracing import figures_of, trace_row
from zonetracker.services.units.reporting import ReportingRules
from zonetracker.ui.milestones.acting import ActingForm
from zonetracker.ui.milestones.evidence import EvidenceForm
from zonetracker.ui.milestones.forms import FilingForm, MilestoneForm
from zonetracker.ui.milestones.intake.picker import MilestonePicker
from zonetracker.ui.milestones.pasting import PastingDialog
from zonetracker.ui.milestones.projects.deriving import DerivationForm, DerivingDialog
from zonetracker.ui.outputs.issue_dialog import IssueDialog
from zonetracker.ui.outputs.printing import PrintForm
from zonetracker.ui.outputs.words.paragraphs import ParagraphsForm
from zonetracker.ui.outputs.words.templates import TemplatesForm
from zonetracker.ui.parts.bookkeeping.cell_history import CellHistory
from zonetracker.ui.parts.bookkeeping.closing import ReopenForm, YearForm
from zonetracker.ui.parts.bookkeeping.tracing import FigurePicker, TraceDialog
from zonetracker.ui.parts.dialogs import ReasonForm
from zonetracker.ui.parts.picking import NamePicker, WordPicker
from zonetracker.ui.scores.points_form import PointsForm, WaiverForm
from zonetracker.ui.start.restoring import KnownBooksForm, RestoreForm
from zonetracker.ui.targets.base_form import BaseForm
from zonetracker.ui.targets.forms import AdjustForm, IndicatorForm, SplitForm, TargetForm
from zonetracker.ui.units.rules_form import ReportingRulesForm
from zonetracker.ui.window.bars import HelpWindow
from zonetracker.ui.window.everywhere.finding import FindEverywhere
from zonetracker.ui.window.safety.damage import DamageDialog
from zonetracker.words.findings import form_meaning_word


def _base(window: ClerkWindow) -> QDialog:
    window.go("targets")
    page: Any = window.page()
    return BaseForm(window, window.desk.ledger, page.table.records.record(0))


def _name(window: ClerkWindow) -> QDialog:
    return NamePicker(window, "财政收入", window.desk.ledger.indicators(), [], lambda _: None)


_UNIT = Department(1, "建设局")
_POINTS = Points(0, 2023, 9, 1, PointsAccount.LEDGER, PointsKind.BONUS, "2023-10-08")
_GOAL = Stated(value=None, growth=None, bound=Bound.AT_LEAST)


def _texts(window: ClerkWindow) -> QDialog:
    desk = window.desk
    return TemplatesForm(window, progress_of(desk.ledger, desk.year, desk.month), Wording())


def _paragraphs(window: ClerkWindow) -> QDialog:
    desk = window.desk
    summary = compose(progress_of(desk.ledger, desk.year, desk.month))
    return ParagraphsForm(window, with_edits(summary, {"opening": Edit("总体平稳。", "截至8月底")}))


def _issue(window: ClerkWindow) -> QDialog:
    desk = window.desk
    progress = progress_of(desk.ledger, desk.year, desk.month)
    draft = MonthDraft(
        progress, (MadeFile("sheet", "完成情况表.xlsx", b""),), (), ReadMonth([], ReadText((), ()), "", ()), ()
    )
    return IssueDialog(desk, draft, check_month(desk.ledger, draft), {})


def _trace(window: ClerkWindow) -> QDialog:
    desk = window.desk
    progress = progress_of(desk.ledger, desk.year, desk.month)
    return TraceDialog(desk, trace_row(desk.ledger, progress, progress.rows[0]))


def _figure(window: ClerkWindow) -> QDialog:
    progress = progress_of(window.desk.ledger, window.desk.year, window.desk.month)
    return FigurePicker(window.desk, progress, figures_of(progress.rows, progress))


def _restore(window: ClerkWindow) -> QDialog:
    ledger = window.desk.ledger
    ledger.snapshot()
    return RestoreForm(window, window.tasks, ledger.path, ledger.ways_back())


def _known_books(window: ClerkWindow) -> QDialog:
    window.desk.ledger.snapshot()
    return KnownBooksForm(window, known_books())


def _derivation(window: ClerkWindow) -> QDialog:
    ledger = window.desk.ledger
    return DerivationForm(window, ledger, window.desk.year, ledger.indicators()[0])


DIALOGS: dict[str, Callable[[ClerkWindow], QDialog]] = {
    "find": lambda window: FindEverywhere(window.desk),
    "issue": _issue,
    "trace": _trace,
    "figure": _figure,
    "help": lambda window: HelpWindow(window, "实绩", "↑↓ 移动\n" * 60),
    "reason": lambda window: ReasonForm(window, "比上月累计数小。"),
    "reopen": lambda window: ReopenForm(window, "重新打开2023年9月"),
    "year": lambda window: YearForm(window, window.desk.year, year_state(window.desk.ledger, window.desk.year), print),
    "base": _base,
    "target": lambda window: TargetForm(window, 2023, ["甲"], ["商务局"]),
    "adjust": lambda window: AdjustForm(window, "地区生产总值", _GOAL, 9),
    "split": lambda window: SplitForm(window, "新开工和投产亿元以上项目", _GOAL, []),
    "indicator": lambda window: IndicatorForm(window, window.desk.ledger.indicators()[0]),
    "derived": lambda window: DerivingDialog(window, window.desk),
    "derivation": _derivation,
    "acting": lambda window: ActingForm(window, "南湖学校竣工", list(ActionKind), date(2023, 9, 30)),
    "evidence": lambda window: EvidenceForm(window.desk, window, "南湖学校竣工", [Node(1, 1, 0, "开工")]),
    "milestone": lambda window: MilestoneForm(
        window, usual_checklists(), ["项目"], ["商务局"], Milestone(1, 2023, "学校竣工", year_plan=Decimal(9))
    ),
    "filing": lambda window: FilingForm(window, "南湖学校竣工", 9, None, "万元", "2023-10-08"),
    "reporting": lambda window: ReportingRulesForm(window, ReportingRules()),
    "pasted": lambda window: PastingDialog(window, [Checklist("限时事项", template="137")], date(2023, 9, 30), []),
    "points": lambda window: PointsForm(window, [_UNIT], _POINTS, READY[0].rules[-2:]),
    "waiver": lambda window: WaiverForm(window, "建设局　8月逾期未办结：污水管网"),
    "meant": lambda window: MilestonePicker(window, "学校", [Milestone(1, 2023, "学校竣工")], [], print),
    "name": _name,
    "word": lambda window: WordPicker(
        window, "“本月”要什么数", [form_meaning_word(one) for one in FormMeaning], 0, lambda _: None
    ),
    "texts": _texts,
    "paragraphs": _paragraphs,
    "print": lambda window: PrintForm(window, IssuedKind.SHEET, count=12, large=True, told="没有安装“某体”。"),
    "damage": lambda window: DamageDialog(
        window.desk, [DamagedRow("target", 2, "工业投资 2023年", "数字读不出来。")] * 3
    ),
    "restore": _restore,
    "known-books": _known_books,
    "cell-history": lambda window: CellHistory(window.desk, "地区生产总值 1-9月", []),
}
