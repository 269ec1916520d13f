"""Patterns of users' own rules: they run in `regex` under a time limit, since nobody has timed them on hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import regex

LIMIT_MS: Final = 100
"""How long one pattern may search one template; the program's own take well under 1 ms."""
_SECONDS: Final = LIMIT_MS / 1000


class GuardedPattern:
    """What matchers use of a compiled pattern; a search that takes longer than `LIMIT_MS` raises TimeoutError."""

    def __init__(self, text: str) -> None:
        import regex

        self._pattern: regex.Pattern[str] = regex.compile(text)
        self.pattern = text
        self.groupindex: dict[str, int] = dict(self._pattern.groupindex)
        self.groups = self._pattern.groups

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """All matches, from left to right."""
        found: Iterator[Any] = self._pattern.finditer(text, start, end, timeout=_SECONDS)
        return found

    def search(self, text: str, start: int = 0, end: int | None = None) -> Any:
        """The first match, or None."""
        return self._pattern.search(text, start, end, timeout=_SECONDS)

    def match(self, text: str, start: int = 0, end: int | None = None) -> Any:
        """A match at `start`, or None."""
        return self._pattern.match(text, start, end, timeout=_SECONDS)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> Any:
        """A match of all between `start` and `end`, or None."""
        return self._pattern.fullmatch(text, start, end, timeout=_SECONDS)
