"""由项目统计: what projects give for indicators month by month, entered as a clerk says; and how each is counted."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.facts import Derivation, Derived, Indicator
from zonetracker.model.milestones.derivations import Proposal, ProposalState
from zonetracker.model.milestones.stages import START, stage_names
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.deriving import accept_proposals, nodes_by_milestone, proposals_of
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, lettered, plain_label
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.milestones.deriving import (
    derivation_words,
    derived_word,
    proposal_state_word,
    tally_notes,
    tally_text,
)
from zonetracker.words.typed import read_number
from zonetracker.words.wording import figure, one_line

_COLOURS = {
    ProposalState.NEW: "sure",
    ProposalState.OUTDATED: "look",
    ProposalState.DIFFERS: "fails",
}
_WIDTH, _HEIGHT = 900, 460


class DerivingDialog(FormDialog):
    """Every proposal of the year up to the chosen month; of several chosen these are entered, else all."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent, tr("由项目统计"), tr("填入可填的"), tr("到达节点的项目，按月从1月累计。填过的数不会改。")
        )
        self.resize(_WIDTH, _HEIGHT)
        self._desk = desk
        self.model = RecordTableModel(_columns(), key=lambda one: (one.indicator.id, one.month))
        self.table = RecordTable(self.model, desk=desk)
        self.table.setAccessibleName(tr("由项目统计的数"))
        self.table.current.connect(self._tell)
        self.told = plain_label(wrap=True, tone="muted")
        self.rule = QPushButton(lettered(tr("怎样统计…"), "R"))
        self.rule.setAutoDefault(False)
        self.rule.clicked.connect(self.ask_rule)
        self.body.insertWidget(1, self.table, 1)
        self.body.insertWidget(2, self.told)
        self.buttons.insertWidget(0, self.rule)
        self.keep = self._keep
        self.reload()

    def reload(self) -> None:
        """Show what the projects give now."""
        desk = self._desk
        found = proposals_of(desk.ledger, desk.year, desk.month)
        self.model.show_records(found)
        acceptable = sum(one.acceptable for one in found)
        self.answer.setEnabled(bool(acceptable) and not desk.ledger.read_only)
        self.rule.setEnabled(not desk.ledger.read_only)
        if found and self.table.record() is None:
            self.table.go_to(self.model.key_of(found[-1]))
        self._tell(self.table.record())

    def _tell(self, one: Proposal | None) -> None:
        if one is None or one.indicator.derive is None:
            self.told.setText(tr("还没有由项目统计的指标；按“怎样统计”选一个指标。"))
            return
        self.told.setText("\n".join([derivation_words(one.indicator.derive), *tally_notes(one.tally)]))

    def _chosen(self) -> list[Proposal]:
        several: list[Proposal] = self.table.chosen()
        return several if len(several) > 1 else self.model.records()

    def _keep(self) -> None:
        chosen, ledger = self._chosen(), self._desk.ledger

        def done(changed: Changed) -> None:
            self.finish()
            count = sum(one.acceptable for one in chosen) - len(changed.asked)
            self._desk.tell(tr("已由项目台账填入 {count} 个月的数", count=count))

        changed = self._desk.enter(lambda reason: accept_proposals(ledger, chosen, reason), done, self)
        if changed is not None and not changed.waits:
            done(changed)

    def ask_rule(self) -> None:
        """Say of an indicator how projects give its figure."""
        ledger = self._desk.ledger
        here: Proposal | None = self.table.record()
        form = DerivationForm(self, ledger, self._desk.year, None if here is None else here.indicator)

        def kept(said: tuple[int, Derivation | None], _: str) -> Changed:
            return ledger.edit_indicator(said[0], IndicatorChange(derive=said[1]))

        self._desk.fill(form, form.filled, kept, lambda _: self.reload())


