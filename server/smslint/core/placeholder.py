"""The template language: `${name}`, and every near miss of it, each recognised as what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PlaceholderKind = Literal["variable", "malformed", "foreign", "invalid-name", "combined"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder in the content, well formed (`kind` is `variable`) or one of its near misses.

    `name` is the name that can be read in it, None where none can. `readings` are the well-formed texts that it may have meant, the likeliest
    first; exactly one means that it can be mended safely.
    """

    start: int
    end: int
    kind: PlaceholderKind
    name: str | None
    readings: tuple[str, ...] = ()


_VARIABLE = re.compile(r"\$\{([A-Za-z][A-Za-z0-9_]*)\}")


def placeholders_in(content: str) -> tuple[Placeholder, ...]:
    """All placeholders of a content, in order, none overlapping."""
    return tuple(Placeholder(found.start(), found.end(), "variable", found[1]) for found in _VARIABLE.finditer(content))
