"""How bad a finding is, and how sure its rule is."""

from __future__ import annotations

from typing import Literal, get_args

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The severities, the worst first."""
Confidence = Literal["high", "medium", "low"]
