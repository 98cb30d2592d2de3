"""The main job without a window: the sample workbook, its sheet, summary and gauges, and every sample report."""

from __future__ import annotations

from pathlib import Path

from zonetracker.commands.folders import make_folder
from zonetracker.model.issuing import SheetOptions, Wording
from zonetracker.services.importing import read_report
from zonetracker.services.issuing import Paper, background_of, gauge_rows, issue_gauges, issue_sheet, issue_summary
from zonetracker.services.overview import latest_month, progress_of
from zonetracker.services.sample.book import build_sample_now, clear_sample, sample_reports
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish


def show(directory: Path, paper: Paper) -> int:
    """Import → targets → actuals → gauges → sheet → summary; says what it did and where it lies."""
    from zonetracker.outputs.status import status_table

    make_folder(directory)
    for path in sample_reports():
        report = finish(read_report(path.read_bytes(), path.name))
        print(tr("样例报告 {name}：提取 {count} 行", name=path.name, count=len(report.candidates)))
    book = directory / "样例.zt"
    clear_sample(book)
    with build_sample_now(book) as ledger:
        year = ledger.years()[0]
        month = latest_month(ledger, year)
        progress = progress_of(ledger, year, month)
        sheet = issue_sheet(progress, SheetOptions(), paper, background_of(ledger, progress, SheetOptions()))
        print(
            tr(
                "工作簿 {path}：{zone}，{year} 年目标 {targets} 项、事项 {milestones} 项，实绩到 {month} 月",
                path=book,
                zone=ledger.zone,
                year=year,
                targets=len(progress.rows),
                milestones=len(progress.milestones),
                month=month,
            )
        )
    print(status_table(progress))
    summary = issue_summary(progress, Wording(), paper)
    gauges = issue_gauges(progress, gauge_rows(progress, all_rows=True))
    for issue, name in (
        (sheet, "完成情况表.xlsx"),
        (summary, "通报.pdf"),
        (summary, "通报.docx"),
        (gauges, "仪表图.png"),
    ):
        issue.write(directory / name)
        print(tr("已写出 {path}", path=directory / name))
    return 0
