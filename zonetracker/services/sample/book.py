"""The sample workbook: two years of a made-up zone, built from seeds/ by the program itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from zonetracker.model.changes import (
    KEEP,
    ActualEntry,
    IndicatorChange,
    PeriodTargetChange,
    PeriodTargetEntry,
    TargetChange,
)
from zonetracker.model.duties.naming import units_named
from zonetracker.model.facts import Bound, ReviewStatus, Stated
from zonetracker.model.units import split_figure
from zonetracker.services.importing import keep_report, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.tasks import enter_tasks
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, finish
from zonetracker.support.seeds import seed_files, seed_rows, seed_text

PINNED = 8


def sample_reports() -> list[Path]:
    """The sample reports of seeds/, in our own words; the first is the one that the sample zone's year follows."""
    return seed_files("reports", ".txt", ".html", ".docx")


def build_sample(path: Path) -> Job[Ledger]:
    """Make the sample workbook at `path` and leave it open: imports, confirms and enters as a clerk would."""
    ledger = Ledger.create(path, zone=_zone_name(), actor=tr("样例"))
    try:
        yield Step(0, 5, tr("导入样例报告"))
        read = yield from read_report(sample_reports()[0].read_bytes(), sample_reports()[0].name)
        report_id = keep_report(ledger, read).ids["report"][0]
        _confirm_all(ledger, report_id)
        yield Step(1, 5, tr("填入上一年的目标"))
        _targets_of_last_year(ledger)
        yield Step(2, 5, tr("分解责任单位"))
        _responsible(ledger)
        _quarters(ledger)
        yield Step(3, 5, tr("填入各月实绩"))
        for file in _tables("actuals"):
            ledger.set_actuals(_entries(ledger, file))
        yield Step(4, 5, tr("列入事项和项目"))
        enter_tasks(ledger)
    except BaseException:
        ledger.close()
        path.unlink(missing_ok=True)
        raise
    return ledger


def clear_sample(path: Path) -> None:
    """Make room for a new sample workbook; what anybody has worked in or has open is refused ("sample.in_use")."""
    if not path.exists():
        return
    with Ledger.open(path) as ledger:
        own = {tr("样例")}
        used = ledger.read_only or {operation.actor for operation in ledger.history(limit=10_000)} != own
    if used:
        raise Refusal(
            RefusalCode.SAMPLE_IN_USE, tr("“{path}”已有人改动或正打开着，不能重新生成；请换一个文件夹。", path=path)
        )
    path.unlink()


def build_sample_now(path: Path) -> Ledger:
    """`build_sample` to its end."""
    return finish(build_sample(path))


def _zone_name() -> str:
    return seed_text("sample/zone.txt")


def _confirm_all(ledger: Ledger, report_id: int) -> None:
    open_rows = [row.id for row in ledger.rows(report_id) if row.status is ReviewStatus.OPEN]
    ledger.confirm_rows(open_rows, on_conflict="keep")


def _tables(kind: str) -> list[Path]:
    return [path for path in seed_files("sample", ".csv") if path.stem.startswith(f"{kind}_")]


def _table(name: str) -> Sequence[Mapping[str, str]]:
    return seed_rows(f"sample/{name}")


def _number(text: str) -> Decimal | None:
    figure = split_figure(text) if text else None
    return figure[0] if figure else None


def _targets_of_last_year(ledger: Ledger) -> None:
    for file in _tables("targets"):
        year = int(file.stem.rpartition("_")[2])
        for row in _table(file.name):
            value, growth = _number(row["年度目标"]), _number(row["目标增速"])
            stated = Stated(
                value,
                None,
                row["单位"] if value is not None else None,
                Bound.EXACT if value is not None else None,
                growth,
                None,
                Bound.EXACT if growth is not None else None,
            )
            ledger.add_target(row["指标名称"], year, stated, TargetChange(responsible=row.get("责任单位", "")))


def _responsible(ledger: Ledger) -> None:
    named = ((ledger.find_indicator(row["指标名称"]), row) for row in _table("units.csv"))
    by_indicator = {indicator.id: row for indicator, row in named if indicator is not None}
    pinned = 0
    told = [unit.name for row in by_indicator.values() for unit in units_named(row["责任单位"])]
    ledger.add_departments(list(dict.fromkeys(told)))
    for year in ledger.years():
        for target in ledger.targets(year):
            indicator = ledger.indicator(target.indicator_id)
            row = by_indicator.get(indicator.id)
            if row is None:
                continue
            weight = _number(row.get("权重", ""))
            ledger.edit_target(target.id, TargetChange(responsible=row["责任单位"], weight=weight))
            if not indicator.pinned and pinned < PINNED:
                ledger.edit_indicator(indicator.id, IndicatorChange(pinned=True))
                pinned += 1


def _quarters(ledger: Ledger) -> None:
    """What some targets ask for by the end of a quarter."""
    for file in _tables("quarters"):
        targets = {one.indicator_id: one.id for one in ledger.targets(int(file.stem.rpartition("_")[2]))}
        entries = []
        for row in _table(file.name):
            indicator = ledger.find_indicator(row["指标名称"])
            if indicator is not None and indicator.id in targets:
                change = PeriodTargetChange(value=_number(row["目标"]), growth=_number(row["增速"]))
                entries.append(PeriodTargetEntry(targets[indicator.id], int(row["月份"]), change))
        ledger.set_period_targets(entries)


def _entries(ledger: Ledger, file: Path) -> list[ActualEntry]:
    year = int(file.stem.rpartition("_")[2])
    units = {target.indicator_id: target.stated.unit for target in ledger.targets(year) if target.stated.unit}
    entries = []
    for row in _table(file.name):
        indicator = ledger.find_indicator(row["指标名称"])
        if indicator is None:
            continue
        value, growth = _number(row["累计"]), _number(row["同比增长"])
        unit = row.get("单位") or units.get(indicator.id) or indicator.unit
        month = int(row["月份"])
        entries.append(
            ActualEntry(
                indicator.id,
                year,
                month,
                KEEP if value is None else value,
                unit if value is not None else KEEP,
                KEEP if growth is None else growth,
                file.name,
                source=row["来源"],
                reported_on=_reported_on(year, month, row["来源"]),
            )
        )
    return entries


def _reported_on(year: int, month: int, source: str) -> str:
    """The day of the next month on which an office's figures came: each has its own, some after the fifth."""
    offices = sorted({row["来源"] for row in _table(f"actuals_{year}.csv")})
    day = 3 + offices.index(source) * 2 % 5
    return f"{year + month // 12}-{month % 12 + 1:02}-{day:02}"
