"""What a test knows to be there, so that its next line may use it."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def known(value: Value | None) -> Value:
    """The value, which is not None."""
    assert value is not None
    return value
