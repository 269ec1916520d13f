"""Polars expressions that find the values that are certainly accepted.

They are made from the grammar trees that `core.verdict.judge` uses: the accepted language, the risky languages that
override it, and the silences of the layers. A value that they do not find may still be accepted; `judge` decides. A
repeated character class is tested as a length and "no other character", which takes half the time of a bounded
repetition.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from smslint.core.attribute import Attribute
from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.printing import rust_part, rust_text
from smslint.core.grammar.tree import Chars, Choice, Repeat, Tree, alphabet
from smslint.core.layers.silence import silences
from smslint.core.rule import Catalog
from smslint.core.template import TemplateType
from smslint.core.verdict import effective_attribute

if TYPE_CHECKING:
    import polars

_ANY = CharSet(((0, LAST),))


def certainly_accepted(column: polars.Expr, attribute: Attribute, catalog: Catalog, value_length: int) -> polars.Expr:
    """Whether the attribute certainly accepts a value; false or null for null."""
    attribute = effective_attribute(attribute, catalog)
    grammar = attribute.grammar
    low, high = attribute.limits(value_length)
    allowed = _ANY
    languages: list[Tree] = []
    parts: list[Tree] = []
    refused: list[Tree] = []
    if isinstance(tree := grammar.accepted, Repeat) and isinstance(tree.item, Chars) and tree.high is None:
        allowed = tree.item.set
        low = max(low, tree.low)
    else:
        languages.append(tree)
    known = silences(catalog.lexicon)
    for name in grammar.layers:
        silence = known[name]
        if silence.alphabet is not None:
            allowed = allowed & silence.alphabet
        if silence.within is not None:
            languages.append(silence.within)
        parts += silence.without
    for language in grammar.overriding:
        if language.length and language.length.get("min", 1) > high:
            continue  # the language has only longer values
        if language.marks is None:
            refused.append(language.tree)
        else:
            parts.append(Chars(language.marks))
    if allowed != _ANY and not (languages and not (alphabet(languages[0]) - allowed).ranges):
        parts.append(Chars(~allowed))
    length = column.str.len_chars()
    tests = [length >= max(low, 1), length <= high]
    tests += [column.str.contains(rust_text(language)) for language in languages]
    tests += [~column.str.contains(rust_text(language)) for language in refused]
    if parts:
        tests.append(~column.str.contains(rust_part(Choice(tuple(parts)))))
    return _all(tests)


def certainly_accepted_plain(column: polars.Expr, kind: TemplateType) -> polars.Expr:
    """Whether a value is certainly accepted by a template type without attributes, which only limits lengths."""
    length = column.str.len_chars()
    short = (length >= 1) & (length <= 20)
    if kind != "international":
        return short
    return short | ((length <= 32) & column.str.contains(r"\A[0-9A-Za-z]+\z"))


def _all(tests: list[polars.Expr]) -> polars.Expr:
    return reduce(lambda left, right: left & right, tests)
