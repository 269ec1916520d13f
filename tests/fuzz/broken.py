"""How it is said that something does not hold."""

from __future__ import annotations


class Broken(AssertionError):
    """Something that must hold does not; `kind` names it."""

    def __init__(self, kind: str, detail: object = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


def must(holds: object, kind: str, detail: object = "") -> None:
    if not holds:
        raise Broken(kind, detail)
