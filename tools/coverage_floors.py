#!/usr/bin/env python3
"""Coverage by layer, each beside its floor; fails where a layer fell below it, or has none.

python3 tools/coverage_floors.py out/executed    as `dev.py test` calls it, with the lines that tests/executed.py wrote

The floors stand in pyproject.toml, [tool.zonetracker.coverage]: whole percents, a little under what is reached.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from coverage import Coverage

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


def executed(folder: Path) -> dict[str, set[int]]:
    """The lines that any process ran, by file."""
    ran: dict[str, set[int]] = {}
    for told in folder.glob("*.json"):
        for file, lines in json.loads(told.read_text(encoding="utf-8")).items():
            ran.setdefault(file, set()).update(lines)
    return ran


def counted(ran: Mapping[str, Collection[int]], package: Path) -> dict[PurePath, tuple[int, int]]:
    """The statements of each module of the package, also of those that were never imported, and how many were run."""
    measure = Coverage(data_file=None, config_file=False)
    measure.get_data().add_lines(ran)
    counts: dict[PurePath, tuple[int, int]] = {}
    for module in package.rglob("*.py"):
        _, statements, _, missing, _ = measure.analysis2(str(module))
        counts[module.relative_to(package)] = len(statements), len(statements) - len(missing)
    return counts


def layers(counts: Mapping[PurePath, tuple[int, int]]) -> list[Layer]:
    """The layers of modules in the package, by name, each with its statements and how many of them were run."""
    sums: dict[str, tuple[int, int]] = {}
    for module, (statements, run) in counts.items():
        name = module.parts[0] if len(module.parts) > 1 else PACKAGE
        before = sums.get(name, (0, 0))
        sums[name] = before[0] + statements, before[1] + run
    return [Layer(name, *count) for name, count in sorted(sums.items())]


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
    ran = executed(Path(sys.argv[1]))
    if not ran:
        sys.exit("no coverage was measured")
    measured = layers(counted(ran, ROOT / PACKAGE))
    wanted = floors()
    for layer in measured:
        floor = wanted.get(layer.name, 0)
        print(f"{layer.name:12} {layer.percent:5.1f} %  of {layer.statements:5} statements  (floor {floor} %)")
    wrong = below(measured, wanted)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
