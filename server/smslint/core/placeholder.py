"""The template language: `${name}`, and what a near miss of it is called.

A content without a sign that could begin a near miss is done after one match; any other is read by `core.near_miss`.
"""

from __future__ import annotations

from typing import Literal

from smslint.core.lazy import lazy_pattern
from smslint.core.variable_name import NAME
from smslint.dataclass import dataclass

PlaceholderKind = Literal["variable", "malformed", "foreign", "invalid-name", "combined"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder in the content, well formed (`kind` is `variable`) or one of its near misses.

    `name` is the name that can be read in it, None where none can; `names` are all where it holds several.
    `readings` are the well-formed texts that it may have meant, the likeliest first; exactly one means that it can be
    mended safely.
    """

    start: int
    end: int
    kind: PlaceholderKind
    name: str | None
    readings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


VARIABLE = lazy_pattern(rf"\$\{{({NAME})\}}")
_PLAIN = lazy_pattern(rf"[^$＄￥¥{{}}｛｝#＃%&<＜@\[]*+(?:\$\{{{NAME}\}}[^$＄￥¥{{}}｛｝#＃%&<＜@\[]*+)*+")


def placeholders_in(content: str) -> tuple[Placeholder, ...]:
    """All placeholders of a content, in order, none overlapping."""
    if _PLAIN.fullmatch(content):
        return tuple(
            [Placeholder(found.start(), found.end(), "variable", found[1]) for found in VARIABLE.finditer(content)]
        )
    from smslint.core.near_miss import Pass

    return tuple(Pass(content).placeholders())
