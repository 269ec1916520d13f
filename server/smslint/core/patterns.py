"""Patterns: those of modules, compiled on first use, and those of users' own rules, with a time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import regex


class _Pattern:
    """Stands for a pattern. The first use compiles it and takes over the methods of the compiled pattern."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self._text, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled on first use.

    The program's modules define two hundred patterns; compiling all of them would add 100 ms to every start.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


@contextmanager
def lazy_patterns() -> Iterator[None]:
    """Makes all patterns lazy that a package compiles while it is imported. Those of PyYAML take a tenth of a start."""
    compile = re.compile
    re.compile = lazy_pattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = compile


LIMIT_MS: Final = 100
"""How long one pattern may search one template; the program's own take well under 1 ms."""
_SECONDS: Final = LIMIT_MS / 1000
_REPETITION = lazy_pattern(r"\{(\d++)?(?:,(\d++)?)?\}(?<!\{\})(?<!\{,\})")
_ONE = lazy_pattern(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*+\]?|.", re.DOTALL)


def written_out_length(text: str) -> int:
    """How many characters a pattern has at most if its bounded repetitions are written out, nested ones multiplied.

    Compilers need memory for each of them.
    """
    totals, lasts, at = [0], [0], 0
    while at < len(text):
        size = 1
        repetition = _REPETITION.match(text, at)
        if repetition:
            times = max(int(digits) if len(digits) < 10 else 10**9 for digits in repetition.groups() if digits)
            totals[-1] += lasts[-1] * max(times - 1, 0)
            lasts[-1] *= max(times, 1)
            at = repetition.end()
            continue
        if text[at] == "(":
            totals.append(0)
            lasts.append(0)
            at += 1
            continue
        if text[at] == ")" and len(totals) > 1:
            size = totals.pop()
            lasts.pop()
        at = _ONE.match(text, at).end()  # type: ignore[union-attr]
        totals[-1] += size
        lasts[-1] = size
    return sum(totals)


class _GuardedPattern:
    """A pattern of a user's own rule. Nobody has timed it on hostile text, so it runs in `regex`, which has timeouts.

    It has what matchers use of a compiled pattern. A search that takes longer than `LIMIT_MS` raises TimeoutError.
    """

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


def guarded_pattern(text: str) -> re.Pattern[str]:
    """A pattern of a user's own rule, which runs under the time limit."""
    return cast("re.Pattern[str]", _GuardedPattern(text))
