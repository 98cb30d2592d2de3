"""What a program with an office's fonts made, once for all tests that look at it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paper.office import OFFICE, free_font


@pytest.fixture(scope="session", params=[OFFICE, ("宋体",)], ids=["office", "song-alone"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of PDFs and documents, made on a PC with these fonts."""
    if not free_font():
        pytest.skip("the free font is not on this PC")
    folder = tmp_path_factory.mktemp("office")
    subprocess.run([sys.executable, "-m", "tests.paper.office", str(folder), *request.param], check=True, timeout=300)
    return folder
