"""Makes a document small that shows a fault."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 8.0
"""Seconds that making one document small may take."""


def reduced(data: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """The data without what the fault does not need: ever smaller pieces are left out as long as it shows."""
    until = time.monotonic() + PATIENCE
    size = max(len(data) // 2, 1)
    while size:
        at = 0
        while at < len(data):
            if time.monotonic() > until:
                return data
            smaller = data[:at] + data[at + size :]
            if shows(smaller):
                data = smaller
            else:
                at += size
        size //= 2
    return data
