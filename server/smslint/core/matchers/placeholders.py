"""Kinds of match about placeholders: `placeholder` and `adjacent`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match, text_match
from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import unnumbered
from smslint.core.prefilter import ALWAYS, Gate

_INVISIBLE = lazy_pattern(f"[{INVISIBLE}]+")


def read_placeholder(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    kind, names = raw["of"], frozenset(raw.get("names", ()))
    gate = Gate(flags=flags.HAS_BROKEN_PLACEHOLDER)
    if kind == "variable":
        gate = Gate(names=names) if names else ALWAYS
    return {"kind": kind, "names": names, "numbered": raw.get("numbered", False)}, gate


def find_placeholder(analysis: Analysis, kind: str, names: frozenset[str], numbered: bool) -> Iterator[Match]:
    """Placeholders of a kind. With `names`, lower-case ones, the first use of each of them.

    `numbered` allows a number after the names.
    """
    seen: set[str] = set()
    for found in analysis.placeholders:
        if found.kind != kind:
            continue
        name = found.name or ""
        if names:
            if name in seen or (unnumbered(name.lower()) if numbered else name.lower()) not in names:
                continue
            seen.add(name)
        yield text_match(analysis, found.start, found.end, variable=name, to=next(iter(found.readings), ""))


def says_something(text: str) -> bool:
    """Whether a text holds a letter, a digit or a Han character."""
    return any(map(str.isalpha, text)) or any(map(str.isdecimal, text)) or "〇" in text


def read_adjacent(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    return {"touching": raw["touching"]}, Gate(flags=flags.HAS_CROWDED_PLACEHOLDERS)


def find_adjacent(analysis: Analysis, touching: bool) -> Iterator[Match]:
    """Two variables that are `touching`, or that have nothing but punctuation, symbols and blanks between them.

    Invisible characters between them do not count. Variables of different frames stand apart.
    """
    for first, second in pairwise(analysis.placeholders):
        if first.kind != "variable" or second.kind != "variable":
            continue
        gap = analysis.content[first.end : second.start]
        visible = _INVISIBLE.sub("", gap) if gap else gap
        if touching == bool(visible) or says_something(visible):
            continue
        if analysis.template.frames and _in_two_frames(analysis, first.start, second.end):
            continue
        yield Match(
            analysis.span(first.start, second.end),
            {"first": first.name or "", "second": second.name or "", "between": gap},
        )


def _in_two_frames(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a range of the content reaches into the texts of two frames."""
    from smslint.core.frames import spans_in_frames

    return len(spans_in_frames(analysis.template.frames, start, end)) > 1
