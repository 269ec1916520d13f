"""Whether a variable is declared as `others` although every example of it fits a more specific attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.declarations import OTHERS, allowed_codes, declared_uses, related_declaration
from smslint.core.finding import Match, Value
from smslint.core.meaning import VariableMeanings

_ANY_NUMBER: Final = "other_number2"
_TAKE_ANYTHING: Final = frozenset({OTHERS, "user_nick", "address"})
"""These take nearly anything, so that an example that fits them says nothing."""


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a variable, with the attribute that the words around it speak for, where the example fits several."""
    for variable, used in declared_uses(analysis):
        if variable.attribute != OTHERS or variable.example in (None, ""):
            continue
        if any(used in link.placeholders for link in analysis.links):
            continue
        from smslint.core.verdict import fits

        examples = variable.example if isinstance(variable.example, list) else [variable.example]
        fitting = [
            attribute
            for code in allowed_codes(analysis)
            if code not in _TAKE_ANYTHING
            and fits(examples, attribute := analysis.catalog.attributes[code], analysis.catalog)
        ]
        if fitting:
            meanings = analysis.lexicon.compiled(VariableMeanings)
            best = _best(fitting, meanings.by_context(analysis.normalized, used) or meanings.by_name(variable.name))
            values: dict[str, Value] = {
                "variable": variable.name,
                "example": str(examples[0]),
                "fitting": best.code,
                "title": best.title,
            }
            yield Match(analysis.span(used.start, used.end), values, related_declaration(variable))


def _best(fitting: list[Attribute], meant: str | None) -> Attribute:
    """The attribute that is meant, else the one with the most room."""
    for code in (meant, _ANY_NUMBER):
        for attribute in fitting:
            if attribute.code == code:
                return attribute
    within = {code for attribute in fitting for code in attribute.within}
    widest = [attribute for attribute in fitting if attribute.code in within]
    return widest[0] if widest else fitting[0]
