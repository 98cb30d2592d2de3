"""Which files a clerk is offered as reports."""

from __future__ import annotations

from zonetracker.support.i18n import tr


def report_filter() -> str:
    """The filter line of the open dialog: what can be read; any file may still be tried."""
    from zonetracker.services.importing import file_patterns  # brings extraction, which no start needs

    return tr("报告 ({patterns});;所有文件 (*)", patterns=file_patterns())
