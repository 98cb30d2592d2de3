"""All benchmarks, each beside a yardstick measured in the same run: `python3 dev.py bench`.

Garbage is collected as seldom as in the program.
"""

from __future__ import annotations

import importlib
import pkgutil

import tests.bench as here
from zonetracker.__main__ import collect_rarely


def main() -> None:
    """Run `bench()` of every module in this folder."""
    collect_rarely()
    for found in sorted(pkgutil.iter_modules(here.__path__), key=lambda module: module.name):
        if found.name.startswith("_"):
            continue
        module = importlib.import_module(f"tests.bench.{found.name}")
        print(f"== {found.name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        module.bench()


if __name__ == "__main__":
    main()
