"""The rooms of the program and which room reaches which, drawn from the imports themselves.

python tools/rooms.py            prints the picture
python tools/rooms.py --write    puts it into ARCHITECTURE.md
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zonetracker"
BEGIN, END = "<!-- rooms -->", "<!-- end of rooms -->"


def modules() -> dict[str, Path]:
    """Every module by its name below the package: `ui.parts.table.model`; a room's own module has the room's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        if parts:
            found[".".join(parts)] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """The names below the package that a module imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        yield from (name.removeprefix("zonetracker.") for name in names if name.startswith("zonetracker."))


@cache
def reaches() -> Mapping[str, frozenset[str]]:
    """Each room with the rooms that its modules import."""
    known = modules()
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        own = found.setdefault(name.partition(".")[0], set())
        own |= {other.partition(".")[0] for other in imported(path) if other in known}
    return {room: frozenset(others - {room}) for room, others in found.items()}


def levels() -> list[list[str]]:
    """The rooms from top to bottom: each stands above all that it reaches, as low as it can."""
    below = reaches()

    @cache
    def height(room: str) -> int:
        return 1 + max((height(other) for other in below[room]), default=0)

    rows: dict[int, list[str]] = {}
    for room in sorted(below):
        rows.setdefault(height(room), []).append(room)
    return [rows[at] for at in sorted(rows, reverse=True)]


def picture() -> str:
    """A line a room, top to bottom, with what it reaches, the nearest below first."""
    order = [room for level in levels() for room in level]
    lines = []
    for room in order:
        down = [other for other in order if other in reaches()[room]]
        lines.append(f"{room:<12}→ {' '.join(down)}" if down else room)
    return "\n".join(lines)


def in_document(text: str, drawn: str) -> str:
    """The document with this picture between its marks."""
    pattern = re.compile(f"(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"no {BEGIN} in the document")
    return pattern.sub(lambda _: f"```\n{drawn}\n```\n", text)


def main() -> None:
    """Print the picture or write it."""
    document = ROOT / "ARCHITECTURE.md"
    if "--write" in sys.argv[1:]:
        document.write_text(in_document(document.read_text(encoding="utf-8"), picture()), encoding="utf-8")
    else:
        print(picture())


if __name__ == "__main__":
    main()
