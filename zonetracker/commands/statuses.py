"""What the command line says at its end: done, not (all) done, or called wrongly."""

from __future__ import annotations

DONE, COULD_NOT, WRONG_CALL = 0, 1, 2
