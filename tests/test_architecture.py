"""The rules of the house. Each is a test whose name is the sentence; what is excepted stands beside it with its why."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zonetracker"


def rooms() -> ModuleType:
    """tools/rooms.py, which draws the picture in ARCHITECTURE.md."""
    spec = importlib.util.spec_from_file_location("rooms", ROOT / "tools" / "rooms.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module by its path below the package, with its tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


# ---- who reaches whom: the contracts stand in pyproject.toml


def kept(contract: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a contract holds; import-linter may not silence the loggers of the tests that follow."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)
    return lint_imports(cache_dir=None, limit_to_contracts=(contract,)) == EXIT_STATUS_SUCCESS


def test_arrows_point_down(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("arrows", monkeypatch)


def test_a_pages_folder_knows_no_other_pages_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("pages", monkeypatch)


def test_the_window_reaches_paper_drawing_services_words_model_and_support_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert kept("window", monkeypatch)


def test_only_services_open_storage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("storage", monkeypatch)


def test_only_the_window_and_paper_know_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("qt", monkeypatch)


def test_every_room_and_every_page_stands_in_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = {one["id"]: set(re.findall(r"\w+", " ".join(one.get("layers", [])))) for one in contracts}
    assert layers["arrows"] - {"zonetracker"} == set(rooms().reaches())
    pages = {path.name for path in (PACKAGE / "ui").iterdir() if (path / "__init__.py").exists()}
    assert layers["pages"] == pages


def test_the_picture_is_drawn_from_the_imports() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert rooms().in_document(text, rooms().picture()) == text, "run tools/rooms.py --write"


def test_everything_but_window_and_paper_imports_without_qt() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"ui", "paper"} & set(path.relative_to(PACKAGE).parts)
    ]
    code = "import sys; sys.modules['PySide6'] = None\n" + "\n".join(f"import {name}" for name in modules)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]


# ---- what stands where

OPENERS = {
    "support/seeds.py": "the one opener",
    "support/paths.py": "where the folder lies",
    "commands/selftest.py": "counts the files, whatever they are",
}


def test_seeds_are_opened_in_one_place() -> None:
    named = {path for path, tree in sources() if any(_names(node, "seed_folder") for node in ast.walk(tree))}
    assert named == set(OPENERS)


def _names(node: ast.AST, name: str) -> bool:
    """Whether a node defines, imports or reads this name."""
    if isinstance(node, ast.ImportFrom):
        return any(one.name == name for one in node.names)
    return name in (getattr(node, "name", ""), getattr(node, "id", ""), getattr(node, "attr", ""))


NO_FIGURES = {
    "lexicon/matching.py": "how alike two names are, as rapidfuzz gives it",
    "extraction/rowjson.py": "a confidence as a JSON number",
    "extraction/reading/pdf/page.py": "places on a page",
    "extraction/reading/ofd/placing.py": "places on a page",
    "storage/connection.py": "seconds to wait",
    "storage/locking.py": "seconds to wait",
}


def test_no_float_in_facts_arithmetic_extraction_and_storage() -> None:
    found = []
    for path, tree in sources():
        if path.partition("/")[0] not in ("model", "lexicon", "extraction", "storage") or path in NO_FIGURES:
            continue
        for node in ast.walk(tree):
            a_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            the_type = isinstance(node, ast.Name) and node.id == "float"
            if (a_float or the_type) and isinstance(node, ast.expr):
                found.append(f"{path}:{node.lineno}")
    assert not found


# ---- size

MOST = 15


def test_no_folder_holds_more_than_fifteen_modules() -> None:
    held = Counter(
        path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if path.stem != "__init__"
    )
    assert not {folder for folder, count in held.items() if count > MOST}


# ---- names

FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base"}


def classes() -> list[tuple[str, str]]:
    """Every class: its name without the mark of a private one, and where it stands."""
    return [
        (node.name.lstrip("_"), path)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]


def test_no_class_name_means_two_things() -> None:
    count = Counter(name for name, _ in classes())
    assert [(name, path) for name, path in classes() if count[name] > 1] == []


PLURALS = {
    "Drawings": "the queue in which drawings become pictures",
    "Changes": "the stage that reads changes",
    "Levels": "the stage that reads levels",
    "Milestones": "the stage that reads milestones",
    "Tasks": "the work that the window does in the background",
}


def test_a_word_of_the_glossary_names_at_most_one_class() -> None:
    """Whatever the letters' size and number: `Span` and `Spans` would be two."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = [row.split("|")[1].strip() for row in glossary.splitlines() if row.startswith("| ")][1:]
    assert len(words) > 40 and len(set(words)) == len(words)
    plain = {re.sub(r"\W", "", word).lower() for word in words}
    named = [name.lower().removesuffix("s") for name, _ in classes() if name not in PLURALS]
    assert [word for word in plain if named.count(word) > 1] == []
    assert {name for name, _ in classes()} >= set(PLURALS)


def test_no_file_is_called_utils() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in FORBIDDEN_NAMES]


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path, tree in sources() if tree.body and not ast.get_docstring(tree)] == []


def test_no_front_holds_a_rule_of_the_trade() -> None:
    """Pages and verbs ask the ledger and tell what it found."""
    assert [
        path.relative_to(PACKAGE).as_posix()
        for front in ("ui", "commands")
        for path in sorted((PACKAGE / front).rglob("*.py"))
        if "checking.checks" in path.read_text(encoding="utf-8")
    ] == []
