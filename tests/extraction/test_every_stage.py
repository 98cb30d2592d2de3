"""Each stage of extraction is a module, and each has a test file of its own that calls it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import zonetracker.extraction

STAGES = Path(zonetracker.extraction.__file__).parent
TESTS = Path(__file__).parent
ROOMS = ("text", "figures", "sentences", "events", "judging", "tables", "forms")
MODULES = [path for room in ROOMS for path in sorted((STAGES / room).glob("*.py")) if path.stem != "__init__"]


@pytest.mark.parametrize("module", [f"{path.parent.name}.{path.stem}" for path in MODULES])
def test_a_stage_is_tested_by_itself(module: str) -> None:
    room, name = module.split(".")
    source = (TESTS / room / f"test_{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    stage = f"zonetracker.extraction.{module}"
    assert any(each == stage or each.startswith(stage + ".") for each in imported)
    assert any(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in tree.body)


def test_no_test_file_is_left_of_a_stage_that_is_gone() -> None:
    stages = {f"{path.parent.name}/test_{path.stem}.py" for path in MODULES}
    of_the_whole_road = {"figures/test_figures.py", "text/test_time.py", "forms/test_emptied_sheets.py"}
    found = {f"{room}/{path.name}" for room in ROOMS for path in (TESTS / room).glob("test_*.py")}
    assert found == stages | of_the_whole_road
