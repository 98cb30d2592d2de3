"""Milestones with their nodes, departments, filings, actions, evidence, points and targets of a period as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zonetracker.model.checking import limits
from zonetracker.model.facts import (
    Action,
    ActionKind,
    ActionSubject,
    Cycle,
    Department,
    DepartmentKind,
    Evidence,
    Filing,
    Kind,
    Milestone,
    Node,
    PeriodTarget,
    Points,
    PointsAccount,
    PointsKind,
    TaskKind,
    WarningLevel,
)
from zonetracker.storage import values
from zonetracker.storage.connection import Value
from zonetracker.storage.records import curve_of, figure, list_text, stated_columns, to_stated


def milestone_columns(milestone: Milestone) -> dict[str, Value]:
    """The columns of a milestone, without its id."""
    return {
        "year": milestone.year,
        "name": milestone.name,
        "kind": Kind(milestone.kind).value,
        "section": milestone.section,
        "deadline": milestone.deadline,
        "done_on": milestone.done_on,
        "responsible": milestone.responsible,
        "note": milestone.note,
        "row_id": milestone.row_id,
        "quote": milestone.quote,
        "source": milestone.source,
        "checklist": milestone.checklist,
        "code": milestone.code,
        "requirement": milestone.requirement,
        "leader": milestone.leader,
        "position": milestone.position,
        "whole_id": milestone.whole_id,
        "cycle": Cycle(milestone.cycle).value,
        "received_on": milestone.received_on,
        "template": milestone.template,
        "signoff": int(milestone.signoff),
        "builder": milestone.builder,
        "scale": milestone.scale,
        "construction": milestone.construction,
        "industry": milestone.industry,
        "investment": figure(milestone.investment),
        "fixed_assets": figure(milestone.fixed_assets),
        "spent_before": figure(milestone.spent_before),
        "year_plan": figure(milestone.year_plan),
        "money_unit": milestone.money_unit,
        "curve": list_text(tuple(figure(one) for one in milestone.curve)),
        "weight": figure(milestone.weight),
        "score_rule": milestone.score_rule,
    }


@values.of_table("milestone")
def to_milestone(row: values.Row) -> Milestone:
    """A milestone."""
    return Milestone(
        id=values.key(row),
        year=values.year(row),
        name=values.text(row, "name", limits.NAME),
        kind=values.code(row, "kind", Kind),
        section=values.text(row, "section", limits.TEXT),
        deadline=values.said(row, "deadline", limits.UNIT),
        done_on=values.said(row, "done_on", limits.UNIT),
        responsible=values.text(row, "responsible", limits.LINE),
        note=values.text(row, "note", limits.TEXT),
        row_id=values.link(row, "row_id"),
        quote=values.text(row, "quote", limits.QUOTE),
        source=values.text(row, "source", limits.QUOTE),
        checklist=values.text(row, "checklist", limits.NAME),
        code=values.text(row, "code", limits.NAME),
        requirement=values.text(row, "requirement", limits.TEXT),
        leader=values.text(row, "leader", limits.LINE),
        position=values.whole(row, "position"),
        whole_id=values.link(row, "whole_id"),
        cycle=values.code(row, "cycle", Cycle),
        received_on=values.day(row, "received_on"),
        template=values.text(row, "template", limits.NAME),
        signoff=values.flag(row, "signoff"),
        builder=values.text(row, "builder", limits.LINE),
        scale=values.text(row, "scale", limits.TEXT),
        construction=values.text(row, "construction", limits.NAME),
        industry=values.text(row, "industry", limits.NAME),
        investment=values.figure(row, "investment"),
        fixed_assets=values.figure(row, "fixed_assets"),
        spent_before=values.figure(row, "spent_before"),
        year_plan=values.figure(row, "year_plan"),
        money_unit=values.said(row, "money_unit", limits.UNIT),
        curve=curve_of(row),
        weight=values.figure(row, "weight"),
        score_rule=values.text(row, "score_rule", limits.NAME),
    )


def node_columns(node: Node) -> dict[str, Value]:
    """The columns of a node, without its id."""
    return {
        "milestone_id": node.milestone_id,
        "position": node.position,
        "name": node.name,
        "planned": node.planned,
        "reached": int(node.reached),
        "done_on": node.done_on,
        "meaning": node.meaning,
        "papers": node.papers,
        "behind_after": node.behind_after,
        "late_after": node.late_after,
    }


@values.of_table("node")
def to_node(row: values.Row) -> Node:
    """A node."""
    return Node(
        id=values.key(row),
        milestone_id=values.key(row, "milestone_id"),
        position=values.whole(row, "position"),
        name=values.text(row, "name", limits.NAME),
        planned=values.said(row, "planned", limits.UNIT),
        reached=values.flag(row, "reached"),
        done_on=values.said(row, "done_on", limits.UNIT),
        meaning=values.text(row, "meaning", limits.TEXT),
        papers=values.text(row, "papers", limits.TEXT),
        behind_after=values.whole(row, "behind_after", 0, limits.MOST_DAYS),
        late_after=values.whole(row, "late_after", 0, limits.MOST_DAYS),
    )


def department_columns(department: Department) -> dict[str, Value]:
    """The columns of a department, without its id."""
    return {
        "name": department.name,
        "aliases": list_text(department.aliases),
        "contact": department.contact,
        "due_day": department.due_day,
        "position": department.position,
        "series": department.series,
        "kind": DepartmentKind(department.kind).value,
        "leader": department.leader,
        "retired_from": department.retired_from,
    }


@values.of_table("department")
def to_department(row: values.Row) -> Department:
    """A department."""
    return Department(
        id=values.key(row),
        name=values.text(row, "name", limits.NAME),
        aliases=values.texts(row, "aliases", limits.NAME),
        contact=values.text(row, "contact", limits.LINE),
        due_day=values.number(row, "due_day", 1, 31),
        position=values.whole(row, "position"),
        series=values.text(row, "series", limits.NAME),
        kind=values.code(row, "kind", DepartmentKind),
        leader=values.text(row, "leader", limits.LINE),
        retired_from=values.said(row, "retired_from", limits.UNIT),
    )


def filing_columns(filing: Filing) -> dict[str, Value]:
    """The columns of a filing, without its id."""
    return {
        "task": TaskKind(filing.task).value,
        "task_id": filing.task_id,
        "year": filing.year,
        "month": filing.month,
        "problem": filing.problem,
        "progress": filing.progress,
        "next_step": filing.next_step,
        "value": figure(filing.value),
        "unit": filing.unit,
        "reported_on": filing.reported_on,
        "origin": filing.origin,
    }


@values.of_table("filing")
def to_filing(row: values.Row) -> Filing:
    """A filing."""
    return Filing(
        id=values.key(row),
        task=values.code(row, "task", TaskKind),
        task_id=values.key(row, "task_id"),
        year=values.year(row),
        month=values.month(row),
        problem=values.text(row, "problem", limits.TEXT),
        progress=values.text(row, "progress", limits.TEXT),
        next_step=values.text(row, "next_step", limits.TEXT),
        value=values.figure(row, "value"),
        unit=values.said(row, "unit", limits.UNIT),
        reported_on=values.day(row, "reported_on"),
        origin=values.text(row, "origin", limits.QUOTE),
    )


def action_columns(action: Action) -> dict[str, Value]:
    """The columns of an action, without its id."""
    return {
        "subject": ActionSubject(action.subject).value,
        "subject_id": action.subject_id,
        "day": action.day,
        "kind": ActionKind(action.kind).value,
        "level": "" if action.level is None else WarningLevel(action.level).value,
        "year": action.year,
        "month": action.month,
        "words": action.words,
        "paper_no": action.paper_no,
        "before": action.before,
        "after": action.after,
    }


@values.of_table("action")
def to_action(row: values.Row) -> Action:
    """An action."""
    return Action(
        id=values.key(row),
        subject=values.code(row, "subject", ActionSubject),
        subject_id=values.key(row, "subject_id"),
        day=values.moment(row, "day"),
        kind=values.code(row, "kind", ActionKind),
        level=None if row["level"] == "" else values.code(row, "level", WarningLevel),
        year=None if row["year"] is None else values.year(row),
        month=None if row["month"] is None else values.month(row),
        words=values.text(row, "words", limits.TEXT),
        paper_no=values.text(row, "paper_no", limits.LINE),
        before=values.said(row, "before", limits.UNIT),
        after=values.said(row, "after", limits.UNIT),
    )


def evidence_columns(evidence: Evidence) -> dict[str, Value]:
    """The columns of a piece of evidence, without its id."""
    return {
        "task": TaskKind(evidence.task).value,
        "task_id": evidence.task_id,
        "node_id": evidence.node_id,
        "name": evidence.name,
        "sha256": evidence.sha256,
        "paper_no": evidence.paper_no,
        "note": evidence.note,
        "added_on": evidence.added_on,
    }


@values.of_table("evidence")
def to_evidence(row: values.Row) -> Evidence:
    """A piece of evidence."""
    return Evidence(
        id=values.key(row),
        task=values.code(row, "task", TaskKind),
        task_id=values.key(row, "task_id"),
        node_id=values.link(row, "node_id"),
        name=values.text(row, "name", limits.LINE),
        sha256=None if row["sha256"] is None else values.sha256_of(row),
        paper_no=values.text(row, "paper_no", limits.LINE),
        note=values.text(row, "note", limits.TEXT),
        added_on=values.moment(row, "added_on"),
    )


def period_target_columns(period: PeriodTarget) -> dict[str, Value]:
    """The columns of a target of a period, without its id."""
    return {
        "target_id": period.target_id,
        "to_month": period.to_month,
        **stated_columns(period.stated),
        "note": period.note,
    }


@values.of_table("period_target")
def to_period_target(row: values.Row) -> PeriodTarget:
    """A target of a period."""
    return PeriodTarget(
        id=values.key(row),
        target_id=values.key(row, "target_id"),
        to_month=values.month(row, "to_month"),
        stated=to_stated(row),
        note=values.text(row, "note", limits.TEXT),
    )


def points_columns(points: Points) -> dict[str, Value]:
    """The columns of points, without their id."""
    return {
        "year": points.year,
        "month": points.month,
        "department_id": points.department_id,
        "account": PointsAccount(points.account).value,
        "kind": PointsKind(points.kind).value,
        "day": points.day,
        "amount": figure(points.amount),
        "part": points.part,
        "task": "" if points.task is None else TaskKind(points.task).value,
        "task_id": points.task_id,
        "entry": points.entry,
        "reason": points.reason,
        "paper_no": points.paper_no,
    }


@values.of_table("points")
def to_points(row: values.Row) -> Points:
    """Points."""
    return Points(
        id=values.key(row),
        year=values.year(row),
        month=values.month(row),
        department_id=values.key(row, "department_id"),
        account=values.code(row, "account", PointsAccount),
        kind=values.code(row, "kind", PointsKind),
        day=values.moment(row, "day"),
        amount=values.figure(row, "amount"),
        part=values.text(row, "part", limits.NAME),
        task=None if row["task"] == "" else values.code(row, "task", TaskKind),
        task_id=values.link(row, "task_id"),
        entry=values.text(row, "entry", limits.LINE),
        reason=values.text(row, "reason", limits.TEXT),
        paper_no=values.text(row, "paper_no", limits.LINE),
    )


TASK_FACTS: Mapping[str, Callable[[values.Row], object]] = {
    "milestone": to_milestone,
    "node": to_node,
    "department": to_department,
    "filing": to_filing,
    "action": to_action,
    "evidence": to_evidence,
    "period_target": to_period_target,
    "points": to_points,
}
"""How a row of these tables is read, whose changes are recorded; each raises Damaged and nothing else."""
