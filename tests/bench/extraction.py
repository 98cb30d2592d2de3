"""Extraction: characters a second, beside a plain compiled-regex scan of the same text for digits and a unit."""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable

from tests.shared import SHARED
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read
from zonetracker.support.paths import seed_folder

PLAIN = re.compile(r"\d+(?:\.\d+)?(?:亿元|万元|万人|公里|亩|个|家|项|人|%)")
ENOUGH = 300_000
ROUNDS = 3


def sample() -> str:
    """The sample reports, and the shared corpus where it stands beside the checkout, up to a report's largest size."""
    texts = [read(path.read_bytes(), path.name).text for path in sorted((seed_folder() / "reports").glob("*.*"))]
    corpus = SHARED / "corpus"
    texts += [path.read_text(encoding="utf-8-sig") for path in sorted(corpus.glob("*.txt"))]
    text = "\n".join(texts)
    while len(text) < ENOUGH:
        text += "\n" + text
    return text[:ENOUGH]


def best(run: Callable[[], object]) -> float:
    """The shortest of a few runs, after one to warm up."""
    run()
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return min(found)


def bench() -> None:
    """Print speed, the ratio to the plain scan, what ten times the text takes, and the peak of memory."""
    text = sample()
    part = text[: ENOUGH // 10]
    rows = len(extract(Document(text)))
    ours, plain = best(lambda: extract(Document(text))), best(lambda: PLAIN.findall(text))
    small = best(lambda: extract(Document(part)))
    print(f"  {len(text):,} characters, {rows:,} rows: {len(text) / ours:,.0f} characters/s")
    print(
        f"  plain scan for digits and a unit: {len(text) / plain:,.0f} characters/s, {ours / plain:.0f} times as fast"
    )
    print(f"  10 times the text takes {ours / small:.1f} times as long")
    extract(Document((text * 4)[:1_000_000]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"  1,000,000 characters: peak memory of this process {peak:,.0f} MB")


if __name__ == "__main__":
    bench()
