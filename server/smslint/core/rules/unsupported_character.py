"""`unsupported-character`: emoji, emoticons and the catalog's table of symbols."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading


def find(reading: Reading) -> Iterator[Match]:
    """One match a run; the symbols that an older page lets pass are a variant of their own."""
    for start, end in reading.symbols:
        yield from _match(reading, start, end)
    if reading.shadow.odd:
        for start, end in reading.lexicon.symbols.disputed_runs(reading.content):
            yield from _match(reading, start, end, "disputed")
    yield from _emoticons(reading)


def _emoticons(reading: Reading) -> Iterator[Match]:
    """Emoticons of ASCII characters, the longest where they overlap, with no letter or digit touching one."""
    text, hits = reading.shadow.text, reading.hits
    places = sorted(
        (place for name in reading.lexicon.words("unsupported") for place in hits.get(name, ())),
        key=lambda place: (place[0], -place[1]),
    )
    last = 0
    for start, end in places:
        if start < last or _alnum(text, start - 1) or _alnum(text, end):
            continue
        last = end
        yield from _match(reading, *reading.shadow.span(start, end))


def _alnum(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and (text[index].isalnum() or text[index] in "_/=")


def _match(reading: Reading, start: int, end: int, variant: str | None = None) -> Iterator[Match]:
    if not reading.in_placeholder(start, end):
        text = reading.content[start:end]
        points = tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(text))
        yield Match(reading.span(start, end), {"text": text, "points": points}, variant=variant)
