"""Whether a variable's name, or the words around it, speak for another attribute than the declared one.

An attribute that can carry the thing is silent: an order number may be declared as anything that takes letters and
digits. Words right beside the variable count more than its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.declarations import OTHERS, declared_attribute, declared_uses, related_declaration
from smslint.core.finding import Match, Value
from smslint.core.meaning import VariableMeanings
from smslint.core.suggestion import code_for_kind

_FREE: Final = frozenset({OTHERS, "user_nick", "address"})
_CODES: Final = frozenset({"numberCaptcha", "characterWithNumber2", "other_number2", "pick_up_code"})
_CARRIERS: Final[dict[str, frozenset[str]]] = {
    "money": frozenset({OTHERS, "other_number2"}),
    "time": frozenset({OTHERS, "other_number2"}),
    "phone_number2": frozenset({OTHERS, "other_number2"}),
    "pick_up_code": _CODES | {OTHERS},
    "numberCaptcha": _CODES | {OTHERS},
    "tracking_number": frozenset({OTHERS, "other_number2"}),
    "other_number2": _CODES | _FREE | {"tracking_number", "link_param", "license_plate_number"},
    "license_plate_number": _FREE,
    "email_address": _FREE,
    "address": _FREE | {"unit_name"},
    "unit_name": _FREE,
    "name": _FREE | {"other_number2", "unit_name"},
    "user_nick": _FREE | {"other_number2", "name", "unit_name", "characterWithNumber2"},
}
"""What can carry each thing besides the attribute made for it, by what the attribute is, not only by characters."""
_CARRY_ALL: Final = frozenset.intersection(*_CARRIERS.values())


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a variable; its attribute must exist and be allowed, else other rules speak."""
    meanings, valid, kind = analysis.lexicon.compiled(VariableMeanings), analysis.catalog.valid, analysis.type
    for variable, used in declared_uses(analysis):
        carrier = valid.get(variable.attribute)
        if carrier is None or kind not in carrier.types or carrier.code in _CARRY_ALL:
            continue
        declared = carrier.code
        words = meanings.by_context(analysis.normalized, used)
        meant = words or meanings.by_name(variable.name)
        if meant not in _CARRIERS or declared == meant or declared in _CARRIERS[meant]:
            continue
        if any(used in link.placeholders for link in analysis.links):
            continue
        code = code_for_kind(analysis, meant)
        if code is None or code == declared:
            continue
        fitting = analysis.catalog.attributes[code]
        attribute = declared_attribute(analysis, variable)
        values: dict[str, Value] = {
            "variable": variable.name,
            "attribute": variable.attribute or "",
            "title": attribute.title if attribute else "",
            "fitting": code,
            "fitting_title": fitting.title,
        }
        yield Match(analysis.span(used.start, used.end), values, related_declaration(variable))
