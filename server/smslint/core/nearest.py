"""The name that a misspelt one probably means: of a field, a rule, a setting, a column."""

from __future__ import annotations

from collections.abc import Iterable


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that resembles a name most; None if none does by at least `cutoff` (0 to 1).

    Of those that do, one that is the beginning of the name up to `_` or `-` resembles it most.
    """
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), 3, cutoff)
    begins = (each for each in found if name.startswith((f"{each}_", f"{each}-")))
    return next(begins, found[0] if found else None)
