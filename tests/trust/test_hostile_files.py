"""R16: a hostile file costs the window nothing: it goes on answering, needs hardly more memory, and is told in time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.hostile import BORNE, REFUSED
from tests.trust.promises import Asking, Counting

ROOT = Path(__file__).resolve().parents[2]
HEAVIEST = ["huge part that lies", "huge sum", "text without end", "huge sheet", "pdf bomb", "double packed pdf bomb"]
HEAVIEST += [
    "deep html",
    "huge spans",
    "too large",
    "too long",
    "wide table",
    "laughs in docx",
    "huge ods",
    "deep docx",
]
"""What would cost most where no limit held; these are always among the trials."""
SHEETS = (".xlsx", ".xls", ".ods", ".csv", ".et")
MEGABYTES, ANSWERS_SECONDS, DECIDED_SECONDS = 150, 0.2, 33


def tricks(count: int) -> dict[str, tuple[str, str, Callable[[], bytes]]]:
    """So many tricks: name of the file, how it is to end, and how it is made."""
    every = {**REFUSED, **{trick: (name, "", made) for trick, (name, made) in BORNE.items()}}
    others = sorted(every.keys() - set(HEAVIEST))
    random.Random(16).shuffle(others)
    return {trick: every[trick] for trick in [*HEAVIEST, *others][:count]}


def measured(folder: Path, reader: str) -> list[dict[str, Any]]:
    """What a window said of each file in the folder."""
    command = [sys.executable, "-m", "tests.trust.importing", str(folder), reader]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def wrong(said: dict[str, Any], code: str | None) -> str:
    """What a file did that none may; "" where it did nothing of it. Where no code is known, any refusal will do."""
    ended = said["ended"] == "read" if not code else said["code"] == f"read-{code}"
    if not ended and (code is not None or said["ended"] == "failed"):
        return f"ended as {said['ended']} {said['code']}"
    if said["megabytes"] > MEGABYTES:
        return f"cost the window {said['megabytes']:.0f} MB"
    if said["longest"] > ANSWERS_SECONDS:
        return f"kept the window for {said['longest']:.2f} s"
    return "" if said["child"] <= DECIDED_SECONDS else f"took {said['child']:.0f} s"


def found_wrong(folder: Path, reader: str, chosen: dict[str, tuple[str, str, Callable[[], bytes]]]) -> list[str]:
    for number, (name, _, made) in enumerate(chosen.values()):
        (folder / f"{number:03} {name}").write_bytes(made())
    said = measured(folder, reader)
    assert len(said) == len(chosen)
    codes = {trick: code if reader == "report" else None for trick, (_, code, _) in chosen.items()}
    pairs = zip(codes.items(), said, strict=True)
    return [f"{trick} as a {reader}: {what}" for (trick, code), told in pairs if (what := wrong(told, code))]


@pytest.mark.slow
def test_the_window_goes_on_whatever_report_it_is_given(tmp_path: Path, promise: Counting, rounds: Asking) -> None:
    chosen = tricks(rounds("R16"))
    promise("R16", tried=len(chosen), bad=found_wrong(tmp_path, "report", chosen))


@pytest.mark.slow
def test_and_whatever_sheet(tmp_path: Path, promise: Counting, rounds: Asking) -> None:
    chosen = {trick: made for trick, made in tricks(rounds("R16")).items() if made[0].endswith(SHEETS)}
    promise("R16", tried=len(chosen), bad=found_wrong(tmp_path, "sheet", chosen))
