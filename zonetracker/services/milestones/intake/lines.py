"""The rows of a ledger beside the milestones that they mean: what each changes, asks or can't say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from zonetracker.model.changes import FilingChange, MilestoneChange, MilestoneEntry, NodeChange
from zonetracker.model.facts import Filing, Milestone, Node
from zonetracker.model.milestones.checklists import checklist_named
from zonetracker.model.planning import LineState
from zonetracker.model.units import same_figure
from zonetracker.services.milestones.intake.fields import END, START, RowSaid, node_words
from zonetracker.services.milestones.intake.known import KnownMilestones
from zonetracker.services.milestones.intake.matching import MeantMilestone
from zonetracker.services.milestones.intake.model import IntakeLine
from zonetracker.services.milestones.intake.rows import LedgerRow
from zonetracker.support.i18n import tr
from zonetracker.words.fields import field_word
from zonetracker.words.wording import figure, one_line

TEMPLATE = "项目"
_SUMS = ("investment", "fixed_assets", "spent_before", "year_plan")
_SHOWN_OF_NEW = ("responsible", "deadline", "investment", "year_plan", "requirement", "done_on")
_HELD = TypeVar("_HELD", MilestoneChange, FilingChange, NodeChange)


@dataclass(slots=True)
class RowPlan:
    """A row while it is planned: what it says, what it means, and what of it is another than what stands."""

    row: LedgerRow
    said: RowSaid
    meant: MeantMilestone
    asked: list[str] = field(default_factory=list)
    whole: str = ""
    whole_id: int | None = None

    @property
    def new(self) -> bool:
        """Whether it becomes a milestone of its own."""
        return self.meant.milestone is None


def line_of(plan: RowPlan, known: KnownMilestones, checklist: str) -> IntakeLine | None:
    """What a row does; None where it says what stands."""
    entry, parts = _new(plan, checklist, known) if plan.new else _changed(plan, known)
    why = [*plan.asked, *plan.said.doubts, *plan.said.wrong]
    if not parts and not plan.said.wrong:
        return None
    state = LineState.ASKED if why else (LineState.NEW if plan.new else LineState.CHANGED)
    milestone = plan.meant.milestone
    return IntakeLine(
        plan.row.key,
        plan.row.place,
        plan.row.name or (milestone.name if milestone is not None else ""),
        tr("新事项") if plan.new else "、".join(dict.fromkeys(one.what for one in parts)),
        "" if plan.new else "；".join(one.told(one.before) for one in parts),
        "；".join(one.told(one.after) for one in parts),
        state if entry is not None else LineState.STOPPED,
        entry,
        tuple(dict.fromkeys([*why, *plan.said.hints])),
        plan.meant.likely,
        plan.whole,
        plan.said.undated,
    )


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field that becomes another, in words."""

    what: str
    before: str
    after: str

    def told(self, text: str) -> str:
        """The field with one of its texts."""
        return tr("{what} {text}", what=self.what, text=one_line(text) or tr("（空）"))


def missing_line(one: Milestone) -> IntakeLine:
    """A milestone that the ledger does not have; it stays."""
    why = (tr("表中没有这一项，台账里的留着不动"),)
    return IntakeLine(f"missing-{one.id}", "", one.name, "", one_line(one.responsible), "", LineState.MISSING, why=why)


# ---- a new one


def _new(plan: RowPlan, checklist: str, known: KnownMilestones) -> tuple[MilestoneEntry | None, list[FieldTold]]:
    said = plan.said
    if not plan.row.name:
        said.wrong.append(tr("这一行没有名称，请在表里补上再读"))
        return None, []
    change = replace(said.change, kind=MilestoneChange().kind)
    listed = change.checklist if isinstance(change.checklist, str) else checklist
    options = checklist_named(known.checklists, listed)
    if listed:
        change = replace(change, checklist=listed, signoff=options.signoff, cycle=options.cycle)
    built = said.sums or not said.nodes.keys().isdisjoint((START, END))
    template = options.template or (TEMPLATE if built else "")
    if template in known.templates and _can_follow(said.nodes):
        change = replace(change, template=template)
        said.nodes = _in_order(said.nodes, [one.name for one in known.templates[template]])
    if plan.whole_id is not None:
        change = replace(change, whole_id=plan.whole_id)
    shown = [
        FieldTold(_word(name), "", _text(getattr(change, name), change.money_unit))
        for name in _SHOWN_OF_NEW
        if name in change.said
    ]
    if isinstance(said.filing.value, Decimal):
        shown.append(FieldTold(tr("累计投资"), "", _text(said.filing.value, said.filing.unit)))
    if said.nodes:
        shown.append(FieldTold(tr("节点"), "", node_words(said.nodes)))
    shown = shown or [FieldTold(tr("名称"), "", plan.row.name)]
    return MilestoneEntry(change, 0, said.nodes, said.filing), shown


