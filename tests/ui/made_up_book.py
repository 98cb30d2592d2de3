"""Fills a workbook with a made-up zone's targets and two years of figures, through the Ledger alone."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.services.made_reports import reason_filed
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Span, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.ui.parts.table.view import RecordTable

YEAR, MONTH = 2023, 9

# name, unit, value, bound, growth, unit that answers, share reached after nine months, growth reached, reason
ROWS = [
    ("地区生产总值", "亿元", "80", Bound.AT_LEAST, "8", "发展改革局", "0.76", "7.6", ""),
    ("规模以上工业增加值", None, None, None, "9", "经济发展局", None, "6.2", "两户龙头企业三季度检修"),
    ("固定资产投资", "亿元", "211.83", Bound.EXACT, "10", "项目建设局、招商局", "0.92", "13.1", ""),
    ("一般公共预算收入", "亿元", "5.20", Bound.EXACT, None, "财政金融局", "0.79", None, ""),
    ("社会消费品零售总额", "亿元", None, None, "7.5", "商务局", None, "7.9", ""),
    ("进出口总额", "万美元", "9000", Bound.AT_LEAST, None, "商务局", "0.62", "-3.5", "外需订单减少"),
    ("新增规模以上工业企业", "家", "12", Bound.EXACT, None, "经济发展局", "0.75", None, ""),
    ("招商引资到位资金", "亿元", "45", Bound.ABOUT, None, "招商局", "0.81", None, ""),
    ("生产安全事故死亡人数", "人", "4", Bound.AT_MOST, None, "应急管理局", "0.25", None, ""),
    ("城镇新增就业", "人", "3200", Bound.AT_LEAST, None, "人社局", "1.08", None, ""),
    ("新建标准厂房", "万平方米", "18", Bound.EXACT, None, "建设局", None, None, ""),
    ("高新技术企业", "家", "120", Bound.AT_LEAST, None, "科技局", "0.94", None, ""),
    ("技术合同成交额", "亿元", "2.4", Bound.EXACT, None, "科技局", "0.51", None, ""),
]


def fill(ledger: Ledger, copies: int = 1) -> None:
    """Add ROWS `copies` times with actuals of every month; the last copies carry a number in their name."""
    for copy in range(copies):
        for name, unit, value, bound, growth, responsible, _, _, _ in ROWS:
            stated = Stated(
                value=Decimal(value) if value else None,
                unit=unit if value else None,
                bound=bound,
                growth=Decimal(growth) if growth else None,
                growth_bound=Bound.ABOUT if growth else None,
            )
            ledger.add_target(
                _name(name, copy),
                YEAR,
                stated,
                TargetChange(responsible=responsible, section="主要指标", quote=f"{name}的目标。"),
            )
    targets = {ledger.indicator(target.indicator_id).name: target.id for target in ledger.targets(YEAR)}
    for name, *_, reason in ROWS:
        if reason:
            ledger.file(reason_filed(targets[name], MONTH, reason))
    assert not ledger.set_actuals(list(_entries(ledger, copies)), reason="核对无误").asked


def _name(name: str, copy: int) -> str:
    return f"{name}（{copy + 1}组）" if copy else name


def _entries(ledger: Ledger, copies: int) -> Iterator[ActualEntry]:
    by_name = {indicator.name: indicator for indicator in ledger.indicators()}
    for copy in range(copies):
        for name, unit, value, _, _, _, share, growth, _ in ROWS:
            indicator = by_name[_name(name, copy)]
            if share is None and growth is None:
                continue
            for year, months in ((YEAR - 1, range(1, 13)), (YEAR, range(1, MONTH + 1))):
                for month in months:
                    figure = None
                    if value and share:
                        lower = Decimal("0.9") if year < YEAR else Decimal(1)
                        figure = (Decimal(value) * Decimal(share) * lower * month / MONTH).quantize(Decimal("0.01"))
                    yield ActualEntry(
                        indicator.id,
                        year,
                        month,
                        figure,
                        unit if figure is not None else None,
                        Decimal(growth) + Decimal(month - MONTH) / 10 if growth else None,
                        "统计局月报",
                    )


def book(folder: str | Path, rows: int = 0) -> Path:
    """The path of a closed workbook in `folder`: ROWS with their figures, or a report's `rows` targets without any."""
    path = Path(folder) / "book.zt"
    shutil.copy(_made(rows), path)
    return path


@cache
def _made(rows: int) -> Path:
    path = Path(mkdtemp(prefix="zt-book-")) / "made.zt"
    with Ledger.create(path, "青禾高新区", actor="甲") as ledger:
        if rows:
            _confirm_many(ledger, rows)
        else:
            fill(ledger)
    return path


def _confirm_many(ledger: Ledger, count: int) -> None:
    lines = [f"指标{number}达到{number}.5亿元。" for number in range(1, count + 1)]
    candidates: list[Candidate] = []
    at = 0
    for number, line in enumerate(lines, 1):
        start = at + line.index("达到") + 2
        candidates.append(
            Candidate(
                id=str(number),
                kind=Kind.TARGET,
                type=FactType.QUANTITY,
                year=YEAR,
                period="annual",
                name=f"指标{number}",
                stated=Stated(value=Decimal(f"{number}.5"), unit="亿元", bound=Bound.EXACT),
                span=Span(start, start + len(f"{number}.5亿元")),
                quote_span=Span(at, at + len(line)),
                quote=line,
                section="量化指标",
            )
        )
        at += len(line) + 1
    text = "\n".join(lines)
    made = ledger.import_report("计划.txt", "text/plain", text.encode(), text, "计划", YEAR, candidates)
    ledger.confirm_rows([row.id for row in ledger.rows(made.ids["report"][0])])
    entries = [
        ActualEntry(indicator.id, YEAR, MONTH, Decimal(number % 97), "亿元", None, "统计局月报")
        for number, indicator in enumerate(ledger.indicators(), 1)
    ]
    ledger.set_actuals(entries)


def cells(table: RecordTable) -> list[dict[str, Any]]:
    """What a RecordTable shows, a dict of texts a row, headings as {"": text}."""
    model = table.model()
    keys = [column.key for column in table.records.columns]
    shown = []
    for row in range(model.rowCount()):
        texts = [model.index(row, place).data() for place in range(len(keys))]
        heading = table.sorting is None and table.records.is_heading(row)
        shown.append({"": texts[0]} if heading else dict(zip(keys, texts, strict=True)))
    return shown
