"""The material beside the checkout, which a test may judge by and no test needs: it is marked `shared`.

Coverage is measured without these tests, so that its floors hold where the material is not.
"""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("ZONETRACKER_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def shared_texts() -> list[Path]:
    """Every text that others wrote, from which none of ours may borrow."""
    return sorted((SHARED / "evaluation" / "texts").glob("*.txt")) + sorted((SHARED / "corpus").glob("*.txt"))
