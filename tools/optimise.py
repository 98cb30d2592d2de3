"""Two small optimisers for the fitting tools: L-BFGS, and a logistic regression whose points keep their sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Loss = Callable[[Floats], tuple[float, Floats]]
_ROUNDS = 80
_MEMORY = 8
_ENOUGH = 1e-5
_SWEEPS = 60
_FREE = 0.01


def minimised(loss: Loss, size: int) -> Floats:
    """Where `loss` (value and gradient) is least, from nought on, by L-BFGS; the same on every run."""
    at: Floats = np.zeros(size)
    value, slope = loss(at)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(_ROUNDS):
        way = _direction(slope, steps)
        length = 1.0
        for _ in range(20):
            there = at + length * way
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * float(slope @ way):
                break
            length /= 2
        if float((new_slope - slope) @ (there - at)) > 1e-10:
            steps = [*steps[1 - _MEMORY :], (there - at, new_slope - slope)]
        done = abs(value - new_value) < _ENOUGH * abs(new_value)
        at, value, slope = there, new_value, new_slope
        if done:
            break
    return at


def _direction(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The two loops of L-BFGS."""
    way = slope.copy()
    weights = []
    for step, bend in reversed(steps):
        weight = float(step @ way) / float(bend @ step)
        weights.append(weight)
        way = way - weight * bend
    if steps:
        step, bend = steps[-1]
        way = way * (float(step @ bend) / float(bend @ bend))
    else:
        way = way / max(1.0, float(np.abs(slope).sum()))
    for (step, bend), weight in zip(steps, reversed(weights), strict=True):
        way = way + step * (weight - float(bend @ way) / float(bend @ step))
    return -way


def points_of(table: Floats, right: Floats, weights: Floats, signs: Sequence[int], ridge: float) -> Floats:
    """A point for each column of noughts and ones, by one column after the other: where `signs` is 1 none is below
    nought, where it is -1 none above; column 0 is the constant."""
    points: Floats = np.zeros(table.shape[1])
    total: Floats = np.zeros(len(right))
    rows = [np.flatnonzero(table[:, at]) for at in range(table.shape[1])]
    for _ in range(_SWEEPS):
        moved = 0.0
        for at, here in enumerate(rows):
            keep = ridge if at else _FREE
            share = 1 / (1 + np.exp(-total[here]))
            slope = float((weights[here] * (right[here] - share)).sum()) - keep * points[at]
            bend = float((weights[here] * share * (1 - share)).sum()) + keep
            wanted = float(points[at]) + slope / bend
            wanted = max(wanted, 0.0) if signs[at] > 0 else min(wanted, 0.0) if signs[at] < 0 else wanted
            step = wanted - float(points[at])
            points[at] = wanted
            total[here] += step
            moved = max(moved, abs(step))
        if moved < 1e-4:
            break
    return points
