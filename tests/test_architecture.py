"""The five rules of ARCHITECTURE.md as tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zonetracker"
NO_FIGURES = {
    "lexicon/matching.py": "how alike two names are, as rapidfuzz gives it",
    "extraction/rowjson.py": "a confidence as a JSON number",
    "extraction/reading/pdfpage.py": "places on a page",
    "storage/connection.py": "seconds to wait",
    "storage/locking.py": "seconds to wait",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base"}


def test_arrows_point_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS


def test_everything_but_window_and_paper_imports_without_qt() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"ui", "paper"} & set(path.relative_to(PACKAGE).parts)
    ]
    code = "import sys; sys.modules['PySide6'] = None\n" + "\n".join(f"import {name}" for name in modules)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_float_in_facts_arithmetic_extraction_and_storage() -> None:
    found = []
    for layer in ("model", "lexicon", "extraction", "storage"):
        for path in sorted((PACKAGE / layer).rglob("*.py")):
            if path.relative_to(PACKAGE).as_posix() in NO_FIGURES:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                a_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
                the_type = isinstance(node, ast.Name) and node.id == "float"
                if (a_float or the_type) and isinstance(node, ast.expr):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found


def test_no_file_is_called_utils() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in FORBIDDEN_NAMES]


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_front_holds_a_rule_of_the_trade() -> None:
    """Pages and verbs ask the ledger and tell what it found."""
    found = [
        path.relative_to(PACKAGE).as_posix()
        for front in ("ui", "commands")
        for path in sorted((PACKAGE / front).rglob("*.py"))
        if "model.checks" in path.read_text(encoding="utf-8")
    ]
    assert not found
