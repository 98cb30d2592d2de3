"""What the checks say of a target as it stands in its list, beside its baseline and its parts."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.checking.checks import check_parts, check_target, implied_growth
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Target


def is_checked(target: Target, baseline: Actual | None) -> bool:
    """Whether there is all that it takes to check a target's level against its growth."""
    return implied_growth(target.stated, baseline) is not None


def findings_of(target: Target, baseline: Actual | None, parts: Sequence[Target]) -> tuple[Finding, ...]:
    """What is wrong or odd with a target that stands."""
    return (*check_target(target, baseline), *check_parts(target, parts))
