"""An exception in an override of Qt: the process lives, it is told once, one bundle is kept, and the page is painted.

Each override of the window's classes is broken in turn in a child process, while the window is walked through.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.overriding import overrides

GROUPS = 4
"""So many children share the overrides: each starts the window once for its own."""


def test_every_override_is_guarded() -> None:
    found = overrides()
    assert len(found) > 100
    assert not [f"{kind.__qualname__}.{name}" for kind, name in found if not hasattr(vars(kind)[name], "__wrapped__")]


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_no_exception_in_an_override_ends_the_process(group: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.ui.overriding", str(tmp_path), str(group), str(GROUPS)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert done.stdout.splitlines()[-1].startswith("walked "), done.stdout[-2000:]
