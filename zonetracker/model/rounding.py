"""Rounding half up, once, last: the only place where a rational becomes a figure to read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

HUNDRED = Fraction(100)


def shown(number: Fraction, places: int) -> Decimal:
    """`number` rounded half up (away from zero) to `places` decimals, never a negative zero."""
    whole, rest = divmod(abs(number.numerator) * 10**places, number.denominator)
    if 2 * rest >= number.denominator:
        whole += 1
    sign = "-" if number.numerator < 0 and whole else ""
    return Decimal(f"{sign}{whole}E-{places}")


def plain(number: Fraction, places: int = 6) -> Decimal:
    """`number` as a decimal without trailing zeros: exact where it terminates within `places`, else rounded half up."""
    text = format(shown(number, places), "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
