"""Times patterns on hostile text, in a process of its own: nothing else can stop one that backtracks without end."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from time import process_time
from typing import Any, Final, Literal

from smslint.core.content import READ_LIMIT
from smslint.core.lexicon import CLASSES, MASK, expand
from smslint.core.patterns import lazy_pattern
from smslint.io.opener import standard_input
from smslint.io.processes import run_module
from smslint.io.sink import print_out

Engine = Literal["re", "regex"]
LIMIT_MS: Final = 20
"""How long a pattern may search one hostile text of `READ_LIMIT` code points."""
_PATIENCE_S: Final = 30
_CONSTRUCTS: Final = lazy_pattern(r"\\.|\(\?P?[<!=:a-z][^)>]*>?|[\[\](){}|?*+.^$]|\{[0-9,]*\}")
_ALWAYS: Final = (MASK, "1", "a", " ", "的", "。", "1-", "a.", "一1")


def slow(patterns: Sequence[str], engine: Engine) -> dict[str, float]:
    """The patterns that take longer than `LIMIT_MS`, with the milliseconds that they take at least.

    A pattern is only blamed for the end of patience if it alone had all of it: a busy machine may time few at once.
    """
    found: dict[str, float] = {}
    rest = list(patterns)
    while rest:
        times, ended = _timed(rest, engine)
        found |= {pattern: took for pattern, took in zip(rest, times, strict=False) if took > LIMIT_MS}
        if ended:
            break
        if not times:
            found[rest[0]] = _PATIENCE_S * 1000
        rest = rest[max(1, len(times)) :]
    return found


def _timed(patterns: Sequence[str], engine: Engine) -> tuple[list[float], bool]:
    """The milliseconds of as many patterns as were timed, and whether these are all."""
    output, ended = run_module(
        "smslint.catalog.slow_patterns", engine, data=json.dumps(patterns).encode(), timeout=_PATIENCE_S
    )
    return [float(line) for line in output.split()], ended


def texts_for(pattern: str) -> Iterator[str]:
    """Texts that make a pattern start over and over: pieces of its own literals, repeated, and cut short at the end."""
    for name in CLASSES:
        pattern = pattern.replace(name, "")
    pieces = list(dict.fromkeys(piece for piece in _CONSTRUCTS.split(pattern) if piece))
    characters = list(dict.fromkeys(character for piece in pieces for character in piece))[:12]
    units = [*_ALWAYS, *characters, *pieces[:12], *(piece[:-1] for piece in pieces[:12] if len(piece) > 1)]
    units += [first + second for first in characters[:4] for second in ("1", " ", MASK, *characters[:4])]
    for unit in dict.fromkeys(units):
        yield (unit * (READ_LIMIT // len(unit) + 1))[:READ_LIMIT]


def milliseconds(search: Callable[[str], Any], text: str) -> float:
    """The best of five processor times, so that a busy machine makes no pattern look slow."""
    best = float("inf")
    for _ in range(5):
        start = process_time()
        search(text)
        best = min(best, (process_time() - start) * 1000)
        if best <= LIMIT_MS:
            break
    return best


def _search(pattern: str, engine: Engine) -> Callable[[str], Any]:
    if engine == "re":
        compiled = re.compile(expand(pattern))
        return lambda text: list(islice(compiled.finditer(text), READ_LIMIT))
    import regex

    guarded = regex.compile(expand(pattern))

    def search(text: str) -> None:
        with suppress(TimeoutError):
            list(islice(guarded.finditer(text, timeout=LIMIT_MS / 100), READ_LIMIT))

    return search


def _main() -> None:
    """Prints a line a pattern as soon as it is timed."""
    for pattern in json.loads(standard_input().read()):
        search = _search(pattern, "regex" if sys.argv[1] == "regex" else "re")
        print_out(str(max(milliseconds(search, text) for text in texts_for(pattern))))


if __name__ == "__main__":
    _main()
