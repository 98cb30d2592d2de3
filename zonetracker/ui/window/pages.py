"""The pages in the order of the rail. Each is imported when it is first shown, so that a start stays short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page's key (as `desk.go` takes it, also the name of its icon), its word on the rail and how it is made."""

    key: str
    title: str
    make: Callable[[Desk], Page]


def page_entries() -> list[PageEntry]:
    """All pages; Ctrl+1 is the first."""
    return [
        PageEntry("overview", tr("总览"), _overview),
        PageEntry("report", tr("报告"), _report),
        PageEntry("targets", tr("目标"), _targets),
        PageEntry("actuals", tr("实绩"), _actuals),
        PageEntry("milestones", tr("事项"), _milestones),
        PageEntry("units", tr("单位"), _units),
        PageEntry("outputs", tr("输出"), _outputs),
        PageEntry("history", tr("记录"), _history),
        PageEntry("settings", tr("设置"), _settings),
    ]


def _overview(desk: Desk) -> Page:
    from zonetracker.ui.overview.page import OverviewPage

    return OverviewPage(desk)


def _report(desk: Desk) -> Page:
    from zonetracker.ui.report.page import ReportPage

    return ReportPage(desk)


def _targets(desk: Desk) -> Page:
    from zonetracker.ui.targets.page import TargetsPage

    return TargetsPage(desk)


def _actuals(desk: Desk) -> Page:
    from zonetracker.ui.actuals.page import ActualsPage

    return ActualsPage(desk)


def _milestones(desk: Desk) -> Page:
    from zonetracker.ui.milestones.page import MilestonesPage

    return MilestonesPage(desk)


def _units(desk: Desk) -> Page:
    from zonetracker.ui.scores.points_view import points_tab
    from zonetracker.ui.units.page import UnitsPage

    return UnitsPage(desk, [points_tab])


def _outputs(desk: Desk) -> Page:
    from zonetracker.ui.outputs.page import OutputsPage

    return OutputsPage(desk)


def _history(desk: Desk) -> Page:
    from zonetracker.ui.history.page import HistoryPage

    return HistoryPage(desk)


def _settings(desk: Desk) -> Page:
    from zonetracker.ui.settings.page import SettingsPage

    return SettingsPage(desk)
