"""`type-mismatch`: a verification message that is declared as another type."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.recognise.verification import is_verification, keywords_in


def find(analysis: Analysis) -> Iterator[Match]:
    """The keyword, where the text is a verification message; a type that was inferred mismatches nothing."""
    if not analysis.type_inferred and is_verification(analysis):
        start, end = keywords_in(analysis)[0]
        span = analysis.span(*analysis.normalized.span(start, end))
        yield Match(span, {"text": analysis.text_of(span)})
