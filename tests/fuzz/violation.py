"""The error of a violated invariant."""

from __future__ import annotations


class Violation(AssertionError):
    """An invariant does not hold; `kind` names it."""

    def __init__(self, kind: str, detail: object = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


def require(holds: object, kind: str, detail: object = "") -> None:
    """Raise `Violation` unless `holds` is true."""
    if not holds:
        raise Violation(kind, detail)
