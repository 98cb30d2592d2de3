"""The usual lights seen without red or without green, and in grey: what comes near is told apart by its sign."""

import itertools
import math

import pytest

from zonetracker.drawing.dial import SIGNS
from zonetracker.drawing.gauge import ink_on
from zonetracker.model.rules import DEFAULT_COLOURS
from zonetracker.model.standing import IN_YEAR, YEAR_END, Grade

Colour = tuple[float, ...]

# Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
GREY = ((0.2126, 0.7152, 0.0722),) * 3
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
NEAR = 25.0


def linear(colour: str) -> Colour:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def seen(colour: Colour, eye: tuple[Colour, ...]) -> Colour:
    return tuple(min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0.0), 1.0) for row in eye)


def lab(colour: Colour) -> Colour:
    xyz = (part / white for part, white in zip(seen(colour, TO_XYZ), WHITE, strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Grade, other: Grade, eye: tuple[Colour, ...]) -> float:
    """How far two lights lie apart for an eye (CIE 1976)."""
    colours = [lab(seen(linear(DEFAULT_COLOURS[grade.name.lower()]), eye)) for grade in (one, other)]
    return math.dist(*colours)


@pytest.mark.parametrize("eye", [DEUTERANOPIA, PROTANOPIA, GREY], ids=["deuteranopia", "protanopia", "grey"])
@pytest.mark.parametrize("grades", [IN_YEAR, YEAR_END], ids=["in-year", "year-end"])
def test_lights_that_come_near_have_other_signs(eye: tuple[Colour, ...], grades: tuple[Grade, ...]) -> None:
    near = [pair for pair in itertools.combinations(grades, 2) if distance(*pair, eye) < NEAR]
    assert near, "then colour would do without signs"
    assert [pair for pair in near if SIGNS[pair[0]] == SIGNS[pair[1]]] == []


def test_letters_on_a_light_have_contrast() -> None:
    for colour in DEFAULT_COLOURS.values():
        light, ink = (seen(linear(one), GREY)[0] for one in (colour, ink_on(colour)))
        assert (max(light, ink) + 0.05) / (min(light, ink) + 0.05) >= 4
