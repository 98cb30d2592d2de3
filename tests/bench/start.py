"""The first table painted and the window idle, beside a bare window with a table; 3,000 targets beside the sample."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.ui.made_up_book import book
from zonetracker.services.sample.book import build_sample_now

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


def bench() -> None:
    """Print CPU seconds, medians of this run, and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        sample = Path(folder) / "sample.zt"
        build_sample_now(sample).close()
        large = book(Path(folder), rows=3000)
        started(str(sample), home)
        for picture in (home / "pictures").iterdir():
            picture.unlink()
        cold = started(str(sample), home)
        runs = [[started(what, home) for what in ("bare", str(sample), str(large))] for _ in range(RUNS)]
    bare, first, many = (median(run[place]["painted"] for run in runs) for place in range(3))
    idle = median(run[1]["idle"] for run in runs)
    print(f"bare window with a table {bare:.3f} s CPU (median of {RUNS})")
    print(f"sample: first table painted {first:.3f} s, ratio {first / bare:.1f}; idle {idle:.3f} s, {idle / bare:.1f}")
    print(f"sample, every picture drawn anew: idle {cold['idle']:.3f} s, ratio {cold['idle'] / bare:.1f}")
    print(f"3,000 targets: first table painted {many:.3f} s, ratio to the sample {many / first:.1f}")


def started(what: str, home: Path) -> dict[str, float]:
    """One start in a process of its own: CPU seconds by what was reached."""
    home.mkdir(exist_ok=True)
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZONETRACKER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    known.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    call = [sys.executable, str(ROOT / "tests" / "started.py"), what]
    said = subprocess.run(call, cwd=ROOT, env=known, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    return {str(line["when"]): float(line["cpu"]) for line in lines}
