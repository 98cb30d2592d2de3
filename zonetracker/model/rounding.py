"""Rounding half up, once, last: the only place where a rational becomes a figure to read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

HUNDRED = Fraction(100)


def shown(number: Fraction, places: int) -> Decimal:
    """`number` rounded half up (away from zero) to `places` decimals, never a negative zero."""
    scaled = number * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    if scaled < 0:
        whole = -whole
    with localcontext(prec=max(28, len(str(whole)) + places + 2), rounding=ROUND_HALF_UP):
        return Decimal(whole).scaleb(-places)


def plain(number: Fraction, places: int = 6) -> Decimal:
    """`number` as a decimal without trailing zeros: exact where it terminates within `places`, else rounded half up."""
    text = format(shown(number, places), "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