def _in_order(nodes: Mapping[str, NodeChange], names: Sequence[str]) -> dict[str, NodeChange]:
    """Nodes with those of a template in its order, in the places that they have among the others."""
    known = iter(sorted((name for name in nodes if name in names), key=names.index))
    order = [next(known) if name in names else name for name in nodes]
    return {name: nodes[name] for name in order}


def _can_follow(nodes: Mapping[str, NodeChange]) -> bool:
    """Whether a template may plan from the steps that are dated: a year alone is nothing to count months from."""
    dates = (date for one in nodes.values() for date in (one.planned, one.done_on))
    return all(len(date) > len("2023") for date in dates if isinstance(date, str))


# ---- one that stands


def _changed(plan: RowPlan, known: KnownMilestones) -> tuple[MilestoneEntry | None, list[FieldTold]]:
    milestone = plan.meant.milestone
    assert milestone is not None
    said = plan.said
    change = _apart(said.change, milestone, same_name=not plan.meant.asked)
    if milestone.signoff and "done_on" in change.said:
        said.doubts.append(tr("这一项须审核销号，照填就作为审核通过"))
    nodes, told_nodes = _changed_nodes(said.nodes, known.nodes.get(milestone.id, {}))
    stood = known.filing(milestone.id)
    filing = _filed_apart(said.filing, stood)
    told = [
        FieldTold(
            _word(name),
            _text(getattr(milestone, name), milestone.money_unit),
            _text(getattr(change, name), change.on(milestone).money_unit),
        )
        for name in _order(change)
    ]
    told += told_nodes
    told += [
        FieldTold(
            _filed_word(name),
            _text(getattr(stood, name), stood.unit),
            _text(getattr(filing, name), filing.on(stood).unit),
        )
        for name in ("value", "progress", "problem", "next_step")
        if name in filing.said
    ]
    if not told:
        return None, []
    return MilestoneEntry(change, milestone.id, nodes, filing), told


def _apart(change: MilestoneChange, stands: Milestone, *, same_name: bool) -> MilestoneChange:
    """The fields of a change in which it is another than what stands; a name spelled otherwise stays."""
    keep = MilestoneChange()
    same = {name for name in change.said if getattr(change, name) == getattr(stands, name)}
    if same_name:
        same |= {"name"} & set(change.said)
    kept: dict[str, Any] = {name: getattr(keep, name) for name in same}
    return replace(change, **kept)


def _order(change: MilestoneChange) -> Iterator[str]:
    said = change.said
    names = [name for name in MilestoneChange.__dataclass_fields__ if name in said]
    return (name for name in names if name != "money_unit" or len(names) == 1)


def _changed_nodes(
    said: Mapping[str, NodeChange], stood: Mapping[str, Node]
) -> tuple[dict[str, NodeChange], list[FieldTold]]:
    changed: dict[str, NodeChange] = {}
    told = []
    for name, change in said.items():
        node = stood.get(name)
        if node is not None:
            keep = NodeChange()
            same: dict[str, Any] = {
                one: getattr(keep, one) for one in change.said if getattr(change, one) == getattr(node, one)
            }
            if node.done:
                same |= {"reached": keep.reached}
            change = replace(change, **same)
        if change.said:
            changed[name] = change
            before = node_words({name: _as_change(node)}).removeprefix(name).strip() if node is not None else ""
            told.append(FieldTold(name, before, node_words({name: change}).removeprefix(name).strip()))
    return changed, told


def _as_change(node: Node) -> NodeChange:
    change = NodeChange()
    if node.planned is not None:
        change = replace(change, planned=node.planned)
    if node.done_on is not None:
        return replace(change, done_on=node.done_on)
    return replace(change, reached=True) if node.reached else change


def _filed_apart(said: FilingChange, stood: Filing) -> FilingChange:
    keep = FilingChange()
    same: dict[str, Any] = {one: getattr(keep, one) for one in said.said if getattr(said, one) == getattr(stood, one)}
    value = said.value if isinstance(said.value, Decimal) else None
    unit = said.unit if isinstance(said.unit, str) else None
    if value is not None and same_figure(value, unit, stood.value, stood.unit):
        same |= {"value": keep.value, "unit": keep.unit}
    elif value is not None:
        same.pop("unit", None)
    return replace(said, **same)


# ---- words


@cache
def _word(name: str) -> str:
    return tr("名称") if name == "name" else field_word(name)


@cache
def _filed_word(name: str) -> str:
    return tr("累计投资") if name == "value" else field_word(name)


def _text(value: object, unit: object) -> str:
    if isinstance(value, Decimal):
        return figure(value) + (unit if isinstance(unit, str) else "")
    return value if isinstance(value, str) else ""
