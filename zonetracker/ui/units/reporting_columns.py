"""The columns of how units report in a month, and of what one of them has not sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from zonetracker.model.duties.due import DutyState, TaskDuty
from zonetracker.services.units.reporting import ReportingUnit
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.duties.reporting import chased_words, day_words, lack_lines, lacks_words, unit_name
from zonetracker.words.standing import duty_word
from zonetracker.words.wording import figure, one_line

_TOLD_IN_TIP = 30
_SIGNS = {
    DutyState.ON_TIME: ("sign-check", "sure"),
    DutyState.LATE: ("sign-triangle", "look"),
    DutyState.MISSING: ("sign-late", "fails"),
    DutyState.NOT_YET: ("sign-ring", "muted"),
}


def reporting_columns(rate: Callable[[ReportingUnit], Decimal | None]) -> list[TableColumn]:
    """A unit with how many of its tasks have come; `rate` gives its share in time as it is shown."""
    return [
        TableColumn(
            "name", tr("责任单位"), lambda one: unit_name(one.duty), tip=_missing_tip, width=18, least=11, fills=True
        ),
        _count("owed", tr("应报"), lambda one: one.duty.counts.owed, tr("这个月要报的目标和事项，免报的不算")),
        _state("on_time", DutyState.ON_TIME),
        _state("late", DutyState.LATE),
        _state("missing", DutyState.MISSING, tr("时限已过、还没有报的"), colour="fails"),
        _state("not_yet", DutyState.NOT_YET, tr("还没有报、时限也没有到的")),
        _count(
            "reason",
            tr("缺原因"),
            lambda one: one.duty.counts.without_reason,
            tr("落后而没有写明原因的，要催，不算迟报"),
            colour="look",
        ),
        TableColumn(
            "rate",
            tr("及时率"),
            lambda one: _rate_words(rate(one)),
            order=lambda one: one.duty.counts.timely_rate,
            numeric=True,
            width=7,
            head_tip=tr("按时报送的占到期应报的百分比"),
        ),
        TableColumn(
            "chased",
            tr("上次催报"),
            lambda one: chased_words(one.chases),
            order=lambda one: (one.chases.times, one.chases.last),
            colour=lambda one: "fails" if one.chases.named else None,
            width=20,
            least=9,
        ),
    ]


def _missing_tip(one: ReportingUnit) -> str:
    return "\n".join(lack_lines(one.duty)[:_TOLD_IN_TIP])


def _rate_words(rate: Decimal | None) -> str:
    return "" if rate is None else f"{figure(rate)}%"


def _state(key: str, state: DutyState, tip: str = "", *, colour: str = "") -> TableColumn:
    return _count(key, duty_word(state), lambda one: one.duty.counts.states.get(state, 0), tip, colour=colour)


def _count(
    key: str, title: str, count: Callable[[ReportingUnit], int], tip: str = "", *, colour: str = ""
) -> TableColumn:
    """A column of counts; one that is not zero may have a colour."""
    return TableColumn(
        key,
        title,
        lambda one: str(count(one)),
        order=count,
        numeric=True,
        colour=lambda one: colour if colour and count(one) else None,
        width=6,
        head_tip=tip,
    )


def missing_columns() -> list[TableColumn]:
    """A task that is owed: how it stands, and what is missing of it."""
    return [
        state_column("state", tr("状态"), _shown, width=9),
        TableColumn("name", tr("目标或事项"), lambda duty: one_line(duty.task.name), width=18, least=10, fills=True),
        TableColumn("lacks", tr("缺什么"), lacks_words, width=15, least=13),
        TableColumn("came", tr("报送"), _came, width=12, least=10),
    ]


def _shown(duty: TaskDuty) -> State:
    sign, colour = _SIGNS.get(duty.state, ("sign-ring", "muted"))
    return State(duty_word(duty.state), sign, colour)


def _came(duty: TaskDuty) -> str:
    """By when it is owed, or when it came."""
    if duty.waits and duty.due is not None:
        return tr("{day}前", day=day_words(duty.due))
    if duty.reported_on is not None:
        came = date.fromisoformat(duty.reported_on)
        near = duty.due is not None and duty.due.year == came.year
        return tr("{day}报来", day=day_words(came) if near else duty.reported_on)
    return tr("没记日期") if duty.unknown_day else ""
