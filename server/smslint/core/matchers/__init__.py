"""The closed set of ways in which a rule says what it looks for: one function and one options class a kind."""

from __future__ import annotations

from smslint.core.matchers.code import CODE
from smslint.core.matchers.field import FIELD
from smslint.core.matchers.kind import Matcher
from smslint.core.matchers.pattern import PATTERN
from smslint.core.matchers.terms import TERMS

MATCHERS: dict[str, Matcher] = {
    "code": CODE,
    "field": FIELD,
    "pattern": PATTERN,
    "terms": TERMS,
}
