"""Which lines of the program the tests run, at a tenth of the time that a tracer takes.

With the variable of `FOLDER` set, every module of the package is compiled with a mark before each of its statements,
and each process of pytest writes there what it ran: `{file: [line, …]}`. A mark shares the line of its statement, so
that tracebacks stay as they are; a clause (`except`, `case`) counts as run when its body is.
tests/conftest.py imports this before anything of the package; other processes that tests start are not measured.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

PACKAGE = "zonetracker"
FOLDER = "ZONETRACKER_EXECUTED"
MARKS = "__executed__"

_seen: dict[str, list[bool]] = {}  # a list of its file's length: storing into one is the quickest that Python has


class _Marking(ast.NodeTransformer):
    """A mark at the head of every statement."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, field, _marked(node, value))
        return node


def _marked(owner: ast.AST, body: list[ast.stmt]) -> list[ast.stmt]:
    marked: list[ast.stmt] = []
    if isinstance(owner, ast.ExceptHandler):
        marked.append(_mark(owner.lineno, body[0]))
    if isinstance(owner, ast.match_case):
        marked.append(_mark(owner.pattern.lineno, body[0]))
    for place, statement in enumerate(body):
        lines = [one.lineno for one in getattr(statement, "decorator_list", [])]
        marks = [_mark(line, statement) for line in (*lines, statement.lineno)]
        if place == 0 and _is_text(statement):
            marked.append(statement)
        elif _is_future(statement):  # which has to be the first
            marked += [statement, *marks]
        else:
            marked += [*marks, statement]
    return marked


def _is_text(statement: ast.stmt) -> bool:
    constant = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(constant, ast.Constant) and isinstance(constant.value, str)


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _mark(line: int, beside: ast.stmt) -> ast.stmt:
    made = ast.Assign([ast.Subscript(ast.Name(MARKS, ast.Load()), ast.Constant(line), ast.Store())], ast.Constant(True))
    return ast.fix_missing_locations(ast.copy_location(made, beside))


class _Loader(SourceFileLoader):
    """Compiles with marks, and neither reads nor writes what is compiled without them."""

    def path_stats(self, path: Any) -> Any:
        """Python: without it nothing is kept of what was compiled."""
        raise OSError

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """Python: what to run of a source file."""
        tree = _Marking().visit(ast.parse(data, path))
        code: CodeType = compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)
        return code

    def exec_module(self, module: ModuleType) -> None:
        """Python: run the module, its list of marks beside its names."""
        file = str(module.__file__)
        length = 2 + Path(file).read_bytes().count(b"\n")
        module.__dict__[MARKS] = _seen.setdefault(file, [False] * length)
        super().exec_module(module)


class _Finder(MetaPathFinder):
    """Gives the package's modules the loader that marks."""

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Python: where a module is and who loads it."""
        if name.partition(".")[0] != PACKAGE:
            return None
        found = PathFinder.find_spec(name, path, target)
        if found is not None and isinstance(found.loader, SourceFileLoader):
            found.loader = _Loader(found.loader.name, found.loader.path)
        return found


def begin() -> None:
    """Measure what is imported from now on; none of the package may be there yet."""
    assert not any(name.partition(".")[0] == PACKAGE for name in sys.modules)
    sys.meta_path.insert(0, _Finder())


def write() -> None:
    """What this process ran, into the folder, under the name of the process among pytest's."""
    if not _seen:
        return
    ran = {file: [line for line, was in enumerate(marks) if was] for file, marks in _seen.items()}
    name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    (Path(os.environ[FOLDER]) / f"{name}.json").write_text(json.dumps(ran), encoding="utf-8")


if os.environ.get(FOLDER):
    begin()
