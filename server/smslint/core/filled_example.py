"""Finds a text with its variables filled in, in a longer one: the example of a message in a use case description.

Both are compared as shadows: full-width ASCII as ASCII, without blanks and invisible characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import LONGEST_VALUE
from smslint.core.lexicon import MASK
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.recognise.links import Link

READ_LIMIT: Final = 10_000
"""How many code points of a description are read."""
_DROPPED = lazy_pattern(f"[\\s\x1c-\x1f\\x85{INVISIBLE}]+")
_PLACEHOLDER = lazy_pattern(r"\$\{[^{}]{0,64}\}?")
_FOLDED: Final = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
_STOPS: Final = ",.;!。、"


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text as it is compared; `offsets` say where its characters stand in the text."""

    text: str
    offsets: tuple[int, ...]


def shadow_of(text: str) -> Shadow:
    """The shadow of a text."""
    kept: list[int] = []
    start = 0
    for dropped in _DROPPED.finditer(text):
        kept += range(start, dropped.start())
        start = dropped.end()
    kept += range(start, len(text))
    return Shadow("".join([text[at] for at in kept]).translate(_FOLDED), tuple(kept))


def find_filled(runs: Sequence[str], text: str, longest: int = LONGEST_VALUE) -> tuple[int, int] | None:
    """Where a text holds fixed runs in their order, with 1 to `longest` characters and no placeholder in between.

    Runs between two adjacent variables are empty. The place is the first one that ends, if there are several.
    """
    shadow = shadow_of(text[:READ_LIMIT])
    parts = [shadow_of(run).text for run in runs]
    within = _PLACEHOLDER.sub(lambda found: MASK * len(found[0]), shadow.text)
    if not all(part in within for part in parts):
        return None
    ends = _ends(parts, within, longest, (1 << len(within) + 1) - 1)
    if not ends:
        return None
    end = ends.bit_length() - 1 if not parts[-1] else (ends & -ends).bit_length() - 1
    backwards = _ends([part[::-1] for part in reversed(parts)], within[:end][::-1], longest, 1)
    length = backwards.bit_length() - 1 if not parts[0] else (backwards & -backwards).bit_length() - 1
    if not length:  # nothing but empty runs: a blank content is in no text
        return None
    return shadow.offsets[end - length], shadow.offsets[end - 1] + 1


def _ends(parts: Sequence[str], text: str, longest: int, starts: int) -> int:
    """Where the parts can end, as the bits of a number, if they begin at one of the bits of `starts`.

    All places are followed at once, so that the work grows with the lengths alone, whatever the text holds.
    """
    at = {character: 0 for part in (MASK, *parts) for character in part}
    for index, character in enumerate(text):
        if character in at:
            at[character] |= 1 << index
    values = (1 << len(text)) - 1 & ~at[MASK]
    ends = starts
    for number, part in enumerate(parts):
        if number:
            step, ends = ends, 0
            for _ in range(longest):
                step = (step & values) << 1
                ends |= step
        for character in part:
            ends = (ends & at[character]) << 1
    return ends


def example_in(analysis: Analysis, description: str) -> tuple[int, int] | None:
    """Where a description holds a content with its variables filled in. It may lack the unsubscribe text at the end."""
    content = analysis.content
    runs = [content[start:end] for start, end in analysis.gaps()]
    longest = max(LONGEST_VALUE, analysis.value_length)
    found = find_filled(runs, description, longest)
    if found is None and analysis.unsubscribes:
        last = analysis.unsubscribes[-1]
        rest = len(content) - len(runs[-1])
        if last.start >= rest and not content[last.end :].strip(_STOPS + " \n"):
            runs[-1] = content[rest : last.start].rstrip(_STOPS + "，；！ \n")
            found = find_filled(runs, description, longest)
    return found


def link_sample_in(analysis: Analysis, link: Link, description: str) -> bool:
    """Whether a description holds a link of the content with its variables filled in."""
    edges = [(0, link.start), *((each.start, each.end) for each in link.placeholders), (link.end, 0)]
    runs = [analysis.content[first[1] : second[0]] for first, second in pairwise(edges)]
    return find_filled(runs, description, max(LONGEST_VALUE, analysis.value_length)) is not None
