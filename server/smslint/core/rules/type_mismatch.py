"""`type-mismatch`: a verification message that is declared as another type."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading
from smslint.core.recognise.kinds import is_verification, keywords_in


def find(reading: Reading) -> Iterator[Match]:
    """The keyword, where the text is a verification message; a type that was inferred mismatches nothing."""
    if not reading.type_inferred and is_verification(reading):
        start, end = keywords_in(reading)[0]
        span = reading.span(*reading.shadow.span(start, end))
        yield Match(span, {"text": reading.text_of(span)})
