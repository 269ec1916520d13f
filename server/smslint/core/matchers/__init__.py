"""The kinds of match whose rules say in their files what they look for, each with a function and a class of options."""

from __future__ import annotations

from smslint.core.matchers.adjacent import ADJACENT
from smslint.core.matchers.characters import CHARACTERS
from smslint.core.matchers.field import FIELD
from smslint.core.matchers.kind import Matcher
from smslint.core.matchers.length import LENGTH
from smslint.core.matchers.missing_cue import MISSING_CUE
from smslint.core.matchers.pattern import PATTERN
from smslint.core.matchers.placeholder import PLACEHOLDER
from smslint.core.matchers.terms import TERMS
from smslint.core.matchers.topics import TOPICS

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
