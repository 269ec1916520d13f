"""The kinds of match whose rules say in their files what they look for."""

from __future__ import annotations

from smslint.core.matchers.fields import FIELD, LENGTH
from smslint.core.matchers.kind import Matcher
from smslint.core.matchers.patterns import CHARACTERS, PATTERN
from smslint.core.matchers.placeholders import ADJACENT, PLACEHOLDER
from smslint.core.matchers.words import MISSING_CUE, TERMS, TOPICS

MATCHERS: dict[str, Matcher] = {
    "adjacent": ADJACENT,
    "characters": CHARACTERS,
    "field": FIELD,
    "length": LENGTH,
    "missing-cue": MISSING_CUE,
    "pattern": PATTERN,
    "placeholder": PLACEHOLDER,
    "terms": TERMS,
    "topics": TOPICS,
}
