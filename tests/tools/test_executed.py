"""What is marked as run is what a tracer sees, and what runs is what stands in the source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from coverage import Coverage

from tests.executed import FOLDER

ROOT = Path(__file__).resolve().parents[2]
MODULE = '''"""A text
of two lines."""

from __future__ import annotations

import functools
import sys


class Kind:
    """A text."""

    __slots__ = ("_name",)

    @functools.cache
    def of(
        self,
        number: int,
    ) -> str:
        """A text."""
        if number == 1:
            return "one"
        elif number == 2:
            return "two"
        else:
            number += (
                1
            )
        for one in range(number):
            while one:
                one -= 1
            else:
                continue
        match number:
            case 3 | 4:
                return "three"
        return "never"


def tried(value: object) -> int:
    global last
    last = value
    try:
        return int(str(value))
    except ValueError:
        with open(__file__): pass
        raise
    finally:
        last = None


def bare(): ...


def place() -> int:
    return sys._getframe().f_lineno
'''
ACTS = """
from zonetracker import told
assert told.__doc__ == "A text\\nof two lines." and told.Kind.__doc__ == told.Kind.of.__doc__ == "A text."
kind = told.Kind()
told.bare()
assert (kind.of(1), kind.of(3)) == ("one", "three")
assert told.tried("7") == 7
try:
    told.tried("x")
except ValueError:
    pass
assert told.place() == open(told.__file__).read().splitlines().index("    return sys._getframe().f_lineno") + 1
"""
BY_MARKS = "from tests import executed" + ACTS + "executed.write()"
BY_TRACER = f"""
from coverage import Coverage
tracer = Coverage(data_file=None, config_file=False)
tracer.start()
{ACTS}
tracer.stop()
import json
print(json.dumps(tracer.get_data().lines(told.__file__)))
"""


def started(code: str, package: Path, **more: str) -> str:
    """What the code prints, in a process whose package holds one module."""
    paths = f"import sys; sys.path[:0] = [{str(package.parent)!r}, {str(ROOT)!r}]\n"
    call = [sys.executable, "-c", paths + code]
    done = subprocess.run(call, env={**os.environ, **more}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_marks_see_what_a_tracer_sees(tmp_path: Path) -> None:
    package = tmp_path / "zonetracker"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    module = package / "told.py"
    module.write_text(MODULE, encoding="utf-8")
    started(BY_MARKS, package, **{FOLDER: str(tmp_path), "PYTEST_XDIST_WORKER": "one"})
    marked = set(json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))[str(module)])
    traced = set(json.loads(started(BY_TRACER, package)))
    measure = Coverage(data_file=None, config_file=False)
    statements = set(measure.analysis2(str(module))[1])
    assert marked & statements == traced & statements
    assert {MODULE.splitlines()[line - 1].strip() for line in statements - marked} == {
        'return "two"',
        'return "never"',
    }
