"""Which files a clerk is offered as reports."""

from __future__ import annotations

from zonetracker.services.importing import file_patterns
from zonetracker.support.i18n import tr


def report_filter() -> str:
    """The filter line of the open dialog: what can be read; any file may still be tried."""
    return tr("报告 ({patterns});;所有文件 (*)", patterns=file_patterns())
