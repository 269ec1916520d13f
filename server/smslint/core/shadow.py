"""The shadow: a content as rules compare it, with a way back to the characters that were written.

Invisible characters are dropped, full-width ASCII becomes ASCII, letters become lower case where that is one character,
traditional characters become simplified, and each code point of a placeholder becomes `MASK` (DESIGN §2). Nothing is ever
composed or decomposed, so that every character of the shadow is one of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smslint.core.lexicon import MASK
from smslint.core.placeholder import Placeholder

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
"""Characters that take no room, as a character class; blanks and control characters are not among them."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PLAIN = re.compile("[\x00-\x7f\u3000-\u303f\u2010-\u2027]*")


@dataclass(frozen=True, slots=True)
class Shadow:
    """`offsets[i]` is where character i of `text` stands in the content; None where each stands at its own index."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the content that a range of the shadow stands for."""
        if self.offsets is None or start == end == 0:
            return start, end
        first = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1 if self.offsets else 0
        return first, max(first, self.offsets[end - 1] + 1) if end > start else first


class Folding:
    """The table that folds single characters; built once from the pairs of traditional and simplified characters."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        table = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
        table |= {ord(old): ord(new) for old, new in simplified.items() if len(old) == len(new) == 1}
        self._table = table
        self._odd = re.compile("[\uff01-\uff5e" + "".join(re.escape(c) for c in simplified) + "]")

    def fold(self, text: str) -> str:
        """A text with its characters folded, each to exactly one."""
        if self._odd.search(text):
            text = text.translate(self._table)
        lower = text.lower()
        if len(lower) == len(text):
            return lower
        return "".join(low if len(low := character.lower()) == 1 else character for character in text)

    def shadow(self, content: str, placeholders: Iterable[Placeholder]) -> Shadow:
        """The shadow of a content whose placeholders have been read."""
        masked = content
        for found in placeholders:
            masked = masked[: found.start] + MASK * (found.end - found.start) + masked[found.end :]
        if masked.isascii() or not _INVISIBLE.search(masked):
            return Shadow(self.fold(masked))
        kept = [(index, character) for index, character in enumerate(masked) if not _INVISIBLE.match(character)]
        return Shadow(self.fold("".join(character for _, character in kept)), tuple(index for index, _ in kept))
