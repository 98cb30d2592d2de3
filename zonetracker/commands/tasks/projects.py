"""The verb projects: how the projects of a month stand, their sheets, and figures of indicators counted from them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.milestones.derivations import Proposal, ProposalState
from zonetracker.model.milestones.projects import ProjectTable
from zonetracker.services.issuing import Issue, is_kept, keep_issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.deriving import accept_proposals, proposals_of
from zonetracker.services.milestones.project_outputs import issue_projects, issue_stages, summary_of
from zonetracker.services.milestones.projects import project_table
from zonetracker.services.qt_side import QtSide
from zonetracker.support.columns import aligned
from zonetracker.support.i18n import tr
from zonetracker.words.milestones.deriving import proposal_state_word, proposal_words, tally_text
from zonetracker.words.milestones.projects import FIGURES, ProjectColumn, project_head, project_text, total_note
from zonetracker.words.wording import figure, one_line

_SHOWN = (
    *(ProjectColumn.NUMBER, ProjectColumn.NAME, ProjectColumn.RESPONSIBLE, ProjectColumn.YEAR_PLAN),
    *(ProjectColumn.MONTH_SPENT, ProjectColumn.SPENT, ProjectColumn.COMPLETION, ProjectColumn.GAP),
    *(ProjectColumn.STAGE, ProjectColumn.ASSESSMENT),
)


def projects(options: Namespace, qt: QtSide) -> int:
    """List the projects, write their sheet or the summary of stages, or show what they give for indicators."""
    writing = options.keep or options.accept
    with opened(options.book, writing=writing) as ledger:
        if options.derive or options.accept:
            return _derive(ledger, options)
        year, month = options.month
        table = project_table(ledger, year, month, date.today())
        if not table.rows:
            print(tr("{year}年还没有项目。", year=year), file=sys.stderr)
        given = {"issued_on": options.issued_on} if options.issued_on else {}
        chosen = replace(sheet_options(ledger), **given)
        if options.to is not None:
            pdf = qt.paper().table if options.to.suffix.lower() == ".pdf" else None
            _write(ledger, issue_projects(table, chosen, pdf), options.to, keep=options.keep)
        if options.stages is not None:
            summary = summary_of(table, options.by, options.cohort)
            _write(ledger, issue_stages(table, summary, chosen), options.stages, keep=options.keep)
        if options.to is None and options.stages is None:
            as_json = options.format == "json"
            print(json.dumps(_told(table), ensure_ascii=False, indent=1) if as_json else _listed(table))
    return DONE


def _write(ledger: Ledger, issue: Issue, path: Path, *, keep: bool) -> None:
    data = issue.write(path)
    if keep and not is_kept(ledger, issue, path.name, data):
        keep_issue(ledger, issue, path.name, data)
    print(tr("已写出 {path}", path=path))


def _listed(table: ProjectTable) -> str:
    heads = tuple(project_head(column, table.progress.month) for column in _SHOWN)
    lines = [tuple(project_text(column, row, table) for column in _SHOWN) for row in table.rows]
    right = frozenset(at for at, column in enumerate(_SHOWN) if column in FIGURES)
    return f"{aligned([heads, *lines], right=right)}\n{total_note(table)}"


def _told(table: ProjectTable) -> list[dict[str, object]]:
    return [
        {column.value: project_text(column, row, table) for column in ProjectColumn}
        | {"grade": row.grade.name.lower(), "counted": row.counted, "unit": row.row.unit}
        for row in table.rows
    ]


def _derive(ledger: Ledger, options: Namespace) -> int:
    """What projects give for indicators; with `accept` what is new or was taken from projects before is entered."""
    found = proposals_of(ledger, *options.month)
    if not found:
        print(tr("没有由项目统计的指标。"), file=sys.stderr)
        return DONE
    if not options.accept:
        as_json = options.format == "json"
        print(json.dumps(_as_data(found), ensure_ascii=False, indent=1) if as_json else _proposed(found))
        return DONE
    changed = accept_proposals(ledger, found, options.reason)
    taken = [one for one in found if one.acceptable]
    print(tr("已填入 {count} 个月的数", count=len(taken) - len(changed.asked)))
    left = [one for one in found if one.state is ProposalState.DIFFERS]
    for one in left:
        print(proposal_words(one), file=sys.stderr)
    status = tell_waiting(changed)
    return COULD_NOT if left else status


def _proposed(found: Sequence[Proposal]) -> str:
    heads = (tr("指标名称"), tr("月份"), tr("项目统计"), tr("已填"), tr("状态"), tr("项目"))
    return aligned([heads, *map(_line, found)], right=frozenset({1, 2, 3}))


def _line(one: Proposal) -> tuple[str, ...]:
    stands = "" if one.stands is None or one.stands.value is None else figure(one.stands.value)
    names = "、".join(map(one_line, one.tally.names))
    return one.indicator.name, str(one.month), tally_text(one.tally), stands, proposal_state_word(one.state), names


def _as_data(found: Sequence[Proposal]) -> list[dict[str, object]]:
    return [
        {
            "indicator": one.indicator.name,
            "month": one.month,
            "value": tally_text(one.tally) or None,
            "unit": one.tally.unit,
            "stands": None if one.stands is None or one.stands.value is None else figure(one.stands.value),
            "state": one.state.value,
            "projects": list(one.tally.names),
            "undated": list(one.tally.undated),
            "unknown": list(one.tally.unknown),
        }
        for one in found
    ]
