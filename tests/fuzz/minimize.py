"""Minimizes documents that show a failure."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 8.0
"""Seconds that minimizing one document may take."""


def minimize(data: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """Data that still shows a failure; smaller and smaller parts are removed as long as it does."""
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