def _columns() -> list[TableColumn]:
    def stands(one: Proposal) -> str:
        return "" if one.stands is None or one.stands.value is None else figure(one.stands.value)

    return [
        TableColumn("name", tr("指标"), lambda one: one_line(one.indicator.name), width=24, fills=True),
        TableColumn("month", tr("月份"), lambda one: tr("{month}月", month=one.month), width=6),
        TableColumn("tally", tr("项目统计"), lambda one: tally_text(one.tally), numeric=True, width=10),
        TableColumn("stands", tr("已填"), stands, numeric=True, width=10),
        TableColumn("unit", tr("单位"), lambda one: one_line(one.tally.unit or ""), width=6),
        TableColumn(
            "state",
            tr("状态"),
            lambda one: proposal_state_word(one.state),
            colour=lambda one: _COLOURS.get(one.state, "muted"),
            width=16,
        ),
    ]


class DerivationForm(FormDialog):
    """Which projects are counted for an indicator, and what of them; a first choice of none takes the rule away."""

    def __init__(self, parent: QWidget, ledger: Ledger, year: int, chosen: Indicator | None) -> None:
        super().__init__(parent, tr("怎样由项目统计"), tr("存好"))
        self._indicators = _offered(ledger, year, chosen)
        self.indicator = QComboBox()
        self.indicator.addItems([one_line(one.name) for one in self._indicators])
        self.indicator.currentIndexChanged.connect(self._show)
        nodes = nodes_by_milestone(ledger.nodes())
        self._nodes = stage_names([nodes.get(one.id, ()) for one in ledger.milestones(year)]) or [START]
        self.node = QComboBox()
        self.node.addItems([tr("不由项目统计"), *map(one_line, self._nodes)])
        self.what = QComboBox()
        self.what.addItems([derived_word(what) for what in Derived])
        self.investment, self.fixed_assets = QLineEdit(), QLineEdit()
        self.industry, self.checklist = QLineEdit(), QLineEdit()
        for label, field in (
            (tr("指标"), self.indicator),
            (tr("到达的节点"), self.node),
            (tr("统计什么"), self.what),
            (tr("总投资至少（亿元）"), self.investment),
            (tr("其中固定资产投资至少（亿元）"), self.fixed_assets),
            (tr("只算这一类别"), self.industry),
            (tr("只算这个清单"), self.checklist),
        ):
            self.form.addRow(plain_label(label), field)
        if chosen is not None:
            self.indicator.setCurrentIndex([one.id for one in self._indicators].index(chosen.id))
        self._show()

    def _show(self) -> None:
        place = self.indicator.currentIndex()
        derive = self._indicators[place].derive if place >= 0 else None
        usual = derive or Derivation(self._nodes[min(1, len(self._nodes) - 1)])
        if usual.node not in self._nodes:
            self._nodes.append(usual.node)
            self.node.addItem(one_line(usual.node))
        self.node.setCurrentIndex(self._nodes.index(usual.node) + 1)
        self.what.setCurrentIndex(list(Derived).index(usual.what))
        for field, least in ((self.investment, usual.least_investment), (self.fixed_assets, usual.least_fixed_assets)):
            field.setText("" if least is None else figure(least))
        self.industry.setText(usual.industry)
        self.checklist.setText(usual.checklist)

    def filled(self) -> tuple[int, Derivation | None]:
        """The indicator and how projects give its figure; raises Refusal for what is no number."""
        number = self._indicators[self.indicator.currentIndex()].id
        if not self.node.currentIndex():
            return number, None
        return number, Derivation(
            self._nodes[self.node.currentIndex() - 1],
            list(Derived)[self.what.currentIndex()],
            read_number(self.investment.text()),
            read_number(self.fixed_assets.text()),
            self.industry.text().strip(),
            self.checklist.text().strip(),
        )


def _offered(ledger: Ledger, year: int, chosen: Indicator | None) -> list[Indicator]:
    """The indicators that have a target in the year, those that projects give already first."""
    wanted = {target.indicator_id for target in ledger.targets(year)}
    wanted |= {one.id for one in ledger.indicators() if one.derive is not None or one == chosen}
    found = [one for one in ledger.indicators() if one.id in wanted]
    return sorted(found, key=lambda one: one.derive is None)
