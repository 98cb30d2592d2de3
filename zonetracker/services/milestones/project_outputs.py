"""The table of projects and the summary of their stages as they are issued, one road for window and command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from zonetracker.model.issuing import Group, IssuedKind, SheetOptions
from zonetracker.model.milestones.projects import ProjectRow, ProjectTable
from zonetracker.model.milestones.summary import StageGroup, StageSummary, stage_summary
from zonetracker.outputs.projects.stages import build_stage_summary, stage_summary_title
from zonetracker.outputs.projects.workbook import build_projects, projects_on_paper, projects_title
from zonetracker.services.issuing import Issue, groups_of, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.issuing import Pdf
from zonetracker.services.milestones.projects import project_table
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line


def summary_of(table: ProjectTable, group: StageGroup, cohort: int | None = None) -> StageSummary:
    """The stages of the projects by leading unit or by category; see `stage_summary`."""
    if group is StageGroup.CATEGORY:
        return stage_summary(table, group, _category, cohort)
    under = {row.target.id: heading for heading, rows in groups_of(table.progress, Group.RESPONSIBLE) for row in rows}
    return stage_summary(table, group, lambda row: under[row.milestone.id], cohort)


def _category(row: ProjectRow) -> str:
    return one_line(row.milestone.industry) or tr("未分类")


def issue_projects(table: ProjectTable, options: SheetOptions, pdf: Pdf | None = None) -> Issue:
    """重点项目进展情况表 as .xlsx, and as .pdf where paper is at hand; of `options` the names at its foot are taken."""
    progress = table.progress
    makers: dict[str, Callable[[], bytes]] = {"xlsx": partial(build_projects, table, options)}
    if pdf is not None:
        makers["pdf"] = lambda: pdf(projects_on_paper(table, options))
    return Issue(IssuedKind.PROJECTS, projects_title(table), progress.year, progress.month, makers)


def issue_stages(table: ProjectTable, summary: StageSummary, options: SheetOptions) -> Issue:
    """项目阶段汇总表 as .xlsx."""
    progress = table.progress
    makers = {"xlsx": partial(build_stage_summary, table, summary, options)}
    return Issue(IssuedKind.STAGES, stage_summary_title(table), progress.year, progress.month, makers)


def project_makers(
    ledger: Ledger, when: Callable[[], tuple[int, int, date]]
) -> Mapping[IssuedKind, Callable[[], Issue]]:
    """Both outputs of the month that `when` says, stages by unit; refused in a year without projects."""

    def known() -> ProjectTable:
        year, month, today = when()
        table = project_table(ledger, year, month, today)
        if not table.rows:
            raise Refusal(RefusalCode.PROJECTS_NONE, tr("{year}年还没有项目，没有表可出。", year=year))
        return table

    def stages() -> Issue:
        table = known()
        return issue_stages(table, summary_of(table, StageGroup.UNIT), sheet_options(ledger))

    return {
        IssuedKind.PROJECTS: lambda: issue_projects(known(), sheet_options(ledger)),
        IssuedKind.STAGES: stages,
    }
