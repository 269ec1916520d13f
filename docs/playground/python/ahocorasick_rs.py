"""Stands for the package of this name, which has no wheel for browsers: the same hits, looked for in plain Python."""

from __future__ import annotations

from collections.abc import Sequence


class AhoCorasick:
    """Finds literals in a text: those of each first character are looked up by their lengths, the longest first."""

    def __init__(self, patterns: Sequence[str], store_patterns: bool = False) -> None:
        self._patterns = {pattern: index for index, pattern in enumerate(patterns)}
        lengths: dict[str, set[int]] = {}
        for pattern in self._patterns:
            lengths.setdefault(pattern[0], set()).add(len(pattern))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def find_matches_as_indexes(self, haystack: str, overlapping: bool = False) -> list[tuple[int, int, int]]:
        """The index, start and end of each match, by their ends, longer ones first."""
        assert overlapping
        patterns, lengths, size = self._patterns, self._lengths, len(haystack)
        found = []
        for start, first in enumerate(haystack):
            for length in lengths.get(first, ()):
                end = start + length
                if end <= size and (index := patterns.get(haystack[start:end])) is not None:
                    found.append((index, start, end))
        found.sort(key=lambda match: (match[2], match[1]))
        return found
