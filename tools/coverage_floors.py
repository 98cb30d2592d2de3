#!/usr/bin/env python3
"""Coverage by layer, each beside its floor; fails where a layer fell below it, or has none.

python3 tools/coverage_floors.py out/coverage.json    as `dev.py test` calls it

The floors stand in pyproject.toml, [tool.zonetracker.coverage]: whole percents, a little under what is reached.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "zonetracker"


@dataclass(frozen=True, slots=True)
class Layer:
    """How many of a layer's statements were run; modules beside the layers count as one called by the package."""

    name: str
    statements: int
    run: int

    @property
    def percent(self) -> float:
        return 100 * self.run / self.statements if self.statements else 100.0


def layers(report: Mapping[str, Mapping[str, Mapping[str, Mapping[str, int]]]]) -> list[Layer]:
    """The layers of coverage's JSON report, by name."""
    counts: dict[str, tuple[int, int]] = {}
    for file, told in report["files"].items():
        parts = PureWindowsPath(file).parts
        below = parts[parts.index(PACKAGE) + 1 :]
        name = below[0] if len(below) > 1 else PACKAGE
        statements, run = counts.get(name, (0, 0))
        summary = told["summary"]
        counts[name] = statements + summary["num_statements"], run + summary["covered_lines"]
    return [Layer(name, *count) for name, count in sorted(counts.items())]


def floors() -> dict[str, int]:
    """The floor of each layer in percent."""
    with (ROOT / "pyproject.toml").open("rb") as source:
        found: dict[str, int] = tomllib.load(source)["tool"][PACKAGE]["coverage"]
    return found


def below(measured: list[Layer], wanted: Mapping[str, int]) -> list[str]:
    """What is wrong, one sentence each: a layer below its floor or without one, a floor without a layer."""
    wrong = [f"{layer.name} has no floor" for layer in measured if layer.name not in wanted]
    wrong += [
        f"{layer.name} fell to {layer.percent:.1f} %, its floor is {wanted[layer.name]} %"
        for layer in measured
        if layer.name in wanted and layer.percent < wanted[layer.name]
    ]
    known = {layer.name for layer in measured}
    return wrong + [f"the floor of {name} is for no layer" for name in wanted if name not in known]


def main() -> None:
    report = Path(sys.argv[1])
    if not report.is_file():
        sys.exit("no coverage was measured")
    measured = layers(json.loads(report.read_text(encoding="utf-8")))
    wanted = floors()
    for layer in measured:
        floor = wanted.get(layer.name, 0)
        print(f"{layer.name:12} {layer.percent:5.1f} %  of {layer.statements:5} statements  (floor {floor} %)")
    wrong = below(measured, wanted)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
