"""This PC's own choices (language, light or dark, window place, last file): small JSON, never the workbook's data."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from pathlib import Path

from zonetracker.support.patience import patiently

_log = logging.getLogger(__name__)


class LocalSettings:
    """Choices by dotted key, stored at once; a file that cannot be read or written costs only the choices."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, object] = {}
        with contextlib.suppress(OSError, ValueError):
            loaded = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(loaded, dict):
                self._values = loaded

    def value(self, key: str, default: object = None) -> object:
        """The value kept under `key`, else `default`."""
        return self._values.get(key, default)

    def text(self, key: str, default: str = "") -> str:
        """The value where it is text, else `default`."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """The value where it is a whole number, else `default`."""
        value = self._values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def texts(self, key: str) -> list[str]:
        """The texts of a list; empty where there is none."""
        value = self._values.get(key)
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    def keep(self, key: str, value: object) -> None:
        """Keep a JSON value; None forgets the key."""
        if value is None:
            self._values.pop(key, None)
        elif self._values.get(key) == value:
            return
        else:
            self._values[key] = value
        self._write()

    def _write(self) -> None:
        part = self._path.with_suffix(".part")
        try:
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            patiently(lambda: os.replace(part, self._path))  # noqa: PTH105
        except OSError as error:
            _log.warning("settings not kept: %s", error.__class__.__name__)
