"""A guard over the whole run: no test, and nothing that it calls, speaks to another PC.

The hook sees what Python opens in this process; the fenced child has a guard of its own, which has tests of its own.
"""

from __future__ import annotations

import sys

TOLD: list[str] = []
"""Whom something wanted to reach, since this was cleared last."""
NAMED: list[str] = []
"""The same, this PC itself included."""

_HERE = ("127.", "::1", "localhost", "0.0.0.0")
_SPEAKING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")


def place_of(event: str, details: tuple[object, ...]) -> str:
    """Whom an event of the interpreter would reach; "" for none, and for what is a file of this PC."""
    if event not in _SPEAKING:
        return ""
    address = details[0] if event.startswith("socket.get") else details[-1]
    host = address[0] if isinstance(address, tuple) else address
    local = event in ("socket.connect", "socket.sendto") and not isinstance(address, tuple)  # a socket that is a file
    if local or host is None:
        return ""
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)


def _guard(event: str, details: tuple[object, ...]) -> None:
    place = place_of(event, details)
    if not place:
        return
    NAMED.append(place)
    if not place.startswith(_HERE):
        TOLD.append(place)
        raise PermissionError(f"a test wants to reach {place}")


def watch() -> None:
    """From now on, for good: such a hook is never taken off."""
    sys.addaudithook(_guard)
