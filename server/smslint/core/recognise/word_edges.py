"""Whether a range of a Chinese text begins and ends where words do: 促销 in 督促销毁 does not.

The words around the range are those of the likeliest split, which has the lowest cost: the rarer a word, the higher its
cost, in half bits. This is asked only where a cue was found.
"""

from __future__ import annotations

from typing import Final

from smslint.core.lexicon import Lexicon

_REACH: Final = 6
"""How many characters before and after a range can matter."""
_HIGHEST: Final = 52
"""The cost of a word that occurs once: all words of the vocabulary occur 60 million times."""
_DOUBT: Final = 10
"""How much rarer a split may be in which a word crosses an edge of the cue."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"  # `string` compiles a pattern
_CUE: Final = 12
"""How far a cue is below the highest cost at least: the vocabulary is older than messages, and does not know 满减."""


class Vocabulary:
    """The words of the catalog's vocabulary, and its cues of two and more characters; made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = {entry[0]: entry for entry in lexicon.vocabulary.split()}
        cues = frozenset().union(*(table.cues for table in lexicon.tables.values() if table.of_messages))
        self._cues = frozenset(cue for cue in cues if len(cue) > 1 and _is_han(cue[0]))
        self._longest = max(map(len, self._cues), default=2)
        self._words: dict[str, dict[str, int]] = {}

    def cuts(self, text: str, start: int, end: int) -> bool:
        """Whether words of a normalized text cross an edge of the cue at a range."""
        first, last = start, end
        while first and start - first < _REACH and _is_han(text[first - 1]):
            first -= 1
        while last < len(text) and last - end < _REACH and _is_han(text[last]):
            last += 1
        if (first, last) == (start, end):
            return False
        return any(self._crosses(text, first, last, start, end, edge) for edge in (start, end))

    def _crosses(self, text: str, first: int, last: int, start: int, end: int, edge: int) -> bool:
        """Whether a word across an edge of the cue makes a split of a text about as likely as one with the cue."""
        kept = sum(self._cost(text, *part, start, end) for part in ((first, start), (start, end), (end, last)))
        for at in range(max(first, edge - self._longest + 1), edge):
            words = self._words_with(text[at])
            for after in range(edge + 1, min(at + self._longest, last) + 1):
                below = words.get(text[at + 1 : after], -1)
                if below < 0 or (at <= start and end <= after):
                    continue
                rest = self._cost(text, first, at, start, end) + self._cost(text, after, last, start, end)
                if rest + _HIGHEST - below < kept + _DOUBT:
                    return True
        return False

    def begins(self, text: str) -> bool:
        """Whether the first two characters of a text are a word."""
        return len(text) > 1 and text[1] in self._words_with(text[0])

    def _cost(self, text: str, first: int, last: int, start: int, end: int) -> int:
        """The cost of the likeliest split of a text; none of its words contains the cue at `start` and more."""
        least = [_HIGHEST * length for length in range(last - first + 1)]
        for at in range(first, last):
            words, so_far = self._words_with(text[at]), least[at - first] + _HIGHEST
            for after in range(at + 1, min(at + self._longest, last) + 1):
                below = words.get(text[at + 1 : after], -1)
                if text[at:after] in self._cues and not at < start < after and not at < end < after:
                    below = max(below, _CUE)
                longer = at <= start and end <= after and (at, after) != (start, end)
                if below >= 0 and not longer and so_far - below < least[after - first]:
                    least[after - first] = so_far - below
        return least[-1]

    def _words_with(self, first: str) -> dict[str, int]:
        """The words that begin with a character, without it, and how far each is below the highest cost."""
        words = self._words.get(first)
        if words is None:
            words = self._words[first] = {}
            below = 0
            for character in self._entries.get(first, "")[1:]:
                if character.isascii():
                    below = _LETTERS.index(character)
                    words.setdefault("", below)
                else:
                    words[character] = below
        return words


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
