"""`unsupported-character`: emoji, emoticons and the catalog's table of symbols."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.symbols import Symbols


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a run; the symbols that an older page lets pass are a variant of their own."""
    for start, end in analysis.symbols:
        yield from _match(analysis, start, end)
    if analysis.normalized.has_unusual:
        for start, end in analysis.lexicon.compiled(Symbols).disputed_runs(analysis.content):
            yield from _match(analysis, start, end, "disputed")
    yield from _emoticons(analysis)


def _emoticons(analysis: Analysis) -> Iterator[Match]:
    """Emoticons of ASCII characters, the longest where they overlap, with no letter or digit touching one."""
    text, hits = analysis.normalized.text, analysis.hits
    places = sorted(
        (place for name in analysis.lexicon.words("unsupported") for place in hits.get(name, ())),
        key=lambda place: (place[0], -place[1]),
    )
    last = 0
    for start, end in places:
        if start < last or _alnum(text, start - 1) or _alnum(text, end):
            continue
        last = end
        yield from _match(analysis, *analysis.normalized.span(start, end))


def _alnum(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and (text[index].isalnum() or text[index] in "_/=")


def _match(analysis: Analysis, start: int, end: int, variant: str | None = None) -> Iterator[Match]:
    if not analysis.in_placeholder(start, end):
        text = analysis.content[start:end]
        points = tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(text))
        yield Match(analysis.span(start, end), {"text": text, "points": points}, variant=variant)
