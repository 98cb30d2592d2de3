"""Fills a workbook with a made-up zone's targets and two years of figures, through the Ledger alone."""

from decimal import Decimal

from zonetracker.model.bookkeeping import ActualEntry
from zonetracker.model.facts import Bound, Stated

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


def fill(ledger, copies=1):
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
                _name(name, copy), YEAR, stated, responsible=responsible, section="主要指标", quote=f"{name}的目标。"
            )
    ledger.set_actuals(list(_entries(ledger, copies)))


def _name(name, copy):
    return f"{name}（{copy + 1}组）" if copy else name


def _entries(ledger, copies):
    by_name = {indicator.name: indicator for indicator in ledger.indicators()}
    for copy in range(copies):
        for name, unit, value, _, _, _, share, growth, reason in ROWS:
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
                        reason if (year, month) == (YEAR, MONTH) else "",
                    )
