"""Free text: blanks, characters that messages do not support, links, what a program left unfilled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smslint.core.content import read_value
from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.links import links_in
from smslint.core.symbols import Symbols

BLANKS = " \t\n\r\u3000\u00a0"
UNSEEN = lazy_pattern(f"[{INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_UNUSUAL_BLANK = lazy_pattern("[\t\u3000\u00a0\u2000-\u200a\u202f\u205f]+")
_BRACKETS = lazy_pattern("[【】]")
_UNFILLED = lazy_pattern(
    r"[$#]\{[^{}]*\}|\{\{[^{}]*\}\}|\{[A-Za-z_]\w*\}|%[sd](?![A-Za-z])|%![a-z]\(|<(?:no value|nil|null)>|\[object \w+\]"
    r"|\(null\)|(?<![A-Za-z])(?:undefined|NaN)(?![A-Za-z])"
    r"|\A(?:null|nil|None|#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!))\Z"
)
_UNFILLED_CODE = lazy_pattern(r"(?<![A-Za-z])(?:undefined|NaN)(?![A-Za-z])")
_EMAIL = lazy_pattern(r"[A-Za-z0-9][A-Za-z0-9_.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def free_text(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Values of blanks only, blanks at the edges, and e-mail addresses."""
    inner = value.strip(BLANKS)
    if not UNSEEN.sub("", inner):
        yield "only-blanks", 0, len(value)
        return
    start = value.index(inner[0])
    if start:
        yield "edge-blank", 0, start
    if start + len(inner) < len(value):
        yield "edge-blank", start + len(inner), len(value)
    for found in _EMAIL.finditer(value) if "@" in value else ():
        yield "email-in-text", found.start(), found.end()


def unsupported(value: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Symbols, emoji, traditional and invisible characters that messages cannot carry."""
    if lexicon.plain.issuperset(value):
        return
    covered: set[int] = set()
    symbols = lexicon.compiled(Symbols)
    for start, end in (*symbols.runs(value), *symbols.disputed_runs(value)):
        covered.update(range(start, end))
        yield "unsupported-character", start, end
    for found in _BRACKETS.finditer(value):
        yield "unsupported-character", *found.span()
    yield from (("unsupported-traditional", *run) for run in _traditional_runs(value, lexicon))
    inner = value.strip(BLANKS)
    low = value.index(inner) if inner else 0
    for pattern in (UNSEEN, _UNUSUAL_BLANK):
        for found in pattern.finditer(value, low, low + len(inner)):
            if found.start() not in covered:
                yield "unsupported-invisible", *found.span()


def _traditional_runs(value: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    at = 0
    for traditional, run in groupby(value, lambda each: each in lexicon.simplified or each in lexicon.ambiguous):
        start, at = at, at + len(list(run))
        if traditional:
            yield start, at


def links_in_value(value: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Links, domains and IP addresses."""
    if "." not in value and "://" not in value and ":" not in value:
        return
    for found in links_in(read_value(value, lexicon)):
        yield ("ip-address" if found.kind == "ip" else "link"), found.start, found.end


def unfilled(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Placeholders of programs, their words for nothing, and errors of spreadsheets, which recipients would read."""
    yield from find_unfilled(value)


def unfilled_in_codes(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The same in letters and digits, where `null` may be a code by chance."""
    for found in _UNFILLED_CODE.finditer(value):
        yield "unfilled", *found.span()


def find_unfilled(value: str) -> Iterator[tuple[str, int, int]]:
    """The same without a lexicon."""
    for found in _UNFILLED.finditer(value):
        yield "unfilled", *found.span()
