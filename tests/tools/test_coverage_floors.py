"""Coverage by layer: how it is counted, and when it is too little."""

from __future__ import annotations

import json
from pathlib import Path, PurePath, PureWindowsPath

from coverage_floors import Layer, below, counted, executed, floors, layers

import zonetracker


def test_files_are_summed_by_layer_however_deep_they_lie() -> None:
    counts = {"ui/page.py": (10, 5), "ui/parts/icons.py": (30, 25), "model/facts.py": (4, 4), "main.py": (2, 1)}
    found = layers({PurePath(name): count for name, count in counts.items()})
    assert found == [Layer("model", 4, 4), Layer("ui", 40, 30), Layer("zonetracker", 2, 1)]
    assert [layer.percent for layer in found] == [100, 75, 50]


def test_paths_of_windows_are_read_too() -> None:
    assert layers({PureWindowsPath("ui\\page.py"): (4, 3)}) == [Layer("ui", 4, 3)]


def test_what_several_processes_ran_is_taken_together(tmp_path: Path) -> None:
    (tmp_path / "gw0.json").write_text(json.dumps({"a.py": [1, 2], "b.py": [1]}), encoding="utf-8")
    (tmp_path / "gw1.json").write_text(json.dumps({"a.py": [2, 5]}), encoding="utf-8")
    assert executed(tmp_path) == {"a.py": {1, 2, 5}, "b.py": {1}}


def test_statements_that_nothing_ran_and_modules_that_nothing_imported_count(tmp_path: Path) -> None:
    (tmp_path / "ran.py").write_text("a = 1\nif a > 1:\n    a = 2\n", encoding="utf-8")
    (tmp_path / "never.py").write_text("a = (\n    1\n)\nb = 2\n", encoding="utf-8")
    found = counted({str(tmp_path / "ran.py"): {1, 2}}, tmp_path)
    assert found == {PurePath("ran.py"): (3, 2), PurePath("never.py"): (2, 0)}


def test_a_layer_is_right_from_its_floor_on() -> None:
    assert below([Layer("ui", 40, 30)], {"ui": 75}) == []
    assert below([Layer("ui", 1000, 749)], {"ui": 75}) == ["ui fell to 74.9 %, its floor is 75 %"]


def test_every_layer_has_a_floor_and_every_floor_a_layer() -> None:
    assert below([Layer("ui", 4, 4)], {"model": 90}) == ["ui has no floor", "the floor of model is for no layer"]


def test_the_floors_are_those_of_the_layers_there_are() -> None:
    package = Path(zonetracker.__file__).parent
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert set(floors()) == rooms | {"zonetracker"}
