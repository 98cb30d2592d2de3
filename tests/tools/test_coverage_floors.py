"""Coverage by layer: how it is counted, and when it is too little."""

from __future__ import annotations

from pathlib import Path

from coverage_floors import Layer, below, floors, layers

import zonetracker


def report(**counts: tuple[int, int]) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """A report as coverage writes it; `a__b` stands for the file zonetracker/a/b.py."""
    return {
        "files": {
            f"zonetracker/{name.replace('__', '/')}.py": {"summary": {"num_statements": all_, "covered_lines": run}}
            for name, (all_, run) in counts.items()
        }
    }


def test_files_are_summed_by_layer_however_deep_they_lie() -> None:
    counted = layers(report(ui__page=(10, 5), ui__parts__icons=(30, 25), model__facts=(4, 4), main=(2, 1)))
    assert counted == [Layer("model", 4, 4), Layer("ui", 40, 30), Layer("zonetracker", 2, 1)]
    assert [layer.percent for layer in counted] == [100, 75, 50]


def test_paths_of_windows_are_read_too() -> None:
    summary = {"summary": {"num_statements": 4, "covered_lines": 3}}
    assert layers({"files": {"zonetracker\\ui\\page.py": summary}}) == [Layer("ui", 4, 3)]


def test_a_layer_is_right_from_its_floor_on() -> None:
    assert below([Layer("ui", 40, 30)], {"ui": 75}) == []
    assert below([Layer("ui", 1000, 749)], {"ui": 75}) == ["ui fell to 74.9 %, its floor is 75 %"]


def test_every_layer_has_a_floor_and_every_floor_a_layer() -> None:
    assert below([Layer("ui", 4, 4)], {"model": 90}) == ["ui has no floor", "the floor of model is for no layer"]


def test_the_floors_are_those_of_the_layers_there_are() -> None:
    package = Path(zonetracker.__file__).parent
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert set(floors()) == rooms | {"zonetracker"}
