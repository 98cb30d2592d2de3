"""Which files a clerk is offered as reports."""

from __future__ import annotations

from zonetracker.support.i18n import tr

REPORT_ENDINGS = ("docx", "pdf", "txt", "html", "htm", "md")


def report_filter() -> str:
    """The filter line of the open dialog; any file may still be tried."""
    patterns = " ".join(f"*.{ending}" for ending in REPORT_ENDINGS)
    return tr("报告 ({patterns});;所有文件 (*)", patterns=patterns)
