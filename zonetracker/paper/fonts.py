"""The typefaces of printed paper: those the rules name where this PC has them, else the nearest ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from threading import get_ident

from PySide6.QtGui import QFont, QFontDatabase

from zonetracker.outputs.paper_faces import FONT_CHOICES, FaceChoice, fonts_missing

UNITS = 10
"""Units a point: paper is measured in tenths of a point, so that whole numbers are fine enough."""


class Face(Enum):
    """Which typeface a run of text is set in."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEAD = "黑体"
    SUBHEAD = "楷体"
    TABLE = "宋体"


_CHOICES = {
    Face.TITLE: FONT_CHOICES[0],
    Face.BODY: FONT_CHOICES[1],
    Face.HEAD: FONT_CHOICES[2],
    Face.SUBHEAD: FONT_CHOICES[3],
    Face.TABLE: FaceChoice("表格", ("宋体", "SimSun", "NSimSun"), FONT_CHOICES[0].instead),
}


_PLAIN = ("locl", "calt", "liga", "clig")
"""Features that would set a letter in another shape by what stands beside it: a figure after a Latin letter, say."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface as this PC has it, or what stands in for it, made bold where that is too light."""

    family: str
    bold: bool


@lru_cache
def typeface(face: Face) -> Typeface:
    """The typeface that `face` is set in on this PC; an empty family where it has no Chinese one at all."""
    installed = set(QFontDatabase.families())
    choice = _CHOICES[face]
    for family in choice.wanted:
        if family in installed:
            return Typeface(family, False)
    instead = next((family for family in choice.instead if family in installed), "")
    return Typeface(instead, choice.bold_instead)


def paper_font(face: Face, points: float, set_width: float = 1.0) -> QFont:
    """The font of `face`, sized in points for a canvas of UNITS a point, each letter taking `set_width` of its width.

    The width is set as a share: Qt multiplies an absolute spacing by the resolution of what is painted on.
    """
    return _font(face, points, set_width, get_ident())


@lru_cache(maxsize=4096)
def _font(face: Face, points: float, set_width: float, thread: int) -> QFont:
    """Each thread has fonts of its own: Qt's are not made to be used by two at once."""
    chosen = typeface(face)
    font = QFont()
    font.setFamilies([chosen.family, *(family for family in _CHOICES[face].instead if family != chosen.family)])
    font.setPixelSize(round(points * UNITS))
    font.setBold(chosen.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    for tag in _PLAIN:
        font.setFeature(QFont.Tag.fromString(tag), 0)
    if set_width != 1.0:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, set_width * 100)
    return font


def paper_fonts_missing() -> list[str]:
    """A sentence for each typeface of the rules that this PC lacks, with what is printed in its place."""
    return fonts_missing(QFontDatabase.families())
