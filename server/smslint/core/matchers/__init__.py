"""The kinds of match whose rules say in their files what they look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers import fields, patterns, placeholders, words
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Matcher:
    """A kind of match: `find` finds the matches in an analysis.

    `read` gives the options of `find` by their names, from a rule's file and the lexicon, and the gate that says when
    `find` can find anything. It raises KeyError, ValueError or TypeError if the options are not valid.
    """

    read: Callable[[Mapping[str, Any], Lexicon], tuple[dict[str, Any], Gate]]
    find: Callable[..., Iterable[Match]]


MATCHERS: dict[str, Matcher] = {
    "adjacent": Matcher(placeholders.read_adjacent, placeholders.find_adjacent),
    "characters": Matcher(patterns.read_characters, patterns.find_characters),
    "field": Matcher(fields.read_field, fields.find_field),
    "length": Matcher(fields.read_length, fields.find_length),
    "missing-cue": Matcher(words.read_missing_cue, words.find_missing_cue),
    "pattern": Matcher(patterns.read_pattern, patterns.find_pattern),
    "placeholder": Matcher(placeholders.read_placeholder, placeholders.find_placeholder),
    "terms": Matcher(words.read_terms, words.find_terms),
    "topics": Matcher(words.read_topics, words.find_topics),
}
