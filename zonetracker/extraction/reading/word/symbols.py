"""The signs of the font Symbol that stand beside figures, which files keep by their places in that font."""

from __future__ import annotations

SYMBOL_SIGNS = {
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
}
"""By the place in the font."""


def is_symbol_font(name: str) -> bool:
    """Whether a font's name is that of the one whose signs these are."""
    return name.strip().lower() == "symbol"
