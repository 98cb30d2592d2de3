"""The columns of the points ledger, and of what each unit has come to."""

from __future__ import annotations

from dataclasses import dataclass

from zonetracker.model.points.ledger import PointsLine, PointsTotal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.scores.lines import line_grounds, line_source, line_words, points_figure
from zonetracker.words.wording import one_line


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit to choose at the left, with what it has come to; all of them where `total` is None."""

    total: PointsTotal | None

    @property
    def key(self) -> int:
        """The department's id; 0 for all."""
        return 0 if self.total is None else self.total.department.id


def total_columns() -> list[TableColumn]:
    """A unit with its points."""
    return [
        TableColumn(
            "name",
            tr("责任单位"),
            lambda one: tr("全部单位") if one.total is None else one_line(one.total.department.name),
            order=lambda one: None if one.total is None else one.total.department.position,
            bold=lambda one: one.total is None,
            width=14,
            least=8,
            fills=True,
        ),
        _figure("total", tr("积分"), tr("起始分加上各条计入的分")),
        _figure("added", tr("加分")),
        _figure("taken", tr("减分"), colour="fails"),
        TableColumn(
            "waived",
            tr("免责"),
            lambda one: "" if one.total is None or not one.total.waived else str(one.total.waived),
            order=lambda one: None if one.total is None else one.total.waived,
            numeric=True,
            width=5,
            head_tip=tr("免责的自动记分有几条"),
        ),
    ]


def _figure(key: str, title: str, tip: str = "", *, colour: str = "") -> TableColumn:
    def figure(one: ShownUnit) -> str:
        return "" if one.total is None else points_figure(getattr(one.total, key))

    return TableColumn(
        key,
        title,
        figure,
        order=lambda one: None if one.total is None else getattr(one.total, key),
        numeric=True,
        colour=lambda one: colour if colour and one.total is not None and getattr(one.total, key) else None,
        width=7,
        head_tip=tip,
    )


def line_columns() -> list[TableColumn]:
    """A line by date: whose, for what, how many points, the unit's total after it, who brought it and by what."""
    return [
        TableColumn("day", tr("日期"), lambda line: line.day, width=11),
        TableColumn(
            "unit",
            tr("单位"),
            lambda line: one_line(line.department.name),
            order=lambda line: line.department.position,
            width=12,
            least=8,
        ),
        TableColumn(
            "name",
            tr("事由"),
            lambda line: one_line(line_words(line)),
            colour=_muted,
            struck=lambda line: line.waiver is not None,
            width=24,
            least=14,
            fills=True,
        ),
        TableColumn(
            "points",
            tr("分"),
            lambda line: points_figure(line.points if line.waiver else line.counted, signed=True),
            order=lambda line: line.counted,
            numeric=True,
            colour=lambda line: _muted(line) or ("fails" if line.counted < 0 else None),
            struck=lambda line: line.waiver is not None,
            width=7,
        ),
        TableColumn(
            "running",
            tr("累计"),
            lambda line: points_figure(line.running),
            order=lambda line: line.running,
            numeric=True,
            width=8,
            head_tip=tr("这个单位到这一条为止的积分"),
        ),
        state_column("source", tr("来源"), _source, width=7),
        TableColumn(
            "grounds", tr("依据"), lambda line: one_line(line_grounds(line)), colour=_muted, width=26, least=12
        ),
    ]


def _muted(line: PointsLine) -> str | None:
    return "muted" if line.waiver is not None or not line.counted else None


def _source(line: PointsLine) -> State:
    word = line_source(line)
    if line.waiver is not None:
        return State(word, "sign-cross", "muted")
    return State(word, "sign-equals" if line.entry is not None else "sign-pencil", "text")
