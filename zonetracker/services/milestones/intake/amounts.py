"""Sums of money as they stand in a ledger's cells, each with the unit that cell, head or table gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zonetracker.extraction.reading.sheets.grid import is_error, is_formula
from zonetracker.extraction.tables.cells import same_width
from zonetracker.extraction.tables.headtext import plain
from zonetracker.model.checking.limits import figure_beyond, in_short
from zonetracker.model.units import is_scale, measure_of, same_dimension, split_figure, whole_unit
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

MONEY = "万元"
"""What is taken where nothing says a unit, and asked."""
_ABOUT = re.compile(r"^(?:约|大约|近|预计|估计|暂定|暂估)+|(?:左右|上下|余|多)+$")
_UNIT_AFTER = re.compile(r"(?:余|多)(?=[万亿]?元$|[万亿]$)")
_BLANK = re.compile(r"[-—–/\\…\s]*|无|暂无|待定|未定")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says: a sum with its unit (None where nothing says one), or why it is none.

    `about` where it is a rough one. Without value and without `wrong` the cell says nothing.
    """

    value: Decimal | None = None
    unit: str | None = None
    about: bool = False
    wrong: str = ""


def read_amount(text: str, head: str, unit: str | None) -> Amount:
    """The sum in a cell under a head, in the cell's own unit or else in `unit`."""
    bare = same_width(text).strip()
    if _BLANK.fullmatch(bare):
        return Amount()
    shown, head = in_short(one_line(text)), in_short(one_line(head))
    if is_error(bare) or is_formula(bare):
        return Amount(wrong=tr("“{head}”里是没有算出的公式（{text}），请填数", head=head, text=shown))
    exact = _ABOUT.sub("", bare)
    about = exact != bare or _UNIT_AFTER.search(exact) is not None
    split = split_figure(_UNIT_AFTER.sub("", exact))
    if split is None or (split[1] and not is_scale(split[1]) and measure_of(split[1]) is None):
        return Amount(wrong=tr("“{head}”要填一个数（如 12600、2.5亿元），表中是“{text}”", head=head, text=shown))
    value, own = split
    own = whole_unit(own, unit or "元") if is_scale(own) else own
    if own is not None and not same_dimension(own, MONEY):
        return Amount(wrong=tr("“{head}”是金额，单位要写元、万元或亿元，表中是“{text}”", head=head, text=shown))
    if figure_beyond(value, "value") is not None:
        return Amount(wrong=tr("“{head}”里的数太长，请核对：{text}", head=head, text=shown))
    if value < 0:
        return Amount(wrong=tr("“{head}”不能小于0，表中是“{text}”", head=head, text=shown))
    return Amount(value, own or unit, about)


def may_be_money(cell: str) -> bool:
    """Whether a cell holds a figure without a unit, or with one of money: 3所 is what is to be done."""
    split = split_figure(plain(cell))
    return split is not None and (not split[1] or is_scale(split[1]) or same_dimension(split[1], MONEY))
