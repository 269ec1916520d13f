"""The normalized text of a content: what rules compare, with a way back to the characters that were written.

Invisible characters are removed, full-width ASCII becomes ASCII, letters become lower case where that is one
character, traditional characters become simplified, and each code point of a placeholder becomes `MASK`.
Nothing is composed or decomposed, so every character of the normalized text stands for one of the content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from smslint.core.lexicon import MASK, Lexicon
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder
from smslint.dataclass import dataclass

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
"""Characters without a width, as a character class; blanks and control characters are not among them."""

_INVISIBLE = lazy_pattern(f"[{INVISIBLE}]")
_UPPER = lazy_pattern("[A-Z]")
_COMMON = tuple((character, chr(ord(character) - 0xFEE0)) for character in "，！？：；（）～")


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """`offsets[i]` is where character i of `text` stands in the content; None if each stands at its own index.

    `has_unusual` tells whether the content has a character other than printable ASCII, standard Han characters, line
    breaks and common punctuation.
    """

    text: str
    offsets: tuple[int, ...] | None = None
    has_unusual: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the content that a range of the normalized text stands for."""
        if self.offsets is None or start == end == 0:
            return start, end
        first = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1 if self.offsets else 0
        return first, max(first, self.offsets[end - 1] + 1) if end > start else first

    def index(self, offset: int) -> int:
        """The index of the first character that stands at or behind an offset of the content."""
        if self.offsets is None:
            return offset if offset < len(self.text) else len(self.text)
        return bisect_left(self.offsets, offset)


_FEW = 500
"""How many characters are looked for before a set of the plain ones is made."""


class Folding:
    """Folds single characters; made once for a lexicon.

    A text without unusual characters is folded by a few replacements, three times as fast as by the table.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._searched = 0

    @cached_property
    def _table(self) -> dict[int, int]:
        pairs = self._lexicon.simplified.items()
        table = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
        return table | {ord(old): ord(new) for old, new in pairs if len(old) == len(new) == 1}

    def fold(self, text: str) -> str:
        """A text with its characters folded, each to exactly one."""
        return _fold_common(text) if self._is_plain(text) else self._fold_any(text)

    def _is_plain(self, text: str) -> bool:
        self._searched += len(text)
        if self._searched > _FEW:
            return self._lexicon.plain.issuperset(text)
        return all(map(self._lexicon.plain_characters.__contains__, text))

    def _fold_any(self, text: str) -> str:
        text = text.translate(self._table)
        lower = text.lower()
        if len(lower) == len(text):
            return lower
        return "".join(low if len(low := character.lower()) == 1 else character for character in text)

    def normalize(self, content: str, placeholders: Iterable[Placeholder]) -> NormalizedText:
        """The normalized text of a content whose placeholders are known."""
        if self._is_plain(content):
            return NormalizedText(_masked(_fold_common(content), placeholders))
        masked = _masked(self._fold_any(content), placeholders)
        if not _INVISIBLE.search(masked):
            return NormalizedText(masked, None, True)
        kept = tuple(index for index, character in enumerate(masked) if not _INVISIBLE.match(character))
        return NormalizedText("".join([masked[index] for index in kept]), kept, True)


def _fold_common(text: str) -> str:
    for written, plain in _COMMON:
        text = text.replace(written, plain)
    return text.lower() if _UPPER.search(text) else text


def _masked(text: str, placeholders: Iterable[Placeholder]) -> str:
    parts: list[str] = []
    last = 0
    for found in placeholders:
        parts += text[last : found.start], MASK * (found.end - found.start)
        last = found.end
    return "".join([*parts, text[last:]]) if parts else text
