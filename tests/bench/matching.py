"""Names: each of 2,500 sought among 5,000 known indicators, beside rapidfuzz's own search for the best."""

from __future__ import annotations

import random
import time

from rapidfuzz import fuzz, process

from zonetracker.lexicon.matching import Matcher
from zonetracker.model.facts import Indicator

SYLLABLES = "工业农业投资收入项目企业园区面积产值平台人才贷款出口进口城镇农村新增"


def bench() -> None:
    """Print both times and their ratio."""
    chance = random.Random(1)
    made = ["".join(chance.choices(SYLLABLES, k=9)) for _ in range(5000)]
    matcher = Matcher([Indicator(number, name, None) for number, name in enumerate(made, 1)])
    began = time.perf_counter()
    for name in made[:2500]:
        matcher.match(name + "率", None)
    took = time.perf_counter() - began
    began = time.perf_counter()
    for name in made[:2500]:
        process.extractOne(name + "率", made, scorer=fuzz.ratio)
    plain = time.perf_counter() - began
    print(f"2,500 names in {took:.3f} s; rapidfuzz's best of all in {plain:.3f} s; ratio {took / plain:.1f}")
