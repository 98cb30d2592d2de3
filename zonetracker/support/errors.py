"""The one kind of exception for trouble that a clerk can do something about."""

from __future__ import annotations


class Refusal(Exception):
    """A known trouble: `str()` is one Chinese sentence that says what to do; `code` names the case for tests.

    Anything else that escapes is a bug and becomes a crash bundle.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
