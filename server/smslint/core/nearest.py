"""The name that a misspelt one probably means: of a field, a rule, a setting, a column."""

from __future__ import annotations

from collections.abc import Iterable


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that resembles a name most; None if none does by at least `cutoff` (0 to 1)."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), 1, cutoff)
    return found[0] if found else None
