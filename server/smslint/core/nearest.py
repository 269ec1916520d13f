"""The name that a misspelt one probably means: of a field, a rule, a setting, a column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def nearest_name(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that resembles a name most; None if none does by at least `cutoff` (0 to 1).

    Of those that do, one that is the beginning of the name up to `_` or `-` resembles it most.
    """
    return _nearest(name, tuple(known), cutoff)


@lru_cache(maxsize=64)
def _nearest(name: str, known: tuple[str, ...], cutoff: float) -> str | None:
    """The same; kept, since all records of a file have the same unknown keys."""
    from difflib import get_close_matches

    found = get_close_matches(name, known, 3, cutoff)
    begins = (each for each in found if name.startswith((f"{each}_", f"{each}-")))
    return next(begins, found[0] if found else None)
